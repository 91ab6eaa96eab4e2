"""The words of one language by which its letters are read; a row of data makes another language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from archive.languages import Phrases
from archive.prose.lexicon import Lexicon
from archive.prose.patterns import choice
from archive.references import Grammar

_Table = Mapping[str, object]


class LetterWords:
    """How letters in one language are worded: ``importing/phrases/<code>.toml``.

    A language without such a file has no words: only what needs none is found in its letters.
    """

    def __init__(self, language: str, phrases: Mapping[str, Phrases]) -> None:
        self.language = language
        self.lexicon = Lexicon.of(phrases[language], phrases)
        """Months, weekdays, hours and references, as the checker reads them."""
        self._listed = _table(language)
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    @property
    def grammar(self) -> Grammar:
        """Finds references in the spellings of every language."""
        return self.lexicon.grammar

    def listed(self, key: str) -> tuple[str, ...]:
        """The phrases of a key such as ``head.date-labels``; empty where there are none."""
        return self._listed.get(key, ())

    def group(self, prefix: str) -> Mapping[str, tuple[str, ...]]:
        """Every list below a key, by what its name adds: ``bureau`` gives ``tsb``, ``br``, …"""
        start = f"{prefix}."
        return {
            key.removeprefix(start): value
            for key, value in self._listed.items()
            if key.startswith(start)
        }

    def pattern(self, *keys: str) -> re.Pattern[str]:
        """Any of the phrases of *keys* as whole words, of any case.

        In a phrase ``*`` stands for any ending of a word, and blanks for blanks of every kind;
        without phrases nothing matches.
        """
        if keys not in self._patterns:
            phrases = [text for key in keys for text in self.listed(key)]
            self._patterns[keys] = re.compile(rf"(?<!\w){choice(phrases)}", re.IGNORECASE)
        return self._patterns[keys]


class EveryLanguage:
    """The words of all languages at once: a letter in one may have its labels in another."""

    def __init__(self) -> None:
        folder = files("archive.importing") / "phrases"
        names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
        tables = [_table(name.removesuffix(".toml")) for name in names]
        self._listed: dict[str, tuple[str, ...]] = {}
        for table in tables:
            for key, phrases in table.items():
                self._listed[key] = (*self._listed.get(key, ()), *phrases)

    def listed(self, key: str) -> tuple[str, ...]:
        """The phrases of a key in all languages."""
        return self._listed.get(key, ())

    def keys(self, prefix: str) -> tuple[str, ...]:
        """The names right below a key: ``bureau`` gives ``br``, ``tsb``, …"""
        start = f"{prefix}."
        names = {
            key.removeprefix(start).split(".")[0] for key in self._listed if key.startswith(start)
        }
        return tuple(sorted(names))

    def choice(self, *keys: str) -> str:
        """The source of a pattern for any of the phrases of *keys*, as whole words."""
        return rf"(?<!\w){choice([text for key in keys for text in self.listed(key)])}"


@lru_cache(maxsize=1)
def every_language() -> EveryLanguage:
    """The words of all languages; read once."""
    return EveryLanguage()


@lru_cache(maxsize=8)
def _table(language: str) -> Mapping[str, tuple[str, ...]]:
    source = files("archive.importing") / "phrases" / f"{language}.toml"
    if not source.is_file():
        return {}
    return dict(_flattened(tomllib.loads(source.read_text("utf-8"))))


def _flattened(table: _Table, prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
