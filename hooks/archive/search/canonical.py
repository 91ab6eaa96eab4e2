"""One order for an index: Pagefind lists filters and their values in an order of chance.

Two builds of one archive are to be byte-identical, and files that stay the same are not published
again. So the tables of filters are read, sorted and written anew. They are CBOR (RFC 8949) behind
twelve signs of Pagefind's own, compressed by gzip (RFC 1952); of CBOR only unsigned integers, text
and arrays of a known length occur.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import TypeAlias

ENTRY = "pagefind-entry.json"
"""What a search reads first: which files belong to the index."""

_SIGNATURE = b"pagefind_dcd"
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
_FILTERS, _SORTS = 3, 4
"""Where the table of an index has its filters and its orders: pairs of a name and a file or list
of pages."""


class SearchIndexError(Exception):
    """The search index could not be made; the message is Pagefind's own."""


Value: TypeAlias = "int | str | list[Value]"


def settle(made: Path) -> None:
    """Bring the index in the folder *made* into one order; raises :class:`SearchIndexError`."""
    entry = made / ENTRY
    facts = json.loads(entry.read_bytes())
    for code, language in facts["languages"].items():
        table = _read(made / f"pagefind.{language['hash']}.pf_meta")
        filters = _list(_list(table)[_FILTERS])
        for pair in filters:
            row = _list(pair)
            row[1] = _settle_filter(made / "filter", code, str(row[1]))
        filters.sort(key=_name)
        _list(_list(table)[_SORTS]).sort(key=_name)
        (made / f"pagefind.{language['hash']}.pf_meta").unlink()
        data = _written(table)
        language["hash"] = f"{code}_{_digest(data)}"
        _write(made / f"pagefind.{language['hash']}.pf_meta", data)
    entry.write_text(json.dumps(facts, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _settle_filter(folder: Path, code: str, name: str) -> str:
    """The new name of a filter's file, whose values now stand in their order."""
    file = folder / f"{name}.pf_filter"
    table = _read(file)
    _list(_list(table)[1]).sort(key=_name)
    file.unlink()
    data = _written(table)
    settled = f"{code}_{_digest(data)}"
    _write(folder / f"{settled}.pf_filter", data)
    return settled


def _name(row: Value) -> str:
    return str(_list(row)[0])


def _list(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise SearchIndexError("pagefind: tables of an unknown form")
    return value


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=5).hexdigest()


def _read(file: Path) -> Value:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise SearchIndexError(f"pagefind: {file.name} is of an unknown form")
    value, end = _value(data, len(_SIGNATURE))
    if end != len(data):
        raise SearchIndexError(f"pagefind: {file.name} is of an unknown form")
    return value


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(gzip.compress(_SIGNATURE + data, mtime=0))


def _value(data: bytes, at: int) -> tuple[Value, int]:
    """The value that begins *at*, and where it ends."""
    kind, number, at = _head(data, at)
    if kind == _UNSIGNED:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind != _ARRAY:
        raise SearchIndexError("pagefind: tables of an unknown form")
    items: list[Value] = []
    for _ in range(number):
        item, at = _value(data, at)
        items.append(item)
    return items, at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Kind, number (or length) and end of the head that begins *at* (RFC 8949, 3)."""
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(short)
    if size is None:
        raise SearchIndexError("pagefind: tables of an unknown form")
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _written(value: Value) -> bytes:
    if isinstance(value, int):
        return _headed(_UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode()
        return _headed(_TEXT, len(text)) + text
    return _headed(_ARRAY, len(value)) + b"".join(_written(item) for item in value)


def _headed(kind: int, number: int) -> bytes:
    """The shortest head, as preferred by RFC 8949, 4.1."""
    if number < 24:
        return bytes([kind << 5 | number])
    for short, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * size:
            return bytes([kind << 5 | short]) + number.to_bytes(size, "big")
    raise SearchIndexError("pagefind: a number without end")
