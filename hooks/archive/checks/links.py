"""Rules on names that stand for something else: registers, links, other letters, files."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from archive.fields import Type
from archive.problems import Problem
from archive.sources import Document, Folder, Sources

_REGISTERS = {
    Type.BUREAU: "bureau",
    Type.ADDRESSEE: "addressee",
    Type.INITIATIVE: "initiative",
    Type.CIRCULAR: "circular",
}


def known_names(sources: Sources) -> Iterator[Problem]:
    """Initiatives, bureaux, addressee classes and other circulars exist in the archive."""
    known = {
        kind: sources.known(name) for kind, name in _REGISTERS.items() if sources.is_read(name)
    }
    for folder in sources.folders:
        for document in folder.documents:
            for entry in document.record.entries:
                row = entry.field
                if row is None or row.type not in known or not isinstance(entry.value, str):
                    continue
                if entry.value not in known[row.type]:
                    yield _unknown(document, entry.path, row.type, entry.value, known[row.type])


def _unknown(
    document: Document, path: str, kind: Type, value: str, known: frozenset[str]
) -> Problem:
    entry = next(item for item in document.record.entries if item.path == path)
    close = get_close_matches(value, sorted(known), 1, 0.6)
    code = f"unknown-{kind}" + ("-close" if close else "")
    return document.problem(
        code, entry.node, value=value, meant=close[0] if close else "", name=entry.table_path
    )


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
            shown = ", ".join(known) or "—"
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


def linked_circulars(sources: Sources) -> Iterator[Problem]:
    """A link in a text to another letter of the archive finds it."""
    known = sources.known("circular")
    for folder in sources.folders:
        for document in folder.documents:
            for block in document.blocks:
                for event in block.events:
                    if event.name != "Link" or event.kind != "start":
                        continue
                    scheme, _, key = str(event.value["dest_url"]).partition(":")
                    if scheme == "circular" and key not in known:
                        yield document.problem_at(
                            "unknown-circular", event.start, value=key, meant="", name="body"
                        )
