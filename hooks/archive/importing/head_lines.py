"""The head of a letter as lines and cells, each with its place and without its bullet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.importing.facts import Evidence
from archive.importing.reflow import BULLETS
from archive.importing.sheet import Kind, MarkKind, Passage, Place

LONGEST = 1_000
"""So many characters of a line are read; no line of a head has more."""
_MOST = 400
"""So many lines of a head are read."""
_BULLET = re.compile(r"(?:[–—−•●▪■◦‣·*]\s{0,5}|-{1,2}(?:\s{1,5}|(?=[^\W\d_])))(?=\S)")
_COLUMN = re.compile(r"\t+|(?<=\S) {3,}(?=\S)")
_HOUSE = re.compile(
    r"place des nations|ch-? ?1211|1211 geneva|itumail@|41227305111|41227337256", re.IGNORECASE
)
_SIGNS = re.compile(r"[\s().–-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of a cell, or a part of a line that stands in a column of its own."""

    text: str
    """Without bullet and blanks around it."""
    place: Place
    row: int
    """Lines with one number stand beside each other; each number stands for a row of a table,
    or a printed line."""
    cell: int
    """The column, from 0."""
    number: int
    """Within its cell, empty lines counted."""
    in_table: bool = False
    has_bullet: bool = False
    after_gap: bool = False
    """Whether an empty line stands before."""
    is_strong: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The line as evidence of what it says."""
        return (Evidence(words=self.text[:300], place=self.place),)


def lines_of(passages: Iterable[Passage]) -> list[Line]:
    """The lines in reading order: rows from above, in each row cell by cell."""
    found: list[Line] = []
    gap = False
    row = 0
    for passage in passages:
        if len(found) >= _MOST:
            break
        if passage.kind is Kind.PAGE or not passage.text.strip():
            gap = True
            continue
        if passage.kind is Kind.ROW:
            new = list(_in_row(passage, row))
            row += 1
        else:
            new = list(_in_text(passage, row, gap))
            row += passage.text.count("\n") + 1
        found += new
        gap = False
    return found


def _in_row(passage: Passage, row: int) -> Iterator[Line]:
    at = 0
    for number, cell in enumerate(passage.cells):
        alone = False
        for count, raw in enumerate(cell.split("\n")):
            text, has_bullet = _plain(raw)
            if text and text in BULLETS:
                alone = True  # its words stand below
            elif text:
                yield Line(
                    text=text,
                    place=passage.place,
                    row=row,
                    cell=number,
                    number=count,
                    in_table=True,
                    has_bullet=has_bullet or alone,
                    is_strong=_is_strong(passage, at, at + len(raw)),
                )
                alone = False
            at += len(raw) + 1


def _in_text(passage: Passage, row: int, gap: bool) -> Iterator[Line]:
    at = 0
    for count, raw in enumerate(passage.text.split("\n")):
        whole, has_bullet = _plain(raw)
        is_item = passage.kind is Kind.ITEM and count == 0
        alone = False
        for cell, part in enumerate(_COLUMN.split(whole)):
            text, bullet = _plain(part)
            if text and text in BULLETS:
                alone = True  # its words stand in the next column
            elif text:
                yield Line(
                    text=text,
                    place=passage.place,
                    row=row + count,
                    cell=cell,
                    number=count,
                    has_bullet=bullet or alone or ((has_bullet or is_item) and cell == 0),
                    after_gap=gap,
                    is_strong=_is_strong(passage, at, at + len(raw)),
                )
                alone = False
            gap = False
        at += len(raw) + 1


def _plain(raw: str) -> tuple[str, bool]:
    """The text without bullet, and whether there was one."""
    text = raw[:LONGEST].strip()
    bullet = _BULLET.match(text)
    return (text[bullet.end() :].strip(), True) if bullet else (text, False)


def _is_strong(passage: Passage, start: int, end: int) -> bool:
    """Whether the whole of a line is set bold, or is a heading."""
    if passage.kind is Kind.HEADING:
        return True
    while start < end and passage.text[start].isspace():
        start += 1
    return any(
        mark.kind is MarkKind.STRONG and mark.start <= start and mark.end >= end - 1
        for mark in passage.marks
    )


def is_house(text: str) -> bool:
    """Whether a line is of the letterhead's foot: the address and numbers of the house."""
    return bool(_HOUSE.search(text) or _HOUSE.search(_SIGNS.sub("", text)))
