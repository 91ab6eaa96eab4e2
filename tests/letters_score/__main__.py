"""``python -m tests.letters_score [FOLDER] [--faults] [--form FORM] [NAME…]``: a table by field."""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from tests.letters_score.files import LETTERS, letter_files, read
from tests.letters_score.scoring import Score

BUILD = Path(__file__).parents[2] / "build" / "letters"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.letters_score")
    parser.add_argument("names", nargs="*", help="only letters with such a part of the name")
    parser.add_argument("--root", type=Path, default=LETTERS)
    parser.add_argument("--form", default="", help="only files of this form")
    parser.add_argument("--faults", action="store_true", help="list every difference")
    given = parser.parse_args()
    files = [
        each
        for each in letter_files(given.root, BUILD, given.names)
        if given.form in ("", each.form)
    ]
    whole, parts = Score(), defaultdict(Score)
    for each, found in zip(files, read(files), strict=True):
        name = f"{each.letter}.{each.form}"
        whole.add(name, each.facts, found)
        parts[each.form].add(name, each.facts, found)
    if given.faults:
        print("\n".join(whole.faults))
    print(f"{len(files)} files of {len({each.letter for each in files})} letters")
    print(whole.table())
    for form, score in sorted(parts.items()):
        right = sum(each.right for each in score.fields.values())
        wrong = sum(each.wrong for each in score.fields.values())
        missed = sum(each.missed for each in score.fields.values())
        print(
            f"{form:<6}precision {right / max(right + wrong, 1):.3f}"
            f"  recall {right / max(right + missed, 1):.3f}"
        )


if __name__ == "__main__":
    main()
