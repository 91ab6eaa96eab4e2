"""A circular or an initiative as an editor names it: by its key, or by a path."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from archive.commands.session import CommandError, Session
from archive.listing import FolderListing, list_archive


def named_folder(session: Session, name: str) -> FolderListing:
    """The folder ``2021/tsb-352`` or ``initiatives/u4ssc``; a path to it, or into it, will do."""
    listing = list_archive(session.root, session.shown_root)
    folders = {folder.path: folder for folder in listing.folders}
    path = name.strip("/")
    place, root = Path(name).resolve(), session.root.resolve()
    if path not in folders and place.exists() and place.is_relative_to(root):
        path = place.relative_to(root).as_posix()
        path = path.rpartition("/")[0] if place.is_file() else path
    if path in folders:
        return folders[path]
    near = get_close_matches(path, sorted(folders), 1, 0.6)
    if near:
        raise CommandError(session.words("cli.no-such-folder-close", name=name, meant=near[0]))
    raise CommandError(session.words("cli.no-such-folder", name=name, root=session.shown_root))


def folder_keys(ctx: click.Context) -> list[str]:
    """The names of all circulars and initiatives, for completion."""
    session: Session = ctx.find_root().obj
    session = session.with_root(ctx.params.get("root"))
    folders = list_archive(session.root, session.shown_root).folders
    return [folder.path for folder in folders]
