"""The store's file: rows by folder and by output, in SQLite, bound to what wrote them.

What another version of the code or of a library wrote, what is damaged, and what cannot be opened
is thrown away and made again: nothing in it is more than a way to save time. Every value carries a
digest of its own, so that a flipped bit is a missing row and not a wrong page. SQLite's own journal
keeps a build that is killed from leaving half a row.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.store.guard import TROUBLE, StoreLostError, Transaction, or_lost, row_sum
from archive.store.lock import Lock
from archive.store.output_rows import OutputRows
from archive.store.rows import Card, FolderRow, KnownCards, StoredText, Told
from archive.store.tables import TABLES

FILE = "store.sqlite3"
"""Name of the file in the store's folder."""

_OF_CARDS = ("rank", "facts", "shown", "judged", "tied", "ties")
_STALE = "insert or ignore into stale values (?, ?)"


class Store(OutputRows):
    """One open store; :meth:`close` it.

    Whoever can write has it alone, until it is closed or its process ends: another build waits.
    All methods raise :class:`StoreLostError` where the file turns out to be damaged, or the disk
    full; :meth:`renew` then gives an empty store.
    """

    def __init__(self, folder: Path, made_by: str, *, read_only: bool = False) -> None:
        """Open the store in *folder* for what the code *made_by* (a digest) writes.

        A folder that cannot be written to gives a store in memory: the build is only slower.
        Raises :class:`archive.store.lock.BusyError` where another build does not end.
        """
        self._made_by = made_by
        self.folder = folder
        self._path = folder / FILE
        self._lock: Lock | None = None
        self._connection = self._opened(read_only=read_only)

    def _opened(self, *, read_only: bool) -> sqlite3.Connection:
        if read_only:
            found = self._connected(f"{self._path.absolute().as_uri()}?mode=ro")
            if found is None:
                raise StoreLostError(str(self._path))
            return found
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return self._in_memory()
        self._lock = self._lock or Lock(self.folder)
        for _ in range(2):
            found = self._connected(self._path.absolute().as_uri())
            if found is not None:
                return found
            if not self._thrown_away():
                break
        return self._in_memory()

    def _thrown_away(self) -> bool:
        """Remove the file and what SQLite keeps beside it."""
        try:
            for left in self._path.parent.glob(f"{FILE}*"):
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left)
                else:
                    left.unlink()
        except OSError:
            return False
        return True

    def renew(self, *, in_memory: bool = False) -> None:
        """Go on with an empty store, the old one being of no use; *in_memory* if need be."""
        self._connection.close()
        self._connection = (
            self._opened(read_only=False)
            if self._thrown_away() and not in_memory
            else self._in_memory()
        )

    def _connected(self, address: str) -> sqlite3.Connection | None:
        """A connection to a store of this code; None where the file holds anything else."""
        connection = None
        try:
            connection = sqlite3.connect(address, uri=True, timeout=60, isolation_level=None)
            connection.execute("pragma synchronous = normal")
            if "mode=ro" not in address:
                connection.execute("pragma journal_mode = wal")
                tables = connection.execute("select count(*) from sqlite_master").fetchone()
                if tables == (0,):
                    connection.executescript(f"begin; {TABLES} commit;")
                    self._note(connection, "made-by", self._made_by)
            found = connection.execute("select value from about where name = 'made-by'").fetchone()
            if found == (self._made_by,):
                return connection
        except TROUBLE:
            pass
        if connection is not None:
            connection.close()
        return None

    def _in_memory(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(TABLES)
        return connection

    @property
    def is_shared(self) -> bool:
        """Whether other processes can read it."""
        return bool(self._connection.execute("pragma database_list").fetchone()[2])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # What is noted of the whole.

    @or_lost
    def note(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._note(self._connection, name, value)

    @staticmethod
    def _note(connection: sqlite3.Connection, name: str, value: str) -> None:
        check = row_sum(name, value)
        connection.execute("insert or replace into about values (?, ?, ?)", (name, value, check))

    @or_lost
    def noted(self, name: str) -> str:
        """The value under a name; empty where there is none."""
        row = self._connection.execute(
            "select value, sum from about where name = ?", (name,)
        ).fetchone()
        if row is None:
            return ""
        if row_sum(name, row[0]) != row[1]:
            raise StoreLostError(f"{name}: damaged")
        return str(row[0])

    # Folders.

    @or_lost
    def marks(self) -> dict[str, tuple[str, str]]:
        """The marks and the digest of every folder that is kept."""
        rows = self._connection.execute("select path, marks, digest from marks")
        return {path: (marks, digest) for path, marks, digest in rows}

    @or_lost
    def folder_digests(self) -> dict[str, str]:
        """The digest of every folder that is kept."""
        return dict(self._connection.execute("select path, digest from marks").fetchall())

    @or_lost
    def put_folders(self, rows: Iterable[tuple[FolderRow, str]]) -> None:
        """Keep rows, each with the marks of its files."""
        with self._transaction():
            for row, marks in rows:
                card, values = row.card, (row.named, row.findings, row.facts)
                self._connection.execute(
                    "insert or replace into folders values (?, ?, ?, ?, ?, ?)",
                    (row.path, row.digest, *values, row_sum(row.path, row.digest, *values)),
                )
                self._connection.execute(
                    "insert or replace into marks values (?, ?, ?)", (row.path, marks, row.digest)
                )
                said = [card.path, card.rank, card.facts, card.shown, card.judged, card.tied]
                said.append(card.ties)
                check = row_sum(*said, str(int(card.is_troubled)))
                self._connection.execute(
                    "insert or replace into cards values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (said[0], check, *said[1:], int(card.is_troubled)),
                )
                self._connection.execute(_STALE, (row.path, row_sum(row.path)))
                self._connection.execute("delete from texts where path = ?", (row.path,))
                for language, text in row.texts.items():
                    known = (row.path, language, text.digest)
                    check = row_sum(*known, text.body)
                    self._connection.execute(
                        "insert into texts values (?, ?, ?, ?, ?)", (*known, check, text.body)
                    )

    @or_lost
    def put_marks(self, marks: Mapping[str, str]) -> None:
        """Note the present marks of folders whose content is the same."""
        with self._transaction():
            self._connection.executemany(
                "update marks set marks = ? where path = ?",
                [(value, path) for path, value in marks.items()],
            )

    @or_lost
    def forget_folders(self, paths: Iterable[str]) -> None:
        """Drop what is kept of folders that are gone."""
        with self._transaction():
            gone = [(path,) for path in paths]
            for table in ("folders", "marks", "cards", "texts"):
                statement = f"delete from {table} where path = ?"  # noqa: S608
                self._connection.executemany(statement, gone)

    @or_lost
    def cards(self, known: KnownCards | None = None) -> list[Card]:
        """The cards of all folders, in the order of their dates; damaged ones are missing.

        Those that are *known* by the digests of their rows are not read; afterwards all are known.
        """
        known = {} if known is None else known
        order = self._connection.execute("select path, sum from cards order by rank, path")
        sums = dict(order.fetchall())
        new = [path for path, check in sums.items() if known.get(path, (b"",))[0] != check]
        if len(new) < len(sums) / 2:
            one = "select * from cards where path = ?"
            rows = [row for path in new for row in self._connection.execute(one, (path,))]
        else:
            rows = self._connection.execute("select * from cards").fetchall()
        for path, check, *values, is_troubled in rows:
            if row_sum(path, *values, str(is_troubled)) == check:
                names = dict(zip(_OF_CARDS, values, strict=True))
                card = Card(path=path, **names, is_troubled=bool(is_troubled))
                known[path] = (check, card)
        for path in [path for path, (check, _) in known.items() if sums.get(path) != check]:
            del known[path]
        return [known[path][1] for path in sums if path in known]

    @or_lost
    def stale(self) -> frozenset[str]:
        """The folders that were read since :meth:`settle`."""
        found = self._connection.execute("select path, sum from stale").fetchall()
        if any(row_sum(path) != check for path, check in found):
            raise StoreLostError("stale: damaged")
        return frozenset(path for path, _ in found)

    @or_lost
    def settle(self) -> None:
        """All that was read is published."""
        self._connection.execute("delete from stale")

    @or_lost
    def put_told(self, told: Mapping[str, Told]) -> None:
        """Keep what the rest of the archive makes of letters, by folder, in place of all before."""
        with self._transaction():
            self._connection.execute("delete from told")
            self._connection.executemany(
                "insert into told values (?, ?, ?, ?)",
                [
                    (path, each.facts, each.ties, row_sum(path, each.facts, each.ties))
                    for path, each in told.items()
                ],
            )

    @or_lost
    def told(self) -> dict[str, Told]:
        """What the rest of the archive makes of letters, by folder."""
        found = {}
        for path, facts, ties, check in self._connection.execute("select * from told"):
            if row_sum(path, facts, ties) != check:
                raise StoreLostError(f"told of {path}: damaged")
            found[path] = Told(facts=facts, ties=ties)
        return found

    @or_lost
    def folders(self, paths: Iterable[str]) -> list[FolderRow]:
        """The rows of folders, without their bodies and cards; damaged ones are missing."""
        found = []
        columns = "select path, digest, named, findings, facts, sum from folders where path = ?"
        for path in paths:
            for *values, check in self._connection.execute(columns, (path,)):
                if row_sum(*values) == check:
                    _, digest, named, findings, facts = values
                    found.append(
                        FolderRow(
                            card=Card(path=path),
                            digest=digest,
                            findings=findings,
                            facts=facts,
                            named=named,
                        )
                    )
        return found

    @or_lost
    def named(self) -> dict[str, str]:
        """What the texts of letters name, by folder, where they name anything."""
        rows = self._connection.execute("select path, named from folders where named != '[]'")
        return dict(rows)

    @or_lost
    def text(self, path: str, language: str) -> StoredText | None:
        """A finished body; None where there is none, or a damaged one."""
        row = self._connection.execute(
            "select body, digest, sum from texts where path = ? and language = ?", (path, language)
        ).fetchone()
        if row is None or row_sum(path, language, row[1], row[0]) != row[2]:
            return None
        return StoredText(body=row[0], digest=row[1])

    @or_lost
    def text_digests(self) -> dict[tuple[str, str], str]:
        """The digest of every finished body by folder and language."""
        rows = self._connection.execute("select path, language, digest from texts")
        return {(path, language): digest for path, language, digest in rows}

    def _transaction(self) -> Transaction:
        return Transaction(self._connection)
