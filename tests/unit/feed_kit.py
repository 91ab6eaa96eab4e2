"""What tests of feeds share: building them without a host, on any day, and reading them back."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree
from small_archive import PHRASES, read

from archive.languages import LANGUAGES
from archive.life import with_acts
from archive.load import Loaded
from archive.model import Archive, Circular, Deadline
from archive.outputs import feeds, opml
from archive.render.frames import Frames
from archive.site import Site
from archive.urls import Addresses

LIVES = Path(__file__).parents[1] / "lives/circulars"
URL = "https://archive.example/"
ATOM = "{http://www.w3.org/2005/Atom}"


def load_sound(root: Path) -> Loaded:
    """An archive without errors."""
    loaded = read(root)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    assert errors == [], [problem.render(PHRASES["en"]) for problem in errors]
    return loaded


def site_of(loaded: Loaded, today: dt.date) -> Site:
    """A site without pages: feeds need none."""
    return Site(
        url=URL,
        name={"ru": "Архив", "en": "Archive"},
        today=today,
        languages=LANGUAGES,
        phrases=PHRASES,
        fragments=loaded.fragments,
        frames=Frames(),
        addresses=Addresses(default_language="ru"),
        archive_root=Path(),
        templates=None,
    )


def built(loaded: Loaded, today: dt.date, archive: Archive | None = None) -> dict[str, bytes]:
    """All feeds and lists of feeds by path, as they are on a day."""
    site = site_of(loaded, today)
    shown = archive or loaded.archive
    artifacts = [*feeds.build(shown, site), *opml.build(shown, site)]
    paths = [artifact.path for artifact in artifacts]
    assert len(set(paths)) == len(paths)
    return {artifact.path: artifact.data for artifact in artifacts}


def archive_on(archive: Archive, day: dt.date, *, registers: bool = False) -> Archive:
    """The archive as it was on a day: only the texts, and the letters' acts, of until then."""
    return replace(
        archive,
        circulars=with_acts(_until(archive.circulars, day)),
        **{} if registers else {"initiatives": (), "bureaux": (), "addressees": ()},
    )


def _until(circulars: tuple[Circular, ...], day: dt.date) -> Iterator[Circular]:
    for circular in circulars:
        texts = {code: text for code, text in circular.texts.items() if text.added <= day}
        changes = tuple(change for change in circular.changes if change.date <= day)
        deadlines = tuple(_unmoved(deadline) for deadline in circular.deadlines)
        if circular.original.language in texts:
            yield replace(circular, texts=texts, changes=changes, deadlines=deadlines)


def _unmoved(deadline: Deadline) -> Deadline:
    """A deadline before later letters moved the event that it counts from."""
    relative = deadline.relative
    if relative is None:
        return deadline
    return replace(deadline, relative=replace(relative, moved_by=""))


def plain(text: str) -> str:
    """Text with plain blanks."""
    return re.sub("[\u00a0\u202f]", " ", text)


def items(files: dict[str, bytes], path: str) -> list[dict[str, Any]]:
    """The items of a JSON Feed."""
    return list(json.loads(files[path])["items"])


def names(files: dict[str, bytes], path: str) -> list[str]:
    """The ids of a JSON Feed's items, without the authority."""
    return [_name(item["id"]) for item in items(files, path)]


def _name(identity: str) -> str:
    return identity.removeprefix("tag:circulars.example,2026:")


def titles(files: dict[str, bytes], path: str) -> list[str]:
    """The titles of a JSON Feed's items, with plain blanks."""
    return [plain(item["title"]) for item in items(files, path)]


def atom(files: dict[str, bytes], path: str) -> etree._Element:
    """An Atom document."""
    return etree.fromstring(files[path])


def link(document: etree._Element, relation: str) -> str:
    """Where a link of an Atom document leads, below the site's root; empty without one."""
    found = document.find(f"{ATOM}link[@rel='{relation}']")
    return "" if found is None else str(found.get("href")).removeprefix(URL)


def ids(document: etree._Element) -> list[str]:
    """The ids of an Atom document's entries."""
    return [_name(str(entry.findtext(f"{ATOM}id"))) for entry in document.iter(f"{ATOM}entry")]
