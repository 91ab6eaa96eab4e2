"""Words of the archive, with the languages that they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
        """The text in the language *code*, else in the language it was first given in."""
        if code in self.texts:
            return Phrase(text=self.texts[code], language=code)
        original = next(iter(self.texts))
        return Phrase(text=self.texts[original], language=original)


NO_WORDS = Localized(texts={})
