"""What a text says of when a letter was issued, and how it holds for what is named again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from archive.references.reference import Reference

_Item = TypeVar("_Item")


class When(NamedTuple):
    """The time that stands with a reference: a year, the years of a study period, or nothing."""

    year: int | None = None
    """The year, or the first one of a period."""
    until: int | None = None
    """The last year of a period; None for a single year."""
    day: str = ""
    """The day, as in ``2018-05-04``; empty where the text gives none."""
    is_open: bool = False
    """Whether the text gave two times before, so that either can be meant: ``year`` and ``until``
    are then the first and the last of these."""

    @property
    def years(self) -> When:
        """The same without the day."""
        return self._replace(day="")

    def holds(self, year: int) -> bool:
        """Whether a letter of *year* fits; any does where nothing is said."""
        return self.year is None or self.year <= year <= (self.until or self.year)

    def differs(self, others: When) -> bool:
        """Whether no year fits both."""
        if self.year is None or others.year is None:
            return False
        return self.year > (others.until or others.year) or others.year > (self.until or self.year)


UNSAID = When()
"""The text says nothing of the time."""


def carried(
    items: Iterable[_Item],
    read: Callable[[_Item], tuple[Reference | None, When]],
    write: Callable[[_Item, When], _Item],
) -> list[_Item]:
    """The *items*, what one text names in its order, each with the time that holds for it.

    What is named again without a year is the letter that was named with one before. Where the
    text has given two years that differ, either can be meant.
    """
    said: dict[Reference, When] = {}
    result: list[_Item] = []
    for item in items:
        reference, when = read(item)
        if reference is None or not reference.is_letter:
            result.append(item)
            continue
        before = said.get(reference)
        if when.year is None:
            result.append(write(item, before.years) if before else item)
            continue
        result.append(item)
        said[reference] = _joined(before, when) if before else when
    return result


def _joined(one: When, other: When) -> When:
    """What holds after both were said."""
    first = one.year or 0, other.year or 0
    last = one.until or first[0], other.until or first[1]
    if one.is_open or one.differs(other):
        return When(min(first), max(last), is_open=True)
    begin, end = max(first), min(last)
    return When(begin, end if end > begin else None)
