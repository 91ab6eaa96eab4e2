"""The feeds: held to RFC 4287, RSS 2.0 and JSON Feed 1.1, and to what subscribers rely on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import feed_rules
import feedparser
import page_rules
import pytest
import yaml
from feed_rules import ATOM, CONTENT, XML_LANG
from invented_archive import BULK, HOSTILE, bulk_key
from lxml import etree, html
from site_kit import LANGUAGES, ROOT, Site, squeeze, words

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


FILES = ("atom.xml", "feed.xml", "feed.json")
NAMES = tuple(f"{what}{file}" for what in ("", "changes-", "closing-") for file in FILES)
"""The feeds of one scope: of what is new, of changes, of deadlines that close."""


def feed_paths(site: Site, *endings: str) -> list[str]:
    """Every feed of a site, or those whose names end so."""
    return sorted(
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.name in NAMES and path.name.endswith(endings or FILES)
    )


def real_scopes() -> list[str]:
    """Where the scopes of the real archive stand, below a language's root."""
    registers = {
        name: yaml.safe_load((ROOT / f"circulars/registers/{name}.yml").read_text("utf-8"))
        for name in ("bureaux", "addressees")
    }
    return [
        "",
        *(f"initiatives/{name}/" for name in REAL_INITIATIVES),
        *(f"circulars/bureau/{name}/" for name in registers["bureaux"]),
        *(f"addressees/{name}/" for name in registers["addressees"]),
    ]


REAL_FEEDS = sorted(
    f"{prefix(language)}{place}{name}"
    for language in LANGUAGES
    for place in real_scopes()
    for name in NAMES
)
REAL_NEW = [path for path in REAL_FEEDS if path.rpartition("/")[2] in FILES]


def faults(site: Site, path: str) -> list[str]:
    judge = feed_rules.rss_faults
    if path.endswith(".json"):
        judge = feed_rules.json_faults
    elif not path.endswith("feed.xml"):
        judge = feed_rules.atom_faults
    return judge(site.bytes(path), site.url + path)


def entries(site: Site, path: str) -> list[etree._Element]:
    root = etree.fromstring(site.bytes(path))
    return root.findall("*/item") if path.endswith("feed.xml") else root.findall(f"{ATOM}entry")


def items(site: Site, path: str) -> list[dict[str, object]]:
    return list(json.loads(site.bytes(path))["items"])


def ids(site: Site, path: str) -> list[str]:
    if path.endswith(".json"):
        return [str(item["id"]) for item in items(site, path)]
    name = "guid" if path.endswith("feed.xml") else f"{ATOM}id"
    return [entry.findtext(name) or "" for entry in entries(site, path)]


def contents(site: Site, path: str) -> list[str]:
    if path.endswith(".json"):
        return [str(item["content_html"]) for item in items(site, path)]
    name = f"{ATOM}content" if path.endswith("atom.xml") else f"{CONTENT}encoded"
    return [entry.findtext(name) or "" for entry in entries(site, path)]


def addresses(site: Site, path: str) -> list[str]:
    """Where the entries of a feed lead."""
    if path.endswith(".json"):
        return [str(item["url"]) for item in items(site, path)]
    if path.endswith("atom.xml"):
        return [entry.find(f"{ATOM}link").get("href") for entry in entries(site, path)]
    return [entry.findtext("link") or "" for entry in entries(site, path)]


def languages(site: Site, path: str) -> list[str]:
    """The languages of a feed's entries."""
    default = "en" if path.startswith("en/") else "ru"
    if path.endswith(".json"):
        return [str(item["language"]) for item in items(site, path)]
    if path.endswith("atom.xml"):
        return [entry.get(XML_LANG, default) for entry in entries(site, path)]
    name = "{http://purl.org/dc/elements/1.1/}language"
    return [entry.findtext(name) or default for entry in entries(site, path)]


def keys(site: Site, path: str) -> list[str]:
    """The keys of the circulars in a feed, by the addresses that its entries lead to."""
    return [
        address.partition("/circulars/")[2].partition("#")[0].rstrip("/")
        for address in addresses(site, path)
    ]


def links_of(site: Site, path: str, relation: str) -> list[str]:
    """Where the links of an Atom document lead."""
    root = etree.fromstring(site.bytes(path))
    return [link.get("href") for link in root.findall(f"{ATOM}link[@rel='{relation}']")]


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


ENCLOSURE = '<enclosure url="https://a.example/f" length="1" type="a/b"/>'
CURRENT = '<link rel="current" href="https://a.example/atom.xml"/>'
ARCHIVE = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>'
SECOND_ITEM = '<item><guid isPermaLink="false">tag:a.example,2026:1</guid></item>'


GOOD_JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Feed",
"home_page_url": "https://a.example/", "feed_url": "https://a.example/feed.json",
"language": "en", "authors": [{"name": "A"}], "items": [{"id": "tag:a.example,2026:1",
"url": "https://a.example/1", "title": "One", "content_html": "<p>Words</p>",
"date_published": "2026-01-01T00:00:00Z", "date_modified": "2026-02-01T00:00:00Z",
"language": "en", "tags": ["c"],
"attachments": [{"url": "https://a.example/f", "mime_type": "a/b", "size_in_bytes": 1}]}]}"""

GOOD_OPML = """<opml version="2.0"><head><title>List</title></head><body><outline text="Group">
<outline type="rss" text="Feed" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"/>
</outline></body></opml>"""


def test_rules_find_nothing_in_good_feeds() -> None:
    assert feed_rules.json_faults(GOOD_JSON.encode(), "https://a.example/feed.json") == []
    assert feed_rules.opml_faults(GOOD_OPML.encode()) == []
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
        ("<category ", '<link rel="enclosure" href="https://a.example/f"/><category ', "length"),
        ("<entry>", f"{CURRENT * 2}<entry>", "2 times current"),
        ("<entry>", f"{ARCHIVE}<entry>", "leads to no current one"),
        ("<entry>", f'{ARCHIVE}<link rel="next-archive" href="x:y"/><entry>', "cannot stay"),
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
        ("<guid", '<enclosure url="f" length="1" type="a/b"/><guid', "without its address"),
        ("<guid", '<enclosure url="https://a.example/f" type="a/b"/><guid', "or length"),
        ("<guid", '<enclosure url="https://a.example/f" length="1"/><guid', "of type None"),
        ("<guid", f"{ENCLOSURE * 2}<guid", "2 times enclosure"),
    ],
)
def test_every_rss_rule_can_fail(old: str, new: str, fault: str) -> None:
    assert old in GOOD_RSS
    data = GOOD_RSS.replace(old, new, 1).encode()
    found = feed_rules.rss_faults(data, "https://a.example/feed.xml")
    assert any(fault in item for item in found), found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('{"version', "{version", "not JSON"),
        ("version/1.1", "version/1", "version is"),
        ('"title": "Feed",', "", "feed: no title"),
        ('"title": "Feed"', '"title": " "', "feed: empty title"),
        ('"title": "Feed"', '"title": 1', "title is no str"),
        ('"title": "Feed"', '"titel": "Feed"', "unknown member titel"),
        ("feed.json", "feed.xml", "feed_url is"),
        ('"https://a.example/",', '"/",', "home_page_url is"),
        ('"language": "en", "authors"', '"authors"', "no language"),
        ('[{"name": "A"}]', "[{}]", "an author is"),
        ('[{"name": "A"}]', '[{"nick": "A"}]', "unknown member nick"),
        ('"items": [', '"items": [{"id": "tag:a.example,2026:1"}, ', "2 times"),
        ("tag:a.example,2026:1", "1", "id is no tag URI"),
        ('"https://a.example/1"', '"1"', "url is 1"),
        ('"content_html": "<p>Words</p>",', "", "no content"),
        ('"<p>Words</p>"', '""', "empty content_html"),
        ("2026-01-01T00:00:00Z", "2026-01-01", "date_published is"),
        ("2026-02-01T00:00:00Z", "2025-02-01T00:00:00Z", "modified before"),
        ('"language": "en", "tags"', '"language": "", "tags"', "language is"),
        ('["c"]', '[""]', "a tag is"),
        ('"size_in_bytes": 1', '"size_in_bytes": "1"', "size_in_bytes is no int"),
        ('"mime_type": "a/b",', "", "no mime_type"),
        ('"a/b"', '"pdf"', "attachment of type pdf"),
        ('"https://a.example/f"', '"f"', "an attachment at f"),
    ],
)
def test_every_rule_of_json_feeds_can_fail(old: str, new: str, fault: str) -> None:
    assert old in GOOD_JSON
    data = GOOD_JSON.replace(old, new, 1).encode()
    found = feed_rules.json_faults(data, "https://a.example/feed.json")
    assert any(fault in item for item in found), found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<opml", "<opm", "not XML"),
        ('"2.0"', '"1.0"', "the root is opml 1.0"),
        ("<head><title>List</title></head>", "", "no head and body"),
        ('text="Group"', 'title="Group"', "without text"),
        ('<outline text="Group">', '<outline text="Empty"/><outline text="Group">', "empty group"),
        ('"rss"', '"atom"', "type is atom"),
        ("https://a.example/f", "f", "xmlUrl is f"),
        ('"https://a.example/"', '"/"', "htmlUrl is /"),
    ],
)
def test_every_rule_of_lists_can_fail(old: str, new: str, fault: str) -> None:
    assert old in GOOD_OPML
    found = feed_rules.opml_faults(GOOD_OPML.replace(old, new, 1).encode())
    assert any(fault in item for item in found), found


# --- the feeds ----------------------------------------------------------------------------------


def test_the_real_archive_has_all_its_feeds(real: Site) -> None:
    assert len(REAL_FEEDS) == 2 * 9 * 25
    assert feed_paths(real) == REAL_FEEDS


def test_feeds_hold_to_the_specifications(site: Site) -> None:
    found = {path: faults(site, path) for path in feed_paths(site)}
    assert len(found) >= 18
    assert {path: problems for path, problems in found.items() if problems} == {}
    for language in LANGUAGES:
        assert feed_rules.opml_faults(site.bytes(f"{prefix(language)}subscribe/feeds.opml")) == []


def test_an_independent_reader_reads_them(site: Site) -> None:
    for path in feed_paths(site, ".xml"):
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


def test_all_forms_of_a_feed_say_the_same(site: Site) -> None:
    for path in feed_paths(site, "feed.json"):
        rss, atom = path.replace("feed.json", "feed.xml"), path.replace("feed.json", "atom.xml")
        document = json.loads(site.bytes(path))
        for other in (rss, atom):
            assert ids(site, other) == ids(site, path)
            assert contents(site, other) == contents(site, path)
            assert addresses(site, other) == addresses(site, path)
            assert languages(site, other) == languages(site, path)
        root = etree.fromstring(site.bytes(atom))
        assert root.findtext(f"{ATOM}title") == document["title"]
        assert root.findtext(f"{ATOM}subtitle") == document["description"]
        for entry, item in zip(root.iter(f"{ATOM}entry"), document["items"], strict=True):
            assert entry.findtext(f"{ATOM}published") == item["date_published"]
            assert entry.findtext(f"{ATOM}updated") == item["date_modified"]
            assert entry.findtext(f"{ATOM}title") == item["title"]
            labels = [category.get("label") for category in entry.iter(f"{ATOM}category")]
            assert list(dict.fromkeys(labels)) == item["tags"]


def test_feeds_lead_to_pages_of_their_language(site: Site) -> None:
    links = page_rules.Links(site)
    for path in feed_paths(site):
        if path.endswith("atom.xml"):
            homes = links_of(site, path, "alternate")
        elif path.endswith(".json"):
            homes = [json.loads(site.bytes(path))["home_page_url"]]
        else:
            homes = [etree.fromstring(site.bytes(path)).findtext("channel/link")]
        assert homes == [urljoin(site.url + path, "./")]
        assert site.has(homes[0].removeprefix(site.url))
        for address, language in zip(addresses(site, path), languages(site, path), strict=True):
            page, _, place = address.removeprefix(site.url).partition("#")
            assert site.page(page).language == language
            assert not place or place in site.page(page).ids
        for text in contents(site, path):
            assert links.faults_in_fragment(text) == [], path


def test_ids_differ_between_languages_and_stay_within_one(real: Site) -> None:
    russian = {name for path in REAL_NEW if path[:3] != "en/" for name in ids(real, path)}
    english = {name for path in REAL_NEW if path[:3] == "en/" for name in ids(real, path)}
    assert len(russian) == len(english) == 5
    assert not russian & english
    feeds = [
        etree.fromstring(real.bytes(path)).findtext(f"{ATOM}id")
        for path in REAL_FEEDS
        if path.endswith("atom.xml")
    ]
    assert len(set(feeds)) == len(feeds)
    assert not set(feeds) & (russian | english)


def test_ids_that_were_published_stay(real: Site) -> None:
    authority = "tag:circulars.example,2026:"
    for language in LANGUAGES:
        assert set(ids(real, f"{prefix(language)}atom.xml")) == {
            f"{authority}circular/{key}/{language}"
            for key in (
                *("2023/innovation-alliance-update", "2022/tsb-62", "2021/bdt-dir-110"),
                *("2021/tsb-352", "2019/cl-19-35"),
            )
        }
        for place, name in (("", "circulars"), ("initiatives/u4ssc/", "initiative/u4ssc")):
            root = etree.fromstring(real.bytes(f"{prefix(language)}{place}atom.xml"))
            assert root.findtext(f"{ATOM}id") == f"{authority}feed/{name}/{language}"


def test_ids_do_not_change_with_the_address_of_the_site(real: Site, real_below: Site) -> None:
    for path in REAL_FEEDS:
        assert ids(real, path) == ids(real_below, path)
        moved = real_below.bytes(path).replace(real_below.url.encode(), real.url.encode())
        # Nothing else changes either: not with the day of the build, not with the repository.
        assert moved == real.bytes(path)
        assert real_below.url.encode() in real_below.bytes(path)
    assert all(ids(real, f"{prefix(language)}atom.xml") for language in LANGUAGES)


@both_languages
def test_newest_first_by_the_day_of_adding(invented: Site, language: str) -> None:
    special = ["2026/ex-4", "2026/ex-3", "2026/ex-2", "2026/ex-1", "2025/ex-9"]
    rest = [bulk_key(number) for number in range(BULK, BULK - FEED_SIZE + 5, -1)]
    for name in FILES:
        assert keys(invented, prefix(language) + name) == special + rest
        below = f"{prefix(language)}initiatives/lighthouse/{name}"
        expected = [key for key in special if key not in ("2026/ex-3", "2026/ex-4")]
        assert keys(invented, below)[:3] == expected
        assert len(keys(invented, below)) == FEED_SIZE


@both_languages
def test_dates_come_from_the_data(invented: Site, language: str) -> None:
    path = f"{prefix(language)}atom.xml"
    first = entries(invented, path)[3]
    added = {"ru": "2026-02-10", "en": "2026-02-12"}[language]
    assert first.findtext(f"{ATOM}published") == f"{added}T00:00:00+00:00"
    assert first.findtext(f"{ATOM}updated") == "2026-02-20T00:00:00+00:00"
    root = etree.fromstring(invented.bytes(path))
    assert root.findtext(f"{ATOM}updated") == "2026-03-01T00:00:00+00:00"
    item = entries(invented, f"{prefix(language)}feed.xml")[3]
    day = dt.date.fromisoformat(added)
    assert feed_rules.rfc822(item.findtext("pubDate")).date() == day


def test_no_feed_reads_a_clock(
    make_site: Callable[..., Site], invented: Site, invented_root: Path
) -> None:
    later = make_site("later", ARCHIVE_CIRCULARS=str(invented_root), ARCHIVE_TODAY="")
    unmoved = [path for path in feed_paths(invented) if "closing-" not in path]
    assert len(unmoved) == len(feed_paths(invented)) * 2 / 3
    for path in (*unmoved, "atom/1.xml", "atom/2.xml", "en/atom/1.xml", "en/atom/2.xml"):
        assert later.bytes(path) == invented.bytes(path), path
    for language in LANGUAGES:
        path = f"{prefix(language)}closing-feed.json"
        assert ids(invented, path)
        assert ids(later, path) == []


@both_languages
def test_what_closes_on_the_day_of_the_build(invented: Site, language: str) -> None:
    found = [name.split("/")[3:6] for name in ids(invented, f"{prefix(language)}closing-atom.xml")]
    assert {(name, int(left)) for name, _, left in found} == {
        *((name, left) for name in ("at-ten", "today") for left in (0, 3, 14)),
        *((name, left) for name in ("one-day", "two-days") for left in (3, 14)),
        *((name, 14) for name in ("five-days", "far-zone")),
    }


@both_languages
def test_the_feed_of_everything_can_be_paged_back(invented: Site, language: str) -> None:
    path, found, documents = f"{prefix(language)}atom.xml", set[str](), list[str]()
    while path:
        found |= set(ids(invented, path))
        before = links_of(invented, path, "prev-archive")
        path = before[0].removeprefix(invented.url) if before else ""
        documents += [path] if path else []
    assert documents == [f"{prefix(language)}atom/{number}.xml" for number in (2, 1)]
    assert len(found) == BULK + 5
    for path in documents:
        assert faults(invented, path) == []
        assert len(ids(invented, path)) == FEED_SIZE


@both_languages
def test_untranslated_letters_say_in_which_language_they_are(invented: Site, language: str) -> None:
    foreign, code = {"ru": ("2026/ex-4", "en"), "en": ("2026/ex-3", "ru")}[language]
    mark = {"ru": "[на английском языке] ", "en": "[in Russian] "}[language]
    for name in FILES:
        path = prefix(language) + name
        found = dict(zip(keys(invented, path), languages(invented, path), strict=True))
        assert {key: of for key, of in found.items() if of != language} == {foreign: code}
    shown = items(invented, f"{prefix(language)}feed.json")
    marked = [item["url"] for item in shown if str(item["title"]).startswith(mark)]
    assert marked == [f"{invented.url}{prefix(code)}circulars/{foreign}/"]
    harbour = f"{prefix(language)}initiatives/harbour/atom.xml"
    assert keys(invented, harbour) == ["2026/ex-3", "2026/ex-1"]


def test_feeds_of_an_archive_in_one_language(only_ru: Site, only_en: Site) -> None:
    for site, code in ((only_ru, "ru"), (only_en, "en")):
        for name in FILES:
            for path in (name, f"en/{name}"):
                assert languages(site, path) == [code, code]
            assert ids(site, name) == ids(site, f"en/{name}")


@both_languages
def test_full_text(invented: Site, language: str) -> None:
    for name in FILES:
        text = contents(invented, prefix(language) + name)[3]
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
    types = {
        "atom.xml": "application/atom+xml",
        "feed.xml": "application/rss+xml",
        "feed.json": "application/feed+json",
    }
    announced: dict[str, set[str]] = {}
    for page in real.ordinary_pages():
        for link in page.all("//head/link[@rel='alternate']"):
            if link.get("type") not in types.values():
                continue
            path = urljoin(real.url + page.path, link.get("href")).removeprefix(real.url)
            assert link.get("type") == types[path.rpartition("/")[2].rpartition("-")[2]]
            assert link.get("title")
            announced.setdefault(path, set()).add(page.path)
    assert set(announced) <= set(REAL_FEEDS)
    for language in LANGUAGES:
        for place in ("", *(f"initiatives/{name}/" for name in REAL_INITIATIVES)):
            home = prefix(language) + place
            for name in ("atom.xml", "feed.xml"):
                assert home in announced[home + name]
    for path, pages in announced.items():
        if "initiatives/" in path:
            assert pages == {f"{path.rpartition('/')[0]}/"}


def test_hostile_words_stay_words(hostile: Site) -> None:
    for path in feed_paths(hostile):
        if path.rpartition("/")[2] == "atom.xml":
            for entry in feedparser.parse(hostile.bytes(path), sanitize_html=False).entries:
                assert entry.title.endswith(HOSTILE)
        for text in contents(hostile, path):
            tree = html.fragment_fromstring(text, create_parent="div")
            assert not tree.xpath("//script|//@onclick|//@onerror")
            assert "window.PWNED=1" in tree.text_content()
