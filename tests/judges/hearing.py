"""Hears the judges, two at once: each proves itself first, and then judges the sites."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from site_kit import ROOT
from tests.judges.findings import Findings, Material, Place
from tests.judges.programs import BrokenJudgeError
from tests.judges.table import JUDGES, Judge
from tests.judges.words import say

_AT_ONCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one judge."""

    name: str
    findings: Findings
    faults: tuple[str, ...]
    """Why this judge is worth nothing: what it overlooked, or that it broke."""
    caught: bool
    """Whether it found all that is wrong in its bad fixture."""
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether it was proven, looked at something, and found nothing."""
        return not self.faults and not self.findings.problems


def missed(judge: Judge, findings: Findings) -> tuple[str, ...]:
    """What a judge should have said about its bad fixture, and did not."""
    if not judge.caught or not findings.problems:
        return (say("missed-nothing"),)
    return tuple(
        say("missed", words=repr(words))
        for words in judge.caught
        if not any(words in problem for problem in findings.problems)
    )


def heard(name: str, places: tuple[Place, ...], work: Path) -> Verdict:
    """The verdict of the judge of that name: first on its bad fixture, then on the sites."""
    judge = next(each for each in JUDGES if each.name == name)
    begun = time.monotonic()
    bad, own = work / f"{name}-bad", work / name
    bad.mkdir(parents=True)
    own.mkdir()
    faults: tuple[str, ...] = ()
    caught = False
    findings = Findings(looked_at={}, problems=())
    try:
        faults = missed(judge, judge.judge(judge.bad(bad)))
        caught = not faults
        material = Material(
            places=places, workflows=ROOT / ".github/workflows", work=own, pages=judge.pages
        )
        findings = judge.judge(material)
        if findings.overlooked:
            faults += (say("nothing", kinds=", ".join(findings.overlooked)),)
    except BrokenJudgeError as error:
        faults += (say("broken", reason=error),)
    return Verdict(
        name=name, findings=findings, faults=faults, caught=caught, seconds=time.monotonic() - begun
    )


def hear(judges: Sequence[Judge], places: tuple[Place, ...], work: Path) -> Iterator[Verdict]:
    """The verdicts, as they come in. Judges whose findings depend on how busy the machine is are
    heard after all others, and alone."""
    for together, count in ((True, _AT_ONCE), (False, 1)):
        names = [judge.name for judge in judges if judge.steady is together]
        if not names:
            continue
        with ProcessPoolExecutor(max_workers=count) as pool:
            hearings = [pool.submit(heard, name, places, work) for name in names]
            for hearing in as_completed(hearings):
                yield hearing.result()
