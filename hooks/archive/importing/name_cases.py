"""The first case of a person's name that a text has in another one, where it is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from archive.importing.names import names_in
from archive.importing.words import every_language

_STEM = 3
"""Two forms of one name have at least so many first letters in common."""
_ENDING = 3
"""Forms of a name differ in so many last letters at most."""
_SEARCHED = 20_000
_VOWELS = frozenset("aeiouy")


_PAIRS = (
    ("men-given", "men-surnames"),
    ("men-sure", "men-same"),
    ("women-given", "women-surnames"),
)
"""Endings of given names and of surnames that go together."""


@lru_cache(maxsize=8)
def _endings(key: str) -> tuple[tuple[str, str], ...]:
    """Endings and what stands for them in the first case, the longest first."""
    pairs = (each.partition("=") for each in every_language().listed(f"names.{key}"))
    return tuple(sorted(((old, new) for old, _, new in pairs), key=lambda pair: -len(pair[0])))


def first_case(name: str, email: str, texts: Iterable[str]) -> str | None:
    """The name in the first case; None where nothing makes it certain.

    By another mention of the person in that case, by the address that consists of the name, or by
    endings that no name of the first case has. *texts* are those of the letter.
    """
    parts = name.split()
    if mentioned := _mentioned(parts, texts):
        return mentioned
    account = _account(parts, email)
    # An address of the person's name that does not tell is a doubt about the endings, too.
    return _by_address(parts, account) if account else _by_endings(parts)


def _mentioned(parts: list[str], texts: Iterable[str]) -> str | None:
    found = {
        other.name
        for text in texts
        for other in names_in(text[:_SEARCHED])
        if not other.is_inflected and _is_same(parts, other.name.split())
    }
    return found.pop() if len(found) == 1 else None


def _is_same(parts: list[str], others: list[str]) -> bool:
    if len(parts) != len(others) or len(parts) < 2:
        return False
    return all(_alike(first, second) for first, second in zip(parts, others, strict=True))


def _alike(first: str, second: str) -> bool:
    if first == second:
        return True
    stem = max(_STEM, max(len(first), len(second)) - _ENDING)
    return first[:stem] == second[:stem] and len(first) >= stem


def _account(parts: list[str], email: str) -> list[str]:
    """The names in "given.surname@…"; none where it has not as many as the person."""
    account = [each for each in re.split(r"[._]", email.partition("@")[0].casefold()) if each]
    is_named = len(account) == len(parts) > 1 and all(len(e) > 1 and e.isalpha() for e in account)
    return account if is_named else []


def _by_address(parts: list[str], account: list[str]) -> str | None:
    """By the ends of the address's names: they tell vowels from consonants."""
    whole: list[str] = []
    for part, latin in zip(parts, account, strict=True):
        first = _beside(part, latin)
        if first is None or abs(len(first) - len(latin)) > len(latin) // 2 + 1:
            return None
        whole.append(first)
    return " ".join(whole)


def _beside(part: str, latin: str) -> str | None:
    last = latin[-1]
    for old, new, ends in _signs():
        if part.endswith(old):
            fits = last not in _VOWELS if ends == "*" else last in ends
            if fits and len(part) - len(old) >= 2:
                return part[: len(part) - len(old)] + new
    return part if _same_end(part, last) else None


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[str, str, str], ...]:
    """Endings, what stands for them, and with which Latin letters the first case then ends."""
    rows = [each.split("=") for each in every_language().listed("names.beside-latin")]
    return tuple((row[0], row[1], row[2]) for row in rows if len(row) == 3)


def _same_end(part: str, last: str) -> bool:
    """Whether a part that does not change ends like its Latin form."""
    for row in every_language().listed("names.ends"):
        letter, _, latin = row.partition("=")
        if part.endswith(letter):
            return last in latin
    return False


def _by_endings(parts: list[str]) -> str | None:
    """By endings of given name and surname that agree."""
    if len(parts) != 2:
        return None
    given, surname = parts
    for first, last in _PAIRS:
        named = list(_changed(given, _endings(first)))
        called = list(_changed(surname, _endings(last)))
        if len(named) == 1 and len(called) == 1:
            return f"{named[0]} {called[0]}"
    return None


def _changed(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    for old, new in endings:
        if word == old or (word.endswith(old) and len(word) - len(old) >= 2):
            yield word[: len(word) - len(old)] + new
            return
