"""Turns the bytes of a text into letters: by its mark, as UTF-8, as UTF-16, else by likelihood.

Old text files say nothing of their character set. The six that Russian and western letters came
in give different letters for the same bytes; only one of them gives words. That is measured by
how often a letter stands in such words, by capitals in the middle of a word, and by alphabets
mixed within one.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = {
    "cp1251": 0.0,
    "cp1252": 0.0,
    "koi8-r": -2.0,
    "cp866": -2.0,
    "iso8859-5": -6.0,
    "mac-cyrillic": -6.0,
}
"""How likely each is before anything is read: the last two are hardly ever met."""
_SAMPLE = 40_000
"""So many bytes tell; of a long text more would only take time."""
_COMMON, _LESS, _RARE = "оеаинтсрвлкмдпу", "яыьгзбчйхжшю", "цщэфъё"
_CONSONANTS = re.compile("[бвгджзйклмнпрстфхцчшщъь]{5,}", re.IGNORECASE)
"""So many together are hardly ever in a word."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_PRINTED = "«»–—“”„’‘…№•§°\xa0−"
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decoded(data: bytes) -> str:
    """The text of *data*, without a byte order mark; what no character set explains is U+FFFD."""
    return data.decode(charset_of(data), "replace").removeprefix("\ufeff")


def charset_of(data: bytes) -> str:
    """The name of the character set in which *data* is most likely written."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data[:_SAMPLE] or not _is_mostly_utf8(data):
        wide = _utf_16(data)
        if wide:
            return wide
    if _is_mostly_utf8(data):
        return "utf-8"
    return _likeliest(data)


def looks_binary(data: bytes) -> bool:
    """Whether *data* is no text in any character set."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf_16(data):
        return False
    sample = data[:_SAMPLE]
    return sample.count(0) * 200 > len(sample) or len(_CONTROLS.findall(sample)) * 50 > len(sample)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether UTF-8 explains the bytes, a cut or damaged one now and then apart."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data[:_SAMPLE].decode("utf-8", "replace")
        explained = sum(letter > "\x7f" for letter in text)
        wrong = text.count("\ufffd")
        return explained - wrong > 20 * wrong
    return True


def _utf_16(data: bytes) -> str:
    """Which UTF-16 it is without a mark: every second byte is that of the alphabet."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4:
        return ""
    for name, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        alphabets = sum(high.count(byte) for byte in (0x00, 0x04, 0x20))
        # Both halves zero is an empty file of a device, no text.
        if alphabets >= 0.95 * len(high) and low.count(0) * 20 < len(low):
            text = sample.decode(name, "replace")
            if _is_readable(text):
                return name
    return ""


def _is_readable(text: str) -> bool:
    read = sum(letter.isalnum() or letter.isspace() or letter in ".,:;-()" for letter in text)
    return read > 0.8 * len(text)


def _likeliest(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:  # what stands out may come late
        later = range(_SAMPLE, len(data), _SAMPLE)[:50]
        sample = b" ".join([sample, *(data[place : place + 400] for place in later)])
    return max(
        _SINGLE_BYTE,
        key=lambda name: _likelihood(sample.decode(name, "replace")) + _SINGLE_BYTE[name],
    )


def _likelihood(text: str) -> float:
    total = -6.0 * len(_CONSONANTS.findall(text))
    before = " "
    for place, letter in enumerate(text):
        if letter > "\x7f":
            after = text[place + 1] if place + 1 < len(text) else " "
            total += _weight(letter)
            if letter.isalpha():
                total += _fit(before, letter) + (_fit(letter, after) if after <= "\x7f" else 0)
        before = letter
    return total


@cache
def _weight(letter: str) -> float:
    """How likely a letter beyond ASCII is, by itself."""
    small = letter.lower()
    capital = -0.15 if small != letter else 0.0
    if small in _COMMON:
        return -3.0 + capital
    if small in _LESS:
        return -4.3 + capital
    if small in _RARE:
        return -6.0 + capital
    if letter in _PRINTED:
        return -4.5
    if _CYRILLIC.match(letter):
        return -9.0
    if unicodedata.category(letter) in ("Ll", "Lu"):
        return -5.0 + capital
    return -12.0 if unicodedata.category(letter).startswith("C") else -9.0


def _fit(before: str, letter: str) -> float:
    """How badly two neighbours go together."""
    if not (before.isalpha() and letter.isalpha()):
        return 0.0
    penalty = 0.0
    if bool(_CYRILLIC.match(before)) != bool(_CYRILLIC.match(letter)):
        penalty -= 6.0
    elif not _CYRILLIC.match(letter) and before > "\x7f" and letter > "\x7f":
        penalty -= 4.0
    if before.islower() and letter.isupper():
        penalty -= 5.0
    return penalty
