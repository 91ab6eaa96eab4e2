"""Days of a sentence that no longer hold, and openings and endings that make one range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.importing.moments import Moment
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_BEHIND = 85
"""So many characters behind a day may say that it is another one now."""
_BEFORE = 60
_JOIN = 60
"""An opening and an ending stand so near each other: "opens on 3 May and ends on 5 May"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMoment:
    """A moment of a sentence with the words that stand between it and the one before."""

    moment: Moment
    floor: int
    """Where these words begin."""
    is_old: bool = False
    """Whether another day stands for it now."""
    is_new: bool = False
    """Whether it stands for another one."""
    is_joined: bool = False
    """Whether an opening and an ending make it a range."""


class EventMoves:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        def pattern(key: str) -> str:
            return rf"(?<!\w){choice(words.listed(f'event.{key}'))}"

        flags = re.IGNORECASE
        last = r"[\s:,]{0,3}\Z"
        self._moves = re.compile(pattern("moves"), flags)
        self._from = re.compile(f"{pattern('moves-from')}{last}", flags)
        self._to = re.compile(rf"\A[\s,]{{0,3}}{choice(words.listed('event.moves-to'))}", flags)
        self._towards = re.compile(
            rf"(?<!\w){choice(words.listed('event.moves-towards'))}\s{{0,3}}\Z", flags
        )
        self._set = re.compile(f"{pattern('set-for')}{last}", flags)
        self._unset = re.compile(rf"{pattern('set-for-now')}\s{{0,3}}\Z", flags)
        self._opens = re.compile(pattern("opens"), flags)
        leads = choice(words.listed("dates.hour-leads"))
        self._ends = re.compile(rf"{pattern('ends')}(?: {leads}(?!\w))?{last}", flags)
        self._verbs = re.compile(pattern("verbs"), flags)

    def placed(self, text: str, moments: Sequence[Moment]) -> list[PlacedMoment]:
        """The *moments* of a sentence's *text*, in order."""
        found: list[PlacedMoment] = []
        floor = 0
        for index, moment in enumerate(moments):
            following = moments[index + 1].begin if index + 1 < len(moments) else len(text)
            gap = text[floor : moment.begin]
            last = found[-1] if found else None
            if last and self._is_ending(text, last, moment, gap):
                found[-1] = replace(
                    last,
                    moment=replace(last.moment, end=moment.start, stop=moment.stop),
                    is_joined=True,
                )
            elif moment.end and self._from.search(gap[-_BEFORE:]) and following == len(text):
                # "is moved from 3 May to 5 May" reads like a range.
                moved = replace(moment, start=moment.end, end=None, weekdays=(None, None))
                found.append(PlacedMoment(moment=moved, floor=floor, is_new=True))
            else:
                is_new = bool(last and last.is_old and self._is_to(gap))
                is_old = not is_new and self._is_old(text, moment, gap, following, moments)
                found.append(PlacedMoment(moment=moment, floor=floor, is_old=is_old, is_new=is_new))
            floor = moment.stop
        return found

    def _is_to(self, gap: str) -> bool:
        """Whether words behind an old day lead to the new one: ") has slipped to"."""
        if self._to.match(gap[:_JOIN]):
            return True
        return len(gap) <= _BEHIND and self._towards.search(gap) is not None

    def _is_ending(self, text: str, last: PlacedMoment, moment: Moment, gap: str) -> bool:
        if not (last.moment.has_day and moment.has_day) or last.moment.end or moment.end:
            return False
        if len(gap) > _JOIN or not self._ends.search(gap):
            return False
        return bool(self._opens.search(text[last.floor : last.moment.begin]))

    def _is_old(
        self, text: str, moment: Moment, gap: str, following: int, moments: Sequence[Moment]
    ) -> bool:
        if not moment.has_day:
            return False
        before = gap[-_BEFORE:]
        if self._from.search(before):
            return True
        if self._moves.search(text[moment.stop : min(following, moment.stop + _BEHIND)]):
            return True
        is_set = self._set.search(before)
        if is_set is None or self._unset.search(before[: is_set.start()]):
            return False
        later = next((each for each in moments if each.begin > moment.begin and each.has_day), None)
        return later is not None and bool(self._verbs.search(text[moment.stop : later.begin]))


@lru_cache(maxsize=8)
def event_moves(words: LetterWords) -> EventMoves:
    """The words of the language of *words*."""
    return EventMoves(words)
