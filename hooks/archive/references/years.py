"""The year that a text gives right behind a reference: "TSB Circular 45 of 3 May 2018"."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.references.series import CENTURY
from archive.references.spellings import BLANKS, Spellings, city, word

_YEAR = "(?:1[89]|20)[0-9]{2}(?![0-9])"
_DAY = "[0-3]?[0-9]"
_SOME = " {0,2}"


class Bracket(NamedTuple):
    """What stands in brackets behind the number of a resolution: "(Rev. Dubai, 2018)"."""

    end: int
    city: str
    """The key of a city; "" where none is given or known."""
    year: int
    is_revised: bool


class Years:
    """Reads dates behind a reference, and the brackets of resolutions, in folded text."""

    def __init__(self, spellings: Spellings) -> None:
        words = f"(?:{_SOME}{word(spellings.year_words)}(?!\\w))"
        dated = f"{word(spellings.words('dated'))}{BLANKS}"
        lead = f"(?:(?:{word(spellings.articles)}|{word(spellings.year_leads)}){BLANKS})?"
        month = f"{word(spellings.months)}(?!\\w)"
        day = f"{_DAY}(?:-?[^\\W\\d_]{{1,3}})?"
        before = (
            f"(?:{_DAY}[./-]{_DAY}[./-]|[01]?[0-9]/"
            f"|{lead}(?:{day}{BLANKS}{lead})?{month},?{BLANKS}(?:{day},?{BLANKS})?)?"
        )
        behind = "(?:-[01][0-9](?:-[0-3][0-9])?)?"
        self._after = re.compile(
            f"{_SOME}\\((?:{dated})?{before}(?P<bracket>{_YEAR}){behind}{words}?{_SOME}[),;]"
            f"|{BLANKS}{dated}{before}(?P<date>{_YEAR})"
            f"|{BLANKS}(?P<alone>{_YEAR}){words}"
        )
        options = "".join(
            f"(?P<city_{index}>{city(names)})(?!\\w)|"
            for index, names in enumerate(spellings.cities.values())
        )
        self._cities = tuple(spellings.cities)
        revised = f"(?P<revised>{word(spellings.words('revised'))}[ ,]{{0,3}})?"
        self._bracket = re.compile(
            f"{_SOME}\\( ?{revised}"
            f"(?:(?:{options}[^()0-9\n;]{{0,40}}?)(?:,| ) ?)?"
            f"(?:(?P<year>{_YEAR})|[^\\W\\d_]{{2,6}}-(?P<short>[0-9]{{2}}(?![0-9])))"
            f"{words}? ?\\)"
        )

    def after(self, text: str, at: int) -> tuple[int, int] | None:
        """The year that stands behind the place *at*, and where its words end."""
        match = self._after.match(text, at)
        if match is None:
            return None
        return int(match["bracket"] or match["date"] or match["alone"]), match.end()

    def bracket(self, text: str, at: int) -> Bracket | None:
        """The bracket of a resolution at the place *at*.

        A conference tells its year, too: "(Rev. WRC-19)" is of 2019.
        """
        match = self._bracket.match(text, at)
        if match is None:
            return None
        key = next(
            (key for index, key in enumerate(self._cities) if match[f"city_{index}"] is not None),
            "",
        )
        if match["year"]:
            year = int(match["year"])
        else:
            year = int(match["short"])
            year += 2000 if year < CENTURY else 1900
        return Bracket(match.end(), key, year, match["revised"] is not None)
