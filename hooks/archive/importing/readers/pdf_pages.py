"""Opens a PDF file and takes the letters of its pages with their places, fonts and links."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from archive.importing.readers.problems import LetterFileError

MAX_PAGES = 300
_MAX_LETTERS = 1_500_000
_MAX_LINKS = 2000

_Link = tuple[float, float, float, float, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed letter. Lengths are in points (1/72 inch), heights count from the page's foot."""

    text: str
    left: float
    right: float
    base: float
    """The height of the line that it stands on."""
    size: float
    is_bold: bool
    is_italic: bool
    target: str = ""
    """Where the link leads that lies on it."""


@dataclass(frozen=True, slots=True)
class Page:
    """The letters of a page, and the horizontal rules (left, right, height) drawn on it."""

    number: int
    height: float
    letters: list[Letter]
    rules: list[tuple[float, float, float]]


class _Collector(PDFLayoutAnalyzer):
    """Keeps each page as it is drawn; which letters belong together is our own work."""

    def receive_layout(self, ltpage: LTPage) -> None:
        self.page = ltpage


def pages(data: bytes) -> Iterator[Page]:
    """The pages of a PDF file; raises LetterFileError for what cannot be read."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise LetterFileError("encrypted") from None
    manager = PDFResourceManager(caching=True)
    device = _Collector(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    letters = 0
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MAX_PAGES:
            raise LetterFileError("too-large")
        interpreter.process_page(page)
        found = _page(number, device.page, _links(page))
        letters += len(found.letters)
        if letters > _MAX_LETTERS:
            raise LetterFileError("too-large")
        yield found


def _page(number: int, drawn: LTPage, links: list[_Link]) -> Page:
    letters, rules = [], []
    left, bottom, right, top = drawn.bbox
    for item in _items(drawn):
        if isinstance(item, LTChar):
            if not item.upright and item.matrix[0] <= 0:
                continue  # printed up or down the margin
            x, y = (item.x0 + item.x1) / 2, item.matrix[5]
            text = item.get_text()
            if left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1 and text:
                letters.append(_letter(item, text, y, _target(x, (item.y0 + item.y1) / 2, links)))
            continue
        if isinstance(item, LTCurve) and item.width > 20 and item.height < 2:
            rules.append((item.x0, item.x1, item.y0))
    return Page(number=number, height=top - bottom, letters=letters, rules=rules)


def _items(container: LTContainer[Any]) -> Iterator[object]:
    stack = [iter(container)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, LTContainer):
            if len(stack) < 30:
                stack.append(iter(item))
        else:
            yield item


def _letter(item: LTChar, text: str, base: float, target: str) -> Letter:
    font = item.fontname.lower()
    return Letter(
        text=text,
        left=item.x0,
        right=item.x1,
        base=base,
        size=max(item.size, 1.0),
        is_bold=any(word in font for word in ("bold", "black", "heavy", "demi")),
        is_italic="italic" in font or "oblique" in font,
        target=target,
    )


def _links(page: PDFPage) -> list[_Link]:
    """The rectangles of the page's links with their targets."""
    found: list[_Link] = []
    annotations = resolve1(page.annots)
    for reference in annotations[:_MAX_LINKS] if isinstance(annotations, list) else ():
        note = resolve1(reference)
        if not isinstance(note, dict) or "A" not in note or "Rect" not in note:
            continue
        action = resolve1(note["A"])
        target = resolve1(action.get("URI")) if isinstance(action, dict) else None
        corners = resolve1(note["Rect"])
        if isinstance(target, bytes) and isinstance(corners, list) and len(corners) == 4:
            places = [resolve1(corner) for corner in corners]
            if all(isinstance(place, int | float) for place in places):
                x0, y0, x1, y1 = (float(place) for place in places)
                address = target.decode("utf-8", "replace")
                found.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), address))
    return found


def _target(x: float, y: float, links: list[_Link]) -> str:
    for left, bottom, right, top, target in links:
        if left <= x <= right and bottom <= y <= top:
            return target
    return ""
