"""YAML as front matter usually has it, read a line at a time: in a quarter of a parser's time.

Only what can mean one thing is read here: keys in small letters, values on their lines, folded
blocks (``>-``) and lists of single values. At anything else (a comment, an escape, a value on
several lines, a mistake) this module gives up and leaves the whole to the parser of YAML, which
alone says what is wrong. What it does read has the values, lines and columns that the parser
finds: a test holds one against the other.
"""

from __future__ import annotations

import re

import yaml

from archive.source.nodes import Mapping, Node, Scalar, Sequence

_LINE = re.compile(
    r"( {0,24})(?:([a-z][a-z0-9.-]{0,99}):|-(?= ))"  # indentation, and a key or an item's dash
    r"(?:( +)(?:"
    r"([^-?:,\]{}#&*!|>%@` \n][^\n]*)"  # a value that ends with its line
    r"|>-\n(\1( +)[^ \n][^\n]*\n(?:\1\6[^ \n][^\n]*\n)*)"  # a folded block of even lines
    r"))?(?:(?<=\n)|\n)"
    r"|([^\n]*\n)"  # anything else
)
_NO_NAMES = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
"""Keys that YAML 1.1 takes for something else than words."""
_IN_LIST = re.compile(r"[^\W_][\w./ -]*")
"""An item between square brackets that needs no quotation marks."""
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    first: [
        ("str" if tag.endswith(":value") else tag.rpartition(":")[2], pattern)
        for tag, pattern in found
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
"""First sign -> what a value without quotation marks may be beside words."""

_Entries = list[tuple[Scalar, Node]]


def read_usual(text: str, first_line: int) -> Mapping | None:
    """A YAML mapping as raw values; None where only the parser can tell what it means.

    *text* has no character that may not stand in a file, and line feeds only.
    """
    if not text.endswith("\n") or "\t" in text:
        return None
    outer: list[tuple[int, _Entries, Scalar, int]] = []
    entries: _Entries = []
    level, begun, line = 0, first_line, first_line - 1
    waiting: Scalar | None = None  # a key whose value begins on a later line
    items: list[Node] | None = None
    for blanks, name, gap, written, block, inner, odd in _LINE.findall(text):
        line += 1
        if odd:
            return None
        depth = len(blanks)
        if not name:
            if items is None:
                if waiting is None or depth < level:
                    return None
                items, items_begun, items_depth = [], line, depth
            if depth != items_depth or not written:
                return None
            item = _scalar(written, line, depth + 2 + len(gap))
            if item is None:
                return None
            items.append(item)
            continue
        if items is not None and waiting is not None:
            entries.append((waiting, Sequence(items_begun, items_depth + 1, tuple(items))))
            items = waiting = None
        if waiting is not None:
            if depth <= level:
                return None
            outer.append((level, entries, waiting, begun))
            level, entries, begun, waiting = depth, [], line, None
        elif depth != level:
            while depth < level:
                value = Mapping(begun, level + 1, tuple(entries))
                level, entries, key, begun = outer.pop()
                entries.append((key, value))
            if depth != level:
                return None
        if name in _NO_NAMES:
            return None
        key = Scalar(line, depth + 1, name, "str")
        if written:
            scalar = _scalar(written, line, depth + len(name) + len(gap) + 2)
            if scalar is None:
                return None
            entries.append((key, scalar))
        elif block:
            words = block[depth + len(inner) : -1].replace("\n" + blanks + inner, " ")
            entries.append((key, Scalar(line, depth + len(name) + len(gap) + 2, words, "str")))
            line += block.count("\n")
        else:
            waiting = key
    if items is not None and waiting is not None:
        entries.append((waiting, Sequence(items_begun, items_depth + 1, tuple(items))))
    elif waiting is not None:
        return None
    while outer:
        value = Mapping(begun, level + 1, tuple(entries))
        level, entries, key, begun = outer.pop()
        entries.append((key, value))
    return Mapping(begun, 1, tuple(entries))


def _scalar(written: str, line: int, column: int) -> Node | None:
    """One value that ends with its line, or a list between brackets; None where it is unusual."""
    first, last = written[0], written[-1]
    if first in "\"'[":
        if first == "[":
            return _list(written, line, column) if last == "]" else None
        words = written[1:-1]
        if last != first or len(written) == 1 or first in words or "\\" in words:
            return None
        return Scalar(line, column, words, "str")
    if last in " :" or ": " in written or " #" in written:
        return None
    return Scalar(line, column, written, _kind(written) if first in _RESOLVERS else "str")


def _kind(written: str) -> str:
    for kind, pattern in _RESOLVERS[written[0]]:
        if pattern.match(written):
            return kind
    return "str"


def _list(written: str, line: int, column: int) -> Sequence | None:
    items: list[Node] = []
    place = column + 1
    for part in written[1:-1].split(","):
        words = part.strip(" ")
        begin = place + len(part) - len(part.lstrip(" "))
        if words[:1] == '"' == words[-1:] and len(words) > 1:
            words = words[1:-1]
            if '"' in words or "\\" in words:
                return None
            items.append(Scalar(line, begin, words, "str"))
        elif _IN_LIST.fullmatch(words):
            kind = _kind(words) if words[0] in _RESOLVERS else "str"
            items.append(Scalar(line, begin, words, kind))
        else:
            return None
        place += len(part) + 1
    return Sequence(line, column, tuple(items))
