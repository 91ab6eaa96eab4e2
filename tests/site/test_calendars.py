"""The published calendars, judged by programs that nobody here wrote: khal, calcurse, vobject."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import vobject
from invented_archive import HOSTILE
from site_kit import LIVES, Site, words

ACTING = ("lb-5", "lb-9", "sb-4", "sb-6", "sb-7")
"""The letters that move and end dates of earlier ones."""
CALCURSE_VARIABLE = "ARCHIVE_CALCURSE"


@pytest.fixture(scope="module")
def before(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same archive before these letters came."""
    root = tmp_path_factory.mktemp("before-source") / "circulars"
    shutil.copytree(LIVES, root, ignore=shutil.ignore_patterns(*ACTING))
    return make_site("before", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY="2026-03-20")


def calendars_of(site: Site) -> Iterator[tuple[str, vobject.base.Component]]:
    """Every calendar of a site by its path."""
    for file in sorted(site.folder.rglob("*.ics")):
        (calendar,) = vobject.readComponents(file.read_bytes().decode(), validate=True)
        yield file.relative_to(site.folder).as_posix(), calendar


class TestAnySite:
    """What holds for every calendar of every site."""

    def test_calendars_can_be_read_and_lead_to_what_is_there(self, site):
        seen = 0
        for path, calendar in calendars_of(site):
            assert calendar.contents["source"][0].value == site.url + path
            page = calendar.contents["url"][0].value
            assert page.startswith(site.url)
            assert site.has(page.removeprefix(site.url)), page
            assert calendar.contents["vtimezone"], path
            for event in calendar.contents.get("vevent", ()):
                address, _, anchor = event.url.value.partition("#")
                assert anchor in site.page(address.removeprefix(site.url)).ids, event.url.value
                seen += 1
        has_letters = any("/circulars/2" in f"/{page.path}" for page in site.pages())
        assert (seen > 0) is has_letters

    def test_lines_are_short_and_cut_no_letter(self, site):
        for file in sorted(site.folder.rglob("*.ics")):
            data = file.read_bytes()
            assert data.endswith(b"END:VCALENDAR\r\n")
            lines = data.split(b"\r\n")
            assert max(map(len, lines)) <= 75, file
            for line in lines:
                line.decode()
                assert b"\n" not in line

    def test_a_home_page_has_calendars_in_its_language(self, site):
        for language, home in (("ru", ""), ("en", "en/")):
            for what in ("calendar", "deadlines", "events"):
                for suffix in ("", "-reminders"):
                    path = f"{home}{what}{suffix}.ics"
                    (calendar,) = vobject.readComponents(site.bytes(path).decode())
                    assert calendar.contents["name"][0].params == {"LANGUAGE": [language]}
                    name = words(language, f"calendar.name.{what}")
                    assert calendar.contents["name"][0].value.startswith(name)


def test_hostile_words_come_through_as_they_are(hostile):
    (calendar,) = vobject.readComponents(hostile.bytes("calendar.ics").decode())
    found = {event.uid.value.split(".")[2]: event for event in calendar.vevent_list}
    assert HOSTILE in found["deadline"].summary.value
    assert found["event"].summary.value == HOSTILE
    assert found["event"].location.value == HOSTILE
    assert HOSTILE in found["deadline"].description.value
    assert HOSTILE in found["deadline"].contact.value


def test_the_summary_of_a_build_counts_calendars(lives):
    count = len(list(lives.folder.rglob("*.ics")))
    assert count > 50
    assert f"{count} " in lives.outcome.output


CONFIGURATION = """\
[calendars]
[[ru]]
path = {home}/ru
[[en]]
path = {home}/en
[default]
default_calendar = ru
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Zurich
default_timezone = Europe/Zurich
[sqlite]
path = {home}/khal.db
"""


class Khal:
    """khal with calendars and settings of its own."""

    FIELDS = ("uid", "start-date", "start-time", "end-date", "cancelled", "title", "location")

    def __init__(self, home: Path) -> None:
        self._home = home
        for language in ("ru", "en"):
            (home / language).mkdir(parents=True)
        (home / "config").write_text(CONFIGURATION.format(home=home), encoding="utf-8")

    def run(self, *arguments: str) -> str:
        """What khal prints; it must succeed and not complain."""
        environment = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/Zurich",
            "HOME": str(self._home),
        }
        command = [sys.executable, "-m", "khal", "-c", str(self._home / "config"), *arguments]
        result = subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", timeout=120,
            check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        assert "rror" not in result.stderr, result.stderr
        assert "arning" not in result.stderr, result.stderr
        return result.stdout

    def take(self, site: Site, path: str, language: str) -> None:
        """Import a calendar of *site*, as a subscriber's program does again and again."""
        self.run("import", "--batch", "-a", language, str(site.folder / path))

    def listed(self, language: str) -> dict[str, dict[str, str]]:
        """All dates of two years by UID, without the authority."""
        line = "\t".join(f"{{{name}}}" for name in self.FIELDS)
        printed = self.run(
            "list", "-a", language, "--once", "--day-format", "", "--format", line,
            "2026-01-01", "730d",
        )  # fmt: skip
        found: dict[str, dict[str, str]] = {}
        for row in filter(None, printed.splitlines()):
            values = dict(zip(self.FIELDS, row.split("\t"), strict=True))
            uid = values["uid"].split("@")[0]
            assert uid not in found, f"{uid} is listed twice"
            found[uid] = values
        return found


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    """A subscriber's calendar program."""
    return Khal(tmp_path / "khal")


class TestKhal:
    def test_both_languages_are_listed(self, khal, lives):
        for language, home in (("ru", ""), ("en", "en/")):
            khal.take(lives, f"{home}calendar.ics", language)
        russian, english = khal.listed("ru"), khal.listed("en")
        assert len(russian) == len(english) == 16
        meeting = russian["2026.lb-1.event.meeting.ru"]
        assert meeting["title"] == "Собрание смотрителей маяков"
        assert meeting["location"] == "Маячная гавань, Северный мыс"
        assert (meeting["start-date"], meeting["start-time"]) == ("2026-09-16", "10:00")
        assert meeting["end-date"] == "2026-09-18"
        assert english["2026.lb-1.event.meeting.en"]["title"] == (
            "Meeting of the keepers of lighthouses"
        )

    def test_hours_in_far_zones_are_right_in_geneva_when_clocks_change(self, khal, lives):
        khal.take(lives, "deadlines.ics", "ru")
        found = khal.listed("ru")
        east, west = (found[f"2026.sb-8.deadline.{name}.ru"] for name in ("east", "west"))
        assert (east["start-date"], east["start-time"]) == ("2026-10-25", "01:00")
        assert (west["start-date"], west["start-time"]) == ("2026-03-29", "11:30")

    def test_reminders_and_a_circulars_own_calendar_are_taken_too(self, khal, lives):
        khal.take(lives, "en/circulars/2026/lb-9/calendar.ics", "en")
        assert khal.listed("en").keys() == {
            "2026.lb-1.event.meeting.en",
            "2026.lb-1.deadline.registration.en",
            "2026.lb-1.deadline.visa.en",
            "2026.lb-1.deadline.report.en",
        }
        khal.take(lives, "en/calendar-reminders.ics", "en")
        assert len(khal.listed("en")) == 16

    @pytest.mark.parametrize(("language", "home"), [("ru", ""), ("en", "en/")])
    def test_what_later_letters_did_reaches_the_subscriber(
        self, khal, before, lives, language, home
    ):
        khal.take(before, f"{home}calendar.ics", language)
        first = khal.listed(language)
        khal.take(lives, f"{home}calendar.ics", language)
        second = khal.listed(language)

        def days(name: str) -> tuple[str, str]:
            uid = f"2026.{name}.{language}"
            return first[uid]["start-date"], second[uid]["start-date"]

        # Extended, rescheduled, and moved with the event: one entry each, on the new day.
        assert days("lb-1.deadline.papers") == ("2026-04-15", "2026-05-04")
        assert days("lb-1.deadline.registration") == ("2026-05-20", "2026-08-28")
        assert days("lb-1.event.meeting") == ("2026-06-10", "2026-09-16")
        assert days("lb-1.deadline.visa") == ("2026-04-29", "2026-08-05")
        assert not [uid for uid in second if ".lb-5." in uid or ".lb-9." in uid]
        # Withdrawn, called off, superseded: on the same day, and said to be cancelled.
        for name in (
            "sb-2.deadline.replies", "sb-2.event.workshop", "sb-3.deadline.enrolment",
            "sb-3.event.exercise",
        ):  # fmt: skip
            uid = f"2026.{name}.{language}"
            assert days(name)[0] == days(name)[1]
            assert (first[uid]["cancelled"].strip(), second[uid]["cancelled"].strip()) == (
                "", "CANCELLED",
            )  # fmt: skip
            assert first[uid]["title"] != second[uid]["title"]
        assert second.keys() - first.keys() == {
            f"2026.sb-6.deadline.enrolment.{language}",
            f"2026.sb-6.event.exercise.{language}",
        }


@pytest.fixture(scope="session")
def calcurse() -> str:
    """The path of calcurse. Without it these tests fail: they never skip themselves."""
    path = os.environ.get(CALCURSE_VARIABLE, "")
    if not path:
        pytest.fail(
            f"{CALCURSE_VARIABLE} is not set: `make test` sets it; by hand: "
            f"{CALCURSE_VARIABLE}=$(.ci/calendar-programs) .venv/bin/python -m pytest",
            pytrace=False,
        )
    if shutil.which(path) is None:
        pytest.fail(f"{CALCURSE_VARIABLE} names no program: {path}", pytrace=False)
    return path


class TestCalcurse:
    @pytest.mark.parametrize(("language", "home"), [("ru", ""), ("en", "en/")])
    @pytest.mark.parametrize("variant", ["", "-reminders"])
    def test_a_calendar_is_imported_whole_and_listed(
        self, calcurse, lives, tmp_path, language, home, variant
    ):
        def run(*arguments: str) -> str:
            environment = {"LC_ALL": "C.UTF-8", "TZ": "Europe/Zurich", "HOME": str(tmp_path)}
            place = ["-D", str(tmp_path / "data"), "-C", str(tmp_path / "data")]
            result = subprocess.run(
                [calcurse, *place, *arguments], env=environment, capture_output=True,
                encoding="utf-8", timeout=60, check=False,
            )  # fmt: skip
            assert result.returncode == 0, result.stderr
            return result.stdout + result.stderr

        (tmp_path / "data").mkdir()
        report = run("-i", str(lives.folder / f"{home}calendar{variant}.ics"))
        assert "6 apps / 10 events / 0 todos / 0 skipped" in report
        listed = run(
            "-Q", "--from", "01/01/2026", "--days", "365",
            "--format-event", "%m\t\n", "--format-apt", "%m\t%(start:%Y-%m-%d %H:%M)\n",
        )  # fmt: skip
        found = dict(line.strip("\n").split("\t") for line in listed.splitlines() if "\t" in line)
        papers, register = {
            "ru": (
                "Срок: прислать вклады – Срок представления вкладов продлен (LB/5)",
                "Срок: зарегистрироваться – Собрание переносится на сентябрь (LB/9)",
            ),
            "en": (
                "Deadline: send contributions – Contributions are accepted for longer (LB/5)",
                "Deadline: register – The meeting is moved to September (LB/9)",
            ),
        }[language]
        assert found[papers] == ""
        assert found[register] == "2026-08-28 17:00"
        assert found["Срок: ответить гавани Алоха – Часы гаваней (SB/8)"] == "2026-03-29 11:30"
        assert len(found) == 16
