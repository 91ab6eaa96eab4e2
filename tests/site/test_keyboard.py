"""Every task by the keyboard alone: real keys from the top of the page, nothing else.

Each stop on the way is looked at: the focus shows, nothing covers what has it (WCAG 2.2, 2.4.7 and
2.4.11), and what has it is large enough to be hit (2.5.8).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, Site, counterpart, words
from static_server import Server
from test_browser import found, watched

pytestmark = pytest.mark.browser

Serve = Callable[..., Server]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
LETTER = "circulars/2026/ex-1/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
PHONE = {"width": 320, "height": 480}
DESKTOP = {"width": 1280, "height": 600}
MANY = 250
"""More stops than any page has on which these tests walk."""

STOP = """wanted => {
  const at = document.activeElement;
  if (!at || at === document.body) { return null; }
  const isSwitch = at.matches(".md-option"); /* a radio button whose label is what can be seen */
  const shown = isSwitch ? at.nextElementSibling : at;
  const style = getComputedStyle(shown);
  const boxes = Array.from(shown.getClientRects());
  const isSeen = boxes.some((box) => {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (right <= left || bottom <= top) { return false; }
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return shown.contains(there) || Boolean(there && there.contains(shown));
  });
  const header = document.querySelector(".md-header");
  const isOutside = !header.contains(at) && !at.matches(".archive-skip");
  const edge = header.getBoundingClientRect().bottom;
  const box = (at.closest("label") || shown).getBoundingClientRect();
  const faults = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
    faults.push("nothing shows the focus");
  }
  if (!isSeen) { faults.push("covered or out of sight"); }
  if (isOutside && edge > 0 && boxes[0].top < edge - 1) { faults.push("below the header"); }
  if (style.display !== "inline" && Math.min(box.width, box.height) < 23.9) {
    faults.push(`${box.width} by ${box.height} pixels`);
  }
  if (at.tabIndex > 0) { faults.push("an order of its own"); }
  const name = at.getAttribute("aria-label") || at.textContent.trim() || at.id || at.outerHTML;
  const isShy = at.matches(".para-copy"); /* shows itself when its paragraph has the focus */
  const isFirst = at.matches(".archive-skip");
  return { name: name.slice(0, 60), faults, isShy, isFirst, isThere: at === wanted };
}"""


def press(tab: Tab, key: str, wanted: Any = None) -> Any:
    """Press a key and look at what then has the focus; None outside of the page."""
    tab.keyboard.press(key)
    stop = tab.evaluate(STOP, wanted)
    if stop:
        assert stop["faults"] == [], f"{tab.url}: {stop['name']}"
    return stop


def reach(tab: Tab, wanted: Locator, key: str = "Tab") -> None:
    """Go on until an element has the focus."""
    expect(wanted).to_be_attached()
    handle = wanted.element_handle()
    passed = []
    for _ in range(MANY):
        stop = press(tab, key, handle)
        if stop is None and passed:
            break
        if stop and stop["isThere"]:
            return
        passed.append(stop and stop["name"])
    raise AssertionError(f"{tab.url}: the keys do not lead to {wanted}, only to {passed}")


def link(tab: Tab, name: str, of: str = "body") -> Locator:
    return tab.locator(of).get_by_role("link", name=name, exact=True).first


def copied(tab: Tab) -> str:
    return str(tab.evaluate("navigator.clipboard.readText()"))


def at(server: Server, path: str, language: str) -> str:
    return server.url + counterpart(path, language)


# --- tasks --------------------------------------------------------------------------------------


@both_languages
def test_from_the_home_page_to_a_letter(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=DESKTOP) as (tab, _):
        tab.goto(at(server, "", language))
        reach(tab, link(tab, words(language, "section.circulars"), ".archive-tabs"))
        tab.keyboard.press("Enter")
        tab.wait_for_url(at(server, "circulars/", language))
        reach(tab, tab.locator(".chips a[href$='2026/']"))
        tab.keyboard.press("Enter")
        tab.wait_for_url(at(server, "circulars/2026/", language))
        reach(tab, tab.locator(f".card__title a[href*='{LETTER}']"))
        tab.keyboard.press("Enter")
        tab.wait_for_url(at(server, LETTER, language))
        expect(tab.locator("h1")).to_be_in_viewport()


@both_languages
def test_the_skip_link_leads_past_header_and_sections(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=PHONE) as (tab, _):
        tab.goto(at(server, "circulars/", language))
        skip = tab.locator(".archive-skip")
        assert press(tab, "Tab", skip.element_handle())["isThere"]
        expect(skip).to_be_in_viewport()
        expect(skip).to_have_text(words(language, "ui.skip"))
        tab.keyboard.press("Enter")
        expect(tab.locator("#page-content")).to_be_focused()
        expect(skip).not_to_be_in_viewport()
        first = tab.locator("#page-content a").first
        assert press(tab, "Tab", first.element_handle())["isThere"]


@both_languages
def test_deadlines_are_filtered(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=DESKTOP) as (tab, _):
        tab.goto(at(server, "deadlines/", language))
        items = tab.locator(".dated:visible")
        everything = items.count()
        reach(tab, tab.get_by_label(words(language, "deadlines.choices.initiative")))
        tab.keyboard.press("ArrowDown")
        expect(tab.locator("#filter-status")).to_have_text(re.compile(r"\d"))
        assert 0 < items.count() < everything
        assert "initiative=" in tab.url
        reach(tab, tab.locator("#filter").get_by_role("button"))
        tab.keyboard.press("Enter")
        expect(items).to_have_count(everything)
        assert press(tab, "Tab"), "the focus is lost"


@both_languages
def test_what_was_searched_for_is_filtered_and_opened(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    word = {"ru": "маяков", "en": "lighthouses"}[language]
    with watched(browser, server, viewport=DESKTOP) as (tab, _):
        tab.goto(at(server, "search/", language))
        reach(tab, tab.locator("#search-words"))
        tab.keyboard.type(word)
        tab.keyboard.press("Enter")
        everything = found(tab, language)
        reach(tab, tab.locator("#search-filter > summary"))
        tab.keyboard.press("Enter")
        reach(tab, tab.get_by_label(words(language, "search.filters.year")))
        tab.keyboard.press("ArrowDown")
        expect(tab).to_have_url(re.compile("year="))
        expect(tab.locator("#search-status")).not_to_have_text(words(language, "search.loading"))
        some = found(tab, language)
        assert some
        assert set(some) < set(everything)
        reach(tab, tab.locator("#search-results a").first)
        tab.keyboard.press("Enter")
        tab.wait_for_url(some[0])


@both_languages
def test_the_box_in_the_header_leads_to_a_letter(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=DESKTOP) as (tab, _):
        tab.goto(at(server, "about/", language))
        field = tab.locator("header input[name=q]")
        reach(tab, field)
        tab.keyboard.type("EX-2")
        expect(tab.get_by_role("option").first).to_contain_text("EX-2")
        tab.keyboard.press("ArrowDown")
        expect(tab.get_by_role("option", selected=True)).to_contain_text("EX-2")
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("listbox")).to_be_hidden()
        tab.keyboard.press("ArrowDown")
        expect(tab.get_by_role("option").first).to_be_visible()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        tab.wait_for_url(at(server, "circulars/2026/ex-2/", language) + "*")


@both_languages
def test_the_language_is_switched(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    other = "en" if language == "ru" else "ru"
    with watched(browser, server, viewport=PHONE) as (tab, _):
        tab.goto(at(server, LETTER, language))
        reach(tab, tab.locator(f".archive-languages a[lang={other}]"))
        tab.keyboard.press("Enter")
        tab.wait_for_url(at(server, LETTER, other))
        assert tab.evaluate("document.documentElement.lang") == other


@both_languages
def test_a_citation_and_an_address_are_copied(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=PHONE, permissions=CLIPBOARD) as (tab, _):
        tab.goto(at(server, LETTER, language))
        button = tab.locator("#p2 > .para-copy")
        reach(tab, button)
        tab.keyboard.press("Enter")
        expect(tab.locator(".para-menu")).to_be_visible()
        status = tab.locator(".para-menu").get_by_role("status")
        for text in (
            words(language, "paragraph.cite", letter="EX-1", place="")
            + words(language, "paragraph.cite-place", number="2"),
            invented.url + counterpart(LETTER, language) + "#p2",
        ):
            assert press(tab, "Tab")
            tab.keyboard.press("Enter")
            expect(status).to_have_text(words(language, "paragraph.copied", text=text))
            assert copied(tab) == text
        press(tab, "Escape")
        expect(tab.locator(".para-menu")).to_have_count(0)
        expect(button).to_be_focused()


@both_languages
def test_an_address_is_subscribed_to_and_a_calendar_taken(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=DESKTOP, permissions=CLIPBOARD) as (tab, _):
        tab.goto(at(server, "subscribe/", language))
        box = tab.get_by_label(words(language, "subscribe.asked.closing"))
        reach(tab, box)
        tab.keyboard.press("Space")
        expect(box).to_be_checked()
        row = tab.locator("#subscribe-addresses li").filter(has_text="closing")
        reach(tab, row.get_by_role("button"))
        tab.keyboard.press("Enter")
        copy = row.locator(".address__link").inner_text()
        expect(tab.locator("#subscribe-status")).to_have_text(
            words(language, "subscribe.address-copied")
        )
        assert copied(tab) == copy
        assert copy.startswith(invented.url)
        reach(tab, tab.locator("#subscribe-copy").get_by_role("button"))
        with tab.expect_download() as whole:
            tab.keyboard.press("Enter")
        assert whole.value.suggested_filename.endswith(".ics")
        tab.goto(at(server, LETTER, language))
        reach(tab, link(tab, words(language, "circular.calendar-download"), ".add-dates"))
        with tab.expect_download() as own:
            tab.keyboard.press("Enter")
        assert own.value.suggested_filename.endswith(".ics")


@both_languages
def test_on_a_phone_the_contents_unfold_and_lead_on(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=PHONE) as (tab, _):
        tab.goto(at(server, LETTER, language))
        summary = tab.locator(".fold > summary")
        reach(tab, summary)
        tab.keyboard.press("Enter")
        expect(tab.locator(".fold")).to_have_attribute("open", "")
        reach(tab, tab.locator(".fold a[href='#deadlines']"))
        tab.keyboard.press("Enter")
        expect(tab.locator("#deadlines")).to_be_in_viewport()
        edge = tab.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
        box = tab.locator("#deadlines").bounding_box()
        assert box
        assert box["y"] >= edge
        reach(tab, summary, "Shift+Tab")
        tab.keyboard.press("Enter")
        expect(tab.locator(".fold a").first).to_be_hidden()


def test_the_colours_are_chosen(browser: Browser, serve: Serve, invented: Site) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=PHONE, color_scheme="light") as (tab, _):
        tab.goto(server.url + "about/")
        reach(tab, tab.locator("#__palette_0"))
        seen = []
        for _ in range(3):
            assert press(tab, "ArrowRight")
            seen.append(tab.locator("body").get_attribute("data-md-color-scheme"))
        assert seen == ["default", "slate", "default"]


# --- the whole way ------------------------------------------------------------------------------


def stops(tab: Tab, key: str) -> list[Any]:
    """The stops from one end of the page to the other; some browsers begin anew at the end."""
    passed: list[Any] = []
    for _ in range(MANY):
        stop = press(tab, key)
        if passed and (stop is None or stop["isFirst"]):
            return passed if key == "Tab" or stop is None else [*passed, stop]
        if stop:
            passed.append(stop)
    raise AssertionError(f"{tab.url}: the focus never leaves the page")


@pytest.mark.parametrize(
    ("language", "size", "paths"),
    [
        ("ru", PHONE, (LETTER, "circulars/2026/", "search/")),
        ("en", DESKTOP, ("", LETTER + "parallel/", "deadlines/")),
    ],
)
def test_no_page_keeps_the_focus_or_hides_it(
    browser: Browser, serve: Serve, invented: Site, language: str, size: Any, paths: Any
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, viewport=size) as (tab, _):
        for path in paths:
            tab.goto(at(server, path, language))
            expect(tab.locator(".archive-build a")).to_be_visible()
            forth, back = (
                [stop["name"] for stop in stops(tab, key) if not stop["isShy"]]
                for key in ("Tab", "Shift+Tab")
            )
            assert len(forth) > 15, path
            assert back == forth[::-1], path


def test_a_stop_that_nobody_sees_is_a_fault(browser: Browser, serve: Serve, invented: Site) -> None:
    server = serve(invented.folder)
    spoilt = {
        "*:focus-visible { outline: none !important; }": "nothing shows",
        ".archive-skip:focus { top: -9rem !important; }": "out of sight",
        ".archive-skip { display: block; height: 1rem; padding: 0; overflow: hidden; }": "pixels",
    }
    with watched(browser, server, bypass_csp=True) as (tab, _):
        for style, fault in spoilt.items():
            tab.goto(server.url + "about/")
            tab.add_style_tag(content=style)
            with pytest.raises(AssertionError, match=fault):
                press(tab, "Tab")
