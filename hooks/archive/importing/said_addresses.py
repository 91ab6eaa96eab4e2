"""The sentences of a letter with the addresses that stand in them, to see what each is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.importing.facts import Evidence
from archive.importing.sentences import Sentence, sentences
from archive.importing.sheet import Mark, MarkKind, Passage
from archive.importing.table_rows import is_row
from archive.importing.words import LetterWords
from archive.prose.addresses import find_addresses
from archive.web_addresses import is_web_address

_MOST = 2_000
"""So many sentences are kept: a longer text is no letter."""
_LONGEST = 4_000
"""So much of a row is read."""
_MAIL = "mailto:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAddress:
    """An address in a sentence, or words that are a link."""

    kind: str
    """``url`` or ``email``."""
    value: str
    """Of a link whose address the file has lost: empty."""
    words: str
    """The words that bear the link, else the address as it is printed."""
    start: int
    end: int
    """Where it stands in the sentence."""
    is_link: bool = False
    """Whether other words than the address itself bear it."""

    @property
    def label(self) -> str:
        """The words that say what it leads to; empty where the address itself is printed."""
        return self.words if self.is_link else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidText:
    """A sentence, or a row of a table."""

    text: str
    """As it stands in the passage."""
    passage: Passage
    start: int
    """Where it begins in the passage."""
    addresses: tuple[SaidAddress, ...]
    sentence: Sentence | None = None
    """None of a row."""

    @property
    def line(self) -> str:
        """The text on one line, as evidence shows it."""
        return " ".join(self.text.split())

    @property
    def has_day(self) -> bool:
        """Whether a day is named in it."""
        moments = self.sentence.moments if self.sentence else ()
        return any(moment.has_day for moment in moments)

    @property
    def evidence(self) -> Evidence:
        """The text as evidence."""
        return Evidence(words=self.line, place=self.passage.place)


class SaidTexts:
    """All sentences and rows of a letter's text and annexes, in their order."""

    def __init__(self, passages: Iterable[Passage], words: LetterWords) -> None:
        listed = list(passages)
        by_passage: dict[int, list[SaidText]] = {}
        for said in _of_sentences(listed, words):
            by_passage.setdefault(id(said.passage), []).append(said)
        found: list[SaidText] = []
        for passage in listed:
            if is_row(passage):
                found.append(_of_row(passage))
            else:
                found += by_passage.get(id(passage), ())
        self.all: Sequence[SaidText] = tuple(found[:_MOST])

    def of(self, evidence: Evidence) -> int | None:
        """The index of the text that some evidence quotes; None where there is none."""
        words = evidence.words.replace(" | ", " ").strip()
        for index, said in enumerate(self.all):
            if said.passage.place == evidence.place and words and words in said.line:
                return index
        return None

    def after(self, index: int) -> Iterator[SaidText]:
        """The texts behind one in the same paragraph."""
        passage = self.all[index].passage
        for said in self.all[index + 1 :]:
            if said.passage is not passage:
                return
            yield said

    def before(self, index: int) -> SaidText | None:
        """The text right before one in the same paragraph."""
        if index and self.all[index - 1].passage is self.all[index].passage:
            return self.all[index - 1]
        return None


def _of_sentences(passages: Sequence[Passage], words: LetterWords) -> Iterator[SaidText]:
    passage: Passage | None = None
    at = 0
    for sentence in sentences(passages, words):
        if sentence.passage is not passage:
            passage, at = sentence.passage, 0
        start = max(passage.text.find(sentence.printed, at), 0)
        at = start + len(sentence.printed)
        yield SaidText(
            text=sentence.printed,
            passage=passage,
            start=start,
            addresses=tuple(_addresses(passage, start, at)),
            sentence=sentence,
        )


def _of_row(passage: Passage) -> SaidText:
    text = passage.text[:_LONGEST]
    addresses = tuple(_addresses(passage, 0, len(text)))
    return SaidText(text=text, passage=passage, start=0, addresses=addresses)


def _addresses(passage: Passage, start: int, end: int) -> Iterator[SaidAddress]:
    """The addresses between two places of a passage, printed ones and links, in their order."""
    text = passage.text[start:end]
    found = [
        SaidAddress(kind=kind, value=_value(kind, text[begin:stop], value), words=text[begin:stop],
                    start=begin, end=stop)
        for kind, value, begin, stop in find_addresses(text)
    ]  # fmt: skip
    printed = list(found)
    for mark in passage.marks:
        if mark.kind is not MarkKind.LINK or mark.start >= end or mark.end <= start:
            continue
        begin, stop = max(mark.start - start, 0), min(mark.end, end) - start
        if any(begin < each.end and each.start < stop for each in printed):
            continue
        link = _of_link(mark, text, begin, stop)
        if link is not None:
            found.append(link)
    yield from sorted(found, key=lambda each: (each.start, each.end))


def _value(kind: str, printed: str, canonical: str) -> str:
    """A web address as printed, where it is a whole one; an e-mail address as printed."""
    return printed if kind == "email" or is_web_address(printed) else canonical


def _of_link(mark: Mark, text: str, begin: int, stop: int) -> SaidAddress | None:
    target = mark.target.strip()
    words = " ".join(text[begin:stop].split())
    if target.lower().startswith(_MAIL):
        value = target[len(_MAIL) :].partition("?")[0]
        return SaidAddress(
            kind="email", value=value, words=words, start=begin, end=stop, is_link=True
        )
    if target and not target.startswith("#") and not is_web_address(target):
        return None  # a script, or a file of somebody's disk
    value = target if is_web_address(target) else ""
    return SaidAddress(kind="url", value=value, words=words, start=begin, end=stop, is_link=True)
