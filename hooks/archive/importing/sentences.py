"""The text of a letter by sentence, with what introduces it and where it stands."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.importing.facts import Evidence
from archive.importing.moments import LONGEST, Moment, find_moments, plain_blanks
from archive.importing.sheet import Kind, Passage
from archive.importing.table_rows import is_row
from archive.importing.words import LetterWords
from archive.prose.addresses import find_addresses
from archive.references.folding import LOOKALIKES

_END = re.compile(r"[.!?…][)\]\"»”’]{0,2}(?=\s|[A-ZА-ЯЁ])|[;\n]")
_LABEL = re.compile(
    r"\s{0,4}(?:\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-zа-я])[.)](?=\s)|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\t|[–—−•*-](?=\s))\s{0,4}"
)
_LATIN = str.maketrans(
    LOOKALIKES
    | {small.upper(): latin.upper() for small, latin in LOOKALIKES.items()}
    | {"н": "n", "п": "n", "г": "r"}
)
"""Cyrillic letters in words of Latin ones; no letter in a Latin language has them by right."""
_LETTER_BEFORE = re.compile(r"(?:\A|[\s(])[^\W\d_]\.\Z")


_STARTS = re.compile(r"\s+[A-ZА-ЯЁ][a-zа-яё]")
_MOST = 60
"""So many moments of one sentence are read: with more it is no prose."""
_BEFORE = 2_000
_BEHIND = 400
_LINE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, or a part of one that a semicolon ends."""

    text: str
    """Its words with plain blanks; addresses are replaced by dots of the same length."""
    printed: str
    """Its words as they stand in the passage."""
    moments: tuple[Moment, ...]
    """Their places count in :attr:`text`."""
    passage: Passage
    lead: str = ""
    """The sentence that introduces a list, for its items: "Members are invited:"."""
    before: str = ""
    """What stands right before it in the same paragraph."""
    after: str = ""
    """And what stands right behind it."""
    paragraph: int = 0
    """The number of its paragraph among all of the text; items have their own."""
    is_annex: bool = False

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """The words from *start* to *end*, on one line."""
        words = " ".join(self.printed[start : len(self.printed) if end is None else end].split())
        return Evidence(words=words, place=self.passage.place)


def sentences(
    passages: Iterable[Passage], words: LetterWords, *, is_annex: bool = False
) -> Iterator[Sentence]:
    """The sentences of *passages* in order; rows of tables are left out."""
    abbreviations = re.compile(
        rf"(?<!\w)(?:{words.pattern('dates.abbreviations').pattern})\Z", re.IGNORECASE
    )
    is_latin = words.lexicon.letters.isascii()
    lead = ""
    for number, passage in enumerate(passages):
        if passage.kind in (Kind.EDGE, Kind.PAGE):
            continue
        if is_row(passage):
            lead = ""  # it introduced the table
            continue
        raw = passage.text[:LONGEST]
        label = _LABEL.match(raw)
        is_item = passage.kind is Kind.ITEM or bool(passage.label) or label is not None
        offset = label.end() if label else 0
        printed = raw[offset:]
        text = _without_addresses(plain_blanks(printed))
        if is_latin:
            text = text.translate(_LATIN)
        moments = find_moments(text, words)
        is_item = is_item or (bool(lead) and _is_dated(text, moments))
        start = 0
        for end in (*_ends(printed, moments, abbreviations), len(text)):
            inside = tuple(_moved(each, -start) for each in _within(moments, start, end))[:_MOST]
            if text[start:end].strip():
                yield Sentence(
                    text=text[start:end],
                    printed=printed[start:end],
                    moments=inside,
                    passage=passage,
                    lead=lead if is_item else "",
                    before=text[max(0, start - _BEFORE) : start],
                    after=text[end : end + _BEHIND],
                    paragraph=number,
                    is_annex=is_annex,
                )
            start = end
        if text.rstrip().endswith(":"):
            lead = text
        elif not is_item:
            lead = ""


def _is_dated(text: str, moments: Sequence[Moment]) -> bool:
    """Whether a line is an item of a list by its day: "21 May 2024: Costs"."""
    if not moments or not moments[0].has_day or text[: moments[0].begin].strip():
        return False
    return len(text) <= _LINE and text[moments[0].stop :].lstrip()[:1] in (":", "–", "—")


def _within(moments: Sequence[Moment], start: int, end: int) -> Sequence[Moment]:
    first = bisect.bisect_left(moments, start, key=_begin)
    return moments[first : bisect.bisect_left(moments, end, key=_begin)]


def _begin(moment: Moment) -> int:
    return moment.begin


def _moved(moment: Moment, by: int) -> Moment:
    return replace(moment, begin=moment.begin + by, stop=moment.stop + by)


def _without_addresses(text: str) -> str:
    """*text* with dots for web and e-mail addresses, whose figures are no dates."""
    for _, _, start, end in find_addresses(text):
        text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    return text


def _ends(text: str, moments: list[Moment], abbreviations: re.Pattern[str]) -> Iterator[int]:
    for match in _END.finditer(text):
        at, sign = match.start(), match[0][0]
        last = bisect.bisect_right(moments, at, key=_begin) - 1
        if last >= 0 and at < moments[last].stop - 1:
            continue
        if sign == "\n":
            continue
        if sign == ".":
            following = text[match.end() : match.end() + 40].lstrip()[:1]
            if following and not (following.isupper() or following in '"«“([0123456789–•·'):
                continue
            if last >= 0 and at == moments[last].stop - 1 and _STARTS.match(text, match.end()):
                yield match.end()  # "в 14 час. 00 мин. Собрание …": the sign of the hour ends it
                continue
            before = text[max(0, at - 24) : at + 1]
            if abbreviations.search(before) or abbreviations.search(before[:-1]):
                continue
            if _LETTER_BEFORE.search(before):
                continue
        yield match.end()
