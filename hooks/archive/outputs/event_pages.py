"""The pages of events: what is coming, what has been held or called off, and all of a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive import selections
from archive.model import Archive, Dated, Event
from archive.outputs.month_pages import Month, months
from archive.render.pages import PageWriter
from archive.site import Artifact, Site

SECTION = "events"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The first page and a page for each year, in all languages."""
    writer = PageWriter(site)
    in_force = site.in_force.events(archive.circulars)
    past = selections.past_events(archive.circulars, site.today)
    by_year: dict[int, list[Dated[Event]]] = {}
    for dated in selections.events(archive.circulars):
        by_year.setdefault(dated.item.start.geneva_first_day().year, []).append(dated)
    years = sorted(by_year, reverse=True)
    first: dict[str, object] = {
        "coming": selections.coming_events(in_force, site.today),
        "past": selections.recent(past, site.today),
        "years": years,
        "months": [Month.of(site.today)],
    }
    shown = months(archive, site)
    for language in site.languages:
        yield _page(writer, language.code, None, first)
        for year in years:
            of_year = [month for month in shown if month.year == year]
            context = {"found": by_year[year], "years": years, "months": of_year}
            yield _page(writer, language.code, year, context)


def _page(
    writer: PageWriter, language: str, year: int | None, context: Mapping[str, object]
) -> Artifact:
    addresses = writer.site.addresses
    view = writer.view(language, addresses.events(language, year))
    title = view.t("events.title") if year is None else view.t("events.of-year", year=year)
    return writer.page(
        template="events.html",
        section=SECTION,
        language=language,
        path=view.path,
        title=title,
        description=view.t("events.description"),
        alternates={item.code: addresses.events(item.code, year) for item in writer.site.languages},
        context={**context, "title": title, "year": year},
    )
