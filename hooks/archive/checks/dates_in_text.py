"""Rules on the days and hours in a text against those in its facts: deadlines and events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from archive.checks.acts import acts_on_others
from archive.checks.desk import Desk
from archive.checks.impossible_days import is_impossible
from archive.checks.library import OddDay
from archive.dates import Moment, PartialDate, Span
from archive.problems import Place, Problem, Severity
from archive.prose.deadline_words import DATE_MARK, TIME_MARK
from archive.prose.found import Found
from archive.prose.lexicon import Lexicon
from archive.prose.readings import FIELD, Reading, Unit
from archive.sources import Document, Folder

_WITH_YEAR = len("2019-08-16")
_SENTENCE_END = re.compile(r"([.!?…;])[\"'»”’)\]]*\s+[\"'«“‘(\[]*(?=\w)|\n")
_BEFORE, _AFTER = 400, 200
"""So many characters of a sentence are looked at before a date and behind it."""
_OTHER_NAMES = tuple(f"{FIELD}{group}." for group in ("related", "changes", "links", "annexes"))
"""Words of the front matter that are names of other things, or the archive's own history."""
_NAMED_SOON = 12
"""A date so soon behind a reference is part of it: "TSB Circular 5 of 12 March 2020"."""
_MOST_PLACES = 20
"""Of one finding: no honest letter repeats a day so often."""

_MAYBE_HOUR = re.compile(r"([01]?[0-9]|2[0-4])(?:[.]([0-5][0-9]))?")
_DAY_END = "24:00"
_MIDNIGHT = dict.fromkeys(("23:59", "24:00", "00:00"), _DAY_END)
"""Hours that stand for the end of a day: letters write one, and facts another."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A date in the words of one language."""

    document: Document
    unit: Unit
    found: Found

    @property
    def text(self) -> str:
        return self.unit.text[self.found.start : self.found.end]

    @property
    def place(self) -> Place:
        return Place(self.document.file.shown, *self.unit.place(self.found.start))


def deadline_not_listed(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A date that the words set as a deadline is one of the deadlines of the facts.

    Of a letter that acts on others, whose dates it may name, the whole archive is asked.
    """
    if folder.facts is not None and not acts_on_others(folder.facts):
        for spots in _strange_deadlines(folder, folder.facts, desk):
            yield _in_words("deadline-not-listed", spots, folder.facts)


def event_date_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A date in the subject is a day of an event, a deadline or the date of the letter.

    Of a letter that acts on others, whose dates it may name, the whole archive is asked.
    """
    if folder.facts is not None and not acts_on_others(folder.facts):
        for spots in _strange_in_subject(folder, folder.facts, desk):
            yield _in_words("event-date-differs", spots, folder.facts)


def odd_days(folder: Folder, desk: Desk) -> Iterator[OddDay]:
    """What both rules ask of a letter whose dates those of another one may explain."""
    facts = folder.facts
    if facts is None or not acts_on_others(facts):
        return
    for code, find in (
        ("deadline-not-listed", _strange_deadlines),
        ("event-date-differs", _strange_in_subject),
    ):
        for spots in find(folder, facts, desk):
            problem = _in_words(code, spots, facts)
            days = tuple(sorted({spot.found.value for spot in spots}))
            first = Place(problem.path, problem.line, problem.column)
            yield OddDay(code, days, str(problem.values["text"]), (first, *problem.also))


def deadline_not_in_text(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """The day of a deadline, and that from which answers are taken, stands in the text, unless
    the facts say how it is known."""
    facts = folder.facts
    if facts is None or not facts.record.ids("deadlines"):
        return
    reading = desk.reading(facts)
    days = _days_of_body(reading)
    for field in ("date", "opens"):
        for name, moment in _moments(facts, "deadlines", field):
            path = f"deadlines.{name}"
            printed = f"{path}.printed" in facts.record.nodes
            explained = printed or _explains(reading, f"{path}.note")
            if moment.date.is_day and not explained and not days & _spellings(moment.date):
                node = facts.record.place(f"{path}.{field}")
                problem = facts.problem("deadline-not-in-text", node, name=name, due=moment.date)
                variant = "" if field == "date" else field
                yield replace(problem, variant=variant, severity=Severity.WARNING)


def event_not_in_text(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """The first day of an event stands in the text, unless the facts say how it is known."""
    facts = folder.facts
    if facts is None or not facts.record.ids("events"):
        return
    reading = desk.reading(facts)
    days = _days_of_body(reading)
    for name, start in _moments(facts, "events", "start"):
        path = f"events.{name}"
        explained = f"{path}.when" in facts.record.nodes or _explains(reading, f"{path}.note")
        if start.date.is_day and not explained and not days & _spellings(start.date):
            node = facts.record.place(f"{path}.start")
            problem = facts.problem("event-not-in-text", node, name=name, start=start.date)
            yield replace(problem, severity=Severity.WARNING)


def hour_not_in_text(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """The hour of an event or a deadline stands in a text that gives its day, or is explained."""
    facts = folder.facts
    timed = list(_timed(facts)) if facts is not None else []
    if facts is None or not timed:
        return
    reading = desk.reading(facts)
    days = _days_of_body(reading)
    hours: set[str] | None = None
    for path, moment, hour in timed:
        parent = path.rpartition(".")[0]
        explained = (
            f"{parent}.when" in facts.record.nodes
            or f"{parent}.printed" in facts.record.nodes
            or _explains_hour(reading, f"{parent}.note")
        )
        # Of a day that the text does not give, its own rule speaks.
        if explained or not days & _spellings(moment.date):
            continue
        if hours is None:
            hours = {hour for document in folder.documents for hour in _hours(document, desk)}
        if hour not in hours:
            problem = facts.problem(
                "hour-not-in-text",
                facts.record.place(path),
                name=parent,
                hour=f"{moment.time:%H:%M}",
            )
            yield replace(problem, severity=Severity.WARNING)


def _strange_deadlines(folder: Folder, facts: Document, desk: Desk) -> Iterator[list[_Spot]]:
    """The days that read as a deadline and are none in the facts, each wherever it stands."""
    if folder.kind != "circular":
        return
    listed = {
        str(moment.date)
        for field in ("date", "opens")
        for _, moment in _moments(facts, "deadlines", field)
    } | {str(day) for day in _counted_days(facts)}
    known = listed | {day[5:] for day in listed}
    date = facts.record.values.get("date")
    written = str(date.bounds()[0]) if isinstance(date, PartialDate) else ""
    open_days: dict[str, list[_Spot]] = {}
    for document in folder.documents:
        lexicon = desk.lexicon(document.language)
        for unit in desk.reading(document).with_kind("date"):
            if unit.address.startswith(_OTHER_NAMES):
                continue
            for index, found in enumerate(unit.found):
                if not found.is_day or found.value in known or is_impossible(found):
                    continue
                if len(found.value) == _WITH_YEAR and found.value < written:
                    continue  # "By 31 May we had received 64 replies" tells of the past
                if _reads_as_deadline(unit, index, lexicon):
                    spot = _Spot(document, unit, found)
                    open_days.setdefault(found.value[-5:], []).append(spot)
    yield from open_days.values()


def _strange_in_subject(folder: Folder, facts: Document, desk: Desk) -> Iterator[list[_Spot]]:
    """The days in the subject that the facts do not date anything with."""
    if not facts.record.ids("events"):
        return
    spans = list(_spans(facts))
    strange: dict[dt.date, list[_Spot]] = {}
    for document in folder.documents:
        unit = desk.reading(document).by_address.get(f"{FIELD}subject")
        if unit is None:
            continue
        for index, found in enumerate(unit.found):
            day = _exact_day(found)
            if day is None or _is_of_reference(unit, index):
                continue
            # "The week of 6 June" is a week, in which the event lies somewhere.
            lexicon = desk.lexicon(document.language)
            end = day + dt.timedelta(days=6 if _names_week(lexicon, unit, found) else 0)
            if not any(first <= end and day <= last for first, last in spans):
                strange.setdefault(day, []).append(_Spot(document, unit, found))
    yield from strange.values()


def _counted_days(facts: Document) -> Iterator[dt.date]:
    """The days of deadlines that count from an event of the same letter."""
    values = facts.record.values
    for name in facts.record.ids("deadlines"):
        path = f"deadlines.{name}.relative"
        event = facts.record.text(f"{path}.event")
        before, after = values.get(f"{path}.before"), values.get(f"{path}.after")
        start, end = (values.get(f"events.{event}.{field}") for field in ("start", "end"))
        moment = start if isinstance(before, Span) else end or start
        span = before or after
        if isinstance(span, Span) and isinstance(moment, Moment) and moment.date.is_day:
            day = moment.date.first()
            with suppress(ValueError, OverflowError):  # beyond all calendars
                yield span.before(day) if span is before else span.after(day)


def _timed(facts: Document) -> Iterator[tuple[str, Moment, str]]:
    """Every moment of the facts with an hour: its path, itself, the hour as texts give it."""
    for group, field in (
        ("events", "start"),
        ("events", "end"),
        ("deadlines", "date"),
        ("deadlines", "opens"),
    ):
        for name, moment in _moments(facts, group, field):
            if moment.time is not None:
                hour = f"{moment.time:%H:%M}"
                yield f"{group}.{name}.{field}", moment, _MIDNIGHT.get(hour, hour)


def _hours(document: Document, desk: Desk) -> Iterator[str]:
    """The hours that a body gives, and what may be one: "9.30 – 11.00", "at 10 o'clock"."""
    ends = desk.phrases[document.language].listed("prose.day-end")
    for unit in desk.reading(document).units:
        if unit.address.startswith(FIELD):
            continue
        for found in unit.found:
            if found.kind == "time":
                yield _MIDNIGHT.get(found.value, found.value)
            elif found.kind == "number":
                match = _MAYBE_HOUR.fullmatch(unit.text, found.start, found.end)
                if match is not None:
                    hour = f"{int(match[1]):02}:{match[2] or '00'}"
                    yield _MIDNIGHT.get(hour, hour)
        words = unit.text.casefold()
        if any(end in words for end in ends):
            yield _DAY_END


def _explains_hour(reading: Reading, path: str) -> bool:
    """Whether the words of a field speak of an hour."""
    unit = reading.by_address.get(FIELD + path)
    return unit is not None and any(found.kind == "time" for found in unit.found)


def _names_week(lexicon: Lexicon, unit: Unit, found: Found) -> bool:
    """Whether the words right before a date say that it is the first day of a week."""
    return lexicon.week.search(unit.text, max(0, found.start - 24), found.start) is not None


def _moments(facts: Document, group: str, field: str) -> Iterator[tuple[str, Moment]]:
    for name in facts.record.ids(group):
        value = facts.record.values.get(f"{group}.{name}.{field}")
        if isinstance(value, Moment):
            yield name, value


def _spans(facts: Document) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of everything that the facts date."""
    date = facts.record.values.get("date")
    if isinstance(date, PartialDate):
        yield date.bounds()
    for field in ("date", "opens"):
        for _, moment in _moments(facts, "deadlines", field):
            yield moment.date.bounds()
    for day in _counted_days(facts):
        yield day, day
    ends = dict(_moments(facts, "events", "end"))
    for name, start in _moments(facts, "events", "start"):
        yield start.date.bounds()[0], ends.get(name, start).date.bounds()[1]


def _exact_day(found: Found) -> dt.date | None:
    """The day of a date with its year; None for any other, and for the 31st of February."""
    if not found.is_day or len(found.value) != _WITH_YEAR:
        return None
    try:
        return dt.date.fromisoformat(found.value)
    except ValueError:
        return None


def _days_of_body(reading: Reading) -> set[str]:
    return {
        found.value
        for unit in reading.with_kind("date")
        if not unit.address.startswith(FIELD)
        for found in unit.found
        if found.is_day
    }


def _spellings(date: PartialDate) -> set[str]:
    """A day as prose gives it, with its year and without."""
    return {str(date), str(date)[5:]}


def _explains(reading: Reading, path: str) -> bool:
    """Whether the words of a field speak of a day: other notes explain nothing about it."""
    unit = reading.by_address.get(FIELD + path)
    return unit is not None and any(found.is_day for found in unit.found)


def _is_of_reference(unit: Unit, index: int) -> bool:
    start = unit.found[index].start
    return any(
        other.kind == "reference" and 0 <= start - other.end <= _NAMED_SOON
        for other in unit.found[:index]
    )


def _in_words(code: str, spots: list[_Spot], facts: Document) -> Problem:
    """One finding for one day, wherever in the letter and in whichever language it stands.

    It is mended first in the text that carries the facts, where that has the day too.
    """
    spots = sorted(spots, key=lambda spot: spot.document is not facts)
    places = list(dict.fromkeys(spot.place for spot in spots[:_MOST_PLACES]))
    return Problem(
        path=places[0].path,
        line=places[0].line,
        column=places[0].column,
        code=code,
        values={"text": spots[0].text},
        also=tuple(places[1:]),
    )


def _reads_as_deadline(unit: Unit, index: int, lexicon: Lexicon) -> bool:
    this = unit.found[index]
    previous = unit.found[index - 1] if index else this
    # The last day of "from 7 to 9 June" is no deadline, though a deadline can follow a date.
    if (
        previous.is_day
        and previous.value[-5:] < this.value[-5:]
        and lexicon.ranges.fullmatch(unit.text, previous.end, this.start)
    ):
        return False
    earlier, later = index, index + 1  # what lies beyond the stretch is not walked over
    while earlier and unit.found[earlier - 1].end > this.start - _BEFORE:
        earlier -= 1
    while later < len(unit.found) and unit.found[later].start < this.end + _AFTER:
        later += 1
    before = _marked(unit, slice(earlier, index), max(0, this.start - _BEFORE), this.start)
    after = _marked(unit, slice(index + 1, later), this.end, this.end + _AFTER)
    begin = max((end for _, end in _sentence_ends(before)), default=0)
    end = next((start for start, _ in _sentence_ends(after)), len(after))
    return lexicon.deadlines.reads_as_deadline(before[begin:], after[:end])


def _marked(unit: Unit, inside: slice, start: int, end: int) -> str:
    """A stretch of the text, with marks for the dates and hours that lie wholly in it."""
    parts: list[str] = []
    for found in unit.found[inside]:
        if found.kind in ("date", "time") and start <= found.start and found.end <= end:
            mark = DATE_MARK if found.kind == "date" else TIME_MARK
            parts += [unit.text[start : found.start], mark]
            start = found.end
    return "".join((*parts, unit.text[start:end]))


def _sentence_ends(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE_END.finditer(text):
        # A full stop before a small letter or a figure ends an abbreviation.
        if match[1] != "." or text[match.end()].isupper():
            yield match.span()
