"""The glossary: every abbreviation with what it stands for, in all languages side by side."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Term
from archive.render.pages import PageWriter
from archive.site import Artifact, Site

SECTION = "editing"

RULE = "inconsistent-term"
"""The rule that asks texts for the terms of the glossary."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The page in every language, sorted by that language's abbreviations."""
    writer = PageWriter(site)
    for language in site.languages:
        path = site.addresses.glossary(language.code)
        view = writer.view(language.code, path)
        yield writer.page(
            template="glossary.html",
            section=SECTION,
            language=language.code,
            path=path,
            title=view.t("glossary.title"),
            description=view.t("glossary.description"),
            alternates={item.code: site.addresses.glossary(item.code) for item in site.languages},
            context={
                "terms": in_order(archive.glossary, language.code),
                "others": [item for item in site.languages if item != language],
                "rule": RULE,
            },
        )


def in_order(terms: tuple[Term, ...], language: str) -> list[Term]:
    """Sorted as readers of *language* look for abbreviations: by letters, capital or small."""

    def key(term: Term) -> tuple[str, str]:
        return (term.abbreviation.in_language(language).text.casefold(), term.id)

    return sorted(terms, key=key)
