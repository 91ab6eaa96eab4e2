"""Feeds of new letters, of changes and of closing deadlines: for each scope, language and form.

Nothing but :mod:`archive.feeds.closing` and the choice of archive documents depends on the day of
the build, and every date comes from the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.feeds.background import Background
from archive.feeds.changes import Changes
from archive.feeds.closing import ClosingDeadlines
from archive.feeds.entry import Entry, Feed
from archive.feeds.json_form import write_json
from archive.feeds.naming import feed_description, feed_title
from archive.feeds.new import Arrival, NewLetters, archive_documents, newest
from archive.feeds.xml_forms import XmlForms
from archive.model import Archive
from archive.paging import LIST_SIZE
from archive.scopes import FEEDS, FORMS, Scope, scopes
from archive.site import Artifact, Site
from archive.urls import feed_id


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All feeds of all languages."""
    writer = _Feeds(archive, site)
    for language in site.languages:
        yield from writer.of_language(language.code)


class _Feeds:
    """Makes the feeds of one build; their entries are shared."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._site = site
        self._background = Background(archive, site)
        self._new = NewLetters(self._background)
        self._changes = Changes(self._background)
        self._closing = ClosingDeadlines(self._background)
        self._xml = XmlForms()
        self._scopes = scopes(archive)

    def of_language(self, language: str) -> Iterator[Artifact]:
        """The feeds of all scopes, and the archive documents of the feed of everything."""
        arrivals = self._new.arrivals(language)
        documents = archive_documents(arrivals, self._site.today)
        everything = Scope()
        for scope in self._scopes:
            shown = {
                "new": self._entries(newest(arrivals, scope), language),
                "changes": self._told(scope, language),
                "closing": self._standing(scope, language),
            }
            for what in FEEDS:
                yield from self._forms(scope, language, what, shown[what], len(documents))
            if scope == everything and documents:
                first = newest(arrivals, scope, len(documents) * LIST_SIZE)
                feed = self._feed(scope, language, "new", self._entries(first, language))
                yield self._subscribed(feed, language, len(documents))
        for number, document in enumerate(documents, 1):
            yield self._archived(document, number, language)

    def _entries(self, arrivals: list[Arrival], language: str) -> tuple[Entry, ...]:
        return tuple(self._new.entry(arrival, language) for arrival in arrivals)

    def _told(self, scope: Scope, language: str) -> tuple[Entry, ...]:
        found: list[Entry] = []
        for change, code in self._changes.told(language):
            if change.is_in(scope):
                found.append(self._changes.entry(change, code, language))
                if len(found) == LIST_SIZE:
                    break
        return tuple(found)

    def _standing(self, scope: Scope, language: str) -> tuple[Entry, ...]:
        found = [
            reminder
            for reminder in self._closing.reminders(language)
            if scope.has_date(reminder.dated.circular, reminder.dated.item)
        ]
        return tuple(self._closing.entry(reminder, language) for reminder in found[:LIST_SIZE])

    def _feed(self, scope: Scope, language: str, what: str, entries: tuple[Entry, ...]) -> Feed:
        site, view = self._site, self._background.view(language)
        return Feed(
            id=feed_id(language, what, scope.kind, scope.identity),
            title=feed_title(view, scope, what),
            description=feed_description(view, scope, what),
            language=language,
            author=site.name[language],
            home=site.absolute(site.addresses.scope(language, scope.kind, scope.id)),
            entries=entries,
        )

    def _forms(
        self,
        scope: Scope,
        language: str,
        what: str,
        entries: tuple[Entry, ...],
        documents: int,
    ) -> Iterator[Artifact]:
        """A feed in all its forms, but for the one that leads to archive documents."""
        addresses = self._site.addresses
        feed = self._feed(scope, language, what, entries)
        for form in FORMS:
            if documents and (scope.kind, what, form) == ("", "new", "atom"):
                continue
            path = addresses.feed(language, what, form, scope.kind, scope.id)
            data = self._written(feed, form, path)
            yield Artifact(path=path, data=data, kind="feed")
            for old in scope.former:  # a static host cannot redirect: the same feed stays there
                former = addresses.feed(language, what, form, scope.kind, old)
                yield Artifact(path=former, data=data, kind="feed")

    def _written(self, feed: Feed, form: str, path: str) -> bytes:
        address = self._site.absolute(path)
        if form == "json":
            return write_json(feed, address)
        return self._xml.write(feed, form, address)

    def _subscribed(self, feed: Feed, language: str, documents: int) -> Artifact:
        """The Atom feed of everything, before its archive documents."""
        addresses = self._site.addresses
        last = self._site.absolute(addresses.feed_archive(language, documents))
        path = addresses.feed(language, "new", "atom")
        data = self._written(replace(feed, prev_archive=last), "atom", path)
        return Artifact(path=path, data=data, kind="feed")

    def _archived(self, arrivals: list[Arrival], number: int, language: str) -> Artifact:
        """Archive document *number*, from the oldest: it changes no more when letters are added."""
        site, addresses = self._site, self._site.addresses
        entries = tuple(self._new.archived(arrival, language) for arrival in reversed(arrivals))
        before = addresses.feed_archive(language, number - 1)
        feed = replace(
            self._feed(Scope(), language, "new", entries),
            current=site.absolute(addresses.feed(language, "new", "atom")),
            prev_archive=site.absolute(before) if number > 1 else "",
        )
        path = addresses.feed_archive(language, number)
        return Artifact(path=path, data=self._written(feed, "atom", path), kind="feed")
