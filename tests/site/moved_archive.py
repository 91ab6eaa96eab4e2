"""The invented archive after things in it were renamed, joined and taken away."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import invented_archive
from site_kit import ROOT

from archive.cli import main
from archive.locks import read_locks
from archive.promises import Promises

MOVES = """\
meeting-renamed:
  date: 2026-03-01
  circular: 2026/ex-1
  to: 2026/ex-10
label-corrected:
  date: 2026-03-01
  circular: 2026/ex-1
  paragraph: p3-b
  to: p3-c
numbers-corrected:
  date: 2026-02-28
  circular: 2026/ex-10
  paragraph: p1
  to: p2
annex-shortened:
  date: 2026-02-28
  circular: 2026/ex-10
  paragraph: annex-1-p2
  retired: {ru: Там было имя человека., en: It named a person.}
deadline-renamed:
  date: 2026-03-01
  circular: 2026/ex-10
  paragraph: deadline-far-off
  to: deadline-register
file-renamed:
  date: 2026-03-01
  circular: 2026/ex-10
  file: lamps.pdf
  to: lanterns.pdf
english-gone:
  date: 2026-02-27
  circular: 2026/ex-2
  language: en
  retired: {ru: Перевод был неверен., en: The translation was wrong.}
taken-away:
  date: 2026-02-26
  circular: 2026/ex-3
  retired: {ru: По просьбе автора <письма>.}
initiative-renamed:
  date: 2026-03-01
  initiative: lighthouse
  to: beacon
initiative-joined:
  date: 2026-03-01
  initiative: buoys
  into: beacon
bureau-renamed:
  date: 2026-03-01
  page: circulars/bureau/bulk
  to: circulars/bureau/plenty
"""


def publish_and_move(root: Path, bulk: int = invented_archive.BULK) -> Promises:
    """An archive with *bulk* further letters that is recorded, and in which things then move; what
    was promised before."""
    invented_archive.write_archive(root, bulk=bulk)
    shutil.copytree(ROOT / "docs", root.parent / "docs")
    assert main(["lock", "--root", str(root)]) == 0
    before = read_locks(root.parent / "locks", "locks").promises
    (root / "2026/ex-1").rename(root / "2026/ex-10")
    (root / "2026/ex-10/lamps.pdf").rename(root / "2026/ex-10/lanterns.pdf")
    (root / "2026/ex-2/en.md").unlink()
    shutil.rmtree(root / "2026/ex-3")
    shutil.rmtree(root / "initiatives/buoys")
    (root / "initiatives/lighthouse").rename(root / "initiatives/beacon")
    for path in root.rglob("*.*"):
        if path.suffix in (".md", ".yml"):
            text = path.read_text("utf-8")
            text = re.sub(r"^- lighthouse$", "- beacon", text, flags=re.MULTILINE)
            text = re.sub(r"^bulk:|(?<=^bureau: )bulk$", _plenty, text, flags=re.MULTILINE)
            text = text.replace("[b)]", "[c)]").replace("lamps.pdf", "lanterns.pdf")
            text = re.sub(r"^(\s+)far-off:", r"\1register:", text, flags=re.MULTILINE)
            text = re.sub(r"2\. (Второй пункт|The second paragraph) [^\n]*\n\n", "", text)
            path.write_text(text, "utf-8")
    (root / "registers/moves.yml").write_text(MOVES, "utf-8")
    assert main(["lock", "--root", str(root)]) == 0
    return before


def _plenty(match: re.Match[str]) -> str:
    return match[0].replace("bulk", "plenty")
