"""The format of a file, told by its content; the ending of its name only helps."""

from __future__ import annotations

import enum
import io
import re
import zipfile
from pathlib import PurePath

from archive.importing.readers.charsets import decoded, looks_binary
from archive.importing.readers.markdown_signs import looks_like_markdown
from archive.importing.readers.problems import LetterFileError


class Format(enum.StrEnum):
    """What can be read."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,1000})?(?:<!--.{0,2000}?-->\s{0,1000}){0,3}"
    r"<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:p|div|table|td|span|br|body|html|h[1-6]|li)\b[^<>]{0,500}>", re.IGNORECASE
)
_START = 4096


def format_of(name: str, data: bytes) -> Format:
    """The format of the file *name* with the content *data*.

    Raises LetterFileError for what is of another format, with the way to one of ours.
    """
    ending = PurePath(name).suffix.lower().lstrip(".")
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xef\xbb\xbf\xfe\xff"):
        raise LetterFileError("empty")
    start = data[:_START]
    if b"%PDF-" in start[:1024]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(data, ending)
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise LetterFileError("encrypted" if encrypted else "old-format")
    if start.lstrip().startswith((b"{\\rtf", b"MIME-Version:")):
        raise LetterFileError("old-format")
    if data.startswith(_PICTURES) or data[:12].endswith(b"WEBP"):
        raise LetterFileError("picture")
    if ending in ("docx", "pdf"):
        raise LetterFileError("damaged")
    if looks_binary(data):
        raise LetterFileError("unknown-format")
    return _of_text(data, ending)


def _of_zip(data: bytes, ending: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise LetterFileError("damaged" if ending != "zip" else "unknown-format") from None
    if any(name.startswith("word/") for name in names):
        return Format.DOCX
    if "mimetype" in names and "content.xml" in names:
        raise LetterFileError("old-format")
    if ending == "docx":
        raise LetterFileError("damaged")
    raise LetterFileError("unknown-format")


def _of_text(data: bytes, ending: str) -> Format:
    text = decoded(data[: 16 * _START])
    if _HTML.match(text.lstrip("\ufeff")[:_START]):
        return Format.HTML
    if ending in ("html", "htm", "xhtml") and _TAG.search(text):
        return Format.HTML
    if ending in ("md", "markdown") or looks_like_markdown(text):
        return Format.MARKDOWN
    return Format.TEXT
