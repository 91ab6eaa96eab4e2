"""Rules on acts that come after other acts: what stood when a letter came.

A letter acts on the date that stands, whatever step of its life it names, and nothing that has
ended comes back: see :mod:`archive.checks.chronicle`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.checks.acts import AMENDS, MOVES, own_date
from archive.checks.chronicle import DEADLINE, Chronicle, Spot
from archive.checks.desk import Desk
from archive.checks.library import Library
from archive.problems import Place, Problem, Severity


def act_on_ended(library: Library) -> Iterator[Problem]:
    """No letter moves a date that an earlier one has ended, or counts from such an event."""
    chronicle = Chronicle(library)
    for deed in chronicle.deeds:
        if deed.own is None or deed.ended is None:
            continue
        problem = _problem(
            deed.relation.target_place,
            "act-on-ended",
            name=deed.target.id,
            circular=deed.target.circular,
            by=deed.ended.by,
            relation=deed.ended.relation,
        )
        yield problem if deed.target.kind == DEADLINE else replace(problem, variant="event")
    for late in chronicle.late:
        problem = _problem(
            late.counted.place,
            "act-on-ended",
            name=late.counted.deadline,
            event=late.counted.event,
            circular=late.counted.circular,
            by=late.end.by,
            relation=late.end.relation,
        )
        yield replace(problem, variant="counted")


def whole_letter_unclear(library: Library) -> Iterator[Problem]:
    """A letter that ends another one, which acts on dates of others, says what becomes of these."""
    for unclear in Chronicle(library).unclear:
        problem = _problem(
            unclear.relation.place,
            "whole-letter-unclear",
            name=unclear.relation.id,
            relation=unclear.relation.relation,
            circular=unclear.relation.circular,
            dates=", ".join(_shown(spot) for spot in unclear.dates),
        )
        yield replace(problem, variant="ended") if unclear.is_ended else problem


def extension_not_later(library: Library, desk: Desk) -> Iterator[Problem]:
    """A letter that extends a deadline sets a later one than the one that stood before."""
    for deed in Chronicle(library).deeds:
        if deed.relation.relation != "extends" or deed.own is None or deed.ended is not None:
            continue
        if deed.was is None or deed.becomes is None or deed.becomes.end() > deed.was.end():
            continue
        problem = _problem(
            deed.relation.place,
            "extension-not-later",
            circular=deed.target.circular,
            name=deed.target.id,
            due=str(deed.was),
            by=deed.set_by,
            own=deed.own.id,
            date=str(deed.becomes),
        )
        is_chain = deed.set_by != deed.target.circular
        yield replace(problem, variant="chain") if is_chain else problem


def extension_kind_differs(library: Library, desk: Desk) -> Iterator[Problem]:
    """A deadline that extends another one asks for the same kind of answer."""
    letters = library.by_key()
    kinds = {
        Spot(key, DEADLINE, item.id): item.kind
        for key, extract in letters.items()
        for item in extract.deadlines
    }
    for deed in Chronicle(library).deeds:
        if deed.own is None or deed.ended is not None:
            continue
        before, after = kinds.get(deed.standing, ""), kinds.get(deed.own, "")
        if before and after and before != after:
            problem = _problem(
                deed.relation.place,
                "extension-kind-differs",
                name=deed.target.id,
                circular=deed.standing.circular,
                kind=before,
                own=deed.own.id,
                own_kind=after,
            )
            yield replace(problem, severity=Severity.WARNING)


def date_set_twice(library: Library, desk: Desk) -> Iterator[Problem]:
    """A corrigendum or an addendum that sets a date of the letter again says what becomes of it.

    Else readers would be shown both as dates of their own: the same id says that one is meant.
    """
    letters = library.by_key()
    for extract, relation in library.relations(AMENDS):
        other = letters.get(relation.circular)
        if other is None or other.key == extract.key:
            continue
        for kind in MOVES.values():
            own = [item.id for item in getattr(extract, f"{kind}s")]
            moved = {
                own_date(own, getattr(act, kind), act.becomes)
                for act in extract.relations
                if MOVES.get(act.relation) == kind
            }
            for item in getattr(other, f"{kind}s"):
                if item.id in own and item.id not in moved:
                    values = {"name": item.id, "circular": other.key}
                    problem = _problem(relation.place, "date-set-twice", **values)
                    variant = "" if kind == DEADLINE else kind
                    yield replace(problem, variant=variant, severity=Severity.WARNING)


def _shown(spot: Spot) -> str:
    return f"{spot.kind}: {spot.id} ({spot.circular})"


def _problem(place: Place, code: str, /, **values: object) -> Problem:
    return Problem(path=place.path, line=place.line, column=place.column, code=code, values=values)
