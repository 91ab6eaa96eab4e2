"""Deadlines and events of the facts against the days in the words, in both languages."""

import time

import pytest
from facts_kit import findings, one_letter
from small_archive import letter, translation

DEADLINE = "deadlines:\n  answer:\n    asks: answer\n    date: 2024-04-02\n"
ASKS = "deadlines:\n  answer:\n    asks: ответить\n"
EVENT = "events:\n  spring:\n    name: Meeting\n    start: 2024-05-14\n    end: 2024-05-16\n"
NAME = "events:\n  spring:\n    name: Собрание\n"


class TestDeadlineNotListed:
    def found(self, tmp_path, body, extra=DEADLINE, **changes):
        return one_letter(tmp_path, letter(body, extra, **changes), "deadline-not-listed")

    def test_a_deadline_that_only_the_text_has_is_an_error_at_its_date(self, tmp_path):
        (found,) = self.found(tmp_path, "Please answer.\n\nPlease reply by 12 April 2024.\n")
        assert found.severity == "error"
        assert found.values["text"] == "12 April 2024"
        assert (found.line, found.column) == (19, 17)

    @pytest.mark.parametrize(
        "body",
        [
            "Please answer by 2 April 2024.",
            "Please answer no later than Tuesday, 2 April.",
            "Please answer by 10:00 a.m. on 2 April 2024.",
            "The goal is to be reached by 2030, or by December 2031.",
            "The meeting runs from 14 to 16 May 2024 and ends by 4 p.m.",
            "By 1 March 2024 we had received 64 replies.",
            "Answers are read no later than two weeks before 14 May 2024.",
            "The deadline is near. On 14 May 2024 the meeting opens.",
            "Registration is needed. The course goes on until 20 June 2024.",
            "Registration for the days from 14 May until 16 May 2024 is needed.",
        ],
    )
    def test_what_is_listed_or_no_deadline_raises_no_alarm(self, tmp_path, body):
        assert not self.found(tmp_path, body + "\n")

    def test_a_day_without_its_year_counts_as_well(self, tmp_path):
        assert self.found(tmp_path, "Please answer by 12 April.\n")

    def test_a_full_stop_within_a_sentence_does_not_end_it(self, tmp_path):
        assert self.found(tmp_path, "Registration (see sect. 5) closes on 12 April 2024.\n")

    def test_without_deadlines_every_one_in_the_text_is_missing(self, tmp_path):
        body = "Register by 12 April 2024 and send papers no later than 1 May 2024.\n"
        found = self.found(tmp_path, body, "")
        assert [problem.values["text"] for problem in found] == ["12 April 2024", "1 May 2024"]

    def test_words_of_the_facts_are_read_too(self, tmp_path):
        (found,) = self.found(tmp_path, "Good day.\n", summary="Answer by 12 April 2024.")
        assert found.line == 9

    def test_both_languages_share_one_finding(self, tmp_path):
        (found,) = one_letter(
            tmp_path,
            letter("Please answer by 12 April 2024.\n", DEADLINE),
            "deadline-not-listed",
            translation=translation("Просим ответить до 12 апреля 2024 года.\n", ASKS),
        )
        assert {found.path, *(place.path for place in found.also)} == {
            "circulars/2024/letter/en.md",
            "circulars/2024/letter/ru.md",
        }

    def test_it_stands_in_the_text_that_carries_the_facts(self, tmp_path):
        (found,) = one_letter(
            tmp_path,
            letter("Please answer.\n\nPlease reply by 12 April 2024.\n", DEADLINE),
            "deadline-not-listed",
            translation=translation("Просим ответить до 12 апреля 2024 года.\n", ASKS),
        )
        assert (found.path, found.values["text"]) == (
            "circulars/2024/letter/en.md",
            "12 April 2024",
        )
        assert [place.path for place in found.also] == ["circulars/2024/letter/ru.md"]

    def test_a_deadline_of_the_translation_alone_is_found(self, tmp_path):
        (found,) = one_letter(
            tmp_path,
            letter("Please answer by 2 April 2024.\n", DEADLINE),
            "deadline-not-listed",
            translation=translation("Просим ответить не позднее 20 апреля.\n", ASKS),
        )
        assert found.path == "circulars/2024/letter/ru.md"

    def test_the_end_of_a_range_is_none_in_the_translation_either(self, tmp_path):
        russian = "Просим принять участие в собрании с 14 до 16 мая 2024 года.\n"
        assert not one_letter(
            tmp_path,
            letter("Please answer by 2 April 2024.\n", DEADLINE),
            "deadline-not-listed",
            translation=translation(russian, ASKS),
        )

    def test_titles_of_other_papers_set_no_deadline(self, tmp_path):
        related = "related:\n  call:\n    kind: circular\n    relation: cites\n"
        title = "    title: Call for papers by 12 April 2024\n"
        assert not self.found(tmp_path, "Good day.\n", related + title)

    def test_it_can_be_waived_in_place(self, tmp_path):
        comment = "<!-- waive deadline-not-listed: that of the hosts -->\n\n"
        body = f"{comment}The hosts publish the report by 12 April 2024.\n"
        files = {"2024/letter/en.md": letter(body)}
        assert findings(tmp_path, files) == []

    def test_a_paragraph_of_nothing_but_dates_takes_no_long_time(self, tmp_path):
        days = " ".join(f"{day} June 2024," for day in range(1, 31))
        begin = time.perf_counter()
        assert not self.found(tmp_path, f"{f'{days} ' * 600}\n")
        assert time.perf_counter() - begin < 10


class TestDeadlineNotInText:
    def found(self, tmp_path, body, extra=DEADLINE):
        return one_letter(tmp_path, letter(body, extra), "deadline-not-in-text")

    def test_a_day_that_the_text_does_not_give_is_questioned(self, tmp_path):
        (found,) = self.found(tmp_path, "Please answer by 12 April 2024.\n")
        assert (found.severity, found.line) == ("warning", 14)

    @pytest.mark.parametrize("date", ["2 April 2024", "2 April", "02.04.2024", "April 2"])
    def test_any_spelling_will_do(self, tmp_path, date):
        assert not self.found(tmp_path, f"Please answer by {date}.\n")

    def test_the_same_day_of_another_year_will_not(self, tmp_path):
        assert self.found(tmp_path, "Please answer by 2 April 2025.\n")

    @pytest.mark.parametrize(
        ("more", "is_explained"),
        [
            ("    printed: within four weeks\n", True),
            ("    note: Four weeks from 5 March 2024.\n", True),
            ("    note: Send it to the secretariat.\n", False),
        ],
    )
    def test_the_facts_may_explain_it(self, tmp_path, more, is_explained):
        found = self.found(tmp_path, "Please answer within four weeks.\n", DEADLINE + more)
        assert bool(found) is not is_explained


class TestEventDateDiffers:
    def found(self, tmp_path, subject, extra=EVENT, russian=""):
        text = letter(f"14 May 2024, {subject}.\n", extra, subject=subject)
        other = translation(extra=NAME, subject=russian) if russian else ""
        return one_letter(tmp_path, text, "event-date-differs", translation=other)

    def test_another_day_in_the_subject_is_an_error(self, tmp_path):
        (found,) = self.found(tmp_path, "Spring meeting (13 May 2024)")
        assert found.severity == "error"
        assert found.values["text"] == "13 May 2024"
        assert found.line == 7

    @pytest.mark.parametrize(
        "subject",
        [
            "Spring meeting, 14–16 May 2024",
            "Spring meeting, 15 May 2024",
            "Spring meeting, 14 May",
            "Spring meeting, May 2024",
            "Letter of 5 March 2024",
            "Addendum to TSB Circular 5 of 12 March 2020",
        ],
    )
    def test_a_day_that_the_facts_know_is_none(self, tmp_path, subject):
        assert not self.found(tmp_path, subject)

    def test_neither_is_a_deadline(self, tmp_path):
        assert not self.found(tmp_path, "Registration until 2 April 2024", EVENT + DEADLINE)

    def test_without_events_nothing_is_compared(self, tmp_path):
        assert not self.found(tmp_path, "Spring meeting (13 May 2024)", "")

    def test_the_translation_is_read_too(self, tmp_path):
        subject = "Весеннее собрание (17 мая 2024 г.)"
        (found,) = self.found(tmp_path, "Spring meeting, 14 May 2024", russian=subject)
        assert found.path == "circulars/2024/letter/ru.md"

    def test_an_event_known_by_its_month_takes_any_day_of_it(self, tmp_path):
        extra = "events:\n  spring:\n    name: Meeting\n    start: 2024-05\n"
        assert not self.found(tmp_path, "Spring meeting, 30 May 2024", extra)
        assert self.found(tmp_path / "june", "Spring meeting, 3 June 2024", extra)


class TestEventNotInText:
    def found(self, tmp_path, body, extra=EVENT):
        return one_letter(tmp_path, letter(body, extra), "event-not-in-text")

    def test_a_day_that_the_text_does_not_give_is_questioned(self, tmp_path):
        (found,) = self.found(tmp_path, "The meeting opens on 15 May 2024.\n")
        assert (found.severity, found.line) == ("warning", 14)

    @pytest.mark.parametrize(
        "date", ["on 14 May", "from 14 to 16 May 2024", "from 14 May to 1 June"]
    )
    def test_the_first_day_is_enough(self, tmp_path, date):
        assert not self.found(tmp_path, f"The meeting is held {date}.\n")

    @pytest.mark.parametrize(
        ("more", "is_explained"),
        [
            ("    when: in the middle of May\n", True),
            ("    note: Its website says 14 May 2024.\n", True),
            ("    note: Open to all.\n", False),
        ],
    )
    def test_the_facts_may_explain_it(self, tmp_path, more, is_explained):
        found = self.found(tmp_path, "The meeting is held in spring.\n", EVENT + more)
        assert bool(found) is not is_explained

    def test_a_month_is_no_day(self, tmp_path):
        extra = "events:\n  spring:\n    name: Meeting\n    start: 2024-05\n"
        assert not self.found(tmp_path, "The meeting is held in spring.\n", extra)


HOUR = DEADLINE.replace("04-02", "04-02 {hour}") + "    timezone: Europe/Zurich\n"
HOURS = (
    "events:\n  spring:\n    name: Meeting\n    start: 2024-05-14 10:00\n"
    "    end: 2024-05-14 17:30\n    timezone: Europe/Zurich\n"
)


class TestHourNotInText:
    def found(self, tmp_path, body, extra, russian=""):
        other = translation(russian, ASKS if "deadlines" in extra else NAME) if russian else ""
        return one_letter(tmp_path, letter(body, extra), "hour-not-in-text", translation=other)

    def test_an_hour_that_the_text_does_not_give_is_questioned(self, tmp_path):
        body = "Please answer by 5 p.m. on 2 April 2024.\n"
        (found,) = self.found(tmp_path, body, HOUR.format(hour="18:00"))
        assert (found.severity, found.line, found.values["hour"]) == ("warning", 14, "18:00")

    @pytest.mark.parametrize("hour", ["6 p.m.", "18:00", "18.00 hours", "18 o'clock", "1800 hours"])
    def test_an_hour_may_be_written_in_many_ways(self, tmp_path, hour):
        body = f"Please answer by {hour} on 2 April 2024.\n"
        assert not self.found(tmp_path, body, HOUR.format(hour="18:00"))

    def test_the_translation_may_give_it(self, tmp_path):
        russian = "Просим ответить до 18 час. 00 мин. 2 апреля 2024 года.\n"
        body = "Please answer by 2 April 2024.\n"
        assert not self.found(tmp_path, body, HOUR.format(hour="18:00"), russian)
        assert self.found(tmp_path / "other", body, HOUR.format(hour="18:30"), russian)

    def test_of_a_day_that_the_text_does_not_give_another_rule_speaks(self, tmp_path):
        assert not self.found(tmp_path, "Please answer soon.\n", HOUR.format(hour="18:00"))

    def test_both_ends_of_an_event_are_looked_for(self, tmp_path):
        found = self.found(tmp_path, "The meeting is held on 14 May 2024.\n", HOURS)
        assert [problem.values["hour"] for problem in found] == ["10:00", "17:30"]

    @pytest.mark.parametrize("hours", ["from 10:00 to 17:30", "10.00–17.30", "10 a.m. – 5:30 p.m."])
    def test_a_range_gives_both(self, tmp_path, hours):
        assert not self.found(tmp_path, f"We meet on 14 May 2024, {hours}.\n", HOURS)

    @pytest.mark.parametrize(
        ("more", "is_explained"),
        [
            ("    note: The website says 18:00.\n", True),
            ("    printed: in the evening\n", True),
            ("    note: Open to all.\n", False),
        ],
    )
    def test_the_facts_may_explain_it(self, tmp_path, more, is_explained):
        extra = HOUR.format(hour="18:00") + more
        found = self.found(tmp_path, "Please answer by 2 April 2024.\n", extra)
        assert bool(found) is not is_explained

    @pytest.mark.parametrize("hour", ["23:59", "00:00"])
    @pytest.mark.parametrize(
        "words", ["midnight", "the end of the day", "24:00", "23:59", "11:59 p.m."]
    )
    def test_the_end_of_a_day_has_many_names(self, tmp_path, hour, words):
        body = f"Please answer by {words} on 2 April 2024.\n"
        assert not self.found(tmp_path, body, HOUR.format(hour=hour))

    def test_a_russian_end_of_the_day(self, tmp_path):
        russian = "Просим ответить до конца дня 2 апреля 2024 года.\n"
        body = "Please answer by 2 April 2024.\n"
        assert not self.found(tmp_path, body, HOUR.format(hour="23:59"), russian)
        assert self.found(tmp_path / "other", body, HOUR.format(hour="23:59"))

    def test_the_end_of_the_day_is_no_other_hour(self, tmp_path):
        body = "Please answer by midnight on 2 April 2024.\n"
        assert self.found(tmp_path, body, HOUR.format(hour="18:00"))

    def test_a_number_that_is_no_hour_is_none(self, tmp_path):
        body = "Please answer on 2 April 2024, in 180 words, or 18.001.\n"
        assert self.found(tmp_path, body, HOUR.format(hour="18:00"))
