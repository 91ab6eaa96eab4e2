"""Rules on dates and hours of events and deadlines."""

from __future__ import annotations

from collections.abc import Iterator

from archive.dates import Moment
from archive.problems import Problem
from archive.sources import Document, Folder


def zone_given(folder: Folder) -> Iterator[Problem]:
    """An hour means nothing without its zone, and a zone nothing without an hour."""
    facts = folder.facts
    if facts is None:
        return
    for group, names in (("events", ("start", "end")), ("deadlines", ("date",))):
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
    """A deadline is an exact day: nobody can be held to "about December"."""
    facts = folder.facts
    if facts is None:
        return
    for item in facts.record.ids("deadlines"):
        path = f"deadlines.{item}.date"
        due = facts.record.values.get(path)
        if isinstance(due, Moment) and not due.date.is_day:
            yield facts.problem("deadline-not-a-day", facts.record.place(path), value=due)


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
