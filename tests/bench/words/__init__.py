"""The words of the benchmark, in the languages of its ``*.toml`` files."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.bench.process import Cost
from tests.bench.results import MEGABYTE

from archive.languages import LANGUAGES, terminal_language


@cache
def phrases(language: str) -> Mapping[str, str]:
    """All words in a language, by dotted key."""
    return _flat(tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8")))


def _flat(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = str(value)
    return found


def spoken() -> str:
    """The language of the terminal."""
    return terminal_language(os.environ)


def say(key: str, *, language: str = "", **values: object) -> str:
    """The text of *key* in the terminal's language, or in another."""
    text = phrases(language or spoken())[key]
    return text.format(**values) if values else text


def number(value: float | None, digits: int, *, language: str = "") -> str:
    """A number as the language writes it; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{value:,.{digits}f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return text.replace(".", ",") if (language or spoken()) == "ru" else text


def progress(name: str, cost: Cost) -> str:
    """One line about one run."""
    peak = None if cost.largest is None else cost.largest / MEGABYTE
    return say(
        "progress",
        name=say(f"name.{name}"),
        wall=number(cost.wall, 2),
        processor=number(cost.processor, 2),
        peak=number(peak, 0),
    )


__all__ = ["LANGUAGES", "number", "phrases", "progress", "say", "spoken"]
