"""What the archive holds already, as far as a draft needs it: registers, initiatives, letters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from archive.checks.library import extract
from archive.languages import Phrases
from archive.listing import Listing
from archive.reading import SourceReader
from archive.references import Reference
from archive.sources import Folder

_WORD = re.compile(r"[^\W_]+")
_STEM = 3
"""Endings of words are not longer, in letters; a word of so many letters has no ending."""


class ArchiveNames:
    """The registers and the letters of an archive; letters are read when they are asked for."""

    def __init__(
        self, sources: SourceReader, listing: Listing, phrases: Mapping[str, Phrases]
    ) -> None:
        registers = sources.registers(listing.registers)
        self._sources = sources
        self._listing = listing
        self._small = {
            word for each in phrases.values() for word in each.listed("scaffold.small-words")
        }
        self.initiatives: Mapping[str, tuple[str, ...]] = {
            folder.key: _names(sources.folder(folder))
            for folder in listing.folders
            if folder.kind == "initiative"
        }
        """The names and short names of each initiative, in all languages."""
        ids = {kind: register.ids for kind, register in registers.items()}
        self.ids: Mapping[str, tuple[str, ...]] = {**ids, "initiative": tuple(self.initiatives)}
        """Ids by the type of the field, as ``bureau`` and ``initiative``."""
        record = registers["addressee"].record
        self._addressees = {
            key: _texts(record.values.get(f"addressee.{key}.name"))
            for key in registers["addressee"].ids
        }

    def addressee(self, printed: str) -> tuple[str, ...]:
        """The ids of the classes whose name this can be in any case; the whole name or nothing."""
        words = self._words(printed)
        exact = [
            key
            for key, names in self._addressees.items()
            if any(self._words(name) == words for name in names)
        ]
        if exact or not words:
            return tuple(exact)
        return tuple(
            key
            for key, names in self._addressees.items()
            if any(_are_forms(words, self._words(name)) for name in names)
        )

    def bearers(self, reference: Reference) -> tuple[str, ...]:
        """The keys of the letters of this reference, as far as their folders are named by it."""
        name = reference.slug
        found = []
        for folder in self._listing.folders:
            slug = folder.key.rpartition("/")[2]
            if folder.kind != "circular" or not f"{slug}-".startswith(f"{name}-"):
                continue
            own = extract(self._sources.folder(folder)).references
            if any(each.canonical.casefold() == reference.canonical.casefold() for each in own):
                found.append(folder.key)
        return tuple(found)

    def _words(self, text: str) -> list[str]:
        found = (word.casefold() for word in _WORD.findall(text[:300]))
        return [word for word in found if word not in self._small]


def _names(folder: Folder) -> tuple[str, ...]:
    names = (
        document.record.text(field)
        for document in folder.documents
        for field in ("name", "short-name")
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value.values())) if isinstance(value, Mapping) else ()


def _are_forms(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether two names have the same words in whatever number and case, in any order."""
    if len(words) != len(name):
        return False
    left = list(name)
    for word in words:
        found = next((each for each in left if _is_form(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is_form(word: str, other: str) -> bool:
    if word == other:
        return True
    shared = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        shared += 1
    longest = max(len(word), len(other)) - shared
    return shared >= max(_STEM, 2 * longest - 2) and longest <= _STEM and not word.isdigit()
