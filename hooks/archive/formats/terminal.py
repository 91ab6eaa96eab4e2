"""Findings for a person at a terminal: by file, with the source line and a mark under the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol

from archive.formats.columns import excerpt, harmless, wrap
from archive.languages import Phrases
from archive.problems import Problem, Severity

_MAX_BYTES = 4 * 1024 * 1024
"""Of a file larger than this no line is shown."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


class Paint(Protocol):
    """Colours a text, where colours may be shown."""

    def __call__(self, text: str, **style: object) -> str:
        """*text* in the style of :func:`click.style`."""


Locate = Callable[[str], Path]
"""From the path that a finding shows to the file."""


def by_file(
    problems: Sequence[Problem], words: Phrases, paint: Paint, width: int, locate: Locate
) -> Iterator[str]:
    """The lines of the report; findings are sorted by place already."""
    for path, found in groupby(problems, key=lambda problem: problem.path):
        yield paint(harmless(path), bold=True)
        lines = _lines(locate(path))
        for problem in found:
            yield from _finding(problem, words, paint, width, lines)
        yield ""


def _finding(
    problem: Problem, words: Phrases, paint: Paint, width: int, lines: Sequence[str]
) -> Iterator[str]:
    colour = _COLOURS[problem.severity]
    severity = paint(words(f"severity.{problem.severity}"), fg=colour, bold=True)
    yield f"  {problem.line}:{problem.column}  {severity} {problem.code}"
    for line in wrap(harmless(problem.message(words)), max(20, width - 4)):
        yield f"    {line}"
    if 0 < problem.line <= len(lines) and lines[problem.line - 1].strip():
        shown, before = excerpt(lines[problem.line - 1], problem.column, max(20, width - 6))
        yield paint("    | ", dim=True) + shown
        yield paint("    | ", dim=True) + " " * before + paint("^", fg=colour, bold=True)


def _lines(file: Path) -> Sequence[str]:
    """The lines of a source file; none where it cannot be shown."""
    try:
        if not file.is_file() or file.stat().st_size > _MAX_BYTES:
            return ()
        text = file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ()
    # The reader counts lines in this way too: other separators are no ends of lines.
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
