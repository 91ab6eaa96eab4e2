"""The blocks of a letter's text and their addresses: what the rules judge and the writer writes.

Numbered letters: the letter's own numbers, typed ``N.`` at top level, give ``#pN``. Counted
letters: every top-level block but a heading is counted. Sub-labels typed ``[1.1]``, ``[4bis]``
or ``[a)]`` at the start of a block give ``#p1.1``, ``#p4bis`` and ``#p3-a`` (``#p1.1-a`` below a
``[1.1]``). A heading typed ``## [annex-1] Title`` opens an annex: its paragraphs are
``#annex-1-p1`` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from archive.source import Body, MarkdownEvent, markdown_events

_NUMBER = re.compile(r"[ \t]*([0-9]{1,9})\.(?=\s|\Z)")
LABEL = re.compile(r"\[([0-9]+(?:\.[0-9]+)+|[0-9]+(?:bis|ter|quater)|[a-z]\))\]\s+")
"""A sub-label as it is typed at the start of a block."""
_MARKER = re.compile(r"[ \t]*(?:[-*+]|[0-9]+[.)])\s+")
ANNEX = re.compile(r"\[(annex-[0-9]+)\]\s+")
"""The label of a heading that opens an annex."""
COMMENT = re.compile(r"<!-- (?:waive (?P<code>[a-z-]+): (?P<reason>\S.*)|TODO\b ?(?P<todo>.*)) -->")
"""The comments that are read: a waiver of a rule for the next block, and a TODO."""
TODO = "TODO"
"""What stands where words are still to be written."""


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
        return digest_of(body.slice(self.start, self.end))


def is_todo(text: str) -> bool:
    """Whether a text is still to be written: it is TODO, or says after that what is wanted."""
    return text.startswith(TODO) and not text[len(TODO) : len(TODO) + 1].isalnum()


def digest_of(text: str) -> str:
    """Fingerprint of a text: 16 hexadecimal digits; kinds of blanks do not matter."""
    return blake2b(" ".join(text.split()).encode(), digest_size=8).hexdigest()


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
    if run:  # cut short by the limit of events, which the rules refuse
        yield Block(name=run[0].name, events=tuple(run), start=run[0].start, end=len(body.data))


def _typed_number(body: Body, offset: int) -> int | None:
    match = _NUMBER.match(body.slice(offset, offset + 20))
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
    numbers: set[str] = set()
    for block in blocks:
        typed = body.slice(block.start, min(block.end, block.start + 200))
        if block.name == "Heading":
            words = re.sub(r"\A#{1,6}\s+", "", typed)
            if match := ANNEX.match(words):
                section, count, current = f"{match[1]}-", 0, ""
                skip = len(match[0].encode())
                yield replace(block, anchor=match[1], skip=skip, heading=_plain(block, skip))
            else:
                yield replace(block, heading=_plain(block, 0))
            continue
        if block.name == "Numbered":
            current = f"{section}p{block.number}"
            while current in numbers:  # a letter may repeat a number; its address stays its own
                current += "-2"
            numbers.add(current)
            children = tuple(_labelled(block, current, section, body))
            yield replace(block, anchor=current, label=str(block.number), children=children)
            continue
        if block.name == "Paragraph" and (match := LABEL.match(typed)):
            label = match[1]
            anchor = _label_anchor(label, current, section)
            current = current if label.endswith(")") else anchor
            yield replace(block, anchor=anchor, label=label, skip=len(match[0].encode()))
            continue
        if numbered or block.name in ("HtmlBlock", "FootnoteDefinition", "Rule"):
            yield block
            continue
        count += 1
        current = f"{section}p{count}"
        yield replace(block, anchor=current, label=str(count))


def _labelled(block: Block, parent: str, section: str, body: Body) -> Iterator[Block]:
    for start, end in openings(block, body):
        if match := LABEL.match(body.slice(start, min(end, start + 60))):
            anchor = _label_anchor(match[1], parent, section)
            parent = parent if match[1].endswith(")") else anchor
            skip = len(match[0].encode())
            yield Block(
                name="Label",
                events=(),
                start=start,
                end=end,
                label=match[1],
                anchor=anchor,
                skip=skip,
            )


def openings(block: Block, body: Body) -> Iterator[tuple[int, int]]:
    """Where the words of the paragraphs and items inside a numbered paragraph begin and end."""
    places = [(block.start, block.end)]
    for event in block.events:
        if event.kind == "start" and event.name in ("Paragraph", "Item"):
            places.append((event.start, event.end))
    ends: dict[int, int] = {}
    for start, end in places:
        marker = _MARKER.match(body.slice(start, min(end, start + 60)))
        words = start + (len(marker[0].encode()) if marker else 0)
        ends[words] = end  # a loose item and its first paragraph begin with the same words
    yield from ends.items()


def _label_anchor(label: str, parent: str, section: str) -> str:
    if label.endswith(")"):
        return f"{parent or section + 'p'}-{label[:-1]}"
    return f"{section}p{label}"


def _plain(block: Block, skip: int) -> str:
    words = [
        str(event.value) if event.name in ("Text", "Code") else " "
        for event in block.events
        if event.kind == "leaf" and event.name in ("Text", "Code", "SoftBreak", "HardBreak")
    ]
    return "".join(words)[skip:].strip()  # a label is ASCII: as many characters as bytes


def note_anchor(name: str) -> str:
    """The address of the footnote ``[^name]``; upper and lower case are one, as in Markdown."""
    name = name.lower()
    return f"note-{name}" if re.fullmatch(r"[a-z0-9-]+", name) else f"note.{name.encode().hex()}"
