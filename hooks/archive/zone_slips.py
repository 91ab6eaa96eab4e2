"""What a time zone was probably meant to be that is written as no zone is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from archive.dates import zone, zone_names

_OFFSET = re.compile(r"(?:GMT|UTC)? ?([+\-−–])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_ABBREVIATIONS: Mapping[str, str] = {
    "GMT": "UTC",
    "Z": "UTC",
    "BST": "+01:00",
    "MET": "CET",
    "MEZ": "CET",
    "MESZ": "CEST",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "МСК": "+03:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
"""What letters abbreviate. Left out is what means several zones: IST, CST, AST."""
_CITIES: Mapping[str, str] = {"geneva": "Europe/Zurich"}
"""Cities that letters name and the tz database does not."""


def meant_zone(text: str) -> str:
    """The zone that *text* is likely to mean, such as ``+09:00`` for ``GMT+9``; else nothing."""
    if match := _OFFSET.fullmatch(text):
        return _offset(*match.groups())
    if known := _ABBREVIATIONS.get(text.upper()):
        return known
    name = text.lower().replace(" ", "_")
    cities = {each.rpartition("/")[2].lower(): each for each in zone_names()}
    cities.update(_CITIES)
    if known := cities.get(name.rpartition("/")[2]):
        return known
    full = {each.lower(): each for each in zone_names()}
    names = full if "/" in name else cities
    close = get_close_matches(name, sorted(names), 1, 0.8)
    return names[close[0]] if close else ""


def _offset(sign: str, hours: str, minutes: str | None) -> str:
    written = f"{'+' if sign == '+' else '-'}{hours:0>2}:{minutes or '00'}"
    try:
        zone(written)
    except ValueError:  # no such offset on Earth
        return ""
    return written
