"""What the world may hold on to: addresses of pages, feeds and files, permanent ids, paragraphs.

Computed from extracts alone, without building the site, so that the checker can compare it with
what was published before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from archive.checks.library import Library
from archive.move_register import REGISTER, read_moves
from archive.moves import Moves
from archive.paging import numbered_pages
from archive.redirects import old_files, old_pages
from archive.scopes import ADDRESSEE, BUREAU, CALENDARS, FEEDS, FORMS, INITIATIVE, page_identity
from archive.urls import Addresses, calendar_uid, circular_entry_id, feed_id

NO_LANGUAGE = "-"
"""Stands for the language of what has none, such as an attachment."""

PAGE, WRITTEN, PLACE, FEED, FILE = "page", "written-page", "place", "feed", "file"
CALENDAR = "calendar"
"""Kinds of promises that are addresses: of pages made from the archive, of hand-written pages, of
places on the owner's page, of feeds, of attachments, of calendars."""

FEED_ID, ENTRY, CALENDAR_ID = "feed-id", "entry", "calendar-id"
"""Kinds of promises that are permanent ids."""

DATE, ACT = "date", "act"
"""What does not change without a word to subscribers: the dates of deadlines and events by their
places on the page, and what later letters did to them. Behind each stand 6 hexadecimal digits of
the date's fingerprint, and 2 of how many public changes of the page had been told by then.

Behind an entry's id stand the digits of the day on which its text entered the archive."""

ACTS = frozenset({"extends", "reschedules", "withdraws", "replaces"})
"""Relations by which a later letter acts on the dates of an earlier one."""


class Owner(NamedTuple):
    """Whose promise it is."""

    kind: str
    """``circular``, ``initiative`` or ``page``."""
    name: str
    language: str


Promises = dict[Owner, dict[str, dict[str, str]]]
"""Owner -> kind of promise -> what is promised -> fingerprint of a place's text, else empty.

Other kinds may come; whoever does not know a kind keeps it as it is.
"""

Pages = Mapping[str, Mapping[str, str]]
"""Hand-written pages: name -> language -> address."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands now."""

    published: Promises
    """What the archive itself publishes."""
    left: frozenset[str]
    """Addresses at which moves leave a page, a feed or a file."""
    moves: Moves


def standing(
    library: Library,
    addresses: Addresses,
    languages: Iterable[str],
    written: Pages | None = None,
) -> Standing:
    """All that the archive of *library* promises; *written* are the hand-written pages."""
    moves = moves_of(library)
    promiser = _Promiser(library, moves, addresses, tuple(languages))
    promiser.add_circulars()
    promiser.add_initiatives()
    promiser.add_sections()
    promiser.add_lists()
    for name, paths in (written or {}).items():
        for code, path in paths.items():
            promiser.add(Owner(PAGE, name, code), WRITTEN, path)
    return Standing(promiser.promises, frozenset(promiser.left()), moves)


def moves_of(library: Library) -> Moves:
    """The moves that the archive's register records."""
    register = library.registers.get(REGISTER)
    return Moves(read_moves(register.record) if register else ())


class _Promiser:
    """Gathers the promises of one archive."""

    def __init__(
        self, library: Library, moves: Moves, addresses: Addresses, languages: tuple[str, ...]
    ) -> None:
        self._moves = moves
        self._addresses = addresses
        self._languages = languages
        self._circulars = tuple(library.circulars)
        self._initiatives = sorted(library.known("initiative"))
        self._bureaux = sorted(library.known("bureau"))
        self._known_addressees = library.known("addressee")
        self._acts = self._acts_by_target()
        self._numbered: dict[tuple[str, str], int] = {}
        self.promises: Promises = {}

    def _acts_by_target(self) -> dict[str, list[str]]:
        """What later letters did, by the key of the letter whose dates it concerns.

        Letters and places are named as they were first published: a rename changes no act.
        """
        found: dict[str, list[str]] = {}
        known = {extract.key for extract in self._circulars}
        for extract in self._circulars:
            by = self._moves.identity("circular", extract.key)
            for relation in extract.relations:
                target = relation.circular
                if relation.relation not in ACTS or target not in known:
                    continue
                places = [
                    self._moves.first_place(target, f"{kind}-{name}")
                    for kind, name in (("deadline", relation.deadline), ("event", relation.event))
                    if name
                ]
                act = ":".join([relation.relation, by, *places])
                found.setdefault(target, []).append(act)
        return found

    def add(self, owner: Owner, kind: str, *values: str) -> None:
        """Promise *values*, none of which has a fingerprint; the root's address is ``./``."""
        promised = self.promises.setdefault(owner, {}).setdefault(kind, {})
        promised.update((value or "./", "") for value in values)

    def add_circulars(self) -> None:
        """The pages of circulars in each of their languages, the files beside them, and the lasting
        addresses of their references."""
        for extract in self._circulars:
            key = extract.key
            identity = self._moves.identity("circular", key)
            for language, places in extract.holding.places.items():
                owner = Owner("circular", key, language)
                day = extract.holding.added.get(language, "").replace("-", "")
                entry = circular_entry_id(identity, language)
                self.promises.setdefault(owner, {}).setdefault(ENTRY, {})[entry] = day
                self.add(owner, PAGE, self._addresses.circular(language, key))
                if places:
                    self.promises[owner][PLACE] = dict(places)
            neutral = Owner("circular", key, NO_LANGUAGE)
            told = f"{min(extract.holding.told, 255):02x}"
            if extract.holding.dates:
                self.promises.setdefault(neutral, {})[DATE] = {
                    place: digest + told for place, (digest, _) in extract.holding.dates.items()
                }
            if acts := self._acts.get(key):
                self.promises.setdefault(neutral, {})[ACT] = dict.fromkeys(acts, "000000" + told)
            for file in extract.holding.files:
                address = self._addresses.attachment(key, file)
                self.add(neutral, FILE, address)
            for slug in sorted({name.slug for name in extract.references if name.slug}):
                for code in self._languages:
                    self.add(neutral, PAGE, self._addresses.reference(code, slug))

    def add_initiatives(self) -> None:
        """The pages of initiatives, with their feeds."""
        for name in self._initiatives:
            identity = self._moves.identity("initiative", name)
            for code in self._languages:
                owner = Owner("initiative", name, code)
                self.add(owner, PAGE, self._addresses.initiative(code, name))
                self._add_scope(owner, INITIATIVE, name, identity)

    def _add_scope(self, owner: Owner, kind: str = "", name: str = "", identity: str = "") -> None:
        """The feeds and the calendars of a scope."""
        code, addresses = owner.language, self._addresses
        for what in FEEDS:
            self.add(owner, FEED, *(addresses.feed(code, what, form, kind, name) for form in FORMS))
            self.add(owner, FEED_ID, feed_id(code, what, kind, identity))
        for what in CALENDARS:
            self.add(owner, CALENDAR, *_calendars(addresses, code, what, kind, name))
            self.add(owner, CALENDAR_ID, calendar_uid(code, what, kind, identity))

    def add_sections(self) -> None:
        """The home page with its feeds, the sections, search, and what editors look up."""
        addresses = self._addresses
        for code in self._languages:
            owner = Owner(PAGE, ".", code)
            self.add(owner, PAGE, addresses.home(code))
            self._add_scope(owner)
            self.add(Owner(PAGE, "subscribe", code), FEED, addresses.opml(code))
        for address in (
            addresses.circulars,
            addresses.initiatives,
            addresses.deadlines,
            addresses.events,
            addresses.addressees,
            addresses.subscribe,
            addresses.search,
            addresses.resolver,
            addresses.editing,
            addresses.field_reference,
            addresses.rules,
            addresses.translations,
            addresses.glossary,
        ):
            self._add_page(address)

    def add_lists(self) -> None:
        """The lists by year and by bureau, and the numbered pages of all lists.

        The years of deadlines and events are no promise: they follow the facts, which may be
        corrected.
        """
        addresses = self._addresses
        years = Counter(int(extract.key[:4]) for extract in self._circulars)
        bureaux = Counter(extract.holding.bureau for extract in self._circulars)
        initiatives = Counter(
            name for extract in self._circulars for name in extract.holding.initiatives
        )
        for year in sorted(years):
            self._add_list(addresses.circulars_of_year, year, years[year])
        for bureau in self._bureaux:
            name = self._add_list(addresses.circulars_of_bureau, bureau, bureaux[bureau])
            self._add_scopes(name, BUREAU, bureau)
        for addressee in sorted(self._known_addressees):
            self._add_scopes(self._add_page(addresses.addressee, addressee), ADDRESSEE, addressee)
        for name in self._initiatives:
            count = numbered_pages(initiatives[name])
            self._numbered["initiative", name] = count
            self._add_numbered(addresses.initiative, name, count)

    def _add_scopes(self, page: str, kind: str, name: str) -> None:
        identity = page_identity(self._moves, page.rpartition("/")[0], name)
        for code in self._languages:
            self._add_scope(Owner(PAGE, page, code), kind, name, identity)

    def _add_list(self, address: Callable[..., str], what: int | str, count: int) -> str:
        name = self._add_page(address, what)
        self._numbered[PAGE, name] = numbered_pages(count)
        self._add_numbered(address, what, numbered_pages(count))
        return name

    def _add_numbered(self, address: Callable[..., str], what: int | str, count: int) -> None:
        for page in range(1, count + 1):
            self._add_page(address, what, page)

    def _add_page(self, address: Callable[..., str], *what: object) -> str:
        """Promise a page in all languages; its name is its address without the language."""
        name = address(self._addresses.default_language, *what).strip("/")
        for code in self._languages:
            self.add(Owner(PAGE, name, code), PAGE, address(code, *what))
        return name

    def left(self) -> Iterator[str]:
        """The addresses at which moves leave something."""
        addresses, moves = self._addresses, self._moves
        texts = {extract.key: extract.holding.places for extract in self._circulars}
        slugs = {name.slug for extract in self._circulars for name in extract.references}
        for page in old_pages(moves, texts, self._numbered, addresses, self._languages, slugs):
            yield page.path
        files = {extract.key: extract.holding.files for extract in self._circulars}
        for file in old_files(moves, files, addresses):
            yield file.path
        for name in self._initiatives:
            for former in moves.former("initiative", name):
                for code in self._languages:
                    yield from _subscriptions(addresses, code, INITIATIVE, former)
        for kind, place in self._pages_of_scopes():
            folder = place.rpartition("/")[0]
            for former in moves.former(PAGE, place):
                if former.rpartition("/")[0] == folder:
                    for code in self._languages:
                        name = former.rpartition("/")[2]
                        yield from _subscriptions(addresses, code, kind, name)

    def _pages_of_scopes(self) -> Iterator[tuple[str, str]]:
        """The pages of bureaux and of classes of addressees, by their names."""
        addresses, code = self._addresses, self._addresses.default_language
        for bureau in self._bureaux:
            yield BUREAU, addresses.circulars_of_bureau(code, bureau).strip("/")
        for addressee in sorted(self._known_addressees):
            yield ADDRESSEE, addresses.addressee(code, addressee).strip("/")


def _calendars(
    addresses: Addresses, language: str, what: str, kind: str, name: str
) -> Iterator[str]:
    for reminders in (False, True):
        yield addresses.calendar(language, what, kind, name, reminders=reminders)


def _subscriptions(addresses: Addresses, language: str, kind: str, name: str) -> Iterator[str]:
    """The addresses of all feeds and calendars of a scope."""
    for what in FEEDS:
        for form in FORMS:
            yield addresses.feed(language, what, form, kind, name)
    for what in CALENDARS:
        yield from _calendars(addresses, language, what, kind, name)
