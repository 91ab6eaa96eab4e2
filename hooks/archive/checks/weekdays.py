"""The rule on days of the week beside dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from archive.checks.desk import Desk
from archive.dates import Moment, PartialDate
from archive.problems import Problem
from archive.prose.lexicon import Lexicon
from archive.prose.readings import Unit
from archive.sources import Document, Folder

_WITH_YEAR = len("2019-08-16")
_NEAR = 30
_SIGNS = ' \t\u00a0\u202f,(«“"–—-'
"""What may part a day of the week from its date; a full stop only where it is abbreviated."""
_WORD = re.compile(r"\w+")


def weekday_wrong(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A day of the week beside a date is that date's."""
    years: dict[str, set[int]] | None = None
    for document in folder.documents:
        lexicon = desk.lexicon(document.language)
        for unit in desk.reading(document).with_kind("date"):
            for index, found in enumerate(unit.found):
                weekday = _weekday_beside(unit, index, lexicon) if found.is_day else ""
                if not weekday:
                    continue
                if years is None:
                    years = _years_of_facts(folder.facts)
                days = _possible_days(found.value, years)
                if not days or lexicon.weekdays[weekday.lower()] in map(dt.date.weekday, days):
                    continue
                right = _name(lexicon, days[0].weekday())
                line, column = unit.place(found.start)
                yield Problem(
                    path=document.file.shown,
                    line=line,
                    column=column,
                    code="weekday-wrong",
                    values={
                        "date": unit.text[found.start : found.end],
                        "weekday": weekday,
                        "right": right.capitalize() if weekday[0].isupper() else right,
                    },
                )


def _weekday_beside(unit: Unit, index: int, lexicon: Lexicon) -> str:
    """The day of the week as it is written right before or behind a date; "" for none."""
    found, text = unit.found[index], unit.text
    words = text[max(0, found.start - _NEAR) : found.start].rstrip(f"{_SIGNS}.").split()
    before = words[-1].lstrip(_SIGNS) if words else ""
    if before.lower() in lexicon.weekdays:
        return before
    rest = text[found.end : found.end + _NEAR]
    behind = _WORD.match(rest, len(rest) - len(rest.lstrip(_SIGNS)))
    if behind is None or behind[0].lower() not in lexicon.weekdays:
        return ""
    following = unit.found[index + 1] if index + 1 < len(unit.found) else found
    # "7 June, Friday 9 June": that Friday belongs to the next date.
    gap = following.start - found.end - behind.end()
    return "" if following.is_day and 0 <= gap <= len(", ") else behind[0]


def _years_of_facts(facts: Document | None) -> dict[str, set[int]]:
    """The years that the facts give for days such as ``08-16``; under "" those of the letter."""
    years: dict[str, set[int]] = {}
    if facts is None:
        return years
    for value in facts.record.values.values():
        date = value.date if isinstance(value, Moment) else value
        if isinstance(date, PartialDate) and date.is_day:
            years.setdefault(str(date)[5:], set()).add(date.year)
    written = facts.record.values.get("date")
    if isinstance(written, PartialDate) and not written.approximate:
        years[""] = {written.year, written.year + 1}  # "by 15 January" in a letter of December
    return years


def _possible_days(value: str, years: Mapping[str, set[int]]) -> list[dt.date]:
    """The days that a date can mean."""
    if len(value) == _WITH_YEAR:
        candidates = {int(value[:4])}
    else:
        candidates = years.get(value, years.get("", set()))
    days = []
    for year in sorted(candidates):
        try:
            days.append(dt.date.fromisoformat(f"{year:04d}-{value[-5:]}"))
        except ValueError:
            continue  # the 29th of February of another year, or no day at all
    return days


def _name(lexicon: Lexicon, number: int) -> str:
    return next(form for form, value in lexicon.weekdays.items() if value == number)
