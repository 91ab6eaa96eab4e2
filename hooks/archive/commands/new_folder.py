"""The folder of a letter that enters the archive: whether its address is free, and making it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from archive.checks.library import extract
from archive.commands.session import CommandError, Session
from archive.formats.columns import harmless
from archive.languages import Phrases
from archive.listing import (
    DEVICES,
    REGISTER_FILES,
    REGISTERS,
    RESERVED,
    SLUG,
    FolderListing,
    Listing,
)
from archive.reading import SourceReader
from archive.references import Reference
from archive.repository import Repository
from archive.scaffold import create_folder


def is_there(
    session: Session,
    sources: SourceReader,
    listing: Listing,
    references: Sequence[Reference],
    year: int,
    file: str = "",
) -> bool:
    """Whether a letter itself is in the archive; one of the same name may be, of another year.

    *file* is where the letter was read from, for the message.
    """
    names = {reference.canonical.casefold() for reference in references}
    slugs = {reference.slug for reference in references}
    elsewhere: list[str] = []
    for folder in listing.folders:
        is_of_year = folder.key.startswith(f"{year:04d}/")
        if folder.kind != "circular" or not (is_of_year or folder.key.rpartition("/")[2] in slugs):
            continue
        if not any(_may_bear(session.root, folder, each) for each in references):
            continue
        for named in extract(sources.folder(folder)).references:
            if named.canonical.casefold() not in names:
                continue
            if is_of_year:
                values = {"reference": named.canonical, "path": named.place.path}
                if file:
                    values |= {"file": file, "year": f"{year:04d}"}
                key = "command.import.is-there" if file else "command.new.is-there"
                session.err(harmless(session.words(key, **values)))
                return True
            elsewhere.append(folder.key)
    if elsewhere:
        session.err(session.words("command.new.elsewhere", keys=", ".join(elsewhere)))
    return False


def _may_bear(root: Path, folder: FolderListing, reference: Reference) -> bool:
    """Whether the figures of a reference stand in a folder at all; reading it takes far longer."""
    figures = [figure.encode() for figure in re.findall(r"[0-9]+", reference.number)]
    for language in folder.languages:
        try:
            data = (root / folder.path / f"{language}.md").read_bytes()
        except OSError:
            continue
        if all(figure in data for figure in figures):
            return True
    return False


def require_archive(session: Session) -> None:
    """Give up where the folder is there, but holds no archive into which a letter could go."""
    session.require_root()
    name = f"{REGISTERS}/{REGISTER_FILES['bureau']}"
    if not (session.root / name).is_file():
        raise CommandError(
            session.words("command.import.no-archive", path=session.shown_root, name=name)
        )


def slug_refusal(words: Phrases, name: str) -> str | None:
    """Why no folder of a letter can have the name *name*; None where one can."""
    if name in DEVICES:
        return words("problem.bad-folder-device", name=name)
    if not SLUG.fullmatch(name) or name in RESERVED:
        return words("problem.bad-folder", name=name)
    return None


def objection(session: Session, listing: Listing, former: Collection[str], key: str) -> str | None:
    """Why no letter of this archive can have the address *key* any more; None where it can.

    *former* are keys under which letters were published that have moved since or are gone.
    """
    words = session.words
    shown = f"{session.shown_root}/{key}"
    taken = {folder.key for folder in listing.folders if folder.kind == "circular"}
    if key in taken or os.path.lexists(session.root / key):
        return words("command.new.taken", path=shown)
    if key in former:
        return words("command.new.former", path=shown)
    return None


def branch_objection(session: Session, key: str) -> str | None:
    """Which branches that are known here have the address *key* already; None where none has."""
    repository = Repository.around(session.root, session.environment)
    branches = repository.branches_with(key) if repository else ()
    if not branches:
        return None
    shown = f"{session.shown_root}/{key}"
    return session.words("command.new.on-branches", path=shown, branches=", ".join(branches))


def write_folder(
    session: Session, key: str, files: Mapping[str, str], following: str = "command.new.next"
) -> int:
    """Write the folder *key* with *files*, and say so; 1 where it is there by now.

    *following* is the key of the message that says what comes next.
    """
    words, shown = session.words, f"{session.shown_root}/{key}"
    try:
        create_folder(session.root, key, files)
    except FileExistsError:  # another editor was faster
        session.err(words("command.new.taken", path=shown))
        return 1
    except OSError as error:
        reason = words.reason(error.strerror or str(error))
        raise CommandError(words("cli.cannot-write", path=shown, reason=reason)) from None
    for name in files:
        session.out(words("command.new.written", path=f"{shown}/{name}"))
    session.err(words(following, path=shown))
    return 0
