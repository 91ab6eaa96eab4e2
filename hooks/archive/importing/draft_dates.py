"""Events and deadlines in the front matter of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.blocks import TODO
from archive.importing.archive_names import ArchiveNames
from archive.importing.draft_fields import DraftFields, one_line
from archive.importing.facts import Deadline, Event, Fact, LetterFacts

_SHOWN_KINDS = 20
"""So many kinds of answers stand in a comment."""


def event_ids(facts: LetterFacts) -> list[str]:
    """The ids of the events, in their order."""
    return _ids("meeting", len(facts.text.events))


def deadline_ids(facts: LetterFacts) -> list[str]:
    """The ids of the deadlines, in their order."""
    return _ids("reply", len(facts.text.deadlines))


def _ids(name: str, count: int) -> list[str]:
    return [name if number == 1 else f"{name}-{number}" for number in range(1, count + 1)]


def events(fields: DraftFields, facts: LetterFacts) -> None:
    """Every event; of one that is not sure the days are TODO, with what may be meant."""
    languages = [fact.value for fact in facts.text.meeting_languages if fact.is_sure]
    found = facts.text.events
    for key, fact in zip(event_ids(facts), found, strict=True):
        path = f"events.{key}"
        event = _even(fact.value)
        notes = (
            fields.evidence(fact)
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
    fields: DraftFields, facts: LetterFacts, names: ArchiveNames, more: Sequence[str] = ()
) -> None:
    """Every deadline; *more* are days of which nothing is known but that they read as one."""
    left = list(more)
    kinds = ", ".join(names.ids.get("answer", ())[:_SHOWN_KINDS])
    for key, fact in zip(deadline_ids(facts), facts.text.deadlines, strict=True):
        path = f"deadlines.{key}"
        day = (fact.value.date or "")[:10]
        if not fact.is_sure and day in left:
            left.remove(day)
            fields.set(f"{path}.date", day, *fields.candidates((fact,), _said))
            fields.set(f"{path}.asks", TODO, fields.words("import.draft.maybe-deadline", date=day))
        else:
            _deadline(fields, path, fact, event_ids(facts))
        if kinds:  # said once, above the first
            fields.note(f"{path}.asks", fields.words("import.draft.answer-kinds", ids=kinds))
            kinds = ""
    for number, day in enumerate(left, 1):
        path = f"deadlines.unclear-{number}"
        fields.set(f"{path}.asks", TODO, fields.words("import.draft.maybe-deadline", date=day))
        fields.set(f"{path}.date", day)


def _deadline(fields: DraftFields, path: str, fact: Fact[Deadline], meetings: list[str]) -> None:
    deadline = fact.value
    notes = fields.evidence(fact) if fact.is_sure else fields.candidates((fact,), _said)
    fields.set(f"{path}.asks", one_line(deadline.what, None) or TODO, *notes)
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
