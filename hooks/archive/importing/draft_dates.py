"""Events and deadlines in the front matter of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.blocks import TODO
from archive.importing.archive_names import ArchiveNames
from archive.importing.details import Details
from archive.importing.draft_details import DraftLinks, YearNotes, write_attendance, write_ways
from archive.importing.draft_fields import DraftFields, one_line
from archive.importing.facts import Deadline, Event, Evidence, Fact, LetterFacts
from archive.importing.sheet import Passage
from archive.importing.supplied_years import YearFrom

_AROUND = 200
"""So many characters of the text are shown on each side of a day."""
_OF_EVENT = 400
"""So much is shown of where an event is said: its name and its days."""
_SHOWN_KINDS = 20
"""So many kinds of answers stand in a comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDay:
    """A day that reads as a deadline in the text of a draft."""

    day: str
    """As ``2021-12-07``."""
    words: str = ""
    """How it is written there."""
    before: str = ""
    """Some of the text before it, which tells it from other places with the same words."""
    is_year_supplied: bool = False
    """Whether it is written there without its year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is written beside the days: details, links, notes on years."""

    details: Details
    links: DraftLinks
    years: YearNotes


def event_ids(facts: LetterFacts) -> list[str]:
    """The ids of the events, in their order."""
    return _ids("meeting", len(facts.text.events))


def deadline_ids(facts: LetterFacts) -> list[str]:
    """The ids of the deadlines, in their order."""
    return _ids("reply", len(facts.text.deadlines))


def _ids(name: str, count: int) -> list[str]:
    return [name if number == 1 else f"{name}-{number}" for number in range(1, count + 1)]


def events(fields: DraftFields, facts: LetterFacts, beside: Beside) -> None:
    """Every event; of one that is not sure the days are TODO, with what may be meant."""
    languages = [fact.value for fact in facts.text.meeting_languages if fact.is_sure]
    found = facts.text.events
    for index, (key, fact) in enumerate(zip(event_ids(facts), found, strict=True)):
        path = f"events.{key}"
        event = _even(fact.value)
        notes = (
            fields.evidence(fact, _OF_EVENT)
            if fact.is_sure
            else fields.candidates((fact,), lambda value: f"{value.name}: {value.start}")
        )
        fields.set(f"{path}.name", one_line(event.name, None) or TODO, *notes)
        fields.set(f"{path}.start", _written(event.start) if fact.is_sure else TODO)
        if event.end and fact.is_sure:
            fields.set(f"{path}.end", _written(event.end))
        if _has_hour(event.start) and fact.is_sure:
            _zone(fields, path, event.timezone)
        if event.format:
            fields.set(f"{path}.format", event.format)
        if event.place:
            fields.set(f"{path}.place", event.place)
        write_attendance(fields, path, beside.details.attending(index), fact.evidence)
        if fact.is_sure:
            beside.years.write(fields, path, event.start, beside.details.event_year(index))
        if f"{path}.note" in fields.doubted:
            said = " ".join(one_line(each.words) for each in fact.evidence[:2])
            fields.set(f"{path}.note", f"{TODO} {said}", fields.words("import.draft.note"))
        if languages and len(found) == 1:
            notes = tuple(
                line for each in facts.text.meeting_languages for line in fields.evidence(each)
            )
            fields.set(f"{path}.languages", languages, *dict.fromkeys(notes))


def _even(event: Event) -> Event:
    """The event with hours at both ends or at none, as the archive keeps it."""
    if event.end and _has_hour(event.start) != _has_hour(event.end):
        return replace(event, start=event.start[:10], end=event.end[:10])
    return event


def deadlines(
    fields: DraftFields,
    facts: LetterFacts,
    names: ArchiveNames,
    beside: Beside,
    more: Sequence[ReadDay] = (),
    passages: Sequence[Passage] = (),
) -> None:
    """Every deadline; *more* are days of which nothing is known but that they read as one.

    What is asked is left to the editor, with the letter's sentence above it: words cut out of a
    sentence seldom say it. *passages* are the letter's text, to show where such a day stands.
    """
    left = {each.day: each for each in more}
    kinds = ", ".join(names.ids.get("answer", ())[:_SHOWN_KINDS])
    found = facts.text.deadlines
    for index, (key, fact) in enumerate(zip(deadline_ids(facts), found, strict=True)):
        path = f"deadlines.{key}"
        day = (fact.value.date or "")[:10]
        if not fact.is_sure and day in left:
            fields.set(f"{path}.date", day, *fields.candidates((fact,), _said))
            fields.set(f"{path}.asks", TODO, *_maybe(fields, left.pop(day), passages))
        else:
            _deadline(fields, path, fact, event_ids(facts))
        write_ways(fields, path, beside.details.answering(index), beside.links, fact.evidence)
        if fact.is_sure or day:
            beside.years.write(fields, path, day, beside.details.deadline_year(index))
        if kinds:  # said once, above the first
            note = fields.words("import.draft.answer-kinds", ids=kinds)
            fields.note_on_facts(f"{path}.asks", note)
            kinds = ""
    for number, each in enumerate(left.values(), 1):
        path = f"deadlines.unclear-{number}"
        fields.set(f"{path}.asks", TODO, *_maybe(fields, each, passages))
        fields.set(f"{path}.date", each.day)
        origin = YearFrom.LETTER if each.is_year_supplied else None
        beside.years.write(fields, path, each.day, origin)


def _maybe(fields: DraftFields, day: ReadDay, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Comments on a day that reads as a deadline: where it stands, and what can be done."""
    said = fields.words("import.draft.maybe-deadline", date=day.day)
    if not day.words:
        return (said,)
    for part in (day.before + day.words, day.words):
        for passage in passages:
            text = one_line(passage.text, None)
            if one_line(part, None) in text:
                words = _around(text, text.index(one_line(part, None)) + len(part))
                fact = Fact(
                    value=day.day,
                    confidence=0,
                    evidence=(Evidence(words=words, place=passage.place),),
                )
                return (*fields.evidence(fact, None), said)
    return (fields.words("import.draft.from", found=one_line(day.words)), said)


def _around(text: str, end: int) -> str:
    """The words of a text around a place, as much as is needed to judge them."""
    first, last = max(0, end - _AROUND), end + _AROUND
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")


def _deadline(fields: DraftFields, path: str, fact: Fact[Deadline], meetings: list[str]) -> None:
    deadline = fact.value
    notes = () if fact.is_sure else fields.candidates((fact,), _said)
    fields.set(f"{path}.asks", TODO, *fields.evidence(fact, None), *notes)
    if not fact.is_sure:
        fields.set(f"{path}.date", TODO)
    elif deadline.date:
        fields.set(f"{path}.date", _written(deadline.date))
        if _has_hour(deadline.date):
            _zone(fields, path, deadline.timezone)
    elif deadline.before and len(meetings) == 1:
        count, unit = deadline.before
        fields.set(f"{path}.relative.event", meetings[0])
        fields.set(f"{path}.relative.before", f"{count} {unit}{'s' if count > 1 else ''}")
    else:
        fields.set(f"{path}.date", TODO, fields.words("import.draft.relative"))
    if deadline.verbatim:
        fields.set(f"{path}.printed", deadline.verbatim)


def _said(deadline: Deadline) -> str:
    return f"{deadline.what}: {deadline.date or deadline.verbatim}"


def _zone(fields: DraftFields, path: str, zone: str | None) -> None:
    note = "" if zone else fields.words("import.draft.no-zone")
    fields.set(f"{path}.timezone", zone or TODO, note)


def _has_hour(moment: str) -> bool:
    return "T" in moment


def _written(moment: str) -> str:
    """The archive's form of a moment: ``2021-12-07 10:00``."""
    return moment.replace("T", " ")
