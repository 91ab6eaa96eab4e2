"""Days whose year the letter does not give: that it is an inference, and from what."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

from archive.importing.facts import Deadline, Event, Fact
from archive.importing.moments import Moment, find_moments
from archive.importing.words import LetterWords

_LONGEST = 2_000
"""So much of the evidence is read."""


class YearFrom(enum.StrEnum):
    """From what the year of a day follows; keys under ``[import.year]`` of the strings files."""

    LETTER = "letter"
    """The first such day from the letter's date on."""
    BESIDE = "beside"
    """Another day of the same words has it."""
    WEEKDAY = "weekday"
    """The printed day of the week is that of the day in this year alone."""


def years_of_deadlines(
    deadlines: Iterable[Fact[Deadline]], words: LetterWords
) -> tuple[YearFrom | None, ...]:
    """For each deadline from what its year follows; None where the letter gives it."""
    return tuple(
        _origin(fact.value.date or "", fact.reasons, (fact.value.verbatim, *_said(fact)), words)
        for fact in deadlines
    )


def years_of_events(
    events: Iterable[Fact[Event]], words: LetterWords
) -> tuple[YearFrom | None, ...]:
    """The same for events."""
    return tuple(_origin(fact.value.start, fact.reasons, _said(fact), words) for fact in events)


def _said(fact: Fact[Event] | Fact[Deadline]) -> tuple[str, ...]:
    return tuple(each.words[:_LONGEST] for each in fact.evidence)


def _origin(
    date: str, reasons: Iterable[str], texts: Iterable[str], words: LetterWords
) -> YearFrom | None:
    """From what the year of *date* follows, if no text that names its day gives a year."""
    day = _day(date)
    if day is None:
        return None
    is_named = False
    for text in texts:
        for moment in find_moments(text, words):
            if not _is_of(moment, day):
                continue
            if _has_year(moment):
                return None
            is_named = True
    if not is_named:
        return None
    if "year-beside" in reasons:
        return YearFrom.BESIDE
    return YearFrom.WEEKDAY if "year-by-weekday" in reasons else YearFrom.LETTER


def _day(date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date[:10])
    except ValueError:
        return None


def _is_of(moment: Moment, date: dt.date) -> bool:
    """Whether a moment names a day, or the one before it, at whose end that day begins."""
    dates = (date, date - dt.timedelta(days=1))
    return any(
        day.month == each.month and (day.day == each.day or (day.day is None and moment.is_whole))
        for day in (moment.start, moment.end)
        if day is not None
        for each in dates
    )


def _has_year(moment: Moment) -> bool:
    """Whether a moment gives a year, or points at it: "this year"."""
    days = [day for day in (moment.start, moment.end) if day is not None]
    return any(day.year is not None or day.shift is not None for day in days)
