"""Atom, RSS 2.0, JSON Feed and OPML as rules, written from the specifications: faults in words.

The numbers are sections of RFC 4287 (of RFC 5005 where that is said); the RSS rules follow the
specification of the RSS Advisory Board (2.0.11) and RFC 822 with four-digit years, those of JSON
Feed its version 1.1, those of OPML its version 2.0.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} "
    r"([+-]\d{4}|GMT|UT)",
    re.ASCII,
)
_TAG_URI = re.compile(
    r"tag:[a-z0-9][a-z0-9.-]*[a-z0-9],\d{4}(-\d{2}(-\d{2})?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+",
    re.ASCII,
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+( \(.+\))?")
_ONCE_AT_MOST = {"generator", "icon", "logo", "rights", "subtitle"}
_FEED_ELEMENTS = _ONCE_AT_MOST | {"author", "category", "contributor", "id", "link", "title"}
_FEED_ELEMENTS |= {"updated", "entry"}
_ENTRY_ELEMENTS = {"author", "category", "content", "contributor", "id", "link", "published"}
_ENTRY_ELEMENTS |= {"rights", "source", "summary", "title", "updated"}
_CHANNEL_ELEMENTS = {"title", "link", "description", "language", "copyright", "managingEditor"}
_CHANNEL_ELEMENTS |= {"webMaster", "pubDate", "lastBuildDate", "category", "generator", "docs"}
_CHANNEL_ELEMENTS |= {"cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays"}
_CHANNEL_ELEMENTS |= {"item"}
_ITEM_ELEMENTS = {"title", "link", "description", "author", "category", "comments", "enclosure"}
_ITEM_ELEMENTS |= {"guid", "pubDate", "source"}


def is_tag_uri(text: str) -> bool:
    """Whether *text* is a tag URI (RFC 4151)."""
    return _TAG_URI.fullmatch(text) is not None


def rfc3339(text: str) -> dt.datetime | None:
    """The instant of a date construct (3.3), None where it is none."""
    if not _RFC3339.fullmatch(text):
        return None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def rfc822(text: str) -> dt.datetime | None:
    """The instant of an RSS date, None where it is none or its weekday is not true."""
    if not _RFC822.fullmatch(text):
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.strftime("%a") == text[:3] else None


def _is_absolute(address: str | None) -> bool:
    if not address or re.search(r"\s", address):
        return False
    parts = urlsplit(address)
    return bool(parts.scheme) and (bool(parts.netloc) or parts.scheme not in ("http", "https"))


def _names(element: etree._Element, space: str) -> Counter[str]:
    return Counter(
        child.tag.removeprefix(space)
        for child in element
        if isinstance(child.tag, str) and child.tag.startswith(space or child.tag)
    )


# --- Atom ---------------------------------------------------------------------------------------


def atom_faults(data: bytes, address: str) -> list[str]:
    """The faults of an Atom feed that is published at *address*."""
    return list(_atom(data, address))


def _atom(data: bytes, address: str) -> Iterator[str]:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        yield f"not XML: {error}"
        return
    if root.tag != f"{ATOM}feed":
        yield f"the root is {root.tag}"
        return
    names = _names(root, ATOM)
    yield from _known("feed", names, _FEED_ELEMENTS)
    yield from _exactly_one("feed", names, ("id", "title", "updated"))
    for name in sorted(_ONCE_AT_MOST):
        if names[name] > 1:
            yield f"feed: {names[name]} times {name}"  # 4.1.1
    if not _LANGUAGE.fullmatch(root.get(XML_LANG, "")):
        yield "feed: no xml:lang"
    entries = root.findall(f"{ATOM}entry")
    if not names["author"] and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "feed: no author, and an entry without one"  # 4.1.1
    yield from _atom_common("feed", root)
    own = [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")]
    if own != [address]:
        yield f"feed: self is {own}"
    yield from _history(root)
    updated = rfc3339(root.findtext(f"{ATOM}updated") or "")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    ids[root.findtext(f"{ATOM}id")] += 1
    for name, count in ids.items():
        if count > 1:
            yield f"id {name} {count} times"  # 4.1.1: no two entries of one id and date
    for number, entry in enumerate(entries, 1):
        yield from _atom_entry(f"entry {number}", entry, updated)


def _history(root: etree._Element) -> Iterator[str]:
    links = Counter(link.get("rel") for link in root.findall(f"{ATOM}link"))
    for relation in ("current", "prev-archive", "next-archive"):
        if links[relation] > 1:
            yield f"feed: {links[relation]} times {relation}"
    if root.find(f"{HISTORY}archive") is not None:
        if not links["current"]:
            yield "feed: an archive document that leads to no current one"  # RFC 5005, 4
        if links["next-archive"]:
            yield "feed: an archive document that cannot stay as it is"


def _atom_entry(place: str, entry: etree._Element, newest: dt.datetime | None) -> Iterator[str]:
    names = _names(entry, ATOM)
    yield from _known(place, names, _ENTRY_ELEMENTS)
    yield from _exactly_one(place, names, ("id", "title", "updated"))
    for name in ("content", "published", "rights", "source", "summary"):
        if names[name] > 1:
            yield f"{place}: {names[name]} times {name}"  # 4.1.2
    yield from _atom_common(place, entry)
    alternates = [
        link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"
    ]
    if len(alternates) != 1:
        yield f"{place}: {len(alternates)} alternates"
    published = rfc3339(entry.findtext(f"{ATOM}published") or "")
    updated = rfc3339(entry.findtext(f"{ATOM}updated") or "")
    if published is None:
        yield f"{place}: not published"
    elif updated and updated < published:
        yield f"{place}: updated before it was published"
    if updated and newest and updated > newest:
        yield f"{place}: newer than the feed"
    content = entry.find(f"{ATOM}content")
    if content is not None and content.get("type") not in (None, "text", "html", "xhtml"):
        yield f"{place}: content of type {content.get('type')}"
    if content is not None and content.get("type") != "xhtml" and len(content):
        yield f"{place}: elements in its content"  # 4.1.3.3


def _atom_common(place: str, element: etree._Element) -> Iterator[str]:
    if not is_tag_uri(element.findtext(f"{ATOM}id") or ""):
        yield f"{place}: id is no tag URI"  # 4.2.6 asks for an absolute IRI
    for name in ("title", "subtitle", "summary", "rights"):
        for text in element.findall(f"{ATOM}{name}"):
            if text.get("type", "text") not in ("text", "html", "xhtml"):
                yield f"{place}: {name} of type {text.get('type')}"  # 3.1.1
            if text.get("type") != "xhtml" and len(text):
                yield f"{place}: elements in its {name}"
            if not (text.text or "").strip() and not len(text):
                yield f"{place}: empty {name}"
    for name in ("updated", "published"):
        for date in element.findall(f"{ATOM}{name}"):
            if rfc3339(date.text or "") is None:
                yield f"{place}: {name} is {date.text}"  # 3.3
    for person in (*element.findall(f"{ATOM}author"), *element.findall(f"{ATOM}contributor")):
        counts = _names(person, ATOM)
        if counts["name"] != 1 or counts["uri"] > 1 or counts["email"] > 1:
            yield f"{place}: a person needs one name"  # 3.2
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield f"{place}: a category without its term"  # 4.2.2
    seen: Counter[tuple[str | None, str | None]] = Counter()
    for link in element.findall(f"{ATOM}link"):
        if not _is_absolute(link.get("href")):
            yield f"{place}: link to {link.get('href')}"  # 4.2.7
        if link.get("type") and not _MEDIA_TYPE.fullmatch(link.get("type")):
            yield f"{place}: link of type {link.get('type')}"
        if link.get("rel") == "enclosure" and not (
            link.get("type") and (link.get("length") or "").isdigit()
        ):
            yield f"{place}: an enclosure without its type or length"  # 4.2.7.6
        if link.get("rel", "alternate") == "alternate":
            seen[link.get("type"), link.get("hreflang")] += 1
    if any(count > 1 for count in seen.values()):
        yield f"{place}: alternates of one type and language"  # 4.1.1, 4.1.2


# --- RSS ----------------------------------------------------------------------------------------


def rss_faults(data: bytes, address: str) -> list[str]:
    """The faults of an RSS feed that is published at *address*."""
    return list(_rss(data, address))


def _rss(data: bytes, address: str) -> Iterator[str]:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        yield f"not XML: {error}"
        return
    if root.tag != "rss" or root.get("version") != "2.0":
        yield f"the root is {root.tag} {root.get('version')}"
        return
    channels = root.findall("channel")
    if len(root) != 1 or len(channels) != 1:
        yield f"{len(channels)} times channel"
        return
    channel = channels[0]
    names = _plain_names(channel)
    yield from _known("channel", names, _CHANNEL_ELEMENTS)
    yield from _exactly_one("channel", names, ("title", "link", "description"))
    yield from _once("channel", names, {"item", "category"})
    if not _LANGUAGE.fullmatch(channel.findtext("language") or ""):
        yield "channel: no language"
    yield from _rss_common("channel", channel)
    own = [
        (link.get("rel"), link.get("href"), link.get("type"))
        for link in channel.findall(f"{ATOM}link")
    ]
    if own.count(("self", address, "application/rss+xml")) != 1:
        yield f"channel: self is {own}"
    if names["ttl"] and not (channel.findtext("ttl") or "").isdigit():
        yield "channel: ttl is no number"
    guids = Counter(item.findtext("guid") for item in channel.findall("item"))
    for name, count in guids.items():
        if count > 1:
            yield f"guid {name} {count} times"
    for number, item in enumerate(channel.findall("item"), 1):
        yield from _rss_item(f"item {number}", item)


def _rss_item(place: str, item: etree._Element) -> Iterator[str]:
    names = _plain_names(item)
    yield from _known(place, names, _ITEM_ELEMENTS)
    yield from _once(place, names, {"category"})
    yield from _exactly_one(place, names, ("title", "link", "description", "guid", "pubDate"))
    yield from _rss_common(place, item)
    for file in item.findall("enclosure"):
        if not _is_absolute(file.get("url")) or not (file.get("length") or "").isdigit():
            yield f"{place}: an enclosure without its address or length"
        if not _MEDIA_TYPE.fullmatch(file.get("type") or ""):
            yield f"{place}: an enclosure of type {file.get('type')}"
    guid = item.find("guid")
    if guid is not None:
        if guid.get("isPermaLink") != "false" and not (guid.text or "").startswith("http"):
            yield f"{place}: guid is no permanent address, and does not say so"
        elif not is_tag_uri(guid.text or ""):
            yield f"{place}: guid is no tag URI"
    if len(item.findall(f"{CONTENT}encoded")) > 1:
        yield f"{place}: more than one content"


def _rss_common(place: str, element: etree._Element) -> Iterator[str]:
    for name in ("link", "docs", "comments"):
        for link in element.findall(name):
            if not _is_absolute(link.text):
                yield f"{place}: {name} is {link.text}"
    for name in ("title", "description"):
        for text in element.findall(name):
            if not (text.text or "").strip() or len(text):
                yield f"{place}: {name} is not plain words"
    for name in ("pubDate", "lastBuildDate"):
        for date in element.findall(name):
            if rfc822(date.text or "") is None:
                yield f"{place}: {name} is {date.text}"
    for name in ("author", "managingEditor", "webMaster"):
        for person in element.findall(name):
            if not _EMAIL.fullmatch(person.text or ""):
                yield f"{place}: {name} is no e-mail address"


def _plain_names(element: etree._Element) -> Counter[str]:
    return Counter(
        child.tag for child in element if isinstance(child.tag, str) and child.tag[0] != "{"
    )


def _known(place: str, names: Counter[str], known: set[str]) -> Iterator[str]:
    for name in sorted(set(names) - known):
        yield f"{place}: unknown element {name}"


def _exactly_one(place: str, names: Counter[str], wanted: tuple[str, ...]) -> Iterator[str]:
    for name in wanted:
        if names[name] != 1:
            yield f"{place}: {names[name]} times {name}"


def _once(place: str, names: Counter[str], several: set[str]) -> Iterator[str]:
    for name in sorted(set(names) - several):
        if names[name] > 1 and name not in ("title", "link", "description", "guid", "pubDate"):
            yield f"{place}: {names[name]} times {name}"


# --- JSON Feed ----------------------------------------------------------------------------------

_TOP_MEMBERS: dict[str, type] = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "user_comment": str,
    "next_url": str,
    "icon": str,
    "favicon": str,
    "authors": list,
    "language": str,
    "expired": bool,
    "hubs": list,
    "items": list,
}
_ITEM_MEMBERS: dict[str, type] = {
    "id": str,
    "url": str,
    "external_url": str,
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "image": str,
    "banner_image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
    "attachments": list,
}
_AUTHOR_MEMBERS: dict[str, type] = {"name": str, "url": str, "avatar": str}
_ATTACHMENT_MEMBERS: dict[str, type] = {
    "url": str,
    "mime_type": str,
    "title": str,
    "size_in_bytes": int,
    "duration_in_seconds": int,
}
_NO_BLANK = ("title", "summary", "content_html", "content_text", "description", "name")


def json_faults(data: bytes, address: str) -> list[str]:
    """The faults of a JSON Feed that is published at *address*."""
    return list(_json(data, address))


def _json(data: bytes, address: str) -> Iterator[str]:
    try:
        feed = json.loads(data.decode("utf-8"))
    except ValueError as error:
        yield f"not JSON in UTF-8: {error}"
        return
    if not isinstance(feed, dict):
        yield "feed: no object"
        return
    yield from _members("feed", feed, _TOP_MEMBERS, ("version", "title", "items"))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield f"feed: version is {feed.get('version')}"
    if feed.get("feed_url") != address:
        yield f"feed: feed_url is {feed.get('feed_url')}"
    if not _is_absolute(feed.get("home_page_url")):
        yield f"feed: home_page_url is {feed.get('home_page_url')}"
    if not _LANGUAGE.fullmatch(feed.get("language") or ""):
        yield "feed: no language"
    yield from _json_authors("feed", feed)
    items = [item for item in feed.get("items") or [] if isinstance(item, dict)]
    for name, count in Counter(item.get("id") for item in items).items():
        if count > 1:
            yield f"id {name} {count} times"
    for number, item in enumerate(items, 1):
        yield from _json_item(f"item {number}", item)


def _json_item(place: str, item: dict[str, object]) -> Iterator[str]:
    yield from _members(place, item, _ITEM_MEMBERS, ("id", "url", "title", "date_published"))
    if "content_html" not in item and "content_text" not in item:
        yield f"{place}: no content"
    if not is_tag_uri(str(item.get("id"))):
        yield f"{place}: id is no tag URI"
    if not _is_absolute(str(item.get("url"))):
        yield f"{place}: url is {item.get('url')}"
    if "language" in item and not _LANGUAGE.fullmatch(str(item["language"])):
        yield f"{place}: language is {item['language']}"
    dates = {name: rfc3339(str(item.get(name))) for name in ("date_published", "date_modified")}
    for name, date in dates.items():
        if name in item and date is None:
            yield f"{place}: {name} is {item[name]}"
    published, modified = dates["date_published"], dates["date_modified"]
    if published and modified and modified < published:
        yield f"{place}: modified before it was published"
    yield from _json_authors(place, item)
    for tag in _listed(item, "tags"):
        if not isinstance(tag, str) or not tag.strip():
            yield f"{place}: a tag is {tag!r}"
    for file in _listed(item, "attachments"):
        if not isinstance(file, dict):
            yield f"{place}: an attachment is {file!r}"
            continue
        yield from _members(f"{place}, file", file, _ATTACHMENT_MEMBERS, ("url", "mime_type"))
        if not _is_absolute(file.get("url")):
            yield f"{place}: an attachment at {file.get('url')}"
        if not _MEDIA_TYPE.fullmatch(str(file.get("mime_type"))):
            yield f"{place}: an attachment of type {file.get('mime_type')}"


def _json_authors(place: str, holder: dict[str, object]) -> Iterator[str]:
    for author in _listed(holder, "authors"):
        if not isinstance(author, dict) or not author:
            yield f"{place}: an author is {author!r}"
        else:
            yield from _members(f"{place}, author", author, _AUTHOR_MEMBERS, ())


def _listed(holder: dict[str, object], name: str) -> list[object]:
    found = holder.get(name)
    return found if isinstance(found, list) else []


def _members(
    place: str, found: dict[str, object], known: dict[str, type], wanted: tuple[str, ...]
) -> Iterator[str]:
    for name, value in found.items():
        if name.startswith("_"):
            continue  # an extension
        if name not in known:
            yield f"{place}: unknown member {name}"
        elif type(value) is not known[name]:
            yield f"{place}: {name} is no {known[name].__name__}"
        elif name in _NO_BLANK and not str(value).strip():
            yield f"{place}: empty {name}"
    for name in wanted:
        if name not in found:
            yield f"{place}: no {name}"


# --- OPML ---------------------------------------------------------------------------------------


def opml_faults(data: bytes) -> list[str]:
    """The faults of a list of feeds in OPML 2.0."""
    return list(_opml(data))


def _opml(data: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        yield f"not XML: {error}"
        return
    if root.tag != "opml" or root.get("version") != "2.0":
        yield f"the root is {root.tag} {root.get('version')}"
    if [child.tag for child in root] != ["head", "body"]:
        yield "no head and body"
    if not list(root.iterfind("body/outline")):
        yield "an empty body"
    for outline in root.iter("outline"):
        if not (outline.get("text") or "").strip():
            yield "an outline without text"
        if outline.get("type") is None:
            if not len(outline):
                yield f"{outline.get('text')}: an empty group"
        elif outline.get("type") != "rss":
            yield f"{outline.get('text')}: type is {outline.get('type')}"
        elif not _is_absolute(outline.get("xmlUrl")):
            yield f"{outline.get('text')}: xmlUrl is {outline.get('xmlUrl')}"
        elif outline.get("htmlUrl") and not _is_absolute(outline.get("htmlUrl")):
            yield f"{outline.get('text')}: htmlUrl is {outline.get('htmlUrl')}"
