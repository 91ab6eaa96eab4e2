"""Tables whose cells a text has as lines of their own: dates, and beside them what they are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.importing.moments import find_moments, plain_blanks
from archive.importing.relative_spans import find_relative
from archive.importing.sheet import Kind, Passage
from archive.importing.table_rows import is_row
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_LONGEST = 200
_LONGEST_HEADING = 60
_MOST_COLUMNS = 4
_MOST_OF_EVENTS = 7
_DASHED = re.compile(r"\s{0,3}[–—−•*-]\s")
_NUMBERED = re.compile(r"\s{0,3}\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[.)]?\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTable:
    """A table made of lines."""

    rows: tuple[tuple[Passage, tuple[str, ...]], ...]
    """Of each row its first line and its cells; headings, if there are any, are the first row."""
    lead: str
    """What stands above it."""
    taken: frozenset[int]
    """The places of its lines among the passages."""


def line_tables(passages: Sequence[Passage], words: LetterWords) -> list[LineTable]:
    """The tables among *passages* whose cells are lines."""
    finder = _Finder(passages, words)
    tables: list[LineTable] = []
    at = 0
    while at < len(passages):
        table = finder.events(at) or finder.headed(at) or finder.free(at) or finder.dated(at)
        if table is None:
            at += 1
        else:
            if table.rows:
                tables.append(table)
            at = max(table.taken) + 1
    return tables


class _Finder:
    def __init__(self, passages: Sequence[Passage], words: LetterWords) -> None:
        self._passages = passages
        self._words = words
        headings = [
            text
            for key in ("column-date", "column-sure", "column-action", "column-stale")
            for text in words.listed(f"deadline.{key}")
        ]
        self._heading = re.compile(rf"{choice(headings)}(?: \S{{1,20}}){{0,4}}", re.IGNORECASE)
        self._actions = re.compile(choice(words.listed("deadline.column-action")), re.IGNORECASE)
        self._bare = re.compile(choice(headings), re.IGNORECASE)
        dates = [
            text
            for key in ("column-date", "column-sure")
            for text in words.listed(f"deadline.{key}")
        ]
        self._dates_of = re.compile(choice(dates), re.IGNORECASE)
        free = r"(?<![^\W\d_])"
        self._lead = re.compile(
            rf"{free}{choice(words.listed('deadline.table-lead'))}", re.IGNORECASE
        )
        named = [
            text for key in ("row-acts", "row-unless") for text in words.listed(f"deadline.{key}")
        ]
        self._rows = re.compile(rf"{free}{choice(named)}", re.IGNORECASE)
        self._dates: dict[int, bool] = {}
        self._nouns = re.compile(rf"(?<!\w){choice(words.listed('event.nouns'))}", re.IGNORECASE)
        self._events, self._days = (
            re.compile(rf"(?<!\w){choice(words.listed(f'event.{key}'))}(?!\w)", re.IGNORECASE)
            for key in ("column-name", "column-days")
        )

    def _cell(self, at: int) -> str | None:
        """The line at a place, if it can be a cell."""
        if at >= len(self._passages):
            return None
        passage = self._passages[at]
        text = passage.text
        if passage.kind not in (Kind.TEXT, Kind.ITEM) or not 0 < len(text) <= _LONGEST:
            return None
        if is_row(passage) or _NUMBERED.match(text) or text.rstrip().endswith(":"):
            return None
        return " ".join(plain_blanks(text).split())

    def _is_date(self, at: int) -> bool:
        """Whether a line is nothing but a date, or a span that is counted."""
        if at not in self._dates:
            cell = self._cell(at)
            self._dates[at] = cell is not None and self._says_date(cell)
        return self._dates[at]

    def _says_date(self, cell: str) -> bool:
        moment = next((each for each in find_moments(cell, self._words) if each.has_day), None)
        if moment is not None:
            return len(cell) - (moment.stop - moment.begin) <= 3
        return any(each.begin == 0 for each in find_relative(cell, self._words))

    def events(self, at: int) -> LineTable | None:
        """A table of events with a heading for their names and one for their days.

        The columns of the others, of which one may be of dates as well, can be called anything.
        """
        width, days = 0, None
        while width < _MOST_OF_EVENTS:
            cell = self._cell(at + width)
            if cell is None or len(cell) > _LONGEST_HEADING or find_moments(cell, self._words):
                break
            if width == 0 and not self._events.fullmatch(cell):
                return None
            if days is None and width and self._days.fullmatch(cell):
                days = width
            width += 1
        if days is None:
            return None
        # The first name of an event is no heading: the most columns with rows of days count.
        for columns in range(width, max(days, 1), -1):
            rows = [self._row(at, columns)]
            place = at + columns
            while self._is_date(place + days):
                cells = [self._cell(place + step) for step in range(columns)]
                if None in cells or self._is_date(place):
                    break
                rows.append(self._row(place, columns))
                place += columns
            if len(rows) > 2:
                return self._table(rows, at, place)
        return None

    def headed(self, at: int) -> LineTable | None:
        """A table with headings, of which one is of dates: rows of as many lines follow."""
        width = 0
        while width < _MOST_COLUMNS and self._is_heading(at + width):
            width += 1
        if width < 2:
            return None
        # "Key dates" above "Date" and "Action" is the heading of the table.
        found = [self._columned(at, width, least=1)]
        if width > 2:
            found.append(self._columned(at + 1, width - 1, least=1))
        tables = [table for table in found if table is not None]
        return max(tables, key=lambda table: len(table.taken), default=None)

    def free(self, at: int) -> LineTable | None:
        """A table of which only one heading is known, that of its dates; the most rows count."""
        found = [
            table
            for width in range(2, _MOST_COLUMNS + 1)
            if self._has_heading(at, width) and (table := self._columned(at, width, least=2))
        ]
        return max(found, key=lambda table: len(table.taken), default=None)

    def _has_heading(self, at: int, width: int) -> bool:
        cells = [self._cell(at + step) for step in range(width)]
        if any(cell is None or len(cell) > _LONGEST_HEADING for cell in cells):
            return False
        if any(self._is_date(at + step) for step in range(width)):
            return False
        return any(self._dates_of.match(cell) for cell in cells if cell)

    def _columned(self, at: int, width: int, *, least: int) -> LineTable | None:
        """The table with so many headings, each row with a date in the same column."""
        rows = [self._row(at, width)]
        place = at + width
        columns = {
            step
            for step in range(width)
            if not self._actions.fullmatch(self._cell(at + step) or "")
        }
        others = set(range(width)) - columns
        while dated := {step for step in columns if self._is_date(place + step)}:
            cells = [self._cell(place + step) for step in range(width)]
            if None in cells or any(self._is_date(place + step) for step in others):
                break
            if any(cell and self._bare.fullmatch(cell) for cell in cells):
                return None  # the headings go on: "Key dates", "Date", "Action"
            columns = dated
            rows.append(self._row(place, width))
            place += width
        if len(rows) <= least or any(self._is_date(place + step) for step in range(width)):
            return None
        return self._table(rows, at, place)

    def _is_heading(self, at: int) -> bool:
        cell = self._cell(at)
        return (
            cell is not None
            and len(cell) <= _LONGEST_HEADING
            and bool(self._heading.fullmatch(cell))
        )

    def _row(self, at: int, width: int) -> tuple[Passage, tuple[str, ...]]:
        return self._passages[at], tuple(self._cell(at + step) or "" for step in range(width))

    def dated(self, at: int) -> LineTable | None:
        """A table in which each row begins with a line that is a date; at least two of them.

        Or ends with it, where the line above the first date is no heading but a cell itself.
        """
        if self._is_date(at) and (ending := self._ending(at)):
            return ending
        rows: list[tuple[Passage, tuple[str, ...]]] = []
        place = at
        skipped: list[bool] = []
        while self._is_date(place):
            cells = self._others(place + 1)
            if not cells:
                break
            skipped.append(False)
            rows.append((self._passages[place], (self._cell(place) or "", "\n".join(cells))))
            place += 1 + len(cells)
            if self._cell(place) and not self._is_date(place) and self._is_date(place + 1):
                place += 1  # "Two months", of a column before the dates
                skipped[-1] = True
        if len(set(skipped[:-1])) > 1 and self._names_events(rows):
            # Two columns of dates take turns: which of them is whose is not known.
            return self._table([], at, place)
        return self._table(rows, at, place) if len(rows) > 1 else None

    def _names_events(self, rows: Sequence[tuple[Passage, tuple[str, ...]]]) -> bool:
        return any(self._nouns.search(cells[1]) for _, cells in rows)

    def _ending(self, at: int) -> LineTable | None:
        """A table of lines by twos, of which the second is a date; the first of them at *at*."""
        rows: list[tuple[Passage, tuple[str, ...]]] = []
        place = at
        while place and self._is_date(place) and self._is_named(place - 1):
            cells = (self._cell(place - 1) or "", self._cell(place) or "")
            rows.append((self._passages[place - 1], cells))
            place += 2
        is_ended = len(rows) > 1 and not self._is_date(place - 1)
        return self._table(rows, at - 1, place - 1) if is_ended else None

    def _is_named(self, at: int) -> bool:
        """Whether a line says in few words what has a date."""
        cell = self._cell(at)
        if cell is None or self._is_date(at) or len(cell) > _LONGEST_HEADING:
            return False
        return not self._lead.search(cell) and bool(self._rows.search(cell))

    def _others(self, at: int) -> list[str]:
        """The lines beside a date: one, or as many as begin with a dash."""
        cells: list[str] = []
        while (cell := self._cell(at + len(cells))) and not self._is_date(at + len(cells)):
            if cells and not _DASHED.match(cell):
                break
            cells.append(cell)
        return cells

    def _table(
        self, rows: list[tuple[Passage, tuple[str, ...]]], start: int, end: int
    ) -> LineTable:
        lead = self._passages[start - 1].text if start else ""
        if start > 1 and not self._is_lead(lead):
            lead = f"{self._passages[start - 2].text} {lead}"
        return LineTable(
            rows=tuple(rows), lead=plain_blanks(lead[-400:]), taken=frozenset(range(start, end))
        )

    @staticmethod
    def _is_lead(text: str) -> bool:
        return text.rstrip().endswith(":")
