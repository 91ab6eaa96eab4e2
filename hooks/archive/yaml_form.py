"""The one normal form of front matter: how values are written, quoted, folded and put in order.

The order of fields is that of the table of fields; entries with an id of the editor's choice keep
their own. A text stands plain where YAML takes it for nothing else, in quotation marks where it
would, and folded below its key where it is too long for one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.fields import Field, Shape, Type
from archive.languages import CODES
from archive.source import collapsed, plain_kind

WIDTH = 120
"""Columns of a line; only a word that is longer by itself, or a comment, goes beyond."""

_INDENT = "  "
_LOOSE = frozenset({Type.DATE, Type.DAY, Type.MOMENT, Type.FINGERPRINT})
"""What is read as it is written, whatever YAML takes it for."""
_NO_TEXT = frozenset({"null", "seq", "map"})
# Signs that mean something at the start of a value, before a blank, or anywhere in brackets.
_SIGNS = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|.*(?:: | #|:\Z)")
_BRACKETS = re.compile(r"[\[\]{},]")
# What a person or another YAML would take for a number, a date, an hour or a telephone number.
_NUMBER_LIKE = re.compile(
    r"[-+.(]{0,2}[0-9][0-9 ().,:/_+-]*~?|0[ox][0-9A-Fa-f]+|[-+]?[0-9.]+[eE][-+]?[0-9]+|[yYnN]"
)
_DATE_LIKE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:~|[ T][0-9]{1,2}:[0-9]{2})?")


@dataclass(slots=True, kw_only=True)
class Branch:
    """A value of front matter with the comments that belong to it."""

    row: Field | None = None
    """Its row of the table; None for what the table does not know."""
    key: str | None = None
    """As the text means it; None for an item of a list."""
    key_kind: str = "str"
    text: str | None = None
    """Of a scalar: its text, runs of blanks as one; None for a list or a mapping."""
    kind: str = "str"
    """What YAML takes the scalar for; ``seq`` or ``map`` for the others."""
    below: list[Branch] = field(default_factory=list)
    line: int = 0
    column: int = 0
    indent: int = 0
    """Column by which it stands below something: of its key, or of the dash before it."""
    above: list[str] = field(default_factory=list)
    """Comments on lines of their own before the value."""
    beside: str = ""
    """The comment at the end of its first line."""
    after: list[str] = field(default_factory=list)
    """Comments at the end of what lies below."""

    def ordered(self) -> list[Branch]:
        """What lies below, in the order of the normal form."""
        if self.kind != "map" or self.row is None:
            return self.below
        if self.row.type in (Type.LOCALIZED, Type.LOCALIZED_LIST):
            names: Sequence[str] = CODES
        elif self.row.shape is Shape.GROUP:
            names = [row.name for row in self.row.fields]
        else:
            return self.below
        places = {name: place for place, name in enumerate(names)}
        return sorted(self.below, key=lambda branch: places.get(branch.key or "", len(places)))

    def meaning(self) -> object:
        """What the archive reads in it: the same for two texts that say the same."""
        kind = "str" if self.is_loose else self.kind
        below = tuple(branch.meaning() for branch in self.ordered())
        return (self.key, self.key_kind, kind, self.text, below)

    @property
    def is_loose(self) -> bool:
        """Whether the field is read as it is written, whatever YAML takes it for."""
        return self.row is not None and self.row.type in _LOOSE and self.kind not in _NO_TEXT

    @property
    def has_comments(self) -> bool:
        """Whether a comment stands anywhere in what lies below."""
        return bool(self.after) or any(
            branch.above or branch.beside or branch.has_comments for branch in self.below
        )

    def comments(self) -> Iterator[str]:
        """All comments of this value and what lies below."""
        yield from self.above
        if self.beside:
            yield self.beside
        for branch in self.below:
            yield from branch.comments()
        yield from self.after


def row_below(row: Field | None, name: str | None) -> Field | None:
    """The row for what stands under *name* (None: in a list) in a value of *row*."""
    if row is None or name is None:
        return row
    if row.shape is Shape.ITEMS:
        return replace(row, shape=Shape.GROUP)
    if row.shape is Shape.GROUP:
        return next((inner for inner in row.fields if inner.name == name), None)
    return row


def root_row(fields: tuple[Field, ...]) -> Field:
    """The row that stands for a whole front matter of *fields*."""
    return Field(name="", shape=Shape.GROUP, fields=fields)


def front_matter(values: Mapping[str, object], fields: tuple[Field, ...]) -> str:
    """A front-matter block in normal form, with its lines of ``---``.

    *values* is a nested dict of texts, lists and dicts as in the files; dates may also be values
    whose ``str()`` is their written form. Raises TypeError for None and for true or false.
    """
    root = branch_of(values, root_row(fields))
    return "---\n" + "".join(f"{line}\n" for line in written(root)) + "---\n"


def branch_of(value: object, row: Field | None, key: str | None = None) -> Branch:
    """The tree of a plain value; raises TypeError as :func:`front_matter` does."""
    if isinstance(value, Mapping):
        below = [branch_of(inner, row_below(row, name), name) for name, inner in value.items()]
        return Branch(row=row, key=key, kind="map", below=below)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Branch(row=row, key=key, kind="seq", below=[branch_of(item, row) for item in value])
    if value is None or isinstance(value, bool):
        raise TypeError(f"not a value of front matter: {value!r}")
    return Branch(row=row, key=key, text=collapsed(str(value)))


def written(root: Branch) -> list[str]:
    """The lines of a mapping that is a whole front matter or register."""
    return [*root.above, *_lines_below(root, "")]


def _lines_below(branch: Branch, indent: str) -> Iterator[str]:
    for inner in branch.ordered():
        yield from (f"{indent}{comment}" for comment in inner.above)
        yield from _entry(inner, indent)
    yield from (f"{indent}{comment}" for comment in branch.after)


def _entry(branch: Branch, indent: str) -> Iterator[str]:
    """One entry of a mapping or item of a list, without the comments above it."""
    if branch.key is None:
        opening = f"{indent}-"
    else:
        opening = f"{indent}{_scalar(branch.key, branch.key_kind, loose=False, flow=False)}:"
    beside = f"  {branch.beside}" if branch.beside else ""
    value = _on_one_line(branch)
    if value is not None and (
        len(opening) + 1 + len(value) <= WIDTH or not _may_break(branch, value)
    ):
        yield f"{opening} {value}".rstrip() + beside
        return
    if branch.text is None:
        yield opening + beside
        yield from _lines_below(branch, indent + _INDENT)
        return
    yield f"{opening} >-{beside}"
    yield from _folded(branch.text, indent + _INDENT)


def _on_one_line(branch: Branch) -> str | None:
    """The value as it stands on the line of its key; None where it has to stand below it."""
    if branch.text is not None:
        return _scalar(branch.text, branch.kind, loose=branch.is_loose, flow=False)
    signs = "[]" if branch.kind == "seq" else "{}"
    if not branch.below and not branch.after:
        return signs
    is_flow = branch.kind == "seq" or (branch.row and branch.row.type is Type.LOCALIZED)
    if not is_flow or branch.has_comments or any(inner.text is None for inner in branch.below):
        return None
    parts = [
        ("" if inner.key is None else f"{_scalar(inner.key, inner.key_kind, flow=True)}: ")
        + _scalar(inner.text or "", inner.kind, loose=inner.is_loose, flow=True)
        for inner in branch.ordered()
    ]
    return signs[0] + ", ".join(parts) + signs[1]


def _may_break(branch: Branch, value: str) -> bool:
    """Whether a value that is too long for its line can be written on several."""
    return branch.text is None or (" " in value and branch.kind == "str")


def _folded(text: str, indent: str) -> Iterator[str]:
    line = indent
    for word in text.split(" "):
        if line != indent and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent
        line += word if line == indent else f" {word}"
    yield line


def _scalar(text: str, kind: str, *, loose: bool = False, flow: bool) -> str:
    """A scalar on one line: plain where YAML takes it for nothing else, else quoted."""
    if kind != "str" and not loose:
        return text  # what YAML takes for a number stays one: the rules speak of it
    if loose and _DATE_LIKE.fullmatch(text):
        return text
    if (
        text
        and plain_kind(text) == "str"
        and not _SIGNS.match(text)
        and not _NUMBER_LIKE.fullmatch(text)
        and not (flow and _BRACKETS.search(text))
    ):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
