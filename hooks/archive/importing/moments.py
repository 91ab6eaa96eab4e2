"""The moments that a text names: days and ranges of days with the hours and zones beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from archive.importing.calendar_days import MENDED
from archive.importing.clock_times import hour_patterns
from archive.importing.day_patterns import day_patterns
from archive.importing.days import find_days
from archive.importing.misread_dates import misread_dates
from archive.importing.moment import Moment
from archive.importing.moment_groups import Token, grouping_of
from archive.importing.said_zones import zone_patterns
from archive.importing.spelled_days import spelled_days
from archive.importing.words import LetterWords
from archive.references.folding import has_hidden, without_hidden

__all__ = ["LONGEST", "Moment", "find_moments", "plain_blanks"]

LONGEST = 20_000
"""So many characters of a text are read; a paragraph of a letter is much shorter."""

_WEEKDAY = 30
"""The weekday of the first day stands so close before that of the last."""
_BLANKS = re.compile("[\t\n\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def find_moments(text: str, words: LetterWords) -> list[Moment]:
    """Every day, range of days, hour and zone that *text* names, in order.

    Places count in *text*. Damage that a day shows in itself (letters for figures, a lost dash)
    is mended and lowers the confidence; days that do not exist have a confidence of 0. Only the
    first :data:`LONGEST` characters are read.
    """
    text = text[:LONGEST]
    if not has_hidden(text):
        return _found(text, words)
    plain, places = without_hidden(text)
    return [
        replace(each, begin=places[each.begin], stop=places[each.stop - 1] + 1)
        for each in _found(plain, words)
    ]


def plain_blanks(text: str) -> str:
    """*text* with plain blanks for every kind of them; of the same length."""
    return _BLANKS.sub(" ", text)


def _found(text: str, words: LetterWords) -> list[Moment]:
    text = plain_blanks(text)
    grouping = grouping_of(words)
    text, mended = misread_dates(words).mended(text)
    text, spelled = spelled_days(words).mended(text)
    damaged = _covered(text, ((place, place + 1) for place in mended))
    days = find_days(text, words)
    taken = _covered(text, ((day.begin, day.stop) for day in days))
    hours = [
        each for each in hour_patterns(words).hours(text) if not any(taken[each.begin : each.stop])
    ]
    zones = [
        each for each in zone_patterns(words).zones(text) if not any(taken[each.begin : each.stop])
    ]
    found: list[Token] = [*days, *hours, *zones]
    tokens = sorted(found, key=lambda each: (each.begin, each.stop))
    moments = [
        replace(each, confidence=min(each.confidence, MENDED), reasons=(*each.reasons, "mended"))
        if any(damaged[each.begin : each.stop])
        else each
        for each in grouping.moments(text, tokens)
    ]
    moments = [_with_weekdays(_closed(each, text), text, words) for each in moments]
    moments = [replace(each, begin=spelled.get(each.begin, each.begin)) for each in moments]
    return [
        replace(each, reasons=(*each.reasons, "weekday")) if each.contradicted else each
        for each in moments
    ]


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each character of *text* whether it stands in one of the *spans*."""
    covered = bytearray(len(text))
    for begin, stop in spans:
        covered[begin:stop] = b"\1" * (stop - begin)
    return covered


def _with_weekdays(moment: Moment, text: str, words: LetterWords) -> Moment:
    """With both weekdays of "on Monday and Tuesday, 30 November and 1 December"."""
    if moment.end is None or moment.weekdays[0] is None or moment.weekdays[1] is not None:
        return moment
    patterns = day_patterns(words)
    floor = max(0, moment.begin - _WEEKDAY)
    found = list(patterns.weekday.finditer(text, floor, moment.begin))
    gap = text[found[-1].end() : moment.begin] if found else ""
    if not (patterns.join.fullmatch(gap) or patterns.and_.fullmatch(gap)):
        return moment
    first = patterns.weekdays[found[-1][0].rstrip(".").lower()]
    return replace(moment, begin=found[-1].start(), weekdays=(first, moment.weekdays[0]))


def _closed(moment: Moment, text: str) -> Moment:
    """With the bracket that closes one of its own: "noon (Geneva time)"."""
    words = text[moment.begin : moment.stop]
    if words.count("(") > words.count(")") and text[moment.stop : moment.stop + 1] == ")":
        return replace(moment, stop=moment.stop + 1)
    return moment
