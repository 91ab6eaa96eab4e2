"""The editors' command: exit status, where messages go, and in which language."""

import subprocess
import sys

import pytest
from small_archive import letter, write_files

from archive.cli import main


@pytest.fixture
def sound(tmp_path):
    return write_files(tmp_path / "circulars", {"2024/letter/en.md": letter()})


@pytest.fixture
def broken(tmp_path):
    return write_files(tmp_path / "broken", {"2024/letter/en.md": letter(kind="NO")})


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in ("ARCHIVE_CIRCULARS", "ARCHIVE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_a_sound_archive_is_zero(sound, capsys):
    assert main(["check", str(sound)]) == 0
    assert capsys.readouterr() == ("1 circular checked; no problems\n", "")


def test_a_broken_archive_is_one(broken, capsys):
    assert main(["check", str(broken)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{broken.as_posix()}/2024/letter/en.md:3:7: error[yaml-trap]: ")
    assert err == ""


def test_a_folder_that_is_not_there_is_two(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "none" in err
    assert "ARCHIVE_CIRCULARS" in err


@pytest.mark.parametrize(
    "arguments", [[], ["mend"], ["check", "--lang", "fr"], ["check", "a", "b"]]
)
def test_wrong_usage_is_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_the_folder_is_the_argument_else_the_setting_else_circulars(
    sound, broken, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    monkeypatch.setenv("ARCHIVE_CIRCULARS", "broken")
    assert main(["check"]) == 1
    assert "\nbroken/2024/" in "\n" + capsys.readouterr().out.split("no problems")[1]
    assert main(["check", "circulars"]) == 0


def test_messages_come_in_the_language_of_the_reader(broken, monkeypatch, capsys):
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    assert main(["check", str(broken)]) == 1
    assert "ошибка[yaml-trap]" in capsys.readouterr().out
    assert main(["check", str(broken), "--lang", "en"]) == 1
    assert "error[yaml-trap]" in capsys.readouterr().out


def test_help_names_the_setting(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "ARCHIVE_CIRCULARS" in capsys.readouterr().out


def test_it_runs_as_a_module(broken):
    command = [sys.executable, "-m", "archive", "check", str(broken), "--lang", "ru"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert "ошибка[yaml-trap]" in done.stdout.decode()
