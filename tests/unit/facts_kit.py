"""What the tests of editorial rules on facts share: archives in a sentence, findings by code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from small_archive import PHRASES, write_files

from archive.checking import check_archive
from archive.problems import Problem

TODAY = dt.date(2024, 6, 1)


def findings(
    root: Path, files: Mapping[str, str | bytes], code: str = "", today: dt.date = TODAY
) -> list[Problem]:
    """The problems of an archive that holds *files*; with a *code* only those of that rule."""
    write_files(root, files)
    checked = check_archive(root, PHRASES, "circulars", today)
    return [problem for problem in checked.problems if code in ("", problem.code)]


def one_letter(
    root: Path, text: str, code: str, *, translation: str = "", today: dt.date = TODAY
) -> list[Problem]:
    """The findings of a rule in an archive of one letter, in one language or two."""
    files = {"2024/letter/en.md": text}
    if translation:
        files["2024/letter/ru.md"] = translation
    return findings(root, files, code, today)
