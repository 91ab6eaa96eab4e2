"""What each paragraph of a letter is for its Markdown: numbered, labelled, an item, a row."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.importing.editing import trimmed
from archive.importing.reflow import BULLETS, LABEL
from archive.importing.sheet import Kind, Passage

_NUMBER = re.compile(r"([0-9]{1,3})\.?")
_ORDERED = re.compile(r"\(?([0-9]{1,3})[.)]")
_SUB_NUMBER = re.compile(r"\(?([0-9]{1,3}(?:\.[0-9]{1,3}){1,4})[.)]?")
_LETTER = re.compile(r"\(?([a-z])[.)]")
_GAP = 2
"""So many numbers in a row can have been lost; after more, a number is none of a paragraph."""
_TAB = re.compile(r"\S\t+\S")


class Role(enum.Enum):
    """What a line is for."""

    PARAGRAPH = enum.auto()
    NUMBER = enum.auto()
    """A paragraph with the letter's own number."""
    LABEL = enum.auto()
    """A part of a paragraph with an address: ``1.1``, ``a)``."""
    BULLET = enum.auto()
    ORDERED = enum.auto()
    """An item of a list with figures."""
    ROW = enum.auto()
    HEADING = enum.auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph, without its label."""

    role: Role
    passage: Passage
    label: str = ""
    """As it is typed in Markdown, without signs around it: ``3``, ``1.1``, ``a``."""
    printed: str = ""
    """The label as the letter prints it."""
    depth: int = 0
    table: int = 0


def read_lines(passages: Iterable[Passage]) -> list[Line]:
    """The lines of a text or an annex; numbers of paragraphs are still items of lists."""
    found: list[Line] = []
    tables = 1000
    is_row = False
    for passage in _parted(passages):
        if passage.kind is Kind.ROW:
            found.append(Line(role=Role.ROW, passage=passage, table=passage.table or 0))
            continue
        line = _line(passage)
        was_row, is_row = is_row, _is_typed_row(line)
        if is_row:
            tables += not was_row
            row = replace(passage, kind=Kind.ROW)
            line = Line(role=Role.ROW, passage=row, table=tables)
        found.append(line)
    return found


def _parted(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, cut where a line within one begins with a label."""
    for passage in passages:
        if passage.kind in (Kind.PAGE, Kind.EDGE) or not passage.text.strip():
            continue
        cuts = [0]
        if passage.kind in (Kind.TEXT, Kind.ITEM):
            breaks = (match.end() for match in re.finditer("\n", passage.text))
            cuts += [at for at in breaks if LABEL.match(passage.text, at)]
        for start, end in zip(cuts, [*cuts[1:], len(passage.text)], strict=True):
            part = trimmed(passage.part(start, end))
            yield replace(part, kind=Kind.TEXT, label="") if start else part


def _line(passage: Passage) -> Line:
    if passage.kind is Kind.HEADING:
        return Line(role=Role.HEADING, passage=passage, depth=passage.depth)
    label, rest = passage.label, passage
    if not label:
        match = LABEL.match(passage.text[:40])
        if match is None or not passage.text[match.end() :].strip():
            return Line(role=Role.PARAGRAPH, passage=passage)
        label = match[0]
        rest = trimmed(passage.part(match.end(), len(passage.text)))
    role, typed = _role(label.strip())
    return Line(role=role, passage=rest, label=typed, printed=label.strip(), depth=passage.depth)


def _role(label: str) -> tuple[Role, str]:
    if label in BULLETS or not any(sign.isalnum() for sign in label):
        return Role.BULLET, ""
    if match := _SUB_NUMBER.fullmatch(label):
        return Role.LABEL, match[1]
    if match := _ORDERED.fullmatch(label) or _NUMBER.fullmatch(label):
        return Role.ORDERED, str(int(match[1]))
    if match := _LETTER.fullmatch(label):
        return Role.LABEL, match[1]
    return Role.PARAGRAPH, ""


def _is_typed_row(line: Line) -> bool:
    """Whether a line of a text file is a row: words with tabs between them."""
    return line.role is Role.PARAGRAPH and bool(_TAB.search(line.passage.text[:400]))


def is_numbered(lines: Sequence[Line]) -> bool:
    """Whether the paragraphs bear the letter's own numbers: 1, 2, 3 … from the beginning on."""
    expected, first = 1, -1
    for index, line in enumerate(lines):
        if _may_be_number(line, expected):
            first = index if expected == 1 else first
            expected += 1
    others = sum(1 for line in lines[: max(first, 0)] if line.role is not Role.HEADING)
    return expected > 2 and others <= 1


def with_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a numbered text with its paragraphs told from lists.

    For a number that the file has lost, a line without words stands in its place.
    """
    expected = 1
    last = {
        number: index
        for index, line in enumerate(lines)
        if line.role is Role.ORDERED and _may_be_number(line, number := int(line.label))
    }
    for index, line in enumerate(lines):
        number = int(line.label) if line.role is Role.ORDERED else 0
        if expected < number <= expected + _GAP and _may_be_number(line, number):
            goes_on = last.get(number + 1, -1) > index
            lost = last.get(expected, -1) > index  # then the numbers are those of a list
            if goes_on and not lost:
                nothing = replace(line.passage, text="", marks=())
                for each in range(expected, number):
                    yield Line(role=Role.NUMBER, passage=nothing, label=str(each))
                expected = number
        if _may_be_number(line, expected):
            yield replace(line, role=Role.NUMBER)
            expected += 1
        else:
            yield line


def _may_be_number(line: Line, number: int) -> bool:
    return (
        line.role is Role.ORDERED
        and line.label == str(number)
        and line.depth == 0
        and not line.printed.endswith(")")
    )
