"""The reference of front-matter fields, generated from the table of fields."""

from __future__ import annotations

from collections.abc import Iterator

from archive.fields import DOCUMENTS, walk
from archive.model import Archive
from archive.render.pages import PageWriter
from archive.render.templates import Heading
from archive.site import Artifact, Site


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The reference page in every language."""
    writer = PageWriter(site)
    for language in site.languages:
        path = site.addresses.field_reference(language.code)
        view = writer.view(language.code, path)
        tables = [(name, list(walk(fields))) for name, fields in DOCUMENTS.items()]
        yield writer.page(
            template="fields.html",
            section="editing",
            language=language.code,
            path=path,
            title=view.t("fields.title"),
            description=view.t("fields.description"),
            alternates={
                item.code: site.addresses.field_reference(item.code) for item in site.languages
            },
            contents=tuple(
                Heading(anchor=name, title=view.t(f"fields.document.{name}")) for name, _ in tables
            ),
            context={
                "tables": tables,
                "bureaux": archive.bureaux,
                "classes": archive.addressees,
                "initiatives": archive.initiatives,
                "answers": archive.answers,
            },
        )
