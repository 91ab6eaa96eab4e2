"""Rules on facts that can hardly be so: they are questioned, for a wrong date does most harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from archive.checks.desk import Desk
from archive.checks.times import due_day
from archive.dates import FIRST_YEAR, Moment, PartialDate
from archive.problems import Problem, Severity
from archive.sources import Document, Folder

_YEARS_AHEAD = 15
"""How far beyond its own year a letter may name a date: goals are set for a decade."""
_LONG_AGO = dt.timedelta(days=366)


def deadline_before_letter(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A deadline does not lie before the letter that sets it."""
    facts = folder.facts
    written = _earliest(facts)
    if facts is None or written is None:
        return
    for name in facts.record.ids("deadlines"):
        due = due_day(facts, name)
        if due is not None and due.date.last() < written:
            counts = f"deadlines.{name}.relative"
            path = counts if counts in facts.record.nodes else f"deadlines.{name}.date"
            yield _question(facts, "deadline-before-letter", path, name=name, due=due)


def deadline_after_event(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A deadline does not lie after the event that it is for.

    That is the event whose id is part of the deadline's. Else only a deadline that asks to attend
    is questioned, and only when everything that the letter announces is over before it: papers
    and questionnaires may well follow a meeting.
    """
    facts = folder.facts
    written = _earliest(facts)
    if facts is None or written is None:
        return
    ends = _ends(facts)
    # A letter may report on a meeting, and ask for comments on it by a later day.
    announced = {name: end for name, end in ends.items() if end.date.last() >= written}
    lexicon = desk.lexicon(facts.language)
    for name, due in _moments(facts, "deadlines", "date"):
        own = max((event for event in ends if f"-{event}-" in f"-{name}-"), key=len, default="")
        candidates = {own: ends[own]} if own else announced
        asks = facts.record.text(f"deadlines.{name}.asks") or ""
        if not candidates or not (own or lexicon.attending.search(asks)):
            continue
        event, end = max(candidates.items(), key=lambda item: item[1].date.last())
        if due.date.first() > end.date.last():
            path = f"deadlines.{name}.date"
            values = {"name": name, "due": due, "event": event, "end": end.date}
            yield _question(facts, "deadline-after-event", path, **values)


def event_before_letter(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """An event that one can register for, or of more than a year ago, lies not before the letter.

    Letters do report on meetings that are just over.
    """
    facts = folder.facts
    written = _earliest(facts)
    if facts is None or written is None:
        return
    for name, end in _ends(facts).items():
        last = end.date.last()
        can_register = f"events.{name}.registration" in facts.record.nodes
        if last < written - _LONG_AGO or (can_register and last < written):
            path = f"events.{name}.start"
            yield _question(facts, "event-before-letter", path, name=name, end=end.date)


def added_implausible(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A text entered the archive neither in the future nor before its letter was written."""
    facts = folder.facts
    written = _earliest(facts)
    for document in folder.documents:
        added = document.record.values.get("added")
        if not isinstance(added, dt.date):
            continue
        # Where an editor sits, the next day may have begun before it begins in Geneva.
        if (added - desk.today).days > 1:
            yield _warning(document, "added-implausible", "added", added=added)
        elif facts is not None and written is not None and added < written:
            date = facts.record.values["date"]
            problem = _warning(document, "added-implausible", "added", added=added, date=date)
            yield replace(problem, variant="early")


def change_implausible(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """No change to a text of the archive was made in the future.

    Feeds and the map of the site would give the letter that day, and readers would see it as new
    until then.
    """
    facts = folder.facts
    if facts is None:
        return
    for name in facts.record.ids("changes"):
        path = f"changes.{name}.date"
        day = facts.record.values.get(path)
        # Where an editor sits, the next day may have begun before it begins in Geneva.
        if isinstance(day, dt.date) and (day - desk.today).days > 1:
            place = facts.record.place(path)
            yield facts.problem("change-implausible", place, name=name, day=day)


def year_implausible(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """No date of a letter lies more than a few years ahead of it."""
    facts = folder.facts
    if facts is None or folder.kind != "circular":
        return
    date = facts.record.values.get("date")
    last = _YEARS_AHEAD + (date.year if isinstance(date, PartialDate) else int(folder.key[:4]))
    for path, value in facts.record.values.items():
        known = value.date if isinstance(value, Moment) else value
        if isinstance(known, PartialDate) and known.year > last:
            values = {"name": path, "year": known.year, "first": FIRST_YEAR, "last": last}
            yield _warning(facts, "year-implausible", path, **values)


def _earliest(facts: Document | None) -> dt.date | None:
    """The earliest day on which the letter can have been written; None where it is not known."""
    date = facts.record.values.get("date") if facts else None
    return date.bounds()[0] if isinstance(date, PartialDate) else None


def _moments(facts: Document, group: str, field: str) -> Iterator[tuple[str, Moment]]:
    for name in facts.record.ids(group):
        value = facts.record.values.get(f"{group}.{name}.{field}")
        if isinstance(value, Moment):
            yield name, value


def _ends(facts: Document) -> dict[str, Moment]:
    """The moment that ends each event, by the event's id."""
    return dict(_moments(facts, "events", "start")) | dict(_moments(facts, "events", "end"))


def _question(facts: Document, code: str, path: str, **values: object) -> Problem:
    """A warning that compares a fact with the letter's date."""
    return _warning(facts, code, path, date=facts.record.values["date"], **values)


def _warning(document: Document, code: str, path: str, **values: object) -> Problem:
    problem = document.problem(code, document.record.place(path), **values)
    return replace(problem, severity=Severity.WARNING)
