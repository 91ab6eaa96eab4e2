"""The JSON form of a feed: JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json

from archive.feeds.entry import Entry, Feed

_VERSION = "https://jsonfeed.org/version/1.1"


def write_json(feed: Feed, address: str) -> bytes:
    """A feed to be published at the absolute *address*; UTF-8, members in a fixed order."""
    document = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


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
