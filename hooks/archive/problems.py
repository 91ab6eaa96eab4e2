"""What can be wrong with a source: one value per finding, worded only when it is shown."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.languages import Phrases

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)
"""What would steer a terminal or turn a line around; a line of a log stays one line."""
_COMMAND = "##["
"""By this a runner of GitHub Actions knows a command anywhere within a line of a log."""


class Severity(enum.StrEnum):
    """Errors stop publishing (or, from editorial rules, a merge); warnings stop nothing."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A place in a file: the path as the editor knows it, line and column counted from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe repair on one line: *old*, which stands at the place, becomes *new*."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding in one place. The words stand in the strings files under ``[problem]``."""

    path: str
    """Path of the file as the editor knows it, with ``/``."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """In characters, counted from 1."""
    code: str
    """The stable code of the rule."""
    variant: str = ""
    """Which of the rule's messages is meant: ``[problem] <code>-<variant>``."""
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    also: tuple[Place, ...] = ()
    """The other places of a finding, such as the same paragraph in the other language."""
    fix: Fix | None = None

    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by place, then by code."""
        values = repr(sorted((name, str(value)) for name, value in self.values.items()))
        return (self.path, self.line, self.column, self.code, f"{self.variant} {values}")

    @property
    def message_key(self) -> str:
        """The key of the message in the strings files."""
        return f"problem.{self.code}-{self.variant}" if self.variant else f"problem.{self.code}"

    def message(self, phrases: Phrases) -> str:
        """What is wrong, and what to write instead, on one line."""
        values: dict[str, object] = {
            name: phrases(value.key) if isinstance(value, StringKey) else value
            for name, value in self.values.items()
        }
        if "reason" in values:  # in the words of a parser or of the system
            values["reason"] = phrases.reason(str(values["reason"]))
        if self.also:
            values["also"] = self.also[0]
        # One line per finding, whatever names of files and fields hold.
        return one_line(phrases(self.message_key, **values)).rstrip()

    def render(self, phrases: Phrases) -> str:
        """``path:line:column: error[code]: message``."""
        severity = phrases(f"severity.{self.severity}")
        place = f"{self.path}:{self.line}:{self.column}"
        return one_line(f"{place}: {severity}[{self.code}]: {self.message(phrases)}")


def one_line(text: str) -> str:
    """*text* as part of one line of a log, which nothing in it can steer."""
    return _UNPRINTABLE.sub(" ", text).replace(_COMMAND, "# #[")


def writable(text: str) -> str:
    """*text* as UTF-8 can hold it: names of files can be of bytes that are no text."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class StringKey:
    """A value of a problem that is itself a word of the interface."""

    key: str
