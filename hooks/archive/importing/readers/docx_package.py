"""Opens a DOCX file: bounds of the archive first, then its parts by python-docx."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from archive.importing.readers.problems import LetterFileError

_MAX_UNPACKED = 200_000_000
_MAX_XML = 40_000_000
_MAX_PARTS = 3000


def opened(data: bytes) -> Any:
    """The document; raises LetterFileError where it is a bomb, damaged or another kind of file."""
    _check_bounds(data)
    try:
        return docx.Document(io.BytesIO(data))
    except ValueError:
        # A template, or one with macros: python-docx reads letters only.
        raise LetterFileError("old-format") from None
    except (OpcError, KeyError, zipfile.BadZipFile):
        raise LetterFileError("damaged") from None


def _check_bounds(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
            raise LetterFileError("too-large")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and part.file_size > _MAX_XML:
                raise LetterFileError("too-large")
            if part.flag_bits & 1:
                raise LetterFileError("encrypted")


def value(element: Any, *names: str) -> str | None:
    """The ``w:val`` of the element that *names* lead to; None where it is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(qn(name))
    return None if element is None else element.get(qn("w:val"))


def is_on(element: Any, *names: str) -> bool | None:
    """A switch such as ``w:b``: on, off, or None where nothing is said."""
    for name in names:
        if element is None:
            return None
        element = element.find(qn(name))
    if element is None:
        return None
    return str(element.get(qn("w:val"), "1")).lower() not in ("0", "false", "off", "none")


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number of an attribute; *otherwise* for what is none."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def part_of(document: Any, kind: str) -> Any:
    """The root element of the part with which the document has a relation *kind*, or None."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            if hasattr(part, "element"):
                return part.element
            return parse_xml(part.blob)
    return None
