"""Fields of word processors (ISO/IEC 29500-1, 17.16): what stands between their braces.

A field is put together from pieces, in which formatting may part every letter, and may hold others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.held_files.fault import Fault, FaultyFileError, shown
from archive.held_files.links import FOLLOWED

_LONGEST = 65_536
"""So many characters may a code have: far more than people write."""
_ACTIVE = frozenset(("DDE", "DDEAUTO"))
_FETCHING = frozenset(
    ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "IMPORT", "DATABASE", "RD")
)
_WORD = re.compile(r"\s*([^\s\"\\{}]+)")
_TARGET = re.compile(
    r"\s*HYPERLINK\s*(?:\\[lot*]\s*(?:\"[^\"]*\"|[^\s\"\\]+)\s*|\\[^lot*\s\"]\s*)*"
    r"\"?\s*([^\"\s]*)",
    re.IGNORECASE,
)
"""Where a link leads; before it may stand switches, with or without a value."""
_NO_NAME = re.compile(r"\s*\w*\Z")
_MAY_HOLD_AT_ONCE = frozenset(("IF", "="))


@dataclass(slots=True)
class _Field:
    code: str = ""
    is_shown: bool = False
    """Its code is over: what comes is what it showed last."""


class FieldCodes:
    """The fields of one part, as they are met."""

    def __init__(self) -> None:
        self._open = [_Field()]

    def mark(self, kind: str) -> None:
        """A sign that begins a field (``begin``), ends its code (``separate``), or ends it."""
        top = self._open[-1]
        if kind == "begin":
            name = top.code.strip().upper()
            is_inner = len(self._open) > 1 and not top.is_shown
            if is_inner and _NO_NAME.match(top.code) and name not in _MAY_HOLD_AT_ONCE:
                # What the field is would come from the inner one.
                what = shown(f"{{ {name} {{ … }} }}")
                raise FaultyFileError(Fault("file-active", values={"what": what}))
            self._open.append(_Field())
        elif kind == "separate":
            check_code(top.code)
            top.is_shown = True
        elif kind == "end":
            check_code(top.code)
            if len(self._open) > 1:
                self._open.pop()

    def add(self, code: str) -> None:
        """A piece of a code."""
        if len(self._open[-1].code) + len(code) > _LONGEST:
            raise FaultyFileError(Fault("file-locked", "unseen"))
        self._open[-1].code += code

    def close(self) -> None:
        """The part is over: fields that never end are judged, too."""
        for each in self._open:
            check_code(each.code)


def check_code(code: str) -> None:
    """Raises :class:`FaultyFileError` of a code that starts a program or fetches something."""
    match = _WORD.match(code)
    name = match[1].upper() if match else ""
    if name in _ACTIVE:
        raise FaultyFileError(Fault("file-active", values={"what": shown(code.strip())}))
    target = _TARGET.match(code)
    if name in _FETCHING or (target and not FOLLOWED.match(target[1])):
        raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(code.strip())}))
