"""Entries about changes of letters' pages, one for each.

What the archive amended, what later letters did, and translations that came later: each has an id
that never changes, and the data's day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from archive.feeds.background import Background, DatedItem, anchor, identity
from archive.feeds.entry import Entry, midnight
from archive.feeds.wording import (
    categories,
    date_line,
    date_words,
    item_in_html,
    item_words,
    letter_in_html,
    letter_link,
    letter_title,
    link,
    marked,
    moment_words,
    moved,
    paragraph,
    sentence,
)
from archive.life import with_acts
from archive.model import NO_WORDS, Act, Circular, Dated, Deadline, Event, Localized
from archive.render.templates import View
from archive.scopes import Scope
from archive.urls import change_entry_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one letter's page."""

    circular: Circular
    day: dt.date
    name: str
    """What the permanent id calls it."""
    kind: str
    """What happened: the key of its words."""
    language: str = ""
    """For a translation: the language that it is in, whose readers alone it concerns."""
    by: Circular | None = None
    """The later letter that did it."""
    note: Localized = NO_WORDS
    """What the archive says of its own amendment."""
    item: Deadline | Event | None = None
    """The date that was moved or ended."""
    becomes: Deadline | Event | None = None
    """What stands for it since."""
    dates: tuple[DatedItem, ...] = ()
    """The date with all that it stood for: whom any of them concerned, the change concerns."""

    def is_in(self, scope: Scope) -> bool:
        """Whether subscribers of a scope are told."""
        if not self.dates:
            return scope.has(self.circular)
        return any(scope.has_date(dated.circular, dated.item) for dated in self.dates)


class Changes:
    """All changes of the archive, and their entries."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._entries: dict[tuple[str, str], Entry] = {}
        self._all = sorted(
            (change for circular in background.archive.circulars for change in self._of(circular)),
            key=_order,
            reverse=True,
        )

    def told(self, language: str) -> Iterator[tuple[Change, str]]:
        """The changes for readers of a language, the newest first, each with the language of the
        page as they could read it on that day."""
        for change in self._all:
            if change.language:
                if change.language == language:
                    yield change, language
                continue
            code = self._background.language_then(language, change.circular, change.day)
            if code is None and change.note:
                code = self._background.language(language, change.circular)
            if code is not None:
                yield change, code

    def entry(self, change: Change, code: str, language: str) -> Entry:
        """The entry of a change in the words of *code*, for readers of *language*."""
        name = change_entry_id(change.circular.identity, change.name, code)
        if (name, language) not in self._entries:
            entry = self._written(name, change, code)
            if code != language:
                phrases = self._background.view(language).phrases
                entry = replace(entry, title=marked(phrases, code, entry.title))
            self._entries[name, language] = entry
        return self._entries[name, language]

    # --- what has changed -------------------------------------------------------------------

    def _of(self, circular: Circular) -> Iterator[Change]:
        original = circular.original
        for text in circular.texts.values():
            if self._background.language(text.language, circular) and text.added > original.added:
                yield Change(
                    circular=circular,
                    day=text.added,
                    name="translated",
                    kind="translated",
                    language=text.language,
                )
        for change in circular.changes:
            yield Change(
                circular=circular,
                day=change.date,
                name=f"amended/{change.id}",
                kind=change.kind,
                note=change.note,
            )
        done = self._background.deeds(circular)
        for relation, letter in done:
            yield Change(
                circular=circular,
                day=letter.entered,
                name=f"{relation}/{letter.identity}",
                kind=f"{relation}-letter",
                by=letter,
            )
        told = {(relation, letter.key) for relation, letter in done}
        items = {anchor(item): item for item in _items(circular)}
        for act in circular.acts:
            if (act.relation, act.by) not in told and act.target in items:
                yield self._acted(circular, act, items[act.target])
        for deadline in circular.deadlines:
            yield from self._moved(circular, deadline)

    def _acted(self, circular: Circular, act: Act, item: Deadline | Event) -> Change:
        letter = self._background.by_key[act.by]
        following = self._background.next_step(circular, item)
        kind = "deadline" if isinstance(item, Deadline) else "event"
        return Change(
            circular=circular,
            day=letter.entered,
            name=f"{act.relation}/{identity(item)}/{letter.identity}",
            kind=f"{act.relation}-{kind}",
            by=letter,
            item=item,
            becomes=following.item if act.becomes and following is not None else None,
            dates=self._with_former(circular, item),
        )

    def _with_former(self, circular: Circular, item: Deadline | Event) -> tuple[DatedItem, ...]:
        """A date, and those of earlier letters that it stands for."""
        found = [_dated(circular, item)]
        for former in item.instead_of:
            letter = self._background.by_key[former.circular]
            items = letter.deadlines if isinstance(item, Deadline) else letter.events
            found += [_dated(letter, other) for other in items if other.id == former.id]
        return tuple(found)

    def _moved(self, circular: Circular, deadline: Deadline) -> Iterator[Change]:
        """The moves of a deadline that counts from an event, by the letters that moved that."""
        relative = deadline.relative
        if relative is None or not relative.moved_by:
            return
        announcing = self._background.by_key[relative.circular or circular.key]
        event = next(item for item in announcing.events if item.id == relative.event)
        steps = self._background.steps(announcing, event)
        letters = {circular.key: circular, announcing.key: announcing}
        # An extension or a withdrawal comes in its place: what it ended moves no further.
        for act in (deadline.extended, deadline.withdrawn, deadline.superseded):
            if act is not None:
                letters[act.by] = self._background.by_key[act.by]
        before = _counted(letters, circular, deadline)
        for step in steps[1:]:
            letters[step.circular.key] = step.circular
            now = _counted(letters, circular, deadline)
            if now.due != before.due and step.circular.key != circular.key:
                yield Change(
                    circular=circular,
                    day=step.circular.entered,
                    name=f"moved/{identity(deadline)}/{step.circular.identity}",
                    kind="moved-deadline",
                    by=step.circular,
                    item=before,
                    becomes=now,
                    dates=self._with_former(circular, deadline),
                )
            before = now

    # --- how it is told -----------------------------------------------------------------------

    def _written(self, name: str, change: Change, language: str) -> Entry:
        background, circular = self._background, change.circular
        site, view = background.site, background.view(language)
        address = site.absolute(site.addresses.circular(language, circular.key))
        if change.item is not None:
            address += f"#{anchor(change.item)}"
        day = midnight(change.day)
        deadlines = (change.item,) if isinstance(change.item, Deadline) else ()
        return Entry(
            id=name,
            title=self._title(view, change, letter_title(view, circular)),
            url=address,
            language=language,
            published=day,
            updated=day,
            summary=self._summary(view, change),
            content=self._content(view, change, link(address, letter_in_html(view, circular))),
            categories=categories(view, circular, deadlines),
        )

    @staticmethod
    def _title(view: View, change: Change, title: str) -> str:
        """What has changed, and on which letter's page."""
        if change.item is None:
            return view.t(f"feed.changed.{change.kind}", letter=title)
        day = date_words(view, change.becomes) if change.becomes else ""
        return view.t(
            f"feed.changed.{change.kind}",
            letter=view.reference(change.circular),
            what=item_words(view, change.item),
            date=day,
        )

    def _summary(self, view: View, change: Change) -> str:
        """The change in plain words."""
        if change.note:
            return view.plain(change.note)
        if change.by is None:
            return view.plain(change.circular.summary)
        letter = letter_title(view, change.by)
        if change.item is None:
            return view.t("feed.by-letter", letter=letter)
        old = _when(view, change.item)
        if change.becomes is None:
            return view.t("feed.was", old=old, letter=letter)
        return view.t("feed.from-to", old=old, new=_when(view, change.becomes), letter=letter)

    def _content(self, view: View, change: Change, page: Markup) -> str:
        lines = []
        if change.note:
            lines.append(paragraph(view.words(change.note)))
        if change.item is not None:
            lines.append(paragraph(_line(view, change.item, change.becomes)))
        elif change.by is not None:
            lines += [
                date_line(self._background, view, change.circular, item)
                for item in _items(change.circular)
                if item.ended is not None and item.ended.by == change.by.key
            ]
        if change.by is not None:
            linked = letter_link(self._background, view, change.by)
            lines.append(paragraph(sentence(view, "feed.by-letter", letter=linked)))
        if change.kind == "translated":
            lines.append(paragraph(view.words(change.circular.summary)))
        lines.append(paragraph(page))
        return "\n".join(lines)


def _items(circular: Circular) -> tuple[Deadline | Event, ...]:
    """All dates of a letter."""
    return (*circular.deadlines, *circular.events)


def _when(view: View, item: Deadline | Event) -> str:
    """The moment of a deadline; the days of an event, with its hours."""
    if isinstance(item, Deadline):
        return moment_words(view, item.due)
    hours = view.phrases.hours(item.start, item.end)
    days = date_words(view, item)
    return f"{days}, {hours}" if hours else days


def _line(view: View, item: Deadline | Event, becomes: Deadline | Event | None) -> Markup:
    """A date as it was, struck through, and what stands for it."""
    old = _when(view, item)
    shown = moved(old, _when(view, becomes)) if becomes else Markup("<del>{}</del>").format(old)
    key = "feed.deadline" if isinstance(item, Deadline) else "feed.event"
    words = sentence(view, key, date=shown, what=item_in_html(view, item))
    return Markup("<strong>{}</strong>").format(words)


def _counted(letters: dict[str, Circular], circular: Circular, deadline: Deadline) -> Deadline:
    """A deadline as it stood when only these *letters* had come."""
    known = with_acts(sorted(letters.values(), key=Circular.order))
    own = next(letter for letter in known if letter.key == circular.key)
    return next(item for item in own.deadlines if item.id == deadline.id)


def _dated(circular: Circular, item: Deadline | Event) -> DatedItem:
    if isinstance(item, Deadline):
        return Dated(item=item, circular=circular)
    return Dated(item=item, circular=circular)


def _order(change: Change) -> tuple[dt.date, dt.date, str, str]:
    circular = change.circular
    return (change.day, circular.order()[0], circular.identity, change.name)
