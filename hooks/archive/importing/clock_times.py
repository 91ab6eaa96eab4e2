"""The hours that a text names, with their zones: single ones and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import choice

DAY_MINUTES = 24 * 60

_DASH = "[-\u2010-\u2015\u2212]"
_HOUR = "(?:2[0-4]|[01]?[0-9])"
_MINUTE = "[0-5][0-9]"
_HALVES = ("before-noon", "after-noon", "noon", "midnight")
_KINDS = ("clock", "spoken", "dotted", "only")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidHours:
    """One hour or a range of hours, in minutes from midnight; 24:00 is 1440."""

    start: int
    end: int | None = None
    begin: int
    stop: int
    is_certain: bool = True
    """Whether the words say an hour by themselves; others do only beside a date or a zone."""
    needs_zone: bool = False
    """Whether it is four bare figures, which are an hour only before a zone: "1430 UTC"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hour:
    minutes: int
    half: str
    begin: int
    stop: int
    is_certain: bool
    is_round: bool
    """Whether it is on a clock of twelve hours without its half."""
    is_bare: bool = False
    """Whether it is nothing but four figures."""


class HourPatterns:
    """The patterns of one language's hours and zones."""

    def __init__(self, words: LetterWords) -> None:
        listed = words.listed
        hours = rf"(?:{choice(listed('dates.hours'))}(?!\w))"
        minutes = rf"(?:{choice(listed('dates.minutes'))}(?!\w))"
        names = [text for key in _HALVES for text in listed(f"dates.{key}")]

        def half(name: str) -> str:
            return rf"(?: ?(?P<{name}_half>{choice(names)}))"

        self._halves = {
            key: re.compile(choice(listed(f"dates.{key}")), re.IGNORECASE) for key in _HALVES
        }
        leads = choice(listed("dates.hour-leads"))
        self._is_spoken_certain = "hours-spoken" in listed("dates.orders")
        after = rf"(?: ?{hours})?"
        clock = (
            rf"(?P<clock_hour>{_HOUR}) ?: ?(?P<clock_minute>{_MINUTE})(?::{_MINUTE})?"
            rf"(?![0-9]|:[0-9]){after}{half('clock')}?"
        )
        spoken = (
            rf"(?P<spoken_hour>{_HOUR}) ?(?:{hours}|[hч](?=[0-9 ]))"
            rf"(?: ?(?P<spoken_minute>{_MINUTE})(?![0-9])(?: ?{minutes})?)?{half('spoken')}?"
        )
        dotted = (
            rf"(?P<dotted_hour>{_HOUR})\.(?P<dotted_minute>{_MINUTE})(?![0-9]|[.,/%][0-9])"
            rf"(?:(?P<dotted_mark> ?{hours})|{half('dotted')})?"
        )
        four = (
            rf"(?P<four_hour>[01][0-9]|2[0-4])(?: (?={_MINUTE} ?{hours}))?"
            rf"(?P<four_minute>{_MINUTE})(?![0-9])"
            rf"(?P<four_mark> ?{hours})?"
        )
        self._one = re.compile(
            # A hyphen may stand before it only behind another hour: "10:00-12:00".
            rf"(?<![\w:/,])(?<!(?<![:.]\d\d)(?<!\d{{4}})-)(?<![\w]\.)"
            rf"(?:{clock}|{spoken}|{dotted}|{four}|(?P<half_hour>{_HOUR}){half('only')})",
            re.IGNORECASE,
        )
        self._named = re.compile(
            rf"(?<!\w)(?:(?P<noon>{choice(listed('dates.noon'))})|(?P<midnight>{choice(listed('dates.midnight'))}))",
            re.IGNORECASE,
        )
        join = rf"(?: ?{_DASH} ?| ?,? {choice(listed('dates.hour-joins'))} )"
        self._join = re.compile(join, re.IGNORECASE)
        self._loose = re.compile(
            rf"(?<![\w.:/,-])(?P<hour>{_HOUR})(?:[:.]?(?P<minute>{_MINUTE}))?"
            rf"(?:(?P<dash> ?{_DASH} ?)| {choice(listed('dates.hour-joins'))} )\Z",
            re.IGNORECASE,
        )
        self._lead = re.compile(rf"(?<!\w){leads} ?\(?\Z", re.IGNORECASE)

    def hours(self, text: str) -> list[SaidHours]:
        """The hours in *text*, in order."""
        singles = sorted(self._singles(text), key=lambda each: each.begin)
        result: list[SaidHours] = []
        last: _Hour | None = None
        for hour in singles:
            if (
                last
                and result
                and result[-1].end is None
                and self._join.fullmatch(text, last.stop, hour.begin)
            ):
                start = last.minutes
                if (
                    last.is_round
                    and not last.half
                    and hour.half == "after-noon"
                    and start + 720 <= hour.minutes
                ):
                    start += 720
                if start < hour.minutes:
                    result[-1] = SaidHours(
                        start=start,
                        end=hour.minutes,
                        begin=result[-1].begin,
                        stop=hour.stop,
                        is_certain=last.is_certain or hour.is_certain,
                        needs_zone=last.is_bare and hour.is_bare,
                    )
                    last = None
                    continue
            floor = result[-1].stop if result else 0
            result.append(self._with_loose(text, hour, floor))
            last = hour
        return result

    def _singles(self, text: str) -> Iterator[_Hour]:
        for match in self._one.finditer(text):
            if hour := self._read(match, text):
                yield hour
        for match in self._named.finditer(text):
            if not re.search(r"[0-9] ?\Z", text[max(0, match.start() - 3) : match.start()]):
                minutes = 720 if match["noon"] else DAY_MINUTES
                yield _Hour(
                    minutes=minutes,
                    half="noon",
                    begin=match.start(),
                    stop=match.end(),
                    is_certain=True,
                    is_round=False,
                )

    def _read(self, match: re.Match[str], text: str) -> _Hour | None:
        before = text[max(0, match.start() - 24) : match.start()]
        led = bool(self._lead.search(before))
        half = next(filter(None, (match[f"{kind}_half"] for kind in _KINDS)), None)
        if match["clock_hour"]:
            hour, minute, certain = match["clock_hour"], match["clock_minute"], True
        elif match["spoken_hour"]:
            hour, minute = match["spoken_hour"], match["spoken_minute"]
            certain = led or bool(minute) or bool(half)
            if not self._is_spoken_certain and not minute and not half:
                certain = False
        elif match["dotted_hour"]:
            hour, minute = match["dotted_hour"], match["dotted_minute"]
            certain = bool(match["dotted_mark"] or half)
        elif match["four_hour"]:
            hour, minute = match["four_hour"], match["four_minute"]
            certain = led and bool(match["four_mark"])
        else:
            hour, minute, certain = match["half_hour"], None, True
        minutes = int(hour) * 60 + int(minute or 0)
        if minutes > DAY_MINUTES:
            return None
        name = self._half(half) if half else ""
        clock = minutes % DAY_MINUTES if name else minutes
        if name == "after-noon" and clock < 720:
            clock += 720
        elif name == "before-noon" and 720 <= clock < 780:
            clock -= 720
        elif name == "midnight":
            clock = DAY_MINUTES
        return _Hour(
            minutes=clock,
            half=name,
            begin=match.start(),
            stop=match.end(),
            is_certain=certain,
            is_round=not name and minutes <= 720,
            is_bare=bool(match["four_hour"]) and not match["four_mark"],
        )

    def _half(self, text: str) -> str:
        return next((name for name, words in self._halves.items() if words.fullmatch(text)), "")

    def _with_loose(self, text: str, hour: _Hour, floor: int) -> SaidHours:
        """The hour, with a bare one before it: "from 9 to 17.00 hours", "2–3.30 p.m."."""
        said = SaidHours(
            start=hour.minutes,
            begin=hour.begin,
            stop=hour.stop,
            is_certain=hour.is_certain,
            needs_zone=hour.is_bare,
        )
        start = max(floor, hour.begin - 24)
        match = self._loose.search(text[start : hour.begin])
        if not match or not hour.is_certain:
            return said
        first = int(match["hour"]) * 60 + int(match["minute"] or 0)
        if hour.half == "after-noon" and first + 720 <= hour.minutes and first < 720:
            first += 720
        before = text[max(0, start + match.start() - 24) : start + match.start()]
        if first >= hour.minutes or not (match["dash"] or self._lead.search(before)):
            return said
        return replace(said, start=first, end=hour.minutes, begin=start + match.start())


@lru_cache(maxsize=8)
def hour_patterns(words: LetterWords) -> HourPatterns:
    """The patterns of the language of *words*."""
    return HourPatterns(words)
