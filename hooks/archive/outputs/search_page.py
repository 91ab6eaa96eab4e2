"""The search page: a plain form and box for Pagefind, and a way on without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

from archive.languages import Phrases
from archive.model import Archive
from archive.render.pages import PageWriter, script_json
from archive.site import Artifact, Site


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The search page in every language."""
    writer = PageWriter(site)
    for language in site.languages:
        path = site.addresses.search(language.code)
        view = writer.view(language.code, path)
        yield writer.page(
            template="search.html",
            section="search",
            language=language.code,
            path=path,
            title=view.t("search.title"),
            description=view.t("search.description"),
            alternates={item.code: site.addresses.search(item.code) for item in site.languages},
            indexed=False,
            context={"years": _years(archive), "words": _words(view.phrases)},
        )


def _years(archive: Archive) -> list[int]:
    return sorted({circular.year for circular in archive.circulars}, reverse=True)


def _words(phrases: Phrases) -> str:
    """What the page's script says, as JSON."""
    words = {
        "language": phrases.language.code,
        "loading": phrases("search.loading"),
        "results": phrases.plural_forms("search.results"),
    }
    return script_json(words)
