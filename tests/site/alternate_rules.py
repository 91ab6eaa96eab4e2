"""Rules of language alternates over a whole built site, without the code that makes them.

The sitemap is the source of truth; the pages themselves must agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree
from site_kit import Page, Site

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@dataclass(frozen=True)
class Judged:
    """What is wrong with the alternates of a site, and how much was looked at."""

    faults: list[str] = field(default_factory=list)
    groups: list[frozenset[str]] = field(default_factory=list)
    """The addresses of each page that exists in several languages."""


def language(page: Page) -> str:
    """What the page itself says; never read off its address here."""
    return str(page.tree.get("lang"))


def canonical(page: Page) -> str:
    return str(page.one("//head/link[@rel='canonical']/@href"))


def is_indexed(site: Site, page: Page) -> bool:
    """Whether search engines shall know the page under its own address."""
    robots = page.all("//head/meta[@name='robots']/@content")
    refresh = page.all("//head/meta[@http-equiv='refresh']")
    return not robots and not refresh and canonical(page) == site.url + page.path


def entries(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every entry of a sitemap: its address, and its alternates by language."""
    found = []
    for url in etree.fromstring(data).findall("s:url", NAMES):
        links = [
            (link.get("hreflang"), link.get("href"))
            for link in url.findall("x:link[@rel='alternate']", NAMES)
        ]
        assert len(dict(links)) == len(links), "a language twice in one entry"
        found.append((url.findtext("s:loc", namespaces=NAMES), dict(links)))
    return found


def judge(site: Site) -> Judged:
    """All pages against the sitemap, and the sitemap against itself."""
    judged = Judged()
    listed = entries(site.bytes("sitemap.xml"))
    by_address = dict(listed)
    if len(by_address) != len(listed):
        judged.faults.append("an address stands twice in the sitemap")
    pages = {site.url + page.path: page for page in site.ordinary_pages()}
    indexed = {address for address, page in pages.items() if is_indexed(site, page)}
    judged.faults.extend(f"not in the sitemap: {each}" for each in indexed - by_address.keys())
    judged.faults.extend(f"no page of its own: {each}" for each in by_address.keys() - indexed)
    for address, alternates in listed:
        judged.faults.extend(f"{address}: {fault}" for fault in _entry(address, alternates, pages))
        for other in set(alternates.values()) - {address}:
            if by_address.get(other) != alternates:
                judged.faults.append(f"{address}: {other} does not say the same")
        if alternates:
            judged.groups.append(frozenset(alternates.values()))
    for address, page in pages.items():
        known = by_address.get(address) if address in indexed else None
        judged.faults.extend(
            f"{address}: {fault}" for fault in _switch(address, page, pages, known)
        )
        if page.all("//link[contains(concat(' ', @rel, ' '), ' alternate ')][@hreflang]"):
            judged.faults.append(f"{address}: alternates in the head")
    return judged


def _entry(address: str, alternates: dict[str, str], pages: dict[str, Page]) -> list[str]:
    if not alternates:
        return []
    faults = []
    if address not in alternates.values():
        faults.append("does not name itself")
    default = alternates.get("x-default")
    if default is None:
        faults.append("no x-default")
    languages = {code: each for code, each in alternates.items() if code != "x-default"}
    if default not in languages.values():
        faults.append("x-default is none of the languages")
    if len(languages) < 2:
        faults.append("alternates of a page in one language")
    for code, other in languages.items():
        if not urlsplit(other).scheme:
            faults.append(f"{other} is not absolute")
        elif other not in pages:
            faults.append(f"{other} is no page")
        elif language(pages[other]) != code:
            faults.append(f"{other} is in {language(pages[other])}, not in {code}")
    return faults


def _switch(
    address: str, page: Page, pages: dict[str, Page], alternates: dict[str, str] | None
) -> list[str]:
    """The language switch: every link is marked, and promises no language that is not there."""
    faults = []
    promised = {}
    for link in page.all("//ul[contains(@class, 'archive-languages')]//a"):
        target = urljoin(address, link.get("href")).partition("#")[0]
        if target not in pages:
            faults.append(f"the switch leads to {target}")
            continue
        if link.get("lang") != language(pages[target]):
            faults.append(f"the switch calls {target} {link.get('lang')}")
        if code := link.get("hreflang"):
            promised[code] = target
    wanted = {code: to for code, to in (alternates or {}).items() if code != "x-default"}
    if wanted and promised != wanted:
        faults.append(f"the switch promises {promised}, the sitemap {wanted}")
    return faults
