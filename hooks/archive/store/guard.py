"""What guards a store: one error for all its troubles, whole transactions, digests of rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Concatenate, ParamSpec, TypeVar


class StoreLostError(Exception):
    """The store is gone, damaged, full or of another version: what it should hold is not there."""


TROUBLE = (sqlite3.Error, UnicodeError)
"""What a damaged file causes; SQLite's own words about it can be damaged, too."""

_Owner = TypeVar("_Owner")
_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def or_lost(
    method: Callable[Concatenate[_Owner, _Given], _Answer],
) -> Callable[Concatenate[_Owner, _Given], _Answer]:
    """Say the same of every trouble with the file."""

    @wraps(method)
    def guarded(self: _Owner, /, *given: _Given.args, **named: _Given.kwargs) -> _Answer:
        try:
            return method(self, *given, **named)
        except TROUBLE as error:
            raise StoreLostError(str(error)) from None

    return guarded


class Transaction:
    """All or nothing; a full disk leaves the store as it was."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("begin immediate")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._connection.execute("commit" if kind is None else "rollback")


def row_sum(*values: str) -> bytes:
    """The digest that a row of the store carries, of all its other values."""
    digest = blake2b(digest_size=8)
    for value in values:
        data = value.encode("utf-8", "surrogatepass")
        digest.update(b"%d\n" % len(data))
        digest.update(data)
    return digest.digest()
