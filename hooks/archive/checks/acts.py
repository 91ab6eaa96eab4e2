"""Rules on letters that act on dates of earlier ones: extend, reschedule, withdraw.

The build follows these acts (:mod:`archive.life`) and leaves out what it cannot follow; so every
act that it would leave out is an error here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.checks.desk import Desk
from archive.checks.library import Counted, EventDays, Extract, Library, OddDay, Relation
from archive.dates import Moment, Span
from archive.problems import Place, Problem
from archive.sources import Document, Folder

MOVES: Mapping[str, str] = {"extends": "deadline", "reschedules": "event"}
"""Relations that set another day, and of what; ``becomes`` is one of the letter's own."""
ENDS = frozenset({"withdraws", "replaces"})
"""Relations that end dates of another letter, or all of them."""

AMENDS = frozenset({"corrects", "adds-to"})
"""Relations of a corrigendum and an addendum, which speak of the dates of another letter, but move
none by themselves."""

_TARGETS = ("deadline", "event", "becomes", "extent")
_NAMED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "extends": (("circular", "deadline"), ("deadline", "becomes")),
    "reschedules": (("circular", "event"), ("event", "becomes")),
    "withdraws": (("circular",), ("deadline", "event", "extent")),
}
"""By relation: what an entry must name, and what of :data:`_TARGETS` it may name."""

Days = tuple[dt.date, dt.date]
"""The first and the last of some days."""


def extension_incomplete(folder: Folder) -> Iterator[Problem]:
    """A letter that moves or withdraws a date names the letter and the date; no other does.

    Only one that withdraws a whole letter names no date, and says so: nothing that was merely
    forgotten ends all dates of a letter.
    """
    for facts, name, relation in _related(folder):
        path, nodes = f"related.{name}", facts.record.nodes
        needed, allowed = _NAMED.get(relation, ((), ()))
        for missing in needed:
            if f"{path}.{missing}" not in nodes:
                node = facts.record.place(path)
                values = {"name": name, "missing": missing, "relation": relation}
                yield facts.problem("extension-incomplete", node, **values)
        for stray in _TARGETS:
            if f"{path}.{stray}" in nodes and stray not in allowed:
                node = nodes[f"{path}.{stray}"]
                values = {"name": name, "stray": stray, "relation": relation}
                problem = facts.problem("extension-incomplete", node, **values)
                yield replace(problem, variant="stray")
        if relation == "withdraws" and f"{path}.circular" in nodes:
            stand = [part for part in allowed if f"{path}.{part}" in nodes]
            if len(stand) != 1:
                node = nodes[f"{path}.{stand[-1]}"] if stand else facts.record.place(path)
                values = {"name": name, "named": ", ".join(stand)}
                problem = facts.problem("extension-incomplete", node, **values)
                yield replace(problem, variant="several" if stand else "whole")


def unknown_own_date(folder: Folder) -> Iterator[Problem]:
    """What an earlier date becomes is one of the letter's own."""
    for facts, name, kind, _, becomes in _moved(folder):
        own = facts.record.ids(f"{kind}s")
        if becomes and becomes not in own:
            node = facts.record.place(f"related.{name}.becomes")
            problem = facts.problem(
                "unknown-own-date", node, value=becomes, known=", ".join(own) or "–"
            )
            yield problem if kind == "deadline" else replace(problem, variant="event")


def act_unclear(folder: Folder) -> Iterator[Problem]:
    """Which of the letter's own dates stands for the earlier one is beyond doubt.

    It is the one that ``becomes`` names, else the one of the same id, else the only one.
    """
    for facts, name, kind, target, becomes in _moved(folder):
        own = facts.record.ids(f"{kind}s")
        if becomes or own_date(own, target, becomes):
            continue
        node = facts.record.place(f"related.{name}.{kind}")
        problem = facts.problem(
            "act-unclear", node, name=name, group=f"{kind}s", known=", ".join(own)
        )
        yield problem if own else replace(problem, variant="none")


def act_twice(folder: Folder) -> Iterator[Problem]:
    """A letter does one thing to a date of an earlier one."""
    first: dict[tuple[str, str, str], str] = {}
    for facts, name, relation in _related(folder):
        if relation not in _NAMED:
            continue
        circular = facts.record.text(f"related.{name}.circular")
        for kind in MOVES.values():
            target = facts.record.text(f"related.{name}.{kind}")
            if circular is None or target is None:
                continue
            other = first.setdefault((circular, kind, target), name)
            if other != name:
                node = facts.record.place(f"related.{name}.{kind}")
                values = {"name": name, "other": other, "target": target, "circular": circular}
                yield facts.problem("act-twice", node, **values)


def unknown_deadline(library: Library) -> Iterator[Problem]:
    """The deadline that a letter extends or withdraws is one of the other letter's."""
    letters = library.by_key()
    for extract, relation in library.relations(_NAMED):
        other = letters.get(relation.circular)
        if other is None or not other.is_read or not relation.deadline:
            continue  # reported by other rules
        known = [item.id for item in other.deadlines]
        if relation.deadline not in known:
            yield _problem(
                relation.target_place,
                "unknown-deadline",
                value=relation.deadline,
                circular=other.key,
                known=", ".join(known) or "–",
                name=extract.key,
            )


def unknown_event(library: Library) -> Iterator[Problem]:
    """The event that a letter reschedules or withdraws, or counts from, is one that there is."""
    letters = library.by_key()
    named = [
        (relation.circular, relation.event, relation.target_place)
        for _, relation in library.relations(_NAMED)
        if relation.event
    ]
    for extract in library.circulars:
        for counted in extract.counted:
            named.append((counted.circular or extract.key, counted.event, counted.place))
    for key, event, place in named:
        other = letters.get(key)
        known = [item.id for item in other.events] if other else []
        if other is not None and other.is_read and event not in known:
            shown = ", ".join(known) or "–"
            yield _problem(place, "unknown-event", value=event, circular=key, known=shown)


def date_of_another(library: Library, desk: Desk) -> Iterator[Problem]:
    """A date in the words that the letter's own facts lack is one of what it acts on.

    A letter that extends a deadline may well name the former day, which stands in the facts of
    the earlier letter; so the question of :mod:`archive.checks.dates_in_text` ends here.
    """
    if not library.is_whole:
        return  # the day may be that of a letter that could not be read
    other_days: dict[str, list[Days]] | None = None
    for extract in library.circulars:
        for odd in extract.odd_days:
            if other_days is None:
                other_days = _days_of_others(library)
            known = other_days.get(extract.key, [])
            if not all(any(_lies_in(day, days) for days in known) for day in odd.days):
                yield _odd(odd)


def own_date(own: Sequence[str], target: str, becomes: str) -> str:
    """Which of a letter's *own* dates stands for the *target* of its act, as the build takes it;
    "" where that is unclear."""
    wanted = becomes or target
    if wanted in own:
        return wanted
    return own[0] if len(own) == 1 and not becomes else ""


def acts_on_others(facts: Document) -> bool:
    """Whether dates of other letters may explain those in the words of this one."""
    record = facts.record
    return any(
        record.text(f"related.{name}.relation") in {*MOVES, *ENDS, *AMENDS}
        for name in record.ids("related")
        if record.text(f"related.{name}.circular")
    ) or any(
        "#" in (record.text(f"deadlines.{name}.relative.event") or "")
        for name in record.ids("deadlines")
    )


def _related(folder: Folder) -> Iterator[tuple[Document, str, str]]:
    """The entries under ``related``: the facts, the id, the relation."""
    facts = folder.facts
    if facts is None:
        return
    for name in facts.record.ids("related"):
        relation = facts.record.text(f"related.{name}.relation")
        if relation is not None:  # else reported by other rules
            yield facts, name, relation


def _moved(folder: Folder) -> Iterator[tuple[Document, str, str, str, str]]:
    """The entries that move a date: the facts, the id, what is moved, its id, what it becomes."""
    for facts, name, relation in _related(folder):
        kind = MOVES.get(relation)
        target = facts.record.text(f"related.{name}.{kind}")
        if kind is not None and target is not None:
            becomes = facts.record.text(f"related.{name}.becomes") or ""
            yield facts, name, kind, target, becomes


def _problem(place: Place, code: str, /, **values: object) -> Problem:
    return Problem(path=place.path, line=place.line, column=place.column, code=code, values=values)


def _odd(odd: OddDay) -> Problem:
    first, *others = odd.places
    return replace(_problem(first, odd.code, text=odd.text), also=tuple(others))


def _days_of_others(library: Library) -> dict[str, list[Days]]:
    """By letter: all days of the dates of others that it acts on or counts from.

    A date that several letters move one after another has had several days.
    """
    letters = library.by_key()
    acting = list(library.relations({*MOVES, *ENDS, *AMENDS}))
    line: dict[tuple[str, str, str], list[Days]] = {}
    for extract, relation in acting:
        for kind, name in _targets(relation):
            own = [item.id for item in getattr(extract, f"{kind}s")]
            if relation.relation in MOVES:
                found = _days(letters, extract, kind, own_date(own, name, relation.becomes))
                line.setdefault((relation.circular, kind, name), []).extend(found)
    days: dict[str, list[Days]] = {}
    for extract, relation in acting:
        other = letters.get(relation.circular)
        if other is None:
            continue
        for kind, name in _targets(relation) or _all_of(other):
            known = days.setdefault(extract.key, [])
            known.extend(_days(letters, other, kind, name))
            known.extend(line.get((other.key, kind, name), ()))
    for extract in library.circulars:
        for counted in extract.counted:
            if counted.circular:
                days.setdefault(extract.key, []).extend(_counted_days(letters, extract, counted))
    return days


def _targets(relation: Relation) -> list[tuple[str, str]]:
    """Kind and id of the dates that an entry names."""
    named = (("deadline", relation.deadline), ("event", relation.event))
    return [(kind, name) for kind, name in named if name]


def _all_of(extract: Extract) -> list[tuple[str, str]]:
    return [
        *(("deadline", item.id) for item in extract.deadlines),
        *(("event", item.id) for item in extract.events),
    ]


def _days(letters: Mapping[str, Extract], extract: Extract, kind: str, name: str) -> Iterator[Days]:
    """The days of one date of a letter, and with an event those of all that counts from it."""
    if kind == "deadline":
        for item in extract.deadlines:
            if item.id == name:
                yield from _written_days(item.due, item.due)
                yield from _written_days(item.opens, item.opens)
    else:
        for event in extract.events:
            if event.id == name:
                yield from _written_days(event.start, event.end or event.start)
    for counted in extract.counted:
        if name == (counted.deadline if kind == "deadline" else counted.event):
            yield from _counted_days(letters, extract, counted)


def _written_days(start: str, end: str) -> Iterator[Days]:
    if start and end:
        yield Moment.parse(start).date.first(), Moment.parse(end).date.last()


def _counted_days(
    letters: Mapping[str, Extract], extract: Extract, counted: Counted
) -> Iterator[Days]:
    """The day that a deadline counts to from the event as it was announced."""
    other = letters.get(counted.circular or extract.key)
    for event in other.events if other else ():
        if event.id == counted.event and counted.span:
            yield from _counted_from(event, Span.parse(counted.span), counted)


def _counted_from(event: EventDays, span: Span, counted: Counted) -> Iterator[Days]:
    if not event.start:
        return
    start, last = Moment.parse(event.start), Moment.parse(event.end or event.start)
    found = span.counted(start, last, is_before=counted.is_before)
    if found is not None:
        yield found.date.first(), found.date.last()


def _lies_in(day: str, days: Days) -> bool:
    """Whether a day, with its year or without, is one of some days."""
    first, last = days
    return any(first <= found <= last for found in _readings(day, range(first.year, last.year + 1)))


def _readings(day: str, years: Iterable[int]) -> Iterator[dt.date]:
    written = [day] if len(day) == len("2024-06-15") else [f"{year:04d}-{day}" for year in years]
    for each in written:
        try:
            yield dt.date.fromisoformat(each)
        except ValueError:
            continue  # the 29th of February of another year, or no day at all
