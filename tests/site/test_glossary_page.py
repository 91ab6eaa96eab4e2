"""The glossary's page: every term in both languages, where readers look for it."""

from __future__ import annotations

import pytest
import yaml
from invented_archive import HOSTILE_TERMS
from site_kit import LANGUAGES, ROOT, Site, counterpart, text_of, words

GLOSSARY = "glossary/"
REGISTER = yaml.safe_load((ROOT / "circulars/registers/glossary.yml").read_text("utf-8"))

both_languages = pytest.mark.parametrize("language", LANGUAGES)


@both_languages
def test_every_term_has_a_row_with_its_own_address(real: Site, language: str) -> None:
    page = real.page(counterpart(GLOSSARY, language))
    rows = page.all("//main//table//tbody/tr")
    assert {row.get("id") for row in rows} == {f"term-{name}" for name in REGISTER}
    assert len(rows) == len(REGISTER)
    for row in rows:
        term = REGISTER[row.get("id").removeprefix("term-")]
        (header,) = row.xpath("th[@scope='row']")
        assert text_of(header) == term["abbreviation"][language]
        assert text_of(row.xpath("td")[0]).startswith(term["name"][language])


@both_languages
def test_the_other_language_stands_beside_and_says_so(real: Site, language: str) -> None:
    page = real.page(counterpart(GLOSSARY, language))
    (other,) = [code for code in LANGUAGES if code != language]
    for row in page.all("//main//table//tbody/tr"):
        term = REGISTER[row.get("id").removeprefix("term-")]
        (cell,) = row.xpath(f"td[@lang='{other}']")
        said = f"{term['abbreviation'][other]} {term['name'][other]}"
        assert text_of(cell).startswith(said)
        assert not row.xpath(f"th[@lang='{other}'] | td[1][@lang='{other}']")


@both_languages
def test_terms_are_in_the_order_of_the_pages_language(real: Site, language: str) -> None:
    page = real.page(counterpart(GLOSSARY, language))
    shown = [text_of(cell).casefold() for cell in page.all("//main//tbody/tr/th")]
    assert shown == sorted(shown)


@both_languages
def test_other_forms_are_shown_and_what_is_avoided_is_not(real: Site, language: str) -> None:
    page = real.page(counterpart(GLOSSARY, language))
    cells = [text_of(cell) for cell in page.all("//main//tr[@id='term-sme']/td")]
    (shown,) = [cell for cell in cells if "Small" in cell]
    assert shown.endswith(f"{words('en', 'glossary.also')} SMEs")
    assert "*" not in text_of(page.one("//main//table"))


@both_languages
def test_the_page_for_editors_leads_to_it(real: Site, language: str) -> None:
    page = real.page(counterpart("editing/", language))
    links = page.all("//main//ul//a[contains(@href, 'glossary/')]")
    assert [text_of(link) for link in links] == [words(language, "glossary.title")]


def test_an_archive_without_a_glossary_says_so(lives: Site) -> None:
    assert lives.page(GLOSSARY).all("//main//table") == []
    assert text_of(lives.page(GLOSSARY).one("//main//*[@class='empty']"))


# --- hostile words ------------------------------------------------------------------------------

RUNNING = (
    "//main//img | //script[not(@type='application/ld+json')][contains(., 'PWNED')] | //*[@onerror]"
)
"""What words of a glossary would become where they were printed as they are."""


@both_languages
def test_hostile_terms_are_words_on_their_page(hostile: Site, language: str) -> None:
    page = hostile.page(counterpart(GLOSSARY, language))
    assert page.all(RUNNING) == []
    rows = {row.get("id"): row for row in page.all("//main//table//tbody/tr")}
    assert set(rows) == {f"term-{name}" for name in HOSTILE_TERMS}
    for name, term in HOSTILE_TERMS.items():
        header, own, other = rows[f"term-{name}"]
        assert header.text_content().strip() == term["abbreviation"][language]
        for cell in (own, other):
            code = cell.get("lang", language)
            assert term["name"][code] in cell.text_content()
            assert term["also"][code][0] in cell.text_content()
        assert own.text_content().endswith(term["note"][language])


@both_languages
def test_hostile_terms_are_words_in_a_letter(hostile: Site, language: str) -> None:
    page = hostile.page(counterpart("circulars/2026/ex-1/", language))
    assert page.all(RUNNING) == []
    explained = {
        each.text_content(): dict(each.attrib) for each in page.all("//*[@data-cite]//abbr")
    }
    assert explained == {
        term["abbreviation"][language]: {"title": term["name"][language]}
        for term in HOSTILE_TERMS.values()
    }
    listed = page.section("abbreviations").xpath("dl/div")
    assert {each.xpath("string(dt)"): each.xpath("string(dd)") for each in listed} == {
        term["abbreviation"][language]: term["name"][language] for term in HOSTILE_TERMS.values()
    }
