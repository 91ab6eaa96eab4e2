"""From the rows of a store to the archive: circulars by their cards, bodies when asked for.

How letters hang together (who names, corrects, extends whom) is worked out for the whole archive
and kept; it is worked out again where anything has changed that decides it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive.build_model import ModelBuilder
from archive.keys import Sheet
from archive.languages import Phrases
from archive.model import Archive, Initiative
from archive.references import Grammar
from archive.render.fragment import Fragment
from archive.sources import Register, Sources
from archive.store.database import Store
from archive.store.folder_rows import OF_LISTS, RowReader, tied_digest
from archive.store.guard import StoreLostError
from archive.store.kept_circulars import KeptCirculars
from archive.store.lazy_circulars import CircularMaker
from archive.store.rows import Card, FolderRow, Told
from archive.store.shared import codec_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an archive lies, and in whose words it is read."""

    root: Path
    shown_root: str
    phrases: Mapping[str, Phrases]
    environment: Mapping[str, str]
    leaves_out_drafts: bool = False
    """Whether letters that say TODO are left out: for an editor's eyes, never for publication."""


class StoredFragments(Mapping[tuple[str, str], Fragment]):
    """Finished bodies by folder and language, read from the store when a page needs them."""

    def __init__(self, store: Store, reader: RowReader) -> None:
        self._store = store
        self._reader = reader
        self.digests: Mapping[tuple[str, str], str] = store.text_digests()
        """What tells one body from another, by folder and language."""
        self._last: dict[tuple[str, str], Fragment] = {}

    def __getitem__(self, key: tuple[str, str]) -> Fragment:
        found = self._last.get(key)
        if found is None:
            if key not in self.digests:
                raise KeyError(key)
            text = self._store.text(*key)
            if text is None:
                raise StoreLostError(f"{key[0]}/{key[1]}: damaged")
            found = self._reader.fragment(text.body)
            while len(self._last) >= 64:  # the pages of one letter follow one another
                del self._last[next(iter(self._last))]
            self._last[key] = found
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An archive out of a store."""

    archive: Archive
    fragments: StoredFragments
    sheets: Mapping[str, Sheet]
    """The circulars by key, as far as keys of outputs know them."""


def opened(
    place: Place,
    store: Store,
    cards: Sequence[Card],
    registers: Mapping[str, Register],
    grammar: Grammar | None = None,
    kept: KeptCirculars | None = None,
) -> Opened:
    """The archive of judged folders, given by their *cards* in the order of their dates.

    What is *kept* of the last build is used again.
    """
    sources = Sources(shown_root=place.shown_root, registers=registers)
    builder = ModelBuilder(sources, place.phrases, grammar)
    letters = [card for card in cards if not _is_initiative(card)]
    rows = _initiatives(store, [card for card in cards if _is_initiative(card)])
    plain = RowReader(codec_of(builder, {}))
    initiatives = {each.id: each for each in (plain.initiative(row.facts) for row in rows)}
    codec = codec_of(builder, initiatives)
    reader = RowReader(codec)
    state = _state(letters)
    if store.noted("told") != state:
        _tell(builder, store, letters, CircularMaker(codec, store), reader, initiatives)
        store.note("told", state)
    told = store.told()
    shared = [row.digest for row in rows]
    circulars = (kept or KeptCirculars()).circulars(store, codec, letters, told, shared)
    return Opened(
        archive=builder.archive_of(circulars, initiatives),
        fragments=StoredFragments(store, reader),
        sheets={card.path: _sheet(card, told.get(card.path)) for card in letters},
    )


def _is_initiative(card: Card) -> bool:
    return card.path.startswith("initiatives/")


def _initiatives(store: Store, cards: Sequence[Card]) -> list[FolderRow]:
    rows = store.folders(sorted(card.path for card in cards))
    if len(rows) != len(cards):
        raise StoreLostError("initiatives")
    return rows


def _state(letters: Sequence[Card]) -> str:
    """Digest of all that decides how letters hang together."""
    digest = blake2b(digest_size=16)
    for card in letters:
        digest.update(f"{card.path} {card.tied}\n".encode())
    return digest.hexdigest()


def _tell(
    builder: ModelBuilder,
    store: Store,
    letters: Sequence[Card],
    maker: CircularMaker,
    reader: RowReader,
    initiatives: Mapping[str, Initiative],
) -> None:
    """Work out how letters hang together, and keep it."""
    named = store.named()
    for card in letters:
        lines = dict(zip(OF_LISTS, card.facts.split("\n"), strict=True))
        if tied_digest(named.get(card.path, "[]"), lines) != card.tied:
            raise StoreLostError(f"{card.path}: damaged")
    archive = builder.finished(
        [maker.circular(card) for card in letters],
        initiatives,
        {path: reader.named(text) for path, text in named.items()},
    )
    told = {circular.key: maker.told(circular) for circular in archive.circulars}
    store.note("told", "")  # should this process die, new lines do not stand under an old state
    store.put_told({key: each for key, each in told.items() if each is not None})


def _sheet(card: Card, told: Told | None) -> Sheet:
    if told is None:
        return Sheet(card.shown, tuple(card.ties.split()))
    digest = blake2b(f"{card.shown} {told.facts}".encode(), digest_size=12)
    return Sheet(digest.hexdigest(), tuple(told.ties.split()))
