"""Rules on what a translation was made from: its fingerprint, and the text as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.checks.desk import Desk
from archive.problems import Place, Problem, Severity
from archive.source import Mapping as Entries
from archive.sources import Document, Folder
from archive.translation import ADDRESS, FIELD, drift_between, fingerprint_of, passages, recorded

_NAMED = 12
"""Of more paragraphs only the first are named."""


def fingerprint_form(document: Document) -> Iterator[Problem]:
    """A fingerprint stands in a translation only, and under addresses that paragraphs can have."""
    node = document.file.front.get(FIELD)
    place = document.record.place(FIELD)
    if node is None:
        return
    if not document.is_translation:
        yield replace(document.problem("bad-fingerprint", place), variant="facts")
    if isinstance(node, Entries):
        for key, _ in node.entries:
            if not ADDRESS.fullmatch(key.value):
                problem = document.problem("bad-fingerprint", key, address=key.value)
                yield replace(problem, variant="address")


def fingerprint_missing(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A translation says which state of the text it was made from."""
    for document in folder.translations:
        if folder.facts is not None and FIELD not in document.record.nodes:
            problem = document.problem(
                "fingerprint-missing", document.record.place("translates"), key=_name(folder)
            )
            yield replace(problem, severity=Severity.WARNING)


def translation_behind(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """What has changed in the text since its translation was made, has been translated too."""
    facts = folder.facts
    if facts is None:
        return
    for document in folder.translations:
        before = recorded(document)
        if before is None or not all(map(ADDRESS.fullmatch, before)):
            continue  # missing, or a fault of its own
        now = fingerprint_of(facts)
        if before == now:
            continue
        drift = drift_between(before, now)
        named = drift.addresses[:_NAMED]
        problem = document.problem(
            "translation-behind",
            document.record.place(FIELD),
            addresses=", ".join(named) + (" …" if len(drift.addresses) > _NAMED else ""),
            source=f"{facts.language}.md",
            key=_name(folder),
            language=document.language,
        )
        variant = ("both" if named else "words") if drift.words else ""
        changed = drift.changed + drift.added
        offset = next((item.start for item in passages(facts) if item.address in changed), None)
        line, column = (1, 1) if offset is None else facts.file.body.position(offset)
        yield replace(
            problem,
            variant=variant,
            severity=Severity.WARNING,
            also=(Place(facts.file.shown, line, column),),
        )


def _name(folder: Folder) -> str:
    """What the command that mends it calls the folder."""
    return folder.key if folder.kind == "circular" else f"initiatives/{folder.key}"
