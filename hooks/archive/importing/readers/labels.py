"""How the labels of numbered lists are written: 3, c, iii, в."""

from __future__ import annotations

from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
"""As word processors number with it: without ё, й, ъ, ы, ь."""
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """Small Roman figures; of what they cannot write, plain ones."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, figures in _ROMAN:
        while number >= value:
            written += figures
            number -= value
    return written


def _lettered(letters: str) -> Callable[[int], str]:
    def repeated(number: int) -> str:
        """``a`` … ``z``, ``aa``, ``bb``: as word processors go on behind the last letter."""
        if not 0 < number <= 20 * len(letters):
            return str(number)
        return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)

    return repeated


latin = _lettered(_LATIN)
cyrillic = _lettered(_CYRILLIC)
