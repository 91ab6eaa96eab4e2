"""What a file beside a text is, by how it begins: enough to see that an ending does not lie."""

from __future__ import annotations

import re

from archive.held_files.pdf import BEGINNING

HEAD_BYTES = 4096
"""So much of a file tells its type."""

_OOXML = {b"word/": "docx", b"xl/": "xlsx", b"ppt/": "pptx"}
"""The folder that makes a package of Office Open XML a text, a workbook or a presentation."""
_OOXML_ANY = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/")
"""What every such package holds, and what often comes first."""
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_LOCAL_HEADER = re.compile(rb"PK\x03\x04.{22}(.)(.).{2}", re.DOTALL)
"""The header before each file of a ZIP archive; the groups are the length of its name."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A Compound File, of which old programs made their documents."""
_EMPTY_ZIP = b"PK\x05\x06"
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BOMS = (b"\xff\xfe", b"\xfe\xff")
"""Text in UTF-16 has many zero bytes, and begins with one of these."""


def endings_of(head: bytes) -> tuple[str, ...]:
    """The endings that a file which begins with *head* can rightly have, sorted."""
    if head.startswith(BEGINNING):
        return ("pdf",)
    if head.startswith((b"PK\x03\x04", _EMPTY_ZIP)):
        return tuple(sorted({"zip"} | _packaged(head)))
    if _NO_TEXT.search(head) and not head.startswith(_BOMS):
        return ()
    return ("csv", "txt")


def is_locked_office(data: bytes) -> bool:
    """Whether this is a document of Office Open XML behind a password: another kind of file, in
    which it lies encrypted."""
    return data.startswith(_COMPOUND) and "EncryptedPackage".encode("utf-16-le") in data


def _packaged(head: bytes) -> set[str]:
    """What a ZIP archive is the package of, by the names of its first files."""
    names: list[bytes] = []
    for match in _LOCAL_HEADER.finditer(head):
        length = match[1][0] + 256 * match[2][0]
        names.append(head[match.end() : match.end() + length])
        if len(names) == 1 and names[0] == b"mimetype":
            content = head[match.end() + length :]
            return {ending for kind, ending in _OPEN_DOCUMENT.items() if content.startswith(kind)}
    found = {
        ending for name in names for prefix, ending in _OOXML.items() if name.startswith(prefix)
    }
    if not found and any(name.startswith(_OOXML_ANY) for name in names):
        found = set(_OOXML.values())  # the telling folder comes later than what was read
    return found
