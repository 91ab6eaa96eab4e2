"""What letters' pages say to programs, in JSON-LD; `make judge` holds it against schema.org."""

from __future__ import annotations

import json
import re

import pytest
from invented_archive import HOSTILE
from site_kit import Page, Site, counterpart

_LETTER = re.compile(r"(en/)?circulars/[0-9]{4}/[a-z0-9]+-[a-z0-9-]+/")


def data_of(page: Page) -> dict[str, object]:
    return json.loads(page.one("//head/script[@type='application/ld+json']/text()"))


def letters(site: Site) -> list[Page]:
    """The pages of letters in the language of their text."""
    return [
        page
        for page in site.ordinary_pages()
        if _LETTER.fullmatch(page.path)
        and page.one("//head/link[@rel='canonical']/@href") == site.url + page.path
        and page.all("//div[@class='circular']")
    ]


@pytest.mark.parametrize("name", ["real", "real_below", "lives", "invented"])
def test_a_letter_says_who_it_is_and_what_translates_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(name)
    pages = {page.path: data_of(page) for page in letters(site)}
    assert len(pages) > 4
    for path, data in pages.items():
        page = site.page(path)
        assert data["@id"] == page.one("//head/link[@rel='canonical']/@href")
        assert data["inLanguage"] == page.tree.get("lang")
        assert str(data["name"]) in page.one("//head/title").text
        others = [*data.get("workTranslation", []), data.get("translationOfWork")]
        others = [each["@id"].removeprefix(site.url) for each in others if each]
        other = counterpart(path, "ru" if page.language == "en" else "en")
        assert others == ([other] if other in pages else [])
        if "translationOfWork" in data:
            assert pages[other]["workTranslation"] == [{"@id": site.url + path}]


def test_the_real_letters_have_their_numbers_days_and_bureaux(real: Site) -> None:
    russian, english = (
        data_of(real.page(f"{home}circulars/2021/tsb-352/")) for home in ("", "en/")
    )
    assert russian["reportNumber"] == "Циркуляр 352 БСЭ"
    assert english["reportNumber"] == "TSB Circular 352"
    assert english["datePublished"] == russian["datePublished"] == "2021-10-13"
    assert english["publisher"] == {
        "@type": "Organization",
        "name": "Telecommunication Standardization Bureau",
    }


def test_no_other_page_says_so(real: Site) -> None:
    own = {page.path for page in letters(real)}
    for page in real.pages():
        assert bool(page.all("//script[@type='application/ld+json']")) is (page.path in own)


def test_hostile_words_stay_words(hostile: Site) -> None:
    page = hostile.page("circulars/2026/ex-1/")
    assert data_of(page)["name"] == HOSTILE
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.source)
    assert text is not None
    assert not re.search("[<>&]", text[1])
