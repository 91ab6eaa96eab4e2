"""The scripts that workflows run, with a stand-in for GitHub's program ``gh``."""

import base64
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from small_archive import letter, translation, write_files

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / ".ci"

GH = """\
#!{python}
import json, os, sys
arguments = sys.argv[1:]
folder = os.environ["GH_ANSWERS"]
with open(os.path.join(folder, "calls"), "a", encoding="utf-8") as calls:
    calls.write(json.dumps(arguments) + "\\n")
if "--input" in arguments:
    with open(arguments[arguments.index("--input") + 1], encoding="utf-8") as body:
        with open(os.path.join(folder, "posted"), "w", encoding="utf-8") as posted:
            posted.write(body.read())
    sys.exit()
address = next(item for item in arguments if item.startswith("repos/")).partition("?")[0]
with open(os.path.join(folder, address.replace("/", "_")), encoding="utf-8") as answer:
    sys.stdout.write(answer.read())
"""


class Hub:
    """What ``gh`` answers, and what it was asked."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "bin").mkdir()
        program = folder / "bin/gh"
        program.write_text(GH.format(python=sys.executable), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def answer(self, address, text):
        """What ``gh api repos/owner/name/<address>`` prints."""
        name = f"repos/owner/name/{address}".replace("/", "_")
        (self.folder / name).write_text(text, "utf-8")

    def run(self, script, *arguments, cwd=ROOT, **environment):
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        given = {"PATH": path, "GH_ANSWERS": str(self.folder), "REPOSITORY": "owner/name"}
        return subprocess.run(
            [str(SCRIPTS / script), *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            env={**os.environ, **given, **environment},
        )

    def calls(self):
        return [json.loads(line) for line in (self.folder / "calls").read_text().splitlines()]

    def posted(self):
        return json.loads((self.folder / "posted").read_text("utf-8"))["body"]


@pytest.fixture
def hub(tmp_path):
    return Hub(tmp_path)


class TestSecondReader:
    PATH = "circulars/2024/letter/ru.md"

    def ask(self, hub, reviews, text=None):
        hub.answer("pulls/7/files", f"{self.PATH}\n")
        content = base64.b64encode((text or translation()).encode()).decode()
        hub.answer(f"contents/{self.PATH}", f"{content}\n")
        hub.answer("pulls/7/reviews", "".join("\t".join(row) + "\n" for row in reviews))
        return hub.run("second-reader", NUMBER="7", AUTHOR="ann", COMMIT="abc")

    def test_a_translation_waits(self, hub):
        done = self.ask(hub, [])
        assert done.returncode == 1
        assert "::error::A translation needs a second reader" in done.stdout
        assert "Переводу нужен второй читатель" in done.stdout

    def test_a_reader_who_approves_ends_the_waiting(self, hub):
        done = self.ask(hub, [("ben", "CHANGES_REQUESTED", "old"), ("ben", "APPROVED", "abc")])
        assert done.returncode == 0
        assert "ben" in done.stdout

    @pytest.mark.parametrize(
        "reviews",
        [
            [("ann", "APPROVED", "abc")],  # the author
            [("ben", "APPROVED", "old")],  # another state of the text
            [("ben", "COMMENTED", "abc")],
            [("ben", "APPROVED", "abc"), ("ben", "CHANGES_REQUESTED", "abc")],
            [("ben", "APPROVED", "abc"), ("ben", "DISMISSED", "abc")],
        ],
    )
    def test_nothing_less_does(self, hub, reviews):
        assert self.ask(hub, reviews).returncode == 1

    def test_a_comment_after_the_approval_takes_nothing_back(self, hub):
        reviews = [("ben", "APPROVED", "abc"), ("ben", "COMMENTED", "abc")]
        assert self.ask(hub, reviews).returncode == 0

    def test_a_text_that_translates_nothing_needs_no_reader(self, hub):
        assert self.ask(hub, [], letter()).returncode == 0


class TestComment:
    @pytest.fixture
    def report(self, tmp_path):
        path = tmp_path / "report.json"
        page = {"kind": "new", "language": "ru", "title": "@all <img src=x>", "address": "x/"}
        path.write_text(json.dumps({"format": 1, "pages": [page]}), "utf-8")
        return str(path)

    def test_a_first_report_is_posted_escaped(self, hub, report):
        hub.answer("pulls", "12\n")
        hub.answer("issues/12/comments", "")
        done = hub.run("comment", report, COMMIT="abc")
        assert done.returncode == 0, done.stderr
        assert hub.calls()[-1][1:4] == ["--method", "POST", "repos/owner/name/issues/12/comments"]
        assert hub.posted().startswith("<!-- circulars report -->\n## ")
        assert "<img" not in hub.posted()
        assert "@all" not in hub.posted()

    def test_a_later_one_takes_its_place(self, hub, report):
        hub.answer("pulls", "12\n")
        hub.answer("issues/12/comments", "345\n")
        assert hub.run("comment", report, COMMIT="abc").returncode == 0
        assert hub.calls()[-1][1:4] == ["--method", "PATCH", "repos/owner/name/issues/comments/345"]

    def test_a_request_that_has_moved_on_gets_none(self, hub, report):
        hub.answer("pulls", "")
        done = hub.run("comment", report, COMMIT="abc")
        assert done.returncode == 0
        assert len(hub.calls()) == 1

    def test_data_that_are_no_report_are_not_posted(self, hub, tmp_path):
        path = tmp_path / "report.json"
        path.write_text('{"format": "<b>"}', "utf-8")
        hub.answer("pulls", "12\n")
        hub.answer("issues/12/comments", "")
        assert hub.run("comment", str(path), COMMIT="abc").returncode != 0
        assert not (hub.folder / "posted").exists()


def git(folder, *arguments):
    command = ["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path):
    """A repository with the scripts and a small archive, as the workflow on main finds it."""
    root = tmp_path / "project"
    shutil.copytree(SCRIPTS, root / ".ci")
    (root / ".venv").symlink_to(Path(sys.prefix))
    (root / ".gitignore").write_text(".venv\n.cache\n", "utf-8")
    write_files(
        root / "circulars", {"2024/letter/en.md": letter(), "2024/letter/ru.md": translation()}
    )
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    return root


def record(project, **environment):
    clean = {name: value for name, value in os.environ.items() if name != "ARCHIVE_CIRCULARS"}
    return subprocess.run(
        [str(project / ".ci/record")],
        capture_output=True,
        text=True,
        env={**clean, "ARCHIVE_HUNSPELL": "", **environment},
    )


class TestRecord:
    def test_fingerprints_and_the_lock_are_committed_once(self, project):
        done = record(project)
        assert done.returncode == 0, done.stderr
        assert git(project, "log", "-1", "--format=%s") == (
            "Record fingerprints and published addresses"
        )
        assert "fingerprint:" in (project / "circulars/2024/letter/ru.md").read_text("utf-8")
        assert (project / "locks/2024.txt").is_file()
        before = git(project, "rev-parse", "HEAD")
        assert record(project, BEFORE=before).returncode == 0
        assert git(project, "rev-parse", "HEAD") == before

    @pytest.mark.parametrize("before", ["0" * 40, "f" * 40])
    def test_a_push_without_a_commit_before_it(self, project, before):
        done = record(project, BEFORE=before)
        assert done.returncode == 0, done.stderr

    def test_a_broken_promise_is_not_recorded_away(self, project):
        record(project)
        shutil.move(project / "circulars/2024/letter", project / "circulars/2024/other")
        git(project, "add", "--all")
        git(project, "commit", "--quiet", "--message", "Rename without a word")
        before = git(project, "rev-parse", "HEAD")
        assert record(project).returncode != 0
        assert git(project, "rev-parse", "HEAD") == before


class TestLocks:
    def test_a_request_leaves_them_alone(self, project):
        record(project)
        base = git(project, "rev-parse", "HEAD")
        (project / "new.txt").write_text("x", "utf-8")
        git(project, "add", "--all")
        git(project, "commit", "--quiet", "--message", "Something else")
        command = [str(project / ".ci/untouched-locks"), base]
        assert subprocess.run(command, cwd=project).returncode == 0
        (project / "locks/2024.txt").unlink()
        git(project, "add", "--all")
        git(project, "commit", "--quiet", "--message", "Forget")
        done = subprocess.run(command, cwd=project, capture_output=True, text=True)
        assert done.returncode == 1
        assert "::error::locks/" in done.stdout
