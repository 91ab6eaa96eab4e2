"""The close of a letter: its complimentary words, and who signed it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.facts import LIKELY, SURE, Evidence, Fact, Finding
from archive.importing.head_lines import Line, is_house, lines_of
from archive.importing.labels import Label, entries
from archive.importing.names import is_name, without_honorifics
from archive.importing.sheet import Passage
from archive.importing.words import every_language

_MOST_TITLES = 4
"""A title is printed over so many lines at most."""
_LONGEST = 160
_ENDS = frozenset(
    {Label.COPY, Label.DISTRIBUTION, Label.CONTACT, Label.TEL, Label.EMAIL, Label.FAX}
)
_BRACKETED = re.compile(r"[(\[<]\s?[^()\[\]<>]{2,40}\s?[)\]>][.,]?")
_RULE = re.compile(r"[\s_.…/\\*–—-]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What stands below the text of a letter."""

    closing: Finding[str]
    name: Finding[str]
    title: Finding[str]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = every_language()
    signed = words.choice("parting.signed")
    return (
        re.compile(words.choice("parting.closing"), re.IGNORECASE),
        re.compile(rf"[(\[]?\s?(?:{signed})\s?[)\]]?[.,:]?", re.IGNORECASE),
        re.compile(words.choice("close.titles"), re.IGNORECASE),
        re.compile(rf"(?:{words.choice('close.for-another')})\s{{1,3}}", re.IGNORECASE),
        re.compile(rf"(?:{words.choice('annex.list')})\s{{0,2}}[:0-9]", re.IGNORECASE),
    )


def is_title(text: str) -> bool:
    """Whether a line begins with words of a title, as "Директор Бюро"."""
    return len(text) <= _LONGEST and bool(_patterns()[2].match(text))


def is_signature(lines: Sequence[str]) -> bool:
    """Whether lines are a person's name with a title below it."""
    if len(lines) < 2 or len(lines[0]) > 60:
        return False
    is_person = is_name(_bare(lines[0]))
    return is_person and is_title(lines[1]) and not lines[1].rstrip().endswith((".", ";", ":"))


def signed(closing: Sequence[Passage]) -> Signed:
    """The close, the signatory's name and title."""
    close, mark, _, _, annex = _patterns()
    said: list[Line] = []
    own: list[Line] = []
    has_mark = False
    lines = lines_of(closing)
    ours = _house_names(lines)
    for entry in entries(lines):
        line, text = entry.line, entry.text
        if entry.label in _ENDS or annex.match(text) or (own and line.row in ours):
            break
        if entry.label is not None:
            continue
        if (
            mark.fullmatch(text)
            or (_BRACKETED.fullmatch(text) and own == [])
            or _RULE.fullmatch(text)
        ):
            has_mark = True
            continue
        if not own and not said and close.match(text):
            said.append(line)
            continue
        if said and not own and not has_mark and _goes_on(said, line):
            said.append(line)
            continue
        own.append(line)
    name, titles = _name(own)
    return Signed(
        closing=_joined(said, SURE),
        name=_of_name(name, bool(said) or has_mark),
        title=_joined(titles, SURE if name else LIKELY),
    )


def _house_names(lines: Sequence[Line]) -> set[int]:
    """The rows of the house's name with its address below: the letterhead's foot, and no title."""
    name = re.compile(every_language().choice("close.house"), re.IGNORECASE)
    return {
        first.row
        for first, second in itertools.pairwise(lines)
        if name.fullmatch(first.text) and is_house(second.text)
    }


def _goes_on(said: list[Line], line: Line) -> bool:
    """Whether a line goes on with a long complimentary close."""
    return not said[-1].text.rstrip().endswith((",", ".")) and line.text[:1].islower()


def _bare(text: str) -> str:
    match = _patterns()[3].match(text)
    return without_honorifics(text[match.end() :] if match else text).strip(" ,")


def _name(own: list[Line]) -> tuple[tuple[str, Line] | None, list[Line]]:
    """The name, and the lines of the title below or above it."""
    for index, line in enumerate(own[:6]):
        first, comma, rest = _bare(line.text).partition(",")
        if not is_name(first.strip()) or is_title(line.text):
            continue
        titles: list[Line] = []
        if comma and rest.strip():
            titles.append(_with(line, rest.strip()))
        titles += _titles(own[index + 1 :], bool(titles))
        if not titles and index:
            titles = _titles(own[:index], begun=False)
        return (first.strip(), line), titles
    start = next((index for index, each in enumerate(own) if is_title(each.text)), None)
    return None, [] if start is None else _titles(own[start:], begun=False)


def _titles(lines: Sequence[Line], begun: bool) -> list[Line]:
    """The lines of a title from here."""
    found: list[Line] = []
    for line in lines[:_MOST_TITLES]:
        text = line.text
        if len(text) > _LONGEST or re.search(r"[0-9@]|://", text) or text.startswith("("):
            break
        if not found and not begun and not is_title(text) and not _is_plain_title(text):
            break
        if found and line.after_gap and not is_title(text):
            break
        if found and is_name(text) and not is_title(text) and found[-1].text[-1:] not in ",–-":
            previous = found[-1].text
            if not text.split()[-1] or _ends_whole(previous):
                break
        found.append(line)
    return found


def _is_plain_title(text: str) -> bool:
    """Whether a line below a name can be a title of words that are not known."""
    return len(text) <= 100 and not text.endswith((".", ":", ";")) and not is_name(text)


def _ends_whole(text: str) -> bool:
    """Whether a line of a title is whole by its look: more than two words."""
    return False if len(text.split()) < 3 else text.split()[-1][:1].islower()


def _with(line: Line, text: str) -> Line:
    return Line(text=text, place=line.place, row=line.row, cell=line.cell, number=line.number)


def _of_name(found: tuple[str, Line] | None, is_closed: bool) -> Finding[str]:
    if found is None:
        return Finding()
    value, line = found
    confidence = SURE if is_closed else LIKELY
    return Finding(
        candidates=(
            Fact(value=" ".join(value.split()), confidence=confidence, evidence=line.evidence),
        )
    )


def _joined(lines: list[Line], confidence: float) -> Finding[str]:
    """Several lines as one value; a hyphen at a line's end goes."""
    if not lines:
        return Finding()
    text = ""
    for line in lines:
        if text.endswith("-") and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}".strip()
    evidence = tuple(Evidence(words=line.text[:300], place=line.place) for line in lines)
    return Finding(
        candidates=(Fact(value=text.strip(" ;"), confidence=confidence, evidence=evidence),)
    )
