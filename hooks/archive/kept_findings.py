"""Findings kept between two runs of the checker, so that only changed folders are judged anew.

A folder's findings depend on its files and on the rules; the file of kept findings holds both as
fingerprints, never as times. It is plain JSON: nothing in it can run, and a damaged one is empty.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from archive.checks.findings import Findings
from archive.checks.library import (
    Cited,
    Counted,
    DeadlineDays,
    EventDays,
    Extract,
    Mention,
    Named,
    OddDay,
    Relation,
)
from archive.checks.waivers import Waiver
from archive.held_files.judging import sum_of
from archive.holdings import holding_of, plain_holding
from archive.listing import FolderListing
from archive.problems import Fix, Place, Problem, Severity, StringKey
from archive.references import When
from archive.sources import Folder

_OF_THE_DAY = frozenset({"added-implausible", "change-implausible"})
"""What is found on one day need not be found on the next: such findings are not kept."""


def folder_digest(root: Path, folder: FolderListing) -> str:
    """Fingerprint of all that findings of a folder depend on: its texts and its files.

    Empty where a text cannot be read: such a folder is judged anew each time.
    """
    contents: list[bytes] = []
    for language in folder.languages:
        try:
            # Making a Path takes longer than reading the file.
            with open(f"{root}/{folder.path}/{language}.md", "rb") as file:  # noqa: PTH123
                contents.append(file.read())
        except OSError:
            return ""
    place = root / folder.path
    return _digest(folder, contents, {name: sum_of(place / name) for name in folder.attachments})


def read_digest(listing: FolderListing, folder: Folder) -> str:
    """The same of a folder that has been read."""
    if any(document.file.problems for document in folder.documents):
        return ""
    sums = {name: held.sum for name, held in folder.held.items()}
    return _digest(listing, [document.file.data for document in folder.documents], sums)


def _digest(folder: FolderListing, contents: Sequence[bytes], sums: Mapping[str, str]) -> str:
    digest = blake2b(digest_size=16)
    for language, data in zip(folder.languages, contents, strict=True):
        digest.update(b"%s %d\n" % (language.encode(), len(data)))
        digest.update(data)
    digest.update(repr((sorted(folder.attachments.items()), sorted(sums.items()))).encode())
    return digest.hexdigest()


@dataclass(slots=True)
class KeptFindings:
    """The findings of an earlier run, by folder."""

    path: Path
    rules: str
    """What :func:`archive.made_by.code_digest` gives now: findings by other rules are not read."""
    _kept: dict[str, list[Any]] = field(default_factory=dict)
    _changed: bool = False

    def read(self) -> None:
        """Read the file, if there is one that these rules wrote."""
        try:
            stored = json.loads(self.path.read_bytes())
            if stored["rules"] == self.rules:
                self._kept = dict(stored["folders"])
        except (OSError, ValueError, KeyError, TypeError):
            self._kept = {}

    def __bool__(self) -> bool:
        return bool(self._kept)

    def get(self, folder: FolderListing, digest: str) -> Findings | None:
        """The findings of a folder whose fingerprint is still *digest*."""
        kept = self._kept.get(folder.path)
        if not digest or kept is None or kept[0] != digest:
            return None
        try:
            return findings_of(kept[1])
        except (ValueError, TypeError, IndexError, KeyError):
            return None

    def put(self, folder: FolderListing, digest: str, findings: Findings) -> None:
        """Keep the findings of a folder."""
        if digest and not any(problem.code in _OF_THE_DAY for problem in findings.problems):
            self._kept[folder.path] = [digest, plain_findings(findings)]
            self._changed = True

    def write(self, folders: Mapping[str, FolderListing]) -> None:
        """Write the file, less what belongs to no folder of *folders* any more.

        A folder that cannot be written to is no fault: the next run is only slower.
        """
        gone = self._kept.keys() - folders.keys()
        if not (gone or self._changed):
            return
        kept = {name: self._kept[name] for name in sorted(self._kept.keys() - gone)}
        text = json.dumps({"rules": self.rules, "folders": kept}, separators=(",", ":"))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".new-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(self.path)
        except OSError:
            return


class _Paths:
    """The paths of one folder's files: a place names its file by number, which is short."""

    def __init__(self, paths: list[str]) -> None:
        self.all = paths
        self._numbers = {path: number for number, path in enumerate(paths)}

    def plain(self, place: Place) -> list[int]:
        number = self._numbers.setdefault(place.path, len(self.all))
        if number == len(self.all):
            self.all.append(place.path)
        return [number, place.line, place.column]

    def place(self, plain: list[int]) -> Place:
        number, line, column = plain
        return Place(self.all[number], line, column)


def plain_findings(findings: Findings) -> list[Any]:
    """Findings as plain values, which JSON can hold."""
    extract, paths = findings.extract, _Paths([])
    return [
        paths.all,
        [
            extract.kind,
            extract.key,
            paths.plain(extract.place),
            extract.date,
            [[*item[:-1], paths.plain(item.place)] for item in extract.references],
            [[*item[:-1], paths.plain(item.place)] for item in extract.relations],
            [list(item) for item in extract.deadlines],
            [list(item) for item in extract.events],
            [[*item[:-1], paths.plain(item.place)] for item in extract.counted],
            [[*item[:-1], paths.plain(item.place)] for item in extract.mentions],
            [[*item[:-1], paths.plain(item.place)] for item in extract.cited],
            [
                [*item[:-1], [paths.plain(each) for each in item.places]]
                for item in extract.odd_days
            ],
            plain_holding(extract.holding),
            extract.is_read,
        ],
        [_plain_problem(problem, paths) for problem in findings.problems],
        [_plain_waiver(waiver) for waiver in findings.waivers],
        sorted(_plain_waiver(waiver) for waiver in findings.used),
    ]


def findings_of(plain: list[Any]) -> Findings:
    """Findings again, from plain values; raises ValueError, TypeError, IndexError or KeyError."""
    paths = _Paths(plain[0])
    place = paths.place
    kind, key, at, date, references, relations, *dates, mentions = plain[1][:-4]
    cited, odd_days, held, is_read = plain[1][-4:]
    deadlines, events, counted = dates
    extract = Extract(
        kind=kind,
        key=key,
        place=place(at),
        date=date,
        references=tuple([Named._make([*item, place(at)]) for *item, at in references]),
        relations=tuple([Relation._make([*item, place(at)]) for *item, at in relations]),
        deadlines=tuple([DeadlineDays._make(item) for item in deadlines]),
        events=tuple([EventDays._make(item) for item in events]),
        counted=tuple([Counted._make([*item, place(at)]) for *item, at in counted]),
        mentions=tuple([Mention._make([*item, place(at)]) for *item, at in mentions]),
        cited=tuple([Cited(name, text, When(*when), place(at)) for name, text, when, at in cited]),
        odd_days=tuple(
            [
                OddDay(code, tuple(days), text, tuple([place(each) for each in places]))
                for code, days, text, places in odd_days
            ]
        ),
        is_read=is_read is True,
        holding=holding_of(held),
    )
    return Findings(
        extract,
        tuple(_problem(item, paths) for item in plain[2]),
        tuple(Waiver(*item) for item in plain[3]),
        frozenset(Waiver(*item) for item in plain[4]),
    )


def _plain_waiver(waiver: Waiver) -> list[Any]:
    return [waiver.code, waiver.path, waiver.line, waiver.column, waiver.last]


def _plain_problem(problem: Problem, paths: _Paths) -> list[Any]:
    values = {
        name: [value.key] if isinstance(value, StringKey) else _plain_value(value)
        for name, value in problem.values.items()
    }
    fix = problem.fix
    return [
        paths.plain(Place(problem.path, problem.line, problem.column)),
        [problem.code, problem.variant, problem.severity.value],
        values,
        [paths.plain(place) for place in problem.also],
        [fix.line, fix.column, fix.old, fix.new] if fix else None,
    ]


def _plain_value(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)


def _problem(plain: list[Any], paths: _Paths) -> Problem:
    at, (code, variant, severity), values, also, fix = plain
    path, line, column = paths.place(at)
    return Problem(
        path=path,
        line=line,
        column=column,
        code=code,
        variant=variant,
        severity=Severity(severity),
        values={
            name: StringKey(value[0]) if isinstance(value, list) else value
            for name, value in values.items()
        },
        also=tuple(paths.place(place) for place in also),
        fix=Fix(*fix) if fix else None,
    )
