"""A finished body of a text: its pieces by paragraph, with open slots for what other pages say.

A slot stands between two SUB characters, which no text can contain. ``page`` is the page's own
address, ``circular:<key>`` that of another letter; ``named:<index>`` opens, and ``/named`` closes,
what the text names by its reference.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from archive.model import Named, Paragraph

SLOT = "\x1a"
"""What stands before and behind an open slot."""

Links = Callable[[str], str]
"""Gives the address of another letter by its key."""

Naming = Callable[[Named], tuple[str, str]]
"""Gives the marks around a reference: a link to the letter, or what says that there is none."""

_NUMBER = re.compile(
    r'<div class="para( counted)?" id="[^"]*"><a class="para-no"[^>]*>([^<]*)</a>\n(<p>)?'
)
_ID = re.compile(r'(<[^<>]*?) id="[^"]*"')
_ABBREVIATION = re.compile("</?abbr[^>]*>")
_PAGE = f"{SLOT}page{SLOT}"
_PLACE = re.compile(rf'(<[^<>]*? id="|<a [^<>]*?href="{_PAGE}#)')
_BETWEEN = "\0"
"""What stands between pieces that are filled together; no text can contain it either."""


def unmarked(named: Named) -> tuple[str, str]:
    """Leaves a reference as plain words."""
    del named
    return "", ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands under one address of a text, with what has no address and belongs to it."""

    address: str
    """``p3``, ``annex-1-p2``; empty where a text has no addresses at all."""
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A finished body with open slots, and its outline."""

    pieces: tuple[Piece, ...]
    outline: tuple[Paragraph, ...]
    named: tuple[Named, ...] = ()
    """What the text names, in its order."""
    terms: frozenset[str] = field(default=frozenset())
    """The ids of the abbreviations of the glossary that the text uses."""

    @property
    def html(self) -> str:
        """The whole body, its slots open."""
        return "".join(piece.html for piece in self.pieces).strip()

    def fill(self, page: str, circular: Links, naming: Naming = unmarked) -> str:
        """The HTML for one place: *page* is the page's own address there ("" on the page
        itself)."""
        return self._filled(self.html, page, circular, naming)

    def fill_pieces(
        self, page: str, circular: Links, naming: Naming = unmarked, prefix: str = ""
    ) -> dict[str, str]:
        """The HTML of every piece by its address; each id within gets the *prefix*."""
        text = _BETWEEN.join([piece.html for piece in self.pieces])
        if prefix:
            parts = _PLACE.split(text)
            parts[1::2] = [opening + prefix for opening in parts[1::2]]
            text = "".join(parts)
        filled = self._filled(text, page, circular, naming).split(_BETWEEN)
        return {piece.address: html for piece, html in zip(self.pieces, filled, strict=True)}

    def fill_for_feed(self, page: str, circular: Links, naming: Naming = unmarked) -> str:
        """The HTML for a feed reader, which has no style sheet: the letter's own numbers stand
        as plain words at the start of their paragraphs, the archive's counting is left out."""

        def number(match: re.Match[str]) -> str:
            counted, label, paragraph = match.groups()
            shown = label if label.endswith(")") else f"{label}."
            return f"<div>{paragraph or ''}" + ("" if counted else f"{shown} ")

        text = _ABBREVIATION.sub("", self.fill(page, circular, naming))
        # In a list of entries, addresses within one entry would meet those of another.
        return _ID.sub(lambda match: match[1], _NUMBER.sub(number, text))

    def _filled(self, text: str, page: str, circular: Links, naming: Naming) -> str:
        parts = text.replace(_PAGE, html.escape(page)).split(SLOT)
        closing: list[str] = []
        for place in range(1, len(parts), 2):
            kind, _, value = parts[place].partition(":")
            if kind == "named":
                parts[place], closed = naming(self.named[int(value)])
                closing.append(closed)
            elif kind == "/named":
                parts[place] = closing.pop()
            else:
                parts[place] = html.escape(circular(value))
        return "".join(parts)
