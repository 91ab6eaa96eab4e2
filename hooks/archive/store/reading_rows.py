"""Reading folders into rows for the store, on all processors."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive.build_model import ModelBuilder
from archive.checks.findings import judge
from archive.kept_findings import read_digest
from archive.languages import Phrases, load_phrases
from archive.listing import FolderListing
from archive.problems import Severity
from archive.processes import EditedMeanwhileError, in_processes
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.render.fragment import Fragment
from archive.sources import Register, Sources
from archive.store.folder_rows import Facts, RowWriter
from archive.store.rows import FolderRow
from archive.store.shared import codec_of

CHUNK = 40
"""Folders that a process is given at a time."""

WORTH_PROCESSES = 160
"""From this many folders on, starting processes costs less than it saves."""

Progress = Callable[[int, int], None]
"""Called with the number of folders that are done, and of all that are to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where folders are read; what another process needs to begin."""

    root: Path
    shown_root: str
    base: str
    """Digest of what rows depend on beside their own files."""
    registers: frozenset[str]
    """File names of the registers that are there."""
    content: str
    """Digest of what stands in them: see :func:`digest_of_registers`."""
    environment: Mapping[str, str]


class _RowMaker:
    """Reads folders of one archive."""

    def __init__(self, reading: Reading, phrases: Mapping[str, Phrases]) -> None:
        self._base = reading.base
        self._reader = SourceReader(reading.root, Reader(Grammar.of(phrases)), reading.shown_root)
        registers = self._reader.registers(reading.registers)
        self._is_same = digest_of_registers(registers) == reading.content
        sources = Sources(shown_root=reading.shown_root, registers=registers)
        self._builder = ModelBuilder(sources, phrases)
        self._writer = RowWriter(codec_of(self._builder, {}))

    def rows(self, listings: Sequence[FolderListing]) -> list[FolderRow]:
        if not self._is_same:
            raise EditedMeanwhileError
        return [self._row(item) for item in listings]

    def _row(self, listing: FolderListing) -> FolderRow:
        folder = self._reader.folder(listing)
        findings = judge(folder)
        digest = read_digest(listing, folder)
        facts: Facts | None = None
        fragments: Mapping[str, Fragment] = {}
        is_known = all(self._builder.knows(*each[:2]) for each in findings.extract.mentions)
        # Of what no register has, rules on the whole archive speak: nothing is made of it.
        if is_known and not any(each.severity is Severity.ERROR for each in findings.problems):
            facts, fragments = self._builder.folder(folder)
        return self._writer.row(
            listing.path, f"{self._base}{digest}" if digest else "", findings, facts, fragments
        )


_worker: list[_RowMaker] = []
"""The reader of a process of the pool: set once by :func:`_start`, never in the main process."""


def _start(reading: Reading) -> None:
    gc.disable()
    _worker.append(_RowMaker(reading, load_phrases(reading.environment)))


def digest_of_registers(registers: Mapping[str, Register]) -> str:
    """Of what stands in the files of registers."""
    digest = blake2b(digest_size=12)
    for name in sorted(registers):
        digest.update(name.encode())
        digest.update(registers[name].file.data)
    return digest.hexdigest()


def _work(listings: Sequence[FolderListing]) -> list[FolderRow]:
    return _worker[0].rows(listings)


def read_rows(
    reading: Reading,
    phrases: Mapping[str, Phrases],
    listings: Sequence[FolderListing],
    processes: int,
    progress: Progress | None = None,
) -> Iterator[FolderRow]:
    """The rows of some folders, in their order."""
    if not listings:
        return
    chunks = [listings[start : start + CHUNK] for start in range(0, len(listings), CHUNK)]
    done = 0
    here = _RowMaker(reading, phrases)
    if processes < 2 or len(listings) < WORTH_PROCESSES:
        results: Iterator[list[FolderRow]] = (here.rows(chunk) for chunk in chunks)
    else:  # this one would only wait, and another takes half a second to be ready
        results = in_processes(processes - 1, _start, (reading,), _work, chunks, here.rows)
    for rows in results:
        yield from rows
        done += len(rows)
        if progress is not None:
            progress(done, len(listings))
