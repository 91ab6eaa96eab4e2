"""Makes a draft one that the checker reads: signs mended, values that it refuses taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from archive.blocks import read_blocks
from archive.checks.desk import Desk
from archive.checks.findings import judge
from archive.dates import PartialDate
from archive.fields import CIRCULAR_FIELDS, Stands
from archive.fixing import mended
from archive.importing.draft_dates import ReadDay
from archive.problems import Problem, Severity
from archive.prose.found import read_prose
from archive.recording import UnrecordableError, with_fingerprint
from archive.records import Reader
from archive.source import Scalar, text_of
from archive.sources import Document, Folder
from archive.translation import fingerprint_of

_NOT_OF_VALUES = frozenset({"todo", "slug-disagrees", "year-disagrees"})
"""Findings that are not about what stands there."""
_EXPLAINED_BY_NOTE = frozenset({"event-not-in-text", "hour-not-in-text"})
"""Findings that a note on where the day or hour stands can answer."""
_BEFORE = 30
"""So many characters before a day tell where it stands."""
_ROUNDS = 8
"""A repair can make room for another one; after so many rounds the rest is said."""

Files = Mapping[str, str]
"""The texts of a folder by language, that of the facts first."""
Compose = Callable[[frozenset[str], Sequence[ReadDay]], Files]
"""Writes the files anew: without values at certain paths, and with more days of deadlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A draft as it is to be written."""

    files: Files
    problems: tuple[Problem, ...]
    """What the checker says of it."""

    @property
    def todos(self) -> int:
        """How much is still to be written."""
        return sum(problem.code == "todo" for problem in self.problems)


def settled(compose: Compose, key: str, shown_root: str, reader: Reader, desk: Desk) -> Settled:
    """The draft for the folder *key*, of which the checker finds as little as can be.

    What it mends by itself is mended; a value of the facts that it refuses becomes a TODO; a day
    in the text that it takes for a deadline becomes one of which nothing else is known.
    """
    doubted: set[str] = set()
    days: list[ReadDay] = []
    files = compose(frozenset(), ())
    problems: tuple[Problem, ...] = ()
    for _ in range(_ROUNDS):
        files, documents, problems = _mended(files, key, shown_root, reader, desk)
        facts = documents[0]
        known = {each.day for each in days}
        read = {each.day: each for each in _unlisted(facts, problems, desk)}
        more = [each for day, each in read.items() if day not in known]
        refused = set(_refused(facts, problems, doubted))
        if not more and not refused:
            break
        days += more
        doubted |= refused
        files = compose(frozenset(doubted), days)
    return Settled(files=files, problems=problems)


def documents_of(files: Files, key: str, shown_root: str, reader: Reader) -> tuple[Document, ...]:
    """The files as the rules see them."""
    found = []
    numbered = False
    for language, text in files.items():
        path = f"{key}/{language}.md"
        file = text_of(text.encode(), path, f"{shown_root}/{path}")
        record = reader.read(file.front, CIRCULAR_FIELDS)
        numbered = numbered or record.text("paragraphs") == "numbered"
        if not numbered:
            record.values.setdefault("paragraphs", "counted")
        found.append(
            Document(
                kind="circular",
                key=key,
                language=language,
                file=file,
                record=record,
                blocks=read_blocks(file.body, numbered=numbered),
            )
        )
    return tuple(found)


def _with_fingerprints(files: Files, key: str, shown_root: str, reader: Reader) -> Files:
    """The files with what each translation was made from."""
    facts, *others = documents_of(files, key, shown_root, reader)
    recorded = dict(files)
    for document in others:
        with suppress(UnrecordableError):
            text = with_fingerprint(document, fingerprint_of(facts)).decode()
            recorded[document.language] = text
    return recorded


def _mended(
    files: Files, key: str, shown_root: str, reader: Reader, desk: Desk
) -> tuple[Files, tuple[Document, ...], tuple[Problem, ...]]:
    """The files with everything mended that the rules know to mend."""
    for _ in range(_ROUNDS):
        files = _with_fingerprints(files, key, shown_root, reader)
        documents = documents_of(files, key, shown_root, reader)
        folder = Folder(kind="circular", key=key, documents=documents)
        problems = judge(folder, desk).problems
        changed = dict(files)
        for document in documents:
            fixes = [
                problem.fix
                for problem in problems
                if problem.fix is not None and problem.path == document.file.shown
            ]
            changed[document.language] = mended(files[document.language], fixes)[0]
        if changed == files:
            break
        files = changed
    return files, documents, problems


def _unlisted(facts: Document, problems: Iterable[Problem], desk: Desk) -> Iterable[ReadDay]:
    """The days that read as deadlines and are none of the facts.

    A day without a year is taken for the first such day from the letter's date on.
    """
    date = facts.record.values.get("date")
    first = f"{facts.key[:4]}-01-01"
    if isinstance(date, PartialDate):
        first = date.first().isoformat()
    for problem in problems:
        if problem.code != "deadline-not-listed":
            continue
        lexicon = desk.lexicon(facts.language)
        words = str(problem.values["text"])
        before = _before(facts, problem)
        for found in read_prose(words, lexicon):
            if not found.is_day:
                continue
            day = found.value
            is_whole = len(day) == len("2021-10-31")
            if not is_whole:
                year = int(first[:4]) + (day[-5:] < first[5:])
                day = f"{year:04d}-{day[-5:]}"
            yield ReadDay(day=day, words=words, before=before, is_year_supplied=not is_whole)


def _before(facts: Document, problem: Problem) -> str:
    """A few characters of the line before the place of a finding."""
    lines = facts.file.text.split("\n")
    if problem.path != facts.file.shown or not problem.line or problem.line > len(lines):
        return ""
    end = max(0, (problem.column or 1) - 1)
    return lines[problem.line - 1][max(0, end - _BEFORE) : end]


def _refused(facts: Document, problems: Iterable[Problem], known: set[str]) -> Iterator[str]:
    """The paths of the values at which something is wrong, beside those *known* already.

    Of an event whose day stands in the subject alone it is first asked how that is known.
    """
    places = {
        (place.line, place.column): entry
        for entry in facts.record.entries
        if isinstance(entry.node, Scalar)
        for place in (entry.key, entry.node)
        if place is not None
    }
    for problem in problems:
        if problem.code in _NOT_OF_VALUES or problem.path != facts.file.shown:
            continue
        entry = places.get((problem.line, problem.column))
        if entry is None or entry.field is None:
            continue
        if problem.severity is Severity.WARNING and entry.field.stands is Stands.WORDS:
            continue  # of signs in words that people will read anyway
        note = f"{entry.path.rpartition('.')[0]}.note"
        wants_note = problem.code in _EXPLAINED_BY_NOTE and note not in known
        path = note if wants_note else entry.path
        if path not in known:
            yield path
