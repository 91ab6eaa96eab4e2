"""PDF: a document that only shows itself, and is nothing else at the same time.

Opening at a page, links to the web and fields to fill in are harmless. Scripts, programs to start,
forms that send themselves, files inside the file and documents fetched from elsewhere are not, by
the names that PDF (ISO 32000) gives them. Names can be written with ``#xx``; objects can lie in
compressed streams, which are looked into.
"""

from __future__ import annotations

import re
import zlib

from archive.held_files.fault import Fault

BEGINNING = b"%PDF-"

_ACTIVE = (
    *("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition"),
    *("SubmitForm", "ImportData", "XFA", "GoToR", "GoToE"),
)
"""Names of what acts when a document is opened or touched, holds other files, or fetches them."""

_ZIP_END = b"PK\x05\x06"
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_TAIL = 65_535 + 22
"""So far from the end of a file does a ZIP archive's directory end at most."""

_PAGE = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed)\b", re.IGNORECASE
)
_SNIFFED = 1024
"""So much of a file do programs look at that guess its type."""

_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_PIECE = 65_536
_STREAMS = 10_000
"""So many streams of objects are looked into: programs put a hundred objects into each."""
_MOST = 16 * 1024 * 1024
"""So much may one stream of objects hold, and all of them four times as much."""


def _name(*names: str) -> re.Pattern[bytes]:
    """Any of these names, however its letters are written."""
    written = (
        "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)
        for name in names
    )
    choice = "|".join(f"({each})" for each in written)
    return re.compile(rf"/(?:{choice})(?=[\x00\s()<>\[\]{{}}/%]|\Z)".encode())


_ACTIVE_NAMES = _name(*_ACTIVE)
_LOCK = _name("Encrypt")
_OBJECTS = _name("ObjStm", "First")
_OBJECT_STREAM = _name("ObjStm")
_FILTER = _name("Filter")
_PREDICTOR = _name("Predictor")


def fault_of_pdf(data: bytes) -> Fault | None:
    """The first fault of a PDF."""
    if _ZIP_END in data[-_ZIP_TAIL:] and _ZIP_ENTRY in data:
        return Fault("file-two-in-one", values={"other": "ZIP"})
    if _PAGE.search(data[:_SNIFFED]):
        return Fault("file-two-in-one", values={"other": "HTML"})
    if _LOCK.search(data):
        return Fault("file-locked")
    return _active(data) or _fault_of_objects(data)


def _active(data: bytes) -> Fault | None:
    if (match := _ACTIVE_NAMES.search(data)) is None:
        return None
    name = _ACTIVE[next(at for at, group in enumerate(match.groups()) if group is not None)]
    return Fault("file-active", values={"what": f"/{name}"})


def _fault_of_objects(data: bytes) -> Fault | None:
    """The fault of objects that lie in streams."""
    done, left, streams = 0, 4 * _MOST, 0
    for match in _STREAM.finditer(data):
        before = data[done : match.start()]
        done = match.end()
        if not _OBJECTS.search(before):
            continue
        found, is_whole = _unpacked(data, done, min(_MOST, left))
        left -= len(found)
        streams += 1
        if _OBJECT_STREAM.search(before):
            is_hidden = not is_whole and _FILTER.search(before)
            if is_hidden or _PREDICTOR.search(before):
                return Fault("file-locked", "unseen")
        if len(found) > _MOST or left < 0 or streams > _STREAMS:
            return Fault("file-locked", "unseen")
        if fault := _active(found):
            return fault
    return None


def _unpacked(data: bytes, start: int, most: int) -> tuple[bytes, bool]:
    """What is packed from *start* on, one byte beyond *most* at most; whether that went well."""
    packed = zlib.decompressobj()
    found = bytearray()
    try:
        while not packed.eof and start < len(data) and len(found) <= most:
            piece = packed.unconsumed_tail or data[start : start + _PIECE]
            start += 0 if packed.unconsumed_tail else len(piece)
            found += packed.decompress(piece, most + 1 - len(found))
    except zlib.error:
        return bytes(found), False
    return bytes(found), packed.eof
