"""Spans that are counted from something: "four weeks before the meeting", "within ten days of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_LARGEST_WORD = 100
_NO_LETTER = r"(?<![^\W\d_])"
_UNITS = ("day", "week", "month", "hour")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeSpan:
    """A span of days, weeks or months, counted from something that the letter names."""

    number: int
    unit: str
    """``day``, ``week`` or ``month``."""
    is_before: bool
    """Whether it ends before that; else it begins there."""
    begin: int
    stop: int
    is_point: bool = False
    """Whether nothing is counted: "before the end of the meeting"."""


class _Patterns:
    def __init__(self, words: LetterWords) -> None:
        listed = words.listed
        self._says = words.lexicon.says_number
        units = "|".join(rf"(?P<{unit}>{choice(listed(f'dates.span.{unit}'))})" for unit in _UNITS)
        number = (
            r"(?:(?P<figure>[0-9]{1,3})|(?P<word>[^\W\d_]{1,14}))"
            r"(?: ?\((?:[0-9]{1,3}|[^\W\d_]{2,14})\))?"
        )
        kinds = rf"(?:(?:{choice(listed('dates.span.kinds'))}) ){{0,2}}"
        span = rf"(?:{number} )?{kinds}(?:{units})(?!\w)"
        lead = rf"(?:{choice(listed('dates.span.leads'))} ){{0,2}}"
        opening = listed("dates.span.before-openings")
        self.before = re.compile(
            rf"{_NO_LETTER}{lead}{choice(opening) + ' ' if opening else ''}"
            rf"{span}(?: \([^()]{{1,48}}\))? {choice(listed('dates.span.before'))}",
            re.IGNORECASE,
        )
        # «просить за две недели»: of what, the clause has said.
        self.ahead = re.compile(
            rf"{_NO_LETTER}{lead}{choice(opening)} {span}(?=\s?[.,;)]|\s?\Z)", re.IGNORECASE
        )
        self.within = re.compile(
            rf"(?<!\w){choice(listed('dates.span.within'))} {span}"
            rf"(?: {choice(listed('dates.span.after'))})?",
            re.IGNORECASE,
        )
        months = "|".join(sorted(map(re.escape, words.lexicon.months), key=len, reverse=True))
        named = choice([*listed("deadline.strict"), *listed("deadline.loose")])
        self.vague = re.compile(
            rf"{_NO_LETTER}{named} {choice(listed('dates.span.vague'))}[ -](?:{months})(?!\w)",
            re.IGNORECASE,
        )
        # "in the space of", as one word: «в пятидневный срок».
        ends = "|".join(map(re.escape, listed("dates.span.adjectives"))) or "(?!)"
        term = choice(listed("dates.span.term"))
        self.adjective = re.compile(
            rf"(?<!\w)[^\W\d_]{{0,16}}(?:{ends})[^\W\d_]{{2,3}} {term}",
            re.IGNORECASE,
        )
        counted = [text for unit in _UNITS for text in listed(f"dates.span.{unit}")]
        self.counted = re.compile(rf"{_NO_LETTER}{choice(counted)} ?\Z", re.IGNORECASE)
        points = choice(listed("dates.span.points"))
        signs = choice(
            [*listed("deadline.strict"), *listed("deadline.loose"), *listed("deadline.period")]
        )
        self.point = re.compile(
            rf"{_NO_LETTER}{signs} (?:{choice(listed('dates.articles'))} )?{points}", re.IGNORECASE
        )
        self.unless = re.compile(
            rf"{_NO_LETTER}{choice(listed('dates.span.unless'))} ?\Z", re.IGNORECASE
        )
        self._one = frozenset(listed("dates.span.one"))

    def number(self, match: re.Match[str]) -> int | None:
        """The number of units; one where none stands; None for words that are no number."""
        if match["figure"]:
            return int(match["figure"])
        word = match["word"]
        if not word:
            return 1
        if word.lower() in self._one:
            return 1
        return next((each for each in range(1, _LARGEST_WORD + 1) if self._says(each, word)), None)


def find_relative(text: str, words: LetterWords) -> Iterator[RelativeSpan]:
    """The spans in *text* that are counted from something else than a date.

    "By mid-October" is one of no length: it is no date either.
    """
    patterns = _patterns(words)
    for match in patterns.vague.finditer(text):
        yield RelativeSpan(
            number=0, unit="month", is_before=False, begin=match.start(), stop=match.end()
        )
    counted = [match.span() for match in patterns.before.finditer(text)]
    for match in (*patterns.adjective.finditer(text), *patterns.point.finditer(text)):
        if any(start <= match.end() and match.start() <= stop for start, stop in counted):
            continue  # "four weeks before the opening"
        if patterns.counted.search(text[max(0, match.start() - 14) : match.start()]):
            continue
        yield RelativeSpan(
            number=0,
            unit="day",
            is_before=False,
            begin=match.start(),
            stop=match.end(),
            is_point=match.re is patterns.point,
        )
    taken = 0
    for pattern, is_before in (
        (patterns.before, True),
        (patterns.ahead, True),
        (patterns.within, False),
    ):
        for match in pattern.finditer(text):
            number = patterns.number(match)
            if is_before and patterns.unless.search(
                text[max(0, match.start() - 20) : match.start()]
            ):
                continue  # "Requests received less than two weeks before"
            if number is None or (not is_before and match.start() < taken):
                continue
            taken = match.end() if is_before else taken
            unit = next(name for name in _UNITS if match[name])
            if unit == "hour":
                if number % 24:
                    continue
                number, unit = number // 24, "day"
            yield RelativeSpan(
                number=number, unit=unit, is_before=is_before, begin=match.start(), stop=match.end()
            )


@lru_cache(maxsize=8)
def _patterns(words: LetterWords) -> _Patterns:
    return _Patterns(words)
