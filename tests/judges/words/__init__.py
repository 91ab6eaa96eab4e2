"""The words of this command, in the languages of its ``*.toml`` files."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from archive.languages import terminal_language


@cache
def _phrases(language: str) -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))


def say(key: str, **values: object) -> str:
    """The text of *key* in the language of the terminal."""
    text = _phrases(terminal_language(os.environ))[key]
    return text.format(**values) if values else text
