"""One look at a file beside a text: what it is made of, and its first fault."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive.held_files.budget import Budget, SpentError
from archive.held_files.fault import Fault, FaultyFileError, shown
from archive.held_files.office import fault_of_office
from archive.held_files.open_document import fault_of_open_document
from archive.held_files.packages import Package
from archive.held_files.pdf import fault_of_pdf
from archive.held_files.texts import fault_of_text
from archive.held_files.types import HEAD_BYTES, endings_of, is_locked_office

LARGEST = 25 * 1024 * 1024
"""In bytes. No reader waits for more, and hosts of static sites refuse it; more is never read."""

PACKED = ("docx", "xlsx", "pptx", "odt", "ods", "pdf", "csv", "txt")
"""What a ZIP archive may hold: what may lie beside a text by itself, but no further archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file as it was read."""

    sum: str
    """Fingerprint of its content (32 hexadecimal digits); empty where it was not read."""
    fault: Fault | None = None


def look(path: Path) -> HeldFile:
    """Read a file and judge it by the ending of its name."""
    data = _content(path)
    if data is None:
        ending = path.name.rpartition(".")[2]
        return HeldFile(sum="", fault=Fault("file-not-its-type", values={"ending": ending}))
    if not data or len(data) > LARGEST:
        return HeldFile(sum=_sum(data))  # its size says enough
    return HeldFile(sum=_sum(data), fault=fault_of(data, path.name.rpartition(".")[2]))


def sum_of(path: Path) -> str:
    """The fingerprint that :func:`look` gives a file, without a judgement."""
    data = _content(path)
    return "" if data is None else _sum(data)


def fault_of(data: bytes, ending: str, budget: Budget | None = None) -> Fault | None:
    """The first fault of a content that calls itself by *ending*.

    A *budget* that is handed in tells afterwards what the look has cost.
    """
    try:
        return _fault_of(data, ending, budget or Budget())
    except SpentError as error:
        return error.fault


def _fault_of(data: bytes, ending: str, budget: Budget) -> Fault | None:
    """The first fault; raises :class:`SpentError` where the whole file costs too much."""
    head = data[:HEAD_BYTES]
    if ending not in endings_of(head):
        if ending in ("docx", "xlsx", "pptx") and is_locked_office(data):
            return Fault("file-locked")
        return Fault("file-not-its-type", values={"ending": ending})
    if ending in ("csv", "txt"):
        return fault_of_text(data, ending, budget)
    try:
        if ending == "pdf":
            return fault_of_pdf(data, budget)
        return _fault_of_package(Package(data, budget), ending, budget)
    except SpentError:
        raise
    except FaultyFileError as error:
        return error.fault


def _fault_of_package(package: Package, ending: str, budget: Budget) -> Fault | None:
    if ending in ("docx", "xlsx", "pptx"):
        return fault_of_office(package, ending, budget)
    if ending in ("odt", "ods"):
        return fault_of_open_document(package, budget)
    for member in package.members:
        name = member.filename
        inner = name.rpartition(".")[2].lower()
        is_allowed = inner in PACKED and member.file_size <= LARGEST
        data = package.read(member) if is_allowed else b""
        if not is_allowed or (data and _fault_of(data, inner, budget)):
            return Fault("file-unpacks", "member", {"name": shown(name)})
    return None


def _content(path: Path) -> bytes | None:
    """The content of an ordinary file, one byte beyond the limit at most."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        return None


def _sum(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
