"""The language that a reader has chosen: respected on the front page, and never a trap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab
from site_kit import Site, words
from static_server import Server

Serve = Callable[..., Server]
in_a_browser = pytest.mark.browser
OFFER = ".language-offer"
OUTSIDE = "https://elsewhere.example/"


@contextmanager
def reader(browser: Browser, locale: str, **options: Any) -> Iterator[BrowserContext]:
    """A reader with a profile of their own."""
    context = browser.new_context(locale=locale, **options)
    context.set_default_timeout(10_000)
    context.route(
        f"{OUTSIDE}**", lambda route: route.fulfill(body="<p>elsewhere", content_type="text/html")
    )
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Tab:
    """A new tab that comes to *address* from outside, as by a bookmark."""
    tab = context.new_page()
    tab.goto(address, wait_until="networkidle")
    return tab


def choose(tab: Tab, code: str) -> None:
    """Click on a language in the switch, and wait for its page."""
    with tab.expect_navigation(wait_until="networkidle"):
        tab.locator(f".archive-languages a[lang={code}]").click()


def language(tab: Tab) -> str | None:
    return tab.locator("html").get_attribute("lang")


@in_a_browser
class TestChoice:
    def test_it_is_remembered_for_the_next_visit(
        self, browser: Browser, serve: Serve, few: Site
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, "ru-RU") as context:
            choose(opened(context, home + "about/"), "en")
            assert opened(context, home).url == home + "en/"

    def test_the_way_back_is_the_switch(self, browser: Browser, serve: Serve, few: Site) -> None:
        home = serve(few.folder).url
        with reader(browser, "ru-RU") as context:
            choose(opened(context, home), "en")
            tab = opened(context, home)
            assert tab.url == home + "en/"
            choose(tab, "ru")
            assert tab.url == home
            tab.reload(wait_until="networkidle")
            assert tab.url == home
            assert opened(context, home).url == home

    def test_it_leads_once_in_a_session(self, browser: Browser, serve: Serve, few: Site) -> None:
        """Whoever types the address once more means it."""
        home = serve(few.folder).url
        with reader(browser, "ru-RU") as context:
            choose(opened(context, home), "en")
            tab = opened(context, home)
            assert tab.url == home + "en/"
            tab.goto(home, wait_until="networkidle")
            assert tab.url == home

    def test_back_leaves_the_archive_as_it_was_entered(
        self, browser: Browser, serve: Serve, few: Site
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, "ru-RU") as context:
            choose(opened(context, home), "en")
            tab = opened(context, OUTSIDE)
            tab.goto(home, wait_until="networkidle")
            assert tab.url == home + "en/"
            tab.go_back(wait_until="networkidle")
            assert tab.url == OUTSIDE

    @pytest.mark.parametrize("path", ["about/", "circulars/", "deadlines/", "#page-content", "en/"])
    def test_a_deep_link_leads_where_it_says(
        self, browser: Browser, serve: Serve, few: Site, path: str
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, "ru-RU") as context:
            tab = opened(context, home)
            choose(tab, "en")
            if path == "en/":
                choose(tab, "ru")
            assert opened(context, home + path).url == home + path

    def test_links_within_the_archive_lead_where_they_say(
        self, browser: Browser, serve: Serve, few: Site
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, "ru-RU") as context:
            choose(opened(context, home), "en")
            tab = opened(context, home + "about/")
            with tab.expect_navigation(wait_until="networkidle"):
                tab.locator("a.archive-name").click()
            assert tab.url == home

    def test_archives_in_other_folders_of_a_host_have_choices_of_their_own(
        self, browser: Browser, serve: Serve, invented_below: Site
    ) -> None:
        server = serve(invented_below.folder, "/some/archive/")
        with reader(browser, "ru-RU") as context:
            choose(opened(context, server.url), "en")
            keys = context.pages[0].evaluate("Object.keys(localStorage)")
            assert [key for key in keys if key.endswith(":/some/archive/")]
            assert opened(context, server.url).url == server.url + "en/"

    def test_without_storage_nothing_happens(
        self, browser: Browser, serve: Serve, few: Site
    ) -> None:
        home = serve(few.folder).url
        closed = (
            "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty("
            "window, name, { get() { throw new DOMException('closed', 'SecurityError'); } });"
        )
        with reader(browser, "en-GB") as context:
            context.add_init_script(closed)
            tab = opened(context, home)
            assert tab.locator(OFFER).count() == 0
            choose(tab, "en")
            assert opened(context, home).url == home

    def test_without_scripts_nothing_happens(
        self, browser: Browser, serve: Serve, few: Site
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, "en-GB", java_script_enabled=False) as context:
            tab = opened(context, home)
            choose(tab, "en")
            assert opened(context, home).url == home


@in_a_browser
class TestOffer:
    @pytest.mark.parametrize(
        ("locale", "path", "offered"),
        [("en-GB", "", "en"), ("ru-RU", "en/", "ru"), ("en-US", "", "en"), ("ru", "en/", "ru")],
    )
    def test_a_first_visit_is_offered_the_readers_language_in_that_language(
        self, browser: Browser, serve: Serve, few: Site, locale: str, path: str, offered: str
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, locale) as context:
            tab = opened(context, home + path)
            assert tab.url == home + path
            line = tab.locator(OFFER)
            expect(line).to_have_attribute("lang", offered)
            link = line.get_by_role("link", name=words(offered, "language.also-here"))
            expect(link).to_have_attribute("hreflang", offered)
            with tab.expect_navigation(wait_until="networkidle"):
                link.click()
            assert language(tab) == offered
            assert tab.locator(OFFER).count() == 0
            if offered == "en":
                assert opened(context, home).url == home + "en/"

    def test_it_goes_for_good_when_it_is_sent_away(
        self, browser: Browser, serve: Serve, few: Site
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, "en-GB") as context:
            tab = opened(context, home)
            button = tab.locator(OFFER).get_by_role("button", name=words("en", "language.close"))
            button.focus()
            tab.keyboard.press("Enter")
            expect(tab.locator(OFFER)).to_have_count(0)
            assert tab.evaluate("document.activeElement.id") == "page-content"
            again = opened(context, home)
            assert again.url == home
            assert again.locator(OFFER).count() == 0

    @pytest.mark.parametrize(
        ("locale", "path"),
        [("ru-RU", ""), ("en-GB", "en/"), ("de-DE", ""), ("en-GB", "about/"), ("fr", "en/")],
    )
    def test_nobody_else_sees_it(
        self, browser: Browser, serve: Serve, few: Site, locale: str, path: str
    ) -> None:
        home = serve(few.folder).url
        with reader(browser, locale) as context:
            tab = opened(context, home + path)
            assert tab.url == home + path
            assert tab.locator(OFFER).count() == 0

    def test_it_fits_a_narrow_phone(self, browser: Browser, serve: Serve, few: Site) -> None:
        with reader(browser, "en-GB", viewport={"width": 320, "height": 640}) as context:
            tab = opened(context, serve(few.folder).url)
            expect(tab.locator(OFFER)).to_be_visible()
            assert tab.evaluate("document.documentElement.scrollWidth") <= 320
            for part in (tab.locator(f"{OFFER} a"), tab.locator(f"{OFFER} button")):
                box = part.bounding_box()
                assert box is not None
                assert box["height"] >= 24
