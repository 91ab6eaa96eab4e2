"""Letters that nobody sees, and words that show nothing."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = (
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff"
)
"""Characters that take no place on paper, for a class of a regular expression: soft hyphens,
joiners, fillers, marks of direction, tags."""

_SEEN_AT_ONCE = re.compile(r"[!-~А-яЁё]")
_UNSEEN = re.compile(rf"[\u2800{UNSEEN}]+")
_BLANK_KINDS = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Blanks and signs of control; and accents, which are nothing without a letter below them."""


def shows_something(text: str) -> bool:
    """Whether a reader sees anything of *text*: blanks and unseen letters alone are no words."""
    if _SEEN_AT_ONCE.search(text):
        return True
    return any(unicodedata.category(each) not in _BLANK_KINDS for each in without_unseen(text))


def without_unseen(text: str) -> str:
    """*text* as a reader sees it."""
    return _UNSEEN.sub("", text)
