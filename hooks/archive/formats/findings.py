"""Findings as JSON in the archive's own form (README, "Formats of check")."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from archive.languages import Phrases
from archive.problems import Place, Problem, Severity, writable

FINDINGS_VERSION = 1
"""Rises when a key changes its meaning or goes; new keys may come without it."""


def findings_json(
    problems: Sequence[Problem],
    words: Phrases,
    phrases: Mapping[str, Phrases],
    *,
    root: str,
    circulars: int,
    texts: int,
) -> str:
    """All findings, with messages in the chosen language and in every one."""
    data = {
        "version": FINDINGS_VERSION,
        "language": words.language.code,
        "root": root,
        "checked": {"circulars": circulars, "texts": texts},
        "counts": {
            severity.value: sum(problem.severity is severity for problem in problems)
            for severity in Severity
        },
        "problems": [_problem(problem, words, phrases) for problem in problems],
    }
    return writable(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _problem(problem: Problem, words: Phrases, phrases: Mapping[str, Phrases]) -> dict[str, object]:
    fix = problem.fix
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message(words),
        "messages": {code: problem.message(each) for code, each in phrases.items()},
        "also": [_place(place) for place in problem.also],
        "fix": None
        if fix is None
        else {"line": fix.line, "column": fix.column, "old": fix.old, "new": fix.new},
    }


def _place(place: Place) -> dict[str, object]:
    return {"path": place.path, "line": place.line, "column": place.column}
