"""PDF: a document that only shows itself, and is nothing else at the same time.

Opening at a page, links to the web and fields to fill in are harmless. Scripts, programs to start,
forms that send themselves, sounds and films, files inside the file and what is fetched from
elsewhere are not, by the names that PDF (ISO 32000-2, 12.6 and 7.11) gives them. Long names are
looked for in all bytes, short ones in objects alone, since among packed bytes they come by chance.
Objects can lie in compressed streams, which are looked into; one of another packing is refused.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, FaultyFileError, shown
from archive.held_files.links import is_followed
from archive.held_files.pdf_objects import (
    Dictionary,
    Name,
    Reader,
    Reference,
    Row,
    Text,
    Value,
    places,
)

BEGINNING = b"%PDF-"

_ACTIVE = (
    *("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition"),
    *("SubmitForm", "ImportData", "XFA", "GoToR", "GoToE", "GoTo3DView", "FileAttachment"),
)
"""Names of what acts when a document is opened or touched, holds other files, or fetches them."""
_ACTIVE_OBJECTS = frozenset((b"JS", b"Sound", b"Movie", b"3D"))
"""More of them, too short to be looked for among bytes."""

_ZIP_END = b"PK\x05\x06"
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_TAIL = 65_535 + 22
"""So far from the end of a file does a ZIP archive's directory end at most."""

_PAGE = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed)\b", re.IGNORECASE
)
_SNIFFED = 1024
"""So much of a file do programs look at that guess its type."""

_STREAM = re.compile(rb"stream[ \t]*(?:\r\n|\n|\r)?")
_PIECE = 65_536
_INFLATED = 64
"""So many packed bytes cost as much as a word."""
_STREAMS = 10_000
"""So many streams of objects are looked into: programs put a hundred objects into each."""
_MOST = 16 * 1024 * 1024
"""So much may one stream of objects hold, and all of them twice as much."""

_KEPT_COST = 10
"""So many words does it cost to keep one until all objects have been seen."""

_ELSEWHERE = (b"F", b"FFilter", b"FDecodeParms", b"Ref")
"""Keys by which a stream lies, or takes a page, in another file."""
_PACKING = (b"Filter", b"DecodeParms", b"DP", b"Predictor")
_KEYS = frozenset(
    (b"S", b"FS", b"URI", b"Base", b"Type", b"First", b"Length", *_ELSEWHERE, *_PACKING)
)
_HEAD = re.compile(rb"[\d\s\x00]*")
_PAIR = re.compile(rb"(\d+)[\s\x00]+(\d+)")


def _name(*names: str) -> re.Pattern[bytes]:
    """Any of these names, however its letters are written."""
    written = (
        "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)
        for name in names
    )
    choice = "|".join(f"({each})" for each in written)
    first = "".join(sorted({name[0] for name in names}))
    return re.compile(rf"/(?=[#{first}])(?:{choice})(?=[\x00\s()<>\[\]{{}}/%]|\Z)".encode())


_ACTIVE_NAMES = _name(*_ACTIVE)
_LOCK = _name("Encrypt")


def fault_of_pdf(data: bytes, budget: Budget) -> Fault | None:
    """The first fault of a PDF; raises :class:`FaultyFileError` where it stands in an object."""
    if _ZIP_END in data[-_ZIP_TAIL:] and _ZIP_ENTRY in data:
        return Fault("file-two-in-one", values={"other": "ZIP"})
    if _PAGE.search(data[:_SNIFFED]):
        return Fault("file-two-in-one", values={"other": "HTML"})
    if _LOCK.search(data):
        return Fault("file-locked")
    _check_names(data)
    _Look(budget).look(data)
    return None


def _check_names(data: bytes) -> None:
    if (match := _ACTIVE_NAMES.search(data)) is not None:
        name = _ACTIVE[next(at for at, group in enumerate(match.groups()) if group is not None)]
        raise FaultyFileError(Fault("file-active", values={"what": f"/{name}"}))


@dataclass(slots=True)
class _Look:
    """One look at all objects of a file; each fault is raised."""

    budget: Budget
    left: int = 2 * _MOST
    streams: int = 0
    addresses: set[int] = field(default_factory=set)
    """Numbers of objects that are addresses of links, or stand for one."""
    strings: dict[int, list[bytes | int]] = field(default_factory=dict)
    """By its number, an object that is a string, or the number of another one."""

    def look(self, data: bytes) -> None:
        reader = Reader(_KEYS, self._dictionary, _ACTIVE_OBJECTS, self._named, self.budget)
        for at, number in places(data, self.budget):
            value, end = reader.value(data, at)
            self._keep(number, value)
            if isinstance(value, Dictionary):
                start = _STREAM.match(data, reader.after_gap(data, end))
                if start is not None:
                    self._stream(reader, value, data, start)
        self._check_addresses()

    def _named(self, name: bytes) -> None:
        raise FaultyFileError(Fault("file-active", values={"what": f"/{name.decode()}"}))

    def _dictionary(self, found: Dictionary) -> None:
        values = found.values
        for value in (*values.get(b"URI", ()), *values.get(b"Base", ())):
            if isinstance(value, Text):
                _check_address(value.data)
            elif isinstance(value, Reference):
                self.addresses.add(value.number)
            elif isinstance(value, bytes) and value.isdigit():  # a reference in pieces
                self.addresses.add(int(value[:10]))
        thread = Name(b"Thread") in values.get(b"S", ()) and b"F" in values
        if thread or Name(b"URL") in values.get(b"FS", ()):
            _fetches(b"/F")

    def _keep(self, number: int, value: Value | None) -> None:
        """Keep a string that no link may lead to: what it is for is known at the end only."""
        if isinstance(value, Reference):
            self.strings.setdefault(number, []).append(value.number)
        elif isinstance(value, Text) and not is_followed(_address(value.data)):
            self.strings.setdefault(number, []).append(value.data)
        else:
            return
        self.budget.step(_KEPT_COST)

    def _check_addresses(self) -> None:
        """The addresses that stand in objects of their own."""
        left = list(self.addresses)
        while left:
            for value in self.strings.pop(left.pop(), ()):
                if isinstance(value, bytes):
                    _check_address(value)
                else:
                    left.append(value)

    def _stream(
        self, reader: Reader, head: Dictionary, data: bytes, start: re.Match[bytes]
    ) -> None:
        for key in _ELSEWHERE:
            if key in head.values:
                _fetches(b"/" + key)
        if b"First" not in head.values and Name(b"ObjStm") not in head.values.get(b"Type", ()):
            return
        self.streams += 1
        first = _one(head.values.get(b"First"))
        is_packed = _is_packed(head)
        if is_packed is None or not isinstance(first, bytes) or not first.isdigit():
            raise _unseen()
        most = min(_MOST, self.left)
        found = (
            _unpacked(data, start.end(), most, self.budget)
            if is_packed
            else _plain(data, start.end(), _one(head.values.get(b"Length")))
        )
        self.left -= len(found)
        if len(found) > most or self.streams > _STREAMS:
            raise _unseen()
        self.budget.unpack(len(found) if is_packed else 0)
        _check_names(found)
        self._packed_objects(reader, found, int(first[:9]))

    def _packed_objects(self, reader: Reader, found: bytes, first: int) -> None:
        """Each object of a stream, from the place that its head says: pairs of numbers."""
        head = found[:first]
        if not _HEAD.fullmatch(head):
            raise _unseen()
        for pair in _PAIR.finditer(head):
            self.budget.step(1)
            number, offset = int(pair[1][:10]), int(pair[2][:10])
            if first + offset < len(found):
                value, _ = reader.value(found, first + offset)
                self._keep(number, value)


def _unseen() -> FaultyFileError:
    return FaultyFileError(Fault("file-locked", "unseen"))


def _fetches(what: bytes) -> None:
    raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(what)}))


def _address(data: bytes) -> str:
    wide = data.startswith((b"\xfe\xff", b"\xff\xfe"))
    return data.decode("utf-16" if wide else "latin-1", "replace")


def _check_address(data: bytes) -> None:
    text = _address(data)
    if not is_followed(text):
        raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(text)}))


def _one(values: list[Value] | None) -> Value | None:
    """The value of a key that stands there once."""
    return values[0] if values is not None and len(values) == 1 else None


def _is_packed(head: Dictionary) -> bool | None:
    """Whether a stream is packed in the usual way; None where it is in another."""
    values = head.values
    for key in (b"DecodeParms", b"DP", b"Predictor"):
        for value in values.get(key, ()):
            rest = value.values if isinstance(value, Row) else [value]
            usual = (b"null", b"1") if key == b"Predictor" else (b"null",)
            for each in rest:
                if isinstance(each, Dictionary):
                    if any(item != b"1" for item in each.values.get(b"Predictor", ())):
                        return None
                elif each not in usual:
                    return None
    if b"Filter" not in values or values[b"Filter"] == [b"null"]:
        return False
    filters = _one(values[b"Filter"])
    if isinstance(filters, Row):
        if filters.count == 0:
            return False
        filters = filters.values[0] if filters.count == 1 else None
    return True if filters in (Name(b"FlateDecode"), Name(b"Fl")) else None


def _plain(data: bytes, start: int, length: Value | None) -> bytes:
    """A stream that is not packed, to the word that ends it behind its length."""
    said = int(length[:9]) if isinstance(length, bytes) and length.isdigit() else 0
    end = data.find(b"endstream", start + said)
    return data[start : end if end >= 0 else len(data)]


def _unpacked(data: bytes, start: int, most: int, budget: Budget) -> bytes:
    """What is packed from *start* on, one byte beyond *most* at most.

    Packed bytes of which nothing comes cost something, too: many streams may share them.
    """
    packed = zlib.decompressobj()
    found = bytearray()
    try:
        while not packed.eof and len(found) <= most:
            piece = packed.unconsumed_tail or data[start : start + _PIECE]
            start += 0 if packed.unconsumed_tail else len(piece)
            more = packed.decompress(piece, most + 1 - len(found))
            if not piece and not more and not packed.eof:
                raise _unseen()
            taken = len(piece) - len(packed.unconsumed_tail) - len(packed.unused_data)
            budget.step(taken // _INFLATED)
            found += more
    except zlib.error:
        raise _unseen() from None
    return bytes(found)
