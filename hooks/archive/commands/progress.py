"""A line that says how far long work has got, on a terminal."""

from __future__ import annotations

from archive.commands.session import Session

PROGRESS_FROM = 500
"""From this many steps on, progress is shown: fewer are done before anybody wonders."""


class Progress:
    """One line of standard error, which is wiped away at the end."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Show that *done* of *total* steps are done."""
        if total >= PROGRESS_FROM:
            self._show(self._session.words("cli.progress", done=done, total=total))

    def reading(self, total: int) -> None:
        """Show that *total* folders are being read, which nobody counts."""
        if total >= PROGRESS_FROM:
            self._show(self._session.words("cli.reading", total=total))

    def end(self) -> None:
        """Wipe the line away."""
        if self._shown:
            self._show("")
            self._session.stderr.write("\r")
            self._session.stderr.flush()

    def _show(self, text: str) -> None:
        if self._session.shows_progress:
            self._session.stderr.write(f"\r{text:<{self._shown}}")
            self._session.stderr.flush()
            self._shown = len(text)
