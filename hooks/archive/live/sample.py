"""Choosing what stands for a whole site: a page of every kind, and what everybody subscribes to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from archive.live.place import SitePlace
from archive.scopes import CALENDARS, FEEDS, FORMS


def letters(place: SitePlace, paths: Iterable[str]) -> dict[str, list[str]]:
    """By language, the pages of circulars among *paths*, the oldest year first."""
    found: dict[str, list[str]] = {}
    for path in paths:
        language = place.language_of(path)
        folder = re.escape(place.addresses.circulars(language))
        if re.fullmatch(folder + r"[0-9]{4}/[^/]+/", path):
            found.setdefault(language, []).append(path)
    for of_language in found.values():
        of_language.sort(key=lambda path: path.split("/")[-3])  # within a year the order stays
    return found


def pages(place: SitePlace, paths: Sequence[str]) -> list[str]:
    """A page of every kind in each language among *paths*: of letters the newest and the oldest."""
    return [path for code in place.languages for path in _of_language(place, code, paths)]


def _of_language(place: SitePlace, code: str, paths: Sequence[str]) -> Iterator[str]:
    addresses, there = place.addresses, set(paths)
    found = letters(place, paths).get(code, [])
    yield from found[-1:] + found[:1]
    initiative = re.compile(re.escape(addresses.initiatives(code)) + "[^/]+/")
    yield from [path for path in paths if initiative.fullmatch(path)][:1]
    yield from (
        path
        for path in (
            addresses.circulars(code),
            addresses.initiatives(code),
            addresses.deadlines(code),
            addresses.events(code),
            addresses.subscribe(code),
            addresses.resolver(code),
        )
        if path in there
    )
    yield addresses.search(code)  # not in the sitemap


def subscriptions(place: SitePlace) -> Iterator[str]:
    """The feeds and calendars of everything, and the list of all feeds, in each language."""
    for code in place.languages:
        yield place.addresses.opml(code)
        for what in FEEDS:
            for form in FORMS:
                yield place.addresses.feed(code, what, form)
        for what in CALENDARS:
            yield place.addresses.calendar(code, what)
