"""Partial dates, moments and zones, and the state of a deadline on a day."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import (
    GENEVA,
    DeadlineState,
    Moment,
    PartialDate,
    days_left,
    geneva_today,
    time_state,
    zone,
)

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31))


def moment(text, zone_name=None):
    return Moment.parse(text, zone_name)


@st.composite
def partial_dates(draw):
    day = draw(DAYS)
    precision = draw(st.sampled_from(("year", "month", "day")))
    return PartialDate(
        year=day.year,
        month=None if precision == "year" else day.month,
        day=day.day if precision == "day" else None,
        approximate=draw(st.booleans()),
    )


class TestPartialDates:
    @pytest.mark.parametrize(
        ("text", "first", "last", "is_day"),
        [
            ("2021-10-13", (2021, 10, 13), (2021, 10, 13), True),
            ("2021-10-13~", (2021, 10, 13), (2021, 10, 13), False),
            ("2023-12", (2023, 12, 1), (2023, 12, 31), False),
            ("2024-02", (2024, 2, 1), (2024, 2, 29), False),
            ("2023-02~", (2023, 2, 1), (2023, 2, 28), False),
            ("2023", (2023, 1, 1), (2023, 12, 31), False),
            ("2023~", (2023, 1, 1), (2023, 12, 31), False),
        ],
    )
    def test_reaches_from_its_first_to_its_last_day(self, text, first, last, is_day):
        date = PartialDate.parse(text)
        assert (date.first(), date.last()) == (dt.date(*first), dt.date(*last))
        assert date.is_day is is_day
        assert date.approximate is text.endswith("~")
        assert date.iso() == text.removesuffix("~")

    @given(partial_dates())
    def test_reads_what_it_writes(self, date):
        assert PartialDate.parse(str(date)) == date
        assert date.first() <= date.last()
        assert date.first().year == date.last().year == date.year

    @given(DAYS)
    def test_of_a_day_is_that_day(self, day):
        date = PartialDate.of(day)
        assert str(date) == day.isoformat()
        assert date.first() == date.last() == day
        assert date.is_day

    @pytest.mark.parametrize(
        "text",
        [
            "", "~", "2021~~", "~2021", "21", "2021-1", "2021-1-1", "2021-10-", "2021-10-13T",
            "2021/10/13", "13.10.2021", "2021-10-13 ", " 2021", "2021-Q4", "2021-10-13-01",
            "2021-13", "2021-00", "2021-10-00", "2021-02-29", "2021-04-31", "2021-10-32",
            "0000", "0999", "9999", "+2021", "-2021", "２０２１", "٢٠٢١", "2021-1٠",
        ],
    )  # fmt: skip
    def test_refuses_what_is_no_date(self, text):
        with pytest.raises(ValueError):  # noqa: PT011 the kind of error is the contract
            PartialDate.parse(text)

    @given(st.text(max_size=12))
    def test_reads_a_text_or_refuses_it_with_a_value_error(self, text):
        try:
            date = PartialDate.parse(text)
        except ValueError:
            return
        assert str(date) == text

    def test_a_day_needs_a_month(self):
        with pytest.raises(ValueError, match="month"):
            PartialDate(year=2021, day=3)

    @pytest.mark.parametrize(
        ("text", "earliest", "latest"),
        [
            ("2024-02-10", (2024, 2, 10), (2024, 2, 10)),
            ("2024-02", (2024, 2, 1), (2024, 2, 29)),
            ("2023~", (2022, 1, 1), (2024, 12, 30)),
            ("9998~", (9997, 1, 1), (9999, 12, 31)),
            ("1000~", (999, 1, 1), (1001, 12, 31)),
        ],
    )
    def test_about_leaves_a_year_on_either_side(self, text, earliest, latest):
        date = PartialDate.parse(text)
        assert date.bounds() == (dt.date(*earliest), dt.date(*latest))


class TestZones:
    @pytest.mark.parametrize("month", [1, 7])
    @pytest.mark.parametrize(("name", "hours"), [("CET", 1), ("CEST", 2), ("UTC", 0)])
    def test_cet_and_cest_are_fixed_in_winter_and_in_summer(self, name, hours, month):
        noon = dt.datetime(2021, month, 15, 12, tzinfo=zone(name))
        assert noon.utcoffset() == dt.timedelta(hours=hours)

    def test_geneva_changes_between_winter_and_summer(self):
        assert dt.datetime(2021, 1, 15, tzinfo=GENEVA).utcoffset() == dt.timedelta(hours=1)
        assert dt.datetime(2021, 7, 15, tzinfo=GENEVA).utcoffset() == dt.timedelta(hours=2)
        assert zone("Europe/Zurich") == GENEVA == ZoneInfo("Europe/Zurich")

    @pytest.mark.parametrize(
        ("name", "minutes"),
        [("+03:00", 180), ("-05:00", -300), ("+05:30", 330), ("+00:00", 0), ("+14:00", 840)],
    )
    def test_offsets_are_read_as_printed(self, name, minutes):
        noon = dt.datetime(2021, 7, 15, 12, tzinfo=zone(name))
        assert noon.utcoffset() == dt.timedelta(minutes=minutes)

    @pytest.mark.parametrize(
        "name",
        [
            "", "Geneva", "Europe/Geneva", "MSK", "EST", "MET", "GMT", "Z", "cet", "Cet", "+3",
            "+3:00", "03:00", "+0300", "+15:00", "+03:60", "Europe", "Europe/", "/etc/passwd",
            "../Zurich", "Europe/../../passwd", "Europe/Zurich ", "Europe/Zur\0ich", "a/" * 200,
            "Europe/Цюрих",
        ],
    )  # fmt: skip
    def test_refuses_unknown_and_ambiguous_names(self, name):
        with pytest.raises(ValueError, match="unknown time zone"):
            zone(name)


class TestMoments:
    def test_a_date_alone_has_no_instant(self):
        day = moment("2021-10-31")
        assert day.time is None
        assert day.instant is None
        assert str(day) == day.iso() == "2021-10-31"

    def test_an_hour_in_geneva(self):
        meeting = moment("2021-12-07 10:00", "Europe/Zurich")
        assert meeting.instant == dt.datetime(2021, 12, 7, 9, 0, tzinfo=dt.UTC)
        assert meeting.iso() == "2021-12-07T10:00+01:00"
        assert str(meeting) == "2021-12-07 10:00"

    def test_cet_is_an_hour_ahead_of_utc_in_july_too(self):
        assert moment("2021-07-01 12:00", "CET").iso() == "2021-07-01T12:00+01:00"
        assert moment("2021-07-01 12:00", "Europe/Zurich").iso() == "2021-07-01T12:00+02:00"

    @pytest.mark.parametrize("text", ["2021-12-07 9:05", "2021-12-07T09:05"])
    def test_other_spellings_of_an_hour(self, text):
        assert str(moment(text)) == "2021-12-07 09:05"

    @pytest.mark.parametrize(
        "text",
        [
            "2021-12 10:00", "2021 10:00", "2021-12-07~ 10:00", "2021-12-07 24:00",
            "2021-12-07 10:60", "2021-12-07 10", "2021-12-07 10:00:00", "2021-12-07  10:00",
            "2021-12-07 10:00~", "10:00", "", " ", "2021-12-07 １０:00", "2021-12-07\n10:00",
        ],
    )  # fmt: skip
    def test_refuses_an_hour_without_an_exact_day_and_other_misfits(self, text):
        with pytest.raises(ValueError):  # noqa: PT011 the kind of error is the contract
            moment(text)

    @pytest.mark.parametrize(
        ("text", "end"),
        [
            ("2021-01-15", "2021-01-15T23:00:00+00:00"),
            ("2021-07-15", "2021-07-15T22:00:00+00:00"),
            # The days on which clocks change: 23 and 25 hours long.
            ("2021-03-27", "2021-03-27T23:00:00+00:00"),
            ("2021-03-28", "2021-03-28T22:00:00+00:00"),
            ("2021-10-30", "2021-10-30T22:00:00+00:00"),
            ("2021-10-31", "2021-10-31T23:00:00+00:00"),
            ("2021-12-31", "2021-12-31T23:00:00+00:00"),
            # A month and a year last to the end of their last day.
            ("2021-06", "2021-06-30T22:00:00+00:00"),
            ("2021", "2021-12-31T23:00:00+00:00"),
        ],
    )
    def test_a_day_ends_with_midnight_in_geneva(self, text, end):
        assert moment(text).end().isoformat() == end

    def test_an_hour_ends_with_itself(self):
        end = moment("2021-12-07 15:30", "Europe/Zurich").end()
        assert end.isoformat() == "2021-12-07T14:30:00+00:00"

    @pytest.mark.parametrize(
        ("text", "zone_name", "day"),
        [
            ("2021-12-31 23:30", "-05:00", "2022-01-01"),
            ("2022-01-01 00:30", "+03:00", "2021-12-31"),
            ("2021-07-01 00:30", "CET", "2021-07-01"),  # 01:30 in Geneva's summer
            ("2021-06-30 23:30", "CET", "2021-07-01"),
            ("2021-06-30 23:30", "CEST", "2021-06-30"),
            ("2021-07-01 00:59", "+03:00", "2021-06-30"),
            ("2021-07-01 01:00", "+03:00", "2021-07-01"),
            ("2021-12-31 23:00", "UTC", "2022-01-01"),
            ("2021-12-31 22:59", "UTC", "2021-12-31"),
            ("2021-12-31 23:59", "Europe/Zurich", "2021-12-31"),
        ],
    )
    def test_near_midnight_the_geneva_day_can_be_another(self, text, zone_name, day):
        found = moment(text, zone_name)
        assert found.geneva_day().isoformat() == found.geneva_first_day().isoformat() == day

    def test_a_month_has_a_first_and_a_last_geneva_day(self):
        month = moment("2022-02")
        assert month.geneva_first_day() == dt.date(2022, 2, 1)
        assert month.geneva_day() == dt.date(2022, 2, 28)

    @given(
        st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(9998, 12, 31)),
        st.sampled_from(("CET", "UTC", "+14:00", "-12:00", "Europe/Zurich", "Asia/Tokyo")),
    )
    def test_every_moment_has_an_end_on_its_geneva_day(self, when, zone_name):
        found = Moment(date=PartialDate.of(when.date()), time=dt.time(when.hour), zone=zone_name)
        assert found.end().astimezone(GENEVA).date() == found.geneva_day()
        assert abs((found.geneva_day() - when.date()).days) <= 1
        assert Moment.parse(str(found), zone_name) == found


class TestDeadlines:
    DUE = "2021-10-31"

    @pytest.mark.parametrize(
        ("today", "left", "state"),
        [
            ("2021-01-01", 303, DeadlineState.OPEN),
            ("2021-10-16", 15, DeadlineState.OPEN),
            ("2021-10-17", 14, DeadlineState.CLOSING_SOON),
            ("2021-10-30", 1, DeadlineState.CLOSING_SOON),
            ("2021-10-31", 0, DeadlineState.LAST_DAY),
            ("2021-11-01", -1, DeadlineState.CLOSED),
            ("2031-01-01", -3349, DeadlineState.CLOSED),
        ],
    )
    def test_state_by_days_left(self, today, left, state):
        day = dt.date.fromisoformat(today)
        assert days_left(moment(self.DUE), day) == left
        assert time_state(moment(self.DUE), day) is state
        assert state.is_open is (left >= 0)

    def test_a_deadline_with_an_hour_is_on_its_last_day_all_day(self):
        due = moment("2021-10-31 08:00", "Europe/Zurich")
        assert time_state(due, dt.date(2021, 10, 31)) is DeadlineState.LAST_DAY
        assert time_state(due, dt.date(2021, 11, 1)) is DeadlineState.CLOSED

    def test_the_day_is_the_one_in_geneva(self):
        due = moment("2021-10-31 23:59", "-08:00")  # 08:59 of the next day in Geneva
        assert time_state(due, dt.date(2021, 11, 1)) is DeadlineState.LAST_DAY
        due = moment("2021-10-31 00:30", "Asia/Tokyo")  # the afternoon before in Geneva
        assert time_state(due, dt.date(2021, 10, 31)) is DeadlineState.CLOSED

    @given(DAYS, st.integers(-400, 400))
    def test_the_words_of_the_states_are_those_of_the_pages(self, day, shift):
        today = dt.date.fromordinal(min(max(day.toordinal() - shift, 1), dt.date.max.toordinal()))
        left = (day - today).days
        expected = (
            "closed"
            if left < 0
            else "last-day"
            if left == 0
            else "closing-soon"
            if left <= 14
            else "open"
        )
        assert time_state(Moment(date=PartialDate.of(day)), today) == expected


class TestToday:
    def test_is_what_the_environment_says(self):
        assert geneva_today({"ARCHIVE_TODAY": "2021-10-25"}) == dt.date(2021, 10, 25)

    @pytest.mark.parametrize("environment", [{}, {"ARCHIVE_TODAY": ""}])
    def test_is_else_the_date_in_geneva(self, environment):
        before = dt.datetime.now(ZoneInfo("Europe/Zurich")).date()
        today = geneva_today(environment)
        assert before <= today <= dt.datetime.now(ZoneInfo("Europe/Zurich")).date()

    @pytest.mark.parametrize(
        "written",
        [
            "today", "2021", "2021-10", "2021-02-30", "20211025", "25.10.2021", " 2021-10-25",
            "2021-10-25 ", "2021-W43-1", "2021-10-25T00:00", "２０２１-10-25",
        ],
    )  # fmt: skip
    def test_refuses_anything_but_an_iso_date(self, written):
        with pytest.raises(ValueError):  # noqa: PT011 the kind of error is the contract
            geneva_today({"ARCHIVE_TODAY": written})
