"""Continuity: nothing that was published vanishes or changes its meaning without a word.

What stands now (:mod:`archive.promises`) is held against what was published, as the lock records
it (:mod:`archive.locks`). A difference is a problem, unless the register of moves explains it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from archive.checks.library import Extract, Library
from archive.dated_promises import entered, rewritten
from archive.languages import CODES, DEFAULT
from archive.locks import FOLDER, MOVED, RETIRED, Lock, read_locks, shown_folder
from archive.move_register import REGISTER
from archive.moves import Move
from archive.problems import Place, Problem, Severity
from archive.promises import (
    CALENDAR,
    CALENDAR_ID,
    ENTRY,
    FEED,
    FEED_ID,
    FILE,
    NO_LANGUAGE,
    PAGE,
    PLACE,
    WRITTEN,
    Owner,
    Pages,
    Standing,
    standing,
)
from archive.sources import Register
from archive.translation import drift_between
from archive.urls import Addresses
from archive.written_pages import WRITTEN_FOLDER, written_pages

CODE = "promise-broken"

_MOVES_FILE = "registers/moves.yml"


def check_promises(library: Library, root: Path, shown_root: str) -> Iterator[Problem]:
    """All that the archive in *root* would break; its sources must have no errors."""
    lock = read_locks(root.resolve().parent / FOLDER, shown_folder(shown_root))
    if lock.promises or lock.problems:
        written = written_pages(root.resolve().parent / WRITTEN_FOLDER)
        yield from broken(library, stands(library, written), lock, shown_root, written)


def stands(library: Library, written: Pages | None) -> Standing:
    """What stands now, in the languages and at the addresses of the published site."""
    return standing(library, Addresses(default_language=DEFAULT.code), CODES, written)


def broken(
    library: Library, now: Standing, lock: Lock, shown_root: str, written: Pages | None
) -> Iterator[Problem]:
    """What the *lock* records and what stands *now* no longer keeps; one problem per thing.

    *written* are the hand-written pages; None where they are not known.
    """
    if lock.problems:
        yield from lock.problems
        return
    letters = library.by_key()
    yield from entered(now, lock, shown_root)
    judge = _Judge(now, lock, shown_root, letters, knows_written=written is not None)
    for (kind, name), owners in groupby(sorted(lock.promises), key=lambda owner: owner[:2]):
        yield from judge.subject(kind, name, list(owners))
    register = library.registers.get(REGISTER)
    if register is not None:
        for move in now.moves.all:
            yield from judge.move(move, register)


@dataclass(slots=True)
class _Judge:
    """One comparison of a lock with what stands."""

    now: Standing
    lock: Lock
    shown_root: str
    _letters: Mapping[str, Extract]
    knows_written: bool
    _values: frozenset[str] = field(init=False)
    _names: frozenset[tuple[str, str]] = field(init=False)
    _years_lost: frozenset[str] = field(init=False)
    _recorded: frozenset[str] = field(init=False)
    _homes: dict[tuple[str, str], list[str]] | None = None

    def __post_init__(self) -> None:
        values = {
            value
            for kinds in self.now.published.values()
            for kind, found in kinds.items()
            if kind != PLACE
            for value in found
        }
        self._values = frozenset(values | self.now.left)
        self._names = frozenset(owner[:2] for owner in self.now.published)
        present = {name[:4] for kind, name in self._names if kind == "circular"}
        self._recorded = self.lock.owners("circular")
        self._years_lost = frozenset({name[:4] for name in self._recorded} - present)

    def subject(self, kind: str, name: str, owners: list[Owner]) -> Iterator[Problem]:
        """Whether all promises of one thing are kept."""
        if kind == PAGE:
            yield from self._page(name, owners)
            return
        if kind not in ("circular", "initiative"):
            return  # recorded by somebody who knows more
        end = self.now.moves.end(kind, name)
        if end is not None and not end.name:
            return  # gone, and the page that is left says why
        if end is None and (kind, name) not in self._names:
            yield self._gone(kind, name, owners[0])
            return
        present = end.name if end else name
        for owner in owners:
            yield from self._owner(owner, present)

    def _page(self, name: str, owners: list[Owner]) -> Iterator[Problem]:
        base, numbered, _ = name.rpartition("/page/")
        if numbered and not self._names & {(PAGE, base), ("initiative", base.partition("/")[2])}:
            return  # a page of a list that is judged itself
        if name.removeprefix("circulars/") in self._years_lost:
            return  # the list of a year whose letters are judged themselves
        ids = (FEED_ID, CALENDAR_ID)
        judged = (PAGE, FEED, CALENDAR, *ids, FILE, *((WRITTEN,) if self.knows_written else ()))
        missing = [value for owner in owners for value in self._missing(owner, *judged)]
        if missing and (PAGE, name) in self._names:
            yield self._problem(
                "changed", owners[0], values=", ".join(missing), file=self._moves_file
            )
        elif missing and self.now.moves.end(PAGE, name) is None:
            yield self._gone(PAGE, name, owners[0])

    def _owner(self, owner: Owner, present: str) -> Iterator[Problem]:
        """The promises of a thing that is still there, under the name *present*."""
        moves = self.now.moves
        is_text = owner.kind == "circular" and owner.language != NO_LANGUAGE
        if is_text and Owner("circular", present, owner.language) not in self.now.published:
            if owner.language not in moves.texts_retired(present):
                yield self._problem(
                    "text",
                    owner,
                    Place(self._moves_file, 1, 1),
                    name=present,
                    language=owner.language,
                    file=self._moves_file,
                )
            return
        for value in self._missing(owner, FILE):
            file = value.rpartition("/")[2]
            if moves.files(present).get(file) != "":  # which would say that it was taken away
                yield self._gone("circular", present, owner, file=file)
        keeps_ids = moves.identity(owner.kind, present) == moves.identity(owner.kind, owner.name)
        ids = (FEED_ID, CALENDAR_ID, ENTRY) if keeps_ids else ()
        missing = self._missing(owner, PAGE, FEED, CALENDAR, *ids)
        if missing and owner.language == NO_LANGUAGE:  # its pages are those of its references
            names = sorted({value.removeprefix(f"{DEFAULT.code}/").strip("/") for value in missing})
            names = [name for name in names if name.partition("/")[0] == "r"] or names
            yield self._problem(
                "reference",
                owner,
                Place(self._moves_file, 1, 1),
                name=present,
                values=", ".join(missing),
                page=names[0],
                file=self._moves_file,
            )
        elif missing:
            yield self._problem("changed", owner, values=", ".join(missing), file=self._moves_file)
        if is_text:
            yield from self._places(owner, present)
        else:
            yield from self._dates(owner, present)

    def _dates(self, owner: Owner, present: str) -> Iterator[Problem]:
        letter = self._letters.get(present)
        if letter is not None:
            neutral = Owner("circular", present, NO_LANGUAGE)
            became = self.now.moves.places(present, DEFAULT.code, letter.holding.dates)
            yield from rewritten(
                letter,
                self.lock.promises[owner],
                self.now.published.get(neutral, {}),
                became.former,
                self.lock.places[owner],
            )

    def _places(self, owner: Owner, present: str) -> Iterator[Problem]:
        recorded = self.lock.promises[owner].get(PLACE, {})
        standing = self.now.published[Owner("circular", present, owner.language)].get(PLACE, {})
        if all(
            place in standing and digest in ("", standing[place])
            for place, digest in recorded.items()
        ):
            return
        other = self._taken(owner, present, recorded, standing)
        if other:
            yield self._problem("taken", owner, name=present, other=other)
            return
        became = self.now.moves.places(present, owner.language, standing)
        elsewhere = dict(drift_between(_with_text(recorded), _with_text(standing)).moved)
        shifted = [
            place
            for place in recorded
            if place in elsewhere
            and {**became.former, **became.renumbered}.get(place) != elsewhere[place]
        ]
        gone = [
            place
            for place in recorded
            if place not in standing and place not in became.known and place not in shifted
        ]
        at = Place(f"{self.shown_root}/{present}/{owner.language}.md", 1, 1)
        values = {"name": present, "file": self._moves_file}
        if gone:
            places = ", ".join(f"#{place}" for place in gone)
            yield self._problem("place", owner, at, places=places, first=gone[0], **values)
        if shifted:
            places = ", ".join(f"#{place} → #{elsewhere[place]}" for place in shifted)
            old, new = _listed(shifted), _listed([elsewhere[place] for place in shifted])
            yield self._problem("shifted", owner, at, places=places, old=old, new=new, **values)

    def _taken(
        self,
        owner: Owner,
        present: str,
        recorded: Mapping[str, str],
        standing: Mapping[str, str],
    ) -> str:
        """The circular that now has the text of *owner*, whose own page shows another one."""
        texts = set(_with_text(recorded).values())
        if owner.name != present or len(texts) < 2 or texts & set(standing.values()):
            return ""
        return self._home({(owner.language, text) for text in texts}, ())

    def _home(self, texts: set[tuple[str, str]], but: Collection[str]) -> str:
        """The circular, if there is one *but* for some, that has most of *texts* now."""
        if self._homes is None:
            self._homes = {}
            for owner, kinds in self.now.published.items():
                for digest in _with_text(kinds.get(PLACE, {})).values():
                    self._homes.setdefault((owner.language, digest), []).append(owner.name)
        found = Counter(
            name for text in texts for name in set(self._homes.get(text, ())) if name not in but
        )
        likeliest = max(sorted(found), key=lambda name: found[name], default="")
        return likeliest if found[likeliest] * 2 > len(texts) else ""

    def _gone(self, kind: str, name: str, owner: Owner, *, file: str = "") -> Problem:
        entry = f"{kind}: {name}" + (f", file: {file}" if file else "")
        shown = f"initiatives/{name}" if kind == "initiative" else f"{name}/{file}".rstrip("/")
        meant = "" if file or kind != "circular" else self._renamed(name)
        at = Place(self._moves_file, 1, 1)
        values = {"name": shown, "entry": entry, "file": self._moves_file}
        if meant:
            return self._problem("likely", owner, at, meant=meant, **values)
        return self._problem("gone", owner, at, **values)

    def _renamed(self, name: str) -> str:
        """The circular, new to the lock, that seems to be what *name* was."""
        texts = {
            (code, digest)
            for code in CODES
            for digest in self.lock.promises.get(Owner("circular", name, code), {})
            .get(PLACE, {})
            .values()
            if digest
        }
        return self._home(texts, self._recorded)

    def move(self, move: Move, register: Register) -> Iterator[Problem]:
        """Whether an entry speaks of something that was published, and leads somewhere."""
        if not self._was_published(move):
            yield _at_entry(register, move, move.kind, "move-unpublished", Severity.WARNING)
        if move.kind == PAGE and (PAGE, move.name) in self._names:
            yield _at_entry(register, move, PAGE, "move-source-exists")
        if move.kind == PAGE and move.to and self.knows_written:
            end = self.now.moves.end(PAGE, move.to)
            if end is None and (PAGE, move.to) not in self._names:
                yield _at_entry(register, move, "to", "move-unknown-target")

    def _was_published(self, move: Move) -> bool:
        moves = self.now.moves
        present = moves.present(move.kind, move.name)
        names = (
            {move.name, present, *moves.former(move.kind, present)} if move.part else {move.name}
        )
        owners = [
            owner
            for name in sorted(names)
            for language in ((move.language,) if move.language else (*CODES, NO_LANGUAGE))
            if (owner := Owner(move.kind, name, language)) in self.lock.promises
        ]
        if not move.part:
            return bool(owners)
        kind, mark = (FILE, "/") if move.file else (PLACE, "#")
        promised = [self.lock.promises[owner] for owner in owners]
        return any(
            value.rpartition("/")[2] == move.part
            for kinds in promised
            for value in kinds.get(kind, ())
        ) or any(  # what became of it was recorded, perhaps under a name that it no longer bore
            value.startswith(f"{mark}{move.part}:")
            for kinds in promised
            for became in (MOVED, RETIRED)
            for value in kinds.get(became, ())
        )

    def _missing(self, owner: Owner, *kinds: str) -> list[str]:
        promised = self.lock.promises[owner]
        return [
            value for kind in kinds for value in promised.get(kind, ()) if value not in self._values
        ]

    @property
    def _moves_file(self) -> str:
        return f"{self.shown_root}/{_MOVES_FILE}"

    def _problem(
        self, variant: str, owner: Owner, at: Place | None = None, **values: object
    ) -> Problem:
        """A broken promise of *owner*: where it can be mended, and where it was recorded."""
        recorded = self.lock.places[owner]
        place = at or recorded
        return Problem(
            path=place.path,
            line=place.line,
            column=place.column,
            code=CODE,
            variant=variant,
            values=values,
            also=(recorded,),
        )


def _listed(words: list[str]) -> str:
    """Words as YAML takes one of them, or a list."""
    return words[0] if len(words) == 1 else f"[{', '.join(words)}]"


def _with_text(places: Mapping[str, str]) -> dict[str, str]:
    return {place: digest for place, digest in places.items() if digest}


def _at_entry(
    register: Register, move: Move, name: str, code: str, severity: Severity = Severity.ERROR
) -> Problem:
    node = register.record.place(f"{REGISTER}.{move.id}.{name}")
    return Problem(
        path=register.file.shown,
        line=node.line if node else 1,
        column=node.column if node else 1,
        code=code,
        values={"entry": move.id, "value": move.to if name == "to" else move.part or move.name},
        severity=severity,
    )
