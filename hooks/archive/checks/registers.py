"""Rules on what registers say, beyond their form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.checks.desk import Desk
from archive.fields import Type
from archive.problems import Problem, Severity
from archive.sources import Register

_NAMING = frozenset({"bureau", "addressee", "answer", "term"})
"""Registers whose names stand on pages, in feeds and in calendars of every language."""


_MOST = 5
"""So many missing names are reported one by one; more of them are one piece of work."""
_FIRST = 3
"""So many of them are named then."""


def register_words(register: Register, desk: Desk) -> Iterator[Problem]:
    """A name in a register is given in every language of the archive."""
    if register.name not in _NAMING:
        return
    by_languages: dict[object, list[Problem]] = {}
    for problem in _missing(register, desk):
        by_languages.setdefault(problem.values["missing"], []).append(problem)
    for found in by_languages.values():
        if len(found) <= _MOST:
            yield from found
            continue
        names = ", ".join(str(problem.values["name"]) for problem in found[:_FIRST])
        values = {"number": len(found), "missing": found[0].values["missing"], "names": names}
        yield replace(found[0], variant="many", values=values)


def _missing(register: Register, desk: Desk) -> Iterator[Problem]:
    """A finding for each name that some language lacks."""
    for entry in register.record.entries:
        row = entry.field
        if row is None or row.type is not Type.LOCALIZED or not isinstance(entry.value, dict):
            continue
        missing = [code for code in desk.phrases if code not in entry.value]
        if missing:
            node = entry.key or entry.node
            problem = Problem(
                path=register.file.shown,
                line=node.line,
                column=node.column,
                code="register-words-missing",
                values={
                    "name": entry.path.partition(".")[2],
                    "missing": ", ".join(missing),
                    "text": next(iter(entry.value.values())),
                },
            )
            yield replace(problem, severity=Severity.WARNING)
