"""What the reader learned from its seventh set of letters: events and the days beside them."""

import datetime as dt

import pytest

from archive.dates import PartialDate
from archive.importing.facts import Fact, Finding, HeadFacts
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Passage, Place
from archive.importing.texts import Known, text_facts
from archive.importing.words import LetterWords
from archive.languages import load_phrases

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}
DATED = PartialDate.of(dt.date(2021, 9, 6))
HEAD = HeadFacts(
    date=Finding(candidates=(Fact(value=DATED, confidence=0.95, evidence=()),)),
)


def read(language, *body, subject=()):
    def passages(texts):
        return tuple(
            each if isinstance(each, Passage) else Passage(text=each, place=Place(line=number))
            for number, each in enumerate(texts, 1)
        )

    segments = Segments(body=passages(body), subject=passages(subject))
    return text_facts(segments, HEAD, WORDS[language], Known())


def row(*cells):
    return Passage(text="\t".join(cells), kind=Kind.ROW, table=1, place=Place(line=1))


def events(facts):
    return [
        (each.value.start, each.value.place, each.value.format)
        for each in facts.events
        if each.is_sure
    ]


@pytest.mark.parametrize(
    ("language", "days", "text"),
    [
        (
            "en",
            ["2021-11-03", "2021-11-08"],
            "Registration is mandatory. It closes as follows: seventh meeting – 3 November 2021; "
            "eighth meeting – 8 November 2021.",
        ),
        (
            "ru",
            ["2021-10-10", "2021-10-21"],
            "Регистрация обязательна и закрывается: на девятое собрание – 10 октября 2021 года; "
            "на промежуточное – 21 октября 2021 года.",
        ),
    ],
)
def test_a_series_of_closing_days_goes_on_behind_semicolons(language, days, text):
    facts = read(language, text)
    assert [each.value.date for each in facts.deadlines if each.is_sure] == days
    assert events(facts) == []


def test_tables_of_events_say_places_formats_and_closing_days_by_their_headings():
    facts = read(
        "en",
        "I am pleased to invite you to the following drills.",
        row("Event", "Dates", "Venue", "Format", "Registration closes"),
        row("Cyberdrill for Africa", "2-5 November 2021", "Erewhon, Utopia", "Hybrid", "1 October"),
        row("Cyberdrill for Europe", "9 November 2021", "–", "Virtual", "20 October 2021"),
    )
    assert events(facts) == [
        ("2021-11-02", "Erewhon, Utopia", "hybrid"),
        ("2021-11-09", None, "virtual"),
    ]
    assert [each.value.date for each in facts.deadlines] == ["2021-10-01", "2021-10-20"]


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        (
            "en",
            "Meeting of Working Party 4D, Geneva, 1-5 November 2021",
            "The following meeting of the Working Party is planned for 7-11 March 2022.",
        ),
        (
            "ru",
            "Собрание Рабочей группы 3Z, Женева, 1–5 ноября 2021 года",
            "Следующее собрание РГ 3Z намечено на 7–11 марта 2022 года.",
        ),
        (
            "en",
            "Meeting of Study Group 16, Geneva, 1-5 November 2021",
            "A joint session with Study Group 12 (which itself meets from 7 to 11 March 2022) "
            "is not foreseen.",
        ),
        (
            "ru",
            "Собрание Рабочей группы 3Z, Женева, 1–5 ноября 2021 года",
            "Пробное подключение намечено на 28 октября, в 14 час. 00 мин. Собрание проводится "
            "на английском языке.",
        ),
    ],
)
def test_what_is_only_told_beside_the_event_of_the_subject_is_no_event(language, subject, text):
    facts = read(language, text, subject=(subject,))
    assert [start for start, _, _ in events(facts)] == ["2021-11-01"]


def test_days_that_an_earlier_letter_announced_give_way_to_those_of_this_one():
    facts = read(
        "ru",
        "Циркулярным письмом CR/523 Бюро известило о том, что семинар по радиосвязи будет "
        "проходить 8–12 ноября 2021 года в Виндхуке. В связи с ремонтом семинар проводится в "
        "Дурбане, Южная Африка, и начинается двумя неделями позднее: с 22 по 26 ноября 2021 года.",
    )
    assert [each[:2] for each in events(facts)] == [("2021-11-22", "Дурбан, Южная Африка")]


@pytest.mark.parametrize(
    ("language", "body", "starts"),
    [
        (
            "ru",
            [
                "МСЭ проводит цикл вебинаров. Все они начинаются в 15:00 (UTC+3). Темы:",
                "- 9 ноября 2021 года: «Школа без проводов»;",
                "- 7 декабря 2021 года: «Цифровые навыки».",
            ],
            ["2021-11-09T15:00", "2021-12-07T15:00"],
        ),
        (
            "en",
            [
                "We announce a series of webinars. Each begins at 12:00 UTC. The topics and days:",
                "9 November 2021: Power where there is no grid",
                "7 December 2021: Who pays, and for how long?",
            ],
            ["2021-11-09T12:00", "2021-12-07T12:00"],
        ),
    ],
)
def test_hours_that_the_lead_of_a_list_says_are_those_of_all_its_items(language, body, starts):
    facts = read(language, *body)
    assert [start for start, _, _ in events(facts)] == starts
    assert facts.events[0].value.name in (
        "«Школа без проводов»",
        "Power where there is no grid",
    )


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        (
            "ru",
            "Девятое собрание – в очном формате с возможностью дистанционного участия – состоится "
            "17 ноября 2021 года в Рабате, Марокко.",
            "hybrid",
        ),
        (
            "en",
            "The meeting will be held in Accra, Ghana, on 10 November 2021 (physical with remote "
            "participation).",
            "hybrid",
        ),
        ("en", "The meeting will be held in Accra, Ghana, on 10 November 2021.", "physical"),
    ],
)
def test_the_format_beside_an_event(language, text, form):
    assert [each[2] for each in events(read(language, text))] == [form]


def test_a_pronoun_gives_a_format_to_the_event_of_the_sentence_before():
    facts = read(
        "en",
        "The Round Table is to be held in Praia, Cabo Verde, on 18 and 19 November 2021.",
        "A workshop for operators will be held in Praia, Cabo Verde, on 17 November 2021. "
        "Unlike the Round Table, it may be attended online too.",
    )
    assert [(start, form) for start, _, form in events(facts)] == [
        ("2021-11-18", "physical"),
        ("2021-11-17", "hybrid"),
    ]


def test_others_that_have_a_day_leave_a_counted_span_to_those_before_them():
    facts = read(
        "ru",
        "Вклады, которые нужно перевести, должны поступить в секретариат за четыре недели до "
        "открытия собрания, прочие – не позднее 12 ноября 2021 года.",
    )
    assert sorted(str(each.value.date) for each in facts.deadlines) == ["2021-11-12", "None"]
