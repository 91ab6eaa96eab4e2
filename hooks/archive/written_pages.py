"""The hand-written pages as their folder names them, for whoever has no host generator to ask."""

from __future__ import annotations

from pathlib import Path

from archive.languages import CODES, DEFAULT
from archive.move_register import FORMS
from archive.promises import PAGE, Pages
from archive.urls import Addresses

WRITTEN_FOLDER = "docs"
"""The folder of hand-written pages, beside the archive's own."""

NOT_PUBLISHED = ("decisions", "images", "project")
"""Its folders for whoever works on the archive: ``exclude_docs`` of mkdocs.yml names the same."""


def written_pages(folder: Path) -> Pages | None:
    """The hand-written pages, as ``about.en.md``; None where there is no such folder.

    A page that is not translated is shown to all in the default language.
    """
    if not folder.is_dir():
        return None
    addresses = Addresses(default_language=DEFAULT.code)
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).parts[0] in NOT_PUBLISHED:
            continue
        stem, _, code = path.stem.rpartition(".")
        if stem and code in CODES:
            place = path.with_name(stem).relative_to(folder).as_posix()
            found.setdefault(place.removesuffix("index").strip("/"), set()).add(code)
    return {
        name: {
            code: addresses.named(code, name)
            for code in CODES
            if code in codes or DEFAULT.code in codes
        }
        for name, codes in sorted(found.items())
        if FORMS[PAGE].fullmatch(name)  # not the home page, which is promised as a section
    }
