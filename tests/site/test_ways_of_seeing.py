"""The pages as they are seen: enlarged, spaced out, in few colours, without motion, on paper, and
without scripts.

Numbers in brackets are those of WCAG 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page_rules
import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, ROOT, Site, counterpart, squeeze, words
from static_server import Server
from test_browser import instant, watched

pytestmark = pytest.mark.browser

Serve = Callable[..., Server]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
LETTER = "circulars/2026/ex-1/"
TODAY = instant("2026-03-02T08:00:00Z")
PHONE = {"width": 320, "height": 640}
"""A window of 1280 pixels that is enlarged to 400 %."""

SPACED = """
* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }
p { margin-bottom: 2em !important; }
"""
"""What a reader may set without losing anything (1.4.12)."""

OVERFLOW = """() => {
  document.querySelectorAll("details").forEach((part) => { part.open = true; });
  const faults = [];
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) { faults.push(`the page is ${width} wide`); }
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (words.nextNode()) {
    const part = words.currentNode.parentElement;
    if (seen.has(part) || !words.currentNode.data.trim()) { continue; }
    seen.add(part);
    const box = part.getBoundingClientRect();
    if (box.width < 2 || part.closest("thead, .unseen, .wide-table")) { continue; }
    const told = `${part.className}: ${part.textContent.trim().slice(0, 40)}`;
    const cuts = getComputedStyle(part).overflow !== "visible"
      && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
    if (cuts) { faults.push(`cut: ${told}`); }
    const frame = part.closest(".card, .summary-box, .panel, .filter, .letter__sheet");
    if (frame && box.right > frame.getBoundingClientRect().right + 1) {
      faults.push(`beyond its frame: ${told}`);
    }
  }
  return faults;
}"""


def at(server: Server, path: str, language: str) -> str:
    return server.url + counterpart(path, language)


def test_no_text_is_lost_on_a_narrow_page_with_wide_spacing(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    """In Russian, whose words are the longer ones."""
    server = serve(invented.folder)
    with watched(browser, server, viewport=PHONE, bypass_csp=True) as (tab, _):
        tab.clock.set_fixed_time(TODAY)
        for page in page_rules.kinds_of_page(invented):
            if page.language == "ru":
                tab.goto(server.url + page.path)
                tab.add_style_tag(content=SPACED)
                assert tab.evaluate(OVERFLOW) == [], page.path


@both_languages
def test_a_table_too_wide_for_its_letter_is_scrolled_by_keys_and_has_a_name(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, bypass_csp=True) as (tab, _):
        tab.goto(at(server, LETTER, language))
        table = tab.locator(".letter__sheet table")
        expect(table).to_have_count(1)
        name = words(language, "paragraph.table", number=1)
        expect(tab.get_by_role("group", name=name)).to_have_count(0)
        tab.set_viewport_size(PHONE)
        tab.add_style_tag(content=".letter__sheet table { width: 30rem; }")
        holder = tab.get_by_role("group", name=name)
        expect(holder).to_have_attribute("tabindex", "0")
        expect(holder).to_have_attribute("lang", language)
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        tab.locator("#p2 > .para-no").focus()
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        expect(holder).to_be_focused()
        tab.keyboard.press("ArrowRight")
        tab.wait_for_function("document.activeElement.scrollLeft > 0")


def test_nothing_moves_for_who_wants_no_motion(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    moving = """() => Array.from(document.querySelectorAll("html, body, body *"))
      .filter((part) => [null, "::before", "::after"].some((pseudo) => {
        const style = getComputedStyle(part, pseudo);
        const times = `${style.transitionDuration}, ${style.animationDuration}`;
        return times.split(", ").some((time) => parseFloat(time) > 0)
          || style.scrollBehavior === "smooth";
      })).map((part) => part.className || part.tagName)"""
    with watched(browser, server, reduced_motion="reduce") as (tab, _):
        for path in ("", LETTER):
            tab.goto(server.url + path)
            assert tab.evaluate(moving) == [], path
    with watched(browser, server) as (tab, _):
        tab.goto(server.url)
        assert tab.evaluate(moving), "nothing moves at all: the look proves nothing"


# --- colours ------------------------------------------------------------------------------------

CONTRAST = """names => {
  const list = document.querySelector(".dated-list .dated__when");
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
  const behind = (part) => {
    const colour = getComputedStyle(part).backgroundColor;
    return numbers(colour)[3] === 0 ? behind(part.parentElement) : colour;
  };
  return names.map((name) => {
    const badge = document.createElement("span");
    badge.className = `state state--${name}`;
    badge.textContent = name;
    list.append(badge);
    const two = [light(getComputedStyle(badge).color), light(behind(badge))].sort((a, b) => b - a);
    badge.remove();
    return [name, (two[0] + .05) / (two[1] + .05)];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_can_be_read(
    browser: Browser, serve: Serve, invented: Site, scheme: Any
) -> None:
    """1.4.3: text of this size needs a contrast of 4.5 to 1."""
    sheet = (ROOT / "overrides/assets/archive.css").read_text("utf-8")
    names = sorted(set(re.findall(r"\.state--([a-z-]+)", sheet)))
    assert {"open", "closed", "last-day", "announced", "withdrawn"} <= set(names)
    server = serve(invented.folder)
    with watched(browser, server, color_scheme=scheme) as (tab, _):
        tab.clock.set_fixed_time(TODAY)
        tab.goto(server.url + "deadlines/")
        found = dict(tab.evaluate(CONTRAST, names))
    assert {name: round(ratio, 2) for name, ratio in found.items() if ratio < 4.5} == {}


def drawn(tab: Tab, selector: str, pseudo: str = "") -> dict[str, str]:
    """How something is drawn: its colours and its frame."""
    code = """([selector, pseudo]) => {
      const style = getComputedStyle(document.querySelector(selector), pseudo || null);
      return { colour: style.color, back: style.backgroundColor, edge: style.borderTopWidth,
        line: style.textDecorationLine, frame: style.borderImageSource };
    }"""
    return dict(tab.evaluate(code, [selector, pseudo]))


def test_colours_of_the_system_leave_states_and_choices_visible(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    options = {"forced_colors": "active", "color_scheme": "dark", "timezone_id": "Asia/Tokyo"}
    with watched(browser, server, **options) as (tab, _):
        tab.clock.set_fixed_time(instant("2026-06-20T08:00:00Z"))
        tab.goto(server.url)
        assert drawn(tab, ".hero")["frame"] == "none"
        assert "underline" in drawn(tab, ".archive-languages [aria-current]")["line"]
        assert "underline" in drawn(tab, ".archive-tabs [aria-current]")["line"]
        tab.goto(server.url + "circulars/2026/lb-1/")
        assert drawn(tab, ".state")["edge"] != "0px"
        dot = drawn(tab, ".timeline > li", "::before")
        assert dot["edge"] != "0px"
        tab.locator(".own-time__button").click()
        pressed = drawn(tab, ".own-time__button", "::before")
        assert pressed["back"] == drawn(tab, ".own-time__button")["colour"]


# --- paper --------------------------------------------------------------------------------------


@both_languages
def test_a_printed_letter_has_addresses_states_and_nothing_to_press(
    browser: Browser, serve: Serve, invented: Site, language: str, tmp_path: Path
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, color_scheme="dark") as (tab, _):
        tab.clock.set_fixed_time(TODAY)
        for path in (LETTER, "deadlines/"):
            tab.goto(at(server, path, language))
            if path == LETTER:
                assert drawn(tab, "body")["back"] != "rgb(255, 255, 255)"
            tab.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
            text = squeeze(extract_text(tmp_path / "page.pdf"))
            assert invented.url + counterpart(path, language) in text.replace(" ", "")
            for key in ("ui.search-label", "ui.skip", "ui.footer-note", "time.show-own"):
                assert words(language, key) not in text, f"{path}: {key}"
            left = words(language, f"days-left.{'few' if language == 'ru' else 'other'}", number=44)
            assert f"({words(language, 'state.open')}: {left})" in text
            assert "1 / " in text
            if path == LETTER:
                assert "<https://union.example/" in text
        tab.emulate_media(media="print")
        assert drawn(tab, "body")["back"] == "rgb(255, 255, 255)"
        assert drawn(tab, "h1")["colour"] == "rgb(0, 0, 0)"


# --- without scripts ----------------------------------------------------------------------------


IDLE = """() => Array.from(document.querySelectorAll("button, input, select, form"))
  .filter((part) => part.checkVisibility({ visibilityProperty: true }))
  .map((part) => part.outerHTML)"""


def test_without_scripts_nothing_is_offered_that_does_nothing(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with watched(browser, server, java_script_enabled=False) as (tab, _):
        for page in page_rules.kinds_of_page(invented):
            if page.language == "en":
                tab.goto(server.url + page.path)
                expect(tab.locator("h1")).to_be_visible()
                assert tab.evaluate(IDLE) == [], page.path
        expect(link_of_footer(tab, words("en", "search.title"))).to_be_visible()
    with watched(browser, server) as (tab, _):
        tab.goto(server.url)
        assert tab.evaluate(IDLE), "nothing is seen: the look proves nothing"


def link_of_footer(tab: Tab, name: str) -> Any:
    return tab.locator("footer").get_by_role("link", name=name, exact=True)
