"""ZIP archives and what is packed as one: whole, of bearable size, with names that stay inside.

The list at the end of an archive and what stands before each file may differ, and different
programs believe different ones (APPNOTE.TXT, 4.3). Here both must say the same, and what is
unpacked must be what was said.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, FaultyFileError, shown

_DIRECTORY = 1024 * 1024
"""So large may the list of its files be: many thousands of names."""
_END = b"PK\x05\x06"
_END_LENGTH = 22
_HEADER = struct.Struct("<4s2xHHxxxxIIIHH")
"""Before each file: mark, flags, method, checksum, two sizes, length of the name and of more."""
_HEADER_MARK = b"PK\x03\x04"
_LATER = 0x8
"""A flag: checksum and sizes stand behind the file, as they were not known before."""
_LOCKED = 0x1 | 0x40 | 0x2000
"""Flags of files that need a password."""
_LEAVES = re.compile(r"\A[\\/]|\A[A-Za-z]:|\\|(?:\A|/)\.\.(?:/|\Z)|[\x00-\x1f\x7f]")
"""Names that lead out of the folder in which a package is unpacked, or deceive."""
_PIECE = 65_536


class Package:
    """A package whose list of files has been found to be sound; making one raises
    :class:`FaultyFileError`."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        _check_end(data)
        try:
            with zipfile.ZipFile(BytesIO(data)) as file:
                listed = file.infolist()
                end = file.start_dir
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, struct.error):
            raise FaultyFileError(Fault("file-damaged")) from None
        self.members = [each for each in listed if not each.is_dir()]
        self._data = data
        self._budget = budget
        budget.open(len(listed))
        _check_members(listed)
        budget.foresee(sum(each.file_size for each in listed))
        self._starts = _starts(data, listed, end)

    @property
    def names(self) -> list[str]:
        """The names of its files, in their order."""
        return [each.filename for each in self.members]

    def pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The content of a file, piece by piece, each of which is counted.

        Raises :class:`FaultyFileError` where it is not what the list says of it.
        """
        start = self._starts[member.header_offset]
        packed = memoryview(self._data)[start : start + member.compress_size]
        is_stored = member.compress_type == zipfile.ZIP_STORED
        size, checksum = 0, 0
        for piece in _stored(packed) if is_stored else _inflated(packed):
            self._budget.unpack(len(piece))
            size += len(piece)
            if size > member.file_size:
                break
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != member.file_size or checksum != member.CRC:
            raise FaultyFileError(Fault("file-damaged"))

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """The content of a file; raises :class:`FaultyFileError`."""
        return b"".join(self.pieces(member))


def _stored(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), _PIECE):
        yield bytes(packed[at : at + _PIECE])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """What is packed, to its end, which must be the end of the packed bytes, too."""
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    at = 0
    try:
        while not inflating.eof:
            taken = inflating.unconsumed_tail or packed[at : at + _PIECE]
            at += 0 if inflating.unconsumed_tail else len(taken)
            found = inflating.decompress(taken, _PIECE)
            if not found and not taken and not inflating.eof:
                raise FaultyFileError(Fault("file-damaged"))
            if found:
                yield found
    except zlib.error:
        raise FaultyFileError(Fault("file-damaged")) from None
    if inflating.unused_data or at < len(packed):
        raise FaultyFileError(Fault("file-damaged"))


def _check_end(data: bytes) -> None:
    """A package ends with the list of its files: nothing else can begin behind it."""
    end = data.rfind(_END)
    if end < 0 or end + _END_LENGTH > len(data):
        raise FaultyFileError(Fault("file-damaged"))
    if end + _END_LENGTH != len(data):
        raise FaultyFileError(Fault("file-two-in-one", "behind"))
    disks, size, start = struct.unpack("<HII", data[end + 4 : end + 6] + data[end + 12 : end + 20])
    if disks or size > _DIRECTORY or start + size != end:
        raise FaultyFileError(Fault("file-damaged"))


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if _LEAVES.search(member.orig_filename) or is_link or name.lower() in seen:
            raise FaultyFileError(Fault("file-unpacks", "name", {"name": shown(name)}))
        seen.add(name.lower())
        if member.flag_bits & _LOCKED:
            raise FaultyFileError(Fault("file-locked"))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FaultyFileError(Fault("file-locked", "unseen"))


def _starts(data: bytes, members: list[zipfile.ZipInfo], end: int) -> dict[int, int]:
    """Where the content of each file begins, by where its header does: no two share a byte."""
    starts: dict[int, int] = {}
    free = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        at = member.header_offset
        if at < free or at + _HEADER.size > end:
            raise FaultyFileError(Fault("file-damaged"))
        header = _HEADER.unpack_from(data, at)
        mark, flags, method, *sums, name_length, more = header
        is_later = flags & _LATER
        name = data[at + _HEADER.size : at + _HEADER.size + name_length]
        listed = member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437")
        said = [member.CRC, member.compress_size, member.file_size]
        starts[at] = at + _HEADER.size + name_length + more
        free = starts[at] + member.compress_size
        is_same = name == listed and method == member.compress_type and (is_later or sums == said)
        if mark != _HEADER_MARK or not is_same or free > end:
            raise FaultyFileError(Fault("file-damaged"))
    return starts
