"""``circulars live``: whether readers and subscribers of a published site get what was built."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import click

from archive.commands.frame import Argument, Choice, Command, Option
from archive.commands.session import CommandError, Session
from archive.commands.values import Day
from archive.languages import Phrases
from archive.problems import Severity

if TYPE_CHECKING:  # read late: no other command waits for what only this one needs
    from archive.live.survey import Seen

FORMATS = ("text", "json")
LIVE_VERSION = 1
"""Of the JSON: rises when a key changes its meaning or goes; new keys may come without it."""
MOST_DAYS = 7
"""As the pages themselves, which then warn their readers."""


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "live",
        words,
        run,
        [
            Argument(["address"]),
            Option(["--all", "everything"], is_flag=True),
            Option(["--copy", "is_copy"], is_flag=True),
            Option(["--max-age", "most_days"], type=click.IntRange(min=0), default=MOST_DAYS),
            Option(["--today", "day"], type=Day()),
            Option(["--timeout", "seconds"], type=click.IntRange(1, 600), default=20),
            Option(["--format", "form"], type=Choice(FORMATS), default="text"),
        ],
        with_root=False,
    )


def run(
    session: Session,
    address: str,
    everything: bool,
    is_copy: bool,
    most_days: int,
    day: dt.date | None,
    seconds: int,
    form: str,
) -> int:
    """Read the site, and show what was found; 1 when there are errors."""
    from archive.live.answers import Asker
    from archive.live.survey import Survey, Wish, normal_address

    base = normal_address(address)
    if base is None:
        raise CommandError(session.words("command.live.bad-address", address=address))
    wish = Wish(
        base=base,
        today=day or session.today,
        most_days=most_days,
        everything=everything,
        is_copy=is_copy,
    )
    seen = Survey(wish, Asker(seconds).ask).run()
    if form == "json":
        session.data(_as_json(session, seen))
    else:
        _show(session, seen)
    return 1 if _count(seen, Severity.ERROR) else 0


def _count(seen: Seen, severity: Severity) -> int:
    return sum(problem.severity is severity for problem in seen.problems)


def _show(session: Session, seen: Seen) -> None:
    words = session.words
    for problem in seen.problems:
        session.out(problem.render(words))
    if not any(seen.counts.values()):
        return
    counts = ", ".join(
        words.plural(f"command.live.{name}", number) for name, number in seen.counts.items()
    )
    session.out(words("command.live.read", address=seen.base, counts=counts))
    if seen.built:
        session.out(words("command.live.built", day=seen.built))
    found = [
        words.plural(f"command.check.{name}", number)
        for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING))
        if (number := _count(seen, severity))
    ]
    text = ", ".join(found) or words("command.live.clean")
    session.out(session.paint(text, bold=bool(found), fg=None if found else "green"))


def _as_json(session: Session, seen: Seen) -> str:
    """The findings as JSON (described in docs/project/publishing)."""
    data = {
        "version": LIVE_VERSION,
        "language": session.words.language.code,
        "address": seen.base,
        "built": seen.built or None,
        "read": seen.counts,
        "counts": {severity.value: _count(seen, severity) for severity in Severity},
        "problems": [
            {
                "address": problem.address,
                "severity": problem.severity.value,
                "code": problem.code,
                "message": problem.message(session.words),
                "messages": {code: problem.message(each) for code, each in session.phrases.items()},
                "more": problem.more,
            }
            for problem in seen.problems
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
