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
                (Sign.REPLACED, "replaced"),
                (Sign.CLOSES, "closes"),
                (Sign.STRICT, "strict"),
                (Sign.PERIOD, "period"),
                (Sign.LOOSE, "loose"),
            )
        ]
        moved_by = re.compile(
            rf"{_FREE}{listed('moved-by')} [^.;:!?]{{2,32}}?,? {listed('moved-by-to')}{fill}\Z",
            re.IGNORECASE,
        )
        self._right_before.insert(0, (Sign.MOVED, moved_by))
        closing = rf"{_FREE}{listed('closes-what')} [^.;:!?]{{2,60}}?{listed('closes-on')}{fill}\Z"
        self._right_before.insert(3, (Sign.CLOSES, re.compile(closing, re.IGNORECASE)))
        # "It closes: for the course – 10 May; for the seminar – 13 May".
        series = (
            rf"{_FREE}{listed('closes')} ?:[^.!?]{{0,{_NOUN_GAP}}}?{listed('series-for')}"
            rf"(?!\w)[^.;:!?]{{2,40}}[:–—-]{fill}\Z"
        )
        self._closes_series = re.compile(series, re.IGNORECASE)
        self._right_before.append(
            (Sign.LATE, re.compile(rf"{_FREE}{listed('late-bare')}{fill}\Z", re.IGNORECASE))
        )
        self._named_late = re.compile(rf"{_FREE}{listed('late')}", re.IGNORECASE)
        self._late_none = re.compile(rf"{_FREE}{listed('late-none')}", re.IGNORECASE)
        self.series = re.compile(rf"{_FREE}{listed('series')}[^.;!?]{{0,60}}:", re.IGNORECASE)
        self.series_for = re.compile(
            rf"[^\w.;]{{0,4}}(?:{listed('series-for')})(?!\w)[^.;]{{2,60}}?[:–—-] ?{fill}\Z",
            re.IGNORECASE,
        )
        self.series_and = re.compile(
            rf"[ ,]{{1,2}}{choice(words.listed('dates.ands'))} (?P<what>[^.;:]{{3,60}}?)"
            rf"(?: {choice(words.listed('deadline.series-on'))})?[ –—-]{{1,3}}\Z",
            re.IGNORECASE,
        )
        self.dated = re.compile(rf"{_FREE}{listed('dates-of')}", re.IGNORECASE)
        self.others = re.compile(rf"{_FREE}{listed('row-unless')}", re.IGNORECASE)
        self.hence = re.compile(rf"[^.;!?]{{0,40}}?{_FREE}{listed('hence')}", re.IGNORECASE)
        self._taking = re.compile(rf"\s{{0,3}}{listed('taking')}", re.IGNORECASE)
        self._takes = re.compile(rf"{_FREE}{listed('own')} {listed('taking')}(?!\w)", re.IGNORECASE)
        self._offered = re.compile(listed("offered"), re.IGNORECASE)
        self._surveys = re.compile(rf"{_FREE}{listed('surveys')}", re.IGNORECASE)
        self._modals = re.compile(rf"{_FREE}{listed('modals')}", re.IGNORECASE)
        self._past = re.compile(rf"[^.;]{{0,30}}{_FREE}{listed('past')}", re.IGNORECASE)
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
        self.periods = re.compile(listed("periods"), re.IGNORECASE)
        self.asks = re.compile(rf"{_FREE}{listed('asks')}", re.IGNORECASE)
        self.acts = re.compile(rf"{_FREE}{listed('acts')}", re.IGNORECASE)
        unless = rf"(?! {{1,2}}(?:[^\W\d_]{{2,12}} )?{listed('sender-unless')})"
        self._sender = re.compile(rf"{_FREE}{listed('sender')}{unless}", re.IGNORECASE)
        self._conditions = re.compile(rf"{_FREE}{listed('conditions')}", re.IGNORECASE)
        self._eve = re.compile(
            rf"{_FREE}{choice(words.listed('event.eve'))}{fill}\Z", re.IGNORECASE
        )
        self._until_only = re.compile(rf"{_FREE}{listed('held-only')} ?\Z", re.IGNORECASE)
        self._weak = re.compile(rf"{_FREE}{listed('sender-weak')}", re.IGNORECASE)
        self._acting = re.compile(
            rf"{_FREE}{listed('own')} (?:[^\W\d_]{{1,16}} ){{0,2}}{listed('own-verbs')}",
            re.IGNORECASE,
        )
        self.that_is = re.compile(rf"[(\[]|{_FREE}{listed('that-is')}|[,:] ?\Z", re.IGNORECASE)
        self.leads = re.compile(choice(words.listed("dates.span.leads")), re.IGNORECASE)
        self.events = re.compile(rf"{_FREE}{choice(words.listed('event.nouns'))}", re.IGNORECASE)
        again = rf"[\s,;(–—-]{{0,3}}(?:{listed('behind')})?[\s,;)–—-]{{0,3}}"
        self.again_said = re.compile(
            rf"{again}(?:\(|{listed('that-is')})[\s,:]{{0,3}}", re.IGNORECASE
        )
        self.held_on = re.compile(rf"{_FREE}{choice(words.listed('event.verbs'))}", re.IGNORECASE)
        self.estimates = re.compile(rf"{_FREE}{listed('estimates')}", re.IGNORECASE)
        self._own = re.compile(
            rf"(?:\A|(?<=[,;:–—] ))\s{{0,3}}{listed('own')}(?= [^\W\d_])", re.IGNORECASE
        )
        self._done = re.compile(rf"{_FREE}{listed('done')} ?\Z", re.IGNORECASE)
        self._timely = re.compile(rf"{_FREE}{listed('timely')}", re.IGNORECASE)
        self._void = re.compile(rf"{_FREE}{listed('void')}", re.IGNORECASE)
        self.late_not = re.compile(rf"{_FREE}{listed('late-not')}", re.IGNORECASE)
        self.reads = re.compile(listed("reads"), re.IGNORECASE)
        self.that_day = re.compile(rf"{_FREE}{listed('that-day')}", re.IGNORECASE)
        self.again = re.compile(
            rf"\s{{0,3}}(?:[^\W\d_]{{1,9}} ){{0,2}}?{listed('again')}", re.IGNORECASE
        )
        self._rooms, self._held, self._booked = (
            re.compile(rf"{_FREE}{listed(key)}", re.IGNORECASE)
            for key in ("rooms", "held", "booked")
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
        if best.sign is Sign.LOOSE and self._eve.search(text[near:begin]):
            best = Reading(sign=Sign.NONE, begin=begin)  # "The day before, on 3 May"
        far = max(floor, begin - _NOUN_GAP - _NEAR)
        if best.sign not in (Sign.MOVED, Sign.LATE, Sign.STRICT, Sign.REPLACED) and (
            noun := self._noun.search(text[far:begin])
        ):
            return Reading(sign=Sign.NOUN, begin=far + noun.start())
        if best.sign is Sign.NONE and (series := self._closes_series.search(text[:begin], floor)):
            return Reading(sign=Sign.CLOSES, begin=series.start())
        behind = self._behind.match(text[stop : stop + 60])
        if behind and best.sign not in (Sign.MOVED, Sign.REPLACED):
            is_closing = best.sign is Sign.CLOSES and self.closable.search(text[:begin])
            sign = Sign.CLOSES if is_closing else Sign.STRICT
            return Reading(sign=sign, begin=best.begin, stop=stop + behind.end())
        return best

    def verdict(self, before: str, after: str, lead: str) -> Verdict:
        """Who is to act by the words *before* and *after* a date, or those that lead a list."""
        before, after = before[-_SCOPE:], after[:_SCOPE]
        if self._is_own(before) or self._is_acting(before):
            return Verdict.SENDER
        if self._takes.search(before) and self.closable.search(before):
            return Verdict.ASKED
        if self._past.match(after) and not self.asks.search(before):
            return Verdict.SENDER
        is_led = bool(lead) and self.asks.search(lead[-_SCOPE:]) is not None
        found = self._last(before, is_led=is_led)
        if found is Verdict.SENDER and (conditions := list(self._conditions.finditer(before))):
            # "The draft will be adopted, unless by 5 May": what the sender does depends on it.
            found = self._last(before[conditions[-1].start() :])
        if found is Verdict.OPEN:
            found = self._first(after)
        if found in (Verdict.OPEN, Verdict.ACTION) and self.asks.search(lead[-_SCOPE:]):
            return Verdict.ASKED
        return found

    def _is_acting(self, before: str) -> bool:
        """Whether the sender does something before a date: "the report that we shall finish by"."""
        found = self._acting.search(before)
        if found is None or "," in before[found.end() :] or self._takes.search(before):
            return False
        return not self.asks.search(before, found.end())

    def is_done(self, before: str, after: str) -> bool:
        """Whether nobody is asked any more: "replies received before 5 May have been published"."""
        if not self._done.search(before) or self._conditions.search(before[-_SCOPE:]):
            return False
        return not self._timely.search(after[:_SCOPE])

    def goes_on(self, text: str, before: str) -> bool:
        """Whether a sentence goes on with what can be closed: "Registration is free. It closes on".

        *before* is the paragraph up to it; a meeting that it names first is what opens and closes.
        """
        if not self.again.match(text):
            return False
        earlier = re.split(r"[.!?]\s", before[-_SCOPE:].strip(" .!?"))[-1]
        closable, event = self.closable.search(earlier), self.events.search(earlier)
        if closable is None:
            return False
        return event is None or closable.start() < event.start()

    def is_late(self, lead: str, before: str, after: str) -> bool:
        """Whether what comes after a date is not taken: the words *lead* stand right before it."""
        if self._named_late.match(lead):
            return self.late_not.search(after[:_NEAR]) is not None
        if self.closable.search(before[-_NEAR:]) and self._late_none.search(before[-_NEAR:]):
            return True
        near = re.split(r"[.;]", after[:_NEAR])[0]
        return bool(self.closable.search(near) and self._late_none.search(near))

    def is_called(self, before: str) -> bool:
        """Whether words end like a line of a list: "Registration (online only): until"."""
        return before.rstrip().endswith(":") and bool(self.closable.search(before[-_VOID * 2 :]))

    def is_idle(self, before: str, after: str) -> bool:
        """Whether something only can be done, and not for the sender: "can be visited until"."""
        before = before[-_SCOPE:]
        if self.acts.search(before) or self.acts.search(after[:_NEAR]):
            return False
        if self.closable.search(before):
            return False
        asks = list(self.asks.finditer(before))
        return bool(asks) and all(self._modals.fullmatch(each[0]) for each in asks)

    def is_bidden(self, before: str) -> bool:
        """Whether readers are asked or told to act, and not only allowed to."""
        asks = list(self.asks.finditer(before[-_SCOPE:]))
        return any(not self._modals.fullmatch(each[0]) for each in asks)

    def is_offered(self, text: str, begin: int) -> bool:
        """Whether words from *begin* say how long something can be had, and no form is: "The papers
        are available until"."""
        return bool(self._offered.match(text, begin)) and not self._surveys.search(text[:begin])

    def is_held(self, before: str, after: str) -> bool:
        """Whether rooms are kept or a price holds until a date, and the reader is to book them."""
        near = f"{before[-_NEAR:]} {after[:_NEAR]}"
        whole = f"{before[-_SCOPE:]} {after[:_SCOPE]}"
        is_kept = self._rooms.search(near) is not None and self._held.search(near) is not None
        # "Rooms are held only until": who wants one books it before.
        return is_kept and bool(self._booked.search(whole) or self._until_only.search(before))

    def _is_own(self, text: str) -> bool:
        """Whether the sender acts: "the Bureau will process all requests by"."""
        own = list(self._own.finditer(text))
        if not own:
            return False
        rest = text[own[-1].end() :]
        if self._taking.match(rest):
            return False
        return bool(self._sender.match(rest.lstrip())) or not self.asks.search(rest)

    def _last(self, text: str, *, is_led: bool = False) -> Verdict:
        asks = [match.end() for match in self.asks.finditer(text)]
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
            for match in self.acts.finditer(text)
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
