"""The annexes of a letter one by one: each with its title and its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.importing.editing import edited, trimmed
from archive.importing.sheet import Kind, MarkKind, Passage
from archive.importing.words import LetterWords

_NUMERAL = r"[0-9]{1,2}|[IVXivx]{1,5}|[A-ZА-Я]"
_SIGNS = " \t.:–—-"
_LONG = 160
"""A title is not longer, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexPart:
    """One annex."""

    title: Passage
    """Its title, on one line; without one its heading."""
    passages: tuple[Passage, ...]


def annex_parts(passages: Sequence[Passage], words: LetterWords) -> list[AnnexPart]:
    """The annexes in their order; what stands before the first heading belongs to the first."""
    if not passages:
        return []
    heading = re.compile(
        rf"\(?(?:{words.pattern('parting.annex').pattern})"
        rf"(?:\s{{1,3}}(?:№\s?)?(?:{_NUMERAL})(?!\w))?(?=\s{{0,3}}(?:[\n:.–—()-]|$))\)?",
        re.IGNORECASE,
    )
    starts = [
        index
        for index, each in enumerate(passages)
        if not index
        or (_is_heading(each, heading) and not _is_heading(passages[index - 1], heading))
    ]
    to = re.compile(
        rf"\((?:{words.pattern('annex.to').pattern})\s[^()]{{1,{_LONG}}}\)", re.IGNORECASE
    )
    return [
        _part(passages[start:end], heading, to)
        for start, end in zip(starts, [*starts[1:], len(passages)], strict=True)
    ]


def _is_heading(passage: Passage, heading: re.Pattern[str]) -> bool:
    if passage.kind in (Kind.ROW, Kind.ITEM) or len(passage.text) > _LONG * 2:
        return False
    first = passage.text.split("\n")[0].strip()
    match = heading.match(passage.text)
    return bool(match) and len(first) <= _LONG and not first.endswith((";", "."))


def _part(passages: Sequence[Passage], heading: re.Pattern[str], to: re.Pattern[str]) -> AnnexPart:
    """An annex; "(to Circular 29)" in its heading is no title where a title stands below."""
    first, rest = passages[0], list(passages[1:])
    match = heading.match(first.text)
    if match is None:
        return AnnexPart(
            title=_line(first).part(0, _LONG),
            passages=tuple(passages if len(first.text) > _LONG else rest),
        )
    end = match.end()
    while end < len(first.text) and first.text[end] in f"{_SIGNS}\n":
        end += 1
    while (told := to.match(first.text, end)) and (rest or told.end() < len(first.text)):
        below = told.end()
        while below < len(first.text) and first.text[below] in f"{_SIGNS}\n":
            below += 1
        if below == len(first.text) and not _is_title(rest[0]):
            break
        end = below
    title = _line(first.part(end, len(first.text)))
    if title.text:
        return AnnexPart(title=title, passages=tuple(rest))
    if len(rest) > 1 and to.fullmatch(rest[0].text.strip()) and _is_title(rest[1]):
        rest = rest[1:]
    if rest and _is_title(rest[0]):
        return AnnexPart(title=_line(rest[0]), passages=tuple(rest[1:]))
    return AnnexPart(title=_line(first), passages=tuple(rest))


def _is_title(passage: Passage) -> bool:
    """Whether the paragraph behind a bare heading is the title: short, and no sentence."""
    text = passage.text.strip()
    if passage.kind is Kind.HEADING:
        return True
    return (
        passage.kind is Kind.TEXT
        and 0 < len(text) <= _LONG
        and not text.endswith((".", ":", ";", ","))
        and not text[:1].isdigit()
    )


def _line(passage: Passage) -> Passage:
    """The passage as a title: on one line, without marks but those of notes."""
    notes = tuple(mark for mark in passage.marks if mark.kind is MarkKind.NOTE)
    line = trimmed(replace(passage, marks=notes, kind=Kind.TEXT))
    return edited(line, [(*match.span(), " ") for match in re.finditer(r"\s+", line.text)])
