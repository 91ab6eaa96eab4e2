"""Choices out of the archive that several outputs show: open, closed, coming, latest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from archive.model import Archive, Circular, Dated, Deadline, Event, Initiative, Item
from archive.urls import language_for

RECENT_DAYS = 365
"""Closed deadlines and past events stay on the first page this long, and
longer while there are no more than :data:`RECENT_COUNT` of them."""

RECENT_COUNT = 10


def deadlines(circulars: Iterable[Circular]) -> list[Dated[Deadline]]:
    """All deadlines of *circulars*, the earliest first; those without a day come last."""
    found = [
        Dated(item=deadline, circular=circular)
        for circular in circulars
        for deadline in circular.deadlines
    ]
    return sorted(found, key=lambda dated: (_due_order(dated.item), *_identity(dated)))


def deadlines_ahead(circulars: Iterable[Circular], today: dt.date) -> list[Dated[Deadline]]:
    """Those that can be met on *today* or later, the nearest first."""
    return [dated for dated in deadlines(circulars) if dated.item.state(today).is_ahead]


def deadlines_over(circulars: Iterable[Circular], today: dt.date) -> list[Dated[Deadline]]:
    """Those that have passed, or that later letters have ended, the latest first."""
    found = [dated for dated in deadlines(circulars) if not dated.item.state(today).is_ahead]
    return found[::-1]


def _due_order(deadline: Deadline) -> tuple[bool, dt.datetime]:
    due = deadline.due
    return (due is None, due.end() if due else dt.datetime.max.replace(tzinfo=dt.UTC))


def events(circulars: Iterable[Circular]) -> list[Dated[Event]]:
    """All events of *circulars*, the earliest first."""
    found = [
        Dated(item=event, circular=circular) for circular in circulars for event in circular.events
    ]
    return sorted(
        found,
        key=lambda dated: (
            dated.item.start.geneva_first_day(),
            dated.item.last.end(),
            *_identity(dated),
        ),
    )


def coming_events(circulars: Iterable[Circular], today: dt.date) -> list[Dated[Event]]:
    """Those that are not over on *today* and that no later letter has ended, the nearest first."""
    return [dated for dated in events(circulars) if not _is_past(dated.item, today)]


def past_events(circulars: Iterable[Circular], today: dt.date) -> list[Dated[Event]]:
    """Those that are over, or that later letters have ended, the latest first."""
    return [dated for dated in events(circulars) if _is_past(dated.item, today)][::-1]


def _is_past(event: Event, today: dt.date) -> bool:
    return event.ended is not None or event.is_over(today)


def recent(past: Sequence[Dated[Item]], today: dt.date) -> list[Dated[Item]]:
    """Of what is over, the latest first, the part that still belongs on the first page."""
    limit = today - dt.timedelta(days=RECENT_DAYS)
    return [
        dated
        for index, dated in enumerate(past)
        if index < RECENT_COUNT or _over(dated.item) >= limit
    ]


def _over(item: Deadline | Event) -> dt.date:
    moment = item.due if isinstance(item, Deadline) else item.last
    return moment.geneva_day() if moment else dt.date.max


def latest(archive: Archive, language: str) -> list[Circular]:
    """The circulars as readers of *language* received them: the last added first."""

    def key(circular: Circular) -> tuple[dt.date, tuple[dt.date, str]]:
        text = circular.texts[language_for(language, circular)]
        return (text.added, circular.order())

    return sorted(archive.circulars, key=key, reverse=True)


def of_initiative(archive: Archive, initiative: Initiative) -> list[Circular]:
    """The circulars of an initiative in order of time, the oldest first."""
    return [circular for circular in archive.circulars if initiative in circular.initiatives]


def related_to(archive: Archive) -> dict[str, list[tuple[str, Circular]]]:
    """For each circular's key, the letters that speak of it: their relation and themselves."""
    found: dict[str, list[tuple[str, Circular]]] = {}
    for circular in archive.circulars:
        for related in circular.related:
            if related.circular is not None:
                found.setdefault(related.circular, []).append((related.relation, circular))
    return found


def _identity(dated: Dated[Deadline] | Dated[Event]) -> tuple[str, str]:
    return (dated.circular.key, dated.item.id)
