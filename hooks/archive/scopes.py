"""What readers can subscribe to: everything, or what concerns one initiative, bureau or class.

Each scope has feeds and calendars of its own, at the address of the page that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.model import (
    NO_WORDS,
    Addressee,
    Archive,
    Bureau,
    Circular,
    Deadline,
    Event,
    Initiative,
    Localized,
)
from archive.moves import Moves

EVERYTHING, INITIATIVE, BUREAU, ADDRESSEE = "", "initiative", "bureau", "addressee"

FEEDS = ("new", "changes", "closing")
"""What feeds tell of."""

FORMS = ("atom", "rss", "json")
"""In which forms each feed is published."""

CALENDARS = ("calendar", "deadlines", "events")
"""What calendars hold: both, deadlines, events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One choice of circulars."""

    kind: str = EVERYTHING
    id: str = ""
    name: Localized = NO_WORDS
    """Empty for everything."""
    short_name: Localized = NO_WORDS
    identity: str = ""
    """The id that it was first published under: what permanent ids are made of."""
    former: tuple[str, ...] = ()
    """All former ids, at which copies of its feeds and calendars stay."""

    def has(self, circular: Circular) -> bool:
        """Whether a circular belongs to the scope."""
        if self.kind == INITIATIVE:
            return any(initiative.id == self.id for initiative in circular.initiatives)
        if self.kind == BUREAU:
            return circular.bureau.id == self.id
        if self.kind == ADDRESSEE:
            return any(addressee.id == self.id for addressee in addressed(circular))
        return True

    def has_date(self, circular: Circular, item: Deadline | Event) -> bool:
        """Whether a deadline or an event of a circular belongs to the scope.

        A deadline that names who is asked is no business of the letter's other addressees.
        """
        if self.kind == ADDRESSEE:
            return any(addressee.id == self.id for addressee in _concerned(circular, item))
        return self.has(circular)


ALL = Scope()
"""Everything."""


def scopes(archive: Archive) -> tuple[Scope, ...]:
    """Everything, then each initiative, bureau and class of addressees."""
    moves = Moves(archive.moves)
    return (
        ALL,
        *(
            of_initiative(initiative, moves.former("initiative", initiative.id))
            for initiative in archive.initiatives
        ),
        *(_of_page(moves, of_bureau(bureau), "circulars/bureau") for bureau in archive.bureaux),
        *(
            _of_page(moves, of_addressee(addressee), "addressees")
            for addressee in archive.addressees
        ),
    )


def of_initiative(initiative: Initiative, former: tuple[str, ...] = ()) -> Scope:
    """What concerns one initiative, which had the ids *former* before."""
    return Scope(
        kind=INITIATIVE,
        id=initiative.id,
        name=initiative.name,
        short_name=initiative.short_name,
        identity=initiative.identity,
        former=former,
    )


def of_bureau(bureau: Bureau) -> Scope:
    """What one bureau has issued."""
    return Scope(
        kind=BUREAU,
        id=bureau.id,
        name=bureau.name,
        short_name=bureau.abbreviation,
        identity=bureau.id,
    )


def of_addressee(addressee: Addressee) -> Scope:
    """What concerns one class of addressees."""
    return Scope(
        kind=ADDRESSEE,
        id=addressee.id,
        name=addressee.name,
        short_name=addressee.name,
        identity=addressee.id,
    )


def _of_page(moves: Moves, scope: Scope, folder: str) -> Scope:
    """A *scope* with the names that its page ``<folder>/<id>`` had before."""
    return replace(
        scope,
        identity=page_identity(moves, folder, scope.id),
        former=tuple(
            page.removeprefix(f"{folder}/")
            for page in moves.former("page", f"{folder}/{scope.id}")
            if page.startswith(f"{folder}/")
        ),
    )


def page_identity(moves: Moves, folder: str, name: str) -> str:
    """The id under which the scope of a page ``<folder>/<name>`` was first published."""
    first = moves.identity("page", f"{folder}/{name}")
    return first.removeprefix(f"{folder}/") if first.startswith(f"{folder}/") else name


def names_of_date(circular: Circular, item: Deadline | Event) -> frozenset[tuple[str, str]]:
    """The kind and id of every scope that :meth:`Scope.has_date` finds the date in."""
    return frozenset(
        (
            (EVERYTHING, ""),
            (BUREAU, circular.bureau.id),
            *((INITIATIVE, initiative.id) for initiative in circular.initiatives),
            *((ADDRESSEE, addressee.id) for addressee in _concerned(circular, item)),
        )
    )


def _concerned(circular: Circular, item: Deadline | Event) -> tuple[Addressee, ...]:
    """The classes that a date concerns."""
    return asked(circular, item) if isinstance(item, Deadline) else addressed(circular)


def asked(circular: Circular, deadline: Deadline) -> tuple[Addressee, ...]:
    """Who is asked to meet a deadline: those that it names, else those that the letter's request
    names, else all its addressees."""
    return deadline.of or circular.action.of or circular.addressees


def addressed(circular: Circular) -> tuple[Addressee, ...]:
    """All classes that a letter concerns: its addressees, and those of whom it asks something.

    Who only gets a copy is not addressed.
    """
    return tuple(_distinct(circular))


def _distinct(circular: Circular) -> Iterator[Addressee]:
    groups: Iterable[tuple[Addressee, ...]] = (
        circular.addressees,
        circular.action.of,
        *(deadline.of for deadline in circular.deadlines),
    )
    seen: set[str] = set()
    for group in groups:
        for addressee in group:
            if addressee.id not in seen:
                seen.add(addressee.id)
                yield addressee
