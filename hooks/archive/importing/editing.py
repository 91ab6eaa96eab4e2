"""Changes to the text of a passage that keep its marks where they belong."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from archive.importing.sheet import Mark, MarkKind, Passage

Change = tuple[int, int, str]
"""From, to, and the text that takes the place of what stood there."""


def edited(passage: Passage, changes: Iterable[Change]) -> Passage:
    """The passage with *changes* made, which stand in order and do not overlap."""
    ordered = list(changes)
    if not ordered:
        return passage
    pieces: list[str] = []
    at = 0
    for start, end, new in ordered:
        pieces += (passage.text[at:start], new)
        at = end
    text = "".join((*pieces, passage.text[at:]))
    if not passage.marks:
        return replace(passage, text=text)
    starts = [start for start, _, _ in ordered]
    shifts = list(accumulate(len(new) - (end - start) for start, end, new in ordered))

    def moved(place: int) -> int:
        index = bisect.bisect_right(starts, place) - 1
        if index < 0:
            return place
        start, end, new = ordered[index]
        before = shifts[index] - len(new) + (end - start)
        if place < end:
            return min(place, start + len(new)) + before if place > start else place + before
        return place + shifts[index]

    marks = (replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in passage.marks)
    kept = (mark for mark in marks if mark.end > mark.start or mark.kind is MarkKind.NOTE)
    return replace(passage, text=text, marks=tuple(kept))


def joined(first: Passage, second: Passage, between: str) -> Passage:
    """Two passages as one, at the place of the first."""
    shift = len(first.text) + len(between)
    marks: list[Mark] = list(first.marks)
    for mark in second.marks:
        last = marks[-1] if marks else None
        start = mark.start + shift
        same = last and (last.kind, last.target) == (mark.kind, mark.target)
        if last and same and mark.kind is not MarkKind.NOTE and last.end + len(between) == start:
            marks[-1] = replace(last, end=mark.end + shift)
        else:
            marks.append(replace(mark, start=start, end=mark.end + shift))
    return replace(
        first, text=f"{first.text}{between}{second.text}", marks=tuple(sorted(marks, key=_start))
    )


def trimmed(passage: Passage) -> Passage:
    """The passage without blanks around its text; marks of notes in the blanks move to its ends."""
    text = passage.text
    begin = len(text) - len(text.lstrip())
    end = max(begin, len(text.rstrip()))
    if (begin, end) == (0, len(text)):
        return passage
    part = passage.part(begin, end)
    notes = [
        mark for mark in passage.marks if mark.start == mark.end and mark.kind is MarkKind.NOTE
    ]
    if not notes:
        return part
    others = [mark for mark in part.marks if mark.start < mark.end]
    moved = (min(max(note.start, begin), end) - begin for note in notes)
    others += (replace(note, start=at, end=at) for note, at in zip(notes, moved, strict=True))
    return replace(part, marks=tuple(sorted(others, key=_start)))


def _start(mark: Mark) -> int:
    return mark.start
