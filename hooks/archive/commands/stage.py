"""``circulars stage``: the whole archive as plain files for any other generator."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from archive.commands.frame import Argument, Command
from archive.commands.progress import Progress
from archive.commands.session import CommandError, Session
from archive.commands.sound import load_sound
from archive.languages import Phrases
from archive.publishing.publish import publish
from archive.site import Artifact
from archive.staging.tree import stage_tree

MARKER = ".circulars-stage"
"""The file by which a folder is known as an earlier stage, which the command may change."""


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command("stage", words, run, [Argument(["folder"], type=click.Path())])


def run(session: Session, folder: str) -> int:
    """Write the tree; 1 when the archive has errors."""
    target = Path(folder)
    _refuse(session, target)
    loaded = load_sound(session)
    if loaded is None:
        return 1
    words = session.words
    target.mkdir(parents=True, exist_ok=True)
    # First of all, so that a stage that was interrupted can be taken up again.
    (target / MARKER).write_text(words("stage.marker") + "\n", encoding="utf-8")
    tree = stage_tree(loaded.archive, session.root, session.phrases, session.site)
    progress = Progress(session)
    texts = sum(len(circular.texts) for circular in loaded.archive.circulars)
    with tempfile.TemporaryDirectory(prefix="archive-") as nothing:
        counted = _counted(tree, texts, progress)
        done = publish(target, Path(nothing), counted, keep_index=False)
    count = words.plural("list.circulars", len(loaded.archive.circulars))
    session.out(words("command.stage.done", circulars=count, folder=target.as_posix()))
    session.out(words("built.changed", written=done.written, removed=done.removed))
    return 0


def _counted(tree: Iterator[Artifact], texts: int, progress: Progress) -> Iterator[Artifact]:
    """The files of the tree; the pages of the *texts*, which are most of it, are counted."""
    for number, artifact in enumerate(tree):
        if number % 100 == 0:
            progress(min(number, texts), texts)
        yield artifact
    progress.end()


def _refuse(session: Session, target: Path) -> None:
    """Keep the command from writing into what is not its own."""
    words, shown = session.words, target.as_posix()
    place, root = target.resolve(), session.root.resolve()
    if place.is_relative_to(root) or root.is_relative_to(place):
        raise CommandError(words("command.stage.in-archive", folder=shown))
    if not target.exists():
        return
    if not target.is_dir():
        raise CommandError(words("command.stage.no-folder", folder=shown))
    if any(target.iterdir()) and not (target / MARKER).is_file():
        raise CommandError(words("command.stage.not-empty", folder=shown, marker=MARKER))
