"""What the environment and the project say of a build: folders and limits."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

CIRCULARS_VARIABLE = "ARCHIVE_CIRCULARS"
"""Environment variable that names the archive's folder; default: ``circulars``."""

STORE_VARIABLE = "ARCHIVE_STORE"
"""Environment variable that names the store's folder; default: ``.cache/archive``."""

PROCESSES_VARIABLE = "ARCHIVE_PROCESSES"
"""Environment variable that limits the number of processes; default: that of processors."""

INDEX_VARIABLE = "ARCHIVE_INDEX"
"""Environment variable; with ``no`` the site gets no search index."""

WATCH_VARIABLE = "ARCHIVE_WATCH"
"""Environment variable; with ``poll`` a server looks for changes itself, and asks no system."""


def archive_folder(environment: Mapping[str, str], project: Path) -> tuple[Path, str]:
    """The archive's folder, and how messages name it.

    What the environment names is relative to where the command runs; the project's own archive
    lies beside its configuration.
    """
    named = environment.get(CIRCULARS_VARIABLE)
    root = Path(named) if named else project / "circulars"
    shown = root if named else Path(os.path.relpath(root))
    return root.resolve(), shown.as_posix()


def store_folder(environment: Mapping[str, str], project: Path) -> Path:
    """Where what was read and made is kept for the next build."""
    return Path(environment.get(STORE_VARIABLE) or project / ".cache" / "archive").absolute()


def processes(environment: Mapping[str, str]) -> int:
    """How many processes may work at once: as many as the machine has processors, or fewer."""
    wanted = environment.get(PROCESSES_VARIABLE, "")
    most = os.cpu_count() or 1
    return min(int(wanted), most) if wanted.isdecimal() and int(wanted) else most
