"""The index of initiatives and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive import selections
from archive.dates_in_force import DatesInForce
from archive.model import Archive, Circular, Initiative
from archive.paging import numbered_pages, page_slice
from archive.render.pages import PageWriter
from archive.scopes import of_initiative
from archive.site import Artifact, Site
from archive.urls import language_for_texts

SECTION = "initiatives"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All pages of initiatives in all languages."""
    writer = PageWriter(site)
    found = selections.by_initiative(archive)
    in_force = site.in_force
    for language in site.languages:
        yield _index(writer, archive, found, language.code)
        for initiative in archive.initiatives:
            circulars = found[initiative.id]
            yield from _initiative(writer, archive, initiative, circulars, in_force, language.code)


def _index(
    writer: PageWriter,
    archive: Archive,
    found: Mapping[str, Sequence[Circular]],
    language: str,
) -> Artifact:
    site = writer.site
    path = site.addresses.initiatives(language)
    view = writer.view(language, path)
    rows = []
    for initiative in archive.initiatives:
        circulars = found[initiative.id]
        rows.append((initiative, len(circulars), circulars[-1] if circulars else None))
    return writer.page(
        template="initiatives.html",
        section=SECTION,
        language=language,
        path=path,
        title=view.t("initiatives.title"),
        description=view.t("initiatives.description"),
        alternates={item.code: site.addresses.initiatives(item.code) for item in site.languages},
        context={"rows": rows},
    )


def _initiative(
    writer: PageWriter,
    archive: Archive,
    initiative: Initiative,
    circulars: Sequence[Circular],
    in_force: DatesInForce,
    language: str,
) -> Iterator[Artifact]:
    site = writer.site
    count, last = len(circulars), numbered_pages(len(circulars))
    by_key = archive.by_key()
    text_language = language_for_texts(language, initiative.texts)
    text = initiative.texts[text_language]
    deadlines, events = in_force.deadlines(circulars), in_force.events(circulars)
    shown = {
        "deadlines": len(deadlines),
        "events": len(events),
        "open": selections.deadlines_ahead(deadlines, site.today),
        "coming": selections.coming_events(events, site.today),
    }
    for page in (None, *range(last, 0, -1)):
        path = site.addresses.initiative(language, initiative.id, page)
        view = writer.view(language, path)
        fragment = site.fragments[f"initiatives/{initiative.id}", text_language]
        title = view.plain(initiative.name)
        yield writer.page(
            template="initiative.html",
            section=SECTION,
            language=language,
            path=path,
            title=title if page is None else f"{title}: {view.t('list.page', number=page)}",
            description=view.t("initiative.description", name=title),
            alternates={
                item.code: site.addresses.initiative(item.code, initiative.id, page)
                for item in site.languages
            },
            scope=of_initiative(initiative),
            context={
                "initiative": initiative,
                "text": text,
                "introduction": fragment.fill("", view.circular_links(by_key)),
                # In order of time, as a file of letters is read.
                "circulars": circulars[page_slice(count, page)],
                "total": count,
                **shown,
                "page": page,
                "pages": [
                    (number, site.addresses.initiative(language, initiative.id, number))
                    for number in range(1, last + 1)
                ],
                "newest": site.addresses.initiative(language, initiative.id),
            },
        )
