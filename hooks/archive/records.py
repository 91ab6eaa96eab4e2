"""From raw front matter to typed values by the table of fields; misfits keep their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from archive.fields import Field, Shape, Type
from archive.languages import CODES
from archive.problems import StringKey
from archive.references import Grammar
from archive.scalars import DIGEST, ID, MAX_LINE, MisfitError, bad_id, plain_text, scalar
from archive.source import Mapping, Node, Scalar, Sequence

_COMPOUND = frozenset({Type.LOCALIZED, Type.LOCALIZED_LIST, Type.FINGERPRINT})
"""Types of one value that is itself a mapping."""


# Not frozen: there is one for every value of every file.
@dataclass(slots=True, kw_only=True)
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


class Reader:
    """Reads front matter by a table."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._tables: dict[int, tuple[tuple[Field, ...], dict[str, Field]]] = {}

    def read(self, front: Mapping, fields: tuple[Field, ...]) -> Record:
        """The record of one file; nothing is judged here, misfits are only noted."""
        record = Record(fields=fields)
        self._note(record, self._group(front, fields, "", "", record))
        return record

    def read_items(self, front: Mapping, table: Field) -> Record:
        """The record of a register: the whole file is the items of one *table*."""
        record = Record(fields=(table,))
        value, entries = self._items(table, table.name, table.name, front, record)
        record.values[table.name] = value
        self._note(record, entries)
        return record

    @staticmethod
    def _note(record: Record, entries: list[Entry]) -> None:
        record.entries = entries
        nodes, values = record.nodes, record.values
        for entry in entries:
            if not entry.repeated:
                nodes.setdefault(entry.path, entry.key or entry.node)
                if entry.misfit is None and entry.value is not None:
                    values.setdefault(entry.path, entry.value)

    def _rows(self, fields: tuple[Field, ...]) -> dict[str, Field]:
        """The rows of a table by name, made once for each table."""
        known = self._tables.get(id(fields))
        if known is None:  # the table is kept too, so that its id stays its own
            known = (fields, {row.name: row for row in fields})
            self._tables[id(fields)] = known
        return known[1]

    def _group(
        self, node: Mapping, fields: tuple[Field, ...], prefix: str, table: str, record: Record
    ) -> list[Entry]:
        rows = self._rows(fields)
        seen: set[str] = set()
        found: list[Entry] = []
        for key, value in node.entries:
            name = key.value
            row = rows.get(name)
            if row is None or name in seen:
                unknown = Entry(
                    path=prefix + name,
                    node=value,
                    key=key,
                    field=row,
                    repeated=name in seen,
                    siblings=tuple(rows),
                )
                found.append(unknown)
            else:
                self._field(found, row, prefix + name, table + name, key, value, record)
            seen.add(name)
        for row in fields:
            if row.required and row.name not in seen:
                record.absent.append((prefix + row.name, table + row.name, row, node))
        return found

    def _field(
        self,
        found: list[Entry],
        row: Field,
        path: str,
        table: str,
        key: Scalar,
        node: Node,
        record: Record,
    ) -> None:
        value: object = None
        misfit: MisfitError | None = None
        below: list[Entry] = []
        try:
            if row.shape is Shape.ONE and row.type not in _COMPOUND:
                value = scalar(row, node, self._grammar)
            else:
                value, below = self._shaped(row, path, table, node, record)
        except MisfitError as error:
            misfit = error
        entry = Entry(
            path=path, node=node, key=key, field=row, table_path=table, value=value, misfit=misfit
        )
        found.append(entry)
        if below:
            found.extend(below)

    def _shaped(
        self, row: Field, path: str, table: str, node: Node, record: Record
    ) -> tuple[object, list[Entry]]:
        if row.shape is Shape.GROUP:
            if not isinstance(node, Mapping):
                raise MisfitError("wrong-shape", expected=StringKey("shape.group"))
            return None, self._group(node, row.fields, f"{path}.", f"{table}.", record)
        if row.shape is Shape.ITEMS:
            return self._items(row, path, table, node, record)
        if row.type is Type.LOCALIZED:
            return self._localized(node, row.type, _one_text), []
        if row.type is Type.LOCALIZED_LIST:
            return self._localized(node, row.type, _several_texts), []
        if row.type is Type.FINGERPRINT:
            return self._fingerprint(node), []
        if row.shape is Shape.ONE or (
            row.shape is Shape.ONE_OR_LIST and not isinstance(node, Sequence)
        ):
            return scalar(row, node, self._grammar), []
        if not isinstance(node, Sequence):
            raise MisfitError("wrong-shape", expected=StringKey("shape.list"))
        entries = [
            self._list_item(row, f"{path}.{index}", table, item)
            for index, item in enumerate(node.items)
        ]
        seen: list[object] = []
        for index, entry in enumerate(entries):
            if entry.misfit is None and entry.value in seen:
                entries[index] = self._twice(entry)
            seen.append(entry.value)
        return tuple(entry.value for entry in entries if entry.misfit is None), entries

    @staticmethod
    def _twice(entry: Entry) -> Entry:
        misfit = MisfitError("listed-twice", value=getattr(entry.node, "value", ""))
        return Entry(
            path=entry.path,
            node=entry.node,
            key=None,
            field=entry.field,
            table_path=entry.table_path,
            misfit=misfit,
        )

    def _list_item(self, row: Field, path: str, table: str, node: Node) -> Entry:
        value: object = None
        misfit: MisfitError | None = None
        try:
            value = scalar(row, node, self._grammar)
        except MisfitError as error:
            misfit = error
        return Entry(
            path=path, node=node, key=None, field=row, table_path=table, value=value, misfit=misfit
        )

    def _items(
        self, row: Field, path: str, table: str, node: Node, record: Record
    ) -> tuple[object, list[Entry]]:
        if not isinstance(node, Mapping):
            raise MisfitError("wrong-shape", expected=StringKey("shape.items"))
        ids: list[str] = []
        below: list[Entry] = []
        for key, value in node.entries:
            misfit: MisfitError | None = None
            if not ID.fullmatch(key.value):
                misfit = bad_id(key.value)
            elif not isinstance(value, Mapping):
                misfit = MisfitError("wrong-shape", expected=StringKey("shape.group"))
            item = f"{path}.{key.value}"
            repeated = key.value in ids
            below.append(
                Entry(
                    path=item,
                    node=value,
                    key=key,
                    field=row,
                    table_path=table,
                    misfit=misfit,
                    repeated=repeated,
                )
            )
            if misfit is None and not repeated and isinstance(value, Mapping):
                ids.append(key.value)
                below.extend(self._group(value, row.fields, f"{item}.", f"{table}.", record))
        return tuple(ids), below

    @staticmethod
    def _localized(node: Node, kind: Type, read: Callable[[Node], object]) -> object:
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

    @staticmethod
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
    texts: list[str] = []
    for item in node.items:
        text = _one_text(item)
        if text in texts:
            raise MisfitError("listed-twice", value=text)
        texts.append(text)
    if not texts:
        raise MisfitError("empty-value")
    return tuple(texts)
