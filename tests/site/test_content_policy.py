"""The policy of pages in a real browser: everything works under it, and each part of it blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, Site, counterpart
from static_server import Server
from test_browser import switch

pytestmark = pytest.mark.browser
both_languages = pytest.mark.parametrize("language", LANGUAGES)
Serve = Callable[..., Server]

LETTER = "circulars/2026/ex-1/"
ELSEWHERE = "https://elsewhere.example/"
ALL_SEEN = """wanted => Object.entries(wanted).every(
  ([name, number]) => violations.filter((one) => one === name).length >= number
)"""
LISTEN = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.effectiveDirective);
  console.error("violation: " + event.effectiveDirective + " " + event.blockedURI);
});"""


@contextmanager
def listening(browser: Browser, **options: Any) -> Iterator[tuple[Tab, list[str]]]:
    """A tab, what its pages complain of, and what they ask of others (which never answer)."""
    context = browser.new_context(**options)
    context.set_default_timeout(20_000)
    context.add_init_script(LISTEN)
    told: list[str] = []
    context.on(
        "console",
        lambda message: message.type in ("error", "warning") and told.append(message.text),
    )
    context.on("weberror", lambda error: told.append(f"uncaught: {error.error}"))

    def elsewhere(route: Route) -> None:
        told.append(f"asked: {route.request.url}")
        route.abort()

    context.route(ELSEWHERE + "**", elsewhere)
    try:
        yield context.new_page(), told
    finally:
        context.close()


# --- nothing that the site does is stopped ------------------------------------------------------


def test_pages_beside_the_kinds_do_not_offend(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    """All kinds of page are opened by test_browser.test_every_kind_of_page, whose watch hears of
    every violation; these are the others."""
    server = serve(invented.folder)
    small = [page for page in invented.pages() if page.all("//main//*[@data-moved-to]")]
    assert len(small) > 1
    with listening(browser) as (tab, told):
        tab.goto(server.url + small[0].path, wait_until="commit")
        tab.wait_for_url(re.compile("/circulars/"))
        tab.goto(server.url + "lost/", wait_until="networkidle")
        assert told == [
            "Failed to load resource: the server responded with a status of 404 (Not Found)"
        ]


@both_languages
def test_what_readers_do_works(
    browser: Browser, serve: Serve, invented: Site, language: str
) -> None:
    server = serve(invented.folder)
    options = {"permissions": ["clipboard-read", "clipboard-write"], "color_scheme": "light"}
    with listening(browser, **options) as (tab, told):
        workers: list[str] = []
        tab.on("worker", lambda one: workers.append(one.url))
        tab.goto(server.url + counterpart(LETTER, language))
        body = tab.locator("body")
        tab.locator("label[for=__palette_1]").click()
        tab.locator("label[for=__palette_2]").click()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        tab.reload(wait_until="load")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        expect(body).to_have_attribute("data-md-color-media", re.compile("dark"))
        tab.locator("[id='p2']").hover()
        tab.locator("[id='p2'] > .para-copy").click()
        tab.locator(".para-menu button").first.click()
        expect(tab.locator(".para-menu [role=status]")).not_to_be_empty()
        tab.keyboard.press("Escape")

        field = tab.locator("header input[name=q]")
        field.fill({"ru": "маяк", "en": "lighthouse"}[language])
        expect(tab.locator("header [role=option]").first).to_be_visible()
        field.press("Enter")
        tab.wait_for_url(re.compile("/search/"))
        expect(tab.locator("main li a").first).to_be_visible()
        assert workers
        assert all(url.endswith("/pagefind-worker.js") for url in workers)

        tab.goto(server.url + counterpart("deadlines/", language))
        select = tab.locator("main form select").first
        select.select_option(index=1)
        other = "en" if language == "ru" else "ru"
        switch(tab, other).click()
        tab.wait_for_url(re.compile(re.escape(counterpart("deadlines/", other))))
        assert told == []


def test_colours_are_there_before_the_first_paint(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.route("**/bundle.*.js", lambda route: route.abort())  # the theme's script never comes
    scheme = tab.locator("body")
    tab.goto(server.url + LETTER)
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    for media, colours, shown in (
        ("(prefers-color-scheme: light)", "default", "default"),
        ("(prefers-color-scheme: dark)", "slate", "slate"),
        ("(prefers-color-scheme)", "default", "slate"),  # that of the system: dark here
    ):
        chosen = {"index": 0, "color": {"media": media, "scheme": colours}}
        tab.evaluate("chosen => __md_set('__palette', chosen)", chosen)
        tab.reload()
        expect(scheme).to_have_attribute("data-md-color-scheme", shown)
    tab.evaluate("localStorage.setItem('/.__palette', '{')")
    tab.reload()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    context.close()


# --- everything else is --------------------------------------------------------------------------

RAN = "window.ran = 1 + (window.ran || 0)"
INJECTED = {
    "script-src-elem": (
        f"<script>{RAN}</script>",
        f'<script type="module">{RAN}</script>',
        '<script type="importmap">{"imports":{}}</script>',
        f'<script src="{ELSEWHERE}x.js"></script>',
        f'<script src="data:text/javascript,{RAN}"></script>',
    ),
    "script-src-attr": (
        f'<img src="assets/favicon.svg" onload="{RAN}" onerror="{RAN}">',
        f'<svg onload="{RAN}"></svg>',
        f'<details open ontoggle="{RAN}">x</details>',
    ),
    "img-src": (
        f'<img src="{ELSEWHERE}x.png">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    ),
    "style-src-elem": (
        "<style>body{color:red}</style>",
        f'<link rel="stylesheet" href="{ELSEWHERE}x.css">',
    ),
    "style-src-attr": ('<p style="position:fixed">x</p>',),
    "frame-src": (f'<iframe src="{ELSEWHERE}"></iframe>', '<iframe src="./about/"></iframe>'),
    "object-src": (f'<object data="{ELSEWHERE}x.pdf"></object>', f'<embed src="{ELSEWHERE}x.swf">'),
    "media-src": (f'<video src="{ELSEWHERE}x.mp4" preload="auto"></video>',),
    "base-uri": (f'<base href="{ELSEWHERE}">',),
    "font-src": (f'<link rel="preload" as="font" crossorigin href="{ELSEWHERE}x.woff2">',),
}
"""By the directive that stops it, what could slip into a page."""


@pytest.mark.parametrize("path", [LETTER, "404.html"])
def test_what_slips_into_a_page_is_stopped(
    browser: Browser, serve: Serve, invented: Site, path: str
) -> None:
    address = serve(invented.folder).url + path
    source = invented.page(path).source
    assert source.count("</article>") == 1
    dirt = "".join(markup for each in INJECTED.values() for markup in each)
    with listening(browser) as (tab, told):

        def answer(route: Route) -> None:
            dirty = source.replace("</article>", dirt + "</article>")
            route.fulfill(body=dirty, content_type="text/html; charset=utf-8")

        tab.route(address, answer)
        tab.goto(address, wait_until="load")
        tab.wait_for_function(ALL_SEEN, arg={name: len(each) for name, each in INJECTED.items()})
        assert tab.evaluate("window.ran") is None
        assert tab.evaluate("document.baseURI") == address
        assert not [text for text in told if text.startswith("asked:")]


def test_it_would_run_without_the_policy(browser: Browser, serve: Serve, invented: Site) -> None:
    address = serve(invented.folder).url + LETTER
    source = invented.page(LETTER).source.replace("Content-Security-Policy", "none")
    runs = (*INJECTED["script-src-elem"], *INJECTED["script-src-attr"])
    dirt = "".join(runs)
    with listening(browser) as (tab, _):

        def answer(route: Route) -> None:
            dirty = source.replace("</article>", dirt + "</article>")
            route.fulfill(body=dirty, content_type="text/html; charset=utf-8")

        tab.route(address, answer)
        tab.goto(address, wait_until="load")
        # The import map runs nothing, and nobody answers elsewhere.
        tab.wait_for_function("number => window.ran === number", arg=len(runs) - 2)


DONE_BY_A_SCRIPT = {
    "require-trusted-types-for": (
        f"eval('{RAN}')",
        f"new Function('{RAN}')()",
        f"document.querySelector('h1').innerHTML = '<img src=x onerror=\"{RAN}\">'",
        "document.write('<b>x</b>')",
        "new Worker('assets/archive.js')",
        f"setTimeout('{RAN}')",
    ),
    "trusted-types": ("trustedTypes.createPolicy('mine', {})",),
    "connect-src": (f"fetch('{ELSEWHERE}x').catch(() => {{}})", f"new WebSocket('{ELSEWHERE}')"),
    "form-action": (f"const f = document.forms[0]; f.action = '{ELSEWHERE}'; f.submit()",),
}
"""By the directive that stops it, what a script of the site must not do, whatever made it do so."""


def test_what_a_script_of_the_site_must_never_do_is_stopped(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    acts = [act for each in DONE_BY_A_SCRIPT.values() for act in each]
    tries = "".join(f"try {{ {act} }} catch {{ /* told of as a violation */ }}\n" for act in acts)
    with listening(browser) as (tab, told):

        def answer(route: Route) -> None:
            own = invented.bytes("assets/build.js").decode()
            script = f"{own}\naddEventListener('load', () => {{ {tries} }});"
            route.fulfill(body=script, content_type="text/javascript")

        tab.route("**/assets/build.js", answer)
        tab.goto(server.url + LETTER, wait_until="load")
        counts = {name: len(each) for name, each in DONE_BY_A_SCRIPT.items()}
        tab.wait_for_function(ALL_SEEN, arg=counts)
        assert tab.evaluate("window.ran") is None
        assert not [text for text in told if text.startswith("asked:")]
        assert tab.url == server.url + LETTER


def test_nobody_elsewhere_hears_where_a_reader_comes_from(
    browser: Browser, serve: Serve, invented: Site
) -> None:
    server = serve(invented.folder)
    with listening(browser) as (tab, _):
        heard: list[str | None] = []

        def elsewhere(route: Route) -> None:
            heard.append(route.request.all_headers().get("referer"))
            route.fulfill(body="<title>x</title>", content_type="text/html")

        tab.context.route("https://union.example/**", elsewhere)
        tab.goto(server.url + LETTER)
        tab.locator("main a[href^='https://union.example/']").first.click()
        tab.wait_for_url("https://union.example/**")
        assert heard == [None]
        assert len(tab.context.pages) == 1
