"""Which letters bear a reference, and which of them a letter means that names it.

Numbers restart each study period, so a reference alone is no identity. The year or the study
period that a text gives decides; without one, a letter speaks of its own study period. Where that
does not lead to exactly one letter the archive says so, and does not guess.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from archive.references.reference import Reference
from archive.references.series import period, restarts
from archive.references.when import UNSAID, When

_SOON = 731
"""Two years, in days."""


class Bearer(NamedTuple):
    """A letter, as far as it takes to tell letters of one number apart."""

    key: str
    year: int
    """Of its folder, which is the letter's own."""
    first: dt.date
    last: dt.date
    """The days between which its date lies; the same day where it is known exactly."""


class Meant(NamedTuple):
    """The letters that a reference can mean."""

    letters: tuple[Bearer, ...] = ()
    is_sure: bool = False
    """Whether it is exactly one, without doubt."""
    is_later: bool = False
    """Whether all of them came after the letter that names them, so that some date is odd."""


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

    def is_own(self, reference: Reference, when: When, by: Bearer) -> bool:
        """Whether *by* names itself."""
        return (
            not when.is_open
            and when.holds(by.year)
            and any(letter.key == by.key for letter in self.bearing(reference))
        )

    def meant(
        self,
        reference: Reference,
        when: When,
        by: Bearer,
        stated: Collection[str] = (),
        *,
        is_issued: bool = False,
    ) -> Meant:
        """The letters that *by* can mean by *reference*.

        *when* is what the text gives, and *stated* are the keys of letters to which *by* is
        related by its facts, or to which its texts lead by a link: where the rest leaves a doubt,
        these decide. A letter that came later is meant for sure only where no other can ever bear
        its reference; within the own study period it is perhaps meant, and its date or that of
        *by* perhaps wrong. With *is_issued* that is looked for to which *by* itself was issued,
        as a corrigendum is: it follows its letter soon, so that the only one of the period right
        before is meant, too, where it is not more than two years older.
        """
        fitting = [
            letter
            for letter in self.bearing(reference)
            if letter.key != by.key and when.holds(letter.year)
        ]
        found = _meant(reference, when, by, fitting, is_issued=is_issued)
        told = tuple(letter for letter in fitting if letter.key in stated)
        if not found.is_sure and len(told) == 1:
            return Meant(told, is_sure=True)
        return found

    def issued_to(self, reference: Reference, by: Bearer, stated: Collection[str] = ()) -> Meant:
        """The letter to which *by* was issued, whose own *reference* names it."""
        return self.meant(reference.base, UNSAID, by, stated, is_issued=True)

    def base_meant(
        self, reference: Reference, when: When, by: Bearer, stated: Collection[str] = ()
    ) -> Meant:
        """The letter to which was issued what *by* names, and what the archive does not hold: of
        "Corrigendum 2 to TSB Circular 45" that circular.

        None where *by* is that letter itself.
        """
        if not reference.issuance or self.is_own(reference.base, when, by):
            return Meant()
        return self.meant(reference.base, when, by, stated)

    def told(
        self, references: Iterable[Reference], by: Bearer, stated: Collection[str]
    ) -> frozenset[str]:
        """The keys *stated*, and those of the letters to which *by* was issued for sure."""
        issued = [
            self.issued_to(reference, by, stated) for reference in references if reference.issuance
        ]
        return frozenset([*stated, *(each.letters[0].key for each in issued if each.is_sure)])


def _meant(
    reference: Reference, when: When, by: Bearer, fitting: Sequence[Bearer], *, is_issued: bool
) -> Meant:
    """Which of the *fitting* letters are meant, by reference, time and study period alone."""
    series = reference.series
    is_one = not when.is_open
    if series is not None and not restarts(series):
        return Meant(tuple(fitting), is_sure=is_one and len(fitting) == 1)
    before = tuple(letter for letter in fitting if letter.first <= by.last)
    later = tuple(letter for letter in fitting if letter.first > by.last)
    if when.year is not None:
        if before:
            return Meant(before, is_sure=is_one and len(before) == 1)
        return Meant(later, is_later=bool(later))
    if series is None:
        return Meant(before, is_sure=len(before) == 1)
    own = period(series, by.first)
    same = tuple(letter for letter in before if period(series, letter.first) == own)
    if same:
        return Meant(same, is_sure=len(same) == 1)
    if is_issued and own:
        former = [letter for letter in before if period(series, letter.first) == own - 1]
        if len(former) == 1 and (by.first - former[0].last).days <= _SOON:
            return Meant(tuple(former), is_sure=True)
    same = tuple(letter for letter in later if period(series, letter.first) == own)
    # Those of earlier periods are perhaps meant, perhaps not.
    return Meant((*before, *same), is_later=bool(same) and not before)
