"""Markdown within a line: emphasis, links, notes, escapes."""

from __future__ import annotations

import html
import re

from archive.importing.readers.marked_text import NO_STYLES, MarkedText, Style
from archive.importing.sheet import MarkKind

_STRONG: Style = (MarkKind.STRONG, "")
_EMPHASIS: Style = (MarkKind.EMPHASIS, "")
# All gaps are bounded: a line may be long and hostile.
_WORDS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|!?\[(?P<link>[^\[\]]{0,1000})\]\((?P<target><[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)"
    r"(?:[ \t]+[\"'(][^\n\"]{0,300}[\"')])?\)"
    r"|\[\^(?P<note>[^\]\s]{1,20})\]"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s@]{1,200})>"
    r"|`(?P<code>[^`\n]{1,500})`"
    r"|\*\*(?=\S)(?P<strong>[^*]{1,3000}?(?:\*[^*]{1,500}\*[^*]{0,1000})?)(?<=\S)\*\*"
    r"|(?<!\w)__(?=\S)(?P<strong_>[^_]{1,3000})(?<=\S)__(?!\w)"
    r"|(?<![*\w])\*(?=[^\s*])(?P<emphasis>[^*\n]{1,3000})(?<=\S)\*(?!\*)(?:(?<=[^\w\s]\*)|(?!\w))"
    r"|(?<!\w)_(?=[^\s_])(?P<emphasis_>[^_\n]{1,3000})(?<=\S)_(?!\w)"
    r"|(?P<tag><br ?/?>|</?[a-zA-Z][a-zA-Z0-9]{0,15}(?: [^<>]{0,500})?/?>)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,10}|\#\d{1,6}|\#x[0-9a-fA-F]{1,5});)"
)


def marked(text: str, styles: frozenset[Style] = NO_STYLES, depth: int = 0) -> MarkedText:
    """*text* with its marks; what is no Markdown stays as it is."""
    words = MarkedText()
    if depth > 8:
        words.add(text, styles)
        return words
    done = 0
    for found in _WORDS.finditer(text):
        words.add(text[done : found.start()], styles)
        done = found.end()
        if found.lastgroup == "strong" and _is_product(text, found):
            words.add(found[0], styles)
            continue
        _add(words, found, styles, depth)
    words.add(text[done:], styles)
    return words


def _is_product(text: str, found: re.Match[str]) -> bool:
    """Whether stars stand within a word or between figures: "2**3**4", "x*y*z".

    A letter that is a copy has such signs by right; emphasis ends where a word does, or behind
    the colon of a label.
    """
    before, behind = (
        text[max(0, found.start() - 1) : found.start()],
        text[found.end() : found.end() + 1],
    )
    return before.isalnum() and behind.isalnum() and found["strong"].isalnum()


def _add(words: MarkedText, found: re.Match[str], styles: frozenset[Style], depth: int) -> None:
    kind, value = found.lastgroup, found
    if kind in ("link", "target"):
        target = value["target"].strip("<>")
        link: Style = (MarkKind.LINK, target)
        words.extend(marked(value["link"], styles | {link}, depth + 1))
    elif kind == "note":
        words.add_note(value["note"])
    elif kind == "address":
        address = value["address"]
        target = f"mailto:{address}" if "@" in address and ":" not in address else address
        words.add(address, styles | {(MarkKind.LINK, target)})
    elif kind in ("strong", "strong_"):
        words.extend(marked(value[kind], styles | {_STRONG}, depth + 1))
    elif kind in ("emphasis", "emphasis_"):
        words.extend(marked(value[kind], styles | {_EMPHASIS}, depth + 1))
    elif kind == "tag":
        words.add("\n" if value["tag"].lower().startswith("<br") else "", styles)
    elif kind == "entity":
        words.add(html.unescape(value["entity"]), styles)
    elif kind:
        words.add(value[kind], styles)
