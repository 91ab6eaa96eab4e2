"""One broken archive for every problem, with the exact text that its editor must see.

``tests/broken/<code>/circulars`` holds the faults, ``expected.<language>.txt`` all lines of the
check. What cannot well be stored (links, huge files) is made here by :data:`MAKERS`.

For a new problem: a folder of its code with the smallest archive that has it, and then, in that
folder, ``python -m archive check circulars --lang en > expected.en.txt`` (and ``ru``); read every
line before it is committed. No dictionary is asked (``ARCHIVE_HUNSPELL=``), except where a program
``hunspell`` in the folder stands in for that of the system (``ARCHIVE_HUNSPELL=./hunspell``).
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
from annex_files import SOUND, office, package, packed_objects, pdf, relation
from small_archive import PHRASES, letter, write_files

from archive.cli import main
from archive.gathering import Gathering, Place
from archive.languages import CODES
from archive.load import load
from archive.store.database import Store

TESTS = Path(__file__).parents[1]
BROKEN = TESTS / "broken"
ALL_WRONG = TESTS / "all-wrong"
FOLDERS = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())


def _links(root: Path) -> None:
    (root / "2023").symlink_to("2024")
    (root / "2024/other").symlink_to("letter")
    (root / "2024/letter/ru.md").symlink_to("en.md")
    (root / "2024/letter/plan.pdf").symlink_to("../../../outside.pdf")
    (root / "initiatives").symlink_to("2024")
    (root / "registers/addressees.yml").symlink_to("bureaux.yml")


def _too_large(root: Path) -> None:
    path = root / "2024/letter/en.md"
    path.parent.mkdir(parents=True)
    path.write_text(letter("x" * 512 * 1024), "utf-8")


def _large_annex(root: Path) -> None:
    with (root / "2024/letter/plan.pdf").open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(25 * 1024 * 1024 + 1)  # a hole: nothing of this size is written


def _annex(data: bytes, name: str = "plan.pdf") -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / "2024/letter" / name).write_bytes(data)

    return make


def _second_case(root: Path) -> None:
    path = root / "2024/TSB-352/en.md"
    path.parent.mkdir()
    path.write_text(letter(), "utf-8")


def _hidden_from_git(root: Path) -> None:
    (root / ".gitattributes").write_text("*.md -diff\n", "utf-8")
    (root / "2024/letter/.gitignore").write_text("*.md\n", "utf-8")


MAKERS: dict[str, Callable[[Path], None]] = {
    "symbolic-link": _links,
    "stray-file-git": _hidden_from_git,
    "too-large": _too_large,
    "folder-clash": _second_case,
    "file-too-large": _large_annex,
    "file-damaged": _annex(SOUND["zip"][:60], "plan.zip"),
    "file-two-in-one": _annex(SOUND["pdf"] + SOUND["zip"]),
    "file-two-in-one-behind": _annex(SOUND["zip"] + b"<script>", "plan.zip"),
    "file-active": _annex(pdf("<< /S /JavaScript /JS (app.alert(1)) >>")),
    "file-active-fetches": _annex(
        office("docx", relations=relation("attachedTemplate", "https://elsewhere.example/a.dotm")),
        "plan.docx",
    ),
    "file-active-formula": _annex(b"name;place\n=HYPERLINK(A1);x\n", "plan.csv"),
    "file-locked": _annex(pdf("<< >>", trailer="/Encrypt 5 0 R")),
    "file-locked-unseen": _annex(pdf(packed_objects(bytes(17 * 1024**2)))),
    "file-unpacks": _annex(
        package({f"{name}.txt": b"0" * 24 * 1024**2 for name in range(11)}), "plan.zip"
    ),
    "file-unpacks-name": _annex(package({"../../plan.txt": "x"}), "plan.zip"),
    "file-unpacks-member": _annex(package({"setup.exe": b"MZ"}), "plan.zip"),
    "file-unpacks-many": _annex(
        package({f"{name}.txt": b"x" for name in range(10_001)}), "plan.zip"
    ),
    "file-encoding": _annex("Союз примеров".encode("cp1251"), "plan.txt"),
}


def check(source: Path, folder: Path, language: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints of a copy of an archive, which it must find broken."""
    shutil.copytree(source / "circulars", folder / "circulars")
    if (source / "locks").is_dir():
        shutil.copytree(source / "locks", folder / "locks")
    if source.name in MAKERS:
        MAKERS[source.name](folder / "circulars")
    with pytest.MonkeyPatch.context() as patch:
        if (source / "hunspell").exists():  # what a program of the system would say
            patch.setenv("ARCHIVE_HUNSPELL", str(source / "hunspell"))
        status = main(["check", "circulars", "--lang", language])
    captured = capsys.readouterr()
    assert captured.err == ""
    assert status == (1 if f": {PHRASES[language]('severity.error')}[" in captured.out else 0)
    return captured.out


def expected(source: Path, language: str) -> str:
    return (source / f"expected.{language}.txt").read_bytes().decode()


def shows(printed: str, key: str, language: str) -> bool:
    """Whether a line has the message of this very *key*, whatever its values are."""
    message = "".join(
        re.escape(words) + ("" if name is None else ".*")
        for words, name, _, _ in Formatter().parse(PHRASES[language](f"problem.{key}"))
    )
    found = re.findall(rf"^\S.*: \w+\[([a-z0-9-]+)\]: {message}$", printed, re.MULTILINE)
    return any(key == code or key.startswith(f"{code}-") for code in found)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("code", FOLDERS)
def test_a_broken_archive_gets_exactly_its_messages(code, language, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    printed = check(BROKEN / code, tmp_path, language, capsys)
    assert printed == expected(BROKEN / code, language)
    assert shows(printed, code, language)


def test_a_build_of_each_of_them_finds_what_the_loader_finds(tmp_path):
    for code in FOLDERS:
        root = BROKEN / code / "circulars"
        place = Place(root=root, shown_root="circulars", phrases=PHRASES, environment={})
        store = Store(tmp_path / code, "")
        found = Gathering(place, store, "").gather().problems
        store.close()
        loaded = load(root, PHRASES, "circulars").problems
        assert [each.order()[:4] for each in found] == [each.order()[:4] for each in loaded], code


@pytest.mark.parametrize("language", CODES)
def test_an_archive_with_every_kind_of_fault_gets_all_of_them_at_once(
    language, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert check(ALL_WRONG, tmp_path, language, capsys) == expected(ALL_WRONG, language)


def test_messages_are_sorted_by_place():
    for source in (ALL_WRONG, *(BROKEN / code for code in FOLDERS)):
        places = []
        for line in expected(source, "en").splitlines():
            path, row, column, rest = line.split(":", 3)
            assert rest.startswith((" error[", " warning["))
            places.append((path, int(row), int(column)))
        assert places == sorted(places)


@pytest.mark.parametrize("language", CODES)
def test_every_problem_has_its_broken_archive(language, phrases):
    keys = phrases[language].strings
    codes = {key.removeprefix("problem.") for key in keys if key.startswith("problem.")}
    assert set(FOLDERS) == codes


def test_the_archive_that_the_faults_were_put_into_is_sound(tmp_path, capsys):
    root = write_files(tmp_path / "circulars", {"2024/letter/en.md": letter()})
    assert main(["check", str(root), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "1 circular checked; no problems\n"
