"""Time zones as calendars define them (RFC 5545, 3.6.5): when clocks change, and by how much.

Changes that follow one rule to the end of the covered years are given as that rule, as the
examples of the RFC do; all others one by one. The onset of a change is the hour that the clocks
show just before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1997, 2037
"""The years that definitions cover. The rules of today's Europe begin in the first one; beyond the
last one the tz database itself only repeats them."""

_STEP = dt.timedelta(days=7)
"""No zone changes its clocks twice within a week."""

_RULE_YEARS = 3
"""What happened in fewer years at the end of the covered ones is no rule yet."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observance:
    """An offset that clocks take on, once or again and again."""

    is_daylight: bool
    name: str
    """What clocks are called then: ``CEST``, ``+11``."""
    offset_from: dt.timedelta
    """Offset from UTC just before."""
    offset_to: dt.timedelta
    start: dt.datetime
    """The first onset: local time, without a zone."""
    month: int = 0
    """Of a yearly rule; 0 where there is none."""
    weekday: str = ""
    """Of a yearly rule, as RRULE has it: ``-1SU``, ``2SU``."""
    others: tuple[dt.datetime, ...] = ()
    """The later onsets, where there is no rule."""


class _State(NamedTuple):
    """What clocks show."""

    offset: dt.timedelta
    is_daylight: bool
    name: str


class _Change(NamedTuple):
    onset: dt.datetime
    before: _State
    after: _State


def is_covered(instant: dt.datetime) -> bool:
    """Whether the definitions of zones hold for an instant."""
    return FIRST_YEAR <= instant.year <= LAST_YEAR


def observances(zone: dt.tzinfo) -> tuple[Observance, ...]:
    """All that the clocks of a *zone* did and will do in the covered years, in order of time."""
    start = dt.datetime(FIRST_YEAR, 1, 1, tzinfo=dt.UTC)
    first = _state(zone, start)
    found = [
        Observance(
            is_daylight=first.is_daylight,
            name=first.name,
            offset_from=first.offset,
            offset_to=first.offset,
            start=dt.datetime(FIRST_YEAR, 1, 1),
        )
    ]
    single: dict[tuple[_State, _State], list[_Change]] = {}
    for changes in _alike(list(_changes(zone, start))):
        since, weekday = _rule(changes)
        if weekday:
            month = changes[since].onset.month
            found.append(_observance(changes[since:], month=month, weekday=weekday))
        for change in changes[:since]:
            single.setdefault((change.before, change.after), []).append(change)
    found += [_observance(sorted(changes)) for changes in single.values()]
    return tuple(sorted(found, key=lambda item: (item.start, item.name)))


def _state(zone: dt.tzinfo, instant: dt.datetime) -> _State:
    local = instant.astimezone(zone)
    return _State(local.utcoffset() or dt.timedelta(0), _is_ahead(local), local.tzname() or "")


def _is_ahead(local: dt.datetime) -> bool:
    """Whether clocks are ahead of standard time (Ireland's stand behind it in winter)."""
    return (local.dst() or dt.timedelta(0)) > dt.timedelta(0)


def _changes(zone: dt.tzinfo, start: dt.datetime) -> Iterator[_Change]:
    """Every change of the clocks in order of time."""
    end = dt.datetime(LAST_YEAR + 1, 1, 1, tzinfo=dt.UTC)
    instant, state = start, _state(zone, start)
    while instant < end:
        later = min(instant + _STEP, end)
        if _state(zone, later) != state:
            moment = _moment(zone, instant, later)
            after = _state(zone, moment)
            yield _Change(moment.replace(tzinfo=None) + state.offset, state, after)
            state = after
        instant = later


def _moment(zone: dt.tzinfo, before: dt.datetime, after: dt.datetime) -> dt.datetime:
    """The first minute between two instants at which the clocks show something else."""
    state = _state(zone, before)
    low, high = 0, (after - before) // dt.timedelta(minutes=1)
    while high - low > 1:
        middle = (low + high) // 2
        if _state(zone, before + dt.timedelta(minutes=middle)) == state:
            low = middle
        else:
            high = middle
    return before + dt.timedelta(minutes=high)


def _alike(changes: Sequence[_Change]) -> list[list[_Change]]:
    """The changes by what they do, month, weekday and hour."""
    groups: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        onset = change.onset
        key = (change.before, change.after, onset.month, onset.weekday(), onset.time())
        groups.setdefault(key, []).append(change)
    return list(groups.values())


def _rule(changes: Sequence[_Change]) -> tuple[int, str]:
    """From which one of *changes* on they follow one rule to the last year, and its weekday.

    Where they follow none, the number of all changes, and "".
    """
    for since in range(len(changes)):
        if weekday := _yearly([change.onset.date() for change in changes[since:]]):
            return since, weekday
    return len(changes), ""


def _yearly(days: Sequence[dt.date]) -> str:
    """Which weekday of their month *days* are in each year up to the last one; else ""."""
    years = range(days[0].year, LAST_YEAR + 1)
    if [day.year for day in days] != list(years) or len(years) < _RULE_YEARS:
        return ""
    weekday = _WEEKDAYS[days[0].weekday()]
    if all((day + dt.timedelta(days=7)).month != day.month for day in days):
        return f"-1{weekday}"
    weeks = {(day.day - 1) // 7 + 1 for day in days}
    return f"{weeks.pop()}{weekday}" if len(weeks) == 1 else ""


def _observance(changes: Sequence[_Change], month: int = 0, weekday: str = "") -> Observance:
    first = changes[0]
    return Observance(
        is_daylight=first.after.is_daylight,
        name=first.after.name,
        offset_from=first.before.offset,
        offset_to=first.after.offset,
        start=first.onset,
        month=month,
        weekday=weekday,
        others=() if month else tuple(change.onset for change in changes[1:]),
    )
