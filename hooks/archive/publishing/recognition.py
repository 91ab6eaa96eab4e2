"""Published files whose times are other ones, as those of a restored site: contents decide."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from archive.publishing.reuse import digest_of
from archive.publishing.site_folder import Standing
from archive.store.output_rows import Output

_CHUNK = 256
"""Files that a thread is given at a time: reading and digesting lets others work."""


def unchanged(
    target: Path, noted: Mapping[str, Output], there: Standing, times: Mapping[str, int]
) -> set[str]:
    """The paths at which a file stands that was published there, whatever its time; *times* are
    those (in ns) at which files were last changed when they were published."""
    found: set[str] = set()
    touched: list[str] = []
    for path, output in noted.items():
        size, changed = there.get(path, (-1, 0))
        if size == output.size:
            if changed == times.get(path):
                found.add(path)
            else:
                touched.append(path)

    def same(paths: Sequence[str]) -> list[str]:
        return [path for path in paths if _digest(f"{target}/{path}") == noted[path].digest]

    if len(touched) <= _CHUNK:
        return found.union(same(touched))
    chunks = [touched[start : start + _CHUNK] for start in range(0, len(touched), _CHUNK)]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return found.union(*threads.map(same, chunks))


def is_unchanged(path: Path, output: Output) -> bool:
    """The same of one file, whose time is not known."""
    return _digest(str(path)) == output.digest


def _digest(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - making a Path takes as long as digesting
            return digest_of(file.read())
    except OSError:
        return b""
