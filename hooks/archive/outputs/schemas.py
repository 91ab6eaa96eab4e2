"""The JSON Schemas of the archive's files, for editors that complete while one types."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive
from archive.schemas import SCHEMA_NAMES, schema_text
from archive.site import Artifact, Site


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """A schema for every kind of file, described in every language."""
    for language in site.languages:
        for name in SCHEMA_NAMES:
            text = schema_text(name, site.phrases[language.code])
            path = site.addresses.schema(language.code, name)
            yield Artifact(path=path, data=text.encode(), kind="file")
