"""One build from the outside: load, judge, make the outputs, publish, and say what was done.

A host generator (MkDocs today) draws the frames between :meth:`Build.load` and
:meth:`Build.publish`.
"""

from __future__ import annotations

import enum
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment

from archive import kept_frames
from archive.gathering import Gathering
from archive.languages import Phrases
from archive.last_build import site_name
from archive.load import Loaded
from archive.processes import rare_collection
from archive.publication import Publication
from archive.publishing.publish import Published
from archive.rendering import SiteFacts
from archive.search.documents import corpora
from archive.search.index import index_files, renew_search_index
from archive.site import Site
from archive.store.codec import StoredValueError
from archive.store.database import Store
from archive.store.guard import StoreLostError
from archive.store.kept_circulars import KeptCirculars
from archive.store.opening import Place
from archive.store.survey import Survey

_Done = TypeVar("_Done")

_USELESS = (
    *(StoreLostError, StoredValueError),
    *(LookupError, TypeError, ValueError, AttributeError),  # rows that read well and make no sense
    RecursionError,
)
"""What happens where a store is damaged, full, or holds what no version of the code wrote."""


class Index(enum.Enum):
    """Whether a search index is made."""

    FULL = "full"
    CHEAP = "cheap"
    """A missing one is made, and one that costs little is renewed: somebody is editing."""
    NONE = "none"
    """The site has no search index."""


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
class Build:
    """One build of one archive."""

    place: Place
    store: Store
    made_by: str
    """Digest of the code, the strings and the libraries."""
    processes: int
    fingerprint: str = ""
    """Digest of all that the build is made from, as it was before anything was read."""
    seen: Survey | None = None
    """The archive's folder at that moment."""
    kept: KeptCirculars = field(default_factory=KeptCirculars)
    """What this process keeps from one build to the next."""
    loaded: Loaded = field(init=False)
    _gathering: Gathering = field(init=False)
    _is_loaded: bool = False
    _started: float = field(default_factory=time.monotonic)

    @property
    def phrases(self) -> Mapping[str, Phrases]:
        """The strings of all languages."""
        return self.place.phrases

    def load(self) -> None:
        """Read what has changed, and judge the sources."""
        self._with_any_store(self._load)

    def _load(self) -> None:
        self._gathering = Gathering(
            self.place, self.store, self.made_by, self.kept, processes=self.processes
        )
        self.loaded = self._gathering.gather(self.seen)
        self.seen = None  # another look, if need be, is a new one
        self._is_loaded = True

    def _with_any_store(self, work: Callable[[], _Done]) -> _Done:
        """What *work* gives; where the store is of no use, an empty one takes its place."""
        for in_memory in (False, True):
            try:
                with rare_collection():
                    return work()
            except _USELESS:
                self.store.renew(in_memory=in_memory)
                self._is_loaded = False
        return work()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

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

    def left_out(self, language: str) -> list[str]:
        """The errors of drafts that are left out in words, and at the end how many they are."""
        found = self.loaded.left_out
        phrases = self.phrases[language]
        files = ", ".join(dict.fromkeys(problem.path for problem in found))
        told = [problem.render(phrases) for problem in found]
        return [*told, phrases("build.left-out", files=files)] if found else []

    def publish(
        self,
        facts: SiteFacts,
        templates: Environment,
        target: Path,
        host_files: Path | None,
        *,
        index: Index,
        language: str,
    ) -> str:
        """Make what is not there already, publish it to *target*, and return the summary.

        Files are made whole before the first one takes its place. Without *host_files* those that
        the host wrote for the last build stay.
        """
        name = site_name(target, self.store.folder)
        of_host = self.store.outputs(name, "host") if host_files is None else {}

        def work() -> str:
            if not self._is_loaded:
                self._load()
                self.store.put_outputs(name, of_host)
            return self._publish(facts, templates, target, host_files, index, language)

        return self._with_any_store(work)

    def _publish(
        self,
        facts: SiteFacts,
        templates: Environment,
        target: Path,
        host_files: Path | None,
        index: Index,
        language: str,
    ) -> str:
        publication = Publication(
            place=self.place,
            store=self.store,
            made_by=self.made_by,
            loaded=self.loaded,
            gathering=self._gathering,
            processes=self.processes,
            facts=facts,
            templates=templates,
            target=target,
            host_files=host_files,
            keeps_index=index is not Index.NONE,
        )
        if host_files is not None:  # what was drawn before does not go with these files
            kept_frames.forget(self.store, target)
        done = publication.carried_out()
        name, last = publication.name, publication.last
        is_renewed = index is not Index.NONE and self._renew_index(target, done.site, name, index)
        kinds = self.store.kinds(name)
        troubled = self.loaded.problems or self.loaded.left_out
        fingerprint = "" if troubled else self.fingerprint
        unchanged = self._unchanged(kinds, facts, language)
        if done.look and not is_renewed:
            last.note_renewed(fingerprint, unchanged, done.look, done.published.new)
        else:  # a renewed index has files of other names
            last.note(fingerprint, unchanged, [*self.store.paths(name), *index_files(target)])
        publication.vouch(sum(kinds.values()))
        return self._summary(done.published, kinds, facts, language)

    def _renew_index(self, target: Path, site: Site, known: str, index: Index) -> bool:
        """Renew the search index where its documents have changed; say whether they have."""
        name = f"index {known}"
        try:
            before = json.loads(self.store.noted(name) or "{}")
        except ValueError:
            before = {}
        found = corpora(self.loaded.archive, site)
        keys = renew_search_index(target, found, editing=index is Index.CHEAP, known=before)
        self.store.note(name, json.dumps(keys))
        return keys != before or "" in keys.values()

    def _summary(
        self, published: Published, kinds: Mapping[str, int], facts: SiteFacts, language: str
    ) -> str:
        phrases = self.phrases[language]
        seconds = f"{time.monotonic() - self._started:.1f}"
        parts = [*self._counts(kinds, facts, language), phrases("built.time", seconds=seconds)]
        changed = phrases("built.changed", written=published.written, removed=published.removed)
        return f"{phrases('built.title')}: {', '.join(parts)}. {changed}"

    def _unchanged(self, kinds: Mapping[str, int], facts: SiteFacts, language: str) -> str:
        """What the next build will say where nothing has changed."""
        counts = ", ".join(self._counts(kinds, facts, language))
        return self.phrases[language]("built.unchanged", counts=counts)

    def _counts(self, kinds: Mapping[str, int], facts: SiteFacts, language: str) -> list[str]:
        counts = {
            "circulars": len(self.loaded.archive.circulars),
            "languages": len(facts.languages),
            "pages": kinds.get("page", 0) + kinds.get("host-page", 0),
            "feeds": kinds.get("feed", 0),
            "calendars": kinds.get("calendar", 0),
            "problems": len(self.loaded.problems) + len(self.loaded.left_out),
        }
        phrases = self.phrases[language]
        return [phrases.plural(f"built.{name}", number) for name, number in counts.items()]
