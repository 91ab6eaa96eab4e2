"""Puts the letters of a page together: to segments without wide gaps, and to printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.importing.readers.marked_text import MarkedText, Style
from archive.importing.readers.pdf_pages import Letter, Page
from archive.importing.sheet import MarkKind

_BLANK = 0.15
"""A gap of that many sizes is a blank."""
_WIDE = 0.95
"""A gap that is not between the words of one text; columns are at least so far apart."""
_LABEL_GAP = 5
ITEM_BULLET = re.compile(r"[–—−‒•▪◦●○·*➢➤\uf0b7-]|\(?(?:\d{1,2}|[^\W\d_]|[ivxIVX]{1,5})\)")
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]|[ivxIVX]{1,6})[.)]?")
_RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))

_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))


@dataclass(slots=True)
class Segment:
    """Letters on one line without a wide gap between them."""

    letters: list[Letter]
    tab: int = 0
    """The place of the letter before which there is a tab, behind the label of an item."""

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(letter.right for letter in self.letters)

    @property
    def text(self) -> str:
        """Its words."""
        return self.words().text.strip()

    def words(self) -> MarkedText:
        """Its words with their marks; raised figures are written as such."""
        size = max(letter.size for letter in self.letters)
        base = _base(self.letters)
        words = MarkedText()
        before: Letter | None = None
        for place, letter in enumerate(self.letters):
            if self.tab and place == self.tab:
                words.add("\t")
            elif before is not None and _has_blank(before, letter):
                words.add(" ", _styles(before) & _styles(letter))
            text = _LIGATURES.get(letter.text, letter.text)
            if letter.size < 0.8 * size and letter.base > base + 0.15 * size:
                text = "".join(_RAISED.get(figure, figure) for figure in text)
            words.add(text, _styles(letter))
            before = letter
        return words


@dataclass(slots=True)
class Line:
    """What is printed on one height."""

    segments: list[Segment]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(segment.right for segment in self.segments)

    @property
    def text(self) -> str:
        """Its words, with tabs for wide gaps."""
        return "\t".join(segment.text for segment in self.segments)


def lines_of(page: Page) -> list[Line]:
    """The printed lines of a page from top to foot."""
    rows: list[list[Letter]] = []
    seen: set[tuple[str, int, int]] = set()
    for letter in sorted(page.letters, key=lambda letter: (-letter.base, letter.left)):
        # Bold is sometimes made by printing twice, a hair apart.
        key = (letter.text, round(letter.left), round(letter.base))
        if letter.text.strip() and key in seen:
            continue
        seen.add(key)
        if rows and _on_line(rows[-1], letter):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [line for row in _with_raised(rows) if (line := _line(row)) is not None]


def _on_line(row: list[Letter], letter: Letter) -> bool:
    return row[0].base - letter.base < 0.35 * min(row[0].size, letter.size)


def _with_raised(rows: list[list[Letter]]) -> Iterator[list[Letter]]:
    """Figures raised above their line make a row of their own: they belong to the next."""
    raised: list[Letter] = []
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else []
        size = max((letter.size for letter in below), default=0)
        if (
            len(row) <= 12
            and below
            and max(letter.size for letter in row) < 0.8 * size
            and row[0].base - below[0].base < 0.6 * size
            and all(_touches(letter, below) for letter in row if letter.text.strip())
        ):
            raised.extend(row)
            continue
        yield row + raised
        raised = []
    if raised:
        yield raised


def _touches(letter: Letter, row: list[Letter]) -> bool:
    return any(
        -0.5 < letter.left - other.right < 0.4 * other.size
        or -0.5 < other.left - letter.right < 0.4 * other.size
        for other in row
    )


def _line(row: list[Letter]) -> Line | None:
    """The line of a row of letters; None where nothing but blanks is printed."""
    row = [letter for letter in row if letter.text.strip() or letter.text in " \xa0\u2009\u202f"]
    row.sort(key=lambda letter: (letter.left, letter.right))
    segments: list[Segment] = []
    end = 0.0
    for letter in row:
        if not letter.text.strip(" "):
            if segments and letter.left < end + _WIDE * letter.size:
                segments[-1].letters.append(letter)
            continue
        if not segments or letter.left - end > _WIDE * letter.size:
            segments.append(Segment([letter]))
        else:
            segments[-1].letters.append(letter)
        end = max(end, letter.right)
    for segment in segments:
        while segment.letters and not segment.letters[-1].text.strip():
            segment.letters.pop()
    segments = [segment for segment in segments if segment.letters]
    segments = list(_with_labels(segments))
    if not segments:
        return None
    printed = [letter for segment in segments for letter in segment.letters]
    return Line(segments=segments, base=_base(printed), size=_usual_size(printed))


def _with_labels(segments: list[Segment]) -> Iterator[Segment]:
    """The label of a list item and its words are one segment, whatever is between them."""
    rest = list(segments)
    while rest:
        segment = rest.pop(0)
        if rest:
            near = rest[0].left - segment.right < _LABEL_GAP * segment.letters[0].size
            is_first = len(segments) == 2
            label = segment.text
            if near and (ITEM_BULLET.fullmatch(label) or (is_first and _NUMBER.fullmatch(label))):
                words = rest.pop(0)
                segment = Segment([*segment.letters, *words.letters], tab=len(segment.letters))
        yield segment


def _base(letters: list[Letter]) -> float:
    bases = sorted(letter.base for letter in letters)
    return bases[(len(bases) - 1) // 2]


def _usual_size(letters: list[Letter]) -> float:
    sizes = sorted(letter.size for letter in letters)
    return sizes[len(sizes) // 2]


def _has_blank(before: Letter, letter: Letter) -> bool:
    if not before.text.strip() or not letter.text.strip():
        return False
    return letter.left - before.right > _BLANK * max(before.size, letter.size)


def _styles(letter: Letter) -> frozenset[Style]:
    styles: set[Style] = set()
    if letter.is_bold:
        styles.add((MarkKind.STRONG, ""))
    if letter.is_italic:
        styles.add((MarkKind.EMPHASIS, ""))
    if letter.target:
        styles.add((MarkKind.LINK, letter.target))
    return frozenset(styles)
