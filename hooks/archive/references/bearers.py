"""Which letters bear a reference, and which of them a letter means that names it.

Numbers restart each study period, so a reference alone is no identity. The year that a text gives
decides; without one, a letter speaks of its own study period. Where that does not lead to exactly
one letter the archive says so, and does not guess.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from archive.references.reference import Reference
from archive.references.series import period, restarts


class Bearer(NamedTuple):
    """A letter, as far as it takes to tell letters of one number apart."""

    key: str
    year: int
    """Of its folder, which is the letter's own."""
    first: dt.date
    last: dt.date
    """The days between which its date lies; the same day where it is known exactly."""


class KnownReferences:
    """The letters of an archive by their references."""

    def __init__(self, letters: Iterable[tuple[Bearer, Iterable[str]]]) -> None:
        """*letters* come with their references in canonical form, the oldest first."""
        self._letters: dict[str, list[Bearer]] = {}
        for letter, references in letters:
            for reference in references:
                self._letters.setdefault(reference.casefold(), []).append(letter)

    def bearing(self, reference: Reference) -> tuple[Bearer, ...]:
        """All letters that bear *reference*, oldest first."""
        return tuple(self._letters.get(reference.canonical.casefold(), ()))

    def meant(
        self, reference: Reference, year: int | None, by: Bearer
    ) -> tuple[tuple[Bearer, ...], bool]:
        """The letters that *by* can mean, and whether it is surely one.

        *year* is the one that the text gives. No letter speaks of one that came after it.
        """
        before = [
            letter
            for letter in self.bearing(reference)
            if letter.key != by.key and letter.first <= by.last
        ]
        if year is not None:
            found = [letter for letter in before if letter.year == year]
            return tuple(found), len(found) == 1
        series = reference.series
        if series is None or not restarts(series):
            return tuple(before), len(before) == 1
        same = [
            letter for letter in before if period(series, letter.first) == period(series, by.first)
        ]
        if same:
            return tuple(same), len(same) == 1
        return tuple(before), False  # of an earlier period: perhaps meant, perhaps not
