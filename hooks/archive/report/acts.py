"""What a change does to dates of other letters: extensions, reschedulings, withdrawals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archive.checks.acts import ENDS, MOVES, own_date
from archive.records import Record
from archive.sources import Folder


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
    base: Mapping[str, Folder],
    head: Mapping[str, Folder],
    paths: Sequence[str],
    present: Callable[[str], str],
) -> Iterator[dict[str, Any]]:
    """What letters begin to do to dates of others, and what they do no longer.

    *base* and *head* are the folders of two states by their paths, and *present* tells what a
    letter is called in the later one. An act whose new date alone changes is none of either: the
    date is reported as one of the acting letter.
    """
    for path in paths:
        before = [act._replace(of=present(act.of)) for act in _acts(path, base.get(path))]
        after = list(_acts(path, head.get(path)))
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


def _plain(act: _Act, state: Mapping[str, Folder], kind: str) -> dict[str, Any]:
    other, own = _record(state.get(act.of)), _record(state.get(act.circular))
    return {
        "kind": kind,
        "relation": act.relation,
        "part": act.part,
        "circular": act.circular,
        "of": act.of,
        "what": _words(other, act.part, act.target),
        "old": _when(other, act.part, act.target),
        "new": _when(own, act.part, act.becomes),
        "counted": [] if act.part != "event" else list(_counted(other, act.target)),
    }


_SIDES = ("before", "after")


def when(record: Record, part: str, name: str) -> str:
    """The day of a deadline or the days of an event as facts give them, the same in any language.

    One that counts from an event reads ``meeting − 2 weeks`` or ``meeting + 1 month``.
    """
    path = f"{part}s.{name}"
    start = "date" if part == "deadline" else "start"
    parts = [record.values.get(f"{path}.{field}") for field in (start, "end", "timezone")]
    text = " – ".join(str(each) for each in parts[:2] if each is not None)
    event = record.text(f"{path}.relative.event")
    if not text and event:
        before, after = (record.values.get(f"{path}.relative.{side}") for side in _SIDES)
        text = f"{event} {'+' if before is None else '−'} {before or after or '?'}"
    return text + (f" {parts[2]}" if text and parts[2] is not None else "")


def _when(record: Record | None, part: str, name: str) -> str:
    return when(record, part, name) if record and name else ""


def _words(record: Record | None, part: str, name: str) -> str:
    if record is None:
        return ""
    paths = {"deadline": f"deadlines.{name}.asks", "event": f"events.{name}.name"}
    return record.text(paths.get(part, "subject")) or ""


def _counted(record: Record | None, event: str) -> Iterator[str]:
    """What the deadlines ask that count from an event of the same letter."""
    if record is None:
        return
    for name in record.ids("deadlines"):
        if record.text(f"deadlines.{name}.relative.event") == event:
            yield record.text(f"deadlines.{name}.asks") or ""


def _record(folder: Folder | None) -> Record | None:
    return folder.facts.record if folder is not None and folder.facts is not None else None
