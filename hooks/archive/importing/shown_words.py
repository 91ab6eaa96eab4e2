"""Evidence that is long is cut around what it is evidence of, so that this can be seen."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from archive.importing.facts import (
    Contact,
    Evidence,
    Fact,
    Finding,
    HeadFacts,
    LetterFacts,
    TextFacts,
)
from archive.importing.segments import Segments
from archive.importing.sheet import Passage, Place

T = TypeVar("T")

LONGEST = 300
"""So many characters of the letter are evidence of one thing."""
_CUT_AT = 290
"""Words of so many characters may be the beginning of a longer passage."""
_SEARCHED = 20_000
"""So much of a passage is looked through."""
_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_STEM = 5
"""Words are compared by so many letters: the end of one depends on its case."""
_MOST_PARTS = 40
_LEAD = 40
"""So much is shown before the thing itself, in characters."""


def cut_around(text: str, thing: object, limit: int) -> str:
    """At most *limit* characters of a one-line text, with what *thing* says among them.

    The beginning where that holds it; marks of omission show where something was cut.
    """
    if len(text) <= limit:
        return text
    start = _start(text[:_SEARCHED], _stems(thing), limit)
    if start:
        start = text.rfind(" ", 0, start) + 1
    end = start + limit
    if end < len(text):
        end = text.rfind(" ", start + 1, end + 1)
        end = end if end > start else start + limit
    return f"{'…' if start else ''}{text[start:end].rstrip()}{'…' if end < len(text) else ''}"


def _stems(thing: object) -> frozenset[str]:
    """By what the thing is found in the words: its own words and figures, in any order."""
    parts = _PART.findall(_said(thing)[:2_000].casefold())[:_MOST_PARTS]
    return frozenset(_stem(part) for part in parts if len(part) > 1 or part.isdigit())


def _stem(part: str) -> str:
    return str(int(part)) if part.isdecimal() and len(part) < _STEM else part[:_STEM]


def _said(thing: object) -> str:
    """What a value says: of one with fields all that is text."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        if (printed := getattr(thing, "printed", None)) and isinstance(printed, str):
            return printed
        if type(thing).__str__ is object.__str__:
            values = (getattr(thing, each.name) for each in dataclasses.fields(thing))
            return " ".join(str(value) for value in values if isinstance(value, str))
    return str(thing)


def _start(text: str, stems: frozenset[str], limit: int) -> int:
    """Where the part of *limit* characters begins that holds most of the stems."""
    found = [
        (match.start(), match.end(), stem)
        for match in _PART.finditer(text)
        if (stem := _stem(match[0].casefold())) in stems
    ]
    held: dict[str, int] = {}
    best, start, first = 0, 0, 0
    for at, (_, end, stem) in enumerate(found):
        held[stem] = held.get(stem, 0) + 1
        # One word can be longer than the part.
        while first < at and end - found[first][0] > limit - _LEAD:
            gone = found[first][2]
            held[gone] -= 1
            if not held[gone]:
                del held[gone]
            first += 1
        if len(held) > best:
            best, start = len(held), found[first][0]
            if end <= limit:
                start = 0
    return max(0, start - _LEAD) if start else 0


def with_shown_words(
    facts: LetterFacts, segments: Segments, names: Mapping[str, Sequence[str]]
) -> LetterFacts:
    """The facts of a letter with evidence in which each of them can be seen.

    Some of it holds only the beginning of its passage: the passage itself has the rest. *names*
    are what letters write for codes and keys: of languages and of initiatives.
    """
    whole = _Passages(segments, names)
    head, text = facts.head, facts.text
    return dataclasses.replace(
        facts,
        head=HeadFacts(
            references=whole.all(head.references),
            bureau=whole.one(head.bureau),
            date=whole.one(head.date),
            place=whole.one(head.place),
            subject=whole.one(head.subject),
            salutation=whole.one(head.salutation),
            addressees=whole.all(head.addressees),
            copies=whole.all(head.copies),
            contact=Contact(
                name=whole.one(head.contact.name),
                tel=whole.one(head.contact.tel),
                fax=whole.one(head.contact.fax),
                email=whole.one(head.contact.email),
                web=whole.one(head.contact.web),
            ),
            closing=whole.one(head.closing),
            signatory_name=whole.one(head.signatory_name),
            signatory_title=whole.one(head.signatory_title),
            annexes=whole.all(head.annexes),
        ),
        text=TextFacts(
            events=text.events,
            deadlines=text.deadlines,
            meeting_languages=whole.all(text.meeting_languages),
            urls=text.urls,
            relates_to=text.relates_to,
            initiatives=whole.all(text.initiatives),
        ),
    )


class _Passages:
    """The passages of a letter by their places."""

    def __init__(self, segments: Segments, names: Mapping[str, Sequence[str]]) -> None:
        self._names = names
        self._by_place: dict[Place, list[Passage]] = {}
        for passages in (
            segments.head,
            segments.subject,
            segments.salutation,
            segments.body,
            segments.closing,
            segments.enclosures,
            segments.annexes,
            segments.notes,
            segments.edges,
        ):
            for each in passages:
                self._by_place.setdefault(each.place, []).append(each)

    def one(self, finding: Finding[T]) -> Finding[T]:
        """A finding whose candidates can be seen in their evidence."""
        return Finding(candidates=self.all(finding.candidates))

    def all(self, facts: Iterable[Fact[T]]) -> tuple[Fact[T], ...]:
        """Facts that can be seen in their evidence."""
        return tuple(self._shown(fact) for fact in facts)

    def _shown(self, fact: Fact[T]) -> Fact[T]:
        if all(len(each.words) < _CUT_AT // 2 for each in fact.evidence):
            return fact
        thing: object = fact.value
        if isinstance(thing, str):
            thing = " ".join((thing, *self._names.get(thing, ())))
        evidence = tuple(self._evidence(each, thing) for each in fact.evidence)
        return dataclasses.replace(fact, evidence=evidence)

    def _evidence(self, evidence: Evidence, thing: object) -> Evidence:
        begun = _line(evidence.words)
        if len(begun) < _CUT_AT // 2 or _holds(begun, thing):
            return evidence
        text = next(
            (
                line
                for passage in self._by_place.get(evidence.place, ())
                if len(line := _line(passage.text)) > len(begun) and line.startswith(begun)
            ),
            "",
        )
        if not text:
            return evidence
        return dataclasses.replace(evidence, words=cut_around(text, thing, LONGEST))


def _line(text: str) -> str:
    return " ".join(text[:_SEARCHED].split())


def _holds(text: str, thing: object) -> bool:
    """Whether a text has all that a thing says."""
    return _stems(thing) <= {_stem(part) for part in _PART.findall(text.casefold())}
