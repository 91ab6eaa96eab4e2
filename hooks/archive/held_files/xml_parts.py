"""The XML within documents, read piece by piece and never as a whole tree.

A part may not define a type (DTD): with entities a short text becomes a long one, or one from
elsewhere, and no program for documents writes them. Expat stops at the first sign of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Protocol
from xml.parsers import expat

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, FaultyFileError
from archive.held_files.packages import Package

Attributes = Mapping[str, str]
"""By names as :func:`local` takes them."""

_PROGRAM = b"MZ"
_INNER = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-",
    b"{\\rtf",
    b"\x7fELF",
)
"""Beginnings of packages, documents and programs, whatever a part of a document calls itself."""
_HEAD = 64


class Watch(Protocol):
    """What looks at the elements of a part, and raises :class:`FaultyFileError`."""

    def start(self, name: str, attributes: Attributes) -> bool:
        """Look at an element; whether its text is asked for."""

    def text(self, name: str, text: str) -> None:
        """The whole text of an element that was asked for."""


def read_part(pieces: Iterable[bytes], watch: Watch, budget: Budget) -> None:
    """Let *watch* see a part; raises :class:`FaultyFileError` where it is no plain XML."""
    asked: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        budget.step(1 + len(attributes) // 8)
        if watch.start(name, attributes):
            asked[:] = [name]
            parser.CharacterDataHandler = asked.append

    def end(name: str) -> None:
        if asked and asked[0] == name:
            text = "".join(asked[1:])
            asked.clear()
            parser.CharacterDataHandler = None
            watch.text(name, text)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_types
    try:
        is_empty = True
        for piece in pieces:
            parser.Parse(piece, False)
            is_empty = False
        if not is_empty:
            parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise FaultyFileError(Fault("file-damaged")) from None


def _refuse_types(*_: object) -> None:
    raise FaultyFileError(Fault("file-damaged"))


def local(name: str) -> str:
    """The name of an element or of an attribute, without its namespace."""
    return name.rpartition(" ")[2]


def by_local(attributes: Attributes) -> dict[str, str]:
    """Attributes by their names without namespaces."""
    return {local(name): value for name, value in attributes.items()}


class Elements:
    """A watch that hands every element of a part on to a function."""

    def __init__(self, take: Callable[[str, dict[str, str]], None]) -> None:
        self._take = take

    def start(self, name: str, attributes: Attributes) -> bool:
        """Hand an element on."""
        self._take(local(name), by_local(attributes))
        return False

    def text(self, name: str, text: str) -> None:
        """No text is asked for."""


def is_inner(pieces: Iterator[bytes]) -> bool:
    """Whether a part that is no XML is a package, a document or a program; reads it to its end."""
    head = b""
    for piece in pieces:
        head = head if len(head) >= _HEAD else head + piece[:_HEAD]
    where = int.from_bytes(head[60:64], "little")  # where a program of Windows begins
    return head.startswith(_INNER) or (head.startswith(_PROGRAM) and 64 <= where < 1024)


def parts(
    package: Package, first: str, is_xml: Callable[[str], bool]
) -> Iterator[tuple[str, Iterator[bytes], bool]]:
    """Every part of a package once, *first* (if there is such a one) before all others.

    Gives the name, the content, and whether it is XML, which is asked for when its turn comes.
    """
    members = {each.filename: each for each in package.members}
    ahead = [members.pop(first)] if first in members else []
    for member in chain(ahead, members.values()):
        yield member.filename, package.pieces(member), is_xml(member.filename)
