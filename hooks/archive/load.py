"""From a folder to a frozen Archive, its finished bodies, and all problems.

``load`` is shared by the build and the command line: only here and in
:mod:`archive.checking` are sources read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive import checks
from archive.build_model import ModelBuilder
from archive.checks.findings import judge
from archive.checks.library import Library
from archive.languages import Phrases
from archive.listing import Listing, list_archive
from archive.model import Archive
from archive.problems import Problem
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.render.fragment import Fragment
from archive.sources import Sources
from archive.unfinished import at_fault, errors_in, without


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What ``load`` gives back."""

    archive: Archive
    problems: tuple[Problem, ...]
    """All problems, sorted by place."""
    fragments: Mapping[tuple[str, str], Fragment] = field(default_factory=dict)
    """Finished bodies by (key of a circular or ``initiatives/<slug>``, language)."""
    left_out: tuple[Problem, ...] = ()
    """The errors of folders that were left out so that the rest can be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Sources, and what the rules that can stop publication find in them."""

    sources: Sources
    library: Library
    problems: tuple[Problem, ...]
    """All problems, sorted by place."""

    @property
    def is_publishable(self) -> bool:
        """Whether no problem stops publication."""
        return not any(problem.severity == "error" for problem in self.problems)


def load(root: Path, phrases: Mapping[str, Phrases], shown_root: str) -> Loaded:
    """Read everything below *root*, and judge it by the rules that can stop publication.

    *shown_root* is how messages name the root. The archive of sources with errors is empty.
    """
    judged = judge_sources(root, phrases, shown_root)
    if not judged.is_publishable:
        return Loaded(archive=Archive(), problems=judged.problems)
    builder = ModelBuilder(judged.sources, phrases)
    archive = builder.archive()
    return Loaded(archive=archive, problems=judged.problems, fragments=builder.fragments)


def load_readable(root: Path, phrases: Mapping[str, Phrases], shown_root: str) -> Loaded | None:
    """The same, but folders with errors are left out, and with them what names them; for looking
    at an archive, never for handing it on.

    ``problems`` are then what no folder accounts for (a stray file). None where a register has
    errors: without it nothing can be understood.
    """
    listing = list_archive(root, shown_root)
    left_out: list[Problem] = []
    while True:
        judged = _judged(listing, root, phrases, shown_root)
        if not (out := at_fault(listing.folders, judged.problems, shown_root)):
            break
        left_out.extend(errors_in(out, judged.problems, shown_root))
        listing = without(listing, out)
    for register in judged.sources.registers.values():
        if any(problem.severity == "error" for problem in checks.check_register(register)):
            return None
    builder = ModelBuilder(judged.sources, phrases)
    return Loaded(
        archive=builder.archive(),
        problems=judged.problems,
        fragments=builder.fragments,
        left_out=in_order(left_out),
    )


def judge_sources(root: Path, phrases: Mapping[str, Phrases], shown_root: str) -> Judged:
    """Read and judge everything below *root*, without making an archive of it."""
    return _judged(list_archive(root, shown_root), root, phrases, shown_root)


def _judged(
    listing: Listing, root: Path, phrases: Mapping[str, Phrases], shown_root: str
) -> Judged:
    reader = SourceReader(root, Reader(Grammar.of(phrases)), shown_root)
    folders = tuple(reader.folder(item) for item in listing.folders)
    registers = reader.registers(listing.registers)
    found: list[Problem] = list(listing.problems)
    for register in registers.values():
        found.extend(checks.check_register(register))
    findings = [judge(folder) for folder in folders]
    for finding in findings:
        found.extend(finding.problems)
    library = Library(extracts=tuple(finding.extract for finding in findings), registers=registers)
    found.extend(checks.check_library(library))
    sources = Sources(
        shown_root=shown_root,
        circulars=tuple(folder for folder in folders if folder.kind == "circular"),
        initiatives=tuple(folder for folder in folders if folder.kind == "initiative"),
        registers=registers,
    )
    return Judged(sources=sources, library=library, problems=in_order(found))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, without repetitions (two rules may see one fault)."""
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        unique.setdefault(problem.order(), problem)
    return tuple(sorted(unique.values(), key=Problem.order))
