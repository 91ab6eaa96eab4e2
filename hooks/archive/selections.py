"""Choices out of the archive that several outputs show: open, closed, coming, latest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.model import (
    Archive,
    Circular,
    Citation,
    Dated,
    Deadline,
    Event,
    Initiative,
    Item,
    Related,
)
from archive.urls import language_for

RECENT_DAYS = 365
"""Closed deadlines and past events stay on the first page this long, and
longer while there are no more than :data:`RECENT_COUNT` of them."""

RECENT_COUNT = 10


def deadlines(circulars: Iterable[Circular]) -> list[Dated[Deadline]]:
    """All deadlines of *circulars*, the earliest first; those without a day come last."""
    return _by_due(_deadlines(circulars))


def _deadlines(circulars: Iterable[Circular]) -> Iterator[Dated[Deadline]]:
    for circular in circulars:
        for deadline in circular.deadlines:
            yield Dated(item=deadline, circular=circular)


def _by_due(found: Iterable[Dated[Deadline]]) -> list[Dated[Deadline]]:
    return sorted(found, key=lambda dated: (due_order(dated.item), *_identity(dated)))


def deadlines_ahead(found: Iterable[Dated[Deadline]], today: dt.date) -> list[Dated[Deadline]]:
    """Of the deadlines *found*, those that can be met on *today* or later, the nearest first."""
    # Sorting asks for instants, which take long: what is over is left out before.
    return _by_due(dated for dated in found if dated.item.state(today).is_ahead)


def deadlines_over(circulars: Iterable[Circular], today: dt.date) -> list[Dated[Deadline]]:
    """Those that have passed, or that later letters have ended, the latest first."""
    found = (dated for dated in _deadlines(circulars) if not dated.item.state(today).is_ahead)
    return sorted(
        found,
        key=lambda dated: (_over(dated), due_order(dated.item), *_identity(dated)),
        reverse=True,
    )


def due_order(deadline: Deadline) -> tuple[bool, dt.datetime]:
    """Sort key of deadlines by their day; those without one come last."""
    due = deadline.due
    return (due is None, due.end() if due else dt.datetime.max.replace(tzinfo=dt.UTC))


def events(circulars: Iterable[Circular]) -> list[Dated[Event]]:
    """All events of *circulars*, the earliest first."""
    return _by_start(_events(circulars))


def _events(circulars: Iterable[Circular]) -> Iterator[Dated[Event]]:
    for circular in circulars:
        for event in circular.events:
            yield Dated(item=event, circular=circular)


def _by_start(found: Iterable[Dated[Event]]) -> list[Dated[Event]]:
    return sorted(
        found,
        key=lambda dated: (
            dated.item.start.geneva_first_day(),
            dated.item.last.end(),
            *_identity(dated),
        ),
    )


def coming_events(found: Iterable[Dated[Event]], today: dt.date) -> list[Dated[Event]]:
    """Of the events *found*, those that are not over on *today* and that no later letter has
    ended, the nearest first."""
    return _by_start(dated for dated in found if not _is_past(dated.item, today))


def past_events(circulars: Iterable[Circular], today: dt.date) -> list[Dated[Event]]:
    """Those that are over, or that later letters have ended, the latest first."""
    return _by_start(dated for dated in _events(circulars) if _is_past(dated.item, today))[::-1]


def _is_past(event: Event, today: dt.date) -> bool:
    return event.ended is not None or event.is_over(today)


def recent(past: Sequence[Dated[Item]], today: dt.date) -> list[Dated[Item]]:
    """Of what is over, the latest first, the part that still belongs on the first page."""
    limit = today - dt.timedelta(days=RECENT_DAYS)
    return [
        dated for index, dated in enumerate(past) if index < RECENT_COUNT or _over(dated) >= limit
    ]


def _over(dated: Dated[Deadline] | Dated[Event]) -> dt.date:
    """The day of what is over; of a deadline that never had one, that of its letter."""
    item = dated.item
    moment = item.due if isinstance(item, Deadline) else item.last
    return moment.geneva_day() if moment else dated.circular.order()[0]


def latest(archive: Archive, language: str) -> list[Circular]:
    """The circulars as readers of *language* received them: the last added first."""

    def key(circular: Circular) -> tuple[dt.date, tuple[dt.date, str]]:
        text = circular.texts[language_for(language, circular)]
        return (text.added, circular.order())

    return sorted(archive.circulars, key=key, reverse=True)


def of_initiative(archive: Archive, initiative: Initiative) -> list[Circular]:
    """The circulars of an initiative in order of time, the oldest first."""
    return [circular for circular in archive.circulars if initiative in circular.initiatives]


def by_initiative(archive: Archive) -> dict[str, list[Circular]]:
    """The same for all initiatives, by their ids."""
    found: dict[str, list[Circular]] = {initiative.id: [] for initiative in archive.initiatives}
    for circular in archive.circulars:
        for name in dict.fromkeys(initiative.id for initiative in circular.initiatives):
            found[name].append(circular)
    return found


def related_to(circulars: Iterable[Circular]) -> dict[str, list[tuple[Related, Circular]]]:
    """For each circular's key, those *circulars* that speak of it: how they do, and themselves."""
    found: dict[str, list[tuple[Related, Circular]]] = {}
    for circular in circulars:
        for related in circular.related:
            if related.circular is not None:
                found.setdefault(related.circular, []).append((related, circular))
    return found


def named_by(circulars: Iterable[Circular]) -> dict[str, list[tuple[Citation, Circular]]]:
    """For each circular's key, those *circulars* whose texts surely name it, in their order, but
    for those that state a relation to it. Who names a corrigendum that is not held does not name
    its letter."""
    found: dict[str, list[tuple[Citation, Circular]]] = {}
    for circular in circulars:
        stated = {related.circular for related in circular.related}
        for citation in circular.citations:
            is_named = citation.is_sure and not citation.is_base
            if is_named and citation.keys[0] not in stated:
                found.setdefault(citation.keys[0], []).append((citation, circular))
    return found


def relation_word(relation: str, *, deadline: bool = False, event: bool = False) -> str:
    """A relation as the strings have it.

    Who withdraws one *deadline* or one *event* does not withdraw the letter.
    """
    if relation == "withdraws" and deadline != event:
        return f"{relation}-{'deadline' if deadline else 'event'}"
    return relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a letter does to a date of an earlier letter."""

    relation: str
    """``extends``, ``reschedules``, ``withdraws`` or ``replaces``; ``moves-with`` where a deadline
    moves because the letter reschedules the event that it counts from."""
    on: Dated[Deadline] | Dated[Event]
    becomes: str = ""
    """The anchor on the acting letter's page of what it sets instead; empty where nothing."""


def effects(circulars: Iterable[Circular]) -> dict[str, list[Effect]]:
    """For each acting letter's key, what it does to dates of *circulars*, in their order."""
    found: dict[str, list[Effect]] = {}
    for circular in circulars:
        if not circular.is_acted_on:
            continue
        places: dict[str, Dated[Deadline] | Dated[Event]] = {}
        for deadline in circular.deadlines:
            places[f"deadline-{deadline.id}"] = Dated(item=deadline, circular=circular)
        for event in circular.events:
            places[f"event-{event.id}"] = Dated(item=event, circular=circular)
        for act in circular.acts:
            on = places[act.target]
            effect = Effect(relation=act.relation, on=on, becomes=act.becomes)
            found.setdefault(act.by, []).append(effect)
        for deadline in circular.deadlines:
            by = deadline.relative.moved_by if deadline.relative else ""
            if by not in ("", circular.key) and deadline.ended is None:
                on = places[f"deadline-{deadline.id}"]
                found.setdefault(by, []).append(Effect(relation="moves-with", on=on))
    return found


def _identity(dated: Dated[Deadline] | Dated[Event]) -> tuple[str, str]:
    return (dated.circular.key, dated.item.id)
