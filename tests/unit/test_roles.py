"""Which file of a folder carries the facts: where that is not plain, little else is demanded."""

import pytest
from facts_kit import findings
from small_archive import letter, translation

EN, RU = "2024/letter/en.md", "2024/letter/ru.md"
DEADLINE = "deadlines:\n  answer:\n    asks: answer\n    date: 2024-04-02\n"
BODY = "Please answer by 2 April 2024.\n"
OTHER = "circulars/2024/letter/{}.md"


def without(text, *fields):
    """A file that lacks some fields of one line."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if line.partition(":")[0] not in fields)


@pytest.mark.parametrize(("richer", "poorer"), [("en", "ru"), ("ru", "en")])
def test_of_two_files_of_facts_the_one_with_fewer_is_taken_for_the_translation(
    tmp_path, richer, poorer
):
    files = {
        f"2024/letter/{richer}.md": letter(BODY, DEADLINE),
        f"2024/letter/{poorer}.md": letter(BODY),
    }
    (found,) = findings(tmp_path, files, "two-facts-files")
    assert found.path == OTHER.format(poorer)
    assert found.values["other"] == OTHER.format(richer)


def test_a_translation_that_forgot_to_say_so_is_not_asked_for_facts(tmp_path):
    forgotten = without(translation(), "translates")
    problems = findings(tmp_path, {EN: letter(), RU: forgotten})
    assert [(item.code, item.path) for item in problems] == [
        ("two-facts-files", OTHER.format("ru"))
    ]


def test_facts_that_say_they_are_a_translation_need_not_be_deleted(tmp_path):
    files = {EN: letter(extra="translates: ru\n"), RU: translation()}
    assert [item.code for item in findings(tmp_path, files)] == ["no-facts-file"]


def test_where_it_is_plain_both_are_still_said(tmp_path):
    files = {
        EN: without(letter(), "bureau"),
        RU: translation(extra="bureau: desk\n"),
    }
    codes = {item.code for item in findings(tmp_path, files)}
    assert {"missing-field", "translation-fact"} <= codes


def test_a_file_that_cannot_be_read_hides_nothing_of_the_other(tmp_path):
    files = {EN: without(letter(), "bureau"), RU: "---\na: *x\n---\n"}
    codes = {item.code for item in findings(tmp_path, files)}
    assert {"missing-field", "yaml-alias"} <= codes or {"missing-field", "yaml-syntax"} <= codes


@pytest.mark.parametrize(
    ("name", "variant"),
    [("dеadlines", "alphabet"), ("deadlinez", "close"), ("сроки", "")],
)
def test_a_field_with_letters_of_another_alphabet(tmp_path, name, variant):
    (found,) = findings(tmp_path, {EN: letter(extra=f"{name}: x\n")}, "unknown-field")
    assert found.variant == variant
    if variant:
        assert found.values["meant"] == "deadlines"
    if variant == "alphabet":
        assert found.values["letters"] == "е"
