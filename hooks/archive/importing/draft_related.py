"""The other letters in a draft: how this one is related to them, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.blocks import TODO
from archive.importing.archive_names import ArchiveNames
from archive.importing.draft_fields import DraftFields
from archive.importing.facts import Fact, NamedReference
from archive.languages import Phrases
from archive.references import Reference

_ISSUED: Mapping[str, str] = {"corrigendum": "corrects", "addendum": "adds-to"}
_DATES: Mapping[str, str] = {"extends": "deadline", "reschedules": "event"}
"""What of the other letter a relation is about: it must be named beside it."""


def write_related(
    fields: DraftFields,
    own: Reference | None,
    named: Sequence[Fact[NamedReference]],
    names: ArchiveNames,
    phrases: Phrases,
) -> None:
    """The letter that the letter *own* was issued to, and those that its text names.

    A letter that the archive does not hold has its reference for a title, as *phrases* print it.
    """
    if own is not None and own.issuance and not names.bearers(own.base):
        # Readers are told what it belongs to, though the archive does not hold that.
        path = f"related.{_id(own.base)}"
        fields.set(f"{path}.kind", "circular", fields.words("import.draft.issued-to"))
        fields.set(f"{path}.relation", _ISSUED.get(own.issuance, TODO))
        fields.set(f"{path}.title", own.base.printed(phrases))
    for fact in named:
        reference = fact.value.reference
        if own is not None and own.issuance and reference == own.base:
            continue  # the reference itself says to which letter it belongs
        _write(fields, fact, names.bearers(reference), phrases)


def _write(
    fields: DraftFields, fact: Fact[NamedReference], keys: Sequence[str], phrases: Phrases
) -> None:
    path = f"related.{_id(fact.value.reference)}"
    notes = (
        fields.evidence(fact, None)
        if fact.is_sure
        else fields.candidates((fact,), lambda value: value.printed)
    )
    is_held = len(keys) == 1
    fields.set(f"{path}.kind", "circular", *notes)
    relation = _relation(fields, path, fact, is_held=is_held)
    if is_held:
        fields.set(f"{path}.circular", keys[0])
    else:
        note = fields.words("import.draft.several", keys=", ".join(keys)) if keys else ""
        fields.set(f"{path}.title", fact.value.reference.printed(phrases), note)
    if relation in _DATES:
        fields.set(f"{path}.{_DATES[relation]}", TODO, fields.words("import.draft.which-date"))


def _relation(fields: DraftFields, path: str, fact: Fact[NamedReference], *, is_held: bool) -> str:
    """Write how the letter is related to one that it names.

    Where its words say more than that it is named, they are never taken for a mere citation.
    """
    said = fields.words("import.draft.relation")
    meant = fact.value.relations
    relation = "cites" if fact.is_sure else TODO
    notes = [said]
    if meant:
        is_plain = fact.is_sure and len(meant) == 1 and meant[0] in _DATES and is_held
        relation = meant[0] if is_plain else TODO
        if not is_plain:
            shown = ", ".join(meant)
            key = "relation-told" if len(meant) == 1 else "relation-unsure"
            notes = [fields.words(f"import.draft.{key}", relations=shown), said]
            if not is_held and any(each in _DATES for each in meant):
                notes.append(fields.words("import.draft.relation-not-held"))
    fields.set(f"{path}.relation", relation, *notes)
    return relation


def _id(reference: Reference) -> str:
    """An id for what a reference names: it begins with a letter."""
    slug = reference.slug
    return slug if slug[:1].isalpha() else f"letter-{slug}".rstrip("-")
