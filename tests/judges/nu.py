"""The Nu HTML checker: HTML, CSS and SVG of whole sites."""

from __future__ import annotations

import json
from collections import Counter

from tests.judges.findings import Findings, Material
from tests.judges.programs import MODULES, run

_JAR = MODULES / "vnu-jar/build/dist/vnu.jar"
_POLICY = "violates Content Security Policy"
"""Of a file that is read from a disk: it has no origin, so that nothing is 'self' to it. What the
policy stops is judged in a browser (tests/site/test_content_policy.py)."""
_KINDS = {".html": "pages", ".css": "style sheets", ".svg": "pictures"}


def judge(material: Material) -> Findings:
    """Errors and warnings; files that are the same byte for byte are judged once."""
    names = {}
    counts: Counter[str] = Counter(dict.fromkeys(_KINDS.values(), 0))
    for place, file in material.different(*_KINDS):
        names[file.resolve().as_uri().removeprefix("file://")] = place.called(file)
        counts[_KINDS[file.suffix]] += 1
    command = ["java", "-Xss2m", "-jar", _JAR, "--also-check-css", "--also-check-svg", "--stdout"]
    command += ["--format", "json", "--exit-zero-always", "--no-langdetect"]
    # The names are many and long: one process for each few hundred of them.
    files = list(names)
    problems = []
    for start in range(0, len(files), 1000):
        told = json.loads(run([*command, *files[start : start + 1000]]))
        for each in told["messages"]:
            if each["type"] == "info" and each.get("subType") != "warning":
                continue
            if _POLICY in each["message"]:
                continue
            path = str(each.get("url", "")).removeprefix("file:")
            place = names.get("/" + path.lstrip("/"), path)
            problems.append(
                f"{place}:{each.get('lastLine', 0)}: {each.get('subType', each['type'])}: "
                f"{each['message']}: {' '.join(each.get('extract', '').split())[:120]}"
            )
    return Findings(looked_at=counts, problems=tuple(sorted(problems)))
