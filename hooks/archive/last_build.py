"""What the last build was made from, and what its host drew for it.

A build in which nothing has changed ends at once; one in which only letters changed needs nothing
from its host. This module is asked before everything else, and imports little.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive.made_by import code_digest
from archive.publishing.snapshot import is_as_noted, renewed, snapshot, times
from archive.store.database import FILE, Store
from archive.store.guard import StoreLostError
from archive.store.survey import Mark, Survey, moment, survey, written
from archive.surroundings import archive_folder, store_folder


@dataclass(frozen=True, slots=True)
class Look:
    """One look at everything that a build is made from."""

    fingerprint: str
    """Its digest; empty where a file changed a moment ago."""
    seen: Survey
    """The archive's folder."""


@dataclass(slots=True, kw_only=True)
class Beginning:
    """What is known when a build begins."""

    environment: Mapping[str, str]
    project: Path
    """The folder of the host's configuration."""
    target: Path
    """The site's folder."""
    host: str
    """Digest of the host's settings and of all hand-written files."""
    today: str
    _look: Look | None = None

    @property
    def look(self) -> Look:
        """What was seen when first somebody asked: before anything is read."""
        if self._look is None:
            self._look = _look(self)
        return self._look

    @property
    def root(self) -> Path:
        """The archive's folder."""
        return archive_folder(self.environment, self.project)[0]

    @property
    def made_by(self) -> str:
        """Digest of the code, and of how messages name the archive."""
        return code_digest(archive_folder(self.environment, self.project)[1])

    @property
    def store(self) -> Path:
        """The store's folder."""
        return store_folder(self.environment, self.project)


def digest_of_files(folders: Iterable[Path]) -> str:
    """Of the names and contents of all files in some folders, and of single files."""
    digest = blake2b(digest_size=16)
    for folder in folders:
        paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                data = path.read_bytes()
                digest.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode())
                digest.update(data)
    return digest.hexdigest()


def settings_digest(settings: object, *more: str) -> str:
    """Of a host's settings; a function among them stands for its name."""

    def plain(value: object) -> str:
        name = getattr(value, "__qualname__", None)
        return f"{getattr(value, '__module__', '')}.{name}" if name else str(value)

    text = json.dumps([settings, *more], default=plain, sort_keys=True)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def site_name(target: Path, store: Path) -> str:
    """What a store calls a site's folder: the same in every copy of a project."""
    return os.path.relpath(target, store)


class LastBuild:
    """What a store notes of the last build of one site."""

    def __init__(self, store: Store, target: Path) -> None:
        self._store = store
        self._target = target
        self._name = site_name(target, store.folder)

    def note(self, fingerprint: str, summary: str, paths: Iterable[str]) -> None:
        """A build has ended with files at *paths*; *summary* is what to say of it next time."""
        self._note(fingerprint, summary, snapshot(str(self._target), paths))

    def note_renewed(self, fingerprint: str, summary: str, look: str, paths: Iterable[str]) -> None:
        """A build has ended that changed only the files at *paths* of a site that looked so."""
        self._note(fingerprint, summary, renewed(str(self._target), look, paths))

    def _note(self, fingerprint: str, summary: str, look: str) -> None:
        self._store.note(f"look {self._name}", look)
        self._store.note(f"built {self._name}", json.dumps([fingerprint, summary]))

    def forget(self) -> None:
        """A build begins: whatever becomes of it, the site is not as it was noted."""
        self._store.note(f"built {self._name}", "")

    def summary(self, fingerprint: str) -> str:
        """What to say where nothing has changed since; empty where something has."""
        try:
            before, summary = json.loads(self._store.noted(f"built {self._name}"))
        except (ValueError, TypeError):
            return ""
        return str(summary) if fingerprint and before == fingerprint else ""

    @property
    def look(self) -> str:
        """How the site's folder looks, where that is as the last build left it; else empty."""
        look = self._look if self._store.noted(f"built {self._name}") else ""
        return look if look and is_as_noted(str(self._target), look) else ""

    @property
    def _look(self) -> str:
        return self._store.noted(f"look {self._name}")

    @property
    def times(self) -> Mapping[str, int]:
        """When the site's files were last changed, in ns, as the last build that ended left them:
        also where another one has begun since."""
        return times(self._look)


def _look(beginning: Beginning) -> Look:
    now, seen = moment(beginning.store), survey(str(beginning.root))
    return Look(_fingerprint(beginning, seen, now), seen)


def _fingerprint(beginning: Beginning, seen: Survey, now: int) -> str:
    digest = blake2b(digest_size=16)
    settings = {
        name: value
        for name, value in beginning.environment.items()
        if name.startswith(("ARCHIVE_", "LANG", "LC_")) and name not in _NO_MATTER
    }
    digest.update(json.dumps([beginning.host, beginning.today, settings], sort_keys=True).encode())
    for path, marks in seen.items():
        noted = written(_files(marks), now)
        if not noted and _files(marks):
            return ""
        digest.update(f"{path}\n{[mark[0] for mark in marks]}\n{noted}\n".encode())
    return digest.hexdigest()


_NO_MATTER = frozenset(
    {"ARCHIVE_PROCESSES", "ARCHIVE_WATCH", "ARCHIVE_BROWSER", "ARCHIVE_CALCURSE"}
)
"""Settings that change nothing in a site."""


def _files(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark[1] >= 0)


def nothing_changed(beginning: Beginning) -> str:
    """What to say where the site is as a build would make it; empty where it may not be."""
    if not (beginning.store / FILE).is_file():
        return ""
    try:
        store = Store(beginning.store, beginning.made_by, read_only=True)
    except StoreLostError:
        return ""
    try:
        last = LastBuild(store, beginning.target)
        summary = last.summary(beginning.look.fingerprint)
        return summary if summary and last.look else ""
    except StoreLostError:
        return ""
    finally:
        store.close()
