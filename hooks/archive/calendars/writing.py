"""Writing iCalendar (RFC 5545, RFC 7986): one date, one zone, one whole calendar.

The only module that imports icalendar, for its types of values: what is escaped how, and how days,
hours, spans and rules are written. Every date comes from the data, never from a clock.

A day is a day in every calendar program (``VALUE=DATE``). An hour stands with its zone; an offset
that letters write, such as CET or +03:00, as UTC, because a program may take the name CET for a
zone with summer time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from icalendar import (
    Component,
    vCategory,
    vDatetime,
    vDDDLists,
    vDDDTypes,
    vDuration,
    vInt,
    vRecur,
    vText,
    vUri,
    vUTCOffset,
)

from archive.calendars import zones
from archive.calendars.entries import Entry, Fate
from archive.calendars.words import Speaker
from archive.dates import GENEVA, Moment, zone
from archive.life import EVENT
from archive.urls import AUTHORITY

REMINDERS = (14, 3)
"""Days before a date at which the calendars with reminders remind of it."""

_REFRESH = dt.timedelta(days=1)
"""How often programs should look again (RFC 7986, 5.7): the site is built once a day."""


_Value = (
    vCategory
    | vDatetime
    | vDDDLists
    | vDDDTypes
    | vDuration
    | vInt
    | vRecur
    | vText
    | vUri
    | vUTCOffset
)
_Property = tuple[str, _Value]
"""A property's name and its value, with its parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a calendar says of itself."""

    uid: str
    name: str
    about: str
    page: str
    source: str
    changed: dt.date
    colour: str


def calendar(frame: Frame, language: str, held: Iterable[Entry], events: Iterable[bytes]) -> bytes:
    """A whole calendar: *events* are those of the entries *held*, finished."""
    # Geneva's zone stands in every calendar: one without any component would not be valid.
    names = {GENEVA.key, *(name for entry in held for name in _zones(entry))}
    return _component(
        "VCALENDAR",
        _head(frame, language),
        *(_timezone(name) for name in sorted(names)),
        *events,
    )


def event(speaker: Speaker, entry: Entry, changed: dt.date) -> bytes:
    """A deadline or an event as a finished VEVENT, last changed on the day *changed*."""
    return _component("VEVENT", _event(speaker, entry, changed))


def with_reminders(speaker: Speaker, entry: Entry, made: bytes) -> bytes:
    """The finished event *made* with its reminders; what a letter ended has none."""
    if entry.fate is not Fate.STANDS:
        return made
    end = b"END:VEVENT\r\n"
    alarms = (_component("VALARM", _alarm(speaker, entry, days)) for days in REMINDERS)
    return b"".join((made.removesuffix(end), *alarms, end))


def _head(frame: Frame, language: str) -> Iterator[_Property]:
    """What a calendar says of itself, twice where older programs know other names."""
    words = {"LANGUAGE": language}
    yield "VERSION", vText("2.0")
    yield "PRODID", vText(f"-//{AUTHORITY}//circulars//{language.upper()}")
    yield "CALSCALE", vText("GREGORIAN")
    yield "UID", vText(frame.uid)
    yield "NAME", vText(frame.name, params=words)
    yield "X-WR-CALNAME", vText(frame.name)
    yield "DESCRIPTION", vText(frame.about, params=words)
    yield "X-WR-CALDESC", vText(frame.about)
    yield "X-WR-TIMEZONE", vText(GENEVA.key)
    yield "LAST-MODIFIED", vDatetime(_midnight(frame.changed))
    yield "URL", vUri(frame.page)
    yield "SOURCE", vUri(frame.source, params={"VALUE": "URI"})
    yield "COLOR", vText(frame.colour)
    yield "REFRESH-INTERVAL", vDuration(_REFRESH, params={"VALUE": "DURATION"})
    yield "X-PUBLISHED-TTL", vDuration(_REFRESH)


def _event(speaker: Speaker, entry: Entry, changed: dt.date) -> Iterator[_Property]:
    language = speaker.language
    stamp = vDatetime(_midnight(changed))
    title, place = speaker.title(entry), speaker.place(entry)
    start, end = _span(entry)
    yield "UID", vText(entry.uid(language))
    yield "DTSTAMP", stamp
    yield "LAST-MODIFIED", stamp
    yield "CREATED", vDatetime(_midnight(entry.created))
    yield "SEQUENCE", vInt(entry.sequence)
    yield "DTSTART", vDDDTypes(start)
    if end is not None:
        yield "DTEND", vDDDTypes(end)
    yield "SUMMARY", vText(title.text, params={"LANGUAGE": title.language})
    yield "DESCRIPTION", vText(speaker.description(entry), params={"LANGUAGE": language})
    yield "URL", vUri(speaker.page(entry))
    yield "CATEGORIES", vCategory(list(speaker.categories(entry)))
    if place is not None:
        yield "LOCATION", vText(place.text, params={"LANGUAGE": place.language})
    if contact := speaker.contact(entry):
        yield "CONTACT", vText(contact)
    stands = entry.fate is Fate.STANDS
    yield "STATUS", vText("CONFIRMED" if stands else "CANCELLED")
    busy = stands and entry.kind == EVENT and isinstance(start, dt.datetime)
    yield "TRANSP", vText("OPAQUE" if busy else "TRANSPARENT")


def _alarm(speaker: Speaker, entry: Entry, days: int) -> Iterator[_Property]:
    """A reminder that many *days* before."""
    yield "ACTION", vText("DISPLAY")
    yield "TRIGGER", vDuration(dt.timedelta(days=-days))
    yield "DESCRIPTION", vText(speaker.reminder(entry, days))


def _span(entry: Entry) -> tuple[dt.date, dt.date | None]:
    """DTSTART and DTEND, both days or both instants; DTEND is not part of the event.

    A deadline at an hour has no duration.
    """
    if (start := _instant(entry.start)) is not None:
        end = _instant(entry.end) if entry.end is not None else None
        return start, end if end is not None and end > start else None
    last = entry.end or entry.start
    return entry.start.date.first(), last.date.first() + dt.timedelta(days=1)


def _instant(moment: Moment) -> dt.datetime | None:
    """A moment's instant, in its zone where calendars can define that."""
    instant = moment.instant
    if instant is None or _zone_of(moment):
        return instant
    return instant.astimezone(dt.UTC)


def _zone_of(moment: Moment) -> str:
    """The name of a moment's zone in the tz database; "" where it is to stand in UTC."""
    instant = moment.instant
    is_named = moment.zone is not None and "/" in moment.zone
    return moment.zone or "" if is_named and instant and zones.is_covered(instant) else ""


def _zones(entry: Entry) -> Iterator[str]:
    for moment in (entry.start, entry.end):
        if moment is not None and moment.instant is not None and (name := _zone_of(moment)):
            yield name


@cache
def _timezone(name: str) -> bytes:
    """The definition of a zone.

    icalendar can make one too, but gives the onset of summer time by the clocks after the change,
    where RFC 5545 (3.6.5) wants those before it, and every change of seventy years one by one.
    """
    return _component(
        "VTIMEZONE",
        [("TZID", vText(name))],
        *(
            _component("DAYLIGHT" if observance.is_daylight else "STANDARD", _clock(observance))
            for observance in zones.observances(zone(name))
        ),
    )


def _clock(observance: zones.Observance) -> Iterator[_Property]:
    """What clocks do, and when."""
    yield "DTSTART", vDatetime(observance.start)
    yield "TZOFFSETFROM", vUTCOffset(observance.offset_from)
    yield "TZOFFSETTO", vUTCOffset(observance.offset_to)
    yield "TZNAME", vText(observance.name)
    if observance.month:
        rule = {"FREQ": "YEARLY", "BYMONTH": observance.month, "BYDAY": observance.weekday}
        yield "RRULE", vRecur(rule)
    elif observance.others:
        yield "RDATE", vDDDLists(list(observance.others))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _component(name: str, properties: Iterable[_Property], *inside: bytes) -> bytes:
    """A component; *inside* are finished ones within it, whose bytes are used as they are."""
    component = Component.get_component_class(name)()
    for title, value in properties:
        component.add(title, value, encode=False)
    end = f"END:{name}\r\n".encode()
    return b"".join((component.to_ical(sorted=False).removesuffix(end), *inside, end))
