"""Asking the checker about what a command was asked about, and mending what it knows to mend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from archive.checking import Checked, check_archive
from archive.commands.progress import Progress
from archive.commands.scope import within
from archive.commands.session import Session
from archive.fixing import apply
from archive.problems import Fix, Problem

_ROUNDS = 10
"""A repair can make room for another one; after this many rounds the rest is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What is to be judged."""

    session: Session
    named: Sequence[str]
    """Paths below the archive's root; none means all of it."""
    keeps: bool
    """Whether findings may be kept for the next time."""

    def ask(self) -> tuple[Checked, tuple[Problem, ...]]:
        """What the checker found, and what of it was asked about."""
        session = self.session
        progress = Progress(session)
        try:
            checked = check_archive(
                session.root,
                session.phrases,
                session.shown_root,
                session.today,
                kept=_kept(session) if self.keeps else None,
                progress=progress,
                environment=session.environment,
            )
        finally:
            progress.end()
        problems = checked.problems
        if self.named:
            problems = within(problems, self.named, checked.library, session.shown_root)
        return checked, problems

    def mend(self, say: Callable[[str], None]) -> tuple[Checked, tuple[Problem, ...]]:
        """Make all safe repairs, *say* where, and give what is found afterwards."""
        places: dict[str, list[Fix]] = {}
        checked, problems = self.ask()
        for _ in range(_ROUNDS):
            made = _mend_once(problems)
            if not made:
                break
            for path, repairs in made.items():
                places.setdefault(path, []).extend(repairs)
            checked, problems = self.ask()
        words = self.session.words
        for path, fixes in sorted(places.items()):
            where = words.plural("command.check.fixed", len(fixes))
            say(words("command.check.fixed-file", path=path, places=where))
            for fix in sorted(fixes, key=lambda fix: (fix.line, fix.column)):
                old, new = visible(fix.old), visible(fix.new)
                place = f"{fix.line}:{fix.column}"
                say("  " + words("command.check.fixed-place", place=place, old=old, new=new))
        if not places:
            say(words("command.check.nothing-fixed"))
        return checked, problems


def visible(text: str) -> str:
    """A text with its non-breaking spaces shown, which look like others."""
    return text.replace("\u00a0", "\u237d") or "\u2205"


def _mend_once(problems: Sequence[Problem]) -> dict[str, tuple[Fix, ...]]:
    """Make the repairs of the findings, and give them back by file."""
    made: dict[str, tuple[Fix, ...]] = {}
    for path, found in groupby(problems, key=lambda problem: problem.path):
        fixes = [problem.fix for problem in found if problem.fix is not None]
        if fixes:
            made[path] = apply(Path(path), fixes)
    return {path: fixes for path, fixes in made.items() if fixes}


def _kept(session: Session) -> Path | None:
    """Where findings are kept: beside the configuration of the site that the archive belongs to.

    An archive that lies elsewhere is in somebody else's folder, where nothing is left behind.
    """
    project = session.root.resolve().parent
    return project / ".cache" / "check.json" if (project / "mkdocs.yml").is_file() else None
