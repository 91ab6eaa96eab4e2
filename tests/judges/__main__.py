"""``python -m tests.judges nu axe``: see the package."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence

from site_kit import ROOT
from tests.judges.hearing import Verdict, hear
from tests.judges.report import print_table, write_report
from tests.judges.sites import build_sites
from tests.judges.table import JUDGES, Judge
from tests.judges.words import say

BUILD = ROOT / "build/judge"
_STEADY = "steady"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    names = ", ".join(judge.name for judge in JUDGES)
    parser = argparse.ArgumentParser(prog="python -m tests.judges", description=say("about"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=say("argument", names=names))
    parser.add_argument("--needs", action="store_true", help=say("option-needs"))
    options = parser.parse_args(arguments)
    wanted = [name for text in options.names for name in text.replace(",", " ").split()]
    for name in wanted:
        if name != _STEADY and name not in {judge.name for judge in JUDGES}:
            parser.error(say("unknown", name=name, names=f"{_STEADY}, {names}"))
    options.judges = [judge for judge in JUDGES if _is_wanted(judge, wanted)]
    return options


def _is_wanted(judge: Judge, wanted: Sequence[str]) -> bool:
    return not wanted or judge.name in wanted or (judge.steady and _STEADY in wanted)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 when all were proven and found nothing, 1 otherwise, 2 for wrong use."""
    options = _options(arguments)
    if options.needs:
        print("\n".join(sorted({need for judge in options.judges for need in judge.needs})))
        return 0
    shutil.rmtree(BUILD / "work", ignore_errors=True)
    print(say("building"), file=sys.stderr, flush=True)
    places = build_sites(BUILD / "sites")
    verdicts: list[Verdict] = []
    for verdict in hear(options.judges, places, BUILD / "work"):
        verdicts.append(verdict)
        done = say("done", name=verdict.name, seconds=round(verdict.seconds))
        print(done, file=sys.stderr, flush=True)
    shutil.rmtree(BUILD / "work", ignore_errors=True)
    verdicts.sort(key=lambda each: [judge.name for judge in options.judges].index(each.name))
    files = write_report(verdicts, BUILD)
    print_table(verdicts, {name: os.path.relpath(file) for name, file in files.items()})
    return 0 if all(verdict.is_good for verdict in verdicts) else 1


if __name__ == "__main__":
    raise SystemExit(main())
