"""The published pages, read as trees: what every page has, and what each kind shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import html5lib
import page_rules
import pytest
from invented_archive import (
    BULK,
    BULK_YEAR,
    COMING,
    DEADLINES,
    EVENTS,
    HOSTILE,
    OPEN,
    RECENTLY_CLOSED,
    RECENTLY_HELD,
    bulk_key,
)
from lxml import etree, html
from site_kit import (
    LANGUAGES,
    REPOSITORY,
    ROOT,
    VARIANTS,
    Page,
    Site,
    counterpart,
    squeeze,
    text_of,
    words,
)

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"

both_languages = pytest.mark.parametrize("language", LANGUAGES)


def faults_of(site: Site, *rules: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    """The faults of every page but the one for lost addresses, by page."""
    found = {page.path: [f for rule in rules for f in rule(page)] for page in site.ordinary_pages()}
    return {path: faults for path, faults in found.items() if faults}


def at(path: str, language: str) -> str:
    """An address of the default language, in *language*."""
    return counterpart(path, language)


# --- the rules themselves -----------------------------------------------------------------------

GOOD_PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<meta name="referrer" content="same-origin">
<meta name="viewport" content="width=device-width"><meta name="description" content="Words">
<title>A page</title><link rel="canonical" href="{url}"><link rel="icon" href="{up}icon.svg">
</head><body><header><ul>
<li><a lang="ru" hreflang="ru" href="{up}{path}"{ru}>Р</a></li>
<li><a lang="en" hreflang="en" href="{up}en/{path}"{en}>E</a></li>
</ul></header><main><h1 id="top">Words</h1><a href="#top">up</a>
<a href="{up}en/{path}#top">there</a> <a href="mailto:a@union.example">mail</a>
<a href="https://elsewhere.example/x">away</a></main></body></html>"""


def write_small_site(folder: Path) -> Site:
    """A site of four pages without a fault."""
    (folder / "icon.svg").write_text("<svg/>")
    for path in ("", "a/"):
        for language, prefix in (("ru", ""), ("en", "en/")):
            file = folder / prefix / path / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            text = GOOD_PAGE.format(
                lang=language,
                url=f"https://small.example/base/{prefix}{path}",
                up="../" * (prefix + path).count("/") or "./",
                path=path,
                ru=' aria-current="page"' if language == "ru" else "",
                en=' aria-current="page"' if language == "en" else "",
            )
            file.write_text(text, encoding="utf-8")
    return Site(folder=folder, url="https://small.example/base/")


def all_faults(site: Site, path: str) -> list[str]:
    page = site.page(path)
    return [
        *page_rules.head_faults(page, site),
        *page_rules.body_faults(page),
        *page_rules.unfilled_faults(page),
        *page_rules.policy_faults(page),
        *page_rules.Links(site).faults(page),
        *page_rules.switch_faults(page, site),
    ]


def test_rules_find_nothing_on_a_good_site(tmp_path: Path) -> None:
    small = write_small_site(tmp_path)
    assert [all_faults(small, page.path) for page in small.pages()] == [[]] * 4


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('lang="ru"', 'lang="en"', "lang is en, not ru"),
        ("<title>A page</title>", "<title> </title>", "0 times title"),
        ('content="Words"', 'content=""', "0 times description"),
        ('rel="canonical"', 'rel="canon"', "0 times canonical"),
        ("base/a/", "base/b/", "canonical is https://small.example/base/b/"),
        ('rel="icon"', 'rel="no"', "0 times icon"),
        ("<h1 id", "<h1>x</h1><h1 id", "2 times h1"),
        ('id="top">Words', 'id="top">', "empty h1"),
        ("<h1 id", '<p id="top"></p><h1 id', "id top 2 times"),
        ("<main>", "<main><!--archive:body-->", "unfilled: <!--archive:"),
        ("<main>", "<main>{number} days", "unfilled: {number}"),
        ("<main>", "<main>{{ t('x') }}", "unfilled: {{"),
        ("<main>", '<main><i title="{name}">', "unfilled: {name}"),
        ('href="#top"', 'href="#p9"', "#p9: no such place on the page"),
        ("en/a/#top", "en/a/#p9", "../en/a/#p9: no such place on the page"),
        ("en/a/#top", "en/b/#top", "../en/b/#top: no such page"),
        ("en/a/#top", "en/a", "../en/a: a folder without its slash"),
        ("../en/a/#top", "/en/a/", "/en/a/: outside of the site"),
        ('href="../icon.svg"', 'href="../icon.png"', "../icon.png: no such file"),
        ("mailto:a@", "javascript:a@", "javascript:a@union.example: no such scheme may be linked"),
        ("mailto:a@", "data:a@", "data:a@union.example: no such scheme may be linked"),
        ("https://elsewhere", " https://elsewhere", "blanks in an address"),
        ('<a lang="en" hreflang="en" href="../en/a/">', "<span lang='en'>", "switch leads to"),
        ('<a lang="ru" hreflang="ru" href="../a/"', '<a lang="ru" href="../"', "switch leads to"),
        (' aria-current="page"', "", "switch marks []"),
        ("Content-Security-Policy", "refresh", "0 times a policy"),
        ("<meta charset", '<script src="x.js"></script><meta charset', "the policy does not stand"),
        ("'self'", "'self' 'unsafe-inline'", "the policy allows what stands between tags"),
        ("'self'", "'self' 'sha256-AAAA'", "the policy allows what stands between tags"),
        ("same-origin", "unsafe-url", "tells others where its readers come from"),
        ("<main>", "<main><script>1</script>", "a script between tags"),
        ("<main>", '<main><script type="module">1</script>', "a script between tags"),
        ("<main>", "<main><style></style>", "<style>"),
        ("<main>", '<main style="top:0">', "main style"),
        ("<main>", '<main onclick="x()">', "main onclick"),
        ('<a href="#top">', '<a target="_blank" href="#top">', "a target"),
        ("<main>", '<main><img src="https://a.example/x">', "loads https://a.example/x"),
        ("<main>", '<main><script src="//a.example/x"></script>', "loads //a.example/x"),
    ],
)
def test_every_rule_can_fail(tmp_path: Path, old: str, new: str, fault: str) -> None:
    small = write_small_site(tmp_path)
    file = tmp_path / "a/index.html"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(fault in found for found in all_faults(small, "a/"))


def test_rules_on_fragments_of_feeds_can_fail(tmp_path: Path) -> None:
    links = page_rules.Links(write_small_site(tmp_path))
    good = '<p><a href="https://small.example/base/a/#top">x</a></p>'
    assert links.faults_in_fragment(good) == []
    assert links.faults_in_fragment('<p><a href="#top">x</a></p>')
    assert links.faults_in_fragment(good.replace("#top", "#p9"))


# --- every page of every site -------------------------------------------------------------------


def test_heads(site: Site) -> None:
    assert faults_of(site, lambda page: page_rules.head_faults(page, site)) == {}


def test_bodies(site: Site) -> None:
    assert faults_of(site, page_rules.body_faults) == {}


def test_every_page_has_a_policy_and_nothing_that_it_would_have_to_stop(site: Site) -> None:
    found = {page.path: page_rules.policy_faults(page) for page in site.pages()}
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", [name for name in VARIANTS if name != "hostile"])
def test_nothing_is_left_unfilled(request: pytest.FixtureRequest, name: str) -> None:
    site = request.getfixturevalue(name)
    assert faults_of(site, page_rules.unfilled_faults) == {}
    assert page_rules.unfilled_faults(site.page("404.html")) == []
    assert faults_of(site, page_rules.punctuation_faults) == {}


def test_links(site: Site) -> None:
    assert faults_of(site, page_rules.Links(site).faults) == {}


def test_language_switch(site: Site) -> None:
    assert faults_of(site, lambda page: page_rules.switch_faults(page, site)) == {}


def test_titles_tell_pages_apart(site: Site) -> None:
    titles: dict[tuple[str, str], list[str]] = {}
    for page in site.ordinary_pages():
        titles.setdefault((page.language, page.one("//head/title").text), []).append(page.path)
    assert [paths for paths in titles.values() if len(paths) > 1] == []


def test_feeds_are_announced_on_every_page(site: Site) -> None:
    for page in site.ordinary_pages():
        prefix = "en/" if page.language == "en" else ""
        found = {
            (link.get("type"), page_rules.urljoin(site.url + page.path, link.get("href")))
            for link in page.all("//head/link[@rel='alternate']")
        }
        for kind, name in (("atom", "atom.xml"), ("rss", "feed.xml")):
            wanted = (f"application/{kind}+xml", f"{site.url}{prefix}{name}")
            assert page.path.endswith("about/") or wanted in found, page.path


def test_pages_are_sound_html(invented: Site, hostile: Site) -> None:
    pages = [*page_rules.kinds_of_page(invented), invented.page("404.html")]
    pages += [page for page in hostile.pages() if "2026" in page.path]
    faults = {}
    for page in pages:
        parser = html5lib.HTMLParser()
        parser.parse(page.file.read_bytes(), transport_encoding="utf-8")
        if parser.errors:
            faults[page.path] = [(place, code) for place, code, _ in parser.errors]
    assert faults == {}


# --- circular pages -----------------------------------------------------------------------------


def real_sources() -> list[tuple[str, str, str]]:
    """The texts of the real archive: key, language and source."""
    found = []
    for file in sorted((ROOT / "circulars").glob("[12]*/*/*.md")):
        key = file.parent.relative_to(ROOT / "circulars").as_posix()
        found.append((key, file.stem, file.read_text("utf-8")))
    assert len(found) >= 10
    return found


def paragraph_ids(page: Page) -> list[str]:
    """The addresses of the letter's paragraphs, in the order of the page."""
    ids = page.section("text").xpath(".//@id")
    return [name for name in ids if re.fullmatch(r"(annex-[0-9]+-)?p[0-9a-z.-]+", name)]


@pytest.mark.parametrize(("key", "language", "source"), real_sources())
def test_real_circular(real: Site, key: str, language: str, source: str) -> None:
    page = real.page(at(f"circulars/{key}/", language))
    body = source.split("\n---\n", 1)[1]
    numbers = [int(number) for number in re.findall(r"^([0-9]+)\. ", body, re.MULTILINE)]
    ids = paragraph_ids(page)
    own = [name for name in ids if re.fullmatch(r"p[0-9]+", name)]
    assert own == [f"p{number}" for number in range(1, len(own) + 1)]
    assert own
    if "paragraphs: numbered" in source:
        assert [f"p{number}" for number in numbers] == own
    other = real.page(at(f"circulars/{key}/", "en" if language == "ru" else "ru"))
    assert paragraph_ids(other) == ids
    headings = [heading.get("id") for heading in page.all("//main//h2")]
    assert headings[:3] == ["summary", "facts", "text"]
    assert headings[-1] == "source"
    source_line = text_of(page.section("source"))
    assert squeeze(words(language, "circular.rendering-of")) in source_line
    assert words(language, "circular.not-reviewed") in source_line
    assert page.all("//section[@aria-labelledby='source']//time[@datetime='2026-11-22']")


@both_languages
def test_summary_box_comes_first_and_says_what_is_asked(invented: Site, language: str) -> None:
    page = invented.page(at("circulars/2026/ex-1/", language))
    assert page.all("//main//section")[0] is page.section("summary")
    box = text_of(page.section("summary"))
    asks = {"ru": "зарегистрироваться на встречу", "en": "register for the meeting"}[language]
    whom = {"ru": "Смотрители маяков", "en": "Lighthouse keepers"}[language]
    how = {"ru": "По форме на сайте.", "en": "By the form on the site."}[language]
    day = {"ru": "15 апреля 2026", "en": "15 April 2026"}[language]
    assert box.index(asks) < box.index(whom) < box.index(how) < box.index(day)
    assert page.section("summary").xpath(".//a[@href='#deadline-far-off']")


@both_languages
def test_circular_says_when_nothing_is_asked(invented: Site, language: str) -> None:
    box = text_of(invented.page(at(f"circulars/{bulk_key(7)}/", language)).section("summary"))
    assert words(language, "circular.nothing-asked") in box
    assert words(language, "circular.no-deadline") in box


@both_languages
def test_facts(invented: Site, language: str) -> None:
    page = invented.page(at("circulars/2026/ex-1/", language))
    facts = text_of(page.section("facts"))
    expected = {
        "ru": "EX-1 / Циркуляр / Бюро примеров / 3 февраля 2026 / Порт-Пример / Смотрители маяков"
        " / Лоцманы / Пётр Пример / Директор / Свет на берегу",
        "en": "EX-1 / Circular / Bureau of Examples / 3 February 2026 / Port Example"
        " / Lighthouse keepers / Pilots / Peter Example / Director / Light on the Coast",
    }[language].split(" / ")
    assert [fact for fact in expected if fact not in facts] == []
    assert "2026-02-03" in page.section("facts").xpath(".//time/@datetime")


@both_languages
def test_text_of_the_letter(invented: Site, language: str) -> None:
    page = invented.page(at("circulars/2026/ex-1/", language))
    letter = page.section("text")
    expected = ["p1", "p2", "p3", "p3-a", "p3-b", "p4", "annex-1-p1", "annex-1-p2"]
    assert paragraph_ids(page) == expected
    for name in ("p1", "p2", "p3", "p4", "annex-1-p1", "annex-1-p2"):
        paragraph = page.one(f"//*[@id='{name}']")
        number = paragraph.xpath(f".//a[@href='#{name}']")
        assert [text_of(link) for link in number] == [name[-1]]
    assert len(page.one("//*[@id='p1']").xpath(".//p")) == 2
    rows = page.one("//*[@id='p2']").xpath(".//tr")
    assert [len(row.xpath("./th|./td")) for row in rows] == [3, 3, 3]
    assert page.one("//*[@id='p2']").xpath(".//code")[0].text in ("код", "code")
    links = page.one("//*[@id='p3']").xpath(".//a/@href")
    targets = [page_rules.urljoin(invented.url + page.path, link) for link in links]
    assert invented.url + at("circulars/2025/ex-9/", language) in targets
    assert "#p2" in links
    assert "https://union.example/meeting" in links
    assert words(language, "circular.lost-link") in text_of(page.one("//*[@id='p3']"))
    first = page.one("//*[@id='p1']").xpath(".//a/@href")
    assert "https://union.example/lighthouses" in first
    assert "mailto:lights@union.example" in first
    note = [link for link in first if link.startswith("#note")]
    assert len(note) == 1
    assert page.one(f"//*[@id='{note[0][1:]}']").xpath("ancestor::section") == [letter]
    assert page.one("//*[@id='p4']").xpath(".//em")
    assert page.one("//*[@id='p4']").xpath(".//strong")


@both_languages
def test_dates_contact_annexes_and_relations(invented: Site, language: str) -> None:
    page = invented.page(at("circulars/2026/ex-1/", language))
    deadline = page.one("//*[@id='deadline-far-off']")
    assert words(language, "circular.hour-assumed") in text_of(deadline)
    assert deadline.xpath(".//time/@datetime") == ["2026-04-15"]
    assert {"ru": "«до 15 апреля»", "en": "“by 15 April”"}[language] in text_of(deadline)
    event = page.one("//*[@id='event-coming']")
    assert event.xpath(".//time/@datetime")[0] == "2026-05-10T09:00+02:00"
    assert re.search("09:00.*17:00", text_of(event))
    assert words(language, "circular.formats.hybrid") in text_of(event)
    date = {"ru": "3 февраля 2026 г.", "en": "3 February 2026"}[language]
    given = words(language, "circular.contact-as-given", date=date)
    contact = text_of(page.section("contacts"))
    assert given in contact
    assert {"ru": "г-жа Анна Пример", "en": "Ms Anna Example"}[language] in contact
    assert page.section("contacts").xpath(".//a/@href") == [
        "mailto:anna@union.example",
        "https://union.example/anna",
    ]
    held, not_held = page.section("annexes").xpath(".//li")
    assert held.xpath(".//a/@href")[0].endswith("circulars/2026/ex-1/lamps.pdf")
    assert "PDF" in text_of(held)
    assert not not_held.xpath(".//a")
    assert words(language, "circular.annex-not-held") in text_of(not_held)
    related = page.section("related")
    assert words(language, "circular.relations.follows") in text_of(related)
    assert related.xpath(".//a[contains(@href, 'circulars/2025/ex-9/')]")
    back = invented.page(at("circulars/2025/ex-9/", language)).section("related")
    assert words(language, "circular.relations-back.follows") in text_of(back)
    assert back.xpath(".//a[contains(@href, 'circulars/2026/ex-1/')]")
    source = page.section("source")
    assert source.xpath(".//a[@href='https://union.example/letters/ex-1']")
    assert words(language, "circular.reviewed", name="Ms Reader") in text_of(source)
    note = {"ru": "Исправлено время.", "en": "The hour was corrected."}[language]
    assert note in text_of(source)
    assert source.xpath(".//time[@datetime='2026-02-20']")
    assert source.xpath(".//time[@datetime='2026-02-12']")


def test_held_annex_is_published_once_as_it_is(invented: Site, invented_root: Path) -> None:
    held = list(invented.folder.rglob("lamps.pdf"))
    assert [path.relative_to(invented.folder).as_posix() for path in held] == [
        "circulars/2026/ex-1/lamps.pdf"
    ]
    assert held[0].read_bytes() == (invented_root / "2026/ex-1/lamps.pdf").read_bytes()


def test_contact_of_a_letter_of_uncertain_date(invented: Site) -> None:
    page = invented.page("en/circulars/2026/ex-4/")
    contact = text_of(page.section("contacts"))
    assert words("en", "circular.contact-as-given-undated") in contact
    assert words("en", "circular.no-reference-long") in text_of(page.section("facts"))
    assert words("en", "circular.not-held-signatory") in text_of(page.section("facts"))
    about = words("en", "date.about", date="2026")
    assert about in text_of(page.section("facts"))


@pytest.mark.parametrize(
    ("key", "present", "absent"), [("2026/ex-3", "ru", "en"), ("2026/ex-4", "en", "ru")]
)
def test_circular_in_one_language(invented: Site, key: str, present: str, absent: str) -> None:
    page = invented.page(at(f"circulars/{key}/", present))
    other = invented.page(at(f"circulars/{key}/", absent))
    assert page_rules.switch(page) == {present: page.path, absent: other.path}
    assert words(absent, "switch.missing") in text_of(page.all("//header")[0])
    for path in ("circulars/", "circulars/2026/", ""):
        shown = invented.page(at(path, absent))
        links = shown.all(f"//main//article//a[contains(@href, '{key[5:]}/')]")
        assert links, path
        assert links[0].xpath(f".//*[@lang='{present}']"), path
        target = page_rules.urljoin(invented.url + shown.path, links[0].get("href"))
        assert target == invented.url + other.path


def repository_links(page: Page) -> dict[str, str]:
    """The links for people who mend texts, by what they say."""
    names = {words(page.language, f"circular.{name}"): name for name in ("history", "edit")}
    names[words(page.language, "circular.report")] = "report"
    found = {}
    for link in page.section("source").xpath(".//a"):
        if text_of(link) in names:
            found[names[text_of(link)]] = link.get("href")
    return found


@both_languages
def test_repository_links(real: Site, real_below: Site, language: str) -> None:
    path = at("circulars/2019/cl-19-35/", language)
    assert repository_links(real.page(path)) == {}
    assert "git.example" not in real.page(path).source
    links = repository_links(real_below.page(path))
    file = f"main/circulars/2019/cl-19-35/{language}.md"
    assert links["history"] == f"{REPOSITORY}/commits/{file}"
    assert links["edit"] == f"{REPOSITORY}/edit/{file}"
    report = urlsplit(links["report"])
    assert f"https://{report.netloc}{report.path}" == f"{REPOSITORY}/issues/new"
    query = parse_qs(report.query, strict_parsing=True)
    assert "CL-19/35" in query["title"][0]
    assert query["body"] == [real_below.url + path]


# --- lists --------------------------------------------------------------------------------------


def listed(page: Page, path: str = "//main//article[not(.//article)]") -> list[str]:
    """The keys of the circulars that a page lists as cards, in order."""
    keys = []
    for card in page.all(path):
        address = card.xpath(".//h3//a/@href|.//h2//a/@href")[0]
        keys.append(re.search(r"circulars/([0-9]{4}/[a-z0-9-]+)/", address)[1])
    return keys


@both_languages
def test_lists_are_newest_first(invented: Site, language: str) -> None:
    newest = listed(invented.page(at("circulars/", language)))
    expected = ["2026/ex-2", "2026/ex-1", "2026/ex-3", "2026/ex-4", "2025/ex-9"]
    assert newest[:5] == expected
    assert newest[5:] == [bulk_key(number) for number in range(BULK, BULK - 45, -1)]
    year = listed(invented.page(at("circulars/2026/", language)))
    assert year == expected[:4]
    assert listed(invented.page(at("circulars/bureau/bex/", language))) == expected


@both_languages
def test_real_lists_are_newest_first(real: Site, language: str) -> None:
    assert listed(real.page(at("circulars/", language))) == [
        "2023/innovation-alliance-update",
        "2022/tsb-62",
        "2021/bdt-dir-110",
        "2021/tsb-352",
        "2019/cl-19-35",
    ]


@both_languages
@pytest.mark.parametrize("path", [f"circulars/{BULK_YEAR}/", "circulars/bureau/bulk/"])
def test_long_lists_are_paged_from_the_oldest(invented: Site, language: str, path: str) -> None:
    newest = invented.page(at(path, language))
    oldest = invented.page(at(f"{path}page/1/", language))
    assert not invented.has(at(f"{path}page/2/", language))
    assert listed(newest) == [bulk_key(number) for number in range(BULK, 50, -1)]
    assert listed(oldest) == [bulk_key(number) for number in range(50, 0, -1)]
    for page, other in ((newest, oldest), (oldest, newest)):
        pager = page.one(f"//nav[@aria-label='{words(language, 'list.pages')}']")
        targets = {
            page_rules.urljoin(invented.url + page.path, address)
            for address in pager.xpath(".//a/@href")
        }
        assert targets == {invented.url + other.path}
        assert len(pager.xpath(".//*[@aria-current='page']")) == 1
    assert words(language, "list.page", number=1) in oldest.one("//head/title").text
    short = invented.page(at("circulars/2026/", language))
    assert not short.all(f"//nav[@aria-label='{words(language, 'list.pages')}']")


def subscription_addresses(place: str) -> list[str]:
    """All feeds and calendars of a place, in the order of the pages."""
    feeds = ("atom.xml", "feed.xml", "feed.json")
    names = [kind + feed for kind in ("", "changes-", "closing-") for feed in feeds]
    addresses = [f"https://circulars.example/{place}{name}" for name in names]
    for name in ("calendar.ics", "deadlines.ics", "events.ics"):
        path = f"//circulars.example/{place}{name}"
        addresses += [f"webcal:{path}", f"https:{path}"]
    return addresses


def subscriptions(site: Site, page: Page, section: str) -> list[str]:
    """The addresses of the feeds and calendars that a section of a page lists."""
    links = page.section(section).xpath(".//*[contains(@class, 'feeds')]//li//a/@href")
    return [page_rules.urljoin(site.url + page.path, link) for link in links]


@both_languages
def test_home_page(invented: Site, language: str) -> None:
    home = invented.page(at("", language))
    latest = home.section("latest")
    keys = listed(home, "//section[@aria-labelledby='latest']//article")
    # By the day of adding; the Russian text of the first letter came earlier than the English.
    assert keys == ["2026/ex-4", "2026/ex-3", "2026/ex-2", "2026/ex-1", "2025/ex-9"]
    added = [card.xpath(".//time/@datetime")[-1] for card in latest.xpath(".//article")]
    first = {"ru": "2026-02-10", "en": "2026-02-12"}[language]
    ninth = {"ru": "2025-06-02", "en": "2025-06-03"}[language]
    assert added == ["2026-03-01", "2026-02-25", "2026-02-18", first, ninth]
    assert deadline_order(home, "open") == list(OPEN)
    assert event_order(home, "coming") == list(COMING)
    initiatives = home.section("initiatives").xpath(".//li//a/@href")
    assert [address.rstrip("/").rpartition("/")[2] for address in initiatives] == [
        "buoys",
        "harbour",
        "lighthouse",
    ]
    assert subscriptions(invented, home, "subscribe") == subscription_addresses(at("", language))


# --- initiatives --------------------------------------------------------------------------------


@both_languages
def test_initiative_page(invented: Site, language: str) -> None:
    page = invented.page(at("initiatives/lighthouse/", language))
    name = {"ru": "Свет на берегу", "en": "Light on the Coast"}[language]
    assert text_of(page.one("//h1")) == name
    introduction = {"ru": "Введение о маяках.", "en": "An introduction to lighthouses."}[language]
    assert introduction in page.shown_text()
    assert f"{BULK + 3} " in page.shown_text()
    assert deadline_order(page, "open") == list(OPEN)
    assert event_order(page, "coming") == list(COMING)
    older = invented.page(at("initiatives/lighthouse/page/1/", language))
    letters = "//section[@aria-labelledby='letters']//article"
    in_order = [bulk_key(number) for number in range(1, BULK + 1)]
    in_order += ["2025/ex-9", "2026/ex-1", "2026/ex-2"]
    assert listed(older, letters) + listed(page, letters) == in_order
    assert "mailto:lights@union.example" in page.section("contact").xpath(".//a/@href")
    assert "https://union.example/lights" in page.section("links").xpath(".//a/@href")
    assert subscriptions(invented, page, "feeds") == subscription_addresses(page.path)
    announced = page.all("//head/link[@rel='alternate']/@href")
    names = ["atom.xml", "feed.xml", "feed.json"]
    assert [link.rpartition("/")[2] for link in announced] == [*names, "calendar.ics", *names]


def test_initiative_in_one_language_says_so(invented: Site) -> None:
    page = invented.page("en/initiatives/harbour/")
    assert page.one("//h1").xpath(".//*[@lang='ru']")
    holder = page.one("//*[@lang='ru'][contains(., 'Введение о гаванях.')]")
    assert holder is not None
    silent = invented.page("initiatives/buoys/")
    assert silent.one("//h1").xpath(".//*[@lang='en']")
    assert words("ru", "initiative.none-open") in shown(silent.section("open"))
    assert words("ru", "initiative.none-coming") in shown(silent.section("coming"))
    assert words("ru", "list.empty") in shown(silent.section("letters"))


@both_languages
def test_index_of_initiatives(invented: Site, language: str) -> None:
    page = invented.page(at("initiatives/", language))
    addresses = page.all("//main//article//h2//a/@href")
    assert [address.rstrip("/").rpartition("/")[2] for address in addresses] == [
        "buoys",
        "harbour",
        "lighthouse",
    ]


# --- deadlines and events -----------------------------------------------------------------------


def shown(element: html.HtmlElement) -> str:
    """The words of an element that a reader sees: nothing that is hidden."""
    unseen = ("*[@hidden]", "script", "noscript")
    seen = " and ".join(f"not(ancestor::{name})" for name in unseen)
    return squeeze(" ".join(element.xpath(f".//text()[{seen}]")))


def deadline_order(page: Page, name: str) -> list[str]:
    """The deadlines of a section, in order."""
    links = page.section(name).xpath(".//li//a[contains(@href, '#deadline-')]/@href")
    return [link.rpartition("#deadline-")[2] for link in links]


def event_order(page: Page, name: str) -> list[str]:
    """The events of a section, in order."""
    links = page.section(name).xpath(".//li//a[contains(@href, '#event-')]/@href")
    return [link.rpartition("#event-")[2] for link in links]


def badges(page: Page, name: str) -> list[html.HtmlElement]:
    """The states of a section's deadlines."""
    return page.section(name).xpath(".//*[@data-ends]")


def state_words(language: str, state: str, left: int = 0) -> str:
    """What the badge of a state says."""
    text = words(language, f"state.{state}")
    if not left:
        return text
    form = {1: "one", 2: "few", 5: "many", 9: "many", 44: "few"}[left]
    if language == "en":
        form = "one" if left == 1 else "other"
    return f"{text}: {words(language, f'days-left.{form}', number=left)}"


@both_languages
def test_deadlines_page(invented: Site, language: str) -> None:
    page = invented.page(at("deadlines/", language))
    sections = [item.get("aria-labelledby") for item in page.all("//main//section")]
    assert sections[:2] == ["open", "closed"]
    assert deadline_order(page, "open") == list(OPEN)
    assert deadline_order(page, "closed") == list(RECENTLY_CLOSED)
    assert [badge.get("data-ends") for badge in badges(page, "open")] == [
        DEADLINES[name][2] for name in OPEN
    ]
    assert [badge.get("data-day") for badge in badges(page, "open")] == [
        DEADLINES[name][1] for name in OPEN
    ]
    expected = [
        state_words(language, "last-day"),
        state_words(language, "last-day"),
        state_words(language, "closing-soon", 1),
        state_words(language, "closing-soon", 2),
        state_words(language, "closing-soon", 5),
        state_words(language, "closing-soon", 9),
        state_words(language, "open", 44),
    ]
    assert [text_of(badge) for badge in badges(page, "open")] == expected
    assert [text_of(badge) for badge in badges(page, "closed")] == [
        state_words(language, "closed") for _ in RECENTLY_CLOSED
    ]
    assert words(language, "deadlines.none") not in shown(page.section("open"))
    zoned = page.section("open").xpath(".//li//time/@datetime")
    assert zoned[0] == "2026-03-02T10:00+01:00"
    assert zoned[5] == "2026-03-10T23:30-05:00"
    years = page.section("by-year").xpath(".//a[normalize-space() > 2000]")
    assert [text_of(link) for link in years] == ["2026", "2025"]


@both_languages
def test_deadlines_of_a_year(invented: Site, language: str) -> None:
    for year, names in {
        "2025": ["long-past"],
        "2026": [name for name, row in DEADLINES.items() if row[1].startswith("2026")],
    }.items():
        page = invented.page(at(f"deadlines/{year}/", language))
        links = page.all("//main//li//a[contains(@href, '#deadline-')]/@href")
        assert [link.rpartition("#deadline-")[2] for link in links] == names
        assert year in text_of(page.one("//h1"))
        assert page.one("//main//a[@aria-current='page']").text_content() == year


@both_languages
def test_friendly_page_when_nothing_is_open(real: Site, empty: Site, language: str) -> None:
    for site in (real, empty):
        page = site.page(at("deadlines/", language))
        assert words(language, "deadlines.none") in shown(page.section("open"))
        assert page.section("open").xpath(".//li") == []
        coming = site.page(at("events/", language)).section("coming")
        assert words(language, "events.none") in shown(coming)
    home = real.page(at("", language))
    assert words(language, "deadlines.none") in shown(home.section("open"))
    closed = empty.page(at("deadlines/", language)).section("closed")
    assert words(language, "deadlines.none-closed") in shown(closed)


@both_languages
def test_events_page(invented: Site, language: str) -> None:
    page = invented.page(at("events/", language))
    assert event_order(page, "coming") == list(COMING)
    assert event_order(page, "past") == list(RECENTLY_HELD)
    live = page.section("coming").xpath(".//*[@data-coming-item]/@data-coming-item")
    assert live == [EVENTS[name][2] for name in COMING]
    assert words(language, "events.none") not in shown(page.section("coming"))
    for year in ("2025", "2026"):
        found = invented.page(at(f"events/{year}/", language))
        links = found.all("//main//li//a[contains(@href, '#event-')]/@href")
        names = [name for name, row in EVENTS.items() if row[1].startswith(year)]
        assert [link.rpartition("#event-")[2] for link in links] == names


# --- the rest of the site -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["real", "real_below"])
def test_page_for_lost_addresses(request: pytest.FixtureRequest, name: str) -> None:
    site = request.getfixturevalue(name)
    page = site.page("404.html")
    assert page.one("//head/meta[@name='robots']").get("content") == "noindex"
    for language in LANGUAGES:
        section = page.one(f"//main//*[@lang='{language}'][.//a]")
        assert words(language, "not-found.title") in text_of(section)
        assert words(language, "not-found.title") in page.one("//head/title").text
        home = at("", language)
        root = urlsplit(site.url).path
        addresses = [address.replace("/.", "/") for address in section.xpath(".//a/@href")]
        assert addresses == [f"{root}{home}{path}" for path in ("", "circulars/", "search/", "r/")]
    links = page_rules.Links(site)
    for place in ("", "deep/", "circulars/2021/no-such/letter/", "en/x/y.html"):
        assert links.faults(page, seen_at=place) == [], place
    root = "https://host.invalid"
    leads = [
        urlsplit(page_rules.urljoin(f"{root}/a/b/c", str(address))).path
        for address in (page.all("//header//ul//a[@hreflang]/@href"))
    ]
    base = urlsplit(site.url).path
    assert leads == [base, f"{base}en/"]


def sitemap(site: Site) -> dict[str, tuple[str | None, dict[str, str]]]:
    """The sitemap: address, day of the last change, alternates."""
    found: dict[str, tuple[str | None, dict[str, str]]] = {}
    root = etree.fromstring(site.bytes("sitemap.xml"))
    assert root.tag == f"{SITEMAP}urlset"
    for url in root:
        assert url.tag == f"{SITEMAP}url"
        address = url.findtext(f"{SITEMAP}loc")
        assert address not in found
        links = url.findall(f"{XHTML}link")
        assert {link.get("rel") for link in links} <= {"alternate"}
        alternates = {link.get("hreflang"): link.get("href") for link in links}
        assert len(alternates) == len(links)
        found[address] = (url.findtext(f"{SITEMAP}lastmod"), alternates)
    return found


def test_sitemap_lists_every_indexed_page(site: Site) -> None:
    def indexed(page: Page) -> bool:
        return not page.all("//head/meta[@name='robots'][contains(@content, 'noindex')]")

    # A letter in one language is listed in that one: its other page is another frame of the text.
    pages = {
        site.url + page.path
        for page in site.ordinary_pages()
        if indexed(page) and page_rules.canonical(page) == page.path
    }
    assert set(sitemap(site)) == pages
    unlisted = [
        page.path.removeprefix("en/") for page in site.ordinary_pages() if not indexed(page)
    ]
    views = [path for path in unlisted if not path.endswith("/parallel/")]
    assert {path for path in views if not re.fullmatch("r/[a-z0-9-]+/", path)} == {"search/"}


def test_sitemap_alternates_are_reciprocal(site: Site) -> None:
    entries = sitemap(site)
    paired = 0
    for address, (_, alternates) in entries.items():
        path = address.removeprefix(site.url)
        others = {
            language: site.url + at(path, language)
            for language in LANGUAGES
            if site.has(at(path, language))
            and page_rules.canonical(site.page(at(path, language))) == at(path, language)
        }
        if len(others) < 2:
            assert alternates == {}, address
            continue
        paired += 1
        assert alternates == {**others, "x-default": others["ru"]}, address
        for language in LANGUAGES:
            assert entries[alternates[language]][1] == alternates
            page = site.page(alternates[language].removeprefix(site.url))
            assert page.tree.get("lang") == language
    assert paired


def test_sitemap_dates_are_true(invented: Site) -> None:
    days = {
        address.removeprefix(invented.url): day for address, (day, _) in sitemap(invented).items()
    }
    expected: Mapping[str, str] = {
        "circulars/2026/ex-1/": "2026-02-20",
        "en/circulars/2026/ex-1/": "2026-02-20",
        "circulars/2026/ex-2/": "2026-02-18",
        "circulars/2026/ex-3/": "2026-02-25",
        "en/circulars/2026/ex-4/": "2026-03-01",
        "circulars/2025/ex-9/": "2025-06-02",
        "en/circulars/2025/ex-9/": "2025-06-03",
        "circulars/": "2026-03-01",
        "": "2026-03-01",
        f"circulars/{BULK_YEAR}/page/1/": "2025-06-01",
        f"circulars/{BULK_YEAR}/": "2025-06-01",
        "initiatives/harbour/": "2026-02-25",
        "initiatives/lighthouse/": "2026-02-20",
    }
    assert {path: days[path] for path in expected} == expected


def test_favicon_and_styles(site: Site) -> None:
    page = site.page("circulars/")
    icon = page.one("//head/link[@rel='icon']").get("href")
    file = (site.folder / "circulars" / icon).resolve()
    assert etree.fromstring(file.read_bytes()).tag == "{http://www.w3.org/2000/svg}svg"
    styles = page.all("//head/link[@rel='stylesheet']/@href")
    sheets = [(site.folder / "circulars" / style).read_text("utf-8") for style in styles]
    assert any("@media print" in sheet for sheet in sheets)


def test_nothing_is_fetched_from_elsewhere(site: Site) -> None:
    loading = "//script/@src|//link[not(@rel='canonical')]/@href|//img/@src|//iframe/@src"
    for page in site.pages():
        for address in page.all(loading):
            target = urlsplit(address)
            assert not target.netloc, (page.path, address)


# --- hostile words ------------------------------------------------------------------------------


def test_hostile_words_never_stand_raw(hostile: Site) -> None:
    raw = HOSTILE[2:10].encode()
    assert raw == b"<script>"
    files = [path for path in hostile.folder.rglob("*") if path.suffix in (".html", ".xml")]
    assert len(files) > 30
    for file in files:
        data = file.read_bytes()
        assert b"<script>window.PWNED" not in data, file
        assert b"PWNED=1</script>" not in data, file
        assert b"49&#39;" not in data, file


def test_hostile_words_are_shown_as_words(hostile: Site) -> None:
    for language in LANGUAGES:
        page = hostile.page(at("circulars/2026/ex-1/", language))
        places = page.all("//main//*[not(self::script)][contains(text(), 'window.PWNED=1')]")
        assert len(places) > 30
        assert text_of(page.one("//h1")) == HOSTILE
        assert page.one("//head/meta[@name='description']").get("content") == HOSTILE
        assert page.one("//head/title").text.startswith(HOSTILE)
    for page in hostile.pages():
        assert not page.all("//script[contains(., 'PWNED')][not(@type)]")
        assert not page.all("//*[starts-with(name(@*), 'on')]")


def test_hostile_reference_is_filled_into_the_report(hostile: Site) -> None:
    link = repository_links(hostile.page("circulars/2026/ex-1/"))["report"]
    query = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert sorted(query) == ["body", "title"]
    assert HOSTILE in query["title"][0]


def test_addresses_of_open_deadlines_are_in_order() -> None:
    instants = [DEADLINES[name][2] for name in DEADLINES]
    assert all(one < two for one, two in pairwise(instants)), "the fixture itself is out of order"
