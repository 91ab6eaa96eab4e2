"""Reading files: DOCX, PDF, HTML, Markdown and text become a sheet (``archive.importing.sheet``).

Whatever is in a file, reading it ends within bounded time and memory, with a sheet or with one
:class:`LetterFileError`. Formats with a library behind them are read in a confined process.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from archive.importing.readers.confining import read_confined
from archive.importing.readers.contents import read_content
from archive.importing.readers.formats import Format, format_of
from archive.importing.readers.problems import LetterFileError
from archive.importing.sheet import Sheet

__all__ = ["LetterFileError", "read_letter_file"]

MAX_BYTES = 50_000_000
"""No letter is larger; what is, would only cost memory."""
MAX_TEXT_BYTES = 12_000_000
"""The same for text, which is read in our own process."""


def read_letter_file(path: Path) -> Sheet:
    """The text of the file at *path*, in order, with the places of its pieces.

    Raises LetterFileError, and nothing else, for what cannot be read.
    """
    name = path.name
    try:
        data = _content(path)
        found = format_of(name, data)
        if found in (Format.TEXT, Format.MARKDOWN):
            if len(data) > MAX_TEXT_BYTES:
                raise LetterFileError("too-large")
            return read_content(name, found, data)
        return read_confined(name, found, data)
    except LetterFileError as error:
        raise LetterFileError(error.key, **{"name": name, **error.values}) from None
    except (MemoryError, RecursionError):
        raise LetterFileError("too-large", name=name) from None


def _content(path: Path) -> bytes:
    """The file's bytes. What is no ordinary file (a pipe, a device) is not even opened."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise LetterFileError("not-a-file")
        if status.st_size > MAX_BYTES:
            raise LetterFileError("too-large")
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise LetterFileError("not-found") from None
    except PermissionError:
        raise LetterFileError("no-rights") from None
    except (OSError, ValueError):  # a loop of links; a name with a NUL in it
        raise LetterFileError("unreadable") from None
    if len(data) > MAX_BYTES:
        raise LetterFileError("too-large")
    return data


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
