"""The labels that a word processor prints before numbered paragraphs, which are no text.

Numbers, letters and bullets are drawn from the numbering part: a paragraph names a list and a
level, itself or by its style; counters run on, restart below a higher level, or where a list
says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from archive.importing.readers.docx_package import is_on, number, value
from archive.importing.readers.docx_styles import Styles
from archive.importing.readers.labels import cyrillic, latin, roman

_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": latin,
    "upperLetter": lambda count: latin(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "russianLower": cyrillic,
    "russianUpper": lambda count: cyrillic(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "none": lambda count: "",
}
SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf02d": "–",
    "\uf0be": "—",
    "\uf0e0": "→",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf0a0": "",
}
"""Characters of symbol fonts by what they look like."""
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph, and how deep its list is nested."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    is_legal: bool
    restart: int | None

    @classmethod
    def of(cls, element: Any) -> _Level:
        restart = value(element, "w:lvlRestart")
        text = value(element, "w:lvlText")
        return cls(
            start=number(value(element, "w:start"), 1 if element is None else 0),
            form=value(element, "w:numFmt") or "decimal",
            text=text if text is not None else "",
            is_legal=bool(is_on(element, "w:isLgl")),
            restart=None if restart is None else number(restart),
        )


class Numbering:
    """Counts through a document: :meth:`label` is asked for each paragraph in its order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            for element in root.iterfind(qn("w:abstractNum")):
                self._abstract[element.get(qn("w:abstractNumId"), "")] = element
            for element in root.iterfind(qn("w:num")):
                self._lists[element.get(qn("w:numId"), "")] = element

    def label(self, paragraph: Any, chain: list[Any]) -> Label | None:
        """The label of *paragraph*, which is counted by that; None where it has none."""
        found = self._list_of(paragraph, chain)
        if found is None:
            return None
        list_id, level = found
        shared = self._abstract_of(list_id)
        if shared is None:
            return None
        key, _ = shared
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        self._count(list_id, level, counts)
        return Label(self._printed(list_id, level, counts), level)

    def _list_of(self, paragraph: Any, chain: list[Any]) -> tuple[str, int] | None:
        """The list and level that the paragraph or its style names."""
        list_id = level = None
        for holder in [paragraph, *chain]:
            properties = holder.find(qn("w:pPr"))
            own_level = value(properties, "w:numPr", "w:ilvl")
            level = own_level if level is None else level
            list_id = value(properties, "w:numPr", "w:numId")
            if list_id is not None:
                if level is None and holder is not paragraph:
                    level = self._level_of_style(list_id, holder.get(qn("w:styleId"), ""))
                break
        if list_id is None or list_id not in self._lists:
            return None
        return list_id, min(max(number(level), 0), _LEVELS - 1)

    def _level_of_style(self, list_id: str, style: str) -> str | None:
        shared = self._abstract_of(list_id)
        for element in () if shared is None else shared[1].iterfind(qn("w:lvl")):
            if value(element, "w:pStyle") == style:
                return str(element.get(qn("w:ilvl"), "0"))
        return None

    def _abstract_of(self, list_id: str, depth: int = 0) -> tuple[str, Any] | None:
        """The definition that the list shares with others, and its id."""
        key = value(self._lists.get(list_id), "w:abstractNumId") or ""
        element = self._abstract.get(key)
        if element is None:
            return None
        linked = value(element, "w:numStyleLink")
        if linked and depth < _LEVELS:
            for style in self._styles.chain(linked):
                other = value(style, "w:pPr", "w:numPr", "w:numId")
                if other and other != list_id and other in self._lists:
                    return self._abstract_of(other, depth + 1)
        return key, element

    def _level(self, list_id: str, level: int) -> _Level:
        key = (list_id, level)
        if key not in self._levels:
            found = None
            shared = self._abstract_of(list_id)
            candidates = [] if shared is None else [shared[1]]
            candidates += self._overrides(list_id, level)
            for holder in candidates:
                for element in holder.iterfind(qn("w:lvl")):
                    if number(element.get(qn("w:ilvl"))) == level:
                        found = element
            self._levels[key] = _Level.of(found)
        return self._levels[key]

    def _overrides(self, list_id: str, level: int) -> list[Any]:
        return [
            element
            for element in self._lists[list_id].iterfind(qn("w:lvlOverride"))
            if number(element.get(qn("w:ilvl"))) == level
        ]

    def _count(self, list_id: str, level: int, counts: list[int | None]) -> None:
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._level(list_id, above).start
        start = self._level(list_id, level).start
        restarted = [
            number(said)
            for element in self._overrides(list_id, level)
            if (said := value(element, "w:startOverride")) is not None
        ]
        current = counts[level]
        if restarted and (list_id, level) not in self._begun:
            counts[level] = restarted[0]
        else:
            counts[level] = start if current is None else current + 1
        self._begun.add((list_id, level))
        for below in range(level + 1, _LEVELS):
            restart = self._level(list_id, below).restart
            if restart is None or (restart and level < restart):
                counts[below] = None

    def _printed(self, list_id: str, level: int, counts: list[int | None]) -> str:
        own = self._level(list_id, level)
        if own.form == "bullet":
            text = "".join(SYMBOLS.get(letter, letter) for letter in own.text).strip()
            return "•" if not text or "\ue000" <= text[0] <= "\uf8ff" else text[:10]
        if own.form == "none" and not own.text:
            return ""

        def figure(found: re.Match[str]) -> str:
            named = int(found[1]) - 1
            count = counts[named] if 0 <= named < _LEVELS else None
            if count is None:
                return ""
            plain = own.is_legal and named < level
            form = "decimal" if plain else self._level(list_id, named).form
            return _WRITTEN.get(form, str)(count)

        return re.sub(r"%([1-9])", figure, own.text[:200]).strip()
