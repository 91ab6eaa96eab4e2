"""What a letter says that it does to another one: it extends, moves, withdraws or replaces."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from archive.importing.sheet import Passage
from archive.importing.words import LetterWords

CITES, EXTENDS, RESCHEDULES = "cites", "extends", "reschedules"
WITHDRAWS, REPLACES = "withdraws", "replaces"
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+(?=[^\W\d_a-zа-я]|[«“\"(])")
_LONGEST = 20_000
"""So much of a paragraph is looked through, in characters."""
_SHOWN = 300

Told = tuple[tuple[str, ...], str]
"""The relations that may be meant (one where the words are plain), and the words."""


class RelationSigns:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        self._extends = words.pattern("relation.extends")
        self._moves = words.pattern("relation.moves")
        self._withdraws = words.pattern("relation.withdraws")
        self._replaces = words.pattern("relation.replaces")
        self._deadlines = words.pattern("relation.deadlines")
        self._denials = words.pattern("relation.denials")

    def reader(self, text: str) -> Callable[[int], Told]:
        """Tells what *text* says of the letter that is named at a place in it.

        What only another sentence of the paragraph says may be about that letter or not. Every
        sentence is looked through once, however many letters it names.
        """
        text = text[:_LONGEST]
        starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        known: dict[int, Told] = {}
        beside: list[Told] = []

        def told(place: int) -> Told:
            number = bisect.bisect_right(starts, place) - 1
            if number not in known:
                end = starts[number + 1] if number + 1 < len(starts) else len(text)
                known[number] = self._of_sentence(text[starts[number] : end])
            if known[number][0]:
                return known[number]
            if not beside:
                meant = self._of(text)
                beside.append(((CITES, *meant), _one_line(text)) if meant else ((), ""))
            return beside[0]

        return told

    def _of_sentence(self, sentence: str) -> Told:
        meant = self._of(sentence)
        if meant and self._denials.search(sentence):
            meant = (CITES, *meant)
        return meant, _one_line(sentence) if meant else ""

    def of_subject(self, subject: Iterable[Passage]) -> Told:
        """What the subject announces of some letter: "Postponement of the seminar"."""
        text = " ".join(each.text for each in subject)[:_LONGEST]
        meant = self._of(text)
        return ((CITES, *meant), _one_line(text)) if meant else ((), "")

    def _of(self, text: str) -> tuple[str, ...]:
        is_of_deadline = self._deadlines.search(text) is not None
        meant: list[str] = []
        if self._extends.search(text):
            meant.append(EXTENDS)
        if self._moves.search(text):
            meant += [EXTENDS, RESCHEDULES] if is_of_deadline else [RESCHEDULES]
        if self._withdraws.search(text):
            meant.append(WITHDRAWS)
        if self._replaces.search(text):
            meant += [EXTENDS, REPLACES] if is_of_deadline else [REPLACES]
        return tuple(dict.fromkeys(meant))


@lru_cache(maxsize=8)
def relation_signs(words: LetterWords) -> RelationSigns:
    """The signs of the language of *words*."""
    return RelationSigns(words)


def _one_line(text: str) -> str:
    return " ".join(text[: 2 * _SHOWN].split())[:_SHOWN]
