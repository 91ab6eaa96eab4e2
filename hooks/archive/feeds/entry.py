"""Feeds and their entries as plain data, before any form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.urls import AUTHORITY, AUTHORITY_YEAR

EMPTY_FEED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""``updated`` of a feed without entries (RFC 4287 demands one, and a clock would lie)."""

KEPT_AT_MOST = 1000
"""So many written entries a form keeps: feeds show the newest fifty of each scope."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Media types (IANA) by the ending of a file's name; a table of our own, because the one of the
system differs from machine to machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of an entry: what RFC 4287 (4.2.2) calls term, label and scheme."""

    term: str
    label: str
    scheme: str
    """Tells apart what the terms are: an initiative, a bureau, a kind of answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that belongs to an entry."""

    url: str
    title: str
    media_type: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, the same in every feed that has it."""

    id: str
    """Permanent (a tag URI)."""
    title: str
    url: str
    """Absolute address of the page that it leads to."""
    language: str
    published: dt.datetime
    """UTC."""
    updated: dt.datetime
    """UTC."""
    summary: str
    """Plain words."""
    content: str = ""
    """HTML; empty where the summary says all there is to say here."""
    categories: tuple[Category, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with its entries, the newest first."""

    id: str
    """Permanent (a tag URI), the same in every form."""
    title: str
    description: str
    language: str
    author: str
    home: str
    """Absolute address of the page that it belongs to."""
    entries: tuple[Entry, ...]
    current: str = ""
    """For an archive document (RFC 5005, 4): the address of the feed that subscribers read."""
    prev_archive: str = ""
    """The address of the archive document with the entries before these."""

    @property
    def updated(self) -> dt.datetime:
        """The last change of any entry."""
        return max((entry.updated for entry in self.entries), default=EMPTY_FEED)


def category_scheme(kind: str) -> str:
    """What the terms of categories of a *kind* belong to (a tag URI, the same in all languages)."""
    return f"tag:{AUTHORITY},{AUTHORITY_YEAR}:category/{kind}"


def media_type(file: str) -> str:
    """The media type of a file by its name; RFC 2046 gives the one for everything unknown."""
    return MEDIA_TYPES.get(file.rpartition(".")[2].lower(), "application/octet-stream")


def midnight(day: dt.date) -> dt.datetime:
    """The instant by which an entry of a *day* of the archive is dated: it begins in UTC."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)
