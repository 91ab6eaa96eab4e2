"""The deadlines and events that stand now, each once, however many letters have set a day for it.

The same deadline stands among the facts of the letter that announced it and of the one that
extended it. Who counts deadlines, or lists those that are open, means one of them: the one in
force. It belongs to a scope if any of its announcements does, as in calendars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.life import courses
from archive.model import Circular, Dated, Deadline, Event, Item
from archive.scopes import ALL, Scope

_Now = Mapping[tuple[str, str], Dated[Item]]
"""What stands now for the dates that were moved, by the letter's key and the id there."""


class DatesInForce:
    """What stands now for each deadline and event of some *circulars*: the whole archive's."""

    def __init__(self, circulars: Iterable[Circular]) -> None:
        circulars = tuple(circulars)
        self._deadlines = _now(circulars, Deadline)
        self._events = _now(circulars, Event)

    def deadlines(self, circulars: Iterable[Circular], scope: Scope = ALL) -> list[Dated[Deadline]]:
        """The deadlines that *circulars* set in *scope*, each as it stands now, in the order of
        the letters; those that a letter ended are among them."""
        announced = (Dated(item=item, circular=one) for one in circulars for item in one.deadlines)
        return list(_each_once(announced, self._deadlines, scope))

    def events(self, circulars: Iterable[Circular], scope: Scope = ALL) -> list[Dated[Event]]:
        """The events that *circulars* announce in *scope*, as :meth:`deadlines` gives deadlines."""
        announced = (Dated(item=item, circular=one) for one in circulars for item in one.events)
        return list(_each_once(announced, self._events, scope))


def _now(circulars: tuple[Circular, ...], kind: type[Item]) -> _Now[Item]:
    return {
        (step.circular.key, step.item.id): course.last
        for course in courses(circulars, kind)
        for step in course.steps[:-1]
    }


def _each_once(
    announced: Iterable[Dated[Item]], now: _Now[Item], scope: Scope
) -> Iterator[Dated[Item]]:
    seen: set[tuple[str, str]] = set()
    for dated in announced:
        if not scope.has_date(dated.circular, dated.item):
            continue
        standing = now.get((dated.circular.key, dated.item.id), dated)
        place = (standing.circular.key, standing.item.id)
        if place not in seen:
            seen.add(place)
            yield standing
