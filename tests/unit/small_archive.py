"""Small archives of an invented body, for tests that need one of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive.languages import load_phrases
from archive.load import Loaded, load

PHRASES = load_phrases()

BUREAUX = """\
desk:
  name: {ru: Секретариат Союза примеров, en: Example Union Secretariat}
  abbreviation: {ru: ССП, en: EUS}
"""
ADDRESSEES = """\
members:
  name: {ru: Члены Союза примеров, en: Members of the Example Union}
observers:
  name: {ru: Наблюдатели, en: Observers}
"""
INITIATIVE = """\
---
name: Safe harbours
short-name: Harbours
added: 2024-03-10
written-by: machine
---

The Example Union looks after harbours.
"""

_FACTS = {
    "bureau": "desk",
    "kind": "letter",
    "date": "2024-03-05",
    "added": "2024-03-10",
    "written-by": "machine",
    "subject": "Spring meeting",
    "subject-source": "letter",
    "summary": "The Example Union invites to its spring meeting.",
    "paragraphs": "counted",
}
_WORDS = {
    "translates": "en",
    "added": "2024-03-12",
    "written-by": "machine",
    "subject": "Весеннее собрание",
    "subject-source": "archive",
    "summary": "Союз примеров приглашает на весеннее собрание.",
}


def letter(
    body: str = "The Example Union invites you to its spring meeting.\n",
    extra: str = "",
    **changes: str | None,
) -> str:
    """A text with facts, in English; None as a change leaves a field out."""
    return _text(_FACTS, body, extra, changes)


def translation(
    body: str = "Союз примеров приглашает вас на весеннее собрание.\n",
    extra: str = "",
    **changes: str | None,
) -> str:
    """A Russian translation of :func:`letter`."""
    return _text(_WORDS, body, extra, changes)


def _text(base: Mapping[str, str], body: str, extra: str, changes: Mapping[str, str | None]) -> str:
    fields: dict[str, str | None] = dict(base)
    fields.update({name.replace("_", "-"): value for name, value in changes.items()})
    lines = [f"{name}: {value}\n" for name, value in fields.items() if value is not None]
    return "---\n" + "".join(lines) + extra + "---\n\n" + body


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """An archive with both registers and *files*, in the folder *root*."""
    registers = {"registers/bureaux.yml": BUREAUX, "registers/addressees.yml": ADDRESSEES}
    for name, content in {**registers, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path) -> Loaded:
    """Load an archive; messages call it ``circulars``."""
    return load(root, PHRASES, "circulars")


def messages(root: Path, language: str = "en") -> list[str]:
    """All problems of an archive in words."""
    return [problem.render(PHRASES[language]) for problem in read(root).problems]
