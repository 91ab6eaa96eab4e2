"""What moves leave on the real site: everything that was promised before still stands."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import html5lib
import invented_archive
import page_rules
import pytest
from lxml import etree
from moved_archive import publish_and_move
from playwright.sync_api import Browser, expect
from site_kit import LANGUAGES, ROOT, Site, counterpart, text_of, words
from static_server import Server

from archive.continuity import stands
from archive.languages import load_phrases
from archive.load import judge_sources
from archive.promises import Promises, Standing
from archive.written_pages import NOT_PUBLISHED, written_pages


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A site whose archive was recorded before things moved."""

    site: Site
    before: Promises
    now: Standing


@pytest.fixture(scope="module")
def moved(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """The site after the moves."""
    root = tmp_path_factory.mktemp("moved-source") / "circulars"
    before = publish_and_move(root)
    site = make_site("moved", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY=invented_archive.TODAY)
    library = judge_sources(root, load_phrases(), "circulars").library
    now = stands(library, written_pages(root.parent / "docs"))
    return Moved(site=site, before=before, now=now)


def target_of(site: Site, path: str) -> str | None:
    """Where the page at *path* leads its reader by itself."""
    page = site.page(path)
    found = page.all("//head/meta[@http-equiv='refresh']/@content")
    if not found:
        return None
    [content] = found
    url = content.removeprefix("0; url=")
    return page_rules.urljoin(site.url + path, url).removeprefix(site.url)


OLD_PAGES = {
    "circulars/2026/ex-1/": "circulars/2026/ex-10/",
    "initiatives/lighthouse/": "initiatives/beacon/",
    "initiatives/lighthouse/page/1/": "initiatives/beacon/page/1/",
    "initiatives/buoys/": "initiatives/beacon/",
    "circulars/bureau/bulk/": "circulars/bureau/plenty/",
    "circulars/bureau/bulk/page/1/": "circulars/bureau/plenty/page/1/",
}
GONE_PAGES = ("circulars/2026/ex-3/", "en/circulars/2026/ex-3/")
GONE_TEXT = "en/circulars/2026/ex-2/"
"""The letter is there in Russian: its English page says what became of the English text."""


def old_paths() -> list[str]:
    redirects = [counterpart(path, language) for path in OLD_PAGES for language in LANGUAGES]
    return redirects + list(GONE_PAGES)


# --- promises against the site ------------------------------------------------------------------


def test_every_promise_of_the_time_before_is_kept(moved: Moved) -> None:
    site, missing = moved.site, []
    for owner, kinds in moved.before.items():
        for kind in ("page", "written-page", "feed", "file"):
            missing += [path for path in kinds.get(kind, ()) if not site.has(path)]
        if owner.name == "2026/ex-3":  # which was taken down, and with it what its folder's name
            missing = [path for path in missing if not path.endswith("r/3/")]  # does not tell
        if "place" not in kinds:
            continue
        [path] = kinds["page"]
        path = target_of(site, path) or path
        ids = site.page(path).ids
        if path not in GONE_PAGES:
            missing += [f"{owner.name} #{place}" for place in kinds["place"] if place not in ids]
    assert missing == []


def test_host_and_archive_leave_out_the_same_folders_of_hand_written_texts() -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    [left_out] = re.findall(r"^exclude_docs: \|\n((?:  .*\n)+)", settings, re.MULTILINE)
    assert left_out.split() == [f"/{name}/" for name in NOT_PUBLISHED]


def test_every_page_of_the_site_is_promised_or_left_by_a_move(moved: Moved) -> None:
    """What is no promise follows from the present state alone, or documents the checker."""
    free = re.compile(
        r"(en/)?((deadlines|events)/[0-9]{4}/([0-9]{2}/)?|editing/.*|circulars/.*/parallel/)"
        r"|404\.html"
    )
    now = {
        path
        for kinds in moved.now.published.values()
        for kind in ("page", "written-page")
        for path in kinds.get(kind, ())
    }
    names = {page.path or "./" for page in moved.site.pages()}
    unpromised = {name for name in names - now - moved.now.left if not free.fullmatch(name)}
    # A letter's page in a language that it lacks stands and falls with the letter.
    bare = {name.removeprefix("en/") for name in unpromised}
    assert {name for name in bare if not {name, f"en/{name}"} & now} == set()
    assert {path for path in now | moved.now.left if not moved.site.has(path)} == set()


def test_ids_of_feeds_and_entries(moved: Moved) -> None:
    """What subscribers have they do not receive again; what is gone is not there."""
    for language in LANGUAGES:
        prefix = "en/" if language == "en" else ""
        for path in ("", "initiatives/beacon/"):
            feed = etree.fromstring(moved.site.bytes(f"{prefix}{path}atom.xml"))
            ids = feed.xpath("//*[local-name()='id']/text()")
            known = {
                value
                for kinds in moved.before.values()
                for kind in ("entry", "feed-id")
                for value in kinds.get(kind, ())
            }
            assert set(ids) <= known
            assert any("circular/2026/ex-1/" in name for name in ids)
            assert not any("ex-10" in name or "ex-3" in name for name in ids)
            if path:
                assert f"feed/initiative/lighthouse/{language}" in ids[0]


def test_feeds_of_a_moved_initiative_are_identical_copies(moved: Moved) -> None:
    for prefix in ("", "en/"):
        for name in ("atom.xml", "feed.xml"):
            feed = moved.site.bytes(f"{prefix}initiatives/beacon/{name}")
            for old in ("lighthouse", "buoys"):
                assert moved.site.bytes(f"{prefix}initiatives/{old}/{name}") == feed


def test_copies_of_attachments(moved: Moved) -> None:
    data = moved.site.bytes("circulars/2026/ex-10/lanterns.pdf")
    for path in ("2026/ex-10/lamps.pdf", "2026/ex-1/lamps.pdf", "2026/ex-1/lanterns.pdf"):
        assert moved.site.bytes(f"circulars/{path}") == data


# --- the pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("old", "new"), OLD_PAGES.items())
def test_a_page_that_has_moved(moved: Moved, old: str, new: str, language: str) -> None:
    old, new = counterpart(old, language), counterpart(new, language)
    page = moved.site.page(old)
    assert target_of(moved.site, old) == new
    assert page.all("//head/link[@rel='canonical']/@href") == [moved.site.url + new]
    assert page.all("//head/meta[@name='robots']/@content") == ["noindex"]
    assert page.tree.get("lang") == language
    assert text_of(page.one("//h1")) == words(language, "moved.title")
    link = page.one("//main//a[@data-moved-to]")
    assert page_rules.urljoin(moved.site.url + old, link.get("href")) == moved.site.url + new
    assert text_of(link)
    assert page_rules.switch_faults(page, moved.site) == []


def test_what_the_link_says(moved: Moved) -> None:
    link = moved.site.page("en/circulars/2026/ex-1/").one("//a[@data-moved-to]")
    assert text_of(link) == "EX-1: Meeting of lighthouses"
    link = moved.site.page("initiatives/lighthouse/").one("//a[@data-moved-to]")
    assert text_of(link) == "Свет на берегу"


def test_a_letter_that_was_taken_away(moved: Moved) -> None:
    for language in LANGUAGES:
        page = moved.site.page(counterpart("circulars/2026/ex-3/", language))
        assert target_of(moved.site, page.path) is None
        assert text_of(page.one("//h1")) == words(language, "retired.title")
        reason = page.one("//*[@class='notice']")
        assert "По просьбе автора <письма>." in text_of(reason)
        assert bool(reason.xpath(".//*[@lang='ru']")) == (language == "en")
        assert {"ru": "26 февраля 2026", "en": "26 February 2026"}[language] in page.shown_text()
        home = page.all("//main//li/a/@href")[0]
        assert page_rules.urljoin(moved.site.url + page.path, home) == moved.site.url + (
            "en/" if language == "en" else ""
        )
        assert page.all("//head/meta[@name='robots']/@content") == ["noindex"]


def test_a_text_that_was_taken_away_leads_to_the_other_language(moved: Moved) -> None:
    page = moved.site.page("en/circulars/2026/ex-2/")
    assert "The translation was wrong." in page.shown_text()
    links = [
        page_rules.urljoin(moved.site.url + page.path, link)
        for link in page.all("//main//a[@hreflang='ru']/@href")
    ]
    assert links == [f"{moved.site.url}circulars/2026/ex-2/"]
    assert page_rules.switch(page)["ru"] == "circulars/2026/ex-2/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_former_places_of_a_page(moved: Moved, language: str) -> None:
    page = moved.site.page(counterpart("circulars/2026/ex-10/", language))
    assert page_rules.body_faults(page) == []
    for old, now in (("p3-b", "p3-c"), ("deadline-far-off", "deadline-register")):
        [parent] = page.one(f"//*[@id='{old}']").xpath("..")
        assert parent.get("id") == now
    old = words(language, "retired.renumbered", old="#p1")
    assert page.section("source").xpath(f".//li[contains(., '{old}')]/a/@href") == ["#p2"]
    notice = page.one("//*[@id='annex-1-p2']")
    assert notice.xpath("ancestor::section")[0] is page.section("source")
    assert {"ru": "Там было имя человека.", "en": "It named a person."}[language] in text_of(notice)
    assert "#annex-1-p2" in text_of(notice)


@pytest.mark.parametrize("path", old_paths())
def test_the_pages_are_sound(moved: Moved, path: str) -> None:
    page = moved.site.page(path)
    assert page_rules.body_faults(page) == []
    assert page_rules.unfilled_faults(page) == []
    assert page_rules.policy_faults(page) == []
    assert page_rules.Links(moved.site).faults(page) == []
    parser = html5lib.HTMLParser()
    parser.parse(page.file.read_bytes(), transport_encoding="utf-8")
    assert [code for _, code, _ in parser.errors] == []


def test_titles_tell_pages_apart(moved: Moved) -> None:
    titles: dict[tuple[str, str], list[str]] = {}
    for page in moved.site.ordinary_pages():
        if target_of(moved.site, page.path) is None:
            titles.setdefault((page.language, page.one("//head/title").text), []).append(page.path)
    assert [paths for paths in titles.values() if len(paths) > 1] == []


# --- what does not know of them -----------------------------------------------------------------


def addresses_in_the_index(site: Site) -> set[str]:
    """What the search can lead to; Pagefind compresses each, behind twelve signs of its own."""
    found = set()
    for file in site.folder.glob("pagefind/*/*/fragment/*.pf_fragment"):
        found.add(json.loads(gzip.decompress(file.read_bytes())[12:])["url"])
    return found


def test_neither_the_sitemap_nor_lists_nor_search_name_them(moved: Moved) -> None:
    sitemap = moved.site.bytes("sitemap.xml").decode()
    indexed = addresses_in_the_index(moved.site)
    assert len(indexed) > 2
    for path in old_paths():
        assert f"{moved.site.url}{path}<" not in sitemap
        assert f"/{path}" not in indexed
    old = {moved.site.url + path for path in old_paths()}
    for page in moved.site.ordinary_pages():
        if page.path in old_paths():
            continue
        links = page.all("//main//a/@href")
        assert not old & {page_rules.urljoin(moved.site.url + page.path, link) for link in links}


def test_an_archive_without_moves_has_none(invented: Site) -> None:
    assert not any(page.all("//meta[@http-equiv='refresh']") for page in invented.ordinary_pages())


# --- in a browser -------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_arrives(
    moved: Moved, browser: Browser, serve: Callable[..., Server], scripts: bool
) -> None:
    server = serve(moved.site.folder)
    context = browser.new_context(java_script_enabled=scripts)
    try:
        tab = context.new_page()
        tab.goto(f"{server.origin}/circulars/2026/ex-1/#p3")
        new = f"{server.origin}/circulars/2026/ex-10/"
        tab.wait_for_url(re.compile(re.escape(new)))
        # Only a script can take the paragraph along.
        expect(tab).to_have_url(new + ("#p3" if scripts else ""))
        expect(tab.locator("h1")).to_have_text("Встреча маяков")
    finally:
        context.close()
