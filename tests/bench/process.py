"""Runs a command, and measures it with all the processes that it starts: time and memory.

Memory is looked at while the command runs, through ``/proc`` (Linux; elsewhere it is None):

- of the largest process: the kernel's own high-water mark of each process (VmHWM), read so often
  that only what a process takes in its last moments can be missed;
- of all together: the sum of their proportional set sizes (PSS, in which a page shared by two
  processes counts half for each) or, where PSS may not be read, of their resident set sizes.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.02
"""Seconds between two looks at the memory, at least."""
_SHARE = 20
"""A look may cost at most one part in so many of the time, so that it disturbs little."""
_PR_SET_CHILD_SUBREAPER = 36
_KILOBYTE = 1024
_LIMIT = 7200.0
"""Seconds after which a command is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a command took."""

    wall: float
    """Seconds from start to end."""
    processor: float
    """Seconds of processor time, user and system, of the command and all it started."""
    largest: int | None
    """Peak memory of the largest process, in bytes."""
    together: int | None
    """Peak memory of all processes at one moment, in bytes."""
    measure: str = ""
    """How memory of all together was counted: ``PSS`` or ``RSS``."""
    processes: int = 1
    """How many processes there were at once, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished command."""

    status: int
    output: str
    """All that it printed, both streams."""
    cost: Cost


def run(command: Sequence[str], *, folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command to its end; what it printed is kept."""
    _adopt_orphans(True)
    with (folder / ".bench-output").open("w+b") as file:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        watch = _Watch(process.pid)
        giving_up = threading.Timer(_LIMIT, process.kill)
        giving_up.daemon = True
        giving_up.start()
        status = process.wait()
        wall = time.perf_counter() - begun
        giving_up.cancel()
        watch.end()
        _reap(watch.seen)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        file.seek(0)
        output = file.read().decode("utf-8", "replace")
    (folder / ".bench-output").unlink()
    _adopt_orphans(False)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(
        status=status,
        output=output,
        cost=Cost(
            wall=wall,
            processor=processor,
            largest=watch.largest or None,
            together=watch.together or None,
            measure=watch.measure,
            processes=watch.processes,
        ),
    )


def _adopt_orphans(wanted: bool) -> None:
    """Workers that outlive their parent become our children, so that their time is counted."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, int(wanted), 0, 0, 0)
    except (AttributeError, OSError, TypeError):
        return  # no Linux: time of orphans is lost, all else holds


def _reap(pids: Iterable[int], patience: float = 15.0) -> None:
    """Wait for adopted workers that are about to end; one that stays is left alone."""
    until = time.monotonic() + patience
    for pid in pids:
        try:
            while os.waitpid(pid, os.WNOHANG)[0] == 0 and time.monotonic() < until:
                time.sleep(_PAUSE)
        except ChildProcessError:
            continue  # its own parent has waited for it


class _Watch:
    """Looks at the memory of a process and its descendants until it is told to end."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self.largest = self.together = 0
        self.processes = 1
        self.seen: set[int] = set()
        """Its descendants."""
        is_pss = _kilobytes("/proc/self/smaps_rollup", b"Pss:") > 0
        self.measure = "PSS" if is_pss else "RSS"
        self._file, self._name = ("smaps_rollup", b"Pss:") if is_pss else ("status", b"VmRSS:")
        self._thread = threading.Thread(target=self._look_again, daemon=True)
        if Path("/proc/self/statm").is_file():
            self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look_again(self) -> None:
        pause = _PAUSE
        while not self._over.wait(pause):
            begun = time.perf_counter()
            self._look()
            pause = max(_PAUSE, (time.perf_counter() - begun) * _SHARE)

    def _look(self) -> None:
        descendants = list(_descendants(self._pid))
        self.seen.update(descendants)
        pids = [self._pid, *descendants]
        total = 0
        for pid in pids:
            self.largest = max(self.largest, _kilobytes(f"/proc/{pid}/status", b"VmHWM:"))
            total += _kilobytes(f"/proc/{pid}/{self._file}", self._name)
        self.together = max(self.together, total)
        self.processes = max(self.processes, len(pids))


def _kilobytes(path: str, name: bytes) -> int:
    """A size of a process in bytes; 0 where it cannot be read, as of one that has ended."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - many times a second
            for line in file:
                if line.startswith(name):
                    return int(line.split()[1]) * _KILOBYTE
    except (OSError, ValueError, IndexError):
        pass
    return 0


def _descendants(pid: int) -> Iterator[int]:
    try:
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - many times a second
    except OSError:
        return
    for thread in threads:
        try:
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:  # noqa: PTH123
                children = [int(each) for each in file.read().split()]
        except (OSError, ValueError):
            continue
        for child in children:
            yield child
            yield from _descendants(child)
