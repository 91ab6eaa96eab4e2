"""What feeds say of letters and of their dates: titles in plain words, lines in HTML.

The lines depend on data alone, never on the day of the build: a date that a later letter has moved
or ended is struck through, one that has merely passed stands as the letter gave it.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from archive.dates import Moment
from archive.feeds.background import Background, DatedItem
from archive.feeds.entry import Category, category_scheme
from archive.languages import Phrases
from archive.model import Circular, Deadline, Event
from archive.render.markup import Mould
from archive.render.templates import View
from archive.short_titles import shortened, subject_beside

_BLANK = Markup(" ")
_LINK = Mould('<a href="{}">{}</a>')
_PARAGRAPH = Mould("<p>{}</p>")
_MOVED = Mould("<del>{}</del> <ins>{}</ins>")
_STRUCK = Mould("<del>{}</del>")
_STANDING = Mould("<ins>{}</ins>")
_STRONG = Mould("<strong>{}</strong>")
_TITLE = Mould("{}: {}")


def letter_title(view: View, circular: Circular) -> str:
    """A letter's title: its reference and its subject."""
    subject = view.plain(circular.subject)
    return f"{view.reference(circular)}: {subject}" if circular.references else subject


def letter_in_html(view: View, circular: Circular) -> Markup:
    """The same in HTML; a title that is not in the language of *view* says its own."""
    subject = view.words(circular.subject)
    if not circular.references:
        return subject
    return _TITLE(view.reference(circular), subject)


def short_letter(view: View, circular: Circular, asks: str) -> str:
    """What a letter is called in a title beside what it *asks*: its reference, and as much of its
    subject as is needed."""
    subject = view.plain(circular.subject)
    if not circular.references:
        return shortened(subject)
    beside = subject_beside(asks, subject)
    return f"{view.reference(circular)}: {beside}" if beside else view.reference(circular)


def marked(phrases: Phrases, language: str, title: str) -> str:
    """A title for readers of another language, which says in which *language* the text is."""
    known = phrases.get(f"feed.languages.{language}")
    name = phrases("feed.languages.other", name=phrases.language_name(language))
    return phrases(
        "feed.in-language", language=known if isinstance(known, str) else name, title=title
    )


def moment_words(view: View, moment: Moment | None) -> str:
    """A moment in plain words, with its hour and its zone; or that it is not known yet."""
    if moment is None:
        return view.t("date.undated")
    hours = view.phrases.hours(moment, None)
    day = view.phrases.date(moment.date)
    return f"{day}, {hours}" if hours else day


def date_words(view: View, item: Deadline | Event) -> str:
    """A deadline's moment, or the days of an event, in plain words."""
    if isinstance(item, Deadline):
        return moment_words(view, item.due)
    return view.phrases.period(item.start, item.end)


def item_words(view: View, item: Deadline | Event) -> str:
    """What a deadline asks, or what an event is called, in plain words."""
    return view.plain(item.asks if isinstance(item, Deadline) else item.name)


def item_in_html(view: View, item: Deadline | Event) -> Markup:
    """The same in HTML; foreign words say their language."""
    return view.words(item.asks if isinstance(item, Deadline) else item.name)


def sentence(view: View, key: str, /, **values: object) -> Markup:
    """A text of the interface with *values* filled in that may hold HTML of their own."""
    return view.kept.sentence(view.t(key))(values)


def link(address: str, text: str) -> Markup:
    """A link to an absolute address."""
    return _LINK(address, text)


def paragraph(*parts: Markup) -> Markup:
    """A paragraph of sentences."""
    return _PARAGRAPH(_BLANK.join(parts))


def letter_link(background: Background, view: View, circular: Circular) -> Markup:
    """A link to another letter, for readers of the language of *view*."""
    site = background.site
    address = site.absolute(site.addresses.circular(view.language, circular.key))
    return link(address, letter_in_html(view, circular))


def moved(old: str, new: str) -> Markup:
    """An earlier date struck through, and the one that stands for it."""
    if not old or old == new:
        return escape(new)
    return _MOVED(old, new)


def date_line(
    background: Background, view: View, circular: Circular, item: Deadline | Event
) -> Markup:
    """A date with its former and later days, and the letters that set or ended them."""
    steps = background.steps(circular, item)
    former = [
        view.phrases.period(earlier.when, earlier.until)
        if isinstance(item, Event)
        else moment_words(view, earlier.when)
        for earlier in reversed(item.instead_of)
        if earlier.when
    ]
    days = list(dict.fromkeys([*former, *(date_words(view, step.item) for step in steps)]))
    is_over = steps[-1].item.ended is not None
    struck = days if is_over else days[:-1]
    shown = Markup(" ").join(_STRUCK(day) for day in struck)
    if not is_over:
        shown += _BLANK + _STANDING(days[-1]) if struck else escape(days[-1])
    key = "feed.deadline" if isinstance(item, Deadline) else "feed.event"
    words = sentence(view, key, date=shown, what=item_in_html(view, item))
    notes = _notes(background, view, circular, item, steps)
    return paragraph(_STRONG(words), *notes)


def _notes(
    background: Background,
    view: View,
    circular: Circular,
    item: Deadline | Event,
    steps: tuple[DatedItem, ...],
) -> Iterator[Markup]:
    """Which letters did what to a date, in their order; and from when on a deadline that stands
    can be met."""

    def note(key: str, letter: str) -> Markup:
        linked = letter_link(background, view, background.by_key[letter])
        return sentence(view, f"feed.notes.{key}", letter=linked)

    kind = "deadline" if isinstance(item, Deadline) else "event"
    for earlier in reversed(item.instead_of):
        if earlier.circular != circular.key:
            yield note(f"instead-of-{kind}", earlier.circular)
    if isinstance(item, Deadline) and item.relative is not None and item.relative.moved_by:
        yield note("moved", item.relative.moved_by)
    for step in steps[1:]:
        yield note(f"later-{kind}", step.circular.key)
    last = steps[-1].item
    act = last.ended
    if act is not None:
        yield note(f"{act.relation}-{kind}", act.by)
    elif isinstance(last, Deadline) and last.opens is not None:
        yield sentence(view, "feed.notes.opens", date=moment_words(view, last.opens))


def categories(
    view: View, circular: Circular, deadlines: tuple[Deadline, ...]
) -> tuple[Category, ...]:
    """The categories of an entry: initiatives, the bureau, and which kinds of answers are asked."""
    found = [
        Category(
            term=initiative.id,
            label=view.plain(initiative.short_name),
            scheme=category_scheme("initiative"),
        )
        for initiative in circular.initiatives
    ]
    bureau = circular.bureau
    found.append(
        Category(term=bureau.id, label=view.plain(bureau.name), scheme=category_scheme("bureau"))
    )
    kinds = {deadline.kind.id: deadline.kind for deadline in deadlines if deadline.kind}
    found += [
        Category(term=kind.id, label=view.plain(kind.name), scheme=category_scheme("answer"))
        for _, kind in sorted(kinds.items())
    ]
    return tuple(found)
