"""RSS 2.0 and Atom (RFC 4287) feeds of new circulars, by language and by initiative.

The only module that imports feedgen. Entries follow the day on which a text was added: an old
letter that is archived today is news. Every date comes from the data, never from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from feedgen.feed import FeedGenerator
from lxml import etree
from markupsafe import Markup, escape

from archive import selections
from archive.model import Archive, Circular, Initiative
from archive.moves import Moves
from archive.paging import LIST_SIZE
from archive.render.pages import PageWriter
from archive.render.templates import View
from archive.site import Artifact, Site
from archive.urls import circular_entry_id, feed_id

_EMPTY_FEED_DAY = dt.date(2026, 1, 1)
"""``updated`` of a feed without entries (RFC 4287 demands one, and a clock would lie)."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All feeds of all languages."""
    writer = PageWriter(site)
    for language in site.languages:
        code = language.code
        latest = [item for item in selections.latest(archive, code) if code in item.texts]
        yield from _feeds(writer, archive, code, None, latest)
        for initiative in archive.initiatives:
            found = [item for item in latest if initiative in item.initiatives]
            yield from _feeds(writer, archive, code, initiative, found)


def _feeds(
    writer: PageWriter,
    archive: Archive,
    language: str,
    initiative: Initiative | None,
    circulars: Sequence[Circular],
) -> Iterator[Artifact]:
    site, addresses = writer.site, writer.site.addresses
    name = initiative.id if initiative else None
    home = addresses.initiative(language, name) if name else addresses.home(language)
    view = writer.view(language, home)
    shown = list(circulars[:LIST_SIZE])
    by_key = archive.by_key()
    former = Moves(archive.moves).former("initiative", name) if name else ()
    for kind, address in (("atom", addresses.atom), ("rss", addresses.rss)):
        path = address(language, name)
        feed = _feed(view, language, initiative, shown)
        # feedgen takes the last link for RSS's <link>: "self" first, "alternate" last.
        media = f"application/{kind}+xml"
        feed.link(href=site.absolute(path), rel="self", type=media)
        feed.link(href=site.absolute(home), rel="alternate", type="text/html")
        for circular in shown:
            _entry(feed, view, circular, by_key)
        tree = feed.atom_str() if kind == "atom" else feed.rss_str()
        data = _finished(tree, kind)
        yield Artifact(path=path, data=data, kind="feed")
        for old in former:  # a static host cannot redirect: subscribers find the same feed
            yield Artifact(path=address(language, old), data=data, kind="feed")


def _feed(
    view: View, language: str, initiative: Initiative | None, circulars: Sequence[Circular]
) -> FeedGenerator:
    site = view.site
    title = site.name[language]
    subtitle = view.t("feed.description")
    if initiative is not None:
        title = f"{title} — {view.plain(initiative.short_name)}"
        subtitle = view.t("feed.description-initiative", name=view.plain(initiative.name))
    feed = FeedGenerator()
    feed.id(
        feed_id(
            language,
            "new",
            "initiative" if initiative else "",
            initiative.identity if initiative else "",
        )
    )
    feed.title(title)
    feed.subtitle(subtitle)
    feed.description(subtitle)
    feed.language(language)
    feed.author({"name": site.name[language]})
    feed.generator(generator="")
    feed.docs("")
    days = [circular.updated(language) for circular in circulars]
    feed.updated(_instant(max(days, default=_EMPTY_FEED_DAY)))
    return feed


def _entry(
    feed: FeedGenerator, view: View, circular: Circular, by_key: dict[str, Circular]
) -> None:
    site, language = view.site, view.language
    address = site.absolute(site.addresses.circular(language, circular.key))
    entry = feed.add_entry(order="append")
    entry.id(circular_entry_id(circular.identity, language))
    subject = view.plain(circular.subject)
    title = f"{view.reference(circular)}: {subject}" if circular.references else subject
    entry.title(title)
    entry.link(href=address, rel="alternate")
    entry.published(_instant(circular.texts[language].added))
    entry.updated(_instant(circular.updated(language)))
    entry.summary(view.plain(circular.summary))
    entry.content(_content(view, circular, address, by_key), type="html")
    for initiative in circular.initiatives:
        entry.category(term=initiative.id, label=view.plain(initiative.short_name))


def _content(view: View, circular: Circular, address: str, by_key: dict[str, Circular]) -> str:
    """What a reader sees inside the feed reader: the letter's date, its deadlines, its text."""
    site, language = view.site, view.language

    def absolute(key: str) -> str:
        return site.absolute(site.addresses.circular_for(language, by_key[key]))

    date = view.phrases.date(circular.date) if circular.date else view.t("date.none")
    lines = [Markup("<p>{}</p>").format(view.t("feed.letter-of", date=date))]
    for deadline in circular.deadlines:
        if deadline.due is None:
            continue
        day = view.phrases.date(deadline.due.date)
        asks = view.plain(deadline.asks)
        text = view.t("feed.deadline", date=day, asks=asks)
        lines.append(Markup("<p><strong>{}</strong></p>").format(text))
    body = site.fragments[circular.key, language].fill_for_feed(address, absolute)
    lines.append(Markup(body))  # noqa: S704  # written by BodyWriter, which escapes everything
    note = view.t("circular.rendering-note")
    link = Markup('<a href="{}">{}</a>').format(address, view.t("feed.read-on"))
    lines.append(Markup("<p><em>{}</em> {}</p>").format(note, link))
    return "\n".join(str(escape(line)) for line in lines)


def _instant(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _finished(data: bytes, kind: str) -> bytes:
    """The feed mended where feedgen falls short (see docs/decisions)."""
    root = etree.fromstring(data)
    if kind == "atom":
        atom = "{http://www.w3.org/2005/Atom}"
        for empty in root.findall(f"{atom}generator"):
            root.remove(empty)
        for link in root.iterfind(f"{atom}entry/{atom}link"):
            link.set("rel", "alternate")
            link.set("type", "text/html")
    else:
        for channel in root.findall("channel"):
            for empty in [*channel.findall("docs"), *channel.findall("generator")]:
                channel.remove(empty)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"
