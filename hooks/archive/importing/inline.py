"""The words of one paragraph as Markdown in which nothing but its own marks means anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from archive.importing.editing import edited
from archive.importing.sheet import Mark, MarkKind, Passage
from archive.source import Body, markdown_events
from archive.web_addresses import bare_addresses, is_web_address

LOST = "lost"
"""The address of a link whose address the file has lost."""

_SIGNS = re.compile(r"[\\`*_\[\]<>]|&(?=#?[A-Za-z0-9]{1,32};)|!(?=\[)")
_EVERY_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_INSIDE_WORD = re.compile(r"(?<=[^\W_])_{1,8}(?=[^\W_])")
_OPENING = re.compile(r"(?:[0-9]{1,9}(?=[.)](?:\s|$))|(?=[#>~|]|[-+=](?:\s|$|[-=])))")
_SURE = re.compile(r"[^*`\[\]<>\\&]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile(r"[ \t\n\r]{2,}")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s\\]{1,80})\]")
_LONGEST = 60_000
"""A longer paragraph gets no marks of its own: it is no prose."""

LinkOf = Callable[[str, str], str]
"""Gives the id under which an address (the second) is listed for the words that bear it."""
NoteOf = Callable[[str], str]
"""Gives the name of the footnote of a label."""


def as_markdown(passage: Passage, link_of: LinkOf, note_of: NoteOf) -> str:
    """The passage on one line; read as Markdown it says exactly the passage's text again."""
    runs = [(match.start(), match.end(), " ") for match in _BLANKS.finditer(passage.text)]
    passage = edited(passage, runs)
    text = plain_text(passage.text)
    if len(text) == len(passage.text) and len(text) <= _LONGEST:
        marks = _sound(passage.text, passage.marks)
        notes = [mark for mark in marks if mark.kind is MarkKind.NOTE]
        for kept in (marks, [each for each in marks if each.kind is MarkKind.LINK] + notes, notes):
            if not kept:
                continue
            line = _marked(text, sorted(kept, key=_order), link_of, note_of)
            if _says(line, {note_of(each.target) for each in notes}) == _less(text, notes):
                return line
    line = _at_start(_escaped(text))
    return line if _says(line) == text else _EVERY_SIGN.sub(r"\\\g<0>", text)


def plain_text(text: str) -> str:
    """The text on one line without what cannot be seen; blanks keep their kinds."""
    return _UNSEEN.sub("", text.replace("\n", " ").replace("\t", " ").replace("\r", " "))


def _order(mark: Mark) -> tuple[int, bool, int]:
    return mark.start, mark.start < mark.end, -mark.end


def _sound(text: str, marks: tuple[Mark, ...]) -> list[Mark]:
    """Marks that can be written: without blanks at their ends, none across another."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.kind is not MarkKind.LINK, *_order(each))):
        if mark.kind is MarkKind.NOTE and mark.start == mark.end:
            found.append(_behind_links(mark, found))
            continue
        words = text[mark.start : mark.end]
        start = mark.start + len(words) - len(words.lstrip())
        end = mark.start + len(words.rstrip())
        if start >= end or (mark.kind is MarkKind.LINK and not _is_worth(text[start:end], mark)):
            continue
        if any(_cross(start, end, other) for other in found):
            continue
        found.append(Mark(start=start, end=end, kind=mark.kind, target=mark.target))
    return found


def _behind_links(note: Mark, found: list[Mark]) -> Mark:
    """The mark of a note, which has no width: within a link nothing else can lead anywhere."""
    ends = (
        link.end
        for link in found
        if link.kind is MarkKind.LINK and link.start < note.end < link.end
    )
    place = next(ends, note.end)
    return Mark(start=place, end=place, kind=note.kind, target=note.target)


def _cross(start: int, end: int, other: Mark) -> bool:
    """Whether two marks overlap, unless one of an emphasis holds another mark whole."""
    if end <= other.start or start >= other.end:
        return False
    if other.kind is MarkKind.LINK:
        return not (start <= other.start and end >= other.end)
    return True


def _is_worth(words: str, link: Mark) -> bool:
    """Whether a link says more than its words: a bare address becomes one by itself."""
    target = address_of(link.target)
    if target is None or target == LOST:
        return target is not None
    bare = words.strip().rstrip("/")
    return bare.removeprefix("mailto:") not in (
        target.rstrip("/"),
        target.removeprefix("mailto:").rstrip("/"),
    )


def address_of(target: str) -> str | None:
    """Where a link of the letter leads, :data:`LOST` for nowhere any more; None for what no
    letter may link to (a script, a file of somebody's disk)."""
    target = target.strip()
    if not target or target.startswith("#"):
        return LOST
    if is_web_address(target):
        return target
    if target.lower().startswith("mailto:"):
        address = target[7:].partition("?")[0]
        found = next(bare_addresses(address), None)
        return f"mailto:{address}" if found and found[1] == len(address) else None
    return None


def _marked(text: str, marks: list[Mark], link_of: LinkOf, note_of: NoteOf) -> str:
    pieces: list[str] = []
    ends: list[tuple[int, str]] = []
    done = 0

    def until(place: int) -> None:
        nonlocal done
        while ends and ends[-1][0] <= place:
            end, closing = ends.pop()
            pieces.extend((_escaped(text[done:end]), closing))
            done = max(done, end)
        pieces.append(_escaped(text[done:place]))
        done = max(done, place)

    for mark in marks:
        until(mark.start)
        if mark.kind is MarkKind.NOTE:
            pieces.append(f"[^{note_of(mark.target)}]")
            done = mark.end
        elif mark.kind is MarkKind.LINK:
            words = text[mark.start : mark.end]
            pieces.append("[")
            ends.append((mark.end, f"](link:{link_of(words, address_of(mark.target) or LOST)})"))
        else:
            sign = "**" if mark.kind is MarkKind.STRONG else "*"
            pieces.append(sign)
            ends.append((mark.end, sign))
    until(len(text))
    return _at_start("".join(pieces))


def _escaped(text: str) -> str:
    """The text with a backslash before every sign that could mean something.

    Addresses stay as they are where they can: readers copy them out of the file.
    """
    pieces, done = [], 0
    for start, end, _ in bare_addresses(text):
        if _SURE.fullmatch(text, start, end) and "_" not in _INSIDE_WORD.sub("", text[start:end]):
            pieces += [_without_meaning(text[done:start]), text[start:end]]
            done = end
    return "".join([*pieces, _without_meaning(text[done:])])


def _without_meaning(text: str) -> str:
    kept = {match.start() for match in _INSIDE_WORD.finditer(text)}
    return _SIGNS.sub(
        lambda match: match[0] if match.start() in kept else f"\\{match[0]}",
        text,
    )


def _at_start(line: str) -> str:
    """The line with its first sign made harmless, where it would begin a list or a heading."""
    match = _OPENING.match(line)
    return line if match is None else f"{line[: match.end()]}\\{line[match.end() :]}"


def _less(text: str, notes: list[Mark]) -> str:
    """The text without the marks of notes."""
    for note in sorted(notes, key=_order, reverse=True):
        text = text[: note.start] + text[note.end :]
    return text


def _says(line: str, notes: Collection[str] = ()) -> str | None:
    """What a reader sees of a line that is one paragraph with *notes*; None of anything else."""
    # The notes want their definitions: without them their marks would be words.
    names = dict.fromkeys(_NOTE.findall(line)) if notes else {}
    data = "\n\n".join([line, *(f"[^{name}]: x" for name in names)])
    body = Body(text=data, first_line=1, data=data.encode())
    found: list[str] = []
    for event in markdown_events(body):
        if event.name == "FootnoteDefinition":
            break
        if event.kind == "leaf":
            if event.name == "FootnoteReference" and str(event.value) in notes:
                continue
            if event.name != "Text":
                return None
            found.append(str(event.value))
        elif event.name not in ("Paragraph", "Link", "Strong", "Emphasis"):
            return None
    return "".join(found)
