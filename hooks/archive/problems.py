"""What can be wrong with a source: one value per finding, worded only when it is shown."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.languages import Phrases

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Severity(enum.StrEnum):
    """Errors stop publishing; warnings do not."""

    ERROR = "error"
    WARNING = "warning"


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
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by place, then by code."""
        return (self.path, self.line, self.column, self.code, repr(sorted(self.values.items())))

    def message(self, phrases: Phrases) -> str:
        """What is wrong, and what to write instead."""
        values = {
            name: phrases(value.key) if isinstance(value, StringKey) else value
            for name, value in self.values.items()
        }
        return phrases(f"problem.{self.code}", **values)

    def render(self, phrases: Phrases) -> str:
        """``path:line:column: error[code]: message``."""
        severity = phrases(f"severity.{self.severity}")
        place = f"{self.path}:{self.line}:{self.column}"
        # One line per finding, whatever names of files and fields hold.
        line = f"{place}: {severity}[{self.code}]: {self.message(phrases)}"
        return _UNPRINTABLE.sub(" ", line).rstrip()


@dataclass(frozen=True, slots=True)
class StringKey:
    """A value of a problem that is itself a word of the interface."""

    key: str
