"""A moment as a text gives it: days, hours and the zone that stand together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.importing.calendar_days import Day
from archive.importing.clock_times import DAY_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day or a range of days, an hour or a range of hours, a zone: what stands together."""

    start: Day | None = None
    """None where only hours are said."""
    end: Day | None = None
    """The last day of a range."""
    opening: int | None = None
    """The hour, in minutes from midnight; 1440 is the end of the day."""
    closing: int | None = None
    zone: str | None = None
    """An IANA name, ``UTC``, or an offset such as ``+01:00``."""
    is_local: bool = False
    """Whether "local time" is said, of a place that the words do not name."""
    is_whole: bool = False
    """Whether the end of a whole month or year is meant."""
    begin: int
    stop: int
    """From where to where the words stand in the text."""
    weekdays: tuple[int | None, int | None] = (None, None)
    """As printed beside the first and the last day; 0 is Monday."""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    """Why the confidence is lowered: keys under ``[import.reason]``."""

    @property
    def has_day(self) -> bool:
        """Whether a day is named, with its year or without."""
        return self.start is not None and (self.start.day is not None or self.is_whole)

    @property
    def start_date(self) -> dt.date | None:
        """The first day, where its year is known; of a whole month its last day."""
        if self.start is None:
            return None
        return self._last_of(self.start) if self.is_whole else self.start.date

    @property
    def end_date(self) -> dt.date | None:
        """The last day of a range."""
        return self.end.date if self.end else None

    @staticmethod
    def _last_of(day: Day) -> dt.date | None:
        if day.year is None:
            return None
        following = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
        return dt.date(*following, 1) - dt.timedelta(days=1)

    @property
    def iso_start(self) -> str | None:
        """``2021-12-07`` or, with the hour, ``2021-12-07T10:00``; None without day or year."""
        return _iso(self.start_date, self.opening)

    @property
    def iso_end(self) -> str | None:
        """The end of the range of days or of hours, in the same form; None where there is none."""
        if self.end_date:
            return _iso(self.end_date, self.closing)
        return _iso(self.start_date, self.closing) if self.closing is not None else None

    @property
    def contradicted(self) -> bool:
        """Whether a weekday that is printed is not that of its day."""
        days = (self.start.date if self.start else None, self.end_date)
        return any(
            day is not None and weekday is not None and day.weekday() != weekday
            for day, weekday in zip(days, self.weekdays, strict=True)
        )


def _iso(day: dt.date | None, minutes: int | None) -> str | None:
    if day is None:
        return None
    if minutes is None:
        return day.isoformat()
    if minutes >= DAY_MINUTES and day < dt.date.max:
        day, minutes = day + dt.timedelta(days=1), minutes - DAY_MINUTES
    return f"{day.isoformat()}T{minutes // 60:02d}:{minutes % 60:02d}"
