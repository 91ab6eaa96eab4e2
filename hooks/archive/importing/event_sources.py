"""Where a letter announces events: its subject and its sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from archive.importing.clauses import stems
from archive.importing.deadline_signs import Sign, deadline_signs
from archive.importing.event_moves import PlacedMoment, event_moves
from archive.importing.event_names import ACRONYM, NamedEvent, event_names, subject_text
from archive.importing.event_places import event_places
from archive.importing.facts import LIKELY, SURE, Evidence
from archive.importing.moments import Moment, find_moments, plain_blanks
from archive.importing.said_events import SaidEvent
from archive.importing.segments import Segments
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords
from archive.importing.years import with_year
from archive.prose.patterns import choice

_WINDOW = 170
"""So many characters on either side of a day speak of the event."""
_OPENING = 40
"""The subject of a sentence stands among so many characters at its beginning."""
_BEHIND = 60
"""And so many behind it of its format: then the sentence may speak of something else."""
_PRONOUN = 8
"""A pronoun stands so near its verb, if not at the beginning."""
_MENTION = 34
"""So near before its name stands what an event is mentioned for: "will be considered at"."""
_NAMED, _MENTIONED = 0.9, 0.55
_BULLETS = ("•", "·", "*", "–", "-", "▪", "●")
_NAME_ENDS = re.compile(r"[;(\n]| [–—] |, (?=[а-яa-z])")


@lru_cache(maxsize=8)
def event_patterns(words: LetterWords) -> dict[str, re.Pattern[str]]:
    """The words of one language around events, by their lists under ``[event]``."""
    keys = (
        "stale",
        "hours",
        "hours-unless",
        "cancelled",
        "pronouns",
        "opens",
        "same-place",
        "eve",
        "mention",
    )
    found = {key: words.listed(f"event.{key}") for key in keys}
    found["verbs"] = (*words.listed("event.verbs"), *_with_adverbs(words))
    return {
        key: re.compile(rf"(?<!\w){choice(phrases)}", re.IGNORECASE)
        for key, phrases in found.items()
    }


def _with_adverbs(words: LetterWords) -> Iterator[str]:
    """The verbs with an adverb inside: "will also be held"."""
    auxiliaries = words.listed("event.auxiliaries")
    for verb in words.listed("event.verbs"):
        first, _, rest = verb.partition(" ")
        if rest and first in auxiliaries:
            yield from (f"{first} {each} {rest}" for each in words.listed("event.adverbs"))


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
        self._moves = event_moves(words)
        self._subject: list[NamedEvent] = []
        self._last_lead = ""

    # ---- where events are said

    def of_subject(self, segments: Segments) -> Iterator[SaidEvent]:
        """The events of the subject."""
        if not segments.subject:
            return
        raw = "\n".join(each.text for each in segments.subject)
        text = plain_blanks(raw)
        names = self._subject = self._names.of_subject(text)
        if self._patterns["cancelled"].search(text):
            return
        floor = 0
        place = None
        for moment in find_moments(text, self._words):
            moment = with_year(moment, self._letter)
            before = text[floor : moment.begin]
            floor, begin = moment.stop, floor
            if not is_ahead(moment, self._letter):
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
                is_mention=self._is_mention(text, name),
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

    def of_sentence(self, sentence: Sentence) -> Iterator[SaidEvent]:
        """The events that a sentence announces."""
        text = sentence.text
        names = self._names.all_in(text)
        said_before = False
        lead = self._lead(sentence)
        for placed in self._moves.placed(text, sentence.moments):
            before = text[placed.floor : placed.moment.begin]
            moment = with_year(
                placed.moment,
                self._letter,
                (each for each in sentence.moments if each.begin != placed.moment.begin),
            )
            if placed.is_old or before.endswith("("):
                continue
            if not moment.has_day or not is_ahead(moment, self._letter):
                continue
            verb, stale = self._announced(before)
            behind = text[moment.stop : moment.stop + _WINDOW // 2]
            if self._patterns["cancelled"].search(behind):
                continue
            after = self._patterns["verbs"].search(behind)
            # "The first one on Tuesday at 10:00, the second one on Thursday at 16:00".
            is_next = said_before and moment.opening is not None
            is_next = is_next or bool(lead) or placed.is_new or self._opens(placed, names, before)
            if stale > verb or (verb < 0 and not after and not is_next):
                continue
            reading = self._signs.reading(text, moment.begin, moment.stop, 0)
            is_deadline = reading.sign in (Sign.STRICT, Sign.NOUN, Sign.CLOSES) or (
                reading.sign is Sign.LOOSE and moment.opening is None
            )
            is_deadline = is_deadline and not self._patterns["eve"].search(before)
            if moment.end is None and is_deadline:
                continue
            named = self._named(sentence, names, moment)
            if named is None:
                continue
            named = self._fuller(named)
            said_before = True
            is_mention = named in names and self._is_mention(text, named)
            certainty = LIKELY if named.is_bare else _NAMED
            if is_mention:
                certainty = _MENTIONED
            near = text[max(0, moment.begin - _WINDOW) : moment.stop + _WINDOW]
            around = text[max(0, moment.begin - _WINDOW) : moment.stop + _BEHIND]
            yield SaidEvent(
                moment=moment,
                name=named.name,
                noun=named.noun,
                title=named.title,
                near=f"{around} {named.name} {lead}",
                place=self._place(text, moment, placed.floor, max(verb, 0)),
                is_beside=bool(self._patterns["same-place"].search(near)),
                paragraph=sentence.paragraph,
                is_mention=is_mention,
                confidence=min(certainty, moment.confidence),
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

    def _is_mention(self, text: str, named: NamedEvent) -> bool:
        """Whether a name of *text* stands where something else is announced."""
        before = text[max(0, named.begin - _MENTION) : named.begin]
        return bool(self._patterns["mention"].search(before))

    def _lead(self, sentence: Sentence) -> str:
        """What introduces an item of a list of events, "My team will hold two sessions:"; or ""."""
        lead = sentence.lead
        if not lead and sentence.text.lstrip().startswith(_BULLETS):
            lead = self._last_lead
        elif not sentence.text.lstrip().startswith(_BULLETS):
            self._last_lead = sentence.text if sentence.text.rstrip().endswith(":") else ""
        if not lead or find_moments(lead, self._words):
            return ""
        verb, stale = self._announced(lead)
        return lead if verb > stale and self._names.nouns.search(lead) else ""

    def _opens(self, placed: PlacedMoment, names: list[NamedEvent], before: str) -> bool:
        """Whether it is said of the event that it opens on one day and ends on another one."""
        if not placed.is_joined or not names or self._patterns["hours-unless"].search(before):
            return False
        return bool(self._patterns["opens"].search(before))

    def _place(self, text: str, moment: Moment, floor: int, verb: int) -> str | None:
        """The place of an event: behind the verb that announces it, or else beside its day."""
        start = max(0, moment.begin - _WINDOW)
        near = text[start : moment.stop + _WINDOW]
        since = max(floor + verb - start, 0)
        return self._places.of_text(near, self._home, since)

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
        if after and self._has_verb(sentence.text, moment.stop, after[0]):
            return after[0]
        # "It will take place on …": the event that the sentence before names.
        if not self._has_pronoun(sentence.text[: moment.begin]):
            return None
        earlier = self._names.all_in(sentence.before[-2 * _WINDOW :])
        if not earlier:
            return self._subject[0] if len(self._subject) == 1 else None
        if not earlier[-1].is_bare:
            return earlier[-1]
        same = (each for each in self._subject if each.noun == earlier[-1].noun)
        return next((each for each in same if not each.is_bare), earlier[-1])

    def _has_pronoun(self, text: str) -> bool:
        """Whether a pronoun is the subject: "At the invitation of Kenya it will take place"."""
        pronouns = self._patterns["pronouns"]
        if pronouns.search(text[:_OPENING]):
            return True
        return any(
            pronouns.search(text[max(0, verb.start() - _PRONOUN) : verb.start()])
            for verb in self._patterns["verbs"].finditer(text)
        )

    def _has_verb(self, text: str, start: int, named: NamedEvent) -> bool:
        """Whether a name behind a day has its verb before it or right behind it."""
        verbs = self._patterns["verbs"]
        return bool(
            verbs.search(text[start : named.begin])
            or verbs.search(text[named.stop : named.stop + _OPENING])
        )


def is_ahead(moment: Moment, letter: dt.date | None) -> bool:
    """Whether a moment lies on or after the day of the letter, as far as that is known."""
    start = moment.start_date
    if start is None or moment.confidence == 0 or moment.is_whole:
        return False
    return letter is None or start >= letter
