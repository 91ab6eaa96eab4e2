"""Language alternates over a whole built site, judged without the code that makes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alternate_rules import canonical, entries, judge
from playwright.sync_api import Browser
from site_kit import Site
from static_server import Server


def test_pages_and_sitemap_agree(site: Site) -> None:
    judged = judge(site)
    assert judged.faults == []
    assert judged.groups
    for group in judged.groups:
        assert len(group) == 2


def test_a_letter_in_one_language_has_no_alternates(invented: Site) -> None:
    by_address = dict(entries(invented.bytes("sitemap.xml")))
    single = 0
    for page in invented.ordinary_pages():
        own = canonical(page)
        if page.path.endswith("/parallel/"):
            continue
        if own == invented.url + page.path or page.all("//meta[@http-equiv='refresh']"):
            continue
        parts = own.removeprefix(invented.url).removeprefix("en/").strip("/").split("/")
        if parts[0] != "circulars" or len(parts) != 3:
            continue
        single += 1
        assert invented.url + page.path not in by_address
        assert by_address[own] == {}
    assert single, "the archive has no letter in one language"


@pytest.mark.parametrize("fault", ["one way", "no default", "wrong language", "not listed"])
def test_the_judge_sees_faults(few: Site, fault: str) -> None:
    data = few.bytes("sitemap.xml").decode()
    url = few.url
    if fault == "one way":
        old = f'<loc>{url}en/about/</loc>\n    <xhtml:link rel="alternate" hreflang="ru" '
        new = f'<loc>{url}en/about/</loc>\n    <xhtml:link rel="alternate" hreflang="fr" '
    elif fault == "no default":
        old, new = 'hreflang="x-default"', 'hreflang="de"'
    elif fault == "wrong language":
        old, new = f'hreflang="en" href="{url}en/about/"', f'hreflang="en" href="{url}about/"'
    else:
        old, new = f"<loc>{url}about/</loc>", f"<loc>{url}abouts/</loc>"
    assert old in data

    class Broken(Site):
        def bytes(self, path: str) -> bytes:
            return data.replace(old, new).encode() if path == "sitemap.xml" else super().bytes(path)

    assert judge(Broken(folder=few.folder, url=url)).faults


def test_no_page_view_asks_for_a_sitemap_or_for_what_is_not_there(
    browser: Browser, serve: Callable[..., Server], few: Site
) -> None:
    """The theme's script looks for a sitemap beside every alternate that it finds in a head."""
    server = serve(few.folder)
    letter = next(
        page.path
        for page in few.ordinary_pages()
        if "en/circulars/" in page.path and page.all("//div[@class='circular']")
    )
    context = browser.new_context()
    asked: list[str] = []
    missing: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on(
        "response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None
    )
    tab = context.new_page()
    for path in ("", "en/", "about/", letter, letter.removeprefix("en/"), "en/deadlines/"):
        tab.goto(server.url + path, wait_until="networkidle")
    context.close()
    assert len(asked) > 6
    assert [url for url in asked if "sitemap" in url] == []
    assert missing == []
