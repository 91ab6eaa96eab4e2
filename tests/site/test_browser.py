"""The site in a real browser: nothing fails or goes elsewhere, and states follow the clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import page_rules
import pytest
from invented_archive import COMING, DEADLINES, EVENTS, OPEN, RECENTLY_CLOSED, RECENTLY_HELD
from playwright.sync_api import Browser, BrowserContext, Locator, Route, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, SUBPATH_URL, Site, counterpart, squeeze, words
from static_server import Server

pytestmark = pytest.mark.browser

BELOW = urlsplit(SUBPATH_URL).path
GENEVA = ZoneInfo("Europe/Zurich")
NARROW = 320
both_languages = pytest.mark.parametrize("language", LANGUAGES)
at_both_places = pytest.mark.parametrize("base", ["/", BELOW])

Serve = Callable[..., Server]


@dataclass
class Watch:
    """Notes what goes wrong in a browser's context, and what leaves the server."""

    origin: str
    faults: list[str] = field(default_factory=list)
    expected_404: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        """Begin to watch."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("request", self._request)

    def _console(self, message: Any) -> None:
        lost = message.location.get("url") in self.expected_404
        if message.type in ("error", "warning") and not (lost and "404" in message.text):
            self.faults.append(f"{message.type}: {message.text}")

    def _failed(self, request: Any) -> None:
        if request.failure == "net::ERR_ABORTED":
            return  # the test went on to another page
        self.faults.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Any) -> None:
        if response.status >= 400 and response.url not in self.expected_404:
            self.faults.append(f"{response.status}: {response.url}")

    def _request(self, request: Any) -> None:
        inside = request.url.startswith((self.origin + "/", "data:", "blob:"))
        if not inside:
            self.faults.append(f"elsewhere: {request.url}")


@contextmanager
def watched(browser: Browser, server: Server, **options: Any) -> Iterator[tuple[Tab, Watch]]:
    """A fresh tab in which nothing may go wrong."""
    context = browser.new_context(**options)
    context.set_default_timeout(20_000)
    watch = Watch(server.origin)
    watch.over(context)
    try:
        yield context.new_page(), watch
        assert watch.faults == []
    finally:
        context.close()


def first_of(held: list[Route], tab: Tab) -> Route:
    """The first request that a handler holds back, waited for: a page may ask late."""
    for _ in range(500):
        if held:
            break
        tab.wait_for_timeout(20)
    assert held, "nothing was asked for"
    return held[0]


def pick(base: str, root: Site, below: Site) -> Site:
    return root if base == "/" else below


# --- every kind of page -------------------------------------------------------------------------


@both_languages
@at_both_places
def test_every_kind_of_page(
    browser: Browser, serve: Serve, invented: Site, invented_below: Site, base: str, language: str
) -> None:
    site = pick(base, invented, invented_below)
    server = serve(site.folder, base)
    pages = [page for page in page_rules.kinds_of_page(site) if page.language == language]
    assert len(pages) > 15
    with watched(browser, server) as (tab, _):
        # Side by side: while one comes to rest the others load.
        tabs = [tab, *(tab.context.new_page() for _ in range(3))]
        for start in range(0, len(pages), len(tabs)):
            shown = list(zip(pages[start:], tabs, strict=False))
            for page, one in shown:
                one.set_viewport_size({"width": 1280, "height": 720})
                one.goto(server.url + page.path, wait_until="commit")
            for page, one in shown:
                one.wait_for_load_state("networkidle")
                assert one.evaluate("document.documentElement.lang") == language, page.path
                expect(one.locator("h1")).to_be_visible()
                one.evaluate("for (const one of document.querySelectorAll('details')) one.open = 1")
                one.set_viewport_size({"width": NARROW, "height": 640})
                width = one.evaluate("document.documentElement.scrollWidth")
                assert width <= NARROW, f"{page.path} is {width} wide"
                expect(one.locator("h1")).to_be_visible()


def test_the_watch_itself_sees_faults(browser: Browser, serve: Serve, tmp_path: Any) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta http-equiv=content-security-policy content=\"form-action 'none';"
        " object-src 'none'\"><object data=x.pdf></object>"
        "<link rel=icon href=data:,><script>console.warn('w'); throw Error('e')"
        "</script><img src=lost.png><img src='http://127.0.0.1:9/x.png'>"
    )
    server = serve(tmp_path)
    context = browser.new_context()
    watch = Watch(server.origin)
    watch.over(context)
    context.new_page().goto(server.url, wait_until="networkidle")
    context.close()
    told = "\n".join(watch.faults)
    for part in (
        "warning: w",
        "uncaught",
        "404: ",
        "lost.png",
        "elsewhere: ",
        "failed: ",
        "object-src",
    ):
        assert part in told


def switch(tab: Tab, language: str) -> Locator:
    """The link of the language switch. By its own language: where a letter has no text in a
    language, the page there is written in another one, and hreflang promises nothing."""
    return tab.locator(f"header .archive-languages a[lang={language}]")


def test_language_switch_leads_there_and_back(
    browser: Browser, serve: Serve, invented_below: Site
) -> None:
    site, server = invented_below, serve(invented_below.folder, BELOW)
    switched = 0
    with watched(browser, server) as (tab, _):
        for page in page_rules.kinds_of_page(site):
            other = counterpart(page.path, "en")
            if page.language != "ru" or not site.has(other):
                continue
            tab.goto(server.url + page.path)
            switch(tab, "en").click()
            tab.wait_for_url(server.url + other)
            assert tab.evaluate("document.documentElement.lang") == "en"
            expect(tab.locator("h1")).to_be_visible()
            switch(tab, "ru").click()
            tab.wait_for_url(server.url + page.path)
            assert tab.evaluate("document.documentElement.lang") == "ru"
            switched += 1
    assert switched > 15


@at_both_places
def test_page_for_lost_addresses(
    browser: Browser, serve: Serve, real: Site, real_below: Site, base: str
) -> None:
    server = serve(pick(base, real, real_below).folder, base)
    lost = server.url + "circulars/2021/no-such-letter/at/all/"
    with watched(browser, server) as (tab, watch):
        watch.expected_404.add(lost)
        for language in LANGUAGES:
            response = tab.goto(lost, wait_until="networkidle")
            assert response is not None
            assert response.status == 404
            section = tab.locator(f".not-found > [lang={language}]")
            expect(section).to_contain_text(words(language, "not-found.title"))
            home = server.url + counterpart("", language)
            section.get_by_role("link", name=words(language, "not-found.home")).click()
            tab.wait_for_url(home)
            tab.goto(lost)
            switch(tab, language).click()
            tab.wait_for_url(home)
        tab.goto(lost)
        styled = tab.evaluate("getComputedStyle(document.querySelector('header')).position")
        assert styled != "static", "the page has lost its styles"


# --- without scripts, and on paper --------------------------------------------------------------


def expect_without_script(tab: Tab, text: str) -> None:
    """A note that only readers without scripts see."""
    note = tab.locator("main noscript")
    expect(note).to_be_visible()
    assert squeeze(note.inner_text()) == squeeze(text)


@both_languages
def test_everything_is_there_without_scripts(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    home = server.url + counterpart("", language)
    with watched(browser, server, java_script_enabled=False) as (tab, _):
        tab.goto(home + "circulars/2026/ex-1/")
        day = {"ru": "15 апреля 2026", "en": "15 April 2026"}[language]
        box = tab.locator("section[aria-labelledby=summary]")
        expect(box).to_be_visible()
        assert day in squeeze(box.inner_text())
        expect(box.locator("time[datetime='2026-04-15']").first).to_be_visible()
        for name in ("p1", "p4", "deadline-far-off", "event-coming", "annex-1-p1"):
            expect(tab.locator(f"[id='{name}']")).to_be_visible()
        tab.goto(home + "deadlines/")
        dates = tab.locator("section[aria-labelledby=open] li time")
        assert dates.count() == len(OPEN)
        for index in range(dates.count()):
            expect(dates.nth(index)).to_be_visible()
        built = {"ru": "2 марта 2026 г.", "en": "2 March 2026"}[language]
        expect_without_script(tab, words(language, "deadlines.no-script", day=built))
        tab.goto(home + "search/")
        expect_without_script(tab, words(language, "search.no-script"))
        other = "en" if language == "ru" else "ru"
        tab.goto(home)
        switch(tab, other).click()
        tab.wait_for_url(server.url + counterpart("", other))


def test_print_style_leaves_only_the_letter(browser: Browser, serve: Serve, invented: Site) -> None:
    server = serve(invented.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "circulars/2026/ex-1/")
        search = tab.locator("header form[role=search]").first
        expect(search).to_be_visible()
        tab.emulate_media(media="print")
        expect(search).to_be_hidden()
        expect(tab.locator("[id='p1']")).to_be_visible()


# --- the clock ----------------------------------------------------------------------------------


def instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def plural(language: str, number: int) -> str:
    """The CLDR category of a whole number, from the rules themselves."""
    if language == "en":
        return "one" if number == 1 else "other"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "few"
    return "many"


def badge_text(language: str, name: str, now: dt.datetime) -> str:
    """What the badge of a deadline must say at an instant."""
    _, day, ends = DEADLINES[name]
    if now >= instant(ends):
        return words(language, "state.closed")
    left = (dt.date.fromisoformat(day) - now.astimezone(GENEVA).date()).days
    if left <= 0:
        return words(language, "state.last-day")
    state = words(language, f"state.{'closing-soon' if left <= 14 else 'open'}")
    days = words(language, f"days-left.{plural(language, left)}", number=left)
    return f"{state}: {days}"


def shown_deadlines(tab: Tab, section: str) -> list[tuple[str, str]]:
    """The deadlines that a section shows, with their badges."""
    found = []
    for item in tab.locator(f"section[aria-labelledby={section}] li:visible").all():
        link = item.locator("a[href*='#deadline-']").first.get_attribute("href") or ""
        found.append((link.rpartition("#deadline-")[2], item.locator("[data-ends]").inner_text()))
    return found


def expected_deadlines(language: str, now: dt.datetime) -> dict[str, list[tuple[str, str]]]:
    """What the page of deadlines, built on the invented day, must show at a later instant."""
    names = [name for name in DEADLINES if name in (*RECENTLY_CLOSED, *OPEN)]
    still = [name for name in names if now < instant(DEADLINES[name][2])]
    over = [name for name in names if name not in still][::-1]
    return {
        "open": [(name, badge_text(language, name, now)) for name in still],
        "closed": [(name, badge_text(language, name, now)) for name in over],
    }


MOMENTS = (
    "2026-03-02T08:59:59Z",  # a second before the hour of "at-ten"
    "2026-03-02T09:00:00Z",
    "2026-03-02T22:59:59Z",  # the last second of the day in Geneva
    "2026-03-02T23:00:00Z",
    "2026-03-11T04:29:59Z",
    "2026-03-11T04:30:00Z",
    "2026-03-25T12:00:00Z",  # 21 days left
    "2026-03-31T21:59:59Z",  # 15 days left; summer time began on 29 March
    "2026-03-31T22:00:00Z",  # 14 days left
    "2026-04-15T21:59:59Z",
    "2026-04-15T22:00:00Z",
    "2031-01-01T00:00:00Z",
)


def test_the_expectations_cover_all_states_and_forms() -> None:
    told = {
        text.partition(":")[0] + re.sub(r"\d+", "#", text.partition(":")[2])
        for moment in MOMENTS
        for rows in expected_deadlines("ru", instant(moment)).values()
        for _, text in rows
    }
    states = {words("ru", f"state.{name}") for name in ("open", "closing-soon", "last-day")}
    assert states <= {text.partition(" ост")[0] for text in told}
    assert words("ru", "state.closed") in told
    assert badge_text("ru", "one-day", instant(MOMENTS[0])).endswith("остался 1 день")
    assert badge_text("ru", "two-days", instant(MOMENTS[0])).endswith("осталось 2 дня")
    assert badge_text("ru", "five-days", instant(MOMENTS[0])).endswith("осталось 5 дней")
    assert badge_text("ru", "far-off", instant(MOMENTS[6])).endswith("остался 21 день")


@pytest.mark.parametrize(
    ("language", "zone"),
    [
        ("ru", "Europe/Zurich"),
        ("en", "Europe/Zurich"),
        ("ru", "Asia/Vladivostok"),
        ("en", "Pacific/Honolulu"),
    ],
)
def test_states_follow_the_readers_clock(
    browser: Browser, serve: Serve, invented: Site, language: str, zone: str
) -> None:
    server = serve(invented.folder)
    address = server.url + counterpart("deadlines/", language)
    with watched(browser, server, timezone_id=zone) as (tab, _):
        for moment in MOMENTS:
            now = instant(moment)
            tab.clock.set_fixed_time(now)
            tab.goto(address)
            expected = expected_deadlines(language, now)
            found = {name: shown_deadlines(tab, name) for name in expected}
            assert found == expected, moment
            none_open = tab.get_by_text(words(language, "deadlines.none"))
            if expected["open"]:
                expect(none_open).to_be_hidden()
            else:
                expect(none_open).to_be_visible()


def test_a_state_changes_while_the_page_is_open(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server) as (tab, _):
        tab.clock.install(time=instant("2026-03-02T08:59:30Z"))
        tab.goto(server.url + "deadlines/")
        assert shown_deadlines(tab, "open")[0] == ("at-ten", words("ru", "state.last-day"))
        tab.clock.run_for(70_000)
        assert shown_deadlines(tab, "open")[0][0] == "today"
        assert shown_deadlines(tab, "closed")[0] == ("at-ten", words("ru", "state.closed"))


@both_languages
@pytest.mark.parametrize("place", ["", "initiatives/lighthouse/"])
def test_other_pages_with_open_deadlines(
    browser: Browser, serve: Serve, invented: Site, language: str, place: str
) -> None:
    server = serve(invented.folder)
    note = "initiative.none-open" if place else "deadlines.none"
    with watched(browser, server) as (tab, _):
        tab.clock.set_fixed_time(instant("2026-03-11T04:30:00Z"))
        tab.goto(server.url + counterpart(place, language))
        assert [name for name, _ in shown_deadlines(tab, "open")] == ["far-off"]
        expect(tab.get_by_text(words(language, note))).to_be_hidden()
        tab.clock.set_fixed_time(instant("2026-04-15T22:00:00Z"))
        tab.reload()
        assert shown_deadlines(tab, "open") == []
        expect(tab.get_by_text(words(language, note))).to_be_visible()


def test_events_move_when_they_are_over(browser: Browser, serve: Serve, invented: Site) -> None:
    server = serve(invented.folder)

    def shown(tab: Tab, section: str) -> list[str]:
        links = tab.locator(f"section[aria-labelledby={section}] li:visible a[href*='#event-']")
        return [(link.get_attribute("href") or "").rpartition("#event-")[2] for link in links.all()]

    with watched(browser, server) as (tab, _):
        for shift, gone in ((-1, 0), (0, 1)):
            now = instant(EVENTS["running"][2]) + dt.timedelta(seconds=shift)
            tab.clock.set_fixed_time(now)
            tab.goto(server.url + "events/")
            assert shown(tab, "coming") == list(COMING[gone:])
            assert shown(tab, "past") == [*COMING[:gone], *RECENTLY_HELD]
        tab.clock.set_fixed_time(instant(EVENTS["some-month"][2]))
        for address, note in (("events/", "events.none"), ("en/", "events.none")):
            tab.goto(server.url + address)
            assert shown(tab, "coming") == []
            language = "en" if address == "en/" else "ru"
            expect(tab.get_by_text(words(language, note))).to_be_visible()


@both_languages
def test_an_old_build_calls_nothing_open(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    badges = 0
    with watched(browser, server) as (tab, _):
        tab.clock.set_fixed_time(instant("2026-12-01T00:00:00Z"))
        for place in (
            "",
            "circulars/",
            "circulars/2026/",
            "circulars/2026/ex-1/",
            "circulars/2026/ex-2/",
            "circulars/bureau/bex/",
            "deadlines/",
            "deadlines/2026/",
            "initiatives/lighthouse/",
        ):
            tab.goto(server.url + counterpart(place, language))
            texts = tab.locator("[data-ends]").all_inner_texts()
            badges += len(texts)
            assert set(texts) <= {words(language, "state.closed")}, place
    assert badges > 30


# --- search -------------------------------------------------------------------------------------

QUERIES = (
    ("ru", "CL-19/35", "circulars/2019/cl-19-35/"),
    ("ru", "собраний", "circulars/2021/tsb-352/"),
    ("en", "CL-19/35", "en/circulars/2019/cl-19-35/"),
    ("en", "procurement", "en/circulars/2022/tsb-62/"),
)


def results(tab: Tab) -> Locator:
    return tab.locator("#search-results a")


def found(tab: Tab, language: str) -> list[str]:
    """Where the results lead, when all have come: the first are shown before the rest is known."""
    status = tab.locator("#search-status")
    expect(status).not_to_have_text("")
    expect(status).not_to_have_text(words(language, "search.loading"))
    return [str(link.evaluate("link => link.href")) for link in results(tab).all()]


@pytest.mark.parametrize(("language", "query", "path"), QUERIES)
@at_both_places
def test_search(
    browser: Browser,
    serve: Serve,
    real: Site,
    real_below: Site,
    base: str,
    language: str,
    query: str,
    path: str,
) -> None:
    server = serve(pick(base, real, real_below).folder, base)
    with watched(browser, server) as (tab, _):
        # Through the form in the header of any page ...
        tab.goto(server.url + counterpart("deadlines/", language))
        field = tab.locator("header input[name=q]").first
        field.fill(query)
        field.press("Enter")
        tab.wait_for_url(re.compile(re.escape(server.url + counterpart("search/", language))))
        links = found(tab, language)
        expect(results(tab).first).to_be_visible()
        expect(tab.locator("#search-words")).to_have_value(query)
        assert server.url + path in [link.split("#")[0] for link in links]
        assert all(link.startswith(server.url + counterpart("", language)) for link in links)
        if "/" in query:
            assert links[0] == server.url + path
        # ... and on the search page itself, which keeps the words in its address.
        tab.goto(server.url + counterpart("search/", language))
        tab.locator("#search-words").fill(query)
        tab.locator("#search-words").press("Enter")
        assert found(tab, language) == links
        tab.reload()
        assert found(tab, language) == links
        tab.locator(f"#search-results a[href*='{path}']").first.click()
        tab.wait_for_url(re.compile(re.escape(server.url + path)))
        expect(tab.locator("h1")).to_be_visible()


def test_search_without_results_says_so(browser: Browser, serve: Serve, real: Site) -> None:
    server = serve(real.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/search/?q=xyzzyplugh")
        expect(tab.locator("#search-status")).to_have_text(words("en", "search.nothing"))
        expect(tab.locator("#search-lists")).to_be_visible()
        assert results(tab).count() == 0


def test_search_without_its_index_says_so(browser: Browser, serve: Serve, real: Site) -> None:
    context = browser.new_context()
    context.route("**/pagefind/**", lambda route: route.abort())
    tab = context.new_page()
    server = serve(real.folder)
    tab.goto(server.url + "en/search/?q=procurement")
    expect(tab.get_by_text(words("en", "search.missing"))).to_be_visible()
    expect(tab.locator("#search-lists a").first).to_be_visible()
    expect(tab.locator("#search-status")).to_have_text("")
    context.unroute_all()
    tab.locator("#search-words").press("Enter")
    expect(results(tab).first).to_be_visible()
    expect(tab.get_by_text(words("en", "search.missing"))).to_be_hidden()
    context.close()


def test_a_slow_answer_never_mixes_with_a_later_one(
    browser: Browser, serve: Serve, real: Site
) -> None:
    server = serve(real.folder)
    held: list[Route] = []
    holding = True

    def hold(route: Route) -> None:
        if holding:
            held.append(route)
        else:
            route.continue_()

    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/search/?q=Budapest")
        later = found(tab, "en")
        assert later
        tab.goto(server.url + "en/search/")
        tab.route("**/pagefind/**/fragment/**", hold)
        field = tab.locator("#search-words")
        field.fill("procurement")
        field.press("Enter")
        first_of(held, tab)
        holding = False
        field.fill("Budapest")
        field.press("Enter")
        assert found(tab, "en") == later
        for route in held:
            route.continue_()
        tab.wait_for_load_state("networkidle")
        assert found(tab, "en") == later


# --- hostile words ------------------------------------------------------------------------------


def test_hostile_words_never_run(browser: Browser, serve: Serve, hostile: Site) -> None:
    server = serve(hostile.folder)
    # The pages about the rules hold nothing of the archive.
    pages = [page.path for page in hostile.ordinary_pages() if "editing/rules/" not in page.path]
    assert len(pages) > 20
    with watched(browser, server) as (tab, _):
        for path in (*pages, "search/?q=PWNED", "en/search/?q=script"):
            tab.goto(server.url + path)
            if "?" in path:
                expect(results(tab).first).to_be_visible()
            assert tab.evaluate("typeof window.PWNED") == "undefined", path
