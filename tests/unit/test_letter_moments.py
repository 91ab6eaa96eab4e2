"""Days, hours and zones in the texts of letters, as printed and as damaged."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.moments import find_moments
from archive.importing.words import LetterWords
from archive.importing.years import with_year
from archive.languages import load_phrases

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}
LETTER = dt.date(2021, 9, 6)


def only(language, text):
    found = find_moments(text, WORDS[language])
    assert len(found) == 1, found
    return found[0]


def days(language, text):
    return [(each.iso_start, each.iso_end) for each in find_moments(text, WORDS[language])]


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("ru", "с 11 по 15 ноября 2019 года", "2019-11-11", "2019-11-15"),
        ("ru", "11–15 ноября 2019 г.", "2019-11-11", "2019-11-15"),
        ("ru", "30 января – 2 февраля 2019 года", "2019-01-30", "2019-02-02"),
        ("ru", "с 30 декабря по 2 января 2020 года", "2019-12-30", "2020-01-02"),
        (
            "ru",
            "с понедельника, 14 сентября 2020 года, по пятницу, 18 сентября 2020 года",
            "2020-09-14",
            "2020-09-18",
        ),
        ("ru", "11–15.11.2019", "2019-11-11", "2019-11-15"),
        ("ru", "27 и 28 ноября 2018 года", "2018-11-27", "2018-11-28"),
        ("en", "from 11 to 15 November 2019", "2019-11-11", "2019-11-15"),
        ("en", "Monday, 30 March to Thursday, 2 April 2020", "2020-03-30", "2020-04-02"),
        ("en", "November 11-15, 2019", "2019-11-11", "2019-11-15"),
        ("en", "30 April and 1 May 2020", "2020-04-30", "2020-05-01"),
        ("en", "2 p.m. on 3 May to 5 p.m. on 4 May 2020", "2020-05-03T14:00", "2020-05-04T17:00"),
    ],
)
def test_a_range_has_both_its_days(language, text, start, end):
    assert days(language, text) == [(start, end)]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "on the 15th of May 2020", "2020-05-15"),
        ("en", "May 5, 2020", "2020-05-05"),
        ("en", "12 May 2019, Geneva", "2019-05-12"),
        ("en", "Annex 2, 12 May 2019", "2019-05-12"),
        ("en", "12May 2019", "2019-05-12"),
        ("en", "by11 October 2019", "2019-10-11"),
        ("en", "2019-05-12", "2019-05-12"),
        ("en", "by the end of November 2022", "2022-11-30"),
        ("ru", "13 октября 2021 г.", "2021-10-13"),
        ("ru", "22.04.2021", "2021-04-22"),
        ("ru", "6 мая 2021 года (четверг)", "2021-05-06"),
        ("ru", "до конца февраля 2020 года", "2020-02-29"),
    ],
)
def test_a_day_is_read_in_the_ways_of_its_language(language, text, day):
    moment = only(language, text)
    assert (moment.iso_start, moment.iso_end) == (day, None)
    assert moment.confidence == 1


@pytest.mark.parametrize(
    ("language", "text", "start", "end", "zone"),
    [
        (
            "ru",
            "с 10 час. 00 мин. до 15 час. 30 мин. по женевскому времени 7 декабря 2021 года",
            "2021-12-07T10:00",
            "2021-12-07T15:30",
            "Europe/Zurich",
        ),
        (
            "ru",
            "14 февраля 2023 года с 13 час. 00 мин. до 16 час. 00 мин. CET",
            "2023-02-14T13:00",
            "2023-02-14T16:00",
            "+01:00",
        ),
        (
            "ru",
            "7 мая 2020 года с 9 до 17 час. по московскому времени",
            "2020-05-07T09:00",
            "2020-05-07T17:00",
            "Europe/Moscow",
        ),
        ("ru", "31 января 2022 года, 24 час. 00 мин. UTC", "2022-02-01T00:00", None, "UTC"),
        ("en", "2359 hours UTC on 14 October 2024", "2024-10-14T23:59", None, "UTC"),
        ("en", "31 January 2024, 24:00 CET", "2024-02-01T00:00", None, "+01:00"),
        ("en", "noon (Geneva time) on 28 October 2022", "2022-10-28T12:00", None, "Europe/Zurich"),
        (
            "en",
            "5 October 2022, from 2 p.m. to 3.30 p.m. Geneva time",
            "2022-10-05T14:00",
            "2022-10-05T15:30",
            "Europe/Zurich",
        ),
        ("en", "9.30 a.m. to 5 p.m. on 4 May 2020", "2020-05-04T09:30", "2020-05-04T17:00", None),
        (
            "en",
            "27 April 2023, from 13 : 00 to 14 : 30 CEST",
            "2023-04-27T13:00",
            "2023-04-27T14:30",
            "+02:00",
        ),
        ("en", "30 June 2023, 17:00 Bangkok time (UTC+7)", "2023-06-30T17:00", None, "+07:00"),
        (
            "en",
            "28 November 2023, 10:00–11:30 (Nairobi time)",
            "2023-11-28T10:00",
            "2023-11-28T11:30",
            "Africa/Nairobi",
        ),
        (
            "en",
            "29 October 2019(2359 hours,Geneva time)",
            "2019-10-29T23:59",
            None,
            "Europe/Zurich",
        ),
    ],
)
def test_hours_and_zone_join_the_day_beside_them(language, text, start, end, zone):
    moment = only(language, text)
    assert (moment.iso_start, moment.iso_end, moment.zone) == (start, end, zone)


def test_an_hour_behind_a_comma_belongs_to_the_day_that_follows_it():
    found = find_moments(
        "не позднее пятницы, 19 января 2024 года, до 24 час. 00 мин. 31 января 2024 года",
        WORDS["ru"],
    )
    assert [each.iso_start for each in found] == ["2024-01-19", "2024-02-01T00:00"]


def test_local_time_is_no_zone_but_is_remembered():
    moment = only("en", "3 May 2020 at 09:30 (local time)")
    assert moment.zone is None
    assert moment.is_local
    assert only("en", "3 May 2020 at 09:30 local time (UTC+12)").zone == "+12:00"


@pytest.mark.parametrize(
    ("language", "text", "start", "reason"),
    [
        ("en", "l2 May 2O19", "2019-05-12", "mended"),
        ("en", "5 Ju1y 2019", "2019-07-05", "mended"),
        ("ru", "l4 июля 2O17 года", "2017-07-14", "mended"),
        ("ru", "1115 ноября 2019 года", "2019-11-11", "lost-dash"),
        ("en", "28 August 1 September 2023", "2023-08-28", "lost-dash"),
        ("en", "22th March 2020", "2020-03-22", "wrong-ending"),
        ("en", "05/06/2019", "2019-06-05", "day-or-month"),
        ("en", "05/16/2019", "2019-05-16", "month-first"),
        ("ru", "12.05.19", "2019-05-12", "short-year"),
    ],
)
def test_what_is_mended_or_ambiguous_is_less_sure_and_says_why(language, text, start, reason):
    moment = only(language, text)
    assert moment.iso_start == start
    assert 0.6 <= moment.confidence < 1
    assert moment.reasons == (reason,)


def test_figures_that_are_no_two_days_are_no_range():
    assert [each.end for each in find_moments("1511 ноября 2019 года", WORDS["ru"])] == [None]
    assert not any(each.has_day for each in find_moments("1511 ноября 2019 года", WORDS["ru"]))


def test_a_day_that_does_not_exist_has_no_confidence():
    moment = only("en", "31 June 2020")
    assert (moment.iso_start, moment.confidence, moment.reasons) == (None, 0, ("no-such-day",))


def test_a_weekday_that_contradicts_its_day_is_reported():
    assert only("en", "Friday 13 May 2019").reasons == ("weekday",)
    assert only("en", "Monday 13 May 2019").reasons == ()
    assert only("ru", "во вторник, 8 декабря 2021 года").reasons == ("weekday",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "he may 5 times ask"),
        ("en", "version 2.10 and 3.5 GHz"),
        ("en", "1400 hours of training"),
        ("en", "within 24 hours"),
        ("en", "Resolution 76 (Rev. Dubai, 2018)"),
        ("en", "contributions for 2022"),
        ("ru", "из 35 стран было получено 44 заявки"),
        ("ru", "на срок до 24 часов подряд 2019"),
    ],
)
def test_other_figures_are_no_days(language, text):
    assert not any(each.has_day for each in find_moments(text, WORDS[language]))


def test_places_count_in_the_text_with_its_hidden_characters():
    text = "до 31\u00ad октя\u200bбря 2021 года"
    moment = only("ru", text)
    assert text[moment.begin : moment.stop] == "31\u00ad октя\u200bбря 2021 года"


@pytest.mark.parametrize(
    ("language", "text", "letter", "year", "sure"),
    [
        ("en", "10 January", dt.date(2020, 11, 17), 2021, True),
        ("en", "31 October", LETTER, 2021, True),
        ("en", "6 September", LETTER, 2021, True),
        ("ru", "17 декабря с. г.", LETTER, 2021, True),
        ("ru", "15 января следующего года", LETTER, 2022, True),
        ("en", "20 August", LETTER, 2022, False),
        ("en", "29 February", dt.date(2020, 1, 7), 2020, True),
    ],
)
def test_the_letters_date_gives_the_year(language, text, letter, year, sure):
    moment = with_year(only(language, text), letter)
    assert moment.start is not None
    assert moment.start.year == year
    assert (moment.confidence >= 0.6) is sure


def test_a_past_day_is_of_the_past_year():
    assert with_year(only("en", "20 August"), LETTER, is_past=True).iso_start == "2021-08-20"


def test_without_the_letters_date_the_year_beside_counts():
    one, two = find_moments("10 May; the meeting of 3 June 2022", WORDS["en"])
    dated = with_year(one, None, [two])
    assert (dated.iso_start, dated.reasons) == ("2022-05-10", ("year-beside",))
    assert with_year(one, None).iso_start is None


def test_a_weekday_is_compared_once_the_year_is_known():
    assert with_year(only("en", "Friday, 31 October"), LETTER).reasons == ("weekday",)


@given(st.text(alphabet="0123456789 .:/-–,мая по до 15MayCETUTC+()l2O", max_size=200))
def test_no_text_breaks_the_reading(text):
    for language in ("ru", "en"):
        for moment in find_moments(text, WORDS[language]):
            assert 0 <= moment.begin < moment.stop <= len(text)


@pytest.mark.parametrize(
    ("language", "text", "weekdays"),
    [
        ("ru", "в понедельник и вторник, 30 ноября и 1 декабря 2020 года", (0, 1)),
        ("ru", "в среду и четверг, 11 и 12 ноября 2020 года", (2, 3)),
        ("en", "Monday to Wednesday, 9–11 November 2020", (0, 2)),
        ("en", "on Monday and Wednesday, 10–11 November 2020", (0, 2)),
    ],
)
def test_two_weekdays_before_two_days_are_of_the_first_and_the_last(language, text, weekdays):
    (moment,) = find_moments(text, WORDS[language])
    assert moment.weekdays == weekdays
    assert ("weekday" in moment.reasons) == ("10–11" in text)


def test_month_with_rn_for_m_is_mended():
    (moment,) = find_moments("no later than 9 Novernber 20l6", WORDS["en"])
    assert moment.iso_start == "2016-11-09"
    assert "mended" in moment.reasons


def test_hour_behind_a_word_of_a_range_is_of_the_day_that_follows():
    found = find_moments("from 15 September to 18:00 on 15 October 2021", WORDS["en"])
    assert found[-1].iso_start == "2021-10-15T18:00" or found[-1].iso_end == "2021-10-15T18:00"


@pytest.mark.parametrize(
    ("language", "text", "start", "zone"),
    [
        (
            "ru",
            "15 октября 2021 года (15.10.2021) в полночь по времени Кигали",
            "2021-10-16T00:00",
            "Africa/Kigali",
        ),
        ("en", "15 October 2021 (15/10/2021), 18:00 UTC", "2021-10-15T18:00", "UTC"),
    ],
)
def test_an_hour_behind_the_second_form_of_a_day_is_of_that_day(language, text, start, zone):
    found = only(language, text)
    assert (found.iso_start, found.zone) == (start, zone)
    assert text[found.begin : found.stop] == text


@pytest.mark.parametrize(
    "text", ["15 October 2021, 10:00-12:30 UTC", "15 October 2021, 1000-1230 hours UTC"]
)
def test_a_hyphen_joins_two_hours(text):
    found = only("en", text)
    assert (found.iso_start, found.iso_end) == ("2021-10-15T10:00", "2021-10-15T12:30")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "during 5 9 October 2O21", [("2021-10-05", "2021-10-09")]),
        ("en", "Geneva, 5 9 October 2021", [("2021-10-05", "2021-10-09")]),
        ("ru", "состоится 5 9 октября 2021 года", [("2021-10-05", "2021-10-09")]),
        ("en", "Working Party 5 9 October 2021", [("2021-10-09", None)]),
        ("en", "during 9 5 October 2021", [("2021-10-05", None)]),
        ("ru", "12 дека6ря 2021 года", [("2021-12-12", None)]),
    ],
)
def test_a_lost_dash_leaves_a_blank(language, text, expected):
    assert days(language, text) == expected
