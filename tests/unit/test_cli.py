"""The frame of the editors' command: language, help, wrong usage, and every way to end."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from small_archive import PHRASES, letter, write_files

from archive import cli, start
from archive.cli import chosen_language, main
from archive.commands import COMMANDS
from archive.commands.frame import Command

EXECUTABLE = Path(sys.executable).with_name("circulars")
# The frame's own English, which no other language may show.
ENGLISH = re.compile(
    r"\b(Usage|Options?|Arguments?|Positional|Commands?|Error|Try|Missing|Invalid|No such|"
    r"Did you mean|Show this|Got unexpected|required|default|requires an|Aborted)\b"
)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in (
        "ARCHIVE_CIRCULARS",
        "ARCHIVE_DEBUG",
        "ARCHIVE_LANG",
        "ARCHIVE_TODAY",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def sound(tmp_path):
    return write_files(tmp_path / "circulars", {"2024/letter/en.md": letter()})


@pytest.fixture
def broken(tmp_path):
    return write_files(tmp_path / "broken", {"2024/letter/en.md": letter(kind="NO")})


def names():
    return [module.command(PHRASES["en"]).name for module in COMMANDS]


class TestHelp:
    @pytest.mark.parametrize("name", names())
    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_every_command_has_one_with_examples(self, name, language, capsys):
        assert main(["--lang", language, name, "--help"]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        words = PHRASES[language]
        assert out.startswith(f"{words('cli.usage')} circulars {name}")
        for heading in ("options", "examples-heading"):
            assert f"{words(f'cli.{heading}')}:" in out.replace("::", ":")
        assert f"circulars {name}" in out.split(words("cli.examples-heading"))[1]
        if language == "ru":
            assert not ENGLISH.search(out), ENGLISH.search(out)

    @pytest.mark.parametrize("name", names())
    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_every_parameter_is_explained(self, name, language):
        module = next(module for module in COMMANDS if module.__name__.endswith(_module(name)))
        for param in module.command(PHRASES[language]).params:
            assert param.help, param.name
            assert param.help != "None", param.name

    def test_of_the_program_lists_the_commands_in_order(self, capsys):
        assert main(["--help"]) == 0
        out = capsys.readouterr().out
        assert "ARCHIVE_CIRCULARS" in out
        places = [out.index(f"\n  {name} ") for name in names()]
        assert places == sorted(places)

    def test_fits_a_narrow_terminal(self, monkeypatch, capsys):
        monkeypatch.setenv("COLUMNS", "60")
        assert main(["check", "--help"]) == 0
        prose = capsys.readouterr().out.split("Examples")[0]
        assert max(len(line) for line in prose.splitlines() if "--format" not in line) <= 60

    def test_without_a_command_is_wrong_usage(self, capsys):
        assert main([]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("Usage: circulars")


def _module(name):
    return {"list": ".listing", "fmt": ".fmt", "import": ".import_letters"}.get(name, f".{name}")


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "english", "russian"),
        [
            (["mend"], "there is no command mend", "команды mend нет"),
            (["chek"], "did you mean check?", "возможно, имелось в виду check?"),
            (["check", "--mend"], "there is no option --mend", "параметра --mend нет"),
            (["check", "--formta"], "did you mean", "возможно, имелось в виду"),
            (["check", "-q"], "there is no option -q", "параметра -q нет"),
            (["check", "--format"], "--format needs a value", "параметра --format нужно значение"),
            (["check", "--fix=now"], "--fix takes no value", "у параметра --fix не бывает"),
            (["check", "--format", "xml"], "there is no value xml", "нет значения xml"),
            (["list", "--open", "2021-2-3"], "2021-2-3 is not a day", "2021-2-3 – не день"),
            (["list", "--year", "21"], "21 is not a year", "21 – не год"),
            (["list", "a", "b"], "too many arguments: a b", "лишние аргументы: a b"),
            (
                ["completion"],
                "SHELL is missing; write one of: bash",
                "не указано: ОБОЛОЧКА; напишите одно из: bash",
            ),
            (["completion", "cmd"], "write one of: bash, zsh, fish", "одно из: bash, zsh, fish"),
            (["stage"], "FOLDER is missing", "не указано: ПАПКА"),
            (["--mend"], "there is no option --mend", "параметра --mend нет"),
            (["--"], "Usage: circulars", "Использование: circulars"),
        ],
    )
    def test_is_told_in_the_readers_language(self, arguments, english, russian, capsys):
        for language, expected in (("en", english), ("ru", russian)):
            assert main(["--lang", language, *arguments]) == 2
            out, err = capsys.readouterr()
            assert out == ""
            assert expected in err
            if language == "ru":
                assert not ENGLISH.search(err), err

    def test_names_the_help_of_the_command(self, capsys):
        assert main(["check", "--mend"]) == 2
        assert "circulars check --help" in capsys.readouterr().err

    def test_a_language_that_is_not_there(self, capsys):
        assert main(["check", "--lang", "fr"]) == 2
        assert "there is no value fr; write one of: ru, en" in capsys.readouterr().err

    def test_a_day_of_the_environment(self, sound, monkeypatch, capsys):
        monkeypatch.setenv("ARCHIVE_TODAY", "soon")
        assert main(["check", str(sound)]) == 2
        assert capsys.readouterr().err == (
            "Error: ARCHIVE_TODAY=soon is not a date; write it as 2026-11-22\n"
        )
        assert main(["check", "--help"]) == 0

    def test_a_root_that_is_not_there(self, tmp_path, capsys):
        assert main(["list", "--root", str(tmp_path / "none")]) == 2
        err = capsys.readouterr().err
        assert "none" in err
        assert "ARCHIVE_CIRCULARS" in err


class TestLanguage:
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ([], "en"),
            (["check", "--lang", "ru"], "ru"),
            (["--lang", "ru", "check"], "ru"),
            (["--lang=ru", "check"], "ru"),
            (["--lang", "ru", "check", "--lang", "en"], "en"),
            (["check", "--", "--lang", "ru"], "en"),
            (["check", "--lang"], "en"),
            (["check", "--lang", "xx"], "en"),
            (["import", "a.docx", "--lang", "ru"], "en"),  # the language of the letter
            (["--lang", "ru", "import", "a.docx", "--lang", "en"], "ru"),
            (["--lang=ru", "import", "a.docx", "--lang=en"], "ru"),
            (["--lang", "import", "check", "--lang", "ru"], "ru"),
            (["check", "import", "--lang", "ru"], "ru"),
        ],
    )
    def test_is_the_options_wherever_it_stands(self, arguments, code):
        assert chosen_language(arguments, {}) == code

    def test_is_the_systems_without_it(self, broken, monkeypatch, capsys):
        monkeypatch.setenv("LANG", "ru_RU.UTF-8")
        assert main(["check", str(broken)]) == 1
        assert "ошибка[yaml-trap]" in capsys.readouterr().out
        assert main(["check", str(broken), "--lang", "en"]) == 1
        assert "error[yaml-trap]" in capsys.readouterr().out


class TestRoot:
    def test_is_the_option_else_the_setting_else_circulars(
        self, sound, broken, tmp_path, monkeypatch, capsys
    ):
        monkeypatch.chdir(tmp_path)
        assert main(["check"]) == 0
        monkeypatch.setenv("ARCHIVE_CIRCULARS", "broken/")
        assert main(["check"]) == 1
        assert "\nbroken/2024/" in "\n" + capsys.readouterr().out.split("no problems")[1]
        assert main(["check", "--root", "circulars"]) == 0
        assert main(["check", "circulars"]) == 0


def failing(error):
    """A module whose command raises *error*."""

    def run(session):
        raise error

    class Module:
        __name__ = "archive.commands.completion"

        @staticmethod
        def command(words):
            return Command("completion", words, run, with_root=False)

    return Module


class TestEnds:
    def end(self, monkeypatch, error, *arguments):
        monkeypatch.setattr(cli, "COMMANDS", (failing(error),))
        return main(["completion", *arguments])

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_an_error_of_the_program_is_one_message(self, monkeypatch, capsys, language):
        error = RuntimeError("harbour\x1b[2J")
        assert self.end(monkeypatch, error, "--lang", language) == 3
        out, err = capsys.readouterr()
        assert out == ""
        words = PHRASES[language]
        first, second = err.splitlines()
        assert first == words("cli.internal", variable="ARCHIVE_DEBUG")
        assert second.startswith("RuntimeError: harbour·[2J (")
        assert "\x1b" not in second
        assert "(frame.py:" in second or "(test_cli.py:" in second

    def test_debugging_shows_the_traceback(self, monkeypatch):
        monkeypatch.setenv("ARCHIVE_DEBUG", "1")
        with pytest.raises(KeyError):
            self.end(monkeypatch, KeyError("harbour"))

    def test_a_file_that_cannot_be_written_is_named(self, monkeypatch, capsys):
        assert self.end(monkeypatch, PermissionError(13, "Permission denied", "/a/b")) == 2
        assert capsys.readouterr().err == (
            "Error: the file /a/b cannot be read or written (no right of access)\n"
        )

    @pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
    def test_an_interruption(self, monkeypatch, capsys, error):
        assert self.end(monkeypatch, error, "--lang", "ru") == 130
        assert capsys.readouterr() == ("", "\nПрервано.\n")

    def test_nobody_reads_on(self, broken):
        command = f"'{EXECUTABLE}' check '{broken}' --explain | true; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(
            ["bash", "-c", f"sleep 0; {command}"], capture_output=True, check=False, text=True
        )
        assert done.stderr == ""
        assert done.stdout.strip() in ("0", "141")

    def test_a_closed_pipe_is_quiet(self, broken):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [str(EXECUTABLE), "check", str(broken)],
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")


class TestExecutable:
    def test_runs_as_a_program_and_as_a_module(self, broken):
        for begin in ([str(EXECUTABLE)], [sys.executable, "-m", "archive"]):
            command = [*begin, "check", str(broken), "--lang", "ru"]
            done = subprocess.run(command, capture_output=True, check=False)
            assert done.returncode == 1
            assert "ошибка[yaml-trap]" in done.stdout.decode()
            assert done.stderr == b""

    def test_an_old_encoding_shows_escapes(self, broken):
        environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "ARCHIVE_LANG": "ru"}
        done = subprocess.run(
            [str(EXECUTABLE), "check", str(broken)],
            capture_output=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 1
        assert rb"\u043e\u0448\u0438\u0431\u043a\u0430[yaml-trap]" in done.stdout

    def test_can_be_interrupted(self, tmp_path):
        """A question that nobody answers is ended by the keyboard."""
        started = subprocess.Popen(
            [sys.executable, "-c", _WAITING],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "ARCHIVE_LANG": "en"},
        )
        assert started.stderr.read(3) == b"Go:"
        time.sleep(0.1)
        started.send_signal(signal.SIGINT)
        _, err = started.communicate(timeout=20)
        assert started.returncode == 130
        assert err.decode().endswith("Interrupted.\n")

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="the system shows no processes")
    def test_can_be_interrupted_while_it_works_on_all_processors(self, tmp_path):
        files = {f"2024/letter-{number}/en.md": letter() for number in range(300)}
        root = write_files(tmp_path / "many", files)
        started = subprocess.Popen(
            [str(EXECUTABLE), "check", str(root)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "ARCHIVE_LANG": "en"},
            start_new_session=True,
        )
        children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
        while started.poll() is None and not children.read_text("ascii"):
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGINT)
        _, err = started.communicate(timeout=60)
        assert (started.returncode, err) in ((130, b"\nInterrupted.\n"), (0, b""))


_WAITING = """
from archive import cli
from archive.commands.frame import Command

class Module:
    @staticmethod
    def command(words):
        def run(session):
            session.ask("Go")
        return Command("completion", words, run, with_root=False)

cli.COMMANDS = (Module,)
raise SystemExit(cli.main(["completion"]))
"""


class TestStart:
    def test_ctrl_c_while_modules_are_read_is_no_traceback(self, monkeypatch):
        class Interrupts:
            @staticmethod
            def find_spec(name, path=None, target=None):
                if name == "archive.cli":
                    raise KeyboardInterrupt

        monkeypatch.delitem(sys.modules, "archive.cli")
        monkeypatch.setattr(sys, "meta_path", [Interrupts, *sys.meta_path])
        assert start.main() == 130

    def test_a_full_disk_is_said_plainly(self, sound):
        command = [sys.executable, "-m", "archive", "list", "--root", str(sound), "--lang", "en"]
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 2
        assert done.stderr == "Error: the result cannot be written (the disk is full)\n"
