"""What is proposed for a letter: values with their evidence, never a silent guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from archive.dates import PartialDate
from archive.importing.sheet import Place
from archive.references import Reference

CONFIDENT = 0.6
"""A fact with less confidence is not proposed: it becomes a TODO with its candidates."""

SURE, LIKELY, UNSURE = 0.95, 0.8, 0.4
"""The usual grades: said in so many words at its usual place; by the look of the letter; one of
several candidates, or mended from damage."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of the letter that say something, and where they stand."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[T]):
    """One proposed value."""

    value: T
    confidence: float
    """From 0 to 1; see :data:`CONFIDENT`."""
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...] = ()
    """Why the confidence is lowered: keys under ``[import.reason]`` of the strings files."""

    @property
    def is_sure(self) -> bool:
        """Whether the value may be written down as it is."""
        return self.confidence >= CONFIDENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Generic[T]):
    """What was found for a fact that a letter has once: the best candidate first; maybe none."""

    candidates: tuple[Fact[T], ...] = ()

    @property
    def best(self) -> Fact[T] | None:
        """The candidate to write down; None where none is sure enough."""
        return self.candidates[0] if self.candidates and self.candidates[0].is_sure else None

    @property
    def value(self) -> T | None:
        """The value of :attr:`best`."""
        return self.best.value if self.best else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReference:
    """The reference of a letter, or one that it names."""

    reference: Reference
    printed: str
    """As the letter prints it, without file marks."""
    relations: tuple[str, ...] = ()
    """What the letter may say that it does to that one (``extends``); several where it is not
    plain, and none where it says nothing of the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting that the letter announces.

    Moments are ``2021-12-07`` or, local, ``2021-12-07T10:00``.
    """

    name: str
    start: str
    end: str | None = None
    timezone: str | None = None
    """``Europe/Zurich`` for Geneva time, ``UTC``, ``+01:00`` for CET, ``+02:00`` for CEST."""
    place: str | None = None
    format: str | None = None
    """``physical``, ``virtual`` or ``hybrid``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What is asked by when. The date is ISO as in :class:`Event`; None where it is relative."""

    what: str
    date: str | None
    timezone: str | None = None
    verbatim: str
    before: tuple[int, str] | None = None
    """Of a relative one: ``(2, "week")`` before the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask, as the head or the text gives it."""

    name: Finding[str] = field(default_factory=Finding)
    tel: Finding[str] = field(default_factory=Finding)
    fax: Finding[str] = field(default_factory=Finding)
    email: Finding[str] = field(default_factory=Finding)
    web: Finding[str] = field(default_factory=Finding)
    """A page that the head names; the house's own is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFacts:
    """What the head, the opening and the close of a letter say."""

    references: tuple[Fact[NamedReference], ...] = ()
    """The letter's own, the first one foremost; an earlier letter's is none of them."""
    bureau: Finding[str] = field(default_factory=Finding)
    """``GS``, ``TSB``, ``BDT`` or ``BR``."""
    date: Finding[PartialDate] = field(default_factory=Finding)
    place: Finding[str] = field(default_factory=Finding)
    subject: Finding[str] = field(default_factory=Finding)
    salutation: Finding[str] = field(default_factory=Finding)
    addressees: tuple[Fact[str], ...] = ()
    """As printed."""
    copies: tuple[Fact[str], ...] = ()
    contact: Contact = field(default_factory=Contact)
    closing: Finding[str] = field(default_factory=Finding)
    """The complimentary close."""
    signatory_name: Finding[str] = field(default_factory=Finding)
    signatory_title: Finding[str] = field(default_factory=Finding)
    annexes: tuple[Fact[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """What the text of a letter says."""

    events: tuple[Fact[Event], ...] = ()
    deadlines: tuple[Fact[Deadline], ...] = ()
    meeting_languages: tuple[Fact[str], ...] = ()
    """By their codes."""
    urls: tuple[Fact[str], ...] = ()
    relates_to: tuple[Fact[NamedReference], ...] = ()
    initiatives: tuple[Fact[str], ...] = ()
    """By their keys in the archive, or by a short name that it does not know yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """Everything that was found in one file."""

    file: str
    language: str
    """The code of the letter's language."""
    head: HeadFacts
    text: TextFacts
    warnings: tuple[Fact[str], ...] = ()
    """What the editor should look at, as a key under ``[import.warning]``: a weekday that
    contradicts its date, a date that does not exist."""
