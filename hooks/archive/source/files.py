"""A text or a register read from its file: front matter, body, or what could not be read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from frontmatter.default_handlers import BaseHandler

from archive.problems import Problem
from archive.source.markdown import MAX_MARKERS, Body, too_deep
from archive.source.nodes import Mapping, Node
from archive.source.values import FORBIDDEN, UnreadableError, mapping_of

MAX_FILE_BYTES = 2 * 1024 * 1024
"""A register, or any other file, larger than this is refused."""
MAX_TEXT_BYTES = 512 * 1024
"""A text with front matter larger than this is refused: the longest circulars are a third of it,
and every rule reads each text several times."""

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file as read: front matter as raw values, body as text, and what could not be read."""

    path: str
    """Below the archive's root, with ``/``."""
    shown: str
    """The path as messages show it."""
    front: Mapping
    body: Body
    data: bytes = b""
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The whole file as it was read, with line feeds only."""
        return _text(self.data)


class MarkedHandler(BaseHandler):
    """A front-matter handler that keeps where every value stands.

    python-frontmatter's own handler strips leading blanks, so that lines shift, and takes an
    unclosed block for no front matter at all; this one says so.
    """

    FM_BOUNDARY = _CLOSING
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self) -> None:
        super().__init__()
        self.front = Mapping(line=1, column=1, entries=())
        self.body_offset = 0

    def detect(self, text: str) -> bool:
        """Whether the text opens a front-matter block on its first line."""
        return _OPENING.match(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The block and what follows it."""
        opening = _OPENING.match(text)
        if opening is None:
            raise UnreadableError("no-front-matter")
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            raise UnreadableError("unclosed-front-matter")
        self.body_offset = closing.end()
        return text[opening.end() : closing.start()], text[closing.end() :]

    def load(self, fm: str, **_: object) -> dict[str, Node]:
        """The block as raw values by key."""
        self.front = mapping_of(fm, first_line=2)
        return {key.value: value for key, value in self.front.entries}


def _decode(path: str, limit: int) -> tuple[bytes, str]:
    """The bytes of a file and its text with line feeds only; raises :class:`UnreadableError`."""
    try:
        # Making a Path takes as long as reading the file.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_size > limit:
                raise UnreadableError("too-large", limit=limit // 1024)
            data = file.read()
    except OSError as error:
        raise UnreadableError("unreadable", reason=error.strerror or str(error)) from None
    return data, _text(data)


def _text(data: bytes) -> str:
    """The text of a file's bytes with line feeds only; raises :class:`UnreadableError`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        begin = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[begin : error.start].decode("utf-8", "replace")) + 1
        raise UnreadableError("encoding", line, column, byte=f"0x{data[error.start]:02X}") from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if match := FORBIDDEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        raise UnreadableError(
            "control-character", line, column, character=f"U+{ord(match.group()):04X}"
        )
    return text


def empty_file(path: str, shown: str, *problems: Problem) -> SourceFile:
    """A file of which nothing could be read, or which need not be there."""
    front = Mapping(line=1, column=1, entries=())
    body = Body(text="", first_line=1)
    return SourceFile(path=path, shown=shown, front=front, body=body, problems=problems)


def read_text(root: Path, path: str, shown: str) -> SourceFile:
    """Read a Markdown file with front matter; what is unreadable becomes a problem."""
    try:
        data, text = _decode(f"{root}/{path}", MAX_TEXT_BYTES)
        return _split(data, text, path, shown)
    except UnreadableError as error:
        return empty_file(path, shown, _problem(shown, error))


def text_of(data: bytes, path: str, shown: str) -> SourceFile:
    """The same from bytes that need not lie on the disk, such as an earlier version of a file."""
    try:
        return _split(data, _text(data), path, shown)
    except UnreadableError as error:
        return empty_file(path, shown, _problem(shown, error))


def _split(data: bytes, text: str, path: str, shown: str) -> SourceFile:
    handler = MarkedHandler()
    if not handler.detect(text):
        raise UnreadableError("no-front-matter")
    block, _ = handler.split(text.rstrip())
    handler.load(block)
    rest = text[handler.body_offset :]
    first_line = text.count("\n", 0, handler.body_offset) + 1
    if (offset := too_deep(rest)) is not None:
        line = first_line + rest.count("\n", 0, offset)
        raise UnreadableError("nested-too-deeply", line, limit=MAX_MARKERS)
    body = Body(text=rest, first_line=first_line, data=rest.encode())
    return SourceFile(path=path, shown=shown, front=handler.front, body=body, data=data)


def read_register(root: Path, path: str, shown: str) -> SourceFile:
    """Read a register: a YAML file that is all mapping and no body."""
    try:
        data, text = _decode(f"{root}/{path}", MAX_FILE_BYTES)
        front = mapping_of(text, 1)
    except UnreadableError as error:
        return empty_file(path, shown, _problem(shown, error))
    body = Body(text="", first_line=1)
    return SourceFile(path=path, shown=shown, front=front, body=body, data=data)


def _problem(shown: str, error: UnreadableError) -> Problem:
    return Problem(
        path=shown, line=error.line, column=error.column, code=error.code, values=error.values
    )
