"""What a judge is given, and what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_kit import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A built site: its name in messages, its folder, and the address that it is built for."""

    name: str
    folder: Path
    url: str

    def site(self) -> Site:
        """The site, to read its pages."""
        return Site(folder=self.folder, url=self.url)

    def files(self, *suffixes: str) -> list[Path]:
        """Its files with one of these suffixes, sorted."""
        return sorted(path for path in self.folder.rglob("*") if path.suffix in suffixes)

    def called(self, file: Path) -> str:
        """How a message names a file of the site."""
        return f"{self.name}:{file.relative_to(self.folder).as_posix()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is judged: built sites, and a folder of workflows."""

    places: tuple[Place, ...]
    workflows: Path
    work: Path
    """An empty folder of the judge's own."""
    pages: tuple[str, ...] = ()
    """Kinds of pages that a slow judge looks at, as patterns; all of one site when empty."""

    def different(self, *suffixes: str) -> Iterator[tuple[Place, Path]]:
        """All files with these suffixes but those whose very bytes came before: the reference of
        the rules, for example, is the same in every site."""
        seen: set[bytes] = set()
        for place in self.places:
            for file in place.files(*suffixes):
                digest = hashlib.sha256(file.read_bytes()).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield place, file


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a judge looked at, by kind, what is wrong, and what it has to tell in any case."""

    looked_at: Mapping[str, int]
    problems: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def overlooked(self) -> tuple[str, ...]:
        """The kinds of which there was not one: who looks at nothing finds nothing."""
        return tuple(kind for kind, count in self.looked_at.items() if not count)
