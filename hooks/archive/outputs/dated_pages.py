"""The pages of deadlines and of events: what is open or coming, what has passed, by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archive import selections
from archive.model import Archive
from archive.render.pages import PageWriter
from archive.site import Artifact, Site


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """Both sections in all languages."""
    writer = PageWriter(site)
    yield from _deadlines(writer, archive)
    yield from _events(writer, archive)


def _deadlines(writer: PageWriter, archive: Archive) -> Iterator[Artifact]:
    site = writer.site
    every = selections.deadlines(archive.circulars)
    still = selections.deadlines_ahead(archive.circulars, site.today)
    closed = selections.deadlines_over(archive.circulars, site.today)
    recent = selections.recent(closed, site.today)
    years = sorted(
        {item.item.due.geneva_day().year for item in every if item.item.due}, reverse=True
    )
    context = {"years": years, "open": still, "closed": recent, "year": None}
    yield from _pages(writer, "deadlines", None, site.addresses.deadlines, context)
    for year in years:
        found = [
            item for item in every if item.item.due and item.item.due.geneva_day().year == year
        ]
        context = {"years": years, "found": found, "year": year}
        yield from _pages(writer, "deadlines", year, site.addresses.deadlines, context)


def _events(writer: PageWriter, archive: Archive) -> Iterator[Artifact]:
    site = writer.site
    every = selections.events(archive.circulars)
    coming = selections.coming_events(archive.circulars, site.today)
    past = selections.past_events(archive.circulars, site.today)
    recent = selections.recent(past, site.today)
    years = sorted({item.item.start.geneva_first_day().year for item in every}, reverse=True)
    context = {"years": years, "coming": coming, "past": recent, "year": None}
    yield from _pages(writer, "events", None, site.addresses.events, context)
    for year in years:
        found = [item for item in every if item.item.start.geneva_first_day().year == year]
        context = {"years": years, "found": found, "year": year}
        yield from _pages(writer, "events", year, site.addresses.events, context)


def _pages(
    writer: PageWriter,
    section: str,
    year: int | None,
    address: Callable[[str, int | None], str],
    context: dict[str, object],
) -> Iterator[Artifact]:
    for language in writer.site.languages:
        path = address(language.code, year)
        view = writer.view(language.code, path)
        title = view.t(f"{section}.title")
        if year is not None:
            title = view.t(f"{section}.of-year", year=year)
        yield writer.page(
            template=f"{section}.html",
            section=section,
            language=language.code,
            path=path,
            title=title,
            description=view.t(f"{section}.description"),
            alternates={item.code: address(item.code, year) for item in writer.site.languages},
            context={
                **context,
                "title": title,
                "addresses": {
                    number: address(language.code, number)
                    for number in (None, *context["years"])  # type: ignore[misc]
                },
            },
        )
