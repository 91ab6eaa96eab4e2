"""The years of days without one: by the letter's date, by a weekday, by a year beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from archive.importing.calendar_days import DOUBTFUL, MENDED, UNLIKELY, Day, calendar_day
from archive.importing.moments import Moment

_EARLY = 120
"""Days: so long before its end a year is not certain beside a day of the next year."""
_FAR = 305
"""Days: what lies further ahead than ten months is hardly meant by a day without its year."""


def with_year(
    moment: Moment,
    letter: dt.date | None,
    beside: Iterable[Moment] = (),
    *,
    is_past: bool = False,
    known: frozenset[int] = frozenset(),
) -> Moment:
    """*moment* with its year, the confidence lowered where another year is possible.

    That is the year of the first such day on or after the *letter*'s date (or of the last one
    before, where the words say that it is past), or the one in which a printed weekday fits. Far
    ahead, or in a letter without a date, the year of the moments *beside* decides; and a year that
    is *known* to be the one of which the whole letter speaks is likely.
    """
    start = moment.start
    if start is None or start.year is not None:
        return moment
    if start.shift is not None:
        return moment if letter is None else _dated(moment, letter.year + start.shift)
    years = {each.start.year for each in beside if each.start and each.start.year is not None}
    if letter is None:
        return (
            _lowered(_dated(moment, min(years)), DOUBTFUL, "year-beside")
            if len(years) == 1
            else moment
        )
    possible = [
        day.year
        for year in range(letter.year - 1, letter.year + 3)
        if (day := calendar_day(year, start.month, _day(start, year)))
        and ((day <= letter) if is_past else (day >= letter))
    ]
    if not possible:
        return moment
    year = possible[-1] if is_past else possible[0]
    weekday = moment.weekdays[0]
    if weekday is not None and moment.start_date is None:
        fitting = [
            each
            for each in possible
            if (day := calendar_day(each, start.month, _day(start, each)))
            and day.weekday() == weekday
        ]
        if fitting and fitting[0] != year and abs(fitting[0] - year) == 1 and not is_past:
            return _lowered(_dated(moment, fitting[0]), UNLIKELY, "year-by-weekday")
    found = _dated(moment, year)
    day = calendar_day(year, start.month, _day(start, year))
    if day and not is_past and (day - letter).days > _FAR:
        confidence = MENDED if known and min(known) == year else UNLIKELY
        return _lowered(found, confidence, "year-unsure")
    is_early = (dt.date(year + 1, 1, 1) - letter).days > _EARLY
    if not is_past and years == {year + 1} and is_early:
        return _lowered(found, MENDED, "year-unsure")
    return found


def _day(day: Day, year: int) -> int:
    if day.day is not None:
        return day.day
    return 28 if day.month == 2 else 30


def _dated(moment: Moment, year: int) -> Moment:
    start, end = moment.start, moment.end
    if start is None:
        return moment
    start = replace(start, year=year)
    if end is not None and end.year is None:
        end = replace(end, year=year + (end.order < start.order))
    moment = replace(moment, start=start, end=end)
    if moment.contradicted and "weekday" not in moment.reasons:
        return replace(moment, reasons=(*moment.reasons, "weekday"))
    return moment


def _lowered(moment: Moment, confidence: float, reason: str) -> Moment:
    return replace(
        moment, confidence=min(moment.confidence, confidence), reasons=(*moment.reasons, reason)
    )
