"""A page for every circular that has several texts, side by side, aligned by paragraph.

It is a view of the circular's ordinary pages and has nothing of its own: search engines are sent
to these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from archive.model import Archive, Circular, Localized
from archive.moves import Moves
from archive.render.citation_words import cited
from archive.render.fates_on_pages import Citing
from archive.render.frames import Framed
from archive.render.markup import Mould
from archive.render.pages import PageWriter
from archive.render.side_by_side import Cell, SideBySide, TextPlaces
from archive.render.templates import View
from archive.selections import related_to
from archive.site import Artifact, Site

SECTION = "circulars"
TEMPLATE = "parallel.html"

DEPTH = 4
"""Folders from the language's root to such a page."""

_PARAGRAPH = Mould("<p>{}</p>")
_NOT_HELD = Mould('<span class="lost-link">[{}]</span>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What every paragraph of one language has."""

    name: str
    """The language's own name."""
    foreign: Markup
    """The attributes of words in it; none where it is the page's own."""
    of_text: Markup
    """The attributes of a text in it, which may have the page's own language around it."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The pages of all circulars that have at least two texts in languages of the site."""
    writer = PageWriter(site)
    moves, places = Moves(archive.moves), TextPlaces()
    citing = related_to(site.speaking(archive.circulars))
    for circular in site.wanted(archive.circulars):
        codes = [language.code for language in site.languages if language.code in circular.texts]
        if len(codes) > 1:
            around = citing.get(circular.key, [])
            bodies = site.keys.bodies(circular.key, circular.texts)
            letters = [letter for _, letter in around]  # whose digests cover what they say
            made_from = site.keys.shared(circular, bodies, letters)
            for code in codes:
                others = [other for other in codes if other != code]
                page = partial(_page, writer, circular, [code, *others], moves, around, places)
                yield Artifact(
                    path=f"{site.addresses.parallel(code, circular.key)}index.html",
                    data=page,
                    key=site.keys.drawn(TEMPLATE, code, made_from),
                    frame=site.frames.name(code, SECTION, DEPTH),
                    letter=circular.key,
                )


def _page(
    writer: PageWriter,
    circular: Circular,
    languages: list[str],
    moves: Moves,
    citing: list[Citing],
    places: TextPlaces,
) -> Framed:
    """The page in the first of *languages*, whose text stands first; *citing* are the letters that
    say how they act on this one."""
    site = writer.site
    addresses, key = site.addresses, circular.key
    language = languages[0]
    path = addresses.parallel(language, key)
    view = writer.view(language, path)
    letter = cited(view, circular)
    names = ", ".join(view.phrases.language_name(code) for code in languages)
    alternates = {
        item.code: (addresses.parallel if item.code in languages else addresses.circular)(
            item.code, key
        )
        for item in site.languages
    }
    views = [view.in_language(code) for code in languages]
    return writer.page(
        template=TEMPLATE,
        section=SECTION,
        language=language,
        path=path,
        title=view.t("parallel.title", letter=letter),
        description=view.t("parallel.description", languages=names),
        alternates=alternates,
        untranslated=[code for code in alternates if code not in languages],
        canonical=addresses.circular(language, key),
        indexed=False,
        key="",
        context={
            "circular": circular,
            "letter": letter,
            "notices": view.notices(circular, citing),
            "languages": languages,
            "columns": {code: _column(site, view, code) for code in languages},
            "texts": SideBySide(view, circular, languages, site.fragments, moves, places),
            "subject": _words(views, circular.subject),
            "summary": _words(views, circular.summary),
            "salutation": _words(views, circular.salutation),
            "closing": _words(views, circular.closing),
            "signatory": [Cell(own.language, _signatory(own, circular)) for own in views]
            if circular.signatory
            else [],
        },
    ).finished


def _column(site: Site, view: View, language: str) -> Column:
    foreign = view.foreign(language)
    return Column(
        name=site.phrases[language].language.name,
        foreign=foreign,
        of_text=foreign or view.own_language,
    )


def _words(views: list[View], text: Localized) -> list[Cell]:
    """Words of front matter in every language; none where the letter has none."""
    if not text:
        return []
    return [Cell(view.language, _PARAGRAPH(view.words(text))) for view in views]


def _signatory(view: View, circular: Circular) -> Markup:
    """Who signed, in the language of *view*; names that it lacks are marked as foreign."""
    signatory = circular.signatory
    if signatory is None:
        return Markup("")
    lines = [view.words(signatory.signature)] if signatory.signature else []
    if signatory.named:
        lines.append(view.words(signatory.name))
        if signatory.office:
            lines.append(view.words(signatory.office))
    else:
        note = view.t("circular.not-held-signatory")
        lines.append(_NOT_HELD(note))
    return _PARAGRAPH(Markup("<br>").join(lines))
