"""The labels that a browser prints before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml.html import HtmlElement

from archive.importing.readers.html_words import name_of
from archive.importing.readers.labels import cyrillic, latin, roman

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]{1,30})", re.I)
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "lower-alpha": latin,
    "lower-latin": latin,
    "upper-alpha": lambda number: latin(number).upper(),
    "upper-latin": lambda number: latin(number).upper(),
    "lower-roman": roman,
    "upper-roman": lambda number: roman(number).upper(),
    "lower-cyrillic": cyrillic,
    "upper-cyrillic": lambda number: cyrillic(number).upper(),
    "decimal-leading-zero": lambda number: f"{number:02}",
}
_BULLETS = {"circle": "◦", "square": "▪", "disc": "•"}


def item_labels(element: HtmlElement, depth: int) -> Mapping[HtmlElement, str]:
    """The label of each item of the list *element*; empty where it prints none."""
    items = [child for child in element if name_of(child) == "li"]
    if name_of(element) != "ol":
        return {item: _bullet(item, element, depth) for item in items}
    step = -1 if "reversed" in element.attrib else 1
    number = _number(element.get("start"), len(items) if step < 0 else 1)
    labels = {}
    for item in items:
        number = _number(item.get("value"), number)
        kind = _kind(item) or _kind(element) or "decimal"
        if kind == "none":
            labels[item] = ""
        elif kind in _BULLETS:
            labels[item] = _BULLETS[kind]
        else:
            labels[item] = f"{_WRITTEN.get(kind, str)(number)}."
        number += step
    return labels


def _kind(element: HtmlElement) -> str:
    styled = _STYLE.search(element.get("style", "")[:2000])
    if styled:
        return styled[1].lower()
    said = element.get("type", "").strip()
    return _TYPES.get(said, said.lower() if said.lower() in _BULLETS else "")


def _bullet(item: HtmlElement, element: HtmlElement, depth: int) -> str:
    kind = _kind(item) or _kind(element)
    if kind == "none":
        return ""
    return _BULLETS.get(kind, "•" if depth == 0 else "◦" if depth == 1 else "▪")


def _number(said: str | None, otherwise: int) -> int:
    text = (said or "").strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise
