"""The meetings that a letter announces, each once, with all that the letter says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from archive.importing.clauses import stems
from archive.importing.deadline_signs import Sign, deadline_signs
from archive.importing.event_formats import EventFormats
from archive.importing.event_names import event_names
from archive.importing.event_places import event_places, fuller_place
from archive.importing.event_rows import EventRows
from archive.importing.event_sources import EventReader
from archive.importing.event_subjects import SubjectReader
from archive.importing.event_tables import EventTables
from archive.importing.event_venues import venue_of
from archive.importing.event_words import event_patterns
from archive.importing.facts import UNSURE, Event, Evidence, Fact
from archive.importing.moments import Moment
from archive.importing.said_events import SaidEvent, merged_events
from archive.importing.segments import Segments
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords
from archive.importing.years import with_year

_CONTRADICTED = 0.7
"""How sure a day can be at most whose weekday is another one."""
_NEAR = 60
_MOST = 60
"""So many events of one letter are kept."""


def events_in(
    segments: Segments,
    sentences: Sequence[Sentence],
    words: LetterWords,
    letter: dt.date | None,
    home: str | None,
) -> tuple[Fact[Event], ...]:
    """The events that a letter of the day *letter*, written at *home*, announces.

    *sentences* are those of its text and annexes. Of a range of days the hours are left out. Where
    subject and text give one event different days, both are there, and neither is sure.
    """
    titles = SubjectReader(words, letter)
    subject = list(titles.of_subject(segments))
    reader = EventReader(words, letter, home, titles.names)
    body = [said for each in sentences if not each.is_annex for said in reader.of_sentence(each)]
    tables, taken = EventTables(words, letter, home).read(segments.body)
    said_rows = [*tables, *EventRows(words, letter, titles.names).of_rows(segments, taken)]
    rows = [each for each in said_rows if each.is_row]
    texts = merged_events([*body, *(each for each in said_rows if not each.is_row)][:_MOST])
    texts = _without_former(_without_next([*subject, *rows], texts))
    subject = _without_parted(subject, texts, lists=len({each.noun for each in titles.names}) > 1)
    merged = _without_sittings(merged_events([*subject, *texts, *rows[:_MOST]]))
    if len(rows) > 1:
        place = next((each.place for each in merged if each.place), None)
        merged = [
            replace(each, place=each.place or place) if each.is_row and not each.form else each
            for each in _without_whole(merged, rows)
        ]
    elif len(rows) == 1:
        merged = [each for each in merged if not each.is_row or not _is_part(each, merged)]
    elif len(subject) == 1 and len(merged) == 2 and _contradict(*merged):
        merged = [replace(each, confidence=UNSURE) for each in merged]
    merged = [_named_alone(each, merged, words) for each in merged]
    shared = venue_of(merged, sentences, words, home)
    venue = next((each.place for each in merged if each.place), None)
    merged = [
        replace(each, place=venue) if each.is_beside and not each.place else each for each in merged
    ]
    places, said_subject = event_places(words), "\n".join(each.text for each in segments.subject)
    text = "\n".join(each.text for each in segments.body)
    merged = [
        replace(each, place=places.as_text(places.whole(each.place, said_subject), text))
        if each.place
        else each
        for each in merged
    ]
    details = _Details([each for each in sentences if not each.is_annex], words, letter, shared)
    return tuple(details.fact(each, merged) for each in merged)


def _without_next(known: Sequence[SaidEvent], texts: list[SaidEvent]) -> list[SaidEvent]:
    """Without "the next meeting" that is only told of, behind another one of its kind.

    "The following meeting is planned for October", in a letter about the one in May.
    """
    return [
        each
        for each in texts
        if not each.is_next
        or not any(
            other.noun == each.noun and other.last < each.first and not other.is_next
            for other in (*known, *texts)
        )
    ]


def _without_former(texts: list[SaidEvent]) -> list[SaidEvent]:
    """Without days that an earlier letter announced, where this one has others for the event."""
    return [
        each
        for each in texts
        if not each.is_former
        or not any(
            other.noun == each.noun and other.first != each.first and not other.is_former
            for other in texts
        )
    ]


def _without_whole(merged: list[SaidEvent], parts: list[SaidEvent]) -> list[SaidEvent]:
    """Without the series as a whole, where a table names each of its events."""
    first, last = min(each.first for each in parts), max(each.last for each in parts)
    return [
        each for each in merged if each.is_row or not (each.first <= first and last <= each.last)
    ]


def _without_sittings(merged: list[SaidEvent]) -> list[SaidEvent]:
    """Without days that are only named, and lie within those of a longer event: its parts.

    "The plenary opens on Monday, 21 March, at 09.30", of a session from 21 to 31 March.
    """
    return [
        each
        for each in merged
        if not each.is_loose
        or each.title
        or (each.moment.closing is not None and each.noun != merged[0].noun)
        or not _is_part(each, merged)
    ]


def _is_part(said: SaidEvent, every: Sequence[SaidEvent]) -> bool:
    """Whether an event lies within the days of a longer one."""
    return any(
        other.first <= said.first and said.last <= other.last and other.first < other.last
        for other in every
        if other is not said
    )


def _without_parted(
    subject: list[SaidEvent], body: list[SaidEvent], *, lists: bool
) -> list[SaidEvent]:
    """The *subject*'s events without one whose days are those of two events of the text.

    "Meeting of the group and Open Day, Rabat, 26-27 October": the place is that of both. *lists*:
    the subject names several, which the text may call otherwise.
    """
    kept: list[SaidEvent] = []
    for whole in subject:
        words = stems(f"{whole.name} {whole.near}")
        parts = [
            each
            for each in body
            if whole.first <= each.first
            and each.last <= whole.last
            and (each.first, each.last) != (whole.first, whole.last)
            and (lists or len(stems(each.name) & words) * 2 >= len(stems(each.name)))
        ]
        days = {each.first for each in parts}
        is_parted = (
            len(days) == len(parts) > 1
            and min(days) == whole.first
            and max(each.last for each in parts) == whole.last
        )
        bare = [each for each in parts if len(each.name.split()) < 2]
        is_told = len(bare) < 2 and len({each.noun for each in parts}) == len(parts)
        if not is_parted or (bare and not is_told):
            kept.append(whole)
            continue
        for index, each in enumerate(body):
            if each in parts:
                near = f"{each.near} {whole.near}"
                place = fuller_place(each.place, whole.place)
                body[index] = replace(each, place=place, near=near)
    return kept


def _named_alone(said: SaidEvent, every: Sequence[SaidEvent], words: LetterWords) -> SaidEvent:
    """A name of the subject without that of another event: "Forum and Leaders' Dialogue"."""
    joins = tuple(f" {each}" for each in words.listed("event.name-and"))
    for other in every:
        if other is said or other.first == said.first or len(other.name.split()) < 2:
            continue
        before, found, _ = said.name.partition(other.name)
        if found and before.rstrip().endswith(joins):
            return replace(said, name=before.rstrip().rpartition(" ")[0])
    return said


def _is_within(said: SaidEvent, every: Sequence[SaidEvent]) -> bool:
    """Whether an event lies within the days of a longer one: it may be anywhere."""
    return not said.is_row and any(
        each is not said
        and each.place
        and each.first <= said.first
        and said.last <= each.last
        and each.first < each.last
        for each in every
    )


def _contradict(one: SaidEvent, two: SaidEvent) -> bool:
    """Whether two places of a letter give one event different days."""
    if one.title and two.title:
        return bool(stems(one.title) & stems(two.title))
    return one.noun == two.noun and one.is_subject and stems(two.name) <= stems(one.name)


class _Details:
    """Completes events by what other sentences of the letter say."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        words: LetterWords,
        letter: dt.date | None,
        venue: str | None,
    ) -> None:
        self._sentences = sentences
        self._venue = venue
        self._letter = letter
        self._names = event_names(words)
        self._places = event_places(words)
        self._signs = deadline_signs(words)
        self._patterns = event_patterns(words)
        self._formats = EventFormats(sentences, words)
        self._shared = tuple(
            f"{each.text} {each.after}"
            for each in sentences
            if self._patterns["all"].search(each.text)
        )

    def fact(self, said: SaidEvent, every: Sequence[SaidEvent]) -> Fact[Event]:
        """The event, with the hours and the zone that other sentences give."""
        moment, evidence = said.moment, list(said.evidence)
        lacks = moment.zone is None or (moment.opening is None and moment.end is None)
        if lacks and (hours := self._hours_elsewhere(said, every)):
            found, words = hours
            if moment.end is None and moment.opening is None:
                moment = replace(moment, opening=found.opening, closing=found.closing)
            moment = replace(moment, zone=moment.zone or found.zone)
            evidence.append(words)
        whole = " ".join(each.text for each in self._sentences)
        paragraph = [each for each in self._sentences if each.paragraph == said.paragraph]
        near = " ".join((said.near, *(each.text for each in paragraph), *self._shared))
        following = " ".join(each.text for each in paragraph if each.before)
        place = said.place

        def said_form() -> str | None:
            return self._places.format(
                f"{said.near} {following}",
                whole if len(every) < 2 or (said.is_subject and said is every[0]) else near,
                place,
                said.name,
            )

        form = self._formats.of(said, every) or said_form()
        is_told = (said.form is not None and said.is_row) or _is_within(said, every)
        if place is None and form != "virtual" and self._venue and not is_told:
            place = self._venue
            form = form or said_form()
        if form == "physical" and said.is_mention and not self._places.is_physical(said.near):
            form = None  # a city alone does not tell, where the letter is about something else
        event = Event(
            name=said.name,
            start=(moment.start_date or dt.date.min).isoformat()
            if moment.end
            else moment.iso_start or "",
            end=moment.end_date.isoformat() if moment.end_date else moment.iso_end,
            timezone=moment.zone,
            place=None if form == "virtual" else place,
            format=form,
        )
        is_doubtful = "weekday" in moment.reasons
        return Fact(
            value=event,
            confidence=min(said.confidence, _CONTRADICTED) if is_doubtful else said.confidence,
            evidence=tuple(dict.fromkeys(evidence)),
            reasons=("several", *moment.reasons) if said.confidence == UNSURE else moment.reasons,
        )

    def _hours_elsewhere(
        self, said: SaidEvent, every: Sequence[SaidEvent]
    ) -> tuple[Moment, Evidence] | None:
        """The hours of an event in a sentence without its day: "The meeting will open at 0930"."""
        others = [each for each in every if each is not said]
        for sentence in self._sentences:
            is_near = sentence.paragraph == said.paragraph
            if sentence.paragraph < said.paragraph or (others and not is_near):
                continue
            for moment in sentence.moments:
                if self._is_of(moment, said) and self._says_hours(sentence, moment, said, others):
                    return moment, sentence.evidence()
        return None

    def _is_of(self, moment: Moment, said: SaidEvent) -> bool:
        """Whether hours are those of the event: they name no day, or one of its days."""
        if moment.opening is None:
            return False
        if moment.start is None:
            return True
        day = with_year(moment, self._letter).start_date
        return day is not None and said.moment.end is not None and said.first <= day <= said.last

    def _is_of_others(self, before: str, said: SaidEvent, others: Sequence[SaidEvent]) -> bool:
        """Whether words before an hour name another event and not this one."""
        nouns = {each[0].casefold()[:5] for each in self._names.nouns.finditer(before)}
        return said.noun not in nouns and any(each.noun in nouns for each in others)

    def _says_hours(
        self, sentence: Sentence, moment: Moment, said: SaidEvent, others: Sequence[SaidEvent]
    ) -> bool:
        before = sentence.text[: moment.begin]
        if self._patterns["hours-unless"].search(before[-_NEAR:]):
            return False
        if others and self._is_of_others(before, said, others):
            return False
        reading = self._signs.reading(sentence.text, moment.begin, moment.stop, 0)
        if reading.sign in (Sign.STRICT, Sign.NOUN, Sign.LOOSE):
            return False
        nouns = self._names.nouns
        return bool(self._patterns["hours"].search(before) or nouns.search(before))
