"""Every address of the site, one function per kind, and the identities of feed entries.

Addresses are paths below the site's root: ``circulars/2021/tsb-352/`` in the default language,
``en/circulars/2021/tsb-352/`` in another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.languages import language_served
from archive.model import Circular, Text

AUTHORITY = "circulars.example"
"""The tagging authority of RFC 4151. Permanent: entry ids are built from it, never from where
the site happens to be published, so that a move of the site does not repeat every entry."""

AUTHORITY_YEAR = 2026

_FEED_FILES = {"atom": "atom.xml", "rss": "feed.xml", "json": "feed.json"}
"""Names by which every server knows what the files are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses of a site whose root is in *default_language*."""

    default_language: str

    def home(self, language: str) -> str:
        """The home page, and the root of everything in *language*."""
        return "" if language == self.default_language else f"{language}/"

    def circulars(self, language: str) -> str:
        """The newest circulars and the years."""
        return f"{self.home(language)}circulars/"

    def circulars_of_year(self, language: str, year: int, page: int | None = None) -> str:
        """The circulars of a year: the newest page, or page *page* counted from the oldest."""
        return _paged(f"{self.circulars(language)}{year}/", page)

    def circulars_of_bureau(self, language: str, bureau: str, page: int | None = None) -> str:
        """The circulars of a bureau."""
        return _paged(f"{self.circulars(language)}bureau/{bureau}/", page)

    def circular(self, language: str, key: str) -> str:
        """A circular's page."""
        return f"{self.circulars(language)}{key}/"

    def circular_as_written(self, language: str, circular: Circular) -> str:
        """The page of *circular* whose text readers of *language* get, in that text's own tree."""
        return self.circular(language_for(language, circular), circular.key)

    def parallel(self, language: str, key: str) -> str:
        """A circular in all its languages side by side, *language* first."""
        return f"{self.circular(language, key)}parallel/"

    def attachment(self, key: str, file: str) -> str:
        """A file beside a circular; it stands once, whatever the language."""
        return f"circulars/{key}/{file}"

    def initiatives(self, language: str) -> str:
        """All initiatives."""
        return f"{self.home(language)}initiatives/"

    def initiative(self, language: str, initiative: str, page: int | None = None) -> str:
        """An initiative's page."""
        return _paged(f"{self.initiatives(language)}{initiative}/", page)

    def deadlines(self, language: str, year: int | None = None, month: int | None = None) -> str:
        """Open and recently closed deadlines, all of a year, or the days of a month."""
        place = f"{self.home(language)}deadlines/" + (f"{year}/" if year else "")
        return place + (f"{month:02d}/" if month else "")

    def events(self, language: str, year: int | None = None) -> str:
        """Coming and recent events, or all of a year."""
        return f"{self.home(language)}events/" + (f"{year}/" if year else "")

    def addressees(self, language: str) -> str:
        """All classes of addressees."""
        return f"{self.home(language)}addressees/"

    def addressee(self, language: str, addressee: str) -> str:
        """What is asked of a class of addressees."""
        return f"{self.addressees(language)}{addressee}/"

    def subscribe(self, language: str) -> str:
        """How to subscribe."""
        return f"{self.home(language)}subscribe/"

    def opml(self, language: str) -> str:
        """The list of all feeds of a language, for feed readers (OPML)."""
        return f"{self.subscribe(language)}feeds.opml"

    def build(self) -> str:
        """For which day and from which sources the site was built (JSON)."""
        return "build.json"

    def glossary(self, language: str) -> str:
        """What abbreviations stand for, in all languages."""
        return f"{self.home(language)}glossary/"

    def term(self, language: str, term: str) -> str:
        """One entry of the glossary."""
        return f"{self.glossary(language)}#term-{term}"

    def search(self, language: str) -> str:
        """The search page."""
        return f"{self.home(language)}search/"

    def resolver(self, language: str) -> str:
        """The page that finds the letter which a reference means."""
        return f"{self.home(language)}r/"

    def reference(self, language: str, slug: str) -> str:
        """The lasting address of a reference: it leads to its letter, or offers a choice."""
        return f"{self.resolver(language)}{slug}/"

    def reference_index(self, series: str = "", year: int | None = None) -> str:
        """Which letters bear the references of a *series* in a *year*; without them, what parts
        there are (JSON)."""
        if not series:
            return "r/index.json"
        return f"r/index/{series}-{year}.json"

    def translations(self, language: str, page: int | None = None) -> str:
        """What is missing or behind in which language: the page for translators."""
        return _paged(f"{self.home(language)}editing/translations/", page)

    def named(self, language: str, name: str, page: int | None = None) -> str:
        """Any other page by its name, as ``about`` or ``circulars/bureau/tsb``."""
        return _paged(f"{self.home(language)}{name}/", page)

    def editing(self, language: str) -> str:
        """The page for editors."""
        return f"{self.home(language)}editing/"

    def field_reference(self, language: str) -> str:
        """The reference of front-matter fields."""
        return f"{self.home(language)}editing/fields/"

    def rules(self, language: str) -> str:
        """The list of the checker's rules."""
        return f"{self.home(language)}editing/rules/"

    def rule(self, language: str, code: str) -> str:
        """The page of one rule."""
        return f"{self.rules(language)}{code}/"

    def schema(self, language: str, document: str) -> str:
        """The JSON Schema of a kind of file."""
        return f"{self.home(language)}editing/schema/{document}.json"

    def scope(self, language: str, kind: str = "", name: str = "") -> str:
        """The page whose feeds and calendars are those of a scope (:mod:`archive.scopes`)."""
        if kind == "initiative":
            return self.initiative(language, name)
        if kind == "bureau":
            return self.circulars_of_bureau(language, name)
        if kind == "addressee":
            return self.addressee(language, name)
        return self.home(language)

    def feed(self, language: str, what: str, form: str, kind: str = "", name: str = "") -> str:
        """A feed of what is ``new``, of ``changes`` or of deadlines that are ``closing``, in a
        *form* (``atom``, ``rss``, ``json``)."""
        prefix = "" if what == "new" else f"{what}-"
        return self.scope(language, kind, name) + prefix + _FEED_FILES[form]

    def feed_archive(self, language: str, number: int) -> str:
        """An archive document of the Atom feed of everything (RFC 5005), from the oldest on."""
        return f"{self.home(language)}atom/{number}.xml"

    def calendar(
        self, language: str, what: str, kind: str = "", name: str = "", *, reminders: bool = False
    ) -> str:
        """A calendar of ``deadlines``, of ``events`` or (``calendar``) of both."""
        suffix = "-reminders" if reminders else ""
        return f"{self.scope(language, kind, name)}{what}{suffix}.ics"

    def circular_calendar(self, language: str, key: str) -> str:
        """The calendar of one circular's dates."""
        return f"{self.circular(language, key)}calendar.ics"


def language_for(language: str, circular: Circular) -> str:
    """The language in which readers of *language* can read *circular*."""
    return language_for_texts(language, circular.texts)


def language_for_texts(language: str, texts: Mapping[str, Text]) -> str:
    """The language in which readers of *language* can read one of *texts*."""
    if language in texts:
        return language
    original = next(code for code, text in texts.items() if text.translates is None)
    return language_served(language, texts, original)


def relative(source: str, target: str) -> str:
    """The relative address of *target* on the page *source* (both below the site's root)."""
    return "../" * source.count("/") + target or "./"


def circular_entry_id(identity: str, language: str) -> str:
    """The permanent id of a circular's entry in the feeds of *language* (a tag URI).

    *identity* is the key under which the letter was first published.
    """
    return f"tag:{AUTHORITY},{AUTHORITY_YEAR}:circular/{identity}/{language}"


def change_entry_id(identity: str, change: str, language: str) -> str:
    """The permanent id of an entry about a change of a circular's page.

    *change* names it: ``translated``, the id of an entry of ``changes``, or what a later letter
    did to which date.
    """
    return f"tag:{AUTHORITY},{AUTHORITY_YEAR}:change/{identity}/{change}/{language}"


def closing_entry_id(identity: str, deadline: str, day: str, left: int, language: str) -> str:
    """The permanent id of the reminder that *left* days are left until a deadline's *day*."""
    name = f"closing/{identity}/{deadline}/{day}/{left}/{language}"
    return f"tag:{AUTHORITY},{AUTHORITY_YEAR}:{name}"


def feed_id(language: str, what: str = "new", kind: str = "", name: str = "") -> str:
    """The permanent id of a feed; *name* is the one that its scope was first published under."""
    scope = f"{kind}/{name}" if kind else "circulars"
    of = scope if what == "new" else f"{scope}/{what}"
    return f"tag:{AUTHORITY},{AUTHORITY_YEAR}:feed/{of}/{language}"


def event_uid(identity: str, kind: str, name: str, language: str) -> str:
    """The permanent UID of a calendar's event (RFC 5545, 3.8.4.7), one for each language.

    It is made of the letter and of the id of the ``deadline`` or ``event`` in it, never of a date
    or a title: a date that moves stays the same event. No part of it can hold a dot.
    """
    return f"{identity.replace('/', '.')}.{kind}.{name}.{language}@{AUTHORITY}"


def calendar_uid(language: str, what: str, kind: str = "", name: str = "") -> str:
    """The permanent UID of a calendar (RFC 7986, 5.3)."""
    of = ".".join(
        part for part in ("calendar", what, kind, name.replace("/", "."), language) if part
    )
    return f"{of}@{AUTHORITY}"


def _paged(place: str, page: int | None) -> str:
    return f"{place}page/{page}/" if page else place
