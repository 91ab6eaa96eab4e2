"""Days that are written in words: "the thirty-first of October"."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import choice


class SpelledDays:
    """The words of one language: ``dates.spelled-days`` lists them from the first to the last."""

    def __init__(self, words: LetterWords) -> None:
        listed = words.listed("dates.spelled-days")
        self._days = {name: day for day, name in enumerate(listed, 1)}
        months = "|".join(sorted(map(re.escape, words.lexicon.months), key=len, reverse=True))
        of = choice(words.listed("dates.of"))
        self._named = re.compile(
            rf"(?<![\w-]){choice(listed)}(?= (?:{of} )?(?:{months})(?!\w))", re.IGNORECASE
        )

    def mended(self, text: str) -> tuple[str, dict[int, int]]:
        """*text* of the same length with figures at the end of such words.

        Of each place where figures begin, where the words begin.
        """
        places: dict[int, int] = {}

        def figures(match: re.Match[str]) -> str:
            day = self._days.get(" ".join(match[0].casefold().split()))
            if day is None:
                return match[0]
            places[match.end() - len(str(day))] = match.start()
            return str(day).rjust(len(match[0]))

        return self._named.sub(figures, text), places


@lru_cache(maxsize=8)
def spelled_days(words: LetterWords) -> SpelledDays:
    """The words of the language of *words*."""
    return SpelledDays(words)
