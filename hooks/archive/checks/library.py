"""What rules on the whole archive see: a small extract of every letter, never its text.

An extract is all that the rest of the archive needs to know of a folder. It is made beside the
rules on the folder (in whichever process these run), and is small enough to be kept in a cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.dates import PartialDate
from archive.fields import Type
from archive.holdings import Holding, holding
from archive.problems import Place
from archive.references import Reference
from archive.source import Node
from archive.sources import Document, Folder, Register

REGISTERS: Mapping[Type, str] = {
    Type.BUREAU: "bureau",
    Type.ADDRESSEE: "addressee",
    Type.INITIATIVE: "initiative",
    Type.CIRCULAR: "circular",
}
"""The types of values that name something beyond the letter, and what they name."""


class Named(NamedTuple):
    """A reference that the letter bears."""

    canonical: str
    slug: str
    place: Place


class Mention(NamedTuple):
    """A name of a bureau, an addressee class, an initiative or a circular, where it is used."""

    kind: str
    value: str
    name: str
    """The field, or ``body``."""
    place: Place


class Relation(NamedTuple):
    """What the letter says of another one: an entry of ``related``."""

    id: str
    kind: str
    relation: str
    title: str
    circular: str
    """Key of a circular of the archive; empty for what lies outside."""
    deadline: str
    place: Place


class Cited(NamedTuple):
    """A reference to another letter found in the words of this one."""

    canonical: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One folder as the rest of the archive sees it."""

    kind: str
    key: str
    place: Place
    """Where the letter's date stands, or the beginning of its file of facts."""
    date: str | None = None
    """EDTF, as written."""
    references: tuple[Named, ...] = ()
    relations: tuple[Relation, ...] = ()
    deadlines: tuple[tuple[str, str], ...] = ()
    """Id and date of each deadline."""
    mentions: tuple[Mention, ...] = ()
    cited: tuple[Cited, ...] = ()
    """Only where editorial rules run."""
    holding: Holding = field(default_factory=Holding)
    """What the folder gives the world to hold on to."""

    @property
    def partial_date(self) -> PartialDate | None:
        """The letter's date as far as it is known."""
        return PartialDate.parse(self.date) if self.date else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All extracts and registers."""

    extracts: tuple[Extract, ...]
    """Sorted by kind and key."""
    registers: Mapping[str, Register] = field(default_factory=dict)

    @property
    def circulars(self) -> Iterator[Extract]:
        """The extracts of circulars."""
        return (extract for extract in self.extracts if extract.kind == "circular")

    def by_key(self) -> dict[str, Extract]:
        """The circulars by key."""
        return {extract.key: extract for extract in self.circulars}

    def is_read(self, kind: str) -> bool:
        """Whether what *kind* names could be read: else nothing is known, and nothing unknown."""
        register = self.registers.get(kind)
        return register is None or not register.file.problems

    def known(self, kind: str) -> frozenset[str]:
        """The ids that *kind* (``bureau``, ``addressee``, ``initiative``, ``circular``) has."""
        if kind in ("initiative", "circular"):
            return frozenset(extract.key for extract in self.extracts if extract.kind == kind)
        register = self.registers.get(kind)
        return frozenset(register.ids) if register else frozenset()


def extract(folder: Folder, cited: Iterable[Cited] = ()) -> Extract:
    """The extract of a folder; of one without readable facts only its names are known."""
    mentions = tuple(mention for document in folder.documents for mention in _mentions(document))
    facts = folder.facts
    if facts is None:
        place = Place(folder.documents[0].file.shown, 1, 1)
        return Extract(
            kind=folder.kind,
            key=folder.key,
            place=place,
            mentions=mentions,
            holding=holding(folder),
        )
    record = facts.record
    date = record.values.get("date")
    return Extract(
        kind=folder.kind,
        key=folder.key,
        place=_place(facts, record.place("date")),
        date=str(date) if isinstance(date, PartialDate) else None,
        references=tuple(_references(facts)),
        relations=tuple(
            Relation(
                id=name,
                kind=record.text(f"related.{name}.kind") or "",
                relation=record.text(f"related.{name}.relation") or "",
                title=record.text(f"related.{name}.title") or "",
                circular=record.text(f"related.{name}.circular") or "",
                deadline=record.text(f"related.{name}.deadline") or "",
                place=_place(facts, record.place(f"related.{name}")),
            )
            for name in record.ids("related")
        ),
        deadlines=tuple(
            (name, str(record.values.get(f"deadlines.{name}.date", "")))
            for name in record.ids("deadlines")
        ),
        mentions=mentions,
        cited=tuple(cited),
        holding=holding(folder),
    )


def _references(facts: Document) -> Iterator[Named]:
    value = facts.record.values.get("reference")
    node = facts.record.place("reference")
    for reference in value if isinstance(value, tuple) else (value,):
        if isinstance(reference, Reference):
            yield Named(reference.canonical, reference.slug, _place(facts, node))


def _mentions(document: Document) -> Iterator[Mention]:
    for entry in document.record.entries:
        row = entry.field
        if row is not None and row.type in REGISTERS and isinstance(entry.value, str):
            place = _place(document, entry.node)
            yield Mention(REGISTERS[row.type], entry.value, entry.table_path, place)
    for block in document.blocks:
        for event in block.events:
            if event.name == "Link" and event.kind == "start":
                scheme, _, key = str(event.value["dest_url"]).partition(":")
                if scheme == "circular":
                    line, column = document.file.body.position(event.start)
                    place = Place(document.file.shown, line, column)
                    yield Mention("circular", key, "body", place)


def _place(document: Document, node: Node | None) -> Place:
    if node is None:
        return Place(document.file.shown, 1, 1)
    return Place(document.file.shown, node.line, node.column)
