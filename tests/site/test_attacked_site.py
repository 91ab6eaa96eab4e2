"""One site of all attacks that are published (``tests/attacks/``): no page of it is a danger."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import html5lib
import pytest
import vobject
from playwright.sync_api import Browser, Error
from site_kit import SITE_URL, Site
from static_server import Server
from tests.attacks import kit
from tests.thoroughness import LONG

from archive.blocks import read_blocks
from archive.languages import load_phrases
from archive.model import Link, Localized
from archive.render.body import BodyWriter
from archive.source import Body

Serve = Callable[..., Server]
SCHEMES = ("", "http", "https", "mailto", "tel", "webcal")
_REMOTE = re.compile(r"(?i)attacker\.example")
DATA = ("application/ld+json", "application/json")
"""Types of scripts that never run."""
LINKS = frozenset({"href", "url", "xmlUrl", "htmlUrl", "src", "resource"})
TRIES = (
    '"><img src=x onerror=window.PWNED=1>',
    "javascript:window.PWNED=1",
    "//attacker.example/",
    "__proto__",
    "<svg onload=window.PWNED=1>",
)
"""What a link from elsewhere can bring in a query or a fragment."""


@pytest.fixture(scope="module")
def attacked(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of everything that the rules let pass."""
    root = kit.write_every_published(tmp_path_factory.mktemp("attacks-source") / "letters")
    return make_site("attacked", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY=kit.TODAY)


def files(site: Site, *endings: str) -> Iterator[Path]:
    found = [path for path in sorted(site.folder.rglob("*")) if path.suffix in endings]
    assert found
    yield from (path for path in found if "pagefind" not in path.parts)


def faults_of(tree: Any, own: str) -> Iterator[str]:
    """What an independent parser finds on a page that could run or be asked for by itself."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        for name, value in element.attrib.items():
            plain = str(name).rpartition("}")[2].lower()
            if plain.startswith("on"):
                yield f"{tag} {plain}"
            if plain in ("href", "src", "action", "formaction", "data", "poster", "srcset", "ping"):
                scheme = urlsplit(value.strip()).scheme.lower()
                if scheme not in SCHEMES:
                    yield f"{tag} {plain}={value}"
                host = urlsplit(value.strip()).netloc
                asked = plain != "href" or tag in ("link", "base", "use", "image", "script")
                if asked and host and host != own:
                    yield f"{tag} asks {value}"
        if tag in ("iframe", "object", "embed", "base", "applet", "frame", "frameset", "math"):
            yield tag
        is_refresh = tag == "meta" and str(element.get("http-equiv", "")).lower() == "refresh"
        if is_refresh and _REMOTE.search(element.get("content", "")):
            yield f"refresh {element.get('content')}"
        runs = tag == "script" and element.get("type") not in DATA
        if runs and "PWNED" in (element.text or ""):
            yield f"script {element.text}"
        if tag == "style" and _REMOTE.search(element.text or ""):
            yield f"style {element.text}"


def test_every_page_by_an_independent_parser(attacked: Site) -> None:
    own = urlsplit(SITE_URL).netloc
    count = 0
    for path in files(attacked, ".html"):
        tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        assert list(faults_of(tree, own)) == [], path
        count += 1
        for script in tree.iter("script"):
            if script.get("type") in DATA:
                json.loads(script.text or "")
    assert count > 150


def test_the_parser_would_see_an_attack() -> None:
    seen = {
        attack.text
        for attack in kit.attacks("words", "published")
        if list(faults_of(html5lib.parse(attack.text, namespaceHTMLElements=False), "x"))
    }
    assert len(seen) > 70


def test_every_document_for_programs(attacked: Site) -> None:
    """Nothing leaves its place in XML, JSON and calendars, or brings in an element of its own."""
    known = set()
    for path in files(attacked, ".xml", ".opml"):
        text = path.read_text("utf-8")
        assert "<!DOCTYPE" not in text.upper()[:200]
        tree = ET.fromstring(text)
        for element in tree.iter():
            known.add(element.tag.rpartition("}")[2])
            for name, value in element.attrib.items():
                if name.rpartition("}")[2] in LINKS:
                    assert value.startswith(SITE_URL), (path, value)
        # Words of a channel are plain text (RSS 2.0); those of an item are HTML.
        shown = [element for element in tree.iter() if element.get("type") == "html"]
        for element in (*shown, *tree.iterfind("channel/item/description")):
            inner = html5lib.parse(element.text or "", namespaceHTMLElements=False)
            assert list(faults_of(inner, "")) == [], path
    assert not known & {"script", "enclosure", "img", "svg", "iframe"}
    for path in files(attacked, ".json"):
        data = json.loads(path.read_text("utf-8"))
        for item in data.get("items", []) if isinstance(data, dict) else []:
            inner = html5lib.parse(item.get("content_html", ""), namespaceHTMLElements=False)
            assert list(faults_of(inner, "")) == [], path
            assert item["url"].startswith(SITE_URL)
    for path in files(attacked, ".ics"):
        data = path.read_bytes()
        assert b"\r" not in data.replace(b"\r\n", b"")
        for calendar in vobject.readComponents(data.decode()):
            for component in calendar.components():
                assert component.name in ("VEVENT", "VTODO", "VTIMEZONE"), path
                names = {child.name for child in component.getChildren()}
                assert not names & {"ATTACH", "ORGANIZER", "ATTENDEE", "REQUEST-STATUS"}, path
                uid = component.contents.get("uid")
                assert uid is None or uid[0].value.endswith("@circulars.example")
                assert all(
                    alarm.action.value == "DISPLAY"
                    for alarm in component.components()
                    if alarm.name == "VALARM"
                )


# --- in a browser -------------------------------------------------------------------------------


class Watch:
    """Notes what runs, and what is asked for from elsewhere."""

    def __init__(self, context: Any, origin: str) -> None:
        self.faults: list[str] = []
        self._origin = origin
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("console", self._console)

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self._origin + "/", "data:", "blob:")):
            self.faults.append(f"elsewhere: {request.url}")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.faults.append(f"{message.type}: {message.text}")


_STIR = """
() => {
    for (const element of document.querySelectorAll("main *")) {
        for (const kind of ["mouseover", "pointerenter", "focus", "scroll", "toggle", "load"])
            element.dispatchEvent(new Event(kind, {bubbles: false}));
        if (element.tagName === "DETAILS") element.open = true;
    }
    for (const link of document.querySelectorAll("a[href]")) {
        // What no browser can read as an address has the protocol ":", and leads nowhere.
        if (![":", "http:", "https:", "mailto:", "tel:", "webcal:"].includes(link.protocol))
            return link.href;
        link.focus();
        const isHere = link.pathname === location.pathname && link.search === location.search;
        if (link.hash && isHere) link.click();
    }
    return typeof window.PWNED;
}
"""
"""Touches everything that a reader could; what leads to another place is only looked at."""


def stirred(tab: Any, server: Server) -> str:
    """What is found when everything on a page is touched; a page that leads on is followed."""
    for _ in range(3):
        try:
            found = str(tab.evaluate(_STIR))
        except Error as error:
            if "navigation" not in error.message:
                raise
            tab.wait_for_load_state()
        else:
            assert tab.url.startswith(server.url), tab.url
            return found
    pytest.fail(f"{tab.url} does not come to rest")


@pytest.mark.browser
def test_nothing_runs_and_nothing_is_fetched(
    browser: Browser, serve: Serve, attacked: Site
) -> None:
    server = serve(attacked.folder)
    own = ("", "circulars/2024/", "initiatives/", "deadlines/", "events/", "r/", "search/")
    paths = [page.path for page in attacked.ordinary_pages()]
    # Both languages of a letter beside each other are the same texts in both trees.
    if not LONG:
        paths = [path for path in paths if not re.match("en/.*/parallel/", path)]
    letters = [path for path in paths if re.search("letter-|harbours", path)]
    others = [path for path in paths if not re.search("letter-|editing/rules/.", path)]
    paths = [*letters, *others, "404.html"]
    assert len(paths) > 100
    asked = [f"{path}?q={quote(text)}#{quote(text)}" for path in own for text in TRIES]
    context = browser.new_context()
    watch = Watch(context, server.origin)
    tab = context.new_page()
    for path in [*paths, *asked]:
        tab.goto(server.url + path, wait_until="load" if path in letters else "domcontentloaded")
        assert stirred(tab, server) == "undefined", path
        assert watch.faults == [], path
    context.close()


@pytest.mark.browser
def test_search_shows_what_it_finds_as_words(
    browser: Browser, serve: Serve, attacked: Site
) -> None:
    server = serve(attacked.folder)
    context = browser.new_context()
    watch = Watch(context, server.origin)
    tab = context.new_page()
    for path in ("search/?q=PWNED", "en/search/?q=script", "en/search/?q=onerror"):
        tab.goto(server.url + path)
        tab.locator("main a[href*='letter-']").first.wait_for()
        assert tab.evaluate("typeof window.PWNED") == "undefined"
    assert watch.faults == []
    context.close()


@pytest.mark.browser
def test_what_is_forced_past_the_rules_does_not_run(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    """The texts that the rules refuse, as the writer alone leaves them, on one page."""
    phrases = load_phrases()["en"]
    sections = []
    for attack in [*kit.attacks("bodies", "refused"), *kit.attacks("bodies", "published")]:
        text = attack.text.replace(kit.MARK, "").strip("\n")
        body = Body(text=text, first_line=1, data=text.encode())
        link = Link(id="other", label=Localized(texts={"en": "x"}), url="https://other.example/")
        writer = BodyWriter(body, phrases, {"other": link})
        fragment = writer.write(read_blocks(body, numbered=False))
        sections.append(f"<section>{fragment.fill('', lambda key: '#')}</section>")
    icon = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><main>"
    (tmp_path / "index.html").write_text(icon + "\n".join(sections), encoding="utf-8")
    server = serve(tmp_path)
    context = browser.new_context()
    watch = Watch(context, server.origin)
    tab = context.new_page()
    tab.goto(server.url)
    assert tab.locator("section").count() == len(sections)
    assert stirred(tab, server) == "undefined"
    assert watch.faults == []
    context.close()


@pytest.mark.browser
def test_the_watch_would_see_an_attack(browser: Browser, serve: Serve, tmp_path: Path) -> None:
    harmful = [
        "<img src=x onerror=window.PWNED=1>",
        "<img src=https://attacker.example/x.png>",
        "<script>throw Error('x')</script>",
        "<script>alert(1)</script>",
    ]
    for number, text in enumerate(harmful):
        folder = tmp_path / str(number)
        folder.mkdir()
        page = f"<!doctype html><link rel=icon href=data:,><main>{text}"
        (folder / "index.html").write_text(page, encoding="utf-8")
        server = serve(folder)
        context = browser.new_context()
        watch = Watch(context, server.origin)
        tab = context.new_page()
        tab.goto(server.url)
        tab.wait_for_timeout(100)
        assert watch.faults or stirred(tab, server) != "undefined", text
        context.close()
