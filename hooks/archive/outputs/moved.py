"""What moves leave at former addresses: pages that lead on or say why, copies of attachments.

The copies of moved feeds are made beside the feeds themselves, of which they are identical copies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from archive.model import Archive, Localized
from archive.moves import Moves
from archive.paging import numbered_pages
from archive.redirects import Counts, OldPage, old_files, old_pages
from archive.render.pages import PageWriter
from archive.render.templates import View
from archive.selections import of_initiative
from archive.site import Artifact, Site

_ANY_DEPTH = "circulars"
"""The section that has a shell at every depth."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """A page at every former address in every language, and the copies of attachments."""
    if not archive.moves:
        return
    moves = Moves(archive.moves)
    writer = PageWriter(site)
    texts = {circular.key: tuple(circular.texts) for circular in archive.circulars}
    codes = [language.code for language in site.languages]
    written = {path for paths in site.hand_written.values() for path in paths.values()}
    slugs = {name.slug for circular in archive.circulars for name in circular.references}
    found = old_pages(moves, texts, _counts(archive, site), site.addresses, codes, slugs)
    pages = [page for page in found if page.path not in written]
    alternates: dict[tuple[str, ...], dict[str, str]] = {}
    for page in pages:
        alternates.setdefault(_same(page, site), {})[page.language] = page.path
    for page in pages:
        yield _page(writer, archive, page, alternates[_same(page, site)])
    files = {
        circular.key: [annex.file for annex in circular.annexes if annex.file is not None]
        for circular in archive.circulars
    }
    for file in old_files(moves, files, site.addresses):
        data = (site.archive_root / file.key / file.file).read_bytes()
        yield Artifact(path=file.path, data=data, kind="attachment")


def _counts(archive: Archive, site: Site) -> Counts:
    """How many numbered pages each list has."""
    years = Counter(circular.year for circular in archive.circulars)
    bureaux = Counter(circular.bureau.id for circular in archive.circulars)
    addresses, default = site.addresses, site.addresses.default_language
    counts = {
        ("initiative", initiative.id): len(of_initiative(archive, initiative))
        for initiative in archive.initiatives
    }
    for year, count in years.items():
        counts["page", addresses.circulars_of_year(default, year).strip("/")] = count
    for bureau, count in bureaux.items():
        counts["page", addresses.circulars_of_bureau(default, bureau).strip("/")] = count
    return {name: numbered_pages(count) for name, count in counts.items()}


def _same(page: OldPage, site: Site) -> tuple[str, ...]:
    """What the pages of one former address have in common in all languages."""
    return (page.kind, page.path.removeprefix(site.addresses.home(page.language)))


def _page(
    writer: PageWriter, archive: Archive, page: OldPage, alternates: Mapping[str, str]
) -> Artifact:
    site = writer.site
    view = writer.view(page.language, page.path)
    name = _name(view, archive, page)
    reason = Localized(texts=page.move.retired) if page.move.retired else None
    return writer.page(
        template="moved.html" if page.target else "retired.html",
        section=_section(site, page),
        language=page.language,
        path=page.path,
        title=view.t("moved.page-title" if page.target else "retired.page-title", name=name),
        description=view.t("moved.title" if page.target else "retired.title"),
        alternates=alternates,
        indexed=False,
        moved_to=page.target,
        context={
            "name": name,
            "target": page.target,
            "date": view.tied(view.phrases.day(page.move.date)),
            "reason": reason,
        },
    )


def _name(view: View, archive: Archive, page: OldPage) -> str:
    """What readers know it by: the name of what stands for it now, else its former address."""
    if page.target and page.kind == "circular":
        circular = archive.by_key().get(page.present)
        if circular is not None:
            subject = view.plain(circular.subject)
            return f"{view.reference(circular)}: {subject}" if circular.references else subject
    if page.target and page.kind == "initiative":
        for initiative in archive.initiatives:
            if initiative.id == page.present:
                return view.plain(initiative.name)
    return view.site.absolute(page.target or page.path)


def _section(site: Site, page: OldPage) -> str:
    """The section whose frame the page gets: its own, where that has one of the page's depth."""
    below = page.path.removeprefix(site.addresses.home(page.language))
    section = below.partition("/")[0]
    known = (page.language, section, below.count("/")) in site.frames.shells
    return section if known else _ANY_DEPTH
