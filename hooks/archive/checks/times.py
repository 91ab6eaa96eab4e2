"""Rules on dates and hours of events and deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from archive.dates import Moment, Span
from archive.problems import Problem
from archive.sources import Document, Folder


def zone_given(folder: Folder) -> Iterator[Problem]:
    """An hour means nothing without its zone, and a zone nothing without an hour."""
    facts = folder.facts
    if facts is None:
        return
    for group, names in (("events", ("start", "end")), ("deadlines", ("opens", "date"))):
        for item in facts.record.ids(group):
            path = f"{group}.{item}"
            timed = [
                name
                for name in names
                if isinstance(moment := facts.record.values.get(f"{path}.{name}"), Moment)
                and moment.time is not None
            ]
            zoned = f"{path}.timezone" in facts.record.nodes
            if timed and not zoned:
                node = facts.record.place(f"{path}.{timed[0]}")
                yield facts.problem("zone-missing", node, name=f"{path}.timezone")
            elif zoned and not timed and not _misfits(facts, path, names):
                node = facts.record.place(f"{path}.timezone")
                yield facts.problem("zone-without-hour", node, name=f"{path}.timezone")


def end_after_start(folder: Folder) -> Iterator[Problem]:
    """An event ends after it starts, and has an hour at both ends or at neither."""
    facts = folder.facts
    if facts is None:
        return
    for item in facts.record.ids("events"):
        path = f"events.{item}"
        start, end = _moments(facts, path)
        if start is None or end is None:
            continue
        node = facts.record.place(f"{path}.end")
        if (start.time is None) != (end.time is None):
            yield facts.problem("half-timed", node, name=item)
        elif _ends_before(start, end):
            yield facts.problem("end-before-start", node, start=start, end=end)


def deadline_day(folder: Folder) -> Iterator[Problem]:
    """A deadline is an exact day, and so is its opening: nobody can keep to "about December"."""
    facts = folder.facts
    if facts is None:
        return
    for item in facts.record.ids("deadlines"):
        for name in ("opens", "date"):
            path = f"deadlines.{item}.{name}"
            moment = facts.record.values.get(path)
            if isinstance(moment, Moment) and not moment.date.is_day:
                node = facts.record.place(path)
                problem = facts.problem("deadline-not-a-day", node, value=moment)
                yield replace(problem, variant="opens") if name == "opens" else problem


def deadline_date(folder: Folder) -> Iterator[Problem]:
    """A deadline has a date or counts from an event, and never both."""
    facts = folder.facts
    if facts is None:
        return
    nodes = facts.record.nodes
    for item in facts.record.ids("deadlines"):
        path = f"deadlines.{item}"
        stand = [name for name in ("date", "relative") if f"{path}.{name}" in nodes]
        if len(stand) != 1:
            node = facts.record.place(f"{path}.relative")
            problem = facts.problem("deadline-date-unclear", node, name=item)
            yield replace(problem, variant="both") if stand else problem


def relative_span(folder: Folder) -> Iterator[Problem]:
    """A deadline that counts from an event lies before it or after it, and never both."""
    facts = folder.facts
    if facts is None:
        return
    nodes = facts.record.nodes
    for item in facts.record.ids("deadlines"):
        path = f"deadlines.{item}.relative"
        stand = [name for name in ("before", "after") if f"{path}.{name}" in nodes]
        if path in nodes and len(stand) != 1:
            node = facts.record.place(f"{path}.after")
            problem = facts.problem("relative-unclear", node, name=item)
            yield replace(problem, variant="both") if stand else problem


def opening(folder: Folder) -> Iterator[Problem]:
    """Answers are taken from a moment that lies before the deadline."""
    facts = folder.facts
    if facts is None:
        return
    values = facts.record.values
    for item in facts.record.ids("deadlines"):
        path = f"deadlines.{item}"
        zone = facts.record.text(f"{path}.timezone")
        opens, due = values.get(f"{path}.opens"), due_day(facts, item)
        if not isinstance(opens, Moment) or due is None:
            continue
        if replace(opens, zone=zone).begin() >= replace(due, zone=zone).end():
            node = facts.record.place(f"{path}.opens")
            yield facts.problem("opens-after-deadline", node, name=item, opens=opens, due=due)


def hour_of_the_clock(folder: Folder) -> Iterator[Problem]:
    """An hour that clocks skip, or show twice, is none: the offset must say what is meant."""
    facts = folder.facts
    if facts is None:
        return
    for group, names in (("events", ("start", "end")), ("deadlines", ("opens", "date"))):
        for item in facts.record.ids(group):
            zone_name = facts.record.text(f"{group}.{item}.timezone")
            for name in names:
                path = f"{group}.{item}.{name}"
                moment = facts.record.values.get(path)
                if zone_name is None or not isinstance(moment, Moment):
                    continue
                instant = replace(moment, zone=zone_name).instant
                if instant is None:
                    continue
                first, second = (instant.replace(fold=fold) for fold in (0, 1))
                before, after = first.utcoffset(), second.utcoffset()
                if before is None or after is None or before == after:
                    continue
                node = facts.record.place(path)
                values = {"name": path, "value": str(moment), "zone": zone_name}
                offsets = {"first": _offset(first), "second": _offset(second)}
                problem = facts.problem("hour-unclear", node, **values, **offsets)
                # Where clocks go forward, the offset after the change is the larger one.
                yield replace(problem, variant="skipped") if before < after else problem


def _offset(instant: dt.datetime) -> str:
    return instant.isoformat(timespec="minutes")[-6:]


def due_day(facts: Document, name: str) -> Moment | None:
    """When a deadline is due: its date, or the day that it counts to from an event of the letter.

    None where neither is known: the event may be that of another letter.
    """
    record, path = facts.record, f"deadlines.{name}"
    due = record.values.get(f"{path}.date")
    if isinstance(due, Moment):
        return due
    event = record.text(f"{path}.relative.event") or ""
    start, end = _moments(facts, f"events.{event}")
    for side in ("before", "after"):
        span = record.values.get(f"{path}.relative.{side}")
        if isinstance(span, Span) and start is not None:
            return span.counted(start, end or start, is_before=side == "before")
    return None


def _moments(facts: Document, path: str) -> tuple[Moment | None, Moment | None]:
    start, end = (facts.record.values.get(f"{path}.{name}") for name in ("start", "end"))
    return (
        start if isinstance(start, Moment) else None,
        end if isinstance(end, Moment) else None,
    )


def _ends_before(start: Moment, end: Moment) -> bool:
    """Whether no reading of two dates, each known as far as it is, lets *end* follow *start*."""
    if start.time is not None and end.time is not None and start.date == end.date:
        return end.time < start.time
    return end.date.last() < start.date.first()


def _misfits(facts: Document, path: str, names: tuple[str, ...]) -> bool:
    """Whether a date stands there that could not be read, and is reported as such."""
    return any(
        f"{path}.{name}" in facts.record.nodes and f"{path}.{name}" not in facts.record.values
        for name in names
    )
