"""What the head, the opening and the close of a letter say, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.importing.annexing import annexes
from archive.importing.broken_cells import whole_cells
from archive.importing.closing import signed
from archive.importing.contacts import contact
from archive.importing.dating import dated
from archive.importing.facts import LIKELY, SURE, Evidence, Fact, Finding, HeadFacts
from archive.importing.glued_heads import parted_heads
from archive.importing.glued_parties import parted_parties
from archive.importing.head_lines import is_house, lines_of
from archive.importing.issuing import bureau
from archive.importing.labels import Entry, entries
from archive.importing.mentions import page_of
from archive.importing.numbers import is_file_mark, numbered
from archive.importing.parties import copies_below, parties
from archive.importing.segments import Segments
from archive.importing.sheet import Passage
from archive.importing.subjects import joined_subject
from archive.importing.words import LetterWords

_SUBJECT_WORDS = 4
"""A line without label that is a subject has at least so many words."""


def head_facts(segments: Segments, words: LetterWords) -> HeadFacts:
    """The facts of a letter's head, opening and close, with their evidence."""
    whole = whole_cells(entries(lines_of(segments.head)))
    head = list(parted_parties(parted_heads(whole, segments.body, words)))
    date = dated(head, entries(lines_of((*segments.closing, *segments.enclosures))), words)
    own = numbered(date.rest, words)
    party = parties(own.rest, words.listed("mending.compounds"))
    asked, rest = contact(party.rest, segments)
    below = signed(segments.closing)
    compounds = words.listed("mending.compounds")
    subject = _subject(segments.subject, compounds, segments.body)
    if not subject.candidates:
        subject = _unlabelled(rest)
    houses = [
        *segments.edges,
        *(each for each in (*segments.head, *segments.closing) if is_house(each.text)),
    ]
    copies = party.copies or copies_below((*segments.closing, *segments.enclosures))
    addressees = party.addressees
    if not addressees and party.greetings:
        addressees = tuple(_greeted(each) for each in party.greetings[:1])
    return HeadFacts(
        references=own.references,
        bureau=bureau(own.references, rest, below.title, houses, asked.email),
        date=date.date,
        place=date.place,
        subject=subject,
        salutation=_one_line(segments.salutation, SURE),
        addressees=addressees,
        copies=copies,
        contact=replace(asked, web=page_of(segments.head)),
        closing=below.closing,
        signatory_name=below.name,
        signatory_title=below.title,
        annexes=annexes(segments.enclosures, segments.annexes, words),
    )


def _subject(
    passages: Sequence[Passage], compounds: Sequence[str], body: Sequence[Passage]
) -> Finding[str]:
    joined = joined_subject(passages, compounds, body)
    if joined is None or not joined.text:
        return Finding()
    evidence = tuple(Evidence(words=each.text[:300], place=each.place) for each in passages[:12])
    return Finding(candidates=(Fact(value=joined.text, confidence=SURE, evidence=evidence),))


def _unlabelled(rest: Sequence[Entry]) -> Finding[str]:
    """A subject that has lost its label: the one line of prose, or the bold one, that is left."""
    lines = [
        each.line
        for each in rest
        if each.label is None
        and len(each.text.split()) >= _SUBJECT_WORDS
        and not each.line.has_bullet
        and not is_file_mark(each.text)
        and not is_house(each.text)
    ]
    strong = [line for line in lines if line.is_strong]
    chosen = strong or lines
    chosen = [line for line in chosen if line.row > 1] or chosen
    if not chosen:
        return Finding()
    last = chosen[-1]
    whole = [last]
    for line in reversed(chosen[:-1]):
        if line.row == whole[0].row - 1 and not whole[0].after_gap:
            whole.insert(0, line)
        else:
            break
    text = " ".join(" ".join(line.text for line in whole).split())
    confidence = LIKELY - 0.1 if len(chosen) == len(whole) or strong else 0.5
    evidence = tuple(Evidence(words=line.text[:300], place=line.place) for line in whole)
    return Finding(
        candidates=(
            Fact(value=text, confidence=confidence, evidence=evidence, reasons=("no-label",)),
        )
    )


def _greeted(entry: Entry) -> Fact[str]:
    return Fact(value=entry.text.rstrip(" ,.:"), confidence=0.5, evidence=entry.line.evidence)


def _one_line(passages: Sequence[Passage], confidence: float) -> Finding[str]:
    text = " ".join(" ".join(each.text for each in passages).split())
    if not text:
        return Finding()
    evidence = tuple(Evidence(words=each.text[:300], place=each.place) for each in passages[:6])
    return Finding(candidates=(Fact(value=text, confidence=confidence, evidence=evidence),))
