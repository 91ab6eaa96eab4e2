"""What a text says: its dates, hours, numbers, addresses and references, in values of no language.

The text is not searched by a large pattern. Figures and the signs of addresses are looked for,
and only there (or at a word before them that can begin a date or a name) patterns are matched.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from archive.prose.addresses import find_addresses
from archive.prose.figures import dialled, number_of_parts, numeric_date
from archive.prose.lexicon import Lexicon
from archive.prose.patterns import BLANK, PHONE
from archive.references import UNSAID, Reference, When
from archive.references.folding import has_hidden, without_hidden
from archive.references.grammar import figures_in
from archive.references.series import RECOMMENDATIONS

_FIGURES = frozenset("0123456789")
_IDENTIFIER = re.compile(r"\w+")
_DAY_NUMBER = re.compile("[0-9]{1,2}")
_LONE = re.compile(r"[0-9]{1,20}(?=\n|\Z)")
"""A number with which its line ends, as in a cell of a table: behind it nothing makes it more."""
_TIME_WITH_STOP = re.compile(r"(?:[01]?[0-9]|2[0-4])\.[0-5][0-9]")
_YEAR = re.compile("(?:1[89]|20)[0-9]{2}")
_OPENING_SIGNS = "([{«»“”„‘’\"'…,;:–—-"
_APART = re.compile(rf"{BLANK}{{0,3}}(?:[,;(–—-]{BLANK}{{0,3}})?")
"""What may part a day from its hour."""
_ALONE_BEHIND = ("", "\n", ",", ";", ":", "(", "[")
_ALONE_BEFORE = re.compile(rf"{BLANK}{{0,3}}(?:[),.;\]\n(]|\Z|(?-i:[A-ZА-Я]))")
"""What stands around an hour that is a whole remark: the names of zones are capitalised."""
_REACH = 48
"""How far before a figure a word can stand that belongs to it, in characters."""
_LONGEST_MULTIPLIED = 20
"""Longer figures are no amounts, and are kept as they are."""


class Found(NamedTuple):
    """One thing that a text says, and where."""

    kind: str
    """``date``, ``time``, ``number``, ``percent``, ``amount``, ``phone``, ``email``, ``url``,
    ``reference``, ``resolution`` or ``recommendation``."""
    value: str
    """The same in every language: ``2019-08-16``, ``08-16`` without a year, ``2021-12`` for a
    month, ``10:00``, ``1500``, ``CHF 1500``, ``+41227306301``, ``TSB Circular 352``,
    ``Corrigendum 2 to CL-19/35``, ``Resolution 209 (2018)``, ``Recommendation L.1061``. A year
    alone is a number. Resolutions stand without their city and recommendations without their
    sector, since not every text gives them."""
    start: int
    end: int
    when: When = UNSAID
    """Of a reference, the time that the text gives for the letter."""

    @property
    def is_day(self) -> bool:
        """Whether it is a date that names a day, with its year or without."""
        return self.kind == "date" and len(self.value) in (5, 10)


def read_prose(text: str, lexicon: Lexicon) -> tuple[Found, ...]:
    """Everything that *text* says, in its order. Nothing reaches over the end of a line."""
    if not has_hidden(text):
        return tuple(_Scan(text, lexicon).found())
    plain, places = without_hidden(text)
    return tuple(
        each._replace(start=places[each.start], end=places[each.end - 1] + 1)
        for each in _Scan(plain, lexicon).found()
    )


class _Scan:
    """One walk over a text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._last = Found("", "", 0, 0)
        """What was found before; nothing reaches back over it."""
        self._back: list[str] = []
        """The words before the figure at hand."""

    def found(self) -> list[Found]:
        """Everything, in order."""
        text = self._text
        found: list[Found] = []
        figures = figures_in(text)
        names = self._addresses_and_names(figures)
        pending = iter([*names, Found("", "", len(text) + 1, len(text) + 1)])
        masked = next(pending)
        index = position = 0
        while True:
            if text[position : position + 1] in _FIGURES:
                at = position  # some runs of figures are read in pieces
            else:
                index = bisect.bisect_left(figures, position, index)
                if index == len(figures):
                    break
                at = figures[index]
            while masked.end <= at:
                found.append(masked)
                self._last = masked
                masked = next(pending)
            if masked.start <= at:
                position = masked.end
                continue
            new, position = self._at_figure(at)
            if new:
                found.extend(new)
                self._last = new[-1]
        found.extend(each for each in (masked, *pending) if each.kind)
        found = _with_years(found, text, self._lexicon)
        if named := list(self._named_hours(found)):
            found = sorted([*found, *named], key=_start)
        return found

    def _addresses_and_names(self, figures: list[int]) -> list[Found]:
        """What is found by other means than by its figures; names within addresses are none."""
        addresses = [Found(*address) for address in find_addresses(self._text)]
        names = [
            Found(*_name(each.reference), each.start, each.end, each.when)
            for each in self._lexicon.grammar.find(self._text, figures)
        ]
        if not (addresses and names):
            return addresses or names
        found: list[Found] = []
        for each in sorted([*addresses, *names], key=_start):
            if not found or found[-1].end <= each.start:
                found.append(each)
            elif each.kind in ("url", "email"):
                found[-1] = each
        return found

    def _at_figure(self, at: int) -> tuple[list[Found], int]:
        """What stands at the figure *at*, and where to go on."""
        text, lexicon = self._text, self._lexicon
        floor = max(self._last.end, at - _REACH)
        before = text[floor:at]
        self._back = words = before.split()
        glued = ""
        if words and not before[-1].isspace():
            glued = words[-1].lstrip(_OPENING_SIGNS)
            if before[-1] == "+" and (phone := PHONE.match(text, at - 1)):
                return [Found("phone", dialled(phone[0]), phone.start(), phone.end())], phone.end()
        begins = self._beginnings(words[-4:], before, floor)
        if glued:
            begins.append(at - len(glued))
        for begin in begins:
            match = lexicon.at_word.match(text, begin)
            if match and match.end() > at:
                return self._by_word(match), match.end()
        if glued and (glued[-1].isalpha() or glued[-1] == "_"):
            identifier = _IDENTIFIER.match(text, at)
            return [], identifier.end() if identifier else at + 1
        match = _LONE.match(text, at)
        if match:
            return [self._plain_number(match[0], at)], match.end()
        match = lexicon.at_figure.match(text, at)
        if match:
            new = self._by_figure(match)
            if new:
                return new, match.end()
        match = lexicon.at_number.match(text, at)
        if match is None:  # cannot be: the pattern matches any figure
            return [], at + 1
        return [self._number(match)], match.end()

    def _beginnings(self, words: list[str], before: str, floor: int) -> list[int]:
        """Where words stand, not far before the figure, that can begin a date or a name."""
        openings = self._lexicon.openings
        begins = []
        for word in words:
            bare = word if word[0].isalpha() else word.lstrip(_OPENING_SIGNS)
            if bare[:3].lower() in openings:
                place = before.rfind(word)
                begins.append(floor + place + len(word) - len(bare))
        return begins

    def _by_word(self, match: re.Match[str]) -> list[Found]:
        kind = match.lastgroup
        start, end = match.span()
        if kind == "month_year":
            month = self._month(match["of_year"])
            return [Found("date", f"{match['its_year']}-{month}", start, end)]
        if kind == "month_days":
            return self._days(match, "its_days", match["of_days"], match["days_year"])
        if kind == "amount":
            code = next(code for code in self._lexicon.currencies if match[f"before_{code}"])
            value = self._value(match, "sum", "more")
            return [Found("amount", f"{code.upper()} {value}", start, end)]
        return [Found("phone", dialled(match["dialled"]), match.start("dialled"), end)]

    def _by_figure(self, match: re.Match[str]) -> list[Found]:
        """What is more than a number; nothing where it only looks so."""
        kind = str(match.lastgroup)
        start, end = match.span()
        if kind == "days":
            if match["beyond"] and not self._lexicon.can_precede_day(self._text, start):
                return []
            return self._days(match, "numbers", match["month"], match["year"])
        if kind == "iso":
            parts = (match["iso_year"], match["iso_month"], match["iso_day"])
            return [Found("date", "-".join(part for part in parts if part), start, end)]
        if kind == "numeric":
            value = numeric_date(match)
            return [Found("date", value, start, end)] if value else []
        if kind == "span":
            return self._span(match)
        if kind == "bare":
            return self._bare(match)
        minute = match[f"{kind}_minute"] if kind != "marked" else "00"
        half = match["marked_half"] or match["hour_half"] if kind == "marked" else None
        if kind in ("clock", "spoken"):
            half = match[f"{kind}_half"]
            minute = minute or match["short_minute"]
        elif kind == "dotted":
            half = match["worded_half"] or match["dotted_half"]
        return [Found("time", self._time(match[f"{kind}_hour"], minute, half), start, end)]

    def _span(self, match: re.Match[str]) -> list[Found]:
        """Two hours with one "p.m." between them."""
        half = match["span_half"]
        last = self._time(match["end_hour"], match["end_minute"], half)
        first = self._time(match["span_hour"], match["span_minute"], half)
        if first > last:  # from 10 to 3 p.m.
            first = self._time(match["span_hour"], match["span_minute"], None)
        middle = match.end("span_minute") if match["span_minute"] else match.end("span_hour")
        return [
            Found("time", first, match.start(), middle),
            Found("time", last, match.start("end_hour"), match.end()),
        ]

    def _bare(self, match: re.Match[str]) -> list[Found]:
        """Hours of four figures, as in "0930 hours"; 1400 hours can also be a length of time."""
        start, end = match.span()
        is_clock = match[0].startswith("0") or self._is_hour_expected(start)
        if not (is_clock or self._stands_apart(start, end)):
            return []
        last = self._time(match["bare_hour"], match["bare_minute"], None)
        if match["from_hour"] is None:
            return [Found("time", last, start, end)]
        first = self._time(match["from_hour"], match["from_minute"], None)
        middle, begin = match.end("from_minute"), match.start("bare_hour")
        return [Found("time", first, start, middle), Found("time", last, begin, end)]

    def _time(self, hour: str, minute: str | None, half: str | None) -> str:
        name = self._lexicon.half(half) if half else ""
        number = int(hour) % 24
        if name == "after-noon" and number < 12:
            number += 12
        elif name in ("before-noon", "midnight") and number == 12:
            number = 0
        return f"{number:02d}:{minute or '00'}"

    def _days(self, match: re.Match[str], group: str, month: str, year: str | None) -> list[Found]:
        """One date for each day of a list or range; the last one takes the month with it."""
        prefix = f"{year}-{self._month(month)}-" if year else f"{self._month(month)}-"
        first, text = match.start(group), match[group]
        if text.isdecimal():
            return [Found("date", prefix + text.rjust(2, "0"), match.start(), match.end())]
        days = [
            (day[0].rjust(2, "0"), first + day.start(), first + day.end())
            for day in _DAY_NUMBER.finditer(text)
        ]
        found = [Found("date", prefix + day, start, end) for day, start, end in days]
        begin = found[0].start if group == "numbers" else match.start()
        found[0] = Found("date", found[0].value, begin, found[0].end)
        found[-1] = Found("date", found[-1].value, found[-1].start, match.end())
        return found

    def _month(self, form: str) -> str:
        return f"{self._lexicon.months[form.rstrip('.').lower()]:02d}"

    def _number(self, match: re.Match[str]) -> Found:
        start, end = match.span()
        if match["parts"]:
            return Found("number", number_of_parts(match["parts"]), start, end)
        value = self._value(match, "figure", "times")
        if match["percent"]:
            return Found("percent", value, start, end)
        if match["after"]:
            code = next(code for code in self._lexicon.currencies if match[f"after_{code}"])
            return Found("amount", f"{code.upper()} {value}", start, end)
        may_be_hour = match["hour"] is not None and len(value) <= 2 and int(value) <= 24
        if may_be_hour and self._is_hour_expected(start):
            return Found("time", f"{int(value) % 24:02d}:00", start, end)
        if _TIME_WITH_STOP.fullmatch(match[0]) and self._is_hour_expected(start):
            hour, _, minute = match[0].partition(".")
            return Found("time", f"{int(hour) % 24:02d}:{minute}", start, end)
        if match[0].isdecimal():
            return self._plain_number(match[0], start)
        return Found("number", value, start, end)

    def _plain_number(self, figures: str, start: int) -> Found:
        """A number of figures alone."""
        value = figures.lstrip("0") or "0"
        if (
            len(figures) == 2
            and self._text[self._last.end : start] in "-–—/"
            and self._last.kind == "number"
            and _YEAR.fullmatch(self._last.value)
        ):
            value = self._last.value[:2] + figures  # 2021–22
        return Found("number", value, start, start + len(figures))

    def _is_hour_expected(self, at: int) -> bool:
        """Whether the words before say that a time of day follows."""
        if self._last.kind == "time" and self._lexicon.ranges.fullmatch(
            self._text, self._last.end, at
        ):
            return True
        return bool(self._back) and self._back[-1].lower() in self._lexicon.time_leads

    def _stands_apart(self, start: int, end: int) -> bool:
        """Whether an hour stands right behind a day or by itself: "2 June 2025, 1800 hours"."""
        text = self._text
        if self._lexicon.of_words.match(text, end):  # a length of time: 1800 hours of training
            return False
        if self._last.kind == "date" and _APART.fullmatch(text, self._last.end, start):
            return True
        before = text[max(0, start - _REACH) : start].rstrip(" \t\u00a0\u202f")
        return before[-1:] in _ALONE_BEHIND and _ALONE_BEFORE.match(text, end) is not None

    def _value(self, match: re.Match[str], figure: str, times: str) -> str:
        """The number without separators: "1 500,50" is ``1500.5``."""
        whole = match[figure]
        if not whole.isdecimal():
            whole = re.sub("[^0-9]", "", whole)
        whole = whole.lstrip("0") or "0"
        fraction = match[f"{figure}_fraction"]
        fraction = fraction.rstrip("0") if fraction else ""
        if match[times] and len(whole) + len(fraction) < _LONGEST_MULTIPLIED:
            noughts = next(each for each in self._lexicon.multipliers if match[f"{times}_{each}"])
            digits = fraction.ljust(int(noughts), "0")
            whole = (whole + digits[: int(noughts)]).lstrip("0") or "0"
            fraction = digits[int(noughts) :]
        return f"{whole}.{fraction}" if fraction else whole

    def _named_hours(self, found: list[Found]) -> Iterator[Found]:
        """Noon and midnight, where they stand without a figure."""
        text = self._text
        for word, value in self._lexicon.named_hours:
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                before = bisect.bisect_right(found, at, key=_start) - 1
                is_within = before >= 0 and at < found[before].end
                is_part = text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()
                if not is_within and not is_part:
                    yield Found("time", value, at, end)
                at = text.find(word, end)


def _name(reference: Reference) -> tuple[str, str]:
    """Kind and value of what a reference names."""
    if reference.series == "resolution":
        return "resolution", replace(reference, city="", is_revised=False).canonical
    if reference.series in RECOMMENDATIONS:
        return "recommendation", replace(reference, series="recommendation").canonical
    return "reference", reference.canonical


def _start(found: Found) -> int:
    return found.start


def _with_years(found: list[Found], text: str, lexicon: Lexicon) -> list[Found]:
    """Days without a year take it from the end of their range: "30 January – 2 February 2022"."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        this, following = result[index], result[index + 1]
        if this.kind == following.kind == "date" and len(this.value) == 5:
            year, _, day = following.value.partition("-")
            if len(following.value) == 10 and lexicon.joiner.fullmatch(
                text, this.end, following.start
            ):
                if this.value > day:
                    year = f"{int(year) - 1:04d}"
                result[index] = this._replace(value=f"{year}-{this.value}")
    return result
