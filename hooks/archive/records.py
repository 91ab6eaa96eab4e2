"""From raw front matter to typed values by the table of fields; misfits keep their places."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from archive.dates import Moment, PartialDate, zone
from archive.fields import Field, Shape, Type
from archive.languages import CODES
from archive.problems import StringKey
from archive.references import Grammar
from archive.source import Mapping, Node, Scalar, Sequence, collapsed
from archive.web_addresses import is_web_address

LOST = "lost"
"""What stands for a web address that the letter had and the archive's copy lost."""

MAX_LINE = 1_000
MAX_TEXT = 5_000
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FILE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*\.(?:pdf|docx|xlsx|pptx|odt|ods|csv|txt|zip)")
_CIRCULAR = re.compile(r"[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FORMS = {
    Type.DATE: re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}~?"),
    Type.DAY: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Type.MOMENT: re.compile(
        r"[0-9]{4}(?:-[0-9]{2}){0,2}~?|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}"
    ),
}
"""How dates are written: what has the form and is still no date cannot be."""
_IDS = frozenset({Type.BUREAU, Type.ADDRESSEE, Type.INITIATIVE, Type.LINK, Type.ID})
_DIGEST = re.compile(r"[0-9a-f]{16}")
_BYTES = re.compile(r"0|[1-9][0-9]{0,11}")
WRITTEN_FORMS: dict[Type, re.Pattern[str]] = {
    **_FORMS,
    **dict.fromkeys(sorted(_IDS), ID),
    Type.EMAIL: _EMAIL,
    Type.FILE: _FILE,
    Type.SIZE: _BYTES,
    Type.LANGUAGE: _LANGUAGE_CODE,
    Type.CIRCULAR: _CIRCULAR,
    Type.FINGERPRINT: _DIGEST,
}
"""How values of these types (digests, of a fingerprint) are written, for schemas."""


_COMPOUND = frozenset({Type.LOCALIZED, Type.FINGERPRINT})
"""Types of one value that is itself a mapping."""


class MisfitError(Exception):
    """A value that its field cannot take; *code* and *values* word the problem."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


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
                value = self._scalar(row, node)
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
            return self._localized(node), []
        if row.type is Type.FINGERPRINT:
            return self._fingerprint(node), []
        if row.shape is Shape.ONE or (
            row.shape is Shape.ONE_OR_LIST and not isinstance(node, Sequence)
        ):
            return self._scalar(row, node), []
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
            value = self._scalar(row, node)
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
                misfit = MisfitError("bad-id", value=key.value)
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

    def _localized(self, node: Node) -> object:
        if not isinstance(node, Mapping):
            raise MisfitError("wrong-shape", expected=StringKey("shape.localized"))
        texts: dict[str, str] = {}
        for key, value in node.entries:
            if key.value not in CODES:
                raise MisfitError("bad-text-language", value=key.value, known=", ".join(CODES))
            if key.value in texts:
                raise MisfitError("duplicate-key", name=key.value)
            texts[key.value] = _plain_text(value, MAX_LINE)
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
            if not isinstance(value, Scalar) or not _DIGEST.fullmatch(value.value):
                raise MisfitError("bad-fingerprint", address=key.value)
            digests.setdefault(key.value, value.value)
        return digests

    def _scalar(self, row: Field, node: Node) -> object:
        if row.type is Type.LINE or row.type is Type.TEXT:
            return _plain_text(node, MAX_TEXT if row.type is Type.TEXT else MAX_LINE)
        if row.type in (Type.DATE, Type.DAY, Type.MOMENT):
            return _date(row.type, node)
        if row.type is Type.SIZE:
            return _size(node)
        text = _plain_text(node, MAX_LINE)
        if row.type is Type.CHOICE and text not in row.choices:
            raise MisfitError("bad-choice", value=text, known=", ".join(row.choices))
        if row.type is Type.REFERENCE:
            return self._grammar.parse(text)
        if row.type is Type.ZONE:
            try:
                zone(text)
            except ValueError:
                raise MisfitError("bad-zone", value=text) from None
        elif row.type is Type.URL or (row.type is Type.LINK_URL and text != LOST):
            if not is_web_address(text):
                raise MisfitError("bad-url", value=text)
        elif row.type is Type.EMAIL and not _EMAIL.fullmatch(text):
            raise MisfitError("bad-email", value=text)
        elif row.type is Type.FILE and not _FILE.fullmatch(text):
            raise MisfitError("bad-file", value=text)
        elif row.type is Type.CIRCULAR and not _CIRCULAR.fullmatch(text):
            raise MisfitError("bad-circular", value=text)
        elif row.type is Type.LANGUAGE and not _LANGUAGE_CODE.fullmatch(text):
            raise MisfitError("bad-language", value=text)
        elif row.type is Type.TEXT_LANGUAGE and text not in CODES:
            raise MisfitError("bad-text-language", value=text, known=", ".join(CODES))
        elif row.type in _IDS and not ID.fullmatch(text):
            raise MisfitError("bad-id", value=text)
        return text


def _plain_text(node: Node, limit: int) -> str:
    if not isinstance(node, Scalar):
        raise MisfitError("wrong-shape", expected=StringKey("shape.one"))
    if node.kind == "null" or (node.kind == "str" and not node.value.strip()):
        raise MisfitError("empty-value")
    if node.kind != "str":
        # YAML 1.1 reads NO as false, 012 as ten, 10:30 as 630, 352 as a number.
        raise MisfitError("yaml-trap", value=node.value, kind=StringKey(f"yaml.{node.kind}"))
    text = collapsed(node.value)
    if len(text) > limit:
        raise MisfitError("too-long", length=len(text), limit=limit)
    return text


def _size(node: Node) -> int:
    if not isinstance(node, Scalar):
        raise MisfitError("wrong-shape", expected=StringKey("shape.one"))
    if node.kind == "null" or not node.value.strip():
        raise MisfitError("empty-value")
    if not _BYTES.fullmatch(node.value):
        raise MisfitError("bad-size", value=node.value)
    return int(node.value)


def _date(kind: Type, node: Node) -> object:
    if not isinstance(node, Scalar):
        raise MisfitError("wrong-shape", expected=StringKey("shape.one"))
    text = node.value.strip()
    if not text or node.kind == "null":
        raise MisfitError("empty-value")
    try:
        if kind is Type.DATE:
            return PartialDate.parse(text)
        if kind is Type.MOMENT:
            return Moment.parse(text)
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        code = "impossible-date" if _FORMS[kind].fullmatch(text) else f"bad-{kind}"
        raise MisfitError(code, value=text) from None
