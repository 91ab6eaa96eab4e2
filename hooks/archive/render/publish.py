"""Publishing: making a folder hold exactly the outputs, touching only what differs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.site import Artifact

UNFINISHED = ".new-"
"""How the name of a file begins that is being written."""

SEARCH_INDEX = "pagefind"
"""Folder of the search index below the site's root."""


class SearchIndexError(Exception):
    """The search index could not be made; the message is Pagefind's own."""


class PathClashError(Exception):
    """Two outputs have one path, or one has the path of another's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did."""

    written: int
    removed: int


def publish(
    target: Path, host_files: Path, artifacts: Iterable[Artifact], *, keep_index: bool
) -> Published:
    """Make *target* hold the files of *host_files* and the *artifacts*, and nothing else.

    Files whose bytes are the same are not touched. An existing search index is kept when
    *keep_index* says so: :mod:`archive.search.index` renews it. Raises :class:`PathClashError`
    before anything is touched.
    """
    own = list(artifacts)
    # The archive's own output stands for the host's.
    host = {path.relative_to(host_files).as_posix(): path for path in files_below(host_files)}
    _refuse_clashes([artifact.path for artifact in own], host.keys())
    target.mkdir(parents=True, exist_ok=True)
    wanted: set[str] = set()
    changed: list[str] = []
    for artifact in own:
        wanted.add(artifact.path)
        if write_if_changed(target / artifact.path, artifact.data):
            changed.append(artifact.path)
    for name, source in host.items():
        if name not in wanted:
            wanted.add(name)
            if write_if_changed(target / name, source.read_bytes()):
                changed.append(name)
    removed = remove_others(target, wanted, keep_index=keep_index)
    return Published(written=len(changed), removed=len(removed))


def _refuse_clashes(own: list[str], host: Iterable[str]) -> None:
    """No path is written twice, and none is both a file and a folder."""
    seen: set[str] = set()
    for path in own:
        if path in seen:
            raise PathClashError(path)
        seen.add(path)
    seen.update(host)
    folders: set[str] = set()
    for path in seen:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    if both := folders & seen:
        raise PathClashError(min(both))


def files_below(folder: Path) -> list[Path]:
    """All files of a folder and of those in it, by their paths."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write *data* unless the file has it already; readers see the old file or the new one."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except (FileNotFoundError, NotADirectoryError):
        pass
    if path.is_dir():
        shutil.rmtree(path)
    for parent in path.parents:
        if parent.is_file():  # a folder takes the place of a file of an earlier build
            parent.unlink()
            break
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def remove_others(target: Path, wanted: Collection[str], *, keep_index: bool = False) -> list[str]:
    """Remove what is not *wanted* from a folder, and return the paths of these files."""
    removed: list[str] = []
    for folder, folders, names in os.walk(target, topdown=False):
        here = Path(folder).relative_to(target)
        if (keep_index and here.parts[:1] == (SEARCH_INDEX,)) or _is_kept(here):
            continue
        for name in names:
            path = here / name
            if path.as_posix() not in wanted and not _is_kept(path):
                (target / path).unlink()
                removed.append(path.as_posix())
        for name in folders:
            below = Path(folder) / name
            if _is_kept(here / name):
                continue
            if below.is_symlink():
                below.unlink()
            elif not any(below.iterdir()):
                below.rmdir()
    return removed


def _is_kept(path: Path) -> bool:
    """Whether a path belongs to somebody else: hidden entries of the site's folder itself, such as
    ``.git`` of a publishing branch, which MkDocs keeps too."""
    first = path.parts[0] if path.parts else ""
    return first.startswith(".") and not first.startswith(UNFINISHED)
