"""Rules on folders: one file of facts, agreeing names, one address for one letter."""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.library import Library
from archive.dates import PartialDate
from archive.fields import Stands
from archive.problems import Problem
from archive.sources import Document, Folder


def one_facts_file(folder: Folder) -> Iterator[Problem]:
    """Exactly one file of a folder lacks ``translates``: it carries the facts."""
    originals = [document for document in folder.documents if not document.is_translation]
    if not originals:
        document = folder.documents[0]
        yield document.problem("no-facts-file", document.record.place("translates"))
    if len(originals) < 2:
        return
    # The one with the most facts is most likely no translation.
    likeliest = max(originals, key=_facts_told, default=None)
    for document in originals:
        if likeliest is not None and document is not likeliest:
            yield document.problem("two-facts-files", other=likeliest.file.shown)


def _facts_told(document: Document) -> int:
    return sum(
        entry.field is not None and entry.field.stands is Stands.FACTS
        for entry in document.record.entries
    )


def translation_of(document: Document, folder: Folder) -> Iterator[Problem]:
    """``translates`` names the language of the facts' file, never the file's own."""
    facts = folder.facts
    written = document.translates
    if written is None or facts is None or written == facts.language:
        return
    node = document.record.place("translates")
    yield document.problem("wrong-translates", node, value=written, source=facts.language)


def translations(folder: Folder) -> Iterator[Problem]:
    """Every translation of a folder translates its facts' file."""
    for document in folder.translations:
        yield from translation_of(document, folder)


def year_agrees(folder: Folder) -> Iterator[Problem]:
    """The year of the folder is the year of the letter."""
    facts = folder.facts
    if facts is None or folder.kind != "circular":
        return
    date = facts.record.values.get("date")
    if isinstance(date, PartialDate) and date.year != int(folder.key[:4]):
        node = facts.record.place("date")
        yield facts.problem("year-disagrees", node, year=date.year, folder=folder.key)


def one_reference(library: Library) -> Iterator[Problem]:
    """No two circulars of a year bear one reference: they would be one letter at two addresses."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for extract in library.circulars:
        for reference in extract.references:
            name = (extract.key[:4], reference.canonical.casefold())
            if name in seen and seen[name][0] != extract.key:
                yield Problem(
                    path=reference.place.path,
                    line=reference.place.line,
                    column=reference.place.column,
                    code="address-clash",
                    values={"reference": reference.canonical, "other": seen[name][1]},
                )
            seen.setdefault(name, (extract.key, extract.place.path))
