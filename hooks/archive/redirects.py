"""What moves leave behind: a page at every former address, and copies of attachments.

A static host cannot redirect; a page at the old address can. One list of these pages serves the
build, which writes them, and the checker, which counts them among what still stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.moves import Move, Moves
from archive.urls import Addresses

Counts = Mapping[tuple[str, str], int]
"""Kind and name of a list -> how many numbered pages it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPage:
    """A page at an address where something stood."""

    path: str
    language: str
    kind: str
    """``circular``, ``initiative`` or ``page``."""
    name: str
    """What stood here, by its former name."""
    present: str
    """What it is called now; empty where it is gone altogether."""
    target: str
    """The page that stands for it; empty where this page says why there is none."""
    move: Move
    """The last move on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFile:
    """A copy of an attachment at an address where it stood."""

    path: str
    key: str
    """The circular that it belongs to now."""
    file: str
    """Its present name."""


def old_pages(
    moves: Moves,
    texts: Mapping[str, Collection[str]],
    numbered: Counts,
    addresses: Addresses,
    languages: Iterable[str],
    slugs: Collection[str],
) -> Iterator[OldPage]:
    """All pages that *moves* leave behind.

    *texts* gives the languages of each circular that there is, by its key; *slugs* are those of
    the references that letters bear.
    """
    codes = tuple(languages)
    references = {
        slug: name
        for name in moves.names("circular")
        if (slug := name.rpartition("/")[2]) not in slugs
        and moves.end("page", _reference(addresses, slug)) is None
    }
    for name in moves.names("circular"):
        yield from _circular(moves, texts, addresses, codes, name)
    for slug, name in sorted(references.items()):
        yield from _lasting(moves, addresses, codes, slug, name)
    for key in sorted(texts):
        yield from _alone(moves, texts, addresses, codes, key)
    for kind in ("initiative", "page"):
        for name in moves.names(kind):
            yield from _list(moves, numbered, addresses, codes, kind, name)
    yield from _years(moves, texts, addresses, codes)


def _circular(
    moves: Moves,
    texts: Mapping[str, Collection[str]],
    addresses: Addresses,
    codes: tuple[str, ...],
    name: str,
) -> Iterator[OldPage]:
    end = moves.end("circular", name)
    if end is None:
        return
    present = texts.get(end.name, ())
    for code in codes:
        views = [(addresses.circular(code, name), addresses.circular(code, end.name))]
        if code in present and len(present) > 1:
            views.append((addresses.parallel(code, name), addresses.parallel(code, end.name)))
        for path, target in views:
            yield OldPage(
                path=path,
                language=code,
                kind="circular",
                name=name,
                present=end.name,
                target=target if end.name else "",
                move=end.move,
            )


def _reference(addresses: Addresses, slug: str) -> str:
    """The name of the page of a reference, as the register of moves has it."""
    return addresses.reference(addresses.default_language, slug).strip("/")


def _lasting(
    moves: Moves, addresses: Addresses, codes: tuple[str, ...], slug: str, name: str
) -> Iterator[OldPage]:
    """The lasting address of a reference that no letter bears any more.

    Folders bear the slugs of their references: what became of the letter tells what became of it.
    """
    end = moves.end("circular", name)
    if end is None:
        return
    for code in codes:
        yield OldPage(
            path=addresses.reference(code, slug),
            language=code,
            kind="circular",
            name=name,
            present=end.name,
            target=addresses.circular(code, end.name) if end.name else "",
            move=end.move,
        )


def _alone(
    moves: Moves,
    texts: Mapping[str, Collection[str]],
    addresses: Addresses,
    codes: tuple[str, ...],
    key: str,
) -> Iterator[OldPage]:
    """Where a letter stood in two languages side by side, before one of its texts was removed."""
    retired = moves.texts_retired(key)
    if len(texts[key]) > 1 or not retired:
        return
    move = list(retired.values())[-1]
    for code in codes:
        yield OldPage(
            path=addresses.parallel(code, key),
            language=code,
            kind="circular",
            name=key,
            present=key,
            target=addresses.circular(code, key),
            move=move,
        )


def _list(
    moves: Moves,
    numbered: Counts,
    addresses: Addresses,
    codes: tuple[str, ...],
    kind: str,
    name: str,
) -> Iterator[OldPage]:
    end = moves.end(kind, name)
    if end is None:
        return
    count = numbered.get((kind, end.name), 0) if end.name else 0
    for code in codes:
        for page in (None, *range(1, count + 1)):
            yield OldPage(
                path=page_address(addresses, code, kind, name, page),
                language=code,
                kind=kind,
                name=name,
                present=end.name,
                target=page_address(addresses, code, kind, end.name, page) if end.name else "",
                move=end.move,
            )


def _years(
    moves: Moves, texts: Mapping[str, Collection[str]], addresses: Addresses, codes: tuple[str, ...]
) -> Iterator[OldPage]:
    """The lists of years whose letters have all moved elsewhere, or are gone."""
    present = {key[:4] for key in texts}
    former = {name[:4]: name for name in moves.names("circular") if name[:4] not in present}
    for year, circular in sorted(former.items()):
        end = moves.end("circular", circular)
        name = addresses.circulars_of_year(addresses.default_language, int(year)).strip("/")
        if end is None or moves.end("page", name) is not None:
            continue
        for code in codes:
            yield OldPage(
                path=addresses.circulars_of_year(code, int(year)),
                language=code,
                kind="page",
                name=name,
                present=addresses.circulars(addresses.default_language).strip("/"),
                target=addresses.circulars(code),
                move=end.move,
            )


def page_address(
    addresses: Addresses, language: str, kind: str, name: str, page: int | None = None
) -> str:
    """The address of an initiative's page, or of any other page by its name."""
    if kind == "initiative":
        return addresses.initiative(language, name, page)
    return addresses.named(language, name, page)


def old_files(
    moves: Moves, files: Mapping[str, Iterable[str]], addresses: Addresses
) -> Iterator[OldFile]:
    """The copies of attachments that *moves* leave behind; *files* are those held, by circular."""
    for key in sorted(files):
        held = sorted(files[key])
        names = {name: name for name in held}
        names.update({old: new for old, new in moves.files(key).items() if new in held})
        for place in (key, *moves.former("circular", key)):
            for old, new in sorted(names.items()):
                if place != key or old not in held:
                    path = addresses.attachment(place, old)
                    yield OldFile(path=path, key=key, file=new)
