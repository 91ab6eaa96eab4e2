"""Texts side by side, on the published pages and in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import page_rules
import pytest
from invented_archive import TODAY, letter, translation, write_registers, write_text
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, Page, Site, counterpart, text_of, words
from static_server import Server
from test_browser import instant, watched

from archive.blocks import digest_of

Serve = Callable[..., Server]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
in_a_browser = pytest.mark.browser
NARROW, WIDE = 320, 1280

PARAGRAPHS = (
    "1. Союз примеров приглашает; смотрите [пункт 2](#p2) и [письмо](circular:2026/ex-2).",
    "2. Есть два пути:\n\n   - [a)] на лодке, если море спокойно;\n   - [b)] пешком.",
    "3. Смотритель открывает маяк в десять часов утра.",
    "4. Лодки могут ждать.",
)
ANNEX = "## [annex-1] Приложение о фонарях\n\n1. Фонарь горит до утра."
TRANSLATED = (
    "1. The Example Union invites; see [paragraph 2](#p2) and [the letter](circular:2026/ex-2).",
    "2. There are two ways:\n\n   - [a)] by boat, if the sea is calm;\n   - [b)] on foot.",
    "3. The keeper opens the lighthouse at ten in the morning.",
)
TRANSLATED_ANNEX = "## [annex-1] Annex on lamps\n\n1. The lamp burns until the morning."
BEGINNINGS = (
    {"ru": "Союз примеров", "en": "The Example Union"},
    {"ru": "Есть два пути", "en": "There are two ways"},
    {"ru": "Смотритель", "en": "The keeper"},
)
WAIVER = "<!-- waive outline-differs: the English letter ends earlier -->"


@pytest.fixture(scope="session")
def pairs(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A letter with a paragraph that its translation lacks, and one that has changed since."""
    root = tmp_path_factory.mktemp("pairs-source") / "letters"
    write_registers(root)
    numbered = {"paragraphs": "numbered", "reference": "EX-1"}
    facts = letter("Письмо о путях", date="2026-01-10", added="2026-01-12", **numbered)
    facts |= {"salutation": "Уважаемые коллеги!", "closing": "С уважением,"}
    write_text(
        root / "2026/ex-1/ru.md",
        facts,
        "\n\n".join((*PARAGRAPHS[:3], PARAGRAPHS[3], ANNEX)) + "\n",
    )
    english = translation("ru", "A letter on ways", added="2026-01-12")
    english |= {"salutation": "Dear colleagues,", "closing": "Yours,"}
    english["fingerprint"] = fingerprint()
    write_text(
        root / "2026/ex-1/en.md",
        english,
        "\n\n".join((*TRANSLATED, WAIVER, TRANSLATED_ANNEX)) + "\n",
    )
    only = letter("Письмо на одном языке", date="2026-01-11", added="2026-01-12", reference="EX-2")
    write_text(root / "2026/ex-2/ru.md", only, "Только это.\n")
    return make_site("pairs", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY=TODAY)


def fingerprint() -> dict[str, str]:
    """What the translation was made from: the third paragraph was another one then."""
    typed = {"p1": PARAGRAPHS[0], "p3": "3. Смотритель спит.", "p4": PARAGRAPHS[3]}
    heading, lamp = ANNEX.split("\n\n")
    typed |= {"p2": "2. Есть два пути:", "annex-1": heading, "annex-1-p1": lamp}
    typed |= {"p2-a": "[a)] на лодке, если море спокойно;", "p2-b": "[b)] пешком."}
    return {address: digest_of(text) for address, text in typed.items()}


def view(site: Site, key: str, language: str) -> Page:
    return site.page(counterpart(f"circulars/{key}/parallel/", language))


def names_and_languages(page: Page) -> list[tuple[str | None, list[str | None]]]:
    """Every pair by its name, with the languages of its texts."""
    found = []
    for pair in page.all("//*[@role='group']"):
        texts = pair.xpath(".//*[contains(@class, 'pair__text')]")
        found.append((pair.get("aria-label"), [text.get("lang") for text in texts]))
    return found


@both_languages
def test_every_paragraph_has_its_partner_beside_it(pairs: Site, language: str) -> None:
    page = view(pairs, "2026/ex-1", language)
    other = "en" if language == "ru" else "ru"
    both, alone = [language, other], ["ru"]
    name = {"ru": "Пункт {}", "en": "Paragraph {}"}[language]
    annex = {"ru": "Приложение 1, пункт 1", "en": "Annex 1, paragraph 1"}[language]
    assert names_and_languages(page) == [
        (None, both),
        (None, both),
        (words(language, "parallel.salutation"), both),
        (name.format(1), both),
        (name.format(2), both),
        (name.format(3), both),
        (name.format(4), alone),
        (annex, both),
        (words(language, "parallel.closing"), both),
    ]
    for number, texts in enumerate(BEGINNINGS, 1):
        group = page.one(f"//*[@role='group'][@aria-label='{name.format(number)}']")
        for code, beginning in texts.items():
            text = group.xpath(f".//div[@lang='{code}']")[0]
            assert text_of(text).startswith(f"{number} {beginning}")


@both_languages
def test_a_paragraph_without_a_partner_says_so_in_the_language_of_the_page(
    pairs: Site, language: str
) -> None:
    page = view(pairs, "2026/ex-1", language)
    name = {"ru": "Пункт 4", "en": "Paragraph 4"}[language]
    group = page.one(f"//*[@role='group'][@aria-label='{name}']")
    (note,) = group.xpath(".//*[contains(@class, 'pair__note')]")
    assert text_of(note) == words(language, "parallel.missing")
    assert note.xpath("ancestor-or-self::*[@lang][1]/@lang") == [language]
    mark = group.xpath(".//*[contains(@class, 'pair__language')]")
    assert [text_of(each) for each in mark] == (
        ["Русский", "English"] if language == "ru" else ["English", "Русский"]
    )


@both_languages
def test_a_translation_that_is_behind_says_where(pairs: Site, language: str) -> None:
    page = view(pairs, "2026/ex-1", language)
    notes = page.all("//*[contains(@class, 'pair__cell--behind')]//*[@class='pair__note']")
    assert [text_of(note) for note in notes] == [words(language, "parallel.changed")]
    group = notes[0].xpath("ancestor::*[@role='group'][1]")[0]
    assert group.get("aria-label") in ("Пункт 3", "Paragraph 3")
    cell = notes[0].getparent()
    assert cell.xpath("./div/@lang") == ["en"], "the translation is marked, not its source"
    notice = page.one("//*[contains(@class, 'notice behind')]")
    links = [(link.get("href"), text_of(link)) for link in notice.xpath(".//a")]
    assert links == [("#p3", {"ru": "пункт 3", "en": "paragraph 3"}[language])]


def test_addresses_of_paragraphs_are_those_of_the_ordinary_page(pairs: Site, real: Site) -> None:
    for site in (pairs, real):
        pages = [page for page in site.pages() if page.path.endswith("/parallel/")]
        assert pages
        for page in pages:
            assert page_rules.body_faults(page) == []
            ordinary = site.page(page.path.removesuffix("parallel/"))
            letter_there = ordinary.one("//*[contains(@class, 'letter__sheet')]")
            assert set(letter_there.xpath(".//@id")) <= page.ids
    english, russian = (view(pairs, "2026/ex-1", language) for language in ("en", "ru"))
    shared = {name for name in russian.ids if not name.startswith("en.")}
    assert {"p1", "p2-a", "p4", "annex-1-p1"} <= shared
    assert shared <= english.ids


def test_it_is_a_view_of_the_ordinary_pages_and_stands_beside_them(pairs: Site) -> None:
    assert not pairs.has("circulars/2026/ex-2/parallel/")
    for language in LANGUAGES:
        page = view(pairs, "2026/ex-1", language)
        ordinary = counterpart("circulars/2026/ex-1/", language)
        assert page.all("//link[@rel='canonical']/@href") == [pairs.url + ordinary]
        assert page.all("//meta[@name='robots']/@content") == ["noindex"]
        assert page_rules.switch_faults(page, pairs) == []
        assert page_rules.Links(pairs).faults(page) == []
        assert page_rules.unfilled_faults(page) == []
        assert page.path not in pairs.bytes("sitemap.xml").decode()
        link = pairs.page(ordinary).one("//a[contains(@href, 'parallel/')]")
        assert link.get("href", "").endswith("ex-1/parallel/")


# --- in a browser -------------------------------------------------------------------------------


@contextmanager
def opened(browser: Browser, server: Server, **options: Any) -> Iterator[Tab]:
    """A tab on the day of the build. On a later one the warning of an old build comes in above
    the texts when the page is there already, and moves them while a test measures."""
    with watched(browser, server, **options) as (tab, _):
        tab.clock.set_fixed_time(instant(f"{TODAY}T12:00:00Z"))
        yield tab


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found is not None
    return dict(found)


def cells(tab: Tab, name: str) -> Locator:
    return tab.get_by_role("group", name=name, exact=True).locator(".pair__cell")


@in_a_browser
@both_languages
@pytest.mark.parametrize("script", [True, False])
def test_texts_stand_beside_each_other_where_there_is_room(
    browser: Browser, serve: Serve, pairs: Site, language: str, script: bool
) -> None:
    server = serve(pairs.folder)
    name = {"ru": "Пункт 3", "en": "Paragraph 3"}[language]
    address = server.url + counterpart("circulars/2026/ex-1/parallel/", language)
    with opened(browser, server, java_script_enabled=script) as tab:
        tab.set_viewport_size({"width": WIDE, "height": 800})
        tab.goto(address)
        own, other = (box(cells(tab, name).nth(index)) for index in (0, 1))
        assert own["y"] == other["y"]
        assert own["x"] + own["width"] <= other["x"]
        tab.set_viewport_size({"width": NARROW, "height": 640})
        own, other = (box(cells(tab, name).nth(index)) for index in (0, 1))
        assert own["x"] == other["x"]
        assert own["y"] + own["height"] <= other["y"]
        mark = cells(tab, name).nth(1).locator(".pair__language")
        expect(mark).to_be_visible()
        assert box(mark)["width"] > 20, "the language is named where columns are not"


@in_a_browser
def test_nothing_is_wider_than_a_phone(browser: Browser, serve: Serve, real: Site) -> None:
    server = serve(real.folder)
    with watched(browser, server, viewport={"width": NARROW, "height": 640}) as (tab, _):
        for page in real.pages():
            if page.path.endswith("/parallel/"):
                tab.goto(server.url + page.path)
                assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW, page.path


@in_a_browser
def test_on_paper_both_texts_stand_beside_each_other(
    browser: Browser, serve: Serve, pairs: Site
) -> None:
    server = serve(pairs.folder)
    with opened(browser, server, viewport={"width": 700, "height": 900}) as tab:
        tab.goto(server.url + "circulars/2026/ex-1/parallel/#p3")
        tab.emulate_media(media="print")
        own, other = (box(cells(tab, "Пункт 3").nth(index)) for index in (0, 1))
        assert own["x"] + own["width"] <= other["x"]
        pair = tab.get_by_role("group", name="Пункт 3", exact=True)
        assert pair.evaluate("pair => getComputedStyle(pair).breakInside") == "avoid"
        expect(tab.locator(".parallel__languages")).to_be_visible()
        expect(tab.locator(".para-copy").first).to_be_hidden()
        mark = "getComputedStyle(document.querySelector('#p3'), '::before').display"
        assert tab.evaluate(mark) == "none"


def background(place: Locator) -> str:
    return str(place.evaluate("element => getComputedStyle(element).backgroundColor"))


@in_a_browser
def test_a_paragraph_that_is_pointed_at_or_focused_marks_its_partner(
    browser: Browser, serve: Serve, pairs: Site
) -> None:
    server = serve(pairs.folder)
    with opened(browser, server, viewport={"width": WIDE, "height": 800}) as tab:
        tab.goto(server.url + "circulars/2026/ex-1/parallel/")
        first = tab.get_by_role("group", name="Пункт 1", exact=True)
        plain = background(first)
        first.locator("#p1").hover()
        assert background(first) != plain
        tab.locator("h1").hover()
        assert background(first) == plain
        tab.locator("[id='en.p1'] .para-no").focus()
        assert background(first) != plain
        tab.get_by_text("by boat").hover()
        partners = tab.locator(".partner")
        expect(partners).to_have_count(2)
        expect(partners.first).to_contain_text("на лодке")
        expect(partners.last).to_contain_text("by boat")
        tab.get_by_text("пешком").hover()
        expect(partners.last).to_contain_text("on foot")
        tab.locator("h1").hover()
        expect(partners).to_have_count(0)


@in_a_browser
@both_languages
@pytest.mark.parametrize("place", ["p3", "p4", "annex-1", "p2-b"])
def test_an_address_works_also_where_only_the_other_text_has_the_place(
    browser: Browser, serve: Serve, pairs: Site, language: str, place: str
) -> None:
    server = serve(pairs.folder)
    address = server.url + counterpart("circulars/2026/ex-1/parallel/", language)
    with opened(browser, server, viewport={"width": WIDE, "height": 300}) as tab:
        tab.goto(f"{address}#{place}")
        there = box(tab.locator(f"[id='{place}']"))
        heads = box(tab.locator(".parallel__languages"))
        assert heads["y"] + heads["height"] <= there["y"] + 1, "hidden below the headings"
        assert there["y"] < 300


@in_a_browser
def test_an_address_marks_the_partner_as_well(browser: Browser, serve: Serve, pairs: Site) -> None:
    server = serve(pairs.folder)
    with opened(browser, server, viewport={"width": WIDE, "height": 800}) as tab:
        tab.goto(server.url + "circulars/2026/ex-1/parallel/#p3")
        first, third = (
            tab.get_by_role("group", name=f"Пункт {number}", exact=True) for number in (1, 3)
        )
        assert background(third) != background(first)
        expect(tab.locator(".partner")).to_have_count(0)
        tab.goto(server.url + "circulars/2026/ex-1/parallel/#p2-b")
        partners = tab.locator(".partner")
        expect(partners).to_have_count(2)
        expect(partners.last).to_contain_text("on foot")


@in_a_browser
def test_the_language_switch_keeps_the_paragraph(
    browser: Browser, serve: Serve, pairs: Site
) -> None:
    server = serve(pairs.folder)
    russian = server.url + "circulars/2026/ex-1/parallel/"
    english = server.url + "en/circulars/2026/ex-1/parallel/"
    with opened(browser, server, viewport={"width": WIDE, "height": 300}) as tab:
        tab.goto(russian + "#p2-b")
        tab.locator("header a[hreflang=en]").first.click()
        tab.wait_for_url(english + "#p2-b")
        tab.locator("[id='ru.p3'] .para-no").click()
        tab.wait_for_url(english + "#ru.p3")
        tab.locator("header a[hreflang=ru]").first.click()
        tab.wait_for_url(russian + "#p3")
