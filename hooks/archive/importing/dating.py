"""The letter's date and its place: "Geneva, 12 May 2019"; never a date of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.dates import PartialDate
from archive.importing.facts import LIKELY, SURE, UNSURE, Evidence, Fact, Finding
from archive.importing.head_lines import Line
from archive.importing.labels import Entry, Label
from archive.importing.moments import Moment, find_moments
from archive.importing.words import LetterWords
from archive.references import UNSAID

_PLACE = r"[^\W\d_][^\W\d_'’.]{1,25}(?:[ -][^\W\d_][^\W\d_'’.]{1,25}){0,2}"
_BEFORE = re.compile(rf"({_PLACE})\s{{0,2}}(?:,|[–—-](?=\s)|\()?\s{{0,3}}(?:[a-z]{{1,3}}\s)?$")
_BEHIND = re.compile(
    rf"[\s)]{{0,2}}(?:,|[–—-]\s|\()\s{{0,3}}({_PLACE})(?=\s{{0,3}}(?:[,.;)]|$))\)?"
)
_REST = re.compile(r"[\s,.;()–—-]*")
_LONGEST_PLACE = 90
_NUMBERS = (Label.REFERENCE, Label.OWN, Label.EITHER)
_OF_OTHERS = (Label.EARLIER, Label.NOT_DATE, Label.OTHER, Label.SUBJECT, Label.DATE)
_MOST_WORDS = 8
"""A line with more words beside its date is prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The date and place of a letter, and what else its head says."""

    date: Finding[PartialDate]
    place: Finding[str]
    rest: tuple[Entry, ...]
    """The entries without the words of the date and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    day: PartialDate
    place: str | None
    confidence: float
    reasons: tuple[str, ...]
    line: Line


def dated(head: Sequence[Entry], ending: Iterable[Entry], words: LetterWords) -> Dated:
    """The date that the head says, else that of the lines around the signature."""
    found: list[_Said] = []
    rest: list[Entry] = []
    label: Label | None = None
    index = 0
    while index < len(head):
        entry, following = head[index], head[index + 1 : index + 2]
        index += 1
        if entry.is_bare:
            label = entry.label
            rest.append(entry)
            continue
        before = label if label in _OF_OTHERS else None
        said, left = _read(entry, before, words)
        if (
            not said
            and following
            and _is_broken(entry, following[0])
            and _is_open(entry, _read(following[0], before, words)[0])
        ):
            text = f"{entry.text} {following[0].text}"
            whole = replace(entry, line=replace(entry.line, text=text))
            said, left = _read(whole, before, words)
            if said:
                index += 1
            else:
                left = [entry]
        found += said
        rest += left
        label = None
    if not found:
        found = [
            replace(each, confidence=min(each.confidence, LIKELY - 0.1))
            for entry in ending
            for each in _read(entry, None, words)[0]
        ]
    return _best(found, tuple(rest))


def _read(
    entry: Entry, before: Label | None, words: LetterWords
) -> tuple[list[_Said], list[Entry]]:
    """The date in an entry, and what is left of it; *before* is a label without a value."""
    label = entry.label or before
    if label not in (None, Label.DATE, Label.TO, *_NUMBERS) or (
        entry.line.has_bullet and label is None
    ):
        return [], [entry]
    moments = [each for each in find_moments(entry.text, words) if _is_date(each)]
    if len(moments) != 1:
        return [], [entry]
    moment = moments[0]
    day = moment.start_date
    before_text, behind = entry.text[: moment.begin], entry.text[moment.stop :]
    if day is None or not 1900 <= day.year <= 2200:
        return [], [entry]
    start, place = len(before_text), None
    stop = moment.stop
    tail = max(0, len(before_text) - _LONGEST_PLACE)
    if (match := _BEFORE.search(before_text, tail)) and _is_name(match[1]):
        is_apart = before_text[match.end(1) :].strip()[:1] in tuple(",(–—-")
        if is_apart or match[1] == before_text.strip():
            place, start = match[1], match.start()
    if place is None and (match := _BEHIND.match(behind)) and _is_name(match[1]):
        place, stop = match[1], moment.stop + match.end()
    left = entry.text[:start].strip(), entry.text[stop:].strip(" ,.;")
    others = " ".join(left)
    if label is Label.TO and others.strip():
        return [], [entry]
    if _is_said_of_another(entry, left, words) or len(others.split()) > _MOST_WORDS:
        return [], [entry]
    confidence = SURE if label in (Label.DATE, Label.OWN) or _REST.fullmatch(others) else LIKELY
    if moment.contradicted:
        confidence = min(confidence, LIKELY)
    said = _Said(
        day=PartialDate.of(day),
        place=place,
        confidence=min(confidence, moment.confidence),
        reasons=moment.reasons,
        line=entry.line,
    )
    return [said], list(_left(entry, left))


def _is_name(text: str) -> bool:
    """Whether every word of a place is written as a name."""
    return all(word[0].isupper() for word in re.split("[ -]", text) if word)


def _is_place(text: str) -> bool:
    """Whether a line is nothing but a place, whose date stands below: "Geneva,"."""
    match = _BEFORE.fullmatch(text)
    return match is not None and _is_name(match[1]) and (text.endswith(",") or " " not in text)


def _is_open(entry: Entry, below: Sequence[_Said]) -> bool:
    """Whether the date *below* a line is none, or has no place but the one that the line says."""
    return not below or (_is_place(entry.text) and not below[0].place)


def _is_broken(entry: Entry, following: Entry) -> bool:
    """Whether a line of a cell may go on in the next: "12 сентября / 2018 года"."""
    first, second = entry.line, following.line
    same = (first.row, first.cell) == (second.row, second.cell)
    below = not first.in_table and second.row == first.row + 1
    same_kind = first.in_table == second.in_table
    return (
        same_kind
        and following.label is None
        and len(first.text) < _LONGEST_PLACE
        and (same or below)
    )


def _is_date(moment: Moment) -> bool:
    return (
        moment.start is not None
        and moment.start.day is not None
        and moment.end is None
        and moment.opening is None
        and moment.start_date is not None
    )


def _is_said_of_another(entry: Entry, left: tuple[str, str], words: LetterWords) -> bool:
    """Whether the date is that of an earlier letter: "Circular Letter CR/489 of 11 March 2024"."""
    if entry.label is Label.OWN:
        return False
    mentions = words.grammar.find(entry.text)
    if any(each.when != UNSAID for each in mentions):
        return True
    return bool(left[1] and words.grammar.find(left[1]) and entry.label in _NUMBERS)


def _left(entry: Entry, left: tuple[str, str]) -> Iterator[Entry]:
    """What an entry says besides the date, each side for itself."""
    label = entry.label if entry.label is not Label.DATE else None
    texts = [text.strip(" ,;") for text in left]
    texts = [text for text in texts if text and not _REST.fullmatch(text)]
    if not texts and label is not None:
        yield replace(entry, line=replace(entry.line, text=""))
    for index, text in enumerate(texts):
        yield replace(entry, label=None if index else label, line=replace(entry.line, text=text))


def _best(found: list[_Said], rest: tuple[Entry, ...]) -> Dated:
    """The surest date; two different ones of equal standing leave a doubt."""
    ordered = sorted(found, key=lambda each: (-each.confidence, each.place is None))
    days: dict[PartialDate, _Said] = {}
    for each in ordered:
        days.setdefault(each.day, each)
    candidates = list(days.values())
    facts = []
    for index, each in enumerate(candidates):
        confidence, reasons = each.confidence, each.reasons
        if index:
            confidence, reasons = min(confidence, UNSURE), (*reasons, "several")
        elif len(candidates) > 1 and _are_equal(each, candidates[1]):
            confidence, reasons = UNSURE, (*reasons, "several")
        facts.append(
            Fact(
                value=each.day,
                confidence=confidence,
                evidence=each.line.evidence,
                reasons=reasons,
            )
        )
    places = next((each for each in candidates[:1] if each.place), None)
    place: Finding[str] = Finding()
    if places and places.place:
        evidence = (Evidence(words=places.line.text[:300], place=places.line.place),)
        place = Finding(
            candidates=(
                Fact(value=places.place, confidence=facts[0].confidence, evidence=evidence),
            )
        )
    return Dated(date=Finding(candidates=tuple(facts)), place=place, rest=rest)


def _are_equal(first: _Said, second: _Said) -> bool:
    return first.confidence == second.confidence and bool(first.place) == bool(second.place)
