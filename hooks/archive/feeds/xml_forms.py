"""The XML forms of a feed: Atom (RFC 4287, archive documents RFC 5005) and RSS 2.0.

The only module that imports feedgen, and the one place where its output is mended (see
``docs/decisions``). feedgen writes what stands before the entries; these are written by
:mod:`archive.feeds.xml_entries`, once for all feeds.
"""

from __future__ import annotations

from feedgen.feed import FeedGenerator
from lxml import etree

from archive.feeds.entry import KEPT_AT_MOST, Entry, Feed
from archive.feeds.xml_entries import atom_entry, rss_item

_ATOM = "{http://www.w3.org/2005/Atom}"
_HISTORY = "http://purl.org/syndication/history/1.0"

_ENDS = {"atom": "\n</feed>", "rss": "\n  </channel>"}
"""Before what the entries stand."""
_MEDIA_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}


class XmlForms:
    """Writes feeds for one build; written entries are kept for all feeds that have them."""

    def __init__(self) -> None:
        self._written: dict[tuple[str, bool, Entry], bytes] = {}

    def write(self, feed: Feed, form: str, address: str) -> bytes:
        """A feed in a *form* (``atom`` or ``rss``), to be published at the absolute *address*."""
        generator = _generator(feed, form, address)
        if form == "atom":
            root = etree.fromstring(generator.atom_str())
            _mend_atom(root, feed)
        else:
            root = etree.fromstring(generator.rss_str())
            channel = root.find("channel")
            if channel is None:
                raise ValueError("no channel in an RSS feed")
            _remove(channel, "docs", "generator")
        etree.indent(root)
        text = etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()
        start, end, last = text.rpartition(_ENDS[form])
        entries = [self._entry(entry, form, feed.language) for entry in feed.entries]
        return b"".join((start.encode(), *entries, f"{end}{last}\n".encode()))

    def _entry(self, entry: Entry, form: str, language: str) -> bytes:
        """One entry in a feed of *language*; an entry in another one says so."""
        key = (form, entry.language != language, entry)
        found = self._written.get(key)
        if found is None:
            if len(self._written) >= KEPT_AT_MOST:
                self._written.clear()
            write = atom_entry if form == "atom" else rss_item
            found = self._written[key] = write(entry, is_foreign=key[1]).encode()
        return found


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
