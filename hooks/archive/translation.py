"""What a translation was made from, and what of that has changed since: fingerprints and drift.

A translation's front matter keeps, under ``fingerprint``, a digest of every paragraph of the text
that it translates, by the paragraph's address, and one of all words in that text's front matter.
Kinds of blanks do not matter to a digest: a non-breaking one put right is no change of meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.blocks import Block, digest_of, note_anchor
from archive.model import Drift
from archive.source import Body
from archive.sources import Document

FIELD = "fingerprint"
"""The field of front matter that keeps the digests."""

WORDS = "words"
"""Where other digests have an address: the words of the front matter, all together."""

WHOLE = "text"
"""The address of a text none of whose blocks has one, as in a numbered letter without numbers."""

ADDRESS = re.compile(r"[a-z][a-z0-9.-]*")
"""How addresses look: ``p3``, ``p1.1-a``, ``annex-1-p2``, ``note-1``."""

_MARKER = re.compile(rb"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands under one address of a text."""

    address: str
    text: str
    """As typed, with its number or label; every run of blanks is one space."""
    start: int
    """Byte offset in the body."""


def fingerprint_of(facts: Document) -> dict[str, str]:
    """The digest of every passage of *facts* by address, and of its words under :data:`WORDS`."""
    body = facts.file.body
    digests = {WORDS: words_digest(facts)}
    for address, pieces in _pieces_by_address(facts).items():
        only = pieces[0]
        if len(pieces) == 1 and not only.left_out:
            digests[address] = only.block.digest(body)
        else:
            digests[address] = digest_of(_joined(pieces, body))
    return digests


def words_digest(facts: Document) -> str:
    """The digest of all words in the front matter together; their order does not matter."""
    return digest_of("\n".join(f"{path}: {text}" for path, text in sorted(words_of(facts).items())))


def recorded(translation: Document) -> Mapping[str, str] | None:
    """The fingerprint that stands in a translation; None where none can be read."""
    value = translation.record.values.get(FIELD)
    return value if isinstance(value, Mapping) else None


def drift(facts: Document, translation: Document) -> Drift | None:
    """What has changed in *facts* since *translation*; None where that has no fingerprint."""
    before = recorded(translation)
    return None if before is None else drift_between(before, fingerprint_of(facts))


def drift_between(before: Mapping[str, str], now: Mapping[str, str]) -> Drift:
    """What changed from one fingerprint to another."""
    whence = _moves(before, now)
    left = frozenset(whence.values())
    other = [
        address
        for address, digest in now.items()
        if address not in (WORDS, *whence) and before.get(address) != digest
    ]
    kept = before.keys() - left
    return Drift(
        changed=tuple(address for address in other if address in kept),
        added=tuple(address for address in other if address not in kept),
        removed=tuple(
            address
            for address in before
            if address != WORDS and address in kept and (address not in now or address in whence)
        ),
        moved=tuple((origin, address) for address, origin in whence.items()),
        words=before.get(WORDS) != now.get(WORDS),
    )


def _moves(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Present address -> former one, of texts that stood once and stand once, elsewhere."""
    origins = {digest: address for address, digest in before.items()}
    once_before, once_now = Counter(before.values()), Counter(now.values())
    return {
        address: origins[digest]
        for address, digest in now.items()
        if address != WORDS
        and once_before[digest] == once_now[digest] == 1
        and origins[digest] not in (WORDS, address)
    }


@dataclass(frozen=True, slots=True)
class Former:
    """What a translation was made from, as far as earlier versions of the text still show it."""

    passages: Mapping[str, str]
    """Address -> text."""
    words: Mapping[str, str] | None = None
    """Path -> text, of the front matter."""


def former_text(before: Mapping[str, str], drift: Drift, versions: Iterable[Document]) -> Former:
    """Look for what was fingerprinted in *versions* of the file, and stop when all is found."""
    wanted = {address for address in drift.changed + drift.removed if address in before}
    found: dict[str, str] = {}
    words: Mapping[str, str] | None = None
    for version in versions:
        for passage in passages(version):
            address = passage.address
            if address in wanted and digest_of(passage.text) == before[address]:
                found.setdefault(address, passage.text)
        if words is None and drift.words and words_digest(version) == before.get(WORDS):
            words = words_of(version)
        if wanted == found.keys() and (words is not None or not drift.words):
            break
    return Former(found, words)


def accepted(
    before: Mapping[str, str],
    source: tuple[Mapping[str, str], Mapping[str, str]],
    target: tuple[Mapping[str, str], Mapping[str, str]],
) -> dict[str, str]:
    """The fingerprint *before*, brought up to date wherever both languages have changed.

    *source* and *target* are the fingerprints of the text and of its translation, each at an
    earlier time and now: who changes a paragraph in both languages has translated it.
    """
    (old, new), (old_target, new_target) = source, target

    def is_new(address: str) -> bool:
        return old.get(address) != new.get(address) and (
            old_target.get(address) != new_target.get(address)
        )

    digests = {name: new[name] if is_new(name) else before[name] for name in new if name in before}
    digests |= {name: new[name] for name in new if name not in before and is_new(name)}
    digests |= {name: before[name] for name in before if name not in new and not is_new(name)}
    return digests


def words_of(document: Document) -> dict[str, str]:
    """The human texts of the front matter by path, which every translation words anew."""
    return {entry.path: str(entry.value) for entry in document.words}


def passages(document: Document) -> tuple[Passage, ...]:
    """The text by address, complete: each word stands in exactly one passage.

    What has no address of its own is part of the passage before it; a heading, and what stands
    before the first address, of the one after it. A labelled part of a paragraph is a passage
    apart. Comments belong to none.
    """
    body = document.file.body
    return tuple(
        Passage(address, _joined(pieces, body), pieces[0].block.start)
        for address, pieces in _pieces_by_address(document).items()
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or a labelled part of one, without the labelled parts in it."""

    address: str
    block: Block
    left_out: tuple[tuple[int, int], ...] = ()


def _pieces_by_address(document: Document) -> dict[str, list[_Piece]]:
    """What stands under each address, in its order."""
    found: dict[str, list[_Piece]] = {}
    last = ""
    waiting: list[_Piece] = []
    for block in document.blocks:
        if block.name == "HtmlBlock":
            continue
        for piece in _pieces(block, document.file.body):
            if piece.address:
                last = piece.address
                # A faulty text may put two passages under one address.
                found[last] = [*found.get(last, ()), *waiting, piece]
                waiting = []
            elif last and block.name != "Heading":
                found[last].append(piece)
            else:
                waiting.append(piece)
    if waiting:  # headings at the very end, or a text without any address
        found.setdefault(last or WHOLE, []).extend(waiting)
    return found


def _joined(pieces: Iterable[_Piece], body: Body) -> str:
    texts = [_without(piece.block.start, piece.block.end, piece.left_out, body) for piece in pieces]
    return " ".join(filter(None, texts))


def _pieces(block: Block, body: Body) -> Iterator[_Piece]:
    """A block without its labelled parts, then these."""
    address = block.anchor
    if block.name == "FootnoteDefinition":
        address = note_anchor(str(block.events[0].value))
    if not block.children:
        yield _Piece(address, block)
        return
    parts = tuple((_before_marker(child.start, body), child.end) for child in block.children)
    yield _Piece(address, block, parts)
    for child in block.children:
        inner = tuple((start, end) for start, end in parts if child.start < start < child.end)
        yield _Piece(child.anchor, child, inner)


def _without(start: int, end: int, parts: Iterable[tuple[int, int]], body: Body) -> str:
    """The text from *start* to *end* less the *parts* of it, on one line."""
    words: list[str] = []
    for part_start, part_end in sorted(parts):
        words.append(body.slice(start, max(start, part_start)))
        start = max(start, part_end)
    words.append(body.slice(start, max(start, end)))
    return " ".join(" ".join(words).split())


def _before_marker(offset: int, body: Body) -> int:
    """Where the list marker begins that stands right before *offset* on its line."""
    line = body.data[body.data.rfind(b"\n", 0, offset) + 1 : offset]
    return offset - len(line) if _MARKER.fullmatch(line) else offset
