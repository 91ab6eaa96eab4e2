"""Who writes and who is written to, and what a letter brings along: links, annexes, a request."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.words import NO_WORDS, Localized


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
