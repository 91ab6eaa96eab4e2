"""What was found in a file as one JSON object, for programs.

The keys are those of the archive's fields where the meaning is the same. A value that is not sure
enough is null or left out; its candidates stand in ``evidence``. Moments are ``2021-12-07`` or,
local, ``2021-12-07T10:00`` with a ``timezone`` beside them.

``evidence`` has for every key a list of ``{"words", "page", "line"}``, where ``line`` counts the
paragraphs of a file that has no lines of its own (DOCX, HTML); of a list each tells by
``item`` (from 0) which of its items it is of, of a contact or signatory by ``field`` which of its
parts. What is only a candidate says so by ``candidate``. The words are the letter's own; where
signs in them were mended, as a bad recognition of the text needs it, ``read_as`` has the words that
the value was read from.
``confidence`` has for every key a number from 0 (nothing was found) to 1: that of the least sure
of its values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TypeVar

from archive.importing.facts import (
    SURE,
    Deadline,
    Event,
    Fact,
    Finding,
    LetterFacts,
    NamedReference,
)
from archive.importing.own_words import OwnWords

T = TypeVar("T")
_Entry = Mapping[str, object]


def as_line(facts: LetterFacts, own: OwnWords | None = None) -> str:
    """The object on one line, without a line end; *own* are the words as the letter prints them."""
    return json.dumps(as_object(facts, own), ensure_ascii=False)


def as_object(facts: LetterFacts, own: OwnWords | None = None) -> dict[str, object]:
    """The object; always all keys, in one order."""
    notes = _Notes(own or OwnWords())
    head, text = facts.head, facts.text
    mine = next((fact for fact in head.references if fact.is_sure), None)
    notes.add("reference", head.references, lambda value: value.reference.canonical)
    found: dict[str, object] = {
        "lang": facts.language,
        "reference": mine.value.reference.canonical if mine else None,
        "reference_printed": mine.value.printed if mine else None,
        "bureau": notes.one("bureau", head.bureau),
        "date": notes.one("date", head.date, str),
        "place": notes.one("place", head.place),
        "subject": notes.one("subject", head.subject),
        "addressees": notes.many("addressees", head.addressees),
        "copies": notes.many("copies", head.copies),
        "contact": notes.group(
            "contact",
            {name: getattr(head.contact, name) for name in ("name", "tel", "fax", "email")},
        ),
        "initiatives": notes.many("initiatives", text.initiatives),
        "events": notes.many("events", text.events, _event),
        "deadlines": notes.many("deadlines", text.deadlines, _deadline),
        "meeting_languages": notes.many("meeting_languages", text.meeting_languages),
        "urls": notes.many("urls", text.urls),
        "signatory": notes.group(
            "signatory", {"name": head.signatory_name, "title": head.signatory_title}
        ),
        "annexes": notes.many("annexes", head.annexes),
        "relates_to": notes.many("relates_to", text.relates_to, _canonical),
    }
    if mine:
        notes.evidence["reference_printed"] = notes.evidence["reference"]
        notes.confidence["reference_printed"] = notes.confidence["reference"]
    notes.confidence["lang"] = SURE
    keys = list(found)
    found["evidence"] = {key: notes.evidence.get(key, []) for key in keys}
    found["confidence"] = {key: notes.confidence.get(key, 0.0) for key in keys}
    return found


class _Notes:
    """Gathers evidence and confidence while values are written down."""

    def __init__(self, own: OwnWords) -> None:
        self._own = own
        self.evidence: dict[str, list[_Entry]] = {}
        self.confidence: dict[str, float] = {}

    def one(
        self, key: str, finding: Finding[T], form: Callable[[T], object] = lambda value: value
    ) -> object:
        """The value of a fact that a letter has once; None where none is sure."""
        self.add(key, finding.candidates, form)
        return None if finding.best is None else form(finding.best.value)

    def group(self, key: str, findings: Mapping[str, Finding[str]]) -> dict[str, str | None]:
        """The values of several facts that stand together, by their names."""
        self.evidence[key] = [
            {"field": name, **entry}
            for name, finding in findings.items()
            for fact in finding.candidates
            for entry in _entries(fact, str, self._own)
        ]
        candidates = [fact for finding in findings.values() for fact in finding.candidates[:1]]
        self._rate(key, candidates)
        return {name: finding.value for name, finding in findings.items()}

    def many(
        self, key: str, facts: Iterable[Fact[T]], form: Callable[[T], object] = lambda value: value
    ) -> list[object]:
        """The sure values of a fact that a letter can have several times."""
        known = list(facts)
        self.add(key, known, form)
        places = count(0)
        items = [next(places) if fact.is_sure else None for fact in known]
        self.evidence[key] = [
            entry if item is None else {"item": item, **entry}
            for fact, item in zip(known, items, strict=True)
            for entry in _entries(fact, form, self._own)
        ]
        return [form(fact.value) for fact in known if fact.is_sure]

    def add(self, key: str, facts: Iterable[Fact[T]], form: Callable[[T], object]) -> None:
        """Note where each value was found; what is not sure stands as a candidate."""
        known = list(facts)
        if not known:
            return
        self.evidence[key] = [entry for fact in known for entry in _entries(fact, form, self._own)]
        self._rate(key, known)

    def _rate(self, key: str, facts: Sequence[Fact[T]]) -> None:
        """The confidence of the least sure value that is proposed, else of the best candidate."""
        sure = [fact.confidence for fact in facts if fact.is_sure]
        if facts:
            lowest = min(sure) if sure else max(fact.confidence for fact in facts)
            self.confidence[key] = round(lowest, 2)


def _entries(fact: Fact[T], form: Callable[[T], object], own: OwnWords) -> Iterator[_Entry]:
    """The places of a fact; one without any place has an entry all the same, to be seen."""
    for evidence in fact.evidence or (None,):
        shown = own.of(evidence.words, evidence.place) if evidence else None
        entry: dict[str, object] = {
            "words": shown.words if shown else "",
            "page": evidence.place.page if evidence else None,
            "line": evidence.place.line if evidence else None,
        }
        if evidence and shown and shown.readings:
            entry["read_as"] = evidence.words
        if not fact.is_sure:
            entry |= {"candidate": form(fact.value), "confidence": round(fact.confidence, 2)}
        if fact.reasons:
            entry["reasons"] = list(fact.reasons)
        yield entry


def _canonical(named: NamedReference) -> str:
    return named.reference.canonical


def _event(event: Event) -> _Entry:
    return {
        "name": event.name,
        "start": event.start,
        "end": event.end,
        "timezone": event.timezone,
        "place": event.place,
        "format": event.format,
    }


def _deadline(deadline: Deadline) -> _Entry:
    return {
        "what": deadline.what,
        "date": deadline.date,
        "timezone": deadline.timezone,
        "verbatim": deadline.verbatim,
    }
