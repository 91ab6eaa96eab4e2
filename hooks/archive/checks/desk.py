"""What editorial rules know beside the sources: the day, the words of each language, the prose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.glossary import Glossary
from archive.languages import Phrases
from archive.prose.alignment import answers
from archive.prose.differences import Comparison
from archive.prose.lexicon import Lexicon
from archive.prose.readings import Reading, read_document
from archive.references import Grammar
from archive.sources import Document
from archive.speller import Speller


@dataclass(slots=True)
class Desk:
    """One run of the checker (or of one of its processes)."""

    phrases: Mapping[str, Phrases]
    today: dt.date
    spellers: Mapping[str, Speller] = field(default_factory=dict)
    """By language; none where spelling is not checked."""
    glossary: Glossary = field(default_factory=Glossary)
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)
    _readings: dict[int, tuple[Document, Reading]] = field(default_factory=dict)
    _comparisons: dict[int, tuple[Document, Document, Comparison]] = field(default_factory=dict)

    @property
    def grammar(self) -> Grammar:
        """Finds references in running text."""
        return self.lexicon(next(iter(self.phrases))).grammar

    def lexicon(self, language: str) -> Lexicon:
        """The words by which the prose of *language* is read."""
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon.of(self.phrases[language], self.phrases)
        return self._lexicons[language]

    def reading(self, document: Document) -> Reading:
        """The prose of *document* with everything that was found in it, read once."""
        known = self._readings.get(id(document))
        if known is None:
            known = (document, read_document(document, self.lexicon(document.language)))
            self._readings[id(document)] = known
        return known[1]

    def comparison(self, facts: Document, translation: Document) -> Comparison:
        """The prose of a translation beside that of the *facts*, put side by side once."""
        known = self._comparisons.get(id(translation))
        if known is None or known[0] is not facts:
            one, other = (
                (self.reading(document), self.lexicon(document.language))
                for document in (facts, translation)
            )
            comparison = Comparison(one, other, answers(facts, translation))
            known = self._comparisons[id(translation)] = facts, translation, comparison
        return known[2]

    def forget(self) -> None:
        """Let go of the readings of a folder that is done."""
        self._readings.clear()
        self._comparisons.clear()
