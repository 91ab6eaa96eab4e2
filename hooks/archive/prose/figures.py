"""What is written in figures alone, as values of no language."""

from __future__ import annotations

import re


def numeric_date(match: re.Match[str]) -> str:
    """A date in figures, ISO; "" for what is no date.

    *match* has the groups ``first``, ``sign``, ``second`` and ``third``
    (:func:`archive.prose.patterns.dates`). The day stands first unless that cannot be.
    """
    day, month, year = int(match["first"]), int(match["second"]), match["third"]
    if len(year) == 2:
        if match["sign"] not in "./" or len(match["first"] + match["second"]) < 4:
            return ""
        year = f"20{year}"
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{year}-{month:02d}-{day:02d}"


def dialled(text: str) -> str:
    """A telephone number without its signs: ``+41227306301``."""
    plus = "+" if text.startswith("+") else ""
    return plus + re.sub("[^0-9]", "", text.replace("(0)", ""))


def number_of_parts(text: str) -> str:
    """A number of several parts with plain hyphens, as ``4.2.1``."""
    return re.sub("[\u2010\u2011]", "-", text)
