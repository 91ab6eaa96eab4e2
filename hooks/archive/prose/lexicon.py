"""The words of one language by which its prose is read, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from archive.languages import Phrases
from archive.prose.deadline_words import DeadlineWords
from archive.prose.patterns import (
    BLANK,
    Words,
    amount,
    cased,
    choice,
    dates,
    dates_by_month,
    hours,
    number,
    phones,
)
from archive.references import Grammar

_LISTS = (
    *("articles", "of-words", "year-words", "range-words", "list-words", "ordinal-endings"),
    *("hours", "minutes", "before-noon", "after-noon", "noon", "midnight", "hour-marks"),
    *("time-leads", "day-leads", "number-signs", "percent", "phone-leads"),
)
_BEFORE_DAY = frozenset("([{«“„‘'\",;:–—")
_ROMAN = ((10, "[XХ]"), (9, "I[XХ]"), (5, "V"), (4, "IV"), (1, "I"))
"""Roman numerals; a Cyrillic letter often stands for the X."""


class Lexicon:
    """How one language writes what is the same in every language.

    *phrases* are the language's own strings; *every* are those of all languages, because a
    letter may call another one by its name in any of them.
    """

    @staticmethod
    def of(phrases: Phrases, every: Mapping[str, Phrases]) -> Lexicon:
        """The lexicon of these words, made when it is first asked for."""
        return _made(phrases, tuple(every.items()))

    def __init__(self, phrases: Phrases, every: Mapping[str, Phrases]) -> None:
        self.language = phrases.language.code
        letters = phrases("prose.letters")
        self.letters = letters + letters.upper()
        """The commonest letters of the language, small and capital."""
        months = _forms(phrases.month_forms(), phrases.listed("prose.months"))
        self.months = _numbered(months, 1)
        """Every form of every month in small letters, without a full stop: its number."""
        self._months = tuple(re.compile(rf"\b{cased(forms)}") for forms in months)
        weekdays = _forms(phrases.weekday_forms(), phrases.listed("prose.weekdays"))
        self.weekdays = _numbered(weekdays, 0)
        """Every form of every weekday in small letters: 0 is Monday."""
        self.deadlines = DeadlineWords(
            phrases.listed("prose.deadline"),
            fill=(*self.weekdays, *phrases.listed("prose.deadline-fill")),
            unless=phrases.listed("prose.deadline-unless"),
        )
        """Tells by the words around a date whether it is a deadline."""
        self.week = re.compile(
            rf"(?<!\w){choice(phrases.listed('prose.week'))}(?!\w)", re.IGNORECASE
        )
        """Words before the first day of a week that is meant as a whole."""
        self.attending = re.compile(
            rf"(?<!\w){choice(phrases.listed('prose.attending'))}", re.IGNORECASE
        )
        """Words that ask somebody to come to an event."""
        self._numbers = tuple(
            re.compile(rf"\b{choice(forms.split())}", re.IGNORECASE)
            for forms in phrases.listed("prose.numbers")
        )
        self._lists = {name: tuple(phrases.listed(f"prose.{name}")) for name in _LISTS}
        self.grammar = Grammar.of(every)
        """Finds the letters, resolutions and recommendations that a text names."""
        decimal, group = phrases.number_signs()
        words = Words(
            months=tuple(form for forms in months for form in forms),
            month_first="month-day" in phrases.listed("prose.date-orders"),
            lists=self._lists,
            multipliers=_grouped(phrases, "prose.multiplier."),
            currencies=_grouped(phrases, "prose.currency."),
            decimal=decimal,
            group=group,
        )
        self.multipliers = tuple(sorted(words.multipliers))
        self.currencies = tuple(sorted(words.currencies))
        self.at_figure = re.compile(f"{hours(words)}|{dates(words)}", re.IGNORECASE)
        """What is more than a number and begins with a figure."""
        self.at_number = re.compile(number(words), re.IGNORECASE)
        self.at_word = re.compile(
            f"{dates_by_month(words)}|{amount(words)}|{phones(words)}", re.IGNORECASE
        )
        """What begins with a word and ends in figures."""
        self.openings = frozenset(_openings(words))
        """The first three letters of the words with which such a thing can begin."""
        self.joiner = re.compile(words.joiner, re.IGNORECASE)
        self.ranges = re.compile(words.ranges, re.IGNORECASE)
        self.time_leads = frozenset(self._lists["time-leads"])
        self.of_words = re.compile(
            rf"{BLANK}{{1,3}}{choice(self._lists['of-words'])}", re.IGNORECASE
        )
        """A word behind a number that says what is counted."""
        self._day_leads = frozenset(
            text.casefold()
            for name in ("time-leads", "day-leads", "range-words", "list-words", "articles")
            for text in self._lists[name]
        )
        self._number_signs = re.compile(choice(self._lists["number-signs"]), re.IGNORECASE)
        self.named_hours = tuple(
            (word, value)
            for name, value in (("noon", "12:00"), ("midnight", "00:00"))
            for word in self._lists[name]
        )
        """Words that are a time of day by themselves."""
        self._halves = {
            name: re.compile(choice(self._lists[name]), re.IGNORECASE)
            for name in ("before-noon", "after-noon", "noon", "midnight")
        }

    def half(self, text: str) -> str:
        """Which half of the day *text* says: a key under ``[prose]``; "" for none."""
        return next((name for name, words in self._halves.items() if words.fullmatch(text)), "")

    def can_precede_day(self, text: str, at: int) -> bool:
        """Whether what stands before *at* lets a day follow, and no number: "Room 45 May 2025"."""
        before = text[max(0, at - 48) : at].rpartition("\n")[2]
        if before and not before[-1].isspace():
            return before[-1] in _BEFORE_DAY
        word = before.split()[-1].lstrip("([{«“„‘'\"") if before.strip() else ""
        if not word or word[-1] in _BEFORE_DAY:
            return True
        if word.rstrip(".").casefold() in self.weekdays:
            return True
        if word[-1] == "." or self._number_signs.fullmatch(word):
            return False
        return word.casefold() in self._day_leads or word[0].islower()

    def says_number(self, value: int, text: str) -> bool:
        """Whether *text* has the number *value* in words or in Roman figures."""
        if not 1 <= value <= len(self._numbers):
            return False
        if self._numbers[value - 1].search(text):
            return True
        return re.search(rf"(?<!\w){_roman(value)}(?!\w)", text) is not None

    def says_month(self, number: int, text: str) -> bool:
        """Whether *text* names the month *number* (1 to 12)."""
        return self._months[number - 1].search(text) is not None


def _forms(known: tuple[tuple[str, ...], ...], listed: list[str]) -> tuple[tuple[str, ...], ...]:
    """The locale's forms of each name and those of the strings."""
    more = [*(forms.split() for forms in listed), *([] for _ in known)]
    return tuple((*forms, *added) for forms, added in zip(known, more, strict=False))


def _numbered(names: tuple[tuple[str, ...], ...], first: int) -> Mapping[str, int]:
    return {
        form.rstrip(".").lower(): number
        for number, forms in enumerate(names, first)
        for form in forms
    }


def _grouped(phrases: Phrases, prefix: str) -> dict[str, tuple[str, ...]]:
    keys = (key for key in phrases.strings if key.startswith(prefix))
    return {key.removeprefix(prefix): tuple(phrases.listed(key)) for key in keys}


def _openings(words: Words) -> Iterable[str]:
    firsts = [*words.months, *words.lists["phone-leads"]]
    firsts += [text for forms in words.currencies.values() for text in forms]
    for text in firsts:
        yield text.split()[0].rstrip("*").lower()[:3]
        yield text.split()[0].rstrip("*.").lower()[:3]


def _roman(value: int) -> str:
    text = ""
    for worth, figure in _ROMAN:
        text += figure * (value // worth)
        value %= worth
    return text


@lru_cache(maxsize=8)
def _made(phrases: Phrases, every: tuple[tuple[str, Phrases], ...]) -> Lexicon:
    return Lexicon(phrases, dict(every))
