"""Tells the language of a letter by the words that stand in every text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from archive.importing.sheet import Kind, Sheet
from archive.importing.words import LetterWords

_MOST = 60_000
"""So much of a text is read, in characters."""
_SHORT = 30
"""Of a text of so many words its small words need not be counted: a table may have none."""
_LEAST = 0.05
"""Small words are at least such a part of any other text in their language."""
_WORD = re.compile(r"[^\W\d_]{1,30}")


def language_of(sheet: Sheet, every: Mapping[str, LetterWords]) -> str:
    """The code of the language whose commonest words and letters the text has; "" for none."""
    text = "\n".join(each.text for each in sheet.passages if each.kind is not Kind.EDGE)
    words = Counter(word.lower() for word in _WORD.findall(text[:_MOST]))
    total = sum(words.values())
    if not total:
        return ""
    scores = {code: _share(words, total, each) for code, each in every.items()}
    best = max(scores, key=lambda code: (scores[code], code))
    is_told = total <= _SHORT or _small(words, every[best]) >= _LEAST * total
    return best if scores[best] > 0 and is_told else ""


def _share(words: Counter[str], total: int, language: LetterWords) -> float:
    """How much of the words belongs to the language: its small words count, then its letters."""
    letters = frozenset(language.lexicon.letters)
    spelt = sum(count for word, count in words.items() if letters & set(word))
    return (_small(words, language) * 4 + spelt) / total


def _small(words: Counter[str], language: LetterWords) -> int:
    """How many of the words are small ones that every text of the language has."""
    return sum(words[word] for word in language.listed("language.words"))
