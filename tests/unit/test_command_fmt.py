"""``circulars fmt``: what it writes, what it only shows, when it refuses."""

import pytest
from editing import Editor
from small_archive import letter, translation, write_files

TYPED = "---\nsubject:   Spring meeting\nbureau: desk\n---\nOne.\n"
RIGHT = "---\nbureau: desk\nsubject: Spring meeting\n---\n\nOne.\n"


@pytest.fixture
def editor(tmp_path, monkeypatch, capsys):
    """Somebody with an archive of one letter that is in normal form and one that is not."""
    write_files(
        tmp_path / "circulars",
        {"2024/letter/en.md": letter(), "2024/untidy/en.md": TYPED, "2024/letter/plan.pdf": "%"},
    )
    return Editor(tmp_path, monkeypatch, capsys)


def files(editor):
    return {
        path.relative_to(editor.root).as_posix(): path.read_bytes()
        for path in sorted(editor.root.rglob("*"))
        if path.is_file()
    }


class TestWriting:
    def test_only_what_is_not_in_normal_form(self, editor):
        before = files(editor)
        assert editor.runs("fmt") == 0
        assert editor.out == "circulars/2024/untidy/en.md\n1 file brought into normal form\n"
        assert files(editor) == {**before, "2024/untidy/en.md": RIGHT.encode()}
        assert editor.runs("fmt") == 0
        assert editor.out == "4 files checked: all are in normal form\n"

    def test_the_files_that_are_named(self, editor):
        assert editor.runs("fmt", "circulars/2024/letter", "circulars/registers/bureaux.yml") == 0
        assert editor.out == "2 files checked: all are in normal form\n"
        assert editor.runs("fmt", "circulars/2024/untidy/en.md") == 0
        assert editor.read("2024/untidy/en.md") == RIGHT

    def test_registers(self, editor):
        text = editor.read("registers/bureaux.yml")
        editor.write("registers/bureaux.yml", text.replace("\n  name", "\n\n    name"))
        editor.write("registers/bureaux.yml", text.replace("  ", "    "))
        assert editor.runs("fmt", "circulars/registers") == 0
        assert editor.read("registers/bureaux.yml") == text

    def test_in_russian(self, editor):
        assert editor.runs("fmt", "--lang", "ru") == 0
        assert editor.out.splitlines()[-1] == "Приведен к нормальной форме 1 файл"


class TestLooking:
    def test_changes_nothing_and_names_the_line_and_the_command(self, editor):
        before = files(editor)
        assert editor.runs("fmt", "--check") == 1
        assert editor.out == (
            "circulars/2024/untidy/en.md:2: not in normal form\n"
            "1 file is not in normal form; to correct it: circulars fmt\n"
        )
        assert files(editor) == before

    @pytest.mark.parametrize(
        ("path", "shown"),
        [
            ("circulars/2024", "circulars/2024"),
            ("circulars/2024/un tidy", "'circulars/2024/un tidy'"),
        ],
    )
    def test_the_command_is_the_one_that_was_asked_for(self, editor, path, shown):
        (editor.root / "2024/un tidy").mkdir()
        editor.runs("fmt", "--check", "circulars/2024/untidy/en.md", path)
        assert editor.out.endswith(f": circulars fmt circulars/2024/untidy/en.md {shown}\n")

    def test_the_command_names_the_root(self, editor, tmp_path):
        (tmp_path / "circulars").rename(tmp_path / "archive")
        assert editor.runs("fmt", "--check", "--root", "archive") == 1
        assert editor.out.endswith(": circulars fmt --root archive\n")
        assert editor.out.startswith("archive/2024/untidy/en.md:2:")

    def test_line_ends_are_a_difference(self, editor):
        editor.write("2024/untidy/en.md", "\ufeff" + RIGHT.replace("\n", "\r\n"))
        assert editor.runs("fmt", "--check", "circulars/2024/untidy") == 1
        assert editor.out.startswith("circulars/2024/untidy/en.md:1: ")
        editor.write("2024/untidy/en.md", RIGHT + "\n")
        assert editor.runs("fmt", "--check", "circulars/2024/untidy") == 1
        assert editor.out.startswith("circulars/2024/untidy/en.md:7: ")

    def test_an_archive_in_order(self, editor):
        assert editor.runs("fmt", "--check", "circulars/2024/letter") == 0
        assert editor.out == "1 file checked: it is in normal form\n"


class TestRefusing:
    def test_what_cannot_be_read_is_named_and_the_rest_is_done(self, editor):
        editor.write("2024/broken/en.md", "---\nsubject: [\n---\n")
        assert editor.runs("fmt") == 1
        assert "circulars/2024/broken/en.md:3:" in editor.out
        assert "error[yaml-syntax]" in editor.out
        assert editor.read("2024/untidy/en.md") == RIGHT
        assert editor.runs("fmt", "--check") == 1

    def test_a_path_that_is_not_there(self, editor):
        assert editor.runs("fmt", "circulars/2025") == 2
        assert "circulars/2025" in editor.err

    def test_a_file_that_cannot_be_written(self, editor, monkeypatch):
        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("archive.commands.fmt.replace_file", refuse)
        assert editor.runs("fmt") == 2
        assert "circulars/2024/untidy/en.md cannot be written (no right of access)" in editor.err


def test_what_is_mended_is_in_normal_form_and_what_is_formed_needs_no_mending(editor):
    body = 'Проект "Гавани" - на 2021-2022 гг.  и "порт".\n'
    summary = 'Проект "Гавани" - на 2021-2022 гг. ' + "и порт " * 30
    editor.write("2024/letter/ru.md", translation(body, summary=summary))
    assert editor.runs("fmt", "circulars/2024/letter") == 0
    editor.runs("check", "--fix")
    assert "quotes" not in editor.findings()
    assert editor.runs("fmt", "--check", "circulars/2024/letter") == 0
