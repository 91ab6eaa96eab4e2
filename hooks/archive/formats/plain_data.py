"""The model as plain data for JSON: every attribute under its own name, words by language.

Keys are the attributes of :mod:`archive.model`, so that a new one appears by itself. Values:

- words: ``{"ru": "…", "en": "…"}``, the original first; ``{}`` where there are none;
- a date as far as it is known: EDTF (``2021-10-13``, ``2023-12``, ``2023~``);
- a moment: ``{"date", "time", "zone", "iso", "over"}``, where ``iso`` is a date or an instant with
  its offset, and ``over`` the instant (UTC) from which it has passed;
- a span of time: as it is written (``2 weeks``);
- a bureau, an addressee class, a kind of answer, an initiative, the link of a deadline: its id;
- what a later letter did: ``{"relation", "by", "target", "becomes"}``, letters by their keys, dates
  by the anchors of their pages (``deadline-papers``).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping

from archive.dates import Moment, PartialDate, Span
from archive.languages import Phrases
from archive.model import (
    Addressee,
    AnswerKind,
    Bureau,
    Circular,
    Initiative,
    Link,
    Localized,
)
from archive.references import Reference
from archive.urls import Addresses

Data = dict[str, object]


class PlainData:
    """Turns values of the model into plain data."""

    def __init__(self, phrases: Mapping[str, Phrases], addresses: Addresses, site: str) -> None:
        self._phrases = phrases
        self._addresses = addresses
        self._site = site

    def circular(self, circular: Circular) -> Data:
        """A circular with all its facts, and the addresses of its pages by language."""
        data = {"key": circular.key, "year": circular.year, **self.attributes(circular)}
        data["addresses"] = self.circular_addresses(circular)
        return data

    def circular_addresses(self, circular: Circular) -> Data:
        """Where the site has the circular, by the language of the text."""
        return {
            code: self._site + self._addresses.circular(code, circular.key)
            for code in circular.texts
        }

    def initiative(self, initiative: Initiative) -> Data:
        """An initiative, and the addresses of its page by language."""
        data = self.attributes(initiative)
        data["addresses"] = {
            code: self._site + self._addresses.initiative(code, initiative.id)
            for code in self._phrases
        }
        return data

    def attributes(self, value: object) -> Data:
        """The attributes of one object of the model, under their names."""
        assert dataclasses.is_dataclass(value)  # noqa: S101
        names = [field.name for field in dataclasses.fields(value)]
        return {name: self.plain(getattr(value, name), name) for name in names}

    def plain(self, value: object, name: str = "") -> object:
        """Any value of the model; *name* is the attribute that it is the value of."""
        match value:
            case None | bool() | int() | str():
                return value
            case Localized():
                return dict(value.texts)
            case PartialDate():
                return str(value)
            case Moment():
                return moment(value)
            case dt.date():
                return value.isoformat()
            case Reference():
                return self.reference(value)
            case Span():
                return str(value)
            case Bureau() | Addressee() | AnswerKind() | Initiative():
                return value.id
            case Link() if name == "link":
                return value.id
            case tuple():
                return [self.plain(item) for item in value]
            case Mapping():
                return {str(key): self.plain(item) for key, item in value.items()}
        return self.attributes(value)

    def reference(self, reference: Reference) -> Data:
        """A reference: in its canonical form, and as letters of each language print it."""
        printed = {code: reference.printed(words) for code, words in self._phrases.items()}
        return {"canonical": reference.canonical, "series": reference.series, "printed": printed}


def moment(value: Moment) -> Data:
    """When something happens."""
    return {
        "date": str(value.date),
        "time": f"{value.time:%H:%M}" if value.time else None,
        "zone": value.zone,
        "iso": value.iso(),
        "over": value.end().isoformat(timespec="minutes").replace("+00:00", "Z"),
    }


def as_json(data: object) -> str:
    """*data* as JSON for people and programs: indented, in the order given, ending with a line."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
