"""Both languages of one letter side by side: what cannot differ between them is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from archive.importing.facts import (
    Contact,
    Deadline,
    Event,
    Evidence,
    Fact,
    Finding,
    HeadFacts,
    LetterFacts,
    NamedReference,
    TextFacts,
)

T = TypeVar("T")

_DIGITS = re.compile(r"[^0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One fact in which two languages of a letter differ."""

    key: str
    """The fact, under ``[import.fact]`` of the strings files."""
    values: tuple[str, str]
    """What each says; empty where it says nothing."""
    evidence: tuple[Evidence | None, Evidence | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two languages of one letter, after they have been compared."""

    letters: tuple[LetterFacts, LetterFacts]
    """With more confidence where both say the same, and less where they do not."""
    differences: tuple[Difference, ...]


def compared(
    first: LetterFacts, second: LetterFacts, paragraphs: tuple[int, int] | None = None
) -> Pair:
    """Compare two languages of one letter; *paragraphs* are the counts of their paragraphs."""
    comparison = _Comparison()
    one, other = comparison.heads(first.head, second.head)
    text, other_text = comparison.texts(first.text, second.text)
    if paragraphs is not None and paragraphs[0] != paragraphs[1]:
        counts = (str(paragraphs[0]), str(paragraphs[1]))
        comparison.found.append(Difference(key="paragraphs", values=counts, evidence=(None, None)))
    return Pair(
        letters=(
            replace(first, head=one, text=text),
            replace(second, head=other, text=other_text),
        ),
        differences=tuple(comparison.found),
    )


class _Comparison:
    def __init__(self) -> None:
        self.found: list[Difference] = []

    def heads(self, one: HeadFacts, other: HeadFacts) -> tuple[HeadFacts, HeadFacts]:
        references = self._lists("reference", one.references, other.references, _canonical)
        bureaux = self._findings("bureau", one.bureau, other.bureau, str)
        dates = self._findings("date", one.date, other.date, str)
        tels = self._findings("tel", one.contact.tel, other.contact.tel, _figures)
        faxes = self._findings("fax", one.contact.fax, other.contact.fax, _figures)
        emails = self._findings("email", one.contact.email, other.contact.email, str.casefold)
        self._counts("addressees", one.addressees, other.addressees)
        self._counts("copies", one.copies, other.copies)
        self._counts("annexes", one.annexes, other.annexes)
        heads = []
        for index, head in enumerate((one, other)):
            contact: Contact = replace(
                head.contact, tel=tels[index], fax=faxes[index], email=emails[index]
            )
            heads.append(
                replace(
                    head,
                    references=references[index],
                    bureau=bureaux[index],
                    date=dates[index],
                    contact=contact,
                )
            )
        return heads[0], heads[1]

    def texts(self, one: TextFacts, other: TextFacts) -> tuple[TextFacts, TextFacts]:
        events = self._lists("event", one.events, other.events, _event, _same_event)
        deadlines = self._lists(
            "deadline", one.deadlines, other.deadlines, _deadline, _same_deadline
        )
        languages = self._lists(
            "meeting_languages", one.meeting_languages, other.meeting_languages, str
        )
        relates = self._lists("relates_to", one.relates_to, other.relates_to, _canonical)
        initiatives = self._lists("initiatives", one.initiatives, other.initiatives, str)
        self._counts("urls", one.urls, other.urls)
        texts = [
            replace(
                text,
                events=events[index],
                deadlines=deadlines[index],
                meeting_languages=languages[index],
                relates_to=relates[index],
                initiatives=initiatives[index],
            )
            for index, text in enumerate((one, other))
        ]
        return texts[0], texts[1]

    def _findings(
        self, key: str, one: Finding[T], other: Finding[T], form: Callable[[T], str]
    ) -> tuple[Finding[T], Finding[T]]:
        """Compare a fact that a letter has once."""
        for mine in one.candidates:
            for theirs in other.candidates:
                if form(mine.value) == form(theirs.value) and (
                    mine is one.candidates[0] or theirs is other.candidates[0]
                ):
                    return _foremost(one, mine, theirs), _foremost(other, theirs, mine)
        if one.best is None and other.best is None:
            return one, other
        self._differ(key, one.best, other.best, form)
        return one, other

    def _lists(
        self,
        key: str,
        one: Sequence[Fact[T]],
        other: Sequence[Fact[T]],
        form: Callable[[T], str],
        agree: Callable[[T, T], bool] | None = None,
    ) -> tuple[tuple[Fact[T], ...], tuple[Fact[T], ...]]:
        """Compare a fact that a letter can have several times, in whatever order.

        *agree* tells whether two of them can be one; by default they are written alike.
        """

        def same(first: Fact[T], second: Fact[T]) -> bool:
            if agree is not None:
                return agree(first.value, second.value)
            return form(first.value) == form(second.value)

        mine, theirs = list(one), list(other)
        left = list(range(len(theirs)))
        for index, fact in enumerate(mine):
            match = next((place for place in left if same(fact, theirs[place])), None)
            if match is None:
                continue
            left.remove(match)
            together = _together(fact, theirs[match])
            mine[index] = replace(fact, confidence=together)
            theirs[match] = replace(theirs[match], confidence=together)
        alone = [
            fact for fact in mine if fact.is_sure and not any(same(fact, each) for each in theirs)
        ]
        strange = [theirs[place] for place in left if theirs[place].is_sure]
        for place in range(max(len(alone), len(strange))):
            self._differ(
                key,
                alone[place] if place < len(alone) else None,
                strange[place] if place < len(strange) else None,
                form,
            )
        return tuple(mine), tuple(theirs)

    def _counts(self, key: str, one: Sequence[Fact[T]], other: Sequence[Fact[T]]) -> None:
        """Compare how many there are of what each language words for itself."""
        if len(one) == len(other):
            return
        longer = one if len(one) > len(other) else other
        extra = next(_evidence(longer[min(len(one), len(other)) :]), None)
        places = (extra, None) if longer is one else (None, extra)
        self.found.append(
            Difference(key=key, values=(str(len(one)), str(len(other))), evidence=places)
        )

    def _differ(
        self, key: str, one: Fact[T] | None, other: Fact[T] | None, form: Callable[[T], str]
    ) -> None:
        values = (form(one.value) if one else "", form(other.value) if other else "")
        evidence = (
            next(_evidence([one] if one else []), None),
            next(_evidence([other] if other else []), None),
        )
        self.found.append(Difference(key=key, values=values, evidence=evidence))


def _foremost(finding: Finding[T], fact: Fact[T], same: Fact[T]) -> Finding[T]:
    """The finding with *fact* first, in which the other language agrees."""
    others = tuple(each for each in finding.candidates if each is not fact)
    return Finding(candidates=(replace(fact, confidence=_together(fact, same)), *others))


def _together(one: Fact[T], other: Fact[T]) -> float:
    """The confidence in what two texts say that were read apart from each other."""
    return round(1 - (1 - one.confidence) * (1 - other.confidence), 4)


def _evidence(facts: Sequence[Fact[T]]) -> Iterator[Evidence]:
    for fact in facts:
        yield from fact.evidence


def _canonical(named: NamedReference) -> str:
    return named.reference.canonical


def _figures(number: str) -> str:
    return _DIGITS.sub("", number)


def _event(event: Event) -> str:
    """What of an event is the same in all languages."""
    days = event.start if event.end in (None, event.start) else f"{event.start} – {event.end}"
    return " ".join(part for part in (days, event.timezone, event.format) if part)


def _deadline(deadline: Deadline) -> str:
    if deadline.date is None:
        return " ".join(map(str, deadline.before or ()))
    return " ".join(part for part in (deadline.date, deadline.timezone) if part)


def _same_event(one: Event, other: Event) -> bool:
    """Whether nothing that both say of an event differs; silence contradicts nothing."""
    ends = (one.end or one.start, other.end or other.start)
    return (
        _same_moment(one.start, other.start)
        and _same_moment(*ends)
        and _same_or_unsaid(one.timezone, other.timezone)
        and _same_or_unsaid(one.format, other.format)
    )


def _same_deadline(one: Deadline, other: Deadline) -> bool:
    if one.date is None or other.date is None:
        return one.date == other.date and one.before == other.before
    return _same_moment(one.date, other.date) and _same_or_unsaid(one.timezone, other.timezone)


def _same_moment(one: str, other: str) -> bool:
    """Whether two moments are one, as far as both give the hour."""
    if "T" in one and "T" in other:
        return one == other
    return one[:10] == other[:10]


def _same_or_unsaid(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
