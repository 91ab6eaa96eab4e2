"""Putting HTML together: quickly, and so that what is no markup is escaped.

A page has some hundred small pieces. ``Markup.format`` reads its pattern anew each time, which took
more time than anything else of a page; what stands here reads it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from typing import Any, TypeVar

from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # no compiled one for this Python
    from markupsafe._native import _escape_inner as _escaped

Made = TypeVar("Made")

KEPT_AT_MOST = 4096
"""How many values a :class:`Kept` holds: pages mostly ask for what was asked for shortly before."""


def markup(html: str) -> Markup:
    """*html*, which is known to be markup, as what it is.

    ``Markup(html)`` first asks whether it is something else than a string.
    """
    return str.__new__(Markup, html)


def escaped(text: str) -> Markup:
    """A plain *text* as markup: what ``escape`` gives, which asks much of it before and after."""
    return str.__new__(Markup, _escaped(text))


def printed(value: object) -> str:
    """What a template prints of a *value*: itself where it is markup, else escaped."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return _escaped(value) if kind is str else escape(value)  # type: ignore[arg-type]


def together(pieces: Iterable[Markup]) -> Markup:
    """Pieces one after the other."""
    return markup("".join(pieces))


class Mould:
    """A piece of HTML with gaps, written ``{}``; a call fills them in their order."""

    __slots__ = ("_after", "_start")

    def __init__(self, html: str) -> None:
        self._start, *after = html.split("{}")
        self._after = tuple(after)

    def __call__(self, *values: object) -> Markup:
        """The piece with *values* in its gaps; those that are no markup are escaped."""
        pieces = [self._start]
        for value, after in zip(values, self._after, strict=True):
            pieces.append(value if type(value) is Markup else printed(value))
            pieces.append(after)
        return markup("".join(pieces))


class Sentence:
    """A text of the interface with named fields; a call fills them with marked-up values."""

    __slots__ = ("_pieces",)

    def __init__(self, text: str) -> None:
        self._pieces = tuple((escape(words), name) for words, name, *_ in Formatter().parse(text))

    def __call__(self, values: dict[str, object]) -> Markup:
        """The sentence with *values* by their fields; all that is no markup is escaped."""
        pieces: list[str] = []
        for words, name in self._pieces:
            pieces.append(words)
            if name is not None:
                pieces.append(printed(values[name]))
        return markup("".join(pieces))


class _Words(dict[str, Markup]):
    """The words of a language by their keys, each asked for when it is wanted first."""

    def __init__(self, say: Callable[[str], Markup]) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, key: str) -> Markup:
        self[key] = self._say(key)
        return self[key]


class Kept(dict[object, Markup]):
    """What was drawn already, by all that it depends on; of limited size.

    One build has its own, so that nothing in it outlives the strings and the day of that build.
    """

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[object, Any] = {}
        self._sentences: dict[str, Sentence] = {}
        self._words: dict[tuple[str, bool], Mapping[str, Markup]] = {}

    def keep(self, key: object, drawn: Markup) -> Markup:
        """Keep what was drawn under *key*, and return it."""
        if len(self) >= KEPT_AT_MOST:
            self.clear()
        self[key] = drawn
        return drawn

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """What *make* gives where nothing is kept under *key*: something else than markup."""
        if key not in self._made:
            if len(self._made) >= KEPT_AT_MOST:
                self._made.clear()
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def words(
        self, language: str, marked: bool, say: Callable[[str], Markup]
    ) -> Mapping[str, Markup]:
        """The words of a *language*, with marks where it borrows them or without; *say* gives
        them."""
        key = (language, marked)
        if key not in self._words:
            self._words[key] = _Words(say)
        return self._words[key]

    def sentence(self, text: str) -> Sentence:
        """A text of the interface, read once."""
        if text not in self._sentences:
            self._sentences[text] = Sentence(text)
        return self._sentences[text]
