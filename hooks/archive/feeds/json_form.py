"""The JSON form of a feed: JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json

from archive.feeds.entry import KEPT_AT_MOST, Entry, Feed

_VERSION = "https://jsonfeed.org/version/1.1"


class JsonForm:
    """Writes feeds for one build; written entries are kept for all feeds that have them."""

    def __init__(self) -> None:
        self._written: dict[Entry, str] = {}

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
        start = _text(head).removesuffix("\n}")
        items = ",\n".join([self._item(entry) for entry in feed.entries])
        shown = f"[\n{items}\n ]" if items else "[]"
        return f'{start},\n "items": {shown}\n}}\n'.encode()

    def _item(self, entry: Entry) -> str:
        found = self._written.get(entry)
        if found is None:
            if len(self._written) >= KEPT_AT_MOST:
                self._written.clear()
            # No line ends within a string of JSON.
            found = "  " + _text(_item(entry)).replace("\n", "\n  ")
            self._written[entry] = found
        return found


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


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
