"""Keys of outputs: digests of all that a file is made from, so that it need not be made again.

A key covers the values that a template is given. Of a circular it covers what the circular says of
itself, what other letters did to it, and what the letters that it names say of themselves: this is
as far as a page looks. What the whole site shares (strings, templates, day, address) stands in the
base of all keys.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from archive.model import Circular, Dated

_SIZE = 12
_MOST_KNOWN = 20_000
"""So many records are remembered with their digests: each is held by that."""


WITHOUT_DIGEST = object()
"""Of what is made from this, there is no key."""


class UnkeyedError(TypeError):
    """A value that no digest can stand for, such as a function."""


class Sheet(NamedTuple):
    """A circular, as far as keys know it."""

    digest: str
    """Of what the circular says of itself beside its texts, and of what others made of it."""
    ties: tuple[str, ...]
    """The keys of the letters that its page looks at."""


def content_key(data: bytes) -> bytes:
    """The key of a file of finished bytes: it is made from them alone."""
    return blake2b(data, digest_size=_SIZE, person=b"finished").digest()


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


class Keys:
    """Makes the keys of one build; without a *base* all are empty, and everything is made."""

    def __init__(
        self,
        base: bytes = b"",
        lasting: bytes = b"",
        sheets: Mapping[str, Sheet] | None = None,
        bodies: Mapping[tuple[str, str], str] | None = None,
        templates: Mapping[str, str] | None = None,
    ) -> None:
        """*lasting* is the base of what depends neither on the day nor on the site's address.

        *sheets* gives the circulars by key, *bodies* the digests of finished bodies by folder
        and language, *templates* those of page templates by name."""
        self._base = base
        self._lasting = lasting
        self._sheets = sheets or {}
        self._bodies = bodies or {}
        self.templates = templates or {}
        self._deep: dict[str, bytes] = {}
        self._tying: dict[str, list[str]] = {}
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, *values: object) -> bytes:
        """The key of what is made from *values*; empty where one of them has no digest."""
        return self._of(self._base, values)

    def drawn(self, template: str, *values: object) -> bytes:
        """The key of what a page template makes of *values*; its frame is no part of it."""
        return self._of(self._base, (template, self.templates.get(template), values))

    def shared(self, *values: object) -> object:
        """What stands for *values* in several keys, so that they are digested once."""
        return self._of(self._base, values) or WITHOUT_DIGEST

    def lasting(self, *values: object) -> bytes:
        """The key of what depends neither on the day nor on the site's address."""
        return self._of(self._lasting, values)

    def _of(self, base: bytes, values: tuple[object, ...]) -> bytes:
        if not base:
            return b""
        digest = blake2b(base, digest_size=_SIZE)
        try:
            for value in values:
                self._feed(digest, value)
        except UnkeyedError:
            return b""
        return digest.digest()

    def bodies(self, place: str, languages: Iterable[str]) -> tuple[str, ...]:
        """The digests of the finished bodies of a folder."""
        return tuple(self._bodies.get((place, code), "") for code in languages)

    def tied_to(self, wanted: Iterable[str]) -> frozenset[str] | None:
        """The keys of *wanted* letters and of all that look at them; None where nobody knows."""
        if not self._sheets:
            return None
        if not self._tying:
            for key, sheet in self._sheets.items():
                for other in sheet.ties:
                    self._tying.setdefault(other, []).append(key)
        own = frozenset(wanted)
        return own.union(*(self._tying.get(key, ()) for key in own))

    def circular(self, key: str) -> bytes:
        """The digest of a circular as far as other pages look at it."""
        found = self._deep.get(key)
        if found is None:
            own = self._sheets.get(key)
            if own is None:
                raise UnkeyedError(key)
            digest = blake2b(f"{key} {own.digest}".encode(), digest_size=_SIZE)
            for other in own.ties:
                if other in self._sheets:
                    digest.update(f"{other} {self._sheets[other].digest}".encode())
            found = self._deep[key] = digest.digest()
        return found

    def _feed(self, digest: _Digest, value: Any) -> None:
        kind = type(value)
        if kind is str:
            data = value.encode("utf-8", "surrogatepass")
            digest.update(b"s%d:" % len(data))
            digest.update(data)
        elif isinstance(value, Circular):
            digest.update(b"c")
            digest.update(self.circular(value.key))
        elif kind is tuple or kind is list:
            digest.update(b"l%d:" % len(value))
            for item in value:
                self._feed(digest, item)
        elif kind is Dated:
            # All that a letter says of its dates, and what others did to them, is in its digest.
            digest.update(f"t{type(value.item).__name__} {value.item.id} ".encode())
            digest.update(self.circular(value.circular.key))
        elif value is None:
            digest.update(b"None;")
        elif kind is bytes:
            digest.update(b"b%d:" % len(value))
            digest.update(value)
        elif _fields(kind) is not None:
            digest.update(self._of_record(value))
        else:
            self._feed_rare(digest, value)

    def _feed_rare(self, digest: _Digest, value: Any) -> None:
        """The same of values of types that are not so many."""
        if isinstance(value, (bool, int, float)):
            digest.update(f"{value!r};".encode())
        elif isinstance(value, enum.Enum):
            self._feed(digest, value.value)
        elif isinstance(value, str):
            self._feed(digest, str(value))
        elif isinstance(value, (dt.date, dt.time)):
            digest.update(f"d{value.isoformat()};".encode())
        elif isinstance(value, Mapping):
            digest.update(b"m%d:" % len(value))
            for name, item in value.items():
                self._feed(digest, name)
                self._feed(digest, item)
        elif isinstance(value, (frozenset, set)):
            self._feed(digest, sorted(value))
        elif isinstance(value, (tuple, list, range)):
            self._feed(digest, tuple(value))
        else:
            raise UnkeyedError(type(value).__name__)

    def _of_record(self, value: Any) -> bytes:
        """The digest of a record; those that many pages share are digested once."""
        known = self._known.get(id(value))
        if known is not None and known[0] is value:
            return known[1]
        digest = blake2b(type(value).__name__.encode(), digest_size=_SIZE)
        for field in _fields(type(value)) or ():
            self._feed(digest, getattr(value, field))
        made = digest.digest()
        if len(self._known) < _MOST_KNOWN:
            self._known[id(value)] = (value, made)
        return made


_FIELDS: dict[type, tuple[str, ...] | None] = {}
"""The names of the fields of all types of records met so far; None of other types."""


def _fields(kind: type) -> tuple[str, ...] | None:
    """The names of a record's fields; None for a type of something else."""
    if kind not in _FIELDS:
        is_record = dataclasses.is_dataclass(kind)
        names = tuple(each.name for each in dataclasses.fields(kind)) if is_record else None
        _FIELDS[kind] = names
    return _FIELDS[kind]
