"""What all peers have in common: a folder of sources, a command, and a folder it writes."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.process import Run, run
from tests.bench.project import FailedError, checked, environment


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerSite:
    """A site of another generator, ready to be built."""

    folder: Path
    command: Sequence[str]
    """Run in *folder*."""
    output: Path
    kept: tuple[Path, ...] = field(default=())
    """What the generator keeps between two builds."""
    version: str = ""

    def build(self, *, cold: bool = True) -> Run:
        """Build it; a cold build finds neither an earlier site nor anything kept."""
        if cold:
            for path in (self.output, *self.kept):
                shutil.rmtree(path, ignore_errors=True)
        name = Path(self.command[0]).name
        try:
            result = run(self.command, folder=self.folder, environment=environment())
        except OSError as error:
            raise FailedError(f"{name}: {error.strerror}") from error
        return checked(result, name)

    def pages(self) -> int:
        """How many pages the last build wrote."""
        return sum(1 for _ in self.output.rglob("*.html"))
