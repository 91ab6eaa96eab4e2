"""The events of tables and lists that give each its day and name in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from archive.importing.deadline_signs import deadline_signs
from archive.importing.event_names import event_names
from archive.importing.event_sources import is_ahead
from archive.importing.facts import LIKELY, Evidence
from archive.importing.line_tables import line_tables
from archive.importing.moments import find_moments, plain_blanks
from archive.importing.said_events import SaidEvent
from archive.importing.segments import Segments
from archive.importing.table_rows import is_row, row_cells
from archive.importing.words import LetterWords
from archive.importing.years import with_year


class EventRows:
    """Reads the tables of a letter of the day *letter*."""

    def __init__(self, words: LetterWords, letter: dt.date | None) -> None:
        self._words = words
        self._letter = letter
        self._names = event_names(words)
        self._signs = deadline_signs(words)

    def of_rows(self, segments: Segments) -> Iterator[SaidEvent]:
        """The events of a table or list of events: each row a day and a name."""
        rows: list[SaidEvent] = []
        every = [(each, row_cells(each)) for each in segments.body if is_row(each)]
        for table in line_tables(segments.body, self._words):
            every += table.rows
        for passage, cells in every:
            if len(cells) != 2:
                continue
            dated = [find_moments(plain_blanks(cell), self._words) for cell in cells]
            column = next(
                (place for place, found in enumerate(dated) if found and found[0].has_day), None
            )
            if column is None:
                continue
            moment = with_year(dated[column][0], self._letter)
            text = plain_blanks(cells[1 - column])
            names = self._names.all_in(text)
            if not names or names[0].begin > 45 or not is_ahead(moment, self._letter):
                continue
            if self._signs.acts.match(text) or (not names[0].title and names[0].is_bare):
                continue
            name = " ".join(text.split())[:160]
            rows.append(
                SaidEvent(
                    moment=moment,
                    name=name,
                    noun=names[0].noun,
                    title=names[0].title or name,
                    is_row=True,
                    near=text,
                    confidence=min(LIKELY, moment.confidence),
                    evidence=(Evidence(words=" | ".join(cells), place=passage.place),),
                )
            )
        days = {each.first for each in rows}
        if len(days) == len(rows):  # a programme names one day often
            yield from rows
