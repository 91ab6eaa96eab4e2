"""Reads plain text: printed lines, as an extractor or a person's copying left them."""

from __future__ import annotations

import re

from archive.importing.readers.charsets import decoded
from archive.importing.sheet import Kind, Passage, Place, Sheet

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")


def read_text(name: str, data: bytes) -> Sheet:
    """The printed lines of a text file, empty ones too; a form feed ends a page."""
    passages: list[Passage] = []
    page = 1
    has_pages = b"\f" in data
    for line, printed in enumerate(_LINE_END.split(decoded(data)), start=1):
        for number, part in enumerate(printed.split("\f")):
            place = Place(line=line, page=page if has_pages else None)
            if number:
                passages.append(Passage(kind=Kind.PAGE, text="", place=place))
                page += 1
                place = Place(line=line, page=page)
            if part or "\f" not in printed:
                passages.append(Passage(text=part.replace("\0", ""), place=place))
    while passages and passages[-1].kind is Kind.TEXT and not passages[-1].text.strip():
        passages.pop()
    return Sheet(name=name, passages=tuple(passages), has_paragraphs=False)
