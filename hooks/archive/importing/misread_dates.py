"""Letters that a bad reading put for the figures of dates, and figures for letters of months."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_FIGURES = str.maketrans(
    {
        **dict.fromkeys("lIi|", "1"),
        **dict.fromkeys("OoОо", "0"),
        "З": "3",
        "S": "5",
        "Z": "2",
        "б": "6",
    }
)
_LETTERS = (str.maketrans("105", "los"), str.maketrans("105", "ios"), str.maketrans("036", "озб"))
_MIXED = r"[0-9lIi|OoОоЗSZб]"


class MisreadDates:
    """Mends the dates of one language."""

    def __init__(self, words: LetterWords) -> None:
        months = "|".join(sorted(map(re.escape, words.lexicon.months), key=len, reverse=True))
        endings = choice(words.listed("dates.endings"))
        self._months = words.lexicon.months
        self._mixed_day = re.compile(
            rf"(?<![\w.]){_MIXED}{{1,2}}(?=(?:{endings})? ?(?:{months})(?!\w))", re.IGNORECASE
        )
        # Of letters alone only those that begin no word: "ЗО апреля", "ll мая", "З июля".
        self._lone_day = re.compile(
            rf"(?<![\w.])(?:З[ОO01lI|]?|[l|][lI|OО]|[l|])(?= (?i:{months})(?!\w))"
        )
        self._mixed_year = re.compile(r"(?<!\w)[2ZzlI1][0OoОо9][0-9lIi|OoОоЗSZб]{2}(?!\w)")
        self._mixed_hour = re.compile(rf"(?<![\w:]){_MIXED}{{1,2}}[:]{_MIXED}{{2}}(?![\w:])")
        hours, minutes = choice(words.listed("dates.hours")), choice(words.listed("dates.minutes"))
        self._spoken_hour = re.compile(
            rf"(?<![\w:]){_MIXED}{{1,2}}(?= ?{hours}(?!\w))", re.IGNORECASE
        )
        self._spoken_minute = re.compile(
            rf"(?P<lead>[0-9] ?{hours} ?)(?P<minute>{_MIXED}{{2}})(?= ?{minutes})", re.IGNORECASE
        )
        self._mixed_month = re.compile(
            r"(?<=[0-9lO] )[^\W_]{3,10}(?!\w)|(?<!\w)[^\W_]{3,10}(?= (?:19|20)[0-9]{2})"
        )

    def mended(self, text: str) -> tuple[str, list[int]]:
        """*text* with figures for letters in days and years, and where they were put."""
        places: list[int] = []

        def figures(match: re.Match[str]) -> str:
            found = match[0]
            if found.replace(":", "").isdecimal() or not any(
                sign in "0123456789" for sign in found
            ):
                return found
            new = found.translate(_FIGURES)
            if not new.replace(":", "").isdecimal():
                return found
            places.append(match.start())
            return new

        def month(match: re.Match[str]) -> str:
            found = match[0]
            if found.isdecimal():
                return found
            if found.isalpha():
                new = found.replace("rn", "m")
                if new == found or new.lower() not in self._months:
                    return found
                places.append(match.start())
                return new.ljust(len(found))
            for table in _LETTERS:
                new = found.translate(table)
                if new.lower() in self._months:
                    places.append(match.start())
                    return new
            return found

        def minute(match: re.Match[str]) -> str:
            new = match["minute"].translate(_FIGURES)
            if new == match["minute"] or not new.isdecimal():
                return match[0]
            places.append(match.start("minute"))
            return f"{match['lead']}{new}"

        def lone(match: re.Match[str]) -> str:
            places.append(match.start())
            return match[0].translate(_FIGURES)

        text = self._lone_day.sub(lone, self._mixed_month.sub(month, text))
        text = self._mixed_day.sub(figures, text)
        text = self._mixed_year.sub(figures, text)
        text = self._spoken_hour.sub(figures, self._mixed_hour.sub(figures, text))
        return self._spoken_minute.sub(minute, text), places


@lru_cache(maxsize=8)
def misread_dates(words: LetterWords) -> MisreadDates:
    """What mends the dates of the language of *words*."""
    return MisreadDates(words)
