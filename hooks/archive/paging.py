"""How long lists are cut into pages.

Pages are numbered from the oldest letter, so that a full page never changes. The list's own
address shows the newest: everything after the last numbered page.
"""

from __future__ import annotations

LIST_SIZE = 50
"""Entries on one page of a list, and in a feed."""


SETTLED_DAYS = 7
"""So many days after it entered the archive a letter comes to a page of a feed that no longer
changes: a pull request may wait, and be merged with a day of last week."""


def numbered_pages(count: int, size: int = LIST_SIZE) -> int:
    """How many full pages stand behind the newest one, which shows *size* to twice as many."""
    return max(0, count // size - 1)


def page_slice(count: int, page: int | None, size: int = LIST_SIZE) -> slice:
    """Which of *count* letters, oldest first, a page shows; None is the newest page."""
    if page is None:
        return slice(numbered_pages(count, size) * size, count)
    return slice((page - 1) * size, page * size)
