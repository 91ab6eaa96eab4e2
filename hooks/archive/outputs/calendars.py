"""Calendars (iCalendar: RFC 5545, RFC 7986) of deadlines and events, for every scope and circular.

Shared calendars hold what ended in the last 24 months and all that is to come, a circular's own
calendar all of its dates and those that move with its events; what letters have ended stays as
cancelled for a while, and what has no exact day is in none of them
(:mod:`archive.calendars.entries`). Each event is written once in a language
(:mod:`archive.calendars.writing`), and once more with reminders.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.calendars import has_calendar, writing
from archive.calendars.entries import Entry, entries, recent_since
from archive.calendars.words import Speaker
from archive.calendars.writing import Frame
from archive.keys import WITHOUT_DIGEST
from archive.life import DEADLINE, EVENT
from archive.model import Archive, Circular
from archive.moves import Moves
from archive.scopes import CALENDARS, Scope, names_of_date, scopes
from archive.site import Artifact, Site
from archive.urls import calendar_uid

_KINDS = {"calendar": (DEADLINE, EVENT), "deadlines": (DEADLINE,), "events": (EVENT,)}
"""What calendars hold."""

_COLOURS = {"calendar": "teal", "deadlines": "firebrick", "events": "steelblue"}
"""Names of CSS 3 (RFC 7986, 5.9): calendars side by side can be told apart."""

_EMPTY_DAY = dt.date(2026, 1, 1)
"""``LAST-MODIFIED`` of a calendar without events (a clock would lie)."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All calendars of all languages."""
    found = entries(archive)
    all_scopes = scopes(archive)
    belonging = _by_scope(found)
    since = recent_since(site.today)
    keys = {id(entry): site.keys.of(*_made_from(entry)) for entry in found}
    own: dict[str, list[Entry]] = {}
    for entry in found:
        for circular in entry.set_by:
            own.setdefault(circular.key, []).append(entry)
    moves = Moves(archive.moves)
    for language in site.languages:
        shelf = _Shelf(speaker=Speaker(site=site, language=language.code), keys=keys)
        for scope in all_scopes:
            yield from _shared(shelf, scope, belonging.get((scope.kind, scope.id), []), since)
        for circular in archive.circulars:
            if language.code in circular.texts and has_calendar(circular):
                former = moves.former("circular", circular.key)
                yield from _own(shelf, circular, own.get(circular.key, []), former)


def _made_from(entry: Entry) -> tuple[object, ...]:
    """All that an entry is made from: its name, and what its letters say, come from its course."""
    days = (entry.start, entry.end, entry.over)
    acts = (entry.fate, entry.ended_by, entry.moved_with, entry.counts_from, entry.former)
    return (entry.course, days, acts)


def _by_scope(found: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """The entries that belong to each scope, by its kind and id, in any of their announcements."""
    belonging: dict[tuple[str, str], list[Entry]] = {}
    for entry in found:
        names = (names_of_date(step.circular, step.item) for step in entry.steps)
        for name in frozenset[tuple[str, str]]().union(*names):
            belonging.setdefault(name, []).append(entry)
    return belonging


@dataclass(slots=True)
class _Shelf:
    """The finished events of one language, each made once and put into all its calendars.

    Entries are known by their identity: they all live as long as the shelf.
    """

    speaker: Speaker
    keys: Mapping[int, bytes]
    """Digests of what the entries are made from."""
    _events: dict[int, bytes] = field(default_factory=dict)
    _reminding: dict[int, bytes] = field(default_factory=dict)
    _changed: dict[int, dt.date] = field(default_factory=dict)

    def made_from(self, held: Iterable[Entry]) -> object:
        """What a calendar is made from; of an entry without a digest, nothing has one."""
        digests = [self.keys[id(entry)] for entry in held]
        return b"".join(digests) if all(digests) else WITHOUT_DIGEST

    def event(self, entry: Entry, *, reminders: bool = False) -> bytes:
        """A finished event."""
        made = self._events.get(id(entry))
        if made is None:
            made = writing.event(self.speaker, entry, self.changed(entry))
            self._events[id(entry)] = made
        if not reminders:
            return made
        reminding = self._reminding.get(id(entry))
        if reminding is None:
            reminding = writing.with_reminders(self.speaker, entry, made)
            self._reminding[id(entry)] = reminding
        return reminding

    def changed(self, entry: Entry) -> dt.date:
        """The day of an event's last change."""
        day = self._changed.get(id(entry))
        if day is None:
            day = self._changed[id(entry)] = entry.changed(self.speaker.language)
        return day

    def last_change(self, entries: Iterable[Entry]) -> dt.date:
        """The day of the last change of any of *entries*."""
        return max(map(self.changed, entries), default=_EMPTY_DAY)

    def calendar(self, held: Iterable[Entry], frame: Frame, *, reminders: bool = False) -> bytes:
        """A calendar of those entries that calendars still hold today."""
        today = self.speaker.site.today
        kept = [entry for entry in held if entry.is_kept(today)]
        events = [self.event(entry, reminders=reminders) for entry in kept]
        return writing.calendar(frame, self.speaker.language, kept, events)


def _shared(
    shelf: _Shelf, scope: Scope, belonging: list[Entry], since: dt.date
) -> Iterator[Artifact]:
    """The calendars of a scope, and their copies at its former addresses."""
    for what in CALENDARS:
        held = [entry for entry in belonging if entry.kind in _KINDS[what]]
        made_from = shelf.speaker.site.keys.shared(shelf.made_from(held))
        for reminders in (False, True):
            yield from _shared_one(shelf, scope, held, made_from, what, since, reminders=reminders)


def _shared_one(
    shelf: _Shelf,
    scope: Scope,
    held: list[Entry],
    made_from: object,
    what: str,
    since: dt.date,
    *,
    reminders: bool,
) -> Iterator[Artifact]:
    speaker = shelf.speaker
    site, language = speaker.site, speaker.language
    path, *copies = (
        site.addresses.calendar(language, what, scope.kind, name, reminders=reminders)
        for name in (scope.id, *scope.former)
    )

    def data() -> bytes:
        frame = Frame(
            uid=calendar_uid(
                language, f"{what}{'-reminders' * reminders}", scope.kind, scope.identity
            ),
            name=speaker.calendar_name(what, scope, reminders=reminders),
            about=speaker.calendar_about(what, scope, reminders=reminders),
            page=site.absolute(site.addresses.scope(language, scope.kind, scope.id)),
            source=site.absolute(path),
            # Also of what has left the calendar: a later state never looks older.
            changed=shelf.last_change(held),
            colour=_COLOURS[what],
        )
        shown = [entry for entry in held if entry.over >= since]
        return shelf.calendar(shown, frame, reminders=reminders)

    key = site.keys.of("calendar", language, scope, what, reminders, made_from)
    # A static host cannot redirect: subscribers find the same calendar at its former addresses.
    for place in (path, *copies):
        yield Artifact(path=place, data=data, kind="calendar", key=key)


def _own(
    shelf: _Shelf, circular: Circular, held: list[Entry], former: tuple[str, ...]
) -> Iterator[Artifact]:
    """A circular's own calendar, and its copies at the circular's former addresses."""
    speaker = shelf.speaker
    site, language = speaker.site, speaker.language
    path, *copies = (
        site.addresses.circular_calendar(language, key) for key in (circular.key, *former)
    )

    def data() -> bytes:
        frame = Frame(
            uid=calendar_uid(language, "calendar", "circular", circular.identity),
            name=speaker.own_name(circular),
            about=speaker.own_about(circular),
            page=site.absolute(site.addresses.circular(language, circular.key)),
            source=site.absolute(path),
            changed=shelf.last_change(held),
            colour=_COLOURS["calendar"],
        )
        return shelf.calendar(held, frame)

    key = site.keys.of("own", language, circular, shelf.made_from(held))
    for place in (path, *copies):
        yield Artifact(path=place, data=data, kind="calendar", key=key)
