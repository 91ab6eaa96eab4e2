"""What every page of the site must be like: each rule returns faults in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from site_kit import LANGUAGES, Page, Site, counterpart, squeeze

_UNFILLED = re.compile(r"<!--\s*archive:|\{%|%\}|\x1a")
_DOUBLED_STOP = re.compile(r"(?<![./])\.\.(?![./])")
"""Two full stops: an abbreviation such as "г." at the end of a sentence has only one."""
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{[a-z_-]*\}")
_WORDED = "//@title|//@aria-label|//@content|//@alt|//@placeholder|//@href"
_DATA = ("application/json", "application/ld+json")
"""Types of a script element that is read and never run."""
_UNWANTED = frozenset(("style", "base", "iframe", "frame", "object", "embed", "applet", "portal"))
_ADDRESSES = "//@href|//@src|//@action|//@data-bundle|//@poster"


def kinds_of_page(site: Site) -> list[Page]:
    """One page of every kind and depth, in both languages."""
    patterns = (
        "",
        "about/",
        "addressees/",
        "addressees/[a-z0-9-]+/",
        "circulars/",
        "circulars/[0-9]{4}/",
        "circulars/[0-9]{4}/page/[0-9]+/",
        "circulars/bureau/[a-z]+/",
        "circulars/bureau/[a-z]+/page/[0-9]+/",
        "circulars/[0-9]{4}/[a-z0-9]+-[a-z0-9-]+/",
        "circulars/[0-9]{4}/[a-z0-9-]+/parallel/",
        "deadlines/",
        "deadlines/[0-9]{4}/",
        "deadlines/[0-9]{4}/[0-9]{2}/",
        "editing/",
        "editing/fields/",
        "editing/rules/",
        "editing/rules/[a-z-]+/",
        "editing/translations/",
        "events/",
        "events/[0-9]{4}/",
        "glossary/",
        "initiatives/",
        "initiatives/[a-z0-9-]+/",
        "initiatives/[a-z0-9-]+/page/[0-9]+/",
        "r/",
        "search/",
        "subscribe/",
    )
    choice = re.compile("r/[a-z0-9-]+/")
    """Not every archive has letters of one number."""
    found = []
    for language in LANGUAGES:
        pages = [page for page in site.ordinary_pages() if page.language == language]
        for pattern in patterns:
            match = [page for page in pages if re.fullmatch(pattern, page.path.removeprefix("en/"))]
            assert match, f"no page of the kind {pattern}"
            found.append(match[-1])
        known = [*(re.compile(pattern) for pattern in patterns), choice]
        for page in pages:
            plain = page.path.removeprefix("en/")
            assert any(kind.fullmatch(plain) for kind in known), f"an unknown kind: {page.path}"
    return found


def head_faults(page: Page, site: Site) -> list[str]:
    """The language, the title and what else the head of an ordinary page must say."""
    faults = []
    if page.tree.get("lang") != page.language:
        faults.append(f"lang is {page.tree.get('lang')}, not {page.language}")
    for name, path in {
        "title": "//head/title[normalize-space()]",
        "canonical": "//head/link[@rel='canonical']",
        "description": "//head/meta[@name='description'][normalize-space(@content)]",
        "viewport": "//head/meta[@name='viewport']",
        "charset": "//head/meta[@charset='utf-8']",
        "icon": "//head/link[@rel='icon']",
    }.items():
        if len(page.all(path)) != 1:
            faults.append(f"{len(page.all(path))} times {name}")
    for href in page.all("//head/link[@rel='canonical']/@href"):
        if href != site.url + canonical(page):
            faults.append(f"canonical is {href}")
    return faults


def canonical(page: Page) -> str:
    """The path under which search engines shall know a page: its own, that of the letter of which
    it is another view, or that of the language in which a letter's text is."""
    if page.path.endswith("/parallel/"):
        return page.path.removesuffix("parallel/")
    written = page.all("//*[@data-cite]/@lang")
    return counterpart(page.path, written[0]) if written else page.path


def body_faults(page: Page) -> list[str]:
    """One main heading, and no id twice."""
    faults = []
    headings = page.all("//h1")
    if len(headings) != 1:
        faults.append(f"{len(headings)} times h1")
    elif not squeeze(headings[0].text_content()):
        faults.append("empty h1")
    counts = Counter(page.all("//@id"))
    faults += [f"id {name} {count} times" for name, count in counts.items() if count > 1]
    return faults


def policy_faults(page: Page) -> list[str]:
    """A policy before all that it is to stop, and nothing that it would have to stop."""
    faults = []
    policies = page.all("//meta[@http-equiv='Content-Security-Policy']")
    if len(policies) != 1:
        return [f"{len(policies)} times a policy"]
    if page.all("//head/*")[:2] != [*page.all("//head/meta[@charset]"), *policies]:
        faults.append("the policy does not stand at the beginning of the head")
    if "unsafe-inline" in policies[0].get("content") or "sha256" in policies[0].get("content"):
        faults.append("the policy allows what stands between tags")
    if page.all("//head/meta[@name='referrer']/@content") != ["same-origin"]:
        faults.append("tells others where its readers come from")
    for element in page.all("//*"):
        if element.tag == "script" and "src" not in element.attrib:
            if element.get("type") not in _DATA:
                faults.append("a script between tags")
        elif element.tag in _UNWANTED:
            faults.append(f"<{element.tag}>")
        faults += [
            f"{element.tag} {name}"
            for name in element.attrib
            if str(name) in ("style", "target", "ping") or str(name).startswith("on")
        ]
    loaded = page.all("//script/@src|//img/@src|//link[@rel='stylesheet' or @rel='icon']/@href")
    faults += [f"loads {address}" for address in loaded if re.match(r"[a-z]+:|//", address)]
    return faults


def punctuation_faults(page: Page) -> list[str]:
    """Full stops after words that end with one: the last day of a sentence, "2026 г."."""
    texts = page.all("//text()[not(ancestor::script or ancestor::style or ancestor::code)]")
    return [f"two stops: {text}" for text in texts if _DOUBLED_STOP.search(text)]


def unfilled_faults(page: Page) -> list[str]:
    """Slots and marks that should have been filled."""
    faults = [f"unfilled: {match}" for match in _UNFILLED.findall(page.source)]
    # Examples of YAML in the reference of rules may hold braces of their own.
    for text in page.all("//text()[not(ancestor::script or ancestor::style or ancestor::pre)]"):
        faults += [f"unfilled: {match}" for match in _PLACEHOLDER.findall(text)]
    for value in page.all(_WORDED):
        faults += [f"unfilled: {match}" for match in _PLACEHOLDER.findall(value)]
    return sorted(set(faults))


class Links:
    """Judges the addresses on pages of a site; each must lead to a file and place of the site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._host = urlsplit(site.url)

    def faults(self, page: Page, *, seen_at: str | None = None) -> list[str]:
        """The addresses of a page that lead nowhere, when it is shown at *seen_at*."""
        places = [address for address in page.all(_ADDRESSES) if address.startswith("#")]
        others = [address for address in page.all(_ADDRESSES) if not address.startswith("#")]
        path = page.path if seen_at is None else seen_at
        return [*self._faults(page.path, places), *self._faults(path, others)]

    def faults_in_fragment(self, fragment: str) -> list[str]:
        """The same for HTML that is read elsewhere, as in a feed: every address is absolute."""
        tree = html.fragment_fromstring(fragment, create_parent="div")
        addresses = list(tree.xpath(_ADDRESSES))
        relative = [f"{link}: not absolute" for link in addresses if not urlsplit(link).scheme]
        return relative + list(self._faults("", addresses))

    def _faults(self, path: str, addresses: list[str]) -> Iterator[str]:
        for address in addresses:
            try:
                fault = self._fault(path, str(address))
            except ValueError as error:
                fault = str(error)
            if fault:
                yield f"{address}: {fault}"

    def _fault(self, path: str, address: str) -> str | None:
        if address != address.strip() or not address.isprintable():
            return "blanks in an address"
        if address.startswith("webcal:"):  # as calendar programs know the site's own host
            address = self._host.scheme + address.removeprefix("webcal")
        target = urlsplit(urljoin(self._site.url + path, address))
        if target.scheme not in ("http", "https", "mailto", "tel"):
            return "no such scheme may be linked"
        if target.scheme in ("mailto", "tel") or target.netloc != self._host.netloc:
            return None
        if not target.path.startswith(self._host.path):
            return "outside of the site"
        below = unquote(target.path.removeprefix(self._host.path))
        file = self._site.folder / below
        if below.endswith("/") or not below:
            file /= "index.html"
            if not file.is_file():
                return "no such page"
        elif not file.is_file():
            return "no such file" if not file.is_dir() else "a folder without its slash"
        if not target.fragment:
            return None
        if file.suffix != ".html":
            return "a place in something that is no page"
        name = below if file.name != "index.html" else below.removesuffix("index.html")
        if unquote(target.fragment) not in self._site.page(name).ids:
            return "no such place on the page"
        return None


def switch(page: Page) -> dict[str, str | None]:
    """The language switch of the header: addresses below the root, None without a text."""
    found: dict[str, str | None] = {}
    for element in page.all("//header//ul//*[@lang]"):
        address = element.get("href")
        if address is None:
            found[element.get("lang")] = None
            continue
        root = "https://switch.invalid/"
        found[element.get("lang")] = urljoin(root + page.path, address).removeprefix(root)
    return found


def switch_faults(page: Page, site: Site) -> list[str]:
    """The switch names every language, leads to the same page in each, and marks this one."""
    expected: dict[str, str | None] = {}
    for language in LANGUAGES:
        path = counterpart(page.path, language)
        expected[language] = path if site.has(path) else None
    faults = []
    if switch(page) != expected:
        faults.append(f"switch leads to {switch(page)}")
    current = page.all("//header//ul//a[@lang][@aria-current='page']/@lang")
    if current != [page.language]:
        faults.append(f"switch marks {current}")
    return faults
