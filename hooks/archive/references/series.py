"""The series of references that the grammar knows, and when their numbers begin anew."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Mapping

_RECOMMENDATION = r"[A-Z]{1,3}\.[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}(?:-[0-9]{1,2}(?![0-9]))?"

NUMBERS: Mapping[str, str] = {
    "tsb-circular": r"[1-9][0-9]{0,3}",
    "tsb-collective-letter": r"[1-9][0-9]{0,2}/[0-9]{1,2}",
    "cl": r"[0-9]{2}/[1-9][0-9]{0,2}",
    "bdt-dir": r"[1-9][0-9]{0,3}",
    "cr": r"[1-9][0-9]{0,3}",
    "cace": r"[1-9][0-9]{0,3}",
    "ca": r"[1-9][0-9]{0,3}",
    "resolution": r"[1-9][0-9]{0,3}(?:/[1-9][0-9]{0,3})?",
    "itu-t-recommendation": _RECOMMENDATION,
    "itu-r-recommendation": _RECOMMENDATION,
    "itu-d-recommendation": r"[1-9][0-9]{0,2}(?:-[0-9]{1,2}(?![0-9]))?",
    "recommendation": _RECOMMENDATION,
}
"""The series that the grammar knows, and how their numbers look.

``recommendation`` is a recommendation whose sector neither the text nor the number tells.
"""

CANONICAL: Mapping[str, str] = {
    "tsb-circular": "TSB Circular {number}",
    "tsb-collective-letter": "TSB Collective letter {number}",
    "cl": "CL-{number}",
    "bdt-dir": "BDT/DIR/{number}",
    "cr": "CR/{number}",
    "cace": "CACE/{number}",
    "ca": "CA/{number}",
    "resolution": "Resolution {number}",
    "itu-t-recommendation": "Recommendation ITU-T {number}",
    "itu-r-recommendation": "Recommendation ITU-R {number}",
    "itu-d-recommendation": "Recommendation ITU-D {number}",
    "recommendation": "Recommendation {number}",
}

SLUGS: Mapping[str, str] = {
    "tsb-circular": "tsb-{number}",
    "tsb-collective-letter": "tsb-collective-{number}",
}
"""Where a slug is shorter than the canonical form in small letters."""

RECOMMENDATIONS = frozenset(series for series in NUMBERS if series.endswith("recommendation"))

_RADIO = frozenset({"BO", "BR", "BS", "BT", "RA", "RS", "SA", "SF", "SM", "SNG", "TF"})
"""Series of ITU-R Recommendations that no other sector has, as each of them lists the series."""
_OF_BOTH = frozenset("FMPSV")
"""Letters of series of ITU-R Recommendations that are letters of ITU-T series, too."""

CENTURY = 60
"""Two figures of a year below this are of this century."""

_ASSEMBLIES = (
    dt.date(2000, 10, 7),
    dt.date(2004, 10, 15),
    dt.date(2008, 10, 31),
    dt.date(2012, 11, 30),
    dt.date(2016, 11, 4),
    dt.date(2022, 3, 10),
    dt.date(2024, 10, 25),
)
_DEVELOPMENT_CONFERENCES = (
    dt.date(2002, 3, 28),
    dt.date(2006, 3, 16),
    dt.date(2010, 6, 5),
    dt.date(2014, 4, 11),
    dt.date(2017, 10, 21),
    dt.date(2022, 6, 17),
    dt.date(2025, 11, 29),
)

PERIODS: Mapping[str, tuple[dt.date, ...]] = {
    "tsb-circular": _ASSEMBLIES,
    "tsb-collective-letter": _ASSEMBLIES,
    "bdt-dir": _DEVELOPMENT_CONFERENCES,
}
"""The first days of the study periods in which the numbers of a series begin anew.

Letters of the TSB are counted by the study period of ITU-T, which begins when a World
Telecommunication Standardization Assembly has ended (ITU-T Resolution 1): the day after WTSA in
Montreal (2000), Florianopolis (2004), Johannesburg (2008), Dubai (2012), Hammamet (2016), Geneva
(2022) and New Delhi (2024). Those of the BDT are treated alike with the World Telecommunication
Development Conferences: Istanbul (2002), Doha (2006), Hyderabad (2010), Dubai (2014), Buenos
Aires (2017), Kigali (2022) and Baku (2025). All other series run on, or have the year in the
number.
"""


def is_letter(series: str) -> bool:
    """Whether the series is one of letters, and not of resolutions or recommendations."""
    return series in NUMBERS and series != "resolution" and series not in RECOMMENDATIONS


def sector(letters: str) -> str:
    """The series of recommendations to which those with *letters*, as in ``L.1061``, belong.

    ``recommendation`` where two sectors have such a series; "" where none has.
    """
    if letters in _RADIO:
        return "itu-r-recommendation"
    if letters in _OF_BOTH:
        return "recommendation"
    return "itu-t-recommendation" if len(letters) == 1 else ""


def year_in_number(series: str, number: str) -> int | None:
    """The year that the *number* itself tells: ``19/35`` in the series ``cl`` is of 2019."""
    if series != "cl":
        return None
    year = int(number.partition("/")[0])
    return year + (2000 if year < CENTURY else 1900)


def restarts(series: str) -> bool:
    """Whether the numbers of the *series* begin anew with each study period."""
    return series in PERIODS


def period(series: str, day: dt.date) -> int | None:
    """Which study period *day* lies in, by its place in :data:`PERIODS`.

    None where the *series* does not restart, or the day lies before the first period.
    """
    index = bisect.bisect_right(PERIODS.get(series, ()), day) - 1
    return index if index >= 0 else None
