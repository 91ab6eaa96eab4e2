"""Words of the archive, with the languages that they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

from archive.languages import CODES, language_served


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words and the language that they are in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


_ORDERS = {some: some for number in (1, 2) for some in permutations(CODES, number)}
"""The orders of languages that most texts have: ten thousand letters share them."""


@dataclass(frozen=True, slots=True, init=False)
class Localized:
    """One human text in several languages, the original first.

    An archive has a hundred thousand of them: two tuples take a third of a dictionary's memory.
    """

    languages: tuple[str, ...]
    _words: tuple[str, ...]

    def __init__(self, *, texts: Mapping[str, str]) -> None:
        """*texts* are those of the languages by their codes, the original first."""
        languages = tuple(texts)
        object.__setattr__(self, "languages", _ORDERS.get(languages, languages))
        object.__setattr__(self, "_words", tuple(texts.values()))

    @property
    def texts(self) -> Mapping[str, str]:
        """The text by language code, the original first."""
        return dict(zip(self.languages, self._words, strict=True))

    def __bool__(self) -> bool:
        return bool(self.languages)

    def own(self, code: str) -> str | None:
        """The text in the very language *code*; None where it lacks that."""
        return self._words[self.languages.index(code)] if code in self.languages else None

    def in_language(self, code: str) -> Phrase:
        """The text for readers of the language *code*: in that language, else in the one that
        serves them next, else in the language it was first given in."""
        languages = self.languages
        language = code if code in languages else language_served(code, languages, languages[0])
        return Phrase(text=self._words[languages.index(language)], language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of the glossary: what an abbreviation stands for, in every language."""

    id: str
    abbreviation: Localized
    name: Localized
    also: Mapping[str, tuple[str, ...]]
    """Other forms by language: readers search by them, and texts may use them."""
    avoid: Mapping[str, tuple[str, ...]]
    """By language what the archive does not write for it; an asterisk stands for any ending."""
    note: Localized

    def abbreviations(self, language: str) -> tuple[str, ...]:
        """The abbreviation in *language*, then the other short forms ("SMEs" beside "SME")."""
        own = self.abbreviation.texts.get(language)
        others = (form for form in self.also.get(language, ()) if is_abbreviation(form))
        return (own, *others) if own else tuple(others)

    def names(self, language: str) -> tuple[str, ...]:
        """The full name in *language*, then the other forms that are words."""
        own = self.name.texts.get(language)
        others = (form for form in self.also.get(language, ()) if not is_abbreviation(form))
        return (own, *others) if own else tuple(others)


def is_abbreviation(form: str) -> bool:
    """Whether a form is one "word" that is mostly capital letters, as "SMEs" or "ITU-T"."""
    letters = [sign for sign in form if sign.isalpha()]
    capitals = sum(1 for sign in letters if sign.isupper())
    return len(form.split()) == 1 and capitals > 1 and 2 * capitals >= len(letters)


NO_WORDS = Localized(texts={})
