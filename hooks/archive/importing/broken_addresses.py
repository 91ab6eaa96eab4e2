"""Web and e-mail addresses that a line break or a blank has torn apart are whole again."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.importing.editing import Change, edited, joined
from archive.importing.sheet import Kind, Passage

_WEB = r"(?:https?://|www\.)[^\s<>\"«»“”]{0,400}"
_OPEN_END = re.compile(
    rf"{_WEB}[/_=?&%-]$|{_WEB}$|[\w.+-]{{1,60}}@$|[\w.+-]{{1,60}}@[\w-]{{1,60}}\.?$"
)
_SURELY_OPEN = re.compile(rf"{_WEB}[/_=?&%-]$|[\w.+-]{{1,60}}@$|[\w.+-]{{1,60}}@[\w-]{{1,60}}\.?$")
_GOES_ON = re.compile(r"[A-Za-z0-9._~%#?&=+/@-]{1,300}(?=[\s,;)»\"]|$)")
_FILE = re.compile(
    r"[\w%~-]{0,80}(?:[/.][\w%~=?&#-]{1,80}){0,10}\.(?:aspx|html?|pdf|docx?|php|zip|xlsx?)\b[\w#?&=%/-]{0,80}"
    r"|[\w%~.-]{1,80}/[\w%~./=?&#-]{0,200}"
)
_ENDING = re.compile(r"(?:aspx?|html?|pdf|docx?|php|zip|xlsx?)(?![\w/])")
"""The end of a file's name, behind a line that ends with its dot."""
_TORN = re.compile(rf"({_WEB}[/_=?&%-])[ \n]{{1,3}}(?=[A-Za-z0-9])")
_TORN_MAIL = re.compile(r"([\w.+-]{1,60}@[\w-]{0,60}\.?)\n(?=[a-z0-9-]{1,60}(?:\.[a-z]{2,10})?\b)")
_LONGEST = 20_000
"""A longer line takes nothing more, in characters."""


def whole_addresses(passages: list[Passage]) -> list[Passage]:
    """The passages with torn addresses put together, within one passage and over two lines."""
    whole: list[Passage] = []
    for passage in (edited(each, _within(each.text)) for each in passages):
        last = whole[-1] if whole else None
        if last and len(last.text) <= _LONGEST and last.kind is passage.kind is Kind.TEXT:
            length = _carried(last.text, passage.text)
            if length:
                rest = passage.text[length:]
                carried = passage.part(0, length)
                whole[-1] = joined(last, carried, "")
                if rest[:1] in ("", "\n"):
                    passage = passage.part(min(length + 1, len(passage.text)), len(passage.text))
                    if passage.text:
                        whole.append(passage)
                    continue
                cut = passage.part(length, len(passage.text))
                # What follows the address is the same printed line: it stays with it.
                whole[-1] = joined(whole[-1], replace(cut, text=cut.text), "")
                continue
        whole.append(passage)
    return whole


def _within(text: str) -> list[Change]:
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    changes: list[Change] = []
    for match in _TORN.finditer(text):
        following = _GOES_ON.match(text, match.end())
        if following and (match[0].endswith("\n") or _FILE.match(text, match.end())):
            changes.append((match.end(1), match.end(), ""))
    if "@" in text:
        changes += [(match.end(1), match.end(), "") for match in _TORN_MAIL.finditer(text)]
    return sorted(changes)


def _carried(line: str, following: str) -> int:
    """How much of the *following* line belongs to an address at the end of *line*; 0 for none."""
    tail = line[-600:]
    start = max(tail.rfind(" "), tail.rfind("\n"), tail.rfind("\t")) + 1
    token = tail[start:].lstrip('(<"«“')
    if not _OPEN_END.fullmatch(token):
        return 0
    match = _GOES_ON.match(following)
    if match is None:
        return 0
    text = match[0].rstrip(".")
    if re.match(r"[0-9]{1,2}[.)]?$", text) or text.startswith(
        ("http:", "https:", "www.", "mailto:")
    ):
        return 0  # the number of a paragraph, or another address
    if token.endswith(".") and (ending := _ENDING.match(text)):
        return ending.end()
    surely = _SURELY_OPEN.fullmatch(token)
    if "@" in token and "://" not in token:
        is_whole = re.search(r"@[\w-]+\.[a-z]{2,10}$", token)
        return 0 if is_whole or not re.fullmatch(r"[a-z0-9.-]+", text) else len(match[0])
    if surely and (following[:1].islower() or following[:1].isdigit() or _FILE.match(following)):
        return len(match[0])
    if not surely and (found := _FILE.match(following)) and len(found[0]) >= len(text):
        return len(match[0])
    return 0
