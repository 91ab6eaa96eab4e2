"""The months: what falls on which day, deadlines and events together.

A month has a page when a deadline or an event of a known day falls into it, and the month of the
build has one in any case. Days are those of Geneva. Which day is today is for the reader's
browser to say: a page does not change because a day has passed.
"""

from __future__ import annotations

import datetime as dt
from calendar import MONDAY, Calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive import selections
from archive.dates import GENEVA, Moment, PartialDate
from archive.model import Archive, Dated, Deadline, Event
from archive.render.pages import PageWriter
from archive.site import Artifact, Site

SECTION = "deadlines"

_LONG = 31
"""An event of more days than this (an exhibition, a consultation) stands on its first and its
last day only."""

_WEEKS = Calendar(MONDAY)


class Month(NamedTuple):
    """A month of the calendar."""

    year: int
    month: int

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)

    def date(self) -> PartialDate:
        """The month as a date, for words."""
        return PartialDate(year=self.year, month=self.month)


@dataclass(slots=True, kw_only=True)
class Day:
    """What falls on one day."""

    deadlines: list[Dated[Deadline]] = field(default_factory=list)
    events: list[Dated[Event]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day in the table."""

    date: dt.date
    deadlines: Sequence[Dated[Deadline]] = ()
    events: Sequence[Dated[Event]] = ()

    @property
    def is_free(self) -> bool:
        """Whether nothing falls on the day."""
        return not self.deadlines and not self.events


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All months in all languages."""
    writer = PageWriter(site)
    days = _days(archive)
    shown = _with_pages(days, site)
    years = {day.year for day, found in days.items() if found.deadlines}
    unknown = _of_unknown_days(archive)
    taken = {Month.of(day) for day in days}
    for place, month in enumerate(shown):
        context: dict[str, object] = {
            "month": month,
            "weeks": _weeks(month, days),
            "is_free": month not in taken,
            "some_day": unknown.get(month, ()),
            "year": month.year if month.year in years else None,
        }
        before = shown[place - 1] if place else None
        after = shown[place + 1] if place + 1 < len(shown) else None
        for language in site.languages:
            yield _page(writer, language.code, month, before, after, context)


def months(archive: Archive, site: Site) -> tuple[Month, ...]:
    """The months that have a page, in order."""
    taken: set[dt.date] = set()
    for circular in archive.circulars:
        taken.update(item.due.geneva_day() for item in circular.deadlines if item.due is not None)
        for event in circular.events:
            taken.update(_days_of(event))
    return _with_pages(taken, site)


def _with_pages(days: Iterable[dt.date], site: Site) -> tuple[Month, ...]:
    return tuple(sorted({*map(Month.of, days), Month.of(site.today)}))


def _days(archive: Archive) -> dict[dt.date, Day]:
    """Every day on which something falls."""
    days: dict[dt.date, Day] = {}
    for deadline in selections.deadlines(archive.circulars):
        if deadline.item.due is not None:
            days.setdefault(deadline.item.due.geneva_day(), Day()).deadlines.append(deadline)
    for event in selections.events(archive.circulars):
        for day in _days_of(event.item):
            days.setdefault(day, Day()).events.append(event)
    return days


def _days_of(event: Event) -> tuple[dt.date, ...]:
    """The Geneva days of an event, as far as they are known."""
    if not event.start.date.is_day:
        return ()
    first = event.start.geneva_first_day()
    if not event.last.date.is_day:
        return (first,)
    # What ends at midnight has no part in the day that begins then.
    end = event.last.end() - dt.timedelta(microseconds=1)
    last = max(first, end.astimezone(GENEVA).date())
    length = (last - first).days + 1
    if length > _LONG:
        return (first, last)
    return tuple(first + dt.timedelta(days=number) for number in range(length))


def _of_unknown_days(archive: Archive) -> dict[Month, list[Dated[Event]]]:
    """Events of which only the month is known."""
    found: dict[Month, list[Dated[Event]]] = {}
    for dated in selections.events(archive.circulars):
        date = dated.item.start.date
        if date.month is not None and not date.is_day:
            found.setdefault(Month(date.year, date.month), []).append(dated)
    return found


def _weeks(month: Month, days: Mapping[dt.date, Day]) -> list[list[Cell | None]]:
    """The rows of the table; None for the days of its neighbours."""
    return [
        [_cell(day, days.get(day)) if day.month == month.month else None for day in week]
        for week in _WEEKS.monthdatescalendar(*month)
    ]


def _cell(day: dt.date, found: Day | None) -> Cell:
    if found is None:
        return Cell(date=day)
    return Cell(date=day, deadlines=found.deadlines, events=found.events)


def geneva_hour(moment: Moment, day: dt.date) -> str:
    """The hour in Geneva at which a moment falls on *day*; empty where it has no hour, or falls
    on another day."""
    instant = moment.instant
    if instant is None:
        return ""
    there = instant.astimezone(GENEVA)
    return f"{there:%H:%M}" if there.date() == day else ""


def _page(
    writer: PageWriter,
    language: str,
    month: Month,
    before: Month | None,
    after: Month | None,
    context: Mapping[str, object],
) -> Artifact:
    addresses = writer.site.addresses
    view = writer.view(language, addresses.deadlines(language, *month))
    name = view.phrases.date(month.date())

    def neighbour(other: Month | None) -> tuple[str, str] | None:
        if other is None:
            return None
        return view.phrases.date(other.date()), addresses.deadlines(language, *other)

    shown = {
        **context,
        "name": name,
        "before": neighbour(before),
        "after": neighbour(after),
        "weekdays": [full for full, *_ in view.phrases.weekday_forms()],
    }
    return writer.page(
        template="month.html",
        section=SECTION,
        language=language,
        path=view.path,
        title=view.t("month.title", month=name),
        description=view.t("month.description", month=name),
        alternates={
            item.code: addresses.deadlines(item.code, *month) for item in writer.site.languages
        },
        context={**shown, "hour": geneva_hour},
        key=shown,
    )
