"""Where a letter announces events: its subject, its sentences, its tables of events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from archive.importing.clauses import stems
from archive.importing.deadline_signs import Sign, deadline_signs
from archive.importing.event_names import ACRONYM, NamedEvent, event_names, subject_text
from archive.importing.event_places import event_places
from archive.importing.facts import LIKELY, SURE, Evidence
from archive.importing.line_tables import line_tables
from archive.importing.moments import Moment, find_moments, plain_blanks
from archive.importing.said_events import SaidEvent
from archive.importing.segments import Segments
from archive.importing.sentences import Sentence
from archive.importing.table_rows import is_row, row_cells
from archive.importing.words import LetterWords
from archive.importing.years import with_year
from archive.prose.patterns import choice

_WINDOW = 170
"""So many characters on either side of a day speak of the event."""
_OPENING = 40
"""The subject of a sentence stands among so many characters at its beginning."""
_BEHIND = 60
"""And so many behind it of its format: then the sentence may speak of something else."""
_NAME_ENDS = re.compile(r"[;(\n]| [–—] |, (?=[а-яa-z])")


@lru_cache(maxsize=8)
def event_patterns(words: LetterWords) -> dict[str, re.Pattern[str]]:
    """The words of one language around events, by their lists under ``[event]``."""
    return {
        key: re.compile(rf"(?<!\w){choice(words.listed(f'event.{key}'))}", re.IGNORECASE)
        for key in ("verbs", "stale", "hours", "hours-unless", "cancelled", "pronouns")
    }


class EventReader:
    """Reads the announcements of a letter of the day *letter*, written at *home*."""

    def __init__(self, words: LetterWords, letter: dt.date | None, home: str | None) -> None:
        self._words = words
        self._letter = letter
        self._home = home
        self._names = event_names(words)
        self._places = event_places(words)
        self._signs = deadline_signs(words)
        self._patterns = event_patterns(words)
        self._subject: list[NamedEvent] = []

    # ---- where events are said

    def of_subject(self, segments: Segments) -> Iterator[SaidEvent]:
        """The events of the subject."""
        if not segments.subject:
            return
        raw = "\n".join(each.text for each in segments.subject)
        text = plain_blanks(raw)
        names = self._subject = self._names.all_in(text)
        if self._patterns["cancelled"].search(text):
            return
        floor = 0
        place = None
        for moment in find_moments(text, self._words):
            moment = with_year(moment, self._letter)
            before = text[floor : moment.begin]
            floor, begin = moment.stop, floor
            if not self._is_ahead(moment):
                continue
            named = [each for each in names if begin <= each.begin < moment.begin]
            if not named and (begin == 0 or len(before) > 6):
                continue
            name = self._best(named or names[:1])
            behind = text[max(name.stop, begin) : moment.begin] if name else ""
            if name is None or self._patterns["stale"].search(behind):
                continue
            place = self._places.of_subject(raw.replace("\n", ";"), moment.begin) or place
            whole = text[name.begin : moment.stop]
            yield SaidEvent(
                moment=moment,
                name=self._whole_name(text, name, moment.begin, place),
                noun=name.noun,
                title=name.title,
                is_subject=True,
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
        return " ".join(rest.split()).strip(" ,;:(–—-") or named.name

    def _best(self, names: list[NamedEvent]) -> NamedEvent | None:
        titled = [each for each in names if each.title]
        full = [each for each in names if not each.is_bare]
        return (titled or full or names or [None])[-1]  # type: ignore[list-item]

    def of_sentence(self, sentence: Sentence) -> Iterator[SaidEvent]:
        """The events that a sentence announces."""
        text = sentence.text
        names = self._names.all_in(text)
        floor = 0
        said_before = False
        for moment in sentence.moments:
            before, floor = text[floor : moment.begin], moment.stop
            moment = with_year(
                moment, self._letter, (each for each in sentence.moments if each is not moment)
            )
            if not moment.has_day or not self._is_ahead(moment) or before.endswith("("):
                continue
            verb, stale = self._announced(before)
            behind = text[moment.stop : moment.stop + _WINDOW // 2]
            if self._patterns["cancelled"].search(behind):
                continue
            after = self._patterns["verbs"].search(behind)
            # "The first one on Tuesday at 10:00, the second one on Thursday at 16:00".
            is_next = said_before and moment.opening is not None
            if stale > verb or (verb < 0 and not after and not is_next):
                continue
            reading = self._signs.reading(text, moment.begin, moment.stop, 0)
            is_deadline = reading.sign in (Sign.STRICT, Sign.NOUN, Sign.CLOSES) or (
                reading.sign is Sign.LOOSE and moment.opening is None
            )
            if moment.end is None and is_deadline:
                continue
            named = self._named(sentence, names, moment)
            if named is None:
                continue
            named = self._fuller(named)
            said_before = True
            near = text[max(0, moment.begin - _WINDOW) : moment.stop + _WINDOW]
            yield SaidEvent(
                moment=moment,
                name=named.name,
                noun=named.noun,
                title=named.title,
                near=f"{text[max(0, moment.begin - _WINDOW) : moment.stop + _BEHIND]} {named.name}",
                place=self._places.of_text(near, self._home),
                paragraph=sentence.paragraph,
                confidence=min(0.9 if not named.is_bare else LIKELY, moment.confidence),
                evidence=(sentence.evidence(),),
            )

    def _fuller(self, named: NamedEvent) -> NamedEvent:
        """The name that the subject has for an event, where it says more than the text."""
        if named.title:
            return named
        words = stems(named.name)
        return next(
            (
                each
                for each in self._subject
                if each.noun == named.noun and words <= stems(each.name) and not each.is_bare
            ),
            named,
        )

    def _announced(self, text: str) -> tuple[int, int]:
        """The last places of a verb that announces, and of words for what is past; -1 for none."""
        found = sorted(
            (match.start(), -match.end(), key)
            for key in ("verbs", "stale")
            for match in self._patterns[key].finditer(text)
        )
        last = {"verbs": -1, "stale": -1}
        stop = 0
        for start, end, key in found:
            if start >= stop:  # "was to be held" is no "to be held"
                last[key], stop = start, -end
        return last["verbs"], last["stale"]

    @staticmethod
    def _last(pattern: re.Pattern[str], text: str) -> int:
        return max((match.start() for match in pattern.finditer(text)), default=-1)

    def _named(
        self, sentence: Sentence, names: list[NamedEvent], moment: Moment
    ) -> NamedEvent | None:
        before = [each for each in names if each.begin < moment.begin]
        after = [each for each in names if each.begin >= moment.stop]
        titled = [each for each in (*before, *after) if each.title]
        if titled:
            return titled[-1] if titled[-1] in before else titled[0]
        if before:
            full = [each for each in before if not each.is_bare]
            return (full or before)[0] if len(before) < 3 else (full or before)[-1]
        if after and self._patterns["verbs"].search(sentence.text[moment.stop : after[0].begin]):
            return after[0]
        # "It will take place on …": the event that the sentence before names.
        if not self._patterns["pronouns"].search(sentence.text[:_OPENING]):
            return None
        earlier = self._names.all_in(sentence.before[-2 * _WINDOW :])
        if not earlier:
            return self._subject[0] if len(self._subject) == 1 else None
        if not earlier[-1].is_bare:
            return earlier[-1]
        same = (each for each in self._subject if each.noun == earlier[-1].noun)
        return next((each for each in same if not each.is_bare), earlier[-1])

    def of_rows(self, segments: Segments) -> Iterator[SaidEvent]:
        """The events of a table or list of events: each row a day and a name."""
        rows: list[SaidEvent] = []
        every = [(each, row_cells(each)) for each in segments.body if is_row(each)]
        for table in line_tables(segments.body, self._words):
            every += table.rows
        for passage, cells in every:
            if len(cells) != 2:
                continue
            dated = [find_moments(plain_blanks(cell), self._words) for cell in cells]
            column = next(
                (place for place, found in enumerate(dated) if found and found[0].has_day), None
            )
            if column is None:
                continue
            moment = with_year(dated[column][0], self._letter)
            text = plain_blanks(cells[1 - column])
            names = self._names.all_in(text)
            if not names or names[0].begin > 45 or not self._is_ahead(moment):
                continue
            if self._signs.acts.match(text) or (not names[0].title and names[0].is_bare):
                continue
            name = " ".join(text.split())[:160]
            rows.append(
                SaidEvent(
                    moment=moment,
                    name=name,
                    noun=names[0].noun,
                    title=names[0].title or name,
                    is_row=True,
                    near=text,
                    confidence=min(LIKELY, moment.confidence),
                    evidence=(Evidence(words=" | ".join(cells), place=passage.place),),
                )
            )
        days = {each.first for each in rows}
        if len(days) == len(rows):  # a programme names one day often
            yield from rows

    def _is_ahead(self, moment: Moment) -> bool:
        start = moment.start_date
        if start is None or moment.confidence == 0 or moment.is_whole:
            return False
        return self._letter is None or start >= self._letter
