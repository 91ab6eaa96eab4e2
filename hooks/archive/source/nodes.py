"""Raw values with line and column: what stands in YAML, before anybody judges it."""

from __future__ import annotations

from dataclasses import dataclass


# Raw values are made by the ten thousand: freezing them takes three times as long.
@dataclass(slots=True)
class Node:
    """A raw value and where it begins (line and column from 1, in the file)."""

    line: int
    column: int


@dataclass(slots=True)
class Scalar(Node):
    """A scalar as written; *kind* is what YAML 1.1 takes it for (``str``, ``bool``, ``int`` …)."""

    value: str
    kind: str


@dataclass(slots=True)
class Sequence(Node):
    """A list of raw values."""

    items: tuple[Node, ...]


@dataclass(slots=True)
class Mapping(Node):
    """Keys and raw values in the order of the file; a repeated key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, name: str) -> Node | None:
        """The value of the key *name*."""
        return next((value for key, value in self.entries if key.value == name), None)
