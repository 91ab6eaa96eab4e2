"""What it takes to attend an event: its page, what it costs, whether one must register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from archive.importing.clauses import stems
from archive.importing.deadline_signs import deadline_signs
from archive.importing.facts import LIKELY, SURE, UNSURE, Event, Evidence, Fact, Finding
from archive.importing.said_addresses import SaidText, SaidTexts
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_CLAUSE = 170
"""So much before an address tells what it leads to."""
_NEAR = 120
"""So near to the words about money stand those about taking part."""
_NOT = 40
"""So near to it "is not charged" takes back what is said of a fee."""
_STOP = re.compile(r"[;·]|[.!?](?=\s)")
_LISTS = (
    "free", "paid", "people", "other", "required", "not-required", "offered", "through", "page",
    "about", "not-page", "all",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """What the letter says of attending one event."""

    url: Finding[str] = field(default_factory=Finding)
    """The event's own page."""
    cost: Finding[str] = field(default_factory=Finding)
    """``free`` or ``paid``."""
    registration: Finding[str] = field(default_factory=Finding)
    """``required``; ``open`` where a way to register is offered and nothing more is said."""


_Said = tuple[SaidText, str, float]
"""Where something is said, what, and how sure that is."""


@lru_cache(maxsize=8)
def _patterns(words: LetterWords) -> dict[str, re.Pattern[str]]:
    listed = {name: rf"(?<!\w){choice(words.listed(f'attendance.{name}'))}" for name in _LISTS}
    registering = rf"(?<!\w){choice(words.listed('attendance.registering'))}"
    for name, kind in (("required", "must"), ("not-required", "no-must")):
        must = rf"(?<!\w){choice(words.listed(f'attendance.{kind}'))}"
        listed[name] += (
            rf"|{registering}[^.;:\n]{{0,80}}?{must}|{must}[^.;:,\n]{{0,40}}?{registering}"
        )
    return {name: re.compile(source, re.IGNORECASE) for name, source in listed.items()}


def attendance_of(
    events: Sequence[Fact[Event]], texts: SaidTexts, words: LetterWords
) -> tuple[Attendance, ...]:
    """For each event what is said of attending it; nothing where no words say so."""
    if not events:
        return ()
    patterns = _patterns(words)
    owners = _Owners(events, texts, patterns["all"])
    nouns = deadline_signs(words).events
    found = []
    for index in range(len(events)):
        own = [said for at, said in enumerate(texts.all) if index in owners.of(at, said)]
        pages = _first(_pages(own, patterns, nouns))
        costs = _first(_costs(own, patterns))
        found.append(Attendance(url=pages, cost=costs, registration=_registration(own, patterns)))
    return tuple(found)


class _Owners:
    """Tells of which events a sentence speaks."""

    def __init__(
        self, events: Sequence[Fact[Event]], texts: SaidTexts, every: re.Pattern[str]
    ) -> None:
        self._every = every
        self._count = len(events)
        names = [stems(fact.value.name) for fact in events]
        self._own = [
            name.difference(*(other for other in names if other is not name)) for name in names
        ]
        self._places: dict[int, set[int]] = {}
        for index, fact in enumerate(events):
            for each in fact.evidence:
                at = texts.of(each)
                if at is not None:
                    self._places.setdefault(id(texts.all[at].passage), set()).add(index)

    def of(self, at: int, said: SaidText) -> frozenset[int]:
        """The indexes of the events; none where that is not plain."""
        everybody = frozenset(range(self._count))
        if self._count == 1 or self._every.search(said.text):
            return everybody
        told = stems(said.text)
        named = frozenset(index for index, own in enumerate(self._own) if own & told)
        if len(named) == 1:
            return named
        here = self._places.get(id(said.passage), set())
        return frozenset(here) if len(here) == 1 and not named else frozenset()


def _pages(
    texts: Iterable[SaidText], patterns: dict[str, re.Pattern[str]], nouns: re.Pattern[str]
) -> Iterator[_Said]:
    """Addresses that lead to the page of an event."""
    for said in texts:
        last = 0
        for address in said.addresses:
            before = _clause(said.text[last : address.start])
            last = address.end
            if address.kind != "url" or not address.value:
                continue
            clause = f"{before} {address.label}"
            is_event = bool(nouns.search(clause))
            is_page = bool(patterns["page"].search(clause))
            if patterns["not-page"].search(clause) or not (is_event or is_page):
                continue
            if is_page and is_event:
                yield said, address.value, 0.9
            elif is_event and patterns["about"].search(clause):
                yield said, address.value, LIKELY
            elif is_page and patterns["about"].search(clause):
                yield said, address.value, UNSURE


def _costs(texts: Iterable[SaidText], patterns: dict[str, re.Pattern[str]]) -> Iterator[_Said]:
    """Whether taking part costs something."""
    for said in texts:
        free = [match.span() for match in patterns["free"].finditer(said.text)]
        paid = [
            match.span()
            for match in patterns["paid"].finditer(said.text)
            if not any(
                start - _NOT < match.end() and match.start() < end + _NOT for start, end in free
            )
        ]
        for value, spans in (("free", free), ("paid", paid)):
            for start, end in spans:
                near = said.text[max(0, start - _NEAR) : end + _NEAR // 2]
                if not patterns["people"].search(near):
                    continue
                before = said.text[max(0, start - _NEAR // 2) : start]
                is_other = patterns["other"].search(before) is not None
                yield said, value, UNSURE if is_other else SURE
                break


def _registration(texts: Sequence[SaidText], patterns: dict[str, re.Pattern[str]]) -> Finding[str]:
    """Whether one must register; else whether a way to do so is offered."""
    required: list[_Said] = []
    offered: list[_Said] = []
    for said in texts:
        if patterns["not-required"].search(said.text):
            return Finding()
        if patterns["required"].search(said.text):
            required.append((said, "required", SURE))
        elif patterns["offered"].search(said.text) and _is_way(said, patterns):
            offered.append((said, "open", LIKELY))
    return _first(required[:1] or offered[:1])


def _is_way(said: SaidText, patterns: dict[str, re.Pattern[str]]) -> bool:
    """Whether a sentence says where to register."""
    links = any(address.kind == "url" for address in said.addresses)
    return links or patterns["through"].search(said.text) is not None


def _clause(before: str) -> str:
    """The last clause of what stands before an address."""
    text = before[-_CLAUSE:]
    cut = max((match.end() for match in _STOP.finditer(text.rstrip())), default=0)
    return text[cut:]


def _first(found: Iterable[_Said]) -> Finding[str]:
    """The value that is said, the surest first; where several are as sure, none is."""
    facts: dict[str, Fact[str]] = {}
    for said, value, confidence in found:
        key = value.rstrip("/").casefold()
        known = facts.get(key)
        evidence: tuple[Evidence, ...] = (said.evidence,)
        if known is None:
            facts[key] = Fact(value=value, confidence=confidence, evidence=evidence)
        elif confidence > known.confidence:
            facts[key] = replace(known, confidence=confidence, evidence=evidence)
    ordered = sorted(facts.values(), key=lambda each: -each.confidence)
    if len(ordered) > 1 and ordered[0].confidence == ordered[1].confidence:
        ordered = [replace(each, confidence=min(each.confidence, UNSURE)) for each in ordered]
    return Finding(candidates=tuple(ordered))
