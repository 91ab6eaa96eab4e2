"""The locks ``requirements/*.txt`` as lists of packages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"

_PACKAGE = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)(.*)$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One package of a lock."""

    name: str
    version: str
    hashes: tuple[str, ...]
    """SHA-256 of all files of the release, in the order of the lock; one of them is installed."""


def locked(name: str) -> list[Locked]:
    """The packages of ``requirements/NAME.txt``, in its order."""
    text = (REQUIREMENTS / f"{name}.txt").read_text("utf-8")
    starts = list(_PACKAGE.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [
        Locked(
            name=match[1], version=match[2], hashes=tuple(_HASH.findall(text, match.start(), end))
        )
        for match, end in zip(starts, ends, strict=True)
    ]
