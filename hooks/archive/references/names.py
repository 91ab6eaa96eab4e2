"""The names of letters, resolutions and recommendations in folded text, one or a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from archive.references.folding import fold
from archive.references.reference import Reference
from archive.references.series import NUMBERS, RECOMMENDATIONS, is_letter, sector
from archive.references.spellings import (
    BLANKS,
    Form,
    Spellings,
    Token,
    head,
    opening,
    tail,
    word,
)
from archive.references.when import UNSAID, When
from archive.references.years import Bracket, Years

_MOST = 30
"""More numbers than these are not read as one list."""
_AGAIN = fold("bis|ter|quater|quinquies|бис|тер|кватер")
_ENDS = rf"(?!\w|[/.:][0-9]|\.[a-z]|[ -]{{0,2}}\(?(?:{_AGAIN})(?!\w))"
"""What cannot follow a number: it would be part of another one, as in "352-bis"."""
_LAST = re.compile(r"(?!-[0-9])")
_YEAR = re.compile("(?:19|20)[0-9]{2}(?![0-9])")
_OPEN_ENDS = frozenset({" ", "№", "°"})
_OPENING = 2
_CLOSING = 3
"""By so many first or last letters it is told whether words can stand before a number."""


class Named(NamedTuple):
    """One of the things that a name means, and where its part of the words stands."""

    start: int
    end: int
    reference: Reference
    when: When
    """The time that the text gives for it."""


class _Number(NamedTuple):
    start: int
    end: int
    """With the bracket of a resolution."""
    bracket: Bracket | None
    when: When
    resume: int
    """Where a list goes on: behind the date."""
    text: str


class _Head:
    """The words before a number, and what they can mean by the words behind it."""

    def __init__(self, forms: list[Form], signs: str) -> None:
        series = forms[0].series
        self.is_code = bool(forms[0].code)
        number = NUMBERS[series].lower() + _ENDS
        self.number = re.compile(number)
        # Behind a date only a sign or a code tells that what follows is the letter's number.
        code = re.escape(forms[0].code)
        to_number = f"{BLANKS}(?:{signs} {{0,2}})?{code}" if code else f",? {{0,3}}{signs} {{0,2}}"
        self.from_date = re.compile(f"{to_number}(?={number})")
        afters = {(-len(tail(form)), tail(form), form.series) for form in forms}
        self.options = tuple(
            (name, re.compile(after + r"(?!\w)") if after else None)
            for _, after, name in sorted(afters)
        )


class Names:
    """All names in all languages."""

    def __init__(self, spellings: Spellings, years: Years) -> None:
        self._years = years
        grouped: dict[tuple[str, str], list[Form]] = {}
        sizes: dict[tuple[str, str], int] = {}
        for form in spellings.forms:
            key = head(form, spellings), NUMBERS[form.series]
            grouped.setdefault(key, []).append(form)
            sizes[key] = -len(form.before)
        patterns = sorted(grouped, key=lambda key: (sizes[key], key))
        signs = word(spellings.signs)
        self._heads = tuple(_Head(grouped[key], signs) for key in patterns)
        by_opening: dict[str, list[_Head]] = {}
        for key, this in zip(patterns, self._heads, strict=True):
            form = grouped[key][0]
            if form.before and is_letter(form.series):
                by_opening.setdefault(opening(form), []).append(this)
        self._dated = tuple((re.compile(words), heads) for words, heads in by_opening.items())
        """The words behind which the date may stand before the number."""
        self._any_dated = re.compile(rf"(?:{'|'.join(by_opening)})(?!\w)")
        self._all = re.compile(
            "|".join(
                f"(?P<head_{index}>{before}(?={number.lower()}{_ENDS}))"
                for index, (before, number) in enumerate(patterns)
            )
        )
        self._sign = re.compile(rf"(?<!\w){signs} {{0,2}}$")
        joiners = word(spellings.joiners)
        self._join = re.compile(
            rf"(?:(?P<last>,?{BLANKS}(?:{joiners}|{word(spellings.ranges)}){BLANKS}|-)"
            rf"| {{0,2}}, {{0,2}})(?:{signs} {{0,2}})?"
        )
        self._plural = _any(spellings.plurals.values())
        self._either = _any(
            tuple(form for form in forms if form in spellings.singulars.get(key, ()))
            for key, forms in spellings.plurals.items()
        )
        self._openings, self._closings, self._glued = _edges(spellings)
        self._dashed = frozenset(
            form.code[:-1][-2:] for form in spellings.forms if form.code.endswith("-")
        )
        """How codes end behind which a blank may stand for the dash."""

    def can_open(self, start: str) -> bool:
        """Whether words that begin like this folded piece of text can be a name."""
        return start[:_OPENING] in self._openings

    def can_close(self, end: str) -> bool:
        """Whether a number and a blank before it can follow folded text with this *end*.

        A second blank or a sign is taken for the end of anything.
        """
        return end in self._closings or end[-1:] in _OPEN_ENDS or end[-2:] in self._dashed

    def can_glue(self, end: str) -> bool:
        """Whether a number can follow, without a blank, folded text with this *end*."""
        return end[-2:] in self._glued or end[-1:] in self._glued

    def is_code(self, text: str, start: int) -> bool:
        """Whether what stands at *start* is a code, as in ``CL-19/35``, and no word."""
        match = self._all.match(text, start)
        return match is not None and " " not in match[0] and self._head(match).is_code

    def has_sign(self, text: str, named: Named) -> bool:
        """Whether the number of *named* has a sign before it: "Resolution No. 209"."""
        number = text.find(named.reference.number.lower(), named.start, named.end)
        return self._sign.search(text[named.start : number]) is not None

    def read(self, text: str, start: int, holding: int | None = None) -> list[Named]:
        """What the name that begins at *start* means: several things where a list follows.

        Only a name whose first number has the figure at the place *holding*, where one is given.
        """
        for this, at, when in self._to_number(text, start):
            first = this.number.match(text, at)
            if first is None or (holding is not None and not at <= holding < first.end()):
                continue
            numbers = self._numbers(text, at, this)
            for series, after in this.options:
                if after is None:
                    count = self._without_words(text, start, at, numbers, series)
                    end = numbers[count - 1].end if count else -1
                else:
                    count, end = _with_words(text, numbers, after)
                if count:
                    return self._named(text, start, series, numbers[:count], end, when)
        return []

    def _to_number(self, text: str, start: int) -> Iterator[tuple[_Head, int, When]]:
        """The words that begin at *start*: where the number behind them begins, and the time that
        they give: "TSB Circular of 13 October 2021, No. 352"."""
        match = self._all.match(text, start)
        if match is None or _YEAR.match(text, match.end()):
            dated = list(self._from_date(text, start))
            yield from dated
            if dated:  # "Циркуляр БСЭ 2021 года № 352" is no Circular 2021
                return
        if match:
            yield self._head(match), match.end(), UNSAID

    def _from_date(self, text: str, start: int) -> Iterator[tuple[_Head, int, When]]:
        """The same where a date stands before the number."""
        if not self._any_dated.match(text, start):
            return
        for words, heads in self._dated:
            opened = words.match(text, start)
            said = self._years.after(text, opened.end()) if opened else None
            for this in heads if said else ():
                if said and (behind := this.from_date.match(text, said[1])):
                    yield this, behind.end(), said[0]

    def _head(self, match: re.Match[str]) -> _Head:
        return self._heads[int(str(match.lastgroup).removeprefix("head_"))]

    def _numbers(self, text: str, at: int, this: _Head) -> list[_Number]:
        """The number at this place, and all that can belong to a list with it."""
        numbers: list[_Number] = []
        is_last = False
        while match := this.number.match(text, at):
            end = match.end()
            if numbers and self._years.is_day(text, end):
                break  # "TSB Circulars 62, 14 February 2023"
            bracket = None
            if this.options[0][0] == "resolution":
                bracket = self._years.bracket(text, end)
                end = bracket.end if bracket else end
            when, resume = self._years.after(text, end) or (UNSAID, end)
            numbers.append(_Number(match.start(), end, bracket, when, resume, match[0]))
            join = self._join.match(text, resume)
            if is_last or join is None or len(numbers) == _MOST:
                break
            is_last = join["last"] is not None
            at = join.end()
        return numbers

    def _without_words(
        self, text: str, start: int, stop: int, numbers: list[_Number], series: str
    ) -> int:
        """How many of the *numbers* belong to the name: several only behind a plural.

        A form that may be a singular or a plural, as «Резолюции», takes only numbers with as
        many figures: "Резолюции 209 и 15 предложений" names one resolution.
        """
        count = 1
        if series in RECOMMENDATIONS and numbers[0].text[0].isalpha():
            count = len(numbers)
        elif self._plural.search(text, start, stop):
            count = len(numbers)
            if self._either.search(text, start, stop):
                size = len(numbers[0].text)
                others = (index for index, each in enumerate(numbers) if len(each.text) != size)
                count = next(others, count)
        while count and not _LAST.match(text, numbers[count - 1].end):
            count -= 1
        return count

    def _named(
        self,
        text: str,
        start: int,
        series: str,
        numbers: list[_Number],
        end: int,
        said: When,
    ) -> list[Named]:
        """What each of the *numbers* means; *said* is the time that stands before all of them."""
        named: list[Named] = []
        bracket = None
        when = numbers[-1].when
        if end != numbers[-1].end:
            when, _ = self._years.after(text, end) or (when, end)
        for index in range(len(numbers) - 1, -1, -1):
            number = numbers[index]
            bracket = number.bracket or bracket  # one may stand for those before it
            reference = _reference(series, number.text)
            if reference is None:
                return []
            if bracket:
                reference = replace(
                    reference,
                    city=bracket.city,
                    year=bracket.year,
                    is_revised=bracket.is_revised,
                )
            is_last = index == len(numbers) - 1
            own = When(reference.year) if reference.year else when if is_last else number.when
            named.append(
                Named(
                    number.start if index else start,
                    end if is_last else number.end,
                    reference,
                    said if own == UNSAID else own,
                )
            )
        return named[::-1]


def _reference(series: str, number: str) -> Reference | None:
    """None for a recommendation of a series that no sector has."""
    if series not in RECOMMENDATIONS:
        return Reference(series=series, number=number)
    if series == "recommendation":
        series = sector(number.partition(".")[0].upper())
    return Reference(series=series, number=number.upper()) if series else None


def bare(text: str, start: int) -> Named | None:
    """The recommendation of which only letters and number stand at *start*, as in ``Y.4900``.

    None where the letters do not tell the sector.
    """
    match = _RECOMMENDATION.match(text, start)
    if match is None or not _LAST.match(text, match.end()):
        return None
    reference = _reference("recommendation", match[0])
    if reference is None or reference.series == "recommendation":
        return None
    return Named(match.start(), match.end(), reference, UNSAID)


_RECOMMENDATION = re.compile(NUMBERS["recommendation"].lower() + _ENDS)


def _with_words(text: str, numbers: list[_Number], after: re.Pattern[str]) -> tuple[int, int]:
    """How many numbers stand before the words *after*, and where these end; none: 0.

    A date may stand between: "Циркуляр 62 (2022 г.) БСЭ".
    """
    for count in range(len(numbers), 0, -1):
        last = numbers[count - 1]
        if match := after.match(text, last.end) or after.match(text, last.resume):
            return count, match.end()
    return 0, -1


def _any(tokens: Iterable[Token]) -> re.Pattern[str]:
    """Any of the words, wherever it stands."""
    return re.compile(rf"(?<!\w){word(form for token in tokens for form in token)}(?!\w)")


def _edges(spellings: Spellings) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """How names begin, how the words before a number end, and how codes end."""
    openings: set[str] = set()
    closings: set[str] = set()
    glued: set[str] = set()
    for form in spellings.forms:
        firsts = form.before[0] if form.before else (form.code,)
        openings.update(text[:_OPENING] for text in firsts)
        if form.code:
            glued.add(form.code[-2:])
        else:
            closings.update(_ends(form.before[-1]))
    closings.update(_ends(spellings.signs))
    glued.update(text for text in spellings.signs if len(text) == 1)
    return frozenset(openings), frozenset(closings), frozenset(glued)


def _ends(texts: Iterable[str]) -> Iterator[str]:
    """The last letters of words, of abbreviations with their stop and without it."""
    for text in texts:
        padded = f" {text.rstrip('*')}"
        yield padded[-_CLOSING:]
        yield padded.rstrip(".")[-_CLOSING:]
