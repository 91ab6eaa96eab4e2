"""The checker's engine: kept findings, several processes, and what is judged anew."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from small_archive import PHRASES, letter, translation, write_files

from archive import checking
from archive.checking import check_archive

TESTS = Path(__file__).parents[1]
TODAY = dt.date(2026, 11, 23)


def check(root, **options):
    return check_archive(root, PHRASES, "circulars", TODAY, **options)


def lines(checked):
    """All that a finding says, its repair and its other places included."""
    return [
        (problem.render(PHRASES["ru"]), problem.render(PHRASES["en"]), problem.also, problem.fix)
        for problem in checked.problems
    ]


@pytest.fixture
def judged(monkeypatch):
    """The keys of the folders that are judged."""
    seen = []
    real = checking.judge
    monkeypatch.setattr(
        checking, "judge", lambda folder, desk: seen.append(folder.key) or real(folder, desk)
    )
    return seen


@pytest.fixture
def archive(tmp_path):
    """Two letters, one of them with findings of both severities and a repair."""
    return write_files(
        tmp_path / "circulars",
        {
            "2024/first/en.md": letter('The Union "invites" you on 14 May 2024.\n'),
            "2024/first/ru.md": translation("Союз приглашает вас 15 мая 2024 года.\n"),
            "2024/second/en.md": letter(),
        },
    )


SOURCES = [
    TESTS / "all-wrong",
    TESTS / "noise",
    *sorted(
        path
        for path in (TESTS / "broken").iterdir()
        if (path / "circulars").is_dir() and not (path / "hunspell").exists()
    ),
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_kept_findings_are_the_same_findings(source, tmp_path):
    root = shutil.copytree(source / "circulars", tmp_path / "circulars")
    kept = tmp_path / "kept.json"
    first = check(root, kept=kept)
    assert lines(check(root, kept=kept)) == lines(first) == lines(check(root))


def test_only_what_has_changed_is_judged_anew(archive, tmp_path, judged):
    kept = tmp_path / "kept.json"
    check(archive, kept=kept)
    assert sorted(judged) == ["2024/first", "2024/second"]
    judged.clear()
    check(archive, kept=kept)
    assert judged == []
    write_files(archive, {"2024/second/en.md": letter("The Example Union thanks you.\n")})
    check(archive, kept=kept)
    assert judged == ["2024/second"]


def test_a_new_time_is_no_change(archive, tmp_path, judged):
    kept = tmp_path / "kept.json"
    check(archive, kept=kept)
    judged.clear()
    for path in archive.rglob("*.md"):
        path.write_bytes(path.read_bytes())
    check(archive, kept=kept)
    assert judged == []


def test_an_attachment_is_a_change(archive, tmp_path, judged):
    kept = tmp_path / "kept.json"
    check(archive, kept=kept)
    judged.clear()
    write_files(archive, {"2024/first/plan.pdf": b"%PDF-1.7"})
    found = check(archive, kept=kept)
    assert judged == ["2024/first"]
    assert "stray-attachment" in {problem.code for problem in found.problems}


def test_other_rules_judge_everything_anew(archive, tmp_path, judged):
    kept = tmp_path / "kept.json"
    check(archive, kept=kept)
    stored = json.loads(kept.read_text("utf-8"))
    kept.write_text(json.dumps({**stored, "rules": "0" * 32}), "utf-8")
    judged.clear()
    check(archive, kept=kept)
    assert len(judged) == 2


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"rules": 1, "folders": 2}'])
def test_a_damaged_file_of_kept_findings_is_none(archive, tmp_path, content):
    kept = tmp_path / "kept.json"
    fresh = lines(check(archive))
    kept.write_bytes(content)
    assert lines(check(archive, kept=kept)) == fresh


def test_damaged_findings_are_judged_anew(archive, tmp_path, judged):
    kept = tmp_path / "kept.json"
    fresh = lines(check(archive, kept=kept))
    stored = json.loads(kept.read_text("utf-8"))
    stored["folders"]["2024/first"][1] = [["x"], "y"]
    kept.write_text(json.dumps(stored), "utf-8")
    judged.clear()
    assert lines(check(archive, kept=kept)) == fresh
    assert judged == ["2024/first"]


def test_what_is_gone_is_kept_no_longer(archive, tmp_path):
    kept = tmp_path / "kept.json"
    check(archive, kept=kept)
    shutil.rmtree(archive / "2024/second")
    check(archive, kept=kept)
    assert sorted(json.loads(kept.read_text("utf-8"))["folders"]) == ["2024/first"]


def test_a_place_that_cannot_be_written_is_no_fault(archive, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    fresh = lines(check(archive))
    assert lines(check(archive, kept=tmp_path / "file/kept.json")) == fresh


def test_processes_find_what_one_finds(tmp_path, monkeypatch):
    root = shutil.copytree(TESTS / "noise/circulars", tmp_path / "circulars")
    alone = check(root)
    monkeypatch.setattr(checking, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(checking, "CHUNK", 10)
    told = []
    together = check(root, progress=lambda done, of: told.append((done, of)))
    assert lines(together) == lines(alone)
    assert told[-1] == (42, 42)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_no_more_processes_work_than_may(tmp_path, monkeypatch):
    root = shutil.copytree(TESTS / "noise/circulars", tmp_path / "circulars")
    monkeypatch.setattr(checking, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(checking, "CHUNK", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    started = []

    def counting(number, start, given, work, tasks, here):
        started.append(number)
        return map(here, tasks)

    monkeypatch.setattr(checking, "in_processes", counting)
    for most in ("1", "3", ""):
        environment = {"ARCHIVE_PROCESSES": most, "ARCHIVE_HUNSPELL": ""}
        check_archive(root, PHRASES, "circulars", TODAY, environment=environment)
    assert started == [2, 3]  # beside the one that is there


def test_the_day_decides_afresh(tmp_path):
    """Findings that depend on the day are not kept."""
    root = write_files(tmp_path / "circulars", {"2024/first/en.md": letter(added="2026-11-25")})
    kept = tmp_path / "kept.json"
    assert "added-implausible" in {problem.code for problem in check(root, kept=kept).problems}
    later = check_archive(root, PHRASES, "circulars", dt.date(2026, 11, 26), kept=kept)
    assert "added-implausible" not in {problem.code for problem in later.problems}
