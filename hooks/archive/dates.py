"""Dates of letters: partial dates, moments with a zone, and the state of a deadline.

No clock is read here except by :func:`geneva_today`, which only the two entry points (the
MkDocs adapter and the command line) call; everywhere else "today" is an argument.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
import zoneinfo
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

# Zones of the locked package, not of the machine: calendars would differ from one to another.
zoneinfo.reset_tzpath(to=())

GENEVA = ZoneInfo("Europe/Zurich")
"""Geneva time. Letters call it "Geneva time"; the tz database has it as Europe/Zurich."""

CLOSING_SOON_DAYS = 14
"""A deadline with 1 to this many Geneva days left is "closing soon"."""

FIRST_YEAR = 1865
"""The International Telegraph Union was founded in this year: no letter speaks of earlier days."""

LAST_YEAR = 2199
"""No date of the archive lies later: it would be a misprint, and calendars end somewhere."""

TODAY_VARIABLE = "ARCHIVE_TODAY"
"""Environment variable that sets "today" (an ISO date); default: the current date in Geneva."""

# Letters write CET and CEST for fixed offsets. ZoneInfo("CET") would turn to summer time.
_FIXED_ZONES: Mapping[str, dt.timedelta] = {
    "UTC": dt.timedelta(0),
    "CET": dt.timedelta(hours=1),
    "CEST": dt.timedelta(hours=2),
}
_OFFSET = re.compile(r"([+-])(0\d|1[0-4]):([0-5]\d)")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
_SPAN = re.compile(r"([1-9][0-9]{0,2}) (day|week|month)s?")
_MOMENT = re.compile(r"(\S+?)(?:[ T](\d{1,2}):(\d{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date as far as it is known: a day, a month or a year; approximate or not.

    The written form is the part of EDTF (ISO 8601-2) that letters need:
    ``2021-10-13``, ``2023-12``, ``2023``, and ``~`` after any of them for "about".
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 9998:
            raise ValueError(f"no such year: {self.year}")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        self.first()  # an impossible month or day raises ValueError here

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the written form; raises ValueError for anything else or an impossible date."""
        match = _PARTIAL.fullmatch(text)
        # \d also matches other scripts' digits, which no reader of the sources could check.
        if match is None or not text.isascii():
            raise ValueError(f"not a date: {text!r}")
        year, month, day, approximate = match.groups()
        return cls(
            year=int(year),
            month=int(month) if month else None,
            day=int(day) if day else None,
            approximate=bool(approximate),
        )

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """The exact date *day*."""
        return cls(year=day.year, month=day.month, day=day.day)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + ("~" if self.approximate else "")

    @property
    def is_day(self) -> bool:
        """Whether the day is known exactly."""
        return self.day is not None and not self.approximate

    def first(self) -> dt.date:
        """The earliest day that the date can mean."""
        month = 1 if self.month is None else self.month
        return dt.date(self.year, month, 1 if self.day is None else self.day)

    def last(self) -> dt.date:
        """The latest day that the date can mean."""
        if self.day is not None:
            return self.first()
        if self.month is None or self.month == 12:
            return dt.date(self.year, 12, 31)
        return dt.date(self.year, self.month + 1, 1) - dt.timedelta(days=1)

    def bounds(self) -> tuple[dt.date, dt.date]:
        """The earliest and the latest day; "about" leaves a year on either side."""
        margin = dt.timedelta(days=365 if self.approximate else 0)
        return self.first() - margin, self.last() + margin

    def iso(self) -> str:
        """The form for ``<time datetime>``: without the approximation mark."""
        return str(self).removesuffix("~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A span of the calendar, as letters give it: "two weeks before the meeting"."""

    number: int
    unit: str
    """``days``, ``weeks`` or ``months``."""

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read ``14 days``, ``2 weeks`` or ``1 month``; raises ValueError for anything else."""
        match = _SPAN.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError(f"not a span: {text!r}")
        return cls(number=int(match[1]), unit=f"{match[2]}s")

    def __str__(self) -> str:
        return f"{self.number} {self.unit if self.number != 1 else self.unit[:-1]}"

    def before(self, day: dt.date) -> dt.date:
        """The day that lies this span before *day*."""
        return self._moved(day, -1)

    def after(self, day: dt.date) -> dt.date:
        """The day that lies this span after *day*."""
        return self._moved(day, 1)

    def counted(self, start: Moment, last: Moment, *, is_before: bool) -> Moment | None:
        """The day that lies this span before the *start* of an event, or after its *last* moment.

        None while that day of the event is not known exactly, and beyond all calendars.
        """
        moment = start if is_before else last
        if not moment.date.is_day:
            return None
        day = moment.date.first()
        try:
            found = self.before(day) if is_before else self.after(day)
            return Moment(date=PartialDate.of(found))
        except (ValueError, OverflowError):
            return None

    def _moved(self, day: dt.date, direction: int) -> dt.date:
        if self.unit != "months":
            days = self.number * (7 if self.unit == "weeks" else 1)
            return day + dt.timedelta(days=direction * days)
        month = day.year * 12 + day.month - 1 + direction * self.number
        first = dt.date(month // 12, month % 12 + 1, 1)
        # A month that is too short for the day ends the span with its last day.
        return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


@lru_cache(maxsize=256)
def zone(name: str) -> dt.tzinfo:
    """The zone that *name* means: an IANA name, an offset such as ``+03:00``, CET, CEST or UTC.

    Raises ValueError for an unknown name.
    """
    if name in _FIXED_ZONES:
        return dt.timezone(_FIXED_ZONES[name], name)
    if match := _OFFSET.fullmatch(name):
        sign, hours, minutes = match.groups()
        offset = dt.timedelta(hours=int(hours), minutes=int(minutes))
        return dt.timezone(-offset if sign == "-" else offset)
    try:
        if "/" not in name:  # bare names of the tz database (EST, MET) are historical traps
            raise ZoneInfoNotFoundError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"unknown time zone: {name!r}") from error


def zone_names() -> tuple[str, ...]:
    """The IANA names that :func:`zone` takes, sorted, less those that only name an offset."""
    return tuple(sorted(name for name in available_timezones() if _is_place(name)))


def _is_place(name: str) -> bool:
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "posix/", "right/"))


_ONE_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=4096)
def _midnight(day: dt.date) -> dt.datetime:
    """The instant (UTC) with which a *day* begins in Geneva."""
    return dt.datetime.combine(day, dt.time(), GENEVA).astimezone(dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happens: a date as far as known, and an hour where the letter gives one."""

    date: PartialDate
    time: dt.time | None = None
    zone: str | None = None

    @classmethod
    def parse(cls, text: str, zone_name: str | None = None) -> Moment:
        """Read ``2021-12-07``, ``2021-12`` or ``2021-12-07 10:00``; raises ValueError."""
        match = _MOMENT.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError(f"not a date: {text!r}")
        written, hour, minute = match.groups()
        date = PartialDate.parse(written)
        if hour is None:
            return cls(date=date)
        if not date.is_day:
            raise ValueError("an hour needs an exact day")
        return cls(date=date, time=dt.time(int(hour), int(minute)), zone=zone_name)

    def __str__(self) -> str:
        return str(self.date) if self.time is None else f"{self.date} {self.time:%H:%M}"

    @property
    def instant(self) -> dt.datetime | None:
        """The instant in its own zone; None where no hour (or no zone) is given."""
        if self.time is None or self.zone is None:
            return None
        return dt.datetime.combine(self.date.first(), self.time, zone(self.zone))

    def iso(self) -> str:
        """The form for ``<time datetime>``: a date, or an instant with its offset."""
        instant = self.instant
        return self.date.iso() if instant is None else instant.isoformat(timespec="minutes")

    def geneva_day(self) -> dt.date:
        """The (last) Geneva day of this moment."""
        instant = self.instant
        return self.date.last() if instant is None else instant.astimezone(GENEVA).date()

    def geneva_first_day(self) -> dt.date:
        """The first Geneva day of this moment (of a month or a year: its first day)."""
        instant = self.instant
        return self.date.first() if instant is None else instant.astimezone(GENEVA).date()

    def begin(self) -> dt.datetime:
        """The instant (UTC) with which this moment begins; a date begins with its Geneva day."""
        instant = self.instant
        return _midnight(self.date.first()) if instant is None else instant.astimezone(dt.UTC)

    def end(self) -> dt.datetime:
        """The instant (UTC) from which this moment is over.

        A date without an hour lasts until the end of that day in Geneva.
        """
        instant = self.instant
        if instant is not None:
            return instant.astimezone(dt.UTC)
        return _midnight(self.date.last() + _ONE_DAY)


class DeadlineState(enum.StrEnum):
    """How a deadline stands on a day.

    What a later letter did comes before the calendar: a withdrawn deadline is withdrawn whatever
    else became of it, then superseded, then extended; only then time decides.
    """

    ANNOUNCED = "announced"
    """Answers are not taken yet: the opening lies ahead."""
    OPEN = "open"
    CLOSING_SOON = "closing-soon"
    LAST_DAY = "last-day"
    CLOSED = "closed"
    UNDATED = "undated"
    """It depends on an event whose day is not known yet."""
    EXTENDED = "extended"
    """Another letter set a later day, which stands for this one."""
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    """The whole letter was replaced by another one."""

    @property
    def is_open(self) -> bool:
        """Whether an answer given on that day is in time."""
        return self in _OPEN

    @property
    def is_ahead(self) -> bool:
        """Whether an answer can still be in time, on that day or later."""
        return self in _AHEAD

    @property
    def is_ended(self) -> bool:
        """Whether a later letter, not time, has ended it."""
        return self in _ENDED


_OPEN = frozenset({DeadlineState.OPEN, DeadlineState.CLOSING_SOON, DeadlineState.LAST_DAY})
_AHEAD = _OPEN | {DeadlineState.ANNOUNCED, DeadlineState.UNDATED}
_ENDED = frozenset({DeadlineState.EXTENDED, DeadlineState.WITHDRAWN, DeadlineState.SUPERSEDED})


def days_left(due: Moment, today: dt.date) -> int:
    """Geneva days from *today* to the deadline's day; 0 on the last day, negative afterwards."""
    return (due.geneva_day() - today).days


def time_state(due: Moment, today: dt.date, opens: Moment | None = None) -> DeadlineState:
    """What time alone says of a deadline on the Geneva day *today*.

    A deadline with an hour is "last day" on the whole of its day, and one that opens at an hour is
    open on the whole of that day: a build knows the day only, and the reader's browser says what
    the hour is.
    """
    left = days_left(due, today)
    if left < 0:
        return DeadlineState.CLOSED
    if opens is not None and opens.geneva_first_day() > today:
        return DeadlineState.ANNOUNCED
    if left == 0:
        return DeadlineState.LAST_DAY
    return DeadlineState.CLOSING_SOON if left <= CLOSING_SOON_DAYS else DeadlineState.OPEN


def geneva_today(environment: Mapping[str, str]) -> dt.date:
    """ "Today": ``ARCHIVE_TODAY`` of *environment*, else the current date in Geneva.

    Raises ValueError when the variable is set to something that is not an ISO date.
    """
    written = environment.get(TODAY_VARIABLE, "")
    if written:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            raise ValueError(f"not a date: {written!r}")
        return dt.date.fromisoformat(written)
    return dt.datetime.now(GENEVA).date()
