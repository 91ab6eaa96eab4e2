"""Tables of events whose headings say which column holds the names, the days and the hours."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.importing.deadline_signs import deadline_signs
from archive.importing.event_names import event_names
from archive.importing.event_places import event_places
from archive.importing.facts import LIKELY, Evidence
from archive.importing.line_tables import line_tables
from archive.importing.moments import Moment, find_moments, plain_blanks
from archive.importing.said_events import SaidEvent, is_ahead
from archive.importing.sheet import Passage
from archive.importing.table_rows import is_row, row_cells
from archive.importing.words import LetterWords
from archive.importing.years import with_year
from archive.prose.patterns import choice

_LONGEST_HEADING = 60
_LONGEST_NAME = 160
_FEWEST = 2

Row = tuple[Passage, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    name: int
    days: int | None = None
    first: int | None = None
    """The column of first days, where that of the last ones is another."""
    last: int | None = None
    hours: int | None = None
    place: int | None = None
    form: int | None = None
    """The column of formats: "Hybrid", "Virtual"."""


class EventTables:
    """Reads the tables with headings of a letter of the day *letter*, written at *home*."""

    def __init__(self, words: LetterWords, letter: dt.date | None, home: str | None) -> None:
        def pattern(key: str) -> re.Pattern[str]:
            return re.compile(
                rf"(?<!\w){choice(words.listed(f'event.{key}'))}(?!\w)", re.IGNORECASE
            )

        self._words = words
        self._letter = letter
        self._home = home
        self._named, self._days = pattern("column-name"), pattern("column-days")
        self._first, self._last = pattern("column-first"), pattern("column-last")
        self._hours = pattern("column-hours")
        self._held_in, self._formats = pattern("column-place"), pattern("column-format")
        self._names = event_names(words)
        self._places = event_places(words)
        self._signs = deadline_signs(words)

    def read(self, passages: Sequence[Passage]) -> tuple[list[SaidEvent], frozenset[int]]:
        """The events of such tables, and the places of their rows among the passages."""
        found: list[SaidEvent] = []
        taken: set[int] = set()
        for lead, rows, places in self._tables(passages):
            said = list(self._of_table(rows, lead))
            if said:
                found += said
                taken |= set(places)
        return found, frozenset(taken)

    def _tables(self, passages: Sequence[Passage]) -> Iterator[tuple[str, list[Row], list[int]]]:
        rows: list[Row] = []
        places: list[int] = []
        lead = ""
        for index, passage in enumerate(passages):
            if is_row(passage) and not (rows and rows[-1][0].table != passage.table):
                rows.append((passage, row_cells(passage)))
                places.append(index)
                continue
            if rows:
                yield lead, rows, places
                rows, places = [], []
            if is_row(passage):
                rows, places = [(passage, row_cells(passage))], [index]
            elif passage.text.strip():
                lead = plain_blanks(passage.text[-400:])
        if rows:
            yield lead, rows, places
        for table in line_tables(passages, self._words):
            yield table.lead, list(table.rows), sorted(table.taken)

    def _columns(self, heading: Sequence[str]) -> _Columns | None:
        names: list[int] = []
        days: list[int] = []
        first = last = hours = held_in = form = None
        for place, cell in enumerate(heading):
            text = " ".join(plain_blanks(cell).split())
            if not text or len(text) > _LONGEST_HEADING or self._signs.nouns.search(text):
                continue
            if self._first.fullmatch(text):
                first = place
            elif self._last.fullmatch(text):
                last = place
            elif self._days.search(text) and not self._signs.closable.search(text):
                days.append(place)
            elif self._hours.search(text):
                hours = place
            elif self._named.fullmatch(text):
                names.append(place)
            elif self._held_in.fullmatch(text):
                held_in = place
            elif self._formats.fullmatch(text):
                form = place
        if not names or (not days and (first is None or last is None)):
            return None
        return _Columns(
            name=names[0],
            days=days[0] if days else None,
            first=first,
            last=last,
            hours=hours,
            place=held_in,
            form=form,
        )

    def _of_table(self, rows: Sequence[Row], lead: str) -> Iterator[SaidEvent]:
        columns = self._columns(rows[0][1])
        if columns is None or len(rows) < _FEWEST:
            return
        home = self._places.of_text(lead, self._home)
        for passage, cells in rows[1:]:
            moment = self._moment(cells, columns)
            if moment is None or not is_ahead(moment, self._letter):
                continue
            name = " ".join(plain_blanks(cells[columns.name]).split())[:_LONGEST_NAME]
            if not name or self._signs.acts.match(name):
                continue
            noun = next((each.noun for each in self._names.all_in(name)), name.casefold()[:5])
            others = [
                " ".join(plain_blanks(cell).split())
                for place, cell in enumerate(cells)
                if place != columns.name
            ]
            yield SaidEvent(
                moment=moment,
                name=name,
                noun=noun,
                title=name,
                is_row=True,
                near=" ; ".join((name, *others)),
                place=self._held(cells, columns) if columns.place else self._place(others) or home,
                form=self._form(cells, columns),
                confidence=min(LIKELY, moment.confidence),
                evidence=(Evidence(words=" | ".join(cells), place=passage.place),),
            )

    def _moment(self, cells: Sequence[str], columns: _Columns) -> Moment | None:
        def said(place: int | None) -> Moment | None:
            if place is None or place >= len(cells) or columns.name >= len(cells):
                return None
            found = find_moments(plain_blanks(cells[place]), self._words)
            return next(iter(found), None)

        one = said(columns.days if columns.days is not None else columns.first)
        if one is None or not one.has_day:
            return None
        two = said(columns.last) if columns.days is None else None
        if two is not None and two.has_day and two.start != one.start:
            start = one.start
            if start and two.start and start.year is None and two.start.year is not None:
                start = replace(start, year=two.start.year - (start.order > two.start.order))
            one = replace(one, start=start, end=two.start, closing=two.opening)
        moment = with_year(one, self._letter)
        hours = said(columns.hours)
        if moment.end is None and moment.opening is None and hours and hours.opening is not None:
            zone = moment.zone or hours.zone
            moment = replace(moment, opening=hours.opening, closing=hours.closing, zone=zone)
        return moment

    def _held(self, cells: Sequence[str], columns: _Columns) -> str | None:
        """What the column of places names; None of a dash or of "Online"."""
        if columns.place is None or columns.place >= len(cells):
            return None
        cell = " ".join(plain_blanks(cells[columns.place]).split())
        return self._places.as_named(cell) or self._place([cell])

    def _form(self, cells: Sequence[str], columns: _Columns) -> str | None:
        """The format that the column of formats or of places names."""
        for place in (columns.form, columns.place):
            if place is not None and place < len(cells):
                cell = " ".join(plain_blanks(cells[place]).split())
                if found := self._places.cell_format(cell):
                    return found
        return None

    def _place(self, cells: Sequence[str]) -> str | None:
        """The place that a cell names, alone or before the format: "Geneva, hybrid"."""
        for cell in cells:
            if found := self._places.as_cell(cell):
                return found
            head, sign, _ = cell.rpartition(",")
            if sign and (found := self._places.as_cell(head)):
                return found
        return None
