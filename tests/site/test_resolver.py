"""References find their letter: the resolver, the page for lost addresses, lasting addresses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import invented_archive
import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, SUBPATH_URL, Site, counterpart, squeeze, text_of, words
from static_server import Server
from test_browser import BELOW, watched

from archive.languages import load_phrases
from archive.references import Grammar

Serve = Callable[..., Server]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
TODAY = "2026-03-02"

LETTERS: tuple[tuple[str, str, str, str], ...] = (
    # key, reference, date, languages
    ("2018/tsb-45", "TSB Circular 45", "2018-05-03", "ru en"),
    ("2018/tsb-45-corrigendum-2", "Corrigendum 2 to TSB Circular 45", "2018-06-01", "ru en"),
    ("2019/cl-19-35", "CL-19/35", "2019-07-23", "ru"),
    ("2020/cr-501", "CR/501", "2020-02-03", "en"),
    ("2021/tsb-352", "TSB Circular 352", "2021-10-13", "ru en"),
    ("2021/bdt-dir-110", "BDT/DIR/110", "2021-10-18", "ru"),
    ("2021/tsb-collective-3-11", "TSB Collective letter 3/11", "2021-11-01", "en"),
    ("2023/tsb-45", "TSB Circular 45", "2023-02-01", "ru en"),
    ("2024/ex-7", "EX/7", "2024-04-05", "en"),
    ("2024/quiet-harbours", "", "2024~", "en"),
)
SUBJECTS = {"ru": "Письмо {key} о <маяках>", "en": "Letter {key} about <lighthouses>"}
MOVES = """\
number-corrected:
  date: 2026-03-01
  page: r/tsb-354
  to: r/tsb-352
"""


def write_archive(root: Path) -> Path:
    """Letters whose numbers begin anew, a corrigendum, and letters in one language."""
    invented_archive.write_registers(root)
    for key, reference, date, languages in LETTERS:
        original, *others = languages.split()
        more = {"reference": reference} if reference else {}
        subject = SUBJECTS[original].format(key=key)
        facts = invented_archive.letter(subject, date=date, added="2026-02-01", **more)
        invented_archive.write_text(root / key / f"{original}.md", facts, "Один абзац.\n")
        for code in others:
            subject = SUBJECTS[code].format(key=key)
            fields = invented_archive.translation(original, subject, added="2026-02-01")
            invented_archive.write_text(root / key / f"{code}.md", fields, "One paragraph.\n")
    return root


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("resolver-source") / "circulars")


@pytest.fixture(scope="module")
def found(make_site: Callable[..., Site], source: Path) -> Site:
    return make_site("resolver", ARCHIVE_CIRCULARS=str(source), ARCHIVE_TODAY=TODAY)


@pytest.fixture(scope="module")
def found_below(make_site: Callable[..., Site], source: Path) -> Site:
    return make_site(
        "resolver-below",
        ARCHIVE_CIRCULARS=str(source),
        ARCHIVE_TODAY=TODAY,
        ARCHIVE_SITE_URL=SUBPATH_URL,
    )


def ask(tab: Tab, server: Server, query: str, language: str = "ru") -> None:
    tab.goto(f"{server.url}{counterpart('r/', language)}?q={quote(query, safe='')}")


def choice(tab: Tab) -> list[str]:
    """The addresses that are offered, once the search is over."""
    status = tab.locator("[data-status]")
    expect(status).not_to_have_text("")
    expect(status).not_to_have_text(words("ru", "resolver.loading"))
    expect(status).not_to_have_text(words("en", "resolver.loading"))
    links = tab.locator("[data-choice] a")
    return [str(link.get_attribute("href")) for link in links.all()]


def keys(addresses: list[str]) -> list[str]:
    return [address.partition("circulars/")[2].strip("/") for address in addresses]


# --- queries ------------------------------------------------------------------------------------


QUERIES: tuple[tuple[str, str], ...] = (
    ("БСЭ 352", "2021/tsb-352"),
    ("352", "2021/tsb-352"),
    ("TSB-352", "2021/tsb-352"),
    ("tsb352", "2021/tsb-352"),
    ("Циркуляром № 352 БСЭ", "2021/tsb-352"),
    ("CL-19/35", "2019/cl-19-35"),
    ("cl 19 35", "2019/cl-19-35"),
    ("СL‑19/35", "2019/cl-19-35"),
    ("bdt dir 110", "2021/bdt-dir-110"),
    ("Циркуляр BDT/DIR/110", "2021/bdt-dir-110"),
    ("TSB Circular 45 2018", "2018/tsb-45"),
    ("БСЭ 45 (2018)", "2018/tsb-45"),
    ("45/2023", "2023/tsb-45"),
    ("TSB Circular 45 of 3 May 2018", "2018/tsb-45"),
    ("Циркуляр 45 БСЭ от 1 февраля 2023 года", "2023/tsb-45"),
    ("Исправление 2 к Циркуляру 45 БСЭ", "2018/tsb-45-corrigendum-2"),
    ("TSB 45 corr. 2", "2018/tsb-45-corrigendum-2"),
    ("2018/tsb-45", "2018/tsb-45"),
    ("tsb 3/11", "2021/tsb-collective-3-11"),
    ("CR/501", "2020/cr-501"),
    ("ex 7", "2024/ex-7"),
    ("7", "2024/ex-7"),
    ("../../352\u0000\ud7ff", "2021/tsb-352"),
    ("\u202e[(352 БС\u00adЭ", "2021/tsb-352"),
)


@both_languages
def test_a_reference_leads_to_its_letter_in_the_language_of_the_page(
    browser: Browser, serve: Serve, found: Site, language: str
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        for query, key in QUERIES:
            ask(tab, server, query, language)
            tab.wait_for_url(f"{server.url}{counterpart(f'circulars/{key}/', language)}")


@both_languages
def test_the_letters_of_the_real_archive_are_found(
    browser: Browser, serve: Serve, real_below: Site, language: str
) -> None:
    server = serve(real_below.folder, BELOW)
    queries = {
        "БСЭ 352": "2021/tsb-352",
        "352": "2021/tsb-352",
        "CL-19/35": "2019/cl-19-35",
        "cl 19 35": "2019/cl-19-35",
        "СL-19/35": "2019/cl-19-35",
        "bdt dir 110": "2021/bdt-dir-110",
        "TSB-352": "2021/tsb-352",
    }
    with watched(browser, server) as (tab, _):
        for query, key in queries.items():
            ask(tab, server, query, language)
            tab.wait_for_url(server.url + counterpart(f"circulars/{key}/", language))


def test_it_replaces_the_question_so_that_back_leads_out(
    browser: Browser, serve: Serve, found: Site
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/about/")
        ask(tab, server, "CL-19/35", "en")
        tab.wait_for_url("**/circulars/2019/cl-19-35/")
        tab.go_back()
        tab.wait_for_url("**/en/about/")


@both_languages
def test_several_letters_are_offered_with_what_tells_them_apart(
    browser: Browser, serve: Serve, found: Site, language: str
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        ask(tab, server, "TSB Circular 45", language)
        assert keys(choice(tab)) == ["2023/tsb-45", "2018/tsb-45"]
        plural = {"ru": "few", "en": "other"}[language]
        said = words(language, f"resolver.fitting.{plural}", number=2)
        expect(tab.locator("[data-status]")).to_have_text(said)
        first = tab.locator("[data-choice] li").first.inner_text()
        assert SUBJECTS[language].format(key="2023/tsb-45") in first
        assert {"ru": "1 февраля 2023 г. · БПр", "en": "1 February 2023 · BEx"}[language] in first
        assert {"ru": "Циркуляр 45 БСЭ", "en": "TSB Circular 45"}[language] in first
        assert "/r/" in tab.url


def test_a_letter_in_the_other_language_only_says_so(
    browser: Browser, serve: Serve, found: Site
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        ask(tab, server, "CL-1935", "en")
        assert keys(choice(tab)) == ["2019/cl-19-35"]
        item = tab.locator("[data-choice] li")
        expect(item.locator("[lang=ru]")).to_have_text(SUBJECTS["ru"].format(key="2019/cl-19-35"))
        expect(item.locator(".lang-mark")).to_have_text("Russian")


NEAR: tuple[tuple[str, list[str]], ...] = (
    ("TCB 352", ["2021/tsb-352"]),
    ("CL-1935", ["2019/cl-19-35"]),
    ("TSB 3352", ["2021/tsb-352"]),
    ("БЭС 352", ["2021/tsb-352"]),
    ("Циркуляр 325 БСЭ", ["2021/tsb-352"]),
    ("TSB 352 (2018)", ["2021/tsb-352"]),
    ("BDT/DIR/111", ["2021/bdt-dir-110"]),
    ("Corrigendum 1 to TSB Circular 45", ["2018/tsb-45-corrigendum-2"]),
    ("Поправка 1 к CL-19/35", ["2019/cl-19-35"]),
)


@both_languages
def test_near_misses_are_offered_and_never_followed(
    browser: Browser, serve: Serve, found: Site, language: str
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        for query, expected in NEAR:
            ask(tab, server, query, language)
            offered = keys(choice(tab))
            assert offered[: len(expected)] == expected, query
            expect(tab.locator("[data-status]")).to_have_text(words(language, "resolver.near"))
            assert "/r/" in tab.url


@both_languages
def test_words_lead_on_to_the_search(
    browser: Browser, serve: Serve, found: Site, language: str
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        ask(tab, server, "маяки & фонари", language)
        assert choice(tab) == []
        expect(tab.locator("[data-status]")).to_have_text(words(language, "resolver.none"))
        link = tab.locator("[data-on] a")
        address = urljoin(tab.url, str(link.get_attribute("href")))
        expected = server.url + counterpart("search/", language)
        assert address == expected + "?q=" + quote("маяки & фонари").replace("%20", "+")


ODD = (
    "352 " * 2500,
    "9" * 10_000,
    "<img src=x onerror=window.PWNED=1>352",
    "{query}{number}$&$'",
    "%E0%A4%A 352",
    "__proto__ 1",
    "constructor",
)


def test_odd_queries_do_no_harm(browser: Browser, serve: Serve, found: Site) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        for query in ODD:
            ask(tab, server, query)
            choice(tab)
            assert tab.evaluate("window.PWNED") is None
            assert tab.locator("#resolver img").count() == 0
            viewport = tab.viewport_size
            assert viewport
            assert tab.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
            assert len(tab.locator("#resolver").inner_text()) < 2000, query[:40]


def test_without_the_index_the_lists_remain(browser: Browser, serve: Serve, found: Site) -> None:
    server = serve(found.folder)
    context = browser.new_context()
    try:
        tab = context.new_page()
        tab.route("**/r/index*", lambda route: route.abort())
        ask(tab, server, "352", "en")
        expect(tab.locator("[data-status]")).to_have_text(words("en", "resolver.failed"))
        expect(tab.locator("#by-year")).to_be_visible()
    finally:
        context.close()


@both_languages
def test_without_a_script_the_page_leads_to_the_lists(
    browser: Browser, serve: Serve, found: Site, language: str
) -> None:
    server = serve(found.folder)
    with watched(browser, server, java_script_enabled=False) as (tab, _):
        ask(tab, server, "352", language)
        assert words(language, "resolver.no-script") in tab.locator("noscript").first.inner_text()
        for place in ("circulars/2021/", "circulars/bureau/bex/", "search/", "initiatives/"):
            path = counterpart(place, language)
            links = [
                urljoin(tab.url, str(link.get_attribute("href")))
                for link in tab.locator("main a").all()
            ]
            assert server.url + path in links


def test_the_form_works_by_keyboard(browser: Browser, serve: Serve, found: Site) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "r/")
        tab.locator("#resolver-query").focus()
        tab.keyboard.type("БСЭ 45")
        tab.keyboard.press("Enter")
        assert len(choice(tab)) == 2
        expect(tab.locator("#resolver-query")).to_have_value("БСЭ 45")
        tab.locator("[data-choice] a").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/circulars/2023/tsb-45/")


# --- the spellings ------------------------------------------------------------------------------

SPELLINGS = """
TSB Circular 352|Circular TSB 352|Circular 352 TSB|TSB Circ. 352|Циркуляр 352 БСЭ|Циркуляр БСЭ 352
TSB Circular No. 352|Циркуляр № 352 БСЭ|tsb circular 352|ЦИРКУЛЯР 352 БСЭ|TSB\u00a0Circular\u00a0352
CL-19/35|CL‑19/35|CL–19/35|СL-19/35|Circular letter CL-19/35|Циркулярное письмо CL-19/35|cl-19/35
BDT/DIR/110|Circular BDT/DIR/110|Циркуляр BDT/DIR/110|Циркуляр БРЭ BDT/DIR/110
CACE/967|CАСЕ/967|Административный циркуляр CACE/967|CA/12|CR/501|Циркулярное письмо CR/501
TSB Collective letter 3/11|Коллективное письмо 3/11 БСЭ|Collective letter TSB 3/11
Corrigendum 2 to TSB Circular 45|Исправление 2 к Циркуляру 45 БСЭ|Corrigendum to TSB Circular 45
TSB Circular 45, Corrigendum 2|TSB Circular 45 Corr. 2|Addendum 1 to CL-19/35
Дополнительный документ 1 к Циркуляру 45 БСЭ|Дополнение 1 к Циркуляру 45 БСЭ
Поправка 1 к Циркуляру 45 БСЭ|Циркуляр 45 БСЭ, Поправка 2
Циркуляр 352 Бюро стандартизации электросвязи|Циркуляр Бюро развития электросвязи BDT/DIR/110
Circular 352 of the Telecommunication Standardization Bureau|BR Circular letter CR/501
Telecommunication Standardization Bureau (TSB) Circular 352
Collective letter 3/11 of the Telecommunication Standardization Bureau
Циркуляр БСЭ от 13 октября 2021 года № 352|Циркуляр от 13.10.2021 № 352 БСЭ
TSB Circular of 13 October 2021, No. 352|TSB Circular dated October 13, 2021, No. 352
TSB Circular of 13/10/2021, No. 352|Коллективное письмо БСЭ от 1 ноября 2021 года № 3/11
"""
SPELLED = [spelling for line in SPELLINGS.strip().splitlines() for spelling in line.split("|")]


def test_the_script_reads_what_the_grammar_reads(
    browser: Browser, serve: Serve, found: Site
) -> None:
    grammar = Grammar.of(load_phrases())
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "r/")
        readings = tab.evaluate(
            """async ([address, texts]) => {
                const { read } = await import(address);
                return Promise.all(texts.map((text) => read(text, { base: "../" })));
            }""",
            [server.url + "assets/references.js", SPELLED],
        )
    for text, found_readings in zip(SPELLED, readings, strict=True):
        reference = grammar.parse(text)
        assert reference.series is not None, text
        (mention,) = grammar.find(text)
        expected = {
            "series": reference.series,
            "number": reference.number,
            "issuance": reference.issuance,
            "issue": reference.issue,
            "year": mention.year,
            "whole": True,
        }
        assert found_readings == [expected], text


def test_the_script_reads_no_number_that_was_given_twice(
    browser: Browser, serve: Serve, found: Site
) -> None:
    texts = ["TSB Circular 352-bis", "Циркуляр 352 бис БСЭ", "CL-19/35 bis", "CR/501bis"]
    grammar = Grammar.of(load_phrases())
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "r/")
        for text in texts:
            assert grammar.parse(text).series is None, text
            readings = tab.evaluate(
                "async ([address, text]) => (await import(address)).read(text, {base: '../'})",
                [server.url + "assets/references.js", text],
            )
            assert readings == [], text


def test_resolutions_and_recommendations_are_no_letters(
    browser: Browser, serve: Serve, found: Site
) -> None:
    texts = ["Resolution 45", "Резолюция 352 (Дубай, 2018 г.)", "Recommendation ITU-T L.352"]
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "r/")
        for text in texts:
            results = tab.evaluate(
                "async ([address, text]) => (await import(address)).resolve(text, {base: '../'})",
                [server.url + "assets/references.js", text],
            )
            assert results == [], text


def test_other_scripts_get_everything_that_a_list_needs(
    browser: Browser, serve: Serve, found: Site
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/search/")
        [letter] = tab.evaluate(
            """async (address) => (await import(address)).resolve(
                "cl-19/35", { base: "../../", language: "en" })""",
            server.url + "assets/references.js",
        )
    assert letter["url"] == server.url + "en/circulars/2019/cl-19-35/"
    assert letter["title"] == SUBJECTS["ru"].format(key="2019/cl-19-35")
    assert (letter["reference"], letter["year"]) == ("CL-19/35", 2019)
    assert (letter["language"], letter["exact"]) == ("ru", True)


def test_a_question_loads_only_the_parts_that_can_hold_the_answer(
    browser: Browser, serve: Serve, found: Site
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))
        ask(tab, server, "CL-19/35")
        tab.wait_for_url("**/circulars/2019/cl-19-35/")
        index = [path for path in asked if path.startswith("r/index")]
        assert index == ["r/index.json", "r/index/cl-2019.json"]
        asked.clear()
        tab.goto(server.url + "r/")
        assert not [path for path in asked if path.startswith("r/index")]


# --- lost addresses -----------------------------------------------------------------------------


def lose(tab: Tab, server: Server, watch: Any, path: str) -> str:
    address = server.url + path
    watch.expected_404.add(address)
    tab.goto(address)
    return address


@pytest.mark.parametrize("base", ["/", BELOW])
@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("circulars/2021/tsb352/", "circulars/2021/tsb-352/"),
        ("2021/tsb-352", "circulars/2021/tsb-352/"),
        ("en/circular/tsb-352.html", "en/circulars/2021/tsb-352/"),
        ("en/circulars/2021/TSB_352/#p1", "en/circulars/2021/tsb-352/#p1"),
        ("circulars/2021/352/", "circulars/2021/tsb-352/"),
        ("r/cl-19-35.html", "circulars/2019/cl-19-35/"),
        ("ru/circulars/2021/tsb-352/", "circulars/2021/tsb-352/"),
        ("tsb/45/2018/", "circulars/2018/tsb-45/"),
    ],
)
def test_an_address_that_surely_means_a_letter_leads_there(
    browser: Browser,
    serve: Serve,
    found: Site,
    found_below: Site,
    base: str,
    path: str,
    target: str,
) -> None:
    site = found if base == "/" else found_below
    server = serve(site.folder, base)
    with watched(browser, server, locale="ru-RU") as (tab, watch):
        watch.expected_404.add(server.url + path.partition("#")[0])
        lose(tab, server, watch, path)
        tab.wait_for_url(server.url + target)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("circulars/2020/tsb-352/", ["2021/tsb-352"]),
        ("circulars/tsb-45/", ["2023/tsb-45", "2018/tsb-45"]),
        ("circulars/2021/tcb-352/", ["2021/tsb-352"]),
        ("circulars/2021/tsb-352x/", ["2021/tsb-352"]),
        ("circulars/2021/tsb-352/annex-9.pdf", ["2021/tsb-352"]),
        ("circulars/2024/quiet-harbour/", ["2024/quiet-harbours"]),
    ],
)
@both_languages
def test_an_address_that_may_mean_a_letter_gets_an_offer(
    browser: Browser, serve: Serve, found: Site, language: str, path: str, expected: list[str]
) -> None:
    server = serve(found.folder)
    with watched(browser, server, locale="ru-RU") as (tab, watch):
        address = lose(tab, server, watch, counterpart(path, language))
        offer = tab.locator("#lost")
        expect(offer).to_be_visible()
        expect(offer).to_have_attribute("lang", language)
        assert keys(choice(tab)) == expected
        expect(tab.locator("[data-status]")).to_have_text(words(language, "not-found.offer"))
        places = tab.locator("#lost, h1")
        assert places.first.get_attribute("id") == "lost", "it stands first"
        assert tab.url == address
        root = server.url + counterpart("", language)
        for link in tab.locator("#lost a").all():
            assert urljoin(tab.url, str(link.get_attribute("href"))).startswith(root)


LOST = (
    "no-such-page/",
    "circulars/2031/",
    "circulars/2021/page/9/",
    "deadlines/2031/05/",
    "%E0%A4%A/",
    "%3Cimg%20src=x%20onerror=window.PWNED=1%3E/",
    "a/" * 2000,
    "assets/lost-352.css.map",
)


def test_other_lost_addresses_get_the_search_alone(
    browser: Browser, serve: Serve, found: Site
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, watch):
        for path in LOST:
            lose(tab, server, watch, path)
            tab.wait_for_load_state("networkidle")
            expect(tab.locator("[data-on] a")).to_have_count(1)
            expect(tab.locator("[data-choice] a")).to_have_count(0)
            expect(tab.locator("[data-status]")).to_have_text("")
            expect(tab.locator(".not-found")).to_be_visible()
            assert tab.evaluate("window.PWNED") is None


@both_languages
def test_an_address_like_a_reference_that_no_letter_has_says_so(
    browser: Browser, serve: Serve, found: Site, language: str
) -> None:
    server = serve(found.folder)
    with watched(browser, server, locale="ru-RU") as (tab, watch):
        lose(tab, server, watch, counterpart("r/tsb-9999/", language))
        expect(tab.locator("[data-status]")).to_have_text(words(language, "resolver.none"))
        search = tab.locator("[data-on] a")
        expect(search).to_have_text(words(language, "not-found.offer-words", query="tsb 9999"))
        address = f"{server.url}{counterpart('search/', language)}?q=tsb+9999"
        assert urljoin(tab.url, str(search.get_attribute("href"))) == address


def test_in_the_tree_of_a_language_its_part_comes_first(
    browser: Browser, serve: Serve, found: Site
) -> None:
    server = serve(found.folder)
    with watched(browser, server, locale="ru-RU") as (tab, watch):
        for path, first in (("en/no-such-page/", "en"), ("no-such-page/", "ru")):
            lose(tab, server, watch, path)
            expect(tab.locator("#lost")).to_be_visible()
            expect(tab.locator(".not-found h1")).to_have_count(1)
            title = tab.locator(".not-found__title").first
            expect(title).to_have_text(words(first, "not-found.title"))
            inherited = "node => node.closest('[lang]').lang"
            assert title.evaluate(inherited) == first
            assert tab.locator(".not-found__title").last.evaluate(inherited) != first


@pytest.mark.parametrize(("locale", "home"), [("ru-RU", ""), ("en-US", "en/"), ("fr-FR", "")])
def test_an_address_without_a_language_leads_to_the_readers(
    browser: Browser, serve: Serve, found: Site, locale: str, home: str
) -> None:
    server = serve(found.folder)
    with watched(browser, server, locale=locale) as (tab, watch):
        lose(tab, server, watch, "tsb-352")
        tab.wait_for_url(f"{server.url}{home}circulars/2021/tsb-352/")


def test_the_page_for_lost_addresses_speaks_both_languages_without_a_script(
    browser: Browser, serve: Serve, found_below: Site
) -> None:
    server = serve(found_below.folder, BELOW)
    with watched(browser, server, java_script_enabled=False) as (tab, watch):
        lose(tab, server, watch, "some/where/deep/tsb-352")
        expect(tab.locator("#lost")).to_be_hidden()
        for language in LANGUAGES:
            part = tab.locator(f".not-found [lang={language}]")
            expect(part).to_contain_text(words(language, "not-found.text"))
            links = [
                urljoin(tab.url, str(a.get_attribute("href"))) for a in part.locator("a").all()
            ]
            assert server.url + counterpart("r/", language) in links


# --- lasting addresses --------------------------------------------------------------------------


@both_languages
def test_every_reference_has_a_lasting_address(found: Site, language: str) -> None:
    for key, reference, _, codes in LETTERS:
        slug = key.partition("/")[2]
        path = counterpart(f"r/{slug}/", language)
        if not reference:
            assert not found.has(path)
            continue
        page = found.page(path)
        assert page.tree.get("lang") == language
        assert page.all("//head/meta[@name='robots'][@content='noindex']")
        if slug == "tsb-45":
            continue
        [refresh] = page.all("//head/meta[@http-equiv='refresh']/@content")
        own = counterpart(f"circulars/{key}/", language)
        assert urljoin(found.url + path, str(refresh).removeprefix("0; url=")) == found.url + own
        written = language if language in codes.split() else codes.split()[0]
        [canonical] = page.all("//head/link[@rel='canonical']/@href")
        assert canonical == found.url + counterpart(f"circulars/{key}/", written)
        assert len(found.bytes(f"{path}index.html")) < 1200
        link = page.one("//main//a")
        subject = SUBJECTS[written].format(key=key)
        assert text_of(link) == subject
        assert link.xpath("boolean(.//*[@lang])") == (written != language)


def test_a_lasting_address_takes_the_paragraph_along(
    browser: Browser, serve: Serve, found: Site
) -> None:
    server = serve(found.folder)
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/r/tsb-352/#p1")
        tab.wait_for_url(server.url + "en/circulars/2021/tsb-352/#p1")


@both_languages
def test_a_reference_of_several_letters_offers_them(found: Site, language: str) -> None:
    page = found.page(counterpart("r/tsb-45/", language))
    assert not page.all("//head/meta[@http-equiv='refresh']")
    headings = [text_of(heading) for heading in page.all("//main//h2")]
    periods = [{"first": 2022, "last": 2024}, {"first": 2017, "last": 2021}]
    said = [words(language, "resolver.period", **period) for period in periods]
    assert headings == [squeeze(each) for each in said]
    links = page.all("//main//article//h3/a/@href")
    assert keys([str(link) for link in links]) == ["2023/tsb-45", "2018/tsb-45"]
    assert words(language, "resolver.restarts") in page.shown_text()


def test_a_corrected_reference_keeps_its_address(
    make_site: Callable[..., Site], tmp_path: Path
) -> None:
    root = write_archive(tmp_path / "circulars")
    (root / "registers/moves.yml").write_text(MOVES, "utf-8")
    site = make_site("resolver-moved", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY=TODAY)
    for language in LANGUAGES:
        path = counterpart("r/tsb-354/", language)
        page = site.page(path)
        [refresh] = page.all("//head/meta[@http-equiv='refresh']/@content")
        target = urljoin(site.url + path, str(refresh).removeprefix("0; url="))
        assert target == site.url + counterpart("r/tsb-352/", language)


# --- the pages ----------------------------------------------------------------------------------


def test_the_pages_fit_a_phone_and_the_dark(browser: Browser, serve: Serve, found: Site) -> None:
    server = serve(found.folder)
    phone: Any = {"width": 320, "height": 640}
    options: dict[str, Any] = {"viewport": phone, "color_scheme": "dark", "locale": "en-GB"}
    with watched(browser, server, **options) as (tab, watch):
        for path in ("en/r/?q=tsb+45", "r/", "r/tsb-45/"):
            tab.goto(server.url + path)
            tab.wait_for_load_state("networkidle")
            assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path
        lose(tab, server, watch, "tsb-45")
        expect(tab.locator("#lost")).to_be_visible()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_index_is_split_by_series_and_year(found: Site) -> None:
    index = json.loads(found.bytes("r/index.json"))
    assert index["parts"]["tsb-circular"] == {
        "2018": [45, 45],
        "2021": [352, 352],
        "2023": [45, 45],
    }
    for series, years in index["parts"].items():
        for year in years:
            assert found.has(f"r/index/{series}-{year}.json")
