"""The timeline of a letter: all its dates in order, and what later letters did to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive.model import Act, Circular, Deadline, Event, Item, Localized
from archive.render.dates_on_pages import moved
from archive.render.fates_on_pages import Citing, whole_ends
from archive.render.markup import Mould
from archive.render.templates import View
from archive.selections import Effect

_HERE = Mould('<a href="#{}">{}</a>')

_ORDER = ("letter", "act", "change", "opens", "deadline", "event")
"""What comes first on one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date of a timeline."""

    kind: str
    """``letter``, ``act``, ``change``, ``opens``, ``deadline`` or ``event``."""
    day: dt.date | None
    """The Geneva day by which it is sorted; None where it is not known."""
    when: Markup
    what: Markup


def timeline(
    view: View, circular: Circular, citing: Iterable[Citing], effects: Iterable[Effect] = ()
) -> Sequence[Entry]:
    """The entries in order of time, those without a day at the end.

    Dates of other letters that this one moves or ends (*effects*) stand among them. Empty where
    fewer than two dates are known: one date is no course of events.
    """
    citing, effects = tuple(citing), tuple(effects)
    if not (circular.deadlines or circular.events or circular.changes or citing or effects):
        return ()
    entries = [*_letter(view, circular, citing), *_changes(view, circular)]
    for deadline in circular.deadlines:
        entries += _deadline(view, deadline)
    for event in circular.events:
        entries += _event(view, event)
    entries += [_effect(view, effect) for effect in effects]
    if sum(entry.day is not None for entry in entries) < 2:
        return ()
    return sorted(entries, key=_place)


def _place(entry: Entry) -> tuple[bool, dt.date, int]:
    return (entry.day is None, entry.day or dt.date.min, _ORDER.index(entry.kind))


def _letter(view: View, circular: Circular, citing: Sequence[Citing]) -> Iterator[Entry]:
    yield Entry(
        kind="letter",
        day=circular.date.first() if circular.date else None,
        when=view.date(circular.date),
        what=view.filled("timeline.letter", letter=_here("top", view.name(circular))),
    )
    ends = whole_ends(circular, citing)
    for related, other in ends:
        what = view.filled(f"timeline.{related.relation}", letter=view.letter(other))
        yield _by_letter(view, other, what)
    whole = {other.key for _, other in ends}
    for deadline in circular.deadlines:
        acts = _acts(view, deadline, (deadline.withdrawn, deadline.superseded))
        yield from _acted(view, acts, whole, "deadline", deadline.id, deadline.asks)
    for event in circular.events:
        acts = _acts(view, event, (event.withdrawn, event.superseded))
        yield from _acted(view, acts, whole, "event", event.id, event.name)


def _acts(view: View, item: Item, ends: Iterable[Act | None]) -> list[Act]:
    """Every act on a date, step by step: what moved it, and what ended it."""
    steps: list[Deadline | Event] = [item, *(step.item for step in view.later(item))]
    return [act for act in (*map(moved, steps), *ends) if act is not None]


def _acted(
    view: View,
    acts: Iterable[Act],
    whole: set[str],
    kind: str,
    name: str,
    words: Localized,
) -> Iterator[Entry]:
    for act in acts:
        is_end = act.relation in ("withdraws", "replaces")
        if is_end and act.by in whole:
            continue  # the whole letter is said to be withdrawn or replaced already
        other = view.site.circulars[act.by]
        key = f"timeline.{act.relation}" + (f"-{kind}" if is_end else "")
        letter = view.letter(other, act.becomes)
        what = _here(f"{kind}-{name}", view.words(words))
        yield _by_letter(view, other, view.filled(key, what=what, letter=letter))


def _by_letter(view: View, other: Circular, what: Markup) -> Entry:
    day = other.date.first() if other.date else None
    return Entry(kind="act", day=day, when=view.date(other.date), what=what)


def _changes(view: View, circular: Circular) -> Iterator[Entry]:
    for change in circular.changes:
        kind = view.t(f"circular.change-kinds.{change.kind}").lower()
        note = view.words(change.note)
        what = view.filled("timeline.change", kind=kind, note=note)
        yield Entry(kind="change", day=change.date, when=view.day(change.date), what=what)


def _deadline(view: View, deadline: Deadline) -> Iterator[Entry]:
    asks = _here(f"deadline-{deadline.id}", view.words(deadline.asks))
    if deadline.opens is not None:
        yield Entry(
            kind="opens",
            day=deadline.opens.geneva_first_day(),
            when=view.moment(deadline.opens),
            what=view.filled("timeline.opens", what=asks),
        )
    yield Entry(
        kind="deadline",
        day=deadline.due.geneva_day() if deadline.due else None,
        when=view.due(deadline, moved=False),
        what=view.filled("timeline.deadline", what=asks) + " " + view.state(deadline),
    )
    steps = view.later(deadline)
    if steps and deadline.withdrawn is None and deadline.superseded is None:
        now, other = steps[-1].item, steps[-1].circular
        entry = view.filled("timeline.deadline", what=view.words(now.asks))
        letter = view.letter(other, f"deadline-{now.id}")
        what = view.filled("timeline.elsewhere", entry=entry, letter=letter)
        yield Entry(
            kind="deadline",
            day=now.due.geneva_day() if now.due else None,
            when=view.set_day(now),
            what=what + " " + view.state(now),
        )


def _event(view: View, event: Event) -> Iterator[Entry]:
    name = _here(f"event-{event.id}", view.words(event.name))
    yield Entry(
        kind="event",
        day=_first_day(event),
        when=view.period(event, moved=False),
        what=view.filled("timeline.event", what=name) + " " + view.event_state(event),
    )
    steps = view.later(event)
    if steps and event.withdrawn is None and event.superseded is None:
        now, other = steps[-1].item, steps[-1].circular
        entry = view.filled("timeline.event", what=view.words(now.name))
        letter = view.letter(other, f"event-{now.id}")
        yield Entry(
            kind="event",
            day=_first_day(now),
            when=view.days(now),
            what=view.filled("timeline.elsewhere", entry=entry, letter=letter),
        )


def _effect(view: View, effect: Effect) -> Entry:
    """A date of another letter, at the day that it had; one that moves with its event stands at
    the day that it has now."""
    item, what, when = effect.on.item, view.effect(effect), view.former(effect)
    if isinstance(item, Event):
        return Entry(kind="event", day=_first_day(item), when=when, what=what)
    if item.ended is None:
        what = what + " " + view.state(item)
    day = item.due.geneva_day() if item.due else None
    return Entry(kind="deadline", day=day, when=when, what=what)


def _first_day(event: Event) -> dt.date:
    return event.start.geneva_first_day()


def _here(anchor: str, words: str) -> Markup:
    return _HERE(anchor, words)
