"""JSON-LD: every property and type against the vocabulary of schema.org, by TypeScript.

The package schema-dts has the whole vocabulary as types, made from what schema.org publishes: an
unknown type, a property that its type does not have and a value of the wrong kind are errors of
types. Nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections import Counter

from tests.judges.findings import Findings, Material
from tests.judges.programs import MODULES, NODE_TOOLS, run

_ERROR = re.compile(r"^pages\.ts\((\d+),\d+\): error (TS\d+: .*(?:\n .*)*)", re.MULTILINE)
_COMPILER = {
    "strict": True,
    "noEmit": True,
    "module": "nodenext",
    "target": "es2022",
    "skipLibCheck": True,
    "types": [],
}


def judge(material: Material) -> Findings:
    """All data of all pages; a page with broken JSON is a finding, too."""
    counts: Counter[str] = Counter({"pages": 0, "things": 0})
    problems = []
    names = []
    lines = ["import type { Graph, Thing, WithContext } from 'schema-dts';"]
    for place in material.places:
        for page in place.site().pages():
            found = page.all("//script[@type='application/ld+json']/text()")
            counts["pages"] += bool(found)
            for text in found:
                name = f"{place.name}:{page.path or '/'}"
                try:
                    data = json.loads(text)
                except ValueError as error:
                    problems.append(f"{name}: not JSON: {error}")
                    continue
                kind = (
                    "Graph" if isinstance(data, dict) and "@graph" in data else "WithContext<Thing>"
                )
                names.append(name)
                counts["things"] += _things(data)
                # Written anew: what it is read as is what is judged.
                lines.append(f"export const page{len(names)}: {kind} = {json.dumps(data)};")
    (NODE_TOOLS / "structured-data").mkdir(exist_ok=True)
    folder = NODE_TOOLS / "structured-data" / material.work.name
    folder.mkdir(exist_ok=True)
    (folder / "pages.ts").write_text("\n".join(lines) + "\n", encoding="utf-8")
    configuration = {"compilerOptions": _COMPILER, "files": ["pages.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(configuration), encoding="utf-8")
    said = run(
        ["node", MODULES / "typescript/bin/tsc", "--pretty", "false"],
        folder=folder,
        statuses=(0, 1, 2),
    )
    for line, message in _ERROR.findall(said):
        problems.append(f"{names[int(line) - 2]}: {' '.join(message.split())[:600]}")
    if said.strip() and not _ERROR.search(said):
        problems.append(f"TypeScript: {said.strip()[:400]}")
    return Findings(looked_at=counts, problems=tuple(problems))


def _things(data: object) -> int:
    if isinstance(data, list):
        return sum(map(_things, data))
    if isinstance(data, dict):
        return ("@type" in data) + sum(map(_things, data.values()))
    return 0
