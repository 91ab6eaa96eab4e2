"""What one file beside a text may cost the look at it: in sum, over all that is packed in it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.held_files.fault import Fault, FaultyFileError

UNPACKED = 250 * 1024 * 1024
"""So many bytes may a file unpack to, and all that is packed in it."""
MEMBERS = 10_000
"""So many files may lie in it and in its packages."""
STEPS = 4_000_000
"""So many elements of XML and words of PDF are looked at: some seconds."""
_MIB = 1024 * 1024


class SpentError(FaultyFileError):
    """The whole file costs too much, whatever lies in which of its packages."""


@dataclass(slots=True)
class Budget:
    """What a look has cost up to now; one for each file that lies beside a text."""

    unpacked: int = 0
    members: int = 0
    steps: int = 0

    def unpack(self, size: int) -> None:
        """Count bytes when they have really been unpacked; raises :class:`SpentError`."""
        self.unpacked += size
        self.foresee(0)

    def foresee(self, size: int) -> None:
        """Refuse what says of itself that it is too large; raises :class:`SpentError`."""
        if (total := self.unpacked + size) > UNPACKED:
            values = {"size": -(-total // _MIB), "limit": UNPACKED // _MIB}
            raise SpentError(Fault("file-unpacks", "", values))

    def open(self, members: int) -> None:
        """Count the files of a package; raises :class:`SpentError`."""
        self.members += members
        if self.members > MEMBERS:
            raise SpentError(Fault("file-unpacks", "many", {"limit": MEMBERS}))

    def step(self, count: int) -> None:
        """Count what was looked at; raises :class:`SpentError`."""
        self.steps += count
        if self.steps > STEPS:
            raise SpentError(Fault("file-locked", "unseen"))
