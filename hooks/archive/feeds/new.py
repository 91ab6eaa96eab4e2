"""Entries about new letters: the whole text, once for each letter and language.

They follow the day on which a text was added: an old letter that is archived today is news.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from archive.feeds.background import Background
from archive.feeds.entry import Enclosure, Entry, media_type, midnight
from archive.feeds.wording import (
    categories,
    date_line,
    letter_link,
    letter_title,
    link,
    marked,
    paragraph,
    sentence,
)
from archive.model import Circular
from archive.paging import LIST_SIZE, SETTLED_DAYS
from archive.render.markup import Mould, markup, together
from archive.render.templates import View
from archive.scopes import ADDRESSEE, BUREAU, EVERYTHING, INITIATIVE, Scope, addressed
from archive.urls import circular_entry_id

_NOTE = Mould("<em>{}</em>")
_HEADING = Mould("<strong>{}</strong>")
_ANNEX = Mould("<li>{} ({}, {})</li>")
_LIST = Mould("<ul>{}</ul>")

MOST_ENTRIES = 2 * LIST_SIZE
"""The feed that leads to the archive documents may hold this many, to leave no gap before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A text as it came to the readers of a language."""

    circular: Circular
    language: str
    """Of the text: where a letter is not translated, that of the original."""
    day: dt.date
    is_superseded: bool = False
    """Whether a translation came later, which is an arrival of its own."""


class NewLetters:
    """The arrivals for each language, and their entries."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._entries: dict[tuple[str, str], Entry] = {}
        self._marked: dict[tuple[str, str, str], Entry] = {}

    def arrivals(self, language: str) -> list[Arrival]:
        """All arrivals for the readers of a language, the oldest first.

        Those that a later translation has superseded keep their place: the order of what is past
        never changes.
        """
        found = [
            arrival
            for circular in self._background.archive.circulars
            for arrival in self._of(circular, language)
        ]
        return sorted(found, key=_order)

    def _of(self, circular: Circular, language: str) -> Iterable[Arrival]:
        code = self._background.language(language, circular)
        if code is None:
            return
        text, original = circular.texts[code], circular.original
        comes_later = text.added > original.added
        if comes_later and self._background.language(original.language, circular):
            yield Arrival(
                circular=circular,
                language=original.language,
                day=original.added,
                is_superseded=True,
            )
        yield Arrival(circular=circular, language=code, day=text.added)

    def entry(self, arrival: Arrival, language: str) -> Entry:
        """The entry of an arrival for the readers of *language*: the whole text."""
        key = (arrival.circular.key, arrival.language)
        if key not in self._entries:
            self._entries[key] = self._written(arrival.circular, arrival.language)
        entry = self._entries[key]
        if arrival.language == language:
            return entry
        if (*key, language) not in self._marked:
            self._marked[*key, language] = replace(entry, title=self._title(arrival, language))
        return self._marked[*key, language]

    def archived(self, arrival: Arrival, language: str) -> Entry:
        """The entry of an arrival in an archive document: a summary that later events do not
        change."""
        circular, code = arrival.circular, arrival.language
        day = midnight(arrival.day)
        return Entry(
            id=circular_entry_id(circular.identity, code),
            title=self._title(arrival, language),
            url=self._address(circular, code),
            language=code,
            published=day,
            updated=day,
            summary=self._background.view(code).plain(circular.summary),
        )

    def _title(self, arrival: Arrival, language: str) -> str:
        code = arrival.language
        title = letter_title(self._background.view(code), arrival.circular)
        if code == language:
            return title
        return marked(self._background.view(language).phrases, code, title)

    def _address(self, circular: Circular, language: str) -> str:
        site = self._background.site
        return site.absolute(site.addresses.circular(language, circular.key))

    def _written(self, circular: Circular, language: str) -> Entry:
        background = self._background
        site, view = background.site, background.view(language)
        address = self._address(circular, language)
        return Entry(
            id=circular_entry_id(circular.identity, language),
            title=letter_title(view, circular),
            url=address,
            language=language,
            published=midnight(circular.texts[language].added),
            updated=midnight(background.updated(circular, language)),
            summary=view.plain(circular.summary),
            content=self._content(view, circular, address),
            categories=categories(view, circular, circular.deadlines),
            enclosures=tuple(
                Enclosure(
                    url=site.absolute(site.addresses.attachment(circular.key, annex.file)),
                    title=view.plain(annex.title),
                    media_type=media_type(annex.file),
                    size=annex.size or 0,
                )
                for annex in circular.annexes
                if annex.file is not None
            ),
        )

    def _content(self, view: View, circular: Circular, address: str) -> str:
        """What a reader sees inside the feed reader: the letter's date, what later letters did to
        it, its deadlines, its text, its annexes."""
        background = self._background
        site = background.site

        def absolute(key: str) -> str:
            other = background.by_key[key]
            return site.absolute(site.addresses.circular(view.language, other.key))

        date = view.phrases.date(circular.date) if circular.date else view.t("date.none")
        lines = [paragraph(sentence(view, "feed.letter-of", date=date))]
        for relation, letter in background.deeds(circular):
            linked = letter_link(background, view, letter)
            lines.append(paragraph(sentence(view, f"feed.notes.{relation}-letter", letter=linked)))
        for deadline in circular.deadlines:
            lines.append(date_line(background, view, circular, deadline))
        for event in circular.events:
            if event.ended is not None or event.instead_of:
                lines.append(date_line(background, view, circular, event))
        body = site.fragments[circular.key, view.language].fill_for_feed(
            address, absolute, view.naming(circular, address, site.absolute)
        )
        lines.append(markup(body))  # written by BodyWriter, which escapes everything
        lines += self._annexes(view, circular)
        note = _NOTE(view.t("circular.rendering-note"))
        lines.append(paragraph(note, link(address, view.t("feed.read-on"))))
        return "\n".join(lines)

    @staticmethod
    def _annexes(view: View, circular: Circular) -> list[Markup]:
        site = view.site
        items = [
            _ANNEX(
                link(
                    site.absolute(site.addresses.attachment(circular.key, annex.file)),
                    view.words(annex.title),
                ),
                annex.file.rpartition(".")[2].upper(),
                view.size(annex.size or 0),
            )
            for annex in circular.annexes
            if annex.file is not None
        ]
        if not items:
            return []
        return [paragraph(_HEADING(view.t("circular.annexes"))), _LIST(together(items))]


def archive_documents(arrivals: list[Arrival], today: dt.date) -> list[list[Arrival]]:
    """The arrivals of each archive document, from the oldest on (RFC 5005, 4).

    Only full ones, and only with what was added some days before *today*: a pull request that
    waited may still come among the latest.
    """
    settled_before = today - dt.timedelta(days=SETTLED_DAYS)
    settled = [arrival for arrival in arrivals if arrival.day < settled_before]
    full = len(settled) // LIST_SIZE
    return [settled[number * LIST_SIZE :][:LIST_SIZE] for number in range(full)]


def newest(arrivals: list[Arrival], scope: Scope, archived: int = 0) -> list[Arrival]:
    """What the feed of a scope shows of *arrivals*, the newest first: the newest fifty.

    A feed before archive documents, which hold the first *archived* arrivals, shows all others
    too, up to twice as many: only a week with more than fifty can leave a gap, and only for a week.
    """
    size = LIST_SIZE
    if archived:
        open_ones = sum(not arrival.is_superseded for arrival in arrivals[archived:])
        size = min(max(LIST_SIZE, open_ones), MOST_ENTRIES)
    shown: list[Arrival] = []
    for arrival in reversed(arrivals):
        if len(shown) == size:
            break
        if not arrival.is_superseded and scope.has(arrival.circular):
            shown.append(arrival)
    return shown


def newest_by_scope(arrivals: list[Arrival]) -> Mapping[tuple[str, str], list[Arrival]]:
    """The same for all scopes at once, by their kind and id, before no archive documents.

    Few letters belong to some scopes: looking for fifty of each, one would look at all for each.
    """
    found: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in reversed(arrivals):
        if not arrival.is_superseded:
            for scope in _scopes_of(arrival.circular):
                shown = found.setdefault(scope, [])
                if len(shown) < LIST_SIZE:
                    shown.append(arrival)
    return found


def _scopes_of(circular: Circular) -> Iterator[tuple[str, str]]:
    """The kinds and ids of all scopes that have a letter (:meth:`archive.scopes.Scope.has`)."""
    yield EVERYTHING, ""
    for name in dict.fromkeys(initiative.id for initiative in circular.initiatives):
        yield INITIATIVE, name
    yield BUREAU, circular.bureau.id
    for addressee in addressed(circular):
        yield ADDRESSEE, addressee.id


def _order(arrival: Arrival) -> tuple[dt.date, dt.date, str]:
    """By the day of arrival, then as letters are sorted, under the names they never lose."""
    circular = arrival.circular
    return (arrival.day, circular.order()[0], circular.identity)
