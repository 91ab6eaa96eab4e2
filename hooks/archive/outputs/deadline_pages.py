"""The pages of deadlines: what can still be met, what has ended of late, and all of a year.

The lists stand complete without a script. With one, a form filters them; its choices are written
here, with the addresses of the calendars and feeds that belong to each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive import selections
from archive.dates import DeadlineState
from archive.model import Archive, Dated, Deadline, Localized
from archive.outputs.month_pages import Month, months
from archive.render.pages import PageWriter, script_json
from archive.render.templates import View
from archive.scopes import ADDRESSEE, BUREAU, INITIATIVE, asked
from archive.site import Artifact, Site

SECTION = "deadlines"

_STATES: Mapping[DeadlineState, tuple[DeadlineState, ...]] = {
    DeadlineState.OPEN: (
        DeadlineState.OPEN,
        DeadlineState.CLOSING_SOON,
        DeadlineState.LAST_DAY,
    ),
    DeadlineState.CLOSING_SOON: (DeadlineState.CLOSING_SOON, DeadlineState.LAST_DAY),
    DeadlineState.LAST_DAY: (DeadlineState.LAST_DAY,),
    DeadlineState.ANNOUNCED: (DeadlineState.ANNOUNCED,),
    DeadlineState.UNDATED: (DeadlineState.UNDATED,),
    DeadlineState.CLOSED: (DeadlineState.CLOSED,),
    DeadlineState.EXTENDED: (DeadlineState.EXTENDED,),
    DeadlineState.WITHDRAWN: (DeadlineState.WITHDRAWN,),
    DeadlineState.SUPERSEDED: (DeadlineState.SUPERSEDED,),
}
"""What one can filter by, and which states that shows.

Who asks for what is open must not miss what closes tomorrow.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value that a reader can choose."""

    value: str
    label: str
    language: str = ""
    """Of the label, where it is not the page's."""
    scope: str = ""
    """What :class:`archive.scopes.Scope` the choice is; empty where it is none."""
    shows: tuple[str, ...] = ()
    """The values on items that the choice shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One field of the form."""

    name: str
    """In the page's address, as ``?for=academia``."""
    data: str
    """The attribute of items that it looks at: ``data-<data>``."""
    options: tuple[Option, ...]


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The first page and a page for each year, in all languages."""
    writer = PageWriter(site)
    every = selections.deadlines(archive.circulars)
    in_force = site.in_force.deadlines(archive.circulars)
    over = selections.deadlines_over(archive.circulars, site.today)
    by_year: dict[int, list[Dated[Deadline]]] = {}
    for dated in every:
        if dated.item.due is not None:
            by_year.setdefault(dated.item.due.geneva_day().year, []).append(dated)
    first: dict[str, object] = {
        "open": selections.deadlines_ahead(in_force, site.today),
        "closed": selections.recent(over, site.today),
    }
    years = sorted(by_year, reverse=True)
    shown = months(archive, site)
    for language in site.languages:
        view = writer.view(language.code, site.addresses.deadlines(language.code))
        choices = _choices(archive, every, view)
        common: dict[str, object] = {
            "years": years,
            "choices": choices,
            "words": _words(view, choices),
        }
        # A page of a year that is over stays as it is: it knows nothing of the build's day.
        now = {**common, **first, "months": [Month.of(site.today)], "changes": True}
        yield _page(writer, language.code, None, now)
        for year in years:
            found = by_year[year]
            yield _page(
                writer,
                language.code,
                year,
                {
                    **common,
                    "found": found,
                    "months": [month for month in shown if month.year == year],
                    "changes": any(dated.item.state(site.today).is_ahead for dated in found),
                },
            )


def _page(
    writer: PageWriter, language: str, year: int | None, context: Mapping[str, object]
) -> Artifact:
    site, addresses = writer.site, writer.site.addresses
    path = addresses.deadlines(language, year)
    view = writer.view(language, path)
    title = view.t("deadlines.title")
    if year is not None:
        title = view.t("deadlines.of-year", year=year)
    return writer.page(
        template="deadlines.html",
        section=SECTION,
        language=language,
        path=path,
        title=title,
        description=view.t("deadlines.description"),
        alternates={item.code: addresses.deadlines(item.code, year) for item in site.languages},
        context={**context, "title": title, "year": year},
    )


def _choices(archive: Archive, every: Sequence[Dated[Deadline]], view: View) -> tuple[Choice, ...]:
    """All fields of the form, with the values that occur on any page of the section."""
    initiatives = {item.id for dated in every for item in dated.circular.initiatives}
    bureaux = {dated.circular.bureau.id for dated in every}
    classes = {item.id for dated in every for item in asked(dated.circular, dated.item)}
    kinds = {dated.item.kind.id for dated in every if dated.item.kind is not None}

    def options(
        rows: Sequence[tuple[str, Localized]], occurring: set[str], scope: str = ""
    ) -> tuple[Option, ...]:
        return tuple(
            _option(view, value, name, scope) for value, name in rows if value in occurring
        )

    return (
        Choice(
            name="initiative",
            data="initiatives",
            options=options(
                [(item.id, item.name) for item in archive.initiatives], initiatives, INITIATIVE
            ),
        ),
        Choice(
            name="bureau",
            data="bureau",
            options=options([(item.id, item.name) for item in archive.bureaux], bureaux, BUREAU),
        ),
        Choice(
            name="for",
            data="asked",
            options=options(
                [(item.id, item.name) for item in archive.addressees], classes, ADDRESSEE
            ),
        ),
        Choice(
            name="answer",
            data="answer",
            options=options([(item.id, item.name) for item in archive.answers], kinds),
        ),
        Choice(name="state", data="state", options=_state_options(view) if every else ()),
    )


def _option(view: View, value: str, name: Localized, scope: str) -> Option:
    phrase = name.in_language(view.language)
    foreign = phrase.language if phrase.language != view.language else ""
    return Option(value=value, label=phrase.text, language=foreign, scope=scope, shows=(value,))


def _state_options(view: View) -> tuple[Option, ...]:
    return tuple(
        Option(value=state, label=view.t(f"deadlines.states.{state}"), shows=shown)
        for state, shown in _STATES.items()
    )


def _words(view: View, choices: Iterable[Choice]) -> str:
    """What the form's script says, as JSON; also what fields are called that the form lacks."""
    return script_json(
        {
            "language": view.language,
            "shown": view.phrases.plural_forms("deadlines.shown"),
            "none": view.t("deadlines.matches-none"),
            "unknown": view.t("deadlines.unknown"),
            "conditions": view.t("deadlines.conditions"),
            "fields": {
                choice.name: view.t(f"deadlines.choices.{choice.name}") for choice in choices
            },
        }
    )
