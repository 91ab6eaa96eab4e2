"""Lists of circulars: the newest, by year, by bureau."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from archive import scopes
from archive.model import Archive, Circular
from archive.paging import LIST_SIZE, numbered_pages, page_slice
from archive.render.pages import PageWriter
from archive.site import Artifact, Site

SECTION = "circulars"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All lists in all languages."""
    writer = PageWriter(site)
    years: dict[int, list[Circular]] = {}
    bureaux: dict[str, list[Circular]] = {bureau.id: [] for bureau in archive.bureaux}
    for circular in archive.circulars:
        years.setdefault(circular.year, []).append(circular)
        bureaux[circular.bureau.id].append(circular)
    counts = {year: len(found) for year, found in sorted(years.items(), reverse=True)}
    by_bureau = [(bureau, len(bureaux[bureau.id])) for bureau in archive.bureaux]
    chips: dict[str, object] = {"years": counts, "bureaux": by_bureau}
    uncounted: dict[str, object] = {
        "years": dict.fromkeys(counts),
        "bureaux": [(bureau, None) for bureau in archive.bureaux],
        "total": None,
    }
    for language in site.languages:
        code, addresses = language.code, site.addresses
        view = writer.view(code, addresses.circulars(code))
        yield writer.page(
            template="circulars.html",
            section=SECTION,
            language=code,
            path=view.path,
            title=view.t("circulars.title"),
            description=view.t("circulars.description"),
            alternates=_alternates(site, addresses.circulars),
            context={
                "newest": archive.circulars[::-1][:LIST_SIZE],
                "total": len(archive.circulars),
                **chips,
            },
        )
        for year, found in years.items():
            title = view.t("circulars.of-year", year=year)

            def of_year(code: str, page: int | None, year: int = year) -> str:
                return site.addresses.circulars_of_year(code, year, page)

            extra = ({"year": year, **chips}, {"year": year, **uncounted})
            yield from _list(writer, code, found, title, of_year, extra)
        for bureau in archive.bureaux:
            title = view.plain(bureau.name)

            def of_bureau(code: str, page: int | None, bureau: str = bureau.id) -> str:
                return site.addresses.circulars_of_bureau(code, bureau, page)

            extra = ({"bureau": bureau.id, **chips}, {"bureau": bureau.id, **uncounted})
            found, scope = bureaux[bureau.id], scopes.of_bureau(bureau)
            yield from _list(writer, code, found, title, of_bureau, extra, scope)


def _alternates(site: Site, path: Callable[[str], str]) -> dict[str, str]:
    return {language.code: path(language.code) for language in site.languages}


def _list(
    writer: PageWriter,
    language: str,
    circulars: Sequence[Circular],
    title: str,
    address: Callable[[str, int | None], str],
    extra: tuple[Mapping[str, object], Mapping[str, object]],
    scope: scopes.Scope = scopes.ALL,
) -> Iterator[Artifact]:
    """One list on its pages. *extra* is what the newest page has beside it, and what the numbered
    ones have: these say no numbers of letters, or each new letter would change all of them."""
    count = len(circulars)
    last = numbered_pages(count)
    for page in (None, *range(last, 0, -1)):
        path = address(language, page)
        view = writer.view(language, path)
        shown = title if page is None else f"{title}: {view.t('list.page', number=page)}"
        yield writer.page(
            template="circular_list.html",
            section=SECTION,
            language=language,
            path=path,
            title=shown,
            description=view.t("circulars.description"),
            alternates={item.code: address(item.code, page) for item in writer.site.languages},
            scope=scope,
            context={
                "title": title,
                "circulars": circulars[page_slice(count, page)][::-1],
                "total": count,
                "page": page,
                "pages": [(number, address(language, number)) for number in range(last, 0, -1)],
                "newest": address(language, None),
                "year": None,
                "bureau": None,
                **(extra[0] if page is None else extra[1]),
            },
        )
