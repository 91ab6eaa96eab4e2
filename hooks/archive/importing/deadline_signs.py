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
        # 'replace "3 May" by "5 May" as the day until which registration stays open'
        replaced = (
            rf"{_FREE}{choice(words.listed('correction.replace'))} [\"«“„]?[^\"«»“”„]{{4,40}}"
            rf"[\"»”]? {choice(words.listed('correction.by'))} [\"«“„]\Z"
        )
        self._replaced = re.compile(replaced, re.IGNORECASE)
        closing = rf"{_FREE}{listed('closes-what')} [^.;:!?]{{2,60}}?{listed('closes-on')}{fill}\Z"
        self._right_before.insert(3, (Sign.CLOSES, re.compile(closing, re.IGNORECASE)))
        # "It closes: for the course – 10 May; for the seminar – 13 May".
        series = rf"{_FREE}{listed('closes')}(?: {listed('series-follows')})? ?:"
        item = rf"(?:{listed('series-for')}(?!\w))?[^.;:!?]{{2,60}}[:–—-]{fill}"
        self._closes_series = re.compile(
            rf"{series}[^.!?]{{0,{_NOUN_GAP}}}?{item}\Z", re.IGNORECASE
        )
        self._closes_lead = re.compile(rf"{series}[^.!?]{{0,{2 * _SCOPE}}}\Z", re.IGNORECASE)
        self._closes_item = re.compile(rf"[\s,]{{0,3}}{item}\Z", re.IGNORECASE)
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
        self._offered = re.compile(listed("offered"), re.IGNORECASE)
        self._surveys = re.compile(rf"{_FREE}{listed('surveys')}", re.IGNORECASE)
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
        self._eve = re.compile(
            rf"{_FREE}{choice(words.listed('event.eve'))}{fill}\Z", re.IGNORECASE
        )
        self._until_only = re.compile(rf"{_FREE}{listed('held-only')} ?\Z", re.IGNORECASE)
        self.that_is = re.compile(rf"[(\[]|{_FREE}{listed('that-is')}|[,:] ?\Z", re.IGNORECASE)
        self.for_others = re.compile(rf"{_FREE}{listed('for-others')}", re.IGNORECASE)
        self.leads = re.compile(choice(words.listed("dates.span.leads")), re.IGNORECASE)
        self.events = re.compile(rf"{_FREE}{choice(words.listed('event.nouns'))}", re.IGNORECASE)
        again = rf"[\s,;(–—-]{{0,3}}(?:{listed('behind')})?[\s,;)–—-]{{0,3}}"
        self.again_said = re.compile(
            rf"{again}(?:\(|{listed('that-is')})[\s,:]{{0,3}}", re.IGNORECASE
        )
        self.held_on = re.compile(rf"{_FREE}{choice(words.listed('event.verbs'))}", re.IGNORECASE)
        self.estimates = re.compile(rf"{_FREE}{listed('estimates')}", re.IGNORECASE)
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
        self._does = re.compile(rf"{_FREE}{listed('does')}(?!\w)[^.;:]{{0,50}}\Z", re.IGNORECASE)
        self.open_from = re.compile(rf"{_FREE}{listed('open-from')}{fill}\Z", re.IGNORECASE)
        self.moved_from = re.compile(rf"{_FREE}{listed('moved-from')}{fill}\Z", re.IGNORECASE)

    def without_void(self, text: str) -> str:
        """*text* with dots for words such as "term of office", which sound like deadlines."""
        return self._void.sub(lambda match: "·" * len(match[0]), text)

    def reading(self, text: str, begin: int, stop: int, floor: int) -> Reading:
        """What the words say of the date from *begin* to *stop*; nothing before *floor* counts."""
        if replaced := self._replaced.search(text[max(0, begin - _NEAR) : begin]):
            return Reading(sign=Sign.MOVED, begin=max(0, begin - _NEAR) + replaced.start())
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

    def is_closing_item(self, text: str, before: str, lead: str) -> bool:
        """Whether words before a date are an item of "registration closes: for …; for …".

        *before* is the paragraph up to the item, *lead* what introduces it in a list.
        """
        for words in (before, lead):
            led = self._closes_lead.search(words[-3 * _SCOPE :])
            if led is not None and self.closable.search(words[-3 * _SCOPE :]):
                return self._closes_item.match(text) is not None
        return False

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

    def does(self, before: str) -> bool:
        """Whether words tell what readers do as a rule: "Delegates register online until"."""
        return self._does.search(re.split(r"[.;]\s", before)[-1]) is not None

    def is_called(self, before: str) -> bool:
        """Whether words end like a line of a list: "Registration (online only): until"."""
        return before.rstrip().endswith(":") and bool(self.closable.search(before[-_VOID * 2 :]))

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


@lru_cache(maxsize=8)
def deadline_signs(words: LetterWords) -> DeadlineSigns:
    """The words of the language of *words*."""
    return DeadlineSigns(words)
