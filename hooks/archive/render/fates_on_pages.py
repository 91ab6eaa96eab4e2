"""What became of dates, in sentences: who extended, moved, withdrew or replaced what.

Each sentence names the letter that did it and links to what stands now, or stood before: a reader
of either letter finds the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from archive.model import Act, Circular, Deadline, Event, Related
from archive.render.dates_on_pages import DatesOnPage
from archive.render.markup import Mould
from archive.selections import Effect

_DATED = Mould("{} – {}")

Citing = tuple[Related, Circular]
"""How a letter speaks of another one, and that letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FatesOnPage(DatesOnPage):
    """What later letters did to the dates of a letter, and what its dates stand for."""

    def fates(self, circular: Circular, item: Deadline | Event) -> list[Markup]:
        """What became of one date, and which dates it stands for, a sentence each."""
        if isinstance(item, Deadline):
            return [*self._of_deadline(circular, item), *self._before_deadline(circular, item)]
        return [*self._of_event(circular, item), *self._before_event(item)]

    def effects(self, circular: Circular, effects: Iterable[Effect]) -> list[Markup]:
        """What a letter does to dates of other letters, and which these are, a sentence each."""
        found = []
        for effect in effects:
            dates = self.former(effect)
            if (now := self._set_by(circular, effect.becomes)) is not None:
                key = "date.now" if isinstance(now, Deadline) else "date.event-now"
                day = self._new(now)
                dates += " " + (self._struck(key, day) if now.ended else self._inserted(key, day))
            done = self.effect(effect)
            found.append(self.filled("circular.effects.dated", effect=done, date=dates))
        return found

    def effect(self, effect: Effect) -> Markup:
        """What a letter does to one date, with a link to where that stands."""
        item, key = effect.on.item, effect.relation
        kind = "deadline" if isinstance(item, Deadline) else "event"
        if key in ("withdraws", "replaces"):
            key = f"{key}-{kind}"
        name = self.quoted(item.asks if isinstance(item, Deadline) else item.name)
        letter = self.letter(effect.on.circular, f"{kind}-{item.id}")
        return self.filled(f"circular.effects.{key}", name=name, letter=letter)

    def former(self, effect: Effect) -> Markup:
        """The day that a letter moves or ends; of one that moves with its event both days."""
        item = effect.on.item
        if isinstance(item, Deadline):
            return self.due(item, moved=False)
        return self.period(item, moved=False)

    def _set_by(self, circular: Circular, anchor: str) -> Deadline | Event | None:
        """The date of a letter that has an *anchor* on its page."""
        kind, _, name = anchor.partition("-")
        items = circular.deadlines if kind == "deadline" else circular.events
        return next((item for item in items if item.id == name), None)

    def _of_deadline(self, circular: Circular, deadline: Deadline) -> Iterator[Markup]:
        if (act := deadline.withdrawn or deadline.superseded) is not None:
            name = "withdrawn" if deadline.withdrawn else "superseded"
            yield self._ended(f"date.{name}", circular, act)
            return
        for step in self.later(deadline):
            letter = self.letter(step.circular, f"deadline-{step.item.id}")
            yield self.filled("date.extended", date=self._new(step.item), letter=letter)

    def _ended(self, key: str, circular: Circular, act: Act) -> Markup:
        """That a letter ended a date; where one replaced the letter, the day that it sets."""
        other = self.site.circulars[act.by]
        now = self._successor(circular, act)
        if now is None:
            return self.filled(key, letter=self.letter(other))
        letter = self.letter(other, act.target)
        return self.filled(f"{key}-now", letter=letter, date=self._new(now))

    def _successor(self, circular: Circular, act: Act) -> Deadline | Event | None:
        """What stands under the same id in the letter that replaced *circular*; None where
        nothing does, or where later letters have moved or ended that in turn."""
        other = self.site.circulars[act.by]
        replaces = any(
            related.relation == act.relation == "replaces" and related.circular == circular.key
            for related in other.related
        )
        now = self._set_by(other, act.target) if replaces else None
        return now if now is not None and now.ended is None else None

    def _new(self, item: Deadline | Event) -> Markup:
        """The day of a later letter, without what it stands for itself."""
        if isinstance(item, Event):
            return self.days(item, live=False)
        return self.moment(item.due, live=False) if item.due else self.counted(item)

    def _before_deadline(self, circular: Circular, deadline: Deadline) -> Iterator[Markup]:
        for former in deadline.instead_of:
            if former.when is None:
                continue
            day = self.moment(former.when, live=False)
            moved = deadline.relative.moved_by if deadline.relative else ""
            if former.circular == circular.key and moved:
                letter = self._mover(deadline, moved)
                yield self.filled("date.moved-with", date=day, letter=letter)
            else:
                other = self.site.circulars[former.circular]
                letter = self.letter(other, f"deadline-{former.id}")
                yield self.filled("date.instead", date=day, letter=letter)

    def _mover(self, deadline: Deadline, by: str) -> Markup:
        """The letter that moved the event that a deadline counts from."""
        anchor = ""
        if deadline.relative is not None:
            steps = self.later(self.announced(deadline.relative).item)
            anchor = f"event-{steps[-1].item.id}" if steps else ""
        return self.letter(self.site.circulars[by], anchor)

    def _of_event(self, circular: Circular, event: Event) -> Iterator[Markup]:
        if (act := event.withdrawn or event.superseded) is not None:
            name = "withdrawn" if event.withdrawn else "superseded"
            yield self._ended(f"date.event-{name}", circular, act)
            return
        for step in self.later(event):
            letter = self.letter(step.circular, f"event-{step.item.id}")
            yield self.filled("date.event-rescheduled", date=self._new(step.item), letter=letter)

    def _before_event(self, event: Event) -> Iterator[Markup]:
        for former in event.instead_of:
            other = self.site.circulars[former.circular]
            before = next(item for item in other.events if item.id == former.id)
            letter = self.letter(other, f"event-{former.id}")
            days = self.days(before, live=False)
            yield self.filled("date.event-instead", date=days, letter=letter)

    def notices(self, circular: Circular, citing: Iterable[Citing]) -> list[Markup]:
        """What a reader of a letter must know first: that it, or a date of it, no longer stands."""
        citing = tuple(citing)
        ends = whole_ends(circular, citing)
        found = [self._whole_notice(circular, related.relation, other) for related, other in ends]
        enders = {other.key for _, other in ends}
        for deadline in circular.deadlines:
            if deadline.ended is None or deadline.ended.by not in enders:
                found += self._deadline_notices(circular, deadline)
        for event in circular.events:
            if event.ended is not None and event.ended.by not in enders:
                found += [
                    self.filled("circular.notice.event", name=self.quoted(event.name), fate=fate)
                    for fate in self._of_event(circular, event)
                ]
        for related, other in citing:
            if related.relation in ("corrects", "adds-to") and not related.deadline:
                found.append(self._amended(related.relation, other))
        return found

    def _amended(self, relation: str, other: Circular) -> Markup:
        """That a corrigendum or an addendum belongs to a letter, and what it brings."""
        return self.filled(
            f"circular.notice.{relation}",
            letter=self.letter(other),
            date=self.date(other.date),
            summary=self.words(other.summary),
        )

    def _whole_notice(self, circular: Circular, relation: str, other: Circular) -> Markup:
        """That a letter was withdrawn or replaced, and which dates the new one sets."""
        letter = self.letter(other)
        dates = []
        items: Iterable[Deadline | Event] = (*circular.deadlines, *circular.events)
        for item in items:
            name = item.asks if isinstance(item, Deadline) else item.name
            act = item.superseded
            now = self._successor(circular, act) if act and act.by == other.key else None
            if now is not None:
                dates.append(_DATED(self.quoted(name), self._new(now)))
        if relation != "replaces" or not dates:
            return self.filled(f"circular.notice.{relation}", letter=letter)
        return self.filled(
            "circular.notice.replaces-now", letter=letter, dates=Markup("; ").join(dates)
        )

    def _deadline_notices(self, circular: Circular, deadline: Deadline) -> Iterator[Markup]:
        name = self.quoted(deadline.asks)
        for fate in self._of_deadline(circular, deadline):
            yield self.filled("circular.notice.deadline", name=name, fate=fate)
        moved = deadline.relative.moved_by if deadline.relative else ""
        if moved and deadline.ended is None and moved != circular.key:
            letter = self._mover(deadline, moved)
            if deadline.due is None:
                yield self.filled("circular.notice.lost-with", name=name, letter=letter)
            else:
                day = self.moment(deadline.due, live=False)
                yield self.filled("circular.notice.moved-with", name=name, date=day, letter=letter)


def whole_ends(circular: Circular, citing: Iterable[Citing]) -> list[Citing]:
    """The letters that withdrew or replaced a whole letter, of those that speak of it."""
    found: dict[tuple[str, str], Citing] = {}
    for related, other in citing:
        whole = related.circular == circular.key and not (related.deadline or related.event)
        if related.relation in ("withdraws", "replaces") and whole:
            found.setdefault((related.relation, other.key), (related, other))
    return list(found.values())
