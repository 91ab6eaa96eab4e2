"""What elements within a line of HTML mean: emphasis, links, marks of notes, hidden words."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from archive.importing.readers.marked_text import NO_STYLES, Style
from archive.importing.sheet import MarkKind

_UNSEEN = frozenset(
    """
    head script style template noscript title meta link object embed iframe svg math canvas audio
    video map select option datalist textarea button input img rp rt param source track
    """.split()  # noqa: SIM905 - as a list it would fill the page
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.I)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LABEL = re.compile(r"\s*\[?(\d{1,3}|\*{1,3}|[a-z])\]?\s*", re.I)
_NOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:foot|end)?notes?(?:[\s_-]|text|$)|MsoFootnoteText", re.I)
_NOTE_ID = re.compile(r"(?:_?ftn|fn|footnote|note|_edn)[-:_]?(\d{1,3})$", re.I)
_NOTE_LABEL = re.compile(r"\s*[\[(]?(\d{1,3}|\*{1,3})[\])]?(?=[\s.\xa0]|$|[^\W\d])")


def name_of(element: HtmlElement) -> str:
    """The element's name without prefix; empty for what is none."""
    tag = element.tag
    return tag.lower().rpartition(":")[2] if isinstance(tag, str) else ""


def is_hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of the element."""
    return (
        name_of(element) in _UNSEEN
        or "hidden" in element.attrib
        or bool(_HIDING.search(element.get("style", "")[:2000]))
    )


def styles_of(element: HtmlElement) -> frozenset[Style]:
    """The marks that the element puts on its words."""
    name, style = name_of(element), element.get("style", "")[:2000]
    styles: set[Style] = set()
    if name in ("b", "strong") or _BOLD.search(style):
        styles.add((MarkKind.STRONG, ""))
    if name in ("i", "em", "cite", "var", "dfn") or _ITALIC.search(style):
        styles.add((MarkKind.EMPHASIS, ""))
    if name == "a" and element.get("href", "").strip():
        styles.add((MarkKind.LINK, element.get("href", "").strip()))
    return frozenset(styles) if styles else NO_STYLES


def visible_text(text: str, *, keep: bool) -> str:
    """*text* as it is shown: one blank for several, a tab where one was typed.

    Browsers show a tab as a blank; but who typed one behind the number of a paragraph meant it.
    """
    if keep:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return _BLANKS.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    blanks = found.group()
    return "\t" if "\t" in blanks and "\n" not in blanks and "\r" not in blanks else " "


def note_label(element: HtmlElement) -> str:
    """The label of the note that the element is, or whose mark it is; empty if it is neither.

    A raised figure is a mark only where the page has that note: else it is an exponent.
    """
    if name_of(element) == "sup":
        words = _LABEL.fullmatch("".join(element.itertext())[:20])
        if not words:
            return ""
        return words[1] if words[1] in _notes_of(element) else ""
    return _label_of_note(element)


def _label_of_note(element: HtmlElement) -> str:
    if name_of(element) not in ("p", "div", "li", "aside"):
        return ""
    by_id = _NOTE_ID.match(element.get("id", "")[:100])
    if not by_id and not _NOTE_CLASS.search(element.get("class", "")[:200]):
        return ""
    words = _NOTE_LABEL.match("".join(element.itertext())[:50])
    return words[1] if words else by_id[1] if by_id else ""


def _notes_of(element: HtmlElement) -> frozenset[str]:
    """The labels of all notes of the page."""
    root = element.getroottree().getroot()
    kept = root.get("data-note-labels")
    if kept is None:
        labels = {
            label for block in root.iter("p", "div", "li") if (label := _label_of_note(block))
        }
        kept = " ".join(sorted(labels))
        root.set("data-note-labels", kept)
    return frozenset(kept.split())
