"""Former addresses of places on a page: each gets an empty mark where the place is now."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape

_START = re.compile(r'(<[a-z][a-z0-9]*(?: [^<>]*?)? id="([^"<>]*)"[^<>]*>)')

_ID = re.compile(r'<[a-z][a-z0-9]*(?: [^<>]*?)? id="([^"<>]*)"')


def places_in(html: str) -> frozenset[str]:
    """The ids of all elements of *html*, as the archive writes it."""
    return frozenset(_ID.findall(html))


def with_former_places(html: str, former: Mapping[str, str]) -> str:
    """*html* in which every place also has its *former* ids (former -> present)."""
    if not former:
        return html
    marks: dict[str, str] = {}
    for old, now in sorted(former.items()):
        marks[now] = marks.get(now, "") + f'<span class="former-place" id="{escape(old)}"></span>'

    def mark(match: re.Match[str]) -> str:
        return match[1] + marks.get(match[2], "")

    return _START.sub(mark, html)
