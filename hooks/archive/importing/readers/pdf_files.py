"""Reads PDF files: printed lines in reading order, what stands in columns as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from archive.importing.readers.marked_text import MarkedText
from archive.importing.readers.pdf_edges import edges_of
from archive.importing.readers.pdf_lines import Line, lines_of
from archive.importing.readers.pdf_pages import Page, pages
from archive.importing.readers.pdf_tables import Block, blocks_of, cells_of, rows_of, wrapped_in
from archive.importing.readers.problems import LetterFileError
from archive.importing.sheet import Kind, Passage, Place, Sheet

_LEAST_LETTERS = 20
"""A file with fewer is a picture with a stamp."""
_UNKNOWN = "(cid:"


def read_pdf(name: str, data: bytes) -> Sheet:
    """The printed lines of a PDF file; raises ``no-text`` for scanned pages."""
    found = [(page, lines_of(page)) for page in pages(data)]
    _check_letters([page for page, _ in found])
    edges = edges_of([(page.height, lines) for page, lines in found])
    passages: list[Passage] = []
    tables = 0
    for (page, lines), edge in zip(found, edges, strict=True):
        numbers = {id(line): number for number, line in enumerate(lines, start=1)}
        text = [line for place, line in enumerate(lines) if place not in edge]
        head = [
            lines[place] for place in sorted(edge) if not text or lines[place].base > text[0].base
        ]
        passages.extend(_edge(line, page.number, numbers) for line in head)
        for block, gap in _with_gaps(blocks_of(text)):
            if gap:
                place = Place(line=numbers[id(block.lines[0])], page=page.number)
                passages.append(Passage(text="", place=place))
            if block.is_table:
                tables += 1
                passages.extend(_rows(block, page, numbers, tables))
            else:
                passages.extend(_text(line, page.number, numbers) for line in block.lines)
        feet = [lines[place] for place in sorted(edge) if lines[place] not in head]
        passages.extend(_edge(line, page.number, numbers) for line in feet)
        place = Place(line=max(len(lines), 1), page=page.number)
        passages.append(Passage(kind=Kind.PAGE, text="", place=place))
    return Sheet(name=name, passages=tuple(passages[:-1]), has_paragraphs=False)


def _check_letters(found: list[Page]) -> None:
    letters = [letter.text for page in found for letter in page.letters if letter.text.strip()]
    unknown = sum(_UNKNOWN in text or text == "\ufffd" for text in letters)
    if len(letters) < _LEAST_LETTERS or unknown * 3 > len(letters):
        raise LetterFileError("no-text" if found else "damaged")


def _with_gaps(blocks: list[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it is set off from the one above as paragraphs are."""
    usual = _usual_gap(blocks)
    above: Line | None = None
    for block in blocks:
        first = block.lines[0]
        gap = above.base - first.base if above is not None else 0.0
        yield block, above is not None and gap > 1.3 * min(usual, 1.6 * first.size)
        above = block.lines[-1]


def _usual_gap(blocks: list[Block]) -> float:
    """The distance of the lines within paragraphs."""
    lines = [line for block in blocks if not block.is_table for line in block.lines]
    gaps = Counter(
        round(above.base - below.base, 0)
        for above, below in pairwise(lines)
        if 0.9 * below.size < above.base - below.base < 2.6 * below.size
    )
    if not gaps:
        return 1.3 * (lines[0].size if lines else 11.0)
    most = max(gaps.values())
    # Where paragraphs of one line prevail, the smaller distance is that within them.
    return min(gap for gap, count in gaps.items() if count >= 0.34 * most)


def _text(line: Line, page: int, numbers: dict[int, int]) -> Passage:
    words = MarkedText()
    for number, segment in enumerate(line.segments):
        if number:
            words.add("\t")
        words.extend(segment.words())
    text, marks = words.finished()
    return Passage(text=text, marks=marks, place=Place(line=numbers[id(line)], page=page))


def _edge(line: Line, page: int, numbers: dict[int, int]) -> Passage:
    passage = _text(line, page, numbers)
    return Passage(kind=Kind.EDGE, text=passage.text, marks=passage.marks, place=passage.place)


def _rows(block: Block, page: Page, numbers: dict[int, int], table: int) -> Iterator[Passage]:
    for row in rows_of(block, page.rules):
        wrapped = wrapped_in(row, block)
        columns: list[MarkedText] = [MarkedText() for _ in block.columns]
        for line in row:
            for cell, segments in zip(columns, cells_of(line, block), strict=True):
                for number, segment in enumerate(segments):
                    if cell.pieces:
                        cell.add(" " if number or id(segment) in wrapped else "\n")
                    cell.extend(segment.words())
        words = MarkedText()
        for number, cell in enumerate(columns):
            if number:
                words.add("\t")
            words.extend(cell.replaced("\t", " "))
        text, marks = words.finished(is_row=True)
        place = Place(line=numbers[id(row[0])], page=page.number)
        yield Passage(kind=Kind.ROW, text=text, marks=marks, place=place, table=table)
