"""The grid of an HTML table, and whether it is a table at all or only arranges the page."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from archive.importing.readers.html_words import is_hidden, name_of

_MAX_COLUMNS = 100
_MAX_ROWS_SPANNED = 1000


def rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table in the order in which they are shown, without those of inner ones."""
    groups = {"thead": 0, "tfoot": 2}
    parts: list[tuple[int, HtmlElement]] = []
    for child in table:
        name = name_of(child)
        if name == "tr":
            parts.append((1, child))
        elif name in ("thead", "tbody", "tfoot"):
            order = groups.get(name, 1)
            parts.extend((order, row) for row in child if name_of(row) == "tr")
    for _, row in sorted(parts, key=lambda part: part[0]):
        if not is_hidden(row):
            yield row


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row."""
    return [cell for cell in row if name_of(cell) in ("td", "th") and not is_hidden(cell)]


def is_layout(table: HtmlElement) -> bool:
    """Whether the table only arranges the page: it holds tables, or has a single column."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return all(len(cells_of(row)) < 2 for row in rows_of(table))


def grid(table: HtmlElement) -> Iterator[list[HtmlElement | None]]:
    """The rows with their cells by column; None where another cell reaches to, or none is."""
    reaching: dict[int, int] = {}
    for row in rows_of(table):
        line: list[HtmlElement | None] = []
        below: dict[int, int] = {}
        for cell in cells_of(row):
            while reaching.get(len(line), 0) > 0 and len(line) < _MAX_COLUMNS:
                line.append(None)
            wide = _span(cell, "colspan", _MAX_COLUMNS)
            deep = _span(cell, "rowspan", _MAX_ROWS_SPANNED)
            if len(line) + wide > _MAX_COLUMNS:
                wide = 1
            for column in range(len(line), len(line) + wide):
                below[column] = deep
            line.extend([cell, *[None] * (wide - 1)])
        reaching = {column: rows - 1 for column, rows in reaching.items() if rows > 1}
        for column, rows in below.items():
            if rows > 1:
                reaching[column] = rows - 1
        yield line


def _span(cell: HtmlElement, name: str, limit: int) -> int:
    said = cell.get(name, "1").strip()
    return min(int(said), limit) if said.isascii() and said.isdigit() and int(said) else 1
