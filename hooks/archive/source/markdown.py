"""A Markdown body as events with places."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pyromark

MAX_EVENTS = 200_000
"""A body with more Markdown events than this is refused (tables can multiply a few bytes)."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The Markdown body of a file."""

    text: str
    first_line: int
    """Line of the file on which the body begins."""
    data: bytes = b""
    _starts: list[int] = field(default_factory=list, repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a byte offset in the body."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in re.finditer(rb"\n", self.data))
        index = bisect.bisect_right(self._starts, offset) - 1
        column = len(self.data[self._starts[index] : offset].decode("utf-8", "replace")) + 1
        return self.first_line + index, column

    def slice(self, start: int, end: int) -> str:
        """The source text between two byte offsets."""
        return self.data[start:end].decode("utf-8", "replace")


_MARKDOWN = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
)


def markdown_events(body: Body) -> Iterator[MarkdownEvent]:
    """The body as events of CommonMark with GFM tables and footnotes, parsed once.

    Stops after :data:`MAX_EVENTS` events and one more, so that a caller can refuse the rest.
    """
    count = 0
    for event, place in _MARKDOWN.events_with_range(body.text):
        count += 1
        if count > MAX_EVENTS + 1:
            return
        start, end = place["start"], place["end"]
        if isinstance(event, str):
            yield MarkdownEvent("leaf", event, None, start, end)
            continue
        name, value = next(iter(cast("dict[str, Any]", event).items()))
        if name in ("Start", "End"):
            tag, data = (value, None) if isinstance(value, str) else next(iter(value.items()))
            yield MarkdownEvent(name.lower(), tag, data, start, end)
        else:
            yield MarkdownEvent("leaf", name, value, start, end)
