"""The words of a DOCX paragraph: runs, links, fields, notes; what is deleted or hidden is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from archive.importing.readers.docx_numbering import SYMBOLS
from archive.importing.readers.docx_package import number
from archive.importing.readers.docx_styles import Styles
from archive.importing.readers.marked_text import NO_STYLES, MarkedText, Style
from archive.importing.sheet import MarkKind

_LINK_FIELD = re.compile(
    r"\s*HYPERLINK\s+(?:\\l\s+\"(?P<within>[^\"]*)\"|\"(?P<target>[^\"]*)\")", re.I
)
_HAS_PAGE_BREAK = "page"
_THROUGH = frozenset(
    qn(name)
    for name in (
        "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo",
        "w:rubyBase", "w:sdt", "w:ruby",
    )
)  # fmt: skip
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


@dataclass(slots=True)
class Paragraph:
    """What a paragraph holds: its words in pieces between page breaks, and its text boxes."""

    parts: list[MarkedText] = field(default_factory=lambda: [MarkedText()])
    boxes: list[Any] = field(default_factory=list)
    """The contents of text boxes that are anchored here."""

    @property
    def words(self) -> MarkedText:
        """The piece under way."""
        return self.parts[-1]


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    style: Style | None = None


@dataclass(slots=True)
class WordReader:
    """Reads paragraphs of one part; fields may reach over several of them."""

    styles: Styles
    relations: Any
    """Of the part: id → relation; links name their targets so."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Every mark of a note in its order: ``footnote`` or ``endnote``, and the note's id."""
    note_labels: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    """The open ones, the innermost last; read are only the results."""
    is_instruction: bool = False

    def read(self, element: Any, chain: list[Any], into: Paragraph | None = None) -> Paragraph:
        """The words of the paragraph *element*, whose style has that *chain*; added to *into*."""
        found = Paragraph() if into is None else into
        self._walk(element, chain, found, NO_STYLES)
        return found

    def _walk(
        self, element: Any, chain: list[Any], into: Paragraph, styles: frozenset[Style]
    ) -> None:
        for child in element:
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child, chain, into, styles)
            elif tag == qn("w:hyperlink"):
                self._walk(child, chain, into, styles | self._link(child))
            elif tag == qn("w:fldSimple"):
                style = _link_style(child.get(qn("w:instr"), ""))
                self._walk(child, chain, into, styles | ({style} if style else set()))
            elif tag in _THROUGH:
                self._walk(child, chain, into, styles)
            elif isinstance(tag, str) and tag == f"{MC}AlternateContent":
                for choice in alternative(child):
                    self._walk(choice, chain, into, styles)
            elif isinstance(tag, str) and tag.startswith(_MATHS[:-2]):
                into.words.add("".join(text.text or "" for text in child.iter(_MATHS)), styles)

    def _link(self, element: Any) -> set[Style]:
        relation = self.relations.get(element.get(qn("r:id"), ""))
        anchor = element.get(qn("w:anchor"), "")
        target = str(relation.target_ref) if relation is not None and relation.is_external else ""
        if anchor:
            target = f"{target}#{anchor}"
        return {(MarkKind.LINK, target)} if target else set()

    def _run(self, run: Any, chain: list[Any], into: Paragraph, styles: frozenset[Style]) -> None:
        is_hidden = self.styles.switch(run, chain, "w:vanish")
        found: set[Style] = set(styles)
        for name, kind in (("w:b", MarkKind.STRONG), ("w:i", MarkKind.EMPHASIS)):
            if self.styles.switch(run, chain, name):
                found.add((kind, ""))
        found |= {field.style for field in self.fields if field.style}
        for child in run:
            tag = child.tag
            if tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType"), ""))
            elif tag == qn("w:instrText"):
                if self.fields and self.is_instruction:
                    self.fields[-1].instruction += (child.text or "")[:3000]
            elif not is_hidden and not self.is_instruction:
                self._piece(child, chain, into, frozenset(found))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
            self.is_instruction = True
        elif self.fields and kind == "separate":
            self.fields[-1].style = _link_style(self.fields[-1].instruction)
            self.is_instruction = False
        elif self.fields and kind == "end":
            self.fields.pop()
            self.is_instruction = False

    def _piece(
        self, child: Any, chain: list[Any], into: Paragraph, styles: frozenset[Style]
    ) -> None:
        tag = child.tag
        if not isinstance(tag, str):
            return
        name = tag.rpartition("}")[2]
        if tag == qn("w:t"):
            into.words.add((child.text or "").replace("\n", " ").replace("\t", " "), styles)
        elif tag in (qn("w:tab"), qn("w:ptab")):
            into.words.add("\t", styles)
        elif tag in (qn("w:br"), qn("w:cr")):
            if child.get(qn("w:type")) == _HAS_PAGE_BREAK:
                into.parts.append(MarkedText())
            else:
                into.words.add("\n", styles)
        elif tag == qn("w:noBreakHyphen"):
            into.words.add("\u2011", styles)
        elif tag == qn("w:sym"):
            into.words.add(_symbol(child.get(qn("w:char"), "")), styles)
        elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            key = (name.removesuffix("Reference"), child.get(qn("w:id"), ""))
            if key not in self.note_labels:
                self.notes.append(key)
                kinds = [kind for kind, _ in self.notes]
                self.note_labels[key] = str(kinds.count(key[0]))
            into.words.add_note(self.note_labels[key])
        elif tag == f"{MC}AlternateContent":
            for choice in alternative(child):
                for inner in choice:
                    self._piece(inner, chain, into, styles)
        elif name in ("drawing", "pict", "object"):
            into.boxes.extend(_boxes(child))
        elif name == "ruby":
            self._walk(child, chain, into, styles)


def alternative(element: Any) -> Iterator[Any]:
    """The one of several forms of the same content that has words."""
    choices = [child for child in element if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
    with_words = [
        child for child in choices if next(child.iter(qn("w:t"), qn("w:fldChar")), None) is not None
    ]
    yield from (with_words or choices)[:1]


def _boxes(element: Any) -> Iterator[Any]:
    """The outermost contents of text boxes in a drawing, each once."""
    stack = list(element)[::-1]
    while stack:
        child = stack.pop()
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag == f"{MC}AlternateContent":
            stack.extend(alternative(child))
        else:
            stack.extend(list(child)[::-1])


def _link_style(instruction: str) -> Style | None:
    found = _LINK_FIELD.match(instruction)
    if not found:
        return None
    target = found["target"] if found["target"] is not None else f"#{found['within']}"
    return (MarkKind.LINK, target) if target.strip("#") else None


def _symbol(code: str) -> str:
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    if "\uf000" <= letter <= "\uf0ff":
        return SYMBOLS.get(
            letter,
            chr(ord(letter) - 0xF000) if number(str(ord(letter))) and letter < "\uf080" else "",
        )
    return letter if letter.isprintable() else ""
