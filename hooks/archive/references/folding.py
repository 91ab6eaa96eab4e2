"""A form of text in which spellings compare: small letters, one alphabet, one blank, one dash.

A Cyrillic letter that looks like a Latin one becomes it, so that "СL-19/35" with a Cyrillic С is
read. Every character stays one character: places in the folded text are places in the text.
"""

from __future__ import annotations

import unicodedata

LOOKALIKES = dict(zip("авеёкмнорстухіјѕ", "abeekmhopctyxijs", strict=True))
"""Small Cyrillic letters, by what their capitals look like, and ё as е; to Latin ones."""

_BLANKS = "\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens and blanks without width: they say nothing, and may stand within a word."""
_LETTERS = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x370, 0x530))
"""Latin, Greek and Cyrillic."""


def _table() -> dict[int, str]:
    table = {code: chr(code) for code in range(0x530)}
    for letters in _LETTERS:
        for code in letters:
            small = chr(code).lower()
            if len(small) == 1:
                table[code] = LOOKALIKES.get(small, small)
    table.update((ord(blank), " ") for blank in _BLANKS)
    table.update((ord(dash), "-") for dash in _DASHES)
    return table


_TABLE = _table()
_WITHOUT_HIDDEN = dict.fromkeys(map(ord, HIDDEN))


def fold(text: str) -> str:
    """*text* for comparison, of the same length."""
    return text.translate(_TABLE)


def fold_whole(text: str) -> str:
    """A field or a query for comparison: compatibility forms resolved, blanks collapsed."""
    plain = unicodedata.normalize("NFKC", text.translate(_WITHOUT_HIDDEN))
    return fold(" ".join(plain.split()))


def without_hidden(text: str) -> tuple[str, list[int]]:
    """The text without hidden characters, and where each of its characters stood."""
    places = [index for index, character in enumerate(text) if character not in HIDDEN]
    return "".join(text[index] for index in places), places


def has_hidden(text: str) -> bool:
    """Whether there is anything for :func:`without_hidden` to take away."""
    return not text.isascii() and any(mark in text for mark in HIDDEN)
