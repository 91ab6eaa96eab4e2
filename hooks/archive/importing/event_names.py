"""The names of events as a letter words them: in its subject, and around the chief word of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.moments import find_moments, plain_blanks
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_LONGEST = 240
_TOKEN = re.compile(
    r"\s{0,3}(?:[\"«“„][^\"»”“]{1,160}[\"»”]|\([^()]{1,60}\)|[^\s,;:()\"«»“”]{1,40}|[,;:–—])"
)
_TRIAL = 24
_QUOTE = '"«“„'
ACRONYM = re.compile(r"\([^()]{0,20}[A-ZА-ЯЁ0-9]{2}[^()\s]{0,20}(?: [A-ZА-Я0-9-]{2,12})?\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvent:
    """A name with the place of its chief word, and whether it says more than that word."""

    name: str
    begin: int
    stop: int
    chief: int
    """Where the chief word begins."""
    chief_stop: int
    noun: str
    """The beginning of the chief word, by which two names of one event are compared."""

    @property
    def title(self) -> str:
        """What stands in quotation marks; "" where nothing does."""
        match = re.search(r"[\"«“„]([^\"»”]{2,160})[\"»”]", self.name)
        return match[1] if match else ""

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing but its chief word: "the meeting"."""
        return len(self.name.split()) < 2


class EventNames:
    """The words of one language by which events are named."""

    def __init__(self, words: LetterWords) -> None:
        listed = words.listed
        self._words = words
        self._cased = re.compile(rf"{choice(listed('event.nouns-cased'))}\Z")
        cased = choice(listed("event.nouns-cased"))

        def pattern(*keys: str) -> re.Pattern[str]:
            nouns = choice([text for key in keys for text in listed(f"event.{key}")])
            return re.compile(
                rf"(?<!\w)(?:[^\W\d_]{{2,20}}-)?{nouns}(?:-[^\W\d_]{{3,12}})?"
                rf"|(?<!\w)(?-i:{cased})",
                re.IGNORECASE,
            )

        self.nouns = pattern("nouns")
        self._timed = pattern("nouns", "nouns-timed")
        self._bodies = pattern("nouns", "bodies")
        self._timed_bodies = pattern("nouns", "nouns-timed", "bodies")
        self._left_ends = tuple(listed("event.name-left"))
        self._before = frozenset(listed("event.name-before"))
        self._behind = frozenset(listed("event.name-behind"))
        self._common = re.compile(choice(listed("event.nouns-common")), re.IGNORECASE)
        self._trials = re.compile(
            rf"(?<!\w){choice(listed('event.trials'))}\s{{1,2}}\Z", re.IGNORECASE
        )
        self._counted = re.compile(
            rf"\s{{1,2}}(?:{choice(listed('event.counted-behind'))})(?!\w)", re.IGNORECASE
        )
        self._last_join = re.compile(
            rf"\s{{1,3}}{choice(listed('event.name-joins'))}\Z", re.IGNORECASE
        )
        self._joins = re.compile(
            rf"\s{{0,3}}{choice(listed('event.name-joins'))}(?!\w)", re.IGNORECASE
        )

    def of_subject(self, text: str) -> list[NamedEvent]:
        """The names in a subject, without "World Telecommunication Day": that is a theme there."""
        cased = self._cased
        every = self.all_in(text)
        return [each for each in every if not cased.match(text[each.chief : each.chief_stop])]

    def all_in(
        self, text: str, *, is_timed: bool = False, is_body: bool = False
    ) -> list[NamedEvent]:
        """The names in *text*, in order; none within another.

        *is_timed*: beside an hour, where a consultation is a meeting. *is_body*: beside a verb of
        meeting, where a study group stands for its meeting.
        """
        found: list[NamedEvent] = []
        nouns = self._timed if is_timed else self.nouns
        if is_body:
            nouns = self._timed_bodies if is_timed else self._bodies
        for match in nouns.finditer(text):
            if found and match.start() < found[-1].stop:
                continue
            if self._common.match(match[0]) and self._counted.match(text, match.end()):
                continue  # "begins two weeks later"
            if self._trials.search(text[max(0, match.start() - _TRIAL) : match.start()]):
                continue  # "a test session for speakers"
            found.append(self._around(text, match))
        return found

    def _around(self, text: str, noun: re.Match[str]) -> NamedEvent:
        begin, stop = self._left(text, noun.start()), self._right(text, noun.end())
        name = " ".join(text[begin:stop].split()).strip(" ,;:–—-.*•·")
        name = self._last_join.sub("", name)
        return NamedEvent(
            name=name,
            begin=begin,
            stop=stop,
            chief=noun.start(),
            chief_stop=noun.end(),
            noun=noun[0].casefold()[:5],
        )

    def _left(self, text: str, at: int) -> int:
        start = at
        for _ in range(9):
            match = re.search(
                r"([^\s,;:()\"«»“”]{1,40}|\([^()\s]{2,16}\)) {1,3}\Z",
                text[max(0, start - 44) : start],
            )
            if match is None:
                break
            word = match[1]
            if word.casefold() in self._before or word.endswith(".") or word.startswith("·"):
                break
            if word in ("–", "—", "-", "•", "*", "**") or not self._qualifies(word):
                break
            start = start - len(match[0])
        return start

    def _qualifies(self, word: str) -> bool:
        """Whether a word left of the chief one can belong to the name.

        Where the language says what such words end in, others are of the sentence: all but
        abbreviations, figures and names in another script.
        """
        if not self._left_ends:
            return True
        plain = word.strip("()*")
        return plain.endswith(self._left_ends) or plain[:1].isdigit() or plain[-1:].isupper()

    def _right(self, text: str, at: int) -> int:
        moments = find_moments(text[at : at + _LONGEST], self._words)
        limit = at + (moments[0].begin if moments else min(_LONGEST, len(text) - at))
        stop = at
        while stop < limit:
            if join := self._joins.match(text, stop):
                following = _TOKEN.match(text, join.end())
                if (
                    following
                    and following.end() <= limit
                    and following[0].strip()[:1] not in ",;:–—("
                ):
                    stop = following.end()
                    continue
            match = _TOKEN.match(text, stop)
            if match is None or match.end() > limit:
                break
            word = match[0].strip()
            if word[:1] in ",;:–—·" or word.casefold().rstrip(".") in self._behind:
                break
            if word.startswith("(") and not ACRONYM.fullmatch(word):
                break
            stop = match.end()
            if word.endswith((".", "!", "?")):
                break
        return stop


def subject_text(lines: list[str]) -> str:
    """The subject on one line."""
    return plain_blanks(" ".join(" ".join(lines).split()))


@lru_cache(maxsize=8)
def event_names(words: LetterWords) -> EventNames:
    """The words of the language of *words*."""
    return EventNames(words)
