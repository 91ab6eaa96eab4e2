"""The deadlines that a letter sets in its sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from archive.importing.clauses import action
from archive.importing.deadline_signs import DeadlineSigns, Reading, Sign, Verdict, deadline_signs
from archive.importing.deadline_windows import DeadlineWindows, deadline_windows
from archive.importing.facts import LIKELY, SURE, UNSURE, Deadline, Fact
from archive.importing.moments import Moment
from archive.importing.relative_spans import RelativeSpan, find_relative
from archive.importing.said_deadlines import SaidDeadline
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords
from archive.importing.years import with_year

_BETWEEN = 70
"""A date that says what a counted span means stands so close behind it."""
_TWIN = 8
"""The second form of a date stands so close behind the first."""


_MOST_SPANS = 20
_LISTED = 5
"""Between two dates of a list stand so many characters at most: ", and" and its blanks."""
_TERM = 90
"""What a term is of stands so close before its end."""
_LATE = 90
"""What becomes of those who are late is said within so many characters."""
_FAR = 1100
"""Days: what is asked within three years is a deadline, what lies further off a goal."""


def deadlines_in(
    sentences: Iterable[Sentence], words: LetterWords, letter: dt.date | None
) -> Iterator[SaidDeadline]:
    """The deadlines of *sentences*, in order; one that is said twice comes twice."""
    reader = _Reader(words, letter)
    waiting: list[Fact[Deadline]] = []
    paragraph, is_annex = -1, False
    for sentence in sentences:
        facts = list(reader.read(sentence))
        is_same = sentence.paragraph == paragraph and reader.is_of(sentence, waiting, facts)
        for fact in waiting if not is_same else ():
            yield SaidDeadline(fact=fact, is_annex=is_annex)
        waiting, paragraph, is_annex = facts, sentence.paragraph, sentence.is_annex
    for fact in waiting:
        yield SaidDeadline(fact=fact, is_annex=is_annex)


class _Reader:
    def __init__(self, words: LetterWords, letter: dt.date | None) -> None:
        self._words = words
        self._letter = letter
        self._signs: DeadlineSigns = deadline_signs(words)
        self._windows: DeadlineWindows = deadline_windows(words)

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
        return bool(self._signs.again.match(sentence.text))

    def read(self, sentence: Sentence) -> Iterator[Fact[Deadline]]:
        """The deadlines of one sentence."""
        text = self._signs.without_void(sentence.text)
        spans = list(islice(find_relative(text, self._words), _MOST_SPANS))
        moments = [
            with_year(
                each, self._letter, (other for other in sentence.moments if other is not each)
            )
            for each in sentence.moments
            if each.has_day
        ]
        moments = [
            each for each in moments if each.start_date or each.confidence == 0 or each.start
        ]
        moments = self._windows.joined(text, moments)
        readings = self._readings(text, moments)
        is_moved = any(
            reading.sign is Sign.MOVED and self._confidence(sentence, moment, reading)
            for moment, reading in zip(moments, readings, strict=True)
        )
        used: set[int] = set()
        previous: Moment | None = None
        for moment, reading in zip(moments, readings, strict=True):
            span = next(
                (
                    each
                    for each in spans
                    if each.stop <= moment.begin and self._means(text, each, moment)
                ),
                None,
            )
            if previous and self._is_twin(text, previous, moment):
                continue
            if span is not None:
                used.add(span.begin)
                before = self._reading_of_span(text, span)
                reading = (
                    replace(before, stop=reading.stop) if before.sign is not Sign.NONE else reading
                )
            if is_moved and reading.sign is not Sign.MOVED:
                continue
            fact = self._fact(sentence, moment, reading)
            if fact is not None:
                previous = moment
                yield fact
        for span in spans:
            if span.begin not in used and (fact := self._relative(sentence, span, moments)):
                yield fact

    # ---- dates

    def _readings(self, text: str, moments: list[Moment]) -> list[Reading]:
        """What the words say of each date; one of a list is what the one before it is."""
        readings: list[Reading] = []
        for place, moment in enumerate(moments):
            reading = self._reading(text, moment, moments)
            if reading.sign is Sign.NONE and readings:
                between = text[moments[place - 1].stop : moment.begin]
                if begin := self._moved_from(text, moments[place - 1]):
                    reading = Reading(sign=Sign.MOVED, begin=begin)
                elif len(between) <= _LISTED and "(" not in between and moment.end is None:
                    reading = replace(readings[-1], begin=moment.begin, stop=0)
            readings.append(reading)
        return readings

    def _moved_from(self, text: str, moment: Moment) -> int | None:
        """Where the words begin by which a deadline is moved away from a date."""
        floor = max(0, moment.begin - 90)
        found = self._signs.moved_from.search(text[floor : moment.begin])
        return floor + found.start() if found and moment.end is None else None

    def _reading(self, text: str, moment: Moment, others: list[Moment]) -> Reading:
        floor = max((each.stop for each in others if each.stop <= moment.begin), default=0)
        reading = self._signs.reading(text, moment.begin, moment.stop, floor)
        if moment.end is not None:
            before = text[: moment.begin]
            if (match := self._signs.moved_from.search(before[-90:])) and self._is_of_deadline(
                before
            ):
                return Reading(
                    sign=Sign.MOVED, begin=len(before) - len(before[-90:]) + match.start()
                )
            if (
                match := self._signs.open_from.search(before[-90:])
            ) and self._signs.closable.search(text):
                return Reading(
                    sign=Sign.CLOSES, begin=len(before) - len(before[-90:]) + match.start()
                )
            begin = self._windows.begin(text, moment)
            if begin is not None:
                return Reading(sign=Sign.WINDOW, begin=begin)
            return Reading(sign=Sign.NONE, begin=moment.begin)
        return reading

    def _is_of_deadline(self, before: str) -> bool:
        """Whether the words before a new date speak of a deadline and not of an event."""
        if self._signs.nouns.search(before):
            return True
        found = list(self._signs.closable.finditer(before))
        events = [match.end() for match in self._signs.events.finditer(before)]
        return bool(found) and found[0].start() < min(events, default=len(before))

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
        if sign in (Sign.NONE, Sign.REPLACED):
            return None
        if self._signs.estimates.search(text[max(0, moment.begin - 32) : moment.begin]):
            return None
        if self._signs.not_nouns.search(text[max(0, moment.begin - _TERM) : moment.begin]):
            return None  # "The term of office of the chairman ends on"
        if sign is Sign.MOVED:
            is_read = self._signs.reads.match(text[reading.begin : moment.begin])
            is_named = is_read and self._signs.nouns.search(after)
            return SURE if is_named or self._is_of_deadline(before) else None
        if sign is Sign.WINDOW:
            return LIKELY
        if sign is Sign.LATE:
            return 0.5 if self._signs.late_not.search(after[:_LATE]) else None
        if sign is Sign.NOUN:
            return SURE
        if sign is Sign.STRICT and self._signs.nouns.search(text[moment.stop : reading.stop]):
            return SURE  # "15 October (deadline)"
        if sign is Sign.CLOSES:
            if self._signs.closable.search(text):
                return SURE
            sign, before = Sign.LOOSE, text[: moment.begin]
        verdict = self._signs.verdict(before, after, sentence.lead)
        if verdict is Verdict.SENDER:
            return None
        if sign is Sign.STRICT:
            return {Verdict.ASKED: SURE, Verdict.ACTION: LIKELY}.get(verdict, 0.5)
        if sign is Sign.LOOSE:
            if verdict is Verdict.ACTION and self._signs.is_done(before, after):
                return None
            return {Verdict.ASKED: 0.9, Verdict.ACTION: 0.75}.get(verdict)
        has_action = self._signs.acts.search(before[-160:])
        return 0.7 if verdict is Verdict.ASKED and has_action else None

    # ---- spans

    def _means(self, text: str, span: RelativeSpan, moment: Moment) -> bool:
        between = text[span.stop : moment.begin]
        return len(between) <= _BETWEEN and bool(self._signs.that_is.search(between))

    def _reading_of_span(self, text: str, span: RelativeSpan) -> Reading:
        reading = self._signs.reading(text, span.begin, span.begin, 0)
        if reading.sign is Sign.NONE:
            return Reading(sign=Sign.STRICT, begin=span.begin)
        return reading

    def _relative(
        self, sentence: Sentence, span: RelativeSpan, moments: list[Moment]
    ) -> Fact[Deadline] | None:
        text = sentence.text
        stop = self._rest(text, span.stop)
        reading = self._signs.reading(text, span.begin, span.stop, 0)
        verdict = self._signs.verdict(text[: span.begin], text[stop:], sentence.lead)
        is_said = reading.sign is Sign.NOUN or (
            reading.sign is Sign.CLOSES and self._signs.closable.search(text) is not None
        )
        if not is_said and verdict not in (Verdict.ASKED, Verdict.ACTION):
            return None
        if verdict is Verdict.ACTION and not is_said:
            is_led = self._signs.leads.match(text[span.begin : span.stop])
            if not is_led or not span.is_before or sentence.is_annex:
                return None
        before = (
            text[reading.begin : span.begin] if reading.sign is Sign.NOUN else text[: span.begin]
        )
        deadline = Deadline(
            what=action(self._words, before, text[stop:], is_noun=reading.sign is Sign.NOUN),
            date=None,
            verbatim=sentence.evidence(span.begin, stop).words,
            before=(span.number, span.unit) if span.is_before else None,
        )
        confidence = LIKELY if verdict is Verdict.ASKED else 0.65
        return Fact(value=deadline, confidence=confidence, evidence=(sentence.evidence(),))

    def _rest(self, text: str, at: int) -> int:
        """Where the words end that name what the span is counted from."""
        end, count = at, 0
        while end < len(text) and count < 7:
            following = end + 1
            while following < len(text) and text[following] not in " ,;.()\n":
                following += 1
            if text[end] in ",;.(\n":
                break
            end, count = following, count + 1
        return end


def _last_of(moment: Moment) -> Moment:
    """The last day of a range, with the hour at which it closes; other moments as they are."""
    if moment.end is None:
        return moment
    opening = moment.opening if moment.closing is None else moment.closing
    return replace(moment, start=moment.end, end=None, opening=opening)
