"""``circulars check``: what is wrong in the archive, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from archive.checking import Checked
from archive.commands.explain import explain, known_codes, rule_texts
from archive.commands.frame import Argument, Choice, Command, Known, Option
from archive.commands.judging import Judging
from archive.commands.scope import scope_of
from archive.commands.session import Session
from archive.formats.annotations import annotation_lines
from archive.formats.findings import findings_json
from archive.formats.sarif import sarif
from archive.formats.terminal import by_file
from archive.languages import Phrases
from archive.problems import Problem, Severity

FORMATS = ("text", "github", "json", "sarif")


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "check",
        words,
        run,
        [
            Argument(["path"], nargs=-1, type=click.Path()),
            Option(["--format", "form"], type=Choice(FORMATS), default="text"),
            Option(["--fix", "mends"], is_flag=True),
            Option(["--explain", "code"], is_flag=False, flag_value="", type=Known(known_codes)),
            Option(["--no-cache"], is_flag=True),
        ],
        needs_root=False,
    )


def run(
    session: Session,
    path: tuple[str, ...],
    form: str,
    mends: bool,
    code: str | None,
    no_cache: bool,
) -> int:
    """Check, and show what was found; 1 when there are errors."""
    if code is not None:
        return explain(session, code)
    session, named = scope_of(session, path)
    session.require_root()
    judging = Judging(session=session, named=named, keeps=not no_cache)
    if mends:
        # Beside data for programs, what was done is a message.
        checked, problems = judging.mend(session.out if form == "text" else session.err)
    else:
        checked, problems = judging.ask()
    _show(session, form, problems, checked)
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _show(session: Session, form: str, problems: Sequence[Problem], checked: Checked) -> None:
    """Write the findings in the form that was asked for."""
    words = session.words
    if form == "github":
        for line in annotation_lines(problems, words):
            session.out(line)
    elif form == "json":
        root, circulars, texts = session.shown_root, checked.circulars, checked.texts
        text = findings_json(
            problems, words, session.phrases, root=root, circulars=circulars, texts=texts
        )
        session.data(text)
    elif form == "sarif":
        rules = list(rule_texts(words, session.site))
        session.data(sarif(problems, rules, words, session.site))
    elif session.is_terminal:
        _show_on_terminal(session, problems, checked)
    else:
        for problem in problems:
            session.out(problem.render(words))
        if not problems:
            session.out(_nothing_wrong(session, checked))


def _show_on_terminal(session: Session, problems: Sequence[Problem], checked: Checked) -> None:
    words = session.words
    if not problems:
        session.out(session.paint(_nothing_wrong(session, checked), fg="green"))
        return
    for line in by_file(problems, words, session.paint, session.width, Path):
        session.out(line)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = [
        words.plural(f"command.check.{name}", number)
        for name, number in (("errors", errors), ("warnings", len(problems) - errors))
        if number
    ]
    files = words.plural("command.check.in-files", len({problem.path for problem in problems}))
    session.out(session.paint(f"{', '.join(counts)} {files}", bold=True))
    mendable = sum(problem.fix is not None for problem in problems)
    if mendable:
        session.out(words.plural("command.check.mendable", mendable))
    session.out(words("command.check.explained", code=problems[0].code))


def _nothing_wrong(session: Session, checked: Checked) -> str:
    count = session.words.plural("list.circulars", checked.circulars)
    return session.words("check.clean", circulars=count)
