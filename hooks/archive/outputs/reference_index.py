"""The index of references, which a script reads to find the letter that somebody means.

It is split, so that a reader who asks for one letter loads little, however large the archive:

``r/index.json``
    ``pages`` gives the address of a circular below the site's root by language, with ``{key}``;
    ``bureaux`` their abbreviations; ``parts`` for every series and year the smallest and the
    largest number in that part (none where it has no numbers), so that a bare number asks only
    for the parts that can hold it; ``serial`` which of the groups of digits counts, where a
    number has several and it is not the last; ``unnamed`` the years with letters that have no
    reference, ``unnumbered`` those with references without a digit; ``printed`` how references of
    a series are written, ``words`` how they are read.

``r/index/<series>-<year>.json``
    For every number of that series in that year the letters that bear it, the oldest first.
    A corrigendum stands under ``45 corrigendum 2``. References of no known series form the series
    ``other``, each under the whole of it; letters without a reference form the series
    ``unnamed``, each under the last part of its address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from archive.model import Archive, Circular
from archive.references import ISSUANCES, Reference
from archive.references.for_browsers import resolver_words
from archive.site import Artifact, Site

VERSION = 1
"""Rises when a key changes its meaning."""

OTHER = "other"
"""The series of references that belong to none."""

UNNAMED = "unnamed"
"""The series of letters that have no reference."""

SERIAL: Mapping[str, int] = {"tsb-collective-letter": 0}
"""Which group of digits people call the number: of "3/11", the third letter of Study Group 11,
the first one. Of others, such as "19/35", the 35th letter of 2019, it is the last one."""

_DIGITS = re.compile("[0-9]+")
_ISSUED = re.compile(f" (?:{'|'.join(ISSUANCES)})(?: [0-9]+)?$")
_LONGEST = 9
"""Longer runs of digits are no numbers of letters, and not exact in every script."""

Part = dict[str, list[dict[str, object]]]
"""The letters of one series and year, by number."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The index and its parts: JSON in UTF-8, keys in alphabetical order."""
    parts = _parts(archive, site)
    yield _file(site.addresses.reference_index(), _overview(archive, site, parts))
    for (series, year), letters in sorted(parts.items()):
        yield _file(site.addresses.reference_index(series, year), letters)


def serials(series: str, number: str) -> list[int]:
    """The numbers by which people who say nothing else may mean it; those of a reference of no
    known series are all that it has."""
    groups = [int(group) for group in _DIGITS.findall(number) if len(group) <= _LONGEST]
    if series == OTHER or not groups:
        return groups
    return [groups[SERIAL.get(series, -1)]]


def _file(path: str, value: object) -> Artifact:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Artifact(path=path, data=text.encode() + b"\n", kind="file")


def _parts(archive: Archive, site: Site) -> dict[tuple[str, int], Part]:
    parts: dict[tuple[str, int], Part] = {}
    for circular in archive.circulars:
        letter = _letter(circular)
        if not circular.references:
            name = circular.key.partition("/")[2]
            parts.setdefault((UNNAMED, circular.year), {})[name] = [letter]
        for reference in circular.references:
            printed = _printed(reference, site)
            entry = {**letter, "reference": printed} if printed else letter
            part = parts.setdefault((_series(reference), circular.year), {})
            part.setdefault(_number(reference), []).append(entry)
    return parts


def _letter(circular: Circular) -> dict[str, object]:
    """What a choice shows of a letter; the language of the original is named first."""
    original = circular.original.language
    return {
        "key": circular.key,
        "date": str(circular.date) if circular.date else "",
        "bureau": circular.bureau.id,
        "subject": dict(circular.subject.texts),
        "languages": [original, *(code for code in circular.texts if code != original)],
    }


def _series(reference: Reference) -> str:
    return reference.series if reference.series and reference.is_letter else OTHER


def _number(reference: Reference) -> str:
    base = reference.base.number if _series(reference) != OTHER else reference.base.canonical
    issue = "" if reference.issue is None else f" {reference.issue}"
    return f"{base} {reference.issuance}{issue}" if reference.issuance else base


def _printed(reference: Reference, site: Site) -> dict[str, str]:
    """How it reads by language, where the series and the number alone do not tell."""
    if not reference.issuance:
        return {}
    return {item.code: reference.printed(site.phrases[item.code]) for item in site.languages}


def _overview(
    archive: Archive, site: Site, parts: Mapping[tuple[str, int], Part]
) -> dict[str, object]:
    codes = [language.code for language in site.languages]
    ranges: dict[str, dict[str, list[int]]] = {}
    for (series, year), letters in sorted(parts.items()):
        if series != UNNAMED:
            ranges.setdefault(series, {})[str(year)] = _range(series, letters)
    present = [series for series in ranges if series != OTHER]
    return {
        "version": VERSION,
        "pages": {code: site.addresses.circular(code, "{key}") for code in codes},
        "bureaux": {bureau.id: dict(bureau.abbreviation.texts) for bureau in archive.bureaux},
        "parts": ranges,
        "serial": dict(SERIAL),
        "unnamed": [year for series, year in sorted(parts) if series == UNNAMED],
        "unnumbered": sorted(
            year
            for (series, year), letters in parts.items()
            if series == OTHER and not all(serials(series, number) for number in letters)
        ),
        "printed": {
            series: {
                code: Reference(series=series, number="{number}").printed(site.phrases[code])
                for code in codes
            }
            for series in present
        },
        "words": resolver_words(site.phrases),
    }


def _range(series: str, numbers: Iterable[str]) -> list[int]:
    found = [serial for name in numbers for serial in serials(series, _ISSUED.sub("", name))]
    return [min(found), max(found)] if found else []
