"""Several printed lines of one value as one line: hyphens and dashes at their ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

_HEAD = re.compile(r"[^\W_]+(?=-$)")
_TAIL = re.compile(r"[^\W\d_]+")
_LONGEST_PREFIX = 4
"""A first part of a word with so few letters keeps its hyphen: "non-", "МСЭ-"."""


def one_line(
    lines: Iterable[str],
    compounds: Collection[str] = (),
    has: Callable[[str], bool] | None = None,
) -> str:
    """The lines as one, with single blanks; *compounds* are first parts that keep their hyphen.

    *has* tells whether the rest of the letter has a word, which decides before its look does; then
    a short first part that is no compound's is one of a torn word, as in paragraphs.
    """
    whole = ""
    for line in lines:
        following = " ".join(line.split())
        if not following:
            continue
        if not whole:
            whole = following
            continue
        whole = _joined(whole, following, compounds, has)
    return whole


def _joined(
    whole: str,
    following: str,
    compounds: Collection[str],
    has: Callable[[str], bool] | None,
) -> str:
    before = whole[-2:-1]
    if whole.endswith(("–", "—")) and before.isdigit() and following[0].isdigit():
        return f"{whole}{following}"
    if not whole.endswith("-") or not before.isalnum():
        return f"{whole} {following}"
    head = _HEAD.search(whole[-60:])
    tail = _TAIL.match(following)
    if has is not None and head is not None and tail is not None:
        if has(f"{head[0]}{tail[0]}".casefold()):
            return f"{whole[:-1]}{following}"
        if has(f"{head[0]}-{tail[0]}".casefold()):
            return f"{whole}{following}"
    is_break = (
        head is not None
        and head[0].isalpha()
        and (has is not None or len(head[0]) > _LONGEST_PREFIX)
        and following[0].islower()
        and not head[0].isupper()
        and head[0].casefold() not in compounds
    )
    return f"{whole[:-1] if is_break else whole}{following}"
