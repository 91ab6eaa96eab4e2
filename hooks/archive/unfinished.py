"""What can be looked at of an archive that is not ready: all but the folders that are at fault.

What is published is the whole archive or nothing. But an editor who has just imported a letter
wants to see the archive while the draft still says TODO; and who lists letters wants those that can
be read. Both leave folders out, and say which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from archive.listing import FolderListing, Listing
from archive.problems import Problem, Severity

TODOS = frozenset({"todo"})
"""The rule that tells of an unfinished text: a folder in which it finds something is a draft."""


def at_fault(
    folders: Iterable[FolderListing],
    problems: Iterable[Problem],
    shown_root: str,
    codes: Collection[str] | None = None,
) -> frozenset[str]:
    """The folders, by path below the root, in which there are errors; with *codes* only those in
    which rules of these codes find some."""
    known = {folder.path for folder in folders}
    found = set()
    for problem in problems:
        if problem.severity is Severity.ERROR and (codes is None or problem.code in codes):
            found.add(_folder(problem, shown_root))
    return frozenset(found & known)


def errors_in(
    folders: Collection[str], problems: Iterable[Problem], shown_root: str
) -> tuple[Problem, ...]:
    """Of the *problems* those that are errors in some folders."""
    return tuple(
        problem
        for problem in problems
        if problem.severity is Severity.ERROR and _folder(problem, shown_root) in folders
    )


def without(listing: Listing, folders: Collection[str]) -> Listing:
    """The archive without some folders."""
    kept = tuple(folder for folder in listing.folders if folder.path not in folders)
    return replace(listing, folders=kept)


def _folder(problem: Problem, shown_root: str) -> str:
    """The folder of a letter or an initiative that a problem lies in, by its path."""
    return "/".join(problem.path.removeprefix(f"{shown_root}/").split("/")[:2])
