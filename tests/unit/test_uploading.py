"""Putting a site into a storage of objects: the order, the headers, what is removed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.delivery import headers_for
from archive.uploading import batches, surplus

SCRIPT = Path(__file__).parents[2] / ".ci/to-bucket"

RCLONE = """\
#!{python}
import json, os, sys
lists = [open(word.partition("=")[2], encoding="utf-8").read().split("\\n")[:-1]
         for word in sys.argv if word.startswith("--files-from-raw=")]
words = [word for word in sys.argv[1:] if not word.startswith("--files-from-raw=")]
with open(os.environ["RCLONE_LOG"], "a", encoding="utf-8") as log:
    log.write(json.dumps([words, *lists]) + "\\n")
if words[0] == "lsf":
    sys.stdout.write(os.environ["RCLONE_THERE"])
sys.exit(int(os.environ.get("RCLONE_STATUS", "0")))
"""

FILES = (
    "index.html",
    "en/circulars/2026/ex-1/index.html",
    "circulars/2026/ex-1/lamps.pdf",
    "atom.xml",
    "calendar.ics",
    "assets/archive.js",
    "pagefind/ru/ru/pagefind-entry.json",
    "pagefind/ru/ru/fragment/ru_4059439.pf_fragment",
    "sitemap.xml",
    "build.json",
    "_headers",
    ".new-1/half",
)
KEPT = tuple(path for path in FILES if not path.startswith((".", "_")))


def test_every_file_is_written_once_with_its_headers():
    found = [(path, batch.headers) for batch in batches(FILES) for path in batch.paths]
    assert sorted(path for path, _ in found) == sorted(KEPT)
    for path, headers in found:
        wanted = headers_for(path)
        assert headers["Content-Type"] == wanted["Content-Type"]
        assert headers["Cache-Control"] == wanted["Cache-Control"]
        assert headers.get("Content-Disposition") == wanted.get("Content-Disposition")
        assert "X-Frame-Options" not in headers


def test_what_names_other_files_comes_after_them():
    order = [path for batch in batches(reversed(FILES)) for path in batch.paths]
    place = {path: number for number, path in enumerate(order)}
    page = place["en/circulars/2026/ex-1/index.html"]
    assert max(place["assets/archive.js"], place["circulars/2026/ex-1/lamps.pdf"]) < page
    fragment, entry = FILES[7], FILES[6]
    assert place[fragment] < place[entry]
    assert max(page, place["atom.xml"], place[entry]) < min(
        place["sitemap.xml"], place["build.json"]
    )


def test_parts_of_an_older_index_may_stay():
    there = [*KEPT, "en/old/index.html", "pagefind/ru/ru/index/ru_0000000.pf_index", "_headers"]
    gone = ["_headers", "en/old/index.html"]
    assert surplus(there, FILES, lasting=False) == gone
    assert surplus(there, FILES, lasting=True) == [*gone, there[-2]]


class Storage:
    """A site and a stand-in for rclone."""

    def __init__(self, folder):
        self.site, self.log = folder / "site", folder / "log"
        for path in FILES:
            file = self.site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("x")
        programs = folder / "bin"
        programs.mkdir()
        (programs / "rclone").write_text(RCLONE.format(python=sys.executable))
        (programs / "rclone").chmod(0o755)
        self.path = f"{programs}:{os.environ['PATH']}"

    def run(self, *arguments, there="", status=0, path=None):
        environment = {
            **os.environ,
            "PATH": path or self.path,
            "RCLONE_LOG": str(self.log),
            "RCLONE_THERE": there,
            "RCLONE_STATUS": str(status),
        }
        command = [sys.executable, str(SCRIPT), *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    def calls(self):
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]


@pytest.fixture
def storage(tmp_path):
    return Storage(tmp_path)


def test_the_script_writes_then_removes(storage):
    there = "index.html\nen/old/index.html\n"
    done = storage.run(storage.site, "far:bucket/archive", there=there)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("10 files, 1 removed")
    calls = storage.calls()
    verbs = [words[0] for words, *_ in calls]
    assert verbs == ["copy"] * (len(verbs) - 2) + ["lsf", "delete"]
    assert sorted(path for words, *lists in calls[:-2] for path in lists[0]) == sorted(KEPT)
    words = next(words for words, *lists in calls if "calendar.ics" in lists[0])
    assert words[1:4] == [str(storage.site), "far:bucket/archive", "--checksum"]
    assert "--header-upload=Content-Type: text/calendar; charset=utf-8" in words
    assert calls[-1] == [["delete", "far:bucket/archive"], ["en/old/index.html"]]


def test_the_script_changes_nothing_in_a_rehearsal(storage):
    storage.run(storage.site, "far:bucket", "--dry-run", "--again", there="old.html\n")
    for words, *_ in storage.calls():
        assert words[0] == "lsf" or words[-1] == "--dry-run"
        assert "--checksum" not in words


def test_the_script_stops_where_rclone_fails(storage):
    done = storage.run(storage.site, "far:bucket", status=7)
    assert done.returncode == 7
    assert len(storage.calls()) == 1


@pytest.mark.parametrize("arguments", [("nowhere", "far:bucket"), ("site", "bucket"), ("site",)])
def test_the_script_refuses_what_cannot_be_meant(storage, arguments):
    site = storage.site if arguments[0] == "site" else storage.site.parent
    done = storage.run(site, *arguments[1:])
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not storage.log.exists()


def test_the_script_says_that_rclone_is_missing(storage, tmp_path):
    done = storage.run(storage.site, "far:bucket", path=str(tmp_path))
    assert done.returncode == 1
    assert "apt-get install rclone" in done.stderr
    assert "Traceback" not in done.stderr
