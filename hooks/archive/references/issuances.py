"""Corrigenda and addenda around the name of a letter, in folded text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from archive.references.names import Named
from archive.references.reference import ISSUANCES, Reference
from archive.references.spellings import (
    BLANKS,
    LETTER_CORRIGENDUM,
    Spellings,
    leading,
    sign,
    word,
)

_NUMBER = r"[1-9][0-9]{0,2}"
_FIGURES = re.compile("[0-9]+")
_GROUPS = {**{name: name for name in ISSUANCES}, "of_letter": "corrigendum"}
"""What each group of the patterns below stands for."""
_BEFORE = 80
"""Within so many characters before a letter's name stands what was issued to it."""


class Issued(NamedTuple):
    """What was issued to a letter: its kind, its numbers and its place."""

    start: int
    end: int
    issuance: str
    issues: tuple[tuple[int, int, int], ...]
    """Start, end and value of each number; none for what bears no number."""
    is_of_letter: bool = False
    """Whether the words mean this only beside a letter: «Поправка» of a recommendation is no
    corrigendum, but an amendment."""

    def suits(self, reference: Reference) -> bool:
        """Whether the words can stand beside the name *reference*."""
        return reference.is_letter or not self.is_of_letter

    def named(self, reference: Reference) -> Reference:
        """What is meant, where it was issued to the letter *reference*."""
        issue = self.issues[0][2] if self.issues else None
        return replace(reference, issuance=self.issuance, issue=issue)


class Issuances:
    """All words for corrigenda and addenda, in all languages."""

    def __init__(self, spellings: Spellings) -> None:
        kinds = {name: spellings.words(name) for name in ISSUANCES}
        kinds["of_letter"] = spellings.words(LETTER_CORRIGENDUM)
        mark = sign(spellings)
        to = leading(spellings.words("to"))
        article = f"(?:{leading(spellings.articles)})?" if spellings.articles else ""
        join = f"(?:,{BLANKS}|,?{BLANKS}{word(spellings.joiners)}{BLANKS}|-)"
        options = "|".join(f"(?P<{name}>{leading(kinds[name])})" for name in _GROUPS)
        before = (
            rf"(?:{options})(?:{mark}(?P<issues>{_NUMBER}(?:{join}{mark}{_NUMBER}){{0,9}}){BLANKS})?"
            rf"{to}{article}"
        )
        self._at_start = re.compile(before)
        self._before = re.compile(rf"(?<!\w){before}\Z")
        behind = rf"(?:{options}){mark}(?P<issues>{_NUMBER})(?!\w|[/.,:-][0-9])"
        self._behind = re.compile(
            rf"(?P<opened> {{0,2}}\( ?)?(?:(?(opened)|(?:,? {{1,2}}| - |-))){behind}"
            r"(?(opened) ?\))"
        )

    def leading(self, text: str) -> Issued | None:
        """What *text* begins with, up to the name of the letter."""
        match = self._at_start.match(text)
        return _issued(match, match.start()) if match else None

    def before(self, text: str, at: int) -> Issued | None:
        """What stands right before the name of the letter at the place *at*."""
        begin = max(at - _BEFORE, 0)
        if not text[begin:at].strip():
            return None
        match = self._before.search(text[:at], begin)
        return _issued(match, match.start()) if match else None

    def onward(self, text: str, start: int) -> int | None:
        """Where the name of another letter begins, to which what stands at *start* was issued."""
        match = self._at_start.match(text, start)
        return match.end() if match else None

    def behind(self, text: str, at: int) -> Issued | None:
        """What stands right behind the name of the letter, which ends at the place *at*."""
        match = self._behind.match(text, at)
        if match is None:
            return None
        return _issued(match, max(match.start(name) for name in _GROUPS))


def _issued(match: re.Match[str], start: int) -> Issued:
    first = match.start("issues")
    issues = tuple(
        (first + each.start(), first + each.end(), int(each[0]))
        for each in _FIGURES.finditer(match["issues"] or "")
    )
    group = next(name for name in _GROUPS if match[name] is not None)
    return Issued(start, match.end(), _GROUPS[group], issues, group == "of_letter")


def spread(issued: Issued, named: Named) -> list[Named]:
    """One thing for each number: "Corrigenda 1 and 2 to TSB Circular 45" are two."""
    if len(issued.issues) < 2:
        return [named._replace(start=issued.start, reference=issued.named(named.reference))]
    found = []
    for index, (start, end, issue) in enumerate(issued.issues):
        is_last = index == len(issued.issues) - 1
        found.append(
            Named(
                start if index else issued.start,
                named.end if is_last else end,
                replace(named.reference, issuance=issued.issuance, issue=issue),
                named.when,
            )
        )
    return found
