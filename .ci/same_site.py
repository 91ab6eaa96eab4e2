"""Says in what two built sites differ.

    python .ci/same_site.py ONE OTHER

What may differ is the name of the program in ``<meta name="generator">``; everything else is
compared byte by byte. Ends with 1 after naming each file that differs or is missing, and when
there is nothing to compare.
"""

import re
import sys
from pathlib import Path

MOST_NAMED = 50

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def files_of(folder: Path) -> dict[str, Path]:
    """All files below *folder*, by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def content(path: Path) -> bytes:
    """What is compared: the file, without the name of the program that made it."""
    whole = path.read_bytes()
    return GENERATOR.sub(b"", whole) if path.suffix == ".html" else whole


def main(one: Path, other: Path) -> int:
    here, there = files_of(one), files_of(other)
    wrong = [f"only in {one}: {name}" for name in sorted(here.keys() - there.keys())]
    wrong += [f"only in {other}: {name}" for name in sorted(there.keys() - here.keys())]
    wrong += [
        f"differs: {name}"
        for name in sorted(here.keys() & there.keys())
        if content(here[name]) != content(there[name])
    ]
    if not here:
        wrong.append("nothing was built / ничего не собрано")
    for line in wrong[:MOST_NAMED]:
        print(f"::error::{line}")
    if len(wrong) > MOST_NAMED:
        print(f"... and {len(wrong) - MOST_NAMED} more / и еще {len(wrong) - MOST_NAMED}")
    print(
        f"{len(here)} files, {len(wrong)} differences / файлов: {len(here)}, различий: {len(wrong)}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
