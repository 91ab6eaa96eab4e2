"""Rows as CSV (RFC 4180) that a spreadsheet can open without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A cell that begins with one of these may be run as a formula."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows, each on a line; cells that begin like a formula begin with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \xa0").startswith(_FORMULA) else cell
