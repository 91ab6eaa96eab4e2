"""Tells the running heads and feet of pages from their text."""

from __future__ import annotations

import re
from collections import Counter

from archive.importing.readers.pdf_lines import Line

_HEAD_LINES, _FOOT_LINES = 3, 4
_PAGE_NUMBER = re.compile(r"[-–—−.\s]*\d{1,3}(?:\s?/\s?\d{1,3})?[-–—−.\s]*")
_FOOT_MARGIN, _HEAD_MARGIN = 45.0, 36.0
"""In points: no text stands so near to the edge of the page."""
_SMALL_MARGIN = 75.0
"""Nor does smaller print that is set off from the text."""
_MAX_EDGE = 6
_OUTER = 0.14
"""What is repeated stands in this part of the page's height."""


def edges_of(pages: list[tuple[float, list[Line]]]) -> list[set[int]]:
    """Of each page (its height and lines) the places of the lines that are no text."""
    repeated = _repeated([lines for _, lines in pages])
    found = []
    for height, lines in pages:
        edge: set[int] = set()
        for place, line in enumerate(lines):
            is_outer = place < _HEAD_LINES or place >= len(lines) - _FOOT_LINES
            is_high_or_low = not _OUTER * height < line.base < (1 - _OUTER) * height
            if is_outer and is_high_or_low and _key(line) in repeated:
                edge.add(place)
        edge |= _in_margins(lines, height)
        edge |= _page_numbers(lines, edge)
        found.append(edge)
    return found


def _repeated(pages: list[list[Line]]) -> set[tuple[str, int]]:
    """The lines that stand at the same height of most pages, whatever number is in them."""
    if len(pages) < 2:
        return set()
    counts: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        outer = lines[:_HEAD_LINES] + lines[max(len(lines) - _FOOT_LINES, _HEAD_LINES) :]
        counts.update({_key(line) for line in outer})
    # The first page often has none, and left and right pages their own.
    least = max(2, (len(pages) - 1) // 2)
    return {key for key, count in counts.items() if count >= least}


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text)[:300], round(line.base / 6)


def _in_margins(lines: list[Line], height: float) -> set[int]:
    """Lines that stand in the margin of the page, set off from the text."""
    if not lines:
        return set()
    usual = sorted(line.size for line in lines)[len(lines) // 2]

    def is_foot(line: Line) -> bool:
        margin = _SMALL_MARGIN if line.size < 0.92 * usual else _FOOT_MARGIN
        return line.base < margin

    def is_head(line: Line) -> bool:
        return line.base > height - _HEAD_MARGIN

    found: set[int] = set()
    last = len(lines) - 1
    for order, is_outside in ((range(last, -1, -1), is_foot), (range(last + 1), is_head)):
        block: list[int] = []
        for place in order:
            if block:
                gap = abs(lines[block[-1]].base - lines[place].base)
                if gap > 1.9 * max(lines[place].size, lines[block[-1]].size):
                    break
            elif not is_outside(lines[place]):
                break
            block.append(place)
        if 0 < len(block) <= _MAX_EDGE and len(block) < len(lines):
            found |= set(block)
    return found


def _page_numbers(lines: list[Line], edge: set[int]) -> set[int]:
    """A bare number first or last on the page."""
    text = [place for place in range(len(lines)) if place not in edge]
    return {
        place
        for place in text[:1] + text[-1:]
        if _PAGE_NUMBER.fullmatch(lines[place].text) and len(text) > 1
    }
