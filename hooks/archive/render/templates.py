"""The archive's own page templates: an autoescaping Jinja environment and what it offers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from archive.dates import Moment, PartialDate, days_left
from archive.languages import Phrases
from archive.model import Circular, Deadline, Event, Localized, Phrase
from archive.site import Site
from archive.urls import language_for, relative


class CompiledTemplates(BytecodeCache):
    """Compiled templates of one process, by their source, so that no pass compiles them again.

    Kept in memory only: compiled code is never read from a place that others could write to.
    """

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it compiled before; Jinja compares the source's checksum itself."""
        if data := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def environment(folder: str, compiled: BytecodeCache | None = None) -> Environment:
    """The environment; everything that a template prints is escaped."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        bytecode_cache=compiled,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What templates call: words, dates and addresses for one page in one language."""

    site: Site
    language: str
    path: str
    """The page's path below the site's root."""
    rooted: bool = False
    """Whether addresses begin at the host's root: for a page that is served at any address."""

    @property
    def phrases(self) -> Phrases:
        """The words of the page's language."""
        return self.site.phrases[self.language]

    def t(self, key: str, /, **values: object) -> str:
        """A word of the interface."""
        return self.phrases(key, **values)

    def plural(self, key: str, number: int) -> str:
        """A word with a number."""
        return self.phrases.plural(key, number)

    def words(self, text: Localized) -> Markup:
        """Words of the archive; in a foreign language they say so by ``lang``."""
        return self.phrase(text.in_language(self.language)) if text else Markup("")

    def phrase(self, phrase: Phrase) -> Markup:
        """Words in a known language."""
        if phrase.language == self.language:
            return escape(phrase.text)
        return Markup('<span lang="{}">{}</span>').format(phrase.language, phrase.text)

    def quoted(self, text: Localized) -> Markup:
        """Words of the letter in the quotation marks of their own language."""
        phrase = text.in_language(self.language)
        quoted = self.site.phrases[phrase.language]("ui.quoted", text=phrase.text)
        return self.phrase(Phrase(text=quoted, language=phrase.language))

    def plain(self, text: Localized) -> str:
        """Words for attributes and titles, without marks."""
        return text.in_language(self.language).text if text else ""

    def href(self, target: str) -> str:
        """The address of a path of the site, relative to the page where that is possible."""
        if self.rooted:
            return urlsplit(self.site.url).path + target
        return relative(self.path, target)

    def circular_href(self, circular: Circular) -> str:
        """The relative address of a circular for this page's readers."""
        return self.href(self.site.addresses.circular_for(self.language, circular))

    def circular_links(self, by_key: Mapping[str, Circular]) -> Callable[[str], str]:
        """What closes the slots of a body on this page: the address of a circular by its key."""
        return lambda key: self.circular_href(by_key[key])

    def is_foreign(self, circular: Circular) -> bool:
        """Whether the circular has no text in this page's language."""
        return language_for(self.language, circular) != self.language

    def reference(self, circular: Circular) -> str:
        """What the letter is called in this language: its references, or its kind."""
        if not circular.references:
            return self.t("circular.no-reference")
        return " · ".join(item.printed(self.phrases) for item in circular.references)

    def date(self, date: PartialDate | None) -> Markup:
        """A letter's date in words, with its machine-readable form."""
        if date is None:
            return Markup("<span>{}</span>").format(self.t("date.none"))
        return Markup('<time datetime="{}">{}</time>').format(date.iso(), self.phrases.date(date))

    def day(self, day: dt.date) -> Markup:
        """An exact day in words."""
        return self.date(PartialDate.of(day))

    def due(self, deadline: Deadline) -> Markup:
        """A deadline's day (and hour) in words."""
        due = deadline.due
        if due is None:
            return escape(self.t("date.undated"))
        text = escape(self.phrases.date(due.date)) + self._hours(self.phrases.hours(due, None))
        return Markup('<time datetime="{}">{}</time>').format(due.iso(), text)

    def period(self, event: Event) -> Markup:
        """An event's days and hours in words."""
        start, end = event.start, event.end
        if start.time is not None and end is not None and start.date != end.date:
            # Over several days each hour belongs to its own day.
            opening = f"{self.phrases.date(start.date)}, {start.time:%H:%M}"
            closing = f"{self.phrases.date(end.date)}, {self.phrases.hours(end, None)}"
            days, hours = f"{opening} – {closing}", ""
        else:
            days = self.phrases.period(start, end)
            hours = self.phrases.hours(start, end)
        text = Markup('<time datetime="{}">{}</time>').format(start.iso(), days)
        return text + self._hours(hours)

    @staticmethod
    def _hours(hours: str) -> Markup:
        """Hours after a day; a narrow line takes them as a whole to the next one."""
        return Markup(', <span class="hours">{}</span>').format(hours) if hours else Markup("")

    def state(self, deadline: Deadline) -> Markup:
        """The badge of a deadline's state, which the reader's browser computes again."""
        state = deadline.state(self.site.today)
        text = self.t(f"state.{state}")
        if deadline.due is None or state.is_ended:
            return Markup('<span class="state state--{}">{}</span>').format(state, text)
        left = days_left(deadline.due, self.site.today)
        if left > 0:
            text = f"{text}: {self.plural('days-left', left)}"
        return Markup(
            '<span class="state state--{}" data-day="{}" data-ends="{}">{}</span>'
        ).format(state, deadline.due.geneva_day().isoformat(), _instant(deadline.due), text)

    def ends(self, moment: Moment) -> str:
        """The instant from which a moment is over, for scripts (UTC)."""
        return _instant(moment)

    def size(self, size: int) -> str:
        """A file's size in words."""
        kib = max(1, round(size / 1024))
        return (
            self.t("size.kib", number=kib)
            if kib < 1024
            else self.t("size.mib", number=round(kib / 1024, 1))
        )


def _instant(moment: Moment) -> str:
    return moment.end().strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An entry of a page's table of contents."""

    anchor: str
    title: str
    below: tuple[Heading, ...] = ()


Context = Mapping[str, object]
