"""Circulars that are read from the store field by field, when somebody asks for a field.

Of ten thousand circulars a build shows a few; a field that nobody asks for is never made.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Self

from archive.model import Circular, Deadline, Event, Paragraph, Text
from archive.store.codec import Codec, StoredValueError
from archive.store.database import Store
from archive.store.folder_rows import NAMES, OF_LISTS, OUTLINE
from archive.store.guard import StoreLostError
from archive.store.rows import Card, Told

_SET = object.__setattr__

_LAST = 32
"""So many letters' lines are held at once: what is asked of a letter is asked together."""

_SHORT = 64
_MOST_SHARED = 20_000
"""So many values are made once for all letters that say the same in so few signs (a bureau, a day,
addressees); letters never change them."""


class CircularMaker:
    """Makes circulars of one store."""

    def __init__(self, codec: Codec, store: Store) -> None:
        self._codec = codec
        self._store = store
        self._decoders = codec.fields(Circular)
        self._texts = codec.fields(Text)
        self._last: dict[str, list[str]] = {}
        self._shared: dict[tuple[str, str], object] = {}
        self._defaults = {
            each.name: each.default_factory()
            if each.default_factory is not dataclasses.MISSING
            else each.default
            for each in dataclasses.fields(Circular)
        }

    def circular(self, card: Card, told: Told | None = None) -> StoredCircular:
        """A circular as the store keeps it; *told* is what the rest of the archive makes of it."""
        made = StoredCircular.__new__(StoredCircular)
        _SET(made, "key", card.path)
        _SET(made, "_source", _Source(card, told.facts if told else "", self))
        _SET(made, "_changed", ())
        return made

    def read_from(self, store: Store) -> None:
        """Go on with another opening of the store."""
        self._store = store
        self._last.clear()

    def facts(self, path: str) -> list[str]:
        """All fields of a circular, a line each."""
        found = self._last.get(path)
        if found is None:
            for row in self._store.folders([path]):
                found = row.facts.split("\n")
            if found is None:
                raise StoreLostError(path)
            while len(self._last) >= _LAST:
                del self._last[next(iter(self._last))]
            self._last[path] = found
        return found

    def value(self, line: str, name: str) -> object:
        """One field; raises :class:`StoredValueError`."""
        if not line:
            default = self._defaults[name]
            if default is dataclasses.MISSING:
                raise StoredValueError(name)
            return default
        if len(line) > _SHORT:
            return self._made(line, name)
        found = self._shared.get((name, line))
        if found is None:
            found = self._made(line, name)
            if len(self._shared) < _MOST_SHARED:
                self._shared[name, line] = found
        return found

    def _made(self, line: str, name: str) -> object:
        try:
            return self._decoders[name](json.loads(line))
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise StoredValueError(str(error)) from None

    def texts(self, line: str, path: str) -> dict[str, Text]:
        """The texts of the letter at *path*, as its card has them; raises
        :class:`StoredValueError`."""
        try:
            return {code: self._text(plain, path) for code, plain in json.loads(line).items()}
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise StoredValueError(str(error)) from None

    def _text(self, plain: list[Any], path: str) -> StoredText:
        made = StoredText.__new__(StoredText)
        _SET(made, "_letter", path)
        _SET(made, "_maker", self)
        for at, (name, decode) in enumerate(self._texts.items()):
            if at != OUTLINE:
                _SET(made, name, decode(plain[at]) if at < len(plain) else _OF_TEXTS[name])
        return made

    def outline(self, path: str, language: str) -> tuple[Paragraph, ...]:
        """How a text of the letter at *path* is divided."""
        texts = self._made(self.facts(path)[NAMES.index("texts")], "texts")
        if not isinstance(texts, dict) or language not in texts:
            raise StoreLostError(path)
        found: tuple[Paragraph, ...] = texts[language].outline
        return found

    def told(self, circular: Circular) -> Told | None:
        """What is to be kept of a circular that the rest of the archive has changed."""
        if not isinstance(circular, StoredCircular) or not circular._changed:
            return None
        lines = []
        for name in sorted(circular._changed):
            plain = self._codec.field(Circular, name, getattr(circular, name))
            lines.append(f"{name} {json.dumps(plain, ensure_ascii=False, separators=(',', ':'))}")
        return Told(facts="\n".join(lines), ties=" ".join(sorted(_looked_at(circular))))


class _Source:
    """Where the fields of one circular come from: told, on the card, or in the store."""

    __slots__ = ("_card", "_maker", "_sources", "_told")

    def __init__(self, card: Card, told: str, maker: CircularMaker) -> None:
        self._card = card
        self._told = told
        self._maker = maker
        self._sources: list[tuple[str, str]] | None = None

    @property
    def is_acted_on(self) -> bool:
        return any(line.startswith(("acts ", "deadlines ")) for line in self._told.split("\n"))

    def sources(self) -> list[tuple[str, str]]:
        if self._sources is None:
            self._sources = self._read_sources()
        return self._sources

    def _read_sources(self) -> list[tuple[str, str]]:
        try:
            texts = json.loads(self._line("texts"))
            return [(str(text[_PATH]), str(text[_DIGEST])) for text in texts.values()]
        except (ValueError, TypeError, AttributeError, IndexError) as error:
            raise StoredValueError(str(error)) from None

    def value(self, name: str) -> object:
        line = self._line(name)
        if name == "texts" and line:
            return self._maker.texts(line, self._card.path)
        return self._maker.value(line, name)

    def _line(self, name: str) -> str:
        if self._told:
            for line in self._told.split("\n"):
                if line.startswith(f"{name} "):
                    return line[len(name) + 1 :]
        if name in _ONLY_TOLD:
            return ""
        place = _ON_CARDS.get(name)
        if place is not None:
            lines = self._card.facts.split("\n")
            return lines[place] if place < len(lines) else ""
        facts = self._maker.facts(self._card.path)
        place = NAMES.index(name)
        return facts[place] if place < len(facts) else ""


_ONLY_TOLD = frozenset({"citations", "acts"})
"""No letter says these of itself."""

_OF_TEXTS = {each.name: each.default for each in dataclasses.fields(Text)}
_TEXT_FIELDS = [*_OF_TEXTS]
_PATH, _DIGEST = _TEXT_FIELDS.index("path"), _TEXT_FIELDS.index("digest")
_ON_CARDS = {name: place for place, name in enumerate(OF_LISTS)}


class StoredText(Text):
    """A text of which nobody may ask how it is divided: lists do not, and that is most of it."""

    __slots__ = ("_letter", "_maker")

    _letter: str
    _maker: CircularMaker

    def __getattr__(self, name: str) -> Any:
        if name != "outline":
            raise AttributeError(name)
        value = self._maker.outline(self._letter, self.language)
        _SET(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and all(
            getattr(self, name) == getattr(other, name) for name in _TEXT_FIELDS
        )

    __hash__ = None  # type: ignore[assignment]


class StoredCircular(Circular):
    """A circular whose fields are made when they are asked for.

    An empty slot asks :meth:`__getattr__`, which fills it; the circular never changes otherwise.
    """

    __slots__ = ("_changed", "_source")

    _source: _Source
    _changed: tuple[str, ...]
    """The fields that the rest of the archive has changed."""

    def __getattr__(self, name: str) -> Any:
        if name not in NAMES:
            raise AttributeError(name)
        value = self._source.value(name)
        _SET(self, name, value)
        return value

    @property
    def is_acted_on(self) -> bool:
        """As of any circular; that of one which no other has changed is known without a look."""
        return bool(self._changed or self._source.is_acted_on) and super().is_acted_on

    @property
    def sources(self) -> list[tuple[str, str]]:
        """As of any circular; its texts need not be made for that."""
        return self._source.sources()

    def with_facts(self, **changes: object) -> Self:
        """The same circular with other values of some fields."""
        made = type(self).__new__(type(self))
        for name in ("_source", *NAMES):
            try:
                _SET(made, name, object.__getattribute__(self, name))
            except AttributeError:  # nobody has asked for it yet
                continue
        for name, value in changes.items():
            _SET(made, name, value)
        _SET(made, "_changed", tuple({*self._changed, *changes}))
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Circular) and all(
            getattr(self, name) == getattr(other, name) for name in NAMES
        )

    __hash__ = None  # type: ignore[assignment]


def _looked_at(circular: Circular) -> set[str]:
    """The keys of all letters that a circular's page looks at."""
    found = {related.circular or "" for related in circular.related}
    for related in circular.related:
        found.update(related.perhaps)
    for citation in circular.citations:
        found.update(citation.keys)
    found.update(act.by for act in circular.acts)
    dated: tuple[Deadline | Event, ...] = (*circular.deadlines, *circular.events)
    for item in dated:
        if item.ended is not None:
            found.add(item.ended.by)
        found.update(former.circular for former in item.instead_of)
    for deadline in circular.deadlines:
        if deadline.relative is not None:
            found.update((deadline.relative.circular, deadline.relative.moved_by))
    return found - {"", circular.key}
