"""What the store keeps of published files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from operator import attrgetter

from archive.store.guard import Transaction, or_lost


@dataclass(frozen=True, slots=True)
class Output:
    """A published file, as it was written."""

    key: bytes
    """Of all that it was made from; empty where that is not known."""
    digest: bytes
    size: int
    changed: int
    """When its file was last changed, in ns."""
    kind: str
    frame: str = ""
    """Of a page in a shell of the host, what that is called."""
    slots: str = ""
    """Where that was filled, as :func:`archive.publishing.reuse.noted_slots` writes it; empty
    where the page has to be made again for another frame."""
    kept: bytes = b""
    """Digest of what the store keeps of the file; empty where it keeps nothing."""


_NAMES = tuple(each.name for each in fields(Output))
_COLUMNS = ", ".join(_NAMES)
_values = attrgetter(*_NAMES)


def kept_digest(data: bytes) -> bytes:
    """The digest of what is kept of a file."""
    return blake2b(data, digest_size=12).digest()


class OutputRows:
    """The part of a store that knows what was published."""

    _connection: sqlite3.Connection

    @or_lost
    def outputs(self, site: str, kind: str = "") -> dict[str, Output]:
        """What was published into the folder *site*, by path; all of it, or one *kind*."""
        columns = f"select path, {_COLUMNS} from outputs where site = ?"  # noqa: S608 - names of fields
        if kind:
            rows = self._connection.execute(f"{columns} and kind = ?", (site, kind))
        else:
            rows = self._connection.execute(columns, (site,))
        return {path: Output(*values) for path, *values in rows}

    @or_lost
    def paths(self, site: str) -> list[str]:
        """The paths of all that was published into the folder *site*."""
        rows = self._connection.execute("select path from outputs where site = ?", (site,))
        return [path for (path,) in rows]

    @or_lost
    def outputs_at(self, site: str, paths: Iterable[str]) -> dict[str, Output]:
        """What was published into the folder *site* at some paths."""
        columns = f"select {_COLUMNS} from outputs where site = ? and path = ?"  # noqa: S608
        found = {}
        for path in paths:
            for values in self._connection.execute(columns, (site, path)):
                found[path] = Output(*values)
        return found

    @or_lost
    def below(self, site: str, folder: str) -> list[str]:
        """The paths of what was published below a *folder* (with a slash at its end)."""
        rows = self._connection.execute(
            "select path from outputs where site = ? and path >= ? and path < ?",
            (site, folder, f"{folder[:-1]}0"),  # "0" follows "/"
        )
        return [path for (path,) in rows]

    @or_lost
    def kinds(self, site: str) -> dict[str, int]:
        """How many files of each kind were published into the folder *site*; ``host-page`` counts
        the pages among those of the host."""
        rows = self._connection.execute(
            "select case when kind = 'host' and path like '%.html' then 'host-page' else kind end,"
            " count(*) from outputs where site = ? group by 1",
            (site,),
        )
        return dict(rows)

    @or_lost
    def keep(self, site: str, files: Mapping[str, bytes]) -> None:
        """Keep what files of *site* can be made of, by path."""
        with Transaction(self._connection):
            self._connection.executemany(
                "insert or replace into kept values (?, ?, ?)",
                [(site, path, data) for path, data in files.items()],
            )

    @or_lost
    def kept(self, site: str, path: str, digest: bytes) -> bytes | None:
        """What a file can be made of, where that has this *digest*; else None."""
        row = self._connection.execute(
            "select data from kept where site = ? and path = ?", (site, path)
        ).fetchone()
        return row[0] if row is not None and kept_digest(row[0]) == digest else None

    @or_lost
    def put_outputs(
        self, site: str, outputs: Mapping[str, Output], gone: Iterable[str] = ()
    ) -> None:
        """Note what was published into *site*, and what no longer is."""
        with Transaction(self._connection):
            lost = [(site, path) for path in gone]
            for table in ("outputs", "kept"):
                statement = f"delete from {table} where site = ? and path = ?"  # noqa: S608
                self._connection.executemany(statement, lost)
            self._connection.executemany(
                "insert or replace into outputs values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(site, path, *_values(each)) for path, each in outputs.items()],
            )
