"""Writing iCalendar (RFC 5545, RFC 7986): one date, one zone, one whole calendar.

The only module that writes with icalendar, which makes the zones (their offsets, rules and lists of
days) and instants in them. All other lines are few in kind and many in number: they are written by
:mod:`archive.calendars.content_lines`. Every date comes from the data, never from a clock.

A day is a day in every calendar program (``VALUE=DATE``). An hour stands with its zone; an offset
that letters write, such as CET or +03:00, as UTC, because a program may take the name CET for a
zone with summer time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from icalendar import Component, vDatetime, vDDDLists, vDDDTypes, vRecur, vText, vUTCOffset

from archive.calendars import zones
from archive.calendars.content_lines import Property, component, text
from archive.calendars.entries import Entry, Fate
from archive.calendars.words import Speaker
from archive.dates import GENEVA, Moment, zone
from archive.life import EVENT
from archive.urls import AUTHORITY

REMINDERS = (14, 3)
"""Days before a date at which the calendars with reminders remind of it."""

_REFRESH = "P1D"
"""How often programs should look again (RFC 7986, 5.7): the site is built once a day."""

_ZoneProperty = tuple[str, vDatetime | vDDDLists | vRecur | vText | vUTCOffset]
"""A property of a zone and its value."""


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
    return component(
        "VCALENDAR",
        _head(frame, language),
        *(_timezone(name) for name in sorted(names)),
        *events,
    )


def event(speaker: Speaker, entry: Entry, changed: dt.date) -> bytes:
    """A deadline or an event as a finished VEVENT, last changed on the day *changed*."""
    return component("VEVENT", _event(speaker, entry, changed))


def with_reminders(speaker: Speaker, entry: Entry, made: bytes) -> bytes:
    """The finished event *made* with its reminders; what a letter ended has none."""
    if entry.fate is not Fate.STANDS:
        return made
    end = b"END:VEVENT\r\n"
    alarms = (component("VALARM", _alarm(speaker, entry, days)) for days in REMINDERS)
    return b"".join((made.removesuffix(end), *alarms, end))


def _head(frame: Frame, language: str) -> Iterator[Property]:
    """What a calendar says of itself, twice where older programs know other names."""
    name, about = text(frame.name), text(frame.about)
    yield "VERSION", "2.0"
    yield "PRODID", text(f"-//{AUTHORITY}//circulars//{language.upper()}")
    yield "CALSCALE", "GREGORIAN"
    yield "UID", text(frame.uid)
    yield f"NAME;LANGUAGE={language}", name
    yield "X-WR-CALNAME", name
    yield f"DESCRIPTION;LANGUAGE={language}", about
    yield "X-WR-CALDESC", about
    yield "X-WR-TIMEZONE", text(GENEVA.key)
    yield "LAST-MODIFIED", _midnight(frame.changed)
    yield "URL", frame.page
    yield "SOURCE;VALUE=URI", frame.source
    yield "COLOR", text(frame.colour)
    yield "REFRESH-INTERVAL;VALUE=DURATION", _REFRESH
    yield "X-PUBLISHED-TTL", _REFRESH


def _event(speaker: Speaker, entry: Entry, changed: dt.date) -> Iterator[Property]:
    language = speaker.language
    stamp = _midnight(changed)
    title, place = speaker.title(entry), speaker.place(entry)
    start, end = _span(entry)
    yield "UID", text(entry.uid(language))
    yield "DTSTAMP", stamp
    yield "LAST-MODIFIED", stamp
    yield "CREATED", _midnight(entry.created)
    yield "SEQUENCE", str(entry.sequence)
    yield _when("DTSTART", start)
    if end is not None:
        yield _when("DTEND", end)
    yield f"SUMMARY;LANGUAGE={title.language}", text(title.text)
    yield f"DESCRIPTION;LANGUAGE={language}", text(speaker.description(entry))
    yield "URL", speaker.page(entry)
    yield "CATEGORIES", ",".join(map(text, speaker.categories(entry)))
    if place is not None:
        yield f"LOCATION;LANGUAGE={place.language}", text(place.text)
    if contact := speaker.contact(entry):
        yield "CONTACT", text(contact)
    stands = entry.fate is Fate.STANDS
    yield "STATUS", "CONFIRMED" if stands else "CANCELLED"
    busy = stands and entry.kind == EVENT and isinstance(start, dt.datetime)
    yield "TRANSP", "OPAQUE" if busy else "TRANSPARENT"


def _alarm(speaker: Speaker, entry: Entry, days: int) -> Iterator[Property]:
    """A reminder that many *days* before."""
    yield "ACTION", "DISPLAY"
    yield "TRIGGER", f"-P{days}D"
    yield "DESCRIPTION", text(speaker.reminder(entry, days))


def _when(name: str, when: dt.date) -> Property:
    """A property that is a day, or an instant in its zone."""
    if not isinstance(when, dt.datetime):
        return f"{name};VALUE=DATE", when.isoformat().replace("-", "")
    if when.tzinfo is dt.UTC:
        return name, f"{when:%Y%m%dT%H%M%SZ}"
    written = vDDDTypes(when)  # knows which zones are UTC under another name
    zone_name = written.params.to_ical().decode()
    return f"{name};{zone_name}" if zone_name else name, written.to_ical().decode()


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
    return _zone_component(
        "VTIMEZONE",
        [("TZID", vText(name))],
        *(
            _zone_component(
                "DAYLIGHT" if observance.is_daylight else "STANDARD", _clock(observance)
            )
            for observance in zones.observances(zone(name))
        ),
    )


def _clock(observance: zones.Observance) -> Iterator[_ZoneProperty]:
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


def _midnight(day: dt.date) -> str:
    return f"{day.isoformat().replace('-', '')}T000000Z"


def _zone_component(name: str, properties: Iterable[_ZoneProperty], *inside: bytes) -> bytes:
    """A component of a zone; *inside* are finished ones within it."""
    made = Component.get_component_class(name)()
    for title, value in properties:
        made.add(title, value, encode=False)
    end = f"END:{name}\r\n".encode()
    return b"".join((made.to_ical(sorted=False).removesuffix(end), *inside, end))
