"""Entries about deadlines that close: a reminder when 14, 3 and 0 Geneva days are left.

A reminder stands from its day until the deadline is over, and is dated by that day, not by the
build. A deadline that is not taken yet, has no day, or was ended by a later letter has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from archive import selections
from archive.dates import GENEVA, Moment, PartialDate
from archive.feeds.background import Background, anchor
from archive.feeds.entry import Entry
from archive.feeds.wording import (
    categories,
    date_line,
    item_words,
    letter_in_html,
    link,
    marked,
    moment_words,
    paragraph,
    sentence,
    short_letter,
)
from archive.model import Circular, Dated, Deadline
from archive.render.templates import View
from archive.scopes import asked
from archive.urls import closing_entry_id

DAYS_LEFT = (14, 3, 0)
"""When subscribers are reminded, in Geneva days before the deadline's own day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One reminder of a deadline, for the readers of a text."""

    dated: Dated[Deadline]
    language: str
    """Of the text: where a letter is not translated, that of the original."""
    left: int
    """One of :data:`DAYS_LEFT`."""
    due: dt.date
    """The deadline's Geneva day."""
    day: dt.date
    """The Geneva day on which the reminder appears: when so many days are left, or later, when
    the deadline became known later."""

    @property
    def left_then(self) -> int:
        """How many days are left on the day of the reminder."""
        return (self.due - self.day).days


class ClosingDeadlines:
    """The reminders that stand on the day of the build, and their entries."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._ahead = [
            dated
            for dated in selections.deadlines(background.archive.circulars)
            if dated.item.state(background.site.today).is_open
        ]
        self._entries: dict[str, Entry] = {}

    def reminders(self, language: str) -> list[Reminder]:
        """All that stand for the readers of a language: the newest first, and of one day the
        nearest deadline first."""
        found = [reminder for dated in self._ahead for reminder in self._of(dated, language)]
        # sorted() is stable: within a day the order of the deadlines stays.
        return sorted(found, key=lambda reminder: reminder.day, reverse=True)

    def _of(self, dated: Dated[Deadline], language: str) -> Iterator[Reminder]:
        code = self._background.language(language, dated.circular)
        due = dated.item.due
        if code is None or due is None:
            return
        last = due.geneva_day()
        known = self._known(dated, code)
        for index, left in enumerate(DAYS_LEFT):
            following = DAYS_LEFT[index + 1 :]
            if following and known >= _before(last, following[0]):
                continue  # the next reminder was due when the deadline became known
            day = max(_before(last, left), known)
            if day <= self._background.site.today:
                yield Reminder(dated=dated, language=code, left=left, due=last, day=day)

    def _known(self, dated: Dated[Deadline], language: str) -> dt.date:
        """The day from which on readers of a language could act on the deadline as it stands."""
        deadline, circular = dated.item, dated.circular
        days = [circular.texts[language].added]
        if deadline.opens is not None:
            days.append(deadline.opens.geneva_first_day())
        if deadline.relative is not None and deadline.relative.moved_by:
            days.append(self._background.by_key[deadline.relative.moved_by].entered)
        return max(days)

    def entry(self, reminder: Reminder, language: str) -> Entry:
        """The entry of a reminder for the readers of *language*."""
        dated, code = reminder.dated, reminder.language
        name = closing_entry_id(
            dated.circular.identity,
            dated.item.first_id or dated.item.id,
            reminder.due.isoformat(),
            reminder.left,
            code,
        )
        if name not in self._entries:
            self._entries[name] = self._written(name, reminder)
        entry = self._entries[name]
        if code == language:
            return entry
        phrases = self._background.view(language).phrases
        return replace(entry, title=marked(phrases, code, entry.title))

    def _written(self, name: str, reminder: Reminder) -> Entry:
        background, dated = self._background, reminder.dated
        circular, deadline = dated.circular, dated.item
        site, view = background.site, background.view(reminder.language)
        page = site.addresses.circular(reminder.language, circular.key)
        address = f"{site.absolute(page)}#{anchor(deadline)}"
        asks, date = item_words(view, deadline), moment_words(view, deadline.due)
        left = reminder.left_then
        begin = Moment(date=PartialDate.of(reminder.day)).begin()
        return Entry(
            id=name,
            title=view.t(
                "feed.closing",
                left=view.phrases.plural("feed.left", left) if left else view.t("feed.last-day"),
                what=asks,
                date=date,
                letter=short_letter(view, circular, asks),
            ),
            url=address,
            language=reminder.language,
            published=begin,
            updated=begin,
            summary=view.t("feed.closing-summary", date=date, what=asks),
            content=self._content(view, circular, deadline, address),
            categories=categories(view, circular, (deadline,)),
        )

    def _content(self, view: View, circular: Circular, deadline: Deadline, address: str) -> str:
        """What is asked, of whom, how, and until when: with it one can answer."""
        lines = [date_line(self._background, view, circular, deadline)]
        due = deadline.due
        if due is not None and due.instant is None:
            lines.append(paragraph(sentence(view, "circular.hour-assumed")))
        elif due is not None and due.instant is not None:
            here = due.instant.astimezone(GENEVA)
            if here.utcoffset() != due.instant.utcoffset():
                words = f"{view.phrases.day(here.date())}, {here:%H:%M}"
                lines.append(paragraph(sentence(view, "feed.in-geneva", date=words)))
        ways = ", ".join(view.t(f"circular.ways.{way}") for way in deadline.by)
        facts = [
            ("circular.asked-of", _listed(view.words(c.name) for c in asked(circular, deadline))),
            ("circular.ways-label", Markup.escape(ways)),
            ("circular.how", view.words(deadline.how)),
        ]
        for key, words in facts:
            if words:
                lines.append(_fact(view, key, words))
        if deadline.email:
            lines.append(
                _fact(view, "circular.reply-to", link(f"mailto:{deadline.email}", deadline.email))
            )
        if deadline.link is not None:
            label, where = view.words(deadline.link.label), deadline.link.url
            lost = Markup("{} ({})").format(label, view.t("circular.lost-link"))
            lines.append(_fact(view, "circular.reply-link", link(where, label) if where else lost))
        lines.append(paragraph(link(address, letter_in_html(view, circular))))
        return "\n".join(lines)


def _before(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days)


def _listed(parts: Iterable[Markup]) -> Markup:
    return Markup("; ").join(parts)


def _fact(view: View, key: str, words: Markup) -> Markup:
    return Markup("<p>{}: {}</p>").format(view.t(key), words)
