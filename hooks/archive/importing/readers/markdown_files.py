"""Reads Markdown: headings, paragraphs, lists, tables and notes, as far as letters use them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.importing.readers.charsets import decoded
from archive.importing.readers.markdown_words import marked
from archive.importing.readers.marked_text import MarkedText
from archive.importing.sheet import Kind, Passage, Place, Sheet

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*)|#*[ \t]*)$")
_UNDERLINE = re.compile(r" {0,3}(?:={2,}|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"([ \t]*)([-*+•]|\d{1,3}[.)])[ \t]+(?=\S)")
_LABEL = re.compile(r"(\(?(?:\d{1,3}|[a-zа-я])[.)])[ \t]+(?=\S)")
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)*+$")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--(?:(?!<!--).){0,5000}?-->", re.DOTALL)
_TAG_LINE = re.compile(r" {0,3}</?(?:div|p|br|hr|center|table|tr|td|a|span)\b[^<>]*>[ \t]*$", re.I)
_SHORT_LINE = 45
"""A line that ends earlier was ended on purpose: in a letter's head every line is one."""


def read_markdown(name: str, data: bytes) -> Sheet:
    """The blocks of a Markdown file; a line break that the letter needs is kept."""
    reader = _Reader()
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), decoded(data))
    for number, line in enumerate(re.split(r"\r\n|[\n\r]", text), start=1):
        reader.read(number, line.replace("\f", " "))
    reader.end_block()
    return Sheet(name=name, passages=tuple(reader.passages), has_paragraphs=True)


@dataclass(slots=True)
class _Reader:
    passages: list[Passage] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Of the block under way."""
    first: int = 1
    kind: Kind = Kind.TEXT
    label: str = ""
    depth: int = 0
    indents: list[int] = field(default_factory=list)
    """Of the open list items, the outermost first."""
    tables: int = 0
    is_fenced: bool = False

    def read(self, number: int, line: str) -> None:
        """Take the next line."""
        if _FENCE.match(line):
            self.end_block()
            self.is_fenced = not self.is_fenced
        elif self.is_fenced:
            self.begin(number, line)
            self.end_block()
        elif not line.strip() or _TAG_LINE.match(line):
            self.end_block()
        else:
            self.read_words(number, _QUOTE.sub("", line))

    def read_words(self, number: int, line: str) -> None:
        """Take a line that has words, or draws a rule or a table."""
        if self.read_table_line(number, line):
            return
        if self.lines and self.kind is Kind.TEXT and _UNDERLINE.match(line):
            self.kind, self.depth = Kind.HEADING, 1 if "=" in line else 2
            self.end_block()
        elif _RULE.match(line):
            self.end_block()
        elif found := _HEADING.match(line):
            self.end_block()
            words = (found[2] or "").rstrip(" \t").rstrip("#").rstrip(" \t")
            self.begin(number, words, kind=Kind.HEADING, depth=len(found[1]))
            self.end_block()
        elif found := _NOTE.match(line):
            self.end_block()
            self.begin(number, line[found.end() :], kind=Kind.NOTE, label=found[1])
        elif found := _ITEM.match(line):
            self.end_block()
            self.begin_item(number, found, line[found.end() :])
        elif self.lines:
            self.lines.append(line)
        else:
            if not line.startswith((" ", "\t")):
                self.indents.clear()
            self.begin(number, line)

    def begin_item(self, number: int, found: re.Match[str], words: str) -> None:
        """Begin a list item; a number typed behind its bullet is its label."""
        indent = len(found[1].expandtabs(4))
        while self.indents and self.indents[-1] >= indent:
            self.indents.pop()
        if self.indents and indent < self.indents[-1] + 2:
            self.indents.pop()
        label = found[2] if found[2][0].isdigit() else "•"
        if label == "•" and (typed := _LABEL.match(words)):
            label, words = typed[1], words[typed.end() :]
        self.begin(number, words, kind=Kind.ITEM, label=label, depth=len(self.indents))
        self.indents.append(indent)

    def begin(
        self, number: int, words: str, *, kind: Kind = Kind.TEXT, label: str = "", depth: int = 0
    ) -> None:
        """Begin a block with its first line."""
        self.first, self.lines = number, [words]
        self.kind, self.label, self.depth = kind, label, depth

    def read_table_line(self, number: int, line: str) -> bool:
        """Take a line of a table; whether it was one."""
        is_row = line.strip().startswith("|") and line.count("|") > 1
        if self.kind is Kind.ROW or is_row:
            if _TABLE_RULE.match(line) and "-" in line:
                return self.kind is Kind.ROW
            if "|" not in line:
                self.end_block()
                return False
            if self.kind is not Kind.ROW:
                self.end_block()
                self.kind = Kind.ROW
                self.tables += 1
        elif self.lines and len(self.lines) == 1 and _TABLE_RULE.match(line) and "|" in line:
            head, at = self.lines[0], self.first
            if "|" not in head:
                return False
            self.lines = []
            self.kind = Kind.ROW
            self.tables += 1
            self.add_row(at, head)
            return True
        else:
            return False
        self.add_row(number, line)
        return True

    def add_row(self, number: int, line: str) -> None:
        """One row of the table under way."""
        inner = line.strip()
        inner = inner.removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        words = MarkedText()
        for position, cell in enumerate(re.split(r"(?<!\\)\|", inner)):
            if position:
                words.add("\t")
            cell = re.sub(r"<br ?/?>", "\n", cell.strip(), flags=re.IGNORECASE)
            words.extend(marked(cell.replace("\\|", "|")).replaced("\t", " "))
        self.add(words, Kind.ROW, number, table=self.tables)

    def end_block(self) -> None:
        """Write down the block under way, if there is one."""
        lines, self.lines = self.lines, []
        kind, self.kind = self.kind, Kind.TEXT
        if lines:
            self.add(marked(_joined(lines)), kind, self.first)
        self.label, self.depth = "", 0

    def add(self, words: MarkedText, kind: Kind, line: int, *, table: int | None = None) -> None:
        """Write down one passage."""
        text, marks = words.finished(is_row=kind is Kind.ROW)
        if text or kind is Kind.ITEM:
            self.passages.append(
                Passage(
                    kind=kind,
                    text=text,
                    place=Place(line=line),
                    label=self.label,
                    depth=self.depth,
                    table=table,
                    marks=marks,
                )
            )


def _joined(lines: list[str]) -> str:
    """The paragraph of printed lines; hard breaks, and those behind short lines, stay breaks."""
    text = ""
    for number, line in enumerate(lines):
        is_hard = line.endswith(("  ", "\\"))
        words = line.strip(" ") if number else line.lstrip(" ").rstrip(" ")
        words = words.removesuffix("\\")
        text += words
        if number + 1 < len(lines):
            text += "\n" if is_hard or len(words) < _SHORT_LINE else " "
    return text
