"""Deadlines that are counted from something: "four weeks before the meeting"."""

from __future__ import annotations

from functools import lru_cache

from archive.importing.clauses import action
from archive.importing.deadline_actors import Verdict, deadline_actors
from archive.importing.deadline_signs import Reading, Sign, deadline_signs
from archive.importing.facts import LIKELY, Deadline, Fact
from archive.importing.moments import Moment
from archive.importing.relative_spans import RelativeSpan
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords

_BETWEEN = 70
"""A date that says what a counted span means stands so close behind it."""
_GLOSS = 40
"""And a counted span that says again what a date is, so close behind the date."""
_ACT = 120
"""What is to be done before an event stands within so many characters before it."""


class DeadlineSpans:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        self._words = words
        self._signs = deadline_signs(words)
        self._actors = deadline_actors(words)

    def means(self, text: str, span: RelativeSpan, moment: Moment) -> bool:
        between = text[span.stop : moment.begin]
        if self._signs.for_others.search(between):
            return False  # "four weeks before the opening, the others not later than 12 May"
        return len(between) <= _BETWEEN and bool(self._signs.that_is.search(between))

    def is_meant(self, text: str, moment: Moment, span: RelativeSpan) -> bool:
        """Whether a span only explains the date before it: "by 12 October, i.e. 28 days before"."""
        between = text[moment.stop : span.begin]
        return len(between) <= _GLOSS and bool(self._signs.again_said.fullmatch(between))

    def is_of_event(self, text: str, span: RelativeSpan, moment: Moment) -> bool:
        """Whether a span leads to the day of an event: "Two weeks before it, on 17 May, a course
        takes place"."""
        if self._signs.leads.match(text[span.begin : span.stop]):
            return False
        if self._signs.asks.search(text[: moment.begin]):
            return False
        verb = self._signs.held_on.search(text, moment.stop)
        ask = self._signs.asks.search(text, moment.stop)
        return verb is not None and (ask is None or verb.start() < ask.start())

    def reading(self, text: str, span: RelativeSpan) -> Reading:
        reading = self._signs.reading(text, span.begin, span.begin, 0)
        if reading.sign is Sign.NONE:
            return Reading(sign=Sign.STRICT, begin=span.begin)
        return reading

    def fact(
        self, sentence: Sentence, span: RelativeSpan, moments: list[Moment]
    ) -> Fact[Deadline] | None:
        text = sentence.text
        stop = self._rest(text, span.stop)
        reading = self._signs.reading(text, span.begin, span.stop, 0)
        verdict = self._actors.verdict(text[: span.begin], text[stop:], sentence.lead)
        is_said = reading.sign is Sign.NOUN or (
            reading.sign is Sign.CLOSES and self._signs.closable.search(text) is not None
        )
        if not is_said and verdict not in (Verdict.ASKED, Verdict.ACTION):
            return None
        if span.is_point and not is_said and not self._actors.is_bidden(text[: span.begin]):
            return None  # "can be sent until the end of the meeting"
        if span.is_point and not self._signs.acts.search(text[: span.begin][-_ACT:]):
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


@lru_cache(maxsize=8)
def deadline_spans(words: LetterWords) -> DeadlineSpans:
    """The words of the language of *words*."""
    return DeadlineSpans(words)
