"""Reading feeds and calendars: whether a subscriber's program gets what the page offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Calendar
from lxml import etree

from archive.live.answers import Answer
from archive.live.calendar_lines import Fault, faults_of_lines
from archive.live.data import plain, unreadable, xml
from archive.live.place import SitePlace
from archive.live.problems import LiveProblem

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FEED = re.compile(r"(?:.*/)?(?:[a-z]+-)?(?:atom|feed)\.(?:xml|json)")
_DATED = ("VEVENT", "VTODO", "VJOURNAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a feed or a calendar says of itself."""

    language: str
    address: str
    """Its own."""
    count: int
    """How many entries or dates it has."""
    lacking: int = 0
    """How many of them lack what they must have."""
    faults: tuple[Fault, ...] = ()
    """What else is wrong with it."""


def is_feed(path: str) -> bool:
    """Whether the file at *path* is a feed."""
    return _FEED.fullmatch(path) is not None


def is_calendar(path: str) -> bool:
    """Whether the file at *path* is a calendar."""
    return path.endswith(".ics")


def said_by(answer: Answer, path: str) -> Said:
    """What the feed or calendar at *path* says; raises :class:`UnreadableError`."""
    if is_calendar(path):
        return _calendar(answer)
    if path.endswith(".json"):
        return _json_feed(answer)
    root = xml(answer)
    return _atom(root) if root.tag == f"{_ATOM}feed" else _rss(answer, root)


def judged(
    answer: Answer, path: str, said: Said, place: SitePlace, *, filled: bool
) -> Iterator[LiveProblem]:
    """What is wrong with it; *filled* where it must not be empty."""
    found: list[Fault] = [*said.faults]
    if said.language != place.language_of(path):
        wanted = place.language_of(path)
        found.append(("wrong-language", {"found": said.language or "–", "wanted": wanted}))
    if said.address != place.named(path):
        wanted = place.named(path)
        found.append(("wrong-address", {"found": said.address or "–", "wanted": wanted}))
    if said.lacking:
        found.append(("entries-lack", {"number": said.lacking}))
    if filled and not said.count:
        found.append(("empty", {}))
    for code, values in found:
        yield LiveProblem(address=answer.address, code=code, values=values)


def _atom(root: etree._Element) -> Said:
    entries = root.findall(f"{_ATOM}entry")
    needed = ("id", "title", "updated")
    return Said(
        language=root.get(_LANGUAGE, ""),
        address=_self_link(root),
        count=len(entries),
        lacking=sum(
            any(not (entry.findtext(_ATOM + name) or "").strip() for name in needed)
            for entry in (root, *entries)
        ),
    )


def _rss(answer: Answer, root: etree._Element) -> Said:
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        raise unreadable(answer, f"<{etree.QName(root).localname}>")
    items = channel.findall("item")
    needed = ("guid", "title", "link")
    return Said(
        language=(channel.findtext("language") or "").strip(),
        address=_self_link(channel),
        count=len(items),
        lacking=sum(
            any(not (item.findtext(name) or "").strip() for name in needed) for item in items
        ),
    )


def _self_link(parent: etree._Element) -> str:
    links = [link for link in parent.findall(f"{_ATOM}link") if link.get("rel") == "self"]
    return links[0].get("href", "") if len(links) == 1 else ""


def _json_feed(answer: Answer) -> Said:
    data = plain(answer)
    items = data.get("items")
    if not isinstance(items, list):
        raise unreadable(answer, "items")
    return Said(
        language=str(data.get("language", "")),
        address=str(data.get("feed_url", "")),
        count=len(items),
        lacking=sum(not (isinstance(item, dict) and item.get("id")) for item in items),
    )


def _calendar(answer: Answer) -> Said:
    try:
        found = Calendar.from_ical(answer.body.decode("utf-8"))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise unreadable(answer, str(error)) from None
    if found.name != "VCALENDAR":
        raise unreadable(answer, f"BEGIN:{found.name}")
    dates = [part for part in found.subcomponents if part.name in _DATED]
    name = found.get("NAME")
    faults = list(faults_of_lines(answer.body))
    if unstamped := sum("DTSTAMP" not in part for part in dates):
        faults.append(("not-stamped", {"number": unstamped}))
    return Said(
        language=str(name.params.get("LANGUAGE", "")) if hasattr(name, "params") else "",
        address=str(found.get("SOURCE", "")),
        count=len(dates),
        lacking=sum("UID" not in part or "DTSTART" not in part for part in dates)
        + sum(bool(part.errors) for part in dates),
        faults=tuple(faults),
    )
