"""The page for editors: where to begin, the references of fields and rules, the schemas."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive
from archive.render.pages import PageWriter
from archive.schemas import SCHEMA_NAMES
from archive.site import Artifact, Site


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The page in every language."""
    writer = PageWriter(site)
    for language in site.languages:
        path = site.addresses.editing(language.code)
        view = writer.view(language.code, path)
        yield writer.page(
            template="editing.html",
            section="editing",
            language=language.code,
            path=path,
            title=view.t("editing.title"),
            description=view.t("editing.description"),
            alternates={item.code: site.addresses.editing(item.code) for item in site.languages},
            context={"schemas": SCHEMA_NAMES},
        )
