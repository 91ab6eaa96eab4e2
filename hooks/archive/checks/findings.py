"""One folder judged: its problems after its waivers, and what the rest of the archive needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.checks import check_form, check_text, dates_in_text
from archive.checks.library import Cited, Extract, OddDay, extract
from archive.checks.waivers import Waiver, apply, waivers
from archive.problems import Place, Problem
from archive.prose.readings import FIELD
from archive.references.when import carried
from archive.sources import Folder

if TYPE_CHECKING:
    from archive.checks.desk import Desk


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one folder; small enough to be kept, and to cross between processes."""

    extract: Extract
    problems: tuple[Problem, ...]
    waivers: tuple[Waiver, ...] = ()
    """All that stand: rules on the whole archive are waived by them too."""
    used: frozenset[Waiver] = frozenset()
    """Those that waived something here."""


def judge(folder: Folder, desk: Desk | None = None) -> Findings:
    """Run all rules on a folder; with a *desk* the editorial ones too."""
    form = tuple(check_form(folder))
    standing = tuple(
        waiver
        for document in folder.documents
        if not document.file.problems
        for waiver in waivers(document)
    )
    kept, used = apply(standing, check_text(folder, desk))
    cited: tuple[Cited, ...] = ()
    odd_days: tuple[OddDay, ...] = ()
    if desk is not None:
        cited = tuple(_cited(folder, desk))
        odd_days = tuple(dates_in_text.odd_days(folder, desk))
        desk.forget()
    return Findings(extract(folder, cited, odd_days), form + tuple(kept), standing, frozenset(used))


def _cited(folder: Folder, desk: Desk) -> Iterator[Cited]:
    """The letters that each text names, as its page does: what holds for a text holds within its
    body, and words of the front matter stand alone."""
    for document in folder.documents:
        if document.file.problems or folder.kind != "circular":
            continue
        body: list[Cited] = []
        fields: list[Cited] = []
        for unit in desk.reading(document).with_kind("reference"):
            for found in unit.found:
                if found.kind == "reference":
                    line, column = unit.place(found.start)
                    text = " ".join(unit.text[found.start : found.end].split())
                    place = Place(document.file.shown, line, column)
                    is_field = unit.address.startswith(FIELD)
                    cited = Cited(found.value, text, found.when, place)
                    (fields if is_field else body).append(cited)
        yield from carried(
            body,
            lambda cited: (desk.grammar.parse(cited.canonical), cited.when),
            lambda cited, when: cited._replace(when=when),
        )
        yield from fields
