"""Several events of one sentence: what goes on from the first to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from archive.importing.clauses import stems
from archive.importing.event_names import NamedEvent
from archive.importing.moments import Moment
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_BRACKET = re.compile(r"\([^()]{0,40}[0-9]")
_ARTICLE = 4
"""A name that opens a sentence stands behind nothing but an article."""
_LONGEST_ITEM = 160
_VERB = 30
"""So close before the name of an event stands the verb that announces it."""
_EDGES = " \t–—-:,;(.•·*"
_SPACED = re.compile(r"[0-9]{1,2}\s[–—-]\s(?=[0-9])")
_FIGURE = re.compile(r"\s{0,2}(?:№\s?)?\Z")


class EventChains:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        def listed(key: str) -> str:
            return choice(words.listed(f"event.{key}"))

        flags = re.IGNORECASE
        capital = r"(?-i:[A-ZА-ЯЁ])[\w’'.-]{1,24}"
        fill = rf"[\s,:(–—-]|(?:{listed('chain-fill')})(?!\w)|{capital}"
        self._fill = re.compile(rf"(?:{fill}){{0,12}}", flags)
        self._follows = re.compile(rf"(?<!\w){listed('follows')}", flags)
        self._brackets = re.compile(rf"(?<!\w){listed('follows-brackets')}", flags)
        self._behind = re.compile(
            rf"(?:[\s,:–—-]"
            rf"|(?:{listed('follows')}|{listed('chain-behind')}|{listed('verbs')})(?!\w)){{0,8}}",
            flags,
        )
        self._aside = re.compile(rf"\s?{listed('asides')}(?!\w)", flags)
        self._each = re.compile(rf"(?<!\w){listed('respectively')}", flags)
        self._also = re.compile(rf"(?:[\s,]|(?:{listed('chain-also')})(?!\w)){{1,6}}", flags)
        self._verbs = re.compile(rf"(?<!\w){listed('verbs')}", flags)
        # ", the second from": the one of which the sentence has spoken is not named again.
        also = rf"(?:[\s,;–—-]|(?:{listed('chain-also')})(?!\w)){{0,6}}"
        self._second = re.compile(
            rf"{also}(?P<name>{listed('ordinals')})(?:{fill}){{0,6}}\Z", flags
        )
        self._dates = re.compile(
            rf"\s{{0,3}}{listed('dates')}(?:\s?[:–—-]|\s{listed('dates-join')}\s?:?|\t)\s{{0,3}}\Z",
            flags,
        )

    def is_aside(self, before: str) -> bool:
        """Whether brackets say of something else when it is: "Group 12 (which itself meets on"."""
        _, sign, aside = before.rpartition("(")
        return bool(sign) and ")" not in aside and self._aside.match(aside) is not None

    def is_bracketed(self, text: str, names: Sequence[NamedEvent], moment: Moment) -> bool:
        """Whether a day in brackets is that of the event before them.

        "The Forum (15-17 May) will be followed by a workshop (18 May)".
        """
        if not any(not text[each.stop : moment.begin].strip(" (") for each in names):
            return False
        if self._brackets.search(text):
            return True
        # "On its margins a conference of operators will be held (22 May, 09:00)".
        ahead = [each for each in names if not text[each.stop : moment.begin].strip(" (")]
        if ahead and self._verbs.search(text[max(0, ahead[0].begin - _VERB) : ahead[0].begin]):
            return True
        # "The Forum (15-17 May) and the workshop (18 May) are open to all".
        first = names[0]
        is_first = not _BRACKET.search(text[: first.begin]) and first.begin <= _ARTICLE
        return is_first and len(_BRACKET.findall(text)) > 1

    def bracketed(
        self, text: str, names: Sequence[NamedEvent], moment: Moment
    ) -> NamedEvent | None:
        """The event right before such brackets."""
        return next(
            (each for each in names if not text[each.stop : moment.begin].strip(" (")), None
        )

    def linked(
        self,
        text: str,
        names: Sequence[NamedEvent],
        moment: Moment,
        span: tuple[int, int],
        last: NamedEvent | None,
    ) -> NamedEvent | None:
        """The event of a day behind that of another event; None where nothing links them.

        *span* is from the end of the moment before to the beginning of the next one, *last* the
        event that the same sentence has announced.
        """
        floor, following = span
        gap = text[floor : moment.begin]
        follows = self._follows.search(gap) is not None
        inside = [each for each in names if floor <= each.begin < moment.begin]
        if inside and last is not None:
            found = inside[-1]
            if follows or self._verbs.search(gap):
                return found
            rest = text[found.stop : moment.begin]
            is_new = found.noun != last.noun or (
                not found.is_bare and stems(found.name) != stems(last.name)
            )
            return found if is_new and self._fill.fullmatch(rest) else None
        if inside:
            return None
        behind = next((each for each in names if moment.stop <= each.begin < following), None)
        if behind is not None:
            between = text[moment.stop : behind.begin]
            is_said = follows or self._follows.search(between) is not None
            is_said = is_said or bool(last is not None and self._verbs.search(between))
            if is_said and self._behind.fullmatch(between):
                return behind
        if last is not None and self._also.fullmatch(gap) and self._each.search(text):
            return last
        if last is not None and (second := self._second.match(gap)):
            name = text[floor + second.start("name") : floor + second.end("name")]
            return replace(last, name=f"{name} {text[last.chief : last.chief_stop]}")
        return None

    def is_dated(self, before: str, after: str) -> bool:
        """Whether nothing but a word for the days stands before them: "New dates: 3-5 May"."""
        return (
            bool(self._dates.fullmatch(before)) and len(after.strip(_EDGES)) <= _LONGEST_ITEM // 2
        )

    def is_apposed(
        self, text: str, names: Sequence[NamedEvent], known: Sequence[NamedEvent], moment: Moment
    ) -> bool:
        """Whether an event of the subject stands right before its day: "The second session, on 3
        May, will deal with finance"."""
        if not names or text[: names[0].begin].strip(" \t").count(" ") > 1:
            return False
        first = names[0]
        if not self._fill.fullmatch(text[first.stop : moment.begin]):
            return False
        if not text[moment.stop :].lstrip().startswith((",", "–", "—", ")")):
            return False
        return any(
            each.noun == first.noun and (stems(first.name) <= stems(each.name) or first.is_bare)
            for each in known
        )

    def follows(self, gap: str) -> bool:
        """Whether words say that something comes before or after an event."""
        return self._follows.search(gap) is not None

    def item(self, text: str, moment: Moment, lead: NamedEvent) -> NamedEvent:
        """The event of an item of a list that has no word for it, called by what the item says."""
        before, after = text[: moment.begin], text[moment.stop :]
        for part in (before, after):
            name = " ".join(part.split()).strip(_EDGES)
            if sum(map(str.isalpha, name)) > 3 and len(name) <= _LONGEST_ITEM:
                return replace(lead, name=name)
        return lead

    def numbered(self, text: str, names: Sequence[NamedEvent], moment: Moment) -> Moment:
        """A moment without the number of its event: "webinar 1 – 15 May, 10:00" is no range."""
        if moment.end is None or moment.opening is None:
            return moment
        if not _SPACED.match(text, moment.begin):
            return moment
        is_number = any(
            each.chief_stop <= moment.begin
            and _FIGURE.fullmatch(text[each.chief_stop : moment.begin])
            for each in names
        )
        if not is_number:
            return moment
        return replace(moment, start=moment.end, end=None, weekdays=(moment.weekdays[1], None))


@lru_cache(maxsize=8)
def event_chains(words: LetterWords) -> EventChains:
    """The words of the language of *words*."""
    return EventChains(words)
