"""What can be wrong with a live site: one value per finding, worded only when it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from archive.formats.columns import harmless
from archive.languages import Phrases
from archive.problems import Severity, StringKey

WARNINGS = frozenset(
    {
        "old-build",
        "not-compressed",
        "kept-too-long",
        "no-caching",
        "no-charset",
        "no-nosniff",
        "no-policy",
        "no-slash",
        "not-secure",
        "closed-to-robots",
    }
)
"""What a reader hardly notices, or what not every host lets one set."""

LONGEST_VALUE = 200
"""So many characters of what a server sent are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveProblem:
    """One finding at one address. The words stand in the strings files under ``[live.problem]``."""

    address: str
    """Absolute, as it was asked for."""
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    more: int = 0
    """At how many other addresses the same was found."""

    @property
    def severity(self) -> Severity:
        """Whether it is more than a warning."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    def order(self) -> tuple[bool, str, str, str]:
        """Sort key: errors first, then by address and code."""
        is_warning = self.severity is Severity.WARNING
        return (is_warning, self.address, self.code, str(sorted(map(str, self.values.items()))))

    def message(self, words: Phrases) -> str:
        """What is wrong, on one line, whatever the server sent."""
        values: dict[str, object] = {
            name: words(value.key) if isinstance(value, StringKey) else _shown(value)
            for name, value in self.values.items()
        }
        if isinstance(self.values.get("reason"), str):  # in the words of a parser or the system
            values["reason"] = words.reason(str(values["reason"]))
        text = words(f"live.problem.{self.code}", **values)
        if self.more:
            text += " " + words.plural("live.more", self.more)
        return text

    def render(self, words: Phrases) -> str:
        """``address: error[code]: message``."""
        severity = words(f"severity.{self.severity}")
        return f"{_shown(self.address)}: {severity}[{self.code}]: {self.message(words)}"


def _shown(value: object) -> object:
    """A value without what would steer a terminal or fill it."""
    if not isinstance(value, str):
        return value
    text = harmless(" ".join(value.split()))
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def gathered(problems: Iterable[LiveProblem]) -> list[LiveProblem]:
    """All problems in their order, each once; of the same warning only the first place."""
    found: dict[object, dict[str, LiveProblem]] = {}
    for problem in sorted(problems, key=LiveProblem.order):
        found.setdefault(tuple(_key(problem)), {}).setdefault(problem.address, problem)
    groups = [list(group.values()) for group in found.values()]
    return [replace(group[0], more=len(group) - 1) for group in groups]


def _key(problem: LiveProblem) -> Iterator[object]:
    yield problem.code
    yield from sorted((name, str(value)) for name, value in problem.values.items())
    if problem.severity is Severity.ERROR:
        yield problem.address
