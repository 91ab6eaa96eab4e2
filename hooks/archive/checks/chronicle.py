"""What letters do to one another's dates, followed in the order of the letters.

The same steps as in :mod:`archive.life`, but over the extracts that rules see, and with a note of
what stood when each letter came: whether its act came too late, and which day it moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.checks.acts import ENDS, MOVES, own_date
from archive.checks.library import Counted, DeadlineDays, EventDays, Extract, Library, Relation
from archive.dates import GENEVA, Moment, Span

DEADLINE, EVENT = "deadline", "event"


class Spot(NamedTuple):
    """A deadline or an event in the whole archive."""

    circular: str
    kind: str
    id: str


class End(NamedTuple):
    """How a date ended."""

    by: str
    """Key of the letter that ended it."""
    relation: str
    """``withdraws`` or ``replaces``."""


class Shift(NamedTuple):
    """A deadline that moved along with the event that it counts from."""

    spot: Spot
    before: Moment | None
    after: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act on one date, as things stood when its letter came."""

    extract: Extract
    """The acting letter."""
    relation: Relation
    target: Spot
    """The date that the letter names."""
    standing: Spot
    """The one that stood for it."""
    was: Moment | None
    """The day of that one; None where it was not known."""
    set_by: str
    """Key of the letter that had set this day, or moved the event that it counts from."""
    ended: End | None
    """What had ended it before: then the act moves nothing."""
    own: Spot | None = None
    """The letter's own date that now stands for it."""
    becomes: Moment | None = None
    """The day of that one."""
    counted: tuple[Shift, ...] = ()
    """Deadlines of earlier letters that moved along with the event."""


class Late(NamedTuple):
    """A deadline that counts from an event that an earlier letter had ended."""

    extract: Extract
    counted: Counted
    end: End


class Unclear(NamedTuple):
    """A letter ends another one that acts on dates of others, and leaves open what becomes of
    some of these."""

    extract: Extract
    relation: Relation
    is_ended: bool
    """The other letter had withdrawn them; else it had set them anew."""
    dates: tuple[Spot, ...]


class Chronicle:
    """All acts of one archive, in the order of the letters."""

    def __init__(self, library: Library) -> None:
        self._letters = library.by_key()
        self._next: dict[Spot, Spot] = {}
        self._before: dict[Spot, list[Spot]] = {}
        self._ended: dict[Spot, End] = {}
        self._frozen: dict[Spot, Spot] = {}
        """By deadline: the event that it counted from when a letter moved or ended it."""
        self.deeds: list[Deed] = []
        """Acts on single dates; those that the archive cannot follow are left out."""
        self.late: list[Late] = []
        self.unclear: list[Unclear] = []
        acting = [extract for extract in self._letters.values() if _acts(extract)]
        for extract in sorted(acting, key=Extract.order):
            self._count(extract)
            self._move(extract)
            self._end(extract)

    def due(self, spot: Spot) -> Moment | None:
        """The day of a deadline or the beginning of an event, in its zone; of a deadline that
        counts from an event the day that this event leads to now."""
        item = self._item(spot)
        if isinstance(item, EventDays):
            return _moment(item.start, item.zone)
        if item is None or item.due:
            return _moment(item.due, item.zone) if item else None
        counted = self._counted(spot)
        event = self._item(self._counts_from(spot, counted)) if counted else None
        if counted is None or not counted.span or not isinstance(event, EventDays):
            return None
        start, end = _moment(event.start, event.zone), _moment(event.end, event.zone)
        if start is None:
            return None
        span = Span.parse(counted.span)
        return span.counted(start, end or start, is_before=counted.is_before)

    def standing(self, spot: Spot) -> Spot:
        """What stands for a date."""
        return self._line(spot)[-1]

    def deed(self, letter: str, relation: str, target: Spot) -> Deed | None:
        """What a letter did to a date that it names."""
        for deed in self.deeds:
            found = (deed.extract.key, deed.relation.relation, deed.target)
            if found == (letter, relation, target):
                return deed
        return None

    def _count(self, extract: Extract) -> None:
        for counted in extract.counted:
            event = Spot(counted.circular, EVENT, counted.event)
            end = self._ended.get(self.standing(event))
            if counted.circular not in ("", extract.key) and end is not None:
                self.late.append(Late(extract, counted, end))

    def _move(self, extract: Extract) -> None:
        moved: list[Deed] = []
        for relation in extract.relations:
            kind = MOVES.get(relation.relation)
            if kind is None:
                continue
            named = relation.deadline if kind == DEADLINE else relation.event
            target = Spot(relation.circular, kind, named)
            name = own_date(_ids(extract, kind), target.id, relation.becomes)
            own = Spot(extract.key, kind, name)
            if not self._is_of_another(extract, target) or self._item(own) is None:
                continue  # reported by other rules
            standing = self.standing(target)
            # What this letter has set already, or a circle of letters, moves nothing further.
            if standing.circular != extract.key and standing not in self._line(own):
                moved.append(self._deed(extract, relation, target, own))
        counting = [self._counting(extract, deed.standing) for deed in moved]
        for deed in moved:
            if deed.ended is None and deed.own is not None:
                self._follow(deed.standing, deed.own)
        for deed, before in zip(moved, counting, strict=True):
            day = self.due(deed.own) if deed.own is not None else None
            shifts = tuple(
                Shift(spot, was, self.due(spot)) for spot, was in before if spot not in self._frozen
            )
            self.deeds.append(replace(deed, becomes=day, counted=shifts))

    def _counting(self, extract: Extract, event: Spot) -> list[tuple[Spot, Moment | None]]:
        """The deadlines of earlier letters that count from an event, with their days."""
        return [
            (spot, self.due(spot))
            for other in self._letters.values()
            if event.kind == EVENT and other.counted and other.order() < extract.order()
            for counted in other.counted
            for spot in [Spot(other.key, DEADLINE, counted.deadline)]
            if self._counts_from(spot, counted) == event and self._end_of(spot) is None
        ]

    def _follow(self, standing: Spot, own: Spot) -> None:
        if standing in self._next or standing in self._line(own):
            return
        self._freeze(standing)
        self._next[standing] = own
        self._before.setdefault(own, []).append(standing)

    def _end(self, extract: Extract) -> None:
        ended: dict[Spot, End] = {}
        for relation in extract.relations:
            if relation.relation not in ENDS or relation.circular in ("", extract.key):
                continue
            other = self._letters.get(relation.circular)
            if other is None:
                continue
            named = [Spot(other.key, kind, name) for kind, name in _targets(relation)]
            if not named and not _is_whole(relation):
                continue  # reported by another rule: what it ends is not said
            if not named:
                self.unclear.extend(self._left_open(extract, relation, other))
            spots = named or [
                Spot(other.key, kind, name) for kind in MOVES.values() for name in _ids(other, kind)
            ]
            for spot in spots:
                if self._item(spot) is None:
                    continue
                if named:
                    self.deeds.append(self._deed(extract, relation, spot))
                standing = self.standing(spot)
                if standing.circular != extract.key:
                    ended.setdefault(standing, End(extract.key, relation.relation))
        for spot, end in ended.items():
            self._freeze(spot)
            self._ended.setdefault(spot, end)

    def _left_open(self, extract: Extract, relation: Relation, other: Extract) -> Iterator[Unclear]:
        """What becomes of the dates that *other* carries on or has ended, once it ends itself?"""
        carried = [
            spot
            for kind in MOVES.values()
            for name in _ids(other, kind)
            for spot in [Spot(other.key, kind, name)]
            if self._before.get(spot) and self._end_of(self.standing(spot)) is None
        ]
        withdrawn = [
            spot
            for each in other.relations
            if each.relation == "withdraws" and each.circular in self._letters
            for spot in self._named_or_all(each)
            if self._item(spot) is not None
        ]
        for is_ended, spots in ((False, carried), (True, withdrawn)):
            left = tuple(spot for spot in spots if not self._is_said(extract, spot))
            if left:
                yield Unclear(extract, relation, is_ended, left)

    def _is_said(self, extract: Extract, spot: Spot) -> bool:
        """Whether a letter says itself what becomes of a date: by an entry that names any step of
        it, or that ends the whole letter which announced it."""
        line = {*self._line(spot), *self._former(spot)}
        roots = {step.circular for step in line if not self._before.get(step)}
        for relation in extract.relations:
            if relation.relation not in {*MOVES, *ENDS}:
                continue
            named = _targets(relation)
            if any(Spot(relation.circular, kind, name) in line for kind, name in named):
                return True
            if _is_whole(relation) and relation.circular in roots:
                return True
        return False

    def _named_or_all(self, relation: Relation) -> list[Spot]:
        other = self._letters[relation.circular]
        named = _targets(relation)
        if _is_whole(relation):
            named = [(kind, name) for kind in MOVES.values() for name in _ids(other, kind)]
        return [Spot(other.key, kind, name) for kind, name in named]

    def _deed(
        self, extract: Extract, relation: Relation, target: Spot, own: Spot | None = None
    ) -> Deed:
        standing = self.standing(target)
        counted = self._counted(standing)
        set_by = standing.circular
        if counted is not None:
            event = self._counts_from(standing, counted)
            has_moved = event != Spot(counted.circular or set_by, EVENT, counted.event)
            set_by = event.circular if has_moved else set_by
        return Deed(
            extract=extract,
            relation=relation,
            target=target,
            standing=standing,
            was=self.due(standing),
            set_by=set_by,
            ended=self._end_of(standing),
            own=own,
        )

    def _end_of(self, spot: Spot) -> End | None:
        """What has ended a date: itself, with its letter, or with the event that it counts from."""
        end = self._ended.get(spot)
        counted = self._counted(spot)
        if end is None and counted is not None:
            return self._ended.get(self._counts_from(spot, counted))
        return end

    def _counts_from(self, spot: Spot, counted: Counted) -> Spot:
        """The event that stands for the one that a deadline counts from."""
        event = Spot(counted.circular or spot.circular, EVENT, counted.event)
        return self._frozen.get(spot) or self.standing(event)

    def _counted(self, spot: Spot) -> Counted | None:
        extract = self._letters.get(spot.circular)
        if extract is None or spot.kind != DEADLINE:
            return None
        return next((each for each in extract.counted if each.deadline == spot.id), None)

    def _freeze(self, spot: Spot) -> None:
        """A deadline that a letter moves or ends follows its event no further."""
        counted = self._counted(spot)
        if counted is not None:
            self._frozen.setdefault(spot, self._counts_from(spot, counted))

    def _is_of_another(self, extract: Extract, spot: Spot) -> bool:
        return spot.circular != extract.key and self._item(spot) is not None

    def _item(self, spot: Spot) -> DeadlineDays | EventDays | None:
        extract = self._letters.get(spot.circular)
        if extract is None:
            return None
        items = extract.deadlines if spot.kind == DEADLINE else extract.events
        return next((item for item in items if item.id == spot.id), None)

    def _line(self, spot: Spot) -> list[Spot]:
        """A date, and what stands for it from step to step."""
        line = [spot]
        while (after := self._next.get(line[-1])) is not None:
            line.append(after)
        return line

    def _former(self, spot: Spot) -> Iterator[Spot]:
        """All that a date stands for."""
        ahead = list(self._before.get(spot, ()))
        while ahead:
            before = ahead.pop()
            yield before
            ahead.extend(self._before.get(before, ()))


def _acts(extract: Extract) -> bool:
    """Whether a letter does something to dates of others, or counts from one of their events."""
    relations = {*MOVES, *ENDS}
    return any(counted.circular for counted in extract.counted) or any(
        relation.circular and relation.relation in relations for relation in extract.relations
    )


def _targets(relation: Relation) -> list[tuple[str, str]]:
    """Kind and id of the dates that an entry names; none where it speaks of a whole letter."""
    named = ((DEADLINE, relation.deadline), (EVENT, relation.event))
    return [] if relation.relation == "replaces" else [item for item in named if item[1]]


def _is_whole(relation: Relation) -> bool:
    """Whether an entry ends a whole letter."""
    is_withdrawn = relation.relation == "withdraws" and bool(relation.extent)
    return relation.relation == "replaces" or (is_withdrawn and not _targets(relation))


def _ids(extract: Extract, kind: str) -> list[str]:
    return [item.id for item in (extract.deadlines if kind == DEADLINE else extract.events)]


def _moment(written: str, zone: str) -> Moment | None:
    """What is written, in its zone; an hour whose zone is missing is taken for Geneva's."""
    return Moment.parse(written, zone or GENEVA.key) if written else None
