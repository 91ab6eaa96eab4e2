"""Details of events and deadlines in a draft: pages, ways to answer, supplied years, the action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from archive.blocks import TODO
from archive.dates import PartialDate
from archive.importing.attendance import Attendance
from archive.importing.draft_fields import DraftFields, one_line
from archive.importing.facts import Evidence, Fact, Finding
from archive.importing.inline import LOST
from archive.importing.next_steps import NextSteps
from archive.importing.reply_ways import ReplyLink, ReplyWays
from archive.importing.supplied_years import YearFrom
from archive.languages import Phrases

T = TypeVar("T")

_NEW_LINK = "reply-form"
"""The id of a link that stands in no text."""


@dataclass(slots=True, kw_only=True)
class DraftLinks:
    """The links of a draft by their ids: those of its text, and those that facts add."""

    known: Mapping[str, tuple[str, str]]
    """The words of each and its address, or ``lost``."""
    added: dict[str, ReplyLink] = field(default_factory=dict)

    def id_of(self, link: ReplyLink) -> str:
        """The id of a link; a new one where the text has no such link."""
        for key, (label, url) in self.known.items():
            if url == (link.url or LOST) and (link.url or label == link.words):
                return key
        for key, each in self.added.items():
            if each.url == link.url and (link.url or each.words == link.words):
                return key
        number = len(self.added) + 1
        key = _NEW_LINK if number == 1 else f"{_NEW_LINK}-{number}"
        self.added[key] = link
        return key

    def write(self, fields: DraftFields) -> None:
        """Write all of them; words that only repeat the address say nothing."""
        for key, (label, url) in self.known.items():
            fields.set(f"links.{key}.label", label or TODO)
            fields.set(f"links.{key}.url", url)
        for key, link in self.added.items():
            is_printed = not link.words or "://" in link.words or link.words in link.url
            fields.set(f"links.{key}.label", TODO if is_printed else link.words)
            fields.set(f"links.{key}.url", link.url or LOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearNotes:
    """What is said of a day whose year the letter does not give."""

    words: Phrases
    """Of the letter's language: the note is published with the letter."""
    dated: PartialDate | None
    """The date of the letter."""

    def write(self, fields: DraftFields, path: str, day: str, origin: YearFrom | None) -> None:
        """Write the note of an event or a deadline, and that the year is an inference."""
        if origin is None or not day[:4].isdigit():
            return
        if origin is YearFrom.LETTER and self.dated is None:
            origin = YearFrom.BESIDE
        date = self.words.date(self.dated) if self.dated else ""
        note = self.words(f"import.year.{origin}", year=day[:4], date=date)
        fields.set(f"{path}.note", note, fields.words("import.draft.year", year=day[:4]))


def write_attendance(
    fields: DraftFields, path: str, attendance: Attendance, known: Sequence[Evidence] = ()
) -> None:
    """The page of an event, its cost, its registration; *known* stands above it already."""
    for name in ("cost", "registration", "url"):
        finding: Finding[str] = getattr(attendance, name)
        _once(fields, f"{path}.{name}", finding, known)


def write_ways(
    fields: DraftFields,
    path: str,
    ways: ReplyWays,
    links: DraftLinks,
    known: Sequence[Evidence] = (),
) -> None:
    """How a deadline is answered; *known* stands above it already."""
    best = ways.ways.best
    if best is not None:
        fields.set(f"{path}.by", list(best.value), *_new(fields, best, known))
    elif ways.ways.candidates:
        notes = fields.candidates(ways.ways.candidates, ", ".join)
        fields.set(f"{path}.by", [TODO], *notes)
    _once(fields, f"{path}.email", ways.email, known)
    link = ways.link.best
    if link is not None:
        fields.set(f"{path}.link", links.id_of(link.value), *_new(fields, link, known))
    elif ways.link.candidates:
        fields.set(f"{path}.link", TODO, *fields.candidates(ways.link.candidates))


def write_action(fields: DraftFields, steps: NextSteps, *, has_deadlines: bool) -> None:
    """The box at the top of the page, with the sentences from which it can be worded.

    What deadlines ask stands with them. Who is asked are the addressees, as far as they are known.
    """
    if steps.asked and not has_deadlines:
        fields.set("action.asks", TODO, *_sentences(fields, steps.asked))
        listed = fields.values.get("addressees")
        known = [each for each in listed if each != TODO] if isinstance(listed, list) else []
        if steps.is_of_readers and known:
            fields.set("action.of", known, fields.words("import.draft.asked-readers"))
    if steps.follows:
        fields.set("action.next", TODO, *_sentences(fields, steps.follows))


def _sentences(fields: DraftFields, found: Sequence[Evidence]) -> list[str]:
    return [
        line
        for each in found
        for line in fields.evidence(Fact(value=None, confidence=0, evidence=(each,)), None)
    ]


def _once(fields: DraftFields, path: str, finding: Finding[str], known: Sequence[Evidence]) -> None:
    best = finding.best
    if best is not None:
        fields.set(path, best.value, *_new(fields, best, known))
    else:
        fields.once(path, finding)


def _new(fields: DraftFields, fact: Fact[T], known: Sequence[Evidence]) -> tuple[str, ...]:
    """Comments with evidence that does not stand above the entry already."""
    shown = [(each.place, one_line(each.words, None)) for each in known]
    if all(
        any(place == each.place and one_line(each.words, None) in words for place, words in shown)
        for each in fact.evidence
    ):
        return ()
    return fields.evidence(fact)
