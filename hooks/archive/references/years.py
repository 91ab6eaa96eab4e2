"""The time that a text gives right behind a reference: "TSB Circular 45 of 3 May 2018"."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from archive.references.series import CENTURY
from archive.references.spellings import BLANKS, Spellings, city, leading, word
from archive.references.when import When

_YEAR = "(?:1[89]|20)[0-9]{2}(?![0-9])"
_DAY = "[0-3]?[0-9]"
_SOME = " {0,2}"
_RANGE = " ?- ?"
_BEFORE_TIME = " (,"
"""A time stands behind one of these signs."""


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
        studied = (
            f"(?:(?:{leading(spellings.words('within'))}|{dated})?"
            f"(?:{leading(spellings.articles)})?{leading(spellings.words('study-period'))})"
        )
        self._after = re.compile(
            f"{_SOME}\\((?:{dated})?{before}(?P<bracket>{_YEAR}){behind}{words}?{_SOME}[),;]"
            f"|{BLANKS}{dated}{before}(?P<date>{_YEAR})(?!{_RANGE}){words}?"
            f"|{BLANKS}(?P<alone>{_YEAR}){words}"
        )
        self._period = re.compile(
            f"{_SOME}\\({_SOME}(?:{studied}|{dated})?(?P<first>{_YEAR}){_RANGE}"
            f"(?P<last>{_YEAR}){words}?{_SOME}[),;]"
            f"|,?{BLANKS}{studied}(?P<from>{_YEAR}){_RANGE}(?P<to>{_YEAR})(?:{words})?"
            f"|{BLANKS}(?P<begin>{_YEAR}){_RANGE}(?P<end>{_YEAR}){words}"
        )
        self._dates = re.compile(
            f"(?P<iso>{_YEAR}-[01][0-9]-[0-3][0-9])(?![0-9])"
            f"|(?<![0-9])(?P<day>{_DAY})(?:[.](?P<month>[01]?[0-9])[.]"
            f"|(?:-?[^\\W\\d_]{{1,3}})?{BLANKS}{lead}(?P<name>{month}),?{BLANKS}{lead})"
            f"(?P<year>{_YEAR})"
            f"|(?P<its_name>{month}){BLANKS}(?P<its_day>{_DAY})(?:-?[^\\W\\d_]{{1,3}})?,?{BLANKS}"
            f"(?P<its_year>{_YEAR})"
        )
        self._month = re.compile(f"{BLANKS}{lead}{month}")
        self._months = spellings.month_numbers
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

    def after(self, text: str, at: int) -> tuple[When, int] | None:
        """The time that stands behind the place *at*, and where its words end."""
        if text[at : at + 1] not in _BEFORE_TIME:
            return None
        if period := self._period.match(text, at):
            first = int(period["first"] or period["from"] or period["begin"])
            last = int(period["last"] or period["to"] or period["end"])
            if first < last:
                return When(first, last), period.end()
        match = self._after.match(text, at)
        if match is None:
            return None
        year = int(match["bracket"] or match["date"] or match["alone"])
        return When(year, day=self._day(match[0])), match.end()

    def is_day(self, text: str, at: int) -> bool:
        """Whether a month follows the number that ends at the place *at*."""
        return self._month.match(text, at) is not None

    def _day(self, text: str) -> str:
        """The whole date in *text*; "" where it is none, or can be read in two ways."""
        match = self._dates.search(text)
        if match is None:
            return ""
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        else:
            name = match["name"] or match["its_name"]
            month = self._months.get(name.rstrip("."), 0) if name else int(match["month"])
            year, day = (int(match[part] or match[f"its_{part}"]) for part in ("year", "day"))
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            return ""

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
