"""The files of the test letters, in every form that a letter can come in."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.letters_kit import forms

LETTERS = Path(__file__).parents[1] / "letters"
"""Letters by folder: ``facts.json`` beside ``letter.html``, ``letter.txt`` or ``letter.md``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """One file of a letter, and the facts that the letter has."""

    letter: str
    form: str
    path: Path
    facts: Mapping[str, Any]


def letter_files(root: Path, into: Path, only: Sequence[str] = ()) -> Iterator[LetterFile]:
    """Every letter below *root* in every form; files are made below *into*, and kept there."""
    for folder in sorted(path.parent for path in root.glob("**/facts.json")):
        name = folder.name
        if only and not any(part in name for part in only):
            continue
        facts = json.loads((folder / "facts.json").read_text("utf-8"))
        source = next(folder.glob("letter.*"))
        if source.suffix != ".html":
            yield LetterFile(letter=name, form=source.suffix[1:], path=source, facts=facts)
            continue
        text = source.read_text("utf-8")
        made = into / f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        if not made.is_dir():
            made.mkdir(parents=True)
            for form, data in forms(text).items():
                (made / f"letter.{form}").write_bytes(data)
        for path in sorted(made.iterdir()):
            yield LetterFile(letter=name, form=path.suffix[1:], path=path, facts=facts)


def read(files: Sequence[LetterFile]) -> list[Mapping[str, Any]]:
    """What ``circulars import --json`` prints for each of the files."""
    command = [sys.executable, "-m", "archive", "import", "--json", *(str(f.path) for f in files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in result.stdout.splitlines() if line.strip()]
    if len(found) != len(files):
        raise RuntimeError(f"{len(files)} letters, {len(found)} results: {result.stderr[-2000:]}")
    return found
