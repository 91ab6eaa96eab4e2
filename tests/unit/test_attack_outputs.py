"""What commands print of a hostile archive steers no terminal, no runner and no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from small_archive import letter
from tests.attacks import kit

from archive.cli import main

FORMATS = ("text", "github", "json", "sarif")
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2061-\u206f\ufeff]")
_COMMAND = re.compile(r"(?m)^\s*::(?!error |warning )|##\[")
"""What a runner of GitHub Actions obeys: where a line begins, or (the older form) anywhere."""

NAMES = (
    "::error file=x::y",
    "##[add-mask]a",
    "a\n::stop-commands::x",
    "a\r::add-mask::x",
    "a%0A::add-mask::x",
    "a\x1b[31m\x1b]0;title\x07",
    "a\u202egpj.exe",
    "a\u2028b",
    "a,title=x::y",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    os.fsdecode(b"a\xff\xfe"),
)
VALUES = ("##[add-mask]a", "::error::x", "a\x1b[31m", "a\u202eb", "a%0A::add-mask::x", "<b>`x`")
Print = Callable[..., str]


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of faults whose messages repeat what is hostile."""
    files = {
        f"2024/letter-{number}/en.md": letter(
            f"[x](link:{kit.plain(value).strip()}) <b>{value}</b>\n",
            extra=f"{kit.plain(value).strip()}: x\nofficial-url: {kit.plain(value)}",
        )
        for number, value in enumerate(VALUES)
    }
    root = kit.write(tmp_path / "circulars", files)
    for name in NAMES:
        (root / "2024/letter-0" / name.replace("/", "-")).write_bytes(b"x")
        (root / "2024" / name.replace("/", "-")).mkdir()
    monkeypatch.chdir(tmp_path)
    return root


@pytest.fixture
def printed(capfd: pytest.CaptureFixture[str]) -> Print:
    """Runs a command and gives all that it printed."""

    def run(*arguments: str) -> str:
        status = main([*arguments, "--lang", "en"])
        assert status in (0, 1)
        captured = capfd.readouterr()
        return captured.out + captured.err

    return run


@pytest.mark.parametrize("form", FORMATS)
def test_findings_steer_nothing(form: str, hostile: Path, printed: Print) -> None:
    out = printed("check", "circulars", "--format", form)
    assert out.count("stray-attachment") >= len(NAMES)
    if form in ("json", "sarif"):
        json.loads(out)
        return
    assert not _STEERING.search(out)
    assert not _COMMAND.search(out)
    start = "circulars/" if form == "text" else "::"
    assert all(line.startswith(start) for line in out.splitlines())
    if form == "github":
        for line in out.splitlines():
            properties, _, _ = line.removeprefix("::").partition("::")
            names = [each.partition("=")[0] for each in properties.partition(" ")[2].split(",")]
            assert names == ["file", "line", "col", "title"]


def test_lists_steer_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: Print
) -> None:
    words = [attack.text for attack in kit.attacks("words", "published")]
    files = {
        f"2024/letter-{number}/en.md": letter(subject=kit.plain(word).strip())
        for number, word in enumerate(words)
    }
    kit.write(tmp_path / "circulars", files)
    monkeypatch.chdir(tmp_path)
    table = printed("list")
    assert not _STEERING.search(table)
    data = json.loads(printed("list", "--format", "json"))
    assert {item["subject"]["en"] for item in data["circulars"]} == {
        " ".join(word.split(" ")) for word in (re.sub(" +", " ", word.strip()) for word in words)
    }
    rows = list(csv.reader(io.StringIO(printed("list", "--format", "csv"))))
    assert len(rows) == len(words) + 1
    for row in rows:
        assert len(row) == len(rows[0])
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]
