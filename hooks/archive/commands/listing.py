"""``circulars list``: the circulars that fit some filters, as a table or as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import click

from archive.commands.frame import Choice, Command, Known, Option
from archive.commands.session import CommandError, Session
from archive.commands.sound import load_to_look, say_what_is_left_out
from archive.commands.values import Day, Year, bureau_ids, initiative_keys
from archive.dates import DeadlineState
from archive.formats.columns import cards, table
from archive.formats.plain_data import Data, PlainData, as_json
from archive.formats.sheet import csv_text
from archive.languages import CODES, DEFAULT, Phrases
from archive.model import Archive, Circular, Deadline
from archive.urls import Addresses

FORMATS = ("table", "json", "csv")
LIST_VERSION = 1
"""Of the JSON: rises when a key changes its meaning or goes; new keys may come without it."""
LEAST_SUBJECT = 40
"""Columns that a subject needs: on a narrower terminal there is no table."""
COLUMNS = (
    "key",
    "reference",
    "date",
    "bureau",
    "initiatives",
    "languages",
    "deadline",
    "state",
    "subject",
)


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "list",
        words,
        run,
        [
            Option(["--bureau"], type=Known(bureau_ids)),
            Option(["--year"], type=Year()),
            Option(["--initiative"], type=Known(initiative_keys)),
            Option(["--missing"], type=Choice(CODES)),
            Option(["--open", "open_on"], type=Day()),
            Option(["--format", "form"], type=Choice(FORMATS), default="table"),
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a circular must fit; None asks nothing."""

    bureau: str | None = None
    year: int | None = None
    initiative: str | None = None
    missing: str | None = None
    """A language that the circular lacks."""
    open_on: dt.date | None = None
    """A day on which answers to the letter are taken."""

    def fits(self, circular: Circular) -> bool:
        """Whether *circular* fits all of them."""
        return (
            self.bureau in (None, circular.bureau.id)
            and self.year in (None, circular.year)
            and self.initiative in (None, *(item.id for item in circular.initiatives))
            and (self.missing is None or self.missing not in circular.texts)
            and (self.open_on is None or _has_open(circular, self.open_on))
        )


def next_deadline(circular: Circular, day: dt.date) -> Deadline | None:
    """The deadline to look at on *day*: the nearest one that is open, else the nearest one ahead.

    That one opens later, or its own day is not known yet. A letter sets none before its date.
    """
    if circular.date is not None and circular.date.first() > day:
        return None
    found = []
    for deadline in circular.deadlines:
        state = deadline.state(day)
        if state.is_ahead:
            due = deadline.due.end() if deadline.due else dt.datetime.max.replace(tzinfo=dt.UTC)
            found.append((not state.is_open, due, deadline.id, deadline))
    return min(found, default=(None, None, None, None))[3]


def _has_open(circular: Circular, day: dt.date) -> bool:
    deadline = next_deadline(circular, day)
    return deadline is not None and deadline.state(day).is_open


def run(
    session: Session,
    bureau: str | None,
    year: int | None,
    initiative: str | None,
    missing: str | None,
    open_on: dt.date | None,
    form: str,
) -> int:
    """List the circulars that can be read, oldest first; 1 when the archive has errors."""
    loaded = load_to_look(session)
    if loaded is None:
        return 1
    _refuse_unknown(session, loaded.archive, bureau, initiative)
    filters = Filters(
        bureau=bureau, year=year, initiative=initiative, missing=missing, open_on=open_on
    )
    found = [circular for circular in loaded.archive.circulars if filters.fits(circular)]
    day = open_on or session.today
    if form == "json":
        session.data(list_json(session, found, day))
    elif form == "csv":
        session.data(csv_text([COLUMNS, *_rows(found, session.words, day, str)]))
    else:
        _show_table(session, found, day)
    return 1 if say_what_is_left_out(session, loaded) else 0


def _refuse_unknown(
    session: Session, archive: Archive, bureau: str | None, initiative: str | None
) -> None:
    """A filter by a name that nothing has is a slip, not an empty list."""
    asked = (
        ("bureau", bureau, [item.id for item in archive.bureaux]),
        ("initiative", initiative, [item.id for item in archive.initiatives]),
    )
    for kind, name, known in asked:
        if name is not None and name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            meant = ", ".join(near or known)
            raise CommandError(session.words(f"command.list.no-{kind}", name=name, known=meant))


def _rows(
    found: Iterable[Circular],
    words: Phrases,
    day: dt.date,
    state_name: Callable[[DeadlineState], str],
) -> Iterable[Sequence[str]]:
    """One row for each circular, in the order of :data:`COLUMNS`."""
    code = words.language.code
    for circular in found:
        deadline = next_deadline(circular, day)
        yield (
            circular.key,
            "; ".join(reference.printed(words) for reference in circular.references),
            str(circular.date or ""),
            circular.bureau.id,
            " ".join(initiative.id for initiative in circular.initiatives),
            " ".join(circular.texts),
            str(deadline.due) if deadline and deadline.due else "",
            state_name(deadline.state(day)) if deadline else "",
            circular.subject.in_language(code).text,
        )


def _show_table(session: Session, found: Sequence[Circular], day: dt.date) -> None:
    words = session.words
    if found:
        heading = [words(f"command.list.column.{name}") for name in COLUMNS]
        rows = list(_rows(found, words, day, lambda state: words(f"state.{state}").lower()))
        # What goes into a pipe is not cut: nobody could scroll to the rest of it.
        limit = session.width if session.is_terminal else 10_000
        lines = table([heading, *rows], limit, LEAST_SUBJECT)
        if lines is None:
            lines = cards(rows, limit)
        else:
            session.out(session.paint(next(lines), bold=True))
        for line in lines:
            session.out(line)
    if session.is_terminal or not found:
        session.err(words.plural("list.circulars", len(found)))


def list_json(session: Session, found: Sequence[Circular], day: dt.date) -> str:
    """The list as JSON (described in README, "Formats of list")."""
    addresses = Addresses(default_language=DEFAULT.code)
    plain = PlainData(session.phrases, addresses, session.site)
    data = {
        "version": LIST_VERSION,
        "day": day.isoformat(),
        "circulars": [_entry(plain, circular, day) for circular in found],
    }
    return as_json(data)


def _entry(plain: PlainData, circular: Circular, day: dt.date) -> Data:
    deadline = next_deadline(circular, day)
    return {
        "key": circular.key,
        "references": plain.plain(circular.references),
        "date": plain.plain(circular.date),
        "bureau": circular.bureau.id,
        "initiatives": plain.plain(circular.initiatives),
        "languages": list(circular.texts),
        "deadline": plain.plain(deadline),
        "state": str(deadline.state(day)) if deadline else None,
        "subject": plain.plain(circular.subject),
        "addresses": plain.circular_addresses(circular),
    }
