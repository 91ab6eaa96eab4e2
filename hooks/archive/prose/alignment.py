"""Which paragraph of one language answers which of the other.

Mostly the one with the same address. But where paragraphs are only counted and one is missing,
all that follow have other addresses; then the likeness of the blocks tells which is which: their
kind, their figures and targets, and their length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.blocks import Block
from archive.prose.readings import addressed, is_counted
from archive.source import Body
from archive.sources import Document

_FIGURES = re.compile(r"[0-9]+|\]\([^)\s]{1,200}|@[\w.-]{1,200}")
_MOST_PAIRS = 40_000
"""Longer texts are not aligned: they would take too long."""
_ENOUGH = 2_000
"""So many bytes of a block are looked at."""
_GAP = -0.6
"""What it costs to leave a block without an answer."""
_NAMED = 3.0
"""What an address of its own is worth."""
_UNLIKE = -2.0
"""What it costs to pair blocks of two kinds, or with two addresses of their own."""


@dataclass(frozen=True, slots=True)
class _Trait:
    """What a block shows without being read."""

    kind: str
    anchor: str
    figures: frozenset[str]
    size: int


def answers(facts: Document, translation: Document) -> Mapping[str, str]:
    """For addresses of the facts' text those that answer them in the translation."""
    there, here = list(addressed(facts.blocks)), list(addressed(translation.blocks))
    theirs, ours = _addresses(there), _addresses(here)
    if theirs == ours:
        return dict(zip(theirs, ours, strict=True))
    known = frozenset(ours)
    if len(there) * len(here) > _MOST_PAIRS:
        return {address: address for address in theirs if address in known}
    pairs = _aligned(
        [_trait(block, facts.file.body) for _, block in there],
        [_trait(block, translation.file.body) for _, block in here],
    )
    found = {there[one][0]: here[two][0] for one, two in pairs}
    parts = (child.anchor for _, block in there for child in block.children)
    return found | {anchor: anchor for anchor in parts if anchor in known}


def _addresses(blocks: Sequence[tuple[str, Block]]) -> list[str]:
    found = []
    for address, block in blocks:
        found.append(address)
        found.extend(child.anchor for child in block.children)
    return found


def _trait(block: Block, body: Body) -> _Trait:
    text = body.slice(block.start, min(block.end, block.start + _ENOUGH))
    name = block.name
    if name == "FootnoteDefinition":
        name = f"{name} {block.events[0].value}"
    figures = frozenset(_FIGURES.findall(text))
    anchor = "" if is_counted(block) else block.anchor
    return _Trait(name, anchor, figures, block.end - block.start)


def _aligned(there: Sequence[_Trait], here: Sequence[_Trait]) -> list[tuple[int, int]]:
    """The pairs of indexes, in order, that are most alike altogether."""
    longer = sum(trait.size for trait in there) / max(1, sum(trait.size for trait in here))
    best = [
        [_GAP * (len(there) - one + len(here) - two) for two in range(len(here) + 1)]
        for one in range(len(there) + 1)
    ]
    for one in range(len(there) - 1, -1, -1):
        for two in range(len(here) - 1, -1, -1):
            best[one][two] = max(
                best[one + 1][two + 1] + _likeness(there[one], here[two], longer),
                best[one + 1][two] + _GAP,
                best[one][two + 1] + _GAP,
            )
    pairs = []
    one = two = 0
    while one < len(there) and two < len(here):
        likeness = _likeness(there[one], here[two], longer)
        if best[one][two] == best[one + 1][two + 1] + likeness:
            pairs.append((one, two))
            one, two = one + 1, two + 1
        elif best[one][two] == best[one + 1][two] + _GAP:
            one += 1
        else:
            two += 1
    return pairs


def _likeness(one: _Trait, two: _Trait, longer: float) -> float:
    if one.anchor or two.anchor:
        return _NAMED if one.anchor == two.anchor else _UNLIKE
    if one.kind != two.kind:
        return _UNLIKE
    sizes = sorted((one.size, two.size * longer))
    alike = sizes[0] / max(1.0, sizes[1]) - 0.5
    if figures := one.figures | two.figures:
        alike += 2 * len(one.figures & two.figures) / len(figures) - 0.5
    return alike
