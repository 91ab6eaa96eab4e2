"""Who is to act in the words around a date: the readers of a letter, or its sender."""

from __future__ import annotations

import enum
import re
from functools import lru_cache

from archive.importing.deadline_signs import deadline_signs
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_FREE = r"(?<![^\W\d_])"
_NEAR = 90
_SCOPE = 260
"""What is asked stands within so many characters of a date."""
_VOID = 28
"""What the sender will do stands so close behind "will be"."""


class Verdict(enum.StrEnum):
    """Who is to act in a clause."""

    ASKED = "asked"
    """The reader is asked in so many words."""
    ACTION = "action"
    """Something that readers do is named."""
    SENDER = "sender"
    """The sender or time acts."""
    OPEN = "open"


class DeadlineActors:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        def listed(key: str) -> str:
            return choice(words.listed(f"deadline.{key}"))

        self._signs = deadline_signs(words)
        unless = rf"(?! {{1,2}}(?:[^\W\d_]{{2,12}} )?{listed('sender-unless')})"
        self._takes = re.compile(rf"{_FREE}{listed('own')} {listed('taking')}(?!\w)", re.IGNORECASE)
        self._past = re.compile(rf"[^.;]{{0,30}}{_FREE}{listed('past')}", re.IGNORECASE)
        self._sender = re.compile(rf"{_FREE}{listed('sender')}{unless}", re.IGNORECASE)
        self._conditions = re.compile(rf"{_FREE}{listed('conditions')}", re.IGNORECASE)
        self._weak = re.compile(rf"{_FREE}{listed('sender-weak')}", re.IGNORECASE)
        self._acting = re.compile(
            rf"{_FREE}{listed('own')} (?:[^\W\d_]{{1,16}} ){{0,2}}{listed('own-verbs')}",
            re.IGNORECASE,
        )
        self._own = re.compile(
            rf"(?:\A|(?<=[,;:–—] ))\s{{0,3}}{listed('own')}(?= [^\W\d_])", re.IGNORECASE
        )
        self._done = re.compile(rf"{_FREE}{listed('done')} ?\Z", re.IGNORECASE)
        self._timely = re.compile(rf"{_FREE}{listed('timely')}", re.IGNORECASE)
        self._modals = re.compile(rf"{_FREE}{listed('modals')}", re.IGNORECASE)
        self._taking = re.compile(rf"\s{{0,3}}{listed('taking')}", re.IGNORECASE)

    def verdict(self, before: str, after: str, lead: str) -> Verdict:
        """Who is to act by the words *before* and *after* a date, or those that lead a list."""
        before, after = before[-_SCOPE:], after[:_SCOPE]
        if self._is_own(before) or self._is_acting(before):
            return Verdict.SENDER
        if self._takes.search(before) and self._signs.closable.search(before):
            return Verdict.ASKED
        if self._past.match(after) and not self._signs.asks.search(before):
            return Verdict.SENDER
        is_led = bool(lead) and self._signs.asks.search(lead[-_SCOPE:]) is not None
        found = self._last(before, is_led=is_led)
        if found is Verdict.SENDER and (conditions := list(self._conditions.finditer(before))):
            # "The draft will be adopted, unless by 5 May": what the sender does depends on it.
            found = self._last(before[conditions[-1].start() :])
        if found is Verdict.OPEN:
            found = self._first(after)
        if found in (Verdict.OPEN, Verdict.ACTION) and self._signs.asks.search(lead[-_SCOPE:]):
            return Verdict.ASKED
        return found

    def _is_acting(self, before: str) -> bool:
        """Whether the sender does something before a date: "the report that we shall finish by"."""
        found = self._acting.search(before)
        if found is None or "," in before[found.end() :] or self._takes.search(before):
            return False
        return not self._signs.asks.search(before, found.end())

    def is_done(self, before: str, after: str) -> bool:
        """Whether nobody is asked any more: "replies received before 5 May have been published"."""
        if not self._done.search(before) or self._conditions.search(before[-_SCOPE:]):
            return False
        return not self._timely.search(after[:_SCOPE])

    def is_idle(self, before: str, after: str) -> bool:
        """Whether something only can be done, and not for the sender: "can be visited until"."""
        before = before[-_SCOPE:]
        if self._signs.acts.search(before) or self._signs.acts.search(after[:_NEAR]):
            return False
        if self._signs.closable.search(before):
            return False
        asks = list(self._signs.asks.finditer(before))
        return bool(asks) and all(self._modals.fullmatch(each[0]) for each in asks)

    def is_bidden(self, before: str) -> bool:
        """Whether readers are asked or told to act, and not only allowed to."""
        asks = list(self._signs.asks.finditer(before[-_SCOPE:]))
        return any(not self._modals.fullmatch(each[0]) for each in asks)

    def _is_own(self, text: str) -> bool:
        """Whether the sender acts: "the Bureau will process all requests by"."""
        own = list(self._own.finditer(text))
        if not own:
            return False
        rest = text[own[-1].end() :]
        if self._taking.match(rest):
            return False
        return bool(self._sender.match(rest.lstrip())) or not self._signs.asks.search(rest)

    def _last(self, text: str, *, is_led: bool = False) -> Verdict:
        asks = [match.end() for match in self._signs.asks.finditer(text)]
        spans = [
            match.span()
            for match in self._sender.finditer(text)
            # "Focal points are requested to have the list approved by"
            if not (
                (is_led or (asks and asks[0] < match.start())) and self._weak.fullmatch(match[0])
            )
        ]
        starts = {start for start, _ in spans}
        senders = [end for _, end in spans]
        acts = [
            match.end()
            for match in self._signs.acts.finditer(text)
            if not self._is_of_sender(text, match.start(), senders, asks)
            and (asks or match.start() not in starts)
            and not any(start < match.start() < end for start, end in spans)
        ]
        last = max([*senders, *asks, *acts], default=-1)
        if last < 0:
            return Verdict.OPEN
        if last in senders and last not in asks and last not in acts:
            return Verdict.SENDER
        is_asked = any(ask > max(senders, default=-1) for ask in asks)
        return Verdict.ASKED if is_asked else Verdict.ACTION

    def _is_of_sender(self, text: str, at: int, senders: list[int], asks: list[int]) -> bool:
        """Whether an action is what "will be" speaks of: nobody is asked, nothing set between."""
        return any(
            0 <= at - end < _VOID
            and not any(end < ask <= at for ask in asks)
            and not self._conditions.search(text[end:at])
            for end in senders
        )

    def _first(self, text: str) -> Verdict:
        sender, ask, act = (
            match.start() if (match := pattern.search(text)) else len(text)
            for pattern in (self._sender, self._signs.asks, self._signs.acts)
        )
        if sender == ask == act:
            return Verdict.OPEN
        if sender < min(ask, act):
            return Verdict.SENDER
        return Verdict.ASKED if ask < sender else Verdict.ACTION


@lru_cache(maxsize=8)
def deadline_actors(words: LetterWords) -> DeadlineActors:
    """The words of the language of *words*."""
    return DeadlineActors(words)
