"""What the words around events and deadlines say beside their days: for a draft, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.importing.attendance import Attendance, attendance_of
from archive.importing.facts import TextFacts
from archive.importing.next_steps import NextSteps, next_steps
from archive.importing.reply_ways import ReplyWays, ways_of
from archive.importing.said_addresses import SaidTexts
from archive.importing.sheet import Passage
from archive.importing.supplied_years import YearFrom, years_of_deadlines, years_of_events
from archive.importing.words import LetterWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Details of a letter's events and deadlines, each in the order of the facts."""

    attendance: tuple[Attendance, ...] = ()
    event_years: tuple[YearFrom | None, ...] = ()
    ways: tuple[ReplyWays, ...] = ()
    deadline_years: tuple[YearFrom | None, ...] = ()
    steps: NextSteps = field(default_factory=NextSteps)

    def attending(self, index: int) -> Attendance:
        """What is said of attending an event."""
        return self.attendance[index] if index < len(self.attendance) else Attendance()

    def event_year(self, index: int) -> YearFrom | None:
        """From what the year of an event follows; None where the letter gives it."""
        return self.event_years[index] if index < len(self.event_years) else None

    def answering(self, index: int) -> ReplyWays:
        """How a deadline is answered."""
        return self.ways[index] if index < len(self.ways) else ReplyWays()

    def deadline_year(self, index: int) -> YearFrom | None:
        """From what the year of a deadline follows; None where the letter gives it."""
        return self.deadline_years[index] if index < len(self.deadline_years) else None


def details_of(text: TextFacts, passages: Iterable[Passage], words: LetterWords) -> Details:
    """The details of what *text* holds; *passages* are the letter's text and annexes."""
    texts = SaidTexts(passages, words)
    return Details(
        attendance=attendance_of(text.events, texts, words),
        event_years=years_of_events(text.events, words),
        ways=ways_of(text.deadlines, texts, words),
        deadline_years=years_of_deadlines(text.deadlines, words),
        steps=next_steps(texts, words),
    )
