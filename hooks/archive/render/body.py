"""The body writer: from blocks of Markdown events to HTML with paragraph addresses.

Everything that is printed is escaped here; raw HTML never passes (the rules refuse it, and the
writer leaves it out). What depends on other pages is left as open slots, which
:meth:`archive.render.fragment.Fragment.fill` closes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.blocks import Block, note_anchor
from archive.languages import Phrases
from archive.model import Link, Paragraph
from archive.render.fragment import SLOT, Fragment, Piece
from archive.render.inline import (
    NO_MARKS,
    InlineWriter,
    Marks,
    escape,
    escape_attribute,
    named_in,
)
from archive.source import Body, MarkdownEvent

ALLOWED_TAGS = frozenset(
    {
        "a",
        "abbr",
        "blockquote",
        "br",
        "code",
        "div",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
    }
    | {"pre", "small", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ALLOWED_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "class", "id", "aria-label"}),
    "abbr": frozenset({"title"}),
    "div": frozenset({"id", "class"}),
    "h3": frozenset({"id"}),
    "h4": frozenset({"id"}),
    "h5": frozenset({"id"}),
    "h6": frozenset({"id"}),
    "li": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "span": frozenset({"id", "class", "title"}),
    "sup": frozenset({"id"}),
    "td": frozenset({"class"}),
    "th": frozenset({"class"}),
}
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})
"""What ``nh3.clean`` must find nothing to change in: a test holds the writer to it."""

_CONTAINERS = {"Emphasis": "em", "Strong": "strong", "Paragraph": "p", "BlockQuote": "blockquote"}
_OPENINGS = {name: f"<{tag}>" for name, tag in _CONTAINERS.items()} | {"Item": "<li>"}
_CLOSINGS = {
    name: f"</{tag}>" if name in ("Emphasis", "Strong") else f"</{tag}>\n"
    for name, tag in _CONTAINERS.items()
} | {"Item": "</li>\n", "TableRow": "</tr>\n"}
_RUNNING = frozenset({"Text", "SoftBreak"})
"""What is joined to one text: addresses and references may stand on two lines of the source."""


class BodyWriter:
    """Writes the bodies of one circular in one language."""

    def __init__(
        self, body: Body, phrases: Phrases, links: Mapping[str, Link], marks: Marks = NO_MARKS
    ) -> None:
        self._body = body
        self._phrases = phrases
        self._links = links
        self._inline = InlineWriter(marks)
        self._name = escape_attribute(phrases("circular.paragraph", number=SLOT))
        """How a paragraph is called; its number goes where the slot is."""
        self._out: list[str] = []
        self._labels: dict[int, tuple[int, str, str]] = {}
        """Where a typed label stands in the source: its length, what is printed for it, and the
        address that begins there."""

    def write(self, blocks: tuple[Block, ...]) -> Fragment:
        """All blocks, and the outline of those that have an address."""
        outline: list[Paragraph] = []
        pieces: list[tuple[str, str]] = []
        waiting = ""
        for block in blocks:
            if block.name == "HtmlBlock":
                continue
            self._inline.place = block.anchor or self._inline.place
            for place in (block, *block.children):
                if place.skip:
                    self._note_label(place, inner=place is not block)
                if place.anchor:
                    label, heading = "" if place.heading else place.label, place.heading
                    digest = place.digest(self._body)
                    outline.append(
                        Paragraph(anchor=place.anchor, label=label, digest=digest, heading=heading)
                    )
            self._block(block)
            text = "".join(self._out)
            self._out.clear()
            if block.anchor and not block.heading:
                pieces.append((block.anchor, waiting + text))
                waiting = ""
            elif pieces and not waiting and block.name != "Heading":
                pieces[-1] = pieces[-1][0], pieces[-1][1] + text
            else:  # a heading, or what stands before the first address
                waiting += text
        if waiting and pieces:
            pieces[-1] = pieces[-1][0], pieces[-1][1] + waiting
        elif waiting:
            pieces.append(("", waiting))
        return Fragment(
            pieces=tuple([Piece(*piece) for piece in pieces]),
            outline=tuple(outline),
            named=named_in(self._inline.named),
            terms=frozenset(self._inline.terms),
        )

    def _note_label(self, place: Block, *, inner: bool) -> None:
        leaf = next((event for event in place.events if event.kind == "leaf"), None)
        start = leaf.start if leaf else place.start
        length = len(self._body.slice(start, start + place.skip))
        shown = ""
        if inner:
            shown = f'<span class="sub-no" id="{place.anchor}">{escape(place.label)}</span> '
        self._labels[start] = (length, shown, place.anchor)

    def _block(self, block: Block) -> None:
        if block.name == "Heading" or not block.anchor:
            self._events(block.events, block.anchor)
            return
        kind = "para counted" if block.number is None and block.label.isdigit() else "para"
        label = escape_attribute(block.label)
        self._out.append(
            f'<div class="{kind}" id="{block.anchor}">'
            f'<a class="para-no" href="{SLOT}page{SLOT}#{block.anchor}"'
            f' aria-label="{self._name.replace(SLOT, label)}">{escape(block.label)}</a>\n'
        )
        if block.name == "Numbered":
            self._numbered(block.events)
        else:
            self._events(block.events)
        self._out.append("</div>\n")

    def _numbered(self, events: tuple[MarkdownEvent, ...]) -> None:
        """A numbered item; the words of a tight one get a paragraph of their own."""
        run: list[MarkdownEvent] = []
        depth = 0
        for event in events:
            if depth == 0 and event.kind != "end" and event.name in _BLOCKS and run:
                self._paragraph(run)
                run = []
            run.append(event)
            if event.kind == "start":
                depth += 1
            elif event.kind == "end":
                depth -= 1
            if depth == 0 and run[0].name in _BLOCKS:
                self._events(run)
                run = []
        if run:
            self._paragraph(run)

    def _paragraph(self, run: list[MarkdownEvent]) -> None:
        self._out.append("<p>")
        self._events(run)
        self._out.append("</p>\n")

    def _events(self, events: Sequence[MarkdownEvent], anchor: str = "") -> None:
        context = _Context(anchor)
        out, stop = self._out, len(events)
        index = 0
        while index < stop:
            event = events[index]
            index += 1
            kind, name = event.kind, event.name
            if kind == "start":
                if name in _OPENINGS:
                    out.append(_OPENINGS[name])
                else:
                    self._start(event, context)
            elif kind == "end":
                if name in _CLOSINGS:
                    out.append(_CLOSINGS[name])
                else:
                    self._end(event, context)
            elif name in _RUNNING:
                begin = index - 1
                while index < stop and events[index].name in _RUNNING:
                    index += 1
                if index - begin == 1:
                    text = str(event.value) if name == "Text" else "\n"
                else:
                    text = _joined(events[begin:index])
                if event.start in self._labels:
                    length, shown, self._inline.place = self._labels[event.start]
                    out.append(shown)
                    text = text[length:]
                if context.is_code:
                    out.append(escape(text))
                elif context.in_link:
                    out.append(self._inline.within_link(text))
                else:
                    out.append(self._inline.linked(text))
            else:
                self._leaf(event)

    def _leaf(self, event: MarkdownEvent) -> None:
        out = self._out
        if event.name == "Code":
            out.append(f"<code>{escape(str(event.value))}</code>")
        elif event.name == "HardBreak":
            out.append("<br>\n")
        elif event.name == "Rule":
            out.append("<hr>\n")
        elif event.name == "FootnoteReference":
            number = escape(str(event.value))
            name = note_anchor(str(event.value))
            out.append(f'<sup><a href="{SLOT}page{SLOT}#{name}">{number}</a></sup>')

    def _start(self, event: MarkdownEvent, context: _Context) -> None:
        out, name = self._out, event.name
        if name == "List":
            start = event.value
            tag = "ul" if start is None else "ol"
            out.append(f'<ol start="{start}">\n' if start not in (None, 1) else f"<{tag}>\n")
            context.lists.append(tag)
        elif name == "Link":
            prefix = "mailto:" if event.value["link_type"] == "Email" else ""
            self._open_link(prefix + str(event.value["dest_url"]), context)
        elif name == "Heading":
            level = max(3, min(6, int(event.value["level"][1]) + 1))  # h2 is the page's own
            out.append(f'<h{level} id="{context.anchor}">' if context.anchor else f"<h{level}>")
            context.heading = level
        elif name == "Table":
            context.alignment = tuple(event.value)
            out.append("<table>")
        elif name == "TableHead":
            context.cell, context.column = "th", 0
            out.append("<thead><tr>")
        elif name == "TableCell":
            align = context.alignment[context.column] if context.alignment else "None"
            context.column += 1
            out.append(
                f"<{context.cell}>"
                if align == "None"
                else f'<{context.cell} class="{align.lower()}">'
            )
        elif name == "CodeBlock":
            out.append("<pre><code>")
            context.is_code = True
        elif name == "FootnoteDefinition":
            number = str(event.value)
            anchor = note_anchor(number)
            out.append(f'<div class="footnote" id="{anchor}"><sup>{escape(number)}</sup>')
        elif name == "TableRow":
            out.append("<tr>")
            context.column = 0

    def _end(self, event: MarkdownEvent, context: _Context) -> None:
        out, name = self._out, event.name
        if name == "List":
            out.append(f"</{context.lists.pop()}>\n")
        elif name == "Link":
            out.append(context.closings.pop())
            context.in_link = bool(context.closings)
        elif name == "Heading":
            out.append(f"</h{context.heading}>\n")
        elif name == "Table":
            out.append("</tbody></table>\n" if context.cell == "td" else "</table>\n")
        elif name == "TableHead":
            context.cell = "td"
            out.append("</tr></thead><tbody>")
        elif name == "TableCell":
            out.append(f"</{context.cell}>")
        elif name == "CodeBlock":
            out.append("</code></pre>\n")
            context.is_code = False
        elif name == "FootnoteDefinition":
            out.append("</div>\n")

    def _open_link(self, target: str, context: _Context) -> None:
        closing = "</a>"
        scheme, _, rest = target.partition(":")
        if context.closings:  # an <address> inside the words of a link leads nowhere else
            closing = ""
        elif scheme == "circular":
            self._inline.note_link(rest)
            self._out.append(f'<a href="{SLOT}circular:{escape_attribute(rest)}{SLOT}">')
        elif scheme == "link":
            link = self._links.get(rest)
            if link is not None and link.url is not None:
                self._out.append(f'<a href="{escape_attribute(link.url)}">')
            else:
                note = escape(self._phrases("circular.lost-link"))
                self._out.append('<span class="lost-link">')
                closing = f"</span> <small>({note})</small>"
        elif scheme.lower() in ALLOWED_SCHEMES:
            self._out.append(f'<a href="{escape_attribute(target)}">')
        elif target.startswith("#"):
            self._out.append(f'<a href="{SLOT}page{SLOT}{escape_attribute(target)}">')
        else:
            self._out.append("<span>")
            closing = "</span>"
        context.closings.append(closing)
        context.in_link = True


_BLOCKS = frozenset(
    {"Paragraph", "List", "BlockQuote", "Table", "Heading", "CodeBlock", "HtmlBlock", "Rule"}
    | {"FootnoteDefinition"}
)


class _Context:
    """Where the writer is inside one block."""

    in_link = False
    is_code = False
    heading = 3
    alignment: tuple[str, ...] = ()
    cell = "td"
    column = 0

    def __init__(self, anchor: str) -> None:
        self.anchor = anchor
        self.lists: list[str] = []
        self.closings: list[str] = []


def _joined(held: Sequence[MarkdownEvent]) -> str:
    return "".join(["\n" if event.name == "SoftBreak" else str(event.value) for event in held])
