"""The sources of an archive as the rules see them: documents, folders, registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.blocks import Block
from archive.fields import Stands
from archive.held_files.judging import HeldFile
from archive.problems import Problem, Severity
from archive.records import Entry, Record
from archive.source import Node, SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One language's file of a circular or an initiative."""

    kind: str
    """``circular`` or ``initiative``."""
    key: str
    """``<year>/<slug>`` or the initiative's slug."""
    language: str
    file: SourceFile
    record: Record
    blocks: tuple[Block, ...] = ()

    @property
    def translates(self) -> str | None:
        """The language of the text that this one translates; None for a file of facts."""
        return self.record.text("translates")

    @property
    def is_translation(self) -> bool:
        """Whether ``translates`` stands, rightly or wrongly written."""
        return "translates" in self.record.nodes

    @property
    def words(self) -> Iterator[Entry]:
        """The human texts of the front matter, which every translation words anew."""
        for entry in self.record.entries:
            row = entry.field
            if row is not None and row.stands is Stands.WORDS and isinstance(entry.value, str):
                yield entry

    def problem(self, code: str, node: Node | None = None, /, **values: object) -> Problem:
        """An error in this file, at *node* or at its beginning."""
        return Problem(
            path=self.file.shown,
            line=node.line if node else 1,
            column=node.column if node else 1,
            code=code,
            values=values,
            severity=Severity.ERROR,
        )

    def problem_at(self, code: str, offset: int, /, **values: object) -> Problem:
        """An error in the body, at a byte offset."""
        line, column = self.file.body.position(offset)
        return Problem(path=self.file.shown, line=line, column=column, code=code, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A circular's or an initiative's folder with all its languages."""

    kind: str
    key: str
    documents: tuple[Document, ...]
    attachments: Mapping[str, int] = field(default_factory=dict)
    """Other files beside the texts: name -> size in bytes."""
    held: Mapping[str, HeldFile] = field(default_factory=dict)
    """What a look into each of those files found."""

    facts: Document | None = field(init=False, repr=False, compare=False)
    """The file that carries the facts, where exactly one can and it could be read."""
    translations: tuple[Document, ...] = field(init=False, repr=False, compare=False)
    """The files that only carry words."""

    def __post_init__(self) -> None:
        """Tell the files apart once: every rule asks."""
        found: dict[bool, list[Document]] = {False: [], True: []}
        for document in self.documents:
            found[document.is_translation].append(document)
        originals = found[False]
        is_clear = len(originals) == 1 and not originals[0].file.problems
        object.__setattr__(self, "facts", originals[0] if is_clear else None)
        object.__setattr__(self, "translations", tuple(found[True]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register: one file, entries by id."""

    name: str
    """``bureau`` or ``addressee``."""
    file: SourceFile
    record: Record
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything below the archive's root that was read."""

    shown_root: str
    circulars: tuple[Folder, ...] = ()
    initiatives: tuple[Folder, ...] = ()
    registers: Mapping[str, Register] = field(default_factory=dict)

    @property
    def folders(self) -> tuple[Folder, ...]:
        """All folders of both kinds."""
        return self.circulars + self.initiatives
