"""Finds what stands in columns: a label and its value on one height become a row.

A PDF file knows no tables. Lines that stand under each other and leave the same upright strip
free are one; where it has rows is told by rules, by larger gaps, or by what stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from archive.importing.readers.pdf_lines import ITEM_BULLET, Line, Segment

_STRIP = 0.9
"""How many sizes wide the free strip between two columns is at least."""
_NEAR = 3.2
"""Lines further apart (in sizes) belong to different tables."""
_LEAST_WRAPPED = 12
"""A line of fewer sizes may be a label or a number, which is broken on purpose."""
_NEW_LINE = re.compile(r"\+?\d[\d\s()-]{6,30}$|\+|\S{1,100}@|https?:|www\.")

Span = tuple[float, float]


@dataclass(slots=True)
class Block:
    """Lines that belong together: a table where it has columns, else plain lines."""

    lines: list[Line]
    columns: list[Span]

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return len(self.columns) > 1


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks of a page's lines, in their order."""
    blocks: list[Block] = []
    for line in lines:
        spans = [(segment.left, segment.right) for segment in line.segments]
        if blocks and _goes_on(blocks[-1], line, spans):
            block = blocks[-1]
            block.columns = _joined([*block.columns, *spans], line.size)
            block.lines.append(line)
        else:
            blocks.append(Block([line], _joined(spans, line.size)))
    return _with_values_above(blocks)


def _goes_on(block: Block, line: Line, spans: list[Span]) -> bool:
    """Whether *line* belongs to the table of *block*."""
    if not block.is_table:
        return False
    distance = block.lines[-1].base - line.base
    if distance > _NEAR * line.size:
        return False
    if len(spans) == 1 and (
        # A line at the left may be the first below the table.
        spans[0][0] < block.columns[1][0] - 1 and distance > 1.45 * line.size
    ):
        return False
    joined = _joined([*block.columns, *spans], line.size)
    return len(joined) >= max(len(block.columns), len(spans))


def _joined(spans: list[Span], size: float) -> list[Span]:
    """The columns that the spans fill."""
    columns: list[Span] = []
    for left, right in sorted(spans):
        if columns and left - columns[-1][1] < _STRIP * size:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _with_values_above(blocks: list[Block]) -> list[Block]:
    """Tables take in the lines above them that stand in a column other than the first."""
    found: list[Block] = []
    for block in blocks:
        while block.is_table and found and len(found[-1].lines) == 1 and not found[-1].is_table:
            above = found[-1].lines[0]
            distance = above.base - block.lines[0].base
            if (
                distance > _NEAR * above.size
                or len(above.segments) != 1
                or not _begins_column(above.segments[0], block.columns)
            ):
                break
            span = (above.left, above.right)
            joined = _joined([*block.columns, span], above.size)
            if len(joined) < len(block.columns):
                break
            block.lines.insert(0, above)
            block.columns = joined
            found.pop()
        found.append(block)
    return found


def _begins_column(segment: Segment, columns: list[Span]) -> bool:
    return any(abs(segment.left - left) < 2 for left, _ in columns[1:])


Rows = list[list[Line]]


def rows_of(block: Block, rules: list[tuple[float, float, float]]) -> Rows:
    """The lines of a table by its rows."""
    lines = block.lines
    gaps = [above.base - below.base for above, below in pairwise(lines)]
    least = min((gap for gap in gaps if gap > 0.5 * lines[0].size), default=0.0)
    rows: Rows = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        above = rows[-1][-1]
        is_ruled = any(
            line.base + 0.2 * line.size < height < above.base + 0.1 * line.size
            and min(right, block.columns[-1][1]) - max(left, block.columns[0][0]) > 0
            for left, right, height in rules
        )
        if is_ruled or gap > 1.12 * least or gap > 1.7 * line.size:
            rows.append([line])
        else:
            rows[-1].append(line)
    return [part for row in rows for part in _by_labels(row, block)]


def _by_labels(row: list[Line], block: Block) -> Iterator[list[Line]]:
    """Rows that no gap parts: where every first cell is a label with its value, each is one."""
    firsts = [cells_of(line, block)[0] for line in row]
    labelled = [
        bool(first) and any(cells_of(line, block)[1:])
        for first, line in zip(firsts, row, strict=True)
    ]
    labels = [" ".join(segment.text for segment in first) for first in firsts]
    printed = [label for label in labels if label]
    all_end = len(printed) > 1 and all(label.endswith(":") for label in printed)
    all_full = all(labelled) and all(all(cells_of(line, block)) for line in row)
    if not (all_end and sum(labelled) == len(printed)) and not (
        all_full and len(row) > 1 and _is_grid(row, block)
    ):
        yield row
        return
    part: list[Line] = []
    for line, label in zip(row, labels, strict=True):
        if label and part:
            yield part
            part = []
        part.append(line)
    yield part


def _is_grid(row: list[Line], block: Block) -> bool:
    """Whether each line is a row of its own: no cell fills its column, so none was broken."""
    for line in row[:-1]:
        for segments, (_, right) in zip(cells_of(line, block), block.columns, strict=True):
            if segments and right - segments[-1].right < 0.04 * (right - block.columns[0][0]):
                width = segments[-1].right - segments[0].left
                if width > 9 * line.size:
                    return False
    return True


def cells_of(line: Line, block: Block) -> list[list[Segment]]:
    """The segments of a line by the column of *block* that they stand in."""
    cells: list[list[Segment]] = [[] for _ in block.columns]
    for segment in line.segments:
        place = 0
        for number, (left, _) in enumerate(block.columns):
            if segment.left >= left - 1:
                place = number
        cells[place].append(segment)
    return cells


def wrapped_in(row: list[Line], block: Block) -> set[int]:
    """The ids of the segments of a row that only go on with the line above in their cell.

    Such a line was broken because its next word had no room; a break that was typed comes earlier.
    """
    found: set[int] = set()
    size = row[0].size
    lefts = [left for left, _ in block.columns[1:]]
    edges = [
        max(right, left - 1.2 * size)
        for (_, right), left in zip(block.columns, lefts, strict=False)
    ]
    edges.append(block.columns[-1][1])
    above: list[Segment | None] = [None] * len(block.columns)
    for line in row:
        for place, segments in enumerate(cells_of(line, block)):
            if not segments:
                continue
            before, above[place] = above[place], segments[-1]
            if before is not None and _is_broken(before, segments[0], edges[place]):
                found.add(id(segments[0]))
    return found


def _is_broken(above: Segment, below: Segment, edge: float) -> bool:
    size = above.letters[0].size
    words = below.text
    if above.right - above.left < _LEAST_WRAPPED * size or above.text.endswith(
        (":", ";", "-", "‐", "\xad")
    ):
        return False
    first = words.split()[0] if words.split() else ""
    if _NEW_LINE.match(words) or below.tab or ITEM_BULLET.fullmatch(first):
        return False
    ends = [letter.right for letter in below.letters[: len(first)]]
    width = (ends[-1] if ends else below.right) - below.left
    return above.right + 0.25 * size + width > edge
