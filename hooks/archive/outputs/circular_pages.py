"""A page for every circular in every language that it has, and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from archive.model import Archive, Circular
from archive.render.pages import PageWriter
from archive.render.templates import Heading, View
from archive.selections import related_to
from archive.site import Artifact, Site

SECTION = "circulars"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All circular pages, and the annexes that are held."""
    writer = PageWriter(site)
    by_key = archive.by_key()
    cited_by = related_to(archive)
    for circular in archive.circulars:
        alternates = {
            language.code: site.addresses.circular(language.code, circular.key)
            for language in site.languages
            if language.code in circular.texts
        }
        for language in alternates:
            yield _page(writer, circular, language, alternates, by_key, cited_by)
        for annex in circular.annexes:
            if annex.file is not None:
                data = (site.archive_root / circular.key / annex.file).read_bytes()
                path = site.addresses.attachment(circular.key, annex.file)
                yield Artifact(path=path, data=data, kind="file")


def _page(
    writer: PageWriter,
    circular: Circular,
    language: str,
    alternates: dict[str, str],
    by_key: dict[str, Circular],
    cited_by: dict[str, list[tuple[str, Circular]]],
) -> Artifact:
    site = writer.site
    path = alternates[language]
    view = writer.view(language, path)
    text = circular.texts[language]
    fragment = site.fragments[circular.key, language]
    body = fragment.fill("", view.circular_links(by_key))
    subject = view.plain(circular.subject)
    reference = view.reference(circular)
    title = f"{reference}: {subject}" if circular.references else subject
    report = None
    if site.repository is not None:
        issue = view.t("circular.report-title", reference=reference, language=language)
        page = site.absolute(path)
        report = f"{site.repository.url}/issues/new?title={quote(issue)}&body={quote(page)}"
    return writer.page(
        template="circular.html",
        section=SECTION,
        language=language,
        path=path,
        title=title,
        description=view.plain(circular.summary),
        alternates=alternates,
        contents=_contents(view, circular, cited_by.get(circular.key, [])),
        context={
            "circular": circular,
            "text": text,
            "body": body,
            "others": [code for code in alternates if code != language],
            "alternates": alternates,
            "by_key": by_key,
            "cited_by": cited_by.get(circular.key, []),
            "report": report,
        },
    )


def _contents(
    view: View, circular: Circular, cited_by: list[tuple[str, Circular]]
) -> tuple[Heading, ...]:
    text = circular.texts[view.language]
    annexes = tuple(
        Heading(anchor=place.anchor, title=place.heading) for place in text.outline if place.heading
    )
    sections = [
        ("summary", True, ()),
        ("facts", True, ()),
        ("text", True, annexes),
        ("deadlines", bool(circular.deadlines), ()),
        ("events", bool(circular.events), ()),
        ("contacts", bool(circular.contacts), ()),
        ("annexes", bool(circular.annexes), ()),
        ("links", bool(circular.links), ()),
        ("related", bool(circular.related or cited_by), ()),
        ("source", True, ()),
    ]
    return tuple(
        Heading(anchor=name, title=view.t(f"circular.{name}"), below=below)
        for name, present, below in sections
        if present
    )
