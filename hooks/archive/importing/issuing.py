"""Which bureau issued a letter: by its number, its letterhead, or who signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from archive.importing.facts import (
    LIKELY,
    UNSURE,
    Evidence,
    Fact,
    Finding,
    NamedReference,
)
from archive.importing.head_lines import Line
from archive.importing.labels import Entry
from archive.importing.sheet import Passage
from archive.importing.words import every_language

_SERIES = {
    "tsb-circular": "TSB",
    "tsb-collective-letter": "TSB",
    "cl": "GS",
    "bdt-dir": "BDT",
    "cr": "BR",
    "cace": "BR",
    "ca": "BR",
}
_CODES = re.compile(
    r"(TSB|BDT|BR|GS)\b|(?:[1-9]/)?(CCRR|CACE|CAR|CR|CA|LCCE)/|(CL|DM)-", re.IGNORECASE
)
_BY_MAIL, _BY_CONTACT = 0.7, 0.62
_MAIL = re.compile(r"([\w.+-]{1,64})@itu\.int")


@lru_cache(maxsize=1)
def _bureaux() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]]:
    """By bureau the patterns of its names and of its marks, and its own e-mail addresses."""
    words = every_language()
    return {
        key.upper(): (
            re.compile(words.choice(f"bureau.{key}.names"), re.IGNORECASE),
            re.compile(rf"\((?:{words.choice(f'bureau.{key}.marks')})\)"),
            words.listed(f"bureau.{key}.mail"),
        )
        for key in words.keys("bureau")
    }


def bureau(
    references: Sequence[Fact[NamedReference]],
    letterhead: Sequence[Entry],
    title: Finding[str],
    house: Sequence[Passage],
    email: Finding[str],
) -> Finding[str]:
    """The bureau; *house* are the running heads and feet and other lines of the house."""
    found: dict[str, Fact[str]] = {}
    for fact in (
        *_by_number(references),
        *_by_letterhead(letterhead),
        *_by_signatory(title),
        *_by_mail(house, email),
    ):
        known = found.get(fact.value)
        if known is None or known.confidence < fact.confidence:
            found[fact.value] = fact
    ordered = sorted(found.values(), key=lambda each: -each.confidence)
    return Finding(
        candidates=tuple(
            each if not index else _lowered(each) for index, each in enumerate(ordered)
        )
    )


def _lowered(fact: Fact[str]) -> Fact[str]:
    return Fact(
        value=fact.value,
        confidence=min(fact.confidence, UNSURE),
        evidence=fact.evidence,
        reasons=(*fact.reasons, "several"),
    )


def _by_number(references: Sequence[Fact[NamedReference]]) -> Iterator[Fact[str]]:
    for fact in references[:1]:
        reference = fact.value.reference.base
        value = _SERIES.get(reference.series or "")
        if value is None and (match := _CODES.match(reference.number)):
            value = match[1].upper() if match[1] else "BR" if match[2] else "GS"
        if value:
            yield Fact(
                value=value,
                confidence=max(fact.confidence, LIKELY + 0.1) if fact.is_sure else fact.confidence,
                evidence=fact.evidence,
                reasons=("by-number",),
            )


def _by_letterhead(letterhead: Sequence[Entry]) -> Iterator[Fact[str]]:
    lines = [each.line for each in letterhead if each.label is None and not each.line.has_bullet]
    for index, line in enumerate(lines[:30]):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        for text in (line.text, f"{line.text} {following}"):
            values = [name for name, patterns in _bureaux().items() if _is_named(text, patterns)]
            # "Канцелярия Генерального секретаря" stands above no bureau's letterhead.
            if len(values) == 1 and len(line.text) <= 120:
                yield _fact(values[0], line, LIKELY + 0.1)
                break


def _is_named(
    text: str, patterns: tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]
) -> bool:
    names, marks, _ = patterns
    match = names.search(text)
    return bool((match and match.start() <= 45) or marks.search(text))


def _by_signatory(title: Finding[str]) -> Iterator[Fact[str]]:
    for fact in title.candidates[:1]:
        values = [name for name, (names, _, _) in _bureaux().items() if names.search(fact.value)]
        if len(values) == 1:
            yield Fact(
                value=values[0],
                confidence=min(fact.confidence, LIKELY + 0.05),
                evidence=fact.evidence,
                reasons=("by-signatory",),
            )


def _by_mail(house: Sequence[Passage], email: Finding[str]) -> Iterator[Fact[str]]:
    for passage in house[:60]:
        for match in _MAIL.finditer(passage.text[:2_000]):
            for name, (_, _, mails) in _bureaux().items():
                if match[1].casefold() in mails:
                    evidence = Evidence(words=passage.text[:300], place=passage.place)
                    yield Fact(
                        value=name,
                        confidence=_BY_MAIL,
                        evidence=(evidence,),
                        reasons=("by-address",),
                    )
    for fact in email.candidates[:1]:
        account = fact.value.casefold().partition("@")
        for name, (_, _, mails) in _bureaux().items():
            leads = [mail.rstrip("*") for mail in mails if mail.endswith("*")]
            if account[2] == "itu.int" and any(account[0].startswith(lead) for lead in leads):
                yield Fact(
                    value=name,
                    confidence=_BY_CONTACT,
                    evidence=fact.evidence,
                    reasons=("by-address",),
                )


def _fact(value: str, line: Line, confidence: float) -> Fact[str]:
    return Fact(value=value, confidence=confidence, evidence=line.evidence)
