"""The audit of dependencies, with stand-ins for the auditors: what they say is all that counts."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LOCK = """\
# Every package of site.in and what it needs.
lantern==2.0 \\
    --hash=sha256:00
Harbour-Light==1.5 ; python_version >= '3' \\
    --hash=sha256:00
elsewhere==1.0 ; sys_platform == 'nowhere' \\
    --hash=sha256:00
"""
FINE = {
    "dependencies": [
        {"name": "lantern", "version": "2.0", "vulns": []},
        {"name": "harbour_light", "version": "1.5", "vulns": []},
    ],
    "fixes": [],
}
NODE_LOCK = {"packages": {"": {"name": "judges"}, "node_modules/a": {}, "node_modules/b": {}}}
NODE_FINE = {"vulnerabilities": {}, "metadata": {"dependencies": {"prod": 1, "total": 2}}}


@pytest.fixture
def audit(tmp_path):
    """Runs the audit of a small project; the auditors print what they are told to."""
    project, programs = tmp_path / "project", tmp_path / "bin"
    (project / "requirements").mkdir(parents=True)
    programs.mkdir()

    def run(python=FINE, node=None, lock=LOCK, status=0):
        if lock is not None:
            (project / "requirements/site.txt").write_text(lock, "utf-8")
        if node is not None:
            (project / "judges").mkdir()
            (project / "judges/package-lock.json").write_text(json.dumps(NODE_LOCK), "utf-8")
        for name, answer in (("pip-audit", python), ("npm", node)):
            said = answer if isinstance(answer, str) else json.dumps(answer)
            (programs / f"{name}.answer").write_text(said, "utf-8")
            path = programs / name
            path.write_text(f'#!/bin/sh\ncat "{programs}/{name}.answer"\nexit {status}\n', "utf-8")
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return subprocess.run(
            [sys.executable, ROOT / ".ci/audited.py", project],
            capture_output=True,
            text=True,
            env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        )

    return run


def test_a_lock_that_was_looked_at_whole_passes(audit):
    done = audit()
    assert (done.returncode, done.stderr) == (0, "")
    assert "requirements/site.txt: 2 packages audited" in done.stdout


def test_node_packages_are_audited_as_well(audit):
    done = audit(node=NODE_FINE)
    assert done.returncode == 0
    assert "judges/package-lock.json: 2 packages audited" in done.stdout


@pytest.mark.parametrize(
    "answer",
    [
        {"dependencies": []},
        {"dependencies": [{"name": "lantern", "skip_reason": "Dependency not found"}]},
        {},
        "",
        "ERROR: no service",
    ],
)
@pytest.mark.parametrize("status", [0, 1])
def test_an_auditor_that_audits_nothing_fails_whatever_it_says(audit, answer, status):
    done = audit(answer, status=status)
    assert done.returncode == 1
    assert "nothing was audited / ничего не проверено" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "row", [{"version": "1.4", "vulns": []}, {"skip_reason": "not found", "version": "1.5"}]
)
def test_a_package_that_was_left_aside_or_is_another_version_fails(audit, row):
    rows = [FINE["dependencies"][0], {"name": "harbour-light", **row}]
    done = audit({"dependencies": rows})
    assert done.returncode == 1
    assert "harbour-light 1.5: not audited" in done.stdout


def test_a_known_hole_fails_and_is_named(audit):
    hole = {"id": "PYSEC-0000-1", "fix_versions": ["2.1"]}
    rows = [{"name": "lantern", "version": "2.0", "vulns": [hole]}, FINE["dependencies"][1]]
    done = audit({"dependencies": rows})
    assert done.returncode == 1
    assert "::error::requirements/site.txt: lantern 2.0: PYSEC-0000-1" in done.stdout
    assert "2.1" in done.stdout


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({**NODE_FINE, "vulnerabilities": {"a": {"severity": "high"}}}, "a: high"),
        ({**NODE_FINE, "metadata": {"dependencies": {"total": 1}}}, "1 of 2 packages"),
        ({**NODE_FINE, "metadata": {"dependencies": {"total": 0}}}, "nothing was audited"),
        ({"message": "request failed", "error": {}}, "nothing was audited"),
        ("", "nothing was audited"),
    ],
)
def test_the_same_holds_for_node_packages(audit, answer, said):
    done = audit(node=answer)
    assert done.returncode == 1
    assert said in done.stdout


def test_a_project_without_locks_is_not_taken_for_a_safe_one(audit):
    done = audit(lock=None)
    assert done.returncode == 1
    assert "No lock was audited" in done.stdout


def test_every_lock_of_the_project_has_packages_to_look_at():
    """The reading of locks, on the real ones: each pinned line is a package."""
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        pinned = [line for line in lock.read_text("utf-8").splitlines() if "==" in line]
        code = (
            "import sys, pathlib; sys.path.insert(0, '.ci'); import audited;"
            f"print(len(audited.locked(pathlib.Path({str(lock)!r}))))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
        )
        assert 0 < int(done.stdout) <= len(pinned)
        assert int(done.stdout) >= len(pinned) * 0.8, lock
