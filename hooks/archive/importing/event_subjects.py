"""The events of a letter's subject."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from archive.importing.event_names import ACRONYM, NamedEvent, event_names, subject_text
from archive.importing.event_places import event_places
from archive.importing.event_words import event_patterns, is_mention
from archive.importing.facts import SURE, Evidence
from archive.importing.moments import find_moments, plain_blanks
from archive.importing.said_events import SaidEvent, is_ahead
from archive.importing.segments import Segments
from archive.importing.words import LetterWords
from archive.importing.years import with_year

_NAME_ENDS = re.compile(r"[;(\n]| [–—] |, (?=[а-яa-z])")


class SubjectReader:
    """Reads the subject of a letter of the day *letter*."""

    def __init__(self, words: LetterWords, letter: dt.date | None) -> None:
        self._words = words
        self._letter = letter
        self._names = event_names(words)
        self._places = event_places(words)
        self._patterns = event_patterns(words)
        self.names: list[NamedEvent] = []
        """All that it names, with days and without, once it has been read."""

    def of_subject(self, segments: Segments) -> Iterator[SaidEvent]:
        """The events of the subject."""
        if not segments.subject:
            return
        raw = "\n".join(each.text for each in segments.subject)
        text = plain_blanks(raw)
        names = self.names = self._names.of_subject(text)
        if self._patterns["cancelled"].search(text):
            return
        floor = 0
        place = self._places.at_end(raw) if len(names) > 1 else None
        for moment in find_moments(text, self._words):
            moment = with_year(moment, self._letter)
            before = text[floor : moment.begin]
            floor, begin = moment.stop, floor
            if not is_ahead(moment, self._letter):
                continue
            named = [each for each in names if begin <= each.begin < moment.begin]
            is_first = not before.strip() and moment.begin < 3  # "3-5 May: Forum on Skills"
            if not named and not is_first and (begin == 0 or len(before) > 6):
                continue
            name = self._best(named or names[:1])
            behind = text[max(name.stop, begin) : moment.begin] if name else ""
            stop = len(text) if is_first else moment.begin
            if name is None or self._patterns["stale"].search(behind):
                continue
            place = self._places.of_subject(raw.replace("\n", ";"), moment.begin) or place
            whole = text[min(name.begin, moment.begin) : max(moment.stop, name.stop)]
            yield SaidEvent(
                moment=moment,
                name=self._whole_name(text, name, stop, place),
                noun=name.noun,
                title=name.title,
                is_subject=True,
                is_mention=is_mention(self._words, text, name.begin),
                near=subject_text([text]) if len(names) < 2 else whole,
                place=place,
                confidence=min(SURE, moment.confidence),
                evidence=tuple(
                    Evidence(words=" ".join(each.text.split()), place=each.place)
                    for each in segments.subject
                ),
            )

    def _whole_name(self, text: str, named: NamedEvent, stop: int, place: str | None) -> str:
        """In a subject the name goes on to the place or the day, if nothing else stands between."""
        end = stop
        if place and (at := text.find(place, named.begin)) >= 0:
            end = min(end, at)
        rest = text[named.begin : end]
        for cut in _NAME_ENDS.finditer(rest, named.stop - named.begin):
            if not ACRONYM.match(rest, cut.start()):
                rest = rest[: cut.start()]
                break
        return " ".join(rest.split()).strip(" ,;:(–—-*") or named.name

    def _best(self, names: list[NamedEvent]) -> NamedEvent | None:
        titled = [each for each in names if each.title]
        full = [each for each in names if not each.is_bare]
        first = titled or full or names
        return first[0] if first else None
