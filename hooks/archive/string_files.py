"""The files of the interface's words, one for each language: what stands in them by dotted key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

Strings = Mapping[str, "str | list[str]"]
_Tree = Mapping[str, "str | list[str] | _Tree"]

OWN_WORDS = (
    "circular.read-original",
    "circular.subject-archive",
    "circular.text-retired",
    "circular.untranslated",
    "feed.changed.translated",
    "language.also-here",
    "language.close",
    "subscribe.in-this-language",
    "switch.missing",
)
"""The strings that speak of their own language: borrowed from another they would say what is not
true, so every language needs them."""


def strings_of(code: str) -> Strings:
    """What stands in ``strings/<code>.toml``, read anew; not to be changed.

    A file whose text is the same as before gives the very same mapping. Raises OSError for a file
    that cannot be read, and ValueError for one that is no TOML.
    """
    return _parsed((files("archive") / "strings" / f"{code}.toml").read_text("utf-8"))


@lru_cache(maxsize=8)
def _parsed(text: str) -> Strings:
    """Parsing costs more than all else that a short command does, and one process may run many."""
    return dict(_flattened(tomllib.loads(text)))


def _flattened(tree: _Tree, prefix: str = "") -> Iterator[tuple[str, str | list[str]]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
