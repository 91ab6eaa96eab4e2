"""Days in the words that no calendar has: found once each, and nothing sound is taken for one."""

import pytest
from facts_kit import findings, one_letter
from small_archive import letter, translation

RULE = "no-such-day"


def texts(root, english, russian=""):
    """The words of the findings in a letter of one language or two."""
    other = translation(f"{russian}\n") if russian else ""
    found = one_letter(root, letter(f"{english}\n"), RULE, translation=other)
    return [problem.values["text"] for problem in found]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Please reply by 31 April 2024.", "31 April 2024"),
        ("Please reply by 31 April.", "31 April"),
        ("The meeting runs from 19 to 32 May.", "32 May"),
        ("The meeting runs from 19 to 32 May 2024.", "32 May 2024"),
        ("Meetings: 29–31 June 2024.", "31 June 2024"),
        ("Meetings: 29-31 June 2024.", "31 June 2024"),
        ("Meetings: 30 and 31 February.", "30 and 31 February"),
        ("30 February 2024 is the day.", "30 February 2024"),
        ("On 31 June 2024 it opens.", "31 June 2024"),
        ("Sunday, 31 June 2024", "31 June 2024"),
        ("Mon. 31 June 2024", "31 June 2024"),
        ("It ends on 29 February 2023.", "29 February 2023"),
        ("It runs from 29 February to 3 March 2023.", "29 February"),
        ("It ends on the 31st of June.", "31st of June"),
        ("It ends on June 31, 2024.", "June 31, 2024"),
        ("It ends on 31.06.2024.", "31.06.2024"),
        ("It ends on 2024-06-31.", "2024-06-31"),
        ("It ends (31 June 2024).", "31 June 2024"),
    ],
)
def test_a_day_that_is_none_is_named_as_it_stands(tmp_path, body, text):
    assert texts(tmp_path, body) == [text]


@pytest.mark.parametrize(
    "body",
    [
        "The meetings of 29 February, 30 June and 31 July are over.",
        "It ended on 29 February 2024.",
        "On 29 February, 7 May 2023 was chosen.",
        "The meetings of 30, 31 and 1 June are over.",
        "Report 31 June 2023 tells of it.",
        "See Room 45 May 2024.",
        "See No. 31 June 2024, and № 45 May 2024.",
        "See p. 45 May 2024.",
        "In June 31 members came, and in May 45.",
        "There are 45 members, May 2024 being the best month.",
        "Of 45 May be the best.",
        "Section 31.06.24 and 10.31.06.24 stay.",
        "The file A-31-06-2024 and TD-31 June 2024 stay.",
        "See https://example.org/2024-06-31.",
    ],
)
def test_what_is_a_day_or_no_date_raises_no_alarm(tmp_path, body):
    assert not texts(tmp_path, body)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Ответьте до 31 апреля 2024 года.", ["31 апреля 2024 года"]),
        ("Ответьте до 31 апреля.", ["31 апреля"]),
        ("Собрание пройдет с 19 по 32 мая.", ["32 мая"]),
        ("Не позднее 32 мая 2024 г. ответьте.", ["32 мая 2024 г."]),
        ("Срок: 31.06.2024", ["31.06.2024"]),
        ("Приедут 45 членов, мая не дожидаясь.", []),
        ("Выпуск № 45 май 2024 года вышел.", []),
        ("В мае 45 человек, 31 мая 40 человек.", []),
    ],
)
def test_in_russian_as_well(tmp_path, body, found):
    text = letter(f"{body}\n")
    got = findings(tmp_path, {"2024/letter/ru.md": text}, RULE)
    assert [problem.values["text"] for problem in got] == found


def test_both_languages_share_one_finding(tmp_path):
    (found,) = one_letter(
        tmp_path,
        letter("Reply by 31 April.\n"),
        RULE,
        translation=translation("Ответьте до 31 апреля.\n"),
    )
    assert found.path == "circulars/2024/letter/en.md"
    assert (found.line, found.column) == (13, 10)
    assert [(place.path, place.line, place.column) for place in found.also] == [
        ("circulars/2024/letter/ru.md", 10, 13)
    ]


def test_nobody_is_asked_to_list_it_as_a_deadline(tmp_path):
    body = "Please reply by 31 April 2024, and send papers by 32 May.\n"
    codes = [problem.code for problem in findings(tmp_path, {"2024/letter/en.md": letter(body)})]
    assert codes == [RULE, RULE]


def test_languages_that_say_it_alike_do_not_differ(tmp_path):
    files = {
        "2024/letter/en.md": letter("It runs from 19 to 32 May 2024.\n"),
        "2024/letter/ru.md": translation("Оно пройдет с 19 по 32 мая 2024 года.\n"),
    }
    codes = {problem.code for problem in findings(tmp_path, files)}
    assert codes == {RULE, "fingerprint-missing"}


def test_a_slip_of_the_letter_itself_can_be_allowed(tmp_path):
    waiver = "<!-- waive no-such-day: printed so in the letter -->"
    body = f"{waiver}\n\nPlease come on 31 June 2024.\n"
    assert not findings(tmp_path, {"2024/letter/en.md": letter(body)})


def test_words_of_the_facts_are_read_too(tmp_path):
    text = letter(summary="The meeting opens on 31 June 2024.")
    (found,) = one_letter(tmp_path, text, RULE)
    assert found.line == 9
