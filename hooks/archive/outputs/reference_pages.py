"""The lasting addresses of references, and the page that finds the letter which somebody means.

``/r/<slug>/`` leads to the letter that bears the reference, or offers those that do: numbers of
some series begin anew with each study period. The archive does not guess which one is meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from archive import content_policy
from archive.languages import Phrases
from archive.model import Archive, Circular
from archive.references import Reference
from archive.references.series import PERIODS, period, restarts
from archive.render.frames import Frame
from archive.render.markup import markup
from archive.render.pages import PageWriter, script_json
from archive.site import Artifact, Site

SECTION = "r"

_POLICY = markup(content_policy.head(content_policy.SMALL_PAGE))

_LATE = 10
"""A study period that begins in this month or a later one is called by the next year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that bears a reference."""

    reference: Reference
    circular: Circular


def by_slug(archive: Archive) -> Mapping[str, Sequence[Letter]]:
    """For every slug of a reference in the archive, in their order, the letters that bear it, the
    newest first. A reference without a Latin letter or a digit has no slug."""
    found: dict[str, dict[str, Letter]] = {}
    for circular in reversed(archive.circulars):
        for reference in circular.references:
            if reference.slug:
                letter = Letter(reference=reference, circular=circular)
                found.setdefault(reference.slug, {}).setdefault(circular.key, letter)
    return {slug: tuple(found[slug].values()) for slug in sorted(found)}


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The resolver and the pages of all references, in every language."""
    writer = PageWriter(site)
    borne = by_slug(archive)
    for language in site.languages:
        yield _resolver(writer, archive, language.code)
        yield from leading(writer, language.code, borne)
        for slug, letters in borne.items():
            if len(letters) > 1:
                yield _choice(writer, language.code, slug, letters)


def script_words(site: Site, language: str) -> str:
    """What the resolver's script says in *language*, as JSON."""
    return script_json(_script_words(site, language))


def lost_words(site: Site) -> str:
    """What the script says on the page for lost addresses, in all languages, as JSON. Which of
    them is spoken, the address decides, and where it tells none, the reader's browser."""
    words = []
    for item in site.languages:
        phrases = site.phrases[item.code]
        words.append(
            {
                **_script_words(site, item.code),
                "near": phrases("not-found.offer"),
                "search": phrases("not-found.offer-words"),
                "searchPage": site.addresses.search(item.code),
            }
        )
    return script_json(words)


def _script_words(site: Site, language: str) -> dict[str, object]:
    phrases = site.phrases[language]
    names = ("loading", "near", "none", "failed", "search")
    return {
        "language": language,
        "locale": phrases.language.locale.replace("_", "-"),
        "fitting": phrases.plural_forms("resolver.fitting"),
        "about": phrases("date.about"),
        "year": phrases("date.year", year="{year}"),
        "undated": phrases("date.none"),
        "unnamed": phrases("circular.no-reference"),
        "languages": {code: phrases.language_name(code) for code in site.phrases},
        **{name: phrases(f"resolver.{name}") for name in names},
    }


def _resolver(writer: PageWriter, archive: Archive, language: str) -> Artifact:
    site = writer.site
    view = writer.view(language, site.addresses.resolver(language))
    return writer.page(
        template="resolver.html",
        section=SECTION,
        language=language,
        path=view.path,
        title=view.t("resolver.title"),
        description=view.t("resolver.description"),
        alternates={item.code: site.addresses.resolver(item.code) for item in site.languages},
        context={
            "years": sorted({circular.year for circular in archive.circulars}, reverse=True),
            "bureaux": archive.bureaux,
            "words": script_words(site, language),
        },
    )


def leading(
    writer: PageWriter, language: str, borne: Mapping[str, Sequence[Letter]]
) -> Iterator[Artifact]:
    """A small page for every reference of one letter, without the frame of the others: nobody
    stays on it. All stand in one folder, so that the parts that they share are drawn once."""
    site, addresses = writer.site, writer.site.addresses
    view = writer.view(language, addresses.reference(language, "any"))
    frame = Frame.cut(writer.part("reference_letter.html", view, {"policy": _POLICY}))
    for slug, letters in borne.items():
        if len(letters) == 1:
            [letter] = letters
            written = addresses.circular_as_written(language, letter.circular)
            values = {
                "name": str(escape(letter.reference.printed(view.phrases))),
                "target": str(escape(view.circular_href(letter.circular))),
                "canonical": str(escape(site.absolute(written))),
                "subject": str(view.words(letter.circular.subject)),
            }
            path = addresses.reference(language, slug)
            yield Artifact(path=f"{path}index.html", data=frame.fill(values).encode())


def _choice(writer: PageWriter, language: str, slug: str, letters: Sequence[Letter]) -> Artifact:
    site = writer.site
    view = writer.view(language, site.addresses.reference(language, slug))
    # References of no known series may differ and yet have one slug.
    names = dict.fromkeys(letter.reference.printed(view.phrases) for letter in letters)
    name = " · ".join(names)
    series = letters[0].reference.series or ""
    groups: dict[str, list[Circular]] = {}
    for letter in letters:
        groups.setdefault(_when(series, letter.circular, view.phrases), []).append(letter.circular)
    return writer.page(
        template="reference_choice.html",
        section=SECTION,
        language=language,
        path=view.path,
        title=name,
        description=view.plural("resolver.bearers", len(letters)),
        alternates={
            item.code: site.addresses.reference(item.code, slug) for item in site.languages
        },
        indexed=False,
        context={
            "name": name,
            "number": len(letters),
            "groups": groups,
            "restarts": restarts(series),
        },
    )


def _when(series: str, circular: Circular, phrases: Phrases) -> str:
    """Under what a choice shows the letter: its study period, where that decides, else its year.

    A period is called by whole years, as ITU calls it: 2017–2021, 2022–2024. One that begins in
    October or later is called by the next year, and the last year is the one before the name of
    the next period begins.
    """
    index = period(series, circular.date.first()) if circular.date else None
    if index is None:
        return phrases("date.year", year=circular.year)
    starts = PERIODS[series]
    first = _first_year(starts[index])
    if index + 1 == len(starts):
        return phrases("resolver.period-present", first=first)
    return phrases("resolver.period", first=first, last=_first_year(starts[index + 1]) - 1)


def _first_year(start: dt.date) -> int:
    return start.year + (start.month >= _LATE)
