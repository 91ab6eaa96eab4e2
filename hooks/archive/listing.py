"""What lies in an archive's folder: a walk that reads no text and finds what does not belong."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.languages import CODES
from archive.litter import is_litter
from archive.problems import Problem
from archive.scalars import ID
from archive.store.survey import Survey

INITIATIVES = "initiatives"
REGISTERS = "registers"
REGISTER_FILES: Mapping[str, str] = {
    "bureau": "bureaux.yml",
    "addressee": "addressees.yml",
    "answer": "answers.yml",
    "term": "glossary.yml",
    "move": "moves.yml",
}
"""The registers and their files below :data:`REGISTERS`."""

WORD_LISTS: Mapping[str, str] = {code: f"words.{code}.txt" for code in CODES}
"""Words that spelling allows beside a dictionary: for each language a file below
:data:`REGISTERS`."""

_YEAR = re.compile(r"[12][0-9]{3}")
SLUG = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
"""The name of a letter's folder. On Windows a whole path has 260 characters."""
RESERVED = frozenset({"page"})
"""Names of addresses that the archive itself uses below a year."""
DEVICES = frozenset(
    {
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)
"""Names that Windows keeps for devices: nobody could copy such a folder there."""

_TEXTS = frozenset(f"{code}.md" for code in CODES)
"""The names of texts."""

_KEEPERS = frozenset({".gitkeep", ".keep"})
"""Files that people put into empty folders, since git knows only files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderListing:
    """The names in one circular's or initiative's folder."""

    kind: str
    """``circular`` or ``initiative``."""
    key: str
    """``<year>/<slug>``, or the initiative's slug."""
    path: str
    """Below the archive's root, with ``/``."""
    languages: tuple[str, ...]
    """Of the texts, in the order of the archive's languages."""
    attachments: Mapping[str, int] = field(default_factory=dict)
    """Other files beside the texts: name -> size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The whole archive by name, sorted."""

    folders: tuple[FolderListing, ...]
    """Circulars, then initiatives."""
    registers: frozenset[str]
    """File names of the registers that are there."""
    problems: tuple[Problem, ...]


def list_archive(root: Path, shown_root: str, seen: Survey | None = None) -> Listing:
    """Walk over everything below *root*; *shown_root* is how messages name it.

    Folders that hold nothing but texts, as they were *seen* a moment ago, are not looked at again.
    """
    scan = _Scan(root, shown_root, seen or {})
    registers = frozenset(scan.registers())
    folders = (*scan.circulars(), *scan.initiatives())
    return Listing(folders=folders, registers=registers, problems=tuple(scan.problems))


class _Scan:
    """One walk over the archive's folder."""

    def __init__(self, root: Path, shown_root: str, seen: Survey) -> None:
        self._root = root
        self._seen = seen
        self._shown = shown_root
        self.problems: list[Problem] = []

    def _problem(self, path: str, code: str, variant: str = "", **values: object) -> None:
        shown = f"{self._shown}/{path}"
        self.problems.append(Problem(path=shown, code=code, variant=variant, values=values))

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        """Visible entries of a folder in sorted order; links and what is hidden are refused."""
        place = f"{self._root}/{path}"  # making a Path takes longer than looking into a folder
        if "/" not in path and path != "." and Path(place).is_symlink():
            return []  # reported with the entries of the folder above
        try:
            with os.scandir(place) as found:
                entries = sorted(found, key=_name)
        except FileNotFoundError:
            return []
        except OSError as error:
            self._problem(path, "unreadable", reason=error.strerror or str(error))
            return []
        visible = []
        for entry in entries:
            if is_litter(entry.name):
                continue
            below = f"{path}/{entry.name}".removeprefix("./")
            if entry.name in _KEEPERS:
                self._problem(below, "stray-file", "keeper", name=entry.name)
            elif entry.name.startswith(".git"):  # could hide changes
                self._problem(below, "stray-file", "git", name=entry.name)
            elif entry.is_symlink():
                self._problem(below, "symbolic-link")
            elif entry.name.startswith("."):
                code = "stray-folder" if entry.is_dir() else "stray-file"
                self._problem(below, code, "hidden", name=entry.name)
            else:
                visible.append(entry)
        return visible

    def circulars(self) -> Iterator[FolderListing]:
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

    def initiatives(self) -> Iterator[FolderListing]:
        yield from self._folders("initiative", INITIATIVES)

    def _folders(self, kind: str, parent: str) -> Iterator[FolderListing]:
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
            pattern = SLUG if kind == "circular" else ID
            if not pattern.fullmatch(entry.name) or entry.name in RESERVED | DEVICES:
                variant = "" if kind == "circular" else "initiative"
                variant = "device" if entry.name in DEVICES else variant
                self._problem(path, "bad-folder", variant, name=entry.name)
                continue
            folder = self._folder(kind, path, path if kind == "circular" else entry.name)
            if folder is not None:
                yield folder

    def _folder(self, kind: str, path: str, key: str) -> FolderListing | None:
        languages: list[str] = []
        attachments: dict[str, int] = {}
        seen = self._seen.get(path, ())
        if all(name in _TEXTS and size >= 0 for name, size, *_ in seen):
            languages = [name.removesuffix(".md") for name, *_ in seen]
        for entry in () if languages else self._entries(path):
            stem, _, ending = entry.name.rpartition(".")
            if entry.is_dir():
                self._problem(f"{path}/{entry.name}", "stray-folder", name=entry.name)
            elif ending.lower() != "md":
                attachments[entry.name] = entry.stat().st_size
            elif stem not in CODES or ending != "md":
                known = ", ".join(f"{code}.md" for code in CODES)
                self._problem(f"{path}/{entry.name}", "bad-file-name", name=entry.name, known=known)
            else:
                languages.append(stem)
        if not languages:
            self._problem(path, "empty-folder", known=", ".join(f"{code}.md" for code in CODES))
            return None
        return FolderListing(
            kind=kind,
            key=key,
            path=path,
            languages=tuple(sorted(languages, key=CODES.index)),
            attachments=attachments,
        )

    def registers(self) -> Iterator[str]:
        """The names of the registers that are there; nothing else has a place beside them."""
        for entry in self._entries(REGISTERS):
            if entry.name in REGISTER_FILES.values():
                yield entry.name
            elif entry.name not in WORD_LISTS.values():
                path = f"{REGISTERS}/{entry.name}"
                known = ", ".join((*REGISTER_FILES.values(), *WORD_LISTS.values()))
                self._problem(path, "stray-file", "register", name=entry.name, known=known)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
