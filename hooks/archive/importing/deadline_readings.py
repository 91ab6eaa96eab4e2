"""What the words of a sentence say of each of its dates, also of one that goes on a list."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from archive.importing.deadline_signs import Reading, Sign, deadline_signs
from archive.importing.deadline_windows import deadline_windows
from archive.importing.moments import Moment
from archive.importing.words import LetterWords

_LISTED = 5
"""Between two dates of a list stand so many characters at most: ", and" and its blanks."""


class DeadlineReadings:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        self._signs = deadline_signs(words)
        self._windows = deadline_windows(words)

    def readings(
        self, text: str, moments: list[Moment], before: str = "", lead: str = ""
    ) -> list[Reading]:
        """What the words say of each date; one of a list is what the one before it is.

        *before* is the paragraph up to the sentence, *lead* what introduces its list.
        """
        readings: list[Reading] = []
        for place, moment in enumerate(moments):
            reading = self._reading(text, moment, moments)
            if reading.sign is Sign.NONE and self._is_glossed(text, moment):
                reading = Reading(sign=Sign.STRICT, begin=moment.begin)
            elif (
                reading.sign is Sign.NONE
                and moment.end is None
                and self._signs.is_closing_item(text[: moment.begin], before, lead)
            ):
                reading = Reading(sign=Sign.NOUN, begin=0)
            elif reading.sign is Sign.NONE and readings:
                between = text[moments[place - 1].stop : moment.begin]
                if begin := self._moved_from(text, moments[place - 1]):
                    reading = Reading(sign=Sign.MOVED, begin=begin)
                elif self._is_for_others(readings[-1], between, moment):
                    reading = Reading(sign=Sign.STRICT, begin=moment.begin)
                elif self._is_of_series(text, readings[-1], moment) or (
                    len(between) <= _LISTED and "(" not in between and moment.end is None
                ):
                    reading = replace(readings[-1], begin=moment.begin, stop=0)
            readings.append(reading)
        return readings

    def _is_glossed(self, text: str, moment: Moment) -> bool:
        """Whether brackets behind a date of a list say what is due: "8 November (abstracts)"."""
        lead, sign, _ = text[: moment.begin].partition(":")
        gloss = re.match(r" ?\((?P<what>[^()]{3,60})\)", text[moment.stop :])
        if gloss is None or not sign or moment.end is not None:
            return False
        return bool(self._signs.dated.search(lead) and self._signs.closable.search(gloss["what"]))

    def _is_for_others(self, before: Reading, between: str, moment: Moment) -> bool:
        """Whether a deadline goes on for others: "by 3 May (for the working groups: 5 May)"."""
        if before.sign not in (Sign.STRICT, Sign.LOOSE, Sign.NOUN, Sign.CLOSES):
            return False
        if moment.end is not None:
            return False
        if self._signs.series_for.match(between):
            return True
        # "Titles are due on 7 October and full papers on 21 October".
        more = self._signs.series_and.fullmatch(between)
        if more is None or self._signs.others.search(more["what"]):
            return False
        return bool(self._signs.closable.search(more["what"]))

    def _is_of_series(self, text: str, before: Reading, moment: Moment) -> bool:
        """Whether one word speaks of several dates: "the deadlines are: 3 May for papers, …"."""
        if before.sign is not Sign.NOUN or moment.end is not None:
            return False
        return self._signs.series.search(text[: moment.begin]) is not None

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
            if (match := self._signs.moved_from.search(before[-90:])) and self.is_of_deadline(
                before
            ):
                return Reading(
                    sign=Sign.MOVED, begin=len(before) - len(before[-90:]) + match.start()
                )
            if (
                match := self._signs.open_from.search(before[-90:])
            ) and self._signs.closable.search(text.replace(match[0], " ", 1)):
                return Reading(
                    sign=Sign.CLOSES, begin=len(before) - len(before[-90:]) + match.start()
                )
            begin = self._windows.begin(text, moment)
            if begin is not None:
                return Reading(sign=Sign.WINDOW, begin=begin)
            return Reading(sign=Sign.NONE, begin=moment.begin)
        return reading

    def is_of_deadline(self, before: str) -> bool:
        """Whether the words before a new date speak of a deadline and not of an event."""
        if self._signs.nouns.search(before):
            return True
        found = list(self._signs.closable.finditer(before))
        events = [match.end() for match in self._signs.events.finditer(before)]
        return bool(found) and found[0].start() < min(events, default=len(before))


@lru_cache(maxsize=8)
def deadline_readings(words: LetterWords) -> DeadlineReadings:
    """The words of the language of *words*."""
    return DeadlineReadings(words)
