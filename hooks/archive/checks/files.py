"""Rules on the files beside a text: each is what its name and its annex say, and can be served."""

from __future__ import annotations

from collections.abc import Iterator

from archive.problems import Problem
from archive.sources import Folder

_MIB = 1024 * 1024
_LARGEST = 25 * _MIB
"""No reader waits for more, and hosts of static sites refuse it."""


def file_empty(folder: Folder) -> Iterator[Problem]:
    """A file that is held has a content."""
    for path, file in _held(folder):
        if folder.attachments[file] == 0:
            yield from _problem(folder, "file-empty", path, file=file)


def file_too_large(folder: Folder) -> Iterator[Problem]:
    """A file is small enough for readers and hosts."""
    for path, file in _held(folder):
        size = folder.attachments[file]
        if size > _LARGEST:
            # Rounded up, so that a file of one byte too many is not said to be of the limit.
            values = {"file": file, "size": -(-size // _MIB), "limit": _LARGEST // _MIB}
            yield from _problem(folder, "file-too-large", path, **values)


def file_not_its_type(folder: Folder) -> Iterator[Problem]:
    """A file begins as its ending says: a renamed one does not open at the reader's."""
    for path, file in _held(folder):
        ending = file.rpartition(".")[2]
        if folder.attachments[file] and ending not in folder.endings.get(file, ()):
            yield from _problem(folder, "file-not-its-type", path, file=file, ending=ending)


def file_size_differs(folder: Folder) -> Iterator[Problem]:
    """A file has the size that its annex states: else it is not the file that was checked."""
    facts = folder.facts
    for path, file in _held(folder):
        stated = facts.record.values.get(f"{path}.size") if facts else None
        actual = folder.attachments[file]
        if isinstance(stated, int) and stated != actual:
            values = {"file": file, "size": actual, "stated": stated}
            yield from _problem(folder, "file-size-differs", path, "size", **values)


def _held(folder: Folder) -> Iterator[tuple[str, str]]:
    """The annexes that name a file which lies there: the annex's path in the facts, the file."""
    facts = folder.facts
    if facts is None:
        return
    for name in facts.record.ids("annexes"):
        file = facts.record.text(f"annexes.{name}.file")
        if file is not None and file in folder.attachments:
            yield f"annexes.{name}", file


def _problem(
    folder: Folder, code: str, path: str, field: str = "file", /, **values: object
) -> Iterator[Problem]:
    facts = folder.facts
    if facts is not None:
        yield facts.problem(code, facts.record.place(f"{path}.{field}"), **values)
