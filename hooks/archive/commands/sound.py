"""Commands that hand the archive on need one without errors."""

from __future__ import annotations

from archive.commands.progress import Progress
from archive.commands.session import DEFAULT_ROOT, Session
from archive.listing import list_archive
from archive.load import Loaded, load
from archive.problems import Severity


def load_sound(session: Session) -> Loaded | None:
    """The archive; None where it has errors, which are counted to the reader."""
    progress = Progress(session)
    progress.reading(len(list_archive(session.root, session.shown_root).folders))
    try:
        loaded = load(session.root, session.phrases, session.shown_root)
    finally:
        progress.end()
    errors = sum(problem.severity is Severity.ERROR for problem in loaded.problems)
    if not errors:
        return loaded
    root = "" if session.shown_root == DEFAULT_ROOT else f" {session.shown_root}"
    session.err(session.words.plural("cli.unsound", errors, name=f"circulars check{root}"))
    return None
