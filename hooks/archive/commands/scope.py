"""What ``circulars check`` is asked about: the archive, or some files with what they touch."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from archive.checks.library import Extract, Library
from archive.commands.session import CommandError, Session
from archive.listing import INITIATIVES, REGISTER_FILES, REGISTERS
from archive.problems import Problem

_YEAR = re.compile(r"[12][0-9]{3}")


def scope_of(session: Session, paths: Sequence[str]) -> tuple[Session, tuple[str, ...]]:
    """The session on the archive that *paths* lie in, and the paths below its root.

    A path that is itself the root of an archive asks about all of it: then no path is left.
    """
    named: list[str] = []
    whole = not paths
    for position, path in enumerate(paths):
        if not Path(path).exists():
            raise CommandError(session.words("command.check.no-path", path=path))
        root = _root_for(session, path)
        if position == 0:
            session = replace(session, shown_root=Path(root).as_posix())
        elif Path(root).resolve() != session.root.resolve():
            raise CommandError(session.words("command.check.two-archives", path=path))
        below = Path(path).resolve().relative_to(session.root.resolve()).as_posix()
        whole = whole or below == "."
        named.append(below)
    return session, () if whole else tuple(named)


def _root_for(session: Session, path: str) -> str:
    """The root of the archive that *path* lies in, as messages shall show it."""
    place = Path(path).resolve()
    root = session.root.resolve()
    if root.is_dir() and place.is_relative_to(root):
        return session.shown_root
    if session.root_given:
        text = session.words("command.check.outside", path=path, root=session.shown_root)
        raise CommandError(text)
    for parent in (place, *place.parents):
        if _is_root(parent):
            return os.path.relpath(parent) if not Path(path).is_absolute() else str(parent)
    if place.is_dir() and all(entry.name.startswith(".") for entry in place.iterdir()):
        return path  # an archive that is still empty
    text = session.words("command.check.outside", path=path, root=session.shown_root)
    raise CommandError(text)


def _is_root(folder: Path) -> bool:
    """Whether *folder* holds what only the root of an archive does."""
    if not folder.is_dir():
        return False
    try:
        names = {entry.name for entry in os.scandir(folder) if entry.is_dir()}
    except OSError:
        return False
    return not names.isdisjoint({INITIATIVES, REGISTERS}) or any(map(_YEAR.fullmatch, names))


def within(
    problems: Iterable[Problem], named: Sequence[str], library: Library, shown_root: str
) -> tuple[Problem, ...]:
    """The findings in the *named* paths and in all that these touch.

    A letter touches what it names (letters, initiatives, registers), and what names it.
    """
    touched = _touched(named, library)
    prefix = f"{shown_root}/"

    def concerns(path: str) -> bool:
        below = path.removeprefix(prefix)
        return _inside(below, named) or below.rpartition("/")[0] in touched or below in touched

    return tuple(
        problem
        for problem in problems
        if concerns(problem.path) or any(concerns(place.path) for place in problem.also)
    )


def _inside(path: str, named: Sequence[str]) -> bool:
    return any(path == name or path.startswith(f"{name}/") for name in named)


def _touched(named: Sequence[str], library: Library) -> set[str]:
    """Folders and registers: those that are named, their neighbours, and whose neighbours they
    are."""
    chosen = {_place("bureau", ""), _place("addressee", "")}
    chosen = {place for place in chosen if _inside(place, named)}
    for extract in library.extracts:
        folder = _place(extract.kind, extract.key)
        # A folder is named by itself, by one above it, or by a file in it.
        if _inside(folder, named) or any(name.startswith(f"{folder}/") for name in named):
            chosen.add(folder)
    touched = set(chosen)
    bearers = {
        reference.canonical: _place(extract.kind, extract.key)
        for extract in library.extracts
        for reference in extract.references
    }
    for extract in library.extracts:
        folder = _place(extract.kind, extract.key)
        neighbours = _neighbours(extract, bearers)
        if folder in chosen:
            touched |= neighbours
        elif neighbours & chosen:
            touched.add(folder)
    return touched


def _neighbours(extract: Extract, bearers: dict[str, str]) -> set[str]:
    """The places that a letter or an initiative names."""
    found = {_place(mention.kind, mention.value) for mention in extract.mentions}
    found |= {
        _place("circular", relation.circular) for relation in extract.relations if relation.circular
    }
    found |= {bearers[cited.canonical] for cited in extract.cited if cited.canonical in bearers}
    return found


def _place(kind: str, value: str) -> str:
    """Where what is named by *kind* and *value* lies below the archive's root."""
    if kind in REGISTER_FILES:
        return f"{REGISTERS}/{REGISTER_FILES[kind]}"
    return f"{INITIATIVES}/{value}" if kind == "initiative" else value
