"""The list of all feeds of a language for feed readers (OPML 2.0, opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archive.feeds.naming import feed_title
from archive.model import Archive
from archive.render.templates import View
from archive.scopes import ADDRESSEE, BUREAU, EVERYTHING, FEEDS, INITIATIVE, Scope, scopes
from archive.site import Artifact, Site

_GROUPS = (INITIATIVE, BUREAU, ADDRESSEE)


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """One list for each language."""
    found = scopes(archive)
    for language in site.languages:
        code = language.code
        path = site.addresses.opml(code)
        view = View(site=site, language=code, path=path)
        yield Artifact(path=path, data=_document(view, found), kind="file")


def _document(view: View, found: tuple[Scope, ...]) -> bytes:
    """What is new, what has changed and what closes, each of everything and then by groups."""
    root = etree.Element("opml", {"version": "2.0"})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = view.site.name[view.language]
    body = etree.SubElement(root, "body")
    for what in FEEDS:
        part = _group(body, view.t(f"feed.groups.{what}"))
        for scope in found:
            if scope.kind == EVERYTHING:
                _feed(part, view, scope, what)
        for kind in _GROUPS:
            members = [scope for scope in found if scope.kind == kind]
            if members:
                group = _group(part, view.t(f"feed.groups.{kind}"))
                for scope in members:
                    _feed(group, view, scope, what)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _group(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, "outline", {"text": name, "title": name})


def _feed(parent: etree._Element, view: View, scope: Scope, what: str) -> None:
    """A feed; OPML calls every form of them ``rss``."""
    site = view.site
    title = feed_title(view, scope, what)
    address = site.addresses.feed(view.language, what, "atom", scope.kind, scope.id)
    home = site.addresses.scope(view.language, scope.kind, scope.id)
    attributes = {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": site.absolute(address),
        "htmlUrl": site.absolute(home),
        "language": view.language,
    }
    etree.SubElement(parent, "outline", attributes)
