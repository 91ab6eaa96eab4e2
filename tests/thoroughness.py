"""How much is tried where any number of examples could be: few by default, many when asked for.

``ARCHIVE_TEST_LONG=1`` asks: a workflow does so every week, and whoever has changed what the
examples try. The few are the first of the many, on every machine the same.
"""

import os

LONG = os.environ.get("ARCHIVE_TEST_LONG", "") not in ("", "0")


def of_examples(few: int, many: int) -> int:
    """How many examples to try."""
    return many if LONG else few
