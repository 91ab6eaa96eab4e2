"""Reads a file in a process of its own, whose time and memory are bounded.

Libraries for DOCX, PDF and HTML meet files that strangers made. A bomb or an endless loop ends
with its process; the command goes on with one message. The process gets the bytes by its input
and answers with JSON, so nothing of the file is ever run or unpickled here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from archive.importing.readers.formats import Format
from archive.importing.readers.plain_data import sheet_from_json
from archive.importing.readers.problems import LetterFileError
from archive.importing.sheet import Sheet

PROCESSOR_SECONDS = 30
WALL_SECONDS = 90
"""More than the processor's, since other programs may hold it."""
MEMORY_BYTES = 1_000_000_000
_PACKAGES = str(Path(__file__).parents[3])
_START = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from archive.importing.readers.confined import main
main()
"""
_TIME_IS_UP = (-24, -9, 152, 137)
"""Statuses of a process that ran out of processor time (SIGXCPU, then SIGKILL)."""


def read_confined(name: str, found: Format, data: bytes) -> Sheet:
    """The sheet of a file of the format *found*; raises LetterFileError."""
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, _PACKAGES, name, found.value]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
            [part.encode("utf-8", "replace").replace(b"\0", b"") for part in command],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LetterFileError("took-too-long") from None
    except OSError:
        raise LetterFileError("unreadable") from None
    if done.returncode == 0:
        return sheet_from_json(name, done.stdout.decode("utf-8", "replace"))
    raise LetterFileError("took-too-long" if done.returncode in _TIME_IS_UP else "damaged")
