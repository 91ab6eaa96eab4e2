"""The editors' command. Today it checks the archive: ``circulars check``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from archive.languages import CODES, load_phrases, terminal_language
from archive.load import CIRCULARS_VARIABLE, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 when clean, 1 with errors, 2 for wrong usage."""
    phrases = load_phrases()
    words = phrases[terminal_language(os.environ)]
    parser = argparse.ArgumentParser(prog="circulars", description=words("check.help"))
    parser.add_argument("command", choices=("check",), help=words("check.help-command"))
    parser.add_argument(
        "root", nargs="?", help=words("check.help-root", name=CIRCULARS_VARIABLE), metavar="PATH"
    )
    parser.add_argument("--lang", choices=CODES, help=words("check.help-lang"))
    options = parser.parse_args(arguments)
    words = phrases[options.lang] if options.lang else words
    shown = options.root or os.environ.get(CIRCULARS_VARIABLE) or "circulars"
    root = Path(shown)
    if not root.is_dir():
        sys.stderr.write(words("build.no-folder", folder=shown, name=CIRCULARS_VARIABLE) + "\n")
        return 2
    loaded = load(root, phrases, root.as_posix())
    for problem in loaded.problems:
        sys.stdout.write(problem.render(words) + "\n")
    if any(problem.severity == "error" for problem in loaded.problems):
        return 1
    count = words.plural("list.circulars", len(loaded.archive.circulars))
    sys.stdout.write(words("check.clean", circulars=count) + "\n")
    return 0
