"""Reads DOCX files: paragraphs with their printed labels, tables, boxes, notes, heads and feet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from archive.importing.readers.docx_numbering import Numbering
from archive.importing.readers.docx_package import is_on, number, opened, part_of, value
from archive.importing.readers.docx_styles import Styles
from archive.importing.readers.docx_words import MC, Paragraph, WordReader, alternative
from archive.importing.readers.marked_text import MarkedText
from archive.importing.sheet import Kind, Passage, Place, Sheet

_WRAPPERS = frozenset(
    qn(name) for name in ("w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdtContent", "w:sdt")
)
_MAX_COLUMNS = 63
"""As many as word processors allow."""


def read_docx(name: str, data: bytes) -> Sheet:
    """The text of a DOCX file as a word processor shows it with all changes accepted."""
    document = opened(data)
    styles = Styles(part_of(document, "styles"))
    numbering = Numbering(part_of(document, "numbering"), styles)
    words = WordReader(styles, document.part.rels)
    body = _Reader(words, numbering)
    body.blocks(document.element.body)
    heads, feet = _edges(document, styles, numbering)
    notes = _notes(document, words, numbering)
    return Sheet(
        name=name,
        passages=(*heads, *body.passages, *notes, *feet),
        has_paragraphs=True,
        counts_paragraphs=True,
    )


@dataclass(slots=True)
class _Reader:
    words: WordReader
    numbering: Numbering
    kind: Kind = Kind.TEXT
    """Of ordinary paragraphs."""
    label: str = ""
    passages: list[Passage] = field(default_factory=list)
    number: int = 0
    tables: int = 0
    under_way: Paragraph | None = None
    """A paragraph whose end was deleted: the next one goes on with it."""

    def blocks(self, container: Any) -> None:
        """Take the paragraphs and tables within *container*."""
        for child in container:
            tag = child.tag
            if tag == qn("w:p"):
                self.paragraph(child)
            elif tag == qn("w:tbl"):
                self.table(child)
            elif tag in _WRAPPERS:
                self.blocks(child)
            elif tag == f"{MC}AlternateContent":
                for choice in alternative(child):
                    self.blocks(choice)

    def paragraph(self, element: Any) -> None:
        """Take one paragraph."""
        styles = self.words.styles
        chain = styles.of_paragraph(element)
        found = self.words.read(element, chain, self.under_way)
        properties = element.find(qn("w:pPr"))
        mark = None if properties is None else properties.find(qn("w:rPr"))
        if mark is not None and mark.find(qn("w:del")) is not None:
            self.under_way = found
            return
        self.under_way = None
        if any(is_on(holder, "w:pPr", "w:pageBreakBefore") for holder in [element, *chain][:2]):
            self.page_end()
        texts = [words.finished() for words in found.parts]
        label = None
        if any(text for text, _ in texts):
            label = self.numbering.label(element, chain)
        level = styles.outline_level(element, chain)
        for position, (text, marks) in enumerate(texts):
            if position:
                self.page_end()
            if not text:
                continue
            kind, depth = self.kind, 0
            if kind is Kind.TEXT and level is not None and len(text) < 500:
                kind, depth = Kind.HEADING, level
            elif kind is Kind.TEXT and label is not None and label.text and not position:
                kind, depth = Kind.ITEM, label.level
            printed = label.text if label is not None and not position else ""
            self.number += 1
            self.passages.append(
                Passage(
                    kind=kind,
                    text=text,
                    place=Place(line=self.number),
                    label=self.label or printed,
                    depth=depth,
                    marks=marks,
                )
            )
        for box in found.boxes:
            self.blocks(box)
        section = None if properties is None else properties.find(qn("w:sectPr"))
        if section is not None and value(section, "w:type") != "continuous":
            self.page_end()

    def page_end(self) -> None:
        """A page ends here."""
        if self.kind is Kind.TEXT and self.passages and self.passages[-1].kind is not Kind.PAGE:
            place = Place(line=max(self.number, 1))
            self.passages.append(Passage(kind=Kind.PAGE, text="", place=place))

    def table(self, element: Any) -> None:
        """Take the rows of a table; a table that only frames text is none."""
        rows = [(row, list(_cells(row))) for row in _inner(element, "w:tr")]
        if all(sum(cell is not None for cell in cells) < 2 for _, cells in rows):
            for _, cells in rows:
                for cell in cells:
                    if cell is not None:
                        self.blocks(cell)
            return
        self.tables += 1
        table = self.tables
        for row, cells in rows:
            if is_on(row, "w:trPr", "w:del") or is_on(row, "w:trPr", "w:hidden"):
                continue
            if any(
                next(_inner(cell, "w:tbl"), None) is not None for cell in cells if cell is not None
            ):
                for cell in cells:
                    if cell is not None:
                        self.blocks(cell)
                continue
            self.row(cells, table)

    def row(self, cells: list[Any], table: int) -> None:
        """Take one row; a cell that another one reaches into is empty."""
        words = MarkedText()
        for position, cell in enumerate(cells):
            if position:
                words.add("\t")
            if cell is None or _goes_on(cell):
                continue
            inner = _Reader(self.words, self.numbering)
            inner.blocks(cell)
            content = MarkedText()
            for passage in inner.passages:
                if passage.kind is Kind.PAGE:
                    continue
                if content.pieces:
                    content.add("\n")
                if passage.label:
                    content.add(f"{passage.label} ")
                content.add_passage(passage)
            words.extend(content.replaced("\t", " "))
        text, marks = words.finished(is_row=True)
        if text.strip():
            self.number += 1
            kind = Kind.ROW if self.kind is Kind.TEXT else self.kind
            self.passages.append(
                Passage(
                    kind=kind, text=text, place=Place(line=self.number), table=table, marks=marks
                )
            )


def _inner(element: Any, name: str) -> Iterator[Any]:
    """The children with that name, also those in wrappers."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inner(child, name)


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row by column; None where a wide cell reaches to."""
    columns = min(number(value(row, "w:trPr", "w:gridBefore")), _MAX_COLUMNS)
    for _ in range(columns):
        yield None
    for cell in _inner(row, "w:tc"):
        yield cell
        columns += 1
        wide = number(value(cell, "w:tcPr", "w:gridSpan"), 1)
        for _ in range(min(wide, _MAX_COLUMNS - columns + 1) - 1):
            columns += 1
            yield None


def _goes_on(cell: Any) -> bool:
    """Whether the cell only goes on with the one above."""
    properties = cell.find(qn("w:tcPr"))
    merge = None if properties is None else properties.find(qn("w:vMerge"))
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _edges(
    document: Any, styles: Styles, numbering: Numbering
) -> tuple[list[Passage], list[Passage]]:
    """The running heads and feet of all sections, each text once."""
    found: dict[str, list[Passage]] = {"header": [], "footer": []}
    seen: set[str] = set()
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in found or relation.is_external:
            continue
        part = relation.target_part
        reader = _Reader(WordReader(styles, part.rels), numbering, kind=Kind.EDGE)
        reader.blocks(part.element)
        for passage in reader.passages:
            if passage.text not in seen:
                seen.add(passage.text)
                found[kind].append(passage)
    return found["header"], found["footer"]


def _notes(document: Any, words: WordReader, numbering: Numbering) -> Iterator[Passage]:
    """The notes that the text marks, in the order of their marks."""
    for part_name, kind in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = part_of(document, part_name)
        if root is None:
            continue
        by_id = {note.get(qn("w:id"), ""): note for note in root.iterfind(qn(f"w:{kind}"))}
        relations: Any = next(
            (
                relation.target_part.rels
                for relation in document.part.rels.values()
                if relation.reltype.endswith(f"/{part_name}") and not relation.is_external
            ),
            {},
        )
        for key, label in words.note_labels.items():
            if key[0] == kind and key[1] in by_id:
                reader = _Reader(
                    WordReader(words.styles, relations), numbering, kind=Kind.NOTE, label=label
                )
                reader.blocks(by_id[key[1]])
                yield from reader.passages
