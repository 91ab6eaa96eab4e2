"""Reads web pages and letters saved as such: their blocks in order, as a browser shows them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from archive.importing.readers.charsets import charset_of
from archive.importing.readers.html_lists import item_labels
from archive.importing.readers.html_tables import grid, is_layout
from archive.importing.readers.html_words import (
    is_hidden,
    name_of,
    note_label,
    styles_of,
    visible_text,
)
from archive.importing.readers.marked_text import NO_STYLES, MarkedText, Style
from archive.importing.readers.problems import LetterFileError
from archive.importing.sheet import Kind, Passage, Place, Sheet

_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav
    ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - as a list it would fill the page
)
_EDGES = frozenset(("header", "footer", "nav"))
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.-]{2,40})[\"']")


def read_html(name: str, data: bytes) -> Sheet:
    """The blocks of an HTML file; scripts, styles and what is hidden are left out."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    text = re.sub("[\0\x01-\x08\x0b\x0e-\x1f]", "", _text(data))
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if root is None:
        raise LetterFileError("no-text")
    body = root.find("body")
    reader = _Reader()
    reader.walk(root if body is None else body, _Context())
    reader.end_block()
    return Sheet(
        name=name,
        passages=tuple(reader.passages),
        has_paragraphs=True,
        counts_paragraphs=True,
    )


def _text(data: bytes) -> str:
    """The page's letters: by its mark, by what it says of itself, else by likelihood."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        said = _META.search(data[:4096]) or _XML.match(data[:200])
        if said:
            try:
                charset = codecs.lookup(said[1].decode("ascii")).name
                charset = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(charset, charset)
                if not charset.startswith("utf-16") and charset not in ("utf-7",):
                    return data.decode(charset)
            except (LookupError, UnicodeError, ValueError):
                pass  # it is wrong about itself
    return data.decode(charset_of(data), "replace").removeprefix("\ufeff")


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for everything within an element."""

    kind: Kind = Kind.TEXT
    depth: int = 0
    styles: frozenset[Style] = NO_STYLES
    is_preformatted: bool = False
    label: str = ""
    """Of a note."""


@dataclass(slots=True)
class _Reader:
    passages: list[Passage] = field(default_factory=list)
    words: MarkedText = field(default_factory=MarkedText)
    """Of the block under way."""
    context: _Context = field(default_factory=_Context)
    label: str = ""
    """Of the list item that begins with the next block."""
    has_label: bool = False
    number: int = 0
    tables: int = 0

    def walk(self, element: HtmlElement, context: _Context) -> None:
        """Take an element with all that is in it."""
        for node, text in _content(element):
            if node is None:
                self.words.add(visible_text(text, keep=context.is_preformatted), context.styles)
            elif not is_hidden(node):
                self.take(node, context)

    def take(self, node: HtmlElement, context: _Context) -> None:
        """Take one child element."""
        name = name_of(node)
        if name == "br":
            self.words.add("\n", context.styles)
        elif name == "sup" and (label := note_label(node)):
            self.words.add_note(label)
        elif name not in _BLOCKS:
            styles = context.styles | styles_of(node)
            self.walk(node, _Context(context.kind, context.depth, styles, label=context.label))
        else:
            self.end_block()
            inner = self.context_of(node, context)
            self.context = inner
            if name == "hr":
                if "page" in node.get("class", "") or context.kind is not Kind.EDGE:
                    self.add("", Kind.PAGE)
            elif name == "table" and not is_layout(node):
                self.take_table(node, inner)
            elif name in ("ol", "ul", "menu", "dir"):
                self.take_list(node, inner)
            else:
                self.walk(node, inner)
            self.end_block()
            self.context = context

    def context_of(self, node: HtmlElement, outer: _Context) -> _Context:
        """What holds within a block."""
        name = name_of(node)
        kind, depth, label = outer.kind, outer.depth, outer.label
        if name in _EDGES and kind is Kind.TEXT:
            kind = Kind.EDGE
        elif kind is Kind.TEXT and name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            kind, depth = Kind.HEADING, int(name[1])
        elif kind is Kind.TEXT and (found := note_label(node)):
            kind, label = Kind.NOTE, found
        styles = outer.styles | styles_of(node)
        return _Context(kind, depth, styles, outer.is_preformatted or name == "pre", label)

    def take_list(self, node: HtmlElement, context: _Context) -> None:
        """The items of a list, each with the label that a browser prints before it."""
        depth = context.depth + 1 if context.kind is Kind.ITEM else 0
        labels = item_labels(node, depth)
        kind = Kind.ITEM if context.kind in (Kind.TEXT, Kind.ITEM) else context.kind
        inner = _Context(kind, depth, context.styles)
        for child in node:
            if is_hidden(child):
                continue
            self.end_block()
            self.context = inner
            if name_of(child) == "li":
                self.label, self.has_label = labels.get(child, ""), True
                self.walk(child, inner)
                self.end_block()
                self.has_label = False
            else:
                self.take(child, inner)

    def take_table(self, node: HtmlElement, context: _Context) -> None:
        """The rows of a table; a merged cell stands once, in its first row and column."""
        self.tables += 1
        table = self.tables
        for caption in node.findall("caption"):
            self.walk(caption, _Context(styles=context.styles))
            self.end_block()
        for row in grid(node):
            words = MarkedText()
            for position, cell in enumerate(row):
                if position:
                    words.add("\t")
                if cell is not None:
                    words.extend(self.cell_words(cell, context))
            text, marks = words.finished(is_row=True)
            if text.strip():
                self.number += 1
                kind = Kind.EDGE if context.kind is Kind.EDGE else Kind.ROW
                place = Place(line=self.number)
                self.passages.append(
                    Passage(kind=kind, text=text, place=place, table=table, marks=marks)
                )

    def cell_words(self, cell: HtmlElement, context: _Context) -> MarkedText:
        """The words of a cell: its blocks with line breaks between."""
        inner = _Reader()
        inner.walk(cell, _Context(styles=context.styles | styles_of(cell)))
        inner.end_block()
        words = MarkedText()
        for passage in inner.passages:
            if passage.kind is Kind.PAGE:
                continue
            if words.pieces:
                words.add("\n")
            if passage.label:
                words.add(f"{passage.label} ")
            words.add_passage(passage)
        return words.replaced("\t", " ")

    def end_block(self) -> None:
        """Write down the block under way, if it has words."""
        words, self.words = self.words, MarkedText()
        text, marks = words.collapsed().finished()
        if text:
            kind, label, depth = self.context.kind, self.context.label, self.context.depth
            if kind is Kind.ITEM:
                label = self.label if self.has_label else ""
                if not label:
                    kind = Kind.TEXT
                    depth = 0
                self.has_label = False
            if kind is Kind.NOTE and label and text.startswith(label):
                cut = len(text) - len(text[len(label) :].lstrip(" \t.)\xa0"))
                shown = Passage(text=text, place=Place(line=1), marks=marks).part(cut, len(text))
                text, marks = shown.text, shown.marks
            self.add(text, kind, label=label, depth=depth, marks=marks)

    def add(self, text: str, kind: Kind, **more: object) -> None:
        """Write down one passage."""
        self.number += kind is not Kind.PAGE
        place = Place(line=max(self.number, 1))
        self.passages.append(Passage(kind=kind, text=text, place=place, **more))  # type: ignore[arg-type]


def _content(element: HtmlElement) -> Iterator[tuple[HtmlElement | None, str]]:
    """The texts and the elements within *element*, in their order."""
    if element.text:
        yield None, element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child, ""
        if child.tail:
            yield None, child.tail
