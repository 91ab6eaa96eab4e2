"""Putting a site into a storage of objects: in which order, and what is said with each file.

Such a storage (S3 and what speaks its language) has no configuration by path: media type, caching
and disposition are kept with each object, as they were said when it was written. Nobody sees all
files change at once there, so what names others comes after what it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.delivery import CACHE_CONTROL, ending_of, headers_for, is_lasting

KEPT_WITH_OBJECTS = ("Content-Type", CACHE_CONTROL, "Content-Disposition")
"""The headers that a storage keeps; the others are set by whatever stands before it."""

_LAST = ("sitemap.xml", "build.json")
_NAMING = ("html", "xml", "json", "opml")
"""Pages, feeds and lists: they name scripts, parts of the search index, attachments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files that are written together, with the same headers."""

    headers: Mapping[str, str]
    paths: tuple[str, ...]


def batches(files: Iterable[str]) -> Iterator[Batch]:
    """All *files* of a site, by their paths below its root, in the order in which to write them.

    What the build left hidden or unfinished, and ``_headers``, which only some hosts know, stay.
    """
    found: dict[tuple[int, tuple[tuple[str, str], ...]], list[str]] = {}
    for path in sorted(published(files)):
        wanted = headers_for(path)
        headers = tuple((name, wanted[name]) for name in KEPT_WITH_OBJECTS if name in wanted)
        found.setdefault((_turn(path), headers), []).append(path)
    for (_, headers), paths in sorted(found.items()):
        yield Batch(headers=dict(headers), paths=tuple(paths))


def published(files: Iterable[str]) -> Iterator[str]:
    """Those of a site's *files* that belong into a storage."""
    return (path for path in files if not path.startswith((".", "_")))


def surplus(there: Iterable[str], files: Iterable[str], *, lasting: bool) -> list[str]:
    """What is *there* in the storage and no longer among the site's *files*.

    Parts of an older search index stay, unless *lasting* ones are to go too: a search that is
    under way in somebody's browser still asks for them, and they can never be wrong.
    """
    wanted = set(published(files))
    return sorted(
        path for path in there if path not in wanted and (lasting or not is_lasting(path))
    )


def _turn(path: str) -> int:
    """When a file's turn comes; what names others comes later than these."""
    if path in _LAST:
        return 3
    if path.endswith("pagefind-entry.json"):
        return 2
    return 1 if ending_of(path) in _NAMING else 0
