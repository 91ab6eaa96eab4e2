"""The rule that a link whose words name a letter leads to that letter."""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.desk import Desk
from archive.checks.library import Cited, Extract, Library, Mention
from archive.problems import Problem
from archive.references import Reference
from archive.shown_addresses import are_of_one_host


def reference_misleads(library: Library, desk: Desk) -> Iterator[Problem]:
    """A link whose words begin with the reference of a letter leads to it.

    That is to its page, or to a site on which official letters of the archive stand. Where the
    archive does not hold the letter, every site may have it.
    """
    letters = library.by_key()
    bearing: dict[str, str] = {}
    for extract in library.circulars:
        for named in extract.references:
            bearing.setdefault(named.canonical.casefold(), extract.key)
    official = {
        mention.value
        for extract in library.circulars
        for mention in extract.mentions
        if mention.kind == "official"
    }
    for extract in library.circulars:
        words = {cited.place: cited for cited in extract.cited}
        for mention in extract.mentions if words else ():
            place = mention.place
            # The words of a link begin behind its bracket.
            cited = words.get(place._replace(column=place.column + 1))
            if cited is None or mention.name != "body":
                continue
            reference = desk.grammar.parse(cited.canonical)
            if mention.kind == "circular" and mention.value in letters:
                if not _bears(letters[mention.value], reference):
                    yield _problem(mention, cited, "", mention.value)
            elif mention.kind == "web":
                key = bearing.get(reference.canonical.casefold(), "")
                if key and not any(are_of_one_host(mention.value, each) for each in official):
                    yield _problem(mention, cited, "outside", key)


def _bears(letter: Extract, reference: Reference) -> bool:
    """Whether a letter bears a reference, or is the one that its corrigendum names; of a letter
    without any nothing is known."""
    own = {named.canonical.casefold() for named in letter.references}
    names = {reference.canonical.casefold()}
    if reference.issuance:
        names.add(reference.base.canonical.casefold())
    return not own or bool(own & names)


def _problem(mention: Mention, cited: Cited, variant: str, circular: str) -> Problem:
    return Problem(
        path=mention.place.path,
        line=mention.place.line,
        column=mention.place.column,
        code="reference-misleads",
        variant=variant,
        values={"reference": cited.text, "value": mention.value, "circular": circular},
    )
