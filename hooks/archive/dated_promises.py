"""Continuity of days: published dates, what later letters did to them, and when texts came.

Subscribers' calendars and feeds hold these days. They change only together with a word of it: an
entry under ``changes`` of the letter whose date it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from archive.checks.library import Extract
from archive.locks import Lock
from archive.paging import SETTLED_DAYS
from archive.problems import Place, Problem
from archive.promises import ACT, DATE, ENTRY, Standing


def rewritten(
    letter: Extract,
    recorded: Mapping[str, Mapping[str, str]],
    standing: Mapping[str, Mapping[str, str]],
    former: Mapping[str, str],
    place: Place,
) -> Iterator[Problem]:
    """What was *recorded* at *place* of a letter's dates, and has become something else.

    *standing* is what stands now, *former* gives the present places of former ones.
    """
    told = f"{min(letter.holding.told, 255):02x}"
    path, line, column = letter.place
    for was, before in recorded.get(DATE, {}).items():
        now = former.get(was, was)
        digest, at = letter.holding.dates.get(now, ("", 1))
        if before and digest and before[:6] != digest and told <= before[6:]:
            yield Problem(
                path=path,
                line=at,
                column=5,
                code="date-rewritten",
                values={"place": f"#{now}", "name": letter.key},
                also=(place,),
            )
    stands = standing.get(ACT, {})
    lost = [
        _in_words(act)
        for act, before in recorded.get(ACT, {}).items()
        if act not in stands and before and told <= before[6:]
    ]
    if lost:
        yield Problem(
            path=path,
            line=line,
            column=column,
            code="date-rewritten",
            variant="act",
            values={"acts": ", ".join(lost), "name": letter.key},
            also=(place,),
        )


def _in_words(act: str) -> str:
    """A recorded act as the acting letter writes it: ``2024/b extends #deadline-papers``."""
    relation, by, *places = act.split(":")
    return " ".join([by, relation, *(f"#{place}" for place in places)])


def entered(now: Standing, lock: Lock, shown_root: str) -> Iterator[Problem]:
    """Whether all texts entered the archive on the days that were published, and the new ones late
    enough for the archived pages of feeds, which no longer change."""
    recorded = {
        entry: (day, owner)
        for owner, kinds in lock.promises.items()
        for entry, day in kinds.get(ENTRY, {}).items()
        if day
    }
    newest = max((day for day, _ in recorded.values()), default="")
    first = _day_of(newest) - dt.timedelta(days=SETTLED_DAYS) if newest else dt.date.min
    for owner, kinds in sorted(now.published.items()):
        for entry, day in kinds.get(ENTRY, {}).items():
            before, recorder = recorded.get(entry, ("", owner))
            if not day or day == before or (not before and _day_of(day) >= first):
                continue
            yield Problem(
                path=f"{shown_root}/{owner.name}/{owner.language}.md",
                line=1,
                column=1,
                code="added-rewritten",
                variant="" if before else "late",
                values={"day": _day_of(before) if before else first},
                also=(lock.places[recorder],) if before else (),
            )


def _day_of(digits: str) -> dt.date:
    return dt.date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
