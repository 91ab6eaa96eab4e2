"""Circulars that a process goes on using, build after build, where all that they show is the same.

Most of what a build at a server needs of ten thousand letters is what the build before made of
them. A circular is kept with the digest of its row (of its files, of the registers, and of the
code), and with what other letters made of it; where one of these differs, it is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from archive.store.codec import Codec
from archive.store.database import Store
from archive.store.lazy_circulars import CircularMaker, StoredCircular
from archive.store.rows import Card, KnownCards, Told


class _Origin(NamedTuple):
    """All that a circular is made of."""

    digest: str
    card: Card
    told: Told | None


class KeptCirculars:
    """The cards and circulars of the last build of an archive; empty before the first."""

    def __init__(self) -> None:
        self.cards: KnownCards = {}
        """The cards, with the digests of their rows."""
        self._shared: Sequence[str] = ()
        self._maker: CircularMaker | None = None
        self._circulars: dict[str, tuple[_Origin, StoredCircular]] = {}

    def circulars(
        self,
        store: Store,
        codec: Codec,
        cards: Sequence[Card],
        told: Mapping[str, Told],
        shared: Sequence[str],
    ) -> list[StoredCircular]:
        """The circulars with these *cards*, in their order.

        *shared* are the digests of what circulars of one archive share beside the registers.
        """
        digests = store.folder_digests()
        if self._maker is None or self._shared != shared or "" in shared:
            self._maker, self._circulars, self._shared = CircularMaker(codec, store), {}, shared
        maker, before = self._maker, self._circulars
        maker.read_from(store)
        self._circulars = {}
        for card in cards:
            origin = _Origin(digests.get(card.path, ""), card, told.get(card.path))
            kept = before.get(card.path)
            if kept is None or not origin.digest or kept[0] != origin:
                kept = (origin, maker.circular(card, origin.told))
            self._circulars[card.path] = kept
        return [circular for _, circular in self._circulars.values()]
