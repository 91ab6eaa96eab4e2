"""The words of a letter as they stand in its file, where signs were mended before it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from archive.importing.calendar_days import MENDED
from archive.importing.characters import SIGN_STEPS, plain_characters
from archive.importing.editing import Change
from archive.importing.facts import Contact, Fact, Finding, HeadFacts, LetterFacts
from archive.importing.sheet import Passage, Place

T = TypeVar("T")

_LEFT_OUT = "-|…"
"""Signs that words lose or get where lines and cells are joined, and where words are cut."""
_AROUND = "()[]{}<>«»“”\"'.,;:–—"
_NUMBER = re.compile(r"[0-9]+")
_REASON = "mended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Some words of the letter as they stand there."""

    words: str
    readings: tuple[tuple[str, str], ...] = ()
    """Each word that was read otherwise than it is printed, and what it was read as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The signs of a letter in their order, as they were read and as they are printed."""

    read: str = ""
    """Every sign but blanks and hyphens; empty where nothing was mended."""
    printed: tuple[str, ...] = ()
    """What stands in the letter for each of them; empty text for one that stands for several."""
    starts: tuple[tuple[Place, int], ...] = ()
    """Where each passage begins."""

    def of(self, words: str, place: Place) -> Shown:
        """*words* that were read at *place*, as the letter prints them."""
        if not self.read:
            return Shown(words=words)
        first = next((start for at, start in self.starts if at == place), None)
        sought = "".join(_signs(words))
        found = -1 if first is None else self.read.find(sought, first)
        if found < 0:
            return Shown(words=words)
        printed = iter(self.printed[found : found + len(sought)])
        shown: list[str] = []
        readings: list[tuple[str, str]] = []
        for part in re.split(r"(\s+)", words):
            own = "".join(next(printed) if _counts(sign) else sign for sign in part)
            shown.append(own)
            if own != part:
                readings.append((own.strip().strip(_AROUND), part.strip(_AROUND)))
        return Shown(words="".join(shown), readings=tuple(dict.fromkeys(readings)))


def own_words(passages: Iterable[Passage]) -> OwnWords:
    """What the passages of a file print where signs in them are mended."""
    read: list[str] = []
    printed: list[str] = []
    starts: list[tuple[Place, int]] = []
    is_mended = False
    for passage in passages:
        text = plain_characters(passage).text
        signs = list(text)
        for step in SIGN_STEPS:
            text, signs = _changed(text, signs, list(step(text)))
        starts.append((passage.place, len(read)))
        for sign, own in zip(text, signs, strict=True):
            if _counts(sign):
                read.append(sign)
                printed.append(own)
                is_mended = is_mended or sign != own
    if not is_mended:
        return OwnWords()
    return OwnWords(read="".join(read), printed=tuple(printed), starts=tuple(starts))


def _counts(sign: str) -> bool:
    return not sign.isspace() and sign not in _LEFT_OUT


def _signs(words: str) -> Iterator[str]:
    return (sign for sign in words if _counts(sign))


def _changed(text: str, signs: list[str], changes: Sequence[Change]) -> tuple[str, list[str]]:
    """*text* with *changes* made, and what is printed for each sign of it."""
    if not changes:
        return text, signs
    pieces: list[str] = []
    printed: list[str] = []
    at = 0
    for start, end, new in changes:
        own = signs[start:end]
        if len(new) != len(own):
            own = ["".join(own), *[""] * (len(new) - 1)] if new else []
        pieces += (text[at:start], new)
        printed += (*signs[at:start], *own)
        at = end
    return "".join((*pieces, text[at:])), [*printed, *signs[at:]]


def with_doubts(facts: LetterFacts, own: OwnWords) -> LetterFacts:
    """The facts, less sure of numbers and addresses in which signs were mended."""
    if not own.read:
        return facts
    doubts = _Doubts(own)
    head, text = facts.head, facts.text
    asked = head.contact
    return replace(
        facts,
        head=_with_head(head, doubts, asked),
        text=replace(
            text,
            events=doubts.all(text.events),
            deadlines=doubts.all(text.deadlines),
            relates_to=doubts.all(text.relates_to),
        ),
    )


def _with_head(head: HeadFacts, doubts: _Doubts, asked: Contact) -> HeadFacts:
    return replace(
        head,
        references=doubts.all(head.references),
        date=doubts.once(head.date),
        subject=doubts.once(head.subject),
        contact=replace(
            asked,
            tel=doubts.once(asked.tel),
            fax=doubts.once(asked.fax),
            email=doubts.once(asked.email),
        ),
    )


class _Doubts:
    """Lowers the confidence of facts."""

    def __init__(self, own: OwnWords) -> None:
        self._own = own

    def once(self, finding: Finding[T]) -> Finding[T]:
        """The candidates for a fact that a letter has once."""
        return Finding(candidates=self.all(finding.candidates))

    def all(self, facts: Iterable[Fact[T]]) -> tuple[Fact[T], ...]:
        """Each fact, doubted where a number or an address of its value was mended."""
        return tuple(self._doubted(fact) for fact in facts)

    def _doubted(self, fact: Fact[T]) -> Fact[T]:
        value = " ".join(_texts(fact.value))
        numbers = _numbers(value)
        if not any(
            ("@" in read and read in value) or numbers & _numbers(read)
            for evidence in fact.evidence
            for _, read in self._own.of(evidence.words, evidence.place).readings
        ):
            return fact
        reasons = fact.reasons if _REASON in fact.reasons else (*fact.reasons, _REASON)
        return replace(fact, confidence=min(fact.confidence, MENDED), reasons=reasons)


def _texts(value: object) -> Iterator[str]:
    """What a value says; of one with fields what they say, unless it has words of its own."""
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif value is not None:
        yield str(value)


def _numbers(text: str) -> set[int]:
    return {int(number[:20]) for number in _NUMBER.findall(text)}
