"""The parts of a letter: head, addressees, subject, text, close, annexes."""

from __future__ import annotations

from dataclasses import dataclass

from archive.importing.sheet import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """The passages of a letter by what they are for; each in the order of the file."""

    edges: tuple[Passage, ...] = ()
    """Running heads and feet."""
    head: tuple[Passage, ...] = ()
    """Everything before the salutation: letterhead, date, numbers, addressees, contact."""
    subject: tuple[Passage, ...] = ()
    """The words of the subject alone, without their label."""
    salutation: tuple[Passage, ...] = ()
    body: tuple[Passage, ...] = ()
    """From behind the salutation to before the complimentary close; whole paragraphs, reflowed."""
    closing: tuple[Passage, ...] = ()
    """The complimentary close and the signature."""
    enclosures: tuple[Passage, ...] = ()
    """The list of annexes behind the signature: "Annexes: 2"."""
    annexes: tuple[Passage, ...] = ()
    """The annexes themselves, whole paragraphs, each beginning with its heading."""
    notes: tuple[Passage, ...] = ()
    """Footnotes, of the text and of the annexes."""
