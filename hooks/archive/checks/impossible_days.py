"""The rule on days in a text that no calendar has: "31 June", "from 19 to 32 May"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from archive.checks.desk import Desk
from archive.problems import Place, Problem
from archive.prose.found import Found
from archive.prose.lexicon import Lexicon
from archive.prose.readings import Unit
from archive.sources import Folder

_LEAP_YEAR = "2024"
"""A day without a year is one that some year has."""
_PLAIN = re.compile(r"[^\W\d_]|[0-9]{4}")
"""What tells a date from other figures: the name of a month, or a whole year."""
_MOST_PLACES = 20
"""Of one finding: no honest letter repeats a day so often."""


def is_impossible(found: Found) -> bool:
    """Whether a date names a day that its year, or every year, lacks."""
    if not found.is_day:
        return False
    whole = found.value if len(found.value) == len("2024-06-15") else f"{_LEAP_YEAR}-{found.value}"
    try:
        dt.date.fromisoformat(whole)
    except ValueError:
        return True
    return False


def no_such_day(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A day that a text names is one of the calendar.

    One finding for one day, wherever in the letter and in whichever language it stands.
    """
    spots: dict[str, list[tuple[str, Place]]] = {}
    documents = sorted(folder.documents, key=lambda document: document is not folder.facts)
    for document in documents:
        lexicon = desk.lexicon(document.language)
        for unit in desk.reading(document).with_kind("date"):
            for found, text in _impossible(unit, lexicon):
                place = Place(document.file.shown, *unit.place(found.start))
                spots.setdefault(found.value[-5:], []).append((text, place))
    for known in spots.values():
        first, *others = dict.fromkeys(place for _, place in known[:_MOST_PLACES])
        yield Problem(
            path=first.path,
            line=first.line,
            column=first.column,
            code="no-such-day",
            values={"text": known[0][0]},
            also=tuple(others),
        )


def _impossible(unit: Unit, lexicon: Lexicon) -> Iterator[tuple[Found, str]]:
    """The impossible days of a paragraph with their words; of one list or range the first."""
    index = 0
    while index < len(unit.found):
        run = _run(unit, index, lexicon)
        index += len(run)
        days = [each for each in run if is_impossible(each)]
        if not days or not _is_plain(unit, run, lexicon):
            continue
        # In "30, 31 and 1 June" the month is that of the last day only.
        if any(one.value > other.value for one, other in pairwise(run)):
            days = [each for each in days if each is run[-1]]
        if days:
            text = unit.text[days[0].start : run[-1].end]
            yield days[0], " ".join(text.split())


def _run(unit: Unit, index: int, lexicon: Lexicon) -> list[Found]:
    """What stands at *index*, with the further days of a list that takes its month at its end."""
    run = [unit.found[index]]
    for following in unit.found[index + 1 :]:
        this = run[-1]
        is_bare = unit.text[this.start : this.end].isdecimal()
        is_joined = lexicon.joiner.fullmatch(unit.text, this.end, following.start) is not None
        if not (this.is_day and following.is_day and is_bare and is_joined):
            break
        run.append(following)
    return run


def _is_plain(unit: Unit, run: list[Found], lexicon: Lexicon) -> bool:
    """Whether the words are a date beyond doubt: "Report 31 June 2025" may have a number."""
    start, end, text = run[0].start, run[-1].end, unit.text
    if not _PLAIN.search(text, start, end) or re.match(r"[\w/-]", text[end : end + 1]):
        return False
    if not text[start].isdecimal():  # "In June 31 members": the year tells a date
        return re.search("[0-9]{4}", text[start:end]) is not None
    if run[-1].value[-5:] == "02-29" and not re.search("[0-9]{4}", text[start:end]):
        # The year is that of the next day, which may not be meant for this one.
        return any(
            lexicon.ranges.fullmatch(text, end, other.start) is not None
            for other in unit.found
            if other.start >= end
        )
    days = (each.end for each in unit.found if each.is_day)
    previous = max((day for day in days if day <= start), default=0)
    if previous and lexicon.joiner.fullmatch(text, previous, start):
        return True
    return lexicon.can_precede_day(text, start)
