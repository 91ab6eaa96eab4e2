"""The patterns by which prose is read, put together from the words of one language.

All of them are matched at a known place (a figure, or a word before one), never searched for
over a text, and no quantifier stands within an unbounded one: they run in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

BLANK = "[ \t\u00a0\u2007\u2009\u202f]"
"""What may stand between two words of one line; never a line's end, which parts paragraphs."""
DASH = "[-\u2010-\u2015\u2212]"
_LETTER = r"[^\W\d_]"
_WORD_ENDS = rf"(?!{_LETTER})"
_NEVER = "(?!)"
DAY = "(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_BEYOND = "(?:3[2-9]|[4-9][0-9])(?![0-9])"
"""What stands before a month like a day of it, and is none of any month."""
YEAR = "(?:1[89]|20)[0-9]{2}(?![0-9])"
_HOUR = "(?:[01]?[0-9]|2[0-4])"
_TWO = "(?:[01][0-9]|2[0-4])"
_MINUTE = "[0-5][0-9]"


@lru_cache(maxsize=8192)
def phrase(text: str) -> str:
    """The pattern of one phrase: ``*`` is any ending, a full stop may be missing."""
    words = []
    for word in text.split():
        pattern = re.escape(word).replace(r"\*", f"{_LETTER}{{0,12}}").replace(r"\-", DASH)
        words.append(pattern.replace(r"\.", r"\.?"))
    joined = ""
    for index, (word, pattern) in enumerate(zip(text.split(), words, strict=True)):
        if index:
            joined += f"{BLANK}{{0,2}}" if text.split()[index - 1][-1] == "." else f"{BLANK}{{1,3}}"
        joined += pattern + (_WORD_ENDS if word[-1].isalpha() or word[-1] in "*." else "")
    return joined


def choice(phrases: Iterable[str]) -> str:
    """One pattern for any of the *phrases*, the longest first; none of none."""
    return _choice(tuple(phrases))


@lru_cache(maxsize=4096)
def _choice(phrases: tuple[str, ...]) -> str:
    ordered = sorted(phrases, key=_longest_first)
    if not ordered:
        return _NEVER
    first = "".join(sorted({re.escape(text[0]) for text in ordered}))
    # Looking at one character first saves most of the attempts.
    return f"(?:(?=[{first}])(?:{'|'.join(phrase(text) for text in ordered)}))"


def cased(forms: Iterable[str]) -> str:
    """A pattern for words whose case matters: as written, capitalised, or in capitals.

    "May" is a month, "may" is not. A full stop behind an abbreviation may be missing.
    """
    spellings = {case for form in forms for case in (form, form.capitalize(), form.upper())}
    options = []
    for first in sorted({text[0] for text in spellings}):  # one step to what can follow
        rests = sorted((text[1:] for text in spellings if text[0] == first), key=_longest_first)
        marked = (re.escape(rest).replace(r"\.", r"\.?") for rest in rests)
        options.append(f"{re.escape(first)}(?:{'|'.join(marked)})")
    return f"(?-i:(?:{'|'.join(options)}){_WORD_ENDS})"


def _longest_first(text: str) -> tuple[int, str]:
    return -len(text), text


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that patterns are made of; see the comments in the strings files."""

    months: tuple[str, ...]
    month_first: bool
    lists: Mapping[str, tuple[str, ...]]
    """Everything else under ``[prose]``, by its key."""
    multipliers: Mapping[str, tuple[str, ...]]
    currencies: Mapping[str, tuple[str, ...]]
    decimal: str
    group: str

    def choice(self, name: str) -> str:
        """A pattern for any phrase of the list *name*."""
        return choice(self.lists[name])

    @property
    def ranges(self) -> str:
        """What stands between the ends of a range."""
        words = self.choice("range-words")
        return rf"(?:{BLANK}{{0,2}}{DASH}{BLANK}{{0,2}}|{BLANK}{{1,2}}{words}{BLANK}{{1,2}})"

    @property
    def joiner(self) -> str:
        """What stands between the members of a range or a list."""
        words = choice((*self.lists["range-words"], *self.lists["list-words"]))
        return (
            rf"(?:{BLANK}{{0,2}}(?:,|{DASH}){BLANK}{{0,2}}"
            rf"|,?{BLANK}{{1,2}}{words}{BLANK}{{1,2}})"
        )

    @property
    def long_hours(self) -> str:
        """Words for the hour that cannot be the beginning of another word."""
        return choice(text for text in self.lists["hours"] if len(text.strip(".")) > 2)

    @property
    def year(self) -> str:
        """A year: no hour, as in "2 June, 1800 hours"."""
        last = f"(?:{self.ranges}{_TWO}{_MINUTE})?"
        return f"{YEAR}(?!{last}{BLANK}{{0,2}}{self.long_hours})"

    @property
    def endings(self) -> str:
        """The ending of an ordinal number."""
        return rf"(?:{DASH}?{self.choice('ordinal-endings')})"

    @property
    def halves(self) -> str:
        """The half of the day."""
        names = ("before-noon", "after-noon", "noon", "midnight")
        return choice(text for name in names for text in self.lists[name])


def dates(words: Words) -> str:
    """Dates that begin with a figure: ``iso``, ``numeric`` and ``days``."""
    article = rf"(?:{words.choice('articles')}{BLANK}{{1,2}})?"
    of = rf"{BLANK}{{1,2}}{words.choice('of-words')}{BLANK}{{1,2}}"
    day = rf"{DAY}{words.endings}?"
    months = cased(words.months)
    year = rf"(?:(?:,?{BLANK}{{0,2}}|{DASH}|{of})(?P<year>{words.year})(?:{_after_year(words)})?)?"
    hyphen = "[-\u2010\u2011]"
    return (
        rf"(?P<iso>(?P<iso_year>[12][0-9]{{3}}){hyphen}(?P<iso_month>0[1-9]|1[0-2])"
        rf"(?:{hyphen}(?P<iso_day>0[1-9]|[12][0-9]|3[01]))?(?!{hyphen}?[0-9]))"
        rf"|(?P<numeric>(?P<first>[0-3]?[0-9])(?P<sign>[./]|{DASH})(?P<second>[0-3]?[0-9])"
        rf"(?P=sign)(?P<third>(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9]|[./-][0-9]))"
        rf"|(?P<days>(?P<numbers>{day}(?:{words.joiner}{article}{day}){{0,7}}"
        rf"|(?:{day}{words.joiner}{article})?(?P<beyond>{_BEYOND}{words.endings}?))"
        rf"(?:{BLANK}{{0,3}}|{DASH}|{of})(?P<month>{months}){year})"
    )


def _after_year(words: Words) -> str:
    return f"{BLANK}{{0,2}}{words.choice('year-words')}"


def dates_by_month(words: Words) -> str:
    """Dates that begin with the month: ``month_year``, and ``month_days`` where usual."""
    of = rf"{BLANK}{{1,2}}{words.choice('of-words')}{BLANK}{{1,2}}"
    article = rf"(?:{words.choice('articles')}{BLANK}{{1,2}})?"
    day = rf"{DAY}{words.endings}?"
    months = cased(words.months)
    pattern = (
        rf"(?P<month_year>(?P<of_year>{months})(?:,?{BLANK}{{1,3}}|{DASH}|{of})"
        rf"(?P<its_year>{YEAR})(?:{_after_year(words)})?)"
    )
    if words.month_first:
        pattern += (
            rf"|(?P<month_days>(?P<of_days>{months}){BLANK}{{1,2}}{article}"
            rf"(?P<its_days>{day}(?:{words.joiner}{day}){{0,7}})"
            rf"(?:,?{BLANK}{{1,2}}(?P<days_year>{words.year}))?)"
        )
    return pattern


def hours(words: Words) -> str:
    """Times of day: ``span``, ``clock``, ``spoken``, ``dotted``, ``marked`` and ``bare``."""
    halves = words.halves
    long = words.long_hours
    short = choice(text for text in words.lists["hours"] if len(text.strip(".")) <= 2)
    hour = words.choice("hours")
    minutes = rf"(?:{BLANK}{{0,2}}{words.choice('minutes')})"

    def half(name: str) -> str:
        return rf"(?:{BLANK}{{0,2}}(?P<{name}_half>{halves}))"

    return (
        rf"(?P<span>(?P<span_hour>{_HOUR})(?:[:.](?P<span_minute>{_MINUTE}))?{words.ranges}"
        rf"(?P<end_hour>{_HOUR})(?:[:.](?P<end_minute>{_MINUTE}))?{half('span')})"
        rf"|(?P<clock>(?P<clock_hour>{_HOUR}):(?P<clock_minute>{_MINUTE})(?::{_MINUTE})?"
        rf"(?![0-9:])(?:{BLANK}{{0,2}}{hour})?{half('clock')}?)"
        rf"|(?P<spoken>(?P<spoken_hour>{_HOUR}){BLANK}{{0,2}}"
        rf"(?:{long}{BLANK}{{0,2}}(?P<spoken_minute>{_MINUTE}){minutes}"
        rf"|{short}{BLANK}{{0,2}}(?P<short_minute>{_MINUTE})(?![0-9]){minutes}?)"
        rf"{half('spoken')}?)"
        rf"|(?P<dotted>(?P<dotted_hour>{_HOUR})\.(?P<dotted_minute>{_MINUTE})"
        rf"(?:{BLANK}{{0,2}}{hour}{half('worded')}?|{half('dotted')}))"
        rf"|(?P<marked>(?P<marked_hour>{_HOUR}){BLANK}{{0,2}}(?:{hour}{half('hour')}"
        rf"|(?P<marked_half>{words.choice('hour-marks')})))"
        rf"|(?P<bare>(?:(?P<from_hour>{_TWO})(?P<from_minute>{_MINUTE}){words.ranges})?"
        rf"(?P<bare_hour>{_TWO})(?P<bare_minute>{_MINUTE}){BLANK}{{0,2}}{long})"
    )


def _figure(words: Words, name: str) -> str:
    """A number with its separators, as the groups ``<name>`` and ``<name>_fraction``."""
    separators = "|".join(sorted({BLANK, "['’]", re.escape(words.group)}))
    decimals = re.escape("".join({words.decimal, "."} - {words.group}))
    return (
        rf"(?P<{name}>[0-9]{{1,3}}(?:(?:{separators})[0-9]{{3}}(?![0-9]))+|[0-9]+)"
        rf"(?:[{decimals}](?P<{name}_fraction>[0-9]+))?"
    )


def _named(groups: Mapping[str, tuple[str, ...]], prefix: str) -> str:
    """Any phrase of *groups*, as the group *prefix* and the group ``<prefix>_<name>``."""
    options = (f"(?P<{prefix}_{name}>{choice(groups[name])})" for name in sorted(groups))
    return f"(?P<{prefix}>{'|'.join(options) or _NEVER})"


def number(words: Words) -> str:
    """A number with what it counts: percentages, thousands, currencies, hours."""
    gap = f"{BLANK}{{0,2}}"
    return (
        rf"(?P<parts>[0-9]+(?:\.[0-9]+){{2,}})|{_figure(words, 'figure')}"
        rf"(?:(?:{gap}|{DASH})(?P<percent>%|{words.choice('percent')})"
        rf"|(?:{words.endings}|{DASH}{_LETTER}{{1,3}}{_WORD_ENDS})?"
        rf"(?:{gap}{_named(words.multipliers, 'times')})?"
        rf"(?:{gap}{_named(words.currencies, 'after')}|{gap}(?P<hour>{words.choice('hours')}))?)"
    )


def amount(words: Words) -> str:
    """An amount that begins with its currency."""
    gap = f"{BLANK}{{0,2}}"
    return (
        rf"(?P<amount>{_named(words.currencies, 'before')}{gap}{_figure(words, 'sum')}"
        rf"(?:{gap}{_named(words.multipliers, 'more')})?)"
    )


def phones(words: Words) -> str:
    """Telephone numbers that begin with a word."""
    return (
        rf"(?P<phone>{words.choice('phone-leads')}[.:]?{BLANK}{{0,2}}"
        rf"(?P<dialled>{_DIALLED}))"
    )


_DIALLED = rf"\(?[0-9](?:(?:{BLANK}|{DASH}|[().]){{0,3}}[0-9]){{5,15}}(?![0-9])"
PHONE = re.compile(rf"\+{BLANK}?{_DIALLED}")
"""A telephone number with its country's code."""
