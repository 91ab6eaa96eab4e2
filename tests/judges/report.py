"""The table on the terminal, and the files in ``build/judge``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.judges.hearing import Verdict
from tests.judges.words import say

_SHOWN = 20


def write_report(verdicts: Sequence[Verdict], folder: Path) -> dict[str, Path]:
    """``report.json`` about all judges, and a file of findings for each; by the judge's name."""
    files = {}
    rows = []
    for verdict in verdicts:
        found = [*verdict.faults, *verdict.findings.problems]
        file = folder / f"{verdict.name}.txt"
        file.write_text("".join(f"{each}\n" for each in found), encoding="utf-8")
        files[verdict.name] = file
        rows.append(
            {
                "judge": verdict.name,
                "looked_at": dict(verdict.findings.looked_at),
                "caught": verdict.caught,
                "faults": verdict.faults,
                "problems": verdict.findings.problems,
                "remarks": verdict.findings.remarks,
                "seconds": round(verdict.seconds, 1),
            }
        )
    text = json.dumps({"version": 1, "judges": rows}, ensure_ascii=False, indent=1)
    files[""] = folder / "report.json"
    files[""].write_text(text + "\n", encoding="utf-8")
    return files


def print_table(verdicts: Sequence[Verdict], files: Mapping[str, str]) -> None:
    """One row for each judge; what they found stands above, so that the table is the end."""
    for verdict in verdicts:
        if verdict.findings.remarks:
            print(say("remarks", name=verdict.name))
            print("".join(f"  {each}\n" for each in verdict.findings.remarks))
    for verdict in verdicts:
        found = [*verdict.faults, *verdict.findings.problems]
        if found:
            print(say("problems", name=verdict.name))
            print("".join(f"  {each}\n" for each in found[:_SHOWN]), end="")
            if len(found) > _SHOWN:
                more = len(found) - _SHOWN
                print("  " + say("more", count=more, file=files[verdict.name]))
            print()
    heads = ("head-judge", "head-problems", "head-fixture", "head-seconds", "head-looked")
    rows = [tuple(say(head) for head in heads)]
    rows += [_row(verdict) for verdict in verdicts]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())
    print(say("report", file=files[""]))


def _row(verdict: Verdict) -> tuple[str, ...]:
    counts = ", ".join(f"{kind} {count}" for kind, count in verdict.findings.looked_at.items())
    return (
        verdict.name,
        str(len(verdict.findings.problems)),
        say("caught" if verdict.caught else "not-caught"),
        str(round(verdict.seconds)),
        counts,
    )
