"""Rules on the files beside a text: each is what its name and its annex say, and can be served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.held_files.judging import LARGEST
from archive.problems import Problem
from archive.sources import Folder

_MIB = 1024 * 1024


def file_empty(folder: Folder) -> Iterator[Problem]:
    """A file that is held has a content."""
    for path, file in _held(folder):
        if folder.attachments[file] == 0:
            yield from _problem(folder, "file-empty", path, file=file)


def file_too_large(folder: Folder) -> Iterator[Problem]:
    """A file is small enough for readers and hosts."""
    for path, file in _held(folder):
        size = folder.attachments[file]
        if size > LARGEST:
            # Rounded up, so that a file of one byte too many is not said to be of the limit.
            values = {"file": file, "size": -(-size // _MIB), "limit": LARGEST // _MIB}
            yield from _problem(folder, "file-too-large", path, **values)


def file_not_its_type(folder: Folder) -> Iterator[Problem]:
    """A file is what its ending says: a renamed one does not open at the reader's."""
    yield from _faults(folder, "file-not-its-type")


def file_damaged(folder: Folder) -> Iterator[Problem]:
    """A package can be opened: nobody knows what is in a broken one."""
    yield from _faults(folder, "file-damaged")


def file_two_in_one(folder: Folder) -> Iterator[Problem]:
    """A file is of one type only: two things at once deceive whoever checks one of them."""
    yield from _faults(folder, "file-two-in-one")


def file_active(folder: Folder) -> Iterator[Problem]:
    """A file only shows itself: it holds no macro, starts nothing and fetches nothing."""
    yield from _faults(folder, "file-active")


def file_locked(folder: Folder) -> Iterator[Problem]:
    """A file can be read without a password, and to its ground."""
    yield from _faults(folder, "file-locked")


def file_unpacks(folder: Folder) -> Iterator[Problem]:
    """A package unpacks to a bearable size, into its own folder, to files of allowed types."""
    yield from _faults(folder, "file-unpacks")


def file_encoding(folder: Folder) -> Iterator[Problem]:
    """A text is in UTF-8, as which it is served."""
    yield from _faults(folder, "file-encoding")


def file_size_differs(folder: Folder) -> Iterator[Problem]:
    """A file has the size that its annex states: else it is not the file that was checked."""
    facts = folder.facts
    for path, file in _held(folder):
        stated = facts.record.values.get(f"{path}.size") if facts else None
        actual = folder.attachments[file]
        if isinstance(stated, int) and stated != actual:
            values = {"file": file, "size": actual, "stated": stated}
            yield from _problem(folder, "file-size-differs", path, "size", **values)


def _faults(folder: Folder, code: str) -> Iterator[Problem]:
    """The files whose first fault has a code."""
    for path, file in _held(folder):
        fault = folder.held[file].fault if file in folder.held else None
        if fault is not None and fault.code == code and folder.attachments[file]:
            values = {"file": file, **fault.values}
            for problem in _problem(folder, code, path, **values):
                yield replace(problem, variant=fault.variant)


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
