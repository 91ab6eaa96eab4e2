"""The lock: committed files that record what was published, one per year and one for the rest.

Plain sorted lines, so that two branches merge well and a person can read them::

    circular 2021/tsb-352 en page en/circulars/2021/tsb-352/
    circular 2021/tsb-352 en place p1=0ecf7016 p2=fc5a4866 p2-a=31c0a7be

A line says whose promise it is (kind, name, language or ``-``), of which kind, and what. Behind a
place stands the fingerprint of its text. Lines may stand in any order and more than once, as a
merge leaves them; a kind that is not known is kept.
"""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.problems import Place, Problem
from archive.promises import NO_LANGUAGE, Owner, Promises, Standing

FOLDER = "locks"
"""The lock's folder, beside the archive's own."""

REST = "site"
"""The file of what belongs to no year."""

MOVED, RETIRED = "moved", "retired"
"""Kinds of lines that record what became of something: its new name, the day it was removed
(behind the part that is meant, as in ``#p3:#p4`` and ``/plan.pdf:2026-11-23``)."""

MAX_BYTES = 32 * 1024 * 1024
"""A larger file of the lock is refused: ten thousand circulars in one year need a fifth of it."""

_LINE = re.compile(r"[a-z-]+ \S+ (?:-|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?) [a-z-]+(?: \S+)+")
_DIGEST = re.compile(r"=[0-9a-f]{8}")
_YEAR = re.compile(r"([12][0-9]{3})/[a-z0-9-]+")


@dataclass(slots=True)
class Lock:
    """What was published, as recorded."""

    promises: Promises = field(default_factory=dict)
    places: dict[Owner, Place] = field(default_factory=dict)
    """Where each owner's promises begin."""
    problems: list[Problem] = field(default_factory=list)
    """Why files could not be read: then what is recorded is not known."""

    def owners(self, kind: str) -> frozenset[str]:
        """The names of all owners of a kind."""
        return frozenset(owner.name for owner in self.promises if owner.kind == kind)


def shown_folder(shown_root: str) -> str:
    """How messages name the lock's folder, where they name the archive's *shown_root*."""
    return posixpath.normpath(posixpath.join(shown_root, "..", FOLDER))


def read_locks(folder: Path, shown: str) -> Lock:
    """The lock in *folder*, which messages name *shown*; without the folder nothing is promised."""
    lock = Lock()
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.name for entry in found if entry.name.endswith(".txt"))
    except FileNotFoundError:
        return lock
    except OSError as error:
        _refuse(lock, shown, 1, "unreadable", reason=error.strerror or str(error))
        return lock
    for name in names:
        _read(lock, folder / name, f"{shown}/{name}")
    return lock


def _read(lock: Lock, path: Path, shown: str) -> None:
    try:
        if path.is_symlink():
            _refuse(lock, shown, 1, "symbolic-link")
            return
        if path.stat().st_size > MAX_BYTES:
            _refuse(lock, shown, 1, "too-large", limit=MAX_BYTES // 1024)
            return
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        _refuse(lock, shown, 1, "unreadable", reason=error.strerror or str(error))
        return
    except UnicodeDecodeError:
        _refuse(lock, shown, 1, "lock-damaged", text="…")
        return
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line or line.startswith("#"):
            continue
        if not _LINE.fullmatch(line):
            _refuse(lock, shown, number, "lock-damaged", text=line[:40])
            return
        kind, name, language, promised, *values = line.split(" ")
        owner = Owner(kind, name, language)
        lock.places.setdefault(owner, Place(shown, number, 1))
        known = lock.promises.setdefault(owner, {}).setdefault(promised, {})
        for value in values:
            digest = ""
            if value[-9:-8] == "=" and _DIGEST.fullmatch(value[-9:]):
                value, digest = value[:-9], value[-8:]
            # Two branches may have recorded different texts; then neither is known.
            known[value] = digest if known.get(value, digest) == digest else ""


def _refuse(lock: Lock, shown: str, line: int, code: str, **values: object) -> None:
    lock.problems.append(Problem(path=shown, line=line, code=code, values=values))


def updated(lock: Promises, now: Standing) -> Promises:
    """The lock with all that stands *now*, and with the moves of what it has; nothing leaves it.

    Fingerprints are those of the present texts: what is gone keeps its address only.
    """
    result: Promises = {
        owner: {kind: dict.fromkeys(values, "") for kind, values in kinds.items()}
        for owner, kinds in lock.items()
    }
    for owner, kinds in now.published.items():
        for kind, values in kinds.items():
            result.setdefault(owner, {}).setdefault(kind, {}).update(values)
    known = {owner[:2] for owner in result}
    for move in now.moves.all:
        if (move.kind, move.name) in known:
            owner = Owner(move.kind, move.name, move.language or NO_LANGUAGE)
            mark = "#" if move.paragraph else "/" if move.file else ""
            value = f"{mark}{move.to}" if move.to else move.date.isoformat()
            if move.part:
                value = f"{mark}{move.part}:{value}"
            kind = MOVED if move.to else RETIRED
            result.setdefault(owner, {}).setdefault(kind, {})[value] = ""
    return result


def lines_of(promises: Promises) -> Iterator[tuple[str, str]]:
    """All lines, sorted, each with the name of its file."""
    for owner in sorted(promises):
        match = _YEAR.fullmatch(owner.name) if owner.kind == "circular" else None
        file = f"{match[1] if match else REST}.txt"
        for kind, values in sorted(promises[owner].items()):
            words = (
                f"{value}={digest}" if digest else value for value, digest in sorted(values.items())
            )
            yield file, f"{' '.join(owner)} {kind} {' '.join(words)}"


def file_texts(promises: Promises, header: Iterable[str]) -> Mapping[str, str]:
    """The files of a lock by name; *header* are the lines of the comment on top."""
    top = [f"# {line}" for line in header]
    files: dict[str, list[str]] = {}
    for file, line in lines_of(promises):
        files.setdefault(file, [*top]).append(line)
    return {file: "\n".join(lines) + "\n" for file, lines in sorted(files.items())}


def behind(folder: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the files in *folder* that do not hold exactly their text."""
    return tuple(name for name, text in texts.items() if _bytes(folder / name) != text.encode())


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def write(folder: Path, texts: Mapping[str, str], names: Iterable[str]) -> None:
    """Write the files *names*; whoever reads meanwhile sees the old one or the new one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(texts[name])
            Path(temporary).chmod(0o644)
            Path(temporary).replace(folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
