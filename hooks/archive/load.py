"""From a folder to a frozen Archive, its finished bodies, and all problems.

``load`` is shared by the build, the checker and the command line: nothing else reads sources.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive import checks
from archive.blocks import read_blocks
from archive.build_model import ModelBuilder
from archive.fields import (
    ADDRESSEE_FIELDS,
    BUREAU_FIELDS,
    CIRCULAR_FIELDS,
    INITIATIVE_FIELDS,
    Field,
    Shape,
)
from archive.languages import CODES, Phrases
from archive.model import Archive
from archive.problems import Problem
from archive.records import ID, Reader
from archive.references import Grammar
from archive.render.body import Fragment
from archive.source import empty_file, read_register, read_text
from archive.sources import Document, Folder, Register, Sources

CIRCULARS_VARIABLE = "ARCHIVE_CIRCULARS"
"""Environment variable that names the archive's folder; default: ``circulars``."""

INITIATIVES = "initiatives"
REGISTERS = "registers"
_REGISTER_FILES = {"bureau": "bureaux.yml", "addressee": "addressees.yml"}
_REGISTER_FIELDS = {"bureau": BUREAU_FIELDS, "addressee": ADDRESSEE_FIELDS}
_YEAR = re.compile(r"[12][0-9]{3}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = frozenset({"page"})
"""Names of addresses that the archive itself uses below a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What ``load`` gives back."""

    archive: Archive
    problems: tuple[Problem, ...]
    """All problems, sorted by place."""
    fragments: Mapping[tuple[str, str], Fragment] = field(default_factory=dict)
    """Finished bodies by (key of a circular or ``initiatives/<slug>``, language)."""


def load(root: Path, phrases: Mapping[str, Phrases], shown_root: str) -> Loaded:
    """Read and judge everything below *root*.

    *shown_root* is how messages name the root. The archive of sources with errors is empty.
    """
    sources = read_sources(root, Reader(Grammar(phrases)), shown_root)
    problems = tuple(sorted(set_of(checks.check(sources)), key=Problem.order))
    if any(problem.severity == "error" for problem in problems):
        return Loaded(archive=Archive(), problems=problems)
    builder = ModelBuilder(sources, phrases)
    return Loaded(archive=builder.archive(), problems=problems, fragments=builder.fragments)


def set_of(problems: Iterator[Problem]) -> list[Problem]:
    """The problems without repetitions (two rules may see one fault)."""
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        unique.setdefault(problem.order(), problem)
    return list(unique.values())


def read_sources(root: Path, reader: Reader, shown_root: str) -> Sources:
    """Read all files below *root*, in sorted order."""
    scan = _Scan(root, reader, shown_root)
    circulars = tuple(scan.circulars())
    initiatives = tuple(scan.initiatives())
    registers = {name: scan.register(name) for name in _REGISTER_FILES}
    return Sources(
        shown_root=shown_root,
        circulars=circulars,
        initiatives=initiatives,
        registers=registers,
        problems=tuple(scan.problems),
    )


class _Scan:
    """One walk over the archive's folder."""

    def __init__(self, root: Path, reader: Reader, shown_root: str) -> None:
        self._root = root
        self._reader = reader
        self._shown = shown_root
        self.problems: list[Problem] = []
        self._register_files = frozenset(self._registers())

    def _problem(self, path: str, code: str, **values: object) -> None:
        self.problems.append(Problem(path=f"{self._shown}/{path}", code=code, values=values))

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        """Visible entries of a folder in sorted order; links are refused."""
        if path != "." and (self._root / path).is_symlink():
            return []  # reported with the entries of the folder above
        try:
            with os.scandir(self._root / path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except FileNotFoundError:
            return []
        except OSError as error:
            self._problem(path, "unreadable", reason=error.strerror or str(error))
            return []
        visible = []
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if entry.is_symlink():
                below = f"{path}/{entry.name}".removeprefix("./")
                self._problem(below, "symbolic-link")
                continue
            visible.append(entry)
        return visible

    def circulars(self) -> Iterator[Folder]:
        for entry in self._entries("."):
            if not entry.is_dir():
                if not entry.name.lower().startswith("readme"):
                    self._problem(entry.name, "stray-file", name=entry.name)
            elif entry.name in (INITIATIVES, REGISTERS):
                continue
            elif not _YEAR.fullmatch(entry.name):
                self._problem(entry.name, "bad-year-folder", name=entry.name)
            else:
                yield from self._folders("circular", entry.name)

    def initiatives(self) -> Iterator[Folder]:
        yield from self._folders("initiative", INITIATIVES)

    def _folders(self, kind: str, parent: str) -> Iterator[Folder]:
        taken: dict[str, str] = {}
        for entry in self._entries(parent):
            path = f"{parent}/{entry.name}"
            lower = entry.name.lower()
            if lower in taken:
                self._problem(path, "folder-clash", name=entry.name, other=taken[lower])
                continue
            taken[lower] = entry.name
            if not entry.is_dir():
                self._problem(path, "stray-file", name=entry.name)
                continue
            pattern = _SLUG if kind == "circular" else ID
            if not pattern.fullmatch(entry.name) or entry.name in _RESERVED:
                self._problem(path, "bad-folder", name=entry.name)
                continue
            folder = self._folder(kind, path, path if kind == "circular" else entry.name)
            if folder is not None:
                yield folder

    def _folder(self, kind: str, path: str, key: str) -> Folder | None:
        fields = CIRCULAR_FIELDS if kind == "circular" else INITIATIVE_FIELDS
        documents: list[Document] = []
        attachments: dict[str, int] = {}
        for entry in self._entries(path):
            stem, _, ending = entry.name.rpartition(".")
            if entry.is_dir():
                self._problem(f"{path}/{entry.name}", "stray-folder", name=entry.name)
            elif ending.lower() != "md":
                attachments[entry.name] = entry.stat().st_size
            elif stem not in CODES or ending != "md":
                known = ", ".join(f"{code}.md" for code in CODES)
                self._problem(f"{path}/{entry.name}", "bad-file-name", name=entry.name, known=known)
            else:
                documents.append(self._document(kind, key, f"{path}/{entry.name}", stem, fields))
        if not documents:
            self._problem(path, "empty-folder", known=", ".join(f"{code}.md" for code in CODES))
            return None
        documents = self._with_blocks(documents)
        documents.sort(key=lambda document: CODES.index(document.language))
        return Folder(kind=kind, key=key, documents=tuple(documents), attachments=attachments)

    def _document(
        self, kind: str, key: str, path: str, language: str, fields: tuple[Field, ...]
    ) -> Document:
        file = read_text(self._root, path, f"{self._shown}/{path}")
        record = self._reader.read(file.front, fields)
        return Document(kind=kind, key=key, language=language, file=file, record=record)

    @staticmethod
    def _with_blocks(documents: list[Document]) -> list[Document]:
        """Parse the bodies: how paragraphs are counted stands in the facts' file only."""
        modes = [document.record.text("paragraphs") for document in documents]
        numbered = "numbered" in modes
        result = []
        for document in documents:
            blocks = read_blocks(document.file.body, numbered=numbered)
            record = document.record
            if document.kind == "initiative" or not numbered:
                record.values.setdefault("paragraphs", "counted")
            result.append(
                Document(
                    kind=document.kind,
                    key=document.key,
                    language=document.language,
                    file=document.file,
                    record=record,
                    blocks=blocks,
                )
            )
        return result

    def _registers(self) -> Iterator[str]:
        """The names of the registers that are there; nothing else has a place beside them."""
        for entry in self._entries(REGISTERS):
            if entry.name in _REGISTER_FILES.values():
                yield entry.name
            else:
                self._problem(f"{REGISTERS}/{entry.name}", "stray-file", name=entry.name)

    def register(self, name: str) -> Register:
        """A register; an archive without one has no entries in it."""
        path = f"{REGISTERS}/{_REGISTER_FILES[name]}"
        shown = f"{self._shown}/{path}"
        table = Field(name=name, shape=Shape.ITEMS, fields=_REGISTER_FIELDS[name])
        if (self._root / path).is_symlink():
            file = empty_file(path, shown, Problem(path=shown, code="symbolic-link"))
        elif _REGISTER_FILES[name] not in self._register_files:
            file = empty_file(path, shown)
        else:
            file = read_register(self._root, path, shown)
        self.problems.extend(file.problems)
        record = self._reader.read_items(file.front, table)
        return Register(name=name, file=file, record=record, ids=record.ids(name))
