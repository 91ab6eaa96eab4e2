"""Publishing: making a folder hold exactly the outputs, touching only what differs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.site import Artifact

SEARCH_INDEX = "pagefind"
"""Folder of the search index below the site's root."""


class SearchIndexError(Exception):
    """Pagefind failed; the message is its own."""


class PathClashError(Exception):
    """Two outputs have one path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did."""

    written: int
    removed: int
    pages_changed: bool


def publish(
    target: Path, host_files: Path, artifacts: Iterable[Artifact], *, keep_index: bool
) -> Published:
    """Make *target* hold the files of *host_files* and the *artifacts*, and nothing else.

    Files whose bytes are the same are not touched. An existing search index is kept when
    *keep_index* says so; :func:`build_search_index` renews it.
    """
    target.mkdir(parents=True, exist_ok=True)
    wanted: set[str] = set()
    written = 0
    pages_changed = False
    for artifact in artifacts:
        if artifact.path in wanted:
            raise PathClashError(artifact.path)
        wanted.add(artifact.path)
        if _write(target / artifact.path, artifact.data):
            written += 1
            pages_changed = pages_changed or artifact.kind == "page"
    for source in _files(host_files):
        path = source.relative_to(host_files).as_posix()
        if path in wanted:
            continue  # the archive's own output stands for the host's
        wanted.add(path)
        written += _write(target / path, source.read_bytes())
    removed = _remove_others(target, wanted, keep_index=keep_index)
    return Published(written=written, removed=removed, pages_changed=pages_changed)


def build_search_index(target: Path) -> None:
    """Index the published pages with Pagefind; raises :class:`SearchIndexError`."""
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        command = [sys.executable, "-m", "pagefind", "--quiet"]
        command += ["--site", str(target), "--output-path", folder]
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if result.returncode != 0:
            raise SearchIndexError((result.stderr or result.stdout).strip())
        index = Path(folder)
        wanted = {f"{SEARCH_INDEX}/{path.relative_to(index).as_posix()}" for path in _files(index)}
        for path in sorted(wanted):
            _write(target / path, (index / path.removeprefix(f"{SEARCH_INDEX}/")).read_bytes())
        _remove_others(target / SEARCH_INDEX, {path.split("/", 1)[1] for path in wanted})


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _write(path: Path, data: bytes) -> bool:
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
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _remove_others(target: Path, wanted: set[str], *, keep_index: bool = False) -> int:
    removed = 0
    for folder, folders, names in os.walk(target, topdown=False):
        here = Path(folder).relative_to(target)
        if keep_index and here.parts[:1] == (SEARCH_INDEX,):
            continue
        for name in names:
            if (here / name).as_posix() not in wanted:
                (Path(folder) / name).unlink()
                removed += 1
        for name in folders:
            path = Path(folder) / name
            if path.is_symlink():
                path.unlink()
            elif not any(path.iterdir()):
                path.rmdir()
    return removed
