"""Writing frozen records as plain JSON values, and making them again: nothing stored ever runs.

A record (dataclass) becomes the list of its fields' values in their order; trailing values that
are the fields' defaults are left out. What a whole archive shares (bureaux, classes of addressees,
initiatives) becomes its id. Values that do not fit the types raise :class:`StoredValueError`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from archive.model import NO_WORDS, Localized

Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]


class StoredValueError(ValueError):
    """A stored value is not what this version of the code writes."""


class Codec:
    """Writes and makes records of one archive.

    *shared* gives, by type, the records that are stored by their id.
    """

    def __init__(self, shared: Mapping[type, Mapping[str, Any]]) -> None:
        self._shared = shared
        self._records: dict[type, tuple[Encode, Decode]] = {}
        self._hints: dict[Any, dict[str, Any]] = {}
        self._pairs: dict[Any, tuple[Encode, Decode]] = {
            Localized: (_plain_words, _words),
            str: (_same, _typed(str)),
            int: (_same, _typed(int)),
            bool: (_same, _typed(bool)),
            dt.date: (dt.date.isoformat, dt.date.fromisoformat),
            dt.time: (dt.time.isoformat, dt.time.fromisoformat),
        }
        for kind, known in shared.items():
            self._pairs[kind] = (_id_of, known.__getitem__)

    def plain(self, kind: type, value: object) -> Any:
        """A record of type *kind* as plain values, whole even where others name it by its id."""
        return self._whole(kind)[0](value)

    def made(self, kind: type, plain: object) -> Any:
        """The record again; raises :class:`StoredValueError`."""
        try:
            return self._whole(kind)[1](plain)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise StoredValueError(str(error)) from None

    def _whole(self, kind: type) -> tuple[Encode, Decode]:
        if kind not in self._shared:
            return self._pair(kind)
        if kind not in self._records:
            self._records[kind] = self._record(kind)
        return self._records[kind]

    def fields(self, kind: type) -> dict[str, Decode]:
        """What makes each field of a record, by the field's name."""
        hints = self._hints_of(kind)
        return {field.name: self._pair(hints[field.name])[1] for field in dataclasses.fields(kind)}

    def field(self, kind: type, name: str, value: object) -> Any:
        """One field of a record as a plain value."""
        return self._pair(self._hints_of(kind)[name])[0](value)

    def _hints_of(self, kind: Any) -> dict[str, Any]:
        """The types of a record's fields, worked out once: that compiles each of them."""
        found = self._hints.get(kind)
        if found is None:
            found = self._hints[kind] = typing.get_type_hints(kind)
        return found

    def _pair(self, kind: Any) -> tuple[Encode, Decode]:
        found = self._pairs.get(kind)
        if found is None:
            found = self._pairs[kind] = self._made_pair(kind)
        return found

    def _made_pair(self, kind: Any) -> tuple[Encode, Decode]:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            (inner,) = (item for item in arguments if item is not type(None))
            return _optional(*self._pair(inner))
        if origin is tuple and arguments[-1] is Ellipsis:
            return _several(*self._pair(arguments[0]))
        if origin is tuple:
            return _fixed([self._pair(item) for item in arguments])
        if origin is frozenset:
            encode, decode = _several(*self._pair(arguments[0]))
            return lambda value: encode(sorted(value)), lambda plain: frozenset(decode(plain))
        if origin is not None and issubclass(origin, Mapping):
            return _mapping(*self._pair(arguments[1]))
        if dataclasses.is_dataclass(kind):
            return self._record(typing.cast("type", kind))
        if isinstance(kind, type) and issubclass(kind, tuple):  # a NamedTuple
            hints = self._hints_of(kind)
            encode, decode = _fixed([self._pair(hint) for hint in hints.values()])
            return encode, lambda plain: kind(*decode(plain))
        raise TypeError(f"no way to store {kind!r}")

    def _record(self, kind: type) -> tuple[Encode, Decode]:
        hints = self._hints_of(kind)
        fields = dataclasses.fields(kind)
        names = [field.name for field in fields]
        pairs = [self._pair(hints[name]) for name in names]
        values_of = _values_of(names)
        encoders = [(at, give) for at, (give, _) in enumerate(pairs) if give is not _same]
        setters = list(zip(names, (pair[1] for pair in pairs), strict=True))
        defaults = [
            _plain_default(field, pair[0]) for field, pair in zip(fields, pairs, strict=True)
        ]

        def encode(value: Any) -> list[Any]:
            plain = values_of(value)
            for at, give in encoders:  # most fields are text, and stay as they are
                plain[at] = give(plain[at])
            while plain and plain[-1] == defaults[len(plain) - 1]:
                plain.pop()
            return plain

        def decode(plain: Any) -> Any:
            if not isinstance(plain, list) or len(plain) > len(setters):
                raise StoredValueError(kind.__name__)
            taken = zip(setters, plain, strict=False)  # trailing defaults are left out
            return kind(**{name: take(item) for (name, take), item in taken})

        return encode, decode


def _values_of(names: list[str]) -> Callable[[Any], list[Any]]:
    """What gives the values of a record's fields."""
    if len(names) < 2:  # of one name, attrgetter gives no tuple
        return lambda value: [getattr(value, name) for name in names]
    give = attrgetter(*names)
    return lambda value: list(give(value))


_NO_DEFAULT = object()
"""Equal to no plain value."""


def _plain_default(field: dataclasses.Field[Any], encode: Encode) -> Any:
    if field.default is not dataclasses.MISSING:
        return encode(field.default)
    if field.default_factory is not dataclasses.MISSING:
        return encode(field.default_factory())
    return _NO_DEFAULT


def _same(value: Any) -> Any:
    return value


def _typed(kind: type) -> Decode:
    def decode(plain: Any) -> Any:
        if type(plain) is not kind:
            raise StoredValueError(kind.__name__)
        return plain

    return decode


def _id_of(value: Any) -> str:
    return str(value.id)


def _plain_words(words: Localized) -> Any:
    return dict(words.texts) if words else None


def _words(plain: Any) -> Localized:
    if plain is None:
        return NO_WORDS
    if not isinstance(plain, dict) or not all(type(text) is str for text in plain.values()):
        raise StoredValueError("not words")
    return Localized(texts=plain)


def _optional(encode: Encode, decode: Decode) -> tuple[Encode, Decode]:
    return (
        lambda value: None if value is None else encode(value),
        lambda plain: None if plain is None else decode(plain),
    )


def _several(encode: Encode, decode: Decode) -> tuple[Encode, Decode]:
    def made(plain: Any) -> tuple[Any, ...]:
        if not isinstance(plain, list):
            raise StoredValueError("not several values")
        return tuple([decode(item) for item in plain])

    if encode is _same:
        return list, made
    return lambda value: [encode(item) for item in value], made


def _fixed(pairs: list[tuple[Encode, Decode]]) -> tuple[Encode, Decode]:
    encoders = [pair[0] for pair in pairs]
    decoders = [pair[1] for pair in pairs]
    return (
        lambda value: [encode(item) for encode, item in zip(encoders, value, strict=True)],
        lambda plain: tuple([decode(item) for decode, item in zip(decoders, plain, strict=True)]),
    )


def _mapping(encode: Encode, decode: Decode) -> tuple[Encode, Decode]:
    def made(plain: Any) -> dict[str, Any]:
        if not isinstance(plain, dict):
            raise StoredValueError("not a mapping")
        return {name: decode(item) for name, item in plain.items()}

    if encode is _same:
        return dict, made
    return lambda value: {name: encode(item) for name, item in value.items()}, made
