"""Every address of the site, one function per kind, and the identities of feed entries.

Addresses are paths below the site's root: ``circulars/2021/tsb-352/`` in the default language,
``en/circulars/2021/tsb-352/`` in another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname

from archive.model import Circular, Text

AUTHORITY = "circulars.example"
"""The tagging authority of RFC 4151. Permanent: entry ids are built from it, never from where
the site happens to be published, so that a move of the site does not repeat every entry."""

AUTHORITY_YEAR = 2026


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

    def circular_for(self, language: str, circular: Circular) -> str:
        """The page of *circular* for readers of *language*: in it, or in the original's."""
        return self.circular(language_for(language, circular), circular.key)

    def attachment(self, key: str, file: str) -> str:
        """A file beside a circular; it stands once, whatever the language."""
        return f"circulars/{key}/{file}"

    def initiatives(self, language: str) -> str:
        """All initiatives."""
        return f"{self.home(language)}initiatives/"

    def initiative(self, language: str, initiative: str, page: int | None = None) -> str:
        """An initiative's page."""
        return _paged(f"{self.initiatives(language)}{initiative}/", page)

    def deadlines(self, language: str, year: int | None = None) -> str:
        """Open and recently closed deadlines, or all of a year."""
        return f"{self.home(language)}deadlines/" + (f"{year}/" if year else "")

    def events(self, language: str, year: int | None = None) -> str:
        """Coming and recent events, or all of a year."""
        return f"{self.home(language)}events/" + (f"{year}/" if year else "")

    def search(self, language: str) -> str:
        """The search page."""
        return f"{self.home(language)}search/"

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

    def rss(self, language: str, initiative: str | None = None) -> str:
        """An RSS 2.0 feed: of everything, or of an initiative."""
        return self._feed_place(language, initiative) + "feed.xml"

    def atom(self, language: str, initiative: str | None = None) -> str:
        """An Atom feed: of everything, or of an initiative."""
        return self._feed_place(language, initiative) + "atom.xml"

    def _feed_place(self, language: str, initiative: str | None) -> str:
        return self.initiative(language, initiative) if initiative else self.home(language)


def language_for(language: str, circular: Circular) -> str:
    """The language in which readers of *language* can read *circular*."""
    return language_for_texts(language, circular.texts)


def language_for_texts(language: str, texts: Mapping[str, Text]) -> str:
    """The language in which readers of *language* can read one of *texts*."""
    if language in texts:
        return language
    return next(code for code, text in texts.items() if text.translates is None)


def relative(source: str, target: str) -> str:
    """The relative address of *target* on the page *source* (both below the site's root)."""
    depth = len([part for part in dirname(source).split("/") if part])
    return "../" * depth + target or "./"


def circular_entry_id(identity: str, language: str) -> str:
    """The permanent id of a circular's entry in the feeds of *language* (a tag URI).

    *identity* is the key under which the letter was first published.
    """
    return f"tag:{AUTHORITY},{AUTHORITY_YEAR}:circular/{identity}/{language}"


def feed_id(language: str, initiative: str | None = None) -> str:
    """The permanent id of a feed; *initiative* is the name that it was first published under."""
    name = f"initiative/{initiative}" if initiative else "circulars"
    return f"tag:{AUTHORITY},{AUTHORITY_YEAR}:feed/{name}/{language}"


def _paged(place: str, page: int | None) -> str:
    return f"{place}page/{page}/" if page else place
