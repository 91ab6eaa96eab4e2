"""Formulas of spreadsheets: those that start something or fetch it, in both kinds of workbooks."""

from __future__ import annotations

import re

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, FaultyFileError, shown

_LONGEST = 8192
"""So many characters may a formula have in the programs that write them."""
_SQUARE = 1_000
"""So many pairs of signs cost what one element does."""
_QUOTED = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'")
"""Strings, and names of tables with blanks in them."""
_FUNCTION = re.compile(
    r"(?<![\w.])(?:[A-Z_]+\.)*(?:WEBSERVICE|IMAGE|RTD|DDE|CALL|REGISTER|REGISTER\.ID|EXEC|EXECUTE"
    r"|INITIATE|POKE|EVALUATE|RUN|FOPEN|FWRITE|FWRITELN|SQL\.REQUEST"
    r"|IMPORT(?:DATA|XML|HTML|FEED|RANGE))\s*\(",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?<![\w.])HYPERLINK\s*\(\s*", re.IGNORECASE)
_LINKED = re.compile(r"\"\s*(?:https?:|mailto:|tel:|#)", re.IGNORECASE)
"""How the address of a link begins in a formula; what is put together cannot be judged."""
_ROWS = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
"""Where a bar parts rows or columns."""
_CALL = re.compile(r"\|")
"""The sign between a program and what it is asked (DDE)."""
_OTHER_BOOK = re.compile(r"'[^']*(?:[\\/]|\[[^\]]*[^\]\d][^\]]*\])[^']*'|\[[^\]']*\.\w+\]\w")
"""A cell of another workbook, named by its place."""


def check_formula(formula: str, budget: Budget) -> None:
    """Raises :class:`FaultyFileError` of a formula that does more than reckon.

    Some patterns go over the rest of a formula from each of its signs: its cost is the square of
    its length, and the budget sees to it that long ones are few.
    """
    budget.step(len(formula) ** 2 // _SQUARE)
    if len(formula) > _LONGEST:
        raise FaultyFileError(Fault("file-locked", "unseen"))
    bare = _QUOTED.sub(lambda match: match[0][0] + " " * (len(match[0]) - 2) + match[0][0], formula)
    if match := _FUNCTION.search(bare):
        raise FaultyFileError(Fault("file-active", values={"what": shown(match[0] + "…)")}))
    if _CALL.search(_ROWS.sub("", bare)):
        raise FaultyFileError(Fault("file-active", values={"what": shown(formula.strip())}))
    links = (formula[match.start() :] for match in _LINK.finditer(bare))
    unsure = next((link for link in links if not _LINKED.match(_LINK.sub("", link, 1))), None)
    outside = next(
        (quoted for quoted in _QUOTED.findall(formula) if _OTHER_BOOK.match(quoted)), None
    )
    other = _OTHER_BOOK.search(bare)
    if what := unsure or outside or (other and other[0]):
        raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(what)}))
