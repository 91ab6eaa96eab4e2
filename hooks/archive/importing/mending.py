"""What extraction and printing add to a letter is taken out: page numbers, running heads, stamps.

What is no part of the letter's text becomes an edge; nothing is lost that an editor could miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.importing.broken_addresses import whole_addresses
from archive.importing.characters import mended_characters
from archive.importing.editing import trimmed
from archive.importing.sheet import Kind, Passage, Sheet
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_LONGEST = 20_000
"""Characters of a passage; what is longer is cut into pieces, so that no search runs away."""
_PAGE_NUMBER = re.compile(r"(?:[-–—−] ?)?([0-9]{1,3})(?: ?[-–—−])?|([0-9]{1,3}) ?/ ?[0-9]{1,3}")
_STAMP = re.compile(
    r"[A-Za-z]:\\\S|\\\\?[\w.-]{2,40}\\[\w.-]{1,60}|[\w.-]{1,40}\\[\w.-]{1,40}\\[\w.-]{1,60}"
    r"|\b\w{1,60}\.(?:docx?|rtf|indd|pdf)\b[^\n]{0,40}\b[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
    r"|\b[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},? +[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b"
)
_LONGEST_STAMP = 130
_ONLY_ADDRESS = re.compile(r"(?:mailto:|https?://|www\.)\S{3,400}")
_LONGEST_HEAD = 90
"""Of a running head, in characters."""
_FEWEST = 2
_MOST_HEADS = 100
"""So many different ones are looked for elsewhere; no letter has more."""
_NUMERAL = "(?:[0-9]{1,2}|[IVXivx]{1,5}|[A-ZА-Я])"


def mended(sheet: Sheet, every: Mapping[str, LetterWords]) -> Sheet:
    """The sheet without what is damage by its look; *every* are the words of all languages."""
    passages = [
        _trimmed(mended_characters(piece)) for passage in sheet.passages for piece in _cut(passage)
    ]
    passages = _without_rows_of_nothing(passages)
    page_words = [word for words in every.values() for word in words.listed("mending.page")]
    passages = _Edges(passages, page_words).told()
    annexes = [word for words in every.values() for word in words.listed("parting.annex")]
    passages = list(_with_annexes(passages, annexes))
    passages = whole_addresses(passages)
    return replace(sheet, passages=tuple(passages))


def _trimmed(passage: Passage) -> Passage:
    """Empty cells at the ends of a row stay."""
    return passage if passage.kind is Kind.ROW else trimmed(passage)


def _cut(passage: Passage) -> Sequence[Passage]:
    size = len(passage.text)
    if size <= _LONGEST:
        return (passage,)
    return [passage.part(at, min(at + _LONGEST, size)) for at in range(0, size, _LONGEST)]


def _without_rows_of_nothing(passages: list[Passage]) -> list[Passage]:
    return [each for each in passages if each.kind is not Kind.ROW or each.text.strip()]


def _with_annexes(passages: Sequence[Passage], words: Sequence[str]) -> Iterator[Passage]:
    """Headings of annexes are no running heads, although they look alike but for their number."""
    heading = re.compile(rf"{choice(words)}\s{{1,3}}(?:№\s?)?{_NUMERAL}", re.IGNORECASE)
    seen: set[str] = set()
    for passage in passages:
        text = passage.text.casefold()
        if passage.kind is Kind.EDGE and text not in seen and heading.fullmatch(passage.text):
            seen.add(text)
            passage = replace(passage, kind=Kind.TEXT)
        yield passage


class _Edges:
    """Finds the lines of running heads and feet among the printed lines."""

    def __init__(self, passages: list[Passage], page_words: Sequence[str]) -> None:
        self._passages = passages
        words = "|".join(re.escape(word) for word in page_words) or r"(?!)"
        self._numbered = re.compile(
            rf"(?:{words})\.? ?([0-9]{{1,3}})(?: ?(?:{words}|/) ?[0-9]{{1,3}})?", re.IGNORECASE
        )
        self._shapes = [_shape(each.text) for each in passages]
        self._counted: dict[str, int] = {}

    def told(self) -> list[Passage]:
        """The passages, running heads and page numbers marked as edges."""
        edges = {index for index in range(len(self._passages)) if self._is_edge(index)}
        edges |= self._dumped_links()
        for index in sorted(edges):
            edges |= self._beside(index, -1) | self._beside(index, 1)
        return [
            replace(each, kind=Kind.EDGE) if index in edges else each
            for index, each in enumerate(self._passages)
        ]

    def _text(self, index: int) -> str:
        return self._passages[index].text if 0 <= index < len(self._passages) else ""

    @staticmethod
    def _is_short(passage: Passage) -> bool:
        return passage.kind is Kind.TEXT and 0 < len(passage.text) <= _LONGEST_HEAD

    def _is_edge(self, index: int) -> bool:
        passage = self._passages[index]
        if passage.kind not in (Kind.TEXT, Kind.HEADING):
            return False
        text = passage.text
        if not text or len(text) > _LONGEST_STAMP:
            return False
        if _STAMP.search(text) and not _is_sentence(text):
            return True
        if self._numbered.fullmatch(text):
            return True
        match = _PAGE_NUMBER.fullmatch(text)
        if not match:
            return False
        if not text.isdigit():
            return True
        return self._is_at_page(index)

    def _is_at_page(self, index: int) -> bool:
        """Whether nothing but the end of a page or an empty line stands on both sides."""
        before = index == 0 or not self._text(index - 1)
        after = index + 1 >= len(self._passages) or not self._text(index + 1)
        return before and after

    def _beside(self, index: int, step: int) -> set[int]:
        """A line beside a page number that stands elsewhere as well: a running head."""
        number = self._passages[index].text
        if not _PAGE_NUMBER.fullmatch(number) and not self._numbered.fullmatch(number):
            return set()
        at = index + step
        while 0 <= at < len(self._passages) and not self._text(at) and abs(at - index) < _FEWEST:
            at += step
        if not 0 <= at < len(self._passages) or not self._is_short(self._passages[at]):
            return set()
        shape = self._shapes[at]
        if len(shape) <= _FEWEST:
            return set()
        if shape not in self._counted and len(self._counted) < _MOST_HEADS:
            self._counted[shape] = sum(shape in each for each in self._shapes)
        return {at} if self._counted.get(shape, 0) > 1 else set()

    def _dumped_links(self) -> set[int]:
        """Runs of lines with an address and nothing else, as extractors print them below a page."""
        found: set[int] = set()
        run: list[int] = []
        for index in range(len(self._passages) + 1):
            text = self._text(index)
            if text and _ONLY_ADDRESS.fullmatch(text):
                run.append(index)
                continue
            if len(run) >= _FEWEST and any(self._text(at).startswith("mailto:") for at in run):
                found.update(run)
            run = []
        return found


def _shape(text: str) -> str:
    """A line for comparison: figures do not matter in running heads."""
    return re.sub(r"[0-9]+", "0", " ".join(text.split())).casefold()


def _is_sentence(text: str) -> bool:
    """Whether words of prose stand around a stamp's look: then it is none."""
    without = _STAMP.sub(" ", text)
    words = re.findall(r"[^\W\d_]{2,}", without)
    return len(words) > 4
