"""Damage to single characters and words: blanks, hidden signs, mixed alphabets, misread figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from archive.importing.editing import Change, edited
from archive.importing.sheet import Passage
from archive.importing.words import every_language
from archive.references.folding import HIDDEN
from archive.source.values import FORBIDDEN

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD = re.compile(
    rf"\r\n?|[\u2028\u2029\v\f\x85]|[{_BLANKS}]|[{HIDDEN}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffc]"
    rf"|{FORBIDDEN.pattern}|[\ufb00-\ufb06]|[\ue000-\uf8ff]|[\u2010\u2011]"
)
_COMPOSITE = re.compile(r".[\u0300-\u036f]{1,4}")
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf0a8")
"""Of the symbol fonts of office programs."""
_FIELD = re.compile(
    r"\[bookmark: ?[^\]\n]{0,80}\]|\{ ?(?:PAGE|NUMPAGES|FILENAME|DOCPROPERTY|TOC|REF)[^}\n]{0,80}\}"
    r"|(?:PAGE|FILENAME \\p|NUMPAGES) {1,2}\\\* {0,2}MERGEFORMAT",
)
_TOKEN = re.compile(r"[^\W\d_]{2,60}")
_LATIN_OF = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухѕіј", "ABEKMHOPCTYXSIJaeopcyxsij", strict=True))
_CYRILLIC_OF = dict(zip("ABEKMHOPCTYXaeopcyx", "АВЕКМНОРСТУХаеорсух", strict=True))
_FIGURES = re.compile(r"(?<![\w@/.:#&=?%+-])[0-9OoОоlIІ]{2,6}(?![\w@/]|\.\w)")
_SLASHED = re.compile(
    r"(?<=[^\W\d_]{2} )[1-9OoОоlI][0-9OoОоlIІ]{0,2}/[0-9OoОоlIІ]{1,2}(?![\w@/.-])"
)
"""The number of a collective letter, "9/2O"."""
_READ_AS = str.maketrans({"O": "0", "o": "0", "О": "0", "о": "0", "l": "1", "I": "1", "І": "1"})
_ORDINAL = re.compile(r"(?<![\w/@])([lI])(st|nd|rd|th)\b")
_WORDS = re.compile(
    r"(?<![\w@/.:#&=?%+\\-])(?=[A-Za-z1]{4,24}(?![\w@/\\-]|\.\w))(?:[A-Z]|[A-Z]?[a-z]{1,20})1[a-z1]{1,20}"
)
"""A word with a figure between its letters: "shou1d", "P1ease"."""
_EDGED = re.compile(
    r"(?<![\w@/.:#&=?%+\\-])(?:1[a-z1]{3,12}|[A-Za-z][a-z1]{2,12}1)(?![\w@/\\-]|\.\w)"
)
_MAIL_SIGN = re.compile(
    r"(?<=[\w])[ ]{0,2}(?:\[at\]|\(at\)|\[собака\]) {0,2}(?=[\w])", re.IGNORECASE
)
_MAIL_DOT = re.compile(r"(?<=@itu)(?: \.|\. | \. )(?=int\b)")
"""The house's own addresses are known so well that a blank in them is none of the text."""
_MAIL_BLANK = re.compile(r"(?<=[\w])( {0,2})@( {0,2})(?=[\w-]{1,60}\.[a-zA-Z]{2})")


def mended_characters(passage: Passage) -> Passage:
    """The passage with plain blanks, composed letters, and every word in one alphabet."""
    passage = plain_characters(passage)
    for step in SIGN_STEPS:
        passage = edited(passage, step(passage.text))
    return passage


def plain_characters(passage: Passage) -> Passage:
    """The passage with plain blanks and composed letters: it looks as it did before."""
    if not unicodedata.is_normalized("NFC", passage.text):
        passage = edited(passage, _composed(passage.text))
    passage = edited(passage, _plain(passage.text))
    return edited(passage, ((m.start(), m.end(), "") for m in _FIELD.finditer(passage.text)))


def _composed(text: str) -> Iterator[Change]:
    for match in _COMPOSITE.finditer(text):
        yield (*match.span(), unicodedata.normalize("NFC", match[0]))


def _plain(text: str) -> Iterator[Change]:
    for odd in _ODD.finditer(text):
        sign = odd[0]
        if sign[0] in "\r\u2028\u2029\v\f\x85":
            new = "\n"
        elif sign in "\u2010\u2011":
            new = "-"
        elif unicodedata.category(sign) == "Zs":
            new = " "
        elif "\ufb00" <= sign <= "\ufb06":
            new = unicodedata.normalize("NFKC", sign)
        elif "\ue000" <= sign <= "\uf8ff":
            new = "•" if sign in _BULLETS else ""
        else:
            new = ""
        yield odd.start(), odd.end(), new


def _addresses(text: str) -> Iterator[Change]:
    if "@" in text:
        for match in _MAIL_BLANK.finditer(text):
            if match[1] or match[2]:
                yield match.start(), match.end(), "@"
        return
    for match in _MAIL_SIGN.finditer(text):
        yield match.start(), match.end(), "@"


def _dots(text: str) -> Iterator[Change]:
    return ((*match.span(), ".") for match in _MAIL_DOT.finditer(text))


def _one_alphabet(text: str) -> Iterator[Change]:
    """Words of two alphabets whose letters of one look like letters of the other."""
    if text.isascii():
        return
    for token in _TOKEN.finditer(text):
        word = token[0]
        cyrillic = [letter for letter in word if "\u0400" <= letter <= "\u04ff"]
        if not cyrillic or len(cyrillic) == len(word):
            continue
        latin = [letter for letter in word if letter < "\u0250"]
        to_latin = all(letter in _LATIN_OF for letter in cyrillic)
        to_cyrillic = all(letter in _CYRILLIC_OF for letter in latin)
        if to_cyrillic and (not to_latin or len(cyrillic) >= len(latin)):
            yield (*token.span(), "".join(_CYRILLIC_OF.get(letter, letter) for letter in word))
        elif to_latin:
            yield (*token.span(), "".join(_LATIN_OF.get(letter, letter) for letter in word))


def _figures(text: str) -> Iterator[Change]:
    """Numbers in which letters were read for figures: "2O19", "l2"."""
    for token in _FIGURES.finditer(text):
        word = token[0]
        if word.isdigit() or not any(sign.isdigit() for sign in word):
            continue
        if token.start() == 0 and word[-1] == "I" and word[:-1].isdigit():
            continue  # the number of a paragraph that is glued to its first word: "8I would"
        yield (*token.span(), word.translate(_READ_AS))


def _slashed(text: str) -> Iterator[Change]:
    for token in _SLASHED.finditer(text):
        word = token[0]
        if any(sign.isdigit() for sign in word) and not word.replace("/", "").isdigit():
            yield (*token.span(), word.translate(_READ_AS))


def _ordinals(text: str) -> Iterator[Change]:
    for token in _ORDINAL.finditer(text):
        yield token.start(1), token.end(1), "1"


def _misread_words(text: str) -> Iterator[Change]:
    """Words in which "l" was read as "1", or "i", where that makes a word that is known."""
    listed = misread_words()
    found: dict[int, Change] = {}
    for token in _EDGED.finditer(text):
        if (new := token[0].replace("1", "l")).lower() in listed:
            found[token.start()] = (*token.span(), new)
    for token in _WORDS.finditer(text):
        word = token[0]
        if token.start() not in found and word[-1] != "1":  # there it may be the mark of a note
            sign = "i" if word.replace("1", "i").lower() in listed else "l"
            found[token.start()] = (*token.span(), word.replace("1", sign))
    yield from (found[start] for start in sorted(found))


@lru_cache(maxsize=1)
def misread_words() -> frozenset[str]:
    """The common words of all languages that begin or end with a letter that looks like "1"."""
    return frozenset(every_language().listed("mending.misread"))


SIGN_STEPS: tuple[Callable[[str], Iterator[Change]], ...] = (
    _addresses,
    _dots,
    _one_alphabet,
    _figures,
    _slashed,
    _ordinals,
    _misread_words,
)
"""What is mended so that the text reads otherwise than it is printed, one after the other."""
