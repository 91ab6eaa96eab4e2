"""What rules on the whole archive see: a small extract of every letter, never its text.

An extract is all that the rest of the archive needs to know of a folder. It is made beside the
rules on the folder (in whichever process these run), and is small enough to be kept in a cache.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.blocks import events_named, is_todo
from archive.dates import PartialDate
from archive.fields import Type
from archive.holdings import Holding, holding
from archive.problems import Place
from archive.records import Entry
from archive.references import Reference, When
from archive.source import Node
from archive.sources import Document, Folder, Register

REGISTERS: Mapping[Type, str] = {
    Type.BUREAU: "bureau",
    Type.ADDRESSEE: "addressee",
    Type.ANSWER: "answer",
    Type.INITIATIVE: "initiative",
    Type.CIRCULAR: "circular",
}
"""The types of values that name something beyond the letter, and what they name."""


_NAMING = frozenset({*REGISTERS, Type.EVENT})


class Named(NamedTuple):
    """A reference that the letter bears."""

    canonical: str
    slug: str
    place: Place


class Mention(NamedTuple):
    """A name of a bureau, an addressee class, a kind of answer, an initiative or a circular, where
    it is used; or an address on the web: ``official``, or one to which words lead (``web``)."""

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
    event: str
    becomes: str
    extent: str
    line: int
    """Where the deadline or the event that it names stands, else the entry itself."""
    column: int
    place: Place

    @property
    def target_place(self) -> Place:
        """Where it names the date that it acts on, else where the entry stands."""
        return Place(self.place.path, self.line, self.column)


class DeadlineDays(NamedTuple):
    """A deadline of the letter."""

    id: str
    due: str
    """As written; empty for one that counts from an event."""
    opens: str
    """As written; empty where the letter says nothing."""
    zone: str
    """Of its hours; empty where it has none."""
    kind: str
    """Of answer; empty where none is given."""


class EventDays(NamedTuple):
    """An event of the letter."""

    id: str
    start: str
    """As written."""
    end: str
    """As written; empty where the start says all."""
    zone: str
    """Of its hours; empty where it has none."""


class Counted(NamedTuple):
    """What a deadline of the letter counts from."""

    deadline: str
    circular: str
    """Key of the letter that announces the event; empty for this one."""
    event: str
    span: str
    """As written; empty where it is not readable."""
    is_before: bool
    place: Place


class OddDay(NamedTuple):
    """A day in the words of a letter that its own facts do not explain, though those of a letter
    that it acts on may."""

    code: str
    """Of the rule that asks for it."""
    days: tuple[str, ...]
    """With the year or without, as the words give it: ``2024-06-15``, ``06-15``."""
    text: str
    places: tuple[Place, ...]


class Cited(NamedTuple):
    """A reference to another letter found in the words of this one."""

    canonical: str
    text: str
    """As the letter writes it."""
    when: When
    """The time that the words give for it, here or where they named it before."""
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
    deadlines: tuple[DeadlineDays, ...] = ()
    events: tuple[EventDays, ...] = ()
    counted: tuple[Counted, ...] = ()
    mentions: tuple[Mention, ...] = ()
    cited: tuple[Cited, ...] = ()
    """Only where editorial rules run."""
    odd_days: tuple[OddDay, ...] = ()
    """Only where editorial rules run."""
    is_read: bool = True
    """Whether its facts could be read: else nothing is known of them, and nothing is unknown."""
    holding: Holding = field(default_factory=Holding)
    """What the folder gives the world to hold on to."""

    @property
    def partial_date(self) -> PartialDate | None:
        """The letter's date as far as it is known."""
        return PartialDate.parse(self.date) if self.date else None

    def order(self) -> tuple[dt.date, str]:
        """Sort key by the letter's date; where none is known, by the year of the folder."""
        date = self.partial_date
        return (date.first() if date else dt.date(int(self.key[:4]), 1, 1), self.key)


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

    @property
    def is_whole(self) -> bool:
        """Whether all letters could be read: else what none has may stand in one of the others."""
        return all(extract.is_read for extract in self.circulars)

    def relations(self, kinds: Iterable[str]) -> Iterator[tuple[Extract, Relation]]:
        """All relations of the *kinds* to circulars of the archive, with who states them."""
        wanted = frozenset(kinds)
        for extract in self.circulars:
            for relation in extract.relations:
                if relation.relation in wanted and relation.circular:
                    yield extract, relation

    def is_read(self, kind: str) -> bool:
        """Whether what *kind* names could be read: else nothing is known, and nothing unknown."""
        register = self.registers.get(kind)
        return register is None or not register.file.problems

    def known(self, kind: str) -> frozenset[str]:
        """The ids that a *kind* of :data:`REGISTERS` has."""
        if kind in ("initiative", "circular"):
            return frozenset(extract.key for extract in self.extracts if extract.kind == kind)
        register = self.registers.get(kind)
        return frozenset(register.ids) if register else frozenset()


def extract(
    folder: Folder, cited: Iterable[Cited] = (), odd_days: Iterable[OddDay] = ()
) -> Extract:
    """The extract of a folder; of one without readable facts only its names are known."""
    facts = folder.facts
    mentions = tuple(
        mention for document in folder.documents for mention in _mentions(document, facts)
    )
    if facts is None:
        place = Place(folder.documents[0].file.shown, 1, 1)
        return Extract(
            kind=folder.kind,
            key=folder.key,
            place=place,
            mentions=mentions,
            is_read=False,
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
        relations=tuple(_relation(facts, name) for name in record.ids("related")),
        deadlines=tuple(
            DeadlineDays(name, *_written(facts, f"deadlines.{name}", _DEADLINE_DAYS))
            for name in record.ids("deadlines")
        ),
        events=tuple(
            EventDays(name, *_written(facts, f"events.{name}", _EVENT_DAYS))
            for name in record.ids("events")
        ),
        counted=tuple(_counted(facts)),
        mentions=mentions,
        cited=tuple(cited),
        odd_days=tuple(odd_days),
        holding=holding(folder),
    )


def _references(facts: Document) -> Iterator[Named]:
    value = facts.record.values.get("reference")
    node = facts.record.place("reference")
    for reference in value if isinstance(value, tuple) else (value,):
        if isinstance(reference, Reference):
            yield Named(reference.canonical, reference.slug, _place(facts, node))


def _relation(facts: Document, name: str) -> Relation:
    record, path = facts.record, f"related.{name}"
    place = _place(facts, record.place(path))

    def said(part: str) -> str:
        value = record.values.get(f"{path}.{part}")
        return value if isinstance(value, str) else ""

    deadline, event = said("deadline"), said("event")
    named = "deadline" if deadline else "event" if event else ""
    target = _place(facts, record.place(f"{path}.{named}")) if named else place
    return Relation(
        id=name,
        kind=said("kind"),
        relation=said("relation"),
        title=said("title"),
        circular=said("circular"),
        deadline=deadline,
        event=event,
        becomes=said("becomes"),
        extent=said("extent"),
        line=target.line,
        column=target.column,
        place=place,
    )


_DEADLINE_DAYS = ("date", "opens", "timezone", "kind")
_EVENT_DAYS = ("start", "end", "timezone")


def _written(facts: Document, path: str, parts: Iterable[str]) -> list[str]:
    """Values of the item at *path* as they are written; empty where there are none."""
    values = facts.record.values
    return [str(values.get(f"{path}.{part}", "")) for part in parts]


def _counted(facts: Document) -> Iterator[Counted]:
    record = facts.record
    for name in record.ids("deadlines"):
        path = f"deadlines.{name}.relative"
        circular, _, event = (record.text(f"{path}.event") or "").rpartition("#")
        if event:
            before, after = _written(facts, path, ("before", "after"))
            place = _place(facts, record.place(f"{path}.event"))
            yield Counted(name, circular, event, before or after, bool(before), place)


def _mentions(document: Document, facts: Document | None) -> Iterator[Mention]:
    for entry in document.record.entries:
        row = entry.field
        if row is None or row.type not in _NAMING:
            continue
        if is_misspelt_bureau(entry):
            place = _place(document, entry.node)
            name = str(entry.misfit.values["value"]) if entry.misfit else ""
            yield Mention(REGISTERS[row.type], name, entry.table_path, place)
        elif not isinstance(entry.value, str):
            continue
        elif row.type in REGISTERS:
            place = _place(document, entry.node)
            yield Mention(REGISTERS[row.type], entry.value, entry.table_path, place)
        else:
            key, _, _ = entry.value.rpartition("#")
            if key:
                place = _place(document, entry.node)
                yield Mention("circular", key, entry.table_path, place)
    if official := document.record.text("official-url"):
        place = _place(document, document.record.place("official-url"))
        yield Mention("official", official, "official-url", place)
    for event in events_named(document.blocks, "Link"):
        if event.kind == "start":
            target = str(event.value["dest_url"])
            scheme, _, key = target.partition(":")
            if scheme == "link":  # its address stands once, among the facts
                target = (facts and facts.record.text(f"links.{key}.url")) or ""
                scheme = target.partition(":")[0]
            if scheme in ("circular", "http", "https"):
                line, column = document.file.body.position(event.start)
                place = Place(document.file.shown, line, column)
                if scheme == "circular":
                    yield Mention("circular", key, "body", place)
                else:
                    yield Mention("web", target, "body", place)


def is_misspelt_bureau(entry: Entry) -> bool:
    """Whether a bureau is named by what is no id: its register knows which one is meant."""
    misfit = entry.misfit
    if misfit is None or misfit.code != "bad-id" or entry.field is None:
        return False
    return entry.field.type is Type.BUREAU and not is_todo(str(misfit.values["value"]))


def _place(document: Document, node: Node | None) -> Place:
    if node is None:
        return Place(document.file.shown, 1, 1)
    return Place(document.file.shown, node.line, node.column)
