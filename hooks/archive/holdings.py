"""What one folder gives the world to hold on to: the places of its texts, and its files.

A holding is small and plain, so that it can cross between processes and be kept in a cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from archive.blocks import Block, note_anchor
from archive.records import Record
from archive.sources import Document, Folder

_MARKS = re.compile(rb"(?:(?:#{1,6}|[-*+]|[0-9]{1,9}[.)]|\[[^\]\n]{1,40}\]:?)(?:\s+|\Z))*")
"""Numbers and labels at the start of a block: its address, not its text."""


_DATED = (
    (
        "deadline",
        "deadlines",
        ("opens", "date", "timezone", "relative.event", "relative.before", "relative.after"),
    ),
    ("event", "events", ("start", "end", "timezone")),
)
"""What the dates of deadlines and events are made of."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a circular's or an initiative's folder gives to hold on to."""

    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language -> place of the page (``p3``, ``deadline-interest``) -> fingerprint of its text
    (8 hexadecimal digits); facts have none."""
    files: tuple[str, ...] = ()
    bureau: str = ""
    initiatives: tuple[str, ...] = ()
    added: Mapping[str, str] = field(default_factory=dict)
    """Language -> the day on which the text entered the archive, ISO."""
    dates: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Place of a deadline or event on the page -> fingerprint of its date (6 hexadecimal digits),
    and the line on which it stands."""
    told: int = 0
    """How many public changes of the page have been told."""


def holding(folder: Folder) -> Holding:
    """The holding of a folder with readable facts; of another, only its languages."""
    facts = folder.facts
    if facts is None or folder.kind != "circular":
        # The introduction of an initiative shows no numbers of paragraphs, and is rewritten freely.
        return Holding(places={document.language: {} for document in folder.documents})
    record = facts.record
    of_facts = dict.fromkeys(_places_of_facts(record), "")
    initiatives = record.values.get("initiatives")
    return Holding(
        places={
            document.language: dict(sorted({**_places_of_text(document), **of_facts}.items()))
            for document in folder.documents
        },
        files=tuple(
            sorted(
                file
                for name in record.ids("annexes")
                if (file := record.text(f"annexes.{name}.file")) is not None
            )
        ),
        bureau=record.text("bureau") or "",
        initiatives=tuple(map(str, initiatives)) if isinstance(initiatives, tuple) else (),
        added={
            document.language: str(document.record.values.get("added", ""))
            for document in folder.documents
        },
        dates=dict(_dates(record)),
        told=len(record.ids("changes")),
    )


def _places_of_text(document: Document) -> dict[str, str]:
    """Every build runs this for every text: it works on bytes and joins nothing."""
    data = document.file.body.data
    found: dict[str, str] = {}
    for block in document.blocks:
        for part in (block, *block.children) if block.children else (block,):
            if not (address := _address(part)) or address in found:
                continue
            text = data[part.start : part.end].strip()
            if (marks := _MARKS.match(text)) and marks.end():
                text = text[marks.end() :]
            if b"\n" in text or b"  " in text or b"\t" in text:  # no other blank is in a file
                text = b" ".join(text.split())
            found[address] = blake2b(text, digest_size=4).hexdigest()
    return found


def _address(part: Block) -> str:
    if part.name == "FootnoteDefinition":
        return note_anchor(str(part.events[0].value))
    return part.anchor


def _places_of_facts(record: Record) -> Iterator[str]:
    for kind, items in (("deadline", "deadlines"), ("event", "events")):
        yield from (f"{kind}-{name}" for name in record.ids(items))
    yield from (f"{name}-file" for name in record.ids("annexes"))


def _dates(record: Record) -> Iterator[tuple[str, tuple[str, int]]]:
    for kind, items, fields in _DATED:
        for name in record.ids(items):
            path = f"{items}.{name}"
            values = [record.values.get(f"{path}.{field}", "") for field in fields]
            digest = blake2b("\n".join(map(str, values)).encode(), digest_size=3)
            node = record.place(f"{path}.{fields[1 if kind == 'deadline' else 0]}")
            yield f"{kind}-{name}", (digest.hexdigest(), node.line if node else 1)


def plain_holding(held: Holding) -> list[Any]:
    """The holding as JSON holds it."""
    return [
        {language: dict(places) for language, places in held.places.items()},
        list(held.files),
        held.bureau,
        list(held.initiatives),
        dict(held.added),
        {place: list(said) for place, said in held.dates.items()},
        held.told,
    ]


def holding_of(plain: list[Any]) -> Holding:
    """The holding that :func:`plain_holding` made plain; raises ValueError or TypeError."""
    places, files, bureau, initiatives, added, dates, told = plain
    return Holding(
        places={language: dict(found) for language, found in places.items()},
        files=tuple(files),
        bureau=str(bureau),
        initiatives=tuple(initiatives),
        added=dict(added),
        dates={place: (str(digest), int(line)) for place, (digest, line) in dates.items()},
        told=int(told),
    )
