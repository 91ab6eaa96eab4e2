"""Frames: pages that the host generator drew once, cut at their slots and filled many times.

A slot is written ``<!--archive:NAME-->``. The host (MkDocs) draws one *shell* per language,
section and depth; the archive fills its slots for every page of that kind. A hand-written page
with slots is a frame of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Frames:
    """All frames of a build."""

    shells: dict[tuple[str, str, int], Frame] = field(default_factory=dict)
    """By language, section and depth."""
    pages: dict[tuple[str, str], Frame] = field(default_factory=dict)
    """Hand-written pages with slots, by language and path below the site's root."""
    not_found: Frame | None = None
    """The page for addresses that do not exist."""

    def shell(self, language: str, section: str, depth: int) -> Frame:
        """The shell for pages of *section* that stand *depth* folders below the language's root."""
        return self.shells[language, section, depth]
