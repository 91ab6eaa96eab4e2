"""Style sheets and scripts: each page asks for what it needs, and for nothing of other sections."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, ROOT, Page, Site, counterpart
from static_server import Server
from test_browser import first_of, watched

Serve = Callable[..., Server]
in_a_browser = pytest.mark.browser
both_languages = pytest.mark.parametrize("language", LANGUAGES)

SOURCES = ROOT / "overrides/assets"
LETTER = "circulars/2026/ex-1/"
EVERYWHERE = {"archive.css", "archive.js", "early.js", "times.js", "build.js"}
OF_LETTERS = EVERYWHERE | {"letters.css", "paragraphs.js"}
HEAD = 250
"""About as many bytes stand before each answer of a server."""
FIRST_VIEW = 90_000
"""So many bytes at most, compressed, does a browser load that has nothing of the site yet."""


def own_assets(page: Page) -> set[str]:
    """The archive's own style sheets and scripts that a page names."""
    base = "https://site.invalid/"
    named = [
        urljoin(base + page.path, address)
        for address in page.all("//link[@rel='stylesheet']/@href|//script/@src")
    ]
    found = {address.removeprefix(base + "assets/") for address in named}
    return {name for name in found if "/" not in name}


def classes(text: str) -> set[str]:
    """The classes that a style sheet speaks of."""
    rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][a-z0-9_-]*)", rules, flags=re.IGNORECASE))


# --- as the pages say ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("", {"home.css"}),
        ("about/", set()),
        ("circulars/", set()),
        ("circulars/2026/", set()),
        ("deadlines/", {"filter.css", "dates.css", "deadlines.js"}),
        ("deadlines/2026/02/", {"filter.css", "dates.css", "month.js"}),
        ("events/", {"dates.css"}),
        ("addressees/", {"dates.css", "addressees.js"}),
        ("subscribe/", {"subscribe.css", "subscribe.js"}),
        ("search/", {"filter.css", "search.css", "search.js"}),
        ("glossary/", {"editing.css"}),
        ("r/", {"resolver.js"}),
    ],
)
@both_languages
def test_a_page_asks_for_what_its_section_needs(
    invented: Site, language: str, path: str, more: set[str]
) -> None:
    page = invented.page(counterpart(path, language))
    assert own_assets(page) == EVERYWHERE | more


def test_a_circular_asks_for_nothing_that_another_section_needs(invented: Site) -> None:
    letters = [page for page in invented.ordinary_pages() if page.all("//*[@data-cite]")]
    assert len(letters) > 20
    for page in letters:
        beside = {"parallel.css", "parallel.js"} if page.path.endswith("/parallel/") else set()
        assert own_assets(page) == OF_LETTERS | beside, page.path


def test_every_page_has_the_sheets_that_speak_of_what_stands_on_it(
    invented: Site, lives: Site
) -> None:
    sheets = {path.name: classes(path.read_text("utf-8")) for path in SOURCES.glob("*.css")}
    known = set().union(*sheets.values())
    for site in (invented, lives):
        for page in site.pages():
            there = set().union(*(sheets.get(name, set()) for name in own_assets(page)))
            if not there:
                continue  # a page that only leads on
            used = {name for value in page.all("//@class") for name in value.split()}
            assert (used & known) - there == set(), page.path


def test_comments_are_for_those_who_read_the_sources(invented: Site) -> None:
    for source in [*SOURCES.glob("*.css"), *SOURCES.glob("*.js")]:
        published = invented.bytes(f"assets/{source.name}")
        assert source.read_bytes().startswith(b"/* ")
        assert b"/* " not in published
        assert 0 < len(published) < source.stat().st_size


# --- in a browser -------------------------------------------------------------------------------


@in_a_browser
@both_languages
def test_the_first_view_of_a_letter_is_light(
    browser: Browser, serve: Serve, real: Site, language: str
) -> None:
    letters = [
        page
        for page in real.ordinary_pages()
        if page.language == language and re.fullmatch(r"(en/)?circulars/\d+/[^/]+/", page.path)
    ]
    page = sorted(letters, key=lambda letter: letter.file.stat().st_size)[len(letters) // 2]
    server = serve(real.folder)
    asked: list[str] = []
    with watched(browser, server) as (tab, _):
        tab.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
        tab.goto(server.url + page.path, wait_until="networkidle")
    assert len(asked) == len(set(asked)) <= 15
    files = [path + "index.html" if path.endswith("/") else path for path in asked]
    weights = {path: len(gzip.compress(real.bytes(path), 6)) + HEAD for path in files}
    assert sum(weights.values()) < FIRST_VIEW, weights
    assert not [path for path in files if "search" in path or "sitemap" in path]


@in_a_browser
def test_published_style_sheets_say_what_their_sources_say(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    rules = """text => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return Array.from(sheet.cssRules, rule => rule.cssText.replace(/, /g, ","));
    }"""
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "about/")
        for source in SOURCES.glob("*.css"):
            wanted = tab.evaluate(rules, source.read_text("utf-8"))
            found = tab.evaluate(rules, invented.bytes(f"assets/{source.name}").decode())
            assert len(wanted) > 5
            assert found == wanted, source.name


@in_a_browser
def test_what_is_written_while_the_search_box_loads_is_a_question(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server) as (tab, _):
        held: list[Route] = []
        tab.route("**/assets/search-box.js", lambda route: held.append(route))
        tab.goto(server.url + "about/")
        field = search_field(tab)
        tab.keyboard.press("/")
        expect(field).to_be_focused()
        tab.keyboard.type("EX-1")
        expect(field).to_have_value("EX-1")
        first_of(held, tab).continue_()
        assert len(held) == 1
        expect(field).to_have_role("combobox")
        expect(tab.locator("header [role=option]").first).to_be_visible()


@in_a_browser
def test_a_search_box_that_cannot_load_leads_to_the_search_page(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    context = browser.new_context()
    tab = context.new_page()
    tab.route("**/assets/search-box.js", lambda route: route.abort())
    tab.goto(server.url + "about/")
    search_field(tab).fill("EX-1")
    search_field(tab).press("Enter")
    tab.wait_for_url("**/search/?q=EX-1")
    context.close()


@in_a_browser
def test_the_menu_of_a_paragraph_that_cannot_load_leaves_its_address(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    context = browser.new_context()
    tab = context.new_page()
    tab.route("**/assets/paragraph-menu.js", lambda route: route.abort())
    tab.goto(server.url + LETTER + "#p1")
    tab.locator("#p1 > .para-copy").click()
    tab.locator("#p2").hover()
    tab.locator("#p2 > .para-copy").click()
    tab.wait_for_url("**/#p2")
    context.close()


def search_field(tab: Tab) -> Locator:
    return tab.locator("header input[name=q]")
