"""Numbers of series that the grammar does not know, by their shape: BDT/DNS/042, DM-17/1013."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.importing.words import every_language
from archive.references import Reference
from archive.references.reference import ISSUANCES

SHAPE = (
    r"(?<![\w/.-])(?:[1-9]/)?[A-ZА-Я]{1,8}(?:[/-][A-ZА-Я0-9]{1,10}(?![a-zа-я])){0,4}[/ -]{1,2}"
    r"[0-9]{1,5}(?:[/-][0-9]{1,4})?(?:\([A-Za-z0-9. ]{1,8}\))?(?![\w/])(?!-\w)"
)
"""The source of a pattern for any such number, where a number is expected."""
_OFFICES = "BDT|TSB|BR|GS|IAP"
_KNOWN = (
    rf"(?:{_OFFICES})(?:/[A-ZА-Я]{{1,8}}[0-9]?){{1,4}}/[0-9]{{1,5}}"
    r"|(?:CCRR|CAR)/[1-9][0-9]{0,3}|[1-9]/LCCE/[1-9][0-9]{0,2}"
    r"|(?:DM|CM)-[0-9]{2}/[0-9]{1,5}|CL-[0-9]{2}/0[0-9]{1,2}"
)
"""Numbers that are those of letters wherever they stand."""
_ANY = (
    r"(?!CR/|CA/|CACE/|CL-|BDT/DIR/)[A-Z]{2,8}"
    r"(?:/[A-Z][A-Z0-9]{0,9}){0,4}[/-][0-9]{1,5}(?:/[0-9]{1,5})?"
)
"""Numbers that are those of letters behind a word such as "letter"; those of the series that the
grammar knows are not."""
_OPEN = r"(?<![\w/.@&=%-])"
_CLOSE = r"(?![\w@])(?!/\w)(?! ?[^\W\d_]{3,12}[ ,]{1,3}[12][0-9]{3})"
"""Behind a number stands no month with its year: some of the figures would be those of a day."""
_BLANKS = r"\s{1,3}(?:№\s?|No\.\s?)?"
_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A number in a text, and where it stands."""

    start: int
    end: int
    reference: Reference
    has_issue: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    words = every_language()
    letter = words.choice("mention.letter")
    code = re.compile(
        rf"{_OPEN}(?:(?P<known>{_KNOWN})|(?i:{letter}){_BLANKS}(?P<any>{_ANY})){_CLOSE}"
    )
    to = rf"(?:\s{{1,3}}(?:{words.choice('annex.to')}))?"
    kinds = rf"(?:\s{{1,3}}(?:{letter})){{0,2}}"
    issued = tuple(
        (
            name,
            re.compile(
                rf"(?:{words.choice(f'mention.{name}')})(?:{_BLANKS}(?P<issue>[1-9][0-9]?))?"
                rf"{to}{kinds}\s{{1,3}}\Z",
                re.IGNORECASE,
            ),
        )
        for name in ISSUANCES
    )
    return code, issued


def codes_in(text: str) -> Iterator[Coded]:
    """The numbers of letters that a running text names, with what was issued to them."""
    for match in _patterns()[0].finditer(text[:_LONGEST]):
        name = "known" if match["known"] else "any"
        yield issued_code(text, *match.span(name))


def issued_code(text: str, start: int, end: int) -> Coded:
    """The number at a place, with the "Corrigendum 2 to" that stands before it."""
    reference = Reference(series=None, number=" ".join(text[start:end].split()))
    lead = max(0, start - 90)
    for name, pattern in _patterns()[1]:
        match = pattern.search(text[lead:start])
        if match:
            issue = int(match["issue"]) if match["issue"] else None
            return Coded(
                start=lead + match.start(),
                end=end,
                reference=replace(reference, issuance=name, issue=issue),
                has_issue=True,
            )
    return Coded(start=start, end=end, reference=reference)


@lru_cache(maxsize=1)
def _titles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = every_language()
    to = words.choice("annex.to")
    return tuple(
        (
            name,
            re.compile(
                rf"\(?(?:{words.choice(f'mention.{name}')}){_BLANKS}(?P<issue>[1-9][0-9]?)"
                rf"(?P<to>\s{{1,3}}(?:{to}))?\)?",
                re.IGNORECASE,
            ),
        )
        for name in ISSUANCES
    )


def issue_title(text: str) -> tuple[str, int, bool] | None:
    """What a line such as "Corrigendum 2" says alone: kind, number, and whether "to" follows."""
    if len(text) > 60:
        return None
    for name, pattern in _titles():
        match = pattern.fullmatch(text.strip(" ,;:"))
        if match:
            return name, int(match["issue"]), match["to"] is not None
    return None
