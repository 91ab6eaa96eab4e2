"""Deadlines and events on staged pages: when, what, and what later letters did to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from archive.dates import Moment
from archive.languages import Phrases
from archive.model import Act, Circular, Dated, Deadline, Event, Localized, Relative
from archive.staging.plain_markdown import escaped

Letter = Callable[[Circular], str]
"""What links to a letter from a page, in Markdown."""

_DEADLINE_FATES = {"extends": "extended", "withdraws": "withdrawn", "replaces": "superseded"}
_EVENT_FATES = {
    "reschedules": "event-rescheduled",
    "withdraws": "event-withdrawn",
    "replaces": "event-superseded",
}
"""What the strings call the effect of an act, by its relation."""


class StagedDates:
    """The dates of one archive in the words of one language."""

    def __init__(
        self, by_key: Mapping[str, Circular], phrases: Mapping[str, Phrases], code: str
    ) -> None:
        """*by_key* holds all letters, for a date may be that of another one."""
        self._by_key = by_key
        self._phrases = phrases
        self._code = code
        self._words = phrases[code]

    def moment(self, moment: Moment) -> str:
        """A day, and its hour with the zone."""
        hours = self._words.hours(moment, None)
        day = self._words.date(moment.date)
        return f"{day}, {hours}" if hours else day

    def counted(self, relative: Relative) -> str:
        """What a deadline counts from: "2 weeks before the event “Meeting” begins"."""
        event = next(
            item for item in self._by_key[relative.circular].events if item.id == relative.event
        )
        name = event.name.in_language(self._code)
        quoted = self._phrases[name.language].quoted(name.text)
        side = "before" if relative.is_before else "after"
        key = f"time.{side}.{relative.span.unit}"
        return self._words.plural(key, relative.span.number, event=quoted)

    def deadline(self, dated: Dated[Deadline], letter: Letter, *, with_source: bool) -> str:
        """An entry of a list in Markdown: when, what, how, and what has become of it.

        *with_source* adds the letter that set it.
        """
        item = dated.item
        details = []
        if item.kind is not None:
            details.append(self._text(item.kind.name))
        if item.relative is not None:
            details.append(escaped(self.counted(item.relative)))
        if item.opens is not None:
            opens = self.moment(item.opens)
            details.append(escaped(self._words("circular.opens-line", date=opens)))
        details += [escaped(self._words(f"circular.ways.{way}")) for way in item.by]
        more = f" ({'; '.join(details)})" if details else ""
        entry = f"{_bold(self._due(item), item.ended)}: {self._text(item.asks)}{more}"
        entry += f" – {letter(dated.circular)}" if with_source else ""
        return "; ".join((entry, *self._of_deadline(dated, letter)))

    def event(self, dated: Dated[Event], letter: Letter, *, with_source: bool) -> str:
        """An entry of a list in Markdown: when, what, where, and what has become of it.

        *with_source* adds the letter that announced it.
        """
        event = dated.item
        place = f" – {self._text(event.place)}" if event.place else ""
        entry = f"{_bold(self._days(event), event.ended)}: {self._text(event.name)}{place}"
        entry += f" – {letter(dated.circular)}" if with_source else ""
        return "; ".join((entry, *self._of_event(event, letter)))

    def _due(self, deadline: Deadline) -> str:
        return self.moment(deadline.due) if deadline.due else self._words("date.undated")

    def _days(self, event: Event) -> str:
        words, start, end = self._words, event.start, event.end
        if start.time is not None and end is not None and start.date != end.date:
            # Over several days each hour belongs to its own day.
            closing = f"{words.date(end.date)}, {words.hours(end, None)}"
            return f"{words.date(start.date)}, {start.time:%H:%M} – {closing}"
        hours = words.hours(start, end)
        days = words.period(start, end)
        return f"{days}, {hours}" if hours else days

    def _of_deadline(self, dated: Dated[Deadline], letter: Letter) -> Iterator[str]:
        item = dated.item
        if item.ended is not None:
            by = self._by_key[item.ended.by]
            day = next((self._due(new) for new in by.deadlines if _stands(new, item.ended)), "")
            name = _DEADLINE_FATES[item.ended.relation]
            yield self._words(f"date.{name}", date=escaped(day), letter=letter(by))
        for former in item.instead_of:
            if former.when is None:
                continue
            # A deadline that moved with its event stands for a day that its own letter set.
            moved = former.circular == dated.circular.key and item.relative is not None
            by = self._by_key[
                item.relative.moved_by if moved and item.relative else former.circular
            ]
            key = "date.moved-with" if moved else "date.instead"
            day = self.moment(former.when)
            yield self._words(key, date=escaped(day), letter=letter(by))

    def _of_event(self, event: Event, letter: Letter) -> Iterator[str]:
        if event.ended is not None:
            by = self._by_key[event.ended.by]
            days = next((self._days(new) for new in by.events if _stands(new, event.ended)), "")
            name = _EVENT_FATES[event.ended.relation]
            yield self._words(f"date.{name}", date=escaped(days), letter=letter(by))
        for former in event.instead_of:
            by = self._by_key[former.circular]
            days = next(self._days(old) for old in by.events if old.id == former.id)
            yield self._words("date.event-instead", date=escaped(days), letter=letter(by))

    def _text(self, text: Localized) -> str:
        """Words of the archive as Markdown."""
        return escaped(text.in_language(self._code).text)


def _stands(item: Deadline | Event, act: Act) -> bool:
    """Whether *item*, of the acting letter, is what stands now."""
    return act.becomes.partition("-")[2] == item.id


def _bold(when: str, ended: Act | None) -> str:
    """A day; struck through where another letter has ended it."""
    return f"**{escaped(when)}**" if ended is None else f"<del>{escaped(when)}</del>"
