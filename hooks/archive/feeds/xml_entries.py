"""The entries of feeds in XML: of Atom (RFC 4287), and items of RSS 2.0.

An archive has ten thousand of them, and each stands in several feeds. They are written as text, as
they stand indented in a feed: a tree of elements for each took as long as the letter's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime
from html import escape

from archive.feeds.entry import Entry

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def atom_entry(entry: Entry, *, is_foreign: bool) -> str:
    """An entry of Atom; *is_foreign* in a feed of another language."""
    attributes = _attributes({"xml:lang": entry.language}) if is_foreign else ""
    return _block("entry", attributes, _atom(entry), "\n  ")


def rss_item(entry: Entry, *, is_foreign: bool) -> str:
    """An item of RSS; *is_foreign* in a feed of another language."""
    lines = list(_rss(entry))
    if is_foreign:
        lines.append(_element("dc:language", entry.language, {"xmlns:dc": _DUBLIN_CORE}))
    return _block("item", "", lines, "\n    ")


def _atom(entry: Entry) -> Iterator[str]:
    yield _element("id", entry.id)
    yield _element("title", entry.title)
    yield _element("updated", entry.updated.isoformat())
    if entry.content:
        yield _element("content", entry.content, {"type": "html"})
    page = {"href": entry.url, "rel": "alternate", "type": "text/html", "hreflang": entry.language}
    yield _element("link", "", page)
    yield _element("summary", entry.summary)
    for category in entry.categories:
        named = {"term": category.term, "scheme": category.scheme, "label": category.label}
        yield _element("category", "", named)
    yield _element("published", entry.published.isoformat())
    for file in entry.enclosures:
        held = {"rel": "enclosure", "href": file.url, "title": file.title}
        yield _element("link", "", {**held, "type": file.media_type, "length": str(file.size)})


def _rss(entry: Entry) -> Iterator[str]:
    yield _element("title", entry.title)
    yield _element("link", entry.url)
    # Readers take it for HTML (RSS 2.0, "entity-encoded HTML is allowed"): plain words have to be
    # escaped for them first.
    yield _element("description", escape(entry.summary, quote=False))
    if entry.content:
        yield _element("content:encoded", entry.content)
    yield _element("guid", entry.id, {"isPermaLink": "false"})
    for category in entry.categories:
        yield _element("category", category.label, {"domain": category.scheme})
    yield _element("pubDate", format_datetime(entry.published))
    for file in entry.enclosures[:1]:  # of several, many readers take one alone, the first
        held = {"url": file.url, "type": file.media_type, "length": str(file.size)}
        yield _element("enclosure", "", held)


def _block(name: str, attributes: str, lines: Iterator[str] | list[str], start: str) -> str:
    inner = "".join([f"{start}  {line}" for line in lines])
    return f"{start}<{name}{attributes}>{inner}{start}</{name}>"


def _element(name: str, text: str, attributes: dict[str, str] | None = None) -> str:
    opening = name + _attributes(attributes) if attributes else name
    return f"<{opening}>{escape(text, quote=False)}</{name}>" if text else f"<{opening}/>"


def _attributes(values: dict[str, str]) -> str:
    return "".join(
        [
            f' {name}="{escape(value, quote=False).translate(_IN_ATTRIBUTES)}"'
            for name, value in values.items()
        ]
    )
