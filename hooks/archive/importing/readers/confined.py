"""The confined process: reads one file from its input, answers with JSON, and is limited."""

from __future__ import annotations

import logging
import sys
import warnings

from archive.importing.readers.confining import MEMORY_BYTES, PROCESSOR_SECONDS
from archive.importing.readers.contents import read_content
from archive.importing.readers.formats import Format
from archive.importing.readers.plain_data import problem_as_json, sheet_as_json
from archive.importing.readers.problems import LetterFileError


def main() -> None:
    """Read the file whose name and format are the two arguments."""
    _limit()
    # Libraries talk about damage; the editor gets one message instead.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.stdout.write(answer(sys.argv[1], sys.argv[2], sys.stdin.buffer.read()))


def answer(name: str, found: str, data: bytes) -> str:
    """The JSON text that says what is in a file, or why it cannot be read."""
    try:
        return sheet_as_json(read_content(name, Format(found), data))
    except LetterFileError as error:
        return problem_as_json(error)
    except MemoryError:
        return problem_as_json(LetterFileError("too-large"))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: there only the clock of the parent limits
        return
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        try:
            hard = resource.getrlimit(what)[1]
            bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(what, (bound, bound))
        except (OSError, ValueError):  # macOS refuses some of them
            continue
