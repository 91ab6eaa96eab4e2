"""Headings and annexes in their order."""

import pytest
from facts_kit import one_letter
from small_archive import PHRASES, letter


def lines(root, *headings):
    """(line of the body, variant) of the findings in a body of these headings."""
    body = "".join(f"{heading}\n\nText.\n\n" for heading in headings)
    problems = one_letter(root, letter(body), "heading-order")
    return [((problem.line - 13) // 4 + 1, problem.variant) for problem in problems]


@pytest.mark.parametrize(
    "headings",
    [
        ["## One", "### Two", "#### Three", "## Four", "### Five"],
        ["One\n---", "### Two"],
        ["## [annex-1] One", "### Two", "## [annex-2] Three", "## [annex-10] Four"],
        ["Text", "> # quoted"],
        [],
    ],
)
def test_what_is_in_order(tmp_path, headings):
    assert lines(tmp_path, *headings) == []


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["# One", "## Two"], [(1, "")]),
        (["# One", "### Two"], [(1, "")]),
        (["### One", "## Two", "#### Three", "### Four"], [(1, ""), (3, "")]),
        (["## One", "#### Two", "##### Three"], [(2, "")]),
        (["## [annex-2] One", "## [annex-1] Two", "## [annex-3] Three"], [(2, "annex")]),
        (["One\n==="], [(1, "")]),
    ],
)
def test_what_is_not(tmp_path, headings, found):
    assert lines(tmp_path, *headings) == found


def test_the_message_says_what_to_write(tmp_path):
    problems = one_letter(tmp_path, letter("## One\n\n##### Two\n"), "heading-order")
    assert [problem.message(PHRASES["en"]) for problem in problems] == [
        "the heading ##### is at the wrong level here; write ###"
    ]
    assert {problem.severity for problem in problems} == {"warning"}
