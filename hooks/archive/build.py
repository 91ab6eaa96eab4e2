"""One build from the outside: load, judge, make the outputs, publish, and say what was done.

A host generator (MkDocs today) draws the frames between :meth:`Build.load` and
:meth:`Build.publish`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.languages import Phrases
from archive.load import Loaded, load
from archive.outputs import OUTPUTS
from archive.render.publish import Published, publish
from archive.search.documents import corpora
from archive.search.index import renew_search_index
from archive.site import Artifact, Site

SHELLS: Mapping[str, tuple[str, ...]] = {
    "circulars": tuple("circulars" + "/shell" * depth for depth in range(6)),
    "initiatives": ("initiatives", "initiatives/shell", "initiatives/shell/shell/shell"),
    "deadlines": ("deadlines", "deadlines/shell", "deadlines/shell/shell"),
    "events": ("events", "events/shell"),
    "addressees": ("addressees", "addressees/shell"),
    "subscribe": ("subscribe",),
    "search": ("search",),
    "r": ("r", "r/shell"),
    "editing": (
        "editing",
        "editing/fields",
        "editing/fields/shell",
        "editing/fields/shell/shell",
    ),
}
"""The shells that a host must draw, by section: folders below the language's root.

Only their depth matters, but where it can, a shell stands at the address of a real page of its
section, so that hand-written pages and the navigation can link there.
"""

WITH_CONTENTS = frozenset({("circulars", 3), ("editing", 2)})
"""The shells whose pages may have a table of contents beside the text."""

OUT_OF_NAVIGATION = frozenset({"addressees", "search", "r", "editing"})
"""The sections that no tab leads to."""


@dataclass(slots=True)
class Tally:
    """Counts for the summary."""

    pages: int = 0
    feeds: int = 0
    calendars: int = 0
    files: int = 0

    def count(self, artifacts: Iterator[Artifact]) -> Iterator[Artifact]:
        """Pass artifacts on, and count them by kind."""
        for artifact in artifacts:
            if artifact.kind == "page":
                self.pages += 1
            elif artifact.kind == "feed":
                self.feeds += 1
            elif artifact.kind == "calendar":
                self.calendars += 1
            else:
                self.files += 1
            yield artifact


@dataclass(slots=True)
class Build:
    """One build of one archive."""

    root: Path
    shown_root: str
    phrases: Mapping[str, Phrases]
    loaded: Loaded = field(init=False)
    _started: float = field(default_factory=time.monotonic)

    def load(self) -> None:
        """Read and judge the sources."""
        self.loaded = load(self.root, self.phrases, self.shown_root)

    @property
    def is_publishable(self) -> bool:
        """Whether no problem stops publishing."""
        return not any(problem.severity == "error" for problem in self.loaded.problems)

    def messages(self, language: str, severity: str) -> list[str]:
        """All problems of one severity ("error", "warning") in words, sorted by place."""
        return [
            problem.render(self.phrases[language])
            for problem in self.loaded.problems
            if problem.severity == severity
        ]

    def publish(
        self, site: Site, target: Path, host_files: Path, *, index: bool, language: str
    ) -> str:
        """Make all outputs, publish them to *target*, and return the summary.

        Outputs are made whole before the first file is touched. *index* says whether a search
        index may be renewed now even where that takes long; a missing one is always made.
        """
        tally = Tally()
        artifacts = [
            artifact
            for output in OUTPUTS
            for artifact in tally.count(output(self.loaded.archive, site))
        ]
        published = publish(target, host_files, artifacts, keep_index=True)
        renew_search_index(target, corpora(self.loaded.archive, site), editing=not index)
        return self._summary(tally, published, host_files, len(site.languages), language)

    def _summary(
        self, tally: Tally, published: Published, host_files: Path, languages: int, language: str
    ) -> str:
        phrases = self.phrases[language]
        pages = tally.pages + sum(1 for _ in host_files.rglob("*.html"))
        counts = {
            "circulars": len(self.loaded.archive.circulars),
            "languages": languages,
            "pages": pages,
            "feeds": tally.feeds,
            "calendars": tally.calendars,
            "problems": len(self.loaded.problems),
        }
        parts = [phrases.plural(f"built.{name}", number) for name, number in counts.items()]
        parts.append(phrases("built.time", seconds=f"{time.monotonic() - self._started:.1f}"))
        changed = phrases("built.changed", written=published.written, removed=published.removed)
        return f"{phrases('built.title')}: {', '.join(parts)}. {changed}"
