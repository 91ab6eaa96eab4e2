"""Short titles: a letter's subject where there is room for a few words only.

Titles in calendars and feeds are read in narrow lists, where what matters stands first and the
subject of the letter after it.
"""

from __future__ import annotations

SUBJECT_LENGTH = 60
"""Characters of a subject in the title of a deadline: two lines on a phone, with what is asked."""

_TELLING = 60
"""What is asked in more characters than these says by itself what it is for."""

_ELLIPSIS = "…"
_LEFT_OVER = " ,.;:–—-([{«„“‘\"'"
"""What does not stand before the sign that words are left out."""


def subject_beside(asks: str, subject: str) -> str:
    """As much of a letter's *subject* as stands in a title beside what it *asks*; "" where none
    is needed."""
    return shortened(subject) if len(asks) <= _TELLING else ""


def shortened(text: str, length: int = SUBJECT_LENGTH) -> str:
    """*text* on one line, of at most *length* characters, cut after a whole word.

    No-break spaces hold words together. A word that is longer than that is cut itself.
    """
    line = " ".join(part.strip() for part in text.splitlines()).strip()
    if len(line) <= length:
        return line
    whole, _, _ = line[: length - len(_ELLIPSIS) + 1].rpartition(" ")
    kept = whole.rstrip(_LEFT_OVER) or line[: length - len(_ELLIPSIS)].rstrip()
    return kept + _ELLIPSIS
