"""What became of dates, in sentences: who extended, moved, withdrew or replaced what.

Each sentence names the letter that did it and links to what stands now, or stood before: a reader
of either letter finds the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from archive.model import Circular, Deadline, Event
from archive.render.dates_on_pages import DatesOnPage

Citing = tuple[str, Circular]
"""A relation, and the letter that speaks so of another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FatesOnPage(DatesOnPage):
    """What later letters did to the dates of a letter, and what its dates stand for."""

    def fates(self, circular: Circular, item: Deadline | Event) -> list[Markup]:
        """What became of one date, and which dates it stands for, a sentence each."""
        if isinstance(item, Deadline):
            return [*self._of_deadline(item), *self._before_deadline(circular, item)]
        return [*self._of_event(item), *self._before_event(item)]

    def _of_deadline(self, deadline: Deadline) -> Iterator[Markup]:
        for name in ("withdrawn", "superseded"):
            if (act := getattr(deadline, name)) is not None:
                yield self.filled(f"date.{name}", letter=self.letter(self.site.circulars[act.by]))
                return
        for step in self.later(deadline):
            letter = self.letter(step.circular, f"deadline-{step.item.id}")
            yield self.filled("date.extended", date=self._new(step.item), letter=letter)

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

    def _of_event(self, event: Event) -> Iterator[Markup]:
        for name in ("withdrawn", "superseded"):
            if (act := getattr(event, name)) is not None:
                letter = self.letter(self.site.circulars[act.by])
                yield self.filled(f"date.event-{name}", letter=letter)
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
        ends = whole_ends(circular, citing)
        found = [
            self.filled(f"circular.notice.{relation}", letter=self.letter(other))
            for relation, other in ends
        ]
        enders = {other.key for _, other in ends}
        for deadline in circular.deadlines:
            if deadline.ended is None or deadline.ended.by not in enders:
                found += self._deadline_notices(circular, deadline)
        for event in circular.events:
            if event.ended is not None and event.ended.by not in enders:
                found += [
                    self.filled("circular.notice.event", name=self.quoted(event.name), fate=fate)
                    for fate in self._of_event(event)
                ]
        return found

    def _deadline_notices(self, circular: Circular, deadline: Deadline) -> Iterator[Markup]:
        name = self.quoted(deadline.asks)
        for fate in self._of_deadline(deadline):
            yield self.filled("circular.notice.deadline", name=name, fate=fate)
        moved = deadline.relative.moved_by if deadline.relative else ""
        if moved and deadline.ended is None and deadline.due is not None and moved != circular.key:
            day = self.moment(deadline.due, live=False)
            letter = self._mover(deadline, moved)
            yield self.filled("circular.notice.moved-with", name=name, date=day, letter=letter)


def whole_ends(circular: Circular, citing: Iterable[Citing]) -> list[Citing]:
    """The letters that withdrew or replaced a whole letter, of those that speak of it."""
    found = []
    for relation, other in citing:
        whole = any(
            related.circular == circular.key
            and related.relation == relation
            and not (related.deadline or related.event)
            for related in other.related
        )
        if relation in ("withdraws", "replaces") and whole and (relation, other) not in found:
            found.append((relation, other))
    return found
