"""The text of a letter as the archive's Markdown: its own words, numbers, lists, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from archive.blocks import TODO
from archive.importing.after_signature import lines_below
from archive.importing.annex_parts import AnnexPart, annex_parts
from archive.importing.body_lines import Line, Role, is_numbered, read_lines, with_numbers
from archive.importing.editing import trimmed
from archive.importing.inline import address_of, as_markdown, plain_text
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Mark, MarkKind, Passage, Place
from archive.importing.words import LetterWords
from archive.languages import Phrases, load_phrases

_NAME = re.compile(r"[^\w-]+")
_MOST_COLUMNS = 40
"""A wider row is no table that anybody could read."""
_MOST_WORDS = 80
"""So much of the letter's words stands in a comment, in characters."""
_DEEPEST = 4
"""Lists within lists go no deeper."""

_IDLE = re.compile(r"\A\\(?=[-+#=~])")
"""A backslash before a sign that means something only where a line begins: no heading needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBody:
    """The text of a letter as Markdown, and what its front matter says of it."""

    text: str
    """With a line end at its end."""
    is_numbered: bool
    """Whether the letter numbers its paragraphs."""
    links: Mapping[str, tuple[str, str]]
    """What the text links to, by id: the words of the link and its address, or ``lost``."""
    annexes: tuple[str, ...]
    """The titles of the annexes whose text follows."""


def markdown(segments: Segments, words: LetterWords) -> tuple[str, bool]:
    """The letter's text as Markdown, and whether its paragraphs are numbered."""
    body = letter_body(segments, words)
    return body.text, body.is_numbered


def letter_body(segments: Segments, words: LetterWords, said: Phrases | None = None) -> LetterBody:
    """The letter's text with everything that belongs to it.

    *said* are the words of the editor's language, in which comments say what is left to do;
    without them they are those of the letter's language.
    """
    return _Writing(segments, words, said).done()


class _Writing:
    def __init__(self, segments: Segments, words: LetterWords, said: Phrases | None) -> None:
        self._segments = segments
        self._words = words
        self._said = said or _phrases()[words.language]
        self._unlinked: dict[str, None] = {}
        self._links: dict[str, tuple[str, str]] = {}
        self._ids: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._names: set[str] = set()
        self._numbered = False

    def done(self) -> LetterBody:
        """The text."""
        lines = read_lines(self._segments.body)
        self._numbered = is_numbered(lines)
        blocks = list(self._section(lines))
        if not blocks:
            blocks = [f"1. {TODO}" if self._numbered else TODO]
        blocks += self._below()
        annexes = annex_parts(self._segments.annexes, self._words)
        for number, annex in enumerate(annexes, 1):
            blocks += self._annex(number, annex)
        notes = list(self._footnotes())
        blocks += [self._todo("no-address", words=words) for words in self._unlinked]
        blocks += notes
        return LetterBody(
            text="\n\n".join(blocks) + "\n",
            is_numbered=self._numbered,
            links=self._links,
            annexes=tuple(each.title.text for each in annexes),
        )

    def _annex(self, number: int, annex: AnnexPart) -> Iterator[str]:
        title = _IDLE.sub("", self._inline(annex.title))
        yield f"## [annex-{number}] {title}"
        yield from self._section(read_lines(annex.passages))

    def _section(self, lines: Sequence[Line]) -> Iterator[str]:
        """The blocks of the text or of an annex, each without a line end at its end."""
        has_numbers = self._numbered and is_numbered(lines)
        indent = ""
        labels: set[str] = set()
        run: list[Line] = []
        told = list(with_numbers(lines)) if has_numbers else list(lines)
        for index, line in enumerate([*told, None]):
            if run and (line is None or not _goes_on(run[-1], line)):
                yield from self._run(run, indent)
                run = []
            if line is None:
                return
            if line.role in (Role.BULLET, Role.ORDERED, Role.ROW):
                run.append(line)
            elif line.role is Role.HEADING and indent and not _begins(told[index + 1 :]):
                # What stands between two numbers belongs to the first of them.
                text = self._inline(_plain(line.passage))
                yield f"{indent}**{text}**"
            elif line.role is Role.HEADING:
                indent, labels = "", set()
                yield f"## {_IDLE.sub('', self._inline(line.passage))}"
            elif line.role is Role.NUMBER:
                marker = f"{line.label}. "
                indent, labels = " " * len(marker), set()
                yield marker + (self._inline(line.passage) if line.passage.text else TODO)
            else:
                yield indent + self._paragraph(line, labels)

    def _paragraph(self, line: Line, labels: set[str]) -> str:
        """A paragraph; a label becomes an address, where it is the only such one in its place."""
        text = self._inline(line.passage)
        if line.role is not Role.LABEL:
            return self._inline(_with_label(line)) if line.printed else text
        name = line.label
        if name.isalpha():
            follows = chr(ord(name) - 1) in labels or name == "a"
            if name in labels or not follows:
                return self._inline(_with_label(line))
            labels.add(name)
            return f"[{name})] {text}"
        if name in labels:
            return self._inline(_with_label(line))
        labels.difference_update({each for each in labels if each.isalpha()})
        labels.add(name)
        return f"[{name}] {text}"

    def _run(self, run: Sequence[Line], indent: str) -> Iterator[str]:
        """Items that follow one another, or the rows of a table."""
        if run[0].role is Role.ROW:
            yield from self._table(run, indent)
            return
        written: list[str] = []
        stack: list[tuple[int, str]] = []
        numbers: dict[int, int] = {}
        for line in run:
            while stack and line.depth < stack[-1][0]:
                numbers.pop(len(stack) - 1, None)
                stack.pop()
            if (not stack or line.depth > stack[-1][0]) and len(stack) < _DEEPEST:
                outer = stack[-1][1] + "   " if stack else indent
                stack.append((line.depth, outer))
            level = len(stack) - 1
            inner = stack[-1][1]
            if line.role is Role.BULLET:
                marker = "-"
                if numbers.pop(level, None) is not None and written:
                    written.append("")
            else:
                number = int(line.label)
                if written and numbers.get(level, number - 1) != number - 1:
                    # Markdown counts by itself: what does not follow stands as a paragraph.
                    yield "\n".join(written)
                    written, stack, numbers = [], [], {}
                    yield indent + self._inline(_with_label(line))
                    continue
                if level not in numbers and written:
                    written.append("")
                numbers[level] = number
                marker = f"{number})"
            written.append(f"{inner}{marker} {self._inline(line.passage)}")
        if written:
            yield "\n".join(written)

    def _table(self, run: Sequence[Line], indent: str) -> Iterator[str]:
        rows = [self._cells(line.passage) for line in run]
        columns = max(map(len, rows))
        if columns == 1 or columns > _MOST_COLUMNS or len(rows) == 1:
            for row in rows:
                yield from (indent + cell for cell in row if cell)
            return
        filled = [[*row, *[""] * (columns - len(row))] for row in rows]
        lines = [f"{indent}| {' | '.join(row)} |" for row in filled]
        lines.insert(1, f"{indent}|{'---|' * columns}")
        yield "\n".join(lines)

    def _cells(self, row: Passage) -> list[str]:
        cells, at = [], 0
        for cell in row.text.split("\t"):
            part = trimmed(replace(row.part(at, at + len(cell)), kind=Kind.TEXT))
            at += len(cell) + 1
            cells.append(self._inline(part).replace("|", "\\|").replace("\\\\|", "\\|"))
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        return cells

    def _inline(self, passage: Passage) -> str:
        for mark in passage.marks:
            if mark.kind is MarkKind.LINK and address_of(mark.target) is None:
                self._unlinked[_for_comment(passage.text[mark.start : mark.end])] = None
        return as_markdown(trimmed(passage), self._link, self._note)

    def _below(self) -> Iterator[str]:
        """What stands below the signature and belongs to nothing else."""
        lines = lines_below(self._segments)
        if lines:
            yield self._todo("below-signature")
        for line in lines:
            yield self._inline(Passage(text=line, place=Place(line=1)))

    def _todo(self, key: str, **values: str) -> str:
        """A comment that says what is left to do."""
        return f"<!-- {TODO} {self._said(f'import.draft.{key}', **values)} -->"

    def _link(self, label: str, address: str) -> str:
        """The id of a link; the same address has the same one, unless it is lost."""
        key = f"{address} {label}" if address == "lost" else address
        if key not in self._ids:
            self._ids[key] = f"link-{len(self._ids) + 1}"
            self._links[self._ids[key]] = (" ".join(label.split()), address)
        return self._ids[key]

    def _note(self, label: str, printed: str = "") -> str:
        """The name of a footnote: its label as it is printed, where that can be one."""
        if label not in self._notes:
            name = _NAME.sub("", (printed or label).strip())[:20].lower()
            if not name.isascii() or not name or name in self._names:
                numbers = count(len(self._notes) + 1)
                name = next(each for number in numbers if (each := f"n{number}") not in self._names)
            self._notes[label] = name
            self._names.add(name)
        return self._notes[label]

    def _footnotes(self) -> Iterator[str]:
        """The notes that the text names; then the others, as they are."""
        texts: dict[str, Passage] = {}
        others: list[Passage] = []
        for note in self._segments.notes:
            if note.label in self._notes and note.label not in texts:
                texts[note.label] = note
            elif note.text.strip():
                others.append(note)
        for label, name in list(self._notes.items()):
            found = texts.get(label)
            yield f"[^{name}]: {self._inline(found) if found and found.text.strip() else TODO}"
        for note in others:
            name = self._note(f"{note.label} {len(self._notes)}", note.label)
            yield self._todo("note-place", label=_for_comment(note.label or name))
            yield f"[^{name}]: {self._inline(note)}"


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line belongs to the same list or table."""
    if line.role is Role.ROW or last.role is Role.ROW:
        return line.role is last.role and line.table == last.table
    return line.role in (Role.BULLET, Role.ORDERED)


def _begins(lines: Sequence[Line]) -> bool:
    """Whether a numbered paragraph comes next, or nothing but headings before it."""
    following = next((line for line in lines if line.role is not Role.HEADING), None)
    return following is not None and following.role is Role.NUMBER


def _plain(passage: Passage) -> Passage:
    """The passage without marks, but for those of notes."""
    return replace(passage, marks=tuple(each for each in passage.marks if _is_note(each)))


def _is_note(mark: Mark) -> bool:
    return mark.kind is MarkKind.NOTE


def _for_comment(text: str) -> str:
    """Words that cannot end a comment, on one line."""
    return " ".join(re.sub(r"-{2,}|[<>]", " ", plain_text(text)).split())[:_MOST_WORDS].strip(" -")


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Phrases]:
    return load_phrases()


def _with_label(line: Line) -> Passage:
    """The line with its label as words before it."""
    before = f"{line.printed} "
    marks = tuple(
        replace(mark, start=mark.start + len(before), end=mark.end + len(before))
        for mark in line.passage.marks
    )
    return replace(line.passage, text=before + line.passage.text, marks=marks)
