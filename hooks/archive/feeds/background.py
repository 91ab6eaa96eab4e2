"""What entries need to know of the whole archive, gathered once for a build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from archive.languages import languages_to_try
from archive.life import courses
from archive.model import Archive, Circular, Dated, Deadline, Event
from archive.render.templates import View
from archive.site import Site
from archive.urls import language_for

LETTER_RELATIONS = ("replaces", "withdraws", "corrects", "adds-to")
"""What a later letter does to an earlier one as a whole, so that the earlier one's page changes."""

DatedItem = Dated[Deadline] | Dated[Event]


class Background:
    """The archive seen from one letter: what later letters did, and when that became known."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive = archive
        self.site = site
        self.by_key = archive.by_key()
        self._published = frozenset(language.code for language in site.languages)
        self._views = {
            code: View(site=site, language=code, path=site.addresses.home(code), kept=site.kept)
            for code in site.phrases
        }
        self._lines: dict[tuple[str, str], tuple[tuple[DatedItem, ...], int]] = {}
        for deadlines in courses(archive.circulars, Deadline):
            self._follow(deadlines.steps)
        for events in courses(archive.circulars, Event):
            self._follow(events.steps)
        self._keys: dict[str, bytes] = {}
        self._done: dict[str, list[tuple[str, Circular]]] = {}
        for circular in archive.circulars:
            self._note_deeds(circular)

    def _follow(self, steps: tuple[DatedItem, ...]) -> None:
        for index, step in enumerate(steps):
            self._lines[step.circular.key, anchor(step.item)] = (steps, index)

    def _note_deeds(self, circular: Circular) -> None:
        seen: set[tuple[str, str]] = set()
        for related in circular.related:
            target, relation = related.circular or "", related.relation
            if target not in self.by_key or target == circular.key:
                continue
            is_whole = not (related.deadline or related.event)
            if is_whole and relation in LETTER_RELATIONS and (target, relation) not in seen:
                seen.add((target, relation))
                self._done.setdefault(target, []).append((relation, circular))

    def view(self, language: str) -> View:
        """Words and dates in a language."""
        return self._views[language]

    def language(self, language: str, circular: Circular) -> str | None:
        """The language in which readers of *language* get a letter; None where no page has it."""
        found = language_for(language, circular)
        return found if found in self._published else None

    def language_then(self, language: str, circular: Circular, day: dt.date) -> str | None:
        """The language in which they could read it on a *day*; None where they could not yet.

        What happened before a translation stays told in the language of the original: a
        translation that comes later gives no new identity to what is old.
        """
        for code in (*languages_to_try(language), circular.original.language):
            text = circular.texts.get(code)
            if text is not None and code in self._published and text.added <= day:
                return code
        return None

    def deeds(self, circular: Circular) -> list[tuple[str, Circular]]:
        """What later letters did to the letter as a whole: their relations and themselves."""
        return self._done.get(circular.key, [])

    def steps(self, circular: Circular, item: Deadline | Event) -> tuple[DatedItem, ...]:
        """A date with all that came to stand for it later, itself first."""
        steps, index = self._lines[circular.key, anchor(item)]
        return steps[index:]

    def key(self, circular: Circular) -> bytes:
        """Digest of all that entries about a letter can say: the letter, its text, and the letters
        that did something to it or to its dates."""
        found = self._keys.get(circular.key)
        if found is None:
            items: Iterable[Deadline | Event] = (*circular.deadlines, *circular.events)
            steps = [step.circular for item in items for step in self.steps(circular, item)[1:]]
            keys, deeds = self.site.keys, self.deeds(circular)
            found = keys.of(circular, keys.bodies(circular.key, circular.texts), steps, deeds)
            self._keys[circular.key] = found
        return found

    def next_step(self, circular: Circular, item: Deadline | Event) -> DatedItem | None:
        """What came to stand for a date next."""
        steps = self.steps(circular, item)
        return steps[1] if len(steps) > 1 else None

    def updated(self, circular: Circular, language: str) -> dt.date:
        """The last day on which something changed for the page, be it by a later letter."""
        known = (self.by_key[key].entered for key in self._acting(circular))
        return max([circular.updated(language), *known])

    def _acting(self, circular: Circular) -> set[str]:
        """The letters that did something to a letter or to its dates."""
        found = {letter.key for _, letter in self.deeds(circular)}
        items: Iterable[Deadline | Event] = (*circular.deadlines, *circular.events)
        for item in items:
            if item.ended is not None:
                found.add(item.ended.by)
            for step in self.steps(circular, item)[1:]:
                found.add(step.circular.key)
            if isinstance(item, Deadline) and item.relative is not None:
                found.add(item.relative.moved_by)
        return found - {"", circular.key}


def anchor(item: Deadline | Event, name: str = "") -> str:
    """The anchor of a date on its letter's page; *name* stands for another id than the present."""
    kind = "deadline" if isinstance(item, Deadline) else "event"
    return f"{kind}-{name or item.id}"


def identity(item: Deadline | Event) -> str:
    """What permanent ids call a date: its kind and the id that it was first published under."""
    return anchor(item, item.first_id)
