"""The scripts that workflows run, with a stand-in for GitHub's program ``gh``."""

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
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
asked = next(item for item in arguments if item.startswith("repos/"))
for address in (asked, asked.partition("?")[0]):
    path = os.path.join(folder, address.replace("/", "_"))
    if os.path.exists(path):
        with open(path, "rb") as answer:
            sys.stdout.buffer.write(answer.read())
        sys.exit()
sys.exit("gh: Not Found (HTTP 404)" if os.environ.get("GH_MISSING") != "500" else "gh: HTTP 500")
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
        """What ``gh api repos/owner/name/<address>`` prints; with its query, or whatever it is."""
        name = f"repos/owner/name/{address}".replace("/", "_")
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

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

    def ask(self, hub, reviews, text=None, files=None, writers="ann\n", **environment):
        hub.answer("pulls/7/files", files or f"modified\t{self.PATH}\t{self.PATH}\n")
        hub.answer(f"contents/{self.PATH}?ref=abc", text or translation())
        hub.answer("pulls/7/commits", writers)
        hub.answer("pulls/7/reviews", "".join("\t".join(row) + "\n" for row in reviews))
        given = {"NUMBER": "7", "AUTHOR": "ann", "COMMIT": "abc", "BASE": "def"}
        return hub.run("second-reader", **given, **environment)

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

    def test_who_wrote_a_part_of_it_reads_their_own_words(self, hub):
        reviews = [("ben", "APPROVED", "abc")]
        assert self.ask(hub, reviews, writers="ann\nben\n").returncode == 1
        reviews.append(("eve", "APPROVED", "abc"))
        assert self.ask(hub, reviews, writers="ann\nben\n").returncode == 0

    def test_a_text_that_translates_nothing_needs_no_reader(self, hub):
        hub.answer(f"contents/{self.PATH}?ref=def", letter())
        assert self.ask(hub, [], letter()).returncode == 0
        assert (
            self.ask(hub, [], letter(), files=f"added\t{self.PATH}\t{self.PATH}\n").returncode == 0
        )

    def test_a_new_name_in_the_base_does_not_stop_an_honest_change(self, hub):
        """Where the base has no such file any more, the present text alone decides."""
        assert self.ask(hub, [], letter()).returncode == 0

    @pytest.mark.parametrize(
        "front",
        [
            "x: " + "y" * 5000 + "\ntranslates: en",
            '"translates": en',
            "'translates' : en",
            "{kind: x, translates: en}",
            r'"translate\x73": en',
            r'"\u0074ranslates": en',
            r'{"\U00000074ranslates": en}',
            "? translates\n: en",
            "{? translates : en}",
            "kind: x\r? translates\r: en",
            "!!str translates: en",
            "kind: &word translates\n*word : en",
        ],
    )
    def test_no_way_of_writing_hides_a_translation(self, hub, front):
        assert self.ask(hub, [], f"---\n{front}\n---\nText.\n").returncode == 1

    @pytest.mark.parametrize("former", [PATH, "circulars/2024/earlier/ru.md"])
    def test_taking_the_word_out_hides_none_either(self, hub, former):
        hub.answer(f"contents/{former}?ref=def", translation())
        files = f"renamed\t{self.PATH}\t{former}\n"
        assert self.ask(hub, [], letter(), files=files).returncode == 1

    def test_what_cannot_be_asked_is_not_read(self, hub):
        files = "modified\tcirculars/2024/other/ru.md\tcirculars/2024/other/ru.md\n"
        done = self.ask(hub, [("ben", "APPROVED", "abc")], files=files)
        assert done.returncode == 1
        assert "could not be read" in done.stdout
        done = self.ask(hub, [], letter(), GH_MISSING="500")  # the base does not answer
        assert done.returncode == 1

    def test_a_list_that_does_not_come_is_no_empty_list(self, hub):
        given = {"NUMBER": "7", "AUTHOR": "ann", "COMMIT": "abc", "BASE": "def"}
        assert hub.run("second-reader", **given).returncode != 0

    def test_more_files_than_are_listed_are_refused(self, hub):
        files = "".join(f"added\tx/{number}\tx/{number}\n" for number in range(3000))
        done = self.ask(hub, [], files=files)
        assert done.returncode == 1
        assert "too many files" in done.stdout


class TestReceived:
    """What the run of a stranger's pull request left behind."""

    @pytest.fixture
    def received(self, tmp_path):
        return tmp_path / "in/report.json"

    def fetch(self, hub, received, archive, most="1000", **row):
        row = {"name": "report", "id": 5, "size_in_bytes": 10, "expired": False, **row}
        hub.answer("actions/runs/9/artifacts", json.dumps({"artifacts": [row]}))
        hub.answer("actions/artifacts/5/zip", archive)
        arguments = ["report", "report.json", most, str(received)]
        return hub.run("received.py", *arguments, RUN="9")

    @staticmethod
    def archive(**files):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as opened:
            for name, content in files.items():
                opened.writestr(name, content)
        return whole.getvalue()

    def test_one_file_is_taken(self, hub, received):
        done = self.fetch(hub, received, self.archive(**{"report.json": "{}"}))
        assert done.returncode == 0, done.stderr
        assert received.read_text("utf-8") == "{}"

    @pytest.mark.parametrize(
        "files",
        [
            {},
            {"other.json": "{}"},
            {"../report.json": "{}"},
            {"/etc/report.json": "{}"},
            {"report.json": "{}", "../../.venv/bin/circulars": "#!/bin/sh"},
            {"report.json": "x" * 2000},  # deflated it is small
        ],
    )
    def test_anything_else_is_refused(self, hub, received, files):
        done = self.fetch(hub, received, self.archive(**files))
        assert done.returncode == 1
        assert done.stderr.startswith("Not taken / Не принято: ")
        assert len(done.stderr.splitlines()) == 1
        assert not received.exists()
        assert {path.name for path in hub.folder.iterdir()} <= {
            "bin",
            "calls",
            "repos_owner_name_actions_runs_9_artifacts",
            "repos_owner_name_actions_artifacts_5_zip",
        }

    @pytest.mark.parametrize("content", [b"no archive", b"PK\x03\x04" + b"\0" * 300, b"x" * 5000])
    def test_what_is_no_archive_is_refused(self, hub, received, content):
        done = self.fetch(hub, received, content)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert not received.exists()

    @pytest.mark.parametrize(
        "row", [{"size_in_bytes": 5000}, {"expired": True}, {"name": "site"}, {"id": None}]
    )
    def test_what_is_said_to_be_too_large_or_is_gone_is_not_asked_for(self, hub, received, row):
        done = self.fetch(hub, received, self.archive(**{"report.json": "{}"}), **row)
        assert done.returncode == 1
        assert len(hub.calls()) == 1


class TestComment:
    @pytest.fixture
    def text(self, tmp_path):
        """What the first job of the workflow makes of a hostile report."""
        path = tmp_path / "report.json"
        page = {"kind": "new", "language": "ru", "title": "@all <img src=x>", "address": "x/"}
        path.write_text(json.dumps({"format": 1, "pages": [page]}), "utf-8")
        run = "https://example.org/owner/name/actions/runs/9"
        command = [sys.executable, "-m", "archive", "report", "--from", path, "--preview", run]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        (tmp_path / "text.md").write_text(done.stdout, "utf-8")
        return str(tmp_path / "text.md")

    def test_a_first_report_is_posted_escaped(self, hub, text):
        hub.answer("pulls", "12\n")
        hub.answer("issues/12/comments", "")
        done = hub.run("comment", text, COMMIT="abc")
        assert done.returncode == 0, done.stderr
        assert hub.calls()[-1][1:4] == ["--method", "POST", "repos/owner/name/issues/12/comments"]
        assert hub.posted().startswith("<!-- circulars report -->\n## ")
        assert "<img" not in hub.posted()
        assert "@all" not in hub.posted()

    def test_it_says_how_to_open_the_preview_in_both_languages(self, hub, text):
        hub.answer("pulls", "12\n")
        hub.answer("issues/12/comments", "")
        hub.run("comment", text, COMMIT="abc")
        for said in ("### Preview", "### Предварительный просмотр"):
            assert said in hub.posted()
        assert hub.posted().count("(https://example.org/owner/name/actions/runs/9)") == 2

    def test_a_later_one_takes_its_place(self, hub, text):
        hub.answer("pulls", "12\n")
        hub.answer("issues/12/comments", "345\n")
        assert hub.run("comment", text, COMMIT="abc").returncode == 0
        assert hub.calls()[-1][1:4] == ["--method", "PATCH", "repos/owner/name/issues/comments/345"]

    def test_a_request_that_has_moved_on_gets_none(self, hub, text):
        hub.answer("pulls", "")
        done = hub.run("comment", text, COMMIT="abc")
        assert done.returncode == 0
        assert len(hub.calls()) == 1

    @pytest.mark.parametrize("content", ["", "\n", "x" * 65_001])
    def test_nothing_and_too_much_are_not_posted(self, hub, tmp_path, content):
        path = tmp_path / "text.md"
        path.write_text(content, "utf-8")
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
    (root / ".gitignore").write_text(".venv\n.cache\nbuild\n", "utf-8")
    write_files(
        root / "circulars", {"2024/letter/en.md": letter(), "2024/letter/ru.md": translation()}
    )
    git(root, "init", "--quiet", "--initial-branch=main")
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


class TestPushingWhatWasRecorded:
    def push(self, project, patch, **environment):
        (project / "build").mkdir(exist_ok=True)
        (project / "build/patch").write_bytes(patch)
        command = [str(project / ".ci/push-record"), "build/patch"]
        env = {**os.environ, **environment}
        return subprocess.run(command, capture_output=True, text=True, env=env)

    @staticmethod
    def patch_of(project, change):
        """What *change* makes of the tree, as a patch; the tree is as before."""
        change(project)
        git(project, "add", "--all")
        command = ["git", "diff", "--cached", "--binary", "--full-index"]
        patch = subprocess.run(command, cwd=project, check=True, capture_output=True).stdout
        git(project, "reset", "--quiet", "--hard")
        return patch

    def test_texts_and_locks_are_committed_and_pushed(self, project, tmp_path):
        """The first job's patch, taken up by the second one in the state before it."""
        command = [str(project / ".ci/record"), "build/made"]
        env = {**os.environ, "ARCHIVE_HUNSPELL": ""}
        done = subprocess.run(command, capture_output=True, text=True, env=env)
        assert done.returncode == 0, done.stderr
        recorded = git(project, "rev-parse", "HEAD^{tree}")
        git(project, "reset", "--quiet", "--hard", "HEAD^")
        main = tmp_path / "main"
        git(tmp_path, "init", "--quiet", "--bare", str(main))
        git(project, "remote", "add", "origin", str(main))
        done = self.push(project, (project / "build/made").read_bytes(), TOKEN="secret")
        assert done.returncode == 0, done.stderr
        assert git(main, "rev-parse", "main^{tree}") == recorded
        assert "secret" not in done.stdout + done.stderr

    def test_an_empty_patch_is_nothing_to_record(self, project):
        before = git(project, "rev-parse", "HEAD")
        assert self.push(project, b"").returncode == 0
        assert git(project, "rev-parse", "HEAD") == before

    @pytest.mark.parametrize(
        "change",
        [
            lambda root: (root / ".ci/record").write_text("#!/bin/sh\n", "utf-8"),
            lambda root: write_files(root, {"hooks/x.py": "x"}),
            lambda root: write_files(root, {"circularsx/y": "x"}),
            lambda root: (root / "circulars/x").symlink_to("/etc/passwd"),
            lambda root: shutil.copy(root / ".ci/record", root / "circulars/x"),
        ],
        ids=["script", "code", "beside", "link", "program"],
    )
    def test_no_patch_changes_anything_else(self, project, change):
        before = git(project, "rev-parse", "HEAD")
        done = self.push(project, self.patch_of(project, change), TOKEN="secret")
        assert done.returncode == 1
        assert "::error::The patch changes more than texts and locks" in done.stdout
        assert git(project, "rev-parse", "HEAD") == before

    def test_no_patch_leaves_the_tree(self, project, tmp_path):
        patch = (
            "diff --git a/circulars/../../out b/circulars/../../out\nnew file mode 100644\n"
            "--- /dev/null\n+++ b/circulars/../../out\n@@ -0,0 +1 @@\n+x\n"
        )
        assert self.push(project, patch.encode()).returncode != 0
        assert not (tmp_path / "out").exists()


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
