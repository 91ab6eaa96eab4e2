"""What letters say of each other, and letters in one language, on the published pages."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from invented_archive import letter, translation, write_registers, write_text
from lxml import html
from site_kit import LANGUAGES, Page, Site, counterpart, text_of, words

from archive.blocks import digest_of

both_languages = pytest.mark.parametrize("language", LANGUAGES)

RUSSIAN = """\
1. Как сказано в Циркуляре 12 БСЭ, в Циркуляре 12 БСЭ от 3 мая 2018 года и в Циркуляре 40 БСЭ,
   собрание открыто для всех; см. также Резолюцию 7 (Дубай, 2018 г.) и **CR/77**.

2. Об этом же – [приглашение](circular:2018/tsb-12) и `TSB Circular 12`. В Циркуляре 41
   БСЭ об этом не сказано.
"""
LATER = "\n3. Гостей встречают у входа.\n"
"""A paragraph that the translation lacks."""
ENGLISH = """\
1. As TSB Circular 12, TSB Circular 12 of 3 May 2018 and TSB Circular 40 said, the meeting is
   open to all; see also Resolution 7 (Dubai, 2018) and **CR/77**.

2. So do [the invitation](circular:2018/tsb-12) and `TSB Circular 12`. TSB Circular 41 is silent.
"""


@pytest.fixture(scope="session")
def naming(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Letters that name each other; a corrigendum; a translation that is behind."""
    root = tmp_path_factory.mktemp("naming-source") / "letters"
    write_registers(root)
    for key, day, name in (
        ("2018/tsb-12", "2018-05-03", "TSB Circular 12"),
        ("2023/tsb-12", "2023-02-01", "TSB Circular 12"),
        ("2018/tsb-40", "2018-06-03", "TSB Circular 40"),
        ("2010/cr-77", "2010-06-03", "CR/77"),
    ):
        facts = letter(f"Письмо от {day}", date=day, added="2024-01-12", reference=name)
        write_text(root / key / "ru.md", facts, "Только это.\n")
    facts = letter(
        "Приглашение", date="2024-01-10", added="2024-01-12", reference="TSB Circular 90"
    )
    facts |= {"paragraphs": "numbered"}
    write_text(root / "2024/tsb-90/ru.md", facts, RUSSIAN + LATER)
    english = translation("ru", "Invitation", added="2024-01-12")
    first, second = RUSSIAN.strip().split("\n\n")
    english["fingerprint"] = {"p1": digest_of(first), "p2": digest_of(f"{second} Раньше.")}
    write_text(root / "2024/tsb-90/en.md", english, ENGLISH)
    facts = letter(
        "Опечатка в приглашении",
        date="2024-02-10",
        added="2024-02-12",
        reference="Исправление 1 к Циркуляру 90 БСЭ",
    )
    facts |= {"summary": "Вместо «для всех» следует читать «для членов»."}
    write_text(root / "2024/tsb-90-corrigendum-1/ru.md", facts, "Читать «для членов».\n")
    facts = letter("Вопрос", date="2024-01-19", added="2024-01-22", reference="CL-19/35")
    write_text(root / "2024/cl-19-35/ru.md", facts, "Только это.\n")
    facts = letter("Ссылки", date="2024-01-20", added="2024-01-22", reference="CR/9")
    facts |= {
        "signatory": {"status": "not-held"},
        "links": {"site": {"label": "сайт", "url": "lost"}},
        "paragraphs": "counted",
    }
    said = "См. Резолюцию 7 (Дубай, 2018 г.), Циркуляре 40 БСЭ и [сайт](link:site).\n"
    write_text(root / "2024/cr-9/ru.md", facts, said)
    return make_site("naming", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY="2024-03-02")


def page_of(site: Site, key: str, language: str) -> Page:
    return site.page(counterpart(f"circulars/{key}/", language))


def marked(page: Page) -> list[tuple[str, str, str]]:
    """What the text of a letter marks as a reference: words, class, address."""
    found = page.all("//*[@data-cite]//*[self::a or self::span][not(@class='para-no')]")
    return [
        (" ".join(each.text_content().split()), each.get("class") or "", each.get("href") or "")
        for each in found
    ]


def test_references_in_a_text_find_their_letters(naming: Site) -> None:
    assert marked(page_of(naming, "2024/tsb-90", "en")) == [
        ("TSB Circular 12", "", "../../../../en/circulars/2023/tsb-12/"),
        ("TSB Circular 12", "", "../../../../en/circulars/2018/tsb-12/"),
        ("TSB Circular 40", "unsure", "#names-tsb-40"),
        ("Resolution 7 (Dubai, 2018)", "outside", ""),
        ("CR/77", "", "../../../../en/circulars/2010/cr-77/"),
        ("the invitation", "", "../../../../en/circulars/2018/tsb-12/"),
        ("TSB Circular 41", "outside", ""),
    ]


def test_so_they_do_in_every_case_of_russian_and_over_the_end_of_a_line(naming: Site) -> None:
    found = marked(page_of(naming, "2024/tsb-90", "ru"))
    assert [name for name, _, _ in found] == [
        "Циркуляре 12 БСЭ",
        "Циркуляре 12 БСЭ",
        "Циркуляре 40 БСЭ",
        "Резолюцию 7 (Дубай, 2018 г.)",
        "CR/77",
        "приглашение",
        "Циркуляре 41 БСЭ",
    ]


@both_languages
def test_a_letter_lists_what_it_names_and_where(naming: Site, language: str) -> None:
    page = page_of(naming, "2024/tsb-90", language)
    listed = [" ".join(item.text_content().split()) for item in page.section("related").iter("li")]
    cites = words(language, "circular.relations.cites")
    assert sum(line.startswith(cites) for line in listed) == 6
    unsure = next(line for line in listed if "40" in line)
    assert {"ru": "Циркуляр 40 БСЭ", "en": "TSB Circular 40"}[language] in unsure
    assert {"ru": "возможно", "en": "perhaps"}[language] in unsure
    [old] = [line for line in listed if "2018-05-03" in line]
    assert old.endswith({"ru": "(пп. 1, 2)", "en": "(paras. 1, 2)"}[language])


@both_languages
def test_the_other_letter_says_where_it_is_named(naming: Site, language: str) -> None:
    page = page_of(naming, "2023/tsb-12", language)
    line = text_of(page.section("related"))
    assert words(language, "circular.relations-back.cites") in line
    [link, place] = page.section("related").xpath(".//li//a/@href")
    assert link.endswith("circulars/2024/tsb-90/")
    assert place == f"{link}#p1"


def test_a_letter_that_is_only_perhaps_meant_says_nothing(naming: Site) -> None:
    assert not page_of(naming, "2018/tsb-40", "ru").all("//section[@aria-labelledby='related']")


@both_languages
def test_a_corrected_letter_says_so_at_the_top_and_what_is_corrected(
    naming: Site, language: str
) -> None:
    page = page_of(naming, "2024/tsb-90", language)
    [notice] = page.all("//header//*[contains(@class, 'notices')]")
    said = text_of(notice)
    assert {"ru": "Исправление 1 к Циркуляру 90 БСЭ", "en": "Corrigendum 1 to TSB Circular 90"}[
        language
    ] in said
    assert "«для членов»" in said
    corrigendum = page_of(naming, "2024/tsb-90-corrigendum-1", language)
    [link] = corrigendum.section("related").xpath(".//a/@href")
    assert link.endswith("circulars/2024/tsb-90/")
    assert words(language, "circular.relations.corrects") in text_of(corrigendum.section("related"))


def test_a_translation_that_is_behind_says_which_paragraphs_are(naming: Site) -> None:
    page = page_of(naming, "2024/tsb-90", "en")
    [notice] = page.all("//header//*[contains(@class, 'behind')]")
    later = "../../../../circulars/2024/tsb-90/#p3"
    assert notice.xpath(".//a/@href") == ["#p2", later]
    assert words("en", "circular.behind.added", places="paragraph 3") in text_of(notice)
    assert not page_of(naming, "2024/tsb-90", "ru").all("//*[contains(@class, 'behind')]")


def test_a_letter_in_one_language_has_a_page_in_the_other_that_says_so(naming: Site) -> None:
    page = page_of(naming, "2018/tsb-12", "en")
    assert page.tree.get("lang") == "en"
    assert page.one("//link[@rel='canonical']/@href") == f"{naming.url}circulars/2018/tsb-12/"
    assert not page.all("//link[@hreflang]")
    [notice] = page.all("//*[contains(@class, 'untranslated')]")
    assert "Russian" in text_of(notice)
    assert notice.xpath(".//a/@lang") == ["ru"]
    assert page.one("//*[@data-cite]").get("lang") == "ru"
    assert page.one("//h1/*").get("lang") == "ru"
    assert text_of(page.one("//h2[@id='summary']")) == words("en", "circular.summary")
    [other] = page.all("//header//ul//a[@lang='en']")
    assert other.get("hreflang") is None
    assert words("en", "switch.missing") in text_of(other)


def test_the_words_of_the_page_within_a_foreign_letter_carry_its_language(naming: Site) -> None:
    def spoken(element: html.HtmlElement) -> str:
        return str(element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0])

    page = page_of(naming, "2024/cr-9", "en")
    sheet = page.one("//*[@data-cite]")
    assert sheet.get("lang") == "ru"
    titled = sheet.xpath(".//*[contains(@class, 'outside') or contains(@class, 'unsure')]")
    names = ("outside", "unsure")
    assert {each.get("title") for each in titled} == {
        words("en", f"circular.names.{name}") for name in names
    }
    for each in titled:
        assert spoken(each) == "en"
        (inner,) = each
        assert (spoken(inner), inner.text_content()) in {
            ("ru", "Резолюцию 7 (Дубай, 2018 г.)"),
            ("ru", "Циркуляре 40 БСЭ"),
        }
    (number,) = sheet.xpath(".//*[@class='para-no']")
    assert number.get("aria-label") == words("en", "circular.paragraph", number=1)
    assert spoken(number) == "en"
    (lost,) = sheet.xpath(".//small")
    assert (text_of(lost), spoken(lost)) == (f"({words('en', 'circular.lost-link')})", "en")
    (unsigned,) = sheet.xpath(".//*[@class='signatory']/*")
    assert text_of(unsigned) == f"[{words('en', 'circular.not-held-signatory')}]"
    assert spoken(unsigned) == "en"
    own = page_of(naming, "2024/cr-9", "ru").one("//*[@data-cite]")
    assert not own.xpath(".//@lang")


@both_languages
def test_side_by_side_a_letter_has_the_same_notices(naming: Site, language: str) -> None:
    path = "circulars/2024/tsb-90/"
    pages = [naming.page(counterpart(each, language)) for each in (path, f"{path}parallel/")]
    notices = [page.all("//header//*[contains(@class, 'notices')]") for page in pages]
    assert [len(each) for each in notices] == [1, 1]
    assert text_of(notices[0][0]) == text_of(notices[1][0])


def test_no_line_ends_within_a_reference(naming: Site) -> None:
    page = naming.page("circulars/2024/cl-19-35/")
    whole = [text_of(each) for each in page.all("//*[@class='whole']")]
    assert whole == ["CL-19/35"] * 3, "in the head, among the facts, at the official letter"
    assert "\u2011" not in text_of(page.tree)


def test_lists_lead_to_that_page_and_mark_the_language(naming: Site) -> None:
    page = naming.page("en/circulars/2018/")
    titles = page.all("//article//a[contains(@href, 'tsb-12/')]")
    assert titles
    for title in titles:
        target = urljoin(f"{naming.url}{page.path}", title.get("href"))
        assert target == f"{naming.url}en/circulars/2018/tsb-12/"
        assert title.xpath("./*/@lang") == ["ru"]
        assert title.xpath("ancestor::article//*[@class='lang-mark']")
