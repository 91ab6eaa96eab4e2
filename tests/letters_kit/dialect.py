"""Reads the dialect of test letters into paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look. ``kind`` is ``text``, ``break`` or ``note`` (the mark of one)."""

    text: str
    kind: str = "text"
    is_bold: bool = False
    is_italic: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its runs, and how far it reaches."""

    runs: list[Run]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Block:
    """A paragraph (``p``, ``right``, ``note``, ``h1``…), ``item``, ``table``, ``page``, or the
    ``header`` and ``footer`` of each page."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    depth: int = 0
    list_number: int = 0
    """Which list the item is of, counted from 1."""
    list_type: str = ""
    """``1``, ``a``, ``A``, ``i``, ``I``, or ``ul``."""
    count: int = 1
    """The item's own number."""


def blocks(letter_html: str) -> list[Block]:
    """The blocks of a letter in their order."""
    body = _body(letter_html)
    reader = _Reader()
    return list(reader.blocks(body))


def language(letter_html: str) -> str:
    """The language that the letter says."""
    return str(_body(letter_html).get("lang", "en"))


def _body(letter_html: str) -> html.HtmlElement:
    document = html.document_fromstring(letter_html, html.HTMLParser(encoding="utf-8"))
    return document.find("body")


class _Reader:
    def __init__(self) -> None:
        self.lists = 0

    def blocks(self, body: html.HtmlElement) -> Iterator[Block]:
        for element in body:
            match element.tag:
                case "table":
                    yield Block("table", rows=[_cells(row) for row in element.iter("tr")])
                case "hr":
                    yield Block("page")
                case "ol" | "ul":
                    yield from self.items(element, 0)
                case "p":
                    yield Block(element.get("class", "") or "p", _runs(element))
                case _:
                    yield Block(element.tag, _runs(element))

    def items(self, element: html.HtmlElement, depth: int) -> Iterator[Block]:
        self.lists += 1
        number = self.lists
        kind = "ul" if element.tag == "ul" else element.get("type", "1")
        count = int(element.get("start", "1"))
        for item in element.iterfind("li"):
            inner = [child for child in item if child.tag in ("ol", "ul")]
            for child in inner:
                item.remove(child)
            yield Block(
                "item",
                _runs(item),
                depth=depth,
                list_number=number,
                list_type=kind,
                count=count,
            )
            count += 1
            for child in inner:
                yield from self.items(child, depth + 1)


def _cells(row: html.HtmlElement) -> list[Cell]:
    return [
        Cell(_runs(cell), int(cell.get("colspan", "1")), int(cell.get("rowspan", "1")))
        for cell in row.iterchildren("td", "th")
    ]


def _runs(element: html.HtmlElement) -> list[Run]:
    runs = list(_walked(element, Run("")))
    if runs and runs[0].kind == "text":
        runs[0] = Run(runs[0].text.lstrip(" "), "text", *_look(runs[0]))
    if runs and runs[-1].kind == "text":
        runs[-1] = Run(runs[-1].text.rstrip(" "), "text", *_look(runs[-1]))
    return [run for run in runs if run.text or run.kind == "break"]


def _look(run: Run) -> tuple[bool, bool, str]:
    return run.is_bold, run.is_italic, run.target


def _walked(element: html.HtmlElement, look: Run) -> Iterator[Run]:
    def text(words: str | None) -> Iterator[Run]:
        if words:
            yield Run(re.sub(r"[ \r\n]*\n[ \r\n]*| {2,}", " ", words), "text", *_look(look))

    yield from text(element.text)
    for child in element:
        if child.tag == "br":
            yield Run("", "break")
        elif child.tag == "sup":
            yield Run("".join(child.itertext()).strip(), "note")
        elif isinstance(child.tag, str):
            yield from _walked(
                child,
                Run(
                    "",
                    "text",
                    look.is_bold or child.tag == "b",
                    look.is_italic or child.tag == "i",
                    child.get("href", "") or look.target,
                ),
            )
        yield from text(child.tail)
