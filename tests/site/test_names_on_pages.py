"""What programs that read aloud are told: names in the page's language, an order of headings,
landmarks that can be told apart, tables whose cells have heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import page_rules
import pytest
from lxml import html
from site_kit import Page, Site, squeeze

SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-label", "data-offer", "data-close")
"""Attributes that are read out or shown."""
CYRILLIC = re.compile("[а-яё]{2}", re.IGNORECASE)
LATIN = re.compile("[a-z]{2}", re.IGNORECASE)
NAMES = re.compile(
    r"[A-ZА-Я]{1,4}[-/ ]\d+(/\d+)?|\S*[./@]\S*|Atom|RSS|JSON|OPML|Android|Thunderbird|Blogtrottr"
    r"|[A-Z0-9]+[a-z]?[A-Z0-9]+|rss2email|iPhone . iPad|\d\d:\d\d.*UTC.*"
)
"""Of programs, formats, addresses and letters: the same in every language."""
NAMING = frozenset(
    {"a", "button", "label", "option", "summary", "legend", "caption", "th", "h1", "h2"}
)
SILENT = frozenset({"head", "script", "style", "code"})


def words_of(page: Page) -> Iterator[tuple[html.HtmlElement, str, str, bool]]:
    """Words of a page: where they stand, in what language they say they are, and whether they name
    something, as those of attributes, headings and controls do."""
    waiting = [(page.tree, "")]
    while waiting:
        element, around = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        language = element.get("lang", around)
        waiting.extend((child, language) for child in element)
        for name in SPOKEN:
            if element.get(name):
                yield element, element.get(name), language, True
        for text in (element.text, *(child.tail for child in element)):
            if text and not text.isspace():
                yield element, text, language, element.tag in NAMING


def language_faults(page: Page) -> list[str]:
    """Words that do not look like those of the language that they claim."""
    faults = []
    for element, text, language, is_name in words_of(page):
        said = squeeze(text)
        if NAMES.fullmatch(said) or "rule-code" in element.get("class", ""):
            continue
        other = language == "en" and CYRILLIC.search(said) and "Циркуляр 352" not in said
        borrowed = language == "ru" and LATIN.search(said) and not CYRILLIC.search(said)
        if other or (borrowed and (is_name or len(said.split()) > 2)):
            faults.append(f"not {language}: {said}")
    return faults


def name_of(element: html.HtmlElement) -> str:
    """What an element is called: by a label of its own, by another element, or by its words."""
    by = element.get("aria-labelledby")
    if by:
        return squeeze(" ".join(element.xpath("string(//*[@id=$name])", name=by).split()))
    own = element.get("aria-label") or element.get("title")
    return squeeze(own or element.text_content() or "".join(element.xpath(".//img/@alt")))


def heading_faults(page: Page) -> list[str]:
    """A heading that lies more than one level below the one before it."""
    levels = [int(heading.tag[1]) for heading in page.all("//h1|//h2|//h3|//h4|//h5|//h6")]
    steps = zip([0, *levels], levels, strict=False)
    return [f"h{now} after h{before}" for before, now in steps if now > before + 1]


def landmark_faults(page: Page) -> list[str]:
    """Parts that one leaps to: one main part, and the others of a kind told apart by name."""
    faults = [] if len(page.all("//main")) == 1 else ["not one main"]
    kinds = {
        "nav": "//nav",
        "form": "//form[@aria-label or @aria-labelledby or @role]",
        "region": "//section|//*[@role='region']",
    }
    for kind, path in kinds.items():
        names = [name_of(part) if part.keys() else "" for part in page.all(path)]
        labelled = [
            part.get("aria-label") or part.get("aria-labelledby") for part in page.all(path)
        ]
        faults += [f"{kind} without a name" for label in labelled if not label]
        faults += [f"{kind} {name!r} twice" for name, count in Counter(names).items() if count > 1]
    return faults


def control_faults(page: Page) -> list[str]:
    """Links, buttons and fields without a name, and pictures without words or a reason."""
    faults = [
        f"a link to {link.get('href')}" for link in page.all("//a[@href]") if not name_of(link)
    ]
    faults += ["a button" for button in page.all("//button") if not name_of(button)]
    for field in page.all("//input[not(@type='hidden') and not(@class='md-toggle')]|//select"):
        label = field.xpath("boolean(ancestor::label or //label[@for=$id])", id=field.get("id", ""))
        if not (label or field.get("aria-label")):
            faults.append(f"a field {field.get('name')}")
    faults += ["a picture" for picture in page.all("//img[not(@alt)]")]
    return [f"{fault} without a name" for fault in faults]


def table_faults(page: Page) -> list[str]:
    """Tables of the archive's own without a name or with heads of nothing. Tables of letters have
    what Markdown gives them: a row of heads."""
    faults = []
    for table in page.all("//table"):
        if table.xpath("ancestor::*[@data-cite or @data-prefix]"):
            faults += [] if table.xpath("./thead/tr/th") else ["a table without heads"]
            continue
        if not (table.xpath("string(./caption)").strip() or table.get("aria-labelledby")):
            faults.append("a table without a name")
        faults += ["a head of nothing" for _ in table.xpath(".//th[not(@scope)]")]
    return faults


RULES = (language_faults, heading_faults, landmark_faults, control_faults, table_faults)


@pytest.mark.parametrize("rule", RULES)
def test_every_kind_of_page(invented: Site, rule: object) -> None:
    faults = {page.path: rule(page) for page in page_rules.kinds_of_page(invented)}  # type: ignore[operator]
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("rule", RULES)
def test_every_letter_and_page_about_letters(lives: Site, real: Site, rule: object) -> None:
    pages = [
        page
        for site in (lives, real)
        for page in site.pages()
        if "/rules/" not in page.path and page.all("//header")
    ]
    assert len(pages) > 100
    faults = {page.path: rule(page) for page in pages}  # type: ignore[operator]
    assert {path: found for path, found in faults.items() if found} == {}


GOOD = """<!doctype html><html lang="ru"><body><main><h1>Письмо</h1><p>CL-19/35</p>
<nav aria-label="Страницы"><a href="a">Первая</a></nav><nav aria-label="Язык"></nav>
<label for="w">Слова</label><input id="w"><p lang="en">A letter of the union</p>
<table><caption>Дни</caption><tr><th scope="col">День</th></tr></table></main></body></html>"""


def page_of(text: str, folder: Path) -> Page:
    (folder / "index.html").write_text(text, "utf-8")
    return Page(path="", file=folder / "index.html")


def test_nothing_is_wrong_with_a_good_page(tmp_path: Path) -> None:
    page = page_of(GOOD, tmp_path)
    assert [rule(page) for rule in RULES] == [[]] * len(RULES)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('aria-label="Язык"', 'aria-label="Language"', "not ru: Language"),
        (">Первая<", ' title="Open the page">Первая<', "not ru: Open the page"),
        ("A letter of the union", "Письмо союза", "not en: Письмо союза"),
        ("<p>CL-19/35</p>", "<h3>Срок</h3>", "h3 after h1"),
        ('"Язык"', '"Страницы"', "nav 'Страницы' twice"),
        (' aria-label="Язык"', "", "nav without a name"),
        ("<main>", "", "not one main"),
        (">Первая<", "><", "a link to a without a name"),
        ("<p>CL", "<button></button><p>CL", "a button without a name"),
        ('for="w"', "", "a field None without a name"),
        ("<p>CL", "<img><p>CL", "a picture without a name"),
        ("<caption>Дни</caption>", "", "a table without a name"),
        (' scope="col"', "", "a head of nothing"),
    ],
)
def test_every_rule_can_fail(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    page = page_of(GOOD.replace(old, new), tmp_path)
    assert fault in [found for rule in RULES for found in rule(page)]
