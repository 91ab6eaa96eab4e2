"""``circulars lock``: what it writes, what it says, when it refuses."""

import pytest
from small_archive import INITIATIVE, letter, translation, write_files

from archive.cli import main


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a letter, in which commands run."""
    write_files(tmp_path / "circulars", {"2024/letter/en.md": letter("One.\n\nTwo.\n")})
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARCHIVE_CIRCULARS", raising=False)
    return tmp_path


@pytest.fixture
def run(project, capsys):
    """Runs the command: exit status, what it prints, and what it complains about."""

    def command(*options, language="en"):
        status = main(["lock", "--lang", language, *options])
        captured = capsys.readouterr()
        return status, captured.out.splitlines(), captured.err.splitlines()

    return command


def add(project, **files):
    write_files(project / "circulars", files)


def contents(project):
    return {path.name: path.read_bytes() for path in sorted((project / "locks").iterdir())}


def test_the_first_lock(project, run):
    status, out, err = run()
    assert (status, err) == (0, [])
    assert out[0] == "1 new circular: 2024/letter"
    assert out[-1] == "Written: locks/2024.txt, locks/site.txt"
    assert sorted(contents(project)) == ["2024.txt", "site.txt"]


def test_in_russian(project, run):
    status, out, _ = run(language="ru")
    assert status == 0
    assert out[0] == "1 новый циркуляр: 2024/letter"
    assert out[-1] == "Записано: locks/2024.txt, locks/site.txt"


def test_nothing_is_new(project, run):
    run()
    before = contents(project)
    stamps = [path.stat().st_mtime_ns for path in (project / "locks").iterdir()]
    assert run() == (0, ["All that is published is already recorded."], [])
    assert contents(project) == before
    assert [path.stat().st_mtime_ns for path in (project / "locks").iterdir()] == stamps


def test_both_languages_write_the_same(project, run):
    run()
    before = contents(project)
    for path in (project / "locks").iterdir():
        path.unlink()
    run(language="ru")
    assert contents(project) == before


def test_check_writes_nothing(project, run):
    status, out, _ = run("--check")
    assert status == 1
    assert out[0] == "1 new circular: 2024/letter"
    assert out[-1] == "To be written in locks/2024.txt, locks/site.txt: circulars lock"
    assert not (project / "locks").exists()
    run()
    assert run("--check") == (0, ["All that is published is already recorded."], [])


def test_all_kinds_of_news(project, run):
    run()
    add(
        project,
        **{
            "2024/letter/ru.md": translation("Раз.\n\nДва.\n\nТри.\n"),
            "2024/letter/en.md": letter("One.\n\nTwo.\n\nThree.\n"),
            "2025/other/en.md": letter("Other.\n", date="2025-01-01", subject="Other"),
            "initiatives/harbours/en.md": INITIATIVE,
        },
    )
    status, out, _ = run()
    assert status == 0
    assert out == [
        "1 new circular: 2025/other",
        "1 new initiative: harbours",
        "1 new page: circulars/2025",
        "1 new text: 2024/letter (ru)",
        "1 new address on pages: 2024/letter (en) #p3",
        "Written: locks/2024.txt, locks/2025.txt, locks/site.txt",
    ]


def test_moves_and_removals(project, run):
    add(project, **{"2024/other/en.md": letter("Three.\n\nFour.\n", subject="Other")})
    run()
    (project / "circulars/2024/letter").rename(project / "circulars/2024/spring")
    (project / "circulars/2024/other/en.md").unlink()
    (project / "circulars/2024/other").rmdir()
    moves = (
        "a:\n  date: 2024-05-01\n  circular: 2024/letter\n  to: 2024/spring\n"
        "b:\n  date: 2024-05-02\n  circular: 2024/other\n  retired: {en: A mistake.}\n"
    )
    add(project, **{"registers/moves.yml": moves})
    status, out, _ = run()
    assert status == 0
    assert out == [
        "1 new circular: 2024/spring",
        "1 move: 2024/letter → 2024/spring",
        "1 removal: 2024/other",
        "Written: locks/2024.txt",
    ]
    assert run("--check")[0] == 0


def test_a_corrected_text_renews_its_fingerprint(project, run):
    run()
    add(project, **{"2024/letter/en.md": letter("One more.\n\nTwo.\n")})
    out = run()[1]
    assert out[0] == "Nothing is new; only fingerprints of texts have changed."
    assert out[1] == "Written: locks/2024.txt"


def test_long_lists_are_cut(project, run):
    for number in range(20):
        subject = f"Letter {number}"
        add(project, **{f"2024/n-{number}/en.md": letter("One.\n", subject=subject)})
    out = run()[1]
    assert out[0].startswith("21 new circulars: 2024/letter, 2024/n-0, ")
    assert out[0].endswith(" …")


def test_it_refuses_while_a_promise_is_broken(project, run):
    run()
    before = contents(project)
    add(project, **{"2024/letter/en.md": letter("One.\n"), "2024/new/en.md": letter("New.\n")})
    status, out, err = run()
    assert status == 1
    assert "error[promise-broken]" in out[0]
    assert err == ["Nothing is written: correct the errors first."]
    assert contents(project) == before


def test_it_refuses_an_archive_with_errors(project, run):
    add(project, **{"2024/new/en.md": letter("New.\n", bureau="nobody")})
    status, out, err = run()
    assert status == 1
    assert "error[unknown-bureau]" in out[0]
    assert err == ["Nothing is written: correct the errors first."]
    assert not (project / "locks").exists()


def test_warnings_stop_nothing(project, run):
    run()
    move = "a:\n  date: 2024-05-01\n  circular: 2024/lettre\n  retired: {en: A misprint.}\n"
    add(project, **{"registers/moves.yml": move})
    assert run()[0] == 0


def test_another_archive_has_its_own_lock(project, run):
    (project / "elsewhere").mkdir()
    (project / "circulars").rename(project / "elsewhere/letters")
    status, out, _ = run("--root", "elsewhere/letters")
    assert status == 0
    assert out[-1] == "Written: elsewhere/locks/2024.txt, elsewhere/locks/site.txt"
    assert (project / "elsewhere/locks/2024.txt").is_file()


def test_an_archive_without_anything(project, run):
    (project / "nothing").mkdir()
    status, out, _ = run("--root", "nothing")
    assert status == 0
    assert out[-1] == "Written: locks/site.txt"
