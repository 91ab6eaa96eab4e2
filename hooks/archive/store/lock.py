"""One build at a time works with a store: the others wait for their turn.

Two builds at once would mix: one would put new texts under the pages that the other is making, and
remove files that the other has just begun. The lock is that of a SQLite file, which every system
has; it ends with its process, however that ends.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

FILE = "lock.sqlite3"
"""Name of the file in the store's folder; nothing is ever written into it."""

PATIENCE = 600.0
"""How long to wait for another build, in seconds."""

_OCCUPIED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class BusyError(Exception):
    """Another build has not ended while this one was waiting."""


class Lock:
    """The right to work with the store in a folder; :meth:`release` it."""

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        """Wait for it, for *patience* seconds at most; raises :class:`BusyError`.

        Where no file can be locked (a folder that cannot be written to, some network drives) there
        is nothing that two builds could mix up by way of a store: the build goes on.
        """
        self._connection = _held(folder / FILE, patience)

    def release(self) -> None:
        """Let the next one work."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _held(path: Path, patience: float) -> sqlite3.Connection | None:
    for _ in range(2):
        connection = None
        try:
            connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
            connection.execute("begin exclusive")
            return connection
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _OCCUPIED:
                raise BusyError(str(path)) from None
            if code != sqlite3.SQLITE_NOTADB:
                return None
        try:
            path.unlink()  # somebody put another file there
        except OSError:
            return None
    return None
