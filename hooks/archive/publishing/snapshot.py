"""How a published folder looked when its build ended, and whether it still does.

Of every file its size and time are noted, of every folder its time, which changes when something
is put into it or taken away: so a look at what is noted also notices what is not.
"""

from __future__ import annotations

import os
from collections.abc import Iterable


def snapshot(target: str, paths: Iterable[str]) -> str:
    """The look of a site's folder with files at *paths*; empty where one of them is missing."""
    lines: list[str] = []
    folders: set[str] = set()
    try:
        for path in paths:
            status = os.stat(f"{target}/{path}", follow_symlinks=False)  # noqa: PTH116 - speed
            lines.append(f"{path}\t{status.st_size}\t{status.st_mtime_ns}")
            folder = path.rpartition("/")[0]
            while folder and folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        for folder in sorted(folders):
            status = os.stat(f"{target}/{folder}", follow_symlinks=False)  # noqa: PTH116
            lines.append(f"{folder}\t-1\t{status.st_mtime_ns}")
        lines.append(_top(target))
    except OSError:
        return ""
    return "\n".join(lines)


def times(noted: str) -> dict[str, int]:
    """When the files of a noted look were last changed, in ns; of damaged lines nothing."""
    found: dict[str, int] = {}
    for line in noted.split("\n")[:-1]:
        path, _, rest = line.partition("\t")
        size, _, changed = rest.partition("\t")
        if size != "-1" and changed.isdecimal():
            found[path] = int(changed)
    return found


def renewed(target: str, noted: str, paths: Iterable[str]) -> str:
    """A noted look after the files at *paths*, which it knows, have changed; empty where one of
    them is missing."""
    changed = {path.rpartition("/")[0] for path in paths}.union(paths)
    lines = []
    try:
        for line in noted.split("\n"):
            path, tab, rest = line.partition("\t")
            if tab and path in changed:
                status = os.stat(f"{target}/{path}", follow_symlinks=False)  # noqa: PTH116
                size = -1 if rest.startswith("-1\t") else status.st_size
                line = f"{path}\t{size}\t{status.st_mtime_ns}"
            lines.append(line)
    except OSError:
        return ""
    return "\n".join(lines)


def is_as_noted(target: str, noted: str) -> bool:
    """Whether a site's folder still looks as it did."""
    *lines, top = noted.split("\n")
    stat = os.stat
    try:
        for line in lines:
            path, size, changed = line.split("\t")
            status = stat(f"{target}/{path}", follow_symlinks=False)
            if str(status.st_mtime_ns) != changed or (size != "-1" and str(status.st_size) != size):
                return False
        return bool(lines) and _top(target) == top
    except (OSError, ValueError):
        return False


def _top(target: str) -> str:
    """The names in the folder itself: its time also changes with what belongs to others."""
    with os.scandir(target) as entries:
        names = [entry.name for entry in entries if not _is_of_others(entry.name)]
    return repr(sorted(names))


def _is_of_others(name: str) -> bool:
    return name.startswith(".") and not name.startswith(".new-")
