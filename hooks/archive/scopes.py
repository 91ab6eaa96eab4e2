"""What readers can subscribe to: everything, or what concerns one initiative, bureau or class.

Each scope has feeds and calendars of its own, at the address of the page that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.model import NO_WORDS, Addressee, Archive, Circular, Deadline, Event, Localized
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
        if self.kind == ADDRESSEE and isinstance(item, Deadline):
            return any(addressee.id == self.id for addressee in asked(circular, item))
        return self.has(circular)


def scopes(archive: Archive) -> tuple[Scope, ...]:
    """Everything, then each initiative, bureau and class of addressees."""
    moves = Moves(archive.moves)
    return (
        Scope(),
        *(
            Scope(
                kind=INITIATIVE,
                id=initiative.id,
                name=initiative.name,
                short_name=initiative.short_name,
                identity=initiative.identity,
                former=moves.former("initiative", initiative.id),
            )
            for initiative in archive.initiatives
        ),
        *(
            Scope(
                kind=BUREAU,
                id=bureau.id,
                name=bureau.name,
                short_name=bureau.abbreviation,
                identity=bureau.id,
            )
            for bureau in archive.bureaux
        ),
        *(
            Scope(
                kind=ADDRESSEE,
                id=addressee.id,
                name=addressee.name,
                short_name=addressee.name,
                identity=addressee.id,
            )
            for addressee in archive.addressees
        ),
    )


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
