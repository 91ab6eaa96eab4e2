"""Findings as workflow commands of GitHub Actions, which annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.languages import Phrases
from archive.problems import Problem, one_line


def annotation_lines(problems: Iterable[Problem], words: Phrases) -> Iterator[str]:
    """``::error file=…,line=…,col=…,title=code::message``, one line per finding."""
    for problem in problems:
        properties = {
            "file": one_line(problem.path),
            "line": str(problem.line),
            "col": str(problem.column),
            "title": problem.code,
        }
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        yield f"::{problem.severity.value} {listed}::{_message(problem.message(words))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
