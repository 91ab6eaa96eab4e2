"""A letter as DOCX: real heads and feet, tables, numbering, links and footnotes."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from tests.letters_kit.dialect import Block, Run, blocks
from tests.letters_kit.extraction import plain

_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def word_document(letter_html: str) -> bytes:
    """The bytes of the DOCX file."""
    found = blocks(letter_html)
    document = docx.Document()
    writer = _Writer(document, [block for block in found if block.kind == "note"])
    for block in found:
        writer.write(block)
    writer.add_notes()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    def __init__(self, document: Any, notes: list[Block]) -> None:
        self.document = document
        self.notes = {plain(note.runs).split()[0]: note for note in notes}
        self.lists: dict[int, int] = {}

    def write(self, block: Block) -> None:
        match block.kind:
            case "header" | "footer":
                part = getattr(self.document.sections[0], block.kind)
                self.fill(part.paragraphs[0], block.runs)
            case "table":
                self.write_table(block)
            case "page":
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case "note":
                pass
            case "item":
                paragraph = self.document.add_paragraph()
                self.number(paragraph, block)
                self.fill(paragraph, block.runs)
            case "h1" | "h2" | "h3":
                style = f"Heading {block.kind[1]}"
                self.fill(self.document.add_paragraph(style=style), block.runs)
            case _:
                paragraph = self.document.add_paragraph()
                if block.kind == "right":
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                self.fill(paragraph, block.runs)

    def fill(self, paragraph: Any, runs: list[Run]) -> None:
        for run in runs:
            if run.kind == "break":
                paragraph.add_run().add_break()
            elif run.kind == "note" and run.text in self.notes:
                mark = OxmlElement("w:footnoteReference")
                mark.set(qn("w:id"), str(list(self.notes).index(run.text) + 1))
                paragraph.add_run()._r.append(mark)
            else:
                made = paragraph.add_run(run.text)
                made.bold, made.italic = run.is_bold or None, run.is_italic or None
                made.font.superscript = run.kind == "note" or None
                if run.target:
                    self.link(paragraph, made, run.target)

    def link(self, paragraph: Any, run: Any, target: str) -> None:
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), relation)
        run._r.addprevious(element)
        element.append(run._r)

    def write_table(self, block: Block) -> None:
        width = max(sum(cell.columns for cell in row) for row in block.rows)
        table = self.document.add_table(len(block.rows), width)
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(block.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                last_row = min(row + cell.rows, len(block.rows)) - 1
                last_column = min(column + cell.columns, width) - 1
                target = table.cell(row, column)
                if (last_row, last_column) != (row, column):
                    target = target.merge(table.cell(last_row, last_column))
                taken |= {
                    (y, x) for y in range(row, last_row + 1) for x in range(column, last_column + 1)
                }
                self.fill_cell(target, cell.runs)
                column = last_column + 1

    def fill_cell(self, cell: Any, runs: list[Run]) -> None:
        """Every other line break becomes the end of a paragraph, as in real letters."""
        paragraph = cell.paragraphs[0]
        breaks = 0
        line: list[Run] = []
        for run in runs:
            if run.kind == "break":
                breaks += 1
                if breaks % 2:
                    self.fill(paragraph, line)
                    paragraph, line = cell.add_paragraph(), []
                    continue
            line.append(run)
        self.fill(paragraph, line)

    def number(self, paragraph: Any, block: Block) -> None:
        if block.list_number not in self.lists:
            self.lists[block.list_number] = self.add_list(block)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = block.depth
        properties.get_or_add_numId().val = self.lists[block.list_number]

    def add_list(self, block: Block) -> int:
        root = self.document.part.numbering_part.element
        number = 100 + block.list_number
        form = _FORMS.get(block.list_type, "bullet")
        text = (
            "–" if form == "bullet" else f"%{block.depth + 1}" + ("." if form == "decimal" else ")")
        )
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:lvl w:ilvl="{block.depth}"><w:start w:val="{block.count}"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        )
        root.insert(0, definition)
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )
        return number

    def add_notes(self) -> None:
        if not self.notes:
            return
        root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for number, (label, note) in enumerate(self.notes.items(), start=1):
            element = parse_xml(
                f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
                "<w:r><w:t/></w:r></w:p></w:footnote>"
            )
            words = plain(note.runs)[len(label) :].strip()
            next(element.iter(qn("w:t"))).text = words
            root.append(element)
        part = Part(
            PackURI("/word/footnotes.xml"),
            _NOTES_TYPE,
            etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
            self.document.part.package,
        )
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
