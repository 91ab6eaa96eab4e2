"""The words by which a date of a sentence reads as a deadline, or as something else."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_FREE = r"(?<![^\W\d_])"
"""No letter stands before; a number can, where a blank is lost."""
_NEAR = 90
"""The words right before a date are looked for within so many characters."""
_SCOPE = 260
"""And what is asked within so many."""
_NOUN_GAP = 120
_VOID = 28
"""What the sender will do stands so close behind "will be"."""


class Sign(enum.StrEnum):
    """What the words beside a date say of it."""

    MOVED = "moved"
    """It takes the place of an earlier date."""
    LATE = "late"
    """Who acts after it is too late."""
    NOUN = "noun"
    """A word for a deadline names it."""
    CLOSES = "closes"
    WINDOW = "window"
    """It ends a range of days in which something can be done."""
    STRICT = "strict"
    LOOSE = "loose"
    PERIOD = "period"
    REPLACED = "replaced"
    NONE = "none"


class Verdict(enum.StrEnum):
    """Who is to act in a clause."""

    ASKED = "asked"
    """The reader is asked in so many words."""
    ACTION = "action"
    """Something that readers do is named."""
    SENDER = "sender"
    """The sender or time acts."""
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What stands before a date."""

    sign: Sign
    begin: int
    """Where the words begin that make it a deadline."""
    stop: int = 0
    """Where those behind the date end; 0 where there are none."""


class DeadlineSigns:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        def listed(key: str) -> str:
            return choice(words.listed(f"deadline.{key}"))

        weekdays = "|".join(sorted(map(re.escape, words.lexicon.weekdays), key=len, reverse=True))
        fill = rf"(?:[ ,(:\"«“„–—-]|(?:{listed('fill')}|{weekdays})(?!\w)){{0,14}}"
        self._right_before = [
            (sign, re.compile(rf"{_FREE}{listed(key)}{fill}\Z", re.IGNORECASE))
            for sign, key in (
                (Sign.MOVED, "moved"),
                (Sign.LATE, "late"),
                (Sign.CLOSES, "closes"),
                (Sign.STRICT, "strict"),
                (Sign.REPLACED, "replaced"),
                (Sign.PERIOD, "period"),
                (Sign.LOOSE, "loose"),
            )
        ]
        self._behind = re.compile(rf"[ ,(]{{0,3}}{listed('behind')}\)?", re.IGNORECASE)
        connector = rf"(?: {{0,2}}(?:{listed('connectors')}|[:(–—-])(?!\w))"
        joined = rf"(?:[^.;!?]{{0,{_NOUN_GAP}}}?{connector}| {listed('noun-joins')}|)"
        self._noun = re.compile(
            rf"{_FREE}{listed('nouns')}{joined}{fill}\Z",
            re.IGNORECASE,
        )
        self.nouns = re.compile(rf"{_FREE}{listed('nouns')}", re.IGNORECASE)
        self.not_nouns = re.compile(rf"{_FREE}{listed('not-nouns')}", re.IGNORECASE)
        self.closable = re.compile(rf"{_FREE}{listed('closable')}", re.IGNORECASE)
        self.asks = re.compile(rf"{_FREE}{listed('asks')}", re.IGNORECASE)
        self.acts = re.compile(rf"{_FREE}{listed('acts')}", re.IGNORECASE)
        unless = rf"(?! {{1,2}}(?:[^\W\d_]{{2,12}} )?{listed('sender-unless')})"
        self._sender = re.compile(rf"{_FREE}{listed('sender')}{unless}", re.IGNORECASE)
        self._conditions = re.compile(rf"{_FREE}{listed('conditions')}", re.IGNORECASE)
        self.that_is = re.compile(rf"[(\[]|{_FREE}{listed('that-is')}|, ?\Z", re.IGNORECASE)
        self.leads = re.compile(choice(words.listed("dates.span.leads")), re.IGNORECASE)
        self.events = re.compile(rf"{_FREE}{choice(words.listed('event.nouns'))}", re.IGNORECASE)
        self.estimates = re.compile(rf"{_FREE}{listed('estimates')}", re.IGNORECASE)
        self._own = re.compile(
            rf"(?:\A|(?<=[,;:–—] ))\s{{0,3}}{listed('own')}(?= [^\W\d_])", re.IGNORECASE
        )
        self._done = re.compile(rf"{_FREE}{listed('done')} ?\Z", re.IGNORECASE)
        self._timely = re.compile(rf"{_FREE}{listed('timely')}", re.IGNORECASE)
        self._void = re.compile(rf"{_FREE}{listed('void')}", re.IGNORECASE)
        self.late_not = re.compile(rf"{_FREE}{listed('late-not')}", re.IGNORECASE)
        self.reads = re.compile(listed("reads"), re.IGNORECASE)
        self.again = re.compile(
            rf"\s{{0,3}}(?:[^\W\d_]{{1,9}} ){{0,2}}?{listed('again')}", re.IGNORECASE
        )
        self.open_from = re.compile(rf"{_FREE}{listed('open-from')}{fill}\Z", re.IGNORECASE)
        self.moved_from = re.compile(rf"{_FREE}{listed('moved-from')}{fill}\Z", re.IGNORECASE)

    def without_void(self, text: str) -> str:
        """*text* with dots for words such as "term of office", which sound like deadlines."""
        return self._void.sub(lambda match: "·" * len(match[0]), text)

    def reading(self, text: str, begin: int, stop: int, floor: int) -> Reading:
        """What the words say of the date from *begin* to *stop*; nothing before *floor* counts."""
        near = max(floor, begin - _NEAR)
        best = Reading(sign=Sign.NONE, begin=begin)
        for sign, pattern in self._right_before:
            if match := pattern.search(text[near:begin]):
                best = Reading(sign=sign, begin=near + match.start())
                break
        far = max(floor, begin - _NOUN_GAP - _NEAR)
        if best.sign not in (Sign.MOVED, Sign.LATE, Sign.STRICT, Sign.REPLACED) and (
            noun := self._noun.search(text[far:begin])
        ):
            return Reading(sign=Sign.NOUN, begin=far + noun.start())
        behind = self._behind.match(text[stop : stop + 60])
        if behind and best.sign not in (Sign.MOVED, Sign.REPLACED):
            return Reading(sign=Sign.STRICT, begin=best.begin, stop=stop + behind.end())
        return best

    def verdict(self, before: str, after: str, lead: str) -> Verdict:
        """Who is to act by the words *before* and *after* a date, or those that lead a list."""
        before, after = before[-_SCOPE:], after[:_SCOPE]
        if self._is_own(before):
            return Verdict.SENDER
        found = self._last(before)
        if found is Verdict.OPEN:
            found = self._first(after)
        if found in (Verdict.OPEN, Verdict.ACTION) and self.asks.search(lead[-_SCOPE:]):
            return Verdict.ASKED
        return found

    def is_done(self, before: str, after: str) -> bool:
        """Whether nobody is asked any more: "replies received before 5 May have been published"."""
        if not self._done.search(before) or self._conditions.search(before[-_SCOPE:]):
            return False
        return not self._timely.search(after[:_SCOPE])

    def _is_own(self, text: str) -> bool:
        """Whether the sender acts: "the Bureau will process all requests by"."""
        own = list(self._own.finditer(text))
        if not own:
            return False
        rest = text[own[-1].end() :]
        return bool(self._sender.match(rest.lstrip())) or not self.asks.search(rest)

    def _last(self, text: str) -> Verdict:
        starts = {match.start() for match in self._sender.finditer(text)}
        senders = [match.end() for match in self._sender.finditer(text)]
        asks = [match.end() for match in self.asks.finditer(text)]
        acts = [
            match.end()
            for match in self.acts.finditer(text)
            if not self._is_of_sender(text, match.start(), senders, asks)
            and (asks or match.start() not in starts)
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
            for pattern in (self._sender, self.asks, self.acts)
        )
        if sender == ask == act:
            return Verdict.OPEN
        if sender < min(ask, act):
            return Verdict.SENDER
        return Verdict.ASKED if ask < sender else Verdict.ACTION


@lru_cache(maxsize=8)
def deadline_signs(words: LetterWords) -> DeadlineSigns:
    """The words of the language of *words*."""
    return DeadlineSigns(words)
