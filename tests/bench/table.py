"""The results as a table in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.results import MEGABYTE, OURS, PEERS, SMALL, Results
from tests.bench.words import number, say

_COLUMNS = ("wall", "processor", "over-empty", "peak", "together", "runs")


def table(results: Results) -> str:
    """Times, then ratios, then what else was measured; in the terminal's language."""
    measured = [name for name in (*PEERS, *OURS) if results.costs.get(name)]
    measure = next((cost.measure for name in measured for cost in results.costs[name]), "")
    head = [say("table.what"), *(say(f"table.{name}") for name in _COLUMNS)]
    parts = [
        say("table.title", number=results.number, measure=measure),
        _aligned([head, *(_row(results, name) for name in measured)]),
        _ratios(results),
        "\n".join(_figures(results)),
    ]
    return "\n\n".join(part for part in parts if part)


def _row(results: Results, name: str) -> list[str]:
    wall, empty = results.seconds(name), results.seconds("empty")
    return [
        say(f"name.{name}"),
        number(wall, 2),
        number(results.seconds(name, processor=True), 2),
        number(wall / empty if wall is not None and empty else None, 2),
        number(_megabytes(results.memory(name)), 0),
        number(_megabytes(results.memory(name, together=True)), 0),
        str(len(results.costs[name])),
    ]


def _ratios(results: Results) -> str:
    wall, processor = results.ratios(), results.ratios(processor=True)
    rows = [
        [say(f"ratio.{name}"), number(value, 2), number(processor[name], 2)]
        for name, value in wall.items()
        if value is not None
    ]
    head = [say("table.ratios"), say("table.ratio"), say("table.ratio-processor")]
    return _aligned([head, *rows]) if rows else ""


def _figures(results: Results) -> list[str]:
    growth, index = results.growth(), results.index_seconds()
    largest, together = _megabytes(results.peak()), _megabytes(results.peak(together=True))
    lines = [
        say("figure.peak", largest=number(largest, 0), together=number(together, 0)),
        say(
            "figure.page",
            size=number(results.page_gz_bytes, 0),
            view=number(results.first_view_bytes(), 0),
        ),
    ]
    if growth is not None:
        lines.append(say("figure.growth", seconds=number(growth, 2), small=SMALL))
    if index is not None:
        lines.append(say("figure.index", seconds=number(index, 1)))
    return lines


def _megabytes(size: int | None) -> float | None:
    return None if size is None else size / MEGABYTE


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
