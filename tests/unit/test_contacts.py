"""The facts do not invent where somebody can be reached."""

import pytest
from facts_kit import one_letter
from small_archive import letter

CONTACT = """\
contacts:
  office:
    tel: "+41 22 555 01 00"
    email: spring@example.org
"""


def missing(tmp_path, body, extra=CONTACT):
    found = one_letter(tmp_path, letter(f"{body}\n", extra), "contact-not-in-text")
    return [(problem.values["name"], problem.line) for problem in found]


def test_what_the_text_lacks_is_questioned_where_it_stands(tmp_path):
    assert missing(tmp_path, "Write to spring@example.org.") == [("contacts.office.tel", 13)]
    assert missing(tmp_path / "tel", "Call +41 22 555 0100.") == [("contacts.office.email", 14)]


def test_a_contact_that_is_not_there_at_all_is_one_finding(tmp_path):
    assert missing(tmp_path, "Good day.") == [("contacts.office", 12)]


@pytest.mark.parametrize(
    "body",
    [
        "Write to Spring@Example.org or call +41 22 555-01-00.",
        "Tel. 022 555 01 00, [write](mailto:spring@example.org?subject=x) to us.",
        "<spring@example.org>, telephone +41 (0)22 555 0100",
    ],
)
def test_spellings_do_not_matter(tmp_path, body):
    assert missing(tmp_path, body) == []


def test_another_number_is_not_the_same(tmp_path):
    body = "spring@example.org, tel. +41 22 555 01 01"
    assert missing(tmp_path, body) == [("contacts.office.tel", 13)]


def test_a_contact_may_stand_in_the_head_of_the_letter(tmp_path):
    assert missing(tmp_path, "Good day.", f"{CONTACT}    given: letterhead\n") == []
    assert missing(tmp_path / "text", "Good day.", f"{CONTACT}    given: text\n")


def test_words_of_the_facts_do_not_count(tmp_path):
    extra = f"{CONTACT}closing: Call +41 22 555 01 00 or write to spring@example.org\n"
    assert missing(tmp_path, "Good day.", extra) == [("contacts.office", 12)]
