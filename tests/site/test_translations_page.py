"""The page for translators: what is missing, what is behind, and what starts the work."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import invented_archive
import pytest
import site_kit
from lxml import html
from playwright.sync_api import Browser
from site_kit import LANGUAGES, REPOSITORY, Page, Site, counterpart, squeeze, text_of, words
from static_server import Server
from test_browser import watched

both_languages = pytest.mark.parametrize("language", LANGUAGES)
PATH = "editing/translations/"
KEY = "2021/tsb-352"


@pytest.fixture(scope="session")
def behind(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real archive, in which the Russian text of a letter has changed since its translation,
    one letter has no English text, and a bureau no English name."""
    base = tmp_path_factory.mktemp("behind-source")
    root = site_kit.copy_project(base / "project", circulars=True) / "circulars"
    source = root / KEY / "ru.md"
    text = source.read_text("utf-8")
    source.write_text(re.sub(r"(?m)^3\. ", "3. Кроме того, ", text), "utf-8")
    assert source.read_text("utf-8") != text
    (root / "2019/cl-19-35/en.md").unlink()
    register = root / "registers/bureaux.yml"
    names = register.read_text("utf-8")
    shorter = re.sub(r"(?m)^(  name: \{ru: [^,]+), en: [^}]+\}$", r"\1}", names, count=1)
    assert shorter != names
    register.write_text(shorter, "utf-8")
    glossary = root / "registers/glossary.yml"
    terms = glossary.read_text("utf-8")
    lacking = terms.replace(", en: Radiocommunication Sector}", "}")
    assert lacking != terms
    glossary.write_text(lacking, "utf-8")
    return make_site("behind", ARCHIVE_CIRCULARS=str(root), ARCHIVE_REPOSITORY=REPOSITORY)


@pytest.fixture(scope="session")
def many(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The invented archive with more letters without an English text than one page shows."""
    root: Path = invented_archive.write_archive(
        tmp_path_factory.mktemp("many-source") / "letters", bulk=60
    )
    for number in range(1, 61):
        (root / invented_archive.bulk_key(number) / "en.md").unlink()
    return make_site("many", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY=invented_archive.TODAY)


def entry(page: Page, key: str) -> str:
    """The words of the entry whose command names *key*."""
    return squeeze(" ".join(text_of(item) for item in entries(page, key)))


def entries(page: Page, key: str) -> list[html.HtmlElement]:
    path = f"//ul[@class='translations']/li[.//code[contains(., 'translate {key} ')]]"
    found = page.all(path)
    assert len(found) == 1, f"{len(found)} entries of {key}"
    return found


def counts(page: Page) -> dict[str, tuple[int, int]]:
    """What is missing and what is behind, by the language's name."""
    rows = page.all("//table[@class='translations-counts']/tbody/tr")
    return {
        text_of(row[0]): (int(text_of(row[1])), int(text_of(row[2])))
        for row in (list(each) for each in rows)
    }


class TestWork:
    @both_languages
    def test_what_is_missing_says_how_it_is_begun(self, behind: Site, language: str) -> None:
        page = behind.page(counterpart(PATH, language))
        text = entry(page, "2019/cl-19-35")
        assert words(language, "translations.is-missing") in text
        assert "circulars translate 2019/cl-19-35 --to en" in text
        (item,) = entries(page, "2019/cl-19-35")
        (begin,) = item.xpath(".//a[starts-with(@href, 'https://git.example/')]/@href")
        address = urlsplit(begin)
        assert address.path == "/union/archive/new/main/circulars/2019/cl-19-35"
        query = parse_qs(address.query)
        assert query["filename"] == ["en.md"]
        assert query["value"][0].startswith("---\ntranslates: ru\nsubject: TODO\n")

    @both_languages
    def test_what_is_behind_names_the_paragraphs(self, behind: Site, language: str) -> None:
        page = behind.page(counterpart(PATH, language))
        (item,) = entries(page, KEY)
        assert words(language, "translations.is-behind") in text_of(item)
        places = list(item.xpath(".//a[contains(@href, '#p')]"))
        place = {"ru": "пункт 3", "en": "paragraph 3"}[language]
        assert [text_of(link) for link in places] == [place]
        target = urljoin(behind.url + page.path, places[0].get("href"))
        assert target == f"{behind.url}circulars/{KEY}/#p3"
        assert places[0].get("hreflang") == "ru"
        assert "p3" in behind.page(f"circulars/{KEY}/").ids
        assert f"{REPOSITORY}/edit/main/circulars/{KEY}/en.md" in item.xpath(".//a/@href")
        changed = words(language, "circular.behind.changed", places=place)
        assert changed in text_of(item)

    @both_languages
    def test_work_is_counted_by_language_and_grouped_by_initiative(
        self, behind: Site, language: str
    ) -> None:
        page = behind.page(counterpart(PATH, language))
        missing, late = counts(page)[{"ru": "английский", "en": "English"}[language]]
        assert (missing, late) == (1, 1)
        assert counts(page)[{"ru": "русский", "en": "Russian"}[language]] == (0, 0)
        group = page.one("//section[@aria-labelledby='initiative-u4ssc']")
        assert f"translate {KEY} " in group.text_content()
        overview = page.section("by-initiative")
        for link in overview.xpath(".//a/@href"):
            assert link.removeprefix("#") in page.ids

    @both_languages
    def test_names_that_a_register_lacks(self, behind: Site, language: str) -> None:
        registers = behind.page(counterpart(PATH, language)).section("registers")
        assert "Генеральный секретариат" in text_of(registers)
        assert "Сектор радиосвязи" in text_of(registers)
        assert f"{REPOSITORY}/edit/main/circulars/registers/bureaux.yml" in registers.xpath(
            ".//a/@href"
        )
        marked = {"ru": [], "en": ["Генеральный секретариат", "Сектор радиосвязи"]}[language]
        assert [text_of(each) for each in registers.xpath(".//*[@lang='ru']")] == marked

    @both_languages
    def test_nothing_to_do_is_said(self, real: Site, language: str) -> None:
        page = real.page(counterpart(PATH, language))
        assert words(language, "translations.none") in page.shown_text()
        assert page.all("//section") == []

    def test_without_a_repository_only_the_command_stands(self, many: Site) -> None:
        page = many.page("en/" + PATH)
        assert page.all("//code[contains(., 'circulars translate')]")
        assert page.all("//article//a[starts-with(@href, 'http')]") == []

    def test_editors_find_it(self, real: Site) -> None:
        page = real.page("en/editing/")
        links = [urljoin(real.url + page.path, href) for href in page.all("//article//a/@href")]
        assert real.url + "en/" + PATH in links


class TestManyLetters:
    def test_the_list_is_cut_into_pages_that_hold_everything_once(self, many: Site) -> None:
        first = many.page("en/" + PATH)
        second = many.page(f"en/{PATH}page/2/")
        assert not many.has(f"en/{PATH}page/3/")
        commands = [
            text_of(code)
            for page in (first, second)
            for code in page.all("//ul[@class='translations']//code")
            if "2020/n-" in text_of(code)
        ]
        expected = {
            f"circulars translate {invented_archive.bulk_key(number)} --to en"
            for number in range(1, 61)
        }
        assert len(commands) == 60
        assert set(commands) == expected
        assert len(first.all("//ul[@class='translations']/li")) >= 50

    def test_the_pages_lead_to_each_other(self, many: Site) -> None:
        first = many.page(PATH)
        second = many.page(f"{PATH}page/2/")
        assert f"{many.url}{second.path}" in [
            urljoin(many.url + first.path, href) for href in first.all("//nav//a/@href")
        ]
        assert many.url + first.path in [
            urljoin(many.url + second.path, href) for href in second.all("//nav//a/@href")
        ]
        assert second.all("//meta[@name='robots'][@content='noindex']")

    def test_the_overview_leads_to_where_a_group_begins(self, many: Site) -> None:
        page = many.page("en/" + PATH)
        for href in page.section("by-initiative").xpath(".//a/@href"):
            target = urlsplit(urljoin(many.url + page.path, href))
            shown = many.page(target.path.removeprefix("/"))
            assert target.fragment in shown.ids


@pytest.mark.browser
def test_it_fits_a_narrow_phone(
    browser: Browser, serve: Callable[..., Server], behind: Site
) -> None:
    server = serve(behind.folder)
    with watched(browser, server, viewport={"width": 320, "height": 640}) as (tab, _):
        for language in LANGUAGES:
            tab.goto(server.url + counterpart(PATH, language), wait_until="networkidle")
            assert tab.evaluate("document.documentElement.scrollWidth") <= 320
