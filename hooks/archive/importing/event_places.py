"""Where an event is held, and in which format: as the subject and the text say it."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_WORD = r"[A-ZА-ЯЁ][\w’'.-]{1,24}"
_SMALL = "(?: (?:de|da|do|dos|del|la|le|el|al|of|the|and|и))"
_CAPITAL = rf"(?-i:{_WORD}{_SMALL}?(?: {_WORD}){{0,3}})"
_PLACE = re.compile(rf"{_CAPITAL}(?:, {_CAPITAL}){{0,2}}(?: ?\({_CAPITAL}\))?")
_PART = re.compile(r"[,;(\n]| [–—-] ")
_STEM = 4


class EventPlaces:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        listed = words.listed

        def pattern(key: str) -> re.Pattern[str]:
            return re.compile(rf"(?<!\w){choice(listed(f'event.{key}'))}", re.IGNORECASE)

        self._not_places = frozenset(listed("event.not-places"))
        self._nouns = pattern("nouns")
        self._months = words.lexicon.months
        self._virtual, self._hybrid = pattern("virtual"), pattern("hybrid")
        self._no_remote, self._physical = pattern("no-remote"), pattern("physical")
        self.headquarters = pattern("headquarters")
        joins = choice(listed("event.place-joins"))
        self._bracketed = re.compile(rf"(?:(?<=[–—,;] )|(?<=[–—,;])){_CAPITAL} \({_CAPITAL}\)\Z")
        self._in = re.compile(rf"(?<!\w){joins} (?P<place>{_PLACE.pattern})", re.IGNORECASE)
        self._near = re.compile(
            rf"{choice(listed('event.headquarters'))}(?:,| \(|{' '}{joins}) ?(?P<place>{_CAPITAL})",
            re.IGNORECASE,
        )

    def of_subject(self, subject: str, begin: int) -> str | None:
        """The place right before the day at *begin* of a subject."""
        before = subject[:begin].rstrip(" ,;(–—-\n")
        if bracketed := self._bracketed.search(before[-90:]):
            return bracketed[0].strip()
        best = None
        for cut in sorted({0, *(match.end() for match in _PART.finditer(before))}, reverse=True):
            part = before[cut:].strip(" ,;(–—-\n")
            if not part:
                continue
            if (
                cut == 0
                or not _PLACE.fullmatch(part)
                or self._nouns.search(part)
                or not self._fits(part)
            ):
                break
            best = part
        return best

    def _fits(self, place: str) -> bool:
        words = re.findall(r"[\w’'-]+", place)
        return not any(word in self._not_places or word.lower() in self._months for word in words)

    def of_text(self, sentence: str, known: str | None) -> str | None:
        """The place in a *sentence* about an event; *known* is the place of the letter itself.

        Where a language bends its names, only one that is known in its first case is certain.
        """
        match = self._near.search(sentence)
        found = match["place"] if match else None
        if found is None:
            found = next(
                (
                    each["place"]
                    for each in self._in.finditer(sentence)
                    if self._fits(each["place"])
                ),
                None,
            )
        if found is None:
            return None
        found = found.rstrip(" .,")
        if known and found[:_STEM] == known[:_STEM]:
            return known
        return found if found.isascii() or ("," in found and self._is_plain(found)) else None

    @staticmethod
    def _is_plain(place: str) -> bool:
        return re.search("[а-яё]", place) is None

    def format(self, words: str, text: str, place: str | None) -> str | None:
        """``physical``, ``virtual``, ``hybrid`` or None.

        By the *words* that announce an event at a *place* and the *text* that speaks of it.
        """
        if place is None and self._virtual.search(words):
            return "virtual"
        is_remote = self._hybrid.search(text) and not self._no_remote.search(text)
        if is_remote:
            return "hybrid"
        if place or self._physical.search(words):
            return "physical"
        return None


@lru_cache(maxsize=8)
def event_places(words: LetterWords) -> EventPlaces:
    """The words of the language of *words*."""
    return EventPlaces(words)
