"""The values of one judged folder: facts from the file that carries them, words from all files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from archive.dates import Moment, Span
from archive.languages import CODES
from archive.model import NO_WORDS, Contact, Link, Localized, Relative
from archive.scalars import LOST
from archive.sources import Document, Folder


class FolderFacts:
    """Values of one folder: facts from the facts' file, words from every language's."""

    def __init__(self, folder: Folder) -> None:
        facts = folder.facts
        if facts is None:
            raise ValueError(f"no file of facts in {folder.key}")
        self.folder = folder
        self.key = folder.key
        self.documents: tuple[Document, ...] = folder.documents
        self._facts = facts
        self._values = facts.record.values
        others = [document for document in self.documents if document is not facts]
        others.sort(key=lambda document: CODES.index(document.language))
        self._words = [(each.language, each.record.values) for each in (facts, *others)]
        """The values of all files, those of the facts' file first."""

    @property
    def document(self) -> Document:
        """The file that carries the facts."""
        return self._facts

    def value(self, path: str) -> object:
        """The typed value of a fact; None where it does not stand."""
        return self._values.get(path)

    def text(self, path: str) -> str | None:
        """A fact that is one piece of text."""
        value = self._values.get(path)
        return value if isinstance(value, str) else None

    def several(self, path: str) -> tuple[str, ...]:
        """The entries of a list, empty where none stands."""
        value = self.value(path)
        return tuple([str(item) for item in value]) if isinstance(value, tuple) else ()

    def ids(self, path: str) -> tuple[str, ...]:
        """The ids of a table's entries, in the order of the file."""
        return self._facts.record.ids(path)

    def moment(self, path: str, zone_path: str) -> Moment | None:
        """A day or an hour; an hour with the time zone that stands beside it."""
        value = self.value(path)
        if not isinstance(value, Moment):
            return None
        return replace(value, zone=self.text(zone_path)) if value.time is not None else value

    def required_moment(self, path: str, zone_path: str) -> Moment:
        """A day or an hour that no folder can lack."""
        moment = self.moment(path, zone_path)
        if moment is None:  # the rules let no such folder pass
            raise ValueError(f"no {path} in {self.key}")
        return moment

    def relative(self, path: str) -> Relative | None:
        """A span before or after an event, from which a deadline counts."""
        circular, _, event = (self.text(f"{path}.event") or "").rpartition("#")
        before, after = self.value(f"{path}.before"), self.value(f"{path}.after")
        span = before or after
        if not event or not isinstance(span, Span):
            return None
        return Relative(circular=circular, event=event, span=span, is_before=before is not None)

    def words(self, path: str) -> Localized:
        """Words of all languages, those of the facts' file first."""
        texts = {
            language: text
            for language, values in self._words
            if isinstance(text := values.get(path), str)
        }
        return Localized(texts=texts) if texts else NO_WORDS

    def contacts(self) -> tuple[Contact, ...]:
        """Whom a reader can ask."""
        return tuple(
            Contact(
                id=name,
                person=self.words(f"contacts.{name}.person"),
                office=self.words(f"contacts.{name}.office"),
                tel=self.text(f"contacts.{name}.tel"),
                fax=self.text(f"contacts.{name}.fax"),
                email=self.text(f"contacts.{name}.email"),
                web=self.text(f"contacts.{name}.web"),
            )
            for name in self.ids("contacts")
        )

    def links(self) -> dict[str, Link]:
        """The links of a letter by their ids; a lost address is none."""
        found: dict[str, Link] = {}
        for name in self.ids("links"):
            url = self.text(f"links.{name}.url")
            found[name] = Link(
                id=name,
                label=self.words(f"links.{name}.label"),
                url=None if url == LOST else url,
            )
        return found


def day_of(value: object) -> dt.date:
    """A value that the rules let pass as a day."""
    if not isinstance(value, dt.date):
        raise TypeError(f"not a day: {value!r}")
    return value
