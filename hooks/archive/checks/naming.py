"""The rule that it is certain which letters a letter names: in its words, and by its reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from archive.checks.desk import Desk
from archive.checks.library import Cited, Extract, Library
from archive.problems import Place, Problem, Severity
from archive.prose.found import read_prose
from archive.references import Reference, When
from archive.references.bearers import Bearer, KnownReferences, Meant

_OF_ISSUANCE = {"corrigendum": "corrects", "addendum": "adds-to"}
"""The relation that the reference of a corrigendum or addendum states."""


def reference_unclear(library: Library, desk: Desk) -> Iterator[Problem]:
    """It is certain which letter the words name: one that is held, or one of the related items.

    Which one that is, the pages judge by the same function
    (:meth:`archive.references.bearers.KnownReferences.meant`).
    """
    if not library.is_whole:
        return  # a letter that could not be read may be the one that is meant
    letters = library.by_key()
    bearers = {extract.key: _bearer(extract) for extract in library.circulars}
    known = KnownReferences(
        (bearers[extract.key], [reference.canonical for reference in extract.references])
        for extract in sorted(library.circulars, key=Extract.order)
    )
    for extract in library.circulars:
        own = (each.canonical.partition(" ")[0].casefold() for each in extract.references)
        if extract.cited or any(word in _OF_ISSUANCE for word in own):
            yield from _Letter(extract, bearers[extract.key], known, letters, desk).problems()


class _Letter:
    """One letter, and what it names."""

    def __init__(
        self,
        extract: Extract,
        bearer: Bearer,
        known: KnownReferences,
        letters: dict[str, Extract],
        desk: Desk,
    ) -> None:
        self._extract = extract
        self._bearer = bearer
        self._known = known
        self._letters = letters
        self._desk = desk
        self._own = [desk.grammar.parse(each.canonical) for each in extract.references]
        related = {relation.circular for relation in extract.relations if relation.circular}
        linked = {
            mention.value
            for mention in extract.mentions
            if mention.kind == "circular" and mention.name == "body"
        }
        self._told = known.told(self._own, bearer, related | linked)
        self._titles: set[str] | None = None

    def problems(self) -> Iterator[Problem]:
        """All that is not certain, each name once."""
        judged: set[str] = set()
        for reference, named in zip(self._own, self._extract.references, strict=True):
            if reference.issuance and (problem := self._of_issuance(reference, named.place)):
                judged.add(reference.base.canonical.casefold())
                yield problem
        names: dict[tuple[str, When], list[Cited]] = {}
        for item in self._extract.cited:
            name = item.canonical.casefold()
            if name not in judged:
                names.setdefault((name, item.when.years), []).append(item)
        for (_, when), places in names.items():
            yield from self._of_words(when, self._in_order(places))

    def _of_issuance(self, reference: Reference, place: Place) -> Problem | None:
        """A corrigendum or addendum whose letter is not certain."""
        meant = self._known.issued_to(reference, self._bearer, self._told)
        relation = _OF_ISSUANCE[reference.issuance]
        is_said = any(each.relation == relation for each in self._extract.relations)
        if meant.is_sure or is_said or self._is_titled(reference.base):
            return None
        name = self._printed(reference.base)
        variant = "base" if meant.letters else "base-outside"
        return _warning(place, variant, reference=name, title=name, known=_keys(meant))

    def _of_words(self, when: When, places: list[Cited]) -> Iterator[Problem]:
        """What the words name at *places*, each time by one reference and with the same years."""
        reference = self._desk.grammar.parse(places[0].canonical)
        if self._known.is_own(reference, when, self._bearer):
            return
        meant = self._known.meant(reference, when, self._bearer, self._told)
        if meant.is_sure:
            yield from self._dates(places, meant.letters[0].key)
            return
        if self._is_base_told(reference, when) or self._is_titled(reference):
            return
        first = places[0]
        elsewhere = [item.place for item in places if item.place.path != first.place.path]
        variant = "later" if meant.is_later else "" if meant.letters else "outside"
        problem = _warning(
            first.place,
            variant,
            reference=first.text,
            title=self._printed(reference),
            known=_keys(meant),
        )
        yield replace(problem, also=tuple(elsewhere[:1]))

    def _is_base_told(self, reference: Reference, when: When) -> bool:
        """Whether a corrigendum is named by the letter that it belongs to: one that says what it
        corrects may be called by that, and bear no number."""
        if not reference.issuance:
            return False
        base = reference.base
        told = {letter.key for letter in self._known.bearing(base) if letter.key in self._told}
        return bool(told) or self._known.is_own(base, when, self._bearer)

    def _dates(self, places: list[Cited], key: str) -> Iterator[Problem]:
        """Days in the words that are not the one of the letter that is meant."""
        date = self._letters[key].partial_date
        if date is None or not date.is_day:
            return
        said: set[str] = set()
        for item in places:
            day = item.when.day
            if day and day != str(date) and day not in said:
                said.add(day)
                yield _warning(
                    item.place, "date", reference=item.text, day=day, circular=key, date=date
                )

    def _is_titled(self, reference: Reference) -> bool:
        """Whether the title of a related item names it, in whichever language."""
        if self._titles is None:
            self._titles = {
                found.value.casefold()
                for relation in self._extract.relations
                for language in self._desk.phrases
                for found in read_prose(relation.title, self._desk.lexicon(language))
                if found.kind == "reference"
            }
        return reference.canonical.casefold() in self._titles

    def _in_order(self, places: Iterable[Cited]) -> list[Cited]:
        """Those in the file of facts first: entries of related stand there."""
        facts = self._extract.place.path
        return sorted(places, key=lambda item: item.place.path != facts)

    def _printed(self, reference: Reference) -> str:
        """A reference as the language of the file of facts prints it."""
        language = PurePosixPath(self._extract.place.path).stem
        phrases = self._desk.phrases.get(language)
        return reference.printed(phrases) if phrases else reference.canonical


def _bearer(extract: Extract) -> Bearer:
    date, year = extract.partial_date, int(extract.key[:4])
    last = date.last() if date else dt.date(year, 12, 31)
    return Bearer(extract.key, year, extract.order()[0], last)


def _keys(meant: Meant) -> str:
    return ", ".join(letter.key for letter in meant.letters)


def _warning(place: Place, variant: str, **values: object) -> Problem:
    return Problem(
        path=place.path,
        line=place.line,
        column=place.column,
        code="reference-unclear",
        variant=variant,
        values=values,
        severity=Severity.WARNING,
    )
