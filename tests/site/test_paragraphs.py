"""Paragraphs of letters in a browser: marked by their address, copied, kept in every language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from invented_archive import TODAY
from lxml import html
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, Site, counterpart, words
from static_server import Server
from test_browser import watched

pytestmark = pytest.mark.browser

Serve = Callable[..., Server]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
LETTER = "circulars/2026/ex-1/"
"""Of the invented archive: counted paragraphs, labelled parts and an annex."""
CLIPBOARD = ["clipboard-read", "clipboard-write"]
NARROW = 320


def address(server: Server, language: str = "ru", path: str = LETTER) -> str:
    return server.url + counterpart(path, language)


def copied(tab: Tab) -> str:
    return str(tab.evaluate("navigator.clipboard.readText()"))


def copied_as_link(tab: Tab) -> list[str | None]:
    copied = tab.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return await (await item.getType("text/html")).text();
        }"""
    )
    [link] = html.document_fromstring(copied).iter("a")
    return [link.text_content(), link.get("href")]


def button_of(tab: Tab, place: str) -> Locator:
    return tab.locator(f"[id='{place}'] > .para-copy")


def menu_of(tab: Tab) -> Locator:
    return tab.locator(".para-menu")


# --- marks --------------------------------------------------------------------------------------


def look(place: Locator, of: str = "") -> str:
    code = f"element => getComputedStyle(element, '{of}').backgroundColor"
    return str(place.evaluate(code))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_address_marks_its_paragraph_below_the_header(
    browser: Browser, serve: Serve, invented: Site, scheme: Any
) -> None:
    server = serve(invented.folder)
    options = {"color_scheme": scheme, "viewport": {"width": 1000, "height": 400}}
    with watched(browser, server, **options) as (tab, _):
        tab.goto(address(server) + "#p3")
        third = tab.locator("#p3")
        assert look(third, "::before") != look(tab.locator("#p2"), "::before")
        header, there = tab.locator(".md-header").bounding_box(), third.bounding_box()
        assert header is not None
        assert there is not None
        assert header["y"] + header["height"] <= there["y"]
        assert there["y"] < 400
        tab.emulate_media(media="print")
        display = "getComputedStyle(document.querySelector('#p3'), '::before').display"
        assert tab.evaluate(display) == "none"


def test_an_address_marks_a_labelled_part_alone(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(address(server) + "#p3-b")
        part, other = (tab.locator(f"li:has(> #{name})") for name in ("p3-b", "p3-a"))
        assert look(part) != look(other)
        assert look(tab.locator("#p3"), "::before") == look(tab.locator("#p2"), "::before")
        tab.emulate_media(media="print")
        assert look(part) == look(other)
        tab.emulate_media(media="screen", forced_colors="active")
        outline = "element => getComputedStyle(element).outlineStyle"
        assert part.evaluate(outline) == "solid"
        assert other.evaluate(outline) == "none"


# --- copying ------------------------------------------------------------------------------------

CITATIONS = {
    "p3": {"ru": "EX-1, п. 3", "en": "EX-1, para. 3"},
    "p3-b": {"ru": "EX-1, п. 3 b)", "en": "EX-1, para. 3 b)"},
    "annex-1-p2": {"ru": "EX-1, приложение 1, п. 2", "en": "EX-1, Annex 1, para. 2"},
}


@both_languages
def test_addresses_and_citations_are_copied(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    lasting = invented.url + counterpart(LETTER, language)
    with watched(browser, server, permissions=CLIPBOARD) as (tab, _):
        tab.goto(address(server, language) + "?from=somewhere#p1")
        for place, citation in CITATIONS.items():
            paragraph = place.removesuffix("-b")
            tab.locator(f"[id='{paragraph}']").hover()
            if place == paragraph:
                button_of(tab, paragraph).click()
            entry = menu_of(tab)
            if place != paragraph:
                button_of(tab, paragraph).click()
                entry = entry.locator(".para-menu__part").last
            cite, link = entry.locator("button").nth(0), entry.locator("button").nth(1)
            cite.click()
            status = menu_of(tab).get_by_role("status")
            said = words(language, "paragraph.copied", text=citation[language])
            expect(status).to_have_text(said)
            assert copied(tab) == citation[language]
            assert copied_as_link(tab) == [citation[language], f"{lasting}#{place}"]
            link.click()
            expect(status).to_have_text(
                words(language, "paragraph.copied", text=f"{lasting}#{place}")
            )
            assert copied(tab) == f"{lasting}#{place}"
            tab.keyboard.press("Escape")
            expect(menu_of(tab)).to_have_count(0)


def test_an_annex_has_a_button_too(browser: Browser, serve: Serve, invented: Site) -> None:
    server = serve(invented.folder)
    cited = {"ru": "EX-1, приложение 1", "en": "EX-1, Annex 1"}
    with watched(browser, server, permissions=CLIPBOARD) as (tab, _):
        for language, citation in cited.items():
            tab.goto(address(server, language))
            button = tab.locator(".para-heading:has(#annex-1) > .para-copy")
            button.focus()  # by keyboard, without a number before it
            expect(button).to_be_focused()
            tab.keyboard.press("Enter")
            menu_of(tab).locator("button").first.click()
            expect(menu_of(tab).get_by_role("status")).to_contain_text(citation)
            assert copied(tab) == citation
            heading = tab.get_by_role("heading", level=3).filter(has=tab.locator("xpath=self::*"))
            names = [name for name in heading.all_inner_texts() if "Сослаться" in name]
            assert names == []


def test_the_tools_speak_the_language_of_the_page(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(address(server, "en", "circulars/2026/sb-8/") + "#p1")
        expect(tab.locator("[data-cite]")).to_have_attribute("lang", "ru")
        button_of(tab, "p1").click()
        for tool in (button_of(tab, "p1"), menu_of(tab)):
            expect(tool).to_have_attribute("lang", "en")


def test_a_letter_of_the_archive_is_cited_by_its_reference(
    browser: Browser, serve: Serve, real: Site
) -> None:
    server = serve(real.folder)
    with watched(browser, server, permissions=CLIPBOARD) as (tab, _):
        for language, cited in (
            ("ru", "Циркуляр 352 БСЭ, п. 3"),
            ("en", "TSB Circular 352, para. 3"),
        ):
            tab.goto(address(server, language, "circulars/2021/tsb-352/"))
            tab.locator("#p3").hover()
            button_of(tab, "p3").click()
            menu_of(tab).locator("button").first.click()
            expect(menu_of(tab).get_by_role("status")).not_to_be_empty()
            assert copied(tab).replace("\xa0", " ") == cited


def test_the_menu_is_worked_by_keyboard(browser: Browser, serve: Serve, invented: Site) -> None:
    server = serve(invented.folder)
    with watched(browser, server, permissions=CLIPBOARD) as (tab, _):
        tab.goto(address(server))
        button = button_of(tab, "p2")
        expect(button).to_be_hidden()
        tab.locator("#p2 > .para-no").focus()
        expect(button).to_be_visible()
        tab.keyboard.press("Tab")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        tab.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(menu_of(tab).get_by_role("status")).to_contain_text("EX-1, п. 2")
        assert copied(tab) == "EX-1, п. 2"
        tab.keyboard.press("Escape")
        expect(menu_of(tab)).to_have_count(0)
        expect(button).to_be_focused()
        tab.keyboard.press("Enter")
        expect(menu_of(tab)).to_be_visible()
        for _ in range(3):  # past both choices and out
            tab.keyboard.press("Tab")
        expect(menu_of(tab)).to_have_count(0)
        expect(button).to_have_attribute("aria-expanded", "false")


def test_a_tap_on_the_number_shows_the_button(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    phone = {"viewport": {"width": NARROW, "height": 640}, "has_touch": True, "is_mobile": True}
    with watched(browser, server, **phone) as (tab, _):
        tab.goto(address(server))
        button = button_of(tab, "p2")
        expect(button).to_be_hidden()
        tab.locator("#p2 > .para-no").tap()
        expect(button).to_be_visible()
        button.tap()
        expect(menu_of(tab)).to_be_visible()
        found = button.bounding_box()
        assert found is not None
        assert min(found["width"], found["height"]) >= 24
        assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW
        tab.locator("h2").first.tap()
        expect(menu_of(tab)).to_have_count(0)


def test_where_nothing_may_be_copied_the_text_is_selected(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server) as (tab, _):
        tab.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        tab.goto(address(server) + "#p2")
        button_of(tab, "p2").click()
        menu_of(tab).locator("button").first.click()
        expect(menu_of(tab).get_by_role("status")).to_have_text(words("ru", "paragraph.failed"))
        assert tab.evaluate("String(getSelection())") == "EX-1, п. 2"


def test_hostile_words_are_copied_as_words(browser: Browser, serve: Serve, hostile: Site) -> None:
    server = serve(hostile.folder)
    with watched(browser, server, permissions=CLIPBOARD) as (tab, _):
        tab.goto(address(server) + "#p1")
        button_of(tab, "p1").click()
        menu_of(tab).locator("button").first.click()
        expect(menu_of(tab).get_by_role("status")).not_to_be_empty()
        assert "<script>" in copied(tab)
        assert tab.evaluate("window.PWNED") is None
        assert "<script>" in copied_as_link(tab)[0]


def test_other_pages_and_readers_without_scripts_have_numbers_only(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server) as (tab, _):
        for path in ("", "initiatives/lighthouse/", "deadlines/"):
            tab.goto(server.url + path)
            expect(tab.locator(".para-copy")).to_have_count(0)
    with watched(browser, server, java_script_enabled=False) as (tab, _):
        tab.goto(address(server) + "#p2")
        expect(tab.locator(".para-copy")).to_have_count(0)
        expect(tab.locator("#p2 > .para-no")).to_have_attribute("href", "#p2")


# --- the reader's place -------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["p3", "p3-b", "annex-1-p2", "deadline-far-off"])
def test_the_language_switch_keeps_the_place(
    browser: Browser, serve: Serve, invented: Site, place: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport={"width": 1000, "height": 300}) as (tab, _):
        tab.goto(f"{address(server)}#{place}")
        tab.locator("header a[hreflang=en]").first.click()
        tab.wait_for_url(f"{address(server, 'en')}#{place}")
        tab.locator("header a[hreflang=ru]").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"{address(server)}#{place}")


def test_who_has_scrolled_on_keeps_the_paragraph_at_the_top(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport={"width": 1000, "height": 300}) as (tab, _):
        tab.goto(address(server) + "#p1", wait_until="networkidle")
        tab.evaluate(
            """() => {
              const fourth = document.querySelector("#p4").getBoundingClientRect();
              const header = document.querySelector(".md-header").getBoundingClientRect();
              scrollBy({ top: fourth.top - header.bottom, behavior: "instant" });
            }"""
        )
        # By the mouse alone: a locator would scroll before it clicks.
        found = tab.locator("header a[hreflang=en]").first.bounding_box()
        assert found is not None
        tab.mouse.click(found["x"] + found["width"] / 2, found["y"] + found["height"] / 2)
        tab.wait_for_url(address(server, "en") + "#p4")


def test_a_focus_in_the_header_does_not_scroll_the_page(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport={"width": 1000, "height": 400}) as (tab, _):
        tab.goto(address(server) + "#p4", wait_until="networkidle")
        before = tab.evaluate("scrollY")
        assert before > 300
        link = tab.locator("header a[hreflang=en]").first
        tab.keyboard.press("/")
        for _ in range(9):
            if link.evaluate("link => link === document.activeElement"):
                break
            tab.keyboard.press("Tab")
        expect(link).to_be_focused()
        assert tab.evaluate("scrollY") == before
        tab.keyboard.press("Enter")
        tab.wait_for_url(address(server, "en") + "#p4")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("p9", "p4"),
        ("p3-c", "p3"),
        ("p3bis", "p3"),
        ("p2.1-a", "p2"),
        ("annex-1-p7", "annex-1-p2"),
        ("annex-1-p0", "annex-1"),
        ("annex-1-p2-a", "annex-1-p2"),
        ("nowhere", ""),
        ("annex-7-p1", ""),
    ],
)
def test_a_paragraph_that_this_language_lacks_leads_to_the_one_before(
    browser: Browser, serve: Serve, invented: Site, asked: str, shown: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport={"width": 1000, "height": 300}) as (tab, _):
        tab.goto(f"{address(server)}#{asked}", wait_until="networkidle")
        target = "document.querySelector(':target')?.id ?? ''"
        tab.wait_for_function(f"({target}) === '{shown}'")
        assert tab.url == f"{address(server)}#{shown or asked}"
        if shown:
            expect(tab.locator(f"[id='{shown}']")).to_be_in_viewport()


@pytest.mark.parametrize("width", [NARROW, 360, 1000])
def test_a_long_number_stays_whole_and_beside_its_paragraph(
    browser: Browser, serve: Serve, invented: Site, width: int
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport={"width": width, "height": 640}) as (tab, _):
        for path in (LETTER, f"{LETTER}parallel/"):
            tab.goto(address(server, path=path))
            tab.locator("#p2 > .para-no").evaluate("number => { number.textContent = '12bis' }")
            number, text = tab.locator("#p2 > .para-no"), tab.locator("#p2 > p").first
            one, other = number.bounding_box(), text.bounding_box()
            assert one is not None
            assert other is not None
            assert one["x"] >= 0
            assert one["x"] + one["width"] <= other["x"]
            lines = "e => { const r = document.createRange(); r.selectNodeContents(e);"
            assert number.evaluate(lines + " return r.getClientRects().length }") == 1


def test_who_reads_above_or_below_the_letter_gets_no_paragraph(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport={"width": 1000, "height": 600}) as (tab, _):
        tab.goto(address(server))
        link = tab.locator("header a[hreflang=en]").first
        link.focus()
        assert str(link.get_attribute("href")).partition("#")[2] == ""
        tab.locator("#source").scroll_into_view_if_needed()
        tab.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        link.dispatch_event("pointerdown")
        assert str(link.get_attribute("href")).partition("#")[2] == ""


def test_who_has_not_scrolled_stays_at_the_heading_where_the_text_begins_high_up(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport={"width": 1000, "height": 600}) as (tab, _):
        tab.clock.set_fixed_time(f"{TODAY}T12:00:00Z")
        tab.goto(server.url + "initiatives/lighthouse/")
        link = tab.locator("header a[hreflang=en]").first
        first = tab.locator("#p1").bounding_box()
        assert first is not None
        assert first["y"] < 300, "the text begins in the upper half of the window"
        link.dispatch_event("pointerdown")
        assert str(link.get_attribute("href")).partition("#")[2] == ""
        tab.evaluate("scrollTo({ top: 20, behavior: 'instant' })")
        link.dispatch_event("pointerdown")
        assert str(link.get_attribute("href")).partition("#")[2] == "p1"


def test_the_texts_side_by_side_open_at_the_paragraph(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(address(server) + "#p3")
        tab.locator(".other-languages a[href*='parallel/']").click()
        tab.wait_for_url(address(server) + "parallel/#p3")
        tab.locator(".crumbs a[hreflang=en]").click()
        tab.wait_for_url(address(server, "en") + "#p3")
