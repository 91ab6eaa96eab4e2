"""What the search index is made from: a lean document for every letter, and what it holds.

An index is made for each pair of a reader's language and the language of texts: readers of Russian
have the Russian texts, and beside them an index of its own of those letters that have no Russian
text. So what is of no use to a reader is never downloaded, each index has word forms of one
language only, and every result leads to the page in the reader's own tree.

Documents are made from the archive's facts and finished bodies, never from published pages: a
change of the theme, of a list or of the day needs no new index.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from archive.languages import Phrases
from archive.model import Archive, Circular, Contact, Initiative, Link, Localized
from archive.render.borrowed_words import unmarked
from archive.site import Site
from archive.urls import language_for_texts

REFERENCE_WEIGHT = 10
"""How much a word of the letter's reference counts (Pagefind: a word of the text counts 1, one of
the subject 7)."""

SUMMARY_WEIGHT = 2

UNDATED, ENDED, NONE = "open", "ended", "none"
"""What the filter ``deadline`` has in place of a day: a day that is not known yet, deadlines that
later letters have all ended, no deadlines at all."""

SUMMARY = "."
"""The id of the summary: it stands at the top of the page."""

FOREIGN = "~"
"""With this and a language's code begins, as an id, what a document has in another language; alone
it stands before the letter's reference as other languages have it."""

EXCLUDED = ".para-no, .sub-no, .footnote > sup, sup > a, small, button"
"""What Pagefind passes over in a body: numbers before paragraphs, notes of the archive."""

_PLACE = re.compile(r'(<[a-z][a-z0-9]*(?: [^<>]*?)?) id="([^"<>]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The documents of one index."""

    reader: str
    """The language of the readers, in whose tree the pages stand."""
    language: str
    """The language of the texts."""
    documents: Mapping[str, bytes]
    """HTML documents by the path of the page that each stands for; each is made when asked for."""
    key: Callable[[], bytes] = field(default=bytes, compare=False)
    """Gives the digest of all that they are made from; empty where that is not known."""

    @property
    def name(self) -> str:
        """The folder of the index: ``ru/en`` for what readers of Russian find in English."""
        return f"{self.reader}/{self.language}"


def languages_of_texts(archive: Archive, site: Site, reader: str) -> list[str]:
    """The languages of the texts that readers of the language *reader* are shown, theirs first."""
    texts = [circular.texts for circular in archive.circulars]
    texts += [initiative.texts for initiative in archive.initiatives]
    return _ordered({language_for_texts(reader, several) for several in texts}, site, reader)


def _ordered(languages: Collection[str], site: Site, reader: str) -> list[str]:
    known = [language.code for language in site.languages if language.code in languages]
    return sorted(known, key=lambda code: code != reader)


def corpora(archive: Archive, site: Site) -> Iterator[Corpus]:
    """The documents of every index, one index at a time."""
    for reader in site.languages:
        held: defaultdict[str, _Held] = defaultdict(lambda: ([], []))
        for circular in archive.circulars:
            held[language_for_texts(reader.code, circular.texts)][0].append(circular)
        for initiative in archive.initiatives:
            held[language_for_texts(reader.code, initiative.texts)][1].append(initiative)
        for language in _ordered(held, site, reader.code):
            documents = _Documents(site, reader.code, language, held[language])
            yield Corpus(
                reader=reader.code, language=language, documents=documents, key=documents.key
            )


_Held = tuple[list[Circular], list[Initiative]]
"""What one index is made of."""


class _Documents(Mapping[str, bytes]):
    """Documents that are made when they are asked for: all of them at once would fill memory."""

    def __init__(self, site: Site, reader: str, language: str, held: _Held) -> None:
        self._site = site
        self._reader = reader
        self._language = language
        self._circulars, self._initiatives = held

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[], bytes]]:
        writer = _Writer(self._site, self._reader, self._language)
        addresses = self._site.addresses
        makers: dict[str, Callable[[], bytes]] = {}
        for circular in self._circulars:
            path = addresses.circular(self._reader, circular.key)
            makers[f"{path}index.html"] = partial(writer.circular, circular)
        for initiative in self._initiatives:
            path = addresses.initiative(self._reader, initiative.id)
            makers[f"{path}index.html"] = partial(writer.initiative, initiative)
        return makers

    def key(self) -> bytes:
        """The digest of all that they are made from; empty where that is not known."""
        keys, languages = self._site.keys, [self._language]
        made_from: list[object] = [
            (circular, keys.bodies(circular.key, languages)) for circular in self._circulars
        ]
        for initiative in self._initiatives:
            bodies = keys.bodies(f"initiatives/{initiative.id}", languages)
            made_from.append((initiative, bodies))
        return keys.lasting(self._reader, self._language, made_from)

    def __getitem__(self, path: str) -> bytes:
        return self._makers[path]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._circulars) + len(self._initiatives)


def answerable_until(circular: Circular) -> str:
    """The last Geneva day on which anything that the letter asks can be answered.

    In ISO 8601, or :data:`UNDATED`, :data:`ENDED` or :data:`NONE`. Whether that is still ahead is
    for the reader's browser to say, on the day of reading.
    """
    if not circular.deadlines:
        return NONE
    standing = [deadline.due for deadline in circular.deadlines if deadline.ended is None]
    days = [due.geneva_day() for due in standing if due is not None]
    if len(days) < len(standing):
        return UNDATED
    return max(days).isoformat() if days else ENDED


@dataclass(slots=True)
class _Document:
    """One document while it is written."""

    language: str
    head: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    foreign: dict[str, list[str]] = field(default_factory=dict)

    def meta(self, name: str, value: str) -> None:
        """Something that a result shows."""
        self._head("meta", name, value)

    def filter(self, name: str, value: str) -> None:
        """Something that results can be filtered by."""
        self._head("filter", name, value)

    def sort(self, name: str, value: str) -> None:
        """Something that results can be sorted by."""
        self._head("sort", name, value)

    def _head(self, kind: str, name: str, value: str) -> None:
        content = html.escape(value)
        self.head.append(f'<meta data-pagefind-{kind}="{name}[content]" content="{content}">')

    def heading(self, words: Localized) -> None:
        """The title, in the document's language or in the one that there is."""
        title = html.escape(words.in_language(self.language).text)
        self.parts.append(f'<h1 data-pagefind-meta="title">{title}</h1>')
        self._others(words)

    def text(self, words: str, weight: int = 1) -> None:
        """Words in the document's language."""
        self.parts.append(_paragraph(words, weight))

    def words(self, *several: Localized, weight: int = 1) -> None:
        """Words of the archive; what is not in the document's language stands apart."""
        for words in several:
            if not words:
                continue
            phrase = words.in_language(self.language)
            paragraph = _paragraph(phrase.text, weight)
            if phrase.language == self.language:
                self.parts.append(paragraph)
            else:
                self.foreign.setdefault(phrase.language, []).append(paragraph)

    def _others(self, words: Localized) -> None:
        """The same in the other languages, for those who know it by that name."""
        for code, text in words.texts.items():
            if code != self.language:
                self.foreign.setdefault(code, []).append(_paragraph(text))

    def place(self, anchor: str) -> None:
        """What follows stands on the page under the address *anchor*."""
        self.parts.append(_anchor(anchor))

    def body(self, text: str) -> None:
        """A finished body. Its addresses become empty elements: an index repeats the words of
        elements that have one."""
        self.parts.append(_PLACE.sub(lambda match: _anchor(match[2]) + match[1], text))

    def written(self) -> bytes:
        """The whole document."""
        parts = list(self.parts)
        for code, words in sorted(self.foreign.items()):
            parts += [_anchor(FOREIGN + code), *words]
        text = (
            f'<!doctype html><html lang="{self.language}"><head>{"".join(self.head)}</head>'
            f"<body data-pagefind-body>{''.join(parts)}</body></html>"
        )
        return unmarked(text).encode()


class _Writer:
    """Writes the documents of one index."""

    def __init__(self, site: Site, reader: str, language: str) -> None:
        self._site = site
        self._reader = site.phrases[reader]
        self._language = language

    def circular(self, circular: Circular) -> bytes:
        """The document of a letter."""
        document, reader = _Document(self._language), self._reader
        code = reader.language.code
        document.meta("reference", _reference(circular, reader))
        document.meta("bureau", circular.bureau.abbreviation.in_language(code).text)
        if circular.date is not None:
            document.meta("date", reader.date(circular.date))
        document.filter("year", str(circular.year))
        document.filter("bureau", circular.bureau.id)
        document.filter("kind", circular.kind)
        document.filter("deadline", answerable_until(circular))
        for initiative in circular.initiatives:
            document.filter("initiative", initiative.id)
        for addressee in circular.addressees:
            document.filter("addressee", addressee.id)
        for text in circular.texts:
            document.filter("language", text)
        document.sort("date", circular.order()[0].isoformat())
        document.heading(circular.subject)
        self._references(document, circular)
        document.place(SUMMARY)
        document.words(circular.summary, weight=SUMMARY_WEIGHT)
        document.words(circular.action.asks, circular.action.how, circular.action.next)
        self._body(document, circular.key)
        self._facts(document, circular)
        return document.written()

    def initiative(self, initiative: Initiative) -> bytes:
        """The document of an initiative's introduction."""
        document = _Document(self._language)
        document.meta("reference", self._reader("search.initiative"))
        document.filter("initiative", initiative.id)
        for text in initiative.texts:
            document.filter("language", text)
        document.sort("date", "0000-00-00")  # without one it would never be listed by date
        document.heading(initiative.name)
        document.words(initiative.short_name, weight=REFERENCE_WEIGHT)
        document.place(SUMMARY)
        self._body(document, f"initiatives/{initiative.id}")
        _contacts(document, "contact", initiative.contacts)
        _links(document, initiative.links)
        return document.written()

    def _references(self, document: _Document, circular: Circular) -> None:
        """How the letter is called in every language: letters are cited across languages."""
        if not circular.references:
            return
        own = _reference(circular, self._site.phrases[self._language])
        document.text(own, REFERENCE_WEIGHT)
        for code, phrases in self._site.phrases.items():
            other = _reference(circular, phrases)
            if code != self._language and other != own:
                document.foreign.setdefault("", []).append(_paragraph(other, REFERENCE_WEIGHT))

    def _body(self, document: _Document, key: str) -> None:
        fragment = self._site.fragments[key, self._language]
        document.body(fragment.fill("", lambda _: ""))

    def _facts(self, document: _Document, circular: Circular) -> None:
        document.place("facts")
        document.words(circular.bureau.name, *(item.name for item in circular.addressees))
        document.words(*(item.name for item in circular.initiatives))
        if circular.signatory is not None:
            document.words(circular.signatory.name, circular.signatory.office)
        for deadline in circular.deadlines:
            document.place(f"deadline-{deadline.id}")
            document.words(deadline.asks, deadline.how, deadline.printed, deadline.note)
        for event in circular.events:
            document.place(f"event-{event.id}")
            document.words(event.name, event.place, event.when, event.note)
        _contacts(document, "contacts", circular.contacts)
        for annex in circular.annexes:
            document.place(f"{annex.id}-file")
            document.words(annex.title)
        _links(document, circular.links)


def _contacts(document: _Document, place: str, contacts: Iterable[Contact]) -> None:
    for contact in contacts:
        document.place(place)
        document.words(contact.person, contact.office)
        if contact.email:
            document.text(contact.email)


def _links(document: _Document, links: Iterable[Link]) -> None:
    for link in links:
        document.place("links")
        document.words(link.label)


def _reference(circular: Circular, phrases: Phrases) -> str:
    """What a result calls the letter: its references, or that it has none."""
    if not circular.references:
        return phrases("circular.no-reference")
    return " · ".join(item.printed(phrases) for item in circular.references)


def _paragraph(words: str, weight: int = 1) -> str:
    heavy = f' data-pagefind-weight="{weight}"' if weight > 1 else ""
    # Pagefind puts a full stop after a paragraph that ends with a letter only.
    end = "." if words.endswith(("»", "”", '"', ")")) else ""
    return f"<p{heavy}>{html.escape(words)}{end}</p>"


def _anchor(name: str) -> str:
    return f'<i id="{html.escape(name)}"></i>'
