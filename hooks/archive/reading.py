"""From names to sources: one folder or one register, read and typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from archive.blocks import read_blocks
from archive.fields import (
    ADDRESSEE_FIELDS,
    ANSWER_FIELDS,
    BUREAU_FIELDS,
    CIRCULAR_FIELDS,
    INITIATIVE_FIELDS,
    MOVE_FIELDS,
    TERM_FIELDS,
    Field,
    Shape,
)
from archive.held_files.judging import look
from archive.listing import REGISTER_FILES, REGISTERS, FolderListing
from archive.problems import Problem
from archive.records import Reader
from archive.source import empty_file, read_register, read_text, text_of
from archive.sources import Document, Folder, Register

_FIELDS = {"circular": CIRCULAR_FIELDS, "initiative": INITIATIVE_FIELDS}
_REGISTER_FIELDS = {
    "bureau": BUREAU_FIELDS,
    "addressee": ADDRESSEE_FIELDS,
    "answer": ANSWER_FIELDS,
    "term": TERM_FIELDS,
    "move": MOVE_FIELDS,
}


class SourceReader:
    """Reads the files of one archive."""

    def __init__(self, root: Path, reader: Reader, shown_root: str) -> None:
        self._root = root
        self._reader = reader
        self._shown = shown_root

    def folder(self, listing: FolderListing) -> Folder:
        """A folder with all its languages."""
        documents = [self._document(listing, language) for language in listing.languages]
        return Folder(
            kind=listing.kind,
            key=listing.key,
            documents=tuple(self._with_blocks(documents)),
            attachments=listing.attachments,
            held={name: look(self._root / listing.path / name) for name in listing.attachments},
        )

    def _document(self, listing: FolderListing, language: str) -> Document:
        path = f"{listing.path}/{language}.md"
        file = read_text(self._root, path, f"{self._shown}/{path}")
        record = self._reader.read(file.front, _FIELDS[listing.kind])
        return Document(
            kind=listing.kind, key=listing.key, language=language, file=file, record=record
        )

    def former(self, document: Document, data: bytes) -> Document:
        """Another version of the file *document*, from its bytes.

        Where it does not say how paragraphs are counted, they are counted as in *document*.
        """
        file = text_of(data, document.file.path, document.file.shown)
        record = self._reader.read(file.front, _FIELDS[document.kind])
        counts = record.text("paragraphs") or document.record.text("paragraphs")
        blocks = read_blocks(file.body, numbered=counts != "counted")
        return replace(document, file=file, record=record, blocks=blocks)

    @staticmethod
    def _with_blocks(documents: list[Document]) -> list[Document]:
        """Parse the bodies: how paragraphs are counted stands in the facts' file only."""
        modes = [document.record.text("paragraphs") for document in documents]
        numbered = "numbered" in modes
        result = []
        for document in documents:
            blocks = read_blocks(document.file.body, numbered=numbered)
            record = document.record
            if document.kind == "initiative" or not numbered:
                record.values.setdefault("paragraphs", "counted")
            result.append(
                Document(
                    kind=document.kind,
                    key=document.key,
                    language=document.language,
                    file=document.file,
                    record=record,
                    blocks=blocks,
                )
            )
        return result

    def register(self, name: str, present: frozenset[str]) -> Register:
        """A register, where its file is among those *present*; else it has no entries."""
        path = f"{REGISTERS}/{REGISTER_FILES[name]}"
        shown = f"{self._shown}/{path}"
        table = Field(name=name, shape=Shape.ITEMS, fields=_REGISTER_FIELDS[name])
        if (self._root / path).is_symlink():
            file = empty_file(path, shown, Problem(path=shown, code="symbolic-link"))
        elif REGISTER_FILES[name] not in present:
            file = empty_file(path, shown)
        else:
            file = read_register(self._root, path, shown)
        record = self._reader.read_items(file.front, table)
        return Register(name=name, file=file, record=record, ids=record.ids(name))

    def registers(self, present: frozenset[str]) -> dict[str, Register]:
        """All registers by name."""
        return {name: self.register(name, present) for name in REGISTER_FILES}
