"""The folder of a published site: what lies in it, and how files come into it and go.

New files wait in a hidden folder of the site's own, so that each takes its place in one step;
readers see the old file or the new one, never a part.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

UNFINISHED = ".new-"
"""How the names of what is being written begin."""

SEARCH_INDEX = "pagefind"
"""Folder of the search index below the site's root."""

Standing = dict[str, tuple[int, int]]
"""By path: size and time of last change (ns) of every file; links have size -1, empty folders,
whose paths end with a slash, too."""


@dataclass(slots=True)
class Staging:
    """The hidden folder of one build, where new files wait."""

    folder: Path

    @classmethod
    def begin(cls, target: Path) -> Staging:
        """A new one in the site's folder *target*."""
        target.mkdir(parents=True, exist_ok=True)
        return cls(Path(tempfile.mkdtemp(dir=target, prefix=UNFINISHED)))

    def put(self, name: str, data: bytes) -> None:
        """Write a file that waits under *name*."""
        path = f"{self.folder}/{name}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644) if hasattr(os, "fchmod") else None

    def settle(self, names: Iterable[tuple[str, str]]) -> None:
        """Give every waiting file, (name, path below the site's root), its place."""
        root = self.folder.parent
        for name, path in names:
            _take_place(f"{self.folder}/{name}", f"{root}/{path}")

    def end(self) -> None:
        """Remove the folder, and what still waits in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _take_place(waiting: str, path: str) -> None:
    try:
        os.replace(waiting, path)  # noqa: PTH105 - making a Path takes as long as this
        return
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        pass  # a folder is missing, or the kinds of files have changed
    new, place = Path(waiting), Path(path)
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    for parent in place.parents:
        if parent.is_symlink() or parent.is_file():  # a folder takes the place of a file
            parent.unlink()
            break
        if parent.is_dir():
            break
    place.parent.mkdir(parents=True, exist_ok=True)
    new.replace(place)


def standing(target: Path, *, keep_index: bool) -> Standing:
    """All that lies in a site's folder, but for what belongs to somebody else (hidden entries of
    the folder itself, such as ``.git``, which MkDocs keeps too), and a search index that is kept.
    """
    found: Standing = {}
    _look(str(target), "", found, keep_index=keep_index)
    return found


def _look(folder: str, prefix: str, found: Standing, *, keep_index: bool) -> None:
    is_empty = True
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            is_empty, name = False, prefix + entry.name
            if not prefix and _is_kept(entry.name, keep_index=keep_index):
                continue
            if entry.is_symlink():
                found[name] = (-1, 0)
            elif entry.is_dir(follow_symlinks=False):
                _look(entry.path, f"{name}/", found, keep_index=keep_index)
            else:
                status = entry.stat(follow_symlinks=False)
                found[name] = (status.st_size, status.st_mtime_ns)
    if is_empty and prefix:
        found[prefix] = (-1, 0)


def _is_kept(name: str, *, keep_index: bool) -> bool:
    if name == SEARCH_INDEX:
        return keep_index
    return name.startswith(".") and not name.startswith(UNFINISHED)


def remove(target: Path, paths: Iterable[str]) -> int:
    """Remove files, links and empty folders, and the folders that this leaves empty; how many
    files these were."""
    count = 0
    for path in sorted(paths):
        place = target / path
        try:
            if path.endswith("/"):
                place.rmdir()
            else:
                place.unlink()
                count += 1
            for parent in place.parents:
                if parent == target:
                    break
                parent.rmdir()
        except OSError:  # gone already, or not empty
            continue
    return count


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


def remove_others(target: Path, wanted: Collection[str]) -> None:
    """Remove what is not *wanted* from a folder."""
    remove(target, _others(target, wanted))


def _others(target: Path, wanted: Collection[str]) -> Iterator[str]:
    found: Standing = {}
    _look(str(target), "", found, keep_index=False)
    return (path for path in found if path not in wanted)
