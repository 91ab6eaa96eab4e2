"""Wordings by which letters announce several events, move them, and name what is none."""

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


def sure(value):
    return Finding(candidates=(Fact(value=value, confidence=0.95, evidence=()),))


def events(language, subject, *body):
    """Those that are sure enough, of a letter of 6 September 2021 from Geneva."""
    head = HeadFacts(
        date=sure(PartialDate.of(dt.date(2021, 9, 6))),
        place=sure("Женева" if language == "ru" else "Geneva"),
    )
    texts = tuple(
        each if isinstance(each, Passage) else Passage(text=each, place=Place(line=n))
        for n, each in enumerate(body, 2)
    )
    segments = Segments(subject=(Passage(text=subject, place=Place(line=1)),), body=texts)
    found = text_facts(segments, head, WORDS[language], Known()).events
    return [fact.value for fact in found if fact.is_sure]


def times(language, subject, *body):
    return sorted(f"{each.start}/{each.end or ''}" for each in events(language, subject, *body))


def row(*cells):
    return Passage(text="\t".join(cells), place=Place(line=1), kind=Kind.ROW, table=1)


FORUM, DAY = "2021-11-15/2021-11-17", "2021-11-18/"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The workshop on fibre will take place from 15 to 17 November 2021. It will be "
            "followed, on 18 November 2021, by the second meeting of the Focus Group.",
        ),
        (
            "en",
            "The Forum on Skills will be held from 15 to 17 November 2021 and the fourth meeting "
            "of the Steering Committee on 18 November 2021.",
        ),
        (
            "en",
            "I am pleased to invite you to the Forum on Skills, from 15 to 17 November 2021, and "
            "to the fourth meeting of the Steering Committee, on 18 November 2021.",
        ),
        (
            "en",
            "The Forum on Skills (15-17 November 2021) will be followed by a workshop on pricing "
            "(18 November 2021).",
        ),
        (
            "en",
            "The first session of the academy will be held from 15 to 17 November 2021, the "
            "second on 18 November 2021.",
        ),
        (
            "en",
            "The meetings of Working Party 5A and Working Party 5C will be held from 15 to 17 "
            "November 2021 and on 18 November 2021, respectively.",
        ),
        (
            "ru",
            "Форум по навыкам пройдет с 15 по 17 ноября 2021 года. За ним 18 ноября 2021 года "
            "последует второе собрание Оперативной группы.",
        ),
        (
            "ru",
            "Форум по навыкам состоится 15–17 ноября 2021 года, собрание Руководящего комитета – "
            "18 ноября 2021 года.",
        ),
        (
            "ru",
            "За Форумом по навыкам (15–17 ноября 2021 года) последует учебный семинар "
            "(18 ноября 2021 года).",
        ),
        (
            "ru",
            "Форум по навыкам состоится 15–17 ноября 2021 года, сразу после него, 18 ноября 2021 "
            "года, – собрание регуляторных органов.",
        ),
    ],
)
def test_one_event_goes_on_to_the_next(language, text):
    assert times(language, "Information", text) == [FORUM, DAY]


def test_each_of_several_has_its_own_name_and_the_place_of_both():
    found = events(
        "en",
        "Workshop on fibre and meeting of the Access Group (Lima, Peru, 15-18 November 2021)",
        "The workshop on fibre will be held in Lima from 15 to 17 November 2021. It will be "
        "followed by the third meeting of the Access Group on 18 November 2021.",
        "Both events are conceived as hybrid events.",
    )
    assert [(each.name, each.place, each.format) for each in found] == [
        ("Workshop on fibre", "Lima, Peru", "hybrid"),
        ("third meeting of the Access Group", "Lima, Peru", "hybrid"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The workshop on fibre will take place on 15 November 2021 (09:00-17:00) and will be "
            "followed by a technical visit on 16 November 2021.",
        ),
        (
            "en",
            "The workshop on fibre will take place on 15 November 2021 from 09:00 to 17:00. It "
            "will be preceded by classes, held every Tuesday from 12 October 2021.",
        ),
        (
            "ru",
            "Семинар по волокну состоится 15 ноября 2021 года (09:00–17:00), а 16 ноября для "
            "участников организуется посещение завода.",
        ),
    ],
)
def test_what_follows_an_event_and_is_none_does_not_take_its_name(language, text):
    assert times(language, "Information", text) == ["2021-11-15T09:00/2021-11-15T17:00"]


@pytest.mark.parametrize(
    ("language", "lead", "items"),
    [
        (
            "en",
            "For this purpose we are holding two virtual consultations:",
            (
                "•\tfirst consultation (for Europe): Monday, 15 November, 10:00-12:00 Geneva time;",
                "•\tsecond consultation: Thursday, 18 November, 14:00-16:00 Geneva time.",
            ),
        ),
        (
            "ru",
            "Бюро организует два вебинара:",
            (
                "•\tвебинар 1 – 15 ноября 2021 года, 10:00–12:00 по женевскому времени;",
                "•\tвебинар 2 – 18 ноября 2021 года, 14:00–16:00 по женевскому времени.",
            ),
        ),
        (
            "ru",
            "Запланированы следующие собрания:",
            (
                "–\tРабочая группа 5А: 15 ноября 2021 года, 10:00–12:00",
                "–\tРабочая группа 5В: 18 ноября 2021 года, 14:00–16:00",
            ),
        ),
    ],
)
def test_each_item_below_its_lead_is_an_event(language, lead, items):
    assert times(language, "Information", lead, *items) == [
        "2021-11-15T10:00/2021-11-15T12:00",
        "2021-11-18T14:00/2021-11-18T16:00",
    ]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            ['For "The Forum is to be held on 11 November 2021" read "The Forum is to be held on '
             '18 November 2021".'],
        ),
        (
            "en",
            ['Instead of "the Forum will be held on 11 November 2021" read "the Forum will be '
             'held on 18 November 2021".'],
        ),
        (
            "en",
            [
                "Please replace in section 1:",
                '"The Forum will be held on 11 November 2021"',
                "by:",
                '"The Forum will be held on 18 November 2021".',
            ],
        ),
        (
            "en",
            ["It was announced that the Forum would be held on 11 November 2021. It has been "
             "moved by a week and will now take place on 18 November 2021."],
        ),
        (
            "en",
            ["The Forum will no longer be held on 11 November 2021 but on 18 November 2021."],
        ),
        (
            "ru",
            ['Слова "форум состоится 11 ноября 2021 года" следует заменить словами "форум '
             'состоится 18 ноября 2021 года".'],
        ),
        (
            "ru",
            ["Форум, ранее намечавшийся на 11 ноября 2021 года в Сеуле, переносится и будет "
             "проведен 18 ноября 2021 года."],
        ),
        ("ru", ["Форум состоится не 11 ноября 2021 года, а 18 ноября 2021 года."]),
        (
            "ru",
            ["В циркуляре 12 сообщалось, что форум состоится 11 ноября 2021 года. Он перенесен на "
             "неделю и состоится 18 ноября 2021 года."],
        ),
    ],
)  # fmt: skip
def test_only_the_new_day_holds(language, body):
    subject = "Correction: Forum on Skills" if language == "en" else "Исправление: Форум"
    assert times(language, subject, *body) == [DAY]


@pytest.mark.parametrize(
    ("language", "subject", "body"),
    [
        ("en", "Forum on Skills", ["Date: 15-17 November 2021", "Venue: Nairobi"]),
        ("en", "New dates of the Forum on Skills", ["The new dates are 15-17 November 2021."]),
        ("en", "Forum on Skills", [row("Dates", "15-17 November 2021"), row("Place", "Nairobi")]),
        ("en", "15-17 November 2021: Forum on Skills", ["Please register."]),
        ("ru", "Форум по навыкам", ["Дата проведения: 15–17 ноября 2021 года"]),
        ("ru", "Новые даты форума", ["Новые даты: 15–17 ноября 2021 года."]),
    ],
)
def test_the_subject_names_the_event_whose_days_stand_alone(language, subject, body):
    assert times(language, subject, *body) == [FORUM]


def test_a_table_can_give_each_event_its_place():
    found = events(
        "en",
        "Meetings",
        row("Meeting", "Dates", "Place"),
        row("Meeting of Working Party 5A", "15-17 November 2021", "Geneva"),
        row("Meeting of Working Party 5B", "18 November 2021", "Nairobi"),
    )
    assert [(each.start, each.place) for each in found] == [
        ("2021-11-15", "Geneva"),
        ("2021-11-18", "Nairobi"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "I have decided to hold an informal consultation on 18 November 2021, from 2.30 p.m. "
            "to 5.30 p.m.",
        ),
        ("ru", "Консультация с операторами состоится 18 ноября 2021 года с 14:30 до 17:30."),
    ],
)
def test_a_consultation_with_hours_is_a_meeting(language, text):
    assert times(language, "Information", text) == ["2021-11-18T14:30/2021-11-18T17:30"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The public consultation will run from 15 to 17 November 2021."),
        ("en", "Registration for the workshop is organized online and opens on 20 October 2021."),
        ("ru", "Консультации по проекту отчета завершаются 18 ноября 2021 года."),
        (
            "ru",
            "Регистрация для участия в собрании проводится через координаторов и открывается "
            "21 сентября 2021 года.",
        ),
    ],
)
def test_a_written_consultation_and_a_registration_are_no_events(language, text):
    assert times(language, "Information", text) == []


@pytest.mark.parametrize(
    ("language", "subject", "text", "place"),
    [
        (
            "ru",
            "Форум МСЭ по развитию, Минск, Республика Беларусь",
            "Форум пройдет в Минске 15–17 ноября 2021 года.",
            "Минск, Республика Беларусь",
        ),
        (
            "en",
            "Forum on Skills, Windhoek (Namibia), 15-17 November 2021",
            "The Forum on Skills will be held at the Heja Centre, Windhoek, Namibia.",
            "Windhoek, Namibia",
        ),
        (
            "en",
            "Forum on Skills, Geneva, 15-17 November 2021",
            "The Forum on Skills will be held at Palexpo, Geneva, Switzerland, from 15 to 17 "
            "November 2021.",
            "Geneva, Switzerland",
        ),
    ],
)
def test_a_place_is_given_with_its_country_where_the_letter_prints_it(
    language, subject, text, place
):
    (event,) = events(language, subject, text)
    assert event.place == place
