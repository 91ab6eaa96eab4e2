"""What letters name in their texts, and what their own references say of other letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive.model import Circular, Citation, Named, Related
from archive.references.bearers import Bearer, KnownReferences

_RELATIONS = {"corrigendum": "corrects", "addendum": "adds-to"}
"""What a letter does to the one that it was issued to."""

OWN = "of-reference"
"""The id of the relation that a letter's own reference states."""


def known_references(circulars: Iterable[Circular]) -> KnownReferences:
    """The letters of an archive by their references."""
    return KnownReferences(
        (bearer(circular), [reference.canonical for reference in circular.references])
        for circular in circulars
    )


def bearer(circular: Circular) -> Bearer:
    """A circular, as far as it takes to tell letters of one number apart."""
    last = circular.date.last() if circular.date else dt.date(circular.year, 12, 31)
    return Bearer(circular.key, circular.year, circular.order()[0], last)


def with_citations(
    circulars: Sequence[Circular], named: Mapping[str, Sequence[Named]]
) -> tuple[Circular, ...]:
    """The *circulars*, each with what its texts name.

    *named* gives that by the key of the circular, in the order of the text and for all languages.
    """
    known = known_references(circulars)
    by_key = {circular.key: circular for circular in circulars}
    made = []
    for circular in circulars:
        citations = tuple(_citations(circular, named.get(circular.key, ()), known, by_key))
        own = _own_relations(circular, known)
        if citations or own:
            related = (*circular.related, *own)
            made.append(circular.with_facts(citations=citations, related=related))
        else:
            made.append(circular)
    return tuple(made)


def _citations(
    circular: Circular,
    named: Sequence[Named],
    known: KnownReferences,
    by_key: Mapping[str, Circular],
) -> list[Citation]:
    found: dict[object, Citation] = {}
    stated = _stated(circular, named, known)
    for each in named:
        citation = _citation(circular, each, known, by_key, stated)
        if citation is None:
            continue
        meant = _meant(citation)
        if (before := found.get(meant)) is not None:
            citation = replace(
                before,
                places=tuple(dict.fromkeys((*before.places, *citation.places))),
                spellings=tuple(dict.fromkeys((*before.spellings, *citation.spellings))),
            )
        found[meant] = citation
    return list(found.values())


def _meant(citation: Citation) -> object:
    """What is one thing on the page, however the text names it."""
    if not citation.is_sure:
        return citation.reference, citation.when
    return (citation.reference, citation.keys[0]) if citation.is_base else citation.keys[0]


def _stated(circular: Circular, named: Iterable[Named], known: KnownReferences) -> frozenset[str]:
    """The letters of which the letter's facts and the links in its texts say that it speaks."""
    related = [related.circular for related in circular.related if related.circular]
    linked = [each.key for each in named if each.key]
    return known.told(circular.references, bearer(circular), {*related, *linked})


def _citation(
    circular: Circular,
    named: Named,
    known: KnownReferences,
    by_key: Mapping[str, Circular],
    stated: frozenset[str],
) -> Citation | None:
    places = (named.place,) if named.place else ()
    if named.reference is None:
        if named.key == circular.key or named.key not in by_key:
            return None
        first = by_key[named.key].references[:1]
        reference = first[0] if first else None
        return Citation(reference=reference, keys=(named.key,), is_sure=True, places=places)
    if is_own(circular, named):
        return None
    by = bearer(circular)
    meant = known.meant(named.reference, named.when, by, stated)
    is_base = False
    if not meant.letters:
        meant = known.base_meant(named.reference, named.when, by, stated)
        is_base = bool(meant.letters)
    return Citation(
        reference=named.reference,
        when=named.when.years,
        keys=tuple(letter.key for letter in meant.letters),
        is_sure=meant.is_sure,
        is_later=meant.is_later,
        is_base=is_base,
        places=places,
        spellings=((named.reference, named.when),),
    )


def is_own(circular: Circular, named: Named) -> bool:
    """Whether a letter names itself."""
    if named.key:
        return named.key == circular.key
    when = named.when
    return named.reference in circular.references and not when.is_open and when.holds(circular.year)


def _own_relations(circular: Circular, known: KnownReferences) -> list[Related]:
    """What the letter's own references say of others: what it corrects, and what it adds to."""
    found: list[Related] = []
    stated = {related.circular for related in circular.related if related.circular}
    for reference in circular.references:
        if not reference.issuance:
            continue
        relation = _RELATIONS[reference.issuance]
        meant = known.issued_to(reference, bearer(circular), stated)
        key = meant.letters[0].key if meant.is_sure else None
        said = any(
            related.relation == relation and (key is None or related.circular == key)
            for related in (*circular.related, *found)
        )
        if not said:
            name = OWN if not found else f"{OWN}-{len(found) + 1}"
            found.append(
                Related(
                    id=name,
                    kind="circular",
                    relation=relation,
                    circular=key,
                    reference=reference.base,
                    perhaps=() if key else tuple(letter.key for letter in meant.letters),
                )
            )
    return found
