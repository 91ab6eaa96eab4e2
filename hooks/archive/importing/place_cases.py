"""The first case of a city or country that a text has in another one, where it is certain."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.dates import zone_names
from archive.importing.words import LetterWords
from archive.languages import place_names

_PARTS = re.compile(r"(?P<city>[^,(]{2,60})(?P<join>, | ?\()?(?P<rest>[^)]{2,60})?")


class PlaceCases:
    """The places that one language knows, and how it bends their names.

    ``event.place-endings`` lists what stands at the end of a bent name and of its first case,
    ``event.cities`` the cities that the names of time zones lack.
    """

    def __init__(self, words: LetterWords) -> None:
        self._known = place_names(words.language) | set(words.listed("event.cities"))
        rows = (each.partition("=") for each in words.listed("event.place-endings"))
        self._endings = tuple((old, new) for old, _, new in rows)

        self._first_case = tuple(words.listed("event.place-first-case"))

    @property
    def is_bending(self) -> bool:
        """Whether the language bends its names."""
        return bool(self._endings)

    def is_known(self, place: str) -> bool:
        """Whether a *place* begins with a city that is known, in the first case."""
        match = _PARTS.match(place)
        if match is None:
            return False
        city = match["city"].strip()
        return city in self._known or (not self.is_bending and city in _zone_cities())

    def first_case(self, place: str, home: str | None) -> str | None:
        """A *place* such as "Будапеште, Венгрия" in the first case; None where it is not certain.

        *home* is a city that is known besides, in the first case.
        """
        match = _PARTS.match(place)
        if match is None:
            return None
        city = self._one(match["city"].strip(), home)
        if city is None or not match["rest"]:
            return city
        rest = self._one(match["rest"].strip(), None) or self._apposed(match["rest"].strip())
        if rest is None:
            return city
        is_apart = place[: match.start("join")].endswith(" ")
        join = f"{' ' if is_apart else ''}{match['join']}"
        return f"{city}{join}{rest}{')' if '(' in join else ''}"

    def _apposed(self, rest: str) -> str | None:
        """A country of two words behind its city, which shows its first case itself."""
        first, blank, _ = rest.partition(" ")
        return rest if blank and first.endswith(self._first_case) else None

    def _one(self, name: str, home: str | None) -> str | None:
        known = self._known | {home} if home else self._known
        words = name.split(" ")
        for count in range(len(words), 0, -1):  # "Найроби Управление": only the first is a city
            if found := self._bent(" ".join(words[:count]), known):
                return found
        return None

    def _bent(self, name: str, known: frozenset[str] | set[str]) -> str | None:
        if name in known:
            return name
        found = {
            name[: len(name) - len(old)] + new
            for old, new in self._endings
            if name.endswith(old) and len(name) - len(old) > 1
        } & known
        return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _zone_cities() -> frozenset[str]:
    """The cities that time zones are named after, in English."""
    return frozenset(name.rpartition("/")[2].replace("_", " ") for name in zone_names())


@lru_cache(maxsize=8)
def place_cases(words: LetterWords) -> PlaceCases:
    """The places of the language of *words*."""
    return PlaceCases(words)
