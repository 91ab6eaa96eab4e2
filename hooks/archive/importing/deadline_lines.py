"""The deadlines of short lines that stand in for a table: "Key dates:", then actions with dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.importing.clauses import action
from archive.importing.deadline_signs import Sign, deadline_signs
from archive.importing.facts import LIKELY, Deadline, Evidence, Fact
from archive.importing.moments import Moment, find_moments, plain_blanks
from archive.importing.relative_spans import find_relative
from archive.importing.said_deadlines import SaidDeadline
from archive.importing.sheet import Kind, Passage
from archive.importing.table_rows import is_other, is_row
from archive.importing.words import LetterWords
from archive.importing.years import with_year
from archive.prose.patterns import choice

_LONGEST = 160
_READ = 2_000
_PROSE = re.compile(r"[^\W\d_]{3}[.!?] [A-ZА-ЯЁ]")
_EDGES = " :–—-•.;,)("


def deadlines_of_lines(
    passages: Iterable[Passage], words: LetterWords, letter: dt.date | None
) -> Iterator[SaidDeadline]:
    """The deadlines of the lines under words such as "Key dates:"."""
    reader = _LineReader(words, letter)
    is_led = is_dated = False
    for passage in passages:
        if is_row(passage):
            continue
        text = plain_blanks(passage.text[:_READ])
        if passage.kind is not Kind.ITEM and reader.leads(text):
            is_led, is_dated = True, False
            continue
        parts = reader.parts(text) if is_led else []
        if is_dated and not reader.is_dated(text) and text.rstrip().endswith("."):
            parts = []  # the list is over where a sentence no longer begins with its day
        is_led, is_dated = bool(parts), bool(parts) and reader.is_dated(text)
        for part in parts:
            for fact in reader.read(part, passage):
                yield SaidDeadline(fact=fact, is_row=True)


class _LineReader:
    def __init__(self, words: LetterWords, letter: dt.date | None) -> None:
        self._words = words
        self._letter = letter
        self._signs = deadline_signs(words)

        def listed(*keys: str) -> str:
            return choice([text for key in keys for text in words.listed(f"deadline.{key}")])

        free = r"(?<![^\W\d_])"
        self._lead = re.compile(
            rf"{free}{listed('table-lead')}[^.;]{{0,60}}:\s{{0,3}}\Z", re.IGNORECASE
        )
        # A blank may be lost before the word: "ship station databy 15 April".
        self._before = re.compile(rf"{listed('strict', 'loose')}[ ,:–—-]{{0,3}}\Z", re.IGNORECASE)
        self._unless = re.compile(rf"{free}{listed('row-unless')}", re.IGNORECASE)
        self._acts = re.compile(rf"{free}{listed('row-acts')}", re.IGNORECASE)

    def leads(self, text: str) -> bool:
        """Whether deadlines are to follow."""
        return bool(self._lead.search(text[-_LONGEST:]))

    def parts(self, text: str) -> list[str]:
        """The lines in a passage: one, or several that each begin with a date; none of prose."""
        moments = [each for each in find_moments(text, self._words) if each.has_day]
        starts = [
            each.begin for each in moments if text[each.stop :].lstrip()[:1] in ("–", "—", "-", ":")
        ]
        if len(starts) > 1 and not text[: starts[0]].strip():
            return [
                text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
            ]
        plain = text
        for each in moments:  # "23 час. 59 мин. UTC" ends no sentence
            plain = f"{plain[: each.begin]}{'0' * (each.stop - each.begin)}{plain[each.stop :]}"
        is_prose = bool(_PROSE.search(plain))
        return [text] if len(text) <= _LONGEST and not is_prose else []

    def is_dated(self, text: str) -> bool:
        """Whether a line begins with a day."""
        moments = find_moments(text, self._words)
        return bool(moments) and moments[0].has_day and not text[: moments[0].begin].strip(_EDGES)

    def read(self, text: str, passage: Passage) -> Iterator[Fact[Deadline]]:
        """The deadline of one line, if it sets one."""
        moment = next((each for each in find_moments(text, self._words) if each.has_day), None)
        span = next(iter(find_relative(text, self._words)), None)
        if moment is not None:
            begin, stop = moment.begin, moment.stop
        elif span is not None:
            begin, stop = span.begin, len(text.rstrip())
        else:
            return
        before, after = text[:begin], text[stop:]
        if self._is_moved(text, begin, stop):
            return  # a sentence that puts one date in the place of another one
        what = (before if len(before) > len(after) else after).strip(_EDGES)
        if lead := self._before.search(before):
            what, begin = before[: lead.start()].strip(_EDGES), lead.start()
        act, other = self._acts.search(what), self._unless.search(what)
        if len(what) < 4 or is_other(other, act):
            return
        date, confidence = self._date(moment)
        if moment is not None and date is None:
            return
        deadline = Deadline(
            what=action(self._words, what, ""),
            date=date,
            timezone=moment.zone if moment else None,
            verbatim=" ".join(text[begin:stop].split()),
            before=(span.number, span.unit) if span and not moment and span.is_before else None,
        )
        evidence = Evidence(words=" ".join(text.split()), place=passage.place)
        yield Fact(value=deadline, confidence=confidence, evidence=(evidence,))

    def _is_moved(self, text: str, begin: int, stop: int) -> bool:
        if self._signs.reading(text, begin, stop, 0).sign is Sign.REPLACED:
            return True
        rest = find_moments(text[stop:], self._words)
        return any(
            self._signs.reading(text, stop + each.begin, stop + each.stop, stop).sign is Sign.MOVED
            for each in rest
            if each.has_day
        )

    def _date(self, moment: Moment | None) -> tuple[str | None, float]:
        if moment is None:
            return None, LIKELY
        moment = with_year(moment, self._letter)
        last = replace(moment, start=moment.end, end=None) if moment.end else moment
        if self._letter and last.start_date and last.start_date < self._letter:
            return None, 0.0
        return last.iso_start, min(LIKELY, moment.confidence)
