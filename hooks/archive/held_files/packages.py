"""ZIP archives and what is packed as one: whole, of bearable size, with names that stay inside."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
from io import BytesIO

from archive.held_files.fault import Fault, shown

UNPACKED = 250 * 1024 * 1024
"""So many bytes may a package unpack to."""
_DIRECTORY = 1024 * 1024
"""So large may the list of its files be: many thousands of names."""
_END = b"PK\x05\x06"
_END_LENGTH = 22
_LOCKED = 0x1 | 0x40 | 0x2000
"""Flags of files that need a password."""
_LEAVES = re.compile(r"\A[\\/]|\A[A-Za-z]:|\\|(?:\A|/)\.\.(?:/|\Z)|[\x00-\x1f\x7f]")
"""Names that lead out of the folder in which a package is unpacked, or deceive."""


class FaultyPackageError(Exception):
    """Why a package is refused."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class Package:
    """A package that has been found to be whole; making one raises :class:`FaultyPackageError`."""

    def __init__(self, data: bytes) -> None:
        _check_end(data)
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, struct.error):
            raise FaultyPackageError(Fault("file-damaged")) from None
        self.members = [each for each in self._file.infolist() if not each.is_dir()]
        _check_members(self._file.infolist())

    @property
    def names(self) -> list[str]:
        """The names of its files, in their order."""
        return [each.filename for each in self.members]

    def read(self, name: str) -> bytes:
        """The content of a file; raises :class:`FaultyPackageError`."""
        try:
            return self._file.read(name)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, KeyError, OSError):
            raise FaultyPackageError(Fault("file-damaged")) from None
        except Exception as error:  # zlib.error, and whatever else a packed stream brings about
            raise FaultyPackageError(Fault("file-damaged")) from error


def _check_end(data: bytes) -> None:
    """A package ends with the list of its files: nothing else can begin behind it."""
    end = data.rfind(_END)
    if end < 0 or end + _END_LENGTH > len(data):
        raise FaultyPackageError(Fault("file-damaged"))
    if end + _END_LENGTH != len(data):
        raise FaultyPackageError(Fault("file-two-in-one", "behind"))
    disks, size, start = struct.unpack("<HII", data[end + 4 : end + 6] + data[end + 12 : end + 20])
    if disks or size > _DIRECTORY or start + size != end:
        raise FaultyPackageError(Fault("file-damaged"))


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    total = 0
    for member in members:
        name = member.filename
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if _LEAVES.search(member.orig_filename) or is_link or name.lower() in seen:
            raise FaultyPackageError(Fault("file-unpacks", "name", {"name": shown(name)}))
        seen.add(name.lower())
        if member.flag_bits & _LOCKED:
            raise FaultyPackageError(Fault("file-locked"))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FaultyPackageError(Fault("file-locked", "unseen"))
        total += member.file_size
    if total > UNPACKED:
        values = {"size": -(-total // 1024**2), "limit": UNPACKED // 1024**2}
        raise FaultyPackageError(Fault("file-unpacks", "", values))
