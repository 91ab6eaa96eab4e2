"""``circulars new``, as scripts and people use it."""

import os
import subprocess
import sys

import pytest
from editing import Editor, commit, git
from small_archive import INITIATIVE, letter, write_files

BUREAUX = """\
desk:
  name: {ru: Секретариат Союза примеров, en: Example Union Secretariat}
  abbreviation: {ru: ССП, en: EUS}
tsb:
  name: {ru: Бюро примеров, en: Bureau of Examples}
  abbreviation: {ru: БП, en: BE}
"""
SCRIPTED = ("new", "--yes", "--bureau", "desk", "--date", "2025-03-04", "--title", "Green harbours")


@pytest.fixture
def editor(tmp_path, monkeypatch, capsys):
    files = {
        "registers/bureaux.yml": BUREAUX,
        "initiatives/safe-harbours/en.md": INITIATIVE,
        "2024/letter/en.md": letter(),
        "2024/tsb-62/en.md": letter(reference="TSB Circular 62", bureau="tsb", kind="circular"),
    }
    write_files(tmp_path / "circulars", files)
    return Editor(tmp_path, monkeypatch, capsys)


class TestScripted:
    def test_only_what_is_to_be_written_is_missing(self, editor):
        arguments = ("--initiative", "safe-harbours", "--by", "machine", "--language", "en")
        assert editor.runs(*SCRIPTED, *arguments) == 0
        assert editor.out == "Written: circulars/2025/green-harbours/en.md\n"
        assert "circulars check circulars/2025/green-harbours" in editor.err
        assert "\ninitiatives: [safe-harbours]\n" in editor.read("2025/green-harbours/en.md")
        assert editor.findings() == {"todo"}
        assert editor.out.count("error[todo]") == 2  # summary and text

    @pytest.mark.parametrize("language", ["ru", "en"])
    @pytest.mark.parametrize("reference", ["TSB Circular 400", "CL-25/7", ""])
    def test_that_is_so_for_every_kind_of_letter(self, editor, reference, language):
        arguments = ["--reference", reference, "--language", language]
        assert editor.runs(*SCRIPTED, *arguments) == 0
        assert editor.findings() == {"todo"}

    def test_a_reference_says_much(self, editor):
        arguments = ("new", "--yes", "--reference", "циркуляр 400 бсэ", "--date", "2025-03-04")
        assert editor.runs(*arguments) == 0
        text = editor.read("2025/tsb-400/en.md")
        for line in ("reference: TSB Circular 400", "bureau: tsb", "kind: circular"):
            assert f"\n{line}\n" in text
        assert "\nparagraphs: numbered\n" in text

    def test_a_former_address_is_not_given_to_another_letter(self, editor):
        editor.write(
            "registers/moves.yml",
            "renamed:\n  date: 2026-01-02\n  circular: 2025/green-harbours\n  to: 2024/letter\n",
        )
        assert editor.runs(*SCRIPTED) == 1
        assert "was the address of a letter that has moved" in editor.err
        assert not (editor.root / "2025").exists()

    def test_the_language_is_that_of_the_messages(self, editor):
        assert editor.runs(*SCRIPTED, "--lang", "ru") == 0
        assert editor.out == "Записано: circulars/2025/green-harbours/ru.md\n"

    def test_the_day_is_that_of_the_session(self, editor):
        editor.runs(*SCRIPTED)
        assert "\nadded: 2026-11-22\n" in editor.read("2025/green-harbours/en.md")

    def test_several_references_and_initiatives(self, editor):
        both = ("--reference", "CL-25/7; CR/12", "--initiative", "safe-harbours")
        assert editor.runs(*SCRIPTED, *both) == 0
        assert "\nreference: [CL-25/7, CR/12]\n" in editor.read("2025/cl-25-7/en.md")

    def test_a_trial_writes_nothing(self, editor):
        assert editor.runs(*SCRIPTED, "--dry-run") == 0
        assert editor.out.startswith("---\n# The letter.")
        assert editor.err == "circulars/2025/green-harbours/en.md\n"
        assert not (editor.root / "2025").exists()

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--date", "2025-02-30"], "--date: there is no such day or hour as 2025-02-30"),
            (["--date", "March"], "--date: March in date is not a date"),
            (["--bureau", "dsk"], "--bureau: there is no bureau dsk; did you mean desk?"),
            (["--initiative", "harbours"], "--initiative: there is no initiative harbours"),
            (["--title", "a\x07b"], "--title: the control character U+0007"),
            (["--title", "x" * 1001], "1001 characters; 1000 is the limit"),
            (["--slug", "Green"], "--slug: Green is not a folder name"),
            (["--slug", "page"], "--slug: page is not a folder name"),
            (["--slug", "../x"], "--slug: ../x is not a folder name"),
            (["--kind", "note"], "there is no value note; write one of: circular, "),
        ],
    )
    def test_a_bad_option_is_answered_in_the_checkers_words(self, editor, arguments, said):
        assert editor.runs(*SCRIPTED, *arguments) == 2
        assert said in editor.err
        assert not (editor.root / "2025").exists()

    @pytest.mark.parametrize(
        ("arguments", "missing"),
        [
            (["--bureau", "desk", "--title", "x"], "--date"),
            (["--date", "2025", "--title", "x"], "--bureau"),
            (["--date", "2025", "--bureau", "desk"], "--slug"),
        ],
    )
    def test_what_cannot_be_guessed_is_asked_for_by_name(self, editor, arguments, missing):
        assert editor.runs("new", "--yes", *arguments) == 2
        assert f"the option {missing} is missing" in editor.err


class TestInteractive:
    def test_everything_is_asked_for_in_turn(self, editor):
        answers = ["en", "TSB Circular 400", "", "", "2025-03-04", "safe-harbours", "Green"]
        assert editor.runs("new", typed="\n".join([*answers, "", "", ""]) + "\n") == 0
        text = editor.read("2025/tsb-400/en.md")
        assert "\nsubject: Green\n" in text
        assert "\ninitiatives: [safe-harbours]\n" in text
        assert "Bureau [tsb]: " in editor.err
        assert "  desk  Example Union Secretariat\n" in editor.err
        assert "  circular-letter          Circular letter\n" in editor.err
        assert "Name of the folder [tsb-400]: " in editor.err
        assert editor.out == "Written: circulars/2025/tsb-400/en.md\n"

    def test_a_bad_answer_is_asked_for_again(self, editor):
        answers = ["fr", "en", "", "", "dsk", "desk", "", "", "13.10.2025", "2025-10-13"]
        answers += ["", "Green harbours", "", "", "Green", "green"]
        assert editor.runs("new", typed="\n".join(answers) + "\n") == 0
        for said in (
            "there is no value fr; write one of: ru, en",
            "an answer is needed here",
            "there is no bureau dsk; did you mean desk?",
            "13.10.2025 in date is not a date; write 2021-10-13",
            "Green is not a folder name",
        ):
            assert f"  {said}" in editor.err
        assert (editor.root / "2025/green/en.md").is_file()

    def test_what_was_given_is_not_asked_for(self, editor):
        assert editor.runs("new", *SCRIPTED[2:], typed="en\n\n\n\n\n\n\n\n\n") == 0
        assert "Date" not in editor.err
        assert "Kind of letter [letter]" in editor.err

    def test_questions_come_in_the_readers_language(self, editor):
        editor.runs("new", "--lang", "ru", typed="\n")
        assert "Язык текста [ru]: " in editor.err
        assert "Прервано." in editor.err

    @pytest.mark.parametrize("answered", range(9))
    def test_the_end_of_the_input_leaves_nothing_behind(self, editor, answered):
        answers = ["en", "", "desk", "", "2025", "", "Green", "", "", ""][:answered]
        assert editor.runs("new", typed="".join(f"{answer}\n" for answer in answers)) == 130
        assert not (editor.root / "2025").exists()

    def test_a_taken_name_is_asked_for_again(self, editor):
        answers = ["en", "", "desk", "", "2024", "", "Letter", "", "", "", "letter", "second"]
        assert editor.runs("new", typed="\n".join(answers) + "\n") == 0
        assert editor.err.count("circulars/2024/letter is there already") == 2
        assert (editor.root / "2024/second/en.md").is_file()


class TestAddresses:
    def test_a_letter_is_not_added_twice(self, editor):
        arguments = ("new", "--yes", "--date", "2024-05-05", "--slug", "other")
        assert editor.runs(*arguments, "--reference", "Циркуляр 62 БСЭ") == 1
        assert "TSB Circular 62 of this year is in the archive already" in editor.err
        assert "circulars/2024/tsb-62/en.md" in editor.err
        assert not (editor.root / "2024/other").exists()

    def test_numbers_begin_anew_in_another_year(self, editor):
        arguments = ("new", "--yes", "--date", "2028-05-05", "--reference", "TSB Circular 62")
        assert editor.runs(*arguments) == 0
        assert "the same reference stands in 2024/tsb-62 too" in editor.err

    def test_the_same_name_in_another_year_is_no_matter(self, editor):
        editor.write("2025/tsb-62/en.md", letter(date="2025"))
        arguments = ("new", "--yes", "--date", "2028-05-05", "--reference", "TSB Circular 62")
        editor.runs(*arguments)
        assert "stands in 2024/tsb-62 too" in editor.err

    @pytest.mark.parametrize("name", ["letter", "empty"])
    def test_a_folder_is_never_written_into(self, editor, name):
        (editor.root / "2024/empty").mkdir()
        before = sorted(editor.root.rglob("*"))
        assert editor.runs(*SCRIPTED, "--date", "2024", "--slug", name) == 1
        assert f"circulars/2024/{name} is there already; nothing was written" in editor.err
        assert sorted(editor.root.rglob("*")) == before

    def test_another_editor_may_be_faster(self, editor, monkeypatch):
        from archive.commands import new

        written = new.letter_file

        def slow(*arguments):
            (editor.root / "2025/green-harbours").mkdir(parents=True)
            return written(*arguments)

        monkeypatch.setattr(new, "letter_file", slow)
        assert editor.runs(*SCRIPTED) == 1
        assert "circulars/2025/green-harbours is there already" in editor.err
        assert not list((editor.root / "2025/green-harbours").iterdir())

    def test_of_two_editors_at_once_one_gets_the_address(self, editor):
        command = [sys.executable, "-m", "archive", *SCRIPTED]
        both = [
            subprocess.Popen(
                [*command, "--language", language],
                cwd=editor.root.parent,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(os.environ),
            )
            for language in ("ru", "en")
        ]
        assert sorted(process.wait() for process in both) == [0, 1]
        assert len(list((editor.root / "2025/green-harbours").iterdir())) == 1

    def test_a_folder_that_cannot_be_written_is_said(self, editor):
        (editor.root / "2025").write_text("a file", "utf-8")
        assert editor.runs(*SCRIPTED) == 2
        assert "circulars/2025/green-harbours cannot be written" in editor.err


class TestBranches:
    @pytest.fixture
    def shared(self, editor):
        """A repository in which another branch holds the address."""
        project = editor.root.parent
        commit(project)
        git(project, "switch", "--quiet", "-c", "theirs")
        assert editor.runs(*SCRIPTED) == 0
        commit(project)
        git(project, "switch", "--quiet", "main")
        assert not (editor.root / "2025").exists()
        return editor

    def test_an_address_on_another_branch_is_not_taken(self, shared):
        assert shared.runs(*SCRIPTED) == 1
        assert "circulars/2025/green-harbours is there already on a branch: theirs" in shared.err
        assert not (shared.root / "2025").exists()

    def test_neither_is_one_on_the_branch_of_another_copy(self, shared):
        project = shared.root.parent
        git(project, "update-ref", "refs/remotes/origin/new", "theirs")
        git(project, "branch", "--quiet", "-D", "theirs")
        assert shared.runs(*SCRIPTED) == 1
        assert "on a branch: origin/new" in shared.err

    def test_unless_the_editor_says_so(self, shared):
        assert shared.runs(*SCRIPTED, "--despite-branches") == 0

    def test_a_person_is_asked(self, shared):
        answers = [*[""] * 7, "no", "blue-harbours"]
        assert shared.runs("new", *SCRIPTED[2:], typed="\n".join(answers) + "\n") == 0
        assert (shared.root / "2025/blue-harbours/en.md").is_file()
        answers[7:] = ["yes"]
        assert shared.runs("new", *SCRIPTED[2:], typed="\n".join(answers) + "\n") == 0
        assert (shared.root / "2025/green-harbours/en.md").is_file()

    def test_without_git_nothing_is_said(self, shared, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert shared.runs(*SCRIPTED) == 0
        assert "branch" not in shared.err
