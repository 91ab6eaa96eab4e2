"""From a file to raw values with line and column, and from a body to Markdown events.

The only module that imports YAML, python-frontmatter and pyromark. It judges nothing but what
cannot be read at all.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

import frontmatter
import pyromark
import yaml
from frontmatter.default_handlers import BaseHandler

from archive.problems import Problem

MAX_FILE_BYTES = 2 * 1024 * 1024
"""A source file larger than this is refused: the longest circulars are a tenth of it."""

MAX_EVENTS = 200_000
"""A body with more Markdown events than this is refused (tables can multiply a few bytes)."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: Any = yaml.SafeLoader.yaml_implicit_resolvers
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
# What XML 1.0 allows, so that no feed can break, less the control characters of C1 and the
# separators U+2028 and U+2029, which some programs count as ends of lines and others do not.
_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "bool", "int", "float", "null", "timestamp", "seq", "map", "merge", "value")
)
_KINDS = {tag: tag.rpartition(":")[2] for tag in _STANDARD_TAGS}
_KINDS["tag:yaml.org,2002:value"] = "str"  # what YAML 1.1 calls a lone equals sign
_MAX_DEPTH = 100
"""YAML nested deeper than this is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A raw value and where it begins (line and column from 1, in the file)."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar(Node):
    """A scalar as written; *kind* is what YAML 1.1 takes it for (``str``, ``bool``, ``int`` …)."""

    value: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Node):
    """A list of raw values."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping(Node):
    """Keys and raw values in the order of the file; a repeated key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, name: str) -> Node | None:
        """The value of the key *name*."""
        return next((value for key, value in self.entries if key.value == name), None)


class Comment(NamedTuple):
    """A comment of YAML, which no parser keeps (line and column from 1, in the file)."""

    line: int
    column: int
    text: str
    """From its ``#`` to the end of the line."""
    alone: bool
    """Whether nothing else stands on its line."""


@dataclass(frozen=True, slots=True)
class MarkdownEvent:
    """One event of the body: ``Start`` and ``End`` of a tag, or a leaf such as ``Text``."""

    kind: str
    """``start``, ``end`` or ``leaf``."""
    name: str
    """``Paragraph``, ``Item``, ``Text``, ``Code``, ``SoftBreak`` …"""
    value: Any
    """The tag's data: level, destination, text …"""
    start: int
    """Byte offset in the body."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The Markdown body of a file."""

    text: str
    first_line: int
    """Line of the file on which the body begins."""
    data: bytes = b""
    _starts: list[int] = field(default_factory=list, repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a byte offset in the body."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in re.finditer(rb"\n", self.data))
        index = bisect.bisect_right(self._starts, offset) - 1
        column = len(self.data[self._starts[index] : offset].decode("utf-8", "replace")) + 1
        return self.first_line + index, column

    def slice(self, start: int, end: int) -> str:
        """The source text between two byte offsets."""
        return self.data[start:end].decode("utf-8", "replace")


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


class UnreadableError(Exception):
    """A problem that ends the reading of a file."""

    def __init__(self, code: str, line: int = 1, column: int = 1, **values: object) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


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
        self.front = parse_yaml(fm, first_line=2)
        return {key.value: value for key, value in self.front.entries}


def parse_yaml(text: str, first_line: int = 1) -> Mapping:
    """A YAML mapping as raw values; raises :class:`UnreadableError` where it cannot be one."""
    try:
        _refuse_depth(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        reason = error.problem or error.context or "?"
        raise UnreadableError("yaml-syntax", first_line + line, column + 1, reason=reason) from None
    except yaml.YAMLError as error:
        raise UnreadableError("yaml-syntax", first_line, 1, reason=type(error).__name__) from None
    if node is None:
        return Mapping(line=first_line, column=1, entries=())
    value = _raw(node, first_line, set())
    if not isinstance(value, Mapping):
        raise UnreadableError("front-matter-no-mapping", value.line, value.column)
    return value


def _refuse_depth(text: str) -> None:
    """Refuse YAML nested so deeply that composing it would exhaust the stack."""
    if sum(text.count(character) for character in "[{-?:") <= _MAX_DEPTH * 2:
        return  # every level needs one of these; ordinary front matter has fewer
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            mark = cast("Any", event.start_mark)
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)


def _raw(node: yaml.Node, first_line: int, seen: set[int]) -> Node:
    mark = node.start_mark
    line, column = first_line + mark.line, mark.column + 1
    if id(node) in seen:  # an alias gives the same node again, and may contain itself
        raise UnreadableError("yaml-alias", line, column)
    seen.add(id(node))
    tag = node.tag
    if tag not in _STANDARD_TAGS:
        raise UnreadableError("yaml-tag", line, column, tag=tag)
    if isinstance(node, yaml.ScalarNode):
        value = node.value
        # Only an escape brings in what the whole text has been searched for.
        if node.style == '"' and (found := forbidden_character(value)):
            raise UnreadableError("control-character", line, column, character=found)
        kind = _KINDS[tag]
        return Scalar(line=line, column=column, value=value, kind=kind)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_raw(item, first_line, seen) for item in node.value)
        return Sequence(line=line, column=column, items=items)
    entries = []
    for key, value in node.value:
        raw_key = _raw(key, first_line, seen)
        if not isinstance(raw_key, Scalar):
            raise UnreadableError("front-matter-no-mapping", raw_key.line, raw_key.column)
        entries.append((raw_key, _raw(value, first_line, seen)))
    return Mapping(line=line, column=column, entries=tuple(entries))


def yaml_comments(text: str, first_line: int = 1) -> Iterator[Comment]:
    """The comments of YAML that can be read: every ``#`` that stands in no value."""
    lines = text.split("\n")
    gaps: list[tuple[int, int, int, int]] = []
    line = column = 0
    for token in yaml.scan(text, Loader=_Loader):
        start, end = token.start_mark, token.end_mark
        gaps.append((line, column, start.line, start.column))
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            gaps.append((start.line, start.column, start.line, len(lines[start.line])))
        line, column = end.line, end.column
    gaps.append((line, column, len(lines) - 1, len(lines[-1])))
    for first, begin, last, end in gaps:
        for number in range(first, min(last + 1, len(lines))):
            words = lines[number][:end] if number == last else lines[number]
            place = words.find("#", begin if number == first else 0)
            if place >= 0:
                alone = not words[:place].strip()
                yield Comment(first_line + number, place + 1, words[place:].rstrip(), alone)


def plain_kind(text: str) -> str:
    """What YAML 1.1 takes *text* for where it stands without quotation marks: ``str``, ``int`` …"""
    for tag, pattern in _RESOLVERS.get(text[:1], []):
        if pattern.match(text):
            return str(tag).rpartition(":")[2]
    return "str"


def forbidden_character(text: str) -> str | None:
    """The first character that may not stand in a text, as in ``U+0007``."""
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match.group()):04X}" if match else None


def _decode(path: Path) -> tuple[bytes, str]:
    """The bytes of a file and its text with line feeds only; raises :class:`UnreadableError`."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableError("too-large", limit=MAX_FILE_BYTES // 1024)
        data = path.read_bytes()
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
    if match := _FORBIDDEN.search(text):
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
        data, text = _decode(root / path)
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
    frontmatter.parse(text, handler=handler)
    rest = text[handler.body_offset :]
    first_line = text.count("\n", 0, handler.body_offset) + 1
    body = Body(text=rest, first_line=first_line, data=rest.encode())
    return SourceFile(path=path, shown=shown, front=handler.front, body=body, data=data)


def read_register(root: Path, path: str, shown: str) -> SourceFile:
    """Read a register: a YAML file that is all mapping and no body."""
    try:
        data, text = _decode(root / path)
        front = parse_yaml(text)
    except UnreadableError as error:
        return empty_file(path, shown, _problem(shown, error))
    body = Body(text="", first_line=1)
    return SourceFile(path=path, shown=shown, front=front, body=body, data=data)


def _problem(shown: str, error: UnreadableError) -> Problem:
    return Problem(
        path=shown, line=error.line, column=error.column, code=error.code, values=error.values
    )


_MARKDOWN = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
)


def markdown_events(body: Body) -> Iterator[MarkdownEvent]:
    """The body as events of CommonMark with GFM tables and footnotes, parsed once.

    Stops after :data:`MAX_EVENTS` events and one more, so that a caller can refuse the rest.
    """
    count = 0
    for event, place in _MARKDOWN.events_with_range(body.text):
        count += 1
        if count > MAX_EVENTS + 1:
            return
        start, end = place["start"], place["end"]
        if isinstance(event, str):
            yield MarkdownEvent("leaf", event, None, start, end)
            continue
        name, value = next(iter(cast("dict[str, Any]", event).items()))
        if name in ("Start", "End"):
            tag, data = (value, None) if isinstance(value, str) else next(iter(value.items()))
            yield MarkdownEvent(name.lower(), tag, data, start, end)
        else:
            yield MarkdownEvent("leaf", name, value, start, end)
