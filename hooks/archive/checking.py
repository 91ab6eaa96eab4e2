"""The checker's engine: every rule over a whole archive, on all processors, and only where needed.

The build asks :mod:`archive.load` instead, which runs only the rules that can stop publication.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import checks
from archive.checks.desk import Desk
from archive.checks.findings import Findings, judge
from archive.checks.library import Library
from archive.checks.waivers import apply, unused
from archive.continuity import check_promises
from archive.glossary import REGISTER, Glossary, read_terms
from archive.kept_findings import KeptFindings, folder_digest, read_digest
from archive.languages import Phrases, load_phrases
from archive.listing import REGISTER_FILES, REGISTERS, FolderListing, list_archive
from archive.load import in_order
from archive.made_by import code_digest
from archive.problems import Problem
from archive.processes import in_processes
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.rule_codes import BLOCKING, WAIVABLE
from archive.speller import spellers
from archive.surroundings import processes

CHUNK = 50
"""Folders that a process is given at a time."""

_WORTH_PROCESSES = 150
"""From this many folders on, starting processes costs less than it saves."""

Progress = Callable[[int, int], None]
"""Called with the number of folders that are done, and of all that are to be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checker found."""

    problems: tuple[Problem, ...]
    """Sorted by place."""
    circulars: int
    texts: int
    """Files of circulars and initiatives in all languages."""
    library: Library


@dataclass(slots=True)
class _Judge:
    """What one process needs to judge folders."""

    reader: SourceReader
    desk: Desk

    @classmethod
    def of(
        cls,
        root: Path,
        phrases: Mapping[str, Phrases],
        shown: str,
        today: dt.date,
        environment: Mapping[str, str] | None,
    ) -> _Judge:
        reader = SourceReader(root, Reader(Grammar.of(phrases)), shown)
        found = {} if environment is None else spellers(root, phrases, environment)
        return cls(reader, Desk(phrases, today, found, _glossary(root, reader)))

    def folders(self, listings: Sequence[FolderListing]) -> list[tuple[str, Findings]]:
        """The findings of some folders, each with the folder's fingerprint."""
        found: list[tuple[str, Findings]] = []
        for item in listings:
            folder = self.reader.folder(item)
            found.append((read_digest(item, folder), judge(folder, self.desk)))
        return found


def _glossary(root: Path, reader: SourceReader) -> Glossary:
    """The glossary, where the archive has one; how it is written is judged elsewhere."""
    name = REGISTER_FILES[REGISTER]
    if not (root / REGISTERS / name).is_file():
        return Glossary()
    return Glossary(read_terms(reader.register(REGISTER, frozenset({name})).record))


_worker: list[_Judge] = []
"""The judge of a process of the pool: set once by :func:`_start`, never in the main process."""


def _start(root: Path, shown: str, today: dt.date, environment: Mapping[str, str] | None) -> None:
    gc.disable()
    _worker.append(_Judge.of(root, load_phrases(), shown, today, environment))


def _work(listings: Sequence[FolderListing]) -> list[tuple[str, Findings]]:
    return _worker[0].folders(listings)


def check_archive(
    root: Path,
    phrases: Mapping[str, Phrases],
    shown_root: str,
    today: dt.date,
    *,
    kept: Path | None = None,
    progress: Progress | None = None,
    environment: Mapping[str, str] | None = None,
) -> Checked:
    """Judge everything below *root* by all rules, editorial ones included.

    *shown_root* is how messages name the root; *kept* is a file for findings that the next run
    can use again (None: keep nothing); *environment* says where a spell checker is looked for
    (None: spelling is not judged).
    """
    with _without_collector():
        return _checked(root, phrases, shown_root, today, kept, progress, environment)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Cyclic garbage is left until the end: nothing here makes cycles, and looking for them among
    all findings takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _checked(
    root: Path,
    phrases: Mapping[str, Phrases],
    shown_root: str,
    today: dt.date,
    kept: Path | None,
    progress: Progress | None,
    environment: Mapping[str, str] | None,
) -> Checked:
    listing = list_archive(root, shown_root)
    judge_here = _Judge.of(root, phrases, shown_root, today, environment)
    registers = judge_here.reader.registers(listing.registers)
    found: list[Problem] = list(listing.problems)
    for register in registers.values():
        found.extend(checks.check_register(register, judge_here.desk))
    store = None
    if kept is not None:
        spelling = [speller.fingerprint for speller in judge_here.desk.spellers.values()]
        glossary = judge_here.desk.glossary.fingerprint
        store = KeptFindings(kept, code_digest(shown_root, glossary, *spelling))
        store.read()
    findings: dict[str, Findings] = {}
    pending: list[FolderListing] = []
    for item in listing.folders:
        known = store.get(item, folder_digest(root, item)) if store else None
        if known is None:
            pending.append(item)
        else:
            findings[item.path] = known
    start = (root, shown_root, today, environment and dict(environment))
    run = _judged(judge_here, pending, start, progress)
    for item, (digest, result) in zip(pending, run, strict=True):
        findings[item.path] = result
        if store is not None:
            store.put(item, digest, result)
    for speller in judge_here.desk.spellers.values():
        speller.close()
    if store is not None:
        store.write({item.path: item for item in listing.folders})
    in_turn = [findings[item.path] for item in listing.folders]
    library = Library(extracts=tuple(each.extract for each in in_turn), registers=registers)
    standing = [waiver for each in in_turn for waiver in each.waivers]
    between, used = apply(standing, checks.check_library(library, judge_here.desk))
    found.extend(between)
    for each in in_turn:
        found.extend(each.problems)
        used |= each.used
    found.extend(unused(waiver for waiver in standing if waiver not in used))
    if not any(item.code in BLOCKING - WAIVABLE for item in found):  # else much is not known
        found.extend(check_promises(library, root, shown_root))
    return Checked(
        problems=in_order(found),
        circulars=sum(1 for item in listing.folders if item.kind == "circular"),
        texts=sum(len(item.languages) for item in listing.folders),
        library=library,
    )


def _judged(
    here: _Judge,
    pending: Sequence[FolderListing],
    start: tuple[Path, str, dt.date, Mapping[str, str] | None],
    progress: Progress | None,
) -> Iterator[tuple[str, Findings]]:
    """Findings of the *pending* folders, in their order; *start* is what a process begins with."""
    done = 0
    chunks = [pending[start : start + CHUNK] for start in range(0, len(pending), CHUNK)]
    number = min(processes(start[3] or {}), len(chunks))
    if len(pending) < _WORTH_PROCESSES or number < 2:
        results: Iterator[list[tuple[str, Findings]]] = (here.folders(chunk) for chunk in chunks)
    else:  # this one is ready, and would only wait
        results = in_processes(number - 1, _start, start, _work, chunks, here.folders)
    for chunk in results:
        yield from chunk
        done += len(chunk)
        if progress is not None:
            progress(done, len(pending))
