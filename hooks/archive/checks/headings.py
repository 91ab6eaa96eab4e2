"""Rules on the order of headings and of the annexes that they open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.checks.desk import Desk
from archive.problems import Problem, Severity
from archive.sources import Document

_ANNEX = re.compile(r"annex-([0-9]{1,9})")
_HIGHEST = 2
"""The one heading above it is the title of the page."""


def heading_order(document: Document, desk: Desk) -> Iterator[Problem]:
    """Headings begin with ``##``, skip no level, and open the annexes in their order."""
    level, last = _HIGHEST - 1, 0
    for block in document.blocks:
        if block.name != "Heading":
            continue
        found = int(str(block.events[0].value["level"])[1:])
        if not _HIGHEST <= found <= level + 1:
            right = "#" * min(max(found, _HIGHEST), level + 1)
            problem = document.problem_at(
                "heading-order", block.start, level="#" * found, right=right
            )
            yield replace(problem, severity=Severity.WARNING)
        level = max(found, _HIGHEST)
        if match := _ANNEX.fullmatch(block.anchor):
            number = int(match[1])
            if number < last:  # a repeated one is a clash of addresses
                problem = document.problem_at(
                    "heading-order", block.start, number=number, last=last
                )
                yield replace(problem, variant="annex", severity=Severity.WARNING)
            last = number
