"""The tables of words from which the invented letters are made: ``words/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("ru", "en")
"""In the order in which pairs of words stand in the tables."""
_WORDS = Path(__file__).parent / "words"
_TOPIC_FILES = 4


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_WORDS / f"{name}.toml").read_text("utf-8"))


@cache
def topics() -> Mapping[str, Any]:
    """What letters are about, by id: title, sentences and short items."""
    return {
        name: topic
        for number in range(1, _TOPIC_FILES + 1)
        for name, topic in _read(f"topics-{number}").items()
    }


@cache
def occasions() -> Mapping[str, Any]:
    """Why letters are written, by id: titles, openings and requests."""
    return _read("occasions")


@cache
def acts() -> Mapping[str, Any]:
    """How letters act on earlier ones, by id."""
    return _read("acts")


@cache
def furniture() -> Mapping[str, Any]:
    """Paragraphs that many letters share, by id."""
    return _read("furniture")


@cache
def particulars() -> Mapping[int, Any]:
    """What only one letter tells, by its place in the archive."""
    return {int(place): pair for place, pair in _read("particulars")["letter"].items()}


@cache
def initiatives() -> Mapping[str, Any]:
    """Initiatives by id."""
    return _read("initiatives")


@cache
def names() -> Mapping[str, Any]:
    """Cities, people, and the syllables of invented names."""
    return _read("names")


def coined(number: int) -> tuple[str, str]:
    """An invented name in Russian and English letters; each number below 7,290 has its own."""
    syllables, endings = names()["syllables"], names()["endings"]
    first = syllables[(number * 5) % len(syllables)]
    second = syllables[(number // len(syllables) + number * 11) % len(syllables)]
    last = endings[(number // len(syllables) ** 2 + number * 3) % len(endings)]
    russian, english = ("".join(parts) for parts in zip(first, second, last, strict=True))
    return russian.capitalize(), english.capitalize()
