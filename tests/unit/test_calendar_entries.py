"""Calendars, read back by a parser that shares nothing with the library that wrote them."""

import datetime as dt
import io
from itertools import pairwise
from pathlib import Path

import pytest
import vobject
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES, read

from archive.calendars import has_calendar, writing, zones
from archive.calendars.entries import entries
from archive.dates import GENEVA, Moment, PartialDate, Span, zone
from archive.languages import LANGUAGES
from archive.life import with_acts
from archive.model import (
    Addressee,
    AnswerKind,
    Archive,
    Bureau,
    Change,
    Circular,
    Contact,
    Deadline,
    Event,
    Initiative,
    Link,
    Localized,
    Related,
    Relative,
    Text,
)
from archive.moves import Move
from archive.outputs import calendars
from archive.references import Reference
from archive.render.frames import Frames
from archive.site import Site
from archive.urls import Addresses

LIVES = Path(__file__).parents[1] / "lives/circulars"
TODAY = dt.date(2026, 6, 20)
DAY = dt.timedelta(days=1)


def words(russian, english=None):
    return Localized(texts={"ru": russian, "en": english or f"{russian} (en)"})


DESK = Bureau(id="desk", name=words("Бюро", "Desk"), abbreviation=words("Б", "D"))
KEEPERS = Addressee(id="keepers", name=words("Смотрители", "Keepers"))
PILOTS = Addressee(id="pilots", name=words("Лоцманы", "Pilots"))
LIGHTS = Initiative(
    id="lights", name=words("Огни моря", "Sea lights"), short_name=words("Огни", "Lights"), texts={}
)
REPLY = AnswerKind(id="reply", name=words("Ответ", "Reply"))


def letter(key, *, added=None, also=None, languages=("ru", "en"), **facts):
    """A letter of the invented desk; *also* is the day on which its translation was added."""
    first = added or dt.date(int(key[:4]), 1, 10)
    texts = {
        code: Text(
            language=code,
            path=f"{key}/{code}.md",
            added=first if number == 0 else also or first,
            written_by="machine",
            translates=languages[0] if number else None,
        )
        for number, code in enumerate(languages)
    }
    given = {
        "references": (Reference(series=None, number=key.rpartition("/")[2].upper()),),
        "subject": words(f"О письме {key}", f"On letter {key}"),
        "date": PartialDate.of(first),
    }
    return Circular(
        key=key,
        bureau=DESK,
        kind="circular",
        summary=words("Коротко", "In short"),
        texts=texts,
        numbered=False,
        **(given | facts),
    )


def deadline(due, zone_name=None, name="reply", **more):
    facts = {"asks": words("ответить", "reply")} | more
    return Deadline(id=name, due=Moment.parse(due, zone_name) if due else None, **facts)


def event(start, end=None, zone_name=None, name="meeting", **more):
    return Event(
        id=name,
        name=more.pop("title", words("Собрание", "Meeting")),
        start=Moment.parse(start, zone_name),
        end=Moment.parse(end, zone_name) if end else None,
        **more,
    )


def acts(relation, target, *, becomes="", **what):
    return Related(
        id=f"{relation}-{target[5:]}-{becomes}",
        kind="circular",
        relation=relation,
        circular=target,
        becomes=becomes,
        **what,
    )


def archive(*circulars, moves=()):
    return Archive(
        circulars=with_acts(circulars),
        initiatives=(LIGHTS,),
        bureaux=(DESK,),
        addressees=(KEEPERS, PILOTS),
        answers=(REPLY,),
        moves=moves,
    )


def site(today=TODAY, languages=LANGUAGES):
    return Site(
        url="https://archive.example/",
        name={"ru": "Архив", "en": "Archive"},
        today=today,
        languages=languages,
        phrases=PHRASES,
        fragments={},
        frames=Frames(),
        addresses=Addresses(default_language="ru"),
        archive_root=Path(),
        templates=None,
    )


def built(of, today=TODAY):
    return {artifact.path: artifact.data for artifact in calendars.build(of, site(today))}


def parsed(data):
    (calendar,) = vobject.readComponents(data.decode(), validate=True)
    return calendar


def events_of(data):
    """The events of a calendar by their UID, without the authority."""
    found = {item.uid.value.split("@")[0]: item for item in parsed(data).contents.get("vevent", ())}
    assert len(found) == data.count(b"BEGIN:VEVENT")
    return found


def only(data):
    (found,) = events_of(data).values()
    return found


@pytest.fixture(scope="module")
def lives():
    return read(LIVES).archive


@pytest.fixture(scope="module")
def lives_built(lives):
    return built(lives)


# By UID: DTSTART, DTEND, summary, status, SEQUENCE, DTSTAMP, letter and anchor that the page shows.
UTC = dt.UTC
WHAT_STANDS = {
    "2026.sb-8.deadline.telegraph": (
        dt.date(2026, 3, 29), dt.date(2026, 3, 30),
        "CONFIRMED", 0, "2026-02-16", "2026/sb-8",
        "Срок: ответить по телеграфу – Часы гаваней (SB/8)"),
    "2026.sb-8.deadline.west": (
        dt.datetime(2026, 3, 29, 9, 30, tzinfo=UTC), None,
        "CONFIRMED", 0, "2026-02-16", "2026/sb-8",
        "Срок: ответить гавани Алоха – Часы гаваней (SB/8)"),
    "2026.sb-8.deadline.east": (
        dt.datetime(2026, 10, 24, 23, 0, tzinfo=UTC), None,
        "CONFIRMED", 0, "2026-02-16", "2026/sb-8",
        "Срок: ответить гавани Золотого Рога – Часы гаваней (SB/8)"),
    "2026.lb-1.deadline.papers": (
        dt.date(2026, 5, 4), dt.date(2026, 5, 5),
        "CONFIRMED", 1, "2026-03-30", "2026/lb-5",
        "Deadline: send contributions – Contributions are accepted for longer (LB/5)"),
    "2026.lb-1.deadline.registration": (
        dt.datetime(2026, 8, 28, 15, 0, tzinfo=UTC), None,
        "CONFIRMED", 1, "2026-05-11", "2026/lb-9",
        "Deadline: register – The meeting is moved to September (LB/9)"),
    "2026.lb-1.deadline.visa": (
        dt.date(2026, 8, 5), dt.date(2026, 8, 6),
        "CONFIRMED", 1, "2026-05-11", "2026/lb-1",
        "Deadline: request visa support – Meeting of the keepers of lighthouses (LB/1)"),
    "2026.lb-1.deadline.report": (
        dt.date(2026, 10, 18), dt.date(2026, 10, 19),
        "CONFIRMED", 1, "2026-05-11", "2026/lb-1",
        "Deadline: send a report on the journey – Meeting of the keepers of lighthouses (LB/1)"),
    "2026.lb-1.event.meeting": (
        dt.datetime(2026, 9, 16, 8, 0, tzinfo=UTC), dt.datetime(2026, 9, 18, 15, 0, tzinfo=UTC),
        "CONFIRMED", 1, "2026-05-11", "2026/lb-9", "Meeting of the keepers of lighthouses"),
    "2026.lb-11.deadline.pupils": (
        dt.datetime(2026, 9, 30, 16, 0, tzinfo=UTC), None,
        "CONFIRMED", 0, "2026-06-01", "2026/lb-11",
        "Deadline: apply to the school – School of keepers (LB/11)"),
    "2026.sb-2.deadline.replies": (
        dt.date(2026, 6, 30), dt.date(2026, 7, 1),
        "CANCELLED", 1, "2026-04-20", "2026/sb-2",
        "Deadline withdrawn: reply to the questionnaire – Questionnaire on tides (SB/2)"),
    "2026.sb-2.event.workshop": (
        dt.datetime(2026, 7, 8, 12, 0, tzinfo=UTC), dt.datetime(2026, 7, 8, 15, 0, tzinfo=UTC),
        "CANCELLED", 1, "2026-06-15", "2026/sb-2", "Cancelled: Workshop on tides"),
    "2026.sb-3.deadline.enrolment": (
        dt.date(2026, 7, 15), dt.date(2026, 7, 16),
        "CANCELLED", 1, "2026-05-25", "2026/sb-3",
        "Deadline superseded: enrol in the exercise – Exercise of pilots (SB/3)"),
    "2026.sb-3.event.exercise": (
        dt.date(2026, 7, 22), dt.date(2026, 7, 23),
        "CANCELLED", 1, "2026-05-25", "2026/sb-3", "Superseded: Exercise of pilots"),
    "2026.sb-6.deadline.enrolment": (
        dt.date(2026, 10, 14), dt.date(2026, 10, 15),
        "CONFIRMED", 0, "2026-05-25", "2026/sb-6",
        "Deadline: enrol in the exercise – Exercise of pilots: a new letter (SB/6)"),
    "2026.sb-6.event.exercise": (
        dt.date(2026, 10, 21), dt.date(2026, 10, 22),
        "CONFIRMED", 0, "2026-05-25", "2026/sb-6", "Exercise of pilots"),
    "2026.sb-10.deadline.drawings": (
        dt.date(2026, 12, 31), dt.date(2027, 1, 1),
        "CONFIRMED", 0, "2026-06-22", "2026/sb-10",
        "Deadline: send drawings – Drawings of tides (SB/10)"),
}  # fmt: skip


class TestTheInventedLives:
    """An archive whose later letters move and end dates, against a list made by hand."""

    def test_every_date_stands_once_in_the_calendar_of_everything(self, lives_built):
        found = events_of(lives_built["en/calendar.ics"])
        assert found.keys() == {f"{uid}.en" for uid in WHAT_STANDS}
        russian = events_of(lives_built["calendar.ics"])
        assert russian.keys() == {f"{uid}.ru" for uid in WHAT_STANDS}

    @pytest.mark.parametrize("uid", WHAT_STANDS)
    def test_facts_are_those_that_hold_now(self, lives_built, uid):
        start, end, status, sequence, stamp, key, summary = WHAT_STANDS[uid]
        item = events_of(lives_built["en/calendar.ics"])[f"{uid}.en"]
        assert item.dtstart.value == start
        assert (item.dtend.value if "dtend" in item.contents else None) == end
        assert item.summary.value == summary
        assert item.status.value == status
        assert item.sequence.value == str(sequence)
        moment = dt.datetime.combine(dt.date.fromisoformat(stamp), dt.time(), UTC)
        assert item.dtstamp.value == item.last_modified.value == moment
        anchor = ".".join(uid.split(".")[2:]).replace(".", "-")
        anchor = {"deadline-registration": "deadline-enrolment"}.get(anchor, anchor)
        assert item.url.value == f"https://archive.example/en/circulars/{key}/#{anchor}"
        assert item.url.value in item.description.value

    def test_created_is_the_day_of_the_first_announcement(self, lives_built):
        found = events_of(lives_built["en/calendar.ics"])
        papers = found["2026.lb-1.deadline.papers.en"]
        assert papers.created.value == dt.datetime(2026, 1, 12, tzinfo=UTC)

    def test_calendars_of_deadlines_and_of_events_divide_what_the_whole_one_holds(
        self, lives_built
    ):
        whole = events_of(lives_built["calendar.ics"])
        deadlines = events_of(lives_built["deadlines.ics"])
        meetings = events_of(lives_built["events.ics"])
        assert {uid.split(".")[2] for uid in deadlines} == {"deadline"}
        assert {uid.split(".")[2] for uid in meetings} == {"event"}
        assert whole.keys() == deadlines.keys() | meetings.keys()

    def test_an_event_is_the_same_bytes_wherever_it_stands(self, lives_built):
        def event_bytes(path, uid):
            parts = lives_built[path].split(b"BEGIN:VEVENT\r\n")
            (found,) = [part for part in parts if f"UID:{uid}@".encode() in part]
            return found.split(b"END:VEVENT\r\n")[0]

        uid = "2026.lb-1.deadline.papers.ru"
        places = [
            "calendar.ics",
            "deadlines.ics",
            "initiatives/lights/calendar.ics",
            "addressees/keepers/deadlines.ics",
            "circulars/bureau/lamp/calendar.ics",
            "circulars/2026/lb-1/calendar.ics",
            "circulars/2026/lb-5/calendar.ics",
        ]
        assert len({event_bytes(path, uid) for path in places}) == 1

    def test_a_deadline_concerns_only_those_that_it_asks(self, lives_built):
        papers = "2026.lb-1.deadline.papers.ru"
        assert papers in events_of(lives_built["addressees/keepers/calendar.ics"])
        assert papers not in events_of(lives_built["addressees/harbours/calendar.ics"])
        registration = "2026.lb-1.deadline.registration.ru"
        assert registration in events_of(lives_built["addressees/harbours/calendar.ics"])

    def test_a_circulars_own_calendar_holds_the_dates_that_pass_through_it(self, lives_built):
        own = events_of(lives_built["en/circulars/2026/lb-9/calendar.ics"])
        assert own.keys() == {
            "2026.lb-1.event.meeting.en",
            "2026.lb-1.deadline.registration.en",
            # They move with the meeting that the letter reschedules.
            "2026.lb-1.deadline.visa.en",
            "2026.lb-1.deadline.report.en",
        }
        first = events_of(lives_built["en/circulars/2026/lb-1/calendar.ics"])
        assert len(first) == 5

    def test_circulars_have_calendars_where_they_have_texts_and_days(self, lives, lives_built):
        own = {path for path in lives_built if path.startswith(("circulars/2", "en/circulars/2"))}
        dated = {"lb-1", "lb-5", "lb-9", "lb-11", "sb-2", "sb-3", "sb-6"}
        assert own == {
            f"{home}circulars/2026/{name}/calendar.ics"
            for home, names in (("", dated | {"sb-8"}), ("en/", dated | {"sb-10"}))
            for name in names
        }
        assert {item.key for item in lives.circulars if has_calendar(item)} == {
            f"2026/{name}" for name in dated | {"sb-8", "sb-10"}
        }

    def test_dates_without_an_exact_day_are_in_no_calendar(self, lives_built):
        for path, data in lives_built.items():
            assert b"candidates" not in data, path
            assert b"sb-2.event.conference" not in data, path

    def test_what_the_deadline_says(self, lives_built):
        papers = events_of(lives_built["calendar.ics"])["2026.lb-1.deadline.papers.ru"]
        # Babel joins the year and its abbreviation by a narrow blank.
        assert papers.description.value.replace("\u202f", " ").splitlines() == [
            "Циркуляр: LB/5: «Срок представления вкладов продлен»",
            "Что сделать: прислать вклады",
            "Кого просят: Смотрители маяков",
            "До какого времени: 4 мая 2026 г., до конца этого дня по женевскому времени",
            "Как ответить: по электронной почте",
            "Отвечать по адресу: papers@union.example",
            "Прежде: 15 апреля 2026 г. (основание переноса: LB/5: «Срок представления вкладов"
            " продлен»)",
            "Страница в архиве: https://archive.example/circulars/2026/lb-5/#deadline-papers",
            "Это собственное изложение архива, а не официальный текст.",
        ]

    def test_words_in_another_language_say_which_one(self, lives_built):
        drawings = events_of(lives_built["calendar.ics"])["2026.sb-10.deadline.drawings.ru"]
        assert drawings.summary.params["LANGUAGE"] == ["en"]
        assert "Язык письма в архиве: английский (перевода нет)." in drawings.description.value
        assert "Союзы лоцманов" in drawings.description.value
        assert drawings.url.value == (
            "https://archive.example/circulars/2026/sb-10/#deadline-drawings"
        )
        own = events_of(lives_built["en/calendar.ics"])["2026.sb-10.deadline.drawings.en"]
        assert own.summary.params["LANGUAGE"] == ["en"]
        assert "one language only" not in own.description.value

    def test_nothing_is_written_twice_and_all_is_written_again_alike(self, lives, lives_built):
        artifacts = list(calendars.build(lives, site()))
        assert len({artifact.path for artifact in artifacts}) == len(artifacts)
        assert {artifact.path: artifact.data for artifact in artifacts} == lives_built
        assert {artifact.kind for artifact in artifacts} == {"calendar"}

    def test_an_event_does_not_change_with_the_day_of_the_build(self, lives, lives_built):
        later = built(lives, TODAY + 40 * DAY)
        assert later["calendar.ics"] == lives_built["calendar.ics"]


class TestTheFrame:
    def test_what_a_calendar_says_of_itself(self, lives_built):
        path = "en/initiatives/lights/deadlines-reminders.ics"
        found = parsed(lives_built[path])
        said = {name: lines[0].value for name, lines in found.contents.items() if name[0] != "v"}
        assert found.version.value == "2.0"
        assert said == {
            "prodid": "-//circulars.example//circulars//EN",
            "calscale": "GREGORIAN",
            "uid": "calendar.deadlines-reminders.initiative.lights.en@circulars.example",
            "name": "Deadlines (with reminders): Lights of the coast",
            "x-wr-calname": "Deadlines (with reminders): Lights of the coast",
            "description": said["description"],
            "x-wr-caldesc": said["description"],
            "x-wr-timezone": "Europe/Zurich",
            "last-modified": "20260601T000000Z",
            "url": "https://archive.example/en/initiatives/lights/",
            "source": f"https://archive.example/{path}",
            "color": "firebrick",
            "refresh-interval": "P1D",
            "x-published-ttl": "P1D",
        }
        assert "Lights of the coast" in said["description"]
        assert found.contents["source"][0].params == {"VALUE": ["URI"]}
        assert found.contents["refresh-interval"][0].params == {"VALUE": ["DURATION"]}

    def test_every_calendar_is_another_one(self, lives_built):
        uids = [parsed(data).contents["uid"][0].value for data in lives_built.values()]
        assert len(set(uids)) == len(lives_built)

    def test_all_scopes_have_all_calendars_in_all_languages(self, lives_built):
        for place in (
            "", "initiatives/lights/", "initiatives/tides/", "circulars/bureau/lamp/",
            "circulars/bureau/sea/", "addressees/keepers/", "addressees/pilots/",
        ):  # fmt: skip
            for home in ("", "en/"):
                for what in ("calendar", "deadlines", "events"):
                    for suffix in ("", "-reminders"):
                        assert f"{home}{place}{what}{suffix}.ics" in lives_built

    def test_a_calendar_without_events_holds_genevas_zone(self):
        for path, data in built(Archive()).items():
            found = parsed(data)
            assert found.vtimezone.tzid.value == "Europe/Zurich", path
            assert "vevent" not in found.contents
            assert found.contents["last-modified"][0].value == "20260101T000000Z"

    def test_every_zone_that_is_used_is_defined_and_no_other(self, lives_built):
        for path, data in lives_built.items():
            used = {
                line.split(b"TZID=")[1].split(b":")[0]
                for line in data.split(b"\r\n")
                if b";TZID=" in line
            }
            defined = {
                line.removeprefix(b"TZID:")
                for line in data.split(b"\r\n")
                if line.startswith(b"TZID:")
            }
            assert defined == used | {b"Europe/Zurich"}, path

    def test_an_initiatives_calendars_stay_at_its_former_addresses(self):
        moved = Move(id="m", kind="initiative", name="lamps", date=TODAY, to="lights")
        found = built(archive(letter("2026/a", initiatives=(LIGHTS,)), moves=(moved,)))
        for name in ("calendar.ics", "deadlines.ics", "events-reminders.ics"):
            for home in ("", "en/"):
                assert (
                    found[f"{home}initiatives/lamps/{name}"]
                    == found[f"{home}initiatives/lights/{name}"]
                )

    def test_a_circulars_calendar_stays_at_its_former_address(self):
        moved = Move(id="m", kind="circular", name="2026/old", date=TODAY, to="2026/a")
        dated = letter("2026/a", deadlines=(deadline("2026-07-01"),), first_key="2026/old")
        found = built(archive(dated, moves=(moved,)))
        assert found["circulars/2026/old/calendar.ics"] == found["circulars/2026/a/calendar.ics"]
        assert events_of(found["calendar.ics"]).keys() == {"2026.old.deadline.reply.ru"}


class TestTime:
    """What stands in DTSTART and DTEND, as written."""

    def lines(self, item, path="calendar.ics"):
        facts = {"deadlines": (item,)} if isinstance(item, Deadline) else {"events": (item,)}
        data = built(archive(letter("2026/a", **facts)))[path]
        assert data.count(b"BEGIN:VEVENT") == 1
        inside = data.decode().split("BEGIN:VEVENT")[1].split("\r\n")
        return [line for line in inside if line.startswith(("DTSTART", "DTEND", "TRANSP"))]

    def test_a_day_is_a_whole_day_and_takes_no_time(self):
        assert self.lines(deadline("2026-12-31")) == [
            "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "TRANSP:TRANSPARENT",
        ]  # fmt: skip

    def test_an_hour_stands_in_its_zone(self):
        assert self.lines(deadline("2026-10-25 09:00", "Asia/Vladivostok")) == [
            "DTSTART;TZID=Asia/Vladivostok:20261025T090000", "TRANSP:TRANSPARENT",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("zone_name", "hour"),
        [("CET", "1200"), ("CEST", "1100"), ("UTC", "1300"), ("+03:00", "1000"),
         ("-09:30", "2230")],
    )  # fmt: skip
    def test_a_fixed_offset_stands_in_utc(self, zone_name, hour):
        assert self.lines(deadline("2026-07-08 13:00", zone_name))[0] == (
            f"DTSTART:20260708T{hour}00Z"
        )

    @pytest.mark.parametrize(("year", "form"), [(1996, ":"), (2037, ";"), (2038, ":")])
    def test_an_hour_beyond_the_years_of_the_definition_stands_in_utc(self, year, form):
        found = self.lines(
            deadline(f"{year}-07-08 13:00", "Europe/Zurich"),
            "circulars/2026/a/calendar.ics",
        )[0]
        assert found[7] == form
        assert found.endswith(f"{year}0708T110000Z" if form == ":" else f"{year}0708T130000")

    def test_an_event_of_days_ends_before_the_day_after(self):
        assert self.lines(event("2026-06-29", "2026-07-01")) == [
            "DTSTART;VALUE=DATE:20260629", "DTEND;VALUE=DATE:20260702", "TRANSP:TRANSPARENT",
        ]  # fmt: skip

    def test_an_event_of_hours_is_busy_time(self):
        assert self.lines(event("2026-07-08 13:00", "2026-07-10 16:00", "Europe/Zurich")) == [
            "DTSTART;TZID=Europe/Zurich:20260708T130000",
            "DTEND;TZID=Europe/Zurich:20260710T160000",
            "TRANSP:OPAQUE",
        ]

    def test_an_event_without_an_end_has_none(self):
        assert self.lines(event("2026-07-08 13:00", None, "Europe/Zurich")) == [
            "DTSTART;TZID=Europe/Zurich:20260708T130000", "TRANSP:OPAQUE",
        ]  # fmt: skip

    def test_an_end_that_is_only_a_month_leaves_the_first_day(self):
        assert self.lines(event("2026-07-08", "2026-09"))[:2] == [
            "DTSTART;VALUE=DATE:20260708", "DTEND;VALUE=DATE:20260709",
        ]  # fmt: skip

    @pytest.mark.parametrize("start", ["2026", "2026-12", "2026-12-05~"])
    def test_an_event_without_an_exact_day_is_in_no_calendar(self, start):
        of = letter("2026/a", events=(event(start),))
        found = built(archive(of))
        assert all(b"VEVENT" not in data for data in found.values())
        assert not has_calendar(of)
        assert "circulars/2026/a/calendar.ics" not in found

    @pytest.mark.parametrize(
        ("due", "zone_name", "said"),
        [
            ("2026-07-08", None, "8 July 2026, until the end of that day in Geneva"),
            ("2026-07-08 17:00", "Europe/Zurich", "8 July 2026, 17:00, Geneva time"),
            ("2026-07-08 13:00", "CET", "8 July 2026, 13:00, CET (UTC+1) (in Geneva: 14:00)"),
            ("2026-01-08 13:00", "CET", "8 January 2026, 13:00, CET (UTC+1)"),
            ("2026-07-08 23:30", "UTC", "8 July 2026, 23:30, UTC (in Geneva: 9 July 2026, 01:30)"),
        ],
    )
    def test_the_time_in_words(self, due, zone_name, said):
        found = built(archive(letter("2026/a", deadlines=(deadline(due, zone_name),))))
        lines = only(found["en/calendar.ics"]).description.value.splitlines()
        assert f"By when: {said}" in lines

    @pytest.mark.parametrize(
        ("start", "end", "zone_name", "said"),
        [
            ("2026-07-08", "2026-07-10", None, "8–10 July 2026"),
            ("2026-07-08 13:00", "2026-07-08 16:00", "CET",
             "8 July 2026, 13:00–16:00, CET (UTC+1) (in Geneva: 14:00–17:00)"),
            ("2026-07-08 13:00", "2026-07-09 23:30", "CET",
             "8 July 2026, 13:00 – 9 July 2026, 23:30, CET (UTC+1)"
             " (in Geneva: 8 July 2026, 14:00 – 10 July 2026, 00:30)"),
        ],
    )  # fmt: skip
    def test_the_hours_of_an_event_in_words(self, start, end, zone_name, said):
        found = built(archive(letter("2026/a", events=(event(start, end, zone_name),))))
        lines = only(found["en/calendar.ics"]).description.value.splitlines()
        assert f"When: {said}" in lines


ZONES = (
    "Europe/Zurich", "Asia/Vladivostok", "Pacific/Honolulu", "America/New_York",
    "Australia/Sydney", "Africa/Casablanca", "Europe/Dublin", "Asia/Kolkata",
)  # fmt: skip


def definition(name):
    of = letter("2026/a", deadlines=(deadline("2026-07-08 13:00", name),))
    text = built(archive(of))["calendar.ics"].decode()
    (found,) = [part for part in text.split("BEGIN:VTIMEZONE")[1:] if f"TZID:{name}\r" in part]
    return "BEGIN:VTIMEZONE" + found.split("END:VTIMEZONE")[0] + "END:VTIMEZONE\r\n"


class TestZones:
    @pytest.mark.parametrize("name", ZONES)
    def test_clocks_show_what_the_tz_database_says_through_all_years(self, name):
        """Read by dateutil's reader of zones."""
        defined = tz.tzical(io.StringIO(definition(name).replace("\r\n ", ""))).get(name)
        real = zone(name)
        day = dt.datetime(zones.FIRST_YEAR, 1, 2, 12)
        while day.year <= zones.LAST_YEAR:
            wanted = day.replace(tzinfo=real).utcoffset()
            assert day.replace(tzinfo=defined).utcoffset() == wanted, day
            day += DAY

    @pytest.mark.parametrize("name", ZONES)
    def test_onsets_are_the_hours_just_before_the_change(self, name):
        """RFC 5545, 3.6.5: the onset is local time by TZOFFSETFROM."""
        for observance in zones.observances(zone(name))[1:]:
            for onset in (observance.start, *observance.others):
                instant = (onset - observance.offset_from).replace(tzinfo=UTC)
                before = (instant - dt.timedelta(minutes=1)).astimezone(zone(name))
                after = instant.astimezone(zone(name))
                assert before.utcoffset() == observance.offset_from
                assert after.utcoffset() == observance.offset_to
                shown = {(at.utcoffset(), at.dst(), at.tzname()) for at in (before, after)}
                assert len(shown) == 2

    def test_geneva_changes_by_rule(self):
        assert definition("Europe/Zurich").split("\r\n")[2:] == [
            "BEGIN:STANDARD", "DTSTART:19970101T000000", "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD",
            "BEGIN:DAYLIGHT", "DTSTART:19970330T020000", "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200", "TZNAME:CEST", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "END:DAYLIGHT",
            "BEGIN:STANDARD", "DTSTART:19971026T030000", "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100", "TZNAME:CET", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "END:STANDARD", "END:VTIMEZONE", "",
        ]  # fmt: skip


class TestLives:
    """What later letters do to a date, in small archives."""

    CALL = letter(
        "2026/call",
        deadlines=(deadline("2026-07-01", name="papers", asks=words("прислать", "send")),),
    )

    def test_an_extended_deadline_keeps_its_uid_and_moves(self):
        before = events_of(built(archive(self.CALL))["calendar.ics"])
        more = letter(
            "2026/more",
            added=dt.date(2026, 5, 5),
            deadlines=(deadline("2026-08-01", name="later"),),
            related=(acts("extends", "2026/call", deadline="papers", becomes="later"),),
        )
        after = events_of(built(archive(self.CALL, more))["calendar.ics"])
        assert before.keys() == after.keys() == {"2026.call.deadline.papers.ru"}
        (old,), (new,) = before.values(), after.values()
        assert (old.dtstart.value, new.dtstart.value) == (dt.date(2026, 7, 1), dt.date(2026, 8, 1))
        assert (old.sequence.value, new.sequence.value) == ("0", "1")
        assert old.dtstamp.value < new.dtstamp.value == dt.datetime(2026, 5, 5, tzinfo=UTC)
        assert old.created.value == new.created.value
        assert new.url.value == "https://archive.example/circulars/2026/more/#deadline-later"
        assert "1 июля 2026" in new.description.value
        assert "MORE: «О письме 2026/more»" in new.description.value

    def test_dates_that_are_joined_keep_their_words_and_share_the_day(self):
        call = letter(
            "2026/call",
            deadlines=(
                deadline("2026-07-01", name="papers", asks=words("прислать доклад", "send")),
                deadline("2026-07-02", name="form", asks=words("прислать форму", "fill in")),
            ),
        )
        more = letter(
            "2026/more",
            deadlines=(deadline("2026-08-01", name="all", asks=words("прислать все", "all")),),
            related=(
                acts("extends", "2026/call", deadline="papers", becomes="all"),
                acts("extends", "2026/call", deadline="form", becomes="all"),
            ),
        )
        found = events_of(built(archive(call, more))["calendar.ics"])
        assert {uid: item.summary.value for uid, item in found.items()} == {
            "2026.call.deadline.papers.ru": "Срок: прислать доклад – О письме 2026/more (MORE)",
            "2026.call.deadline.form.ru": "Срок: прислать форму – О письме 2026/more (MORE)",
        }
        assert {item.dtstart.value for item in found.values()} == {dt.date(2026, 8, 1)}

    def test_each_act_and_each_correction_raises_the_sequence(self):
        corrected = letter(
            "2026/call",
            deadlines=self.CALL.deadlines,
            changes=(
                Change(id="a", date=dt.date(2026, 6, 1), kind="corrected", note=words("а", "a")),
                Change(id="b", date=dt.date(2026, 6, 9), kind="corrected", note=words("б", "b")),
            ),
        )
        more = letter(
            "2026/more",
            deadlines=(deadline("2026-08-01", name="papers"),),
            related=(acts("extends", "2026/call", deadline="papers"),),
        )
        end = letter("2026/no", related=(acts("withdraws", "2026/more", deadline="papers"),))
        sequences = [
            only(built(archive(*letters))["calendar.ics"]).sequence.value
            for letters in ((self.CALL,), (corrected,), (corrected, more), (corrected, more, end))
        ]
        assert sequences == ["0", "2", "3", "4"]
        stamp = only(built(archive(corrected))["calendar.ics"]).dtstamp.value
        assert stamp == dt.datetime(2026, 6, 9, tzinfo=UTC)

    def call(self):
        asked_before = Deadline(
            id="visa",
            asks=words("запросить визу", "ask for a visa"),
            due=None,
            relative=Relative(
                circular="2026/call",
                event="meeting",
                span=Span(number=2, unit="weeks"),
                is_before=True,
            ),
        )
        meeting = event("2026-09-10", "2026-09-12")
        return letter("2026/call", deadlines=(asked_before,), events=(meeting,))

    def relative(self, *, later=()):
        found = events_of(built(archive(self.call(), *later))["en/deadlines.ics"])
        return found.get("2026.call.deadline.visa.en")

    def moved(self, key, start, day):
        return letter(
            key,
            added=day,
            events=(event(start),),
            related=(acts("reschedules", "2026/call", event="meeting"),),
        )

    def test_a_deadline_that_counts_from_an_event_moves_with_it(self):
        second = self.moved("2026/second", "2026-10-10", dt.date(2026, 4, 4))
        third = self.moved("2026/third", "2026-11-10", dt.date(2026, 5, 5))
        steps = [self.relative(later=later) for later in ((), (second,), (second, third))]
        assert [item.dtstart.value for item in steps] == [
            dt.date(2026, 8, 27), dt.date(2026, 9, 26), dt.date(2026, 10, 27),
        ]  # fmt: skip
        assert [item.sequence.value for item in steps] == ["0", "1", "2"]
        assert [item.dtstamp.value.date() for item in steps] == [
            dt.date(2026, 1, 10), dt.date(2026, 4, 4), dt.date(2026, 5, 5),
        ]  # fmt: skip
        assert "2 weeks before the event “Meeting” begins" in steps[0].description.value
        assert "27 August 2026 (moved by THIRD" in steps[2].description.value

    def test_whoever_follows_a_letter_that_moves_an_event_gets_what_moves_with_it(self):
        second = self.moved("2026/second", "2026-10-10", dt.date(2026, 4, 4))
        third = self.moved("2026/third", "2026-11-10", dt.date(2026, 5, 5))
        stranger = letter("2026/stranger", events=(event("2026-10-12"),))
        found = built(archive(self.call(), second, third, stranger))
        both = {"2026.call.event.meeting.en", "2026.call.deadline.visa.en"}
        for name in ("call", "second", "third"):
            own = events_of(found[f"en/circulars/2026/{name}/calendar.ics"])
            assert own.keys() == both
            assert own["2026.call.deadline.visa.en"].dtstart.value == dt.date(2026, 10, 27)
        own = events_of(found["en/circulars/2026/stranger/calendar.ics"])
        assert own.keys() == {"2026.stranger.event.meeting.en"}

    def test_a_date_that_loses_its_day_is_told_of_as_cancelled(self):
        away = self.moved("2026/second", "2027", dt.date(2026, 4, 4))
        lost = self.relative(later=(away,))
        assert lost.status.value == "CANCELLED"
        assert lost.dtstart.value == dt.date(2026, 8, 27)
        title = "Deadline postponed: ask for a visa – On letter 2026/call (CALL)"
        assert lost.summary.value == title
        call = letter("2026/call", events=(event("2026-09-10"),))
        meeting = only(built(archive(call, away))["en/events.ics"])
        assert (meeting.status.value, meeting.sequence.value) == ("CANCELLED", "1")
        assert meeting.dtstart.value == dt.date(2026, 9, 10)
        assert meeting.summary.value == "Postponed: Meeting"
        back = self.moved("2026/third", "2027-03-03", dt.date(2026, 5, 5))
        meeting = only(built(archive(call, away, back))["en/events.ics"])
        assert (meeting.status.value, meeting.sequence.value) == ("CONFIRMED", "2")
        assert meeting.dtstart.value == dt.date(2027, 3, 3)

    @pytest.mark.parametrize(("days", "is_there"), [(0, True), (180, True), (181, False)])
    def test_what_was_ended_goes_after_half_a_year(self, days, is_there):
        call = letter("2026/call", deadlines=(deadline("2026-12-30", name="papers"),))
        ended = dt.date(2026, 3, 1)
        end = letter(
            "2026/no", added=ended, related=(acts("withdraws", "2026/call", deadline="papers"),)
        )
        found = built(archive(call, end), ended + days * DAY)
        for path in ("calendar.ics", "circulars/2026/call/calendar.ics"):
            assert (b"STATUS:CANCELLED" in found[path]) is is_there
            # Whoever asks only when it was changed last must see no step back.
            assert b"LAST-MODIFIED:20260301T000000Z" in found[path].split(b"BEGIN:VTIMEZONE")[0]

    @pytest.mark.parametrize(
        ("ended", "is_there"),
        [("2024-06-20", True), ("2024-06-19", False), ("2030-01-01", True)],
    )
    def test_shared_calendars_hold_two_years_and_a_circulars_own_one_all(self, ended, is_there):
        found = built(archive(letter("2024/a", events=(event("2024-05-01", ended),))))
        assert (b"VEVENT" in found["calendar.ics"]) is is_there
        assert b"VEVENT" in found["circulars/2024/a/calendar.ics"]

    def test_a_translation_that_comes_later_freshens_its_own_language_alone(self):
        day = dt.date(2026, 6, 6)
        of = letter("2026/a", also=day, deadlines=(deadline("2026-09-01"),))
        found = built(archive(of))
        russian, english = only(found["calendar.ics"]), only(found["en/calendar.ics"])
        assert russian.dtstamp.value == dt.datetime(2026, 1, 10, tzinfo=UTC)
        assert english.dtstamp.value == dt.datetime(2026, 6, 6, tzinfo=UTC)
        assert russian.created.value == english.created.value == russian.dtstamp.value

    def test_identity_is_that_of_the_first_publication(self):
        renamed = letter(
            "2026/new-name",
            first_key="2026/old-name",
            deadlines=(deadline("2026-09-01", name="new", first_id="old"),),
        )
        found = events_of(built(archive(renamed))["calendar.ics"])
        assert found.keys() == {"2026.old-name.deadline.old.ru"}


class TestTitles:
    """A title says what is asked, and for what; a phone shows two lines of it."""

    def test_a_long_subject_is_cut_after_a_word(self):
        subject = "Eleventh meeting of the keepers of lighthouses, buoys, bells and horns"
        of = letter(
            "2026/a", subject=words("Собрание", subject), deadlines=(deadline("2026-09-01"),)
        )
        assert only(built(archive(of))["en/calendar.ics"]).summary.value == (
            "Deadline: reply – Eleventh meeting of the keepers of lighthouses, buoys… (A)"
        )

    def test_what_is_asked_in_many_words_needs_no_subject(self):
        long = "tell the desk who will take part in the first meeting of the year"
        asks = words("сообщить", long)
        of = letter("2026/a", deadlines=(deadline("2026-09-01", asks=asks),))
        found = built(archive(of))
        assert only(found["en/calendar.ics"]).summary.value == f"Deadline: {long} (A)"
        assert only(found["calendar.ics"]).summary.value == "Срок: сообщить – О письме 2026/a (A)"

    def test_a_title_is_wholly_in_the_language_of_what_is_asked(self):
        asks = Localized(texts={"ru": "ответить"})
        found = built(archive(letter("2026/a", deadlines=(deadline("2026-09-01", asks=asks),))))
        title = only(found["en/calendar.ics"]).summary
        assert title.value == "Срок: ответить – О письме 2026/a (A)"
        assert title.params["LANGUAGE"] == ["ru"]

    def test_the_letter_is_named_before_the_facts_and_after_what_ended_them(self):
        call = letter("2026/a", deadlines=(deadline("2026-09-01"),), events=(event("2026-09-02"),))
        no = letter("2026/no", related=(acts("withdraws", "2026/a", deadline="reply"),))
        found = events_of(built(archive(call, no))["en/calendar.ics"])
        withdrawn = found["2026.a.deadline.reply.en"].description.value.splitlines()
        assert withdrawn[0].startswith("The deadline is withdrawn")
        assert withdrawn[1:3] == ["Circular: A: “On letter 2026/a”", "To do: reply"]
        meeting = found["2026.a.event.meeting.en"].description.value.splitlines()
        assert meeting[:2] == ["Circular: A: “On letter 2026/a”", "When: 2 September 2026"]


class TestDetails:
    def test_all_that_the_letter_says_of_a_deadline(self):
        of = letter(
            "2026/a",
            initiatives=(LIGHTS,),
            addressees=(KEEPERS, PILOTS),
            contacts=(
                Contact(id="a", person=words("Анна", "Anna"), office=words("Отдел, 2", "Office"),
                        tel="+00 1; 2", fax="+00 3", email="a@union.example"),
                Contact(id="b", web="https://union.example/b"),
            ),
            deadlines=(
                deadline(
                    "2026-09-01", kind=REPLY, of=(PILOTS,), by=("form", "post"),
                    how=words("По форме", "By the form of the annex"),
                    opens=Moment.parse("2026-05-01"), email="lights@union.example",
                    link=Link(id="l", label=words("Форма", "Form"), url="https://union.example/f"),
                    note=words("Заметка", "A note"), printed=words("до 1.9", "by 1 Sept."),
                ),
            ),
        )  # fmt: skip
        item = only(built(archive(of))["en/calendar.ics"])
        assert item.categories.value == ["Deadline", "Reply", "Lights", "D"]
        assert item.contact.value == (
            "Anna, Office, Tel. +00 1; 2, Fax +00 3, a@union.example; https://union.example/b"
        )
        said = item.description.value.splitlines()
        for line in (
            "To do: reply",
            "Asked of: Pilots",
            "Answers are accepted from 1 May 2026",
            "In the letter: by 1 Sept.",
            "How to reply: using the form, by post. By the form of the annex",
            "Reply to: lights@union.example",
            "Reply through: Form (https://union.example/f)",
            "A note",
        ):
            assert line in said

    def test_all_that_the_letter_says_of_an_event(self):
        meeting = event(
            "2026-07-08", format="hybrid", languages=("en", "ru"), cost="free",
            registration="required", url="https://union.example/m", place=words("Гавань, 1", "Bay"),
            when=words("в июле", "in July"),
        )  # fmt: skip
        found = built(archive(letter("2026/a", events=(meeting,))))
        item = only(found["en/calendar.ics"])
        assert item.location.value == "Bay"
        assert item.location.params == {"LANGUAGE": ["en"]}
        assert only(found["calendar.ics"]).location.value == "Гавань, 1"
        said = item.description.value.splitlines()
        for line in (
            "When: 8 July 2026",
            "In the letter: in July",
            "Format: hybrid",
            "Working languages: English, Russian",
            "Participation: free of charge",
            "Registration: required",
            "Event website: https://union.example/m",
        ):
            assert line in said
        assert item.categories.value == ["Event", "D"]
        assert "contact" not in item.contents

    def test_a_letter_without_a_reference_is_named_by_its_subject(self):
        of = letter("2026/a", references=(), deadlines=(deadline("2026-09-01"),))
        found = built(archive(of))
        item = only(found["en/calendar.ics"])
        assert item.summary.value == "Deadline: reply – On letter 2026/a"
        assert "Circular: “On letter 2026/a”" in item.description.value.splitlines()
        own = parsed(found["en/circulars/2026/a/calendar.ics"])
        assert own.contents["name"][0].value == "Dates of the circular: “On letter 2026/a”"


class TestReminders:
    def test_two_reminders_in_the_language_of_the_calendar(self, lives_built):
        for home, uid, said in (
            ("", "2026.lb-1.deadline.papers.ru", ["Через 14 дней.", "Через 3 дня."]),
            ("en/", "2026.lb-1.event.meeting.en", ["In 14 days.", "In 3 days."]),
        ):
            item = events_of(lives_built[f"{home}calendar-reminders.ics"])[uid]
            assert [alarm.trigger.value for alarm in item.valarm_list] == [-14 * DAY, -3 * DAY]
            assert [alarm.action.value for alarm in item.valarm_list] == ["DISPLAY"] * 2
            for alarm, start in zip(item.valarm_list, said, strict=True):
                assert alarm.description.value == f"{start} {item.summary.value}"

    def test_without_its_reminders_it_is_the_same_calendar(self, lives_built):
        for path in ("calendar", "en/deadlines", "initiatives/lights/events"):
            plain = events_of(lives_built[f"{path}.ics"])
            reminding = events_of(lives_built[f"{path}-reminders.ics"])
            assert plain.keys() == reminding.keys()
            assert b"VALARM" not in lives_built[f"{path}.ics"]
            for uid, item in reminding.items():
                if item.status.value == "CANCELLED":
                    assert "valarm" not in item.contents
                else:
                    assert len(item.contents.pop("valarm")) == 2
                assert item.serialize(validate=False) == plain[uid].serialize(validate=False)


# The checker refuses control characters; line breaks of every kind stand in for long texts.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from("\\,;:\"'=^\n\r\u2028\x85\t ЖёÿЩ"),
    ),
    min_size=1,
    max_size=120,
).filter(lambda text: text.strip())


def broken_up(text):
    """The words of a text, whatever stands between them."""
    return " ".join(text.split())


class TestHostileWords:
    @given(TEXTS, TEXTS)
    def test_words_come_back_as_they_were(self, text, other):
        item = deadline("2026-09-01", asks=Localized(texts={"ru": text}), note=words(other))
        meeting = event("2026-09-02", place=words(text), title=Localized(texts={"ru": other}))
        contact = Contact(id="a", person=words(text))
        of = letter("2026/a", references=(), deadlines=(item,), events=(meeting,),
                    contacts=(contact,), initiatives=(LIGHTS,))  # fmt: skip
        data = built(archive(of))["calendar-reminders.ics"]
        found = events_of(data)
        read_back = found["2026.a.deadline.reply.ru"]
        subject = " – О письме 2026/a" if len(text) <= 60 else ""
        assert broken_up(read_back.summary.value) == f"Срок: {broken_up(text)}{subject}"
        assert broken_up(read_back.contact.value) == broken_up(text)
        assert broken_up(other) in broken_up(read_back.description.value)
        held = found["2026.a.event.meeting.ru"]
        assert broken_up(held.summary.value) == broken_up(other)
        assert broken_up(held.location.value) == broken_up(text)
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()
            assert b"\n" not in line
            assert b"\r" not in line

    def test_titles_and_places_have_no_line_breaks(self):
        of = letter("2026/a", events=(event("2026-09-02", title=words("a\nb\r\nc\u2028d")),))
        assert only(built(archive(of))["calendar.ics"]).summary.value == "a b c d"

    @pytest.mark.parametrize("letter_", ["a", "Ж", "€", "𝔄", "\\", ";"])
    def test_lines_are_folded_by_octets_and_never_within_a_letter(self, letter_):
        lengths = [*range(1, 160), 9_999]
        meetings = (
            event("2026-09-02", name=f"n-{length}", title=words(letter_ * length))
            for length in lengths
        )
        data = built(archive(letter("2026/a", events=tuple(meetings))))["calendar.ics"]
        lines = data.split(b"\r\n")
        assert max(map(len, lines)) == 75
        for line, after in pairwise(lines):
            line.decode()
            if after.startswith(b" "):
                assert len(line) >= 72
        found = events_of(data)
        for length in lengths:
            assert found[f"2026.a.event.n-{length}.ru"].summary.value == letter_ * length


class TestAYearOfDays:
    """A day that moves: what calendars hold follows the rules on every one of them."""

    def test_nothing_to_come_is_lost_and_nothing_old_is_kept(self):
        starts = [dt.date(2023, 11, 1) + 33 * DAY * number for number in range(36)]
        letters = [
            letter(
                f"{start.year}/n-{number}",
                added=start,
                deadlines=(deadline((start + 30 * DAY).isoformat()),),
                events=(event((start + 60 * DAY).isoformat(), (start + 62 * DAY).isoformat()),),
            )
            for number, start in enumerate(starts)
        ]
        ends = {
            f"{start.year}/n-{number}": start + 10 * DAY
            for number, start in enumerate(starts)
            if number % 5 == 0
        }
        letters += [
            letter(f"{day.year}/end-{number}", added=day, related=(acts("withdraws", key),))
            for number, (key, day) in enumerate(ends.items())
        ]
        of = archive(*letters)
        dates = [
            (
                f"{circular.key.replace('/', '.')}.{kind}.ru",
                last,
                ends.get(circular.key),
            )
            for circular in of.circulars
            for kind, last in (
                *(("deadline.reply", item.due.date.first()) for item in circular.deadlines),
                *(("event.meeting", item.end.date.first()) for item in circular.events),
            )
        ]
        seen = set()
        for number in range(366):
            today = dt.date(2026, 1, 1) + number * DAY
            two_years_ago = Span(number=24, unit="months").before(today)
            data = next(
                artifact.data
                for artifact in calendars.build(of, site(today, LANGUAGES[:1]))
                if artifact.path == "calendar.ics"
            )
            held = {
                line.removeprefix(b"UID:").decode().split("@")[0]
                for line in data.replace(b"\r\n ", b"").split(b"\r\n")
                if line.startswith(b"UID:") and not line.startswith(b"UID:calendar")
            }
            for uid, last, gone in dates:
                if gone is None:
                    assert (uid in held) == (last >= two_years_ago), (today, uid)
                else:
                    kept = last >= two_years_ago and today <= gone + 180 * DAY
                    assert (uid in held) == kept, (today, uid)
            assert data.count(b"STATUS:CANCELLED") == len(
                {uid for uid, _, gone in dates if gone is not None} & held
            )
            seen |= held
        # The year shows every case: kept and gone, to come and too old, ended and standing.
        assert {uid for uid, _, _ in dates} - seen
        assert {uid for uid, _, gone in dates if gone is not None} & seen


class TestEntries:
    def test_entries_are_in_order_of_time(self, lives):
        starts = [entry.start.begin() for entry in entries(lives)]
        assert starts == sorted(starts)

    def test_a_zone_covers_what_calendars_may_write_in_it(self):
        assert zones.is_covered(dt.datetime(zones.FIRST_YEAR, 1, 1, tzinfo=GENEVA))
        assert not zones.is_covered(dt.datetime(zones.LAST_YEAR + 1, 1, 1, tzinfo=GENEVA))

    def test_reminders_come_two_weeks_and_three_days_before(self):
        assert writing.REMINDERS == (14, 3)
