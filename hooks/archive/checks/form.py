"""Rules on the form of front matter: every field known, in its place, of its type."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from archive.blocks import is_todo
from archive.checks.library import is_misspelt_bureau
from archive.checks.typography import TO_LATIN
from archive.fields import Field, Shape, Stands
from archive.problems import Problem
from archive.records import Entry
from archive.source import Scalar
from archive.sources import Document, Folder, Register

_WORDS, _FACTS = Stands.WORDS, Stands.FACTS
_ONE, _ITEMS = Shape.ONE, Shape.ITEMS


def duplicate_key(document: Document) -> Iterator[Problem]:
    """A key stands once; YAML would silently keep the last of two."""
    for entry in document.record.odd:
        if entry.repeated and entry.key:
            yield document.problem("duplicate-key", entry.key, name=entry.key.value)


def unknown_field(document: Document) -> Iterator[Problem]:
    """Only fields of the table stand, so that a mistyped name loses nothing."""
    for entry in document.record.odd:
        if entry.field is None and entry.key and not entry.repeated:
            name = entry.key.value
            strange = "".join(dict.fromkeys(sign for sign in name if _is_strange(sign)))
            read_as = name.translate(TO_LATIN) if strange else name
            close = get_close_matches(read_as.lower(), entry.siblings, 1, 0.6)
            meant = close[0] if close else ", ".join(_offered(document, entry))
            problem = document.problem("unknown-field", entry.key, name=name, meant=meant)
            if close and strange:
                values = {**problem.values, "letters": ", ".join(strange)}
                yield replace(problem, variant="alphabet", values=values)
            else:
                yield replace(problem, variant="close") if close else problem


def _is_strange(sign: str) -> bool:
    """Whether it is a letter, and not a Latin one: no field has such a name."""
    return sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN ")


def _offered(document: Document, entry: Entry) -> list[str]:
    """The names to offer for an unknown field: in a file of facts none of a translation alone."""
    hidden = {row.name for row in document.record.fields if row.stands is Stands.TRANSLATION}
    if document.is_translation or "." in entry.path:
        hidden = set()
    return [name for name in entry.siblings if name not in hidden]


def translation_fact(document: Document) -> Iterator[Problem]:
    """A translation holds words only: a fact stands once, in the text that it translates."""
    if not document.is_translation:
        return
    for entry in document.record.entries:
        row = entry.field
        if row is None or row.stands is not _FACTS or entry.key is None:
            continue
        if row.shape in (Shape.ONE, Shape.LIST, Shape.ONE_OR_LIST):
            name = entry.table_path or entry.path
            yield document.problem("translation-fact", entry.key, name=name)


def missing_field(document: Document) -> Iterator[Problem]:
    """What every letter has must stand; a translation needs the words only."""
    for path, table_path, row, group in document.record.absent:
        if document.is_translation and (row.stands is Stands.FACTS or "." in path):
            continue  # words of single facts are compared with the facts' file
        place = None if "." not in path else group
        yield document.problem("missing-field", place, name=path, field=table_path)


def wrong_value(document: Document) -> Iterator[Problem]:
    """Every value is of its field's type."""
    for entry in document.record.odd:
        if entry.misfit is not None and not _todo(entry) and not is_misspelt_bureau(entry):
            is_item = entry.field is not None and entry.field.shape is Shape.ITEMS
            node = entry.key if entry.misfit.code == "bad-id" and is_item else entry.node
            name = entry.path if is_item else entry.table_path or entry.path
            values = {"name": name, **entry.misfit.values}
            problem = document.problem(entry.misfit.code, node, **values)
            yield replace(problem, variant=entry.misfit.variant)


def todo_value(document: Document) -> Iterator[Problem]:
    """A value that says TODO is still to be written."""
    if b"TODO" not in document.file.data:
        return
    for entry in document.record.entries:
        if text := _todo(entry):
            name = entry.table_path or entry.path
            problem = document.problem("todo", entry.node, name=name, text=_short(text))
            yield replace(problem, variant="value")


def _todo(entry: Entry) -> str:
    """The value of *entry* where it says TODO; else nothing."""
    node = entry.node
    text = node.value.strip() if isinstance(node, Scalar) and node.kind == "str" else ""
    return text if is_todo(text) else ""


def missing_words(folder: Folder) -> Iterator[Problem]:
    """Every human text that the facts' file states, each translation states too."""
    facts = folder.facts
    if facts is None:
        return
    wanted = [
        entry.path
        for entry in facts.record.entries
        if (row := entry.field)
        and row.stands is _WORDS
        and row.shape is _ONE
        and entry.value is not None
        # What every file must state by itself is missed by missing_field.
        and ("." in entry.path or not row.required)
    ]
    for document in folder.translations:
        stated = document.record.nodes
        for path in wanted:
            if path not in stated:
                node = document.record.place(path)
                yield document.problem(
                    "missing-words",
                    node,
                    name=path,
                    text=_short(facts.record.text(path) or ""),
                    source=facts.language,
                )


def unfounded_words(folder: Folder) -> Iterator[Problem]:
    """A translation says nothing that the facts' file does not say."""
    facts = folder.facts
    if facts is None:
        return
    stated = facts.record.nodes
    for document in folder.translations:
        for entry in document.record.entries:
            if entry.path in stated:
                continue
            parent = entry.path.rpartition(".")[0]
            if (
                entry.field is not None
                and entry.key is not None
                and _is_words(entry.field)
                and not entry.field.required
                # The words of an entry that does not exist are missed with the entry.
                and (parent in stated or parent in ("", "action", "signatory"))
            ):
                yield document.problem(
                    "unfounded-words", entry.key, name=entry.path, source=facts.language
                )


def unknown_item(folder: Folder) -> Iterator[Problem]:
    """A translation words only facts that exist: their ids are those of the facts' file."""
    facts = folder.facts
    if facts is None:
        return
    for document in folder.translations:
        for entry in document.record.entries:
            row = entry.field
            if row is None or row.shape is not _ITEMS or not entry.key:
                continue
            parent, _, name = entry.path.rpartition(".")
            known = facts.record.ids(parent)
            if parent == entry.table_path and entry.misfit is None and name not in known:
                yield document.problem(
                    "unknown-item",
                    entry.key,
                    name=name,
                    known=", ".join(known) or "–",
                    source=facts.language,
                )


def register_form(register: Register) -> Iterator[Problem]:
    """Registers are held to their tables like front matter."""
    document = _as_document(register)
    table = f"{register.name}."  # the table has a name, and the file does not say it
    for rule in (duplicate_key, unknown_field, missing_field, wrong_value):
        for problem in rule(document):
            name = str(problem.values.get("name", "")).removeprefix(table)
            values = {**problem.values, "name": name} if name else problem.values
            yield replace(problem, values=values)


def _as_document(register: Register) -> Document:
    return Document(
        kind=register.name, key="", language="", file=register.file, record=register.record
    )


def _is_words(row: Field) -> bool:
    return row.stands is Stands.WORDS and row.shape is Shape.ONE


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
