"""Subscribing: every address that there is, the form that picks them, and the day of the build."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import vobject
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from site_kit import (
    LANGUAGES,
    LIVES_TODAY,
    SUBPATH_URL,
    Builder,
    Site,
    changed,
    contents,
    counterpart,
    stamps,
    words,
)
from static_server import Server
from test_browser import BELOW, watched

Serve = Callable[..., Server]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
FEED_TYPES = {
    "atom.xml": "application/atom+xml",
    "feed.xml": "application/rss+xml",
    "feed.json": "application/feed+json",
}
SHARED = re.compile(
    r"(?:(?:changes|closing)-)?(?:atom\.xml|feed\.(?:xml|json))"
    r"|(?:calendar|deadlines|events)(?:-reminders)?\.ics"
)
"""The files that a scope has."""


def shared_files(site: Site, language: str) -> set[str]:
    """The feeds and calendars of a language on the disk, without those of single circulars."""
    found = set()
    for file in site.folder.rglob("*"):
        path = file.relative_to(site.folder).as_posix()
        own = path.startswith("en/") == (language == "en")
        single = re.match(r"(?:en/)?circulars/\d{4}/", path)
        if own and file.is_file() and SHARED.fullmatch(file.name) and not single:
            found.add(path)
    return found


# --- without a script ---------------------------------------------------------------------------


@both_languages
def test_the_tables_hold_every_address_that_there_is(lives: Site, language: str) -> None:
    page = lives.page(counterpart("subscribe/", language))
    links = [str(href) for href in page.all("//table//td//a/@href")]
    addresses = [link for link in links if not link.startswith("webcal:")]
    assert all(link.startswith(lives.url) for link in addresses)
    listed = {link.removeprefix(lives.url) for link in addresses}
    assert len(listed) == len(addresses), "an address stands twice"
    assert listed == shared_files(lives, language)
    calendars = {path for path in listed if path.endswith(".ics")}
    opening = {link for link in links if link.startswith("webcal:")}
    assert opening == {"webcal:" + (lives.url + path).partition(":")[2] for path in calendars}
    assert len(calendars) == 6 * len(page.all("//table//tbody//th"))


@both_languages
def test_all_links_of_the_page_lead_somewhere(lives: Site, language: str) -> None:
    page = lives.page(counterpart("subscribe/", language))
    for link in page.all("//main//a/@href"):
        address = urljoin(lives.url + page.path, str(link)).partition("#")[0]
        if address.startswith(lives.url):
            assert lives.has(address.removeprefix(lives.url)), link
    anchors = set(page.all("//@id"))
    for link in page.all("//main//a/@href[starts-with(., '#')]"):
        assert str(link)[1:] in anchors


@both_languages
def test_a_downloaded_copy_is_called_one(lives: Site, language: str) -> None:
    page = lives.page(counterpart("subscribe/", language))
    section = page.section("once")
    assert words(language, "subscribe.copy-warning") in section.text_content()
    downloads = section.xpath(".//a[@download]/@href")
    assert [link.rpartition("/")[2] for link in downloads] == [
        "calendar.ics",
        "deadlines.ics",
        "events.ics",
    ]


def test_an_empty_archive_still_offers_everything(empty: Site) -> None:
    assert len(empty.page("subscribe/").all("//table")) == 1


@both_languages
def test_pages_announce_what_is_theirs(lives: Site, language: str) -> None:
    def announced(path: str) -> list[str]:
        page = lives.page(counterpart(path, language))
        found = []
        for link in page.all("//head/link[@rel='alternate']"):
            address = urljoin(lives.url + page.path, link.get("href")).removeprefix(lives.url)
            name = address.rpartition("/")[2]
            known = {"ics": "text/calendar"}.get(name.rpartition(".")[2])
            assert link.get("type") == known or FEED_TYPES[name.rpartition("-")[2]]
            assert link.get("title")
            assert lives.has(address), address
            found.append(address.removeprefix("en/" if language == "en" else ""))
        assert len(set(found)) == len(found)
        return found

    new = ["atom.xml", "feed.xml", "feed.json"]
    closing = [f"closing-{name}" for name in new]
    assert announced("") == [*new, "calendar.ics"]
    assert announced("circulars/") == [*new, "calendar.ics"]
    assert announced("deadlines/") == [*new, *closing, "deadlines.ics"]
    assert announced("events/") == [*new, "events.ics"]
    for scope in ("initiatives/coast/", "circulars/bureau/sea/", "addressees/pilots/"):
        base = next(
            path.removeprefix("en/").rpartition("/")[0] + "/"
            for path in sorted(shared_files(lives, language))
            if path.removeprefix("en/").startswith(scope.split("/")[0] + "/")
            and ("bureau" in path) == ("bureau" in scope)
        )
        assert announced(base) == [base + name for name in [*new, "calendar.ics"]] + new
    dated = next(
        file.parent.relative_to(lives.folder).as_posix().removeprefix("en/") + "/"
        for file in sorted(lives.folder.rglob("circulars/[0-9]*/*/calendar.ics"))
        if ("en" in file.relative_to(lives.folder).parts[:1]) == (language == "en")
    )
    assert announced(dated)[0] == f"{dated}calendar.ics"


# --- the form -----------------------------------------------------------------------------------


def addresses(tab: Tab) -> list[str]:
    return tab.locator("#subscribe-addresses .address__link").all_inner_texts()


def test_without_a_script_there_is_no_form(browser: Browser, serve: Serve, lives: Site) -> None:
    server = serve(lives.folder)
    with watched(browser, server, java_script_enabled=False) as (tab, _):
        tab.goto(server.url + "en/subscribe/")
        expect(tab.locator("#subscribe-form")).to_be_hidden()
        note = tab.locator("main noscript").first
        expect(note).to_be_visible()
        assert words("en", "subscribe.no-script") in note.inner_text()
        expect(tab.locator("table.addresses").first).to_be_visible()
        expect(tab.locator(".archive-build")).to_have_text("")


@both_languages
def test_the_form_begins_with_the_whole_archive_in_the_readers_language(
    browser: Browser, serve: Serve, lives: Site, language: str
) -> None:
    server = serve(lives.folder)
    home = lives.url + counterpart("", language)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + counterpart("subscribe/", language))
        assert addresses(tab) == [f"{home}atom.xml", f"{home}calendar.ics"]
        status = tab.locator("#subscribe-status")
        expect(status).to_have_attribute("role", "status")
        plural = {"ru": "few", "en": "other"}[language]
        expect(status).to_have_text(words(language, f"subscribe.count.{plural}", number=2))


def test_a_choice_gives_its_addresses_and_can_be_shared(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/subscribe/")
        tab.locator("input[name=of][value=chosen]").check()
        expect(tab.locator("#subscribe-status")).to_have_text(words("en", "subscribe.choose-scope"))
        assert addresses(tab) == []
        names = {}
        for kind in ("initiative", "bureau", "addressee"):
            box = tab.locator(f"input[name={kind}]").last
            names[kind] = box.get_attribute("value")
            box.check()
        tab.locator("input[name=lang][value=ru]").check()
        tab.locator("input[name=what][value=new]").uncheck()
        tab.locator("input[name=what][value=closing]").check()
        tab.locator("select[name=form]").select_option("rss")
        tab.locator("input[name=calendar][value=deadlines]").check()
        tab.locator("input[name=reminders]").check()
        expected = [
            f"{lives.url}{home}{place}/{file}"
            for home in ("", "en/")
            for place in (
                f"initiatives/{names['initiative']}",
                f"circulars/bureau/{names['bureau']}",
                f"addressees/{names['addressee']}",
            )
            for file in ("closing-feed.xml", "deadlines-reminders.ics")
        ]
        assert addresses(tab) == expected
        for address in expected:
            assert lives.has(address.removeprefix(lives.url))
        query = tab.url.partition("?")[2]
        assert query == (
            f"lang=ru,en&initiative={names['initiative']}&bureau={names['bureau']}"
            f"&for={names['addressee']}&what=closing&calendar=deadlines&reminders=1&form=rss"
        )
        opening = tab.locator("#subscribe-addresses a[href^='webcal:']")
        expect(opening).to_have_count(6)

        again = tab.context.new_page()
        again.goto(tab.url)
        assert addresses(again) == expected
        again.locator("header a[hreflang=ru]").first.click()
        again.wait_for_url(f"{server.url}subscribe/?{query}")
        assert addresses(again) == expected


def test_what_an_address_asks_for_in_vain_is_passed_over(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(
            server.url + "en/subscribe/?initiative=%3Cb%3E,no-such&calendar=weather&form=toString"
            "&lang=en,xx&what=new,lies"
        )
        assert addresses(tab) == [f"{lives.url}en/atom.xml", f"{lives.url}en/calendar.ics"]


def test_everything_can_be_done_with_the_keyboard(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/subscribe/")
        tab.locator("input[name=lang]").first.focus()
        tab.keyboard.press("Space")
        assert len(addresses(tab)) == 4
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        tab.keyboard.press("ArrowDown")
        expect(tab.locator("#subscribe-scopes")).to_be_visible()
        tab.keyboard.press("Tab")
        tab.keyboard.press("Space")
        assert all("/initiatives/" in address for address in addresses(tab))
        tab.keyboard.press("Enter")
        assert "initiative=" in tab.url, "Enter must not send the form away"


@pytest.mark.parametrize("has_touch", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_boxes_and_their_words_are_targets_of_24_pixels(
    browser: Browser, serve: Serve, lives: Site, width: int, has_touch: bool
) -> None:
    server = serve(lives.folder)
    size: Any = {"width": width, "height": 800}
    with watched(browser, server, viewport=size, has_touch=has_touch) as (tab, _):
        tab.goto(server.url + "subscribe/")
        tab.locator("input[name=of][value=chosen]").check()
        # Under a finger the box alone is as large as that, too.
        for target in ("label", "input") if has_touch else ("label",):
            boxes = [item.bounding_box() for item in tab.locator(f".choice {target}").all()]
            assert len(boxes) > 15
            for box in boxes:
                assert box
                assert min(box["width"], box["height"]) >= 24
        for label in tab.locator(".choice label:has(input[type=checkbox])").all():
            box, area = label.locator("input"), label.bounding_box()
            assert area
            before = box.is_checked()
            # Beyond the words the target goes on.
            label.click(position={"x": area["width"] - 2, "y": area["height"] - 2})
            assert box.is_checked() is not before


def test_an_address_is_copied_or_marked(browser: Browser, serve: Serve, lives: Site) -> None:
    server = serve(lives.folder)
    status = "#subscribe-status"
    with watched(browser, server, permissions=["clipboard-read", "clipboard-write"]) as (tab, _):
        tab.goto(server.url + "en/subscribe/")
        tab.get_by_role("button", name=words("en", "subscribe.copy-address")).nth(1).click()
        expect(tab.locator(status)).to_have_text(words("en", "subscribe.address-copied"))
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied == f"{lives.url}en/calendar.ics"
    with watched(browser, server) as (tab, _):
        tab.add_init_script(
            "Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})"
        )
        tab.goto(server.url + "en/subscribe/")
        tab.get_by_role("button", name=words("en", "subscribe.copy-address")).first.click()
        expect(tab.locator(status)).to_have_text(words("en", "subscribe.address-marked"))
        assert tab.evaluate("String(getSelection())") == f"{lives.url}en/atom.xml"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_width_is_too_small(browser: Browser, serve: Serve, lives: Site, width: int) -> None:
    server = serve(lives.folder)
    with watched(browser, server, viewport={"width": width, "height": 640}) as (tab, _):
        tab.goto(server.url + "subscribe/?lang=ru,en&of=chosen&what=new,changes,closing")
        for box in tab.locator("#subscribe-scopes input").all():
            box.check()
        assert len(addresses(tab)) > 20
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


# --- a copy for once ----------------------------------------------------------------------------


def downloaded(tab: Tab) -> bytes:
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name=words("en", "subscribe.copy-button")).click()
    assert waiting.value.suggested_filename.endswith(".ics")
    return Path(waiting.value.path()).read_bytes()


def uids(data: bytes) -> list[str]:
    return [event.uid.value for event in vobject.readOne(data.decode()).vevent_list]


@pytest.mark.parametrize("reminders", [False, True])
def test_the_calendars_of_a_choice_become_one_file(
    browser: Browser, serve: Serve, lives: Site, reminders: bool
) -> None:
    server = serve(lives.folder, BELOW)
    with watched(browser, server, accept_downloads=True) as (tab, _):
        tab.goto(server.url + "en/subscribe/?lang=ru,en&calendar=deadlines&of=chosen")
        for box in tab.locator("#subscribe-scopes input").all():
            box.check()
        if reminders:
            tab.locator("input[name=reminders]").check()
        sources = [
            lives.bytes(address.removeprefix(lives.url))
            for address in addresses(tab)
            if address.endswith(".ics")
        ]
        data = downloaded(tab)
        expect(tab.locator("#subscribe-copied")).to_contain_text(str(len(set(uids(data)))))
        expect(tab.locator("#subscribe-copy")).to_contain_text(
            words("en", "subscribe.copy-warning")
        )
    assert len(sources) > 10
    calendar = vobject.readOne(data.decode())
    known = {
        event.uid.value: event
        for source in sources
        for event in getattr(vobject.readOne(source.decode()), "vevent_list", [])
    }
    assert len(uids(data)) == len(set(uids(data))) == len(known)
    for event in calendar.vevent_list:
        same = known[event.uid.value]
        assert event.serialize() == same.serialize()
        assert len(getattr(event, "valarm_list", [])) == (
            len(getattr(same, "valarm_list", [])) if reminders else 0
        )
    zones = re.findall(rb"(?m)^TZID:(.*)\r$", data)
    assert len(zones) == len(set(zones)) > 1
    assert b"\r\n" in data
    assert not re.search(rb"(?<!\r)\n", data)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert calendar.x_wr_calname.value == words("en", "subscribe.copy-name")
    for word in (b"REFRESH-INTERVAL", b"SOURCE", b"X-PUBLISHED-TTL"):
        assert word not in data, "a copy must not promise to update"


def test_a_calendar_that_cannot_be_fetched_is_said(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server) as (tab, watch):
        tab.goto(server.url + "en/subscribe/")
        lost = server.url + "en/calendar.ics"
        watch.expected_404.add(lost)
        tab.route(lost, lambda route: route.fulfill(status=404, body=""))
        tab.get_by_role("button", name=words("en", "subscribe.copy-button")).click()
        expect(tab.locator("#subscribe-copied")).to_have_text(words("en", "subscribe.fetch-failed"))


# --- the day of the build -----------------------------------------------------------------------

BUILT = {"ru": "20 июня 2026 г.", "en": "20 June 2026"}


@both_languages
def test_the_footer_says_for_which_day_and_from_what(
    browser: Browser, serve: Serve, lives: Site, language: str
) -> None:
    server = serve(lives.folder)
    facts = json.loads(lives.bytes("build.json"))
    assert facts["today"] == LIVES_TODAY
    for path in ("", "about/", "circulars/", "subscribe/"):
        with watched(browser, server) as (tab, _):
            tab.clock.set_fixed_time("2026-06-20T10:00:00Z")
            tab.goto(server.url + counterpart(path, language))
            line = tab.locator(".archive-build")
            expect(line).to_contain_text(BUILT[language])
            link = line.get_by_role("link")
            expect(link).to_have_text(facts["sources"][:10])
            assert link.evaluate("link => link.href") == server.url + "build.json"


@both_languages
@pytest.mark.parametrize(
    ("now", "age"),
    [
        ("2026-06-19T10:00:00Z", None),  # a reader's clock that runs behind
        ("2026-06-20T10:00:00Z", None),
        ("2026-06-27T21:59:00Z", None),  # in Geneva the seventh day has two minutes left
        ("2026-06-27T22:00:00Z", 8),
        ("2026-07-11T12:00:00Z", 21),
    ],
)
def test_an_old_build_says_so(
    browser: Browser, serve: Serve, lives: Site, language: str, now: str, age: int | None
) -> None:
    server = serve(lives.folder)
    with watched(browser, server, timezone_id="Pacific/Honolulu") as (tab, _):
        tab.clock.set_fixed_time(now)
        tab.goto(server.url + counterpart("deadlines/", language))
        expect(tab.locator(".archive-build")).to_contain_text(BUILT[language])
        note = tab.locator(".archive-old")
        if age is None:
            expect(note).to_have_count(0)
            return
        expect(note).to_be_visible()
        expect(note).to_have_attribute("role", "status")
        form = {8: {"ru": "many"}, 21: {"ru": "one"}}[age].get(language, "other")
        said = words(language, f"build-line.old.{form}", number=age, day=BUILT[language])
        expect(note).to_have_text(said)
        # Countdowns follow the reader's clock, but what newer letters moved is not known.
        expect(note).to_contain_text(
            {"ru": "продлений, переносов и отмен", "en": "deadlines extended"}[language]
        )


def test_the_footer_does_not_jump(browser: Browser, serve: Serve, lives: Site) -> None:
    server = serve(lives.folder)
    heights = []
    for width in (360, 1280):
        for scripts in (False, True):
            options: dict[str, Any] = {"viewport": {"width": width, "height": 640}}
            with watched(browser, server, java_script_enabled=scripts, **options) as (tab, _):
                tab.goto(server.url + "about/", wait_until="networkidle")
                heights.append(tab.locator(".archive-build").bounding_box()["height"])
    assert heights[0] == heights[1]
    assert heights[2] == heights[3]


def test_without_the_file_nothing_is_said(
    browser: Browser, serve: Serve, lives: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(lives.folder, folder)
    (folder / "build.json").unlink()
    server = serve(folder)
    with watched(browser, server) as (tab, watch):
        watch.expected_404.add(server.url + "build.json")
        tab.goto(server.url + "deadlines/", wait_until="networkidle")
        expect(tab.locator(".archive-build")).to_have_text("")
        expect(tab.locator(".archive-old")).to_have_count(0)


def test_a_new_day_on_which_nothing_happens_rewrites_no_page_for_most_readers(
    build: Builder, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    assert build(target, ARCHIVE_TODAY="2026-11-24", ARCHIVE_REVISION="one").status == 0
    before, stamped = contents(target), stamps(target)
    assert build(target, ARCHIVE_TODAY="2026-11-25", ARCHIVE_REVISION="two").status == 0
    rewritten = changed(stamped, stamps(target))
    facts = json.loads((target / "build.json").read_bytes())
    assert (facts["today"], facts["revision"]) == ("2026-11-25", "two")
    # Readers without scripts are told for which day the states are.
    note = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
    for path in rewritten - {"build.json"}:
        assert note.sub(b"", before[path]) == note.sub(b"", (target / path).read_bytes()), path
    assert len(rewritten) < 8


def test_addresses_follow_the_place_of_the_site(invented_below: Site) -> None:
    page = invented_below.page("subscribe/")
    for link in page.all("//table//td//a/@href"):
        assert str(link).startswith((SUBPATH_URL, "webcal:" + SUBPATH_URL.partition(":")[2]))
