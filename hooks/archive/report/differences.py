"""Two states of an archive compared: pages, feed entries, dates, redirects, findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.checking import check_archive
from archive.dates import Moment
from archive.fields import Shape, Stands
from archive.languages import CODES, Phrases
from archive.listing import list_archive
from archive.move_register import read_moves
from archive.moves import Move, Moves
from archive.problems import Problem
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar, Reference
from archive.report.acts import Telling, acts, words_of
from archive.report.words import word_difference
from archive.sources import Document, Folder
from archive.translation import passages
from archive.urls import Addresses, circular_entry_id

FORMAT = 1
"""Version of the report's data."""

MAX_UNITS = 200
"""Changed paragraphs and fields shown of one page."""

_OWN = frozenset({"fingerprint", "written-by", "reviewed-by"})
"""Fields about the text itself: they change no word that a reader sees beside the letter."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of the archive, read as far as it can be."""

    folders: Mapping[str, Folder]
    """By path below the root: ``2021/tsb-352``, ``initiatives/u4ssc``."""
    moves: Moves

    def present(self, key: str) -> str:
        """What the circular *key* is called in this state."""
        return self.moves.present("circular", key)


def read_state(root: Path, phrases: Mapping[str, Phrases]) -> State:
    """The sources below *root*; what cannot be read is left out (the checker reports it)."""
    listing = list_archive(root, "circulars")
    reader = SourceReader(root, Reader(Grammar.of(phrases)), "circulars")
    folders = {item.path: reader.folder(item) for item in listing.folders}
    registers = reader.registers(listing.registers)
    move = registers.get("move")
    return State(folders, Moves(read_moves(move.record) if move else ()))


def differences(
    base: State,
    head: State,
    root: Path,
    phrases: Mapping[str, Phrases],
    today: dt.date,
    addresses: Addresses,
) -> dict[str, Any]:
    """The report's data; *root* is where the state *head* lies."""
    base = _moved_along(base, head)
    paths = sorted(base.folders.keys() | head.folders.keys())
    pages = [(path, language) for path in paths for language in CODES]
    changed = [page for page in pages if _shown(base, *page) != _shown(head, *page)]
    touched = {
        f"circulars/{path}/{language}.md"
        for path, language in pages
        if _source(base, path, language) != _source(head, path, language)
    }
    checked = check_archive(root, phrases, "circulars", today)
    before, after = Telling.of(base.folders), Telling.of(head.folders)
    return {
        "format": FORMAT,
        "pages": [_page(base, head, *page, addresses, phrases) for page in changed],
        "entries": list(_entries(base, head, changed, phrases)),
        "dates": list(_dates(before, after, paths)),
        "acts": list(acts(before, after, paths, head.present)),
        "moves": [_move(move) for move in head.moves.all if move not in base.moves.all],
        "translations": [
            {"path": f"circulars/{path}/{language}.md", "reviewed": _reviewer(new)}
            for path, language in pages
            if f"circulars/{path}/{language}.md" in touched
            and (new := _document(head, path, language)) is not None
            and new.is_translation
        ],
        "findings": [_finding(item, phrases) for item in _relevant(checked.problems, touched)],
    }


def _moved_along(base: State, head: State) -> State:
    """The earlier state under the names of the later one: what has moved is no new letter."""
    folders: dict[str, Folder] = {}
    for path, folder in base.folders.items():
        kind, name = "circular", path
        if path.startswith("initiatives/"):
            kind, name = "initiative", path.removeprefix("initiatives/")
        present = head.moves.present(kind, name)
        now = present if kind == "circular" else f"initiatives/{present}"
        has_moved = path not in head.folders and now in head.folders and now not in base.folders
        folders[now if has_moved else path] = folder
    return State(folders, base.moves)


def _document(state: State, path: str, language: str) -> Document | None:
    folder = state.folders.get(path)
    if folder is None:
        return None
    return next((item for item in folder.documents if item.language == language), None)


def _source(state: State, path: str, language: str) -> bytes | None:
    document = _document(state, path, language)
    return document.file.data if document is not None else None


def _page(
    base: State,
    head: State,
    path: str,
    language: str,
    addresses: Addresses,
    phrases: Mapping[str, Phrases],
) -> dict[str, Any]:
    old, new = _document(base, path, language), _document(head, path, language)
    kind = "new" if old is None else "removed" if new is None else "changed"
    state = head if new is not None else base
    shown = new or old
    units = list(_units(_shown(base, path, language), _shown(head, path, language)))
    units = units if kind == "changed" else []
    return {
        "kind": kind,
        "language": language,
        "title": _title(state, path, shown, phrases) if shown else path,
        "address": _address(path, language, addresses),
        "units": units[:MAX_UNITS],
        "more": max(0, len(units) - MAX_UNITS),
    }


def _address(path: str, language: str, addresses: Addresses) -> str:
    if path.startswith("initiatives/"):
        return addresses.initiative(language, path.removeprefix("initiatives/"))
    return addresses.circular(language, path)


def _title(state: State, path: str, document: Document, phrases: Mapping[str, Phrases]) -> str:
    record = document.record
    subject = record.text("subject") or record.text("name") or document.key
    facts = state.folders[path].facts
    value = facts.record.values.get("reference") if facts else None
    first = value[0] if isinstance(value, tuple) and value else value
    if isinstance(first, Reference):
        return f"{first.printed(phrases[document.language])}: {subject}"
    return subject


def _units(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What differs, field by field and paragraph by paragraph, as runs of words."""
    for name in [*before, *(name for name in after if name not in before)]:
        runs = word_difference(before.get(name, ""), after.get(name, ""))
        if runs:
            yield {"unit": name, "runs": [list(run) for run in runs]}


def _shown(state: State, path: str, language: str) -> dict[str, str]:
    """What a page shows: facts from their file, words from its own, paragraphs (``#p3``)."""
    document = _document(state, path, language)
    if document is None:
        return {}
    facts = state.folders[path].facts
    found: dict[str, str] = {}
    for source in [facts, document] if facts is not None and facts is not document else [document]:
        for entry in source.record.entries:
            row, value = entry.field, entry.value
            if row is None or row.name in _OWN or row.shape in (Shape.GROUP, Shape.ITEMS):
                continue
            if source is not document and row.stands is not Stands.FACTS:
                continue
            if value is not None and not isinstance(value, (dict, tuple)):
                found[entry.path] = value.canonical if isinstance(value, Reference) else str(value)
    found.update({f"#{passage.address}": passage.text for passage in passages(document)})
    return found


def _entries(
    base: State,
    head: State,
    changed: Sequence[tuple[str, str]],
    phrases: Mapping[str, Phrases],
) -> Iterator[dict[str, Any]]:
    """What subscribers receive. A text that leaves the archive takes its entry along."""
    for path, language in changed:
        new = _document(head, path, language)
        if path.startswith("initiatives/") or new is None:
            continue
        identity = head.moves.identity("circular", path)
        yield {
            "kind": "new" if _document(base, path, language) is None else "changed",
            "language": language,
            "title": _title(head, path, new, phrases),
            "id": circular_entry_id(identity, language),
            "added": str(new.record.values.get("added", "")),
        }


def _dates(base: Telling, head: Telling, paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Deadlines and events that appear, change or go: what the calendar of a reader shows."""
    for path in paths:
        before, after = _moments(base, path), _moments(head, path)
        for name in sorted(before.keys() | after.keys()):
            old, new = before.get(name, ""), after.get(name, "")
            if old != new:
                kind, _, item = name.partition(".")
                words = f"events.{item}.name" if kind == "event" else f"deadlines.{item}.asks"
                state = head if name in after else base
                yield {
                    "kind": kind,
                    "circular": path,
                    "id": item,
                    "what": words_of(state.folders.get(path), words),
                    "old": old,
                    "new": new,
                }


def _moments(state: Telling, path: str) -> dict[str, str]:
    """``deadline.reply``, ``opening.reply``, ``event.meeting`` -> when, of a circular."""
    folder = state.folders.get(path)
    facts = folder.facts if folder else None
    if facts is None:
        return {}
    record = facts.record
    found: dict[str, str] = {}
    for kind in ("deadline", "event"):
        for name in record.ids(f"{kind}s"):
            found[f"{kind}.{name}"] = state.when(path, kind, name)
            item = f"{kind}s.{name}"
            opens = record.values.get(f"{item}.opens")
            if isinstance(opens, Moment):
                zone = record.text(f"{item}.timezone") if opens.time is not None else None
                found[f"opening.{name}"] = f"{opens} {zone}" if zone else str(opens)
    return found


def _move(move: Move) -> dict[str, Any]:
    return {
        "kind": move.kind,
        "name": move.name,
        "part": move.part,
        "language": move.language,
        "to": move.to,
        "reason": dict(move.retired),
    }


def _reviewer(document: Document) -> str:
    return document.record.text("reviewed-by") or ""


def _relevant(problems: Sequence[Problem], touched: set[str]) -> Iterator[Problem]:
    """Findings in the changed files, or about them."""
    for problem in problems:
        if problem.path in touched or any(place.path in touched for place in problem.also):
            yield problem


def _finding(problem: Problem, phrases: Mapping[str, Phrases]) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "severity": problem.severity.value,
        "code": problem.code,
        "messages": {code: problem.message(words) for code, words in phrases.items()},
    }
