"""Front matter of staged pages: the model's facts in the words of one language, as simple YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from archive.dates import Moment, PartialDate
from archive.formats.plain_data import Data, PlainData, moment
from archive.languages import Phrases
from archive.model import (
    Act,
    Addressee,
    AnswerKind,
    Bureau,
    Change,
    Circular,
    Deadline,
    Event,
    Initiative,
    Link,
    Localized,
    Related,
    Relative,
    Text,
)
from archive.references import Reference
from archive.selections import relation_word
from archive.staging.dates import StagedDates
from archive.urls import Addresses

_NAMED: Mapping[type, Mapping[str, str]] = {
    Circular: {"kind": "kinds"},
    Deadline: {"by": "ways"},
    Related: {"kind": "related-kinds", "relation": "relations"},
    Act: {"relation": "relations-back"},
    Change: {"kind": "change-kinds"},
    Event: {"format": "formats", "cost": "costs", "registration": "registrations"},
}
"""Attributes with a choice as their value, and where the strings name the choices."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_YAML_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


class InLanguage(PlainData):
    """Plain data in which words stand in one language, names beside ids, and nothing empty."""

    def __init__(
        self,
        phrases: Mapping[str, Phrases],
        addresses: Addresses,
        site: str,
        language: str,
        dates: StagedDates,
    ) -> None:
        super().__init__(phrases, addresses, site)
        self._dates = dates
        self._language = language
        self._words = phrases[language]

    def page(self, circular: Circular) -> Data:
        """The front matter of a circular's page, less what only the tree knows."""
        data: Data = {}
        for name, item in self.attributes(circular).items():
            if name == "texts":
                data["text"] = self._text(circular.texts[self._language])
            elif name == "date" and circular.date is not None:
                # Generators sort by a full day; how much of it is known stands beside it.
                data["date"] = circular.date.first().isoformat()
                data["date_known"] = item
                data["date_text"] = self._words.date(circular.date)
            elif name != "summary":  # which is the page's description
                data[name] = item
        return data

    def initiative_page(self, initiative: Initiative) -> Data:
        """The front matter of an initiative's page, less what only the tree knows."""
        data = self.attributes(initiative)
        data.pop("texts")
        if self._language in initiative.texts:
            data["text"] = self._text(initiative.texts[self._language])
        return data

    def _text(self, text: Text) -> Data:
        data = self.attributes(text)
        for name in ("outline", "digest", "language"):
            data.pop(name, None)
        return data

    def attributes(self, value: object) -> Data:
        """The attributes of an object that are not empty; choices with their names."""
        data: Data = {}
        named = _NAMED.get(type(value), {})
        for name, item in super().attributes(value).items():
            if item not in (None, "", [], {}):
                data[name] = item
                if name in named:
                    key = f"circular.{named[name]}"
                    data[f"{name}_name"] = self._name(key, _word(value, name, item))
        return data

    def _name(self, key: str, item: object) -> str | list[str]:
        """What the strings under *key* call a choice, or each of several."""
        if isinstance(item, list):
            return [self._words(f"{key}.{each}") for each in item]
        return self._words(f"{key}.{item}")

    def plain(self, value: object, name: str = "") -> object:
        """Any value of the model, in words."""
        match value:
            case Localized():
                return value.in_language(self._language).text if value else None
            case Moment():
                known = {key: item for key, item in moment(value).items() if item is not None}
                return {**known, "text": self._dates.moment(value)}
            case Relative():
                return {**self.attributes(value), "text": self._dates.counted(value)}
            case PartialDate():
                return str(value)
            case Reference():
                return value.printed(self._words)
            case Bureau() | Addressee() | AnswerKind():
                return self.attributes(value)
            case Initiative():
                return {"id": value.id, "name": self.plain(value.name)}
            case Link():
                return self.attributes(value)
        return super().plain(value, name)


def _word(value: object, name: str, item: object) -> object:
    """What the strings call a choice: to withdraw one date is not to withdraw a letter."""
    if name != "relation":
        return item
    if isinstance(value, Related):
        deadline, event = bool(value.deadline), bool(value.event)
        return relation_word(value.relation, deadline=deadline, event=event)
    if isinstance(value, Act):
        kind = value.target.partition("-")[0]
        return relation_word(value.relation, deadline=kind == "deadline", event=kind == "event")
    return item


def yaml_text(data: Mapping[str, object]) -> str:
    """A mapping as YAML that every reader takes alike: texts are quoted as in JSON."""
    return "".join(f"{line}\n" for line in _mapping(data))


def _mapping(data: Mapping[str, object]) -> Iterator[str]:
    for key, value in data.items():
        name = key
        if not _PLAIN_KEY.fullmatch(key) or key.lower() in _YAML_WORDS:
            name = json.dumps(key, ensure_ascii=False)
        if isinstance(value, Mapping) and value:
            yield f"{name}:"
            yield from (f"  {line}" for line in _mapping(value))
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            yield f"{name}:"
            for item in value:
                first, *others = _mapping(item)
                yield f"  - {first}"
                yield from (f"    {line}" for line in others)
        else:
            yield f"{name}: {json.dumps(value, ensure_ascii=False)}"
