"""Which job runs next: rounds over all jobs, so that all are measured under the same conditions.

A budget of time decides how many rounds there are. The first run of a key job is made whatever
it takes; any other run must fit into what is left, when the further runs of the key jobs have
been set aside.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.bench.process import Run
from tests.bench.project import FailedError
from tests.bench.scenarios import Job

Told = Callable[[str, Run], None]
"""Takes a figure: its name and the run."""
Failed = Callable[[str, FailedError], None]
"""Takes a job that could not be run: its name and why."""


@dataclass(slots=True, kw_only=True)
class Schedule:
    """The jobs of one run of the benchmark."""

    jobs: Sequence[Job]
    runs: int
    """How often each is to be run."""
    until: float
    """When to end, by :func:`time.monotonic`."""
    _took: dict[str, float] = field(default_factory=dict)
    """Seconds of each job's last run, with what prepares it."""
    _count: dict[str, int] = field(default_factory=dict)
    _failed: set[str] = field(default_factory=set)

    def run(self, told: Told, failed: Failed) -> None:
        """Run the jobs in rounds; one that fails is told, and not run again.

        Where the first job fails, the others have nothing to begin with: its
        :class:`FailedError` goes on.
        """
        for number in range(self.runs):
            for job in self.jobs:
                is_owed = number == 0 and job.is_key
                if job.name not in self._failed and (is_owed or self._fits(job)):
                    self._run(job, told, failed)

    def _run(self, job: Job, told: Told, failed: Failed) -> None:
        begun = time.monotonic()
        try:
            figures = job.figures()
        except FailedError as error:
            if job is self.jobs[0]:
                raise
            self._failed.add(job.name)
            failed(job.name, error)
            return
        self._took[job.name] = time.monotonic() - begun
        self._count[job.name] = self._count.get(job.name, 0) + 1
        for name, run in figures.items():
            told(name, run)

    def _fits(self, job: Job) -> bool:
        left = self.until - time.monotonic() - self._took.get(job.name, self._guess())
        return left >= (0 if job.is_key else self._set_aside())

    def _guess(self) -> float:
        """What a job may take that has not run yet: as long as the longest that has."""
        return max(self._took.values(), default=0.0)

    def _set_aside(self) -> float:
        return sum(
            (self.runs - self._count.get(job.name, 0)) * self._took.get(job.name, 0.0)
            for job in self.jobs
            if job.is_key and job.name not in self._failed
        )
