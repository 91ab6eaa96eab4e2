"""A page for every circular that has several texts, side by side, aligned by paragraph.

It is a view of the circular's ordinary pages and has nothing of its own: search engines are sent
to these.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from archive.model import Archive, Circular, Localized
from archive.moves import Moves
from archive.render.citation_words import cited
from archive.render.fates_on_pages import Citing
from archive.render.pages import PageWriter
from archive.render.side_by_side import Cell, SideBySide
from archive.render.templates import View
from archive.selections import related_to
from archive.site import Artifact, Site

SECTION = "circulars"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The pages of all circulars that have at least two texts in languages of the site."""
    writer = PageWriter(site)
    moves, citing = Moves(archive.moves), related_to(archive)
    for circular in archive.circulars:
        codes = [language.code for language in site.languages if language.code in circular.texts]
        if len(codes) > 1:
            for code in codes:
                others = [other for other in codes if other != code]
                around = citing.get(circular.key, [])
                yield _page(writer, circular, [code, *others], moves, around)


def _page(
    writer: PageWriter,
    circular: Circular,
    languages: list[str],
    moves: Moves,
    citing: list[Citing],
) -> Artifact:
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
    views = [writer.view(code, path) for code in languages]
    return writer.page(
        template="parallel.html",
        section=SECTION,
        language=language,
        path=path,
        title=view.t("parallel.title", letter=letter),
        description=view.t("parallel.description", languages=names),
        alternates=alternates,
        untranslated=[code for code in alternates if code not in languages],
        canonical=addresses.circular(language, key),
        indexed=False,
        context={
            "circular": circular,
            "letter": letter,
            "notices": view.notices(circular, citing),
            "languages": languages,
            "texts": SideBySide(view, circular, languages, site.fragments, moves),
            "subject": _words(views, circular.subject),
            "summary": _words(views, circular.summary),
            "salutation": _words(views, circular.salutation),
            "closing": _words(views, circular.closing),
            "signatory": [Cell(own.language, _signatory(own, circular)) for own in views]
            if circular.signatory
            else [],
        },
    )


def _words(views: list[View], text: Localized) -> list[Cell]:
    """Words of front matter in every language; none where the letter has none."""
    if not text:
        return []
    return [
        Cell(view.language, str(Markup("<p>{}</p>").format(view.words(text)))) for view in views
    ]


def _signatory(view: View, circular: Circular) -> str:
    """Who signed, in the language of *view*; names that it lacks are marked as foreign."""
    signatory = circular.signatory
    if signatory is None:
        return ""
    lines = [view.words(signatory.signature)] if signatory.signature else []
    if signatory.named:
        lines.append(view.words(signatory.name))
        if signatory.office:
            lines.append(view.words(signatory.office))
    else:
        note = view.t("circular.not-held-signatory")
        lines.append(Markup('<span class="lost-link">[{}]</span>').format(note))
    return str(Markup("<p>{}</p>").format(Markup("<br>").join(lines)))
