"""The events of tables and lists that give each its day and name in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from archive.importing.deadline_signs import deadline_signs
from archive.importing.event_chains import event_chains
from archive.importing.event_names import NamedEvent, event_names
from archive.importing.event_places import event_places
from archive.importing.facts import LIKELY, Evidence
from archive.importing.line_tables import line_tables
from archive.importing.moments import Moment, find_moments, plain_blanks
from archive.importing.said_events import SaidEvent, is_ahead
from archive.importing.segments import Segments
from archive.importing.sheet import Passage
from archive.importing.table_rows import is_row, row_cells
from archive.importing.words import LetterWords
from archive.importing.years import with_year


class EventRows:
    """Reads the tables of a letter of the day *letter*."""

    def __init__(
        self,
        words: LetterWords,
        letter: dt.date | None,
        subject: Sequence[NamedEvent] = (),
    ) -> None:
        self._words = words
        self._letter = letter
        self._names = event_names(words)
        self._signs = deadline_signs(words)
        self._chains = event_chains(words)
        self._places = event_places(words)
        self._subject = subject

    def of_rows(self, segments: Segments, taken: frozenset[int]) -> Iterator[SaidEvent]:
        """The events of a table or list of events: each row a day and a name.

        The passages at the places *taken* are read already.
        """
        rows: list[SaidEvent] = []
        every = [
            (each, row_cells(each))
            for place, each in enumerate(segments.body)
            if is_row(each) and place not in taken
        ]
        for table in line_tables(segments.body, self._words):
            every += table.rows if not table.taken & taken else ()
        for passage, cells in every:
            if len(cells) < 2:
                continue
            dated = [find_moments(plain_blanks(cell), self._words) for cell in cells]
            columns = [
                place for place, found in enumerate(dated) if any(each.has_day for each in found)
            ]
            if len(columns) != 1 or not dated[columns[0]][0].has_day:
                continue
            column = columns[0]
            moment = with_year(dated[column][0], self._letter)
            others = [plain_blanks(cell) for place, cell in enumerate(cells) if place != column]
            text = next((cell for cell in others if self._names.nouns.search(cell)), others[0])
            if len(cells) > 2 and any(self._signs.acts.match(cell) for cell in others):
                continue
            names = self._names.all_in(text)
            if column == 1 and (said := self._of_subject(cells, moment, passage)):
                yield said
                continue
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
                    place=self._place(others, text),
                    near=text,
                    confidence=min(LIKELY, moment.confidence),
                    evidence=(Evidence(words=" | ".join(cells), place=passage.place),),
                )
            )
        yield from self._named_rows(rows)

    def _of_subject(
        self, cells: Sequence[str], moment: Moment, passage: Passage
    ) -> SaidEvent | None:
        """The subject's event by a row such as "Dates | 3-5 May"."""
        label = plain_blanks(cells[0]).strip().rstrip(":")
        if len(self._subject) != 1 or not is_ahead(moment, self._letter):
            return None
        if not self._chains.is_dated(f"{label}:", ""):
            return None
        named = self._subject[0]
        return SaidEvent(
            moment=moment,
            name=named.name,
            noun=named.noun,
            title=named.title,
            near=" ".join(cells),
            confidence=min(LIKELY, moment.confidence),
            evidence=(Evidence(words=" | ".join(cells), place=passage.place),),
        )

    def _place(self, cells: Sequence[str], name: str) -> str | None:
        """The place of an event, where a cell says nothing else."""
        places = (self._places.as_cell(cell) for cell in cells if cell != name)
        return next(filter(None, places), None)

    @staticmethod
    def _named_rows(rows: Sequence[SaidEvent]) -> Iterator[SaidEvent]:
        days = {each.first for each in rows}
        if len(days) == len(rows):  # a programme names one day often
            yield from rows
