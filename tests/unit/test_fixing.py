"""Repairs in a file: made where the text still has what is to be mended, and nowhere else."""

import stat

import pytest

from archive.fixing import apply, mended
from archive.problems import Fix

TEXT = "one two\nthree\n"


class TestMended:
    @pytest.mark.parametrize(
        ("fixes", "text"),
        [
            ([Fix(1, 1, "one", "ONE")], "ONE two\nthree\n"),
            ([Fix(1, 5, "two", "2"), Fix(1, 1, "one", "1")], "1 2\nthree\n"),
            ([Fix(1, 4, " ", "\xa0"), Fix(2, 1, "t", "T")], "one\xa0two\nThree\n"),
            ([Fix(1, 4, "", ",")], "one, two\nthree\n"),
            ([Fix(1, 8, "", "!")], "one two!\nthree\n"),
            ([Fix(1, 4, " two", "")], "one\nthree\n"),
        ],
    )
    def test_several_on_a_line(self, fixes, text):
        result, made = mended(TEXT, fixes)
        assert result == text
        assert sorted(map(repr, made)) == sorted(map(repr, fixes))

    @pytest.mark.parametrize(
        "fix",
        [
            Fix(1, 1, "two", "x"), Fix(1, 9, "one", "x"), Fix(3, 1, "one", "x"), Fix(9, 1, "", "x"),
            Fix(0, 1, "one", "x"), Fix(1, 0, "one", "x"), Fix(1, -6, "one", "x"),
            Fix(1, 5, "two\nthree", "x"), Fix(1, 1, "one", "x\ny"),
        ],
    )  # fmt: skip
    def test_what_the_text_has_not_is_left(self, fix):
        assert mended(TEXT, [fix]) == (TEXT, ())

    def test_of_two_that_meet_the_first_counts(self):
        first, second = Fix(1, 1, "one t", "x"), Fix(1, 5, "two", "y")
        assert mended(TEXT, [second, first]) == ("xwo\nthree\n", (first,))
        assert mended(TEXT, [first, first]) == ("xwo\nthree\n", (first,))
        twice = Fix(1, 4, "", ",")
        assert mended(TEXT, [twice, twice])[0] == "one, two\nthree\n"

    def test_neighbours_do_not_meet(self):
        fixes = [Fix(1, 1, "one", "1"), Fix(1, 4, " ", ""), Fix(1, 5, "two", "2")]
        assert mended(TEXT, fixes) == ("12\nthree\n", tuple(fixes))


class TestApply:
    def test_writes_line_feeds_and_keeps_the_mode(self, tmp_path):
        path = tmp_path / "text.txt"
        path.write_bytes("\ufeffодин\r\nдва\rтри".encode())
        path.chmod(0o640)
        made = apply(path, [Fix(2, 1, "два", "2")])
        assert len(made) == 1
        assert path.read_bytes() == "один\n2\nтри".encode()
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert [entry.name for entry in tmp_path.iterdir()] == ["text.txt"]

    def test_without_repairs_nothing_is_written(self, tmp_path):
        path = tmp_path / "text.txt"
        path.write_bytes(b"one\r\n")
        assert apply(path, [Fix(1, 1, "two", "2")]) == ()
        assert path.read_bytes() == b"one\r\n"

    def test_a_text_stays_readable(self, tmp_path):
        path = tmp_path / "en.md"
        text = "---\nsubject: one - two\n---\n\nOne.\n"
        path.write_text(text, "utf-8")
        assert apply(path, [Fix(2, 13, " -", ":")]) == ()
        assert path.read_text("utf-8") == text
        assert apply(path, [Fix(2, 13, " -", ",")])

    def test_a_file_that_is_no_text_is_refused(self, tmp_path):
        path = tmp_path / "en.md"
        path.write_bytes(b"\xff")
        with pytest.raises(ValueError, match="utf-8"):
            apply(path, [Fix(1, 1, "", "x")])
