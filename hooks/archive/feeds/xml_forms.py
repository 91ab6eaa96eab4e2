"""The XML forms of a feed: Atom (RFC 4287, archive documents RFC 5005) and RSS 2.0.

The only module that imports feedgen, and the one place where its output is mended (see
``docs/decisions``). Each entry is written once, and its element copied into every feed.
"""

from __future__ import annotations

from copy import deepcopy

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from archive.feeds.entry import Entry, Feed

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"

_NAMESPACES = {
    "atom": 'xmlns="http://www.w3.org/2005/Atom"',
    "rss": f'xmlns:content="{_CONTENT}"',
}
_MEDIA_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}


class XmlForms:
    """Writes feeds for one build; elements of entries are kept for all feeds that have them."""

    def __init__(self) -> None:
        self._elements: dict[tuple[str, Entry], etree._Element] = {}

    def write(self, feed: Feed, form: str, address: str) -> bytes:
        """A feed in a *form* (``atom`` or ``rss``), to be published at the absolute *address*."""
        generator = _generator(feed, form, address)
        if form == "atom":
            root = etree.fromstring(generator.atom_str())
            _mend_atom(root, feed)
            parent, language = root, _LANGUAGE
        else:
            root = etree.fromstring(generator.rss_str())
            channel = root.find("channel")
            if channel is None:
                raise ValueError("no channel in an RSS feed")
            _remove(channel, "docs", "generator")
            parent, language = channel, ""
        for entry in feed.entries:
            element = deepcopy(self._element(entry, form))
            if entry.language != feed.language:
                if language:
                    element.set(language, entry.language)
                else:
                    name, space = f"{{{_DUBLIN_CORE}}}language", {"dc": _DUBLIN_CORE}
                    etree.SubElement(element, name, nsmap=space).text = entry.language
            parent.append(element)
        etree.indent(root)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"

    def _element(self, entry: Entry, form: str) -> etree._Element:
        if (form, entry) not in self._elements:
            self._elements[form, entry] = _element(entry, form)
        return self._elements[form, entry]


def _generator(feed: Feed, form: str, address: str) -> FeedGenerator:
    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.description)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.author({"name": feed.author})
    generator.generator(generator="")
    generator.docs("")
    generator.updated(feed.updated)
    # feedgen takes the last link for RSS's <link>: "self" first, "alternate" last.
    generator.link(href=address, rel="self", type=_MEDIA_TYPES[form])
    generator.link(href=feed.home, rel="alternate", type="text/html")
    return generator


def _mend_atom(root: etree._Element, feed: Feed) -> None:
    """Take away the empty generator, and add what feedgen has no words for (RFC 5005, 4)."""
    _remove(root, f"{_ATOM}generator")
    for relation, target in (("current", feed.current), ("prev-archive", feed.prev_archive)):
        if target:
            attributes = {"rel": relation, "href": target, "type": _MEDIA_TYPES["atom"]}
            etree.SubElement(root, f"{_ATOM}link", attributes)
    if feed.current:
        etree.SubElement(root, f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})


def _remove(parent: etree._Element, *names: str) -> None:
    for name in names:
        for empty in parent.findall(name):
            parent.remove(empty)


def _element(entry: Entry, form: str) -> etree._Element:
    """The element of one entry."""
    written = FeedEntry()
    written.id(entry.id)
    written.title(entry.title)
    written.link(href=entry.url, rel="alternate")
    written.published(entry.published)
    written.updated(entry.updated)
    written.summary(entry.summary)
    if entry.content:
        written.content(entry.content, type="html")
    for category in entry.categories:
        written.category(term=category.term, label=category.label, scheme=category.scheme)
    raw = etree.tostring(
        written.atom_entry() if form == "atom" else written.rss_entry(), encoding="unicode"
    )
    # feedgen writes elements outside Atom's namespace; read again below a root, they are in it.
    element = etree.fromstring(f"<root {_NAMESPACES[form]}>{raw}</root>")[0]
    if form == "atom":
        for link in element.findall(f"{_ATOM}link"):
            link.set("rel", "alternate")
            link.set("type", "text/html")
            link.set("hreflang", entry.language)
    _enclose(element, entry, form)
    return element


def _enclose(element: etree._Element, entry: Entry, form: str) -> None:
    """The files of an entry; of RSS's enclosures many readers take one alone, the first."""
    for file in entry.enclosures[: None if form == "atom" else 1]:
        if form == "atom":
            name = f"{_ATOM}link"
            attributes = {"rel": "enclosure", "href": file.url, "title": file.title}
        else:
            name, attributes = "enclosure", {"url": file.url}
        attributes |= {"type": file.media_type, "length": str(file.size)}
        etree.SubElement(element, name, attributes)
