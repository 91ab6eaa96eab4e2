"""A fingerprint is written into a file in place: every other byte stays."""

import re

import pytest
from editing import document, folder
from small_archive import letter, translation, write_files

from archive.recording import UnrecordableError, replace_file, with_fingerprint
from archive.translation import fingerprint_of, recorded

NEW = {"words": "00000000000000aa", "p1": "00000000000000bb", "p3": "1234567890123456"}
LINES = (
    'fingerprint:\n  words: 00000000000000aa\n  p1: 00000000000000bb\n  p3: "1234567890123456"\n'
)


@pytest.fixture
def written(tmp_path):
    """The bytes of a translation with the fingerprint :data:`NEW`."""
    made = iter(range(100))

    def write(text, digests=NEW):
        data = text if isinstance(text, bytes) else text.encode()
        root = tmp_path / str(next(made))
        write_files(root, {"2024/letter/en.md": letter(), "2024/letter/ru.md": data})
        new = with_fingerprint(document(root, "2024/letter/ru.md"), digests)
        (root / "2024/letter/ru.md").write_bytes(new)
        assert recorded(document(root, "2024/letter/ru.md")) == digests
        return new.decode()

    return write


def test_a_missing_one_stands_last(written):
    old = translation()
    assert written(old) == old.replace("\n---\n", "\n" + LINES + "---\n")


def test_comments_and_odd_forms_around_it_stay(written):
    old = translation().replace("\n---\n", "\n# above\nplace:   X   # beside\n\n# below\n---\n")
    assert written(old) == old.replace("# beside\n", "# beside\n" + LINES)


def test_digests_are_changed_in_place_with_comments_between_them(written):
    entry = (
        "fingerprint:   # of the text\n"
        "    # all words\n"
        "    words: 00000000000000a1   # first\n"
        "    p1: '00000000000000b1'\n"
        "    # gone soon\n"
        "    p2: 00000000000000c1\n"
        "# after\n"
    )
    old = translation(extra=entry + "closing: С уважением,\n")
    assert written(old) == old.replace("00000000000000a1", "00000000000000aa").replace(
        "    p1: '00000000000000b1'\n    # gone soon\n    p2: 00000000000000c1\n",
        '    p1: 00000000000000bb\n    p3: "1234567890123456"\n    # gone soon\n',
    )


def test_the_same_digests_change_nothing(written):
    old = translation(extra=LINES.replace("  p1: 00000000000000bb", "  p1: '00000000000000bb'"))
    assert written(old) == old


def test_one_in_brackets_is_written_anew(written):
    old = translation(extra="fingerprint: {words: 00000000000000a1,\n  p1: 00000000000000b1}\n")
    assert written(old) == translation(extra=LINES)


@pytest.mark.parametrize("value", ["", " none", " []", "\n  p1: none\n  p1: none"])
def test_a_broken_one_is_written_anew(written, value):
    assert recorded is not None
    assert LINES in written(translation(extra=f"fingerprint:{value}\n"))


def test_line_ends_and_byte_order_mark_stay(written):
    old = "\ufeff" + translation().replace("\n", "\r\n")
    new = written(old)
    assert new.startswith("\ufeff---\r\n")
    assert new.replace(LINES.replace("\n", "\r\n"), "") == old


def test_it_may_be_the_last_field_of_a_file_without_an_end(written):
    old = "---\nadded: 2024-03-12\ntranslates: en\n---"
    assert written(old) == "---\nadded: 2024-03-12\ntranslates: en\n" + LINES + "---"


def test_front_matter_in_curly_brackets_is_left_alone(tmp_path):
    text = "---\n{translates: en, added: 2024-03-12}\n---\n\nText.\n"
    write_files(tmp_path, {"2024/letter/en.md": letter(), "2024/letter/ru.md": text})
    with pytest.raises(UnrecordableError):
        with_fingerprint(document(tmp_path, "2024/letter/ru.md"), NEW)


def test_what_is_recorded_is_what_is_there(tmp_path):
    write_files(tmp_path, {"2024/letter/en.md": letter(), "2024/letter/ru.md": translation()})
    found = folder(tmp_path, "2024/letter")
    new = with_fingerprint(found.translations[0], fingerprint_of(found.facts))
    assert re.search(rb"\n  p1: [0-9a-f]{16}\n---\n", new)


class TestReplaceFile:
    def test_it_keeps_the_rights_and_leaves_nothing_beside(self, tmp_path):
        path = tmp_path / "ru.md"
        path.write_bytes(b"old")
        path.chmod(0o640)
        replace_file(path, b"new")
        assert path.read_bytes() == b"new"
        assert path.stat().st_mode & 0o777 == 0o640
        assert [each.name for each in tmp_path.iterdir()] == ["ru.md"]

    def test_a_failure_leaves_the_old_file(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            replace_file(tmp_path / "none.md", b"new")
        assert not list(tmp_path.iterdir())
