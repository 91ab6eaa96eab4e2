"""Words of the archive, with the languages that they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.languages import language_served


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words and the language that they are in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Localized:
    """One human text in several languages, by language code, the original first."""

    texts: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_language(self, code: str) -> Phrase:
        """The text for readers of the language *code*: in that language, else in the one that
        serves them next, else in the language it was first given in."""
        language = language_served(code, self.texts, next(iter(self.texts)))
        return Phrase(text=self.texts[language], language=language)


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
