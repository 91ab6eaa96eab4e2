"""The sitemap (sitemaps.org 0.9), with true dates and language alternates.

It stands for the theme's own, which every language's pass writes anew with the day of the build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from archive import selections
from archive.feeds.background import Background
from archive.model import Archive, Circular
from archive.outputs import month_pages
from archive.paging import numbered_pages
from archive.rule_codes import RULES
from archive.site import Artifact, Site
from archive.urls import language_for

_START = """\
<?xml version='1.0' encoding='UTF-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """``sitemap.xml`` for all languages."""
    lines = [_START]
    for paths, days in _pages(archive, site):
        address = {language: escape(site.absolute(path)) for language, path in paths.items()}
        links = ""
        if len(address) > 1:
            others = (*address.items(), ("x-default", next(iter(address.values()))))
            links = "".join(
                f'    <xhtml:link rel="alternate" hreflang="{other}" href="{target}"/>\n'
                for other, target in others
            )
        for language, place in address.items():
            day = days.get(language)
            changed = f"    <lastmod>{day.isoformat()}</lastmod>\n" if day else ""
            lines.append(f"  <url>\n    <loc>{place}</loc>\n{changed}{links}  </url>\n")
    lines.append("</urlset>\n")
    yield Artifact(path="sitemap.xml", data="".join(lines).encode(), kind="file")


def _pages(
    archive: Archive, site: Site
) -> Iterator[tuple[Mapping[str, str], Mapping[str, dt.date]]]:
    """Every indexed page: its path and its last change by language."""
    codes = [language.code for language in site.languages]
    addresses = site.addresses
    everything = _newest(archive.circulars, codes)
    for name in sorted(site.hand_written):
        if name != "index":
            yield site.hand_written[name], {}
    # A home page has the archive's own lists, even where nobody has translated its other words.
    yield {code: addresses.home(code) for code in codes}, everything
    yield {code: addresses.circulars(code) for code in codes}, everything
    years: dict[int, list[Circular]] = {}
    bureaux: dict[str, list[Circular]] = {bureau.id: [] for bureau in archive.bureaux}
    for circular in archive.circulars:
        years.setdefault(circular.year, []).append(circular)
        bureaux[circular.bureau.id].append(circular)
    for year, found in years.items():
        newest = _newest(found, codes)
        for page in (None, *range(1, numbered_pages(len(found)) + 1)):
            paths = {code: addresses.circulars_of_year(code, year, page) for code in codes}
            yield paths, newest
    for bureau, found in bureaux.items():
        newest = _newest(found, codes)
        for page in (None, *range(1, numbered_pages(len(found)) + 1)):
            paths = {code: addresses.circulars_of_bureau(code, bureau, page) for code in codes}
            yield paths, newest
    background = Background(archive, site)
    for circular in archive.circulars:
        present = [code for code in codes if code in circular.texts]
        yield (
            {code: addresses.circular(code, circular.key) for code in present},
            {code: background.updated(circular, code) for code in present},
        )
    yield {code: addresses.initiatives(code) for code in codes}, everything
    of_initiatives = selections.by_initiative(archive)
    for initiative in archive.initiatives:
        found = of_initiatives[initiative.id]
        newest = _newest(found, codes)
        for page in (None, *range(1, numbered_pages(len(found)) + 1)):
            paths = {code: addresses.initiative(code, initiative.id, page) for code in codes}
            yield paths, newest
    deadline_years = {
        item.due.geneva_day().year
        for circular in archive.circulars
        for item in circular.deadlines
        if item.due
    }
    event_years = {
        event.start.geneva_first_day().year
        for circular in archive.circulars
        for event in circular.events
    }
    for deadline_year in (None, *sorted(deadline_years)):
        yield {code: addresses.deadlines(code, deadline_year) for code in codes}, {}
    for month in month_pages.months(archive, site):
        yield {code: addresses.deadlines(code, *month) for code in codes}, {}
    yield {code: addresses.addressees(code) for code in codes}, {}
    for addressee in archive.addressees:
        yield {code: addresses.addressee(code, addressee.id) for code in codes}, {}
    for event_year in (None, *sorted(event_years)):
        yield {code: addresses.events(code, event_year) for code in codes}, {}
    yield {code: addresses.subscribe(code) for code in codes}, {}
    yield {code: addresses.resolver(code) for code in codes}, {}
    yield {code: addresses.glossary(code) for code in codes}, {}
    yield {code: addresses.editing(code) for code in codes}, {}
    yield {code: addresses.translations(code) for code in codes}, {}
    yield {code: addresses.field_reference(code) for code in codes}, {}
    yield {code: addresses.rules(code) for code in codes}, {}
    for rule in RULES:
        yield {code: addresses.rule(code, rule.code) for code in codes}, {}


def _newest(circulars: Sequence[Circular], codes: list[str]) -> dict[str, dt.date]:
    """The last change of any of *circulars*, by language."""
    days: dict[str, dt.date] = {}
    for code in codes:
        found = [circular.updated(language_for(code, circular)) for circular in circulars]
        if found:
            days[code] = max(found)
    return days
