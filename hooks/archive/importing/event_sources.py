"""Where the sentences of a letter announce events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.importing.clauses import stems
from archive.importing.deadline_signs import Sign, deadline_signs
from archive.importing.event_chains import event_chains
from archive.importing.event_moves import PlacedMoment, event_moves
from archive.importing.event_names import NamedEvent, event_names
from archive.importing.event_places import event_places
from archive.importing.event_spans import event_spans
from archive.importing.event_words import event_patterns, is_mention
from archive.importing.facts import LIKELY
from archive.importing.moments import Moment, find_moments
from archive.importing.said_events import SaidEvent, is_ahead
from archive.importing.said_zones import zone_patterns
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords
from archive.importing.years import with_year

_WINDOW = 170
"""So many characters on either side of a day speak of the event."""
_OPENING = 40
"""The subject of a sentence stands among so many characters at its beginning."""
_BEHIND = 60
"""And so many behind it of its format: then the sentence may speak of something else."""
_PRONOUN = 8
"""A pronoun stands so near its verb, if not at the beginning."""
_NEXT = 16
"""So close before its name stands a word for the next one."""
_NAMED, _MENTIONED = 0.9, 0.55
_BULLETS = ("•", "·", "*", "–", "-", "▪", "●")


class EventReader:
    """Reads the announcements of a letter of the day *letter*, written at *home*.

    *subject* are the events that its subject names.
    """

    def __init__(
        self,
        words: LetterWords,
        letter: dt.date | None,
        home: str | None,
        subject: Sequence[NamedEvent] = (),
    ) -> None:
        self._words = words
        self._letter = letter
        self._home = home
        self._names = event_names(words)
        self._places = event_places(words)
        self._signs = deadline_signs(words)
        self._patterns = event_patterns(words)
        self._moves = event_moves(words)
        self._chains = event_chains(words)
        self._spans = event_spans(words)
        self._zones = zone_patterns(words)
        self._subject = subject
        self._last_lead = ""
        self._lead_zone: str | None = None
        """The zone that the words above a list name: "The hours (Geneva time):"."""
        self._list_at = -1

    def of_sentence(self, sentence: Sentence) -> Iterator[SaidEvent]:
        """The events that a sentence announces."""
        text = sentence.text
        self._note_zone(sentence)
        is_timed = any(each.opening is not None for each in sentence.moments)
        is_body = self._patterns["meets"].search(text) is not None
        names = self._names.all_in(text, is_timed=is_timed, is_body=is_body)
        last: NamedEvent | None = None
        lead = self._lead(sentence)
        every = self._moves.placed(text, sentence.moments)
        for index, placed in enumerate(every):
            before = text[placed.floor : placed.moment.begin]
            following = every[index + 1].moment.begin if index + 1 < len(every) else len(text)
            moment = with_year(
                self._chains.numbered(text, names, placed.moment),
                self._letter,
                (each for each in sentence.moments if each.begin != placed.moment.begin),
            )
            if placed.is_old or self._chains.is_aside(before):
                continue
            if self._is_of_registration(text, names, placed):
                continue
            if self._signs.is_closing_item(before, sentence.before, sentence.lead):
                continue
            linked = self._chains.linked(text, names, moment, (placed.floor, following), last)
            if before.endswith("("):
                if not self._chains.is_bracketed(text, names, moment):
                    continue
                linked = self._chains.bracketed(text, names, moment)
            if not moment.has_day or not is_ahead(moment, self._letter):
                continue
            verb, stale = self._announced(before)
            behind = text[moment.stop : moment.stop + _WINDOW // 2]
            if self._patterns["cancelled"].search(behind):
                continue
            after = self._patterns["verbs"].search(behind)
            # "The first one on Tuesday at 10:00, the second one on Thursday at 16:00".
            is_next = (last is not None and moment.opening is not None) or linked is not None
            is_next = is_next or bool(lead) or placed.is_new or self._opens(placed, names, before)
            is_dated = len(self._subject) == 1 and self._chains.is_dated(
                before, text[moment.stop :]
            )
            is_next = (
                is_next or is_dated or self._chains.is_apposed(text, names, self._subject, moment)
            )
            if stale > verb:
                continue
            beside = None
            if verb < 0 and not after and not is_next and not before.endswith("("):
                span = (placed.floor, following)
                earlier = self._earlier(sentence)
                beside = (
                    self._spans.beside(text, names, moment, span)
                    or self._spans.apposed(text, sentence.before, earlier, moment)
                    or self._spans.renewed(
                        text, earlier, names, self._subject, moment, placed.floor
                    )
                )
                if beside is None and not names and self._has_pronoun(before):
                    beside = self._spans.meant(
                        text, sentence.before, earlier, self._subject, moment
                    )
                if beside is None or self._is_listed(text, sentence.moments, moment):
                    continue
            reading = self._signs.reading(text, moment.begin, moment.stop, 0)
            is_deadline = reading.sign in (Sign.STRICT, Sign.NOUN, Sign.CLOSES) or (
                reading.sign is Sign.LOOSE and moment.opening is None
            )
            is_deadline = is_deadline and not self._patterns["eve"].search(before)
            if moment.end is None and is_deadline:
                continue
            others = [each for each in names if placed.floor <= each.begin < following]
            if linked is None and not others and self._chains.follows(before):
                continue  # "It will be preceded by classes on": the pronoun is another event
            named = linked or beside or self._named(sentence, names, moment)
            if is_dated:
                named = self._subject[0]
            if named is None and lead and not sentence.before.strip():
                named = self._chains.item(text, moment, self._names.all_in(lead, is_timed=True)[-1])
            if named is None:
                continue
            is_again = linked is None and named == last and verb < 0 and not is_next
            is_again = is_again and beside is None
            last, named = named, self._fuller(named)
            if is_again:
                continue  # "on 3 May, and on 4 May a visit is organized"
            is_mentioned = named in names and is_mention(self._words, text, named.begin)
            certainty = LIKELY if named.is_bare else _NAMED
            if is_mentioned:
                certainty = _MENTIONED
            if lead and moment.opening is None and moment.end is None:
                moment = self._with_hours(moment, lead)
            if moment.zone is None and moment.opening is not None:
                moment = replace(moment, zone=self._lead_zone)
            near = text[max(0, moment.begin - _WINDOW) : moment.stop + _WINDOW]
            around = text[max(0, moment.begin - _WINDOW) : moment.stop + _BEHIND]
            yield SaidEvent(
                moment=moment,
                name=named.name,
                noun=named.noun,
                title=named.title,
                near=f"{around} {named.name} {lead}",
                place=self._place(text, moment, placed.floor, max(verb, 0))
                or self._place_before(sentence, before),
                is_beside=bool(self._patterns["same-place"].search(near)),
                paragraph=sentence.paragraph,
                is_mention=is_mentioned,
                is_next=self._is_next(text, named),
                is_former=bool(self._patterns["announced"].search(text[: moment.begin])),
                is_loose=beside is not None,
                confidence=min(certainty, moment.confidence),
                evidence=(sentence.evidence(),),
            )

    def _with_hours(self, moment: Moment, lead: str) -> Moment:
        """A day of a list with the hours that its lead gives once: "All begin at 15:00. Days:"."""
        hours = [each for each in find_moments(lead, self._words) if each.opening is not None]
        if len(hours) != 1 or self._signs.closable.search(lead):
            return moment
        one = hours[0]
        return replace(
            moment, opening=one.opening, closing=one.closing, zone=moment.zone or one.zone
        )

    def _is_next(self, text: str, named: NamedEvent) -> bool:
        """Whether a sentence calls an event the next one of its kind."""
        before = text[max(0, named.begin - _NEXT) : named.begin + len(named.name)]
        return self._patterns["next"].search(before) is not None

    def _note_zone(self, sentence: Sentence) -> None:
        """Keep the zone of a sentence that introduces lines; lines of prose end it."""
        text = sentence.text.rstrip()
        if text.endswith(":"):
            zones = self._zones.zones(text)
            self._lead_zone = next((each.zone for each in zones if each.zone), None)
            self._list_at = sentence.paragraph
        elif sentence.paragraph > self._list_at and len(sentence.passage.text) > _WINDOW:
            self._lead_zone = None

    def _earlier(self, sentence: Sentence) -> list[NamedEvent]:
        """The events that the paragraph has named before a sentence."""
        return self._names.all_in(sentence.before[-2 * _WINDOW :])

    def _is_listed(self, text: str, moments: Sequence[Moment], moment: Moment) -> bool:
        """Whether a day goes on after a deadline: "by 3 May (for the workshop: 5 May)"."""
        signs = (
            self._signs.reading(text, each.begin, each.stop, 0).sign
            for each in moments
            if each.has_day and each.begin < moment.begin
        )
        return any(each in (Sign.STRICT, Sign.LOOSE, Sign.NOUN, Sign.CLOSES) for each in signs)

    def _is_of_registration(self, text: str, names: list[NamedEvent], placed: PlacedMoment) -> bool:
        """Whether a registration or a call opens that day, and not the event it is for."""
        before = text[: placed.moment.begin]
        subject = self._signs.closable.search(before)
        if subject is None or any(each.chief < subject.start() for each in names):
            return False
        return bool(
            self._patterns["opens"].search(text, max(placed.floor, subject.end()), len(before))
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

    def _lead(self, sentence: Sentence) -> str:
        """What introduces an item of a list of events, "My team will hold two sessions:"; or ""."""
        lead = sentence.lead
        if not lead and sentence.text.lstrip().startswith(_BULLETS):
            lead = self._last_lead
        elif not sentence.text.lstrip().startswith(_BULLETS):
            self._last_lead = sentence.text if sentence.text.rstrip().endswith(":") else ""
        if not lead or any(each.start for each in find_moments(lead, self._words)):
            return ""
        verb, stale = self._announced(lead)
        if not self._names.all_in(lead, is_timed=True):
            return ""
        if verb > stale:
            return lead
        # "Two webinars complete the series:"
        is_other = self._signs.nouns.search(lead) or self._signs.closable.search(lead)
        is_item = self._spans.is_plain(sentence.text)
        return lead if stale < 0 and is_item and not is_other else ""

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
        return (
            self._places.of_text(near, self._home, since)
            or self._places.before_day(text[floor:], moment.begin - floor)
            or self._places.behind_day(text[moment.stop :])
        )

    def _place_before(self, sentence: Sentence, before: str) -> str | None:
        """The place in the part of a sentence before this one: "… moves to Bonn; it will be held".

        A part that has days of its own is of another event.
        """
        if not sentence.before.rstrip().endswith(";") or not self._has_pronoun(before):
            return None
        part = re.split(r"[;.]\s", sentence.before.rstrip(" ;"))[-1]
        if any(each.has_day for each in find_moments(part, self._words)):
            return None
        return self._places.of_text(part, self._home)

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
