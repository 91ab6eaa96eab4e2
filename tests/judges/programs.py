"""The outside programs: where they are, and how they are run."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from site_kit import ROOT

NODE_TOOLS = ROOT / ".venv/judges"
"""Where ``.ci/judge`` installs what is in ``package-lock.json``."""
MODULES = NODE_TOOLS / "node_modules"
SCRIPTS = Path(__file__).parent / "node"
SECONDS = 420
"""No program may take longer."""


class BrokenJudgeError(Exception):
    """An outside program could not do its work: nothing is known about the site."""


def run(
    command: Sequence[str | Path],
    *,
    folder: Path = ROOT,
    statuses: Sequence[int] = (0,),
    environment: Mapping[str, str] | None = None,
) -> str:
    """What a program prints; another exit status than *statuses* means that it broke."""
    words = [str(word) for word in command]
    try:
        result = subprocess.run(
            words,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BrokenJudgeError(f"{words[0]}: {error}") from error
    if result.returncode not in statuses:
        said = (result.stderr or result.stdout).strip()[-1500:]
        raise BrokenJudgeError(f"{' '.join(words[:3])}: exit status {result.returncode}: {said}")
    return result.stdout


def run_node(script: str, request: Mapping[str, Any], work: Path) -> Any:
    """The JSON that a script of the folder ``node`` prints about the JSON that it is given."""
    # A module finds packages beside itself only, and the packages lie in the environment.
    copy = NODE_TOOLS / script
    text = (SCRIPTS / script).read_text("utf-8")
    if not copy.is_file() or copy.read_text("utf-8") != text:
        copy.write_text(text, encoding="utf-8")
    asked = work / f"{script}.json"
    asked.write_text(json.dumps(request), encoding="utf-8")
    return json.loads(run(["node", copy, asked]))
