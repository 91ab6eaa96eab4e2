"""What stands below the signature and is neither part of it nor of the list of annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.importing.closing import signed
from archive.importing.head_lines import Line, lines_of
from archive.importing.segments import Segments
from archive.importing.words import every_language

_LABELLED = re.compile(r"[^\W\d_][^\W\d_ .-]{0,20}(?:[ -][^\W\d_]{1,20}){0,2}\s?[:：]")
_BRACKETED = re.compile(r"[(\[<]\s?[^()\[\]<>]{2,40}\s?[)\]>][.,]?")


def lines_below(segments: Segments) -> list[str]:
    """The lines between signature and annexes that nothing else takes up, in their order:
    documents, addresses, a distribution list."""
    return [line.text for line in (*_of_closing(segments), *_of_enclosures(segments))]


def _of_closing(segments: Segments) -> Iterator[Line]:
    found = signed(segments.closing)
    told = {
        evidence.words
        for finding in (found.closing, found.name, found.title)
        for fact in finding.candidates
        for evidence in fact.evidence
    }
    mark = re.compile(
        rf"[(\[]?\s?(?:{every_language().choice('parting.signed')})\s?[)\]]?[.,:]?", re.I
    )
    listed = _list()
    lines = iter(lines_of(segments.closing))
    for line in lines:
        text = line.text
        if listed.match(text):
            # The list of annexes goes on until something else has a label.
            yield from _behind_list(lines)
            return
        is_sign = mark.fullmatch(text) or _BRACKETED.fullmatch(text)
        if text[:300] not in told and not is_sign and any(sign.isalnum() for sign in text):
            yield line


def _of_enclosures(segments: Segments) -> Iterator[Line]:
    return _behind_list(iter(lines_of(segments.enclosures)))


def _behind_list(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines from the first one on that bears a label of another kind."""
    listed = _list()
    is_behind = False
    for line in lines:
        is_behind = is_behind or bool(_LABELLED.match(line.text) and not listed.match(line.text))
        if is_behind:
            yield line


def _list() -> re.Pattern[str]:
    return re.compile(every_language().choice("annex.list", "annex.heading"), re.IGNORECASE)
