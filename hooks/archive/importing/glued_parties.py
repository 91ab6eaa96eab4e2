"""Addressees that the columns of a head have glued to what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from archive.importing.labels import CALLS, Entry, Label
from archive.importing.numbers import NUMBERS, is_file_mark
from archive.importing.words import every_language

_BESIDE = frozenset({*CALLS, *NUMBERS, Label.DATE})
"""Labels behind whose value an addressee of the next column can stand."""
_LONGEST = 400
_CALLS = re.compile(
    r"(?<=[0-9])(?=\+[0-9]{1,3} )|(?<=[0-9] [0-9]{3} [0-9]{4})(?=[A-Za-z][\w.-]{1,40}@)"
    r"|(?<=[0-9] [0-9]{3} [0-9]{2} [0-9]{2})(?=[A-Za-z][\w.-]{1,40}@)"
)
"""Where numbers and addresses touch each other: "+41 22 730 5853mail@itu.int"."""


@lru_cache(maxsize=1)
def _beginning() -> re.Pattern[str]:
    return re.compile(every_language().choice("parties.sure"))


def parted_parties(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, an addressee glued to a number or an address as one of its own.

    Such an entry has no label and does not begin its line.
    """
    for entry in entries:
        text = _CALLS.sub(" ", entry.text)
        if text != entry.text:
            entry = replace(entry, line=replace(entry.line, text=text))
        place = _place(entry)
        if place is None:
            yield entry
            continue
        before = text[:place].rstrip(" \t;,|")
        if before or entry.label is not None:
            yield replace(entry, line=replace(entry.line, text=before))
        line = replace(entry.line, text=text[place:].strip(), has_bullet=False)
        yield replace(entry, label=None, line=line, first=False)


def _place(entry: Entry) -> int | None:
    """Where the addressee begins."""
    text = entry.text[:_LONGEST]
    match = _beginning().search(text)
    if match is None or entry.line.has_bullet:
        return None
    if entry.label is Label.CONTACT:
        return None if match.start() else 0
    if entry.label in _BESIDE:
        return match.start()
    if entry.label is None and match.start() and is_file_mark(text[: match.start()].strip()):
        return match.start()
    return None
