"""Values of the head that a narrow cell has broken over two lines, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from archive.importing.labels import Entry, Label
from archive.importing.names import is_name, name_at_start
from archive.importing.numbers import NUMBERS

_SERIES = re.compile(r"(?:.{0,40}\W)?[A-ZА-Я]{2,5}[-/]")
"""The first part of a number: "CL-"."""
_NUMBER = re.compile(r"[0-9]{1,3}/[0-9]{1,4}(?!\w)")
_ACCOUNT = re.compile(r"[\w.+-]{0,60}[\w][.-]")
"""The first part of an address: "regional-"."""
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w.-]{3,60}")
_PHONE = re.compile(r"\+ ?[0-9]{1,3} [0-9]{2,3}(?: [0-9]{2,3})?")
"""Too few figures for a whole number."""
_FIGURES = re.compile(r"[0-9]{2,4}(?: [0-9]{2,4})?")
_DAY = re.compile(r".{0,60}\b[0-9]{1,2} [^\W\d_]{3,12}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?: [^\W\d_]{1,4}\.?)?")
_REACH = 12
"""The second part stands no more entries behind the first."""
_LONGEST = 90


def whole_cells(head: Iterable[Entry]) -> list[Entry]:
    """The entries of a head, values that two lines of one cell share as one entry."""
    entries = list(head)
    index = 0
    while index < len(entries):
        first = entries[index]
        if first.line.in_table and 0 < len(first.text) <= _LONGEST:
            for at in range(index + 1, min(index + _REACH, len(entries))):
                if not _is_next(first, entries[at]):
                    continue
                text = _joined(first, entries[at], _label(entries, index))
                if text:
                    entries[index] = replace(first, line=replace(first.line, text=text))
                    del entries[at]
                break
        index += 1
    return entries


def _label(entries: list[Entry], index: int) -> Label | None:
    """The label of an entry, or the bare one that stands beside it."""
    entry = entries[index]
    if entry.label is not None or not index:
        return entry.label
    before = entries[index - 1]
    is_beside = before.is_bare and before.line.row == entry.line.row
    return before.label if is_beside else None


def _is_next(first: Entry, second: Entry) -> bool:
    """Whether an entry is the next line of the same column."""
    one, two = first.line, second.line
    if not two.in_table or two.cell != one.cell:
        return False
    below = two.row == one.row + 1 and two.number == 0
    return below or (two.row == one.row and two.number == one.number + 1)


def _joined(first: Entry, second: Entry, label: Label | None) -> str:
    """The whole value; nothing where the two are values of their own."""
    if second.label is not None or second.line.has_bullet or len(second.text) > _LONGEST:
        return ""
    start, rest = first.text, second.text
    same_row = first.line.row == second.line.row
    if same_row and label in NUMBERS and _SERIES.fullmatch(start) and _NUMBER.match(rest):
        return start + rest
    if same_row and label is Label.EMAIL and _ACCOUNT.fullmatch(start) and _MAIL.fullmatch(rest):
        return start + rest
    is_call = label in (Label.TEL, Label.FAX)
    if same_row and is_call and _PHONE.fullmatch(start) and _FIGURES.fullmatch(rest):
        return f"{start} {rest}"
    is_part = " " not in rest and (" " not in start or _is_single(start))
    if same_row and label is Label.CONTACT and is_part and _is_person(f"{start} {rest}"):
        return f"{start} {rest}"
    if first.label in (None, Label.DATE) and _DAY.fullmatch(start) and _YEAR.fullmatch(rest):
        return f"{start} {rest}"
    return ""


def _is_single(text: str) -> bool:
    """Whether one word stands behind a "Mr"."""
    named = name_at_start(text)
    return named is not None and named.has_honorific and " " not in named.name


def _is_person(text: str) -> bool:
    named = name_at_start(text)
    return named is not None and named.end >= len(text.strip()) and is_name(named.name)
