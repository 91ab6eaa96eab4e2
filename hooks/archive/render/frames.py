"""Frames: pages that the host generator drew once, cut at their slots and filled many times.

A slot is written ``<!--archive:NAME-->``. The host (MkDocs) draws one *shell* per language,
section and depth; the archive fills its slots for every page of that kind. A hand-written page
with slots is a frame of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

_SLOT = re.compile(r"<!--\s*archive:([a-z-]+)\s*-->")


def has_slots(page: str) -> bool:
    """Whether a finished page has slots to fill."""
    return _SLOT.search(page) is not None


@dataclass(frozen=True, slots=True)
class Frame:
    """A page cut at its slots: text and slot names in turn."""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, page: str) -> Frame:
        """Cut a finished page."""
        return cls(tuple(_SLOT.split(page)))

    @property
    def slots(self) -> frozenset[str]:
        """The names of the slots."""
        return frozenset(self.parts[1::2])

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with every slot filled; raises KeyError for a slot without a value."""
        return "".join(
            part if index % 2 == 0 else values[part] for index, part in enumerate(self.parts)
        )


class Framed(NamedTuple):
    """A finished page, and where its frame was filled: another frame can take its place."""

    data: bytes
    slots: str = ""
    """Name, start and length (bytes) of every slot, with blanks between; empty where the page is
    not as its frame was filled, so that it has to be made again."""

    def places(self) -> list[tuple[str, int, int]]:
        """Name, start and end of each slot; raises ValueError where :attr:`slots` is damaged."""
        words = iter(self.slots.split())
        return [
            (name, int(start), int(start) + int(length))
            for name, start, length in zip(words, words, words, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class EncodedFrame:
    """A frame for many pages: what they share is encoded once."""

    parts: tuple[bytes | str, ...]
    """Text in UTF-8 and slot names in turn."""

    @classmethod
    def of(cls, frame: Frame) -> EncodedFrame:
        """The same frame, encoded."""
        return cls(tuple(part if at % 2 else part.encode() for at, part in enumerate(frame.parts)))

    def fill(self, values: Mapping[str, bytes]) -> Framed:
        """The page with every slot filled; raises KeyError for a slot without a value."""
        parts: list[bytes] = []
        slots: list[str] = []
        end = 0
        for part in self.parts:
            if isinstance(part, bytes):
                text = part
            else:
                text = values[part]
                slots.append(f"{part} {end} {len(text)}")
            parts.append(text)
            end += len(text)
        return Framed(b"".join(parts), " ".join(slots))


@dataclass(slots=True)
class Frames:
    """All frames of a build."""

    shells: dict[tuple[str, str, int], Frame] = field(default_factory=dict)
    """By language, section and depth."""
    pages: dict[tuple[str, str], Frame] = field(default_factory=dict)
    """Hand-written pages with slots, by language and path below the site's root."""
    not_found: Frame | None = None
    """The page for addresses that do not exist."""

    _names: dict[tuple[str, str, int], str] = field(default_factory=dict, compare=False)
    _encoded: dict[str, EncodedFrame] = field(default_factory=dict, compare=False)

    def shell(self, language: str, section: str, depth: int) -> Frame:
        """The shell for pages of *section* that stand *depth* folders below the language's root."""
        return self.shells[language, section, depth]

    def name(self, language: str, section: str, depth: int) -> str:
        """What a shell is called in notes: its place, and a digest of what the host drew."""
        place = (language, section, depth)
        found = self._names.get(place)
        if found is None:
            digest = blake2b("\0".join(self.shells[place].parts).encode(), digest_size=12)
            found = self._names[place] = f"{language} {section} {depth} {digest.hexdigest()}"
        return found

    def renamed(self, name: str) -> str:
        """The name of the shell that stands now where that of this *name* stood; empty where none
        does."""
        language, section, depth, _ = name.split(" ")
        place = (language, section, int(depth))
        return self.name(*place) if place in self.shells else ""

    def encoded(self, name: str) -> EncodedFrame:
        """The shell of a name, ready to be filled."""
        found = self._encoded.get(name)
        if found is None:
            language, section, depth, _ = name.split(" ")
            frame = self.shells[language, section, int(depth)]
            found = self._encoded[name] = EncodedFrame.of(frame)
        return found
