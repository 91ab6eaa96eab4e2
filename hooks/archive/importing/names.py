"""Names of persons as letters print them, without "Mr" and "г-жа"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.words import every_language

_LETTER = r"[^\W\d_]"
_WORD = rf"(?:{_LETTER}['’]?{_LETTER}{{1,24}}(?:['’-]{_LETTER}{{1,24}}){{0,2}}|{_LETTER}\.?)"
_CUT = re.compile(r"\s{0,3}(?:[,;(\n/|•]|\s[–—-]\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person that a text names."""

    name: str
    start: int
    end: int
    has_honorific: bool = False
    is_declined: bool = False
    """Whether the name may stand in another case than the first."""
    is_inflected: bool = False
    """Whether the "Mr" before it stands in another case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """How names are made, by the words of all languages."""

    name: re.Pattern[str]
    small: re.Pattern[str]
    """A word of a name that is written small: "van", "бин"."""
    declined: re.Pattern[str]
    """The ending of a name that may stand in another case than the first."""


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = every_language()
    small = _any_of(words.listed("contact.small"))
    return _Patterns(
        name=re.compile(rf"{_WORD}(?:(?: {{1,2}}{small}){{0,2}} {{1,2}}{_WORD}){{1,4}}|{_WORD}"),
        small=re.compile(small),
        declined=re.compile(rf"{_any_of(words.listed('contact.declined'))}(?=[\s-]|$)"),
    )


def _any_of(texts: Iterable[str]) -> str:
    """A pattern for any of the texts, as they are written; none of none."""
    ordered = sorted(set(texts), key=lambda each: (-len(each), each))
    return f"(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})"


@lru_cache(maxsize=1)
def _honorifics() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    words = every_language()
    plain = words.choice("contact.honorifics", "contact.inflected")
    return (
        re.compile(rf"(?:{plain})\s{{0,2}}", re.IGNORECASE),
        frozenset(each.casefold() for each in words.listed("contact.no-names")),
        frozenset(each.casefold() for each in words.listed("contact.inflected")),
    )


def without_honorifics(text: str) -> str:
    """The text without "Mr", "Dr", "г-н" before it."""
    pattern = _honorifics()[0]
    for _ in range(3):
        match = pattern.match(text)
        if not match or match.end() >= len(text):
            break
        text = text[match.end() :].lstrip(". ")
    return text


def is_name(text: str, *, single: bool = False) -> bool:
    """Whether the whole of a text looks like a person's name; *single*: of one word, too."""
    if len(text) > 60 or not _patterns().name.fullmatch(text):
        return False
    parts = re.findall(r"[^\W\d_]+(?:\.|(?:['’-][^\W\d_]+)*)", text)
    bare = [part for part in parts if not _patterns().small.fullmatch(part)]
    if len(bare) < (1 if single else 2) or not all(part[0].isupper() for part in bare):
        return False
    return not any(part.casefold() in _honorifics()[1] for part in parts)


def name_at_start(text: str) -> Named | None:
    """The person with whose name, or whose "Mr", a text begins: "Mr A. Bell, Head of …"."""
    plain = text.strip()
    bare = without_honorifics(plain)
    had = bare != plain
    first = _honorifics()[0].match(plain)
    declined = bool(first) and str(first and first[0]).strip().casefold() in _honorifics()[2]
    cut = _CUT.search(bare)
    name = bare[: cut.start()] if cut else bare
    name = " ".join(name.split()).strip(" .:")
    if not is_name(name, single=had):
        return None
    return Named(
        name=name,
        start=0,
        end=len(plain) - len(bare) + len(name),
        has_honorific=had,
        is_declined=declined and bool(_patterns().declined.search(name)),
    )


def names_in(text: str) -> Iterator[Named]:
    """The persons whom a text names by "Mr", "г-жа" and the like, in order."""
    pattern, no_names, inflected = _honorifics()
    for match in pattern.finditer(text):
        if match[0][0].islower() and match[0].strip().isascii():
            continue
        behind = text[match.end() : match.end() + 80]
        name = _patterns().name.match(behind)
        if name is None:
            continue
        words = name[0].split()
        kept: list[str] = []
        for word in words:
            is_small = _patterns().small.fullmatch(word) is not None
            if (not word[0].isupper() and not is_small) or word.strip(".").casefold() in no_names:
                break
            kept.append(word)
        while kept and not kept[-1][0].isupper():
            kept.pop()
        value = " ".join(kept).rstrip(".")
        if not is_name(value, single=True):
            continue
        declined = match[0].strip().casefold() in inflected
        yield Named(
            name=value,
            start=match.start(),
            end=match.end() + len(value),
            has_honorific=True,
            is_declined=declined and bool(_patterns().declined.search(value)),
            is_inflected=declined,
        )
