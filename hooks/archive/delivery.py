"""How a host is to hand out each file of the site: media type, caching, readers, downloads.

One table for all hosts. The build writes it as ``_headers`` (:mod:`archive.outputs.host_headers`);
the examples in ``docs/project/hosting`` say the same in other words, and tests hold them to it;
``circulars live`` judges by it what a host really sends.

Paths are those below the site's root, as in :mod:`archive.urls`: ``""``, ``en/about/``,
``circulars/2021/tsb-352/map.pdf``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MEDIA_TYPES: Mapping[str, tuple[str, ...]] = {
    "html": ("text/html",),
    "xml": ("application/xml", "text/xml", "application/atom+xml", "application/rss+xml"),
    "json": ("application/json", "application/feed+json"),
    "ics": ("text/calendar",),
    "opml": ("text/x-opml", "application/xml", "text/xml", "application/octet-stream"),
    "css": ("text/css",),
    "js": ("text/javascript", "application/javascript", "application/x-javascript"),
    "map": ("application/json", "text/plain", "application/octet-stream"),
    "svg": ("image/svg+xml",),
    "png": ("image/png",),
    "txt": ("text/plain",),
    "pagefind": ("application/octet-stream", "application/wasm"),
    "pf_meta": ("application/octet-stream",),
    "pf_index": ("application/octet-stream",),
    "pf_filter": ("application/octet-stream",),
    "pf_fragment": ("application/octet-stream",),
    "pdf": ("application/pdf",),
    "csv": ("text/csv",),
    "zip": ("application/zip",),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation",),
    "odt": ("application/vnd.oasis.opendocument.text",),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet",),
}
"""By the ending of a file: the type to send, and behind it those that do as well.

The parts of a search index are compressed by themselves and read as bytes, the program in
WebAssembly too: what matters is that nobody unpacks them on the way.
"""

ATTACHMENTS = ("csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip")
"""The endings of files beside a letter."""

TEXTS = frozenset({"html", "xml", "json", "ics", "opml", "css", "js", "map", "svg", "txt", "csv"})
"""The endings of what is text in UTF-8, and worth compressing."""

REVALIDATED = "no-cache"
"""Kept, but asked for again before it is shown: what changes under its name."""
AN_HOUR = "public, max-age=3600"
"""What programs ask for again and again, and what changes once a day."""
FOREVER = "public, max-age=31536000, immutable"
"""What has a fingerprint of its content in its name: another content has another name."""

LONGEST_KEPT = 86_400
"""So many seconds at most may a file be shown without asking again that changes once a day."""

CACHE_CONTROL = "Cache-Control"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Headers of all files whose path fits."""

    path: str
    """Below the site's root; one ``*`` in it stands for any characters, slashes too."""
    headers: Mapping[str, str]

    def fits(self, path: str) -> bool:
        """Whether the rule speaks of the file at *path*."""
        before, star, after = self.path.partition("*")
        if not star:
            return path == before
        long_enough = len(path) >= len(before) + len(after)
        return long_enough and path.startswith(before) and path.endswith(after)


_HASHED = (
    "assets/javascripts/bundle.*",
    "assets/stylesheets/*",
    "pagefind/*.pf_meta",
    "pagefind/*.pf_index",
    "pagefind/*.pf_filter",
    "pagefind/*.pf_fragment",
)
"""The theme's own files, and the parts of search indexes."""

EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # The rest of the policy stands in each page; this part of it holds in a header alone.
    "Content-Security-Policy": "frame-ancestors 'none'",
}
"""What is sent with everything."""

_SHARED: Mapping[str, str] = {"Access-Control-Allow-Origin": "*"}
"""For feed readers and calendars that run in a browser, on pages of other sites."""


def _rules() -> Iterator[Rule]:
    yield Rule(path="*", headers=EVERYWHERE)
    for path in _HASHED:
        yield Rule(path=path, headers={CACHE_CONTROL: FOREVER})
    for path in ("*atom.xml", "*feed.xml", "*feed.json"):
        yield Rule(path=path, headers={CACHE_CONTROL: AN_HOUR})
    for ending in ("xml", "json"):
        yield Rule(path=f"*.{ending}", headers=_SHARED)
    calendar = {"Content-Type": "text/calendar; charset=utf-8", CACHE_CONTROL: AN_HOUR}
    yield Rule(path="*.ics", headers={**_SHARED, **calendar})
    yield Rule(path="*.opml", headers={**_SHARED, "Content-Type": "text/x-opml; charset=utf-8"})
    yield Rule(path="*.pagefind", headers={"Content-Type": "application/octet-stream"})
    for ending in ATTACHMENTS:
        headers = {
            "Content-Disposition": "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        }
        yield Rule(path=f"circulars/*.{ending}", headers=headers)


RULES: tuple[Rule, ...] = tuple(_rules())
"""Where several fit, all hold; of two that set the same header the later one.

Some hosts join the values of such a header instead of replacing them: for a policy that comes to
the same, and no other header is set twice.
"""


def headers_for(path: str) -> dict[str, str]:
    """All headers that are wanted of the file at *path*, media type and caching among them."""
    kind = media_types(path)[0]
    charset = "; charset=utf-8" if ending_of(path) in TEXTS else ""
    wanted = {"Content-Type": kind + charset, CACHE_CONTROL: REVALIDATED}
    for rule in RULES:
        if rule.fits(path):
            wanted.update(rule.headers)
    return wanted


def media_types(path: str) -> tuple[str, ...]:
    """The media types that do for the file at *path*, the best first."""
    return MEDIA_TYPES.get(ending_of(path), ("application/octet-stream",))


def ending_of(path: str) -> str:
    """The ending of the file at *path*, without its dot; a folder is its page."""
    if not path or path.endswith("/"):
        return "html"
    return path.rpartition("/")[2].rpartition(".")[2]


def is_attachment(path: str) -> bool:
    """Whether the file at *path* stands beside a letter."""
    return "Content-Disposition" in headers_for(path)


def is_lasting(path: str) -> bool:
    """Whether the file at *path* can be kept for ever."""
    return headers_for(path)[CACHE_CONTROL] == FOREVER


_MAX_AGE = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d+)", re.IGNORECASE)


def longest_kept(cache_control: str) -> int:
    """For how many seconds a ``Cache-Control`` lets anybody show a file without asking again."""
    words = {word.strip().lower() for word in cache_control.split(",")}
    if words & {"no-cache", "no-store"}:
        return 0
    if "immutable" in words:
        return 31_536_000
    return max((int(seconds[:12]) for seconds in _MAX_AGE.findall(cache_control)), default=0)
