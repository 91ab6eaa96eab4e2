"""Runs the auditors over every lock, and believes them only what they have looked at.

    python .ci/audited.py FOLDER

Audited are FOLDER's ``requirements/*.txt`` (``pip-audit``) and every ``package-lock.json`` in it
(``npm audit``), both programs found on the path. An auditor may end well without having looked at
anything, because its service was out of reach or knew no name. So each package of a lock has to
stand in the answer, in the version of the lock. Ends with 1 after naming everything that is wrong.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

Package = tuple[str, str]
"""Name in normal form, version."""

UNTRACKED = {".venv", "node_modules", "build", "site", ".cache", ".git"}


class NotAuditedError(Exception):
    """An auditor gave no answer that says anything."""


def locked(lock: Path) -> set[Package]:
    """What a lock of Python packages installs here; the conditions of its lines are minded."""
    found = set()
    for line in re.findall(r"^[A-Za-z0-9][^\\\n]*", lock.read_text("utf-8"), re.MULTILINE):
        wanted = Requirement(line.strip())
        if wanted.marker is None or wanted.marker.evaluate():
            found.add((canonicalize_name(wanted.name), str(wanted.specifier).removeprefix("==")))
    return found


def answer(command: list[str], cwd: Path) -> Any:
    """The JSON that an auditor prints, whatever its exit status is: that says yes to holes too."""
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        raise NotAuditedError(f"{command[0]}: {error.strerror}") from None
    try:
        return json.loads(done.stdout)
    except ValueError:
        said = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise NotAuditedError(f"{command[0]}: {' / '.join(said) or 'no answer'}") from None


def python_findings(lock: Path) -> tuple[int, list[str]]:
    """How many packages of *lock* were looked at, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pip-audit", "--strict", "--progress-spinner", "off", "--format", "json"]
        command += ["--disable-pip", "--require-hashes", "--requirement", str(lock.resolve())]
        rows = answer(command, Path(folder)).get("dependencies")
    if not isinstance(rows, list):
        raise NotAuditedError("pip-audit: no list of packages")
    seen = {
        (canonicalize_name(row["name"]), row["version"])
        for row in rows
        if "version" in row and "skip_reason" not in row
    }
    wrong = [
        f"{row['name']} {row['version']}: {hole['id']}; mended in / исправлено в: "
        + (", ".join(hole.get("fix_versions") or ["?"]))
        for row in rows
        for hole in row.get("vulns", [])
    ]
    missing = locked(lock) - seen
    wrong += [f"{name} {version}: not audited / не проверен" for name, version in sorted(missing)]
    return len(seen), wrong


def node_findings(lock: Path) -> tuple[int, list[str]]:
    """The same for npm, which counts what it has looked at and names what has holes."""
    command = ["npm", "audit", "--package-lock-only", "--json"]
    said = answer(command, lock.parent)
    counts = said.get("metadata", {}).get("dependencies", {})
    seen = counts.get("total")
    if not isinstance(seen, int):
        raise NotAuditedError(f"npm: {said.get('message') or said.get('error') or 'no counts'}")
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    wanted = len([path for path, row in packages.items() if path and not row.get("link")])
    wrong = [
        f"{name}: {hole.get('severity', '?')} ({hole.get('range', '?')})"
        for name, hole in sorted(said.get("vulnerabilities", {}).items())
    ]
    if seen < wanted:
        wrong.append(f"{seen} of {wanted} packages audited / проверено пакетов: {seen} из {wanted}")
    return seen, wrong


def main(folder: Path) -> int:
    locks = sorted((folder / "requirements").glob("*.txt"))
    nodes = [
        path
        for path in sorted(folder.rglob("package-lock.json"))
        if not UNTRACKED & set(path.relative_to(folder).parts)
    ]
    total, failed = 0, False
    for lock, look in [
        *((path, python_findings) for path in locks),
        *((path, node_findings) for path in nodes),
    ]:
        name = lock.relative_to(folder)
        try:
            seen, wrong = look(lock)
            if not seen:
                raise NotAuditedError("0 packages / 0 пакетов")
        except NotAuditedError as error:
            seen, wrong = 0, [f"nothing was audited / ничего не проверено: {error}"]
        print(f"{name}: {seen} packages audited / проверено пакетов: {seen}")
        for line in wrong:
            print(f"::error::{name}: {line}")
        total, failed = total + seen, failed or bool(wrong)
    if not total:
        print("::error::No lock was audited. / Ни один список пакетов не проверен.")
    return 1 if failed or not total else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
