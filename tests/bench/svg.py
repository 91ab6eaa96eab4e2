"""A chart with two logarithmic axes, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from tests.bench.words import number

_WIDTH, _HEIGHT = 960, 520
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 345, 20, 50
_LABEL = 15
"""Height of a label beside the end of its line."""
_COLOURS = (
    # Dark enough on white and light enough on black: 3:1 against both.
    "#c2410c",
    "#0e7490",
    "#15803d",
    "#7c3aed",
    "#a16207",
    "#be185d",
    "#64748b",
    "#2563eb",
    "#b45309",
    "#dc2626",
    "#0d9488",
    "#71717a",
)
_DASHES = ("", "6 3", "2 3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was measured at several sizes."""

    name: str
    place: int
    """From which its colour follows."""
    points: Sequence[tuple[int, float]]
    medians: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Lines over the number of circulars."""

    title: str
    across: str
    """What the axis across counts."""
    upwards: str
    slope: str
    """What the dotted line means."""
    language: str
    lines: Sequence[Line]

    def svg(self) -> str:
        """The chart; the names of the lines stand where they end."""
        low, high = self._span(0)
        bottom, top = self._span(1)
        frame = _Frame(low=low, high=high, bottom=bottom, top=top)
        parts = [
            f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(self.title)}">',
            *self._grid(frame),
            self._dotted(frame),
            *(_drawn(line, frame) for line in self.lines),
            *self._names(frame),
            "</svg>",
        ]
        return "\n".join(parts)

    def _span(self, axis: int) -> tuple[float, float]:
        """The values of an axis, widened to whole decades; at least one."""
        values = [point[axis] for line in self.lines for point in line.points]
        low = math.floor(math.log10(min(values, default=1)))
        high = math.ceil(math.log10(max(values, default=10)))
        return 10.0**low, 10.0 ** max(high, low + 1)

    def _grid(self, frame: _Frame) -> Iterator[str]:
        for value in _decades(frame.low, frame.high):
            x = frame.x(value)
            yield _stroke(x, frame.y(frame.bottom), x, frame.y(frame.top))
            yield _text(x, _HEIGHT - _BOTTOM + 18, self._number(value), "middle")
        for value in _decades(frame.bottom, frame.top):
            y = frame.y(value)
            yield _stroke(frame.x(frame.low), y, frame.x(frame.high), y)
            yield _text(_LEFT - 8, y + 4, self._number(value), "end")
        yield _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 8, self.across, "middle")
        yield (
            f'<text x="14" y="{_HEIGHT / 2:.0f}" text-anchor="middle" '
            f'transform="rotate(-90 14 {_HEIGHT / 2:.0f})">{escape(self.upwards)}</text>'
        )

    def _dotted(self, frame: _Frame) -> str:
        """Growth in proportion, from the corner as far as the frame goes."""
        factor = min(frame.high / frame.low, frame.top / frame.bottom)
        x, y = frame.x(frame.low * factor), frame.y(frame.bottom * factor)
        line = _stroke(frame.x(frame.low), frame.y(frame.bottom), x, y, 'stroke-dasharray="1 5"')
        return line + _text(x - 6, y + 14, self.slope, "end")

    def _names(self, frame: _Frame) -> Iterator[str]:
        """Names at the ends of the lines, moved so far apart that all can be read."""
        ends = sorted(
            ((frame.y(line.medians[-1][1]), line) for line in self.lines),
            key=lambda end: end[0],
        )
        free = 0.0
        left = len(ends)
        for y, line in ends:
            lowest = _HEIGHT - _BOTTOM - _LABEL * (left - 1)
            free = min(max(y + 4, free), max(lowest, free))
            yield (
                f'<text x="{_WIDTH - _RIGHT + 12}" y="{free:.0f}" fill="{_colour(line)}">'
                f"{escape(line.name)}</text>"
            )
            free += _LABEL
            left -= 1

    def _number(self, value: float) -> str:
        digits = max(0, -math.floor(math.log10(value)))
        return number(value, digits, language=self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    low: float
    high: float
    bottom: float
    top: float

    def x(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = math.log(value / self.bottom) / math.log(self.top / self.bottom)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _colour(line: Line) -> str:
    return _COLOURS[line.place % len(_COLOURS)]


def _drawn(line: Line, frame: _Frame) -> str:
    colour, dash = _colour(line), _DASHES[line.place % len(_DASHES)]
    path = " ".join(f"{frame.x(size):.1f},{frame.y(value):.1f}" for size, value in line.medians)
    dots = "".join(
        f'<circle cx="{frame.x(size):.1f}" cy="{frame.y(value):.1f}" r="3" fill="{colour}"/>'
        for size, value in line.points
    )
    return (
        f"<g><title>{escape(line.name)}</title>"
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{dash}"/>{dots}</g>'
    )


def _decades(low: float, high: float) -> Iterator[float]:
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        yield 10.0**power


def _stroke(x1: float, y1: float, x2: float, y2: float, more: str = 'stroke-opacity=".25"') -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="currentColor" {more}/>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(text)}</text>'
