"""In which languages a meeting is held: those that are spoken there, interpretation included."""

from __future__ import annotations

import re

from archive.importing.facts import LIKELY, SURE, Evidence, Fact
from archive.importing.segments import Segments
from archive.importing.sheet import Passage
from archive.importing.words import LetterWords

_OFFICIAL = ("en", "ru", "fr", "es", "ar", "zh")
"""The official languages of the Union (Constitution of the ITU, Article 29)."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n")
_LONGEST = 4000


def meeting_languages_of(segments: Segments, words: LetterWords) -> tuple[Fact[str], ...]:
    """The codes of the languages, each with the sentence that names it."""
    reader = _Reader(words)
    found: dict[str, Fact[str]] = {}
    for passage in segments.body:
        for sentence in _SENTENCE.split(passage.text[:_LONGEST]):
            for code, confidence in reader.spoken(sentence):
                found.setdefault(code, _fact(code, confidence, sentence, passage))
    return tuple(found.values())


def _fact(code: str, confidence: float, sentence: str, passage: Passage) -> Fact[str]:
    evidence = Evidence(words=" ".join(sentence.split())[:300], place=passage.place)
    return Fact(value=code, confidence=confidence, evidence=(evidence,))


class _Reader:
    def __init__(self, words: LetterWords) -> None:
        self._names = {
            code: words.pattern(f"meeting.language.{code}")
            for code in words.group("meeting.language")
        }
        self._official = words.pattern("meeting.official")
        self._held = words.pattern("meeting.held")
        self._other = words.pattern("meeting.other")
        self._meetings = words.pattern("event.nouns")
        self._in = words.pattern("meeting.in")

    def spoken(self, sentence: str) -> list[tuple[str, float]]:
        """The languages that a sentence says are spoken, in its order.

        What stands behind a word for documents, forms or recordings is not spoken.
        """
        other = self._other.search(sentence)
        part = sentence[: other.start()] if other else sentence
        named = self._named(part)
        official = self._official.search(part)
        if not named and not official:
            return []
        if self._held.search(part):
            confidence = SURE
        elif self._meetings.search(part) and self._in.search(part):
            confidence = LIKELY
        else:
            return []
        if official:
            named += [code for code in _OFFICIAL if code not in named]
        return [(code, confidence) for code in named]

    def _named(self, text: str) -> list[str]:
        places = ((pattern.search(text), code) for code, pattern in self._names.items())
        return [
            code for _, code in sorted((match.start(), code) for match, code in places if match)
        ]
