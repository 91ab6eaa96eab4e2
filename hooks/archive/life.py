"""The life of a date: what later letters did to the deadlines and events of earlier ones.

A letter's facts are never edited to make history disappear. A later letter extends or withdraws a
deadline, reschedules or withdraws an event, withdraws or replaces a whole letter; this module
follows these acts in the order of the letters, once, when the archive is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple

from archive.dates import Moment
from archive.model import Act, Circular, Dated, Deadline, Event, Former, Item, Relative

DEADLINE, EVENT = "deadline", "event"
"""Kinds of dates, as the anchors on pages have them."""

_MOVES = {"extends": DEADLINE, "reschedules": EVENT}
"""Relations that set another day, and for what."""
_ENDS = ("withdraws", "replaces")
"""Relations that end a date without another one."""


class Place(NamedTuple):
    """A deadline or an event in the whole archive."""

    circular: str
    kind: str
    id: str

    @property
    def anchor(self) -> str:
        """Its address on the page of its letter."""
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Generic[Item]):
    """A date from its first announcement to what stands for it now."""

    steps: tuple[Dated[Item], ...]
    """The first announcement, and every later one; at least one."""

    @property
    def first(self) -> Dated[Item]:
        """The first announcement, which gives the date its identity."""
        return self.steps[0]

    @property
    def last(self) -> Dated[Item]:
        """What stands now."""
        return self.steps[-1]


def courses(circulars: Iterable[Circular], kind: type[Item]) -> tuple[Course[Item], ...]:
    """All dates of a *kind*, each from its first announcement on, in the order of the letters."""
    circulars = tuple(circulars)
    found: dict[Place, Dated[Item]] = {}
    for circular in circulars:
        for item in circular.deadlines if kind is Deadline else circular.events:
            if isinstance(item, kind):
                place = Place(circular.key, _kind_of(item), item.id)
                found[place] = Dated(item=item, circular=circular)
    made = []
    for place, dated in found.items():
        former = {Place(item.circular, place.kind, item.id) for item in dated.item.instead_of}
        # A deadline that moved with its event stands for a former day of its own.
        if (former - {place}) & found.keys():
            continue
        steps, passed = [dated], {place}
        while (after := _after(steps[-1].item)) in found and after not in passed:
            passed.add(after)
            steps.append(found[after])
        made.append(Course(steps=tuple(steps)))
    return tuple(made)


def _kind_of(item: Deadline | Event) -> str:
    return DEADLINE if isinstance(item, Deadline) else EVENT


def _after(item: Deadline | Event) -> Place:
    """What stands for *item* by the act of another letter; an unknown place where nothing does."""
    act = item.extended if isinstance(item, Deadline) else item.rescheduled
    if act is None:
        return Place("", "", "")
    kind, _, name = act.becomes.partition("-")
    return Place(act.by, kind, name)


def with_acts(circulars: Iterable[Circular]) -> tuple[Circular, ...]:
    """The *circulars*, in order, with all that later ones did to their dates."""
    ordered = tuple(circulars)
    return _Lives(ordered).resolved()


class _Lives:
    """Follows all acts of one archive."""

    def __init__(self, circulars: tuple[Circular, ...]) -> None:
        self._circulars = circulars
        self._items: dict[Place, Deadline | Event] = {
            Place(circular.key, kind, item.id): item
            for circular in circulars
            for kind, items in ((DEADLINE, circular.deadlines), (EVENT, circular.events))
            for item in items
        }
        self._of: dict[str, list[Place]] = {}
        for place in self._items:
            self._of.setdefault(place.circular, []).append(place)
        self._next: dict[Place, Place] = {}
        self._before: dict[Place, list[Place]] = {}
        self._moved: dict[Place, Act] = {}
        self._withdrawn: dict[Place, Act] = {}
        self._superseded: dict[Place, Act] = {}
        self._acts: dict[str, list[Act]] = {}
        self._counted_to: dict[Place, Place] = {}

    def resolved(self) -> tuple[Circular, ...]:
        for circular in self._circulars:
            self._move(circular)
            self._end(circular)
        self._end_with_events()
        self._tell_the_earlier()
        return tuple(self._circular(circular) for circular in self._circulars)

    def _move(self, circular: Circular) -> None:
        # A deadline that moves in the same letter as its event moves from its former day.
        for related in sorted(circular.related, key=lambda item: item.relation != "extends"):
            kind = _MOVES.get(related.relation)
            if kind is None or related.circular is None:
                continue
            target = Place(related.circular, kind, getattr(related, kind))
            own = self._own(circular.key, kind, target.id, related.becomes)
            if target not in self._items or own is None or target.circular == circular.key:
                continue
            standing = self._standing(target)
            # What this letter has set already, or a circle of letters, moves nothing further.
            if standing.circular == circular.key or standing in self._line(own):
                continue
            # What has ended is not set anew: a letter that opens it again sets a date of its own.
            if standing in self._withdrawn or standing in self._superseded:
                continue
            act = Act(
                relation=related.relation,
                by=circular.key,
                target=standing.anchor,
                becomes=own.anchor,
            )
            self._keep_event(standing)
            self._next[standing] = own
            self._before.setdefault(own, []).append(standing)
            self._moved[standing] = act
            self._acts.setdefault(standing.circular, []).append(act)

    def _own(self, key: str, kind: str, name: str, becomes: str) -> Place | None:
        """The date of the acting letter that stands for the earlier one: the one that it names,
        else the one of the same name, else its only one."""
        own = [place for place in self._of.get(key, ()) if place.kind == kind]
        for wanted in (becomes, "" if becomes else name):
            for place in own:
                if wanted and place.id == wanted:
                    return place
        return own[0] if len(own) == 1 and not becomes else None

    def _end(self, circular: Circular) -> None:
        for related in circular.related:
            if related.relation not in _ENDS or related.circular in (None, circular.key):
                continue
            places = self._of.get(related.circular or "", [])
            if related.relation == "withdraws" and (related.deadline or related.event):
                wanted = {
                    Place(related.circular or "", DEADLINE, related.deadline),
                    Place(related.circular or "", EVENT, related.event),
                }
                places = [place for place in places if place in wanted]
            ended = self._withdrawn if related.relation == "withdraws" else self._superseded
            for place in places:
                standing = self._standing(place)
                if standing.circular == circular.key or standing in ended:
                    continue
                act = Act(relation=related.relation, by=circular.key, target=standing.anchor)
                self._keep_event(standing)
                ended[standing] = act
                self._acts.setdefault(standing.circular, []).append(act)

    def _keep_event(self, place: Place) -> None:
        """A deadline that a letter moves or ends follows its event no further."""
        item = self._items[place]
        if isinstance(item, Deadline) and item.relative is not None:
            event = Place(item.relative.circular or place.circular, EVENT, item.relative.event)
            self._counted_to.setdefault(place, self._standing(event))

    def _end_with_events(self) -> None:
        """A deadline that counts from an event ends with it: nobody can be two weeks early for a
        meeting that is called off."""
        for place, item in self._items.items():
            if not isinstance(item, Deadline) or item.relative is None or place in self._next:
                continue
            key = item.relative.circular or place.circular
            event = self._standing(Place(key, EVENT, item.relative.event))
            for ended in (self._withdrawn, self._superseded):
                act = ended.get(event)
                if act is not None and place not in ended:
                    ended[place] = replace(act, target=place.anchor)
                    self._acts.setdefault(place.circular, []).append(ended[place])

    def _line(self, place: Place) -> list[Place]:
        """*place*, and what stands for it from step to step."""
        line = [place]
        while (after := self._next.get(line[-1])) is not None:
            line.append(after)
        return line

    def _standing(self, place: Place) -> Place:
        return self._line(place)[-1]

    def _tell_the_earlier(self) -> None:
        """What ends the last step of a line ends the earlier ones too, for their readers."""
        for ended in (self._withdrawn, self._superseded):
            for place, act in list(ended.items()):
                if place not in self._next:
                    for earlier in self._former(place):
                        ended.setdefault(earlier, act)

    def _former(self, place: Place) -> Iterator[Place]:
        """All that *place* stands for, the latest first."""
        ahead = list(reversed(self._before.get(place, ())))
        while ahead:
            before = ahead.pop()
            yield before
            ahead.extend(reversed(self._before.get(before, ())))

    def _circular(self, circular: Circular) -> Circular:
        deadlines = tuple(self._deadline(circular.key, item) for item in circular.deadlines)
        events = tuple(self._event(circular.key, item) for item in circular.events)
        acts = tuple(self._acts.get(circular.key, ()))
        if (deadlines, events, acts) == (circular.deadlines, circular.events, circular.acts):
            return circular
        return circular.with_facts(deadlines=deadlines, events=events, acts=acts)

    def _deadline(self, key: str, item: Deadline) -> Deadline:
        place = Place(key, DEADLINE, item.id)
        instead_of = tuple(
            Former(circular=before.circular, id=before.id, when=self._due(before))
            for before in self._former(place)
        )
        if item.relative is not None:
            item, days = self._counted(place, item, item.relative)
            formers = [Former(circular=key, id=item.id, when=day) for day in days]
            instead_of = (*formers, *instead_of)
        if not (instead_of or self._is_acted_on(place) or item.ended or item.instead_of):
            return item
        return replace(
            item,
            extended=self._moved.get(place),
            withdrawn=self._withdrawn.get(place),
            superseded=self._superseded.get(place),
            instead_of=instead_of,
        )

    def _is_acted_on(self, place: Place) -> bool:
        return place in self._moved or place in self._withdrawn or place in self._superseded

    def _event(self, key: str, item: Event) -> Event:
        place = Place(key, EVENT, item.id)
        is_alone = place not in self._before and not self._is_acted_on(place)
        if is_alone and not (item.ended or item.instead_of):
            return item
        return replace(
            item,
            rescheduled=self._moved.get(place),
            withdrawn=self._withdrawn.get(place),
            superseded=self._superseded.get(place),
            instead_of=tuple(
                Former(circular=before.circular, id=before.id, when=event.start, until=event.end)
                for before in self._former(place)
                if isinstance(event := self._items[before], Event)
            ),
        )

    def _due(self, place: Place) -> Moment | None:
        item = self._items[place]
        if not isinstance(item, Deadline):
            return None
        if item.relative is None:
            return item.due
        return self._counted(place, item, item.relative)[0].due

    def _counted(
        self, place: Place, item: Deadline, relative: Relative
    ) -> tuple[Deadline, list[Moment]]:
        """A deadline with the day that it counts to, and those to which it counted before its
        event moved, the latest first."""
        announced = Place(relative.circular or place.circular, EVENT, relative.event)
        first = self._items.get(announced)
        if not isinstance(first, Event):
            return item, []  # the rules let no such letter pass
        relative = replace(relative, circular=announced.circular)
        standing = self._counted_to.get(place) or self._standing(announced)
        event = self._items[standing]
        due = _counted_from(event, relative) if isinstance(event, Event) else None
        if standing == announced:
            return replace(item, due=due, relative=relative), []
        line = self._line(announced)
        days: list[Moment] = []
        for step in reversed(line[: line.index(standing)]):
            event = self._items[step]
            day = _counted_from(event, relative) if isinstance(event, Event) else None
            if day is not None and day != (days[-1] if days else due):
                days.append(day)
        relative = replace(relative, moved_by=standing.circular)
        return replace(item, due=due, relative=relative), days


def _counted_from(event: Event, relative: Relative) -> Moment | None:
    """The day that a span before or after an event leads to; None while its day is not known."""
    return relative.span.counted(event.start, event.last, is_before=relative.is_before)
