"""The catalogue of rules: one rule is one function, and its docstring is the rule.

A rule sees a document (one language's file), a folder (all languages of a letter) or all
sources, and yields problems; it changes nothing and reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archive.checks import folders, form, links, text, times
from archive.problems import Problem
from archive.sources import Document, Folder, Sources

DOCUMENT_RULES: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    form.duplicate_key,
    form.unknown_field,
    form.translation_fact,
    form.missing_field,
    form.wrong_value,
)
"""Rules on the front matter of one file."""

TEXT_RULES: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    text.body_size,
    text.body_given,
    text.raw_html,
    text.todo,
    text.picture,
    text.control_character,
    text.paragraph_link,
    text.paragraph_numbers,
    text.paragraph_whole,
    text.sub_label,
    text.one_anchor,
)
"""Rules on the body of one file; a comment in the body can waive some of them."""

FOLDER_RULES: tuple[Callable[[Folder], Iterator[Problem]], ...] = (
    folders.one_facts_file,
    folders.translations,
    folders.year_agrees,
    form.missing_words,
    form.unknown_item,
    form.unfounded_words,
    links.known_links,
    links.related_named,
    links.annex_files,
    links.stray_attachment,
    times.zone_given,
    times.end_after_start,
    times.deadline_day,
)
"""Rules on all languages of one letter together."""

ARCHIVE_RULES: tuple[Callable[[Sources], Iterator[Problem]], ...] = (
    form.register_form,
    links.known_names,
    links.linked_circulars,
    folders.one_reference,
)
"""Rules on the whole archive."""


def check(sources: Sources) -> Iterator[Problem]:
    """All problems of all sources, in no order."""
    yield from sources.problems
    for folder in sources.folders:
        facts = folder.facts
        known = facts.record.ids("links") if facts else None
        for document in folder.documents:
            yield from document.file.problems
            if document.file.problems:
                continue  # a file that cannot be read has no further faults
            for rule in DOCUMENT_RULES:
                yield from rule(document)
            found = [problem for rule in TEXT_RULES for problem in rule(document)]
            found.extend(text.link_target(document, known))
            yield from text.waived(document, found)
        if any(document.file.problems for document in folder.documents):
            continue
        for folder_rule in FOLDER_RULES:
            yield from folder_rule(folder)
    for archive_rule in ARCHIVE_RULES:
        yield from archive_rule(sources)
