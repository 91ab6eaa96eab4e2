"""``circulars completion``: the script, and what a shell completes with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_archive import INITIATIVE, letter, write_files

from archive.cli import main

PROGRAM = Path(sys.executable).with_name("circulars")


@pytest.fixture(autouse=True)
def archive(monkeypatch, tmp_path):
    monkeypatch.delenv("ARCHIVE_CIRCULARS", raising=False)
    monkeypatch.setenv("ARCHIVE_LANG", "en")
    monkeypatch.setenv("PATH", f"{PROGRAM.parent}:{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    files = {
        "2023/old/en.md": letter(),
        "2024/spring/en.md": letter(),
        "initiatives/harbours/en.md": INITIATIVE,
    }
    return write_files(Path("circulars"), files)


@pytest.fixture
def completed(monkeypatch, capsys):
    """What bash is told for a line that ends with the last of the words."""

    def ask(*words):
        monkeypatch.setenv("_CIRCULARS_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        assert main([]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return [line.partition(",")[2] for line in out.split("\n") if line]

    return ask


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["circulars", "sta"], ["stage"]),
        (["circulars", "list", "--missing", ""], ["ru", "en"]),
        (["circulars", "check", "--format", "j"], ["json"]),
        (["circulars", "check", "--explain", "impossible-"], ["impossible-date"]),
        (["circulars", "list", "--initiative", "h"], ["harbours"]),
        (["circulars", "list", "--bureau", ""], ["desk"]),
        (["circulars", "translate", "2024/"], ["2024/spring"]),
        (["circulars", "completion", "b"], ["bash"]),
        (["circulars", "check", "--roo"], ["--root"]),
        (["circulars", "list", "--lang", "r"], ["ru"]),
    ],
)
def test_words(completed, words, expected):
    assert completed(*words) == expected


def test_commands(completed):
    assert {"check", "list", "stage", "completion"} <= set(completed("circulars", ""))


def test_names_of_the_archive_that_is_named(completed):
    Path("circulars").rename("letters")
    assert completed("circulars", "translate", "2024/") == []
    words = ["circulars", "translate", "--root", "letters", "2024/"]
    assert completed(*words) == ["2024/spring"]


def test_paths_are_left_to_the_shell():
    environment = {
        **os.environ,
        "_CIRCULARS_COMPLETE": "bash_complete",
        "COMP_WORDS": "circulars check circ",
        "COMP_CWORD": "2",
    }
    done = subprocess.run([str(PROGRAM)], capture_output=True, text=True, env=environment)
    assert done.stdout == "file,circ\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_for_this_program(shell, capsys):
    assert main(["completion", shell]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert f"_CIRCULARS_COMPLETE={shell}_complete" in out


def test_bash_reads_the_script(capsys, tmp_path):
    main(["completion", "bash"])
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    done = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("shell", "current"), [("bash", "3"), ("zsh", "3"), ("fish", "impossible-")]
)
def test_the_program_answers_what_the_script_asks(shell, current):
    """What the script of a shell gets, also where that shell is not installed."""
    asked = {
        "_CIRCULARS_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "circulars check --explain impossible-",
        "COMP_CWORD": current,
    }
    done = subprocess.run(
        ["circulars"], capture_output=True, text=True, env={**os.environ, **asked}
    )
    assert done.stderr == ""
    assert "impossible-date" in done.stdout
    assert "impossible-dates" not in done.stdout


def test_bash_completes_with_it():
    lines = (
        'eval "$(circulars completion bash)"\n'
        "COMP_WORDS=(circulars check --explain impossible-)\n"
        "COMP_CWORD=3\n"
        "_circulars_completion circulars\n"
        'echo "${COMPREPLY[@]}"\n'
        "complete -p circulars\n"
    )
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "impossible-date",
        "complete -o nosort -F _circulars_completion circulars",
    ]
