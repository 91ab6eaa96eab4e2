"""The JSON form of a feed: JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json

from archive.feeds.entry import KEPT_AT_MOST, Entry, Feed

_VERSION = "https://jsonfeed.org/version/1.1"

_LINE = "\n"
_in_one_line = json.JSONEncoder(ensure_ascii=False).encode


class JsonForm:
    """Writes feeds for one build; written entries are kept for all feeds that have them."""

    def __init__(self) -> None:
        self._written: dict[Entry, bytes] = {}

    def write(self, feed: Feed, address: str) -> bytes:
        """A feed to be published at the absolute *address*; UTF-8, members in a fixed order."""
        head = {
            "version": _VERSION,
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": address,
            "description": feed.description,
            "language": feed.language,
            "authors": [{"name": feed.author}],
        }
        start = f'{_text(head).removesuffix(_LINE + "}")},{_LINE} "items": '.encode()
        items = b",\n".join([self._item(entry) for entry in feed.entries])
        shown = b"[\n%s\n ]" % items if items else b"[]"
        return b"".join((start, shown, b"\n}\n"))

    def _item(self, entry: Entry) -> bytes:
        found = self._written.get(entry)
        if found is None:
            if len(self._written) >= KEPT_AT_MOST:
                self._written.clear()
            found = self._written[entry] = f"  {_text(_item(entry), _LINE + '  ')}".encode()
        return found


def _text(value: object, line: str = _LINE) -> str:
    """A value as ``json.dumps`` with an indent of 1 writes it, which is slow with any; each *line*
    within begins so."""
    inner = f"{line} "
    if isinstance(value, dict) and value:
        members = [f"{_in_one_line(name)}: {_text(each, inner)}" for name, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{line}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_text(each, inner) for each in value])}{line}]"
    return _in_one_line(value)


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "language": entry.language,
    }
    if entry.categories:
        item["tags"] = list(dict.fromkeys(category.label for category in entry.categories))
    if entry.enclosures:
        item["attachments"] = [
            {
                "url": file.url,
                "mime_type": file.media_type,
                "title": file.title,
                "size_in_bytes": file.size,
            }
            for file in entry.enclosures
        ]
    return item
