"""A day of the week beside a date is that date's."""

import pytest
from facts_kit import one_letter
from small_archive import letter, translation


def wrong(tmp_path, body, extra="", **changes):
    """(written, right) for every day of the week that does not fit."""
    text = letter(f"{body}\n", extra, **changes)
    found = one_letter(tmp_path, text, "weekday-wrong")
    return [(problem.values["weekday"], problem.values["right"]) for problem in found]


# 14 May 2024 is a Tuesday.
@pytest.mark.parametrize(
    "body",
    [
        "It opens on Monday, 14 May 2024.",
        "It opens on Monday 14 May 2024 at 10:00.",
        "It opens on 14 May 2024 (Monday).",
        "It opens on 14 May 2024, Monday, at noon.",
        "It opens on Monday, May 14, 2024.",
    ],
)
def test_a_wrong_day_is_an_error_that_names_the_right_one(tmp_path, body):
    assert wrong(tmp_path, body) == [("Monday", "Tuesday")]


@pytest.mark.parametrize(
    "body",
    [
        "It opens on Tuesday, 14 May 2024.",
        "It opens on 14 May 2024 (Tuesday).",
        "It opens on Tue. 14 May 2024.",
        "It is held on Tuesday, 14 and Wednesday, 15 May 2024.",
        "Two sessions: 14 May 2024, Wednesday 15 May 2024.",
        "It opens on 14 May 2024. Monday is a holiday.",
        "On Monday the desk is closed; on 14 May 2024 it is open.",
    ],
)
def test_what_fits_or_belongs_elsewhere_is_none(tmp_path, body):
    assert wrong(tmp_path, body) == []


class TestWithoutYear:
    def test_the_letters_year_counts(self, tmp_path):
        assert wrong(tmp_path, "It opens on Monday, 14 May.") == [("Monday", "Tuesday")]
        assert wrong(tmp_path / "right", "It opens on Tuesday, 14 May.") == []

    def test_and_the_next_one(self, tmp_path):
        # 15 January 2025 is a Wednesday, 15 January 2024 a Monday.
        assert wrong(tmp_path, "Answer by Wednesday, 15 January.") == []

    def test_unless_the_facts_give_it(self, tmp_path):
        extra = "events:\n  spring:\n    name: Meeting\n    start: 2025-05-14\n"
        assert wrong(tmp_path, "It opens on Wednesday, 14 May.", extra) == []
        assert wrong(tmp_path / "wrong", "It opens on Tuesday, 14 May.", extra) == [
            ("Tuesday", "Wednesday")
        ]

    def test_where_no_year_is_known_nothing_is(self, tmp_path):
        assert wrong(tmp_path, "It opens on Monday, 14 May.", date=None) == []
        assert wrong(tmp_path / "about", "It opens on Monday, 14 May.", date="2024~") == []

    def test_a_day_that_no_year_has_is_left_to_other_rules(self, tmp_path):
        assert wrong(tmp_path, "It opens on Monday, 31 June.") == []
        assert wrong(tmp_path / "leap", "It opens on Monday, 29 February 2023.") == []


@pytest.mark.parametrize(
    ("body", "is_wrong"),
    [
        ("Собрание откроется в понедельник, 14 мая 2024 года.", True),
        ("Собрание откроется 14 мая 2024 года (понедельник).", True),
        ("Собрание откроется во вторник, 14 мая 2024 года.", False),
        ("Ответы ожидаются ко вторнику 14 мая.", False),
    ],
)
def test_the_translation_is_read_in_its_own_language(tmp_path, body, is_wrong):
    found = one_letter(tmp_path, letter(), "weekday-wrong", translation=translation(f"{body}\n"))
    assert [problem.values["right"] for problem in found] == (["вторник"] if is_wrong else [])
    assert all(problem.path.endswith("ru.md") for problem in found)
