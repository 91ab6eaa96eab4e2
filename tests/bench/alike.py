"""The archive with only those outputs that the Hugo site has too: pages, lists, terms and feeds.

Hugo's site has no parallel texts, calendars, events, addressees, reference pages or data. Ours has
more feeds all the same (Atom, RSS and JSON, where Hugo writes RSS), and those stay.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.process import Run
from tests.bench.project import FailedError, Project, copy_project
from tests.bench.scenarios import Job

_KEPT = frozenset(
    {"hand_written", "circular_pages", "circular_lists", "initiative_pages", "feeds", "sitemap"}
)
_OUTPUT = re.compile(r"(?m)^    (\w+)\.\w+,\n")


def alike_project(folder: Path, circulars: Path) -> Project:
    """A copy of the project that publishes an archive elsewhere, and leaves most outputs out."""
    project = copy_project(folder, ARCHIVE_CIRCULARS=str(circulars))
    path = project.folder / "hooks/archive/outputs/__init__.py"
    before = path.read_text("utf-8")
    found = set(_OUTPUT.findall(before))
    if not found > _KEPT:
        raise FailedError(f"{path.name}: {', '.join(sorted(_KEPT - found))}?")
    after = _OUTPUT.sub(lambda match: match[0] if match[1] in _KEPT else "", before)
    path.write_text(after, encoding="utf-8")
    return project


def alike_job(folder: Path, circulars: Path) -> Job:
    """A cold build of it; the copy is made when it is first needed."""
    made: list[Project] = []

    def build() -> dict[str, Run]:
        if not made:
            made.append(alike_project(folder, circulars))
        made[0].remove_site()
        made[0].remove_store()
        return {"cold-alike": made[0].build()}

    return Job(name="cold-alike", figures=build)
