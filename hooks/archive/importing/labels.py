"""Labels of the head, in all languages: "Ref.:", "Для контактов:", and the words behind them."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.importing.head_lines import Line, is_house
from archive.importing.line_ends import one_line
from archive.importing.names import name_at_start
from archive.importing.words import every_language
from archive.prose.patterns import choice


class Label(enum.StrEnum):
    """What the value of a label is."""

    EARLIER = "head.earlier"
    NOT_DATE = "head.not-own-date"
    EITHER = "head.either"
    """A number, which is the letter's own one only where there is no other."""
    OWN = "head.own"
    """A number that is the letter's own one for certain."""
    REFERENCE = "head.reference"
    DATE = "head.date"
    TO = "parties.to"
    COPY = "parties.copy"
    DISTRIBUTION = "parties.distribution"
    FAX = "contact.fax"
    TEL = "contact.tel"
    EMAIL = "contact.email"
    CONTACT = "contact.name"
    SUBJECT = "parting.subject"
    OTHER = "head.other"


CALLS_IN_ORDER = (Label.FAX, Label.TEL, Label.EMAIL)
CALLS = frozenset(CALLS_IN_ORDER)
_UNMARKED = (Label.EARLIER, Label.NOT_DATE, Label.EITHER, Label.OWN, Label.REFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A label with what stands behind it in its line; or a line, or part of one, without."""

    label: Label | None
    line: Line
    """With the words behind the label alone; empty where the value stands elsewhere."""
    first: bool = True
    """Whether it begins its line."""
    shared: bool = False
    """Whether the next label has the same value: "Tel./Fax:"."""

    @property
    def text(self) -> str:
        """The words behind the label."""
        return self.line.text

    @property
    def is_bare(self) -> bool:
        """Whether the value stands elsewhere."""
        return self.label is not None and not self.line.text


@lru_cache(maxsize=2)
def _pattern(ending: str, kinds: tuple[Label, ...]) -> re.Pattern[str]:
    words = every_language()
    alternatives = "|".join(
        f"(?P<{label.name.lower()}>{words.choice(label.value)})" for label in kinds
    )
    return re.compile(rf"(?:{alternatives}){ending}", re.IGNORECASE)


def _marked() -> re.Pattern[str]:
    """Any label with its colon, or at the end of the line."""
    return _pattern(r"(?:\s{0,4}[:：]|\s{0,4}$)", tuple(Label))


def is_bare_label(text: str) -> bool:
    """Whether a line is a label with its colon and nothing else."""
    return text.endswith((":", "：")) and _marked().fullmatch(text) is not None


def _plain() -> re.Pattern[str]:
    """The labels that may stand before their value without any sign."""
    return _pattern("", (*_UNMARKED, *CALLS_IN_ORDER))


_CALL = re.compile(r"[.\s]{0,3}(?:\(?\+ ?[0-9]|\(?[0-9]{2}|[\w.+-]{1,64}@|\[email)")
_NUMBER = re.compile(r"\s{1,3}\S{0,40}[0-9]")
_SHORT_LABEL, _WIDEST_ROW = 24, 12
_SHORT = 12
"""A label of a reference that has no colon is not longer, in characters."""
_LETTERS = re.compile(r"[^\W\d_]")
_BETWEEN = re.compile(r"\s{0,2}(?:/|,|;|&)\s{0,2}")
_CLOSING = " \t;,|•·–—-/("


def entries(lines: Iterable[Line]) -> list[Entry]:
    """The lines cut at their labels, in order; lines of the house's own address are left out."""
    kept = [line for line in lines if not is_house(line.text)]
    return [entry for line in _with_whole_labels(kept) for entry in _cut(line)]


def _with_whole_labels(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a label that a narrow cell has broken into two put together."""
    index = 0
    while index < len(lines):
        line = lines[index]
        for following in lines[index + 1 : index + 2 + _WIDEST_ROW]:
            if not line.in_table or len(line.text) > _SHORT_LABEL or ":" in line.text:
                break
            if following.cell != line.cell or following.row > line.row + 1:
                continue
            whole = one_line((line.text, following.text))
            match = _marked().match(whole)
            if match and match.end() > len(line.text) + 1 and whole[match.end() - 1] in ":：":
                line = replace(line, text=whole)
                lines = [each for each in lines if each is not following]
            break
        yield line
        index += 1


@lru_cache(maxsize=1)
def _glued() -> re.Pattern[str]:
    """Where a label with its colon stands right behind the word before it."""
    labels = choice(
        text
        for label in (*CALLS_IN_ORDER, Label.CONTACT, Label.TO, Label.COPY, Label.SUBJECT)
        for text in every_language().listed(label.value)
        if len(text) > 1
    )
    return re.compile(rf"(?<=[^\W_])(?={labels}\s?[:：])")


def _cut(line: Line) -> Iterator[Entry]:
    line = replace(line, text=_glued().sub(" ", line.text))
    found = list(_labels(line.text))
    if not found:
        yield _person(line) or Entry(label=None, line=line)
        return
    if found[0][1] > 0:
        before = line.text[: found[0][1]].rstrip(_CLOSING)
        if before:
            yield Entry(label=None, line=replace(line, text=before))
    for index, (label, start, end) in enumerate(found):
        last = index + 1 >= len(found)
        stop = len(line.text) if last else found[index + 1][1]
        raw = line.text[end:stop]
        shared = not last and bool(_BETWEEN.fullmatch(raw))
        text = raw.strip() if last else raw.strip().rstrip(_CLOSING)
        yield Entry(
            label=label,
            line=replace(line, text="" if shared else text.lstrip("–—- \t") if not last else text),
            first=start == 0,
            shared=shared and label in (Label.TEL, Label.FAX),
        )


@lru_cache(maxsize=1)
def _contact() -> re.Pattern[str]:
    return re.compile(rf"{every_language().choice(Label.CONTACT.value)}\s{{1,3}}", re.IGNORECASE)


def _person(line: Line) -> Entry | None:
    """A person behind a label without any sign: "Contact Mrs …"."""
    match = _contact().match(line.text)
    named = name_at_start(line.text[match.end() :]) if match else None
    if match is None or named is None or not named.has_honorific or named.is_inflected:
        return None
    return Entry(label=Label.CONTACT, line=replace(line, text=line.text[match.end() :]))


def _labels(text: str) -> Iterator[tuple[Label, int, int]]:
    """The labels in a line: kind, and from where to where."""
    at = 0
    marked, plain = _marked().search(text), _plain().search(text)
    while at < len(text):
        # Each is searched for again only from where it was found.
        if marked and marked.start() < at:
            marked = _marked().search(text, at)
        if plain and plain.start() < at:
            plain = _plain().search(text, at)
        match = min(
            (each for each in (marked, plain) if each),
            key=lambda each: (each.start(), each is plain),
            default=None,
        )
        if match is None:
            return
        label = Label[str(match.lastgroup).upper()]
        start, end = match.span()
        at = max(end, start + 1)
        if match is marked:
            if not _is_marked(text, label, start, end):
                continue
        elif label in CALLS:
            if not _is_call(text, end):
                continue
            end += text[end : end + 1] == "."
        elif start or not _NUMBER.match(text, end) or end > _SHORT:
            continue
        yield label, start, end
        at = max(at, end)


def _is_marked(text: str, label: Label, start: int, end: int) -> bool:
    """Whether words with a colon behind them, or at the end of a line, are a label."""
    if text[end - 1] in ":：":
        return (
            not start
            or label in CALLS
            or text[start].isupper()
            or text[start - 1] in "(/,"
            or not _LETTERS.search(text[:start])
        )
    if start:
        return label in CALLS and text[start - 1] in "/,"
    return label not in (Label.OTHER, Label.NOT_DATE, Label.EARLIER, Label.DISTRIBUTION)


def _is_call(text: str, end: int) -> bool:
    """Whether a number or an address stands behind, or another such label."""
    if _CALL.match(text, end):
        return True
    joined = _BETWEEN.match(text, end)
    return bool(joined and _plain().match(text, joined.end()))
