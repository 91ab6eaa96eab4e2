"""What was measured: runs by name, their medians, and the ratios that are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from tests.bench.process import Cost, Run

MEGABYTE = 1_000_000
SMALL = 100
"""The size with which growth is told."""
SMALL_TEXT = "text-small"
"""One text edited in an archive of :data:`SMALL` letters."""
_INDEXING = frozenset({"index", "cold-index"})
"""Scenarios of ours whose memory is the search engine's."""
OURS = (
    "cold",
    "cold-alike",
    "unchanged",
    "text",
    "date",
    "initiative",
    "title",
    "added",
    "deleted",
    "renamed",
    "template",
    "string",
    "config",
    "restored",
    "store",
    "check-cold",
    "check-warm",
    "cold-index",
    "index",
    SMALL_TEXT,
)
"""All scenarios of ours, in the order of the table."""
PEERS = ("empty", "hugo", "plain", "plain-index", "zensical", "floor")
"""All that is measured beside them."""
_RATIOS: Mapping[str, tuple[str, str]] = {
    # name: what, over what
    "cold_over_hugo": ("cold", "hugo"),
    "cold_alike_over_hugo": ("cold-alike", "hugo"),
    "cold_over_plain": ("cold", "plain"),
    "cold_index_over_plain_index": ("cold-index", "plain-index"),
    "cold_over_zensical": ("cold", "zensical"),
    "cold_over_floor": ("cold", "floor"),
    "noop_over_empty": ("unchanged", "empty"),
    "edit_over_empty": ("text", "empty"),
    "template_over_empty": ("template", "empty"),
    "config_over_empty": ("config", "empty"),
    "string_over_empty": ("string", "empty"),
    "restored_over_empty": ("restored", "empty"),
    "store_over_empty": ("store", "empty"),
}


@dataclass(slots=True, kw_only=True)
class Results:
    """Everything measured in one run of the benchmark."""

    number: int
    """Letters in the archive."""
    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    """By scenario or peer, in the order of the runs."""
    said: dict[str, str] = field(default_factory=dict)
    """What the last build of each scenario said of itself: counts of pages and files."""
    about: dict[str, Any] = field(default_factory=dict)
    """Versions, machine, pages of peers, remarks."""
    page_gz_bytes: int | None = None
    first_view: Mapping[str, int] | None = None
    """Bytes that a browser downloads to show a page, by path; None where not measured."""

    def add(self, name: str, run: Run) -> None:
        """Keep the cost of one run."""
        self.costs[name].append(run.cost)
        if said := [line for line in run.output.splitlines() if "archive: " in line]:
            self.said[name] = said[0].partition("archive: ")[2]

    def seconds(self, name: str, *, processor: bool = False) -> float | None:
        """The median of what a scenario or peer took; None where it was not measured."""
        costs = self.costs.get(name)
        if not costs:
            return None
        return median(each.processor if processor else each.wall for each in costs)

    def memory(self, name: str, *, together: bool = False) -> int | None:
        """The highest peak of a scenario or peer, in bytes."""
        costs = self.costs.get(name, ())
        peaks = [each.together if together else each.largest for each in costs]
        return max((peak for peak in peaks if peak is not None), default=None)

    def ratios(self, *, processor: bool = False) -> dict[str, float | None]:
        """All ratios of medians, by the names of the report; "theme" is the slower of its two."""
        found = {
            name: _over(
                self.seconds(what, processor=processor), self.seconds(base, processor=processor)
            )
            for name, (what, base) in _RATIOS.items()
        }
        themes = [found["template_over_empty"], found["config_over_empty"]]
        found["theme_over_empty"] = max((each for each in themes if each is not None), default=None)
        return found

    def first_view_bytes(self) -> int | None:
        """All bytes of a page's first view."""
        return None if self.first_view is None else sum(self.first_view.values())

    def growth(self, *, processor: bool = False) -> float | None:
        """Seconds that an edit takes longer than in an archive of :data:`SMALL` letters."""
        large = self.seconds("text", processor=processor)
        small = self.seconds(SMALL_TEXT, processor=processor)
        return None if large is None or small is None else round(large - small, 3)

    def index_seconds(self) -> float | None:
        """Seconds for the search index alone: a build that lacks only that, less one that does
        not."""
        index, unchanged = self.seconds("index"), self.seconds("unchanged")
        return None if index is None or unchanged is None else round(index - unchanged, 3)

    def peak(self, *, together: bool = False) -> int | None:
        """The highest peak of all our builds without a search index, in bytes."""
        names = [name for name in OURS if name not in _INDEXING and not name.startswith("check")]
        peaks = [self.memory(name, together=together) for name in names]
        return max((peak for peak in peaks if peak is not None), default=None)

    def report(self) -> dict[str, Any]:
        """All of it for JSON; times in seconds, memory in megabytes of a million bytes."""
        ratios = self.ratios()
        keys = {
            "n": self.number,
            **{
                name: ratios[name]
                for name in (
                    "cold_over_hugo",
                    "cold_over_plain",
                    "noop_over_empty",
                    "edit_over_empty",
                )
            },
            "edit_growth_s": self.growth(),
            "theme_over_empty": ratios["theme_over_empty"],
            "restored_over_empty": ratios["restored_over_empty"],
            "peak_mb": _megabytes(self.peak()),
            "page_gz_bytes": self.page_gz_bytes,
            "first_view_bytes": self.first_view_bytes(),
        }
        more = {
            "peak_together_mb": _megabytes(self.peak(together=True)),
            "first_view": self.first_view,
            "index_s": self.index_seconds(),
            "edit_growth_processor_s": self.growth(processor=True),
            "ratios": ratios,
            "ratios_processor": self.ratios(processor=True),
        }
        scenarios = {name: self._scenario(name) for name in (*OURS, *PEERS) if name in self.costs}
        return {**keys, **more, "about": self.about, "scenarios": scenarios}

    def _scenario(self, name: str) -> dict[str, Any]:
        return {
            "wall_s": _rounded(self.seconds(name)),
            "processor_s": _rounded(self.seconds(name, processor=True)),
            "peak_mb": _megabytes(self.memory(name)),
            "peak_together_mb": _megabytes(self.memory(name, together=True)),
            "said": self.said.get(name),
            "runs": _runs(self.costs[name]),
        }


def _over(value: float | None, base: float | None) -> float | None:
    return None if value is None or not base else round(value / base, 3)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _megabytes(size: int | None) -> float | None:
    return None if size is None else round(size / MEGABYTE, 1)


def _runs(costs: Sequence[Cost]) -> list[dict[str, Any]]:
    return [
        {key: _rounded(value) if isinstance(value, float) else value for key, value in row.items()}
        for row in map(asdict, costs)
    ]
