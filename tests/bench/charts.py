"""build/bench.html: how time and memory grow with the archive, from all runs that were kept.

The page stands alone: no script, no style sheet, nothing to download. Both languages are on it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.svg import Chart, Line
from tests.bench.words import LANGUAGES, number, say

_TIMES = (
    "cold",
    "unchanged",
    "text",
    "config",
    "restored",
    "store",
    "empty",
    "hugo",
    "plain",
    "plain-index",
    "zensical",
    "floor",
)
_MEMORIES = ("cold", "unchanged", "text", "hugo", "plain", "plain-index", "zensical")
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
section + section { margin-top: 4rem; }
svg { width: 100%; height: auto; font: 12px sans-serif; fill: currentColor; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { padding: .125rem .75rem .125rem 0; text-align: left; }
td.number { text-align: right; }
div { overflow-x: auto; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRun:
    """One report of the benchmark, as far as charts need it."""

    number: int
    when: str
    machine: str
    times: Mapping[str, float]
    """Seconds by scenario."""
    memories: Mapping[str, float]
    """Megabytes of all processes together, by scenario."""


def kept(folder: Path) -> list[KeptRun]:
    """All reports in a folder, the oldest first; what is no report is passed over."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(_read(json.loads(path.read_text("utf-8"))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return sorted(found, key=lambda run: (run.when, run.number))


def _read(report: Mapping[str, Any]) -> KeptRun:
    scenarios = report["scenarios"].items()
    about = report["about"]
    return KeptRun(
        number=int(report["n"]),
        when=str(about["when"]),
        machine=f"{about['system']}, {about['processors']} × CPU, Python {about['python']}",
        times={name: float(each["wall_s"]) for name, each in scenarios if each["wall_s"]},
        memories={
            name: float(each["peak_together_mb"])
            for name, each in scenarios
            if each["peak_together_mb"]
        },
    )


def page(runs: Sequence[KeptRun]) -> str:
    """The page, as HTML."""
    sections = "\n".join(_section(runs, language.code) for language in LANGUAGES)
    first = LANGUAGES[0].code
    return (
        f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{escape(say('chart.title', language=first))}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{sections}\n</body>\n</html>\n"
    )


def _section(runs: Sequence[KeptRun], language: str) -> str:
    def words(key: str) -> str:
        return escape(say(f"chart.{key}", language=language))

    lines = [f'<section lang="{language}">', f"<h1>{words('title')}</h1>"]
    if not runs:
        return "\n".join([*lines, f"<p>{words('none')}</p>", "</section>"])
    lines.append(f"<p>{words('intro')}</p>")
    charts = (
        ("time", "seconds", _TIMES, [(run.number, run.times) for run in runs]),
        ("memory", "megabytes", _MEMORIES, [(run.number, run.memories) for run in runs]),
    )
    for key, unit, names, points in charts:
        chart = Chart(
            title=say(f"chart.{key}", language=language),
            across=say("chart.circulars", language=language),
            upwards=say(f"chart.{unit}", language=language),
            slope=say("chart.linear", language=language),
            language=language,
            lines=_lines(names, points, language),
        )
        lines += [f"<h2>{words(key)}</h2>", chart.svg()]
    lines += [f"<h2>{words('runs')}</h2>", _table(runs, language), "</section>"]
    return "\n".join(lines)


def _lines(
    names: Sequence[str], points: Sequence[tuple[int, Mapping[str, float]]], language: str
) -> list[Line]:
    lines = []
    for name in names:
        by_size: dict[int, list[float]] = defaultdict(list)
        for size, values in points:
            if name in values:
                by_size[size].append(values[name])
        if by_size:
            lines.append(
                Line(
                    name=say(f"name.{name}", language=language),
                    place=_TIMES.index(name),
                    points=[(size, each) for size, found in by_size.items() for each in found],
                    medians=[(size, median(found)) for size, found in sorted(by_size.items())],
                )
            )
    return lines


def _table(runs: Sequence[KeptRun], language: str) -> str:
    shown = [name for name in _TIMES if any(name in run.times for run in runs)]
    head = [say(f"chart.{key}", language=language) for key in ("when", "machine", "circulars")]
    head += [say(f"name.{name}", language=language) for name in shown]
    rows = [
        f"<tr><td>{escape(run.when)}</td><td>{escape(run.machine)}</td>"
        f'<td class="number">{number(run.number, 0, language=language)}</td>'
        + "".join(
            f'<td class="number">{number(run.times.get(name), 2, language=language)}</td>'
            for name in shown
        )
        + "</tr>"
        for run in runs
    ]
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    return f"<div><table>\n<tr>{cells}</tr>\n" + "\n".join(rows) + "\n</table></div>"
