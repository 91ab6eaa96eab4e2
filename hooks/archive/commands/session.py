"""What every command gets: words, streams, the archive's folder, the day; and how it gives up."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import click

from archive.dates import TODAY_VARIABLE
from archive.languages import Phrases
from archive.surroundings import CIRCULARS_VARIABLE
from archive.urls import AUTHORITY

DEFAULT_ROOT = "circulars"
"""The archive's folder where neither an option nor the environment names one."""


SITE_VARIABLE = "ARCHIVE_SITE_URL"
"""Environment variable that says where the site is published."""


class CommandError(Exception):
    """Ends a command with exit status 2 and *text*, one clear message in the reader's language."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run of one command."""

    phrases: Mapping[str, Phrases]
    """The strings of all languages."""
    words: Phrases
    """The strings of the language that the reader chose."""
    environment: Mapping[str, str]
    clock: Callable[[Mapping[str, str]], dt.date]
    """Gives the Geneva day for an environment; raises ValueError when it is set wrongly."""
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    shown_root: str = DEFAULT_ROOT
    """The archive's folder as the reader wrote it; messages begin with it."""
    root_given: bool = False
    """Whether the reader named the folder on the command line."""

    @property
    def root(self) -> Path:
        """The archive's folder."""
        return Path(self.shown_root)

    def with_root(self, shown: str | None) -> Session:
        """The same session on the archive in *shown*, else where the environment says."""
        chosen = shown or self.environment.get(CIRCULARS_VARIABLE) or DEFAULT_ROOT
        return replace(self, shown_root=Path(chosen).as_posix(), root_given=bool(shown))

    def require_root(self) -> None:
        """Give up where the archive's folder is not there."""
        if not self.root.is_dir():
            name = CIRCULARS_VARIABLE
            raise CommandError(self.words("build.no-folder", folder=self.shown_root, name=name))

    @property
    def today(self) -> dt.date:
        """The Geneva day, or the one that the environment sets."""
        try:
            return self.clock(self.environment)
        except ValueError as error:
            value = self.environment.get(TODAY_VARIABLE, "")
            text = self.words("build.bad-today", name=TODAY_VARIABLE, value=value)
            raise CommandError(text) from error

    @property
    def site(self) -> str:
        """The address at which the site is published, with a slash at the end."""
        return (self.environment.get(SITE_VARIABLE) or f"https://{AUTHORITY}").rstrip("/") + "/"

    def out(self, text: str = "") -> None:
        """Write a result, with a line end after it."""
        self.stdout.write(text + "\n")

    def err(self, text: str = "") -> None:
        """Write a message that is no part of the result, with a line end after it."""
        self.stderr.write(text + "\n")

    def data(self, text: str) -> None:
        """Write a result for programs: exactly *text*, in UTF-8 whatever the terminal speaks."""
        self.stdout.flush()
        buffer = getattr(self.stdout, "buffer", None)
        if buffer is None:  # a stream that holds text only
            self.stdout.write(text)
        else:
            buffer.write(text.encode())
            buffer.flush()

    def ask(self, question: str, default: str = "") -> str:
        """The reader's answer to *question*, without blanks around it; *default* when empty.

        The question goes to standard error, so that results can be piped. The end of the input
        is an interruption (:class:`click.Abort`).
        """
        shown = f"{question} [{default}]: " if default else f"{question}: "
        self.stderr.write(shown)
        self.stderr.flush()
        line = self.stdin.readline()
        if not line:
            raise click.Abort
        return line.strip() or default

    @property
    def is_terminal(self) -> bool:
        """Whether results go to a terminal, where a person reads them."""
        return self.stdout.isatty()

    @property
    def shows_progress(self) -> bool:
        """Whether messages go to a terminal, where progress can be shown and wiped away."""
        return self.stderr.isatty() and self.environment.get("TERM") != "dumb"

    @property
    def is_coloured(self) -> bool:
        """Whether results may carry colours (see https://no-color.org/)."""
        environment = self.environment
        return (
            self.is_terminal
            and not environment.get("NO_COLOR")
            and environment.get("TERM") != "dumb"
        )

    @property
    def width(self) -> int:
        """Columns of the terminal: ``COLUMNS``, else what it says itself, else 80."""
        given = self.environment.get("COLUMNS", "")
        if given.isascii() and given.isdigit() and 0 < len(given) < 5 and int(given) > 0:
            return int(given)
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns or 80
        except (OSError, ValueError):  # not a terminal, or a stream without a file
            return 80

    def paint(self, text: str, **style: object) -> str:
        """*text* with colours (as :func:`click.style` names them), where they may be shown."""
        return click.style(text, **style) if self.is_coloured else text  # type: ignore[arg-type]
