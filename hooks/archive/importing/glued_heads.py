"""Heads whose cells are glued together: "CR/46821 February 2020" is CR/468 of 21 February."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.importing.labels import Entry
from archive.importing.moments import find_moments
from archive.importing.sheet import Passage
from archive.importing.words import LetterWords

_GLUED = re.compile(r"(?<![0-9])([0-9]{2,6})(?= ?[^\W\d_]{3,12}[ ,]{1,3}[12][0-9]{3})")
_FIGURES = re.compile(r"[0-9]+$")


def parted_heads(
    head: Sequence[Entry], body: Sequence[Passage], words: LetterWords
) -> Iterator[Entry]:
    """The entries, glued ones cut in two where only one way to do it is plausible."""
    lengths = None
    for entry in head:
        match = _GLUED.search(entry.text)
        if match is None or len(match[1]) < 3:
            yield entry
            continue
        if lengths is None:
            lengths = _lengths(body, words)
        place = _cut(entry.text, match, lengths, words)
        if place is None:
            yield entry
            continue
        text = entry.text
        yield replace(entry, line=replace(entry.line, text=text[:place].strip()))
        yield replace(entry, label=None, line=replace(entry.line, text=text[place:].strip()))


def _cut(
    text: str, match: re.Match[str], lengths: dict[str | None, set[int]], words: LetterWords
) -> int | None:
    """Where the number ends and the date begins."""
    fitting: list[tuple[bool, int]] = []
    for figures in (2, 1):
        place = match.end() - figures
        if place <= match.start() or text[place] == "0":
            continue
        mentions = words.grammar.find(text[:place])
        moments = [each for each in find_moments(text[place:], words) if each.start_date]
        if not mentions or mentions[-1].end != place or not moments or moments[0].begin:
            continue
        number = _FIGURES.search(text[:place])
        series = mentions[-1].reference.series
        fits = bool(number) and len(str(number and number[0])) in lengths.get(series, set())
        fitting.append((fits, place))
    if len(fitting) > 1:
        fitting = [each for each in fitting if each[0]]
    return fitting[0][1] if len(fitting) == 1 else None


def _lengths(body: Sequence[Passage], words: LetterWords) -> dict[str | None, set[int]]:
    """How many figures the numbers have that the text names, by their series."""
    found: dict[str | None, set[int]] = {}
    for passage in body[:200]:
        for mention in words.grammar.find(passage.text[:5_000]):
            figures = _FIGURES.search(mention.reference.number)
            if figures:
                found.setdefault(mention.reference.series, set()).add(len(figures[0]))
    return found
