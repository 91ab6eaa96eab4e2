"""Word-level differences between two texts, short enough to be read."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Run = tuple[str, str]
"""``("same" | "gone" | "new" | "cut", words)``; ``cut`` stands for unchanged words left out."""

CONTEXT = 8
"""Unchanged words shown on either side of a change."""

MAX_WORDS = 1_500
"""Longer texts are compared as wholes: the comparison takes the square of their length."""

_WORD = re.compile(r"\S+")


def word_difference(old: str, new: str) -> list[Run]:
    """The runs that lead from *old* to *new*; blanks do not matter."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if before == after:
        return []
    if max(len(before), len(after)) > MAX_WORDS or not before or not after:
        runs = [("gone", _short(before)), ("new", _short(after))]
        return [(kind, text) for kind, text in runs if text]
    found: list[Run] = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for index, (step, first, last, start, end) in enumerate(steps):
        if step == "equal":
            is_first, is_last = index == 0, index == len(steps) - 1
            found.extend(_same(before[first:last], is_first=is_first, is_last=is_last))
            continue
        if last > first:
            found.append(("gone", " ".join(before[first:last])))
        if end > start:
            found.append(("new", " ".join(after[start:end])))
    return found


def _same(words: list[str], *, is_first: bool, is_last: bool) -> list[Run]:
    """Unchanged words, less those that are far from any change."""
    head = [] if is_first else words[:CONTEXT]
    tail = [] if is_last else words[-CONTEXT:]
    if len(head) + len(tail) >= len(words):
        return [("same", " ".join(words))]
    runs: list[Run] = [("same", " ".join(head))] if head else []
    runs.append(("cut", ""))
    if tail:
        runs.append(("same", " ".join(tail)))
    return runs


def _short(words: list[str]) -> str:
    text = " ".join(words[:MAX_WORDS])
    return f"{text} …" if len(words) > MAX_WORDS else text
