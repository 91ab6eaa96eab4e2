"""The blocks of a letter's text and their addresses: what the rules judge and the writer writes.

Numbered letters: the letter's own numbers, typed ``N.`` at top level, give ``#pN``. Counted
letters: every top-level block but a heading is counted. Sub-labels typed ``[1.1]``, ``[4bis]``
or ``[a)]`` at the start of a block give ``#p1.1``, ``#p4bis`` and ``#p3-a``. A heading typed
``## [annex-1] Title`` opens an annex: its paragraphs are ``#annex-1-p1`` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from archive.source import Body, MarkdownEvent, markdown_events

_NUMBER = re.compile(r"([0-9]{1,9})\.(?=\s|\Z)")
_LABEL = re.compile(r"\[([0-9]+(?:\.[0-9]+)+|[0-9]+(?:bis|ter|quater)|[a-z]\))\]\s+")
_ANNEX = re.compile(r"\[(annex-[0-9]+)\]\s+")
COMMENT = re.compile(r"<!-- (?:waive (?P<code>[a-z-]+): (?P<reason>\S.*)|TODO\b ?(?P<todo>.*)) -->")
"""The comments that are read: a waiver of a rule for the next block, and a TODO."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of events with, where it has one, its address."""

    name: str
    """``Paragraph``, ``List``, ``Heading`` …; ``Numbered`` for an item of the letter's own."""
    events: tuple[MarkdownEvent, ...]
    start: int
    end: int
    number: int | None = None
    """The number as typed, of a numbered paragraph."""
    label: str = ""
    anchor: str = ""
    skip: int = 0
    """Bytes of a typed label at the start, which the writer leaves out."""
    heading: str = ""
    children: tuple[Block, ...] = ()
    """Sub-labelled blocks inside a numbered paragraph: only their addresses."""

    def digest(self, body: Body) -> str:
        """Fingerprint of the source text; kinds of blanks do not matter."""
        words = " ".join(body.slice(self.start, self.end).split())
        return blake2b(words.encode(), digest_size=8).hexdigest()


def read_blocks(body: Body, *, numbered: bool) -> tuple[Block, ...]:
    """The top-level blocks of a body, in order, with their addresses."""
    return tuple(_address(_split(markdown_events(body), body, numbered), body, numbered))


def _split(events: Iterator[MarkdownEvent], body: Body, numbered: bool) -> Iterator[Block]:
    """Cut the events at top level, and the numbered lists of a numbered letter into items."""
    run: list[MarkdownEvent] = []
    depth = 0
    for event in events:
        run.append(event)
        depth += {"start": 1, "end": -1}.get(event.kind, 0)
        if depth > 0:
            continue
        first = run[0]
        if numbered and first.name == "List" and _typed_number(body, first.start) is not None:
            yield from _items(run, body)
        else:
            end = max(item.end for item in run)
            yield Block(name=first.name, events=tuple(run), start=first.start, end=end)
        run = []


def _typed_number(body: Body, offset: int) -> int | None:
    match = _NUMBER.match(body.slice(offset, offset + 12))
    return int(match[1]) if match else None


def _items(run: list[MarkdownEvent], body: Body) -> Iterator[Block]:
    item: list[MarkdownEvent] = []
    depth = 0
    for event in run[1:-1]:
        item.append(event)
        depth += {"start": 1, "end": -1}.get(event.kind, 0)
        if depth == 0:
            yield Block(
                name="Numbered",
                events=tuple(item[1:-1]),
                start=item[0].start,
                end=item[0].end,
                number=_typed_number(body, item[0].start),
            )
            item = []


def _address(blocks: Iterator[Block], body: Body, numbered: bool) -> Iterator[Block]:
    section, count, current = "", 0, ""
    for block in blocks:
        typed = body.slice(block.start, min(block.end, block.start + 200))
        if block.name == "Heading":
            words = re.sub(r"\A#{1,6}\s+", "", typed)
            if match := _ANNEX.match(words):
                section, count, current = f"{match[1]}-", 0, ""
                skip = len(match[0].encode())
                yield replace(block, anchor=match[1], skip=skip, heading=_plain(block, skip))
            else:
                yield replace(block, heading=_plain(block, 0))
            continue
        if block.name == "Numbered":
            current = f"{section}p{block.number}"
            children = tuple(_labelled(block, current, section, body))
            yield replace(block, anchor=current, label=str(block.number), children=children)
            continue
        if block.name == "Paragraph" and (match := _LABEL.match(typed)):
            label = match[1]
            anchor = _label_anchor(label, current, section)
            yield replace(block, anchor=anchor, label=label, skip=len(match[0].encode()))
            continue
        if numbered or block.name in ("HtmlBlock", "FootnoteDefinition", "Rule"):
            yield block
            continue
        count += 1
        current = f"{section}p{count}"
        yield replace(block, anchor=current, label=str(count))


def _labelled(block: Block, parent: str, section: str, body: Body) -> Iterator[Block]:
    for event in block.events:
        if event.kind == "start" and event.name in ("Paragraph", "Item"):
            offset = event.start
            typed = body.slice(offset, offset + 60)
            if event.name == "Item":  # a tight item has no paragraph of its own
                bullet = re.match(r"(?:[-*+]|[0-9]+[.)])\s+", typed)
                offset += len(bullet[0].encode()) if bullet else 0
                typed = body.slice(offset, offset + 60)
            if match := _LABEL.match(typed):
                yield Block(
                    name=event.name,
                    events=(),
                    start=offset,
                    end=event.end,
                    label=match[1],
                    anchor=_label_anchor(match[1], parent, section),
                    skip=len(match[0].encode()),
                )


def _label_anchor(label: str, parent: str, section: str) -> str:
    if label.endswith(")"):
        return f"{parent or section + 'p'}-{label[:-1]}"
    return f"{section}p{label}"


def _plain(block: Block, skip: int) -> str:
    first = next((event.start for event in block.events if event.kind == "leaf"), 0)
    words = [
        str(event.value)
        for event in block.events
        if event.kind == "leaf" and event.name in ("Text", "Code") and event.start >= first + skip
    ]
    return "".join(words).strip()
