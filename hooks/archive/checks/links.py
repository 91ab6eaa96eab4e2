"""Rules on names that stand for something else: registers, links, other letters, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from archive.checks.library import REGISTERS, Library, Mention
from archive.fields import Type
from archive.problems import Problem
from archive.sources import Folder


def known_names(library: Library) -> Iterator[Problem]:
    """Initiatives, bureaux, addressee classes and other circulars exist in the archive."""
    known = {kind: library.known(kind) for kind in REGISTERS.values() if library.is_read(kind)}
    for extract in library.extracts:
        for mention in extract.mentions:
            if mention.kind in known and mention.value not in known[mention.kind]:
                yield _unknown(mention, known[mention.kind])


def _unknown(mention: Mention, known: frozenset[str]) -> Problem:
    candidates = sorted(known)
    if mention.kind == "circular":
        # Another number is another letter: to offer it would lead to a wrong one.
        candidates = [key for key in candidates if _number(key) == _number(mention.value)]
    close = get_close_matches(mention.value, candidates, 1, 0.6)
    return Problem(
        path=mention.place.path,
        line=mention.place.line,
        column=mention.place.column,
        code=f"unknown-{mention.kind}",
        variant="close" if close else "",
        values={
            "value": mention.value,
            "meant": close[0] if close else "",
            "name": mention.name,
        },
    )


def _number(key: str) -> list[str]:
    """The digits of a circular's name, without the year."""
    return re.findall("[0-9]+", key.partition("/")[2])


def known_links(folder: Folder) -> Iterator[Problem]:
    """A link that a fact names by its id is one of the letter's links."""
    facts = folder.facts
    if facts is None:
        return
    known = facts.record.ids("links")
    for entry in facts.record.entries:
        if entry.field is None or entry.field.type is not Type.LINK:
            continue
        if isinstance(entry.value, str) and entry.value not in known:
            shown = ", ".join(known) or "–"
            yield facts.problem("unknown-link", entry.node, value=entry.value, known=shown)


def related_named(folder: Folder) -> Iterator[Problem]:
    """A related letter is named either by its folder in the archive or by its title."""
    facts = folder.facts
    if facts is None:
        return
    for name in facts.record.ids("related"):
        path = f"related.{name}"
        if not {f"{path}.circular", f"{path}.title"} & facts.record.nodes.keys():
            yield facts.problem("related-unnamed", facts.record.place(path), name=name)


def annex_files(folder: Folder) -> Iterator[Problem]:
    """An annex that is held lies beside the text, and only such an annex names a file."""
    facts = folder.facts
    if facts is None:
        return
    record = facts.record
    for name in record.ids("annexes"):
        path = f"annexes.{name}"
        held, file = record.text(f"{path}.status"), record.text(f"{path}.file")
        if held == "held" and f"{path}.file" not in record.nodes:
            yield facts.problem("annex-file-missing", record.place(path), name=name)
        elif held == "not-held" and file is not None:
            yield facts.problem("annex-not-held", record.place(f"{path}.file"), name=name)
        elif file is not None and file not in folder.attachments:
            yield facts.problem("annex-file-absent", record.place(f"{path}.file"), file=file)


def stray_attachment(folder: Folder) -> Iterator[Problem]:
    """A file beside the text is an annex of the letter, or it would be lost without a word."""
    facts = folder.facts
    if facts is None:
        return
    record = facts.record
    named = {record.text(f"annexes.{name}.file") for name in record.ids("annexes")}
    for file in sorted(folder.attachments.keys() - named):
        path = f"{facts.file.shown.rpartition('/')[0]}/{file}"
        yield Problem(path=path, code="stray-attachment", values={"file": file})
