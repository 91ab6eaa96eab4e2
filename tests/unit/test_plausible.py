"""Facts that can hardly be so are questioned; what letters really do is not."""

import datetime as dt

import pytest
from facts_kit import findings, one_letter
from small_archive import letter, translation


def deadline(name, date, asks="answer"):
    return f"deadlines:\n  {name}:\n    asks: {asks}\n    date: {date}\n"


def event(name, start, end=None, more=""):
    lines = f"  {name}:\n    name: Meeting\n    start: {start}\n"
    return lines + (f"    end: {end}\n" if end else "") + more


class TestDeadlineBeforeLetter:
    @pytest.mark.parametrize("date", ["2024-03-04", "2023-04-02"])
    def test_a_deadline_before_the_letter_is_questioned(self, tmp_path, date):
        (found,) = one_letter(
            tmp_path, letter(extra=deadline("answer", date)), "deadline-before-letter"
        )
        assert found.severity == "warning"
        assert str(found.values["due"]) == date
        assert found.line == 14

    @pytest.mark.parametrize("date", ["2024-03-05", "2024-04-02", "2025-01-31"])
    def test_a_deadline_from_the_letters_day_on_is_not(self, tmp_path, date):
        text = letter(extra=deadline("answer", date))
        assert not one_letter(tmp_path, text, "deadline-before-letter")

    @pytest.mark.parametrize("date", ["2024~", "2024-06~", None])
    def test_a_letter_whose_day_is_not_known_proves_nothing(self, tmp_path, date):
        text = letter(date=date, extra=deadline("answer", "2023-12-15"))
        assert not one_letter(tmp_path, text, "deadline-before-letter")


class TestDeadlineAfterEvent:
    def questioned(self, tmp_path, due, *events, name="answer", asks="register"):
        text = letter(extra=deadline(name, due, asks) + "events:\n" + "".join(events))
        return one_letter(tmp_path, text, "deadline-after-event")

    @pytest.mark.parametrize("asks", ["send a paper", "complete the questionnaire", "comment"])
    def test_papers_and_answers_may_follow_the_event(self, tmp_path, asks):
        assert not self.questioned(tmp_path, "2024-05-20", event("spring", "2024-05-14"), asks=asks)

    def test_but_not_where_the_ids_say_that_they_belong_to_it(self, tmp_path):
        meeting = event("spring", "2024-05-14")
        assert self.questioned(tmp_path, "2024-05-20", meeting, name="spring-papers", asks="write")

    def test_whoever_is_to_come_says_so_before_the_only_event(self, tmp_path):
        (found,) = self.questioned(tmp_path, "2024-05-20", event("spring", "2024-05-14"))
        assert found.values["event"] == "spring"
        assert found.severity == "warning"

    def test_one_on_its_last_day_is_not(self, tmp_path):
        meeting = event("spring", "2024-05-14", "2024-05-16")
        assert not self.questioned(tmp_path, "2024-05-16", meeting)

    def test_one_before_the_last_event_is_not(self, tmp_path):
        events = event("spring", "2024-05-14"), event("autumn", "2024-10")
        assert not self.questioned(tmp_path, "2024-10-20", *events)
        assert self.questioned(tmp_path / "later", "2024-11-02", *events)

    def test_its_id_tells_which_event_it_is_for(self, tmp_path):
        events = event("spring", "2024-05-14"), event("autumn", "2024-10-08")
        (found,) = self.questioned(tmp_path, "2024-06-20", *events, name="spring-registration")
        assert found.values["event"] == "spring"

    def test_part_of_a_word_is_no_id(self, tmp_path):
        events = event("spring", "2024-05-14"), event("autumn", "2024-10-08")
        assert not self.questioned(tmp_path, "2024-06-20", *events, name="springboard")

    def test_comments_on_a_meeting_that_the_letter_reports_on_may_follow_it(self, tmp_path):
        assert not self.questioned(tmp_path, "2024-04-20", event("winter", "2024-02-14"))


class TestEventBeforeLetter:
    def questioned(self, tmp_path, start, more="", date="2024-03-05"):
        text = letter(date=date, extra="events:\n" + event("spring", start, more=more))
        return one_letter(tmp_path, text, "event-before-letter")

    def test_an_event_of_long_ago_is_questioned(self, tmp_path):
        (found,) = self.questioned(tmp_path, "2023-03-01")
        assert found.severity == "warning"
        assert found.line == 14

    def test_one_of_the_last_year_may_be_what_the_letter_reports_on(self, tmp_path):
        assert not self.questioned(tmp_path, "2023-04-14")

    def test_but_nobody_registers_for_what_is_over(self, tmp_path):
        assert self.questioned(tmp_path, "2023-04-14", "    registration: required\n")

    def test_a_date_known_by_its_year_may_still_come(self, tmp_path):
        assert not self.questioned(tmp_path, "2024", "    registration: open\n")


class TestAdded:
    def test_a_day_in_the_future_is_questioned_in_every_language(self, tmp_path):
        found = one_letter(
            tmp_path,
            letter(added="2024-06-03"),
            "added-implausible",
            translation=translation(added="2025-01-01"),
        )
        assert [(problem.path, problem.variant) for problem in found] == [
            ("circulars/2024/letter/en.md", ""),
            ("circulars/2024/letter/ru.md", ""),
        ]

    def test_tomorrow_has_begun_in_the_east(self, tmp_path):
        text = letter(added="2024-06-02")
        assert not one_letter(tmp_path, text, "added-implausible", today=dt.date(2024, 6, 1))

    def test_a_day_before_the_letter_is_questioned(self, tmp_path):
        (found,) = one_letter(tmp_path, letter(added="2024-03-04"), "added-implausible")
        assert found.variant == "early"

    def test_the_letters_own_day_is_not(self, tmp_path):
        assert not one_letter(tmp_path, letter(added="2024-03-05"), "added-implausible")
        text = letter(date="2024~", added="2023-12-31")
        assert not one_letter(tmp_path / "about", text, "added-implausible")


class TestChanges:
    def change(self, day):
        return f"changes:\n  a:\n    date: {day}\n    kind: corrected\n    note: A date.\n"

    def test_a_change_in_the_future_is_an_error(self, tmp_path):
        text = letter(extra=self.change("2024-06-03"))
        (found,) = one_letter(tmp_path, text, "change-implausible", today=dt.date(2024, 6, 1))
        assert (found.severity, found.line, found.values["name"]) == ("error", 13, "a")

    def test_tomorrow_has_begun_in_the_east(self, tmp_path):
        text = letter(extra=self.change("2024-06-02"))
        assert not one_letter(tmp_path, text, "change-implausible", today=dt.date(2024, 6, 1))


class TestYears:
    @pytest.mark.parametrize(("year", "is_questioned"), [
        ("1865", False), ("2039", False), ("2040", True),
    ])  # fmt: skip
    def test_a_year_far_from_the_letter_is_questioned(self, tmp_path, year, is_questioned):
        text = letter(extra="events:\n" + event("spring", f"{year}-05"))
        found = one_letter(tmp_path, text, "year-implausible")
        assert [problem.values["name"] for problem in found] == (
            ["events.spring.start"] if is_questioned else []
        )

    def test_the_day_of_adding_may_be_any_later_one(self, tmp_path):
        files = {"1999/letter/en.md": letter(date="1999-03-05", added="2024-03-10")}
        assert not findings(tmp_path, files, "year-implausible")

    def test_an_undated_letter_has_the_year_of_its_folder(self, tmp_path):
        text = letter(date=None, extra=deadline("answer", "2042-05-14"))
        assert one_letter(tmp_path, text, "year-implausible")


@pytest.mark.parametrize("date", ["1865~", "2199~", "2199-12-31"])
def test_the_ends_of_the_calendar_are_dates_too(tmp_path, date):
    extra = deadline("answer", "1865-01-01") + "events:\n" + event("spring", "2199-12-31")
    for number, added in enumerate(("1865-01-01", "2199-12-31")):
        files = {f"{date[:4]}/letter/en.md": letter("Good day.\n", extra, date=date, added=added)}
        assert findings(tmp_path / str(number), files)


def test_a_sound_letter_raises_no_question(tmp_path):
    extra = deadline("spring", "2024-04-02") + "events:\n" + event("spring", "2024-05-14")
    body = "Please answer by 2 April 2024. The meeting begins on 14 May 2024.\n"
    assert findings(tmp_path, {"2024/letter/en.md": letter(body, extra)}) == []
