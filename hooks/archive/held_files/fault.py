"""What is wrong with a file, for the rule that tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """The first fault of a file: the code of a rule, its variant, and values of its message."""

    code: str
    variant: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


class FaultyFileError(Exception):
    """A file is refused, wherever in it the fault was found."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def shown(name: bytes | str) -> str:
    """A name out of a file as messages show it: in one line, and not longer than a line."""
    text = name.decode("utf-8", "replace") if isinstance(name, bytes) else name
    text = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
