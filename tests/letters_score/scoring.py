"""Compares the facts that a letter has with those that were read from one of its files."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

Facts = Mapping[str, Any]


@dataclass
class Tally:
    """Counts of one field over many files."""

    right: int = 0
    wrong: int = 0
    """Proposed, and not so in the letter."""
    missed: int = 0
    """In the letter, and not proposed."""

    @property
    def precision(self) -> float:
        """The share of the proposed values that are right; 1 where none is proposed."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the letters' values that are proposed; 1 where there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


class Score:
    """Tallies by field, and what went wrong."""

    def __init__(self) -> None:
        self.fields: defaultdict[str, Tally] = defaultdict(Tally)
        self.faults: list[str] = []

    def add(self, name: str, expected: Facts, found: Facts) -> None:
        """Count one file, called *name* in the list of faults."""
        for field, values in _VALUES.items():
            want, got = Counter(values(expected)), Counter(values(found))
            right = want & got
            tally = self.fields[field]
            tally.right += right.total()
            tally.wrong += (got - right).total()
            tally.missed += (want - right).total()
            if got != want:
                lost, made = list((want - right).elements()), list((got - right).elements())
                self.faults.append(f"{name}: {field}: missed {lost} wrong {made}")

    def table(self) -> str:
        """The tallies as a table of text."""
        lines = [f"{'field':<20}{'values':>8}{'precision':>11}{'recall':>9}"]
        for field in _VALUES:
            each = self.fields[field]
            lines.append(
                f"{field:<20}{each.right + each.missed:>8}"
                f"{each.precision * 100:>10.1f}%{each.recall * 100:>8.1f}%"
            )
        return "\n".join(lines)


def _plain(value: object) -> str:
    """A text for comparison: case, blanks, quotation marks, dashes and last signs do not matter."""
    text = unicodedata.normalize("NFKC", str(value)).casefold().replace("ё", "е")
    text = re.sub("[\"'«»“”„‘’`]", "", text)
    text = re.sub("[\u2010-\u2015\u2212-]", "-", text)
    return re.sub(r"\s+", " ", text).strip(" .,;:")


def _digits(value: object) -> str:
    return re.sub(r"\D", "", str(value))


def _addressee(value: object) -> str:
    """An addressee with or without the "To" of its line."""
    return _plain(value).removeprefix("to ").removeprefix("the ")


def _printed(value: object) -> str:
    """A printed number; the kind of letter before a code may be left out."""
    return re.sub(r"^[^/0-9]*?(?=(?:cr|cace|ca|bdt)/)", "", _plain(value))


def _one(
    key: str, form: Callable[[object], Hashable] = _plain
) -> Callable[[Facts], list[Hashable]]:
    """The value at a path such as ``contact.tel``, as a list of one or none."""

    def values(facts: Facts) -> list[Hashable]:
        value: Any = facts
        for name in key.split("."):
            value = (value or {}).get(name)
        return [] if value in (None, "") else [form(value)]

    return values


def _many(
    key: str, form: Callable[[object], Hashable] = _plain
) -> Callable[[Facts], list[Hashable]]:
    return lambda facts: [form(value) for value in facts.get(key) or []]


def _instant(value: str | None, zone: str | None) -> str:
    """The instant in UTC, a day as it is, and a local time without zone as such."""
    if value is None:
        return "relative"
    if len(value) <= len("2021-12-07"):
        return value
    moment = dt.datetime.fromisoformat(value)
    if zone is None:
        return moment.isoformat(timespec="minutes")
    offset = re.fullmatch(r"([+-])(\d\d):(\d\d)", zone)
    tz: dt.tzinfo
    if offset:
        span = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        tz = dt.timezone(-span if offset[1] == "-" else span)
    else:
        tz = dt.UTC if zone == "UTC" else ZoneInfo(zone)
    return moment.replace(tzinfo=tz).astimezone(dt.UTC).isoformat(timespec="minutes")


def _deadlines(facts: Facts) -> Iterable[str]:
    return [_instant(each["date"], each.get("timezone")) for each in facts.get("deadlines") or []]


def _events(facts: Facts) -> Iterable[str]:
    return [
        "/".join(
            _instant(each.get(name), each.get("timezone")) if each.get(name) else ""
            for name in ("start", "end")
        )
        for each in facts.get("events") or []
    ]


def _of_events(name: str) -> Callable[[Facts], Iterable[str]]:
    return lambda facts: [
        f"{str(each['start'])[:10]} {_plain(each[name])}"
        for each in facts.get("events") or []
        if each.get(name)
    ]


_VALUES: Mapping[str, Callable[[Facts], Iterable[Hashable]]] = {
    "lang": _one("lang"),
    "reference": _one("reference"),
    "reference_printed": _one("reference_printed", _printed),
    "bureau": _one("bureau"),
    "date": _one("date"),
    "place": _one("place"),
    "subject": _one("subject"),
    "addressees": _many("addressees", _addressee),
    "copies": _many("copies", _addressee),
    "contact.name": _one("contact.name"),
    "contact.tel": _one("contact.tel", _digits),
    "contact.fax": _one("contact.fax", _digits),
    "contact.email": _one("contact.email"),
    "initiatives": _many("initiatives"),
    "events": _events,
    "events.place": _of_events("place"),
    "events.format": _of_events("format"),
    "deadlines": _deadlines,
    "meeting_languages": _many("meeting_languages"),
    "urls": _many("urls", str),
    "signatory.name": _one("signatory.name"),
    "signatory.title": _one("signatory.title"),
    "annexes": _many("annexes"),
    "relates_to": _many("relates_to"),
}
FIELDS = tuple(_VALUES)
