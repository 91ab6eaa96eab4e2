"""From the text of a file to what its letter says: the steps in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from archive.importing.facts import Evidence, Fact, HeadFacts, LetterFacts, TextFacts
from archive.importing.head import head_facts
from archive.importing.mending import mended
from archive.importing.own_words import OwnWords, own_words, with_doubts
from archive.importing.parting import parted
from archive.importing.segments import Segments
from archive.importing.sheet import Sheet
from archive.importing.texts import Known, text_facts
from archive.importing.tongues import language_of
from archive.importing.words import LetterWords
from archive.languages import Phrases

T = TypeVar("T")


class _KeptWords:
    """The words of all languages from one reader to the next.

    Their patterns, several hundred, take far longer to make than a letter takes to read.
    """

    def __init__(self) -> None:
        self._phrases: Mapping[str, Phrases] = {}
        self._words: Mapping[str, LetterWords] = {}

    def of(self, phrases: Mapping[str, Phrases]) -> Mapping[str, LetterWords]:
        """The words of the languages of *phrases*, made anew where those are others."""
        if self._phrases is not phrases and self._phrases != phrases:
            self._words = {code: LetterWords(code, phrases) for code in phrases}
        self._phrases = phrases
        return self._words


_WORDS = _KeptWords()

WARNINGS = ("weekday", "no-such-day")
"""The reasons that an editor hears of in any case: the letter contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLetter:
    """A letter that was read: its parts, and what was found in them."""

    words: LetterWords
    segments: Segments
    facts: LetterFacts
    counts_paragraphs: bool = False
    """Whether places count paragraphs and not lines."""
    own: OwnWords = field(default_factory=OwnWords)
    """The letter's words as they stand in its file, where signs in them were mended."""
    is_language_told: bool = True
    """Whether the text is in a language of the archive, or the language was given."""

    @property
    def is_letter(self) -> bool:
        """Whether there is anything in the text, sure or not, that tells a letter."""
        head, text = self.facts.head, self.facts.text
        once = (
            head.date, head.subject, head.salutation, head.signatory_name, head.signatory_title,
        )  # fmt: skip
        return bool(
            head.references
            or text.events
            or text.deadlines
            or any(finding.candidates for finding in once)
        )


class LetterReader:
    """Reads letters in every language of the archive; made once for many files."""

    def __init__(self, phrases: Mapping[str, Phrases], known: Known) -> None:
        """*known* is what the archive has already: its initiatives."""
        self._words = _WORDS.of(phrases)
        self._known = known

    def read(self, sheet: Sheet, language: str = "") -> ReadLetter:
        """The letter in a file; *language* is its code, where it is known.

        A text in no language of the archive is read by the words of the first one, and marked.
        """
        plain = mended(sheet, self._words)
        told = language or language_of(plain, self._words)
        code = told or next(iter(self._words))
        words = self._words[code]
        segments = parted(plain, words)
        head = head_facts(segments, words)
        text = text_facts(segments, head, words, self._known)
        facts = LetterFacts(
            file=sheet.name,
            language=code,
            head=head,
            text=text,
            warnings=tuple(_warnings(head, text)),
        )
        own = own_words(sheet.passages)
        return ReadLetter(
            words=words,
            segments=segments,
            facts=with_doubts(facts, own),
            own=own,
            counts_paragraphs=plain.counts_paragraphs,
            is_language_told=bool(told),
        )


def _warnings(head: HeadFacts, text: TextFacts) -> Iterator[Fact[str]]:
    """What is odd in the letter itself, once for each place."""
    said: set[tuple[str, Evidence]] = set()
    facts: tuple[Fact[object], ...] = (
        *(_of_any(fact) for fact in head.date.candidates[:1]),
        *(_of_any(fact) for fact in text.events),
        *(_of_any(fact) for fact in text.deadlines),
    )
    for fact in facts:
        for reason in fact.reasons:
            for evidence in fact.evidence[:1]:
                if reason in WARNINGS and (reason, evidence) not in said:
                    said.add((reason, evidence))
                    yield Fact(value=reason, confidence=fact.confidence, evidence=(evidence,))


def _of_any(fact: Fact[T]) -> Fact[object]:
    return Fact(
        value=fact.value,
        confidence=fact.confidence,
        evidence=fact.evidence,
        reasons=fact.reasons,
    )
