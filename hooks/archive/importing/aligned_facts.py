"""Which event or deadline of one language of a letter is which one of the other language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.facts import Deadline, Event
from archive.importing.words import every_language

_DAY = len("2021-12-07")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """What is known of a fact whatever the language."""

    moment: str | None
    """Its day, with the hour where that is said; None where it is relative."""
    span: tuple[int, str] | None = None
    """Of a relative one: how long before the event."""
    topics: frozenset[str] = frozenset()
    """What it is about: ``registration``, ``visa``, …"""


def of_event(event: Event) -> Aligned:
    """What tells an event from others."""
    return Aligned(moment=event.start, topics=_topics(event.name))


def of_deadline(deadline: Deadline) -> Aligned:
    """What tells a deadline from others."""
    return Aligned(moment=deadline.date, span=deadline.before, topics=_topics(deadline.what or ""))


def aligned(ones: Sequence[Aligned], others: Sequence[Aligned]) -> list[int | None]:
    """For each of *ones* the place of the same one among *others*, None where there is none.

    The day decides, of several on one day what they are about, and only then their order.
    """
    found: list[int | None] = [None] * len(ones)
    left = list(range(len(others)))
    pairs = sorted(
        (-likeness, place, other)
        for place, one in enumerate(ones)
        for other in left
        if (likeness := _likeness(one, others[other]))
    )
    for _, place, other in pairs:
        if found[place] is None and other in left:
            found[place] = other
            left.remove(other)
    return found


def _likeness(one: Aligned, other: Aligned) -> int:
    """How much two facts are alike; 0 where they cannot be the same one."""
    if one.moment is None or other.moment is None:
        if one.moment is not other.moment or one.span != other.span:
            return 0
    elif one.moment[:_DAY] != other.moment[:_DAY]:
        return 0
    elif one.moment != other.moment and len(one.moment) == len(other.moment):
        return 0  # two hours of one day
    is_exact = one.moment == other.moment
    return 1 + is_exact + 2 * len(one.topics & other.topics)


def _topics(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns() if pattern.search(text))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = every_language()
    return tuple(
        (name, re.compile(words.choice(f"topics.{name}"), re.IGNORECASE))
        for name in words.keys("topics")
    )
