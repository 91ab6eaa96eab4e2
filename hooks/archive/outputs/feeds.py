"""Feeds of new letters, of changes and of closing deadlines: for each scope, language and form.

Nothing but :mod:`archive.feeds.closing` and the choice of archive documents depends on the day of
the build, and every date comes from the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.feeds.background import Background
from archive.feeds.changes import Change, Changes
from archive.feeds.closing import ClosingDeadlines, Reminder
from archive.feeds.entry import Entry, Feed
from archive.feeds.json_form import JsonForm
from archive.feeds.naming import feed_description, feed_title
from archive.feeds.new import Arrival, NewLetters, archive_documents, newest, newest_by_scope
from archive.feeds.xml_forms import XmlForms
from archive.model import Archive
from archive.paging import LIST_SIZE
from archive.scopes import FORMS, Scope, scopes
from archive.site import Artifact, Site
from archive.urls import feed_id


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All feeds of all languages."""
    writer = _Feeds(archive, site)
    for language in site.languages:
        yield from writer.of_language(language.code)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a feed tells of."""

    entries: Callable[[], tuple[Entry, ...]]
    """Makes the entries, which all forms of a feed share."""
    made_from: Sequence[object]
    """What the entries are made from."""
    shows: frozenset[str] = frozenset()
    """The keys of the circulars whose bodies they hold."""


class _Feeds:
    """Makes the feeds of one build; their entries are shared."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._site = site
        self._background = Background(archive, site)
        self._new = NewLetters(self._background)
        self._changes = Changes(self._background)
        self._closing = ClosingDeadlines(self._background)
        self._xml = XmlForms()
        self._json = JsonForm()
        self._scopes = scopes(archive)

    def of_language(self, language: str) -> Iterator[Artifact]:
        """The feeds of all scopes, and the archive documents of the feed of everything; where only
        the bodies of some letters are wanted, the feeds that hold these."""
        arrivals = self._new.arrivals(language)
        documents = archive_documents(arrivals, self._site.today)
        everything = Scope()
        arrived = newest_by_scope(arrivals)
        only = self._site.only
        if only is not None:
            for scope in self._scopes:
                found = arrived.get((scope.kind, scope.id), [])
                if not only.isdisjoint(each.circular.key for each in found):
                    told = self._arrived(found, language)
                    yield from self._forms(scope, language, "new", told, len(documents))
            if documents:
                yield self._current(arrivals, len(documents), language)
            return
        changes = list(self._changes.told(language))
        reminders = self._closing.reminders(language)
        for scope in self._scopes:
            for what, told in (
                ("new", self._arrived(arrived.get((scope.kind, scope.id), []), language)),
                ("changes", self._changed(changes, scope, language)),
                ("closing", self._standing(reminders, scope, language)),
            ):
                yield from self._forms(scope, language, what, told, len(documents))
            if scope == everything and documents:
                yield self._current(arrivals, len(documents), language)
        for number, document in enumerate(documents, 1):
            yield self._archived(document, number, language)

    def _arrived(self, arrivals: list[Arrival], language: str) -> _Told:
        return _Told(
            lambda: tuple(self._new.entry(arrival, language) for arrival in arrivals),
            [self._of_arrival(arrival) for arrival in arrivals],
            frozenset(arrival.circular.key for arrival in arrivals),
        )

    def _of_arrival(self, arrival: Arrival) -> tuple[object, ...]:
        key = self._background.key(arrival.circular)
        return (key, arrival.language, arrival.day, arrival.is_superseded)

    def _changed(self, changes: Sequence[tuple[Change, str]], scope: Scope, language: str) -> _Told:
        found = []
        for change, code in changes:
            if change.is_in(scope):
                found.append((change, code))
                if len(found) == LIST_SIZE:
                    break
        return _Told(
            lambda: tuple(self._changes.entry(change, code, language) for change, code in found),
            [(self._background.key(change.circular), change, code) for change, code in found],
        )

    def _standing(self, reminders: Sequence[Reminder], scope: Scope, language: str) -> _Told:
        found = [
            reminder
            for reminder in reminders
            if scope.has_date(reminder.dated.circular, reminder.dated.item)
        ][:LIST_SIZE]
        return _Told(
            lambda: tuple(self._closing.entry(reminder, language) for reminder in found),
            [(self._background.key(each.dated.circular), each) for each in found],
        )

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
        self, scope: Scope, language: str, what: str, told: _Told, documents: int
    ) -> Iterator[Artifact]:
        """A feed in all its forms, but for the one that leads to archive documents."""
        addresses, keys = self._site.addresses, self._site.keys
        for form in FORMS:
            if documents and (scope.kind, what, form) == ("", "new", "atom"):
                continue
            path = addresses.feed(language, what, form, scope.kind, scope.id)

            def data(form: str = form, path: str = path) -> bytes:
                return self._written(self._feed(scope, language, what, told.entries()), form, path)

            key = keys.of("feed", scope, language, what, form, told.made_from)
            yield Artifact(path=path, data=data, kind="feed", key=key, shows=told.shows)
            for old in scope.former:  # a static host cannot redirect: the same feed stays there
                former = addresses.feed(language, what, form, scope.kind, old)
                yield Artifact(path=former, data=data, kind="feed", key=key)

    def _written(self, feed: Feed, form: str, path: str) -> bytes:
        address = self._site.absolute(path)
        if form == "json":
            return self._json.write(feed, address)
        return self._xml.write(feed, form, address)

    def _current(self, arrivals: list[Arrival], documents: int, language: str) -> Artifact:
        """The feed that leads to the archive documents."""
        first = newest(arrivals, Scope(), documents * LIST_SIZE)
        return self._subscribed(self._arrived(first, language), language, documents)

    def _subscribed(self, told: _Told, language: str, documents: int) -> Artifact:
        """The Atom feed of everything, before its archive documents."""
        addresses = self._site.addresses
        last = self._site.absolute(addresses.feed_archive(language, documents))
        path = addresses.feed(language, "new", "atom")

        def data() -> bytes:
            feed = self._feed(Scope(), language, "new", told.entries())
            return self._written(replace(feed, prev_archive=last), "atom", path)

        key = self._site.keys.of("subscribed", language, last, told.made_from)
        return Artifact(path=path, data=data, kind="feed", key=key, shows=told.shows)

    def _archived(self, arrivals: list[Arrival], number: int, language: str) -> Artifact:
        """Archive document *number*, from the oldest: it changes no more when letters are added."""
        site, addresses = self._site, self._site.addresses
        before = addresses.feed_archive(language, number - 1)
        path = addresses.feed_archive(language, number)

        def data() -> bytes:
            entries = tuple(self._new.archived(arrival, language) for arrival in reversed(arrivals))
            feed = replace(
                self._feed(Scope(), language, "new", entries),
                current=site.absolute(addresses.feed(language, "new", "atom")),
                prev_archive=site.absolute(before) if number > 1 else "",
            )
            return self._written(feed, "atom", path)

        told = [(each.circular, each.language, each.day, each.is_superseded) for each in arrivals]
        key = site.keys.of("archived", language, number, told)
        return Artifact(path=path, data=data, kind="feed", key=key)
