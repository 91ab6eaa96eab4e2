"""A copy of the project with an archive inside it, which can be edited and built.

The copy holds only what a build needs. Its commands run in this environment's Python, with the
copy's ``hooks`` first on the path, so that code, strings and templates are the copy's own.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.archive import TODAY
from tests.bench.process import Run, run

ROOT = Path(__file__).resolve().parents[2]
_TAKEN = ("mkdocs.yml", "pyproject.toml", "docs", "hooks", "overrides")
_OWN_VARIABLES = ("ARCHIVE_", "LC_", "LANG", "COLUMNS", "SOURCE_DATE_EPOCH", "PYTHON")


class FailedError(Exception):
    """A command that ended badly, or was not what it should be; its text says why, in one line."""


def environment(**more: str) -> dict[str, str]:
    """A clean environment: nothing of the person's own settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(_OWN_VARIABLES)
    }
    return {**kept, "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", **more}


def checked(result: Run, what: str) -> Run:
    """The run, if it ended well; raises :class:`FailedError` with the last line that it printed."""
    if result.status:
        last = next((line for line in reversed(result.output.split("\n")) if line.strip()), "")
        raise FailedError(f"{what}: {result.status}: {last.strip()}")
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The copy in *folder*."""

    folder: Path
    today: str = TODAY
    variables: dict[str, str] = field(default_factory=dict)
    """Further environment variables of its commands."""

    @property
    def circulars(self) -> Path:
        """The archive."""
        return self.folder / "circulars"

    @property
    def site(self) -> Path:
        """What is published."""
        return self.folder / "site"

    @property
    def store(self) -> Path:
        """What builds and checks keep for the next time."""
        return self.folder / ".cache"

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of its commands."""
        return environment(
            PYTHONPATH=str(self.folder / "hooks"),
            ARCHIVE_TODAY=self.today,
            **self.variables,
            **more,
        )

    def build(self, *, index: bool = False) -> Run:
        """Build its site, without the search index unless it is asked for."""
        variables = {} if index else {"ARCHIVE_INDEX": "no"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        result = run(command, folder=self.folder, environment=self.environment(**variables))
        return checked(result, "mkdocs build")

    def check(self) -> Run:
        """Run the checker over its archive; there may be warnings."""
        command = [sys.executable, "-m", "archive", "check"]
        result = run(command, folder=self.folder, environment=self.environment())
        return checked(result, "circulars check")

    def make_new(self) -> None:
        """Give every file a new time, as a fresh clone and a restored cache do."""
        for file in _files(self.folder):
            os.utime(file)

    def remove_site(self) -> None:
        """Remove what was published."""
        shutil.rmtree(self.site, ignore_errors=True)

    def remove_store(self) -> None:
        """Remove what was kept."""
        shutil.rmtree(self.store, ignore_errors=True)


def copy_project(folder: Path, **variables: str) -> Project:
    """Copy the project, without its archive, and make sure that the copy's code is what runs."""
    folder.mkdir(parents=True)
    for name in _TAKEN:
        source = ROOT / name
        if source.is_dir():
            # A file that Python is just writing may be gone when its turn comes.
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("*.pyc.*"))
        else:
            shutil.copy2(source, folder / name)
    project = Project(folder=folder, variables=variables)
    command = [sys.executable, "-c", "import archive; print(archive.__file__)"]
    result = run(command, folder=folder, environment=project.environment())
    code = checked(result, "import archive").output.strip()
    if not Path(code).is_relative_to(folder):
        raise FailedError(f"the copy in {folder} runs the code in {code}")
    # Nobody compiles the code again before each build.
    command = [sys.executable, "-m", "compileall", "-q", "hooks"]
    checked(run(command, folder=folder, environment=project.environment()), "compileall")
    return project


def _files(folder: Path) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        for name in names:
            yield f"{base}/{name}"
