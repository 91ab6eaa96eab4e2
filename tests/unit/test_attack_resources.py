"""Attacks on time and memory: a check with little of both ends, with one message for each."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from small_archive import letter, translation, write_files

from archive.rule_codes import BLOCKING
from archive.source import MAX_EVENTS, MAX_FILE_BYTES, MAX_TEXT_BYTES

GIGABYTE = 1024**3
MEMORY = GIGABYTE
SECONDS = 120
"""Of a processor: many times what is needed, and far less than what grows with a square takes."""
LONG = 40_000


def limited() -> None:
    """Let the process have no more than is meant for it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def checked(root: Path) -> dict[str, Counter[str]]:
    """The codes of what stops publication by file, found by a process with limits."""
    result = subprocess.run(
        [sys.executable, "-m", "archive", "check", "circulars", "--format", "json", "--lang", "en"],
        cwd=root.parent,
        env={**os.environ, "ARCHIVE_TODAY": "2024-05-02", "ARCHIVE_HUNSPELL": ""},
        preexec_fn=limited,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode in (0, 1), result.stderr[-2000:]
    assert result.stderr == ""
    found: dict[str, Counter[str]] = {}
    for problem in json.loads(result.stdout)["problems"]:
        if problem["code"] in BLOCKING:
            path = problem["path"].removeprefix("circulars/")
            found.setdefault(path, Counter())[problem["code"]] += 1
    return found


def many(pattern: str, size: int) -> str:
    return (pattern * (size // len(pattern.encode()))).strip("\n") + "\n"


BODIES = {
    "paragraphs": ("too-many-parts", many("a\n\n", MAX_TEXT_BYTES - 1000)),
    "cells": ("too-many-parts", "|a" * 400 + "\n" + "|-" * 400 + "\n" + "a\n" * 400),
    "emphasis": ("too-many-parts", many("*_", MAX_TEXT_BYTES - 1000)),
    "quotes": ("nested-too-deeply", many("> ", MAX_TEXT_BYTES - 1000)),
    "quotes-tight": ("nested-too-deeply", many(">", MAX_TEXT_BYTES - 1000)),
    "quotes-lazy": ("nested-too-deeply", "> " * 60_000 + "a\n" + many("a\n", 120_000)),
    "lists": ("nested-too-deeply", many("- ", MAX_TEXT_BYTES - 1000)),
    "numbers": ("nested-too-deeply", many("1. ", MAX_TEXT_BYTES - 1000)),
    "list-of-steps": ("nested-too-deeply", "".join("  " * n + "- a\n" for n in range(400))),
    "marks": ("nested-too-deeply", "*a **a " * 500 + "a** a* " * 500 + "\n"),
    "brackets": ("", many("[", LONG)),
    "tags": ("raw-html", many("<a>", LONG)),
    "waivers": ("too-many-parts", many("<!-- waive dash: x -->\n\nWords.\n\n", LONG)),
    "huge": ("too-large", "x" * MAX_TEXT_BYTES),
}
"""A text that costs much: the one code by which it is refused (or none)."""

FRONTS = {
    "list": "initiatives: [" + ", ".join(f"a{n}" for n in range(LONG)) + "]\n",
    "items": "links:\n" + "".join(f"  a{n}: {{}}\n" for n in range(LONG // 2)),
    "deadlines": "deadlines:\n"
    + "".join(f"  a{n}:\n    asks: X.\n    date: 2024-06-01\n" for n in range(9_000)),
}
"""Front matter that costs much: each is too long."""

PATTERNS = (
    "1 ", "1-", "1,", "1.", "19/", "CL-19/", "TSB Circular ", "12 March ", "1 to 2 ", "10:00 ",
    "+41 ", "(41) ", "a@a.", "http://a.", "https://a)", "a-", "« ", "- ", "the ", "[^1]", "(",
    "X.1", "№ ", "12 марта ", "10 час. ", "Циркуляр ",
)  # fmt: skip
"""What the regular expressions of rules begin with: a long row of it must not make one go back."""


def test_costly_texts_are_refused_with_one_message_each(tmp_path: Path) -> None:
    files = {f"2024/{name}/en.md": letter(body) for name, (_, body) in BODIES.items()}
    files |= {f"2023/{name}/en.md": letter(extra=extra) for name, extra in FRONTS.items()}
    root = write_files(tmp_path / "circulars", files)
    (root / "2023/words").mkdir()
    found = checked(root)
    assert found.pop("2023/words") == {"empty-folder": 1}
    for name in FRONTS:
        codes = found.pop(f"2023/{name}/en.md")
        codes.pop("year-disagrees")
        assert codes == {"too-long": 1}, name
    for name, (code, _) in BODIES.items():
        assert found.pop(f"2024/{name}/en.md", {}) == ({code: 1} if code else {}), name
    assert found == {}


def test_gigabytes_are_not_read(tmp_path: Path) -> None:
    annex = "annexes:\n  a:\n    title: Plan\n    status: held\n    file: plan.pdf\n"
    root = write_files(
        tmp_path / "circulars", {"2024/letter/en.md": letter(extra=annex), "2024/huge/en.md": ""}
    )
    holes = {
        "2024/huge/en.md": 2 * GIGABYTE,
        "2024/letter/plan.pdf": 2 * GIGABYTE,
        "registers/glossary.yml": 2 * GIGABYTE,
        "registers/words.en.txt": 2 * GIGABYTE,
        "registers/moves.yml": MAX_FILE_BYTES + 1,
    }
    for name, size in holes.items():
        with (root / name).open("wb") as file:
            file.write(b"%PDF-1.4\n" if name.endswith("pdf") else b"a")
            file.truncate(size)
    found = checked(root)
    assert found.pop("2024/letter/en.md") == {"file-too-large": 1}
    assert found == {
        name: {"too-large": 1} for name in holes if not name.endswith((".pdf", ".txt"))
    }


def test_no_regular_expression_goes_back_and_back(tmp_path: Path) -> None:
    """Long rows of what patterns begin with, in both languages, so that they are compared."""
    files = {}
    for number, pattern in enumerate(PATTERNS):
        row = many(pattern, LONG)
        facts = "deadlines:\n  reply:\n    asks: Answer.\n    date: 2024-04-05\n"
        words = "deadlines:\n  reply:\n    asks: Ответить.\n"
        files[f"2024/row-{number}/en.md"] = letter(f"Words {row}", extra=facts)
        files[f"2024/row-{number}/ru.md"] = translation(f"Слова {row}", extra=words)
    assert checked(write_files(tmp_path / "circulars", files)) == {}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("m{0}: {{date: 2024-05-01, page: a{0}, to: a{1}}}\n", "move-circle"),
        (
            "m{0}: {{date: 2024-05-01, circular: 2024/letter, paragraph: p{1}, to: p{0}}}\n",
            "move-unknown-target",
        ),
    ],
    ids=["pages", "paragraphs"],
)
def test_long_chains_of_moves_end(entry: str, code: str, tmp_path: Path) -> None:
    moves = "".join(entry.format(n + 1, n + 2) for n in range(3_000))
    files = {"2024/letter/en.md": letter(), "registers/moves.yml": moves}
    found = checked(write_files(tmp_path / "circulars", files))
    assert set(found) <= {"registers/moves.yml"}
    assert set(found.get("registers/moves.yml", {})) <= {code}
    assert found


def test_the_limits_are_felt(tmp_path: Path) -> None:
    """A process with these limits is stopped when it goes beyond them."""
    code = "x = bytearray(2 * 1024**3)"
    result = subprocess.run(
        [sys.executable, "-c", code], preexec_fn=limited, capture_output=True, check=False
    )
    assert b"MemoryError" in result.stderr
    assert len(BODIES["paragraphs"][1]) > MAX_EVENTS
