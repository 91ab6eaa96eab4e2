"""Letters, their texts and initiatives, and the archive of them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Self, TypeVar

from archive.dates import PartialDate
from archive.model.citing import Citation
from archive.model.dated import Act, Deadline, Event
from archive.model.parties import (
    Action,
    Addressee,
    AnswerKind,
    Attachment,
    Bureau,
    Contact,
    Link,
    Signatory,
)
from archive.model.words import NO_WORDS, Localized, Term
from archive.moves import Move
from archive.references import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another letter, resolution or publication that the letter speaks of."""

    id: str
    kind: str
    relation: str
    title: Localized = NO_WORDS
    circular: str | None = None
    """Key of a circular of the archive, such as ``2021/tsb-352``."""
    deadline: str = ""
    """Of the deadlines of that circular, the one that this letter extends or withdraws."""
    event: str = ""
    """Of the events of that circular, the one that this letter reschedules or withdraws."""
    becomes: str = ""
    """Of this letter's own deadlines or events, the one that stands for it."""
    link: Link | None = None
    reference: Reference | None = None
    """What it is called, where its title is a reference, or where the letter's own reference names
    it, as that of a corrigendum does."""
    perhaps: tuple[str, ...] = ()
    """Keys of the circulars that can be meant, where the letter's own reference leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """By what a translation is behind; addresses in the order of the text."""

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    """The same text elsewhere, (before, now): an insertion shifts counted paragraphs."""
    words: bool = False
    """Whether words of the front matter have changed."""

    @property
    def is_behind(self) -> bool:
        """Whether anything has changed at all."""
        return bool(self.changed or self.added or self.removed or self.moved or self.words)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The paragraphs that a translator has to look at: changed, new, gone, moved."""
        moved = tuple(f"{before} → {now}" for before, now in self.moved)
        return self.changed + self.added + self.removed + moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A later public change of a circular's page."""

    id: str
    date: dt.date
    kind: str
    note: Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A place in a text that has an address of its own."""

    anchor: str
    """Fragment identifier, the same in every language: ``p3``, ``p3-b``, ``annex-1-p2``."""
    label: str
    """As shown: ``3``, ``b)``; empty for a heading."""
    digest: str
    """BLAKE2b of the paragraph's source text, 16 hexadecimal digits."""
    heading: str = ""
    """The heading's plain words; empty for a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One circular (or initiative) in one language: its words, not its facts."""

    language: str
    path: str
    """Path of the source file below the archive's root, with ``/``."""
    added: dt.date
    """The day this text entered the archive."""
    written_by: str
    """``machine`` or the person's name."""
    reviewed_by: str | None = None
    translates: str | None = None
    """Language of the text that this one translates; None for the original rendering."""
    subject_source: str | None = None
    """``letter`` (the official title) or ``archive`` (the archive's own translation)."""
    outline: tuple[Paragraph, ...] = ()
    digest: str = ""
    """BLAKE2b of the whole source file."""
    behind: Drift | None = None
    """Of a translation, what of its source has changed since; None where nothing has, or where
    the translation does not say what it was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A programme or subject that letters belong to."""

    id: str
    name: Localized
    short_name: Localized
    texts: Mapping[str, Text]
    contacts: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    first_id: str = ""
    """The id that it was first published under, where that was another one."""

    @property
    def identity(self) -> str:
        """What its permanent ids are made of."""
        return self.first_id or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """One official letter with all its facts and the texts that the archive has of it."""

    key: str
    """``<year>/<slug>``: the folder, and the address."""
    references: tuple[Reference, ...]
    bureau: Bureau
    kind: str
    date: PartialDate | None
    subject: Localized
    summary: Localized
    texts: Mapping[str, Text]
    numbered: bool
    place: Localized = NO_WORDS
    date_note: Localized = NO_WORDS
    salutation: Localized = NO_WORDS
    closing: Localized = NO_WORDS
    initiatives: tuple[Initiative, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    copies: tuple[Addressee, ...] = ()
    contacts: tuple[Contact, ...] = ()
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    links: tuple[Link, ...] = ()
    annexes: tuple[Attachment, ...] = ()
    related: tuple[Related, ...] = ()
    signatory: Signatory | None = None
    action: Action = field(default_factory=Action)
    official_url: str | None = None
    changes: tuple[Change, ...] = ()
    citations: tuple[Citation, ...] = ()
    """What the texts name, in their order; not the letter itself."""
    acts: tuple[Act, ...] = ()
    """What later letters did to this one's dates, in the order of these letters."""
    first_key: str = ""
    """The key that it was first published under, where that was another one."""

    def with_facts(self, **changes: Any) -> Self:
        """The same circular with other values of some fields."""
        return replace(self, **changes)

    @property
    def identity(self) -> str:
        """What its permanent ids are made of, wherever it stands."""
        return self.first_key or self.key

    @property
    def sources(self) -> list[tuple[str, str]]:
        """The source files of its texts, and their digests."""
        return [(text.path, text.digest) for text in self.texts.values()]

    @property
    def is_acted_on(self) -> bool:
        """Whether later letters may have done something to its dates."""
        return bool(self.acts) or any(
            deadline.relative is not None and deadline.relative.moved_by
            for deadline in self.deadlines
        )

    @property
    def year(self) -> int:
        """The year of the folder, which is the year of the letter."""
        return int(self.key[:4])

    @property
    def original(self) -> Text:
        """The text that the others translate."""
        return next(text for text in self.texts.values() if text.translates is None)

    @property
    def entered(self) -> dt.date:
        """The day on which the letter's facts entered the archive, in whichever language.

        What it does to other letters shows on their pages from that day on, in all languages.
        """
        return min(text.added for text in self.texts.values())

    def updated(self, language: str) -> dt.date:
        """The day of the last public change of the page in *language*."""
        return max([self.texts[language].added, *(change.date for change in self.changes)])

    def order(self) -> tuple[dt.date, str]:
        """Sort key by the letter's own date; a date known less exactly sorts by its first day."""
        return (self.date.first() if self.date else dt.date(self.year, 1, 1), self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything that the archive knows, in all languages, in a fixed order."""

    circulars: tuple[Circular, ...] = ()
    """By the letters' dates, oldest first."""
    initiatives: tuple[Initiative, ...] = ()
    bureaux: tuple[Bureau, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    answers: tuple[AnswerKind, ...] = ()
    glossary: tuple[Term, ...] = ()
    moves: tuple[Move, ...] = ()
    """What was published under other names, or is gone."""

    def by_key(self) -> dict[str, Circular]:
        """The circulars by their key."""
        return {circular.key: circular for circular in self.circulars}


Item = TypeVar("Item", Deadline, Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[Item]):
    """A deadline or event with the circular that set it."""

    item: Item
    circular: Circular
