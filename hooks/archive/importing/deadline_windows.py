"""Windows in which something is to be done: their last day is a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from archive.importing.moments import Moment
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_FREE = r"(?<![^\W\d_])"
_SCOPE = 170
"""What is done in a window is named within so many characters before its first day."""
_JOINED = 12
"""The last day of a range stands so close behind the first."""


class DeadlineWindows:
    """The words of one language that speak of windows."""

    def __init__(self, words: LetterWords) -> None:
        def listed(key: str) -> str:
            return choice(words.listed(f"deadline.{key}"))

        fill = r"[ ,(:–—-]{0,3}"
        self._from = re.compile(rf"{_FREE}{listed('window-from')}{fill}\Z", re.IGNORECASE)
        self._set = re.compile(rf"{_FREE}{listed('window-set')}{fill}\Z", re.IGNORECASE)
        self._between = re.compile(rf"{_FREE}{listed('between')}{fill}\Z", re.IGNORECASE)
        self._can = re.compile(rf"{_FREE}{listed('window-can')}", re.IGNORECASE)
        self._acts = re.compile(rf"{_FREE}{listed('window-acts')}", re.IGNORECASE)
        self._events = re.compile(rf"{_FREE}{choice(words.listed('event.nouns'))}", re.IGNORECASE)
        self._to = re.compile(rf"[ ,]{{0,2}}{choice(words.listed('dates.joins'))} ", re.IGNORECASE)
        self._and = re.compile(rf" {choice(words.listed('dates.ands'))} ", re.IGNORECASE)

    def joined(self, text: str, moments: Sequence[Moment]) -> list[Moment]:
        """*moments* with the two ends of "between 1 and 20 May" as one range.

        So are those of "from 1 May until 23:59 on 20 May", where only the last day has an hour.
        """
        result: list[Moment] = []
        for moment in moments:
            before = result[-1] if result else None
            result[-1:] = (
                [both]
                if before and (both := self._both(text, before, moment))
                else [*result[-1:], moment]
            )
        return result

    def _both(self, text: str, one: Moment, two: Moment) -> Moment | None:
        gap = text[one.stop : two.begin]
        if one.end or two.end or one.start is None or two.start is None or len(gap) > _JOINED:
            return None
        lead = text[max(0, one.begin - 24) : one.begin]
        is_range = self._to.fullmatch(gap) and self._from.search(lead)
        if not is_range and not (self._and.fullmatch(gap) and self._between.search(lead)):
            return None
        start = one.start
        if start.year is None and two.start.year is not None:
            start = replace(start, year=two.start.year - (start.order > two.start.order))
        if (start.year or 0, start.order) >= (two.start.year or 9999, two.start.order):
            return None
        return replace(
            one,
            start=start,
            end=two.start,
            closing=two.opening,
            zone=one.zone or two.zone,
            stop=two.stop,
            weekdays=(one.weekdays[0], two.weekdays[0]),
            confidence=min(one.confidence, two.confidence),
            reasons=tuple(dict.fromkeys(one.reasons + two.reasons)),
        )

    def begin(self, text: str, moment: Moment) -> int | None:
        """Where the words of a window begin: "from 1 to 5 May"; None where it is none.

        Something must be said that can be done in it, and no meeting may stand between.
        """
        floor = max(0, moment.begin - _SCOPE)
        before = text[floor : moment.begin]
        if set_for := self._set.search(before):
            return floor + set_for.start()
        lead = self._from.search(before)
        if lead is None:
            return None
        before = before[: lead.start()]
        acts = list(self._acts.finditer(before))
        if not acts or not self._can.search(before):
            return None
        if self._events.search(before, acts[-1].end()):
            return None
        return floor + lead.start()


@lru_cache(maxsize=8)
def deadline_windows(words: LetterWords) -> DeadlineWindows:
    """The words of the language of *words*."""
    return DeadlineWindows(words)
