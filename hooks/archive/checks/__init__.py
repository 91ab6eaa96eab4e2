"""The catalogue of rules: one rule is one function, and its docstring is the rule.

A rule sees a document (one language's file), a folder (all languages of a letter), a register or
the library (extracts of everything), and yields problems; it changes nothing and reads no file.

The rules that can stop publication run in every build. Editorial rules read the prose; only
``circulars check`` runs them, so that what they find stops a merge, never the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from archive.checks import (
    acts,
    between_languages,
    contacts,
    continuity,
    dates_in_text,
    files,
    folders,
    form,
    headings,
    impossible_days,
    letters,
    linked_names,
    links,
    naming,
    plausible,
    registers,
    sequence,
    spelling,
    terms,
    text,
    times,
    translations,
    typography,
    waivers,
    weekdays,
)
from archive.checks.library import Library
from archive.problems import Problem
from archive.sources import Document, Folder, Register

if TYPE_CHECKING:
    from archive.checks.desk import Desk

DOCUMENT_RULES: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    form.duplicate_key,
    form.unknown_field,
    form.translation_fact,
    form.missing_field,
    form.wrong_value,
    form.todo_value,
    translations.fingerprint_form,
    waivers.waiver_form,
)
"""Rules on the front matter of one file; nothing can waive them."""

_ASK_THE_ROLE = frozenset({form.translation_fact, form.missing_field})
"""Those of them that ask whether a file carries the facts: where that is not plain, what they
demand would be written into the wrong file."""

TEXT_RULES: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    text.body_size,
    text.body_depth,
    text.body_given,
    text.raw_html,
    text.todo,
    text.picture,
    text.control_character,
    text.nothing_seen,
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
    links.link_words,
    links.related_named,
    links.annex_files,
    links.stray_attachment,
    times.zone_given,
    times.end_after_start,
    times.deadline_day,
    times.deadline_date,
    times.relative_span,
    times.opening,
    times.hour_of_the_clock,
    files.file_empty,
    files.file_too_large,
    files.file_not_its_type,
    files.file_damaged,
    files.file_two_in_one,
    files.file_active,
    files.file_locked,
    files.file_unpacks,
    files.file_encoding,
    files.file_size_differs,
    acts.extension_incomplete,
    acts.unknown_own_date,
    acts.act_unclear,
    acts.act_twice,
)
"""Rules on all languages of one letter together; nothing can waive them."""

OUTLINE_RULES: tuple[Callable[[Folder], Iterator[Problem]], ...] = (
    between_languages.outline_differs,
    between_languages.list_differs,
)
"""Rules on the paragraphs of all languages together, which a comment can waive."""

REGISTER_RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (form.register_form,)
"""Rules on one register."""

EDITORIAL_REGISTER_RULES: tuple[Callable[[Register, Desk], Iterator[Problem]], ...] = (
    registers.register_words,
    terms.one_meaning,
)
"""Rules on the words of one register."""

ARCHIVE_RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    links.known_names,
    folders.one_reference,
    acts.unknown_deadline,
    acts.unknown_event,
    sequence.act_on_ended,
    sequence.whole_letter_unclear,
    continuity.move_said_once,
    continuity.move_named_well,
    continuity.move_said_twice,
    continuity.move_ends,
    continuity.move_leaves,
    continuity.move_arrives,
    continuity.move_of_one,
)
"""Rules on the whole archive."""

EDITORIAL_TEXT_RULES: tuple[Callable[[Document, Desk], Iterator[Problem]], ...] = (
    typography.quotes,
    typography.dash,
    typography.blank,
    typography.non_breaking,
    typography.mixed_letters,
    headings.heading_order,
    spelling.spelling,
    terms.avoided_term,
    terms.foreign_abbreviation,
    between_languages.wrong_language,
)
"""Rules on the prose of one file."""

EDITORIAL_FOLDER_RULES: tuple[Callable[[Folder, Desk], Iterator[Problem]], ...] = (
    between_languages.date_differs,
    between_languages.time_differs,
    between_languages.number_differs,
    between_languages.phone_differs,
    between_languages.email_differs,
    between_languages.url_differs,
    between_languages.reference_differs,
    terms.term_differs,
    plausible.deadline_before_letter,
    plausible.deadline_after_event,
    plausible.event_before_letter,
    plausible.added_implausible,
    plausible.change_implausible,
    plausible.year_implausible,
    dates_in_text.deadline_not_listed,
    dates_in_text.deadline_not_in_text,
    dates_in_text.event_date_differs,
    dates_in_text.event_not_in_text,
    dates_in_text.hour_not_in_text,
    impossible_days.no_such_day,
    weekdays.weekday_wrong,
    contacts.contact_not_in_text,
    letters.slug_disagrees,
    translations.fingerprint_missing,
    translations.translation_behind,
)
"""Rules on prose and facts of all languages of one letter."""

EDITORIAL_ARCHIVE_RULES: tuple[Callable[[Library, Desk], Iterator[Problem]], ...] = (
    letters.relation_self,
    letters.relation_backwards,
    letters.relation_contradicts,
    letters.relation_circle,
    sequence.extension_not_later,
    sequence.extension_kind_differs,
    sequence.date_set_twice,
    acts.date_of_another,
    naming.reference_unclear,
    linked_names.reference_misleads,
)
"""Rules on how letters speak of one another."""


def check_form(folder: Folder) -> Iterator[Problem]:
    """What nothing can waive: the form of the files, and of their facts together."""
    all_read = not any(document.file.problems for document in folder.documents)
    is_unclear = all_read and folder.facts is None
    rules = [rule for rule in DOCUMENT_RULES if not (is_unclear and rule in _ASK_THE_ROLE)]
    for document in folder.documents:
        yield from document.file.problems
        if not document.file.problems:  # a file that cannot be read has no further faults
            for rule in rules:
                yield from rule(document)
    if all_read:
        for folder_rule in FOLDER_RULES:
            yield from folder_rule(folder)


def check_text(folder: Folder, desk: Desk | None) -> Iterator[Problem]:
    """What a comment can waive: the text, and with a *desk* the editorial rules on it."""
    facts = folder.facts
    known = facts.record.ids("links") if facts else None
    for document in folder.documents:
        if document.file.problems:
            continue
        for rule in TEXT_RULES:
            yield from rule(document)
        yield from text.link_target(document, known)
    if any(document.file.problems for document in folder.documents):
        return
    for folder_rule in OUTLINE_RULES:
        yield from folder_rule(folder)
    if desk is None:
        return
    for document in folder.documents:
        for editorial_rule in EDITORIAL_TEXT_RULES:
            yield from editorial_rule(document, desk)
    for editorial_folder_rule in EDITORIAL_FOLDER_RULES:
        yield from editorial_folder_rule(folder, desk)


def check_register(register: Register, desk: Desk | None = None) -> Iterator[Problem]:
    """All problems of one register, with a *desk* by the editorial rules too."""
    yield from register.file.problems
    for rule in REGISTER_RULES:
        yield from rule(register)
    if desk is not None:
        for editorial_rule in EDITORIAL_REGISTER_RULES:
            yield from editorial_rule(register, desk)


def check_library(library: Library, desk: Desk | None = None) -> Iterator[Problem]:
    """All problems between the letters of the archive."""
    for rule in ARCHIVE_RULES:
        yield from rule(library)
    if desk is not None:
        for editorial_rule in EDITORIAL_ARCHIVE_RULES:
            yield from editorial_rule(library, desk)
