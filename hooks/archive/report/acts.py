"""What a change does to dates of other letters: extensions, reschedulings, withdrawals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from archive.checks.acts import ENDS, MOVES, own_date
from archive.checks.chronicle import Chronicle, Deed, Spot
from archive.checks.library import Library, extract
from archive.dates import Moment
from archive.languages import CODES
from archive.records import Record
from archive.sources import Folder


@dataclass(frozen=True, slots=True)
class Telling:
    """The folders of one state, and what its letters do to one another's dates."""

    folders: Mapping[str, Folder]
    """By path; one that has moved has the path of the later state and the key of its own."""
    chronicle: Chronicle

    @classmethod
    def of(cls, folders: Mapping[str, Folder]) -> Telling:
        """All that the acts of the *folders* come to."""
        extracts = [extract(folder) for folder in folders.values()]
        return cls(folders, Chronicle(Library(extracts=tuple(extracts))))

    def by_key(self, key: str) -> Folder | None:
        """The folder that bears the *key* in its own state."""
        found = (each for each in self.folders.values() if each.key == key)
        return next((each for each in found if each.kind == "circular"), None)

    def when(self, path: str, part: str, name: str) -> str:
        """The day of a deadline or the days of an event as facts give them, the same in any
        language.

        One that counts from an event reads ``2024-04-30 (meeting − 2 weeks)``, or without a day
        as long as none is known.
        """
        folder = self.folders.get(path)
        if folder is None or not name:
            return ""
        return _when(folder, part, name, self.chronicle.due(Spot(folder.key, part, name)))


class _Act(NamedTuple):
    """An entry of ``related`` that acts on one date of another letter, or on the whole letter."""

    circular: str
    """The acting letter."""
    relation: str
    of: str
    """The letter that it acts on."""
    part: str
    """``deadline``, ``event`` or ``letter``."""
    target: str
    """The id of the date; empty for a letter."""
    becomes: str
    """The acting letter's own date that stands for it; empty where nothing does."""


def acts(
    base: Telling,
    head: Telling,
    paths: Sequence[str],
    present: Callable[[str], str],
) -> Iterator[dict[str, Any]]:
    """What letters begin to do to dates of others, and what they do no longer.

    *base* and *head* are two states, and *present* tells what a letter is called in the later
    one. An act whose new date alone changes is none of either: the
    date is reported as one of the acting letter.
    """
    for path in paths:
        before = [act._replace(of=present(act.of)) for act in _acts(path, base.folders.get(path))]
        after = list(_acts(path, head.folders.get(path)))
        yield from (_plain(act, base, "gone") for act in before if act not in after)
        yield from (_plain(act, head, "new") for act in after if act not in before)


def _acts(path: str, folder: Folder | None) -> Iterator[_Act]:
    record = _record(folder)
    if record is None:
        return
    for name in record.ids("related"):
        entry = {
            field: record.text(f"related.{name}.{field}") or ""
            for field in ("relation", "circular", "deadline", "event", "becomes")
        }
        relation, of = entry["relation"], entry["circular"]
        if not of or relation not in {*MOVES, *ENDS}:
            continue
        named = [(kind, entry[kind]) for kind in MOVES.values() if entry[kind]]
        if relation == "replaces":
            named = []  # the whole letter, always
        for kind, target in named or [("letter", "")]:
            becomes = ""
            if relation in MOVES:
                becomes = own_date(record.ids(f"{kind}s"), target, entry["becomes"])
            yield _Act(path, relation, of, kind, target, becomes)


def _plain(act: _Act, state: Telling, kind: str) -> dict[str, Any]:
    other, own = state.folders.get(act.of), state.folders.get(act.circular)
    deed = None
    if other is not None and own is not None:
        target = Spot(other.key, act.part, act.target)
        deed = state.chronicle.deed(own.key, act.relation, target)
    old = _old(state, deed) if deed is not None else state.when(act.of, act.part, act.target)
    new = state.when(act.circular, act.part, act.becomes)
    return {
        "kind": kind,
        "relation": act.relation,
        "part": act.part,
        "circular": act.circular,
        "of": act.of,
        "what": words_of(other, *_named(act.part, act.target)),
        "old": old,
        "new": new,
        "calendar": "" if kind == "gone" else _calendar(act, deed),
        "counted": [] if act.relation != "reschedules" else list(_counted(state, other, deed)),
    }


def _old(state: Telling, deed: Deed) -> str:
    """The day that an act moves or ends: that of what stood for the date when the letter came."""
    folder = state.by_key(deed.standing.circular)
    return "" if folder is None else _when(folder, *deed.standing[1:], deed.was)


def _calendar(act: _Act, deed: Deed | None) -> str:
    """What an act does in calendars, where only exact days stand; empty where it does nothing."""
    if act.part == "letter":
        return "letter"
    if deed is None or deed.ended is not None:
        return ""
    before, after = (
        moment is not None and moment.date.is_day for moment in (deed.was, deed.becomes)
    )
    if act.relation == "withdraws":
        return "cancelled" if before else ""
    if before:
        return "moves" if after else "postponed"
    return "appears" if after else ""


def _when(folder: Folder, part: str, name: str, day: Moment | None) -> str:
    record = _record(folder)
    if record is None:
        return ""
    path = f"{part}s.{name}"
    start = "date" if part == "deadline" else "start"
    parts = [record.values.get(f"{path}.{field}") for field in (start, "end", "timezone")]
    text = " – ".join(str(each) for each in parts[:2] if each is not None)
    event = record.text(f"{path}.relative.event")
    if not text and event:
        before, after = (record.values.get(f"{path}.relative.{side}") for side in _SIDES)
        counted = f"{event} {'+' if before is None else '−'} {before or after or '?'}"
        return f"{day} ({counted})" if day is not None else counted
    return text + (f" {parts[2]}" if text and parts[2] is not None else "")


_SIDES = ("before", "after")


def words_of(folder: Folder | None, path: str, otherwise: str = "") -> dict[str, str]:
    """The words under *path* by language; in one that lacks them, those of the facts' file."""
    facts = _record(folder)
    if folder is None or facts is None:
        return dict.fromkeys(CODES, otherwise)
    records = {document.language: document.record for document in folder.documents}
    first = facts.text(path) or otherwise
    return {code: records.get(code, facts).text(path) or first for code in CODES}


def _named(part: str, name: str) -> tuple[str]:
    paths = {"deadline": f"deadlines.{name}.asks", "event": f"events.{name}.name"}
    return (paths.get(part, "subject"),)


def _counted(state: Telling, other: Folder | None, deed: Deed | None) -> Iterator[dict[str, Any]]:
    """The deadlines of all letters that count from an event which a letter reschedules, with the
    days to which they count before and after it."""
    if other is None or deed is None or deed.ended is not None:
        return
    for spot, before, after in deed.counted:
        folder = state.by_key(spot.circular)
        yield {
            "what": words_of(folder, *_named(spot.kind, spot.id)),
            "old": str(before or ""),
            "new": str(after or ""),
        }


def _record(folder: Folder | None) -> Record | None:
    return folder.facts.record if folder is not None and folder.facts is not None else None
