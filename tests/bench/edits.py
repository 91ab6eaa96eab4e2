"""The changes after which a build is timed: each goes to and fro between two states.

An edit is made at the same places of an archive of any size: at a letter in its middle that is in
both languages, is no act on another one, and that no other letter names.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench.project import FailedError, Project

Edit = Callable[[], None]
"""Changes a project; called again, it changes it back."""

_INITIATIVES = ("equal-voices", "fair-orbits")
_TRANSLATION = "---\ntranslates:"
_ADDED = "bench-added"
_DATE = re.compile(r'\ndate: "([0-9-]{8}(?:0[1-9]|1[0-9]|2[0-8]))"')
"""A date whose neighbour (1-2 to 27-28) lies in the same month."""
_INITIATIVE = re.compile(r"(?<=\ninitiatives: \[)[a-z0-9-]+(?=\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """The letter that is edited."""

    facts: Path
    """The file that carries its facts."""
    other: Path
    """The file of its other language."""


def edits(project: Project) -> Mapping[str, Edit]:
    """All edits of a project by name; "added" and "deleted" are two states of one."""
    letters = _quiet_letters(project.circulars)
    letter, moved = letters[len(letters) // 2], letters[len(letters) // 2 + 1]
    facts = letter.facts
    return {
        "text": partial(_other_text, facts),
        "date": partial(_other_date, facts),
        "initiative": partial(_other_initiative, facts),
        "title": partial(_toggle, facts, re.compile('(?<=\nsubject: ")(Bench: )?(?=.)')),
        "added": partial(_add, project.circulars, letters[-1]),
        "deleted": partial(_delete, project.circulars),
        "renamed": partial(_rename, moved.facts.parent),
        "template": partial(
            _toggle,
            project.folder / "overrides/archive/circular.html",
            re.compile('(?<=<div class="circular)( bench)?(?=")'),
            " bench",
        ),
        "string": partial(
            _toggle,
            project.folder / "hooks/archive/strings/ru.toml",
            re.compile(r'(?<=\n\[circular\]\n)((?:.+\n)*?summary = "Коротко)(!)?(?=")'),
            "!",
        ),
        "config": partial(
            _swap, project.folder / "mkdocs.yml", ("primary: custom", "primary: teal")
        ),
    }


def _quiet_letters(circulars: Path) -> list[_Letter]:
    """Letters in both languages that act on none and are named by none, from the oldest."""
    texts = {path: path.read_text("utf-8") for path in sorted(circulars.glob("[0-9]*/*/*.md"))}
    named = {key for text in texts.values() for key in re.findall(r'\n +circular: "([^"]+)"', text)}
    by_folder: dict[Path, list[Path]] = defaultdict(list)
    for path in texts:
        by_folder[path.parent].append(path)
    found = []
    for folder in sorted(by_folder):
        pair = sorted(by_folder[folder], key=lambda path: texts[path].startswith(_TRANSLATION))
        key = f"{folder.parent.name}/{folder.name}"
        if len(pair) != 2 or key in named:
            continue
        facts = texts[pair[0]]
        if "\nrelated:" not in facts and _DATE.search(facts) and _INITIATIVE.search(facts):
            found.append(_Letter(facts=pair[0], other=pair[1]))
    if len(found) < 3:
        raise FailedError(f"{circulars}: too few letters to edit")
    return found


def _write(path: Path, before: str, after: str) -> None:
    if before == after:
        raise FailedError(f"{path}: the place to be edited was not found")
    path.write_text(after, encoding="utf-8")


def _toggle(path: Path, pattern: re.Pattern[str], sign: str = "Bench: ") -> None:
    """Add *sign* at the end of what the pattern finds, or take it away."""
    before = path.read_text("utf-8")

    def other(match: re.Match[str]) -> str:
        text = match[0]
        return text.removesuffix(sign) if text.endswith(sign) else text + sign

    _write(path, before, pattern.sub(other, before, count=1))


def _swap(path: Path, words: tuple[str, str]) -> None:
    before = path.read_text("utf-8")
    old, new = words if words[0] in before else words[::-1]
    _write(path, before, before.replace(old, new))


def _other_text(path: Path) -> None:
    """One word more in the last paragraph, or one less."""
    text = path.read_text("utf-8")
    stem = text.rstrip("\n")
    word = " Bench."
    _write(path, text, (stem.removesuffix(word) if stem.endswith(word) else stem + word) + "\n")


def _other_date(path: Path) -> None:
    """The day before, or again the day after; in the same year, whose folder the letter is in."""
    before = path.read_text("utf-8")

    def other(match: re.Match[str]) -> str:
        date = dt.date.fromisoformat(match[1])
        moved = date.replace(day=date.day - 1 if date.day % 2 == 0 else date.day + 1)
        return f'\ndate: "{moved.isoformat()}"'

    _write(path, before, _DATE.sub(other, before, count=1))


def _other_initiative(path: Path) -> None:
    before = path.read_text("utf-8")
    first, second = _INITIATIVES
    name = second if f"initiatives: [{first}]" in before else first
    _write(path, before, _INITIATIVE.sub(name, before, count=1))


def _add(circulars: Path, letter: _Letter) -> None:
    """One more letter, in words like those of a recent one, but without a reference."""
    folder = letter.facts.parent.with_name(_ADDED)
    folder.mkdir()
    for path in (letter.facts, letter.other):
        text = path.read_text("utf-8")
        text = re.sub(r"(?<=\n)reference: .*\n", "", text)
        text = re.sub(r"(?<=\n)kind: .*\n", "kind: letter\n", text)
        text = text.replace('\nsubject: "', '\nsubject: "Bench: ', 1)
        (folder / path.name).write_text(text, encoding="utf-8")


def _delete(circulars: Path) -> None:
    """The added letter goes again."""
    for folder in circulars.glob(f"*/{_ADDED}"):
        shutil.rmtree(folder)


def _rename(folder: Path) -> None:
    """The letter's folder gets another name, and so the letter another address."""
    other = folder.with_name(f"{folder.name}-renamed")
    if folder.is_dir():
        folder.rename(other)
    else:
        other.rename(folder)
