"""Rows of tables, also those that a text file has as lines with tabs."""

from __future__ import annotations

import re

from archive.importing.sheet import Kind, Passage

_LONGEST = 2_000
_LABEL = re.compile(r"\(?[0-9a-zа-я.]{1,6}[.)]?|[–—−•-]?")


def is_row(passage: Passage) -> bool:
    """Whether a passage is a row of a table, or a line of cells with tabs between."""
    return passage.kind is Kind.ROW or bool(line_cells(passage))


def row_cells(passage: Passage) -> tuple[str, ...]:
    """The cells of a row of either kind."""
    return passage.cells if passage.kind is Kind.ROW else line_cells(passage)


def line_cells(passage: Passage) -> tuple[str, ...]:
    """The cells of a line with tabs; none of a paragraph whose number a tab follows."""
    if passage.kind is not Kind.TEXT or "\t" not in passage.text:
        return ()
    cells = tuple(cell.strip() for cell in passage.text[:_LONGEST].split("\t"))
    return () if len(cells) == 2 and _LABEL.fullmatch(cells[0]) else cells


def is_other(other: re.Match[str] | None, act: re.Match[str] | None) -> bool:
    """Whether a row names something *other* before what readers do, or by more words.

    "Notification of authors" is none of "Notification of participants".
    """
    if other is None or act is None:
        return other is not None
    return (other.start(), -other.end()) <= (act.start(), -act.end())
