"""Waivers: an editor allows a finding where it stands, and says why.

In the body ``<!-- waive code: reason -->`` covers the block after it; in the front matter
``# waive code: reason`` covers the entry after it, with everything that is indented below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from archive.blocks import COMMENT
from archive.problems import Problem, Severity
from archive.rule_codes import WAIVABLE
from archive.sources import Document

_IN_FRONT_MATTER = re.compile(r"(?P<indent> *)# waive (?P<code>[a-z-]+): \S")
_MEANT_AS_WAIVER = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*waive\b", re.IGNORECASE)
_ANY_WAIVER = re.compile(rb"#[ \t]*waive\b", re.IGNORECASE)
_LONGEST_SHOWN = 40
MAX_WAIVERS = 100
"""A file has no more: every finding is held against all of them."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One comment: a code, where it stands, and the lines of its file that it covers."""

    code: str
    path: str
    line: int
    column: int
    last: int

    def covers(self, problem: Problem) -> bool:
        """Whether the finding stands, or also stands, on the waiver's lines."""
        if problem.code != self.code or problem.code not in WAIVABLE:
            return False
        places = [(problem.path, problem.line), *((also.path, also.line) for also in problem.also)]
        return any(path == self.path and self.line <= line <= self.last for path, line in places)


def waivers(document: Document) -> Iterator[Waiver]:
    """All waivers of a file, up to the number that it may have."""
    if b"waive " in document.file.data:
        yield from islice(_all(document), MAX_WAIVERS)


def _all(document: Document) -> Iterator[Waiver]:
    yield from _in_front_matter(document)
    body = document.file.body
    for index, block in enumerate(document.blocks):
        if block.name != "HtmlBlock":
            continue
        match = COMMENT.fullmatch(body.slice(block.start, block.end).strip())
        if match is None or match["code"] is None:
            continue
        following = next(
            (other for other in document.blocks[index + 1 :] if other.name != "HtmlBlock"), block
        )
        line, column = body.position(block.start)
        last = body.position(max(following.end - 1, following.start))[0]
        yield Waiver(match["code"], document.file.shown, line, column, last)


def waiver_form(document: Document) -> Iterator[Problem]:
    """A comment of the front matter that is meant as a waiver has its form: else it is not read."""
    more = None
    if b"waive " in document.file.data:
        more = next(islice(_all(document), MAX_WAIVERS, None), None)
    if more is not None:
        yield Problem(
            path=more.path,
            line=more.line,
            column=more.column,
            code="too-many-parts",
            variant="waivers",
            values={"limit": MAX_WAIVERS},
        )
    if not _ANY_WAIVER.search(document.file.data):
        return
    for number, line in enumerate(_front_lines(document), 1):
        match = _MEANT_AS_WAIVER.search(line)
        if match is None or _IN_FRONT_MATTER.match(line):
            continue
        text = line[match.start() :].rstrip()
        if len(text) > _LONGEST_SHOWN:
            text = text[: _LONGEST_SHOWN - 1].rstrip() + "…"
        yield Problem(
            path=document.file.shown,
            line=number,
            column=match.start() + 1,
            code="bad-comment",
            variant="front-matter",
            values={"text": text},
        )


def _front_lines(document: Document) -> list[str]:
    text = document.file.data.decode("utf-8", "replace").removeprefix("\ufeff")
    return re.split(r"\r\n|\r|\n", text)[: document.file.body.first_line - 1]


def _in_front_matter(document: Document) -> Iterator[Waiver]:
    lines = _front_lines(document)
    for number, line in enumerate(lines, 1):
        match = _IN_FRONT_MATTER.match(line)
        if match is None:
            continue
        indent, last = len(match["indent"]), number
        begun = False
        for later in lines[number:]:
            words = later.lstrip(" ")
            depth = len(later) - len(words)
            if words and not words.startswith("#"):
                if begun and depth <= indent:
                    break
                begun = True
            last += 1
        yield Waiver(match["code"], document.file.shown, number, indent + 1, last)


def apply(
    standing: Iterable[Waiver], problems: Iterable[Problem]
) -> tuple[list[Problem], set[Waiver]]:
    """The *problems* that no waiver covers, and the waivers that were of use."""
    waivers = tuple(standing)
    kept: list[Problem] = []
    used: set[Waiver] = set()
    for problem in problems:
        covering = {waiver for waiver in waivers if waiver.covers(problem)}
        used |= covering
        if not covering:
            kept.append(problem)
    return kept, used


def unused(standing: Iterable[Waiver]) -> Iterator[Problem]:
    """Waivers that waive nothing, after all rules have run: they would hide the next fault."""
    for waiver in standing:
        is_known = waiver.code in WAIVABLE
        yield Problem(
            path=waiver.path,
            line=waiver.line,
            column=waiver.column,
            code="unused-waiver" if is_known else "unknown-waiver",
            values={"name": waiver.code},
            severity=Severity.WARNING if is_known else Severity.ERROR,
        )
