"""The register ``circulars/registers/moves.yml``: how its entries name things, and reading them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from archive.moves import Move
from archive.records import Record

REGISTER = "move"
"""The register's name, and the prefix of its records' paths."""

SUBJECTS = ("circular", "initiative", "page")
"""The fields that name what has moved."""

_SHORT = r"(?=[^/]{1,120}(?:/|\Z))"
"""No file system takes a longer name, when it is that of a folder or a file: in UTF-8 a letter has
two bytes, and an ending is added."""

FORMS: Mapping[str, re.Pattern[str]] = {
    "circular": re.compile(rf"[12][0-9]{{3}}/{_SHORT}[a-z0-9]+(?:-[a-z0-9]+)*"),
    "initiative": re.compile(rf"{_SHORT}[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
    # No part begins with a dot: no name leads out of the site's folder.
    "page": re.compile(rf"{_SHORT}[\w-][\w.-]*(?:/{_SHORT}[\w-][\w.-]*){{0,4}}"),
    "paragraph": re.compile(rf"{_SHORT}[a-z][a-z0-9.-]*"),
    "file": re.compile(rf"{_SHORT}[a-z0-9]+(?:[.-][a-z0-9]+)*"),
}
"""How each kind of thing is named, before and after it has moved."""


def read_moves(record: Record) -> tuple[Move, ...]:
    """The entries of a register's record that say what has moved; others have been reported.

    An entry on several paragraphs is several moves.
    """
    return tuple(move for name in record.ids(REGISTER) for move in _read(record, name))


def _read(record: Record, name: str) -> Iterator[Move]:
    path = f"{REGISTER}.{name}"
    kind = next((kind for kind in SUBJECTS if record.text(f"{path}.{kind}")), "")
    date = record.values.get(f"{path}.date")
    if not kind or not isinstance(date, dt.date):
        return
    file = record.text(f"{path}.file") or ""
    paragraphs = written(record, name, "paragraph")
    into = written(record, name, "into")
    form = "paragraph" if paragraphs else "file" if file else kind
    targets = [plain_name(form, target) for target in written(record, name, "to") or into]
    if len(targets) < 2:  # none, or one for all paragraphs
        targets = [*targets, ""][:1] * max(1, len(paragraphs))
    retired = record.values.get(f"{path}.retired")
    for paragraph, target in zip(paragraphs or [""], targets, strict=False):
        yield Move(
            id=name,
            kind=kind,
            name=plain_name(kind, record.text(f"{path}.{kind}") or ""),
            date=date,
            paragraph=plain_name("paragraph", paragraph),
            file=file,
            language=record.text(f"{path}.language") or "",
            to=target,
            merges=bool(into),
            retired=dict(retired) if isinstance(retired, Mapping) else {},
        )


def entry_at(record: Record, path: str, languages: Iterable[str]) -> str:
    """The entry that leaves a page where the site publishes a file at *path*; "" where none does.

    All *languages* but one have a folder of their own at the root of the site.
    """
    first, _, rest = path.partition("/")
    below = f"{rest if first in languages else path}/"
    for name in record.ids(REGISTER):
        page = plain_name("page", record.text(f"{REGISTER}.{name}.page") or "")
        if page and f"{page}/index.html/".startswith(below):
            return name
    return ""


def written(record: Record, name: str, row: str) -> list[str]:
    """What stands in a field of an entry, which may be one word or a list."""
    value = record.values.get(f"{REGISTER}.{name}.{row}")
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return [] if value is None else [str(value)]


def plain_name(kind: str, written: str) -> str:
    """A name without what people paste along with it: ``/about/`` is ``about``, ``#p3`` is
    ``p3``."""
    if kind == "page":
        return written.strip("/")
    return written.removeprefix("#") if kind == "paragraph" else written
