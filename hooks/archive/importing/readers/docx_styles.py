"""What styles of a DOCX file say of their paragraphs and runs, along their chain."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from archive.importing.readers.docx_package import is_on, number, value

_MAX_CHAIN = 20


class Styles:
    """The styles of one document by their ids."""

    def __init__(self, root: Any) -> None:
        self._by_id: dict[str, Any] = {}
        self._default = ""
        for style in () if root is None else root.iterfind(qn("w:style")):
            name = style.get(qn("w:styleId"), "")
            self._by_id[name] = style
            is_default = str(style.get(qn("w:default"), "0")).lower() in ("1", "true", "on")
            if is_default and style.get(qn("w:type")) == "paragraph":
                self._default = name

    def chain(self, name: str | None) -> list[Any]:
        """The style and those that it is based on, itself first."""
        found: list[Any] = []
        while name in self._by_id and len(found) < _MAX_CHAIN:
            found.append(self._by_id[name])
            name = value(found[-1], "w:basedOn")
        return found

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """The chain of a paragraph's style."""
        return self.chain(value(paragraph, "w:pPr", "w:pStyle") or self._default)

    def switch(self, run: Any, chain: list[Any], name: str) -> bool:
        """Whether a property such as ``w:b`` holds for *run* in a paragraph of that *chain*."""
        own = is_on(run, "w:rPr", name)
        if own is not None:
            return own
        for style in [*self.chain(value(run, "w:rPr", "w:rStyle")), *chain]:
            said = is_on(style, "w:rPr", name)
            if said is not None:
                return said
        return False

    def outline_level(self, paragraph: Any, chain: list[Any]) -> int | None:
        """The level of a heading, 1 the highest; None for what is none."""
        for holder in [paragraph, *chain]:
            said = value(holder, "w:pPr", "w:outlineLvl")
            if said is not None:
                level = number(said, 9)
                return level + 1 if level < 9 else None
        for style in chain:
            name = (value(style, "w:name") or "").lower()
            if name == "title":
                return 1
            if name.startswith("heading ") and name[8:9].isdigit():
                return number(name[8:9], 1)
        return None
