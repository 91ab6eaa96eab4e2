"""Writing a fingerprint into a translation that is there, and touching nothing else of the file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from archive.source import Mapping as Entries
from archive.source import Node, Scalar, Sequence, SourceFile, text_of
from archive.sources import Document
from archive.translation import FIELD
from archive.yaml_form import branch_of, root_row, written

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = re.compile(r"---[ \t]*(?:[\r\n]|\Z)")
_VALUE = re.compile(r"\"[0-9a-f]*\"|'[0-9a-f]*'|[^\s#\"']+")


class UnrecordableError(Exception):
    """A file that is not written the way this module can mend; it stays as it is."""


def with_fingerprint(translation: Document, digests: Mapping[str, str]) -> bytes:
    """The bytes of *translation* with *digests* as its fingerprint, otherwise the same.

    Comments stay, also those between the digests. Raises :class:`UnrecordableError` where that
    cannot be done, as in front matter in curly brackets.
    """
    file = translation.file
    lines = _LINE.findall(file.data.decode())
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    row = root_row(translation.record.fields)
    entry = written(branch_of({FIELD: digests}, row))
    if FIELD not in translation.record.nodes:
        lowest = max((key for key, _ in file.front.entries), key=lambda key: key.line)
        _, last = _extent(file, lowest.value, lines)  # the last field of every table
        lines[last:last] = [line + end for line in entry]
    else:
        first, last = _extent(file, FIELD, lines)
        value = file.front.get(FIELD)
        if isinstance(value, Entries) and _is_plain(value, first):
            lines[first:last] = _updated(value, lines[first:last], first, entry[1:], end)
        else:
            lines[first - 1 : last] = [line + end for line in entry]
    data = "".join(lines).encode()
    _verify(file, data, digests)
    return data


def replace_file(path: Path, data: bytes) -> None:
    """Put *data* in the place of a file, all of it or nothing."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(data)
        shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _extent(file: SourceFile, name: str, lines: list[str]) -> tuple[int, int]:
    """The first and last line of a field of the front matter, without comments after it."""
    starts = {key.value: key for key, _ in reversed(file.front.entries)}
    key = starts.get(name)
    if key is None or key.column != 1:
        raise UnrecordableError(name)
    ends = [other.line for other, _ in file.front.entries if other.line > key.line]
    ends += [
        number for number, line in enumerate(lines, 1) if number > key.line and _END.match(line)
    ]
    last = min(ends) - 1
    while last > key.line and re.match(r"\s*(?:#|\Z)", lines[last - 1]):
        last -= 1
    return key.line, last


def _is_plain(value: Entries, first: int) -> bool:
    """Whether every digest stands once, on a line of its own below that of the field."""
    numbers = {key.line for key, _ in value.entries}
    names = {key.value for key, _ in value.entries}
    return (
        all(isinstance(node, Scalar) and node.line == key.line for key, node in value.entries)
        and len(numbers) == len(names) == len(value.entries) > 0
        and min(numbers) > first
    )


def _updated(
    value: Entries, lines: list[str], above: int, wanted: list[str], end: str
) -> list[str]:
    """The lines below the field: digests changed in place, new ones after the one before them."""
    indent = " " * (value.entries[0][0].column - 1)
    texts = {line.strip().partition(":")[0].strip("\"'"): line.strip() for line in wanted}
    result: list[str | None] = [*lines]
    for key, node in value.entries:
        index = key.line - above - 1
        if key.value not in texts:
            result[index] = None
            continue
        line = lines[index]
        match = _VALUE.match(line, node.column - 1)
        if match is None:
            raise UnrecordableError(key.value)
        if isinstance(node, Scalar) and not texts[key.value].endswith(node.value):
            new = texts[key.value].partition(": ")[2]
            result[index] = line[: match.start()] + new + line[match.end() :]
    places = {key.value: key.line - above - 1 for key, _ in value.entries}
    added: dict[int, list[str]] = {}
    place = -1
    for name, text in texts.items():
        place = places.get(name, place)
        if name not in places:
            added.setdefault(place, []).append(f"{indent}{text}{end}")
    merged = added.get(-1, [])
    for index, kept in enumerate(result):
        merged += [] if kept is None else [kept]
        merged += added.get(index, [])
    return merged


def _verify(file: SourceFile, data: bytes, digests: Mapping[str, str]) -> None:
    """Read what is to be written: it holds the digests, and nothing else has changed."""
    new = text_of(data, file.path, file.shown)
    rest = [
        [(key.value, _plain(value)) for key, value in front.entries if key.value != FIELD]
        for front in (file.front, new.front)
    ]
    held = new.front.get(FIELD)
    if (
        new.problems
        or new.body.data != file.body.data
        or rest[0] != rest[1]
        or not isinstance(held, Entries)
        or {key.value: _plain(value) for key, value in held.entries} != dict(digests)
    ):
        raise UnrecordableError(FIELD)


def _plain(node: Node | None) -> object:
    """A raw value without its place."""
    if isinstance(node, Entries):
        return tuple((key.value, _plain(value)) for key, value in node.entries)
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None
