"""A Markdown body as events with places."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, cast

import pyromark

MAX_EVENTS = 100_000
"""A body with more Markdown events than this is refused (tables can multiply a few bytes)."""
MAX_MARKERS = 10
"""A line that opens more quotes and lists than this is refused before it is parsed: the time of
the parser grows with their number times that of the lines that follow."""
MAX_DEPTH = 24
"""Markdown nested deeper than this many events is refused: ten lists within one another take
twenty, and the words of the last one a few more."""

_CONTROLS = bytes(range(0x0B, 0x20))
_RARE_BLANKS = (
    re.compile(rb"\xe2\x80[\x80-\x8a\xa8\xa9\xaf]"),
    *map(re.compile, (rb"\xc2\x85", rb"\xe1\x9a\x80", rb"\xe2\x81\x9f", rb"\xe3\x80\x80")),
)
"""Blanks that are neither a space, a tab, a line feed nor a non-breaking space, in UTF-8. A pattern
with one beginning leaps from place to place; one of all of them would stop at every byte."""
_INNER = frozenset(bytes([byte]) for byte in range(0x80, 0xC0))
"""Bytes of UTF-8 that begin no character."""
_MARKER = r"(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))"
_DEEP = rf"(?:[ \t]*{_MARKER}){{{MAX_MARKERS + 1}}}"
_DEEP_FIRST, _DEEP_LATER = re.compile(_DEEP), re.compile(rf"\n{_DEEP}")
"""Apart, so that all but the first line is looked for by the line feed before it."""


@dataclass(slots=True)
class MarkdownEvent:
    """One event of the body: ``Start`` and ``End`` of a tag, or a leaf such as ``Text``."""

    kind: str
    """``start``, ``end`` or ``leaf``."""
    name: str
    """``Paragraph``, ``Item``, ``Text``, ``Code``, ``SoftBreak`` …"""
    value: Any
    """The tag's data: level, destination, text …"""
    start: int
    """Byte offset in the body."""
    end: int


@dataclass(frozen=True, kw_only=True)
class Body:
    """The Markdown body of a file."""

    text: str
    first_line: int
    """Line of the file on which the body begins."""
    data: bytes = b""
    _starts: list[int] = field(default_factory=list, repr=False)
    _last: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)], repr=False)
    """The place that was asked for last, and the characters before it on its line: rules go
    through a text from its beginning, and a line may be as long as a file."""

    @cached_property
    def has_rare_blanks(self) -> bool:
        """Whether it has blanks beside spaces, tabs, line feeds and non-breaking spaces."""
        has_controls = len(self.data.translate(None, _CONTROLS)) < len(self.data)
        return has_controls or any(blanks.search(self.data) for blanks in _RARE_BLANKS)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a byte offset in the body."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in re.finditer(rb"\n", self.data))
        index = bisect.bisect_right(self._starts, offset) - 1
        start, before = self._starts[index], 0
        if start <= self._last[0][0] <= offset:
            start, before = self._last[0]
        before += len(self.data[start:offset].decode("utf-8", "replace"))
        if self.data[offset : offset + 1] not in _INNER:
            self._last[0] = offset, before
        return self.first_line + index, before + 1

    def slice(self, start: int, end: int) -> str:
        """The source text between two byte offsets."""
        return self.data[start:end].decode("utf-8", "replace")


_MARKDOWN = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
)


def too_deep(text: str) -> int | None:
    """Where a line begins that opens too many quotes and lists; None where there is none."""
    if _DEEP_FIRST.match(text):
        return 0
    match = _DEEP_LATER.search(text)
    return match.start() + 1 if match else None


def markdown_events(body: Body) -> list[MarkdownEvent]:
    """The body as events of CommonMark with GFM tables and footnotes, parsed once.

    Stops after :data:`MAX_EVENTS` events and one more, so that a caller can refuse the rest.
    """
    found: list[MarkdownEvent] = []
    events = cast(
        "Iterator[tuple[Any, Any]]", islice(_MARKDOWN.events_with_range(body.text), MAX_EVENTS + 1)
    )
    for event, place in events:
        start, end = place["start"], place["end"]
        if isinstance(event, str):
            found.append(MarkdownEvent("leaf", event, None, start, end))
            continue
        # Every event is a new dictionary with one key.
        name, value = event.popitem()
        if name != "Start" and name != "End":
            found.append(MarkdownEvent("leaf", name, value, start, end))
            continue
        kind = "start" if name == "Start" else "end"
        tag, data = (value, None) if isinstance(value, str) else value.popitem()
        found.append(MarkdownEvent(kind, tag, data, start, end))
    return found
