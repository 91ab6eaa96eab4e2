"""The pages of the staged tree in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import dirname, relpath
from typing import TypeVar

from archive.blocks import read_blocks
from archive.languages import Phrases
from archive.model import (
    Archive,
    Attachment,
    Circular,
    Dated,
    Deadline,
    Event,
    Initiative,
    Link,
    Localized,
    Text,
)
from archive.selections import deadlines, events, of_initiative
from archive.source import read_text
from archive.staging.dates import StagedDates
from archive.staging.front_matter import InLanguage, yaml_text
from archive.staging.plain_markdown import PlainMarkdown, escaped
from archive.urls import Addresses, language_for, language_for_texts

Item = TypeVar("Item")


def circular_page(language: str, key: str) -> str:
    """The path of a circular's page in the tree."""
    return f"{language}/circulars/{key}.md"


def initiative_page(language: str, name: str) -> str:
    """The path of an initiative's page in the tree."""
    return f"{language}/initiatives/{name}.md"


def attachment(key: str, file: str) -> str:
    """The path of a file beside a circular; it stands once, whatever the language."""
    return f"files/{key}/{file}"


class Pages:
    """Writes all pages of one language."""

    def __init__(
        self, archive: Archive, root: Path, phrases: Mapping[str, Phrases], site: str, code: str
    ) -> None:
        """*root* is the folder that the archive was loaded from, *site* its public address."""
        self._archive = archive
        self._root = root
        self._by_key = archive.by_key()
        self._words = phrases[code]
        self._code = code
        self._site = site
        self._addresses = Addresses(default_language=next(iter(phrases)))
        self._dates = StagedDates(self._by_key, phrases, code)
        self._data = InLanguage(phrases, self._addresses, site, code, self._dates)

    def all(self) -> Iterator[tuple[str, str]]:
        """Path and text of every page."""
        archive = self._archive
        for circular in archive.circulars:
            if self._code in circular.texts:
                yield circular_page(self._code, circular.key), self._circular(circular)
        for initiative in archive.initiatives:
            yield initiative_page(self._code, initiative.id), self._initiative(initiative)
        yield from self._years(
            "circulars", archive.circulars, lambda circular: circular.year, self._letter
        )
        yield from self._years(
            "deadlines",
            deadlines(archive.circulars),
            # One whose day is not known yet stands under the year of its letter.
            lambda dated: (dated.item.due.date if dated.item.due else dated.circular).year,
            lambda path, dated: self._deadline(path, dated, with_source=True),
        )
        yield from self._years(
            "events",
            events(archive.circulars),
            lambda dated: dated.item.start.date.year,
            lambda path, dated: self._event(path, dated, with_source=True),
        )
        yield self._initiatives()
        yield self._home()

    # Lists

    def _home(self) -> tuple[str, str]:
        sections = ("circulars", "initiatives", "deadlines", "events")
        lines = [f"[{self._words(f'section.{name}')}]({name}.md)" for name in sections]
        return f"{self._code}/index.md", self._list_page(self._words("site.name"), lines)

    def _initiatives(self) -> tuple[str, str]:
        path = f"{self._code}/initiatives.md"
        lines = []
        for initiative in self._archive.initiatives:
            target = _link(path, initiative_page(self._code, initiative.id))
            count = len(of_initiative(self._archive, initiative))
            letters = self._words.plural("list.circulars", count)
            lines.append(f"[{self._text(initiative.name)}]({target}) – {letters}")
        return path, self._list_page(self._words("initiatives.title"), lines)

    def _years(
        self,
        name: str,
        items: Iterable[Item],
        year_of: Callable[[Item], int],
        line: Callable[[str, Item], str],
    ) -> Iterator[tuple[str, str]]:
        """A page for each year, and one that lists the years, the latest first."""
        years: dict[int, list[Item]] = {}
        for item in items:
            years.setdefault(year_of(item), []).append(item)
        links = []
        for year, found in sorted(years.items(), reverse=True):
            path = f"{self._code}/{name}/{year}.md"
            title = self._words(f"{name}.of-year", year=year)
            yield path, self._list_page(title, [line(path, item) for item in found])
            count = self._words.plural(f"list.{name}", len(found))
            links.append(f"[{year}]({name}/{year}.md) – {count}")
        yield f"{self._code}/{name}.md", self._list_page(self._words(f"{name}.title"), links)

    def _list_page(self, title: str, lines: list[str]) -> str:
        listed = "\n".join(f"- {line}" for line in lines) or self._words("list.empty")
        return _page({"title": title, "language": self._code}, f"# {escaped(title)}\n\n{listed}\n")

    # Entries of lists

    def _letter(self, path: str, circular: Circular) -> str:
        """A letter's date, and a link to it for readers of this language."""
        date = self._words.date(circular.date) if circular.date else self._words("date.none")
        code = language_for(self._code, circular)
        link = (
            f"[{escaped(self._title(circular))}]({_link(path, circular_page(code, circular.key))})"
        )
        note = "" if code == self._code else f" ({self._words.language_name(code)})"
        return f"{escaped(date)} – {link}{note}"

    def _link_to(self, path: str, circular: Circular) -> str:
        """A letter's reference, with a link from the page *path*."""
        target = _link(path, circular_page(language_for(self._code, circular), circular.key))
        return f"[{escaped(self._reference(circular))}]({target})"

    def _deadline(self, path: str, dated: Dated[Deadline], *, with_source: bool = False) -> str:
        def letter(circular: Circular) -> str:
            return self._link_to(path, circular)

        return self._dates.deadline(dated, letter, with_source=with_source)

    def _event(self, path: str, dated: Dated[Event], *, with_source: bool = False) -> str:
        def letter(circular: Circular) -> str:
            return self._link_to(path, circular)

        return self._dates.event(dated, letter, with_source=with_source)

    def _annex(self, path: str, circular: Circular, annex: Attachment) -> str:
        title = self._text(annex.title)
        if annex.file is None:
            return f"{title} ({self._words('circular.annex-not-held')})"
        return f"[{title}]({_link(path, attachment(circular.key, annex.file))})"

    # Letters and initiatives

    def _circular(self, circular: Circular) -> str:
        path = circular_page(self._code, circular.key)
        front = {
            "title": self._title(circular),
            "description": circular.summary.in_language(self._code).text,
            "language": self._code,
            "address": self._site + self._addresses.circular(self._code, circular.key),
            "other_languages": {
                code: _link(path, circular_page(code, circular.key))
                for code in circular.texts
                if code != self._code
            },
            **self._data.page(circular),
        }
        text = circular.texts[self._code]
        parts = [f"# {escaped(self._title(circular))}\n"]
        if circular.salutation:
            parts.append(f"{self._text(circular.salutation)}\n")
        parts.append(self._body(path, text, circular.links, numbered=circular.numbered))
        if circular.closing:
            parts.append(f"{self._text(circular.closing)}\n")
        if circular.signatory is not None:
            signed = circular.signatory
            lines = (signed.signature, signed.name, signed.office)
            shown = "  \n".join(self._text(line) for line in lines if line)
            parts.append(f"{shown}\n" if shown else "")
        parts.extend(self._sections(path, circular))
        parts.append(self._remarks(circular))
        return _page(front, "\n".join(part for part in parts if part.strip()))

    def _sections(self, path: str, circular: Circular) -> Iterator[str]:
        """What the letter's own words are followed by."""
        lists = {
            "deadlines": [
                self._deadline(path, Dated(item=item, circular=circular))
                for item in circular.deadlines
            ],
            "events": [
                self._event(path, Dated(item=item, circular=circular)) for item in circular.events
            ],
            "annexes": [self._annex(path, circular, item) for item in circular.annexes],
        }
        for name, lines in lists.items():
            if lines:
                listed = "".join(f"- {line}\n" for line in lines)
                yield f"## {self._words(f'circular.{name}')}\n\n{listed}"

    def _remarks(self, circular: Circular) -> str:
        note = f"*{escaped(self._words('circular.rendering-note'))}*"
        if circular.official_url:
            note += f" {self._words('circular.official-letter')}: <{circular.official_url}>"
        return f"* * *\n\n{note}\n"

    def _initiative(self, initiative: Initiative) -> str:
        path = initiative_page(self._code, initiative.id)
        code = language_for_texts(self._code, initiative.texts)
        title = initiative.name.in_language(self._code).text
        front = {
            "title": title,
            "language": self._code,
            "address": self._site + self._addresses.initiative(self._code, initiative.id),
            **self._data.initiative_page(initiative),
        }
        letters = [
            f"- {self._letter(path, circular)}\n"
            for circular in of_initiative(self._archive, initiative)
        ]
        parts = [
            f"# {escaped(title)}\n",
            self._body(path, initiative.texts[code], initiative.links, numbered=False),
            f"## {self._words('initiative.circulars')}\n",
            "".join(letters) or f"{self._words('list.empty')}\n",
        ]
        return _page(front, "\n".join(parts))

    def _body(self, path: str, text: Text, links: tuple[Link, ...], *, numbered: bool) -> str:
        """The words of a source file, with private forms resolved for the page *path*."""

        def page_of(key: str) -> str:
            circular = self._by_key[key]
            return _link(path, circular_page(language_for(self._code, circular), key))

        file = read_text(self._root, text.path, text.path)
        known = {link.id: link for link in links}
        writer = PlainMarkdown(file.body, self._words, known, page_of)
        return writer.write(read_blocks(file.body, numbered=numbered))

    def _reference(self, circular: Circular) -> str:
        if not circular.references:
            return self._words("circular.no-reference")
        return ", ".join(item.printed(self._words) for item in circular.references)

    def _title(self, circular: Circular) -> str:
        subject = circular.subject.in_language(self._code).text
        return f"{self._reference(circular)}: {subject}" if circular.references else subject

    def _text(self, text: Localized) -> str:
        """Words of the archive as Markdown."""
        return escaped(text.in_language(self._code).text)


def _page(front: Mapping[str, object], body: str) -> str:
    known = {name: value for name, value in front.items() if value not in (None, "", [], {})}
    return f"---\n{yaml_text(known)}---\n\n{body}"


def _link(path: str, target: str) -> str:
    """The relative address of *target* on the page *path*; names in the tree need no escapes."""
    return relpath(target, dirname(path))
