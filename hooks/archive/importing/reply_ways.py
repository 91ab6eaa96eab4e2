"""How a deadline is answered: by a form, by e-mail, fax or post, and where that is to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from archive.importing.clauses import stems
from archive.importing.deadline_signs import deadline_signs
from archive.importing.facts import LIKELY, SURE, UNSURE, Deadline, Fact, Finding
from archive.importing.said_addresses import SaidAddress, SaidText, SaidTexts
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

T = TypeVar("T")

WAYS = ("form", "email", "fax", "post")
"""In the order in which the archive lists them."""
_CLAUSE = 160
"""So much before an address tells what it is for."""
_BEFORE = 40
"""So near before it stands "to", "at", "by e-mail"."""
_NEXT = 2
"""So many sentences behind that of the deadline can still say how to answer."""
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_MOST_WORDS = 60
_STEM, _ENDING = 4, 3
"""Letters that two forms of a word have in common at least, and that an ending has at most."""
_ENDS = re.compile(r"[;:()·]|[.!?](?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLink:
    """Through what one answers on the web."""

    url: str
    """Empty where the file has lost it."""
    words: str

    def __str__(self) -> str:
        return self.url or self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWays:
    """How one deadline is answered, as far as the words around it say so."""

    ways: Finding[tuple[str, ...]] = field(default_factory=Finding)
    email: Finding[str] = field(default_factory=Finding)
    link: Finding[ReplyLink] = field(default_factory=Finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way that some words name."""

    way: str
    said: SaidText
    confidence: float
    address: SaidAddress | None = None


class _Patterns:
    def __init__(self, words: LetterWords) -> None:
        def listed(key: str) -> re.Pattern[str]:
            return re.compile(rf"(?<!\w){choice(words.listed(key))}", re.IGNORECASE)

        self.to = re.compile(
            rf"(?<!\w){choice(words.listed('reply.to'))}[\s:«“\"(<]{{0,4}}\Z", re.IGNORECASE
        )
        self.again = listed("reply.again")
        self.faxed = re.compile(
            rf"{listed('reply.fax-number').pattern}[\s:.№]{{0,4}}\+?[0-9(]", re.IGNORECASE
        )
        self.towards = listed("reply.towards")
        self.about = listed("reply.about")
        self.ask = words.pattern("contact.ask")
        self.copy = listed("reply.copy")
        self.form = listed("reply.form")
        self.ways = {way: listed(f"reply.{way}") for way in ("email", "fax", "post")}
        self.acts = deadline_signs(words).acts


@lru_cache(maxsize=8)
def _patterns(words: LetterWords) -> _Patterns:
    return _Patterns(words)


def ways_of(
    deadlines: Sequence[Fact[Deadline]], texts: SaidTexts, words: LetterWords
) -> tuple[ReplyWays, ...]:
    """For each deadline how it is answered; nothing where no words say so."""
    places = [
        next((at for each in fact.evidence if (at := texts.of(each)) is not None), None)
        for fact in deadlines
    ]
    found = []
    for place in places:
        if place is None:
            found.append(ReplyWays())
            continue
        reading = _Reading(texts, place, _patterns(words))
        found.append(reading.ways(is_alone=places.count(place) == 1))
    return tuple(found)


class _Reading:
    """Reads the words around one deadline."""

    def __init__(self, texts: SaidTexts, place: int, patterns: _Patterns) -> None:
        self._texts = texts
        self._place = place
        self._patterns = patterns

    def ways(self, *, is_alone: bool) -> ReplyWays:
        """The ways of the deadline; *is_alone*: the sentence has no other one."""
        own = self._texts.all[self._place]
        found = list(self._in(own))
        if not is_alone:
            found = _shared(found)
        if not found:
            found = list(self._nearby())
        if not found:
            return ReplyWays()
        emails = [each for each in found if each.way == "email" and each.address]
        links = [each for each in found if each.way == "form" and each.address]
        # An address that is printed stands for a link beside it that the file has lost.
        links = [each for each in links if each.address and each.address.value] or links
        return ReplyWays(
            ways=_all_ways(found),
            email=_one((each, each.address.value) for each in emails if each.address),
            link=_one(
                (each, ReplyLink(url=each.address.value, words=each.address.words))
                for each in links
                if each.address
            ),
        )

    def _nearby(self) -> Iterator[_Way]:
        """What the next sentences of the paragraph say, else the one before it or its lead."""
        found = False
        for said in list(self._texts.after(self._place))[:_NEXT]:
            if said.has_day:
                break
            for way in self._elsewhere(said):
                found = True
                yield replace(way, confidence=min(way.confidence, LIKELY))
            if found:
                return
        before = self._texts.before(self._place)
        if before is not None and not before.has_day:
            for way in self._elsewhere(before):
                yield replace(way, confidence=min(way.confidence, 0.7))

    def _elsewhere(self, said: SaidText) -> Iterator[_Way]:
        """The ways that another sentence of the paragraph names, where it is plain that it goes
        on about the same thing."""
        own, signs = self._texts.all[self._place], self._patterns
        is_bare = not signs.acts.search(own.text)  # "The deadline is 3 May."
        if not (is_bare or _share(own.line, said.line) or signs.again.search(said.line)):
            return
        for way in self._in(said):
            if way.address is None or way.confidence <= UNSURE:
                continue
            if self._has_act(f"{_clause(said.text[: way.address.start])} {way.address.label}"):
                yield way

    def _in(self, said: SaidText) -> Iterator[_Way]:
        """The ways that a text names."""
        patterns, text = self._patterns, said.text
        last = 0
        named: set[str] = set()
        for address in said.addresses:
            before = _clause(text[last : address.start])
            last = address.end if address.value else last  # a lost link is but its words
            if patterns.copy.search(before[-_BEFORE:]):
                continue
            is_about = patterns.ask.search(before) or patterns.about.search(before)
            is_to = patterns.to.search(before[-_BEFORE:])
            if address.kind == "email":
                named.add("email")
                if is_about and not (is_to and self._has_act(before)):
                    continue
                sure = SURE if is_to else LIKELY if self._is_sent(before) else UNSURE
                yield _Way(way="email", said=said, address=address, confidence=sure)
                continue
            clause = f"{before} {address.label}"
            is_form, has_act = patterns.form.search(clause), self._has_act(clause)
            if not is_form and (is_about or (address.is_link and not (is_to and has_act))):
                continue
            sure = LIKELY if is_form or (is_to and has_act) else UNSURE
            sure = SURE if is_form and has_act else sure
            yield _Way(way="form", said=said, address=address, confidence=sure)
        yield from self._worded(said, text, named)

    def _has_act(self, text: str) -> bool:
        return bool(self._patterns.acts.search(text))

    def _is_sent(self, text: str) -> bool:
        """Whether something is to be sent "to the secretariat, …"."""
        act = self._patterns.acts.search(text)
        return act is not None and bool(self._patterns.towards.search(text, act.end()))

    def _worded(self, said: SaidText, text: str, named: set[str]) -> Iterator[_Way]:
        """Ways that are named without an address: "by fax", "по почте"."""
        for way, pattern in self._patterns.ways.items():
            rest = pattern.sub(" ", text) if way == "email" else text
            is_named = rest != text or (way != "email" and pattern.search(text))
            is_named = is_named or (way == "fax" and self._patterns.faxed.search(text))
            if is_named and way not in named:
                yield _Way(way=way, said=said, confidence=LIKELY)
            text = rest  # "by mail" is no part of "by e-mail"


def _share(one: str, other: str) -> bool:
    """Whether two sentences have a word in common, in whatever case or number."""
    if stems(one) & stems(other):
        return True
    mine = set(_LONG_WORD.findall(one.casefold())[:_MOST_WORDS])
    theirs = set(_LONG_WORD.findall(other.casefold())[:_MOST_WORDS])
    return any(
        word[: max(_STEM, min(len(word), len(each)) - _ENDING)]
        == each[: max(_STEM, min(len(word), len(each)) - _ENDING)]
        for word in mine
        for each in theirs
    )


def _clause(before: str) -> str:
    """The last clause of what stands before an address."""
    text = before[-_CLAUSE:]
    cut = max((match.end() for match in _ENDS.finditer(text.rstrip(" :("))), default=0)
    return text[cut:]


def _shared(found: Sequence[_Way]) -> list[_Way]:
    """The ways of a sentence with several deadlines.

    One that it names once is that of all; else it is not certain which is whose.
    """
    count = {way: sum(each.way == way for each in found) for way in WAYS}
    return [each if count[each.way] == 1 else replace(each, confidence=UNSURE) for each in found]


def _all_ways(found: Sequence[_Way]) -> Finding[tuple[str, ...]]:
    """All ways together; those that are not sure stand by themselves, as candidates."""
    sure = [each for each in found if each.confidence > UNSURE]
    ways = tuple(way for way in WAYS if any(each.way == way for each in sure))
    evidence = tuple(dict.fromkeys(each.said.evidence for each in sure or found))
    if ways:
        confidence = min(each.confidence for each in sure)
        fact = Fact(value=ways, confidence=confidence, evidence=evidence)
        return Finding(candidates=(fact,))
    candidates = {each.way: each for each in found}
    return Finding(
        candidates=tuple(
            Fact(value=(way,), confidence=UNSURE, evidence=(each.said.evidence,))
            for way, each in candidates.items()
        )
    )


def _one(found: Iterable[tuple[_Way, T]]) -> Finding[T]:
    """The one value that is said; of several none is sure."""
    facts: dict[str, Fact[T]] = {}
    for way, value in sorted(found, key=lambda each: -each[0].confidence):
        evidence = (way.said.evidence,)
        fact = Fact(value=value, confidence=way.confidence, evidence=evidence)
        facts.setdefault(str(value).casefold(), fact)
    candidates = tuple(facts.values())
    if sum(fact.is_sure for fact in candidates) > 1:
        candidates = tuple(replace(each, confidence=UNSURE) for each in candidates)
    return Finding(candidates=candidates)
