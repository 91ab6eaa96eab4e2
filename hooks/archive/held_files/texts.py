"""Plain text and tables of text: characters only, in the encoding in which they are served."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, shown

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""Characters that are no text; form feeds part the pages of old programs."""

_MARKUP = re.compile(r"\s*<(?:[a-z!?/]|%)|\s*%!PS", re.IGNORECASE)
"""Beginnings by which browsers take a text for a page, a feed or a program of a printer."""

_WIDE = str.maketrans("＝＋－＠", "=+-@")
"""Signs as they are typed in East Asia, where spreadsheets take them for the narrow ones."""
_BLANK = ' \t\r\n\f"\u00a0\ufeff'
"""What may stand before the sign: blanks, and a quotation mark behind a blank."""
_SUSPECT = re.compile(rf"(?:\A|(?<=[,;{_BLANK}]))[=@+＝＋－＠-]")
"""Most tables have nothing of the kind: only others are taken apart cell by cell."""
_WORD = re.compile(r"\w")
_CALL = re.compile(r"\|[^!]*!|[^\W\d][\w.]*\(|!\s*\$?[A-Za-z]{1,3}\$?\d")
"""A call of a program or of a function, or a cell of another table."""
_PLAIN = re.compile(
    r"""(?:[+-]+|\+/-)(?:
        \s*\(?[.,]?\d(?!.*[+*^&=]\s*[^\W\d])  # a number, a span, a telephone
        |\s                                    # an entry of a list, a dash
    )""",
    re.VERBOSE | re.DOTALL,
)
_BESIDE = re.compile(r"[+-]\s*\d[\d.,\s]*[;\t]")
"""A number and the cell beside it, in a table that is read by another separator than its own."""
_OWN_SEPARATOR = re.compile(r"sep=([^\w\s\"])", re.IGNORECASE)
"""The first line of a table that tells a spreadsheet what separates its cells."""
_LINE_END = re.compile(r"\r\n|\r|\n")


def fault_of_text(data: bytes, ending: str, budget: Budget) -> Fault | None:
    """The fault of a file that calls itself ``txt`` or ``csv``.

    Raises :class:`archive.held_files.budget.SpentError` for a table of too many cells.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Fault("file-encoding")
    if _CONTROL.search(text):
        return Fault("file-not-its-type", values={"ending": ending})
    if _MARKUP.match(text):
        return Fault("file-not-its-type", values={"ending": ending})
    return _formula(text, budget) if ending == "csv" else None


def _formula(text: str, budget: Budget) -> Fault | None:
    """The first cell that a spreadsheet would run, whatever separates the cells."""
    own = _OWN_SEPARATOR.match(text)
    if not own and not _SUSPECT.search(text):
        return None
    budget.step(sum(map(text.count, "\r\n,;\t")))  # as many cells, whatever parts them
    lines = _LINE_END.split(text)
    for separator in dict.fromkeys(",;\t" + (own[1] if own else "")):
        try:
            for line, cell in _cells(lines, separator):
                if cell[0] in "=@+-" and _runs(cell):
                    return Fault("file-active", "formula", {"line": line, "what": shown(cell)})
        except csv.Error:  # a cell longer than any that people write
            return Fault("file-not-its-type", values={"ending": "csv"})
    return None


def _cells(lines: list[str], separator: str) -> Iterator[tuple[int, str]]:
    """The cells that are not empty, without blanks around them, and the lines of their rows."""
    rows = csv.reader(lines, delimiter=separator)
    line = 1
    for row in rows:
        for cell in row:
            if stripped := cell.strip(_BLANK):
                yield line, stripped[0].translate(_WIDE) + stripped[1:]
        line = rows.line_num + 1


def _runs(cell: str) -> bool:
    """Whether a cell that begins with one of the signs is a formula.

    A negative number, a telephone and a dash before words are none, unless they go on with a call:
    OWASP, *CSV Injection*.
    """
    if not _WORD.search(cell):
        return False
    if _BESIDE.match(cell):
        return False
    return cell[0] in "=@" or bool(_CALL.search(cell)) or not _PLAIN.match(cell)
