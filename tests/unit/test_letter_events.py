"""The meetings that letters announce, and what the text names besides."""

import datetime as dt

import pytest

from archive.dates import PartialDate
from archive.importing.facts import Fact, Finding, HeadFacts
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Mark, MarkKind, Passage, Place
from archive.importing.texts import Known, text_facts
from archive.importing.words import LetterWords
from archive.languages import load_phrases

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}


def sure(value):
    return Finding(candidates=(Fact(value=value, confidence=0.95, evidence=()),))


def facts(language, subject, *body, place="Женева", known=None):
    head = HeadFacts(date=sure(PartialDate.of(dt.date(2021, 9, 6))), place=sure(place))
    texts = [
        each if isinstance(each, Passage) else Passage(text=each, place=Place(line=n))
        for n, each in enumerate(body, 2)
    ]
    segments = Segments(subject=(Passage(text=subject, place=Place(line=1)),), body=tuple(texts))
    return text_facts(segments, head, WORDS[language], known or Known())


def events(language, subject, *body):
    found = facts(language, subject, *body).events
    return [fact.value for fact in found if fact.is_sure]


def times(language, subject, *body):
    return [(each.start, each.end, each.timezone) for each in events(language, subject, *body)]


@pytest.mark.parametrize(
    ("language", "subject", "text", "expected"),
    [
        (
            "en",
            "ITU Workshop on rural areas (Nairobi, Kenya, 6-8 December 2021)",
            "ITU is organizing this workshop.",
            ("2021-12-06", "2021-12-08", None),
        ),
        (
            "en",
            "Webinar on health",
            "It will take place on Tuesday, 5 October 2021, from 15:00 to 16:30 CEST.",
            ("2021-10-05T15:00", "2021-10-05T16:30", "+02:00"),
        ),
        (
            "en",
            "Information session on rates, 3 November 2021",
            "An information session will be held at 0930 hours (Geneva time) on Wednesday 3 "
            "November 2021.",
            ("2021-11-03T09:30", None, "Europe/Zurich"),
        ),
        (
            "en",
            "Regional Meeting, Accra, Ghana, 4 October 2021",
            "The meeting will start at 09:00 hours (GMT) and end at 17:00 hours.",
            ("2021-10-04T09:00", None, "UTC"),
        ),
        (
            "en",
            "Meeting of the Expert Group",
            "The meeting of the group will be convened on 15 and 16 November 2021. It will "
            "run each day from 13:00 to 16:00 hours Geneva time.",
            ("2021-11-15", "2021-11-16", "Europe/Zurich"),
        ),
        (
            "ru",
            'Шестое собрание "U4SSC" (виртуальный формат, 7 декабря 2021 г.)',
            "Это собрание будет проходить в виртуальном формате с 10 час. 00 мин. до 15 час. "
            "30 мин. по женевскому времени 7 декабря 2021 года.",
            ("2021-12-07T10:00", "2021-12-07T15:30", "Europe/Zurich"),
        ),
        (
            "ru",
            "Сессия Совета",
            "Очередная сессия Совета состоится в Женеве с 21 по 31 марта 2022 года.",
            ("2022-03-21", "2022-03-31", None),
        ),
        (
            "ru",
            "Круглый стол по спектру, 30 ноября 2021 года",
            "Круглый стол будет проходить с 10 час. 00 мин. до 12 час. 00 мин. UTC.",
            ("2021-11-30T10:00", "2021-11-30T12:00", "UTC"),
        ),
    ],
)
def test_an_event_has_its_days_hours_and_zone_from_wherever_they_stand(
    language, subject, text, expected
):
    assert times(language, subject, text) == [expected]


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        (
            "en",
            "Nomination of experts",
            "At its meeting of 3-5 May 2021 the group asked for experts.",
        ),
        ("en", "Second report", "The first forum was held in Lisbon from 3 to 5 May 2021."),
        ("en", "Publication", "The documents of the meeting will be published on 3 November 2021."),
        ("en", "Cancellation of the seminar planned for 3 November 2021", "It is cancelled."),
        ("en", "Contributions", "Contributions to the meeting should be sent by 3 November 2021."),
        ("ru", "Отмена семинара", "Семинар, намеченный на 3 ноября 2021 года, отменяется."),
        (
            "ru",
            "Назначение",
            "На собрании, состоявшемся 3–5 мая 2021 года, решено назначить эксперта.",
        ),
    ],
)
def test_other_days_are_no_events(language, subject, text):
    assert events(language, subject, text) == []


@pytest.mark.parametrize(
    ("language", "subject", "text", "day"),
    [
        (
            "en",
            "Postponement of the workshop",
            "The workshop, which was to be held on 9 October 2021, will now take place on 28 "
            "October 2021.",
            "2021-10-28",
        ),
        (
            "en",
            "Postponement",
            "The third workshop, originally scheduled for 4 October 2021, has been postponed "
            "to 8 November 2021.",
            "2021-11-08",
        ),
        (
            "ru",
            "Перенос форума",
            "Форум, который должен был состояться 3 ноября 2021 года, переносится на 10 "
            "ноября 2021 года.",
            "2021-11-10",
        ),
    ],
)
def test_of_a_moved_event_only_the_new_day_counts(language, subject, text, day):
    assert times(language, subject, text) == [(day, None, None)]


def test_name_and_place_come_from_the_subject():
    (event,) = events(
        "en",
        "Twenty-first Forum on Rural Networks; Suva, Fiji, 28 November – 1 December 2021",
        "The Forum will be held in Suva from 28 November to 1 December 2021.",
    )
    assert event.name == "Twenty-first Forum on Rural Networks"
    assert (event.place, event.format) == ("Suva, Fiji", "physical")


def test_the_place_of_the_letter_is_known_in_its_first_case():
    (event,) = events("ru", "Сессия Совета", "Сессия Совета состоится в Женеве 21 марта 2022 года.")
    assert event.place == "Женева"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meeting will be held virtually on 3 November 2021.", "virtual"),
        (
            "The meeting will be held in Geneva on 3 November 2021. Remote participation "
            "will be possible.",
            "hybrid",
        ),
        (
            "The meeting will be held in Geneva on 3 November 2021. There will be no remote "
            "participation.",
            "physical",
        ),
    ],
)
def test_the_format_is_told_by_the_text(text, expected):
    (event,) = events("en", "Meeting of the group", text)
    assert event.format == expected
    assert (event.place is None) is (expected == "virtual")


def test_two_events_of_one_sentence_stay_two():
    text = (
        "Вебинары состоятся 5 октября 2021 года в 10 час. UTC и 12 октября 2021 года в 14 час. UTC."
    )
    assert [each[0] for each in times("ru", "Вебинары", text)] == [
        "2021-10-05T10:00",
        "2021-10-12T14:00",
    ]


def test_an_event_within_another_stays_its_own():
    found = events(
        "ru",
        "Собрание 11-й Исследовательской комиссии; Женева, 4–13 марта 2022 года",
        'В среду, 9 марта 2022 года, с 14 час. 30 мин. до 17 час. 30 мин. пройдет семинар "Тесты".',
    )
    assert [each.start for each in found] == ["2022-03-04", "2022-03-09T14:30"]
    assert found[1].name == 'семинар "Тесты"'


def test_a_table_of_events_stands_for_the_week_as_a_whole():
    rows = [
        Passage(text=text, place=Place(line=9), kind=Kind.ROW, table=1)
        for text in (
            '25–26 November 2021\tTraining "Key indicators"',
            '27 November 2021, 9.30 a.m. to 5 p.m.\tForum "Cities that listen"',
        )
    ]
    found = events("en", "Cities Week; Tallinn, Estonia, 25–27 November 2021", *rows)
    assert [(each.start, each.end) for each in found] == [
        ("2021-11-25", "2021-11-26"),
        ("2021-11-27T09:30", "2021-11-27T17:00"),
    ]
    assert {each.place for each in found} == {"Tallinn, Estonia"}


def test_different_days_in_subject_and_text_are_both_unsure():
    subject = 'Workshop "Fair networks" (Geneva, 3 November 2021)'
    text = 'The workshop "Fair networks" will be held on 4 November 2021.'
    found = facts("en", subject, text).events
    assert [fact.value.start for fact in found] == ["2021-11-03", "2021-11-04"]
    assert not any(fact.is_sure for fact in found)


def test_each_event_shows_where_it_was_said():
    (fact,) = facts(
        "en", "Workshop, 3 November 2021", "The workshop will be held on 3 November 2021."
    ).events
    assert [each.place.line for each in fact.evidence] == [1, 2]


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "The meeting will be held in English only.", ["en"]),
        (
            "en",
            "Interpretation will be provided in the six official languages.",
            ["en", "ru", "fr", "es", "ar", "zh"],
        ),
        (
            "ru",
            "Обсуждение будет вестись на английском языке с синхронным переводом на русский язык.",
            ["en", "ru"],
        ),
        ("ru", "Документы имеются на французском языке.", []),
    ],
)
def test_the_languages_of_the_meeting(language, text, codes):
    assert [fact.value for fact in facts(language, "Meeting", text).meeting_languages] == codes


def test_addresses_and_other_letters_and_initiatives():
    link = Mark(start=4, end=8, kind=MarkKind.LINK, target="https://example.org/form")
    text = Passage(text="The form, see TSB Circular 281.", place=Place(line=2), marks=(link,))
    found = facts(
        "en",
        "Partner2Connect: pledges",
        text,
        "See https://example.org/a_(b), and https://example.org/form.",
        known=Known(initiatives={"partner2connect": ("Partner2Connect",), "u4ssc": ("U4SSC",)}),
    )
    assert [fact.value for fact in found.urls] == [
        "https://example.org/form",
        "https://example.org/a_(b)",
    ]
    assert [fact.value.reference.canonical for fact in found.relates_to] == ["TSB Circular 281"]
    assert [fact.value for fact in found.initiatives] == ["partner2connect"]


def announced(language, subject, text):
    found = events(language, subject, *text.split("|"))
    return [(each.start, each.end, each.place, each.format) for each in found]


@pytest.mark.parametrize(
    ("language", "subject", "text", "expected"),
    [
        (
            "en",
            "Seventh ITU Forum",
            "The Forum will be held in Lisbon, Portugal, from 4 to 8 October 2021.",
            [("2021-10-04", "2021-10-08", "Lisbon, Portugal", "physical")],
        ),
        (
            "en",
            "Workshop",
            "A workshop on numbering will take place virtually on 5 October 2021.",
            [("2021-10-05", None, None, "virtual")],
        ),
        (
            "en",
            "Study group",
            "The next meeting of Study Group 5 is scheduled for 3-7 October 2022 in Geneva.",
            [("2022-10-03", "2022-10-07", "Geneva", "physical")],
        ),
        (
            "en",
            "Forum",
            "The forum will also be held in Nairobi on 3 and 4 November 2021.",
            [("2021-11-03", "2021-11-04", "Nairobi", "physical")],
        ),
        (
            "en",
            "Visit",
            "On 12 October 2021, a seminar on tariffs will be organized in Dakar, Senegal.",
            [("2021-10-12", None, "Dakar, Senegal", "physical")],
        ),
        (
            "en",
            "Postponement",
            "The symposium is postponed from 4 October 2021 to 8 November 2021.",
            [("2021-11-08", None, None, None)],
        ),
        (
            "en",
            "Dates",
            "The conference, planned for 4-8 October 2021, will instead take place from 6 to "
            "10 December 2021.",
            [("2021-12-06", "2021-12-10", None, None)],
        ),
        (
            "en",
            "Dates",
            "The assembly opens in Hammamet on 25 October 2021 and closes on 3 November 2021.",
            [("2021-10-25", "2021-11-03", "Hammamet", "physical")],
        ),
        (
            "en",
            "Sessions",
            "We will hold two online sessions:|– first session: 5 October 2021, 10:00–11:00 "
            "UTC;|– second session: 6 October 2021, 16:00–17:00 UTC.",
            [
                ("2021-10-05T10:00", "2021-10-05T11:00", None, "virtual"),
                ("2021-10-06T16:00", "2021-10-06T17:00", None, "virtual"),
            ],
        ),
        (
            "en",
            "Training",
            "The training will run from 29 November to 3 December 2021, fully online.",
            [("2021-11-29", "2021-12-03", None, "virtual")],
        ),
        (
            "en",
            "Second workshop on spectrum, Accra, Ghana, 30 November – 2 December 2021",
            "Fellowships are available.",
            [("2021-11-30", "2021-12-02", "Accra, Ghana", "physical")],
        ),
        (
            "en",
            "Fully virtual meeting of the Expert Group (5 October 2021)",
            "Documents are welcome.",
            [("2021-10-05", None, None, "virtual")],
        ),
        (
            "en",
            "Regional Forum (hybrid), Bangkok, Thailand, 5-6 October 2021",
            "Documents are welcome.",
            [("2021-10-05", "2021-10-06", "Bangkok, Thailand", "hybrid")],
        ),
        (
            "en",
            "Meeting of the group, Geneva, 5-6 October 2021",
            "Remote participation will be provided.",
            [("2021-10-05", "2021-10-06", "Geneva", "hybrid")],
        ),
        (
            "en",
            "Meeting of the group, Geneva, 5-6 October 2021",
            "Remote participation is not available.",
            [("2021-10-05", "2021-10-06", "Geneva", "physical")],
        ),
        (
            "en",
            "Award",
            "I have the pleasure to invite you to the webinar on skills on 5 October 2021, "
            "from 14:00 to 15:30 (CEST).",
            [("2021-10-05T14:00", "2021-10-05T15:30", None, "virtual")],
        ),
        (
            "en",
            "Partnership",
            "The round table, to be held on 7-9 June 2022 at the Conference, will adopt a "
            "plan, while work in the groups will be virtual.",
            [("2022-06-07", "2022-06-09", None, None)],
        ),
        (
            "en",
            "Network",
            "With the Centre of Excellence in Kigali, ITU is offering a course on monitoring "
            "from 1 to 12 November 2021.",
            [("2021-11-01", "2021-11-12", None, None)],
        ),
        (
            "en",
            "Forum",
            "At the invitation of the Government it will take place on 5 October 2021 in "
            "Rome, Italy.",
            [("2021-10-05", None, "Rome, Italy", "physical")],
        ),
        (
            "en",
            "Two events",
            "A workshop will be held on 5 October 2021 and a forum will be held on 6 and 7 "
            "October 2021.",
            [("2021-10-05", None, None, None), ("2021-10-06", "2021-10-07", None, None)],
        ),
        (
            "ru",
            "Форум",
            "Форум МСЭ по экономике состоится в Лиссабоне, Португалия, с 4 по 8 октября 2021 года.",
            [("2021-10-04", "2021-10-08", "Лиссабон, Португалия", "physical")],
        ),
        (
            "ru",
            "Семинар",
            "Семинар по нумерации пройдет в виртуальном формате 5 октября 2021 года.",
            [("2021-10-05", None, None, "virtual")],
        ),
        (
            "ru",
            "Комиссия",
            "Следующее собрание 5-й Исследовательской комиссии запланировано на 3–7 октября "
            "2022 года в Женеве.",
            [("2022-10-03", "2022-10-07", "Женева", "physical")],
        ),
        (
            "ru",
            "Форум",
            "Форум будет также проведен в Найроби 3 и 4 ноября 2021 года.",
            [("2021-11-03", "2021-11-04", "Найроби", "physical")],
        ),
        (
            "ru",
            "Визит",
            "12 октября 2021 года в Дакаре будет организован семинар по тарифам.",
            [("2021-10-12", None, "Дакар", "physical")],
        ),
        (
            "ru",
            "Перенос",
            "Симпозиум переносится с 4 октября 2021 года на 8 ноября 2021 года.",
            [("2021-11-08", None, None, None)],
        ),
        (
            "ru",
            "Сроки",
            "Конференция, назначенная на 4–8 октября 2021 года, теперь состоится с 6 по 10 "
            "декабря 2021 года.",
            [("2021-12-06", "2021-12-10", None, None)],
        ),
        (
            "ru",
            "Сроки",
            "Ассамблея откроется в Хаммамете 25 октября 2021 года и завершится 3 ноября 2021 года.",
            [("2021-10-25", "2021-11-03", "Хаммамет", "physical")],
        ),
        (
            "ru",
            "Занятия",
            "Моя группа проведет два онлайновых занятия:|– первое занятие: 5 октября 2021 "
            "года, 10:00–11:00 UTC;|– второе занятие: 6 октября 2021 года, 16:00–17:00 UTC.",
            [
                ("2021-10-05T10:00", "2021-10-05T11:00", None, "virtual"),
                ("2021-10-06T16:00", "2021-10-06T17:00", None, "virtual"),
            ],
        ),
        (
            "ru",
            "Обучение",
            "Обучение будет проходить с 29 ноября по 3 декабря 2021 года полностью в "
            "онлайновом режиме.",
            [("2021-11-29", "2021-12-03", None, "virtual")],
        ),
        (
            "ru",
            "Второй семинар по спектру (Аккра, Гана, 30 ноября – 2 декабря 2021 г.)",
            "Предоставляются стипендии.",
            [("2021-11-30", "2021-12-02", "Аккра, Гана", "physical")],
        ),
        (
            "ru",
            "Виртуальное собрание Группы экспертов (5 октября 2021 г.)",
            "Документы приветствуются.",
            [("2021-10-05", None, None, "virtual")],
        ),
        (
            "ru",
            "Региональный форум (гибридный формат), Бангкок, Таиланд, 5–6 октября 2021 года",
            "Документы приветствуются.",
            [("2021-10-05", "2021-10-06", "Бангкок, Таиланд", "hybrid")],
        ),
        (
            "ru",
            "Собрание группы, Женева, 5–6 октября 2021 года",
            "Будет обеспечено дистанционное участие.",
            [("2021-10-05", "2021-10-06", "Женева", "hybrid")],
        ),
        (
            "ru",
            "Собрание группы, Женева, 5–6 октября 2021 года",
            "Дистанционное участие не предусмотрено.",
            [("2021-10-05", "2021-10-06", "Женева", "physical")],
        ),
        (
            "ru",
            "Премия",
            "Рад пригласить вас на вебинар по навыкам 5 октября 2021 года с 14:00 до 15:30 (CEST).",
            [("2021-10-05T14:00", "2021-10-05T15:30", None, "virtual")],
        ),
        (
            "ru",
            "Коалиция",
            'В преддверии круглого стола "Связь для всех", который состоится 7–9 июня 2022 '
            "года на ВКРЭ, работа по направлениям будет проводиться в виртуальном формате.",
            [("2022-06-07", "2022-06-09", None, None)],
        ),
        (
            "ru",
            "Форум",
            "Он состоится по приглашению правительства в Риме 5 октября 2021 года.",
            [("2021-10-05", None, "Рим", "physical")],
        ),
        (
            "ru",
            "Форум",
            "По любезному приглашению Кении форум пройдет 5 октября 2021 года в Аддис-Абебе, "
            "Эфиопия.",
            [("2021-10-05", None, "Аддис-Абеба, Эфиопия", "physical")],
        ),
        (
            "ru",
            "Собрание",
            "Собрание комиссии пройдет в Будапеште с 5 по 7 октября 2021 года. Накануне, 4 "
            "октября 2021 года, там же состоится семинар по качеству.",
            [
                ("2021-10-05", "2021-10-07", "Будапешт", "physical"),
                ("2021-10-04", None, "Будапешт", "physical"),
            ],
        ),
    ],
)
def test_meetings_are_read_in_the_wordings_of_letters(language, subject, text, expected):
    assert announced(language, subject, text) == expected


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("en", "Report", "At its meeting from 3 to 5 May 2021 the group adopted a plan."),
        (
            "en",
            "Rules",
            "Comments received by 20 October 2021 will be considered at the 88th meeting of "
            "the Board, scheduled for 8-12 November 2021.",
        ),
        ("en", "Registration", "Registration for the workshop opens on 5 October 2021."),
        ("en", "Papers", "Documents for the meeting will be posted on 5 October 2021."),
        ("en", "Papers", "The report of the workshop will be published on 5 October 2021."),
        (
            "en",
            "World Telecommunication and Information Society Day, 17 May 2022: theme",
            "Nominations are welcome.",
        ),
        ("en", "Office", "Members of the group are elected until 31 December 2022."),
        (
            "en",
            "Visas",
            "Participants in the workshop should apply for a visa before 5 October 2021.",
        ),
        ("en", "Rules", "The decision of the conference enters into force on 1 January 2022."),
        ("en", "Cancellation", "The forum planned for 5 October 2021 will not take place."),
        ("en", "Payment", "The fee for the course is due on 5 October 2021."),
        ("en", "Survey", "Replies will be presented at the workshop in 2022."),
        ("ru", "Итоги", "На собрании, проходившем с 3 по 5 мая 2021 года, принят план."),
        (
            "ru",
            "Правила",
            "Замечания, полученные до 20 октября 2021 года, будут рассмотрены на 88-м "
            "собрании Комитета, намеченном на 8–12 ноября 2021 года.",
        ),
        ("ru", "Регистрация", "Регистрация на семинар откроется 5 октября 2021 года."),
        ("ru", "Документы", "Документы собрания будут размещены 5 октября 2021 года."),
        ("ru", "Документы", "Отчет о семинаре будет опубликован 5 октября 2021 года."),
        (
            "ru",
            "Всемирный день электросвязи и информационного общества, 17 мая 2022 года: тема",
            "Ждем предложений.",
        ),
        ("ru", "Состав", "Члены группы избраны до 31 декабря 2022 года."),
        ("ru", "Визы", "Участникам семинара следует обратиться за визой до 5 октября 2021 года."),
        ("ru", "Правила", "Решение конференции вступает в силу 1 января 2022 года."),
        ("ru", "Отмена", "Форум, намеченный на 5 октября 2021 года, не состоится."),
        ("ru", "Оплата", "Взнос за курс вносится не позднее 5 октября 2021 года."),
        ("ru", "Опрос", "Ответы будут представлены на семинаре в 2022 году."),
    ],
)
def test_what_is_only_mentioned_is_no_event(language, subject, text):
    assert announced(language, subject, text) == []


def test_each_event_of_the_subject_gets_its_own_days_from_the_text():
    found = events(
        "en",
        "Third meeting of the Cities Initiative and Open Cities Day, Rabat, Morocco, "
        "26-27 October 2021 (hybrid)",
        "The third meeting of the Cities Initiative will take place on 27 October 2021.",
        "The day before, Tuesday, 26 October 2021, an Open Cities Day is held at the same venue.",
    )
    assert [(each.name, each.start, each.place) for each in found] == [
        ("Third meeting of the Cities Initiative", "2021-10-27", "Rabat, Morocco"),
        ("Open Cities Day", "2021-10-26", "Rabat, Morocco"),
    ]


def test_a_city_alone_gives_no_format_where_the_letter_is_about_something_else():
    subject = (
        "Вопросник о тарифах и их рассмотрение на собрании группы (Женева, 4–5 октября 2021 г.)"
    )
    (event,) = events("ru", subject, "Просим ответить на вопросы.")
    assert (event.place, event.format) == ("Женева", None)


def test_a_bullet_without_a_blank_is_no_part_of_a_name():
    lead = "Моя группа проведет одно онлайновое занятие:"
    (event,) = events("ru", "Отчеты", lead, "•первое занятие: 5 октября 2021 года, 10:00 UTC.")
    assert (event.name, event.format) == ("первое занятие", "virtual")
