"""From raw front matter to typed values by the table of fields; misfits keep their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from archive.fields import Field, Shape, Type
from archive.languages import CODES
from archive.problems import StringKey
from archive.references import Grammar
from archive.scalars import DIGEST, ID, MAX_LINE, MisfitError, bad_id, plain_text, scalar_reader
from archive.source import Mapping, Node, Scalar, Sequence

MAX_ENTRIES = 500
"""Of one list, or of one table such as ``deadlines``, in one letter: a register may have more."""


# Not frozen: there is one for every value of every file.
@dataclass(slots=True)
class Entry:
    """One place of the front matter: what stands there and what the table says of it."""

    path: str
    """Dotted, with ids and list positions: ``events.meeting.start``, ``initiatives.0``."""
    node: Node
    key: Scalar | None
    """The key that the value stands under; None for an item of a list."""
    field: Field | None
    """The row of the table; None for an unknown field."""
    table_path: str = ""
    """The row's own path: ``events.start``."""
    value: object = None
    misfit: MisfitError | None = None
    repeated: bool = False
    siblings: tuple[str, ...] = ()
    """For an unknown field: the names that are known there."""


@dataclass(slots=True, kw_only=True)
class Record:
    """All entries of one file, and its typed values by path."""

    fields: tuple[Field, ...]
    entries: list[Entry] = field(default_factory=list)
    odd: list[Entry] = field(default_factory=list)
    """Those that are unknown, stand twice or do not fit."""
    absent: list[tuple[str, str, Field, Node]] = field(default_factory=list)
    """Required fields that do not stand: path, table path, row, and the group's node."""
    values: dict[str, object] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """The value of *path* where it is text."""
        value = self.values.get(path)
        return value if isinstance(value, str) else None

    def ids(self, path: str) -> tuple[str, ...]:
        """The ids of the items under *path*, in the order of the file."""
        value = self.values.get(path)
        return value if isinstance(value, tuple) else ()

    def place(self, path: str) -> Node | None:
        """Where *path* stands, or its nearest parent that stands."""
        while path:
            if path in self.nodes:
                return self.nodes[path]
            path = path.rpartition(".")[0]
        return None


_Read = Callable[[Node], object]


class _Table:
    """The rows of one table, ready for reading."""

    def __init__(self, fields: tuple[Field, ...], grammar: Grammar) -> None:
        self.fields = fields
        """Kept, so that the id by which the reader knows them stays their own."""
        self.rows = {row.name: (row, self._read(row, grammar)) for row in fields}
        """By name, with what reads a single value; None where the row has several."""
        self.names = tuple(self.rows)
        self.required = [row for row in fields if row.required]

    @staticmethod
    def _read(row: Field, grammar: Grammar) -> _Read | None:
        if row.shape is not Shape.ONE:
            return None
        if row.type is Type.LOCALIZED:
            return partial(_localized, row.type, _one_text)
        if row.type is Type.LOCALIZED_LIST:
            return partial(_localized, row.type, _several_texts)
        if row.type is Type.FINGERPRINT:
            return _fingerprint
        return scalar_reader(row, grammar)


class Reader:
    """Reads front matter by a table."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._tables: dict[int, _Table] = {}
        self._scalars: dict[int, tuple[Field, _Read]] = {}

    def read(self, front: Mapping, fields: tuple[Field, ...]) -> Record:
        """The record of one file; nothing is judged here, misfits are only noted."""
        record = Record(fields=fields)
        self._group(record, front, fields, "", "")
        self._note(record)
        return record

    def read_items(self, front: Mapping, table: Field) -> Record:
        """The record of a register: the whole file is the items of one *table*."""
        record = Record(fields=(table,))
        record.values[table.name] = self._items(record, table, table.name, table.name, front)
        self._note(record)
        return record

    @staticmethod
    def _note(record: Record) -> None:
        """Note the entries by their paths; of two with one path the first."""
        nodes, values = record.nodes, record.values
        for entry in record.entries:
            row, misfit = entry.field, entry.misfit
            if row is None or misfit is not None or entry.repeated:
                record.odd.append(entry)
                if entry.repeated:
                    continue
            path = entry.path
            if path not in nodes:
                nodes[path] = entry.key or entry.node
            value = entry.value
            if value is not None and misfit is None and path not in values:
                values[path] = value

    def _table(self, fields: tuple[Field, ...]) -> _Table:
        """A table, made ready once."""
        known = self._tables.get(id(fields))
        if known is None:
            known = self._tables[id(fields)] = _Table(fields, self._grammar)
        return known

    def _scalar(self, row: Field) -> _Read:
        """What reads one value of a list, made once for each row."""
        known = self._scalars.get(id(row))
        if known is None:  # the row is kept too, so that its id stays its own
            known = self._scalars[id(row)] = (row, scalar_reader(row, self._grammar))
        return known[1]

    def _group(
        self, record: Record, node: Mapping, fields: tuple[Field, ...], prefix: str, table: str
    ) -> None:
        known = self._table(fields)
        rows, found = known.rows, record.entries
        seen: set[str] = set()
        for key, value in node.entries:
            name = key.value
            row, read = rows.get(name, _UNKNOWN)
            if row is None or name in seen:
                repeated = name in seen
                found.append(
                    Entry(prefix + name, value, key, row, repeated=repeated, siblings=known.names)
                )
            else:
                entry = Entry(prefix + name, value, key, row, table + name)
                found.append(entry)
                try:
                    entry.value = read(value) if read else self._shaped(record, entry, row, value)
                except MisfitError as error:
                    entry.misfit = error
            seen.add(name)
        for row in known.required:
            if row.name not in seen:
                record.absent.append((prefix + row.name, table + row.name, row, node))

    def _shaped(self, record: Record, entry: Entry, row: Field, node: Node) -> object:
        """The value of what has several; what it has is noted behind its own *entry*."""
        if row.shape is Shape.GROUP:
            if not isinstance(node, Mapping):
                raise MisfitError("wrong-shape", expected=StringKey("shape.group"))
            self._group(record, node, row.fields, f"{entry.path}.", f"{entry.table_path}.")
            return None
        if row.shape is Shape.ITEMS:
            _refuse_many(len(node.entries) if isinstance(node, Mapping) else 0)
            return self._items(record, row, entry.path, entry.table_path, node)
        read = self._scalar(row)
        if not isinstance(node, Sequence):
            if row.shape is Shape.ONE_OR_LIST:
                return read(node)
            raise MisfitError("wrong-shape", expected=StringKey("shape.list"))
        _refuse_many(len(node.items))
        values: list[object] = []
        seen: set[object] = set()
        for index, item in enumerate(node.items):
            value: object = None
            misfit: MisfitError | None = None
            try:
                value = read(item)
                if value in seen:
                    written = item.value if isinstance(item, Scalar) else ""
                    misfit = MisfitError("listed-twice", value=written)
            except MisfitError as error:
                misfit = error
            seen.add(value)
            if misfit is None:
                values.append(value)
            else:
                value = None
            path = f"{entry.path}.{index}"
            record.entries.append(Entry(path, item, None, row, entry.table_path, value, misfit))
        return tuple(values)

    def _items(self, record: Record, row: Field, path: str, table: str, node: Node) -> object:
        if not isinstance(node, Mapping):
            raise MisfitError("wrong-shape", expected=StringKey("shape.items"))
        ids: dict[str, None] = {}
        for key, value in node.entries:
            name = key.value
            misfit: MisfitError | None = None
            if not ID.fullmatch(name):
                misfit = bad_id(name)
            elif not isinstance(value, Mapping):
                misfit = MisfitError("wrong-shape", expected=StringKey("shape.group"))
            item = f"{path}.{name}"
            repeated = name in ids
            record.entries.append(Entry(item, value, key, row, table, None, misfit, repeated))
            if misfit is None and not repeated and isinstance(value, Mapping):
                ids[name] = None
                self._group(record, value, row.fields, f"{item}.", f"{table}.")
        return tuple(ids)


def _refuse_many(count: int) -> None:
    """Refuse more entries than a page can show and rules can compare."""
    if count > MAX_ENTRIES:
        raise MisfitError("too-long", variant="list", length=count, limit=MAX_ENTRIES)


_UNKNOWN: tuple[None, None] = (None, None)


def _localized(kind: Type, read: _Read, node: Node) -> object:
    if not isinstance(node, Mapping):
        raise MisfitError("wrong-shape", expected=StringKey(f"shape.{kind}"))
    texts: dict[str, object] = {}
    for key, value in node.entries:
        if key.value not in CODES:
            raise MisfitError("bad-text-language", value=key.value, known=", ".join(CODES))
        if key.value in texts:
            raise MisfitError("duplicate-key", name=key.value)
        texts[key.value] = read(value)
    if not texts:
        raise MisfitError("empty-value")
    ordered = [code for code in CODES if code in texts]
    return {code: texts[code] for code in ordered}


def _fingerprint(node: Node) -> object:
    """Digests by address; YAML may take one for a number, which changes nothing in it."""
    if not isinstance(node, Mapping):
        raise MisfitError("wrong-shape", expected=StringKey("shape.fingerprint"))
    digests: dict[str, str] = {}
    for key, value in node.entries:
        if not isinstance(value, Scalar) or not DIGEST.fullmatch(value.value):
            raise MisfitError("bad-fingerprint", address=key.value)
        digests.setdefault(key.value, value.value)
    return digests


def _one_text(node: Node) -> str:
    return plain_text(node, MAX_LINE)


def _several_texts(node: Node) -> tuple[str, ...]:
    if not isinstance(node, Sequence):
        raise MisfitError("wrong-shape", expected=StringKey("shape.list"))
    _refuse_many(len(node.items))
    texts: dict[str, None] = {}
    for item in node.items:
        text = _one_text(item)
        if text in texts:
            raise MisfitError("listed-twice", value=text)
        texts[text] = None
    if not texts:
        raise MisfitError("empty-value")
    return tuple(texts)
