"""A letter that cannot be read says nothing of others: no finding follows from its absence."""

import pytest
from facts_kit import findings
from small_archive import letter

CALL = """\
reference: TSB Circular 352
events:
  meeting:
    name: Spring meeting
    start: 2024-05-14
deadlines:
  papers:
    asks: send papers
    date: 2024-04-02
"""
CALL_BODY = "Please send papers by 2 April 2024; the meeting opens on 14 May 2024.\n"
LATER = """\
reference: TSB Circular 360
events:
  meeting:
    name: Spring meeting
    start: 2024-05-28
deadlines:
  papers:
    asks: send papers
    date: 2024-04-16
  visa:
    asks: ask for a visa
    relative: {event: 2024/tsb-352#meeting, before: 2 weeks}
related:
  papers:
    kind: circular
    relation: extends
    circular: 2024/tsb-352
    deadline: papers
  meeting:
    kind: circular
    relation: reschedules
    circular: 2024/tsb-352
    event: meeting
"""
LATER_BODY = (
    "Papers were due by 2 April 2024. Please send them by 16 April 2024, and ask for a visa two"
    " weeks before the meeting, which opens on 28 May 2024 and not on 14 May 2024.\n\n"
    "All else stands in [our letter](circular:2024/tsb-352), TSB Circular 352, as it was.\n"
)
CITING_BODY = "Everything is told in TSB Circular 352.\n"


def archive(call):
    return {
        "2024/tsb-352/en.md": call,
        "2024/tsb-360/en.md": letter(LATER_BODY, LATER, date="2024-03-20", added="2024-03-21"),
        "2024/tsb-361/en.md": letter(
            CITING_BODY, "reference: TSB Circular 361\n", date="2024-03-21", added="2024-03-22"
        ),
    }


def test_of_letters_that_are_read_nothing_is_found(tmp_path):
    assert not findings(tmp_path, archive(letter(CALL_BODY, CALL)))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("subject: Spring", 'subject: "Spring', "yaml-syntax"),
        ("events:\n  meeting:", "events:\n\tmeeting:", "yaml-syntax"),
        ("subject: Spring", "subject: Note: Spring", "yaml-syntax"),
        ("---\n", "", "no-front-matter"),
        ("---\n\n", "\n", "unclosed-front-matter"),
        ("Please", "Ple\udcffase", "encoding"),
    ],
)
def test_of_one_that_cannot_be_read_only_that_is_said(tmp_path, old, new, code):
    broken = letter(CALL_BODY, CALL).replace(old, new, 1).encode("utf-8", "surrogateescape")
    found = findings(tmp_path, archive(broken))
    assert {(problem.path, problem.code) for problem in found} == {
        ("circulars/2024/tsb-352/en.md", code)
    }


def test_a_letter_that_is_not_there_at_all_is_still_missed(tmp_path):
    files = archive(letter(CALL_BODY, CALL))
    del files["2024/tsb-352/en.md"]
    codes = {problem.code for problem in findings(tmp_path, files)}
    assert {"unknown-circular", "reference-unclear"} <= codes
