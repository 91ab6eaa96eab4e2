"""Reads a file's content with the reader of its format, in the process that asks."""

from __future__ import annotations

from archive.importing.readers.formats import Format
from archive.importing.readers.problems import LetterFileError
from archive.importing.sheet import Kind, Sheet

MAX_CHARACTERS = 2_000_000
"""A letter with annexes has up to a few hundred thousand."""
MAX_PASSAGES = 200_000


def read_content(name: str, found: Format, data: bytes) -> Sheet:
    """The sheet of a file of the format *found*; raises LetterFileError.

    Libraries are imported only for the format at hand, and only in the process that reads it.
    """
    match found:
        case Format.DOCX:
            from archive.importing.readers.docx_files import read_docx as read
        case Format.PDF:
            from archive.importing.readers.pdf_files import read_pdf as read
        case Format.HTML:
            from archive.importing.readers.html_files import read_html as read
        case Format.MARKDOWN:
            from archive.importing.readers.markdown_files import read_markdown as read
        case Format.TEXT:
            from archive.importing.readers.text_files import read_text as read
    try:
        sheet = read(name, data)
    except (LetterFileError, MemoryError):
        raise
    except RecursionError:
        raise LetterFileError("too-large") from None
    except Exception:  # whatever a library says of a damaged file
        raise LetterFileError("damaged") from None
    return _bounded(sheet)


def _bounded(sheet: Sheet) -> Sheet:
    if len(sheet.passages) > MAX_PASSAGES:
        raise LetterFileError("too-large")
    if sum(len(passage.text) for passage in sheet.passages) > MAX_CHARACTERS:
        raise LetterFileError("too-large")
    if not any(
        any(letter.isalpha() for letter in passage.text)
        for passage in sheet.passages
        if passage.kind is not Kind.PAGE
    ):
        raise LetterFileError("no-text")
    return sheet
