"""Running the editors' commands on an archive of a test, and a git repository around it."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from small_archive import PHRASES

from archive.cli import main
from archive.listing import list_archive
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.sources import Document, Folder

SETTINGS = ("ARCHIVE_CIRCULARS", "ARCHIVE_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS")


class Editor:
    """Somebody at a terminal, in the folder that holds ``circulars/``."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.root = folder / "circulars"
        self._patch = monkeypatch
        self._capsys = capsys
        monkeypatch.chdir(folder)
        monkeypatch.setenv("ARCHIVE_TODAY", "2026-11-22")
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)

    def runs(self, *arguments: str, typed: str = "") -> int:
        """The exit status of a command; what it prints is in :attr:`out` and :attr:`err`."""
        self._patch.setattr("sys.stdin", io.StringIO(typed))
        self._capsys.readouterr()
        status = main([*arguments])
        self.out, self.err = self._capsys.readouterr()
        return status

    def findings(self, *but: str) -> set[str]:
        """The codes of all findings, editorial ones included, less those of *but*."""
        self.runs("check", "--no-cache")
        lines = [line for line in self.out.splitlines() if "[" in line]
        return {line.split("[")[1].split("]")[0] for line in lines} - set(but)

    def write(self, path: str, text: str) -> None:
        """Write a file below the archive's root, byte for byte."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def read(self, path: str) -> str:
        """A file below the archive's root, byte for byte."""
        return (self.root / path).read_bytes().decode()


def folder(root: Path, path: str) -> Folder:
    """One folder of an archive, read."""
    listing = next(item for item in list_archive(root, "circulars").folders if item.path == path)
    return SourceReader(root, Reader(Grammar.of(PHRASES)), "circulars").folder(listing)


def document(root: Path, path: str) -> Document:
    """One file of an archive, read with its folder: ``2024/letter/en.md``."""
    place, _, name = path.rpartition("/")
    found = folder(root, place).documents
    return next(each for each in found if f"{each.language}.md" == name)


def git(folder: Path, *arguments: str) -> str:
    """Run git in *folder*, whoever's settings this machine has."""
    settings = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    settings += ["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    command = ["git", *settings, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, message: str = "Change") -> None:
    """Commit everything in *folder*, with a repository made where there is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
