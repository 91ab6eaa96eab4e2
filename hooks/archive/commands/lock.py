"""``circulars lock``: record what has been published, so that none of it vanishes unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from archive.commands.frame import Command, Option
from archive.commands.session import Session
from archive.continuity import broken, stands
from archive.languages import Phrases
from archive.load import judge_sources
from archive.locks import (
    FOLDER,
    MOVED,
    RETIRED,
    behind,
    file_texts,
    read_locks,
    shown_folder,
    updated,
    write,
)
from archive.problems import Problem, Severity
from archive.promises import NO_LANGUAGE, PLACE, Owner, Promises
from archive.written_pages import WRITTEN_FOLDER, written_pages

MAX_NAMES = 12
"""So many names are listed of each kind of news."""


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command("lock", words, run, [Option(["--check", "checks"], is_flag=True)])


def run(session: Session, checks: bool) -> int:
    """Bring the lock up to date and say what is new; 1 where that is refused, or only needed."""
    words = session.words
    judged = judge_sources(session.root, session.phrases, session.shown_root)
    if not judged.is_publishable:
        return _refuse(session, judged.problems)
    project = session.root.resolve().parent
    written = written_pages(project / WRITTEN_FOLDER)
    lock = read_locks(project / FOLDER, shown_folder(session.shown_root))
    now = stands(judged.library, written)
    problems = list(broken(judged.library, now, lock, session.shown_root, written))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return _refuse(session, problems)
    result = updated(lock.promises, now)
    header = [phrases("command.lock.header") for phrases in session.phrases.values()]
    texts = file_texts(result, header)
    names = behind(project / FOLDER, texts)
    if not names:
        session.out(words("command.lock.nothing"))
        return 0
    for line in news(lock.promises, result, words):
        session.out(line)
    shown = ", ".join(f"{shown_folder(session.shown_root)}/{name}" for name in names)
    if checks:
        session.out(words("command.lock.behind", files=shown))
        return 1
    write(project / FOLDER, texts, names)
    session.out(words("command.lock.written", files=shown))
    return 0


def _refuse(session: Session, problems: Sequence[Problem]) -> int:
    for problem in sorted(problems, key=Problem.order):
        session.out(problem.render(session.words))
    session.err(session.words("command.lock.refused"))
    return 1


def news(before: Promises, after: Promises, words: Phrases) -> Iterator[str]:
    """What the lock has gained, in plain words: a line for each kind of thing."""
    found: dict[str, list[str]] = {}
    known = {owner[:2] for owner in before}
    for owner, kinds in after.items():
        for group, name in _of_owner(owner, kinds, before.get(owner), known):
            names = found.setdefault(group, [])
            if name not in names:
                names.append(name)
    for group in sorted(found, key=_GROUPS.index):
        names = found[group]
        listed = ", ".join(names[:MAX_NAMES])
        if len(names) > MAX_NAMES:
            listed = words("command.lock.more", names=listed)
        count = words.plural(f"command.lock.new.{group}", len(names))
        yield words("command.lock.line", count=count, names=listed)
    if not found:
        yield words("command.lock.texts-changed")


_GROUPS = ("circulars", "initiatives", "pages", "texts", "places", "others", "moved", "retired")
"""The kinds of news, in the order in which they are told."""


def _of_owner(
    owner: Owner,
    kinds: Mapping[str, Mapping[str, str]],
    before: Mapping[str, Mapping[str, str]] | None,
    known: set[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """The news of one owner: what kind it is, and what it is about."""
    if owner[:2] not in known:
        yield f"{owner.kind}s", owner.name
        return
    shown = owner.name if owner.language == NO_LANGUAGE else f"{owner.name} ({owner.language})"
    if before is None and owner.language != NO_LANGUAGE:
        yield "texts", shown
        return
    for kind, values in kinds.items():
        for value in sorted(values.keys() - (before or {}).get(kind, {}).keys()):
            if kind == MOVED:
                part, _, target = value.rpartition(":")
                yield "moved", f"{owner.name}{part} → {target}"
            elif kind == RETIRED:
                yield "retired", shown + value.rpartition(":")[0]
            elif kind == PLACE:
                yield "places", f"{shown} #{value}"
            else:
                yield "others", value
