"""What the text of a letter says: meetings, deadlines, and what it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.importing.corrected import current
from archive.importing.deadline_lines import deadlines_of_lines
from archive.importing.deadline_tables import deadlines_of_tables
from archive.importing.deadlines import deadlines_in
from archive.importing.events import events_in
from archive.importing.facts import Deadline, Fact, HeadFacts, TextFacts
from archive.importing.interpretation import meeting_languages_of
from archive.importing.mentions import initiatives_of, relations_of, urls_of
from archive.importing.said_deadlines import SaidDeadline, merged_deadlines
from archive.importing.segments import Segments
from archive.importing.sentences import Sentence, sentences
from archive.importing.words import LetterWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the archive has already, and letters name."""

    initiatives: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The keys of the initiatives, each with its names and short names in all languages."""


def text_facts(segments: Segments, head: HeadFacts, words: LetterWords, known: Known) -> TextFacts:
    """Everything that subject, text and annexes say."""
    dated = head.date.value
    letter = dated.first() if dated and dated.is_day else None
    own = [fact.value.reference for fact in head.references if fact.is_sure]
    said = [
        *current(sentences(segments.body, words), words),
        *current(sentences(segments.annexes, words, is_annex=True), words),
    ]
    return TextFacts(
        events=events_in(segments, said, words, letter, head.place.value),
        deadlines=_deadlines(segments, said, words, letter),
        meeting_languages=meeting_languages_of(segments, words),
        urls=urls_of(segments),
        relates_to=relations_of(segments, own, words),
        initiatives=initiatives_of(segments, known.initiatives),
    )


def _deadlines(
    segments: Segments, said: Sequence[Sentence], words: LetterWords, letter: dt.date | None
) -> tuple[Fact[Deadline], ...]:
    """Those of the text first, then of tables and lists, then of annexes."""
    found: list[SaidDeadline] = []
    found += deadlines_in([each for each in said if not each.is_annex], words, letter)
    found += deadlines_of_tables(segments.body, words, letter)
    found += deadlines_of_lines(segments.body, words, letter)
    annexes = segments.annexes
    found += deadlines_in([each for each in said if each.is_annex], words, letter)
    found += deadlines_of_tables(annexes, words, letter, is_annex=True)
    return merged_deadlines(found)
