"""What has a date: deadlines and events, and what later letters did to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.dates import DeadlineState, Moment, Span, time_state
from archive.model.parties import Addressee, AnswerKind, Link
from archive.model.words import NO_WORDS, Localized


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
    until: Moment | None = None
    """The end of an event that ended at another moment than it began."""


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
