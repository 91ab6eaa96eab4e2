"""Calendars of deadlines and events: what they hold, in which words, before it is iCalendar."""

from __future__ import annotations

from archive.model import Circular


def has_calendar(circular: Circular) -> bool:
    """Whether a circular has dates of its own for a calendar: with an exact day, now or before.

    Its calendar stays where it is when a later letter puts off its only date.
    """
    deadlines = (
        moment
        for item in circular.deadlines
        for moment in (
            item.due,
            *(former.when for former in item.instead_of if former.circular == circular.key),
        )
    )
    events = (item.start for item in circular.events)
    return any(moment is not None and moment.date.is_day for moment in (*deadlines, *events))
