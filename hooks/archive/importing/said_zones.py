"""The time zones that a text names: by a city, an abbreviation or an offset."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.dates import zone_names
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_OFFSET = re.compile(r"[ ,(]{1,3}(?:UTC|GMT)?[ ]?[+\u2212-][0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidZone:
    """A time zone."""

    zone: str | None
    """An IANA name, ``UTC`` or an offset; None for "local time"."""
    begin: int
    stop: int
    is_offset: bool = False
    needs_hours: bool = False
    """Whether it is only the name of a place in brackets, which beside an hour means its time."""


class ZonePatterns:
    """The patterns of one language's zones."""

    def __init__(self, words: LetterWords) -> None:
        self._zones = _zone_patterns(words)

    def zones(self, text: str) -> list[SaidZone]:
        """The zones in *text*, in order."""
        found: list[SaidZone] = []
        for match in self._zones[0].finditer(text):
            zone = self._zone(match)
            if zone is not None:
                found.append(zone)
        return found

    def _zone(self, match: re.Match[str]) -> SaidZone | None:
        stop = match.end()
        if match["sign"]:
            hours, minutes = int(match["offset"]), match["offset_minutes"] or "00"
            if hours > 14:
                return None
            sign = "+" if match["sign"] in "+\u00b1" else "-"
            zone = "UTC" if hours == 0 and minutes == "00" else f"{sign}{hours:02d}:{minutes}"
            return SaidZone(zone=zone, begin=match.start(), stop=stop, is_offset=True)
        groups = match.groupdict()
        if city := next(
            (value for name, value in groups.items() if value and name[:4] == "city"), ""
        ):
            place = _cities().get(city.lower().replace("-", " "))
            if place is None and not _OFFSET.match(match.string, stop):
                return None
            # "Yaoundé time (UTC+1)": the offset says what the city means.
            return SaidZone(zone=place, begin=match.start(), stop=stop)
        index = next(name for name, value in match.groupdict().items() if value and name[0] == "z")
        return SaidZone(
            zone=self._zones[1][index],
            begin=match.start(),
            stop=stop,
            needs_hours=match[0].startswith("("),
        )


def _zone_patterns(words: LetterWords) -> tuple[re.Pattern[str], dict[str, str | None]]:
    """The pattern of every zone, and what each of its groups means."""
    meanings: dict[str, str | None] = {}
    options = []
    prefixes = choice(words.listed("dates.offset-names"))
    options.append(
        rf"(?:{prefixes} ?(?:\( ?)?|(?<=[(\[]))(?P<sign>[+\u00b1\u2212\u2013-]) ?"
        r"(?P<offset>[01]?[0-9])(?::?(?P<offset_minutes>[0-5][0-9]))?(?![0-9:])"
    )
    for zone, names in words.group("dates.zone").items():
        meanings[f"z{len(meanings)}"] = None if zone == "local" else zone
        options.append(rf"(?P<z{len(meanings) - 1}>{choice(names)}(?!\w))")
    word = r"(?-i:[A-ZА-Я])[^\W\d_]{2,20}"
    for place, template in enumerate(words.listed("dates.city-time")):
        before, after = (
            choice([part.strip()]) if part.strip() else "" for part in template.split("{city}")
        )
        name = f"city{place}"
        options.append(
            rf"{before}{' ' if before else ''}(?P<{name}>{word}(?:[ -]{word}){{0,2}})"
            rf"{' ' if after else ''}{after}"
        )
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})|(?!)", re.IGNORECASE), meanings


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """The IANA names of zones by the city that each is named after."""
    return {
        name.rpartition("/")[2].replace("_", " ").replace("-", " ").lower(): name
        for name in reversed(zone_names())
    }


@lru_cache(maxsize=8)
def zone_patterns(words: LetterWords) -> ZonePatterns:
    """The patterns of the language of *words*."""
    return ZonePatterns(words)
