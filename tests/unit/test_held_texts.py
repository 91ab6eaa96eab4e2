"""Tables and texts beside a text: cells that a spreadsheet would run, and others."""

import pytest

from archive.held_files.judging import fault_of


def found(text, ending="csv"):
    """The code, the variant and the values of a file's fault."""
    data = text if isinstance(text, bytes) else text.encode()
    fault = fault_of(data, ending)
    return fault and (fault.code, fault.variant, *fault.values.values())


@pytest.mark.parametrize(
    "cell",
    [
        "-5",
        "-5,5",
        "-.5",
        "- 5 %",
        "+41 22 730 00 00",
        "+41 (0)22 730-00-00",
        "+41-22-730 ext. 5",
        "+/-5",
        "+5...+10",
        "-5 to -3",
        "--",
        "-",
        "+",
        "=",
        "- a word",
        "- a word (in brackets)",
        "a=b",
        "a@union.example",
        "a -b",
        "(-5)",
        "–5",
        "'=1",
        "5-3",
    ],
)
def test_cells_that_are_no_formulas(cell):
    for separator in ",;\t":
        assert found(f"name{separator}value\na{separator}{cell}\n") is None
        assert found(f'{cell}{separator}"{cell}"\r\n') is None


@pytest.mark.parametrize(
    "cell",
    [
        "=1",
        "=A1",
        "@SUM(A1)",
        "+A1",
        "-A1",
        "-(A1)",
        "=cmd|'/C calc'!A0",
        "+cmd|'/C calc'!A0",
        "-2+3+cmd|'/C calc'!A0",
        "-5*A1",
        "+41+HYPERLINK(1)",
        "- HYPERLINK(1)",
        "-Sheet!A1",
        "+ Plan!$B$2",
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_formulas(cell, separator):
    wanted = ("file-active", "formula", 2, cell)
    assert found(f"name{separator}value\na{separator}{cell}\n") == wanted
    assert found(f'name\n"{cell}"{separator}b\n')[:3] == wanted[:3]


@pytest.mark.parametrize("before", ["", " ", "\u00a0", " \t", '"', '" ', ' "'], ids=ascii)
def test_blanks_and_quotation_marks_hide_none(before):
    after = '"' if '"' in before else ""
    assert found(f"{before}=A1{after},b\n")[:3] == ("file-active", "formula", 1)


@pytest.mark.parametrize("sign", "＝＠＋－")
def test_wide_signs_are_signs(sign):
    assert found(f"a\n{sign}A1\n")[:3] == ("file-active", "formula", 2)


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("beside", ["a=b", "Geneva(CH)", "5*x", "A&B", "Plan!A1"])
def test_what_stands_beside_a_number_is_no_part_of_it(beside, separator):
    """Also where the cells are read as if commas parted them."""
    assert (
        found(f"-5{separator}{beside}\n+41 22 730{separator}{beside}\n-5,5{separator}b\n") is None
    )


def test_a_mark_of_the_encoding_hides_none():
    assert found("\ufeff=A1\n") == ("file-active", "formula", 1, "=A1")


def test_a_table_may_name_what_separates_its_cells():
    assert found("sep=|\na|=A1\n") == ("file-active", "formula", 2, "=A1")
    assert found("sep=|\na|b\n") is None
    assert found("a|=A1\n") is None


def test_lines_are_counted_within_cells():
    assert found('a,"b\nc"\nd,=A1\n') == ("file-active", "formula", 3, "=A1")
    assert found("a\rb\r=A1\r") == ("file-active", "formula", 3, "=A1")


def test_a_cell_without_end_is_no_table():
    assert found('a,"' + "x" * 200_000 + "\n=A1\n") == ("file-not-its-type", "", "csv")


def test_a_table_has_its_number_of_cells():
    assert found("a;b\n" + "-1;2\n" * 100_000) is None
    assert found("a;b\n" + "-1;2\n" * 2_100_000) == ("file-locked", "unseen")
    assert found("a;b\n" + "-\n" * 4_100_000) == ("file-locked", "unseen")


def test_a_text_may_say_all_of_that():
    assert found("=A1\n+cmd|' /C x'!A0\n", "txt") is None


@pytest.mark.parametrize("ending", ["csv", "txt"])
@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x7f", "\x85", "\x9b", "\x0b"])
def test_characters_that_steer_are_no_text(ending, sign):
    assert found(f"plan{sign}x\n", ending) == ("file-not-its-type", "", ending)
    assert found("план\t\f\r\nx\n", ending) is None


@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_markup_is_no_text(ending):
    for beginning in ("<a", " \n<!--", "<?xml", "<%", "</p>", "%!PS"):
        assert found(f"{beginning} x>\n", ending) == ("file-not-its-type", "", ending)
    for beginning in ("< 5", "<5", "a <b>", "% 5", "<= 5"):
        assert found(f"{beginning} x\n", ending) is None
