"""A quick look at a whole archive: names and the marks that the file system puts on files.

A mark holds a file's size, the times of its last change (also that of its node, which no program
can set back) and its number in the file system. Equal marks mean an unread file is unchanged; where
they differ, its content decides. A file that changed a moment ago has no mark: it could change
again within the grain of the clock.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

Mark = tuple[str, int, int, int, int]
"""Name, size, time of last change of content and of node (ns), number of the node."""

FRESH = 2_000_000_000
"""How long after its last change a file can change again unseen, in ns (FAT keeps 2 s)."""

Survey = Mapping[str, tuple[Mark, ...]]
"""By folder below the root, with ``/``: its files and folders, sorted; folders have size -1,
symbolic links -2."""


def survey(root: str) -> dict[str, tuple[Mark, ...]]:
    """Look at everything below *root*, three folders deep; what cannot be read is not there."""
    return dict(_folders(root, "", 3))


def _folders(root: str, below: str, depth: int) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    found: list[Mark] = []
    folders: list[str] = []
    try:
        with os.scandir(f"{root}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    found.append((entry.name, -1, 0, 0, 0))
                    folders.append(entry.name)
                else:
                    seen = mark(entry.name, entry.stat(follow_symlinks=False))
                    found.append((seen[0], -2, *seen[2:]) if entry.is_symlink() else seen)
    except OSError:
        return
    found.sort()
    yield below, tuple(found)
    if depth > 1:
        for name in sorted(folders):
            yield from _folders(root, f"{below}/{name}" if below else name, depth - 1)


def mark(name: str, status: os.stat_result) -> Mark:
    """The mark of a file."""
    return (name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def moment(folder: Path) -> int:
    """What the file system's own clock says, in ns: the time of a file written in *folder* now.

    Where nothing can be written, a time at which every file has just changed.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    except OSError:
        return 0


def written(marks: tuple[Mark, ...], now: int) -> str:
    """Marks as the store keeps them; empty where a file changed a moment before *now* (ns)."""
    if any(max(changed, node) > now - FRESH for _, _, changed, node, _ in marks):
        return ""
    return "\n".join(" ".join(map(str, (*numbers, name))) for name, *numbers in marks)
