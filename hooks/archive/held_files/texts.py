"""Plain text and tables of text: characters only, in the encoding in which they are served."""

from __future__ import annotations

import csv
import re

from archive.held_files.fault import Fault, shown

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""Characters that are no text; form feeds part the pages of old programs."""

_MARKUP = re.compile(r"\s*<(?:[a-z!?/]|%)|\s*%!PS", re.IGNORECASE)
"""Beginnings by which browsers take a text for a page, a feed or a program of a printer."""

_BEGINNING = r"(?:=|[@+-][^\W\d][^\s\d.,;\"]*[(|!])"
_FORMULA = re.compile(rf"\s*{_BEGINNING}")
"""Beginnings of a cell that a spreadsheet runs: a formula, and the other signs before a function or
a call of a program. Numbers, telephones, entries of a list and names in a network are none."""
_ANYWHERE = re.compile(rf"(?:\A|(?<=[\s,;\"])){_BEGINNING}")
"""Most tables have nothing of the kind: only others are taken apart cell by cell."""


def fault_of_text(data: bytes, ending: str) -> Fault | None:
    """The fault of a file that calls itself ``txt`` or ``csv``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Fault("file-encoding")
    if _CONTROL.search(text):
        return Fault("file-not-its-type", values={"ending": ending})
    if _MARKUP.match(text):
        return Fault("file-not-its-type", values={"ending": ending})
    return _formula(text) if ending == "csv" else None


def _formula(text: str) -> Fault | None:
    """The first cell that a spreadsheet would run, whatever separates the cells."""
    for separator in ",;\t" if _ANYWHERE.search(text) else "":
        try:
            for row in csv.reader(text.splitlines(), delimiter=separator):
                for cell in row:
                    if _FORMULA.match(cell):
                        return Fault("file-active", "formula", {"what": shown(cell.strip())})
        except csv.Error:  # a cell longer than any that people write
            return Fault("file-not-its-type", values={"ending": "csv"})
    return None
