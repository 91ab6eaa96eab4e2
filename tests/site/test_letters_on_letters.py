"""What letters say of each other, and letters in one language, on the published pages."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from invented_archive import letter, translation, write_registers, write_text
from lxml import html
from playwright.sync_api import Browser
from site_kit import LANGUAGES, Page, Site, counterpart, text_of, words
from static_server import Server
from test_browser import watched

from archive.blocks import digest_of
from archive.render.reference_marks import KINDS

both_languages = pytest.mark.parametrize("language", LANGUAGES)

RUSSIAN = """\
1. Как сказано в Циркуляре 12 БСЭ, в Циркуляре 12 БСЭ от 3 мая 2018 года и в Циркуляре 40 БСЭ,
   собрание открыто для всех; см. также Резолюцию 7 (Дубай, 2018 г.) и **CR/77**.

2. Об этом же – [приглашение](circular:2018/tsb-12) и `TSB Circular 12`. В Циркуляре 41
   БСЭ об этом не сказано.
"""
RUSSIAN_MARKS = """\
Исправление 3 к Циркуляру 12 БСЭ, Дополнение 4 к CR/77, Циркуляр 40 БСЭ и Циркуляр 41 БСЭ.

Исправление 3 к Циркуляру 12 БСЭ, Циркуляр 40 БСЭ и Циркуляр 41 БСЭ.
"""
ENGLISH_MARKS = """\
Corrigendum 3 to TSB Circular 12, Addendum 4 to CR/77, TSB Circular 40 and TSB Circular 41.

Corrigendum 3 to TSB Circular 12, TSB Circular 40 and TSB Circular 41.
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
    facts = letter("Исправления", date="2024-01-21", added="2024-01-23", reference="CR/10")
    write_text(root / "2024/cr-10/ru.md", facts, RUSSIAN_MARKS)
    english = translation("ru", "Corrigenda", added="2024-01-23")
    write_text(root / "2024/cr-10/en.md", english, ENGLISH_MARKS)
    facts = letter("Без помет", date="2024-01-22", added="2024-01-24", reference="CR/11")
    write_text(root / "2024/cr-11/ru.md", facts, "См. CR/77.\n")
    return make_site("naming", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY="2024-03-02")


def page_of(site: Site, key: str, language: str) -> Page:
    return site.page(counterpart(f"circulars/{key}/", language))


def marked(page: Page) -> list[tuple[str, str, str]]:
    """What the text of a letter marks as a reference: words, class, address."""
    found = page.all("//*[@data-cite]//*[self::a or self::span][@class or @href]")
    return [
        (seen(each), each.get("class") or "", each.get("href") or "")
        for each in found
        if each.get("class") not in ("para-no", "unseen")
    ]


def seen(element: html.HtmlElement) -> str:
    """The words of an element that are not only read out."""
    pieces = element.xpath(".//text()[not(ancestor::*[@class='unseen'])]")
    return " ".join("".join(pieces).split())


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
    assert {title for each in titled for title in each.xpath("*/@title")} == {
        words("en", f"circular.names.{name}") for name in names
    }
    for each in titled:
        assert spoken(each) == "en"
        title, aloud = each
        assert (aloud.get("class"), spoken(aloud)) == ("unseen", "en")
        (inner,) = title
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
def test_what_is_no_letter_of_the_archive_is_said_aloud_once(naming: Site, language: str) -> None:
    def aloud(name: str) -> str:
        return f"({words(language, f'circular.names.spoken.{name}')})"

    def letter_of(key: str) -> str:
        return f"../../../{'' if language == 'ru' else '../en/'}circulars/{key}/"

    page = page_of(naming, "2024/cr-10", language)
    sheet = page.one("//*[@data-cite]")
    marks = sheet.xpath(".//*[@class='base' or @class='unsure' or @class='outside']")
    told = [
        (each.get("class"), each.get("href"), [text_of(part) for part in each[1:]])
        for each in marks
    ]
    assert told == [
        ("base", letter_of("2023/tsb-12"), [aloud("base-corrigendum")]),
        ("base", letter_of("2010/cr-77"), [aloud("base-addendum")]),
        ("unsure", "#names-tsb-40", [aloud("unsure")]),
        ("outside", None, [aloud("outside")]),
        ("base", letter_of("2023/tsb-12"), []),
        ("unsure", "#names-tsb-40", []),
        ("outside", None, []),
    ]
    titles = ["base-corrigendum", "base-addendum", "unsure", "outside"]
    titles += ["base-corrigendum", "unsure", "outside"]
    assert [each.xpath("*/@title") for each in marks] == [
        [words(language, f"circular.names.{name}")] for name in titles
    ]


@both_languages
@pytest.mark.parametrize("path", ["circulars/2024/cr-10/", "circulars/2024/cr-10/parallel/"])
def test_a_key_explains_the_marks_to_who_has_no_mouse(
    naming: Site, language: str, path: str
) -> None:
    page = naming.page(counterpart(path, language))
    [key] = page.all("//section[@aria-labelledby='text']/ul[contains(@class, 'marks')]")
    lines = [text_of(line) for line in key]
    assert lines == [
        words(
            language,
            f"circular.names.key.{name}",
            mark=words(language, f"circular.names.mark.{name}"),
        )
        for name in ("outside", "base", "unsure")
    ]
    assert [line.xpath("span/@class") for line in key] == [["outside"], ["base"], ["unsure"]]
    plain = page_of(naming, "2024/cr-11", language)
    assert not plain.all("//*[contains(@class, 'marks')]")


def test_marks_are_seen_and_neither_copied_nor_printed(
    browser: Browser, serve: Callable[..., Server], naming: Site
) -> None:
    server = serve(naming.folder)
    styled = """(selector) => {
        const found = getComputedStyle(document.querySelector(selector));
        return [found.textDecorationLine, found.textDecorationStyle, found.display];
    }"""
    with watched(browser, server) as (tab, _):
        tab.goto(server.url + "en/circulars/2024/cr-10/")
        lines = {name: tab.evaluate(styled, f"[data-cite] .{name}") for name in KINDS}
        assert {name: line[:2] for name, line in lines.items()} == {
            "outside": ["underline", "dotted"],
            "base": ["underline", "dotted"],
            "unsure": ["underline", "dashed"],
        }
        for name in KINDS:
            assert tab.evaluate(styled, f".marks .{name}")[:2] == lines[name][:2]
        tab.evaluate("() => getSelection().selectAllChildren(document.querySelector('#p2'))")
        copied = tab.evaluate("() => getSelection().toString()")
        assert "Corrigendum 3 to TSB Circular 12, TSB Circular 40 and TSB Circular 41." in copied
        tab.evaluate("() => getSelection().selectAllChildren(document.querySelector('#p1'))")
        copied = tab.evaluate("() => getSelection().toString()")
        assert "Corrigendum 3 to TSB Circular 12, Addendum 4 to CR/77, TSB Circular 40" in copied
        aloud = tab.locator("[data-cite] .unseen").first.bounding_box()
        assert aloud is not None
        assert max(aloud["width"], aloud["height"]) <= 1
        tab.emulate_media(media="print")
        assert tab.evaluate(styled, ".marks")[2] == "none"
        for name in KINDS:
            assert tab.evaluate(styled, f"[data-cite] .{name}")[0] == "none"


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


# --- letters that many others cite --------------------------------------------------------------

NAMING = 40
"""Letters that name the first letter in their text; two more state it, and one follows it."""


@pytest.fixture(scope="session")
def cited(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A letter that many letters cite, and one that twenty do."""
    root = tmp_path_factory.mktemp("cited-source") / "letters"
    write_registers(root)

    def write(number: int, day: str, body: str, **more: object) -> None:
        facts = letter(f"Письмо {number}", date=day, added="2025-01-12", reference=f"CR/{number}")
        write_text(root / f"{day[:4]}/cr-{number}/ru.md", facts | more, body + "\n")

    write(1, "2019-01-10", "Только это.")
    write(2, "2019-01-11", "Только это.")
    for number in range(NAMING):
        both = " и CR/2" if number < 20 else ""
        day = f"{2020 + number // 12}-{number % 12 + 1:02}-05"
        write(100 + number, day, f"См. CR/1{both}.")
    for number, day, relation in (
        (201, "2019-02-01", "cites"),
        (202, "2024-02-01", "cites"),
        (203, "2019-03-01", "follows"),
    ):
        stated = {"kind": "circular", "relation": relation, "circular": "2019/cr-1"}
        stated["title"] = "CR/1"
        write(number, day, "Только это.", related={"first": stated})
    return make_site("cited", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY="2025-03-02")


def of_links(element: html.HtmlElement) -> list[str]:
    """The letters that a list links to, by their numbers."""
    links = element.xpath(".//a[not(contains(@href, '#'))]/@href")
    return [link.rstrip("/").rpartition("cr-")[2] for link in links]


@both_languages
def test_the_newest_letters_that_cite_one_stand_first_and_earlier_ones_are_folded(
    cited: Site, language: str
) -> None:
    page = page_of(cited, "2019/cr-1", language)
    [rows] = page.section("related").xpath("ul")
    says = words(language, "circular.relations-back.cites") + ":"
    shown = [row for row in rows.xpath("li") if text_of(row).startswith(says)]
    newest = ["202", *(str(100 + number) for number in reversed(range(NAMING)))]
    assert [of_links(row) for row in shown] == [[name] for name in newest[:20]]
    [fold] = page.section("related").xpath(".//details")
    assert fold.get("open") is None
    assert of_links(fold) == [*newest[20:], "201"]
    assert (
        text_of(fold.xpath("summary")[0])
        == {
            "ru": "Упоминается еще в 22 более ранних письмах",
            "en": "Cited by 22 earlier letters",
        }[language]
    )
    # What does more than cite is no part of that list.
    [follows] = [row for row in rows.xpath("li") if row not in (*shown, fold.getparent())]
    assert text_of(follows).startswith(words(language, "circular.relations-back.follows") + ":")


@both_languages
def test_nothing_is_folded_where_there_is_no_more(cited: Site, language: str) -> None:
    page = page_of(cited, "2019/cr-2", language)
    assert of_links(page.section("related")) == [str(100 + number) for number in range(19, -1, -1)]
    assert not page.section("related").xpath(".//details")
