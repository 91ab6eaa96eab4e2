"""``python -m tests.bench --number 1000 --peers hugo --runs 3``: see the package."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import charts, words
from tests.bench.alike import alike_job
from tests.bench.peers.chosen import PEERS, Peers, prepared_peers
from tests.bench.process import Run, run
from tests.bench.project import ROOT, FailedError, Project, checked, copy_project, environment
from tests.bench.results import SMALL, Results
from tests.bench.scenarios import Job, our_jobs, small_jobs
from tests.bench.schedule import Schedule
from tests.bench.table import table
from tests.bench.weights import first_view, page_gz_bytes

BUILD = ROOT / "build"
REPORT = BUILD / "bench.json"
PAGE = BUILD / "bench.html"
HISTORY = BUILD / "bench" / "history"
WORK = BUILD / "bench" / "work"
LOCK = BUILD / "bench" / "lock"
_LIBRARIES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "pyromark", "pagefind")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=words.say("about"))
    parser.add_argument("--number", type=int, default=1000, help=words.say("option.number"))
    parser.add_argument("--peers", default=",".join(PEERS), help=words.say("option.peers"))
    parser.add_argument("--runs", type=int, default=3, help=words.say("option.runs"))
    parser.add_argument("--minutes", type=float, default=4.5, help=words.say("option.minutes"))
    parser.add_argument("--keep", action="store_true", help=words.say("option.keep"))
    options = parser.parse_args(arguments)
    options.peers = [name for name in options.peers.replace(" ", ",").split(",") if name]
    if unknown := sorted(set(options.peers) - {*PEERS, "none"}):
        parser.error(words.say("unknown-peer", names=", ".join(unknown), known=", ".join(PEERS)))
    if options.number < 20 or options.runs < 1:
        parser.error(words.say("bad-number"))
    return options


def _archive(folder: Path, number: int) -> None:
    """In a process of its own: its memory would be counted with that of what is measured."""
    command = [sys.executable, "-m", "tests.bench.archive", str(folder), "--number", str(number)]
    checked(run(command, folder=ROOT, environment=environment()), "tests.bench.archive")


def _project(name: str, number: int) -> Project:
    project = copy_project(WORK / name)
    _archive(project.circulars, number)
    return project


def _told(results: Results, name: str, result: Run) -> None:
    results.add(name, result)
    _say(words.progress(name, result.cost))


def measure(options: argparse.Namespace) -> Results:
    """All measurements of one run of the benchmark."""
    begun = time.monotonic()
    results = Results(number=options.number)
    _say(words.say("archive", number=options.number))
    project = _project("full", options.number)
    small = _project("small", SMALL) if options.number > SMALL else None
    peers = prepared_peers(WORK / "peers", project.circulars, options.peers)
    for name in peers.missing:
        _say(words.say("no-peer", name=words.say(f"name.{name}")))
    if small is not None:
        small.build()
        results.about["index_in_all_builds"] = (small.site / "pagefind").is_dir()
        if results.about["index_in_all_builds"]:
            _say(words.say("indexed"))
    jobs = _interleaved(our_jobs(project), peers, small_jobs(small) if small else [])
    if "hugo" in peers.sites:
        # Beside the jobs that every report needs: after them, and with what time is left.
        jobs.append(alike_job(WORK / "alike", project.circulars))
    schedule = Schedule(jobs=jobs, runs=options.runs, until=begun + 60 * options.minutes)
    schedule.run(
        lambda name, result: _told(results, name, result),
        lambda name, error: _say(_failure(name, error)),
    )
    results.page_gz_bytes = page_gz_bytes(project)
    try:
        results.first_view = first_view(project, os.environ, _say)
    except FailedError as error:
        _say(str(error))
    results.about |= _about(options, time.monotonic() - begun) | {"peers": peers.about()}
    return results


def _failure(name: str, error: FailedError) -> str:
    return words.say("failed", name=words.say(f"name.{name}"), reason=str(error))


def _interleaved(ours: list[Job], peers: Peers, small: list[Job]) -> list[Job]:
    """A cold build first, then the peers' and all else: a round has all of them."""
    return [ours[0], *peers.jobs(), *ours[1:], *small]


def _about(options: argparse.Namespace, seconds: float) -> dict[str, Any]:
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "runs_wanted": options.runs,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": len(os.sched_getaffinity(0)),
        "versions": {name: version(name) for name in _LIBRARIES},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 if all went well, 1 if the archive could not be built, 2 for wrong use."""
    options = _options(arguments)
    HISTORY.mkdir(parents=True, exist_ok=True)
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            _say(words.say("busy"))
            return 2
        shutil.rmtree(WORK, ignore_errors=True)
        WORK.mkdir(parents=True)
        try:
            results = measure(options)
        except FailedError as error:
            _say(_failure("cold", error))
            return 1
        except KeyboardInterrupt:
            return 130
        finally:
            if not options.keep:
                shutil.rmtree(WORK, ignore_errors=True)
        _write(results)
    return 0


def _write(results: Results) -> None:
    """The report, a copy of it for the charts, the charts and the table."""
    report = results.report()
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    REPORT.write_text(text, encoding="utf-8")
    when = "".join(sign for sign in report["about"]["when"] if sign.isdigit())[:14]
    (HISTORY / f"{results.number}-{when}.json").write_text(text, encoding="utf-8")
    PAGE.write_text(charts.page(charts.kept(HISTORY)), encoding="utf-8")
    print(table(results))
    _say(words.say("written", report=_shown(REPORT), page=_shown(PAGE)))


def _shown(path: Path) -> str:
    return os.path.relpath(path)


if __name__ == "__main__":
    raise SystemExit(main())
