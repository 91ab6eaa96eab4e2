"""A deadline as one place of a letter says it, and several places that say the same one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.importing.clauses import stems
from archive.importing.facts import Deadline, Evidence, Fact

_MOST = 100
"""So many deadlines of one letter are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDeadline:
    """A deadline with what is needed to tell whether another one is the same."""

    fact: Fact[Deadline]
    is_row: bool = False
    """Whether a table sets it: rows of a table are deadlines of their own."""
    is_annex: bool = False
    is_echo: bool = False
    """Whether it only says what becomes of those who are late, or that a period ends: no deadline
    beside another one of that day."""


def merged_deadlines(found: Iterable[SaidDeadline]) -> tuple[Fact[Deadline], ...]:
    """One fact for each thing to do: what is said twice is one, the more exact words stay."""
    kept: list[SaidDeadline] = []
    for said in found:
        same = next((place for place, each in enumerate(kept) if _is_same(each, said)), None)
        if same is None and len(kept) < _MOST:
            kept.append(said)
        elif same is not None:
            first, second = kept[same], said
            if first.is_echo and not second.is_echo:
                first, second = second, first
            kept[same] = replace(first, fact=_both(first.fact, second.fact))
    return tuple(each.fact for each in kept)


def _is_same(one: SaidDeadline, two: SaidDeadline) -> bool:
    first, second = one.fact.value, two.fact.value
    if first.date is None or second.date is None:
        return (
            first.date is second.date is None
            and first.before == second.before
            and (first.verbatim == second.verbatim or bool(stems(first.what) & stems(second.what)))
        )
    if first.date[:10] != second.date[:10]:
        return (one.is_echo or two.is_echo) and _is_midnight(first.date, second.date)
    if "T" in first.date and "T" in second.date and first.date != second.date:
        return False
    if one.is_echo or two.is_echo:
        return True
    if one.is_row and two.is_row:
        return first.what == second.what
    if one.is_annex != two.is_annex:
        return True
    return not first.what or not second.what or bool(stems(first.what) & stems(second.what))


def _is_midnight(one: str, two: str) -> bool:
    """Whether one of two dates is the day that ends with the other one."""
    days = sorted((one, two))
    if "T" in days[0] or not days[1].endswith("T00:00"):
        return False
    first, second = (dt.date.fromisoformat(each[:10]) for each in days)
    return second - first == dt.timedelta(days=1)


def _both(one: Fact[Deadline], two: Fact[Deadline]) -> Fact[Deadline]:
    """The first, with the hour and the zone of the second where it has none."""
    value = one.value
    if two.value.date and value.date and "T" in two.value.date and "T" not in value.date:
        value = replace(value, date=two.value.date, timezone=two.value.timezone)
    elif value.timezone is None:
        value = replace(value, timezone=two.value.timezone)
    if not value.what:
        value = replace(value, what=two.value.what)
    evidence: tuple[Evidence, ...] = tuple(dict.fromkeys(one.evidence + two.evidence))
    best = one if one.confidence >= two.confidence else two
    return Fact(value=value, confidence=best.confidence, evidence=evidence, reasons=best.reasons)
