"""Calendars of dates that a later letter moved without repeating all that the first one said."""

import datetime as dt

from test_calendar_entries import acts, archive, built, deadline, event, letter, only, words

from archive.model import Contact, Link, Localized

ANNA = Contact(id="anna", person=words("Анна", "Anna"), email="anna@lights.example")
FIRST = letter(
    "2026/a",
    events=(
        event(
            "2026-07-08",
            "2026-07-10",
            title=words("Семинар", "Workshop"),
            place=words("Лозанна", "Lausanne"),
            format="physical",
            cost="free",
            registration="required",
            languages=("ru", "en"),
            url="https://lights.example/workshop",
        ),
    ),
    contacts=(ANNA,),
)


def moved(**said):
    """The only event of the calendar after a letter has moved the workshop."""
    later = letter(
        "2026/b",
        added=dt.date(2026, 2, 1),
        events=(event("2026-09-16", "2026-09-18", **said),),
        related=(acts("reschedules", "2026/a", event="meeting"),),
    )
    return built(archive(FIRST, later))


class TestAMovedEvent:
    def test_keeps_what_the_later_letter_does_not_repeat(self):
        item = only(moved()["en/calendar.ics"])
        assert item.dtstart.value == dt.date(2026, 9, 16)
        assert item.location.value == "Lausanne"
        assert item.contact.value == "Anna, anna@lights.example"
        said = item.description.value
        for fact in ("In person", "free of charge", "https://lights.example/workshop"):
            assert fact.lower() in said.lower(), said
        assert "What this letter does not repeat is taken from A: “On letter 2026/a”" in said

    def test_has_no_former_place_in_another_form(self):
        item = only(moved(format="virtual")["en/calendar.ics"])
        assert "location" not in item.contents
        assert "in person" not in item.description.value.lower()
        assert "free of charge" in item.description.value.lower()

    def test_says_nothing_of_other_letters_where_the_last_one_says_all(self):
        item = only(built(archive(FIRST))["en/calendar.ics"])
        assert "does not repeat" not in item.description.value

    def test_tells_of_all_the_former_days(self):
        assert "Previously: 8–10 July 2026" in only(moved()["en/calendar.ics"]).description.value

    def test_has_the_words_of_each_language_that_some_letter_has(self):
        later = letter(
            "2026/b",
            languages=("en",),
            events=(event("2026-09-16", title=Localized(texts={"en": "Workshop in September"})),),
            related=(acts("reschedules", "2026/a", event="meeting"),),
        )
        files = built(archive(FIRST, later))
        assert only(files["calendar.ics"]).summary.value == "Семинар"
        assert only(files["en/calendar.ics"]).summary.value == "Workshop in September"


class TestAnExtendedDeadline:
    def test_keeps_the_way_to_answer_and_its_words(self):
        first = letter(
            "2026/a",
            deadlines=(
                deadline(
                    "2026-07-01",
                    by=("form",),
                    link=Link(
                        id="form", label=words("бланк", "form"), url="https://lights.example/form"
                    ),
                ),
            ),
            contacts=(ANNA,),
        )
        later = letter(
            "2026/b",
            languages=("en",),
            subject=Localized(texts={"en": "More time"}),
            deadlines=(deadline("2026-08-01", asks=Localized(texts={"en": "reply at last"})),),
            related=(acts("extends", "2026/a", deadline="reply"),),
        )
        files = built(archive(first, later))
        english, russian = only(files["en/calendar.ics"]), only(files["calendar.ics"])
        for item in (english, russian):
            assert item.dtstart.value == dt.date(2026, 8, 1)
            assert "https://lights.example/form" in item.description.value
            assert "anna@lights.example" in item.contact.value
        assert english.summary.value == "Deadline: reply at last – More time (B)"
        assert russian.summary.value == "Срок: ответить – О письме 2026/a (B)"

    def test_by_other_means_loses_the_former_ones(self):
        first = letter("2026/a", deadlines=(deadline("2026-07-01", email="a@lights.example"),))
        later = letter(
            "2026/b",
            deadlines=(deadline("2026-08-01", by=("post",)),),
            related=(acts("extends", "2026/a", deadline="reply"),),
        )
        item = only(built(archive(first, later))["en/calendar.ics"])
        assert "a@lights.example" not in item.description.value
