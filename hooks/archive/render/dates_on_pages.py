"""Dates on a page: with Geneva time, what they stand for, and the state that they are in.

A browser computes states again and shows the reader's own time. For that a ``<time>`` carries
``data-instant`` (UTC), for hours "from, to" also ``data-end``, and for a deadline without an hour
``data-until``: its instant is the end of the day in Geneva. Dates that are struck through carry
nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.dates import GENEVA, DeadlineState, Moment, PartialDate, days_left
from archive.model import Act, Dated, Deadline, Event, Item, Relative
from archive.render.markup import Mould, together
from archive.render.words_on_pages import WordsOnPage
from archive.selections import due_order

_TIME = Mould('<time datetime="{}"{}>{}</time>')
_INSTANT = Mould(' data-instant="{}"')
_LAST_DAY = Mould(' data-instant="{}" data-until')
_END = Mould(' data-end="{}"')
_HOURS = Mould(', <span class="hours">{}</span>')
_IN_GENEVA = Mould(' <span class="geneva">{}</span>')
_GENEVA_CLOCK = Mould('<time class="month__hour" datetime="{}" data-instant="{}">{}</time>')
_UNDATED = Mould('<span class="undated sentence">{}</span>')
_FORMER = Mould('<del class="former"><span class="unseen">{}: </span>{}</del>')
_NOW = Mould('<ins><span class="unseen">{}: </span>{}</ins>')
_STATE = Mould('<span class="state state--{}"{}>{}</span>')
_CHANGING_STATE = Mould(
    '<span class="state state--{}"{} data-opens="{}" data-day="{}" data-ends="{}">{}</span>'
)
_NOTHING = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesOnPage(WordsOnPage):
    """How the dates of letters, deadlines and events stand on one page."""

    def date(self, date: PartialDate | None) -> Markup:
        """A letter's date in words, with its machine-readable form."""
        if date is None:
            return Markup("<span>{}</span>").format(self.t("date.none"))
        key = ("date", self.language, date)
        return self.kept.get(key) or self.kept.keep(
            key, _TIME(date.iso(), _NOTHING, self.unbroken(self.phrases.date(date)))
        )

    def day(self, day: dt.date) -> Markup:
        """An exact day in words."""
        return self.date(PartialDate.of(day))

    def due(self, deadline: Deadline, *, moved: bool = True) -> Markup:
        """A deadline's day (and hour) in words.

        A day that has been moved stands struck through before the one that stands for it now
        (*moved* False leaves that one out); a day that a later letter has ended stands struck
        through alone. Of a deadline whose day is not known yet it says from what it counts.
        """
        if deadline.ended is not None:
            former = self._struck("date.formerly", self.set_day(deadline, live=False))
            if deadline.ended is not deadline.extended or not moved:
                return former
            now = self.set_day(self.later(deadline)[-1].item)
            return former + " " + self._inserted("date.now", now)
        for before in deadline.instead_of:
            if before.when is not None and before.when != deadline.due:
                former = self.moment(before.when, live=False)
                return self._struck("date.formerly", former) + " " + self.set_day(deadline)
        return self.set_day(deadline)

    def period(self, event: Event, *, moved: bool = True) -> Markup:
        """An event's days and hours in words, struck through as :meth:`due` does it."""
        if event.ended is not None:
            former = self._struck("date.event-formerly", self.days(event, live=False))
            if event.ended is not event.rescheduled or not moved:
                return former
            now = self.days(self.later(event)[-1].item)
            return former + " " + self._inserted("date.event-now", now)
        for before in event.instead_of:
            earlier = _named(self.site.circulars[before.circular].events, before.id)
            former = self._struck("date.event-formerly", self.days(earlier, live=False))
            return former + " " + self.days(event)
        return self.days(event)

    def set_day(self, deadline: Deadline, *, live: bool = True) -> Markup:
        """The day that a letter sets, whatever became of it."""
        if deadline.due is None:
            counted = self.counted(deadline) or escape(self.t("date.undated"))
            return _UNDATED(counted)
        return self.moment(deadline.due, live=live, lasting=True)

    def moment(self, moment: Moment, *, live: bool = True, lasting: bool = False) -> Markup:
        """A day, and its hour with what the clock in Geneva reads at it.

        *live* moments carry what scripts need; a *lasting* one is over only when its day is.
        """
        key = ("moment", self.language, self.marked, moment, live, lasting)
        return self.kept.get(key) or self.kept.keep(key, self._moment(moment, live, lasting))

    def _moment(self, moment: Moment, live: bool, lasting: bool) -> Markup:
        text = (
            self.unbroken(self.phrases.date(moment.date)),
            _hours(self.phrases.hours(moment, None)),
            self._in_geneva(moment, None),
        )
        marks = _NOTHING
        if live and moment.instant is not None:
            marks = _INSTANT(_utc(moment.begin()))
        elif live and lasting and moment.date.is_day:
            marks = _LAST_DAY(_utc(moment.end()))
        return _TIME(moment.iso(), marks, together(text))

    def days(self, event: Event, *, live: bool = True) -> Markup:
        """The days and hours that one letter gives for an event, whatever became of them."""
        start, end = event.start, event.end
        key = ("days", self.language, self.marked, start, end, live)
        return self.kept.get(key) or self.kept.keep(key, self._days(start, end, live))

    def _days(self, start: Moment, end: Moment | None, live: bool) -> Markup:
        if start.time is not None and end is not None and start.date != end.date:
            # Over several days each hour belongs to its own day.
            opening = f"{self.phrases.date(start.date)}, {start.time:%H:%M}"
            closing = self.phrases.date(end.date)
            if hours := self.phrases.hours(end, None):
                closing += f", {hours}"
            text = self.unbroken(f"{opening} – {closing}")
        else:
            text = self.unbroken(self.phrases.period(start, end))
            text += _hours(self.phrases.hours(start, end))
        text += self._in_geneva(start, end)
        marks = _NOTHING
        if live and start.instant is not None:
            marks = _INSTANT(_utc(start.begin()))
            if end is not None and end.instant is not None:
                marks += _END(_utc(end.begin()))
        return _TIME(start.iso(), marks, text)

    def _in_geneva(self, start: Moment, end: Moment | None) -> Markup:
        """What the clock in Geneva reads at the hours of a letter, where it reads differently."""
        first = start.instant
        if first is None:
            return _NOTHING
        last = end.instant if end is not None else None
        printed = [moment for moment in (first, last) if moment is not None]
        local = [moment.astimezone(GENEVA) for moment in printed]
        if [moment.replace(tzinfo=None) for moment in printed] == [
            moment.replace(tzinfo=None) for moment in local
        ]:
            return _NOTHING
        clock = [f"{moment:%H:%M}" for moment in local]
        days = [moment.date() for moment in local]
        if len(set(days)) == 1:
            text = "–".join(clock)
            if {moment.date() for moment in printed} != set(days):
                text = f"{self.phrases.day(days[0])}, {text}"
        else:
            text = " – ".join(
                f"{self.phrases.day(day)}, {hour}" for day, hour in zip(days, clock, strict=True)
            )
        return _IN_GENEVA(self.filled("time.geneva", time=self.unbroken(text)))

    def geneva_clock(self, moment: Moment) -> Markup:
        """What the clock in Geneva reads at a moment with an hour; the day stands elsewhere."""
        instant = moment.begin().astimezone(GENEVA)
        return _GENEVA_CLOCK(
            instant.isoformat(timespec="minutes"),
            _utc(moment.begin()),
            f"{instant:%H:%M}",
        )

    def in_order(self, items: Iterable[Item]) -> Sequence[Item]:
        """Dates of one letter by the day that stands now; those without a day come last."""
        items = tuple(items)
        if len(items) < 2:
            return items

        def key(item: Item) -> tuple[bool, dt.datetime]:
            steps = self.later(item)
            now: Deadline | Event = steps[-1].item if steps else item
            return due_order(now) if isinstance(now, Deadline) else (False, now.start.begin())

        return sorted(items, key=key)

    def _struck(self, key: str, former: Markup) -> Markup:
        """A date that no longer stands. Few screen readers tell of ``<del>``: words say it."""
        return _FORMER(self.t(key), former)

    def _inserted(self, key: str, now: Markup) -> Markup:
        return _NOW(self.t(key), now)

    def counted(self, deadline: Deadline) -> Markup:
        """How the day of a relative deadline is found: "6 weeks before the event …"; else ""."""
        relative = deadline.relative
        if relative is None:
            return _NOTHING
        side = "before" if relative.is_before else "after"
        key = f"time.{side}.{relative.span.unit}"
        sentence = escape(self.phrases.plural(key, relative.span.number, event="{event}"))
        return sentence.format(event=self.quoted(self.announced(relative).item.name))

    def announced(self, relative: Relative) -> Dated[Event]:
        """The event that a deadline counts from, as it was announced."""
        circular = self.site.circulars[relative.circular]
        return Dated(item=_named(circular.events, relative.event), circular=circular)

    def later(self, item: Item) -> list[Dated[Item]]:
        """What stands for a deadline or an event by the acts of later letters, step by step."""
        steps: list[Dated[Item]] = []
        act = moved(item)
        while act is not None:
            circular = self.site.circulars[act.by]
            kind, _, name = act.becomes.partition("-")
            items: Iterable[Item] = circular.deadlines if kind == "deadline" else circular.events  # type: ignore[assignment]
            steps.append(Dated(item=_named(items, name), circular=circular))
            act = moved(steps[-1].item)
        return steps

    def state(self, deadline: Deadline) -> Markup:
        """The badge of a deadline's state.

        The reader's browser computes those again that change with time: ``data-opens`` and
        ``data-ends`` are instants, ``data-day`` is the last Geneva day.
        """
        return self._badge(deadline)

    def states(self, deadline: Deadline) -> Markup:
        """The badges where the day that stands now is shown: beside the state of an extended
        deadline stands that of the one which extends it."""
        badges = self.state(deadline)
        if deadline.ended is not None and deadline.ended is deadline.extended:
            badges += " " + self._badge(self.later(deadline)[-1].item, standing=True)
        return badges

    def _badge(self, deadline: Deadline, *, standing: bool = False) -> Markup:
        """A badge; a *standing* one tells scripts that it is not the state of the item itself."""
        state = deadline.state(self.site.today)
        key = ("state", self.language, self.marked, state, deadline.due, deadline.opens, standing)
        return self.kept.get(key) or self.kept.keep(
            key, self._drawn_badge(deadline, state, standing=standing)
        )

    def _drawn_badge(self, deadline: Deadline, state: DeadlineState, *, standing: bool) -> Markup:
        mark = Markup(" data-standing") if standing else _NOTHING
        text = self.t(f"state.{state}")
        if deadline.due is None or state.is_ended:
            return _STATE(state.value, mark, text)
        left = days_left(deadline.due, self.site.today)
        if left > 0 and state.is_open:
            text = f"{text}: {self.plural('days-left', left)}"
        opens = _utc(deadline.opens.begin()) if deadline.opens else ""
        day = deadline.due.geneva_day().isoformat()
        return _CHANGING_STATE(state.value, mark, opens, day, _utc(deadline.due.end()), text)

    def event_state(self, event: Event) -> Markup:
        """The badge of an event that a later letter has moved or called off; else ""."""
        for name in ("withdrawn", "superseded", "rescheduled"):
            if getattr(event, name) is not None:
                return _STATE(name, _NOTHING, self.t(f"state.event.{name}"))
        return _NOTHING

    def ends(self, moment: Moment) -> str:
        """The instant from which a moment is over, for scripts (UTC)."""
        return _utc(moment.end())


def _hours(hours: str) -> Markup:
    """Hours after a day; a narrow line takes them as a whole to the next one."""
    return _HOURS(hours) if hours else _NOTHING


def _utc(instant: dt.datetime) -> str:
    return f"{instant.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def moved(item: Deadline | Event) -> Act | None:
    """What set another day that stands for the day of *item*."""
    return item.extended if isinstance(item, Deadline) else item.rescheduled


def _named(items: Iterable[Item], name: str) -> Item:
    return next(item for item in items if item.id == name)
