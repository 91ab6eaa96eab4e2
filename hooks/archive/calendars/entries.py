"""What stands in calendars: every date once, from its first announcement to what holds now.

The first announcement gives a date its identity, the last one its facts: a deadline that a later
letter extends moves in the subscriber's calendar, and is no second one. Only exact days are in
calendars: an event "in December 2021", and a deadline that counts from an event whose day is not
known, have no place in them. A date that had an exact day and lost it is told of as cancelled.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.calendars.unsaid import Standing, standing, words_of
from archive.dates import Moment, Span
from archive.life import DEADLINE, EVENT, Course, courses
from archive.model import NO_WORDS, Act, Archive, Circular, Dated, Deadline, Event, Item, Localized
from archive.urls import event_uid, language_for

MONTHS_BACK = Span(number=24, unit="months")
"""How long shared calendars keep what is over: long enough to look up last year's meeting, and
they do not grow with the archive."""

CANCELLED_DAYS = 180
"""How long calendars still hold what a later letter ended, counted from the day on which that
letter entered the archive. A date that simply vanished would stay in programs that only add and
change; a subscriber who looks at the calendar twice a year still meets the word "cancelled"."""

Dates = Course[Deadline] | Course[Event]


class Fate(enum.StrEnum):
    """What became of a date, apart from another day."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    """Its whole letter was replaced."""
    POSTPONED = "postponed"
    """Its day no longer holds, and no other one is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A former day of a date, and the letter that moved it."""

    before: Moment
    by: Circular
    until: Moment | None = None
    """The end of a former event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date as calendars hold it, in whatever language."""

    course: Dates
    name: Localized
    """What is asked, or the event's name."""
    stands: Standing[Deadline] | Standing[Event]
    """What its letters say of it, and whom they name to ask."""
    start: Moment
    end: Moment | None = None
    """Of an event: its last exact day or hour, where the letter gives one."""
    over: dt.date
    """The last Geneva day that the date can mean."""
    fate: Fate = Fate.STANDS
    ended_by: Circular | None = None
    """The letter that withdrew, replaced or postponed it."""
    moved_with: tuple[Circular, ...] = ()
    """Letters that rescheduled the event that the deadline counts from."""
    counts_from: Localized = NO_WORDS
    """The name of that event."""
    former: tuple[Change, ...] = ()
    """Its former days, the latest first."""

    @property
    def kind(self) -> str:
        """``deadline`` or ``event``."""
        return DEADLINE if isinstance(self.course.first.item, Deadline) else EVENT

    @property
    def steps(self) -> tuple[Dated[Deadline] | Dated[Event], ...]:
        """The announcements, the first one first."""
        return self.course.steps

    @property
    def set_by(self) -> tuple[Circular, ...]:
        """The letters that set its days: those that announced it, and those that moved the event
        that it counts from."""
        announced = (step.circular for step in self.steps)
        letters = {circular.key: circular for circular in (*announced, *self.moved_with)}
        return tuple(letters.values())

    @property
    def circular(self) -> Circular:
        """The letter whose facts hold now."""
        return self.course.last.circular

    @property
    def anchor(self) -> str:
        """Its place on the page of that letter."""
        return f"{self.kind}-{self.course.last.item.id}"

    def uid(self, language: str) -> str:
        """Its permanent id in the calendars of a language."""
        first = self.course.first
        name = first.item.first_id or first.item.id
        return event_uid(first.circular.identity, self.kind, name, language)

    @property
    def created(self) -> dt.date:
        """The day on which the first announcement entered the archive."""
        return self.course.first.circular.entered

    def changed(self, language: str) -> dt.date:
        """The day of the last change that readers of a language can see."""
        announced = {step.circular.key: step.circular for step in self.steps}.values()
        acting = [*self.moved_with, *([self.ended_by] if self.ended_by else [])]
        return max(
            *(circular.texts[language_for(language, circular)].added for circular in announced),
            *(circular.texts[language_for(language, circular)].added for circular in acting),
            *(change.date for circular in announced for change in circular.changes),
            self.created,
        )

    @property
    def sequence(self) -> int:
        """How often the date was changed (RFC 5545, 3.8.7.4): acts of letters, and corrections."""
        announced = {step.circular.key: step.circular for step in self.steps}.values()
        ended = self.fate in (Fate.WITHDRAWN, Fate.SUPERSEDED)
        corrections = sum(len(circular.changes) for circular in announced)
        return len(self.steps) - 1 + len(self.moved_with) + ended + corrections

    def is_kept(self, today: dt.date) -> bool:
        """Whether calendars hold it on a day: always, or cancelled and not yet for too long."""
        if self.ended_by is None:
            return True
        return today <= self.ended_by.entered + dt.timedelta(days=CANCELLED_DAYS)


def recent_since(today: dt.date) -> dt.date:
    """The day from which on what is over stays in shared calendars."""
    return MONTHS_BACK.before(today)


def entries(archive: Archive) -> tuple[Entry, ...]:
    """Everything that calendars can hold, in order of time."""
    maker = _Maker(archive)
    return tuple(sorted(maker.made(), key=lambda entry: (entry.start.begin(), entry.uid(""))))


@dataclass(slots=True)
class _Maker:
    """Makes the entries of one archive."""

    archive: Archive
    _by_key: Mapping[str, Circular] = field(init=False)
    _later: dict[tuple[str, str], tuple[Circular, ...]] = field(init=False)
    """Letters that rescheduled an event since one announced it, by that announcement."""

    def made(self) -> Iterator[Entry]:
        self._by_key = self.archive.by_key()
        deadlines = courses(self.archive.circulars, Deadline)
        events = courses(self.archive.circulars, Event)
        self._later = {
            (step.circular.key, step.item.id): tuple(
                later.circular for later in course.steps[number + 1 :]
            )
            for course in events
            for number, step in enumerate(course.steps)
        }
        for entry in (
            *(self._deadline(course, name) for course, name in _named(deadlines)),
            *(self._event(course, name) for course, name in _named(events)),
        ):
            if entry is not None:
                yield entry

    def _deadline(self, course: Course[Deadline], name: Localized) -> Entry | None:
        item = course.last.item
        moved_with = tuple(
            letter for step in course.steps for letter in self._moved_with(step.item)
        )
        former = tuple(self._former_days(course))
        fate, ended_by = self._fate(item)
        start = item.due
        if start is None or not start.date.is_day:
            if not former:
                return None
            if ended_by is None:
                fate, ended_by = Fate.POSTPONED, former[0].by
            start = former[0].before
        return Entry(
            course=course,
            name=name,
            stands=standing(course.steps),
            start=start,
            over=start.geneva_day(),
            fate=fate,
            ended_by=ended_by,
            moved_with=moved_with,
            counts_from=self._counts_from(item),
            former=tuple(change for change in former if change.before != start),
        )

    def _event(self, course: Course[Event], name: Localized) -> Entry | None:
        exact = [step for step in course.steps if step.item.start.date.is_day]
        if not exact:
            return None
        fate, ended_by = self._fate(course.last.item)
        item = exact[-1].item
        if item is not course.last.item and ended_by is None:
            later = course.steps[course.steps.index(exact[-1]) + 1]
            fate, ended_by = Fate.POSTPONED, later.circular
        end = item.end if item.end is not None and item.end.date.is_day else None
        former = (
            Change(before=before.item.start, by=after.circular, until=before.item.end)
            for before, after in zip(course.steps, course.steps[1:], strict=False)
            if before.item.start.date.is_day and before.item is not item
        )
        return Entry(
            course=course,
            name=name,
            stands=standing(course.steps),
            start=item.start,
            end=end,
            over=item.last.geneva_day(),
            fate=fate,
            ended_by=ended_by,
            former=tuple(former)[::-1],
        )

    def _moved_with(self, item: Deadline) -> tuple[Circular, ...]:
        if item.relative is None or not item.relative.moved_by:
            return ()
        later = self._later.get((item.relative.circular, item.relative.event), ())
        keys = [letter.key for letter in later]
        return later[: keys.index(item.relative.moved_by) + 1]

    def _counts_from(self, item: Deadline) -> Localized:
        announced = self._by_key.get(item.relative.circular) if item.relative else None
        for event in announced.events if announced else ():
            if item.relative is not None and event.id == item.relative.event:
                return event.name
        return NO_WORDS

    def _former_days(self, course: Course[Deadline]) -> Iterator[Change]:
        """The exact days that a deadline had before, the latest first."""
        after: Circular | None = None
        for step in reversed(course.steps):
            item = step.item
            if after is not None and item.due is not None and item.due.date.is_day:
                yield Change(before=item.due, by=after)
            if item.relative is not None and item.relative.moved_by in self._by_key:
                for former in item.instead_of:
                    own = (former.circular, former.id) == (step.circular.key, item.id)
                    if own and former.when is not None:
                        by = self._by_key[item.relative.moved_by]
                        yield Change(before=former.when, by=by)
            after = step.circular

    def _fate(self, item: Deadline | Event) -> tuple[Fate, Circular | None]:
        ends: Iterable[tuple[Fate, Act | None]] = (
            (Fate.WITHDRAWN, item.withdrawn),
            (Fate.SUPERSEDED, item.superseded),
        )
        for fate, act in ends:
            if act is not None:
                return fate, self._by_key[act.by]
        return Fate.STANDS, None


def _named(found: tuple[Course[Item], ...]) -> Iterator[tuple[Course[Item], Localized]]:
    """Courses with their words: those of the last announcement that has some in a language.

    Where several dates were joined in one, each keeps the words of its own first announcement.
    """
    joined = Counter((course.last.circular.key, course.last.item.id) for course in found)
    for course in found:
        last = course.last
        is_alone = joined[last.circular.key, last.item.id] == 1
        yield course, words_of(course.steps if is_alone else course.steps[:1])
