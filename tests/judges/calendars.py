"""Calendars: a parser that nobody here wrote, and two programs that subscribers use."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.judges.findings import Findings, Material
from tests.judges.programs import BrokenJudgeError, run, run_node

_KHAL = """\
[calendars]
[[taken]]
path = {home}/taken
[default]
default_calendar = taken
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Zurich
default_timezone = Europe/Zurich
[sqlite]
path = {home}/khal.db
"""
_LOCALE = {"LC_ALL": "C.UTF-8", "TZ": "Europe/Zurich"}
_TAKEN = re.compile(r"(\d+) apps? / (\d+) events? / (\d+) todos? / (\d+) skipped")


def judge(material: Material) -> Findings:
    """ical.js reads every calendar; calcurse takes those of the whole archive and of each letter
    (what a bureau or an initiative has is a part of these), khal those of all dates."""
    names = {
        str(file.resolve()): (place, file)
        for place in material.places
        for file in place.files(".ics")
    }
    told = run_node("calendars.mjs", {"files": sorted(names)}, material.work)
    counts: Counter[str] = Counter({"calendars": 0, "dates": 0, "in calcurse": 0, "in khal": 0})
    problems = []
    for path, read in told.items():
        place, file = names[path]
        events = int(read["events"])
        counts["calendars"] += 1
        counts["dates"] += events
        found = [f"ical.js: {fault}" for fault in read["faults"]]
        is_whole = file.parent in (place.folder, place.folder / "en")
        if is_whole or (file.name == "calendar.ics" and "circulars" in file.parts[:-3]):
            found += _calcurse(file, events, material.work, counts)
        if is_whole and file.name == "calendar.ics":
            home = material.work / f"{place.name}-{file.parent.name}"
            found += _khal(file, read, home, counts)
        problems += [f"{place.called(file)}: {fault}" for fault in found]
    return Findings(looked_at=counts, problems=tuple(problems))


def _calcurse(file: Path, events: int, work: Path, counts: Counter[str]) -> Iterator[str]:
    home = work / "calcurse"
    home.mkdir(exist_ok=True)
    for old in home.iterdir():
        if old.is_file():
            old.unlink()
    environment = {"TMPDIR": str(home), "HOME": str(home), **_LOCALE}
    command = [os.environ["ARCHIVE_CALCURSE"], "-D", str(home), "-C", str(home), "-i", str(file)]
    try:
        said = run(command, environment=environment, statuses=(0, 1))
    except BrokenJudgeError as error:
        yield f"calcurse: {error}"
        return
    taken = _TAKEN.search(said)
    if taken is None:
        yield f"calcurse: {said.strip()[:200] or 'it takes nothing'}"
        return
    apps, days, todos, skipped = map(int, taken.groups())
    counts["in calcurse"] += apps + days
    if (apps + days, todos, skipped) != (events, 0, 0):
        yield f"calcurse: {taken[0]}, of {events}"


def _khal(file: Path, read: Mapping[str, Any], home: Path, counts: Counter[str]) -> Iterator[str]:
    (home / "taken").mkdir(parents=True)
    (home / "config").write_text(_KHAL.format(home=home), encoding="utf-8")
    environment = {"HOME": str(home), **_LOCALE}
    khal = [sys.executable, "-m", "khal", "-c", str(home / "config")]
    try:
        run(
            [*khal, "import", "--batch", "-a", "taken", str(file)],
            environment=environment,
            statuses=(0, 1),  # 1 where it could not take everything: seen below
        )
        days = [dt.date.fromisoformat(read[name]) for name in ("first", "last") if read[name]]
        # A date of several days is listed once; khal's last day is not in its span.
        span = [str(days[0]), f"{(days[1] - days[0]).days + 2}d"] if days else []
        form = ["--once", "--day-format", "", "--format", "{uid}"]
        said = run([*khal, "list", "-a", "taken", *form, *span], environment=environment)
    except BrokenJudgeError as error:
        yield f"khal: {error}"
        return
    listed = len(set(filter(None, said.splitlines())))
    counts["in khal"] += listed
    if listed != read["events"]:
        yield f"khal: {listed} of {read['events']} dates"
