"""The benchmark's own parts: its archive, what it measures, what it reports, when it stops."""

from __future__ import annotations

import json
import re
import sys
import time
import tomllib
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from statistics import mean

import pytest
from tests.bench import charts
from tests.bench.archive import write_archive
from tests.bench.peers.letters import letter_texts
from tests.bench.peers.plain import configuration
from tests.bench.process import Cost, Run, run
from tests.bench.project import FailedError, checked, environment
from tests.bench.results import OURS, PEERS, SMALL_TEXT, Results
from tests.bench.scenarios import Job
from tests.bench.schedule import Schedule
from tests.bench.table import table

from archive.cli import main as circulars
from archive.languages import CODES

KEYS = (
    "n",
    "cold_over_hugo",
    "cold_over_plain",
    "noop_over_empty",
    "edit_over_empty",
    "edit_growth_s",
    "theme_over_empty",
    "restored_over_empty",
    "peak_mb",
    "page_gz_bytes",
    "first_view_bytes",
)
BUSY = "import time\nwhile time.process_time() < .4: pass"
"""Takes 0.4 s of processor time."""
WORDS = Path(__file__).parent / "words"


def finished(wall: float = 1.0, *, largest: int = 10_000_000, output: str = "") -> Run:
    cost = Cost(wall=wall, processor=wall / 2, largest=largest, together=2 * largest, measure="PSS")
    return Run(status=0, output=output, cost=cost)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive. Not to be changed."""
    return write_archive(tmp_path_factory.mktemp("letters") / "circulars", 100)


class TestArchive:
    def test_is_the_same_each_time(self, letters: Path, tmp_path: Path) -> None:
        assert files(write_archive(tmp_path / "again", 100)) == files(letters)

    def test_has_no_errors(self, letters: Path, capsys: pytest.CaptureFixture[str]) -> None:
        status = circulars(["check", "--no-cache", "--root", str(letters)])
        assert status == 0, capsys.readouterr().out

    def test_is_as_long_and_various_as_letters_are(self, letters: Path) -> None:
        texts = list(letter_texts(letters))
        assert {text.language for text in texts} == {"ru", "en"}
        assert len({text.key for text in texts}) == 100 < len(texts) < 200
        assert 500 < mean(len(re.findall(r"\w+", text.body)) for text in texts) < 700
        assert len({text.bureau for text in texts}) >= 4
        assert len({name for text in texts for name in text.initiatives}) >= 20
        assert sum("| --- |" in text.body for text in texts) > 50
        assert sum("\n- " in text.body or "\n   - " in text.body for text in texts) > 150
        assert sum(bool(text.deadlines) for text in texts) > 90
        sentences = re.findall(r"[^.!?\n]{30,}[.!?]", "\n".join(text.body for text in texts))
        assert len(set(sentences)) > 0.6 * len(sentences)

    def test_other_generators_get_plain_links(self, letters: Path) -> None:
        for text in letter_texts(letters):
            assert "link:" not in text.body
            assert "[annex" not in text.body


class TestMeasuring:
    def python(self, code: str, folder: Path) -> Run:
        return run([sys.executable, "-c", code], folder=folder, environment=environment())

    def test_time_of_all_processes(self, tmp_path: Path) -> None:
        code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"
        cost = self.python(code, tmp_path).cost
        assert cost.processor >= 0.4
        assert cost.wall >= 0.4

    def test_time_of_workers_that_outlive_their_parent(self, tmp_path: Path) -> None:
        code = (
            "import subprocess, sys, time\n"
            f"subprocess.Popen([sys.executable, '-c', {BUSY!r}])\ntime.sleep(.2)"
        )
        assert self.python(code, tmp_path).cost.processor >= 0.4

    def test_memory_of_the_largest_and_of_all(self, tmp_path: Path) -> None:
        # Long enough to be looked at, however busy the machine is.
        worker = "import time; held = bytearray(30_000_000); time.sleep(2)"
        code = (
            "import subprocess, sys, time\nheld = bytearray(60_000_000)\n"
            f"subprocess.run([sys.executable, '-c', {worker!r}])"
        )
        cost = self.python(code, tmp_path).cost
        assert cost.largest is not None
        assert cost.together is not None
        assert 60_000_000 < cost.largest < 90_000_000
        assert cost.together > cost.largest
        assert cost.together > 90_000_000
        assert cost.processes == 2

    def test_what_fails_says_why(self, tmp_path: Path) -> None:
        result = self.python("print('one', flush=True); raise SystemExit('no room')", tmp_path)
        with pytest.raises(FailedError, match=r"it: 1: no room"):
            checked(result, "it")


class TestReport:
    def test_has_every_key_where_nothing_was_measured(self) -> None:
        report = json.loads(json.dumps(Results(number=20).report()))
        assert {key: report[key] for key in KEYS} == dict.fromkeys(KEYS) | {"n": 20}

    def test_is_of_medians(self) -> None:
        results = Results(number=1000, page_gz_bytes=5, first_view={"/": 3, "/a.css": 4})
        measured = {
            "cold": (30, 10, 20),
            "hugo": (4, 5, 90),
            "empty": (2, 2, 2),
            "unchanged": (3,),
            "text": (5, 5.5),
            SMALL_TEXT: (4,),
            "config": (8,),
            "template": (9,),
        }
        for name, walls in measured.items():
            for wall in walls:
                results.add(name, finished(wall))
        results.add("index", finished(9, largest=900_000_000))
        report = results.report()
        assert {key: report[key] for key in KEYS} == {
            "n": 1000,
            "cold_over_hugo": 4.0,
            "cold_over_plain": None,
            "noop_over_empty": 1.5,
            "edit_over_empty": 2.625,
            "edit_growth_s": 1.25,
            "theme_over_empty": 4.5,
            "restored_over_empty": None,
            "peak_mb": 10.0,
            "page_gz_bytes": 5,
            "first_view_bytes": 7,
        }
        assert report["index_s"] == 6

    @pytest.mark.parametrize("language", CODES)
    def test_table_and_charts_have_words_for_all(
        self, language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("ARCHIVE_LANG", language)
        results = Results(number=1000)
        for name in (*OURS, *PEERS):
            results.add(name, finished())
        results.about |= {"when": "2026", "system": "x", "processors": 2, "python": "3"}
        words = tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))
        shown = table(results)
        for text in (*words["ratio"].values(), *(words["name"][name] for name in (*OURS, *PEERS))):
            assert text in shown
        (tmp_path / "1.json").write_text(json.dumps(results.report()), encoding="utf-8")
        (tmp_path / "2.json").write_text("{", encoding="utf-8")
        page = charts.page(charts.kept(tmp_path))
        assert words["chart"]["title"] in page
        assert "script" not in page
        assert balanced(page)

    def test_charts_without_runs(self, tmp_path: Path) -> None:
        assert balanced(charts.page(charts.kept(tmp_path)))

    def test_both_languages_have_the_same_words(self) -> None:
        def names(tree: Mapping[str, object], prefix: str = "") -> set[str]:
            return {
                inner
                for name, value in tree.items()
                for inner in (
                    names(value, f"{prefix}{name}.")
                    if isinstance(value, Mapping)
                    else {prefix + name + str(sorted(re.findall(r"\{\w+\}", str(value))))}
                )
            }

        trees = [
            names(tomllib.loads((WORDS / f"{code}.toml").read_text("utf-8"))) for code in CODES
        ]
        assert all(tree == trees[0] for tree in trees)


def balanced(page: str) -> bool:
    """Whether every element of a page is closed in its turn."""
    open_ones: list[str] = []
    right = True

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "link"):
                open_ones.append(tag)

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            pass

        def handle_endtag(self, tag: str) -> None:
            nonlocal right
            right = right and bool(open_ones) and open_ones.pop() == tag

    Reader().feed(page)
    return right and not open_ones


class TestSchedule:
    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """Seconds that have passed; only jobs let them pass."""
        passed = [0.0]
        monkeypatch.setattr(time, "monotonic", lambda: passed[0])
        return passed

    def jobs(self, clock: list[float], **seconds: float) -> list[Job]:
        """Jobs that take so long; those whose names end in "_key" are key jobs."""

        def figures(name: str, took: float) -> Callable[[], Mapping[str, Run]]:
            def work() -> Mapping[str, Run]:
                clock[0] += took
                if took < 0:
                    raise FailedError("broken")
                return {name: finished(took)}

            return work

        return [
            Job(name=name, figures=figures(name, took), is_key=name.endswith("_key"))
            for name, took in seconds.items()
        ]

    def told(self, jobs: list[Job], runs: int, until: float) -> str:
        names: list[str] = []
        Schedule(jobs=jobs, runs=runs, until=until).run(
            lambda name, _: names.append(name[0]), lambda name, _: names.append(f"-{name[0]}")
        )
        return "".join(names)

    def test_rounds_over_all(self, clock: list[float]) -> None:
        assert self.told(self.jobs(clock, a_key=1, b_key=1, c=1), 3, 100) == "abcabcabc"

    def test_key_jobs_are_run_once_whatever_they_take(self, clock: list[float]) -> None:
        assert self.told(self.jobs(clock, a_key=50, b=1, c_key=50), 3, 10) == "ac"

    def test_other_jobs_leave_room_for_key_jobs(self, clock: list[float]) -> None:
        # Three rounds of both key jobs take 30: the other job has no room but once.
        assert self.told(self.jobs(clock, a_key=5, b_key=5, c=4), 3, 36) == "abcabab"

    def test_a_job_that_fails_is_not_run_again(self, clock: list[float]) -> None:
        assert self.told(self.jobs(clock, a_key=1, b=-1, c=1), 2, 100) == "a-bcac"

    def test_nothing_goes_on_when_the_first_fails(self, clock: list[float]) -> None:
        with pytest.raises(FailedError):
            self.told(self.jobs(clock, a_key=-1, b=1), 2, 100)


def test_the_plain_site_has_nothing_of_the_archive() -> None:
    text = configuration(has_search=False)
    assert "name: material" in text
    assert "docs_structure: suffix" in text
    settings = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for ours in ("hooks", "overrides", "archive.css", "archive.js", "- search"):
        assert not any(ours in line for line in settings)
    assert "  - search\n" in configuration(has_search=True)
