"""The deadlines that letters set, and the dates that are none."""

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
HEAD = HeadFacts(
    date=Finding(
        candidates=(Fact(value=PartialDate.of(dt.date(2021, 9, 6)), confidence=0.95, evidence=()),)
    )
)


def passage(text, line=1, **more):
    return Passage(text=text, place=Place(line=line), **more)


def row(*cells, line=1):
    return passage("\t".join(cells), line=line, kind=Kind.ROW, table=1)


def deadlines(language, *body, **parts):
    """Those that are sure enough."""
    texts = [
        each if isinstance(each, Passage) else passage(each, n) for n, each in enumerate(body, 1)
    ]
    segments = Segments(body=tuple(texts), **parts)
    found = text_facts(segments, HEAD, WORDS[language], Known()).deadlines
    return [fact.value for fact in found if fact.is_sure]


def dates(language, *body, **parts):
    return [each.date for each in deadlines(language, *body, **parts)]


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "Please return the completed form by 15 October.", "2021-10-15"),
        (
            "en",
            "We look forward to receiving your reply by 1 November at the latest.",
            "2021-11-01",
        ),
        ("en", "The survey will remain open until 30 October 2021, 23:59 UTC.", "2021-10-30T23:59"),
        ("en", "Registration is open from 1 October to 20 October 2021.", "2021-10-20"),
        (
            "en",
            "Registration will open on 1 October 2021 and close on 20 October 2021.",
            "2021-10-20",
        ),
        (
            "en",
            "Nominations must be received no later than 5 p.m. on 3 November 2021.",
            "2021-11-03T17:00",
        ),
        ("en", "Deadline: 4 October 2021", "2021-10-04"),
        ("en", "I invite you to nominate an expert (deadline 3 December 2021).", "2021-12-03"),
        ("en", "The deadline of 4 October 2021 is extended to 18 October 2021.", "2021-10-18"),
        ("en", "The deadline has been extended from 4 October to 18 October 2021.", "2021-10-18"),
        (
            "en",
            "Contributions must be sent twelve calendar days before the meeting, i.e. by 25 "
            "October 2021.",
            "2021-10-25",
        ),
        (
            "en",
            "Replies should reach TSB no later than 30 September 2021 (30.09.2021).",
            "2021-09-30",
        ),
        ("en", "Members should report progress before the end of the year.", "2021-12-31"),
        (
            "en",
            "Administrations have until 6 November 2021 to submit their objections.",
            "2021-11-06",
        ),
        (
            "en",
            "The text is approved if no objection is received by 6 November 2021.",
            "2021-11-06",
        ),
        ("ru", "Прошу представить в срок до 16 октября 2021 года заявление.", "2021-10-16"),
        ("ru", "Ответы должны поступить не позднее 15 октября с. г.", "2021-10-15"),
        (
            "ru",
            "Прием заявок завершается 15 октября 2021 года в 18 час. 00 мин.",
            "2021-10-15T18:00",
        ),
        (
            "ru",
            "Предельным сроком для представления вкладов является 4 октября 2021 года.",
            "2021-10-04",
        ),
        (
            "ru",
            "Срок подачи заявок продлевается до 18 октября 2021 года вместо 4 октября 2021 года.",
            "2021-10-18",
        ),
        ("ru", "До 2 октября просим зарегистрироваться на странице собрания.", "2021-10-02"),
        (
            "ru",
            "Вклады следует представить не позднее чем за 12 календарных дней до собрания "
            "(25 октября 2021 года).",
            "2021-10-25",
        ),
        (
            "ru",
            "Заявки на стипендии принимаются по 2 октября 2021 года включительно.",
            "2021-10-02",
        ),
        (
            "ru",
            "Прошу направить кандидатуры до 24 час. 00 мин. UTC 3 ноября 2021 года.",
            "2021-11-04T00:00",
        ),
    ],
)
def test_a_deadline_is_found_in_its_many_wordings(language, text, date):
    assert dates(language, text) == [date]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Comments received after 15 October 2021 will not be taken into account."),
        ("en", "The Director will report to the Council by 15 November 2021."),
        ("en", "The reports will be available on the website by 5 November 2021."),
        (
            "en",
            "The revised version, which will be posted by 12 October 2021, should be used by all.",
        ),
        ("en", "The Organization was established before 1 October 2021."),
        ("en", "The Recommendation will enter into force on 1 January 2022."),
        ("en", "The term of office of the chairman ends on 31 December 2022."),
        ("en", "The meeting will take place before 1 December 2021."),
        ("en", "All targets are to be met by 31 December 2030."),
        ("en", "Registration opens on 1 October 2021."),
        ("en", "Applications had to be sent by 1 September 2021."),
        ("en", "Requests received less than two weeks before the meeting cannot be processed."),
        ("en", "Documents will be posted within one working day."),
        ("ru", "Документы будут размещены на веб-сайте до 3 ноября 2021 года."),
        ("ru", "Бюро опубликует результаты до 15 ноября 2021 года."),
        ("ru", "Цель состоит в том, чтобы к 31 декабря 2030 года подключить всех."),
        ("ru", "Паспорт должен быть действителен до 2 октября 2022 года."),
        ("ru", "Полномочия председателя продлены до 31 декабря 2022 года."),
        (
            "ru",
            "Тексты будут опубликованы в кратчайшие сроки, предположительно до 30 октября "
            "2021 года.",
        ),
        ("ru", "Регистрация откроется 1 октября 2021 года."),
    ],
)
def test_other_dates_are_no_deadlines(language, text):
    assert dates(language, text) == []


def test_zone_and_words_are_those_of_the_letter():
    text = (
        "Прошу направить предложения до 18 час. 00 мин. по женевскому времени 3 февраля 2022 года."
    )
    (found,) = deadlines("ru", text)
    assert (found.date, found.timezone) == ("2022-02-03T18:00", "Europe/Zurich")
    assert found.verbatim == "до 18 час. 00 мин. по женевскому времени 3 февраля 2022 года"
    assert found.what == "направить предложения"


def test_the_action_is_cut_to_its_words():
    (found,) = deadlines("en", "You are kindly requested to complete the form by 15 October 2021.")
    assert found.what == "complete the form"
    (found,) = deadlines("en", "The closing date for receipt of abstracts is 15 October 2021.")
    assert found.what == "receipt of abstracts"


def test_a_relative_deadline_has_its_span_and_no_date():
    (found,) = deadlines("en", "Visas should be requested at least four weeks before the workshop.")
    assert (found.date, found.before) == (None, (4, "week"))
    assert found.verbatim == "at least four weeks before the workshop"
    (found,) = deadlines("ru", "Визу следует запросить не позднее чем за месяц до собрания.")
    assert (found.date, found.before) == (None, (1, "month"))
    (found,) = deadlines("en", "Objections should be sent within ten days of notification.")
    assert (found.date, found.before) == (None, None)


def test_one_deadline_said_twice_is_one_and_keeps_the_hour():
    assert dates(
        "en",
        "Contributions should be submitted by 15 October 2021.",
        "The deadline for contributions is 15 October 2021, 1600 hours UTC.",
    ) == ["2021-10-15T16:00"]


def test_several_deadlines_of_one_sentence_stay_several():
    assert dates(
        "en", "Please inform us by 17 September, and deliver the recording by 6 October 2021."
    ) == ["2021-09-17", "2021-10-06"]


def test_items_take_the_request_from_the_words_above_them():
    items = [
        passage("сообщить имя координатора до 1 октября;", 2, kind=Kind.ITEM, label="a)"),
        passage("вернуть форму до 15 октября.", 3, kind=Kind.ITEM, label="b)"),
    ]
    assert dates("ru", "Просим администрации:", *items) == ["2021-10-01", "2021-10-15"]


def test_a_table_of_actions_sets_a_deadline_in_each_row_but_those_of_other_days():
    found = deadlines(
        "en",
        row("Action", "Date"),
        row("Registration through the form", "11 October 2021"),
        row("Application for a fellowship", "30 September 2021, 17:00 Bangkok time (UTC+7)"),
        row("Opening of the meeting", "15 November 2021"),
    )
    assert [(each.date, each.timezone) for each in found] == [
        ("2021-10-11", None),
        ("2021-09-30T17:00", "+07:00"),
    ]
    assert found[0].verbatim == "11 October 2021"


def test_a_cell_with_several_actions_sets_several_deadlines():
    found = deadlines(
        "ru",
        "Основные предельные сроки:",
        row("Два месяца", "4 октября 2021 года", "– представить вклады для перевода"),
        row("Месяц", "4 ноября 2021 года", "– пройти регистрацию\n– представить запросы на визы"),
    )
    assert [each.date for each in found] == ["2021-10-04", "2021-11-04", "2021-11-04"]
    assert found[2].what == "представить запросы на визы"


def test_in_a_table_of_new_dates_the_old_ones_are_none():
    assert dates(
        "ru",
        row("Действие", "Прежний срок", "Новый срок"),
        row("Представление вкладов", "30 сентября 2021 года", "23 ноября 2021 года, 16:00 UTC"),
    ) == ["2021-11-23T16:00"]


def test_cells_on_lines_of_their_own_are_a_table():
    assert dates(
        "en",
        "Key deadlines:",
        "10 October 2021",
        "–\tsubmission of contributions",
        "29 October 2021",
        "–\tsubmission of fellowship requests",
        "–\tsubmission of visa requests",
        "The meeting will be paperless.",
    ) == ["2021-10-10", "2021-10-29", "2021-10-29"]
    assert dates(
        "ru",
        "Действие",
        "Прежний срок",
        "Новый срок",
        "Представление вкладов",
        "30 сентября 2021 года",
        "23 ноября 2021 года",
    ) == ["2021-11-23"]


def test_lines_under_key_dates_stand_in_for_a_table():
    assert dates(
        "en",
        "What has to be done and by when:",
        "Notification of changes to ship databy 15 October 2021",
        "Publication of the edition: 20 October 2021",
    ) == ["2021-10-15"]


def test_a_programme_sets_no_deadlines():
    assert not dates(
        "ru",
        row("День", "Время", "Тема"),
        row("27 ноября", "09:30–12:30", "Открытие. Опыт администраций"),
        row("28 ноября", "14:00–17:30", "Правовой статус копии"),
    )


def test_a_doubtful_year_is_not_proposed():
    assert dates("en", "Please reply by 20 August.") == []


def test_an_annex_repeats_the_deadline_of_the_text():
    annexes = (passage("Form to be returned to TSB by 15 October 2021."),)
    assert dates("en", "Please return the form by 15 October 2021.", annexes=annexes) == [
        "2021-10-15"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Contributions received after 15 October 2021 will not be considered."),
        ("ru", "Заявки, поступившие после 15 октября 2021 года, рассматриваться не будут."),
    ],
)
def test_what_is_said_of_late_ones_is_a_doubtful_deadline(language, text):
    segments = Segments(body=(passage(text),))
    (fact,) = text_facts(segments, HEAD, WORDS[language], Known()).deadlines
    assert fact.value.date == "2021-10-15"
    assert not fact.is_sure


def test_first_row_with_a_date_is_no_heading_though_it_begins_like_one():
    rows = (
        row("Не позднее чем за два месяца", "9 октября 2021 года", "– представление вкладов"),
        row("Шесть недель", "26 октября 2021 года", "– подача заявок на стипендии"),
    )
    found = dates("ru", passage("Основные предельные сроки"), *rows)
    assert found == ["2021-10-09", "2021-10-26"]


def test_lines_before_their_dates_are_not_taken_for_those_behind():
    found = deadlines(
        "en", "Deadlines", "Contributions", "4 October 2021", "Registration", "8 October 2021"
    )
    assert [(each.what, each.date) for each in found] == [
        ("Contributions", "2021-10-04"),
        ("Registration", "2021-10-08"),
    ]


def test_a_range_of_days_closes_at_its_last_hour():
    text = "Applications are accepted from 09:00 on 1 October 2021 to 17:00 on 15 October 2021."
    assert dates("en", text) == ["2021-10-15T17:00"]
