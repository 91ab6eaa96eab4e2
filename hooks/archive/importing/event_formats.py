"""The format of each of several events: what a clause says of one of them alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.importing.clauses import stems
from archive.importing.event_names import event_names
from archive.importing.event_places import event_places
from archive.importing.said_events import SaidEvent
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_CLAUSE = re.compile(r"[;,:]\s|\.\s")
_MOST = 400
"""So many clauses of a letter are read."""


class EventFormats:
    """Reads what the *sentences* of a letter say of the formats of its events."""

    def __init__(self, sentences: Sequence[Sentence], words: LetterWords) -> None:
        self._names = event_names(words)
        self._places = event_places(words)
        self._unlike = re.compile(
            rf",?\s?(?<!\w){choice(words.listed('event.unlike'))} [^,;.]{{3,60}},\s?", re.IGNORECASE
        )
        self._pronouns = re.compile(
            rf"{choice(words.listed('event.pronouns-bare'))}(?!\w)", re.IGNORECASE
        )
        self._margins = re.compile(
            rf"(?<!\w){choice(words.listed('event.margins'))}[^,;.]{{0,24}}\Z", re.IGNORECASE
        )
        self._only = words.pattern("event.only")
        self._said = list(self._clauses(sentences))[:_MOST]

    def _clauses(self, sentences: Sequence[Sentence]) -> Iterator[tuple[frozenset[str], str, str]]:
        """The events that a clause names, by their nouns; its words and its format."""
        for sentence in sentences:
            for clause in _CLAUSE.split(self._unlike.sub(" ", sentence.text)):
                form = self._places.said_format(clause)
                if form is None:
                    continue
                nouns = frozenset(
                    each[0].casefold()[:5] for each in self._names.nouns.finditer(clause)
                )
                if not nouns and self._pronouns.match(clause.lstrip()):
                    nouns = self._before(sentence)
                if nouns:
                    yield nouns, clause, form

    def _before(self, sentence: Sentence) -> frozenset[str]:
        """The event that a pronoun means: the first one of the sentence before."""
        earlier = re.split(r"[.!?]\s", sentence.before.strip(" .!?"))[-1]
        found = next(
            (
                each[0].casefold()[:5]
                for each in self._names.nouns.finditer(earlier)
                if not self._margins.search(
                    earlier[: each.start()]
                )  # "On the margins of the Forum"
            ),
            None,
        )
        return frozenset({found} if found else ())

    def of(self, said: SaidEvent, every: Sequence[SaidEvent]) -> str | None:
        """The format of an event; None where no clause is about it alone."""
        if said.form:
            return said.form
        if said.is_row:
            return self._places.said_format(said.near)
        others = [each for each in every if each is not said]
        if not others:
            return None
        for nouns, clause, form in self._said:
            if said.noun not in nouns or self._is_of_other(said, others, clause):
                if said.noun not in nouns and form == "hybrid" and self._only.search(clause):
                    return "physical"  # "remote participation is offered for the workshop only"
                continue
            return form
        if said is every[0] and len(every) > 1 and self._has_parts(every):
            return "hybrid"
        return None

    def _has_parts(self, every: Sequence[SaidEvent]) -> bool:
        """Whether parts of the first event, which are no events of the letter, can be followed from
        elsewhere."""
        known = {each.noun for each in every}
        return any(form == "hybrid" and not nouns & known for nouns, _, form in self._said)

    @staticmethod
    def _is_of_other(said: SaidEvent, others: Sequence[SaidEvent], clause: str) -> bool:
        """Whether a clause may speak of another event that is called by the same word."""
        words = stems(clause)
        own = len(stems(said.name) & words)
        return any(
            each.noun == said.noun and len(stems(each.name) & words) >= own for each in others
        )
