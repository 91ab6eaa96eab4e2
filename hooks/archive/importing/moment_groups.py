"""Puts days, hours and zones that stand together in a text into moments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from archive.importing.calendar_days import SaidDays
from archive.importing.clock_times import SaidHours
from archive.importing.moment import Moment
from archive.importing.said_zones import SaidZone
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_NEAR = 40
_MOST = 6
"""So many days, hours and zones stand together at most."""

Token = SaidDays | SaidHours | SaidZone


class Grouping:
    """Puts together what stands together in the texts of one language."""

    def __init__(self, words: LetterWords) -> None:
        fill = [*words.listed("dates.fill"), *words.listed("dates.hour-leads")]
        weekdays = list(words.lexicon.weekdays)
        self._fill = re.compile(
            rf"(?:[ ,()\[\]]|{choice([*fill, *weekdays])}(?!\w)){{0,12}}", re.IGNORECASE
        )
        joins = choice(words.listed("dates.joins"))
        self._join = re.compile(
            rf"[ ,)]{{0,3}}(?:[-\u2010-\u2015\u2212]|{joins}(?!\w))[ (]{{0,2}}", re.IGNORECASE
        )

    def moments(self, text: str, tokens: Sequence[Token]) -> list[Moment]:
        """The moments that the *tokens* of a text make."""
        result: list[Moment] = []
        for group in self._groups(text, tokens):
            moment = _moment(group)
            if moment is None:
                continue
            before = result[-1] if result else None
            if before and (both := self._range(before, moment, text)):
                result[-1] = both
            else:
                result.append(moment)
        return result

    def _groups(self, text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
        group: list[Token] = []
        for index, token in enumerate(tokens):
            if group and token.begin < group[-1].stop:
                continue
            if group and (
                not self._belongs(text, group, token)
                or self._is_of_next(text, group[-1], tokens[index : index + 4])
            ):
                yield group
                group = []
            group.append(token)
        if group:
            yield group

    def _belongs(self, text: str, group: list[Token], token: Token) -> bool:
        between = text[group[-1].stop : token.begin]
        if len(group) > _MOST or len(between) > _NEAR or not self._fill.fullmatch(between):
            return False
        if isinstance(token, SaidZone):
            earlier = [each for each in group if isinstance(each, SaidZone)]
            has_hours = any(isinstance(each, SaidHours) for each in group)
            return (has_hours or token.zone is not None) and (
                not earlier or token.is_offset or earlier[-1].is_offset
            )
        days = [each for each in (*group, token) if isinstance(each, SaidDays)]
        if any(each.start.day is None and not each.is_whole for each in days):
            return False
        if isinstance(token, SaidDays) and between.endswith("(") and _is_again(days):
            return True  # "31 October 2021 (31.10.2021)"
        return not any(type(each) is type(token) for each in group)

    def _is_of_next(self, text: str, last: Token, following: Sequence[Token]) -> bool:
        """Whether an hour belongs to the day behind it.

        "5 May, at 10:00 on 6 May", "from 5 May to 18:00 on 6 May".
        """
        token = following[0]
        gap = text[last.stop : token.begin]
        if not isinstance(token, SaidHours) or not ("," in gap or self._join.fullmatch(gap)):
            return False
        stop = token.stop
        for each in following[1:]:
            between = text[stop : each.begin]
            if len(between) > _NEAR or "," in between or not self._fill.fullmatch(between):
                return False
            if isinstance(each, SaidDays):
                return True
            stop = each.stop
        return False

    def _range(self, one: Moment, two: Moment, text: str) -> Moment | None:
        """From an hour of one day to an hour of another."""
        if (
            one.end
            or two.end
            or one.start is None
            or two.start is None
            or one.opening is None
            or two.opening is None
        ):
            return None
        if (
            one.closing is not None
            or two.closing is not None
            or not self._join.fullmatch(text[one.stop : two.begin])
        ):
            return None
        year = two.start.year
        start = one.start
        if start.year is None and year is not None:
            start = replace(start, year=year - (start.order > two.start.order))
        if (start.year or 0, start.order) > (two.start.year or 9999, two.start.order):
            return None
        return replace(
            one,
            start=start,
            end=two.start,
            closing=two.opening,
            zone=one.zone or two.zone,
            stop=two.stop,
            weekdays=(one.weekdays[0], two.weekdays[0]),
            confidence=min(one.confidence, two.confidence),
            reasons=tuple(dict.fromkeys(one.reasons + two.reasons)),
        )


def _is_again(days: Sequence[SaidDays]) -> bool:
    """Whether two tokens, the second in brackets, are two forms of one day."""
    first, *others = days
    return (
        len(others) == 1
        and first.end is others[0].end is None
        and first.start.date is not None
        and first.start.date == others[0].start.date
    )


def _moment(group: list[Token]) -> Moment | None:
    """One moment of tokens of which there is at most one of each kind (but zones).

    A second form of the day counts for where the words end.
    """
    days = next((each for each in group if isinstance(each, SaidDays)), None)
    hours = next((each for each in group if isinstance(each, SaidHours)), None)
    zones = [each for each in group if isinstance(each, SaidZone)]
    if hours is None:
        zones = [each for each in zones if not each.needs_hours]
    if hours and hours.needs_zone and not zones:
        hours = None
    if hours and not hours.is_certain and days is None and not zones:
        hours = None
    if days is None and hours is None:
        return None
    named = [each for each in zones if each.zone is not None]
    # An offset beside the name of a city says what the city means.
    zone = next((each for each in named if each.is_offset), named[0] if named else None)
    again = [each for each in group if isinstance(each, SaidDays)][1:]
    parts: list[Token] = [each for each in (days, hours, *zones, *again) if each is not None]
    return Moment(
        start=days.start if days else None,
        end=days.end if days else None,
        opening=hours.start if hours else None,
        closing=hours.end if hours else None,
        zone=zone.zone if zone else None,
        is_local=any(each.zone is None for each in zones) and zone is None,
        is_whole=days.is_whole if days else False,
        begin=min(each.begin for each in parts),
        stop=max(each.stop for each in parts),
        weekdays=days.weekdays if days else (None, None),
        confidence=days.confidence if days else 1.0,
        reasons=days.reasons if days else (),
    )


@lru_cache(maxsize=8)
def grouping_of(words: LetterWords) -> Grouping:
    """What groups the texts of the language of *words*."""
    return Grouping(words)
