"""The archive for commands: one without errors to hand on, or what can be read to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from archive.commands.progress import Progress
from archive.commands.session import DEFAULT_ROOT, Session
from archive.languages import Phrases
from archive.listing import list_archive
from archive.load import Loaded, load, load_readable
from archive.problems import Problem, Severity

_Result = TypeVar("_Result")
_NAMED = 10
"""Of what was left out so many are named."""


def load_sound(session: Session) -> Loaded | None:
    """The archive; None where it has errors, which are counted to the reader."""
    loaded = _loaded(session, load)
    errors = _errors(loaded.problems)
    if not errors:
        return loaded
    session.err(session.words.plural("cli.unsound", len(errors), name=_check(session)))
    return None


def load_to_look(session: Session) -> Loaded | None:
    """What can be read of the archive; None where that is nothing, since a register has errors."""
    return _loaded(session, load_readable) or load_sound(session)


def say_what_is_left_out(session: Session, loaded: Loaded) -> bool:
    """Name to the reader the files for which letters are missing; whether there are any."""
    errors = [*loaded.left_out, *_errors(loaded.problems)]
    files = sorted({problem.path for problem in errors})
    if not files:
        return False
    more = ", …" if len(files) > _NAMED else ""
    named = ", ".join(files[:_NAMED]) + more
    session.err(session.words("command.list.left-out", files=named, name=_check(session)))
    return True


def _loaded(
    session: Session, load_with: Callable[[Path, Mapping[str, Phrases], str], _Result]
) -> _Result:
    progress = Progress(session)
    progress.reading(len(list_archive(session.root, session.shown_root).folders))
    try:
        return load_with(session.root, session.phrases, session.shown_root)
    finally:
        progress.end()


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _check(session: Session) -> str:
    """The command that shows what is wrong."""
    root = "" if session.shown_root == DEFAULT_ROOT else f" {session.shown_root}"
    return f"circulars check{root}"
