"""What a reader has made of a file: its text in order, and where each piece stands."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace


class Kind(enum.StrEnum):
    """What a passage was in the file."""

    TEXT = "text"
    """A paragraph, or one printed line where the file knows no paragraphs."""
    ROW = "row"
    """A row of a table."""
    HEADING = "heading"
    ITEM = "item"
    """Of a list that the file itself marks as one; its label stands in :attr:`Passage.label`."""
    NOTE = "note"
    """A footnote; its mark stands in :attr:`Passage.label`."""
    EDGE = "edge"
    """Of the running head or foot of the pages: never part of the letter's text."""
    PAGE = "page"
    """The end of a page; it has no text."""


class MarkKind(enum.StrEnum):
    """What a part of a passage's text is."""

    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    NOTE = "note"
    """The mark of a footnote; the target is the note's label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage stands, for the editor to look it up; both count from 1."""

    line: int
    """The line of a text file, or on its page; see :attr:`Sheet.counts_paragraphs`."""
    page: int | None = None
    """None where the file has no pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A part of a text that is a link, emphasised, or the mark of a note."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""
    """Of a link where it leads, as written in the file (untrusted); of a note's mark its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, a row or a printed line."""

    kind: Kind = Kind.TEXT
    text: str
    """Of a row its cells with a tab between; ``\\n`` is a line break inside a paragraph or cell."""
    place: Place
    label: str = ""
    """What the file itself prints before an item: ``1``, ``a)``, ``•``. Numbers that are typed as
    text stand in :attr:`text`."""
    depth: int = 0
    """How deep an item is nested (0 is outermost); of a heading its level (1 is the highest)."""
    table: int | None = None
    """Of a row, the number of its table in the file (from 1)."""
    marks: tuple[Mark, ...] = ()
    """In their order; places count in :attr:`text`."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a row; of anything else the text alone."""
        return tuple(self.text.split("\t")) if self.kind is Kind.ROW else (self.text,)

    @property
    def lines(self) -> list[str]:
        """The text's lines, without blanks around them; empty ones are left out."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    def part(self, start: int, end: int) -> Passage:
        """The passage with only so much of its text, and the marks that lie in it."""
        marks = tuple(
            replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
            for mark in self.marks
            if (mark.end > start and mark.start < end) or self._holds(mark, start, end)
        )
        return replace(self, text=self.text[start:end], marks=marks)

    def _holds(self, mark: Mark, start: int, end: int) -> bool:
        """Whether a mark without width lies in a part: at its edge with the word before it."""
        place = mark.start
        if mark.end != place or not start <= place <= end:
            return False
        is_behind = place > 0 and not self.text[place - 1].isspace()
        if place == start < end:
            return start == 0 or not is_behind
        return place < end or is_behind or start == end or end == len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The text of one file."""

    name: str
    """The file's name, without folders."""
    passages: tuple[Passage, ...]
    has_paragraphs: bool
    """Whether passages are whole paragraphs; else printed lines, which may go on in the next."""
    counts_paragraphs: bool = False
    """Whether :attr:`Place.line` counts paragraphs, since the file has no lines of its own."""
