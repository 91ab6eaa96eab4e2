"""The words of calendars: plain text in one language, short titles first.

What the archive does not have in a calendar's language stands there in the language that it is in,
and the property says which one that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.calendars.entries import Entry
from archive.dates import GENEVA, Moment, PartialDate
from archive.languages import Phrases
from archive.life import EVENT
from archive.model import Circular, Contact, Deadline, Event, Localized, Phrase, Relative
from archive.scopes import Scope, asked
from archive.short_titles import subject_beside
from archive.site import Site
from archive.urls import language_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Words for the calendars of one language of a site."""

    site: Site
    language: str

    @property
    def phrases(self) -> Phrases:
        """The words of the interface."""
        return self.site.phrases[self.language]

    def t(self, key: str, /, **values: object) -> str:
        """A text of the interface."""
        return self.phrases(key, **values)

    def plain(self, text: Localized) -> str:
        """Words of the archive; "" where there are none."""
        own = text.own(self.language)
        if own is not None:
            return own
        return text.in_language(self.language).text if text else ""

    def title(self, entry: Entry) -> Phrase:
        """What stands in the grid of a calendar, wholly in the language of the archive's words.

        What a deadline asks in a few words ("register") does not say what for, so the letter's
        subject follows.
        """
        name = entry.name.in_language(self.language)
        phrases = self.site.phrases[name.language]
        text = name.text
        if entry.kind != EVENT:
            subject = _subject(entry, name.language)
            if beside := subject_beside(text, subject):
                text = phrases("calendar.about-what", name=text, subject=beside)
            if entry.circular.references:
                reference = _reference(entry.circular, phrases)
                text = phrases("calendar.summary", name=text, reference=reference)
        text = phrases(f"calendar.title.{entry.kind}.{entry.fate}", name=text)
        return Phrase(text=one_line(text), language=name.language)

    def reminder(self, entry: Entry, days: int) -> str:
        """What a reminder says that many *days* before."""
        title = self.title(entry).text
        return self.phrases.plural("calendar.reminder", days, title=title)

    def place(self, entry: Entry) -> Phrase | None:
        """Where an event is held."""
        item = entry.stands.item
        if not isinstance(item, Event) or not item.place:
            return None
        place = item.place.in_language(self.language)
        return Phrase(text=one_line(place.text), language=place.language)

    def contact(self, entry: Entry) -> str:
        """Whom to ask, as the last letter that says so has it; "" where none does."""
        return "; ".join(filter(None, map(self._contact, entry.stands.contacts)))

    def _contact(self, contact: Contact) -> str:
        parts = (
            self.plain(contact.person),
            self.plain(contact.office),
            f"{self.t('circular.tel')} {contact.tel}" if contact.tel else "",
            f"{self.t('circular.fax')} {contact.fax}" if contact.fax else "",
            contact.email or "",
            contact.web or "",
        )
        return one_line(", ".join(part for part in parts if part))

    def categories(self, entry: Entry) -> tuple[str, ...]:
        """Deadline or event, the kind of answer, initiatives and the bureau."""
        item, circular = entry.stands.item, entry.circular
        names = [self.t(f"calendar.category.{entry.kind}")]
        if isinstance(item, Deadline) and item.kind is not None:
            names.append(self.plain(item.kind.name))
        names += [self.plain(initiative.short_name) for initiative in circular.initiatives]
        names.append(self.plain(circular.bureau.abbreviation))
        return tuple(dict.fromkeys(one_line(name) for name in names))

    def page(self, entry: Entry) -> str:
        """The absolute address of what the letter says of the date."""
        path = self.site.addresses.circular(self.language, entry.circular.key)
        return f"{self.site.absolute(path)}#{entry.anchor}"

    def description(self, entry: Entry) -> str:
        """All that a subscriber needs to know, line by line: what ended it, which letter it is
        of, then the facts."""
        return "\n".join(
            line for text in self._lines(entry) for line in text.splitlines() if line.strip()
        )

    def _lines(self, entry: Entry) -> Iterator[str]:
        if entry.ended_by is not None:
            letter = self.letter(entry.ended_by)
            yield self.t(f"calendar.ended.{entry.kind}.{entry.fate}", letter=letter)
        yield self._labelled(f"circular.kinds.{entry.circular.kind}", self.letter(entry.circular))
        item = entry.stands.item
        if isinstance(item, Deadline):
            yield from self._deadline(entry, item)
        else:
            yield from self._event(entry, item)
        for change in entry.former:
            day = self._period(change.before, change.until)
            yield self.t("calendar.former", date=day, letter=self.letter(change.by))
        if entry.stands.taken_from:
            letters = ", ".join(map(self.letter, entry.stands.taken_from))
            yield self.t("calendar.taken-from", letters=letters)
        yield self.plain(item.note)
        yield self.t("calendar.page", address=self.page(entry))
        written = language_for(self.language, entry.circular)
        if written != self.language:
            name = self.phrases.language_name(written)
            yield self.t("calendar.one-language", language=name)
        yield self.t("circular.rendering-note")

    def _deadline(self, entry: Entry, item: Deadline) -> Iterator[str]:
        yield self.t("calendar.asked", text=self.plain(entry.name))
        if of := asked(entry.circular, item):
            yield self.t("calendar.asked-of", text=", ".join(self.plain(who.name) for who in of))
        timed = "hour" if entry.start.instant is not None else "day"
        yield self.t(f"calendar.until-{timed}", date=self._in_geneva(entry.start, None))
        if item.relative is not None and entry.counts_from:
            yield self._counted(item.relative, entry.counts_from)
        if item.opens is not None:
            yield self.t("calendar.opens", date=self._moment(item.opens))
        yield self._labelled("circular.printed", self.plain(item.printed))
        ways = ", ".join(self.t(f"circular.ways.{way}") for way in item.by)
        how = ". ".join(filter(None, (ways, self.plain(item.how))))
        if how:
            yield self.t("calendar.how", text=how)
        yield self._labelled("circular.reply-to", item.email or "")
        if item.link is not None:
            name = self.plain(item.link.label)
            where = item.link.url or self.t("circular.lost-link")
            yield self._labelled("circular.reply-link", f"{name} ({where})")

    def _counted(self, relative: Relative, event: Localized) -> str:
        side = "before" if relative.is_before else "after"
        text = self.phrases.plural(
            f"time.{side}.{relative.span.unit}", relative.span.number, event=self._quoted(event)
        )
        return self.t("calendar.relative", text=text)

    def _event(self, entry: Entry, item: Event) -> Iterator[str]:
        end = item.end if entry.start is item.start else entry.end
        yield self.t("calendar.held", date=self._in_geneva(entry.start, end))
        yield self._labelled("circular.event-when", self.plain(item.when))
        if item.format:
            yield self._labelled("circular.event-format", self.t(f"circular.formats.{item.format}"))
        languages = ", ".join(self.phrases.language_name(code) for code in item.languages)
        yield self._labelled("circular.event-languages", languages)
        if item.cost:
            yield self._labelled("circular.event-cost", self.t(f"circular.costs.{item.cost}"))
        if item.registration:
            text = self.t(f"circular.registrations.{item.registration}")
            yield self._labelled("circular.event-registration", text)
        yield self._labelled("circular.event-site", item.url or "")

    def _labelled(self, label: str, text: str) -> str:
        """*text* after the words of the key *label*; "" where there is none."""
        return self.t("calendar.labelled", label=self.t(label), text=text) if text else ""

    def letter(self, circular: Circular) -> str:
        """A letter's reference and subject, or its subject alone."""
        subject = one_line(self._quoted(circular.subject))
        if not circular.references:
            return subject
        reference = _reference(circular, self.phrases)
        return self.t("calendar.letter", reference=reference, subject=subject)

    def _quoted(self, text: Localized) -> str:
        phrase = text.in_language(self.language)
        return self.site.phrases[phrase.language].quoted(phrase.text)

    def _moment(self, moment: Moment) -> str:
        return self._period(moment, None)

    def _period(self, start: Moment, end: Moment | None) -> str:
        """Days and hours with their zone."""
        phrases = self.phrases
        if start.time is not None and end is not None and start.date != end.date:
            # Over several days each hour belongs to its own day.
            opening = f"{phrases.date(start.date)}, {start.time:%H:%M}"
            return f"{opening} – {phrases.date(end.date)}, {phrases.hours(end, None)}"
        hours = phrases.hours(start, end)
        days = phrases.period(start, end)
        return f"{days}, {hours}" if hours else days

    def _in_geneva(self, start: Moment, end: Moment | None) -> str:
        """Days and hours with their zone, and those that Geneva's clocks show then."""
        text = self._period(start, end)
        first, last = _geneva(start), _geneva(end) if end is not None else None
        if first is None or (first.date, first.time) == (start.date, start.time):
            return text
        phrases = self.phrases
        there = phrases.date(first.date) if first.date != start.date else ""
        shown = f"{first.time:%H:%M}"
        if last is not None and last.date == first.date:
            shown += f"–{last.time:%H:%M}"
        elif last is not None:
            there = there or phrases.date(first.date)
            shown += f" – {phrases.date(last.date)}, {last.time:%H:%M}"
        date = f"{there}, {shown}" if there else shown
        return self.t("calendar.in-geneva", text=text, date=date)

    def calendar_name(self, what: str, scope: Scope, *, reminders: bool) -> str:
        """The name of a scope's calendar: what it holds first, for a phone's narrow list."""
        name = self.t(f"calendar.name.{what}")
        if reminders:
            name = self.t("calendar.name.reminders", name=name)
        of = self.plain(scope.short_name) if scope.kind else self.site.name[self.language]
        return one_line(self.t("calendar.name.of", name=name, of=of))

    def calendar_about(self, what: str, scope: Scope, *, reminders: bool) -> str:
        """What a scope's calendar holds."""
        about = self.t(f"calendar.about.{what}")
        if scope.kind:
            about = self.t("calendar.about.of", about=about, of=self.plain(scope.name))
        return one_line(self.t("calendar.about.reminders", about=about) if reminders else about)

    def own_name(self, circular: Circular) -> str:
        """The name of a circular's own calendar."""
        of = (
            _reference(circular, self.phrases)
            if circular.references
            else self._quoted(circular.subject)
        )
        name = self.t("calendar.name.circular")
        return one_line(self.t("calendar.name.of", name=name, of=of))

    def own_about(self, circular: Circular) -> str:
        """What a circular's own calendar holds."""
        return self.t("calendar.about.circular", of=self.letter(circular))


def one_line(text: str) -> str:
    """*text* without line breaks of any kind, which titles cannot have."""
    return " ".join(line.strip() for line in text.splitlines()).strip()


def _subject(entry: Entry, language: str) -> str:
    """The subject of the last of a date's letters that has one in *language*."""
    subjects = [step.circular.subject for step in reversed(entry.steps)]
    held = next((subject for subject in subjects if language in subject.languages), subjects[0])
    return held.in_language(language).text


def _reference(circular: Circular, phrases: Phrases) -> str:
    return " · ".join(reference.printed(phrases) for reference in circular.references)


def _geneva(moment: Moment) -> Moment | None:
    """A moment with an hour, by the clocks of Geneva."""
    instant = moment.instant
    if instant is None:
        return None
    local = instant.astimezone(GENEVA)
    return Moment(date=PartialDate.of(local.date()), time=local.time(), zone=GENEVA.key)
