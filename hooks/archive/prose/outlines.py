"""The outline of a body: its places by address, and what stands in each but the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from archive.blocks import Block
from archive.prose.readings import addressed, is_counted
from archive.source import Body
from archive.sources import Document

_WORDS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Part:
    """Something in a paragraph that every language has in the same size."""

    kind: str
    """``block``, ``list``, ``table`` or ``note``."""
    size: str
    """The kind of block, the number of items, rows × columns, or the name of the note."""
    depth: int
    """Of a list: how many lists it stands in."""
    start: int
    """Byte offset in the body."""

    def is_like(self, other: Part | None) -> bool:
        """Whether the other language has the same here."""
        return other is not None and self._agreed == other._agreed

    @property
    def _agreed(self) -> tuple[str, str, int]:
        return self.kind, self.size, self.depth


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph, a heading, a footnote, or a labelled part of a paragraph."""

    block: Block
    parts: tuple[Part, ...] = ()

    @property
    def start(self) -> int:
        """Byte offset in the body."""
        return self.block.start

    @property
    def is_counted(self) -> bool:
        """Whether its address is only its place in a row."""
        return is_counted(self.block)

    def name(self, body: Body) -> str:
        """As messages call it: ``#p3``, or the first words of what has no address."""
        block = self.block
        if block.anchor:
            return f"#{block.anchor}"
        if block.name == "FootnoteDefinition":
            return f"[^{block.events[0].value}]"
        source = body.slice(block.start, min(block.end, block.start + 200))
        words = block.heading or " ".join(source.split())
        return words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1].rstrip() + "…"

    def difference(self, other: Spot) -> tuple[Part | None, Part | None] | None:
        """The first part that the other language has not, or has otherwise."""
        for one, two in zip_longest(self.parts, other.parts):
            if one is None or not one.is_like(two):
                return one, two
        return None


def read_outline(document: Document) -> Mapping[str, Spot]:
    """The outline of a body by address, in its order."""
    spots: dict[str, Spot] = {}
    for address, block in addressed(document.blocks):
        spots.setdefault(address, Spot(block, tuple(_parts(block))))
        for child in block.children:
            spots.setdefault(child.anchor, Spot(child))
    return spots


_STRUCTURE = frozenset({"List", "Item", "Table", "TableHead", "TableRow", "FootnoteReference"})
"""Events that parts are made of."""


def is_alike(one: Document, other: Document) -> bool:
    """Whether two bodies plainly have one outline, block by block, with the same parts.

    Nearly all do, and this asks ten times faster than two outlines compare. Where it says no, they
    may still agree.
    """
    if len(one.blocks) != len(other.blocks):
        return False
    for here, there in zip(one.blocks, other.blocks, strict=True):
        if here.anchor != there.anchor or here.name != there.name:
            return False
        if here.name == "FootnoteDefinition" and here.events[0].value != there.events[0].value:
            return False
        is_plain = here.names.isdisjoint(_STRUCTURE) and there.names.isdisjoint(_STRUCTURE)
        if not is_plain and _structure(here) != _structure(there):
            return False
        if [child.anchor for child in here.children] != [child.anchor for child in there.children]:
            return False
    return True


def _structure(block: Block) -> list[object]:
    return [
        (event.name, event.kind, len(event.value) if event.name == "Table" and event.value else 0)
        if event.name != "FootnoteReference"
        else event.value
        for event in block.events
        if event.name in _STRUCTURE
    ]


def _parts(block: Block) -> Iterator[Part]:
    """The parts of a block, in the order of the text."""
    yield Part("block", block.name, 0, block.start)
    if len(block.events) <= 3:  # one paragraph of one run of words
        return
    parts: list[Part] = []
    notes: dict[str, int] = {}
    lists: list[int] = []
    table = 0
    for event in block.events:
        name, is_start = event.name, event.kind == "start"
        if name == "List" and is_start:
            lists.append(len(parts))
            parts.append(Part("list", "0", len(lists), event.start))
        elif name == "List" and lists:
            lists.pop()
        elif name == "Item" and is_start and lists:
            parts[lists[-1]] = _longer(parts[lists[-1]])
        elif name == "Table" and is_start:
            table = len(parts)
            parts.append(Part("table", f"0 × {len(event.value)}", 0, event.start))
        elif name in ("TableHead", "TableRow") and is_start:
            parts[table] = _longer(parts[table])
        elif name == "FootnoteReference":
            notes.setdefault(f"[^{str(event.value).lower()}]", event.start)
    yield from parts
    for note in sorted(notes):
        yield Part("note", note, 0, notes[note])


def _longer(part: Part) -> Part:
    """The list with one more item, the table with one more row."""
    count, _, rest = part.size.partition(" ")
    size = f"{int(count) + 1} {rest}".rstrip()
    return Part(part.kind, size, part.depth, part.start)
