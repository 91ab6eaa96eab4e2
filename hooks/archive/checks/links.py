"""Rules on names that stand for something else: registers, links, other letters, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from archive.checks.library import REGISTERS, Library, Mention
from archive.fields import Type
from archive.problems import Problem
from archive.shown_addresses import holds_an_address, shows_another_host
from archive.sources import Document, Folder, Register

_LINK = Type.LINK
_SHOWN = 12
"""Of a longer register only so many ids are named."""


def known_names(library: Library) -> Iterator[Problem]:
    """Initiatives, bureaux, addressee classes and other circulars exist in the archive."""
    known = {kind: library.known(kind) for kind in REGISTERS.values() if library.is_read(kind)}
    for extract in library.extracts:
        for mention in extract.mentions:
            if mention.kind in known and mention.value not in known[mention.kind]:
                register = library.registers.get(mention.kind)
                yield _unknown(mention, known[mention.kind], register)


def _unknown(mention: Mention, known: frozenset[str], register: Register | None) -> Problem:
    candidates = sorted(known)
    if mention.kind == "circular":
        # Another number is another letter: to offer it would lead to a wrong one.
        candidates = [key for key in candidates if _number(key) == _number(mention.value)]
    named = _called(mention.value, register) if register and mention.kind == "bureau" else ""
    close = [named] if named else get_close_matches(mention.value.lower(), candidates, 1, 0.6)
    shown = ", ".join(candidates[:_SHOWN]) + (", …" if len(candidates) > _SHOWN else "")
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
            "known": shown or "–",
        },
    )


def _called(value: str, register: Register) -> str:
    """The id of what a *register* calls so, in whichever language; "" for nothing or several."""
    wanted = value.strip().casefold()
    found = [
        name
        for name in register.ids
        for field in ("abbreviation", "name")
        for text in _texts(register, f"{register.name}.{name}.{field}")
        if text.casefold() == wanted
    ]
    return found[0] if len(set(found)) == 1 else ""


def _texts(register: Register, path: str) -> Iterator[str]:
    texts = register.record.values.get(path)
    if isinstance(texts, dict):
        yield from (text for text in texts.values() if isinstance(text, str))


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
        if entry.field is None or entry.field.type is not _LINK:
            continue
        if isinstance(entry.value, str) and entry.value not in known:
            shown = ", ".join(known) or "–"
            yield facts.problem("unknown-link", entry.node, value=entry.value, known=shown)


def link_words(folder: Folder) -> Iterator[Problem]:
    """A link whose words are an address leads to that host: readers trust what they see."""
    facts = folder.facts
    urls: dict[str, str] = {}
    if facts is not None:
        for name in facts.record.ids("links"):
            urls[name] = facts.record.text(f"links.{name}.url") or ""
    for document in folder.documents:
        for name, url in urls.items():
            words = document.record.text(f"links.{name}.label") or ""
            if shows_another_host(words, url):
                place = document.record.place(f"links.{name}.label")
                yield document.problem("link-misleads", place, words=words, value=url)
        for place_in_body, words, target in _written_links(document):
            scheme, _, name = target.partition(":")
            url = urls.get(name, "") if scheme == "link" else target
            if shows_another_host(words, url):
                shown = words if len(words) < 60 else words[:59] + "…"
                values = {"words": shown, "value": url}
                yield document.problem_at("link-misleads", place_in_body, **values)


def _written_links(document: Document) -> Iterator[tuple[int, str, str]]:
    """The links of a text whose words may be an address: place, words, target."""
    for block in document.blocks:
        if "Link" not in block.names:
            continue
        target, place = "", 0
        words: list[str] = []
        for event in block.events:
            if event.name == "Link" and event.kind == "start":
                target, place = str(event.value["dest_url"]), event.start
                words.clear()
            elif event.name == "Link":
                text = "".join(words)
                if target and holds_an_address(text):
                    yield place, text, target
                target = ""
            elif event.kind == "leaf":
                words.append(str(event.value) if event.name in ("Text", "Code") else " ")


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
