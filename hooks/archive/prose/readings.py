"""The prose of a document by paragraph: the text as it is read, and what was found in it."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.blocks import Block, note_anchor
from archive.prose.found import Found, read_prose
from archive.prose.lexicon import Lexicon
from archive.source import Body, Node
from archive.sources import Document

FIELD = "field:"
"""What the address of words of the front matter begins with."""

_LINES = frozenset({"Paragraph", "List", "Item", "TableCell", "Heading", "CodeBlock"})
"""What begins and ends on a line of its own: nothing is read over the end of a line."""
_BREAKS = {"SoftBreak": " ", "HardBreak": "\n"}


class _Source(NamedTuple):
    """Where the text of a unit stands in a body."""

    body: Body
    pieces: list[tuple[int, int]]
    """Where runs of source text begin: offset in the text, byte in the body."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph (or an annex heading, a footnote, a field) without its marks."""

    address: str
    """The anchor (``p3``, ``p3-b``, ``annex-1-p2``); ``field:events.meeting.note`` for words of the
    front matter; ``p3+1`` for the first block without an anchor after ``p3``."""
    text: str
    found: tuple[Found, ...]
    """With the targets of links, as addresses at the place of their words."""
    _source: Node | _Source

    def place(self, offset: int = 0) -> tuple[int, int]:
        """Line and column in the file of a character of the text.

        Words of the front matter are placed where their value begins.
        """
        if isinstance(self._source, Node):
            return self._source.line, self._source.column
        body, pieces = self._source
        begin, byte = pieces[max(bisect.bisect_right(pieces, (offset, len(body.data))) - 1, 0)]
        cut = max(-begin, 0)  # of a label, which is ASCII
        return body.position(byte + cut + len(self.text[max(begin, 0) : offset].encode()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All units of a document: the body's in their order, then the front matter's."""

    units: tuple[Unit, ...] = ()
    by_address: Mapping[str, Unit] = field(default_factory=dict)
    by_kind: Mapping[str, Mapping[str, None]] = field(default_factory=dict)
    """The addresses of the units in which something of a kind was found, in their order."""
    text: str = ""
    """The text of all units, each on lines of its own, to see what may be there."""

    def with_kind(self, kind: str) -> Iterator[Unit]:
        """The units in which something of a kind was found, in their order."""
        return map(self.by_address.__getitem__, self.by_kind.get(kind, ()))


def addressed(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Block]]:
    """Every block that is shown, with the address by which languages are compared."""
    current, count = "", 0
    for block in blocks:
        if block.anchor:
            current, count = block.anchor, 0
            yield current, block
        elif block.name == "FootnoteDefinition":
            yield note_anchor(str(block.events[0].value)), block
        elif block.name not in ("HtmlBlock", "Rule"):
            count += 1
            yield f"{current}+{count}", block


def is_counted(block: Block) -> bool:
    """Whether the address of a block is only its place in a row."""
    return bool(block.label) and block.number is None and not block.skip


def read_document(document: Document, lexicon: Lexicon) -> Reading:
    """The prose of *document*; everything is read in one go, since most units are short."""
    drafts = [*_in_body(document), *_in_fields(document)]
    text = "\n".join([words for _, words, _, _ in drafts])
    found = [*read_prose(text, lexicon), Found("", "", len(text) + 1, len(text) + 1)]
    index = begin = 0
    units: dict[str, Unit] = {}
    kinds: dict[str, dict[str, None]] = {}
    kind, value, start, stop, when = found[0]
    for address, words, source, targets in drafts:
        end = begin + len(words)
        inside = targets
        if start < end:
            inside = list(targets)
            while start < end:
                inside.append(Found(kind, value, start - begin, stop - begin, when))
                index += 1
                kind, value, start, stop, when = found[index]
            if targets:
                inside.sort(key=_start)
        for each in inside:
            kinds.setdefault(each[0], {})[address] = None
        units.setdefault(address, Unit(address, words, tuple(inside), source))
        begin = end + 1
    if len(units) < len(drafts):  # of a faulty text, two parts of which have one address
        text = "\n".join([unit.text for unit in units.values()])
    return Reading(units=tuple(units.values()), by_address=units, by_kind=kinds, text=text)


def _start(found: Found) -> int:
    return found.start


_Draft = tuple[str, str, Node | _Source, Sequence[Found]]
"""Address, text, source, and where the links of a unit lead."""


def _in_fields(document: Document) -> Iterator[_Draft]:
    for entry in document.words:
        yield FIELD + entry.path, str(entry.value), entry.node, ()


def _in_body(document: Document) -> Iterator[_Draft]:
    body = document.file.body
    for address, block in addressed(document.blocks):
        for part in _parts(address, block):
            yield part.address, part.text, _Source(body, part.pieces), part.targets


class _Part:
    """A block, or a labelled part inside it, while its text is put together."""

    __slots__ = ("address", "block", "length", "pieces", "targets", "text", "words")

    def __init__(self, address: str, block: Block) -> None:
        self.address = address
        self.block = block
        self.text = ""
        self.words: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, int]] = []
        self.targets: list[Found] = []

    def add(self, words: str) -> None:
        """Append to the text."""
        self.words.append(words)
        self.length += len(words)

    def finish(self) -> None:
        """Make the text of the words, less a label at the beginning: it is the address."""
        if not self.pieces:
            self.pieces.append((0, self.block.start))
        self.text = "".join(self.words)
        if skip := self.block.skip:  # a label is ASCII: as many characters as bytes
            self.text = self.text[skip:]
            self.pieces = [(offset - skip, byte) for offset, byte in self.pieces]
            self.targets = [
                each._replace(start=max(each.start - skip, 0), end=max(each.end - skip, 0))
                for each in self.targets
            ]


def _parts(address: str, block: Block) -> list[_Part]:
    """A block and the labelled parts inside it."""
    parts = [_Part(address, block), *(_Part(child.anchor, child) for child in block.children)]
    nested = _Nested(parts)
    part = parts[0]
    opened: list[tuple[_Part, int]] = []
    for event in block.events:
        kind, name = event.kind, event.name
        if kind == "leaf":
            if name in ("Text", "Code"):
                part = nested.at(event.start)
                start = event.start
                if name == "Code":  # its range takes in the backticks
                    start += (event.end - start - len(event.value.encode())) // 2
                part.pieces.append((part.length, start))
                part.add(event.value)
            elif name in _BREAKS:
                part.add(_BREAKS[name])
        elif name == "Link" and kind == "start":
            part = nested.at(event.start)
            target = _target(str(event.value["dest_url"]), str(event.value["link_type"]))
            opened.append((part, len(part.targets)))
            part.targets.append(Found(*target, part.length, part.length))
        elif name == "Link" and opened:
            owner, index = opened.pop()
            owner.targets[index] = owner.targets[index]._replace(end=owner.length)
        elif name in _LINES and part.length:
            part.add("\n")
    for part in parts:
        part.finish()
    return parts


class _Nested:
    """Tells which of the parts, one within another, a place belongs to."""

    def __init__(self, parts: list[_Part]) -> None:
        self._parts = parts
        self._open = [parts[0]]
        self._reached = 1

    def at(self, offset: int) -> _Part:
        """The innermost part at a byte of the body; asked for rising bytes only."""
        parts = self._parts
        while self._reached < len(parts) and parts[self._reached].block.start <= offset:
            self._open.append(parts[self._reached])
            self._reached += 1
        while len(self._open) > 1 and self._open[-1].block.end <= offset:
            self._open.pop()
        return self._open[-1]


def _target(destination: str, link_type: str) -> tuple[str, str]:
    """Kind and value of where a link leads."""
    if link_type == "Email" or destination.startswith("mailto:"):
        return "email", destination.removeprefix("mailto:").partition("?")[0].lower()
    return "url", destination
