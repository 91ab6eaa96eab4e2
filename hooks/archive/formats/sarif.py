"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from archive.languages import Phrases
from archive.problems import Place, Problem, Severity, writable

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_Tree = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """One rule as SARIF tells of it, in one language."""

    code: str
    severity: Severity
    summary: str
    """One sentence."""
    why: str
    wrong: str
    right: str
    address: str
    """Absolute address of the rule's page."""


def sarif(problems: Sequence[Problem], rules: Sequence[RuleText], words: Phrases, site: str) -> str:
    """One run of the checker; *rules* are all that there are, *site* is the archive's address."""
    indices = {rule.code: index for index, rule in enumerate(rules)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "circulars check",
                        "informationUri": site,
                        "language": words.language.code,
                        "rules": [_rule(rule, words) for rule in rules],
                    }
                },
                "language": words.language.code,
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, indices, words) for problem in problems],
            }
        ],
    }
    return writable(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: RuleText, words: Phrases) -> _Tree:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": rule.severity.value},
        "helpUri": rule.address,
        "help": {"text": _help(rule, words, ""), "markdown": _help(rule, words, "```\n")},
    }


def _help(rule: RuleText, words: Phrases, fence: str) -> str:
    """What the rule is for, and both examples; *fence* opens and closes an example."""
    parts = [rule.why.strip()]
    for name, example in (("wrong", rule.wrong), ("right", rule.right)):
        closing = f"\n{fence.rstrip()}" if fence else ""
        heading = words(f"command.check.{name}")
        parts.append(f"{heading}\n\n{fence}{example.strip(chr(10))}{closing}")
    return "\n\n".join(parts)


def _result(problem: Problem, indices: dict[str, int], words: Phrases) -> _Tree:
    result: _Tree = {"ruleId": problem.code}
    if problem.code in indices:
        result["ruleIndex"] = indices[problem.code]
    result["level"] = problem.severity.value
    result["message"] = {"text": problem.message(words)}
    result["locations"] = [_location(Place(problem.path, problem.line, problem.column))]
    if problem.also:
        result["relatedLocations"] = [
            {"id": number, **_location(place)} for number, place in enumerate(problem.also, 1)
        ]
    if fix := problem.fix:
        region = {
            "startLine": fix.line,
            "startColumn": fix.column,
            "endLine": fix.line,
            "endColumn": fix.column + len(fix.old),
        }
        replacement = {"deletedRegion": region, "insertedContent": {"text": fix.new}}
        change = {"artifactLocation": _artifact(problem.path), "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _location(place: Place) -> _Tree:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}}


def _artifact(path: str) -> _Tree:
    """A URI: relative to the folder in which the command ran, unless the path is absolute."""
    if PurePosixPath(path).is_absolute():
        return {"uri": "file://" + quote(path, errors="surrogateescape")}
    # A colon in the first part of a relative address would read as a scheme.
    return {"uri": quote(path, errors="surrogateescape")}
