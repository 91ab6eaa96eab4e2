"""How tests are shared out among several processes (``pytest -n 2``).

What a module's tests have in common (a site that is built, pages that are parsed) is made once
where one process has all of them. Whole modules are given out, and of those that judge every
variant of the site all tests of one variant; those that take long first, so that none of them
is left to one process at the end.
"""

from __future__ import annotations

import os
import re
import sys

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Many a container forbids Python to keep what it has compiled. Hundreds of processes are started
# here, and each would compile the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

VARIANT = re.compile(
    r"tests/site/.*\[(?:.*-)?(real|real_below|invented|lives|hostile|empty|only_ru|only_en)(?:-.*)?\]"
)
"""A test of one variant of the site, by the id of its parameter."""
APART = ("tests/bench/test_short.py", "tests/unit/test_incremental.py")
"""Modules whose tests take seconds each, and have little in common."""
LONG = (
    "tests/unit/test_letter_score.py",
    "tests/bench/",
    "tests/site/",
    "tests/unit/test_incremental.py",
    "tests/unit/test_interrupted.py",
    "tests/unit/test_letter_mutations.py",
)
"""What is begun first, in this order; the rest takes seconds for each module."""


def rank(nodeid: str) -> int:
    """Where a test stands among those of :data:`LONG`, or behind them."""
    found = (place for place, start in enumerate(LONG) if nodeid.startswith(start))
    return next(found, len(LONG))


class Scheduling(LoadScopeScheduling):
    """Gives out what belongs together, in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        if module in APART:
            return nodeid
        variant = VARIANT.match(nodeid)
        return variant[1] if variant else module


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    items.sort(key=lambda item: rank(item.nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Keep the order: by itself xdist begins with what has most tests."""
    config.option.loadscopereorder = False
    return Scheduling(config, log)
