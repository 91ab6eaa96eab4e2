"""Puts a passage's text together piece by piece, with the marks of links and emphasis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.importing.sheet import Mark, MarkKind, Passage

Style = tuple[MarkKind, str]
"""A kind of mark and its target; the target of emphasis is empty."""
NO_STYLES: frozenset[Style] = frozenset()


@dataclass(slots=True)
class MarkedText:
    """Text under way. A mark of a note is a place without width: its number is no text."""

    pieces: list[tuple[str, frozenset[Style]]] = field(default_factory=list)

    def add(self, text: str, styles: Iterable[Style] = NO_STYLES) -> None:
        """Append *text* with its marks."""
        if text:
            self.pieces.append((text, frozenset(styles)))

    def add_note(self, label: str) -> None:
        """Append the mark of the note *label*."""
        self.pieces.append(("", frozenset({(MarkKind.NOTE, label)})))

    def extend(self, other: MarkedText) -> None:
        """Append what *other* holds."""
        self.pieces.extend(other.pieces)

    def replaced(self, old: str, new: str) -> MarkedText:
        """The same with another character for each *old*."""
        return MarkedText([(text.replace(old, new), styles) for text, styles in self.pieces])

    def add_passage(self, passage: Passage) -> None:
        """Append the text of a finished passage with its marks."""
        bounds = {0, len(passage.text)}
        for mark in passage.marks:
            bounds |= {mark.start, mark.end}
        places = sorted(bounds)
        for start, end in zip(places, [*places[1:], len(passage.text)], strict=True):
            for mark in passage.marks:
                if mark.start == mark.end == start:
                    self.add_note(mark.target)
            covering = (
                (mark.kind, mark.target)
                for mark in passage.marks
                if mark.start <= start and mark.end >= end and mark.start < mark.end
            )
            self.add(passage.text[start:end], covering)

    def collapsed(self) -> MarkedText:
        """The same with one blank where several follow each other, also over pieces."""
        words = MarkedText()
        last = "\n"
        for text, styles in self.pieces:
            kept = []
            for letter in text:
                if letter != " " or last not in " \n\t":
                    kept.append(letter)
                    last = letter
            words.pieces.append(("".join(kept), styles))
        return words

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(text for text, _ in self.pieces)

    def finished(self, *, is_row: bool = False) -> tuple[str, tuple[Mark, ...]]:
        """The text without blanks around it and around its line breaks, and its marks.

        The tabs between the cells of a row stay, also those of empty cells.
        """
        text = self.text
        keep = _kept_of_cells(text) if is_row else _kept(text)
        marks = sorted(_marks(self.pieces), key=lambda mark: (mark.start, -mark.end))
        if len(keep) == len(text):
            return text, tuple(marks)
        # How many characters are kept before each place.
        before = [0] * (len(text) + 1)
        kept = set(keep)
        for place in range(len(text)):
            before[place + 1] = before[place] + (place in kept)
        moved = (
            Mark(
                start=before[mark.start],
                end=before[mark.end],
                kind=mark.kind,
                target=mark.target,
            )
            for mark in marks
        )
        return "".join(text[place] for place in keep), tuple(
            mark for mark in moved if mark.end > mark.start or mark.kind is MarkKind.NOTE
        )


def _kept(text: str) -> list[int]:
    """The places of the characters that stay: no blanks at the ends of lines, none around all."""
    keep: list[int] = []
    begin = 0
    for line in text.split("\n"):
        inner = line.strip(" ")
        first = begin + (len(line) - len(line.lstrip(" ")) if inner else 0)
        if begin:
            keep.append(begin - 1)
        keep.extend(range(first, first + len(inner)))
        begin += len(line) + 1
    start, end = 0, len(keep)
    while start < end and text[keep[start]] in "\n ":
        start += 1
    while end > start and text[keep[end - 1]].isspace():
        end -= 1
    return keep[start:end]


def _kept_of_cells(text: str) -> list[int]:
    keep: list[int] = []
    begin = 0
    for cell in text.split("\t"):
        if begin:
            keep.append(begin - 1)
        keep.extend(begin + place for place in _kept(cell))
        begin += len(cell) + 1
    return keep


def _marks(pieces: list[tuple[str, frozenset[Style]]]) -> Iterator[Mark]:
    """One mark for each run of pieces that share a style; blanks between them do not end it."""
    under_way: dict[Style, tuple[int, int]] = {}
    place = 0
    for text, styles in pieces:
        end = place + len(text)
        for style in styles:
            if style[0] is MarkKind.NOTE:
                yield Mark(start=place, end=place, kind=MarkKind.NOTE, target=style[1])
                continue
            start, _ = under_way.get(style, (place, 0))
            under_way[style] = (start, end)
        if text.strip():
            for style in [style for style in under_way if style not in styles]:
                start, stop = under_way.pop(style)
                yield _mark(start, stop, style)
        place = end
    for style, (start, stop) in under_way.items():
        yield _mark(start, stop, style)


def _mark(start: int, end: int, style: Style) -> Mark:
    return Mark(start=start, end=end, kind=style[0], target=style[1])
