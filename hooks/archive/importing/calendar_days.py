"""Days as a text gives them: with or without a year, single or in a range."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

MENDED, DOUBTFUL, UNLIKELY = 0.75, 0.65, 0.4
"""How sure a day is that was mended, that has a second reading, and that hardly can be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day, or a month where the day is None, with its year where the text gives it."""

    month: int
    day: int | None = None
    year: int | None = None
    shift: int | None = None
    """Of a year that is only pointed at: 0 for "this year", 1 for "next year"."""

    @property
    def date(self) -> dt.date | None:
        """The day of the calendar; None where something of it is missing or it does not exist."""
        if self.year is None or self.day is None:
            return None
        return calendar_day(self.year, self.month, self.day)

    @property
    def order(self) -> tuple[int, int]:
        """For comparing days of one year."""
        return self.month, self.day or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDays:
    """One day or one range of days in a text."""

    start: Day
    end: Day | None = None
    begin: int
    stop: int
    """From where to where the words stand."""
    weekdays: tuple[int | None, int | None] = (None, None)
    """Of the first and of the last day as printed; 0 is Monday."""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    is_whole: bool = False
    """Whether the end of a whole month or year is meant: "by the end of May"."""


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, if there is one."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
