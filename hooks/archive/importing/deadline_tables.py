"""The deadlines of tables of actions with dates, and of lines that stand in for such tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.importing.clauses import action
from archive.importing.facts import LIKELY, SURE, Deadline, Evidence, Fact
from archive.importing.line_tables import line_tables
from archive.importing.moments import Moment, find_moments, plain_blanks
from archive.importing.relative_spans import RelativeSpan, find_relative
from archive.importing.said_deadlines import SaidDeadline
from archive.importing.said_zones import zone_patterns
from archive.importing.sheet import Passage
from archive.importing.table_rows import is_other, row_cells
from archive.importing.words import LetterWords
from archive.importing.years import with_year
from archive.prose.patterns import choice

_LONGEST_HEADING = 60
_LONGEST_ROW = 2_000
_ITEM = re.compile(r"\s{0,3}(?:[–—−•*-]\s|\(?[a-zа-я0-9]{1,2}[.)]\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    passage: Passage
    cells: tuple[str, ...]
    lead: str
    """What stands above its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Which columns of a table hold what; None where the headings do not say it."""

    date: int | None = None
    action: int | None = None
    is_sure: bool = False
    """Whether the headings themselves speak of a deadline."""
    asks: str = ""
    """The heading of the dates, where it says itself what is asked: "Deadline for papers"."""
    stale: frozenset[int] = frozenset()
    """Columns of dates that are replaced."""


def deadlines_of_tables(
    passages: Sequence[Passage],
    words: LetterWords,
    letter: dt.date | None,
    *,
    is_annex: bool = False,
) -> Iterator[SaidDeadline]:
    """The deadlines of the tables among *passages*, row by row."""
    reader = _TableReader(words, letter)
    for rows in (*_tables(passages), *_tables_of_lines(passages, words)):
        for fact in reader.read(rows):
            yield SaidDeadline(fact=fact, is_row=True, is_annex=is_annex)


def _tables_of_lines(passages: Sequence[Passage], words: LetterWords) -> Iterator[list[_Row]]:
    for table in line_tables(passages, words):
        yield [_Row(passage=passage, cells=cells, lead=table.lead) for passage, cells in table.rows]


def _tables(passages: Sequence[Passage]) -> Iterator[list[_Row]]:
    rows: list[_Row] = []
    lead, table = "", None
    for passage in passages:
        cells = row_cells(passage)
        if cells:
            if rows and passage.table != table:
                yield rows
                rows = []
            table = passage.table
            rows.append(_Row(passage=passage, cells=tuple(map(_plain, cells)), lead=lead))
            continue
        if rows:
            yield rows
            rows = []
        if passage.text.strip():
            lead = plain_blanks(passage.text[-400:])
    if rows:
        yield rows


def _plain(cell: str) -> str:
    return "\n".join(plain_blanks(line) for line in cell[:_LONGEST_ROW].split("\n"))


class _TableReader:
    def __init__(self, words: LetterWords, letter: dt.date | None) -> None:
        self._words = words
        self._letter = letter

        def pattern(key: str) -> re.Pattern[str]:
            return re.compile(
                rf"(?<![^\W\d_]){choice(words.listed(f'deadline.{key}'))}", re.IGNORECASE
            )

        self._date, self._sure, self._action = map(
            pattern, ("column-date", "column-sure", "column-action")
        )
        self._stale, self._closes = pattern("column-stale"), pattern("column-closes")
        self._lead, self._unless, self._acts = map(
            pattern, ("table-lead", "row-unless", "row-acts")
        )
        self._verbs = pattern("acts")

    def read(self, rows: list[_Row]) -> Iterator[Fact[Deadline]]:
        """The deadlines of one table."""
        columns = self._columns(rows[0])
        body = rows[1:] if columns.date is not None or columns.action is not None else rows
        is_led = columns.is_sure or bool(self._lead.search(self._last_sentence(rows[0].lead)))
        dated = [row for row in body if self._place(row, columns) is not None]
        if not dated or (not is_led and columns.date is None and len(dated) < 2):
            return
        for row in dated:
            yield from self._row(row, columns, is_led=is_led)

    @staticmethod
    def _last_sentence(text: str) -> str:
        return re.split(r"[.!?;]\s", text.strip())[-1]

    def _columns(self, first: _Row) -> _Columns:
        dates: list[int] = []
        actions: list[int] = []
        closing: list[int] = []
        stale: set[int] = set()
        sure = False
        if any(each.has_day for cell in first.cells for each in find_moments(cell, self._words)):
            return _Columns()  # "No later than two months | 9 February" is no heading
        for place, cell in enumerate(first.cells):
            heading = cell.strip()
            if not heading or len(heading) > _LONGEST_HEADING or find_moments(heading, self._words):
                continue
            if self._stale.match(heading):
                stale.add(place)
            elif self._acts.search(heading) and self._closes.search(heading):
                closing.append(place)
            elif self._date.match(heading) or self._sure.search(heading):
                dates.append(place)
                sure = sure or bool(self._sure.search(heading))
            elif self._action.match(heading):
                actions.append(place)
        if closing and (len(closing) > 1 or dates):
            # "Event | Dates | Registration closes": the heading says what is asked.
            return _Columns(
                date=closing[0],
                action=actions[0] if actions else None,
                asks=" ".join(first.cells[closing[0]].split()),
                is_sure=True,
                stale=frozenset(stale),
            )
        dates = sorted([*dates, *closing])
        heading = " ".join(first.cells[dates[-1]].split()) if dates and not actions else ""
        return _Columns(
            date=dates[-1] if dates else None,
            action=actions[0] if actions else None,
            asks=heading if self._acts.search(heading) and self._sure.search(heading) else "",
            is_sure=sure,
            stale=frozenset(stale),
        )

    def _place(self, row: _Row, columns: _Columns) -> int | None:
        """The column of a row that holds its date or span."""
        order = [columns.date] if columns.date is not None else range(len(row.cells))
        for place in order:
            if place is None or place >= len(row.cells) or place in columns.stale:
                continue
            cell = row.cells[place]
            found = next((each for each in find_moments(cell, self._words) if each.has_day), None)
            if found is not None and len(cell) - (found.stop - found.begin) <= 45:
                return place
            if columns.date is not None and any(True for _ in find_relative(cell, self._words)):
                return place
        return None

    def _row(self, row: _Row, columns: _Columns, *, is_led: bool) -> Iterator[Fact[Deadline]]:
        place = self._place(row, columns)
        if place is None:
            return
        cell = row.cells[place]
        asked = columns.action if columns.action is not None else self._longest(row, place)
        if asked is None or asked == place or asked >= len(row.cells):
            return
        # Under "Deadline for papers" each row is about something else.
        text = f"{columns.asks}: {row.cells[asked]}" if columns.asks else row.cells[asked]
        whole = " ".join(text.split())
        says_act = self._acts.search(whole) or self._verbs.match(whole)
        says_other = self._unless.search(whole)
        if not whole or is_other(says_other, says_act):
            return
        if not says_act and not is_led:
            return
        confidence = SURE if is_led and says_act else LIKELY
        moment = next((each for each in find_moments(cell, self._words) if each.has_day), None)
        others = find_moments(" ; ".join(row.cells), self._words)
        if moment is not None:
            fact = self._dated(row, cell, with_year(moment, self._letter, others), confidence)
        else:
            span = next(iter(find_relative(cell, self._words)), None)
            fact = self._relative(row, cell, span, confidence)
        if fact is None:
            return
        for item in self._items(text):
            yield replace(
                fact, value=replace(fact.value, what=action(self._words, item, "") or item[:110])
            )

    def _longest(self, row: _Row, date: int) -> int | None:
        others = [
            place
            for place, cell in enumerate(row.cells)
            if place != date and cell.strip() and not find_moments(cell, self._words)
        ]
        return max(others, key=lambda place: len(row.cells[place]), default=None)

    def _items(self, text: str) -> list[str]:
        """Several things to do in one cell, each in a line with a dash; else the whole cell."""
        lines = [line for line in text.split("\n") if line.strip()]
        starts = [index for index, line in enumerate(lines) if _ITEM.match(line)]
        if len(starts) < 2 or starts[0] != 0:
            return [_ITEM.sub("", " ".join(text.split()), count=1)]
        ends = [*starts[1:], len(lines)]
        return [
            _ITEM.sub("", " ".join(" ".join(lines[start:end]).split()), count=1)
            for start, end in zip(starts, ends, strict=True)
        ]

    def _dated(
        self, row: _Row, cell: str, moment: Moment, confidence: float
    ) -> Fact[Deadline] | None:
        last = replace(moment, start=moment.end, end=None) if moment.end else moment
        day = last.start_date
        if day is None or moment.confidence == 0 or (self._letter and day < self._letter):
            return None
        zones = zone_patterns(self._words).zones(" ; ".join(row.cells))
        zone = moment.zone or next((each.zone for each in zones if each.zone), None)
        deadline = Deadline(
            what="",
            date=last.iso_start,
            timezone=zone,
            verbatim=" ".join(cell[moment.begin : moment.stop].split()),
        )
        confidence = min(confidence, moment.confidence, 0.7 if "weekday" in moment.reasons else 1.0)
        return Fact(
            value=deadline,
            confidence=confidence,
            evidence=(_evidence(row),),
            reasons=moment.reasons,
        )

    def _relative(
        self, row: _Row, cell: str, span: RelativeSpan | None, confidence: float
    ) -> Fact[Deadline] | None:
        if span is None:
            return None
        deadline = Deadline(
            what="",
            date=None,
            verbatim=" ".join(cell[span.begin :].split()),
            before=(span.number, span.unit) if span.is_before else None,
        )
        return Fact(value=deadline, confidence=min(confidence, LIKELY), evidence=(_evidence(row),))


def _evidence(row: _Row) -> Evidence:
    words = " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())
    return Evidence(words=words, place=row.passage.place)
