"""The deadlines that a letter sets in its sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from archive.importing.clauses import action
from archive.importing.deadline_actors import DeadlineActors, Verdict, deadline_actors
from archive.importing.deadline_readings import DeadlineReadings, deadline_readings
from archive.importing.deadline_signs import DeadlineSigns, Reading, Sign, deadline_signs
from archive.importing.deadline_spans import DeadlineSpans, deadline_spans
from archive.importing.deadline_windows import DeadlineWindows, deadline_windows
from archive.importing.facts import LIKELY, SURE, UNSURE, Deadline, Fact
from archive.importing.moments import Moment
from archive.importing.relative_spans import RelativeSpan, find_relative
from archive.importing.said_deadlines import SaidDeadline
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords
from archive.importing.years import with_year

_LATE, _ENDED = 0.52, 0.66
"""How sure a deadline is that is only said by what becomes of those who are late, or by the end of
a period."""
_BARE = 0.64
"""How sure "by 3 May" is, where nobody is asked in words that are known, and nobody else acts."""
_TWIN = 8
"""The second form of a date stands so close behind the first."""


_MOST_SPANS = 20
_TERM = 90
"""What a term is of stands so close before its end."""
_FAR = 1100
"""Days: what is asked within three years is a deadline, what lies further off a goal."""


def deadlines_in(
    sentences: Iterable[Sentence], words: LetterWords, letter: dt.date | None
) -> Iterator[SaidDeadline]:
    """The deadlines of *sentences*, in order; one that is said twice comes twice."""
    sentences = list(sentences)
    reader = _Reader(words, letter, _years(sentences, letter))
    waiting: list[Fact[Deadline]] = []
    paragraph, is_annex = -1, False
    for sentence in sentences:
        facts = list(reader.read(sentence))
        is_same = sentence.paragraph == paragraph and reader.is_of(sentence, waiting, facts)
        for fact in waiting if not is_same else ():
            yield _said(fact, is_annex)
        waiting, paragraph, is_annex = facts, sentence.paragraph, sentence.is_annex
    for fact in waiting:
        yield _said(fact, is_annex)


def _years(sentences: Iterable[Sentence], letter: dt.date | None) -> frozenset[int]:
    """The years of the days to come that a letter gives with their years."""
    days = (
        each.start.date
        for one in sentences
        for each in one.moments
        if each.start and each.start.day
    )
    return frozenset(day.year for day in days if day and letter and day > letter)


def _said(fact: Fact[Deadline], is_annex: bool) -> SaidDeadline:
    is_echo = fact.confidence in (_LATE, _ENDED)
    return SaidDeadline(fact=fact, is_annex=is_annex, is_echo=is_echo)


class _Reader:
    def __init__(self, words: LetterWords, letter: dt.date | None, years: frozenset[int]) -> None:
        self._words = words
        self._letter = letter
        self._years = years
        self._signs: DeadlineSigns = deadline_signs(words)
        self._actors: DeadlineActors = deadline_actors(words)
        self._spans: DeadlineSpans = deadline_spans(words)
        self._windows: DeadlineWindows = deadline_windows(words)
        self._dated: DeadlineReadings = deadline_readings(words)

    def is_of(
        self, sentence: Sentence, spans: Sequence[Fact[Deadline]], facts: Sequence[Fact[Deadline]]
    ) -> bool:
        """Whether *facts* of a sentence give the day of the one span said right before it.

        "The deadline is 12 days before the meeting; contributions must arrive by 25 October."
        """
        if len(spans) != 1 or len(facts) != 1 or facts[0].value.date is None:
            return False
        span = spans[0].value
        if span.date is not None or span.before is None or not facts[0].is_sure:
            return False
        # "Contributions will therefore be published only if they arrive by 27 June".
        return bool(
            self._signs.again.match(sentence.text) or self._signs.hence.match(sentence.text)
        )

    def read(self, sentence: Sentence) -> Iterator[Fact[Deadline]]:
        """The deadlines of one sentence."""
        text = self._signs.without_void(sentence.text)
        spans = list(islice(find_relative(text, self._words), _MOST_SPANS))
        moments = [
            with_year(
                each,
                self._letter,
                (other for other in sentence.moments if other is not each),
                known=self._years,
            )
            for each in sentence.moments
            if each.has_day
        ]
        moments = [
            each for each in moments if each.start_date or each.confidence == 0 or each.start
        ]
        moments = self._windows.joined(text, moments)
        readings = self._dated.readings(text, moments, sentence.before, sentence.lead)
        is_moved = any(
            reading.sign is Sign.MOVED and self._confidence(sentence, moment, reading)
            for moment, reading in zip(moments, readings, strict=True)
        )
        used: set[int] = set()
        previous: Moment | None = None
        said: list[Moment] = []
        for moment, reading in zip(moments, readings, strict=True):
            span = next(
                (
                    each
                    for each in spans
                    if each.stop <= moment.begin and self._spans.means(text, each, moment)
                ),
                None,
            )
            if previous and self._is_twin(text, previous, moment):
                continue
            if span is not None:
                used.add(span.begin)
                moment = _with_hour_before(sentence, span, moment)
                before = self._spans.reading(text, span)
                if self._spans.is_of_event(text, span, moment):
                    continue
                reading = (
                    replace(before, stop=reading.stop) if before.sign is not Sign.NONE else reading
                )
            if is_moved and reading.sign is not Sign.MOVED:
                continue
            fact = self._fact(sentence, moment, reading)
            if fact is not None:
                previous = moment
                said.append(moment)
                yield fact
        for span in spans:
            if span.begin in used or any(self._spans.is_meant(text, each, span) for each in said):
                continue
            if fact := self._spans.fact(sentence, span, moments):
                yield fact

    # ---- dates

    def _is_twin(self, text: str, one: Moment, two: Moment) -> bool:
        """Whether *two* is a second form of the date *one*: "31 October 2021 (31.10.2021)"."""
        between = text[one.stop : two.begin]
        same = one.start_date == two.start_date
        return same and len(between) <= _TWIN and "(" in between

    def _fact(self, sentence: Sentence, moment: Moment, reading: Reading) -> Fact[Deadline] | None:
        text = self._signs.without_void(sentence.text)
        confidence = self._confidence(sentence, moment, reading)
        if confidence is None:
            return None
        last = _last_of(moment)
        date = last.iso_start if moment.confidence > 0 else None
        if date is None:
            confidence = min(confidence, UNSURE)
        day = last.start_date
        if day and self._letter:
            is_loose = reading.sign in (Sign.LOOSE, Sign.PERIOD)
            if day < self._letter or (is_loose and day == self._letter):
                return None
        if day and self._letter and (day - self._letter).days > _FAR:
            confidence = min(confidence, UNSURE)
        reasons = list(moment.reasons)
        if "weekday" in reasons:
            confidence = min(confidence, 0.7)
        stop = max(moment.stop, reading.stop)
        before, after = text[: reading.begin], text[stop:]
        is_noun = reading.sign in (Sign.NOUN, Sign.MOVED)
        if reading.sign is Sign.NOUN:
            before = text[reading.begin : moment.begin]
        elif noun := self._signs.nouns.search(before):
            before = before[noun.start() :] if is_noun else before
        for other in sentence.moments:  # the date that is replaced is no part of the action
            if is_noun and other.stop <= reading.begin:
                words = text[other.begin : other.stop]
                before = before.replace(words, "").replace("  ", " ")
        deadline = Deadline(
            what=action(self._words, before, after, is_noun=is_noun),
            date=date,
            timezone=moment.zone,
            verbatim=sentence.evidence(reading.begin, stop).words,
        )
        return Fact(
            value=deadline,
            confidence=min(confidence, moment.confidence if moment.confidence > 0 else UNSURE),
            evidence=(sentence.evidence(),),
            reasons=tuple(dict.fromkeys(reasons)),
        )

    def _confidence(self, sentence: Sentence, moment: Moment, reading: Reading) -> float | None:
        text, sign = self._signs.without_void(sentence.text), reading.sign
        before, after = text[: reading.begin], text[max(moment.stop, reading.stop) :]
        bare = _BARE
        if sign in (Sign.NONE, Sign.REPLACED):
            return None
        if self._signs.estimates.search(text[max(0, moment.begin - 32) : moment.begin]):
            return None
        if sign is not Sign.STRICT and self._signs.not_nouns.search(
            sentence.text[max(0, moment.begin - _TERM) : moment.begin]
        ):
            return None  # "The term of office of the chairman ends on"
        if sign is Sign.MOVED:
            is_read = self._signs.reads.match(text[reading.begin : moment.begin])
            is_named = is_read and self._signs.nouns.search(after)
            if (
                is_named
                or self._dated.is_of_deadline(before)
                or self._signs.that_day.search(sentence.after)
            ):
                return SURE
            return LIKELY if self._signs.closable.search(after[:_TERM]) else None
        if sign is Sign.WINDOW:
            return LIKELY
        if sign is Sign.LATE:
            return _LATE if self._signs.is_late(text[reading.begin :], before, after) else None
        if sign is Sign.NOUN:
            return SURE
        if sign is Sign.STRICT and (
            self._signs.nouns.search(text[moment.stop : reading.stop])
            or self._signs.nouns.match(text[reading.begin : moment.begin])
        ):
            return SURE  # "15 October (deadline)"
        if sign is Sign.CLOSES:
            if self._signs.is_offered(text, reading.begin):
                return None
            if closed := self._signs.closable.search(text):
                return self._ended(text, closed[0])
            if self._signs.goes_on(text, sentence.before):
                return SURE
            if self._signs.is_held(before, after):
                return LIKELY
            sign, before, bare = Sign.LOOSE, text[: moment.begin], 0.0
        if sign in (Sign.LOOSE, Sign.PERIOD):
            if self._signs.is_held(before, after) or self._signs.is_called(before):
                return LIKELY
            if self._signs.does(before):
                return LIKELY  # "Attendees register once for all, up to 20 May"
            if self._actors.is_idle(before, after):
                return None
        verdict = self._actors.verdict(before, after, sentence.lead)
        if verdict is Verdict.SENDER:
            return None
        if sign is Sign.STRICT:
            return {Verdict.ASKED: SURE, Verdict.ACTION: LIKELY}.get(verdict, _BARE)
        if sign is Sign.LOOSE:
            if verdict is Verdict.ACTION and self._actors.is_done(before, after):
                return None
            return {Verdict.ASKED: 0.9, Verdict.ACTION: 0.75}.get(verdict, bare) or None
        has_action = self._signs.acts.search(before[-160:])
        if verdict is Verdict.ASKED and has_action:
            return 0.7
        is_closed = self._signs.closable.search(before) is not None
        return _BARE if is_closed else None

    def _ended(self, text: str, closed: str) -> float:
        """How sure the end of what is *closed* is a deadline; a bare period must be one for it."""
        if not self._signs.periods.match(closed):
            return SURE
        others = (match[0] for match in self._signs.closable.finditer(text))
        is_said = " " in closed or any(not self._signs.periods.match(each) for each in others)
        return _ENDED if is_said else UNSURE


def _with_hour_before(sentence: Sentence, span: RelativeSpan, moment: Moment) -> Moment:
    """A day with the hour before its span: "by 16:00 UTC, seven days before the opening, 3 May"."""
    if moment.opening is not None:
        return moment
    for each in sentence.moments:
        gap = sentence.text[each.stop : span.begin]
        if not each.has_day and each.stop <= span.begin and not gap.strip(" ,("):
            return replace(moment, opening=each.opening, zone=moment.zone or each.zone)
    return moment


def _last_of(moment: Moment) -> Moment:
    """The last day of a range, with the hour at which it closes; other moments as they are."""
    if moment.end is None:
        return moment
    opening = moment.opening if moment.closing is None else moment.closing
    return replace(moment, start=moment.end, end=None, opening=opening)
