"""YAML as raw values with line and column: what stands there, before anybody judges it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

import yaml

from archive.source.nodes import Mapping, Node, Scalar, Sequence
from archive.source.usual_yaml import read_usual

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: Any = yaml.SafeLoader.yaml_implicit_resolvers
# What XML 1.0 allows, so that no feed can break, less the control characters of C1; the
# separators U+2028 and U+2029, which some programs count as ends of lines and others do not; the
# zero-width space and mark of byte order, which nobody sees; the overrides and isolates of
# direction (UAX 9), by which a text can show other words than it has; invisible operators, marks
# of annotations and the plane of tags, in which a whole text can hide; and what is no character.
FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u2060\u2070-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe"
    "\uff00-\ufff8\ufffc\ufffd\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)
_BLANKS = re.compile(r"[ \t\n]+")
_TEXT = "tag:yaml.org,2002:str"
_STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "bool", "int", "float", "null", "timestamp", "seq", "map", "merge", "value")
)
_KINDS = {tag: tag.rpartition(":")[2] for tag in _STANDARD_TAGS}
_KINDS["tag:yaml.org,2002:value"] = "str"  # what YAML 1.1 calls a lone equals sign
_FAR_IN = re.compile(r"^[ ?:-]{25}", re.MULTILINE)
_MAX_DEPTH = 100
"""YAML nested deeper than this is refused."""


class _Loader(_SafeLoader):  # type: ignore[misc]
    """The safe loader without what only resolvers by path need: half of its time."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing: no resolver here asks where a value stands."""

    def ascend_resolver(self) -> None:
        """Nothing, as above."""

    def resolve(self, kind: type, value: str, implicit: Any) -> Any:
        """The tag of a node that has none."""
        if kind is yaml.ScalarNode and implicit[0]:
            for tag, pattern in _RESOLVERS.get(value[:1], ()):
                if pattern.match(value):
                    return tag
            return _TEXT
        return super().resolve(kind, value, implicit)


class Comment(NamedTuple):
    """A comment of YAML, which no parser keeps (line and column from 1, in the file)."""

    line: int
    column: int
    text: str
    """From its ``#`` to the end of the line."""
    alone: bool
    """Whether nothing else stands on its line."""


class UnreadableError(Exception):
    """A problem that ends the reading of a file."""

    def __init__(self, code: str, line: int = 1, column: int = 1, **values: object) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


def parse_yaml(text: str, first_line: int = 1) -> Mapping:
    """A YAML mapping as raw values; raises :class:`UnreadableError` where it cannot be one."""
    if FORBIDDEN.search(text):
        return _parsed(text, first_line)
    return mapping_of(text, first_line)


def mapping_of(text: str, first_line: int) -> Mapping:
    """The same of a part of a file that has been searched for characters that may not stand."""
    return read_usual(text, first_line) or _parsed(text, first_line)


def _parsed(text: str, first_line: int) -> Mapping:
    """The same by the parser of YAML."""
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
    try:
        value = _raw(node, first_line, set())
    except UnreadableError as error:
        if error.code == "yaml-alias":  # what was composed no longer tells where the alias stands
            error.line, error.column = _first_alias(text, first_line)
        raise
    if not isinstance(value, Mapping):
        raise UnreadableError("front-matter-no-mapping", value.line, value.column)
    return value


def _first_alias(text: str, first_line: int) -> tuple[int, int]:
    """Line and column of the first alias in YAML that has one."""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            mark = cast("Any", event.start_mark)
            return first_line + mark.line, mark.column + 1
    return first_line, 1


def _refuse_depth(text: str) -> None:
    """Refuse YAML nested so deeply that composing it would exhaust the stack."""
    if text.count("[") + text.count("{") <= _MAX_DEPTH // 2 and not _FAR_IN.search(text):
        return  # in block style every second level, or more, begins further to the right
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            mark = cast("Any", event.start_mark)
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)


def _raw(node: yaml.Node, first_line: int, seen: set[yaml.Node]) -> Node:
    """A node as a raw value; *seen* are the nodes above and before it."""
    mark = node.start_mark
    line, column = first_line + mark.line, mark.column + 1
    kind = _KINDS.get(node.tag)
    if kind is None:
        raise UnreadableError("yaml-tag", line, column, tag=node.tag)
    if node in seen:  # an alias gives the same node again, and may contain itself
        raise UnreadableError("yaml-alias", line, column)
    seen.add(node)
    if isinstance(node, yaml.ScalarNode):
        value = node.value
        # Only an escape brings in what the whole text has been searched for.
        if node.style == '"' and (found := forbidden_character(value)):
            raise UnreadableError("control-character", line, column, character=found)
        return Scalar(line, column, value, kind)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(line, column, tuple([_raw(item, first_line, seen) for item in node.value]))
    entries = []
    for key, value in node.value:
        raw_key = _raw(key, first_line, seen)
        if not isinstance(raw_key, Scalar):
            raise UnreadableError("front-matter-no-mapping", raw_key.line, raw_key.column)
        entries.append((raw_key, _raw(value, first_line, seen)))
    return Mapping(line, column, tuple(entries))


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


def collapsed(text: str) -> str:
    """A value as the archive reads it: every run of spaces and line ends is one space.

    Non-breaking spaces stay.
    """
    text = text.strip()
    if "  " in text or "\n" in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    return text


def forbidden_character(text: str) -> str | None:
    """The first character that may not stand in a text, as in ``U+0007``."""
    match = FORBIDDEN.search(text)
    return f"U+{ord(match.group()):04X}" if match else None
