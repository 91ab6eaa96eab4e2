"""A page for every circular in every language, and the files beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from archive.calendars import has_calendar
from archive.model import Archive, Circular, Citation, Localized, Paragraph
from archive.moves import NO_PLACES, Moves, Places
from archive.render.citation_words import cited
from archive.render.fates_on_pages import Citing
from archive.render.foreign_sheet import with_own_words
from archive.render.frames import Framed
from archive.render.pages import PageWriter
from archive.render.places import places_in, with_former_places
from archive.render.structured_data import structured_data
from archive.render.templates import Heading, View
from archive.render.timeline import timeline
from archive.selections import Effect, effects, named_by, related_to
from archive.site import Artifact, Site
from archive.urls import language_for

SECTION = "circulars"
TEMPLATE = "circular.html"

DEPTH = 3
"""Folders from the language's root to a circular's page."""

CITING = 20
"""So many of the letters that cite one are listed at once; the earlier ones are folded."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the other letters of the archive say of one letter."""

    citing: list[Citing]
    """Those that state how they relate to it."""
    named_by: list[tuple[Citation, Circular]]
    """Those whose texts name it."""
    effects: list[Effect]
    """What it does to their dates."""

    @property
    def made_from(self) -> object:
        """What a key covers of that: the digest of a letter covers all that it says of others."""
        citing = [letter for _, letter in self.citing]
        return (citing, [letter for _, letter in self.named_by], self.effects)


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """A page for every circular in every language, and the annexes that are held.

    In a language that a letter lacks, its page has the archive's words in that language around
    the text in another one.
    """
    writer = PageWriter(site)
    by_key = archive.by_key()
    speaking = site.speaking(archive.circulars)
    citing, naming, acting = related_to(speaking), named_by(speaking), effects(speaking)
    moves = Moves(archive.moves)
    for circular in site.wanted(archive.circulars):
        key = circular.key
        around = _Around(citing.get(key, []), naming.get(key, []), acting.get(key, []))
        bodies = site.keys.bodies(key, circular.texts)
        made_from = site.keys.shared(circular, bodies, around.made_from)
        for language in site.languages:
            path = site.addresses.circular(language.code, key)
            page = partial(_page, writer, circular, language.code, by_key, around, moves)
            yield Artifact(
                path=f"{path}index.html",
                data=page,
                key=site.keys.drawn(TEMPLATE, language.code, made_from),
                frame=site.frames.name(language.code, SECTION, DEPTH),
                letter=key,
            )
        for annex in circular.annexes:
            if annex.file is not None:
                held = site.archive_root / circular.key / annex.file
                path = site.addresses.attachment(circular.key, annex.file)
                yield Artifact(path=path, data=held.read_bytes, kind="attachment", letter=key)


def _page(
    writer: PageWriter,
    circular: Circular,
    language: str,
    by_key: dict[str, Circular],
    around: _Around,
    moves: Moves,
) -> Framed:
    site = writer.site
    addresses = site.addresses
    path = addresses.circular(language, circular.key)
    view = writer.view(language, path)
    written = language_for(language, circular)
    text = circular.texts[written]
    fragment = site.fragments[circular.key, written]
    body = fragment.fill("", view.circular_links(by_key), view.naming(circular))
    body = with_own_words(view, body, written)
    subject = view.plain(circular.subject)
    reference = view.reference(circular)
    title = f"{reference}: {subject}" if circular.references else subject
    report = None
    if site.repository is not None:
        issue = view.t("circular.report-title", reference=reference, language=language)
        page = site.absolute(path)
        report = f"{site.repository.url}/issues/new?title={quote(issue)}&body={quote(page)}"
    entries = timeline(view, circular, around.citing, around.effects)
    calendar = addresses.circular_calendar(written, circular.key) if has_calendar(circular) else ""
    places = NO_PLACES
    if moves.inner(circular.key):
        places = moves.places(circular.key, written, _present(circular, body))
    codes = [item.code for item in site.languages]
    translations = [code for code in circular.texts if code in codes and code != language]
    names = view.named(circular)
    cited_by = view.citing_letters(circular, around.citing, around.named_by)
    outline = fragment.outline
    contents = _contents(view, circular, outline, around, names, has_timeline=bool(entries))
    finished = writer.page(
        template=TEMPLATE,
        section=SECTION,
        language=language,
        path=path,
        title=title,
        description=view.plain(circular.summary),
        alternates={code: addresses.circular(code, circular.key) for code in codes},
        untranslated=[code for code in codes if code not in circular.texts],
        canonical="" if written == language else addresses.circular(written, circular.key),
        data=structured_data(site, view, circular, written) if written == language else "",
        key="",
        contents=contents,
        calendar=calendar,
        context={
            "circular": circular,
            "text": text,
            "body": body,
            "written": written,
            "cite": cited(view, circular),
            "fold": writer.fold(view, contents),
            "retired": _retired(circular, moves, language),
            "others": translations,
            "has_parallel": language in circular.texts and bool(translations),
            "by_key": by_key,
            "around": around,
            "names": names,
            "marks": view.key_of_marks(body) if fragment.named else [],
            "cited_by": cited_by[:CITING],
            "cited_earlier": cited_by[CITING:],
            "notices": view.notices(circular, around.citing),
            "abbreviations": view.abbreviations(circular, fragment.terms),
            "behind": view.behind(circular, text),
            "effects": view.effects(circular, around.effects),
            "timeline": entries,
            "calendar": calendar,
            "report": report,
            "renumbered": places.renumbered,
            "gone": _gone(circular, moves, places),
        },
    )
    if not places.former:
        return finished.finished
    return Framed(with_former_places(finished.data.decode(), places.former).encode())


def _retired(circular: Circular, moves: Moves, language: str) -> tuple[dt.date, Localized] | None:
    """Since when the letter's text in *language* is gone, and why; None where it never was."""
    move = moves.texts_retired(circular.key).get(language)
    if move is None or language in circular.texts:
        return None
    return move.date, Localized(texts=move.retired)


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
    outline: Sequence[Paragraph],
    around: _Around,
    names: Sequence[object],
    *,
    has_timeline: bool,
) -> tuple[Heading, ...]:
    """The table of contents of a letter's page, with the annexes of its text's *outline*; many
    letters have the same."""
    annexes = tuple([(each.anchor, each.heading) for each in outline if each.heading])
    sections = (
        "summary",
        "facts",
        "text",
        "timeline" if has_timeline else "",
        "deadlines" if circular.deadlines else "",
        "events" if circular.events else "",
        "contacts" if circular.contacts else "",
        "annexes" if circular.annexes else "",
        "links" if circular.links else "",
        "related" if circular.related or around.citing or around.named_by or names else "",
        "source",
    )

    def made() -> tuple[Heading, ...]:
        below = tuple(Heading(*annex) for annex in annexes)
        return tuple(
            Heading(name, _title(view, name), below if name == "text" else ())
            for name in filter(None, sections)
        )

    return view.kept.once(("contents", view.language, sections, annexes), made)


def _title(view: View, section: str) -> str:
    return view.t("timeline.title" if section == "timeline" else f"circular.{section}")
