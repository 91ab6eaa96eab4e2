"""Which words make a date a deadline, and which only look so."""

import time

import pytest
from small_archive import PHRASES

from archive.languages import CODES
from archive.prose.deadline_words import DATE_MARK, TIME_MARK, DeadlineWords
from archive.prose.lexicon import Lexicon

LEXICONS = {code: Lexicon.of(PHRASES[code], PHRASES) for code in CODES}


def reads(language, sentence):
    """Whether the date at ``@`` reads as a deadline; ``#`` is another date, ``%`` an hour."""
    marked = sentence.replace("#", DATE_MARK).replace("%", TIME_MARK)
    before, after = marked.split("@")
    return LEXICONS[language].deadlines.reads_as_deadline(before, after)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ответы ожидаются не позднее @.",
        "НЕ ПОЗДНЕЕ @",
        "не позже @ года",
        "не позднее % по женевскому времени @",
        "Прошу вас до @ известить секретариат",
        "Просим подтвердить участие в собрании # до @",
        "Просьба заполнить форму до пятницы, @",
        "в срок до @",
        "Вклады представляются до @ включительно",
        "Крайний срок – @.",
        "Крайний срок подачи заявок: @",
        "Срок представления вкладов истекает @",
        "До @ необходимо сообщить имена участников",
        "Регистрация открыта до @",
        "Кандидатуры следует направить к @",
        "@ является крайним сроком",
    ],
)
def test_russian_deadlines(sentence):
    assert reads("ru", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Собрание пройдет @",
        "не позднее чем за две недели до @",
        "не позднее срока, указанного в письме от @",
        "Сессия продлится до @",
        "Поезд подождет до @",
        "Не позднее # будет разослана повестка дня, а собрание откроется @",
        "Письмо датировано @",
    ],
)
def test_russian_dates_that_are_none(sentence):
    assert not reads("ru", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please reply no later than @.",
        "not later than % CET on Friday, @",
        "Please inform the secretariat, by @, of your interest",
        "by the close of business on @",
        "on or before @",
        "Replies are expected on @ at the latest",
        "The closing date for nominations is @.",
        "Deadline: @",
        "Deadline for papers for the meeting of #: @",
        "Registration closes on @",
        "Contributions are accepted until @",
        "@ is the deadline for replies",
        "The deadline has been extended to @",
    ],
)
def test_english_deadlines(sentence):
    assert reads("en", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting will be held on @",
        "The exhibition is open until @",
        "Nearby @",
        "no later than two weeks before @",
        "no later than the day named in the letter of @",
        "Replies are due no later than #; the meeting opens on @",
        "the deadline was set at the meeting of @",
    ],
)
def test_english_dates_that_are_none(sentence):
    assert not reads("en", sentence)


def test_forms_of_any_language_are_understood():
    words = DeadlineWords(["bis|spätestens {date}", "Frist … ist {date}", "{date} … einsenden"])
    assert words.reads_as_deadline("Antworten bis ", "")
    assert words.reads_as_deadline("Die Frist für Beiträge ist ", "")
    assert words.reads_as_deadline("Am ", " bitten wir alles einzusenden, auch einsenden")
    assert not words.reads_as_deadline("Ist ", "")
    assert not DeadlineWords([]).reads_as_deadline("bis ", "")


@pytest.mark.parametrize("language", CODES)
def test_every_form_of_the_strings_has_its_date(language):
    forms = PHRASES[language].listed("prose.deadline")
    assert forms
    assert all(form.count("{date}") == 1 for form in forms)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("text", ["до ", "by ", "friday ", "(", "не позднее ", "no later than "])
def test_no_text_takes_long(language, text):
    begin = time.perf_counter()
    LEXICONS[language].deadlines.reads_as_deadline(text * 2_000, text * 2_000)
    assert time.perf_counter() - begin < 0.5
