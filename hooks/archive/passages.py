"""The words of one language's file as readers see them, each with its place in the file.

A passage is what is read in one go: a paragraph, an item, a heading, a cell of a table, or one
text of the front matter. Code, notes' marks and addresses stand in it as signs that are no words,
so that no rule on words touches them.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from archive.fields import Type
from archive.problems import Fix, Problem
from archive.source import MarkdownEvent, Scalar, collapsed
from archive.sources import Document

MASK = "\ufffc"
"""Stands for every character of what is not prose."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»“”„]+"
    r"|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_INLINE = frozenset({"Emphasis", "Strong", "Link"})
_NOT_PROSE = frozenset({"CodeBlock", "HtmlBlock", "Image"})
_AUTOLINKS = frozenset({"Autolink", "Email"})


class Passage:
    """A run of prose; *text* is what a rule reads."""

    def __init__(self, document: Document, text: str) -> None:
        self._document = document
        if "@" in text or "://" in text or "www." in text:
            text = _ADDRESS.sub(lambda match: MASK * len(match[0]), text)
        self.text = text

    def locate(self, start: int, end: int) -> tuple[int, int, str | None]:
        """Line and column of the words from *start* to *end*, and what the file has there.

        None for the last where the file has something else (an escape, an entity, quotation
        marks of YAML) or where the words stand on two lines: there a repair could do damage.
        """
        raise NotImplementedError

    def problem(
        self, code: str, start: int, end: int, /, new: str | None = None, **values: object
    ) -> Problem:
        """A problem of the words from *start* to *end*, which the text *new* would mend."""
        line, column, old = self.locate(start, end)
        fix = None
        if new is not None and old is not None and old == self.text[start:end]:
            fix = Fix(line, column, old, new)
        return Problem(
            path=self._document.file.shown,
            line=line,
            column=column,
            code=code,
            values=values,
            fix=fix,
        )


class BodyPassage(Passage):
    """A paragraph, item, heading or cell of the body."""

    def __init__(
        self, document: Document, pieces: Sequence[tuple[int, MarkdownEvent]], text: str
    ) -> None:
        super().__init__(document, text)
        self._pieces = pieces
        self._begins = [begin for begin, _ in pieces]
        self._places: dict[int, tuple[int, int, bool]] = {}

    def locate(self, start: int, end: int) -> tuple[int, int, str | None]:
        """Line and column, and what the file has there."""
        index = bisect.bisect_right(self._begins, start) - 1
        begin, event = self._pieces[index]
        if index not in self._places:
            self._places[index] = self._place(event)
        line, column, is_exact = self._places[index]
        if not is_exact:
            return line, column, None
        old = str(event.value)[start - begin : end - begin]
        return line, column + start - begin, old if len(old) == end - start else None

    def _place(self, event: MarkdownEvent) -> tuple[int, int, bool]:
        """Where a piece begins, and whether the file has exactly its characters there."""
        body = self._document.file.body
        is_exact = (
            body.slice(event.start, event.end) == str(event.value)
            # What follows a backslash would be another sign without it.
            and body.data[max(0, event.start - 1) : event.start] != b"\\"
        )
        return (*body.position(event.start), is_exact)


class FieldPassage(Passage):
    """A text of the front matter."""

    def __init__(self, document: Document, node: Scalar, lines: _Lines) -> None:
        super().__init__(document, collapsed(node.value))
        self._node = node
        self._lines = lines

    def locate(self, start: int, end: int) -> tuple[int, int, str | None]:
        """Line and column, and what the file has there."""
        if not self._words:
            return self._node.line, self._node.column, None
        begin, line, column = self._words[bisect.bisect_right(self._words, (start, 1 << 31, 0)) - 1]
        column += start - begin
        words = self._lines.front[line]
        old = words[column : column + end - start]
        return line + 1, column + 1, old if len(old) == end - start else None

    @cached_property
    def _words(self) -> list[tuple[int, int, int]]:
        """Offset in the text, line and column (from 0) of every word; empty where the file has
        other characters than the text."""
        lines = self._lines.front
        line, column = self._node.line - 1, self._node.column - 1
        sign = lines[line][column : column + 1]
        if sign in (">", "|"):
            line, column = line + 1, 0
        elif sign in ('"', "'"):
            column += 1
        found: list[tuple[int, int, int]] = []
        offset = 0
        for word in collapsed(self._node.value).split(" "):
            while line < len(lines) and not lines[line][column:].strip(" \t"):
                line, column = line + 1, 0
            rest = lines[line][column:] if line < len(lines) else ""
            column += len(rest) - len(rest.lstrip(" \t"))
            if not rest.lstrip(" \t").startswith(word):
                return []
            found.append((offset, line, column))
            column += len(word)
            offset += len(word) + 1
        return found


class _Lines:
    """The lines of a file's front matter, cut only when a place in them is asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def front(self) -> list[str]:
        file = self._document.file
        return file.text.split("\n", file.body.first_line)[: file.body.first_line]


def passages(document: Document) -> Iterator[Passage]:
    """Every passage of a file: the words of its front matter, then its body."""
    lines = _Lines(document)
    for entry in document.words:
        if isinstance(entry.node, Scalar):
            yield FieldPassage(document, entry.node, lines)
    for block in document.blocks:
        yield from _body_passages(document, block.events)


def references(document: Document) -> Iterator[Passage]:
    """What the letter is called, as somebody typed it."""
    lines = _Lines(document)
    for entry in document.record.entries:
        row = entry.field
        if row is not None and row.type is Type.REFERENCE and isinstance(entry.node, Scalar):
            yield FieldPassage(document, entry.node, lines)


def _body_passages(document: Document, events: Sequence[MarkdownEvent]) -> Iterator[Passage]:
    pieces: list[tuple[int, MarkdownEvent]] = []
    texts: list[str] = []
    length = skipped = 0
    is_address = False
    for event in events:
        if event.name in _NOT_PROSE:
            skipped += {"start": 1, "end": -1}.get(event.kind, 0)
        if event.name == "Link" and event.kind == "start":
            is_address = event.value["link_type"] in _AUTOLINKS
        elif event.name == "Link":
            is_address = False
        elif event.kind == "leaf":
            if skipped or event.name == "Rule":
                continue
            if event.name in ("SoftBreak", "HardBreak"):
                text = "\n"
            elif event.name == "Text" and not is_address:
                text = str(event.value)
            else:
                text = MASK * len(str(event.value or "-"))
            pieces.append((length, event))
            texts.append(text)
            length += len(text)
        elif event.name not in _INLINE and texts:
            yield BodyPassage(document, pieces, "".join(texts))
            pieces, texts, length = [], [], 0
    if texts:
        yield BodyPassage(document, pieces, "".join(texts))
