"""Printed lines become paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from archive.importing.editing import edited, joined
from archive.importing.sheet import Kind, MarkKind, Passage
from archive.importing.words import LetterWords

BULLETS = "•●▪■◦‣·–—−*-"
LABEL = re.compile(
    rf"[{BULLETS}](?=[\s\t])|[•●▪■◦‣]|\(?(?:[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,3}}|[A-Za-zА-Яа-я]|[ivxIVX]{{1,5}})[.)](?=\s|[А-ЯA-Z])"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=\s)|[0-9]{1,2}(?=\t|\s{2,}|\s[А-ЯЁA-Z«“\"])"
)
"""What stands before a paragraph or an item of a list: ``1``, ``2.1``, ``a)``, ``–``."""
_NUMBER = re.compile(r"([0-9]{1,2})(?:[.)]|(?=\s))")
_WRAPPED = 160
"""Files with no line longer than this have been broken into lines by a printer."""
_TORN, _LEAST_TORN = 50, 3
"""So many lines so long that go on in small letters tell it, too, where a few are longer."""
_FULL = 0.72
"""A line is full that has at least this share of the usual width."""
_ENDS = (".", "!", "?", ":", ";", '."', ".»", ".”", ".)", "?»", "!»")
_NUMERAL = "(?:[0-9]{1,2}|[IVXivx]{1,5}|[A-ZА-Я])"
_VALUE = re.compile(r"\+ ?[0-9]{1,3}[ (]|[\w.+-]{1,64}@[\w-]{1,60}\.|https?://|www\.")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{0,190}$|[\w.+-]{1,64}@\S{0,100}$|x?[\w.+-]{1,64}@[\w-]{1,60}\."
)
"""An address that goes on in the next line keeps its hyphen."""
_SEARCHED = 60_000
"""So much of a text is searched for other spellings of a torn word, in characters."""
_MOST = 2_000
"""So many words are looked for."""
_LONGEST = 20_000
"""A paragraph that is longer takes no more lines."""


def paragraphs(passages: Iterable[Passage], words: LetterWords, *, whole: bool) -> list[Passage]:
    """The passages with lines that belong together joined; empty ones and page ends are left out.

    *whole*: the file knew its paragraphs, and only what a page end has torn apart is joined.
    """
    return _Reflow(list(passages), words, whole).done()


class _Reflow:
    def __init__(self, passages: list[Passage], words: LetterWords, whole: bool) -> None:
        # Where a text has a page number in the middle, a page ended.
        self._passages = [
            each if each.kind is not Kind.EDGE else replace(each, kind=Kind.PAGE)
            for each in passages
            if each.kind is not Kind.EDGE or not whole
        ]
        self._annex = re.compile(
            rf"(?:{words.pattern('parting.annex').pattern})(?:\s{{1,3}}(?:№\s?)?{_NUMERAL})?",
            re.IGNORECASE,
        )
        self._compounds = frozenset(words.listed("mending.compounds"))
        self._whole = whole
        lengths = sorted(len(each.text) for each in self._lines())
        self._is_wrapped = self._tells_wrapped(lengths)
        if self._is_wrapped:
            lengths = [length for length in lengths if length <= _WRAPPED]
        self._width = lengths[int(len(lengths) * 0.85)] if lengths else 0
        self._text = " ".join(each.text for each in self._lines())[:_SEARCHED].casefold()
        self._sought: dict[str, bool] = {}
        self._signs = Counter(each.text[:2].replace("\t", " ") for each in self._lines())
        self._number = 0

    def _tells_wrapped(self, lengths: list[int]) -> bool:
        """Whether a printer has broken the text into lines.

        A few that are longer, by a footer or by an address that was put together, say nothing where
        sentences go on from line to line.
        """
        longer = sum(length > _WRAPPED for length in lengths)
        if not longer:
            return True
        if longer > max(2, len(lengths) // 20):
            return False
        torn = sum(
            _TORN < len(one.text) <= _WRAPPED
            and two.text[:1].islower()
            and not LABEL.match(two.text)
            for one, two in pairwise(self._passages)
            if one.kind is two.kind is Kind.TEXT
        )
        return torn >= _LEAST_TORN

    def _lines(self) -> Iterator[Passage]:
        return (each for each in self._passages if each.kind is Kind.TEXT and each.text)

    def done(self) -> list[Passage]:
        """The paragraphs."""
        done: list[Passage] = []
        gap = page = False
        last_line = ""
        for passage in self._passages:
            if passage.kind is Kind.PAGE:
                page = True
                continue
            if not passage.text.strip():
                gap = True
                continue
            previous = done[-1] if done else None
            if previous and self._goes_on(previous, last_line, passage, gap, page):
                done[-1] = self._joined(previous, passage)
            else:
                done.append(passage)
                self._count(passage.text)
            last_line = passage.text
            gap = page = False
        return done

    def _goes_on(
        self, previous: Passage, line: str, passage: Passage, gap: bool, page: bool
    ) -> bool:
        if passage.kind is not Kind.TEXT or previous.kind not in (Kind.TEXT, Kind.ITEM):
            return False
        if len(previous.text) > _LONGEST:
            return False
        text = passage.text
        is_open = not line.rstrip().endswith(_ENDS)
        begins_small = text[:1].islower() and not LABEL.match(text)
        if self._annex.fullmatch(text) or self._annex.fullmatch(previous.text):
            return False
        if self._whole or gap:
            # Only what stands over the end of a page can belong together here.
            is_torn = not self._whole and line.rstrip()[-1:].islower() and text[:1].isdigit()
            return page and is_open and (begins_small or (is_torn and not LABEL.match(text)))
        if _is_title(previous, passage) and len(line) < self._width * _FULL:
            return False
        if page:
            return is_open and (begins_small or not LABEL.match(text))
        if _is_bullet_alone(line) or _is_number_alone(line):
            return True
        if self._begins(text, line):
            return False
        if _VALUE.match(text) and line.rstrip().endswith((":", ",")):
            return True  # the number behind "tel.:"
        if begins_small:
            return is_open or self._is_wrapped
        if not self._is_wrapped:
            return False
        return len(line) >= self._width * _FULL and (
            is_open or (len(line) >= self._width * 0.85 and not line.rstrip().endswith(":"))
        )

    def _begins(self, text: str, line: str) -> bool:
        """Whether a line begins a paragraph or an item by its label."""
        match = LABEL.match(text)
        if match is None:
            return False
        number = _NUMBER.match(text)
        if number is None or "." in match[0].rstrip("."):
            # A dash may go on a sentence; a bullet does not.
            return not (
                match[0] in "–—−-"
                and line.rstrip()[-1:].isalnum()
                and len(line) >= self._width * _FULL
                and not line.rstrip().endswith(_ENDS)
                and not self._has_items(text)
            )
        value = int(number[1])
        if (value == self._number + 1 and match[0][-1] in ".)") or text[
            match.end() : match.end() + 1
        ] == "\t":
            return True
        # "не позднее 31 / 12 июля": a number in the middle of a sentence is no label.
        return line.rstrip().endswith(_ENDS) or match[0][-1] in ".)"

    def _has_items(self, text: str) -> bool:
        """Whether other lines begin with the same sign and a tab or blank."""
        return self._signs[f"{text[:1]} "] > 1

    def _has(self, word: str) -> bool:
        """Whether the text has a word elsewhere."""
        if word not in self._sought and len(self._sought) < _MOST:
            self._sought[word] = word in self._text
        return self._sought.get(word, False)

    def _count(self, text: str) -> None:
        number = _NUMBER.match(text)
        if number and LABEL.match(text) and int(number[1]) == self._number + 1:
            self._number += 1

    def _joined(self, first: Passage, second: Passage) -> Passage:
        """One paragraph of two; a hyphen at the end of a line goes, unless the word has it."""
        text = first.text
        if not text.endswith("-") or len(text) < 2 or not text[-2].isalpha():
            return joined(first, second, "\t" if _is_number_alone(text) else " ")
        end, begin = text[-200:], f"x{second.text[:200]}"
        may_be_address = any(sign in f"{end}{begin}" for sign in ("@", "://", "www."))
        if may_be_address and (_ADDRESS.search(end) or _ADDRESS.match(begin)):
            return joined(first, second, "")
        head = re.search(r"[^\W\d_]+(?=-$)", text[-80:])
        tail = re.match(r"[^\W\d_]+", second.text)
        if head is None or tail is None:
            return joined(first, second, "")
        together = f"{head[0]}{tail[0]}".casefold()
        apart = f"{head[0]}-{tail[0]}".casefold()
        keeps = (
            self._has(apart)
            or head[0].casefold() in self._compounds
            or head[0].isupper()
            or not tail[0][0].islower()
        )
        if keeps and not self._has(together):
            return joined(first, second, "")
        return joined(edited(first, [(len(text) - 1, len(text), "")]), second, "")


def _is_title(previous: Passage, passage: Passage) -> bool:
    """Whether all that stands before is set bold, and the next line is not."""
    bold = [mark for mark in previous.marks if mark.kind is MarkKind.STRONG]
    is_bold = bool(bold) and bold[0].start <= 1 and bold[-1].end >= len(previous.text) - 1
    return is_bold and not any(
        mark.kind is MarkKind.STRONG and mark.start == 0 for mark in passage.marks
    )


def _is_bullet_alone(text: str) -> bool:
    return len(text.strip()) == 1 and text.strip() in BULLETS


def _is_number_alone(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,2}[.)]?", text.strip()) is not None
