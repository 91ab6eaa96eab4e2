"""Where a site is read, and where it says that it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from archive.urls import Addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlace:
    """A site that is being read. Both addresses end with a slash."""

    base: str
    """Where it is read."""
    claimed: str
    """Where its pages, feeds and calendars say that it stands; the same, but for a copy."""
    languages: Sequence[str]
    """Those that it has, the one at the root first."""

    @property
    def addresses(self) -> Addresses:
        """The paths of its pages."""
        return Addresses(default_language=self.languages[0])

    def at(self, path: str) -> str:
        """Where to read the file at *path*."""
        return self.base + path

    def named(self, path: str) -> str:
        """What the site itself calls the file at *path*."""
        return self.claimed + path

    def path_of(self, address: str, seen_at: str = "") -> str | None:
        """The path of an *address* that stands in the file at *seen_at*; None outside the site."""
        absolute = urljoin(self.base + seen_at, address).partition("#")[0].partition("?")[0]
        for root in (self.base, self.claimed):
            if absolute.startswith(root):
                return absolute.removeprefix(root)
        return None

    def is_foreign(self, address: str, seen_at: str) -> bool:
        """Whether a resource of the page at *seen_at* is fetched from elsewhere."""
        parts = urlsplit(urljoin(self.base + seen_at, address))
        own = {urlsplit(root)[:2] for root in (self.base, self.claimed)}
        return parts.scheme not in ("data", "blob") and parts[:2] not in own

    def language_of(self, path: str) -> str:
        """The language that a path promises."""
        first = path.partition("/")[0]
        return first if first in self.languages[1:] else self.languages[0]
