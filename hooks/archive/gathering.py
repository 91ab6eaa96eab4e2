"""The build's way to an archive: what changed is read, the rest comes from the store.

The command line asks :mod:`archive.load`, which reads everything in one process; both give the
same archive and the same problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from archive import checks
from archive.checks.library import Library
from archive.kept_findings import folder_digest
from archive.keys import Sheet
from archive.listing import FolderListing, Listing, list_archive
from archive.load import Loaded, in_order
from archive.model import Archive
from archive.problems import Problem
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.sources import Register
from archive.store.database import Store
from archive.store.folder_rows import RowReader
from archive.store.guard import StoreLostError
from archive.store.kept_circulars import KeptCirculars
from archive.store.opening import Place, opened
from archive.store.reading_rows import Progress, Reading, digest_of_registers, read_rows
from archive.store.rows import Card, FolderRow
from archive.store.survey import Survey, moment, survey, written
from archive.unfinished import TODOS, at_fault, errors_in, without

_BATCH = 250
"""Rows that are put into the store, or taken out of it, at once."""


@dataclass(slots=True)
class Gathering:
    """One look at an archive, through a store."""

    place: Place
    store: Store
    made_by: str
    """Digest of all that a row depends on beside the folder's own files and the registers."""
    kept: KeptCirculars = field(default_factory=KeptCirculars)
    """What this process keeps from one look to the next."""
    processes: int = 1
    read: int = 0
    """How many folders had to be read."""
    registers: frozenset[str] = frozenset()
    """File names of the registers that are there."""
    content: str = ""
    """Digest of what stands in them."""
    state: str = ""
    """Digest of all circulars but for what only their own bodies say."""
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    """The circulars by key, as far as keys of outputs know them."""

    def gather(self, seen: Survey | None = None, progress: Progress | None = None) -> Loaded:
        """Read what changed, judge the whole, and give the archive; of one with errors, an empty
        archive and all problems."""
        place = self.place
        if seen is None:
            seen = survey(str(place.root))
        listing = list_archive(place.root, place.shown_root, seen)
        grammar = Grammar.of(place.phrases)
        reader = SourceReader(place.root, Reader(grammar), place.shown_root)
        self.registers = listing.registers
        registers = reader.registers(listing.registers)
        self.content = digest_of_registers(registers)
        found: list[Problem] = list(listing.problems)
        for register in registers.values():
            found.extend(checks.check_register(register))
        cards, problems = self._look(listing, seen, registers, found, progress)
        left_out: tuple[Problem, ...] = ()
        if place.leaves_out_drafts:
            drafts = at_fault(listing.folders, problems, place.shown_root, TODOS)
            if drafts:
                left_out = errors_in(drafts, problems, place.shown_root)
                listing = without(listing, drafts)
                cards, problems = self._look(listing, seen, registers, found, progress)
        if any(problem.severity == "error" for problem in problems):
            problems = in_order((*problems, *left_out))
            return Loaded(archive=Archive(), problems=problems)
        opening = opened(place, self.store, cards, registers, grammar, self.kept)
        self.sheets = opening.sheets
        self.state = _state(opening.sheets)
        return Loaded(
            archive=opening.archive,
            problems=problems,
            fragments=opening.fragments,
            left_out=left_out,
        )

    def _look(
        self,
        listing: Listing,
        seen: Survey,
        registers: Mapping[str, Register],
        found: Sequence[Problem],
        progress: Progress | None,
    ) -> tuple[list[Card], tuple[Problem, ...]]:
        """The cards of all folders, read anew where they have changed, and all problems: those
        that were *found* before, and those in and between the folders."""
        self._renew(listing, seen, registers, progress)
        cards = self._cards(listing, registers)
        return cards, in_order([*found, *self._judged(cards, registers)])

    def _judged(self, cards: Sequence[Card], registers: Mapping[str, Register]) -> list[Problem]:
        """What was found in folders, and what rules on the whole archive find.

        Where the last look found nothing, and nothing has changed that these rules see, there is
        nothing to be found.
        """
        digest = blake2b(self._base(registers).encode(), digest_size=16)
        for card in sorted(cards, key=lambda card: card.path):
            digest.update(f"{card.path} {card.judged}\n".encode())
        state = digest.hexdigest()
        if not any(card.is_troubled for card in cards) and self.store.noted("sound") == state:
            return []
        found: list[Problem] = []
        extracts = []
        paths = sorted(card.path for card in cards)
        for start in range(0, len(paths), _BATCH):
            for row in self.store.folders(paths[start : start + _BATCH]):
                findings = RowReader.findings(row.findings)
                found.extend(findings.problems)
                extracts.append(findings.extract)
        if len(extracts) != len(paths):
            raise StoreLostError("findings")
        extracts.sort(key=lambda extract: (extract.kind, extract.key))
        library = Library(extracts=tuple(extracts), registers=registers)
        found.extend(checks.check_library(library))
        self.store.note("sound", "" if found else state)
        return found

    def _renew(
        self,
        listing: Listing,
        seen: Survey,
        registers: Mapping[str, Register],
        progress: Progress | None,
    ) -> None:
        """Bring the rows of the store up to date."""
        known = self.store.marks()
        base = self._base(registers)
        pending: list[tuple[FolderListing, str]] = []
        touched: dict[str, str] = {}
        now = moment(self.store.folder)
        for item in listing.folders:
            marks = written(seen.get(item.path, ()), now)
            before = known.pop(item.path, ("", ""))
            if marks and before[0] == f"{base}\n{marks}":
                continue
            digest = folder_digest(self.place.root, item)
            if digest and before[1] == f"{base}{digest}":
                touched[item.path] = f"{base}\n{marks}" if marks else ""
            else:
                pending.append((item, f"{base}\n{marks}" if marks else ""))
        self.store.put_marks(touched)
        self.store.forget_folders(known)
        self.read += len(pending)
        rows = self._read(listing, base, [item for item, _ in pending], progress)
        batch: list[tuple[FolderRow, str]] = []
        for row, (_, marks) in zip(rows, pending, strict=True):
            batch.append((row, marks))
            if len(batch) == _BATCH:
                self.store.put_folders(batch)
                batch = []
        self.store.put_folders(batch)

    def _read(
        self,
        listing: Listing,
        base: str,
        folders: Sequence[FolderListing],
        progress: Progress | None,
    ) -> Iterator[FolderRow]:
        place = self.place
        reading = Reading(
            root=place.root,
            shown_root=place.shown_root,
            base=base,
            registers=listing.registers,
            content=self.content,
            environment=dict(place.environment),
        )
        return read_rows(reading, place.phrases, folders, self.processes, progress)

    def _base(self, registers: Mapping[str, Register]) -> str:
        """Digest of what rows depend on beside their own files."""
        text = f"{self.made_by} {digest_of_registers(registers)}"
        return blake2b(text.encode(), digest_size=12).hexdigest()

    def _cards(self, listing: Listing, registers: Mapping[str, Register]) -> list[Card]:
        """The cards of all folders; what is damaged is read once more."""
        cards = self.store.cards(self.kept.cards)
        known = {card.path for card in cards}
        lost = [item for item in listing.folders if item.path not in known]
        if lost:
            rows = self._read(listing, self._base(registers), lost, None)
            self.store.put_folders([(row, "") for row in rows])
            cards = self.store.cards(self.kept.cards)
        return cards


def _state(sheets: Mapping[str, Sheet]) -> str:
    digest = blake2b(digest_size=16)
    for key, sheet in sheets.items():
        digest.update(f"{key} {sheet.digest}\n".encode())
    return digest.hexdigest()
