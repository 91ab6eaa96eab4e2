"""The texts of one letter side by side: rows of paragraphs, aligned by their addresses.

The page's own text keeps its addresses (``p3``); those of each other text get its language as a
prefix (``en.p3``). A place that the page's own text lacks has its plain address all the same, at
the first text that has it: an address from one language works on the page of every other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

from markupsafe import Markup, escape

from archive.model import Circular, Text
from archive.moves import Moves
from archive.render.citation_words import group_name, labels, place_name
from archive.render.fragment import Fragment
from archive.render.markup import Mould, escaped, markup
from archive.render.places import places_in, with_former_places
from archive.render.templates import View
from archive.translation import WHOLE

_PLACE = Mould('<a href="#{}{}">{}</a>')
_NUMBERS = re.compile(r"([0-9]+)")
_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one language has in a row."""

    language: str
    body: Markup = _NOTHING
    """Empty where the text lacks this paragraph."""
    notes: tuple[Markup, ...] = ()
    """In the page's language: by what this paragraph of a translation is behind its source."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in every language."""

    name: Markup
    """What a screen reader calls it: "Paragraph 3"."""
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class _Column:
    """One text of the letter."""

    text: Text
    prefix: str
    """What stands before each of its ids on the page; empty for the page's own language."""
    pieces: dict[str, str]
    """HTML by address."""
    places: frozenset[str]
    """The addresses of all its places."""
    labels: Mapping[str, str]
    """What its paragraphs are called, by their addresses."""

    def row_of(self, address: str) -> str | None:
        """The address of the piece that holds a place; None where there is no such place."""
        if address == WHOLE:
            return "" if "" in self.pieces else None
        if address in self.pieces:
            return address
        name = self.prefix + address
        return next((row for row, html in self.pieces.items() if name in places_in(html)), None)

    def ids(self) -> frozenset[str]:
        """The same as they stand on the page."""
        return frozenset(map(self.prefix.__add__, self.places)) if self.prefix else self.places


class TextPlaces:
    """The places of texts, and what they are called; those that were looked for last are at hand,
    as each text of a letter stands on several pages."""

    _AT_HAND = 8

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[frozenset[str], Mapping[str, str]]] = {}

    def of(
        self, text: tuple[str, str], fragment: Fragment
    ) -> tuple[frozenset[str], Mapping[str, str]]:
        """The addresses of all places of a *text*, given by its letter's key and its language, and
        the labels of its paragraphs by their addresses."""
        found = self._last.get(text)
        if found is None:
            if len(self._last) >= self._AT_HAND:
                self._last.clear()
            found = self._last[text] = (places_in(fragment.html), labels(fragment.outline))
        return found


class SideBySide:
    """The texts of *circular* on the page *view*, in the order of *languages*; the first one is
    the page's own."""

    def __init__(
        self,
        view: View,
        circular: Circular,
        languages: Sequence[str],
        fragments: Mapping[tuple[str, str], Fragment],
        moves: Moves,
        places: TextPlaces | None = None,
    ) -> None:
        self._view = view
        self._circular = circular
        self._columns: dict[str, _Column] = {}
        self._has_marks = False
        places = places or TextPlaces()
        for code in languages:
            # Each text names and links as on the page of its own language.
            own = view.in_language(code)
            pages = own.circular_links(view.site.circulars)
            page = view.href(view.site.addresses.circular(code, circular.key))
            prefix = "" if code == view.language else f"{code}."
            fragment = fragments[circular.key, code]
            pieces = fragment.fill_pieces("", pages, own.naming(circular, page), prefix)
            found = places.of((circular.key, code), fragment)
            self._columns[code] = _Column(circular.texts[code], prefix, pieces, *found)
            self._has_marks = self._has_marks or bool(fragment.named)
        self._labels: dict[str, str] = {}
        for column in self._columns.values():
            self._labels = {**column.labels, **self._labels}
        self._name_places(moves)
        self._behind = {code: self._notes(column) for code, column in self._columns.items()}

    def _name_places(self, moves: Moves) -> None:
        """Give every place its plain address, and its former ones."""
        own, *others = (column.places for column in self._columns.values())
        if not moves.inner(self._circular.key) and all(places <= own for places in others):
            return
        known = {name for column in self._columns.values() for name in column.ids()}
        marks: dict[str, str] = {}
        for column in self._columns.values():
            for place in sorted(column.places.difference(known, marks)):
                marks[place] = column.prefix + place
        if moves.inner(self._circular.key):
            for code, column in self._columns.items():
                former = moves.places(self._circular.key, code, column.places).former
                for old, now in former.items():
                    if old not in known:
                        marks.setdefault(old, column.prefix + now)
        if marks:
            for column in self._columns.values():
                for address, html in column.pieces.items():
                    column.pieces[address] = with_former_places(html, marks)

    def key_of_marks(self) -> list[Markup]:
        """What the marks around references mean, a sentence for each."""
        if not self._has_marks:
            return []
        pieces = (html for column in self._columns.values() for html in column.pieces.values())
        return self._view.key_of_marks("".join(pieces))

    def rows(self) -> list[Row]:
        """All paragraphs of all texts."""
        first, *others = self._columns.values()
        order = list(first.pieces)
        for column in others:
            order = aligned(order, tuple(column.pieces))
        return [
            Row(
                self._name(address),
                tuple(
                    [
                        Cell(
                            code,
                            markup(column.pieces.get(address, "")),
                            tuple(self._behind[code].get(address, {}).values()),
                        )
                        for code, column in self._columns.items()
                    ]
                ),
            )
            for address in order
        ]

    def _name(self, address: str) -> Markup:
        """What a row is called: the paragraphs of most letters have the same names."""
        view = self._view
        key = ("row", view.language, address, self._labels.get(address))
        return view.kept.get(key) or view.kept.keep(
            key, escaped(group_name(view, address, self._labels))
        )

    def behind(self, language: str) -> list[Markup]:
        """In what the text in *language* is behind its source, a sentence each as on the page of
        the text itself; nothing where it is not."""
        text = self._circular.texts[language]
        drift = text.behind
        if drift is None or text.translates not in self._columns:
            return []
        found = []
        for name, addresses in (
            ("changed", drift.changed),
            ("added", drift.added),
            ("removed", drift.removed),
            ("moved", tuple(now for _, now in drift.moved)),
        ):
            if addresses:
                places = Markup("; ").join(self._to(address) for address in addresses)
                found.append(self._view.filled(f"circular.behind.{name}", places=places))
        if drift.words:
            found.append(self._view.filled("circular.behind.words"))
        return found

    def _notes(self, column: _Column) -> dict[str, dict[str, Markup]]:
        """By what a translation is behind, by row and by kind."""
        drift = column.text.behind
        source = self._columns.get(column.text.translates or "")
        found: dict[str, dict[str, Markup]] = {}
        if drift is None or source is None:
            return found

        def note(row: str | None, kind: str, of: _Column | None = None, place: str = "") -> None:
            if row is None:
                return
            values = {}
            if of is not None:
                values["place"] = self._link(of.prefix, place, of.labels)
            found.setdefault(row, {})[kind] = self._view.filled(f"parallel.{kind}", **values)

        for before, now in drift.moved:
            here, there = column.row_of(before), source.row_of(now)
            if here != there:
                note(here, "moved", source, now)
                if there not in column.pieces:
                    note(there, "moved-here", column, before)
        for address in drift.removed:
            row = column.row_of(address)
            note(row, "removed" if row == address else "changed")
        for address in drift.changed:
            note(column.row_of(address), "changed")
        for address in drift.added:
            row = source.row_of(address)
            if row is not None and row not in column.pieces:
                note(row, "added")
            elif row is not None and not found.get(row, {}).keys() & {"moved", "removed"}:
                note(row, "changed")
        return found

    def _to(self, address: str) -> Markup:
        """A link to a place by its plain address, in whichever text it stands; what is in none any
        more is only named."""
        if any(address in column.places for column in self._columns.values()):
            return self._link("", address, self._labels)
        return escape(place_name(self._view, address, self._labels))

    def _link(self, prefix: str, address: str, known: Mapping[str, str]) -> Markup:
        name = place_name(self._view, address, known)
        if address in ("", WHOLE):
            return escape(name)
        return _PLACE(prefix, address, name)


def aligned(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The addresses of two texts in one order: that of each, and by number where only one has
    them.

    Where the two order common addresses differently, *first* decides.
    """
    if list(first) == list(second):
        return list(first)
    place = {address: index for index, address in enumerate(second)}
    known = frozenset(first)
    found: list[str] = []
    run: list[str] = []
    reached = 0

    def others(end: int) -> Iterator[str]:
        return (address for address in second[reached:end] if address not in known)

    for address in first:
        index = place.get(address, -1)
        if index < reached:
            run.append(address)
            continue
        found += [*_by_number(run, others(index)), address]
        run, reached = [], index + 1
    return [*found, *_by_number(run, others(len(second)))]


def _by_number(first: Iterable[str], second: Iterable[str]) -> Iterator[str]:
    return merge(first, second, key=_order)


def _order(address: str) -> tuple[bool, list[str | int]]:
    """Numbers count as numbers, and annexes come last."""
    parts = _NUMBERS.split(address)
    return address.startswith("annex-"), [
        int(part) if index % 2 else part for index, part in enumerate(parts)
    ]
