"""A page for every circular in every language that it has, and the files beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from archive.calendars import has_calendar
from archive.model import Archive, Circular, Localized
from archive.moves import NO_PLACES, Moves, Places
from archive.render.fates_on_pages import Citing
from archive.render.pages import PageWriter
from archive.render.places import places_in, with_former_places
from archive.render.templates import Heading, View
from archive.render.timeline import timeline
from archive.selections import Effect, effects, related_to
from archive.site import Artifact, Site

SECTION = "circulars"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All circular pages, and the annexes that are held."""
    writer = PageWriter(site)
    by_key = archive.by_key()
    cited_by, acting = related_to(archive), effects(archive)
    moves = Moves(archive.moves)
    for circular in archive.circulars:
        alternates = {
            language.code: site.addresses.circular(language.code, circular.key)
            for language in site.languages
            if language.code in circular.texts
        }
        for language in alternates:
            citing = cited_by.get(circular.key, [])
            done = acting.get(circular.key, [])
            yield _page(writer, circular, language, alternates, by_key, citing, done, moves)
        for annex in circular.annexes:
            if annex.file is not None:
                data = (site.archive_root / circular.key / annex.file).read_bytes()
                path = site.addresses.attachment(circular.key, annex.file)
                yield Artifact(path=path, data=data, kind="file")


def _page(
    writer: PageWriter,
    circular: Circular,
    language: str,
    alternates: dict[str, str],
    by_key: dict[str, Circular],
    citing: list[Citing],
    done: list[Effect],
    moves: Moves,
) -> Artifact:
    site = writer.site
    path = alternates[language]
    view = writer.view(language, path)
    text = circular.texts[language]
    fragment = site.fragments[circular.key, language]
    body = fragment.fill("", view.circular_links(by_key))
    subject = view.plain(circular.subject)
    reference = view.reference(circular)
    title = f"{reference}: {subject}" if circular.references else subject
    report = None
    if site.repository is not None:
        issue = view.t("circular.report-title", reference=reference, language=language)
        page = site.absolute(path)
        report = f"{site.repository.url}/issues/new?title={quote(issue)}&body={quote(page)}"
    entries = timeline(view, circular, citing, done)
    calendar = ""
    if has_calendar(circular):
        calendar = site.addresses.circular_calendar(language, circular.key)
    places = NO_PLACES
    if moves.inner(circular.key):
        places = moves.places(circular.key, language, _present(circular, body))
    written = writer.page(
        template="circular.html",
        section=SECTION,
        language=language,
        path=path,
        title=title,
        description=view.plain(circular.summary),
        alternates=alternates,
        contents=_contents(view, circular, citing, has_timeline=bool(entries)),
        calendar=calendar,
        context={
            "circular": circular,
            "text": text,
            "body": body,
            "others": [code for code in alternates if code != language],
            "alternates": alternates,
            "by_key": by_key,
            "cited_by": citing,
            "notices": view.notices(circular, citing),
            "effects": view.effects(circular, done),
            "timeline": entries,
            "calendar": calendar,
            "report": report,
            "renumbered": places.renumbered,
            "gone": _gone(circular, moves, places),
        },
    )
    if not places.former:
        return written
    return replace(written, data=with_former_places(written.data.decode(), places.former).encode())


def _present(circular: Circular, body: str) -> frozenset[str]:
    """The places of a page that have an address."""
    return (
        places_in(body)
        | {f"deadline-{deadline.id}" for deadline in circular.deadlines}
        | {f"event-{event.id}" for event in circular.events}
        | {f"{annex.id}-file" for annex in circular.annexes}
    )


def _gone(
    circular: Circular, moves: Moves, places: Places
) -> list[tuple[str, str, dt.date, Localized]]:
    """What was taken from a page: its address, its name, since when, and why."""
    found = [(place, f"#{place}", move) for place, move in places.gone.items()]
    found += [("", move.file, move) for move in moves.inner(circular.key) if move.file]
    return [
        (place, name, move.date, Localized(texts=move.retired))
        for place, name, move in found
        if move.retired
    ]


def _contents(
    view: View,
    circular: Circular,
    cited_by: list[Citing],
    *,
    has_timeline: bool,
) -> tuple[Heading, ...]:
    text = circular.texts[view.language]
    annexes = tuple(
        Heading(anchor=place.anchor, title=place.heading) for place in text.outline if place.heading
    )
    sections = [
        ("summary", True, ()),
        ("facts", True, ()),
        ("text", True, annexes),
        ("timeline", has_timeline, ()),
        ("deadlines", bool(circular.deadlines), ()),
        ("events", bool(circular.events), ()),
        ("contacts", bool(circular.contacts), ()),
        ("annexes", bool(circular.annexes), ()),
        ("links", bool(circular.links), ()),
        ("related", bool(circular.related or cited_by), ()),
        ("source", True, ()),
    ]
    return tuple(
        Heading(anchor=name, title=_title(view, name), below=below)
        for name, present, below in sections
        if present
    )


def _title(view: View, section: str) -> str:
    return view.t("timeline.title" if section == "timeline" else f"circular.{section}")
