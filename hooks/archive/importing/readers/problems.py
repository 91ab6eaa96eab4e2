"""Why a file cannot be read, in one message for the editor."""

from __future__ import annotations

from collections.abc import Mapping

KEYS = (
    "not-found",
    "not-a-file",
    "no-rights",
    "unreadable",
    "empty",
    "too-large",
    "took-too-long",
    "unknown-format",
    "not-a-letter",
    "old-format",
    "picture",
    "damaged",
    "encrypted",
    "no-text",
)
"""Every reason, each a message under ``[import.problem]`` of the strings files."""


class LetterFileError(Exception):
    """A file that gives no letter; what to do instead is said in the strings files.

    ``key`` is one of :data:`KEYS`, ``values`` fill its message; messages may use ``name``, the
    file's name, in any case.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, object] = values

    @property
    def message_key(self) -> str:
        """The key of the message in the strings files."""
        return f"import.problem.{self.key}"
