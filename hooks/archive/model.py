"""The archive's data model: frozen facts of all languages, built once per build.

The model holds facts, outlines and digests. Finished bodies live beside it
(:class:`archive.render.body.Fragment`), so that an archive of any size stays small in memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from archive.dates import DeadlineState, Moment, PartialDate, Span, time_state
from archive.moves import Move
from archive.references import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words and the language that they are in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Localized:
    """One human text in several languages, by language code, the original first."""

    texts: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_language(self, code: str) -> Phrase:
        """The text in the language *code*, else in the language it was first given in."""
        if code in self.texts:
            return Phrase(text=self.texts[code], language=code)
        original = next(iter(self.texts))
        return Phrase(text=self.texts[original], language=original)


NO_WORDS = Localized(texts={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bureau:
    """A bureau or secretariat that issues letters."""

    id: str
    name: Localized
    abbreviation: Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A class of addressees ("ITU-T Sector Members")."""

    id: str
    name: Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKind:
    """A kind of answer that letters ask for ("registration", "nomination")."""

    id: str
    name: Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a later letter did to a deadline or an event of an earlier one."""

    relation: str
    """``extends``, ``reschedules``, ``withdraws`` or ``replaces``."""
    by: str
    """Key of the letter that did it."""
    target: str
    """Kind and id of what it was done to, as the page's anchor has them: ``deadline-interest``."""
    becomes: str = ""
    """The anchor of what stands for it now on the page of *by*; empty where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A date that a later one stands for."""

    circular: str
    """Key of the letter that set it."""
    id: str
    """Of the deadline or event in that letter."""
    when: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A deadline that counts from an event: "two weeks before the meeting"."""

    circular: str
    """Key of the letter that announces the event."""
    event: str
    span: Span
    is_before: bool
    """Before the event begins, else after it has ended."""
    moved_by: str = ""
    """Key of the letter that rescheduled the event, and the deadline with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask, as given in a letter of its day."""

    id: str
    person: Localized = NO_WORDS
    office: Localized = NO_WORDS
    tel: str | None = None
    fax: str | None = None
    email: str | None = None
    web: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A web address that the letter names; None where the address is lost."""

    id: str
    label: Localized
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An annex: held beside the text (then *file* names it) or only named in the letter."""

    id: str
    title: Localized
    file: str | None = None
    size: int | None = None
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting, workshop or session that the letter announces or tells of."""

    id: str
    name: Localized
    start: Moment
    end: Moment | None = None
    when: Localized = NO_WORDS
    place: Localized = NO_WORDS
    format: str | None = None
    languages: tuple[str, ...] = ()
    cost: str | None = None
    registration: str | None = None
    url: str | None = None
    note: Localized = NO_WORDS
    rescheduled: Act | None = None
    """Another letter set other days, which stand for these."""
    withdrawn: Act | None = None
    """Another letter called it off."""
    superseded: Act | None = None
    instead_of: tuple[Former, ...] = ()
    """The days that it stands for, the latest first."""
    first_id: str = ""
    """The id that it was first published under, where that was another one."""

    @property
    def ended(self) -> Act | None:
        """What a later letter did to it; calling off comes before everything else."""
        return self.withdrawn or self.superseded or self.rescheduled

    @property
    def last(self) -> Moment:
        """The moment that ends the event."""
        return self.end or self.start

    def is_over(self, today: dt.date) -> bool:
        """Whether the event's last Geneva day lies before *today*."""
        return self.last.geneva_day() < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day or instant by which somebody is asked to do something."""

    id: str
    asks: Localized
    due: Moment | None
    """None for a deadline that counts from an event whose day is not known yet."""
    kind: AnswerKind | None = None
    opens: Moment | None = None
    """From when on answers are taken, where the letter says so."""
    relative: Relative | None = None
    of: tuple[Addressee, ...] = ()
    by: tuple[str, ...] = ()
    """Ways to answer: ``form``, ``email``, ``fax``, ``post``."""
    how: Localized = NO_WORDS
    printed: Localized = NO_WORDS
    email: str | None = None
    link: Link | None = None
    note: Localized = NO_WORDS
    extended: Act | None = None
    """Another letter set a later day, which stands for this one."""
    withdrawn: Act | None = None
    superseded: Act | None = None
    """Another letter replaced the whole letter."""
    instead_of: tuple[Former, ...] = ()
    """The days that it stands for, the latest first."""
    first_id: str = ""
    """The id that it was first published under, where that was another one."""

    @property
    def ended(self) -> Act | None:
        """What a later letter did to it: withdrawn comes first, then superseded, then extended."""
        return self.withdrawn or self.superseded or self.extended

    def state(self, today: dt.date) -> DeadlineState:
        """How the deadline stands on the Geneva day *today*."""
        if self.withdrawn is not None:
            return DeadlineState.WITHDRAWN
        if self.superseded is not None:
            return DeadlineState.SUPERSEDED
        if self.extended is not None:
            return DeadlineState.EXTENDED
        if self.due is None:
            return DeadlineState.UNDATED
        return time_state(self.due, today, self.opens)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signed; *named* is False where the archive's copy lacks it."""

    named: bool
    name: Localized = NO_WORDS
    office: Localized = NO_WORDS
    signature: Localized = NO_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What the letter asks of its reader, for the box at the top of the page."""

    asks: Localized = NO_WORDS
    of: tuple[Addressee, ...] = ()
    how: Localized = NO_WORDS
    next: Localized = NO_WORDS


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
    acts: tuple[Act, ...] = ()
    """What later letters did to this one's dates, in the order of these letters."""
    first_key: str = ""
    """The key that it was first published under, where that was another one."""

    @property
    def identity(self) -> str:
        """What its permanent ids are made of, wherever it stands."""
        return self.first_key or self.key

    @property
    def year(self) -> int:
        """The year of the folder, which is the year of the letter."""
        return int(self.key[:4])

    @property
    def original(self) -> Text:
        """The text that the others translate."""
        return next(text for text in self.texts.values() if text.translates is None)

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
