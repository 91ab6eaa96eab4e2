"""``circulars check``: what it asks about, the forms of its findings, explanations and repairs."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from small_archive import INITIATIVE, PHRASES, letter, translation, write_files

from archive.cli import main
from archive.commands import progress
from archive.formats.sarif import sarif
from archive.problems import Fix, Place, Problem
from archive.rule_codes import RULES

FAULT = letter(kind="NO")
"""A letter with one error: YAML reads its kind as a boolean."""


@pytest.fixture(autouse=True)
def settings(monkeypatch, tmp_path):
    for name in ("ARCHIVE_CIRCULARS", "ARCHIVE_SITE_URL", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARCHIVE_LANG", "en")
    monkeypatch.setenv("ARCHIVE_TODAY", "2024-03-20")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def archive():
    """Makes an archive of *files* in ``circulars``."""

    def make(files):
        return write_files(Path("circulars"), files)

    return make


@pytest.fixture
def check(capsys):
    """Runs the command; gives its exit status, results and messages."""

    def run(*arguments):
        status = main(["check", *arguments])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def terminal(monkeypatch, capsys):
    """Runs the command as at a terminal."""

    def run(*arguments):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        status = main(["check", *arguments])
        return status, *capsys.readouterr()

    return run


def codes(out):
    return re.findall(r"\[([a-z-]+)\]: ", out)


def paths(out):
    return {line.split(":")[0] for line in out.splitlines()}


def keys(data):
    """All keys of an object and of what is in it; those of ``messages`` are languages."""
    for key, value in data.items() if isinstance(data, dict) else ():
        yield key
        if key != "messages":
            yield from keys(value)
    for item in data if isinstance(data, list) else ():
        yield from keys(item)


class TestText:
    def test_a_sound_archive(self, archive, check):
        archive({"2024/letter/en.md": letter()})
        assert check() == (0, "1 circular checked; no problems\n", "")
        assert check("--lang", "ru")[1] == "Проверено: 1 циркуляр; замечаний нет\n"

    def test_an_empty_archive(self, archive, check):
        Path("circulars").mkdir()
        assert check()[0] == 0

    def test_each_finding_is_one_line(self, archive, check):
        archive({"2024/letter/en.md": FAULT, "2024/other/en.md": letter("<b>Bold</b>\n")})
        status, out, err = check()
        assert (status, err) == (1, "")
        pattern = r"circulars/2024/\w+/en\.md:\d+:\d+: error\[[a-z-]+\]: \S.*"
        assert len(out.splitlines()) == 2
        for line in out.splitlines():
            assert re.fullmatch(pattern, line)

    def test_warnings_alone_are_no_failure(self, archive, check):
        archive(MENDABLE)
        status, out, _ = check()
        assert " warning[" in out
        assert status == 0


LINKED = {
    "2024/one/en.md": FAULT,
    "2024/two/en.md": letter("<b>Two</b>, see [one](circular:2024/one).\n"),
    "2024/three/en.md": letter("<b>Three</b>\n", initiatives="[harbours]"),
    "2024/three/ru.md": translation("<b>Три</b>\n"),
    "initiatives/harbours/en.md": INITIATIVE.replace("looks", "<b>looks</b>"),
}
"""Letters with a fault each, and an initiative with one, that name one another."""


class TestScope:
    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("circulars", {"one", "two", "three", "harbours"}),
            ("circulars/2024", {"one", "two", "three", "harbours"}),
            ("circulars/2024/one", {"one", "two"}),
            ("circulars/2024/one/en.md", {"one", "two"}),
            ("circulars/2024/two/", {"one", "two"}),
            ("circulars/2024/three/ru.md", {"three", "harbours"}),
            ("circulars/initiatives/harbours/en.md", {"three", "harbours"}),
            ("circulars/registers/bureaux.yml", {"one", "two", "three"}),
        ],
    )
    def test_is_what_is_named_and_what_it_touches(self, archive, check, path, expected):
        archive(LINKED)
        status, out, _ = check(path)
        assert status == 1
        assert {Path(found).parent.name for found in paths(out)} == expected

    def test_both_languages_of_a_letter_belong_together(self, archive, check):
        archive(LINKED)
        _, out, _ = check("circulars/2024/three/ru.md")
        assert {"circulars/2024/three/en.md", "circulars/2024/three/ru.md"} <= paths(out)

    def test_several_paths(self, archive, check):
        archive({**LINKED, "2024/two/en.md": letter("<b>Two</b>\n")})
        _, out, _ = check("circulars/2024/one", "circulars/2024/two")
        assert {Path(found).parent.name for found in paths(out)} == {"one", "two"}

    def test_nothing_wrong_in_it(self, archive, check):
        archive({**LINKED, "2024/four/en.md": letter()})
        assert check("circulars/2024/four")[0] == 0

    def test_the_root_of_another_archive(self, archive, check):
        archive(LINKED)
        write_files(Path("other"), {"2024/letter/en.md": FAULT})
        _, out, _ = check("other")
        assert paths(out) == {"other/2024/letter/en.md"}

    def test_inside_another_archive(self, archive, check, monkeypatch):
        other = write_files(Path("other"), {"2024/letter/en.md": FAULT, "2024/b/en.md": FAULT})
        assert paths(check("other/2024/b")[1]) == {"other/2024/b/en.md"}
        monkeypatch.chdir(other / "2024")
        assert paths(check("b/en.md")[1]) == {"../2024/b/en.md"}

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["circulars/2024/none"], "there is no file or folder circulars/2024/none"),
            (["elsewhere.txt"], "elsewhere.txt is not in the archive circulars"),
            (["--root", "circulars", "other"], "other is not in the archive circulars"),
            (["circulars", "other"], "other is in a different archive"),
        ],
    )
    def test_a_path_that_is_none_of_it(self, archive, check, arguments, message):
        archive(LINKED)
        write_files(Path("other"), {"2024/letter/en.md": FAULT})
        Path("elsewhere.txt").write_text("x", encoding="utf-8")
        status, out, err = check(*arguments)
        assert (status, out) == (2, "")
        assert message in err

    def test_no_folder_at_all(self, check):
        status, out, err = check()
        assert (status, out) == (2, "")
        assert "ARCHIVE_CIRCULARS" in err


class TestGitHub:
    def test_annotations(self, archive, check):
        archive({"2024/letter/en.md": FAULT})
        status, out, _ = check("--format", "github")
        assert status == 1
        assert re.fullmatch(
            r"::error file=circulars/2024/letter/en\.md,line=3,col=7,title=yaml-trap::YAML .*\n",
            out,
        )

    def test_what_steers_is_escaped(self, archive, check):
        archive({"2024/letter/en.md": letter(), "2024/a,b:c%/en.md": letter()})
        _, out, _ = check("--format", "github")
        assert out.startswith("::error file=circulars/2024/a%2Cb%3Ac%25,line=1,col=1,title=")
        assert "::a,b:c%25 is not a folder name" in out

    def test_a_sound_archive_says_nothing(self, archive, check):
        archive({"2024/letter/en.md": letter()})
        assert check("--format", "github") == (0, "", "")


class TestJson:
    def test_all_about_a_finding(self, archive, check):
        archive({"2024/letter/en.md": FAULT})
        status, out, _ = check("--format", "json", "--lang", "ru")
        assert status == 1
        data = json.loads(out)
        [problem] = data.pop("problems")
        assert data == {
            "version": 1,
            "language": "ru",
            "root": "circulars",
            "checked": {"circulars": 1, "texts": 1},
            "counts": {"error": 1, "warning": 0},
        }
        assert problem.pop("message") == problem["messages"]["ru"]
        assert set(problem.pop("messages")) == {"ru", "en"}
        assert problem == {
            "path": "circulars/2024/letter/en.md",
            "line": 3,
            "column": 7,
            "severity": "error",
            "code": "yaml-trap",
            "also": [],
            "fix": None,
        }

    def test_a_repair_and_the_other_place(self, archive, check):
        archive(MENDABLE)
        _, out, _ = check("--format", "json")
        problems = json.loads(out)["problems"]
        fixes = [problem["fix"] for problem in problems if problem["fix"]]
        assert {"line", "column", "old", "new"} == set(fixes[0])

    @pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
    def test_every_key_is_described(self, archive, check, name):
        archive(MENDABLE)
        description = (Path(__file__).parents[2] / name).read_text("utf-8")
        for key in set(keys(json.loads(check("--format", "json")[1]))):
            assert f"`{key}`" in description, key

    def test_nothing_wrong(self, archive, check):
        archive({"2024/letter/en.md": letter()})
        status, out, _ = check("--format", "json")
        assert (status, json.loads(out)["problems"]) == (0, [])


class TestSarif:
    def log(self, check, *arguments):
        _, out, _ = check("--format", "sarif", *arguments)
        return json.loads(out)

    def test_the_rules_are_all_there(self, archive, check):
        archive({"2024/letter/en.md": letter()})
        log = self.log(check, "--lang", "ru")
        assert log["version"] == "2.1.0"
        [run] = log["runs"]
        driver = run["tool"]["driver"]
        assert [rule["id"] for rule in driver["rules"]] == sorted(rule.code for rule in RULES)
        for rule in driver["rules"]:
            assert rule["fullDescription"]["text"]
            assert rule["shortDescription"]["text"].endswith((".", "!", "?"))
            assert rule["help"]["markdown"].count("```") == 4
            assert rule["helpUri"] == f"https://circulars.example/editing/rules/{rule['id']}/"
            assert rule["defaultConfiguration"]["level"] in ("error", "warning")
        assert run["results"] == []

    def test_the_site_is_that_of_the_environment(self, archive, check, monkeypatch):
        monkeypatch.setenv("ARCHIVE_SITE_URL", "https://harbours.example/letters")
        archive({"2024/letter/en.md": letter()})
        [run] = self.log(check)["runs"]
        rule = run["tool"]["driver"]["rules"][0]
        address = f"https://harbours.example/letters/en/editing/rules/{rule['id']}/"
        assert rule["helpUri"] == address

    def test_results(self, archive, check):
        archive({**MENDABLE, "2024/a b:c/en.md": letter()})
        [run] = self.log(check)["runs"]
        assert run["columnKind"] == "unicodeCodePoints"
        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert run["results"]
        for result in run["results"]:
            assert ids[result["ruleIndex"]] == result["ruleId"]
            assert result["level"] in ("error", "warning")
            assert result["message"]["text"]
            for location in (*result["locations"], *result.get("relatedLocations", ())):
                assert_location(location["physicalLocation"])
        [stray] = [result for result in run["results"] if result["ruleId"] == "bad-folder"]
        uri = stray["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "circulars/2024/a%20b%3Ac"

    def test_repairs(self, archive, check):
        root = archive(MENDABLE)
        [run] = self.log(check)["runs"]
        fixed = [result for result in run["results"] if "fixes" in result]
        assert fixed
        for result in fixed:
            [change] = result["fixes"][0]["artifactChanges"]
            [replacement] = change["replacements"]
            region = replacement["deletedRegion"]
            assert region["startLine"] == region["endLine"]
            path = Path(change["artifactLocation"]["uri"])
            line = (root.parent / path).read_text("utf-8").splitlines()[region["startLine"] - 1]
            old = line[region["startColumn"] - 1 : region["endColumn"] - 1]
            assert old != replacement["insertedContent"]["text"]

    def test_a_repair_replaces_what_was_there(self):
        problem = Problem(
            path="a.md",
            line=3,
            column=5,
            code="non-breaking",
            also=(Place("b.md", 7, 2),),
            fix=Fix(3, 6, "long", "x"),
            values={"text": "x"},
        )
        log = json.loads(sarif([problem], [], PHRASES["en"], "https://example.org/"))
        [result] = log["runs"][0]["results"]
        assert "ruleIndex" not in result
        [related] = result["relatedLocations"]
        assert related["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 2}
        [replacement] = result["fixes"][0]["artifactChanges"][0]["replacements"]
        assert replacement == {
            "deletedRegion": {"startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 10},
            "insertedContent": {"text": "x"},
        }

    def test_an_absolute_path_is_a_file_address(self, archive, check):
        root = archive({"2024/letter/en.md": FAULT}).resolve()
        [run] = self.log(check, "--root", str(root))["runs"]
        location = run["results"][0]["locations"][0]["physicalLocation"]
        parts = urlsplit(location["artifactLocation"]["uri"])
        assert (parts.scheme, parts.netloc) == ("file", "")
        assert parts.path.endswith("/circulars/2024/letter/en.md")

    @pytest.mark.parametrize("form", ["json", "sarif", "github", "text"])
    def test_two_runs_are_the_same(self, archive, check, monkeypatch, form):
        archive(MENDABLE)
        first = check("--format", form)
        monkeypatch.setenv("ARCHIVE_TODAY", "2031-01-01")
        assert check("--format", form) == first


def assert_location(location):
    uri = location["artifactLocation"]["uri"]
    assert not re.search(r"[^!-~]|[\\<>\"^`{|}]", uri)
    assert location["region"]["startLine"] >= 1
    assert location["region"]["startColumn"] >= 1


class TestExplain:
    def test_a_rule(self, check):
        status, out, _ = check("--explain", "impossible-date")
        words = PHRASES["en"]
        assert status == 0
        assert out.startswith("impossible-date\n\n")
        assert " ".join(words("rule.impossible-date.why").split()) in " ".join(out.split())
        wrong = words("rule.impossible-date.wrong").strip().splitlines()[0]
        assert f"    {wrong}" in out.splitlines()
        assert out.endswith("https://circulars.example/en/editing/rules/impossible-date/\n")

    def test_in_the_language_of_the_reader(self, check):
        _, out, _ = check("--explain", "impossible-date", "--lang", "ru")
        assert "Неверно:" in out
        assert "Верно:" in out

    def test_an_unknown_code(self, check):
        assert check("--explain", "imposible-date") == (
            2,
            "",
            "Error: there is no rule imposible-date; did you mean impossible-date?\n",
        )
        status, _, err = check("--explain", "zzzzzzzz", "--lang", "ru")
        assert status == 2
        assert "все правила перечисляет circulars check --explain" in err

    def test_without_a_code_lists_all(self, check):
        status, out, _ = check("--explain")
        assert status == 0
        assert [line.split()[0] for line in out.splitlines()] == sorted(rule.code for rule in RULES)
        assert all(len(line.split()) > 2 for line in out.splitlines())


MENDABLE = {
    "2024/letter/en.md": letter("In 2018 the Example Union met twice.\n"),
    "2024/letter/ru.md": translation("В 2018 г. Союз примеров собирался дважды.\n"),
    "2024/other/en.md": letter("In 2017 the Example Union met.\n"),
    "2024/other/ru.md": translation("В 2017 г. Союз примеров собирался.\n"),
}


class TestFix:
    def test_mends_and_says_where(self, archive, check):
        root = archive(MENDABLE)
        before = check()[1]
        assert "non-breaking" in codes(before)
        status, out, err = check("--fix")
        assert (status, err) == (0, "")
        assert "circulars/2024/letter/ru.md: repaired in 1 place\n" in out
        assert "В 2018\xa0г. Союз" in (root / "2024/letter/ru.md").read_text("utf-8")
        assert "non-breaking" not in codes(out)
        assert check("--fix", "--lang", "ru")[1].startswith("Исправлять было нечего.\n")

    def test_only_what_was_named(self, archive, check):
        root = archive(MENDABLE)
        check("--fix", "circulars/2024/letter/ru.md")
        assert "2018\xa0г." in (root / "2024/letter/ru.md").read_text("utf-8")
        assert "2017 г." in (root / "2024/other/ru.md").read_text("utf-8")

    def test_results_for_programs_stay_clean(self, archive, check):
        archive(MENDABLE)
        _, out, err = check("--fix", "--format", "json")
        json.loads(out)
        assert err.count("repaired in 1 place") == 2

    def test_the_other_files_are_not_touched(self, archive, check):
        root = archive(MENDABLE)
        before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        check("--fix")
        changed = {path for path, data in before.items() if path.read_bytes() != data}
        assert {path.name for path in changed} == {"ru.md"}


class TestTerminal:
    def test_findings_stand_by_file_with_their_lines(self, archive, terminal, monkeypatch):
        monkeypatch.setenv("NO_COLOR", "1")
        archive({"2024/letter/en.md": FAULT, "2024/letter/ru.md": translation("<b>Да</b>\n")})
        status, out, _ = terminal()
        assert status == 1
        assert "\x1b" not in out
        blocks = out.split("\n\n")
        assert blocks[0].startswith("circulars/2024/letter/en.md\n  3:7  error yaml-trap\n")
        assert "    | kind: NO\n    |       ^" in blocks[0]
        assert "    | <b>Да</b>\n    | ^\n" in blocks[1] + "\n"
        assert blocks[-1].startswith("2 errors, 1 warning in 2 files\n")
        assert "circulars check --explain yaml-trap" in blocks[-1]

    def test_it_says_what_can_be_mended(self, archive, terminal):
        archive(MENDABLE)
        _, out, _ = terminal("--lang", "ru")
        assert "Из них 2 можно исправить безопасно: circulars check --fix" in out

    def test_plurals(self, archive, terminal, monkeypatch):
        monkeypatch.setenv("NO_COLOR", "1")
        archive({"2024/letter/en.md": letter("<b>a\n")})
        assert "\n1 ошибка в 1 файле\n" in terminal("--lang", "ru")[1]
        archive({"2024/letter/en.md": letter("<b>a\n\n" * 2)})
        assert "\n2 ошибки в 1 файле\n" in terminal("--lang", "ru")[1]
        archive({"2024/letter/en.md": letter("<b>a\n\n" * 5)})
        assert "\n5 ошибок в 1 файле\n" in terminal("--lang", "ru")[1]

    def test_colours(self, archive, terminal, monkeypatch):
        archive({"2024/letter/en.md": FAULT})
        assert "\x1b[31m" in terminal()[1]
        monkeypatch.setenv("TERM", "dumb")
        assert "\x1b" not in terminal()[1]

    @pytest.mark.parametrize("sequence", ["\x1b[2J", "\x9b2J", "\u202e", "\x07"])
    def test_a_text_cannot_steer_the_terminal(self, archive, terminal, monkeypatch, sequence):
        monkeypatch.setenv("NO_COLOR", "1")
        archive({"2024/letter/en.md": letter(f"<b>Harbour{sequence}</b>\n", kind="NO")})
        _, out, _ = terminal()
        assert sequence[0] not in out

    def test_a_long_line_is_shown_around_the_place(self, archive, terminal, monkeypatch):
        monkeypatch.setenv("NO_COLOR", "1")
        archive({"2024/letter/en.md": letter("quay " * 60 + "<b>" + " quay" * 60 + "\n")})
        _, out, _ = terminal()
        lines = out.splitlines()
        assert max(map(len, lines)) <= 80
        [mark] = [number for number, line in enumerate(lines) if line.endswith(" ^")]
        assert lines[mark - 1][lines[mark].index("^") :].startswith("<b>")

    def test_a_sound_archive(self, archive, terminal):
        archive({"2024/letter/en.md": letter()})
        assert "1 circular checked; no problems" in terminal()[1]

    def test_progress_is_shown_and_wiped_away(self, archive, terminal, monkeypatch):
        monkeypatch.setattr(progress, "PROGRESS_FROM", 1)
        archive({"2024/letter/en.md": letter()})
        _, _, err = terminal("--lang", "ru")
        assert err == "\r1 из 1" + "\r" + " " * 6 + "\r"

    def test_progress_is_not_for_pipes(self, archive, check, monkeypatch):
        monkeypatch.setattr(progress, "PROGRESS_FROM", 1)
        archive({"2024/letter/en.md": letter()})
        assert check()[2] == ""


class TestKept:
    def test_only_a_project_keeps_findings(self, archive, check):
        archive({"2024/letter/en.md": FAULT})
        check()
        assert not Path(".cache").exists()
        Path("mkdocs.yml").touch()
        check("--no-cache")
        assert not Path(".cache").exists()
        first = check()
        assert Path(".cache").is_dir()
        assert check() == first


def test_the_executable_checks(archive):
    archive({"2024/letter/en.md": FAULT})
    program = Path(sys.executable).with_name("circulars")
    done = subprocess.run([str(program), "check"], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert codes(done.stdout) == ["yaml-trap"]
