"""Texts on a terminal: how wide they are, cut and wrapped to fit, and free of what steers it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, marks of direction and what has no width: files of a stranger may hold
sequences that recolour a terminal or turn a line around."""

ELLIPSIS = "…"


def harmless(text: str) -> str:
    """*text* with a visible sign for each character that would steer the terminal."""
    return _STEERING.sub(lambda match: " " if match[0] == "\t" else "·", text)


def width(text: str) -> int:
    """The columns that *text* takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, limit: int) -> str:
    """*text*, shortened with an ellipsis to at most *limit* columns."""
    if width(text) <= limit:
        return text
    kept, used = [], 1  # the ellipsis
    for character in text:
        used += _cells(character)
        if used > limit:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS if limit > 0 else ""


def pad(text: str, columns: int) -> str:
    """*text* with blanks after it to fill *columns*."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, limit: int) -> list[str]:
    """*text* in lines of at most *limit* columns, broken at blanks where it can be."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(longer) > limit:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def excerpt(line: str, column: int, limit: int) -> tuple[str, int]:
    """The part of *line* around *column* (from 1) that fits *limit* columns, and how many
    terminal columns stand before that place in it."""
    line = harmless(line.rstrip("\n"))
    place = max(0, min(column - 1, len(line)))
    if width(line) <= limit:
        return line, width(line[:place])
    start = 0
    while start < place and width(line[start:place]) > limit // 2:
        start += max(1, (place - start) // 8)
    before = ELLIPSIS if start else ""
    shown = before + cut(line[start:], limit - len(before))
    return shown, width(before + line[start:place])


def table(rows: Sequence[Sequence[str]], limit: int, least: int) -> Iterator[str] | None:
    """Lines of a table that fits *limit* columns by cutting the last column.

    None where the last one would get less than *least* columns and would need more.
    """
    shown = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    left = limit - sum(widths[:-1]) - 2 * (len(widths) - 1)
    if left < min(least, widths[-1]):
        return None
    widths[-1] = min(widths[-1], left)
    return (
        "  ".join(
            pad(cut(cell, columns), columns) for cell, columns in zip(row, widths, strict=True)
        ).rstrip()
        for row in shown
    )


def cards(rows: Iterable[Sequence[str]], limit: int) -> Iterator[str]:
    """The rows without a table, for a narrow terminal: the last cell stands below the others."""
    for row in rows:
        *cells, last = (harmless(cell) for cell in row)
        lines = wrap("  ".join(cell for cell in cells if cell), limit)
        yield from (line.strip() for line in lines)
        yield from (f"    {line}" for line in wrap(last, max(20, limit - 4)))
