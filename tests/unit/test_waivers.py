"""Waivers in the front matter: what is meant as one and is not read is said."""

import pytest
from facts_kit import findings, one_letter
from small_archive import letter


def found(tmp_path, line):
    return one_letter(tmp_path, letter(extra=f"{line}\n"), "bad-comment")


@pytest.mark.parametrize(
    "line",
    [
        "# waive spelling",
        "# waive spelling:",
        "# waive: a name",
        "# Waive spelling: a name",
        "# WAIVE spelling a name",
        "#waive spelling: a name",
        "copies: [] # waive spelling: behind a value",
    ],
)
def test_a_waiver_that_is_not_read_is_an_error(tmp_path, line):
    (problem,) = found(tmp_path, line)
    assert (problem.severity, problem.variant) == ("error", "front-matter")
    assert problem.column == line.index("#") + 1
    assert problem.values["text"] == line[line.index("#") :]


@pytest.mark.parametrize(
    "line", ["# waive spelling: a name", "# waived by nobody", "# a note", "# we waive spelling"]
)
def test_other_comments_are_none(tmp_path, line):
    assert found(tmp_path, line) == []


def test_only_the_front_matter_is_read_so(tmp_path):
    assert one_letter(tmp_path, letter("Good day.\n\n# Waive your hand\n"), "bad-comment") == []


def test_a_long_comment_is_shortened(tmp_path):
    (problem,) = found(tmp_path, "# waive " + "x" * 200)
    assert len(problem.values["text"]) == 40


def test_a_hundred_thousand_signs_take_no_time(tmp_path):
    files = {"2024/letter/en.md": letter(extra="# " + "# \t" * 100_000 + "waiv\n")}
    assert findings(tmp_path, files, "bad-comment") == []
