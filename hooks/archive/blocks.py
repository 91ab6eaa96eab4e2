"""The blocks of a letter's text and their addresses: what the rules judge and the writer writes.

Numbered letters: the letter's own numbers, typed ``N.`` at top level, give ``#pN``. Counted
letters: every top-level block but a heading is counted. Sub-labels typed ``[1.1]``, ``[4bis]``
or ``[a)]`` at the start of a block give ``#p1.1``, ``#p4bis`` and ``#p3-a`` (``#p1.1-a`` below a
``[1.1]``). A heading typed ``## [annex-1] Title`` opens an annex: its paragraphs are
``#annex-1-p1`` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import attrgetter
from sys import intern

from archive.source import Body, MarkdownEvent, markdown_events

_NUMBER = re.compile(rb"[ \t]*([0-9]{1,9})\.(?=\s|\Z)")
LABEL = re.compile(r"\[([0-9]+(?:\.[0-9]+)+|[0-9]+(?:bis|ter|quater)|[a-z]\))\]\s+")
"""A sub-label as it is typed at the start of a block."""
_MARKER = re.compile(r"[ \t]*(?:[-*+]|[0-9]+[.)])\s+")
_PLAIN_MARKER = re.compile(rb"[ \t]*(?:[-*+]|[0-9]+[.)])[ \t\n]+(?=[!-~])")
"""The same before a sign of ASCII that is no blank, as it nearly always stands."""
_HEADING = re.compile(r"#{1,6}\s+")
ANNEX = re.compile(r"\[(annex-[0-9]+)\]\s+")
"""The label of a heading that opens an annex."""
COMMENT = re.compile(r"<!-- (?:waive (?P<code>[a-z-]+): (?P<reason>\S.*)|TODO\b ?(?P<todo>.*)) -->")
"""The comments that are read: a waiver of a rule for the next block, and a TODO."""
TODO = "TODO"
"""What stands where words are still to be written."""


_NAME = attrgetter("name")
_MANY = 8
"""From the eighth paragraph of one number on, an address counts them: it would grow without end."""


# Not frozen: an address is given to a block that has been cut out.
@dataclass(slots=True, kw_only=True)
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
    _digest: str = field(default="", init=False, repr=False, compare=False)
    names: frozenset[str] = field(init=False, repr=False, compare=False)
    """The names of all its events: most blocks have nothing that a rule looks for."""

    def __post_init__(self) -> None:
        self.names = frozenset(map(_NAME, self.events))

    def digest(self, body: Body) -> str:
        """Fingerprint of the source text; kinds of blanks do not matter."""
        if not self._digest:  # asked for by the page and by the translation
            self._digest = _digest_of_part(body, self.start, self.end)
        return self._digest


def events_named(blocks: Iterable[Block], name: str) -> Iterator[MarkdownEvent]:
    """The events of one name in *blocks*, in their order."""
    for block in blocks:
        if name in block.names:
            for event in block.events:
                if event.name == name:
                    yield event


def is_todo(text: str) -> bool:
    """Whether a text is still to be written: it is TODO, or says after that what is wanted."""
    return text.startswith(TODO) and not text[len(TODO) : len(TODO) + 1].isalnum()


def digest_of(text: str) -> str:
    """Fingerprint of a text: 16 hexadecimal digits; kinds of blanks do not matter."""
    return blake2b(" ".join(text.split()).encode(), digest_size=8).hexdigest()


def _digest_of_part(body: Body, start: int, end: int) -> str:
    """The same of a part of a body: nearly all can do without decoding."""
    data = body.data[start:end]
    if body.has_rare_blanks:
        return digest_of(data.decode("utf-8", "replace"))
    data = data.replace(b"\xc2\xa0", b" ").strip()
    if b"  " in data or b"\n" in data or b"\t" in data:
        data = b" ".join(data.split())
    return blake2b(data, digest_size=8).hexdigest()


def read_blocks(body: Body, *, numbered: bool) -> tuple[Block, ...]:
    """The top-level blocks of a body, in order, with their addresses."""
    blocks = _split(markdown_events(body), body, numbered)
    _address(blocks, body, numbered)
    return tuple(blocks)


def _split(events: list[MarkdownEvent], body: Body, numbered: bool) -> list[Block]:
    """Cut the events at top level, and the numbered lists of a numbered letter into items."""
    found: list[Block] = []
    depth = begin = end = 0
    for index, event in enumerate(events, 1):
        if event.end > end:
            end = event.end
        if event.kind == "start":
            depth += 1
            continue
        if event.kind == "end":
            depth -= 1
        if depth > 0:
            continue
        first = events[begin]
        if numbered and first.name == "List" and _typed_number(body, first.start) is not None:
            found.extend(_items(events[begin + 1 : index - 1], body))
        else:
            run = tuple(events[begin:index])
            found.append(Block(name=first.name, events=run, start=first.start, end=end))
        begin, end = index, 0
    if begin < len(events):  # cut short by the limit of events, which the rules refuse
        first, run = events[begin], tuple(events[begin:])
        found.append(Block(name=first.name, events=run, start=first.start, end=len(body.data)))
    return found


def _typed_number(body: Body, offset: int) -> int | None:
    match = _NUMBER.match(body.data, offset, offset + 20)
    return int(match[1]) if match else None


def _items(events: list[MarkdownEvent], body: Body) -> Iterator[Block]:
    depth = begin = 0
    for index, event in enumerate(events):
        if event.kind == "start":
            depth += 1
        elif event.kind == "end":
            depth -= 1
        if depth == 0:
            item = events[begin]
            yield Block(
                name="Numbered",
                events=tuple(events[begin + 1 : index]),
                start=item.start,
                end=item.end,
                number=_typed_number(body, item.start),
            )
            begin = index + 1


def _address(blocks: list[Block], body: Body, numbered: bool) -> None:
    """Give the blocks their labels and addresses, which all letters of an archive share."""
    section, count, current = "", 0, ""
    numbers: dict[str, int] = {}
    for block in blocks:
        name = block.name
        if name == "Heading":
            typed = body.slice(block.start, min(block.end, block.start + 200))
            sign = _HEADING.match(typed)
            if match := ANNEX.match(typed, sign.end() if sign else 0):
                section, count, current = f"{match[1]}-", 0, ""
                block.anchor, block.skip = match[1], len(match[0].encode())
            block.heading = _plain(block, block.skip)
        elif name == "Numbered":
            current = f"{section}p{block.number}"
            # A letter may repeat a number; its address stays its own.
            times = numbers[current] = numbers.get(current, 0) + 1
            current += "-2" * (times - 1) if times < _MANY else f"-2-{times}"
            block.anchor, block.label = intern(current), intern(str(block.number))
            block.children = tuple(_labelled(block, current, section, body))
        elif name == "Paragraph" and (match := _label(body, block.start, block.end, 200)):
            label = match[1]
            block.anchor = _label_anchor(label, current, section)
            block.label, block.skip = label, len(match[0].encode())
            current = current if label.endswith(")") else block.anchor
        elif not numbered and name not in _UNCOUNTED:
            count += 1
            current = intern(f"{section}p{count}")
            block.anchor, block.label = current, intern(str(count))


_UNCOUNTED = frozenset({"HtmlBlock", "FootnoteDefinition", "Rule"})


def _label(body: Body, start: int, end: int, limit: int) -> re.Match[str] | None:
    """The sub-label that is typed at *start*, within the first bytes."""
    if body.data[start : start + 1] != b"[":
        return None
    return LABEL.match(body.slice(start, min(end, start + limit)))


def _labelled(block: Block, parent: str, section: str, body: Body) -> Iterator[Block]:
    if body.data.find(b"[", block.start, block.end) < 0:
        return
    for start, end in openings(block, body):
        if match := _label(body, start, end, 60):
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
        words = _behind_marker(body, start, min(end, start + 60))
        ends[words] = end  # a loose item and its first paragraph begin with the same words
    yield from ends.items()


def _behind_marker(body: Body, start: int, end: int) -> int:
    """Where the words begin that stand behind the marker of a list, if there is one."""
    if match := _PLAIN_MARKER.match(body.data, start, end):
        return match.end()
    marker = _MARKER.match(body.slice(start, end))
    return start + (len(marker[0].encode()) if marker else 0)


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
