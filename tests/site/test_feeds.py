"""The feeds: held to RFC 4287 and RSS 2.0, and to what subscribers rely on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import feed_rules
import feedparser
import page_rules
import pytest
from feed_rules import ATOM, CONTENT
from invented_archive import BULK, HOSTILE, bulk_key
from lxml import etree, html
from site_kit import LANGUAGES, Site, squeeze, words

REAL_INITIATIVES = (
    "circular-procurement",
    "innovation-alliance",
    "partner2connect",
    "tech-smes",
    "u4ssc",
)
FEED_SIZE = 50
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def prefix(language: str) -> str:
    return "en/" if language == "en" else ""


def feed_paths(site: Site) -> list[str]:
    """Every feed of a site."""
    return sorted(
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*.xml")
        if path.name in ("atom.xml", "feed.xml")
    )


REAL_FEEDS = sorted(
    f"{prefix(language)}{place}{name}"
    for language in LANGUAGES
    for place in ("", *(f"initiatives/{name}/" for name in REAL_INITIATIVES))
    for name in ("atom.xml", "feed.xml")
)


def faults(site: Site, path: str) -> list[str]:
    judge = feed_rules.atom_faults if path.endswith("atom.xml") else feed_rules.rss_faults
    return judge(site.bytes(path), site.url + path)


def entries(site: Site, path: str) -> list[etree._Element]:
    root = etree.fromstring(site.bytes(path))
    return root.findall(f"{ATOM}entry") if path.endswith("atom.xml") else root.findall("*/item")


def ids(site: Site, path: str) -> list[str]:
    name = f"{ATOM}id" if path.endswith("atom.xml") else "guid"
    return [entry.findtext(name) or "" for entry in entries(site, path)]


def contents(site: Site, path: str) -> list[str]:
    name = f"{ATOM}content" if path.endswith("atom.xml") else f"{CONTENT}encoded"
    return [entry.findtext(name) or "" for entry in entries(site, path)]


def keys(site: Site, path: str) -> list[str]:
    """The keys of the circulars in a feed, by the addresses that its entries lead to."""
    found = []
    for entry in entries(site, path):
        link = entry.find(f"{ATOM}link")
        address = link.get("href") if path.endswith("atom.xml") else entry.findtext("link")
        found.append(address.partition("/circulars/")[2].rstrip("/"))
    return found


# --- the rules themselves -----------------------------------------------------------------------

GOOD_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:a.example,2026:f</id>
<title>Feed</title><updated>2026-02-01T00:00:00Z</updated><author><name>A</name></author>
<link rel="self" href="https://a.example/atom.xml" type="application/atom+xml"/>
<link rel="alternate" href="https://a.example/" type="text/html"/>
<entry><id>tag:a.example,2026:1</id><title>One</title><updated>2026-02-01T00:00:00Z</updated>
<published>2026-01-01T00:00:00Z</published><link href="https://a.example/1"/>
<category term="c"/><content type="html">&lt;p&gt;Words&lt;/p&gt;</content></entry></feed>"""

GOOD_RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Feed</title><link>https://a.example/</link><description>Words</description>
<language>en</language><lastBuildDate>Sun, 01 Feb 2026 00:00:00 +0000</lastBuildDate>
<atom:link rel="self" href="https://a.example/feed.xml" type="application/rss+xml"/>
<item><title>One</title><link>https://a.example/1</link><description>Words</description>
<guid isPermaLink="false">tag:a.example,2026:1</guid>
<pubDate>Thu, 01 Jan 2026 00:00:00 +0000</pubDate></item></channel></rss>"""


SECOND_ITEM = '<item><guid isPermaLink="false">tag:a.example,2026:1</guid></item>'


def test_rules_find_nothing_in_good_feeds() -> None:
    assert feed_rules.atom_faults(GOOD_ATOM.encode(), "https://a.example/atom.xml") == []
    assert feed_rules.rss_faults(GOOD_RSS.encode(), "https://a.example/feed.xml") == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<feed", "<food", "not XML"),
        ("2005/Atom", "2005/Item", "the root is"),
        ("<title>Feed</title>", "", "feed: 0 times title"),
        ("<title>Feed", "<title>Feed</title><title>Two", "feed: 2 times title"),
        ("<title>One", "<title> ", "entry 1: empty title"),
        ("<title>One", "<title type='text/html'>One", "entry 1: title of type text/html"),
        ("<title>One", "<title><b>One</b>", "entry 1: elements in its title"),
        (">2026-02-01T00:00:00Z</updated><a", ">2026-02-01</updated><a", "updated is 2026-02-01"),
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "published is 2026-01-01T00:00:00"),
        ("2026-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "published is 2026-02-30"),
        ("2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z", "updated before it was published"),
        ("<updated>2026-02-01T", "<updated>2025-02-01T", "entry 1: newer than the feed"),
        ("<author><name>A</name></author>", "", "no author"),
        ("<author><name>A</name></author>", "<author/>", "a person needs one name"),
        (' xml:lang="en"', "", "no xml:lang"),
        ("tag:a.example,2026:1", "a.example/1", "id is no tag URI"),
        ("tag:a.example,2026:1", "tag:a.example,2026:f", "id tag:a.example,2026:f 2 times"),
        ('rel="self"', 'rel="via"', "self is []"),
        ("atom.xml", "feed.xml", "self is ['https://a.example/feed.xml']"),
        ('<link href="https://a.example/1"/>', "", "0 alternates"),
        ('<link href="https://a.example/1"/>', '<link href="x"/>', "link to x"),
        ("<category term", "<category name", "a category without its term"),
        ("<category ", '<link href="https://a.example/2"/><category ', "2 alternates"),
        ("<category ", "<guid/><category ", "unknown element guid"),
        ('<content type="html">', '<content type="html"><b/>', "elements in its content"),
        ('<content type="html">', '<content type="htm">', "content of type htm"),
        ("<category ", "<summary>a</summary><summary>b</summary><category ", "2 times summary"),
    ],
)
def test_every_atom_rule_can_fail(old: str, new: str, fault: str) -> None:
    assert old in GOOD_ATOM
    data = GOOD_ATOM.replace(old, new, 1).encode()
    found = feed_rules.atom_faults(data, "https://a.example/atom.xml")
    assert any(fault in item for item in found), found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('version="2.0"', 'version="0.92"', "the root is rss 0.92"),
        ("</channel>", "</channel><channel/>", "2 times channel"),
        ("<description>Words</description>", "", "channel: 0 times description"),
        ("<link>https://a.example/</link>", "<link>/</link>", "channel: link is /"),
        ("<language>en</language>", "", "no language"),
        ("<language>en", "<x>1</x><language>en", "unknown element x"),
        ("<language>en", "<ttl>one</ttl><language>en", "ttl is no number"),
        ("Sun, 01 Feb", "Mon, 01 Feb", "lastBuildDate is Mon"),
        ("Sun, 01 Feb 2026", "2026-02-01T", "lastBuildDate is 2026"),
        ("feed.xml", "atom.xml", "self is"),
        ("application/rss+xml", "text/xml", "self is"),
        (' isPermaLink="false"', "", "guid is no permanent address"),
        ("tag:a.example,2026:1", "1", "guid is no tag URI"),
        ("<guid", "<author>Somebody</author><guid", "author is no e-mail address"),
        ("<title>One</title>", "<title/>", "title is not plain words"),
        ("<title>One</title>", "<title>a</title><title>b</title>", "item 1: 2 times title"),
        ("</item>", "</item>" + SECOND_ITEM, "guid tag:a.example,2026:1 2 times"),
        ("<pubDate>Thu, 01 Jan 2026 00:00:00 +0000</pubDate>", "", "0 times pubDate"),
        ("Thu, 01 Jan 2026", "Thu, 1 Jan 26", "pubDate is Thu, 1 Jan 26"),
    ],
)
def test_every_rss_rule_can_fail(old: str, new: str, fault: str) -> None:
    assert old in GOOD_RSS
    data = GOOD_RSS.replace(old, new, 1).encode()
    found = feed_rules.rss_faults(data, "https://a.example/feed.xml")
    assert any(fault in item for item in found), found


# --- the feeds ----------------------------------------------------------------------------------


def test_the_real_archive_has_all_its_feeds(real: Site) -> None:
    assert len(REAL_FEEDS) == 24
    assert feed_paths(real) == REAL_FEEDS


def test_feeds_hold_to_the_specifications(site: Site) -> None:
    found = {path: faults(site, path) for path in feed_paths(site)}
    assert len(found) >= 4
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_an_independent_reader_reads_them(site: Site) -> None:
    for path in feed_paths(site):
        read = feedparser.parse(site.bytes(path))
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == ("atom10" if path.endswith("atom.xml") else "rss20")
        language = "en" if path.startswith("en/") else "ru"
        assert read.feed.language == language
        assert read.feed.title.startswith(words(language, "site.name"))
        assert [entry.id for entry in read.entries] == ids(site, path)
        for entry in read.entries:
            assert entry.published_parsed
            assert entry.title
            assert entry.summary
            assert entry.content[0].value


def test_feeds_lead_to_pages_of_their_language(site: Site) -> None:
    links = page_rules.Links(site)
    for path in feed_paths(site):
        language = "en" if path.startswith("en/") else "ru"
        root = etree.fromstring(site.bytes(path))
        if path.endswith("atom.xml"):
            homes = root.xpath("a:link[@rel='alternate']/@href", namespaces={"a": ATOM[1:-1]})
        else:
            homes = [root.findtext("channel/link")]
        assert homes == [urljoin(site.url + path, "./")]
        for entry in feedparser.parse(site.bytes(path)).entries:
            page = site.page(entry.link.removeprefix(site.url))
            assert page.language == language
        for text in contents(site, path):
            assert links.faults_in_fragment(text) == [], path


def test_ids_differ_between_languages_and_stay_within_one(real: Site) -> None:
    russian = {name for path in REAL_FEEDS if path[:3] != "en/" for name in ids(real, path)}
    english = {name for path in REAL_FEEDS if path[:3] == "en/" for name in ids(real, path)}
    assert len(russian) == len(english) == 5
    assert not russian & english
    feeds = [
        etree.fromstring(real.bytes(path)).findtext(f"{ATOM}id")
        for path in REAL_FEEDS
        if path.endswith("atom.xml")
    ]
    assert len(set(feeds)) == len(feeds)
    assert not set(feeds) & (russian | english)
    for path in REAL_FEEDS:
        if path.endswith("atom.xml"):
            assert ids(real, path) == ids(real, path.replace("atom.xml", "feed.xml"))


def test_ids_do_not_change_with_the_address_of_the_site(real: Site, real_below: Site) -> None:
    for path in REAL_FEEDS:
        assert ids(real, path) == ids(real_below, path)
        assert ids(real, path)
        moved = real_below.bytes(path).replace(real_below.url.encode(), real.url.encode())
        # Nothing else changes either: not with the day of the build, not with the repository.
        assert moved == real.bytes(path)
        assert real_below.url.encode() in real_below.bytes(path)


@both_languages
def test_newest_first_by_the_day_of_adding(invented: Site, language: str) -> None:
    special = {
        "ru": ["2026/ex-3", "2026/ex-2", "2026/ex-1", "2025/ex-9"],
        "en": ["2026/ex-4", "2026/ex-2", "2026/ex-1", "2025/ex-9"],
    }[language]
    rest = [bulk_key(number) for number in range(BULK, BULK - FEED_SIZE + 4, -1)]
    for name in ("atom.xml", "feed.xml"):
        assert keys(invented, prefix(language) + name) == special + rest
        below = f"{prefix(language)}initiatives/lighthouse/{name}"
        expected = [key for key in special if key not in ("2026/ex-3", "2026/ex-4")]
        assert keys(invented, below)[:3] == expected
        assert len(keys(invented, below)) == FEED_SIZE


@both_languages
def test_dates_come_from_the_data(invented: Site, language: str) -> None:
    path = f"{prefix(language)}atom.xml"
    first = entries(invented, path)[2]
    added = {"ru": "2026-02-10", "en": "2026-02-12"}[language]
    assert first.findtext(f"{ATOM}published") == f"{added}T00:00:00+00:00"
    assert first.findtext(f"{ATOM}updated") == "2026-02-20T00:00:00+00:00"
    newest = {"ru": "2026-02-25", "en": "2026-03-01"}[language]
    root = etree.fromstring(invented.bytes(path))
    assert root.findtext(f"{ATOM}updated") == f"{newest}T00:00:00+00:00"
    item = entries(invented, f"{prefix(language)}feed.xml")[2]
    day = dt.date.fromisoformat(added)
    assert feed_rules.rfc822(item.findtext("pubDate")).date() == day


def test_no_feed_and_no_sitemap_reads_a_clock(
    make_site: Callable[..., Site], invented: Site, invented_root: Path
) -> None:
    later = make_site("later", ARCHIVE_CIRCULARS=str(invented_root), ARCHIVE_TODAY="")
    for path in (*feed_paths(invented), "sitemap.xml"):
        assert later.bytes(path) == invented.bytes(path), path


@both_languages
def test_untranslated_letters_stay_in_their_language(invented: Site, language: str) -> None:
    foreign = {"ru": "2026/ex-4", "en": "2026/ex-3"}[language]
    own = {"ru": "2026/ex-3", "en": "2026/ex-4"}[language]
    for name in ("atom.xml", "feed.xml"):
        found = keys(invented, prefix(language) + name)
        assert own in found
        assert foreign not in found
    harbour = f"{prefix(language)}initiatives/harbour/atom.xml"
    expected = {"ru": ["2026/ex-3", "2026/ex-1"], "en": ["2026/ex-1"]}[language]
    assert keys(invented, harbour) == expected


def test_feeds_of_an_archive_in_one_language(only_ru: Site, only_en: Site) -> None:
    for site, full, bare in ((only_ru, "", "en/"), (only_en, "en/", "")):
        assert len(ids(site, f"{full}atom.xml")) == 2
        assert ids(site, f"{bare}atom.xml") == []
        assert ids(site, f"{bare}feed.xml") == []


@both_languages
def test_full_text(invented: Site, language: str) -> None:
    for name in ("atom.xml", "feed.xml"):
        text = contents(invented, prefix(language) + name)[2]
        date = {"ru": "3 февраля 2026 г.", "en": "3 February 2026"}[language]
        assert squeeze(words(language, "feed.letter-of", date=date)) in squeeze(text)
        tree = html.fragment_fromstring(text, create_parent="div")
        shown = tree.text_content()
        for part in {
            "ru": ("зарегистрироваться на встречу", "Расписание", "Приложение о фонарях", "башня"),
            "en": ("register for the meeting", "The timetable", "Annex on lamps", "a tower"),
        }[language]:
            assert part in shown
        assert words(language, "circular.rendering-note") in shown
        addresses = tree.xpath("//@href")
        page = f"{invented.url}{prefix(language)}circulars/2026/ex-1/"
        assert page in addresses
        assert f"{invented.url}{prefix(language)}circulars/2025/ex-9/" in addresses
        assert "https://union.example/meeting" in addresses
        assert not tree.xpath("//@id|//@style|//script")
        assert len(tree.xpath("//table//tr")) == 3


def test_feeds_are_announced_where_they_belong(real: Site) -> None:
    announced: dict[str, set[str]] = {}
    for page in real.ordinary_pages():
        for link in page.all("//head/link[@rel='alternate']"):
            path = urljoin(real.url + page.path, link.get("href")).removeprefix(real.url)
            kind = "atom" if path.endswith("atom.xml") else "rss"
            assert link.get("type") == f"application/{kind}+xml"
            assert link.get("title")
            announced.setdefault(path, set()).add(page.path)
    assert sorted(announced) == REAL_FEEDS
    for path, pages in announced.items():
        home = path.rpartition("/")[0]
        home = f"{home}/" if home else ""
        assert home in pages, f"{path} is not announced on its own page"
        if "initiatives/" in path:
            assert pages == {home}


def test_hostile_words_stay_words(hostile: Site) -> None:
    for path in feed_paths(hostile):
        for entry in feedparser.parse(hostile.bytes(path), sanitize_html=False).entries:
            if path.endswith("atom.xml"):
                assert entry.title.endswith(HOSTILE)
        for text in contents(hostile, path):
            tree = html.fragment_fromstring(text, create_parent="div")
            assert not tree.xpath("//script|//@onclick|//@onerror")
            assert "window.PWNED=1" in tree.text_content()
