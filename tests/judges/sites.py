"""The sites that are judged: that of the real archive, and two of invented letters."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import invented_archive
import site_kit
from moved_archive import publish_and_move
from site_kit import LIVES, LIVES_TODAY, REAL_TODAY, SITE_URL, SUBPATH_URL
from tests.judges.findings import Place
from tests.judges.programs import BrokenJudgeError

from archive.paging import LIST_SIZE


def build_sites(folder: Path) -> tuple[Place, ...]:
    """The real archive; letters that move and end dates of earlier ones; and, in a folder of a
    host, an archive with everything else that an archive may have: lists of several pages, letters
    in one language, and what was renamed and taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = folder / "invented-source"
    shutil.rmtree(sources, ignore_errors=True)
    with redirect_stdout(StringIO()):  # what was recorded is nobody's concern here
        publish_and_move(sources / "circulars", bulk=LIST_SIZE + 2)
    wanted = {
        "real": {"ARCHIVE_TODAY": REAL_TODAY},
        # Where the real one is, so that pages that are the same need not be judged again.
        "lives": {"ARCHIVE_CIRCULARS": str(LIVES), "ARCHIVE_TODAY": LIVES_TODAY},
        "invented": {
            "ARCHIVE_CIRCULARS": str(sources / "circulars"),
            "ARCHIVE_TODAY": invented_archive.TODAY,
            "ARCHIVE_SITE_URL": SUBPATH_URL,
            "ARCHIVE_REPOSITORY": site_kit.REPOSITORY,
        },
    }

    def build(name: str) -> Place:
        base = folder / name
        outcome = site_kit.build(base / "site", temporary=base / "temporary", **wanted[name])
        if outcome.status != 0:
            raise BrokenJudgeError(f"{name}: {outcome.output[-1500:]}")
        url = wanted[name].get("ARCHIVE_SITE_URL", SITE_URL)
        return Place(name=name, folder=base / "site", url=url)

    with ThreadPoolExecutor(max_workers=2) as pool:
        return tuple(pool.map(build, wanted))
