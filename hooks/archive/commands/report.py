"""``circulars report``: what a change means for readers, from a repository or from its data."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import click

from archive.commands.frame import Choice, Command, Option
from archive.commands.session import CommandError, Session
from archive.languages import DEFAULT, Phrases
from archive.report.differences import differences, read_state
from archive.report.markdown import BadReportError, markdown
from archive.repository import Repository
from archive.urls import Addresses

MAX_BYTES = 20 * 1024 * 1024
"""Data of a report that are larger than this are not read."""

_ADDRESS = re.compile(r"https?://[\w.:/~%-]+")
"""What can stand as a link's address in Markdown without a second thought."""

FORMATS = ("markdown", "json")


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "report",
        words,
        run,
        [
            Option(["--base"]),
            Option(["--from", "source"], type=click.Path(dir_okay=False)),
            Option(["--preview"], default=""),
            Option(["--format", "form"], type=Choice(FORMATS), default="markdown"),
        ],
        needs_root=False,
    )


def run(session: Session, base: str | None, source: str | None, preview: str, form: str) -> int:
    """Compare with *base*, or read the data of an earlier comparison; then show them."""
    if (base is None) == (source is None):
        raise CommandError(session.words("command.report.one-of"))
    if preview and not _ADDRESS.fullmatch(preview):
        raise CommandError(session.words("command.report.no-address", address=preview))
    data = _received(session, source) if source is not None else _compared(session, base or "")
    if form == "json":
        session.data(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        return 0
    try:
        session.data(markdown(data, session.phrases, preview))
    except BadReportError:
        raise CommandError(session.words("command.report.bad", file=source)) from None
    return 0


def _received(session: Session, source: str) -> Any:
    path = Path(source)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(session.words("command.report.bad", file=source))
        return json.loads(path.read_bytes())
    except OSError as error:
        reason = session.words.reason(error.strerror or str(error))
        text = session.words("command.report.unreadable", file=source, reason=reason)
        raise CommandError(text) from None
    except (ValueError, RecursionError):
        raise CommandError(session.words("command.report.bad", file=source)) from None


def _compared(session: Session, base: str) -> dict[str, Any]:
    session.require_root()
    repository = Repository.around(session.root, session.environment)
    if repository is None:
        raise CommandError(session.words("command.report.no-repository"))
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        if not repository.export(base, Path(folder)):
            raise CommandError(session.words("command.report.no-revision", revision=base))
        before = read_state(Path(folder), session.phrases)
        after = read_state(session.root, session.phrases)
        addresses = Addresses(default_language=DEFAULT.code)
        return differences(before, after, session.root, session.phrases, session.today, addresses)
