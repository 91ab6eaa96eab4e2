"""A year of days: no page, feed or calendar calls a closed deadline open, or misses a change."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
import vobject
from lxml import html
from playwright.sync_api import Browser
from site_kit import LANGUAGES, LIVES, ROOT
from site_kit import Site as BuiltSite
from static_server import Server
from tests.thoroughness import LONG

from archive.build import SHELLS
from archive.languages import LANGUAGES as ROWS
from archive.languages import load_phrases
from archive.load import Loaded, load
from archive.outputs import (
    addressee_pages,
    calendars,
    circular_pages,
    deadline_pages,
    feeds,
    initiative_pages,
    month_pages,
)
from archive.render.frames import Frame, Frames
from archive.render.templates import environment
from archive.site import Site
from archive.urls import Addresses

UTC = dt.UTC


@dataclass(frozen=True, kw_only=True)
class Life:
    """What the invented letters say of one deadline, typed from their words."""

    day: dt.date | None = None
    """In Geneva."""
    over: dt.datetime | None = None
    """The instant from which it is closed."""
    opens: dt.datetime | None = None
    ended: str = ""

    def on(self, today: dt.date) -> str:
        """The state that a build for a Geneva day must show."""
        return self._state(today, today > self.day if self.day else False, self._opened_on(today))

    def at(self, now: dt.datetime, today: dt.date) -> str:
        """The state that a browser must show at an instant, which lies on a Geneva day."""
        return self._state(
            today,
            self.over is not None and now >= self.over,
            self.opens is None or now >= self.opens,
        )

    def _opened_on(self, today: dt.date) -> bool:
        return self.opens is None or today >= (self.opens + dt.timedelta(hours=1)).date()

    def _state(self, today: dt.date, is_over: bool, is_opened: bool) -> str:
        if self.ended:
            return self.ended
        if self.day is None:
            return "undated"
        if is_over:
            return "closed"
        if not is_opened:
            return "announced"
        left = (self.day - today).days
        if left <= 0:
            return "last-day"
        return "closing-soon" if left <= 14 else "open"


def _utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=UTC)


def _day(text: str, over: str, **more: str) -> Life:
    opens = _utc(more["opens"]) if "opens" in more else None
    return Life(day=dt.date.fromisoformat(text), over=_utc(over), opens=opens)


LIVES_OF: Mapping[tuple[str, str], Life] = {
    ("2026/lb-1", "papers"): Life(ended="extended"),
    ("2026/lb-1", "registration"): Life(ended="extended"),
    # Six weeks before 16 September, and a month after 18 September: the meeting was moved.
    ("2026/lb-1", "visa"): _day("2026-08-05", "2026-08-05T22:00"),
    ("2026/lb-1", "report"): _day("2026-10-18", "2026-10-18T22:00"),
    ("2026/lb-5", "papers"): _day("2026-05-04", "2026-05-04T22:00"),
    ("2026/lb-9", "enrolment"): _day("2026-08-28", "2026-08-28T15:00"),
    ("2026/lb-11", "pupils"): _day("2026-09-30", "2026-09-30T16:00", opens="2026-07-01T07:00"),
    ("2026/sb-2", "replies"): Life(ended="withdrawn"),
    ("2026/sb-2", "candidates"): Life(),
    ("2026/sb-3", "enrolment"): Life(ended="superseded"),
    ("2026/sb-6", "enrolment"): _day("2026-10-14", "2026-10-14T22:00"),
    # 09:00 in Vladivostok is 01:00 in Geneva, two hours before its clocks are put back.
    ("2026/sb-8", "east"): _day("2026-10-25", "2026-10-24T23:00"),
    # 23:30 of the day before in Honolulu is 11:30 in Geneva, where summer time has just begun.
    ("2026/sb-8", "west"): _day("2026-03-29", "2026-03-29T09:30"),
    # A day of 23 hours.
    ("2026/sb-8", "telegraph"): _day("2026-03-29", "2026-03-29T22:00"),
    ("2026/sb-10", "drawings"): _day("2026-12-31", "2026-12-31T23:00"),
}
AHEAD = {"announced", "open", "closing-soon", "last-day", "undated"}
OPEN = {"open", "closing-soon", "last-day"}
YEAR = [dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(366)]


def _days() -> list[dt.date]:
    """The days on which every page is made: all of them take minutes.

    Few are those on which something turns, the days around them, and some in between.
    """
    if LONG:
        return YEAR
    turns = {YEAR[0], YEAR[-1]}
    for life in LIVES_OF.values():
        for day in (life.day, life.over and life.over.date(), life.opens and life.opens.date()):
            if day is not None:
                turns |= {day, day - dt.timedelta(days=14)}
    near = {turn + dt.timedelta(days=days) for turn in turns for days in (-1, 0, 1)}
    return [day for number, day in enumerate(YEAR) if day in near or number % 9 == 0]


_FRAME = (
    "<html><head><title><!--archive:title--></title><!--archive:head--></head><body>"
    "<!--archive:alternates--><!--archive:toc--><!--archive:address--><!--archive:body-->"
    "</body></html>"
)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    found = load(LIVES, load_phrases(), "circulars")
    assert not found.problems
    return found


@pytest.fixture(scope="module")
def plain_site(loaded: Loaded) -> Site:
    """A site with the barest of frames: only what the archive itself writes matters here."""
    frames = Frames()
    for section, folders in SHELLS.items():
        for folder in folders:
            for code in LANGUAGES:
                frames.shells[code, section, folder.count("/") + 1] = Frame.cut(_FRAME)
    return Site(
        url="https://archive.example/",
        name={"ru": "Архив", "en": "Archive"},
        today=YEAR[0],
        languages=ROWS,
        phrases=load_phrases(),
        fragments=loaded.fragments,
        frames=frames,
        addresses=Addresses(default_language="ru"),
        archive_root=LIVES,
        templates=environment(str(ROOT / "overrides/archive")),
        circulars=loaded.archive.by_key(),
    )


def _of(address: str) -> tuple[str, str]:
    """The letter and the deadline that a link leads to."""
    path, _, anchor = address.partition("#deadline-")
    return "/".join(path.rstrip("/").split("/")[-2:]), anchor


class TestBuildsOfAYear:
    def test_the_table_has_every_deadline(self, loaded: Loaded) -> None:
        assert set(LIVES_OF) == {
            (circular.key, deadline.id)
            for circular in loaded.archive.circulars
            for deadline in circular.deadlines
        }

    def test_pages_of_letters(self, loaded: Loaded, plain_site: Site) -> None:
        seen: set[str] = set()
        for today in _days():
            site = replace(plain_site, today=today)
            for artifact in circular_pages.build(loaded.archive, site):
                page = html.fromstring(artifact.data.decode())
                key = "/".join(artifact.path.split("/")[-3:-1])
                for panel in page.xpath('//*[starts-with(@id, "deadline-")]'):
                    life = LIVES_OF[key, panel.get("id").removeprefix("deadline-")]
                    badges = panel.xpath('.//span[contains(@class, "state--")]')
                    later = [badge for badge in badges if badge.get("data-standing") is not None]
                    states = {_state_of(badge) for badge in badges if badge not in later}
                    # Beside "extended" stands the state of the date that it was extended to.
                    assert len(later) == (life.on(today) == "extended")
                    for badge in later:
                        now = _of(panel.xpath('.//a[contains(@href, "#deadline-")]/@href')[-1])
                        assert _state_of(badge) == LIVES_OF[now].on(today), (today, now)
                    assert states == {life.on(today)}, (today, artifact.path, panel.get("id"))
                    seen |= states
        assert seen == AHEAD | {"closed", "extended", "withdrawn", "superseded"}

    @pytest.mark.parametrize("output", [deadline_pages, initiative_pages, addressee_pages])
    def test_lists_of_deadlines(self, loaded: Loaded, plain_site: Site, output: object) -> None:
        for today in _days():
            site = replace(plain_site, today=today)
            lists = 0
            for artifact in output.build(loaded.archive, site):  # type: ignore[attr-defined]
                page = html.fromstring(artifact.data.decode())
                for item in page.xpath("//li[@data-state]"):
                    address = item.xpath('.//a[contains(@href, "#deadline-")]/@href')[0]
                    expected = LIVES_OF[_of(address)].on(today)
                    assert item.get("data-state") == expected, (today, artifact.path, address)
                    if item.getparent().get("data-live"):
                        assert expected in AHEAD, (today, artifact.path, address)
                    if item.getparent().get("data-past"):
                        assert expected not in AHEAD, (today, artifact.path, address)
                lists += artifact.path.endswith("deadlines/index.html")
                if artifact.path == "deadlines/index.html":
                    live = page.xpath('//ul[@data-live="open"]/li')
                    ahead = {name for name, life in LIVES_OF.items() if life.on(today) in AHEAD}
                    found = {
                        _of(item.xpath('.//a[contains(@href, "#deadline-")]/@href')[0])
                        for item in live
                    }
                    assert found == ahead, today

    def test_month_pages(self, loaded: Loaded, plain_site: Site) -> None:
        for today in YEAR[::5]:
            site = replace(plain_site, today=today)
            for artifact in month_pages.build(loaded.archive, site):
                page = html.fromstring(artifact.data.decode())
                for badge in page.xpath('//span[contains(@class, "state--")]'):
                    addresses = badge.xpath('ancestor::li[1]//a[contains(@href, "#deadline-")]')
                    if addresses:
                        life = LIVES_OF[_of(addresses[0].get("href"))]
                        assert _state_of(badge) == life.on(today), (today, artifact.path)

    def test_closing_feeds(self, loaded: Loaded, plain_site: Site) -> None:
        # Feeds of initiatives, bureaux and classes are cut from the same entries.
        archive = replace(loaded.archive, initiatives=(), bureaux=(), addressees=())
        reminded: set[tuple[tuple[str, str], int]] = set()
        for today in YEAR:
            site = replace(plain_site, today=today)
            data = {item.path: item.data for item in feeds.build(archive, site)}
            entries = json.loads(data["closing-feed.json"])["items"]
            found = {_reminder(entry["id"]) for entry in entries}
            expected = {
                (name, left)
                for name, life in LIVES_OF.items()
                for left in (14, 3, 0)
                if life.day is not None
                and life.on(today) in OPEN
                and life.day - dt.timedelta(days=left) <= today
            }
            assert found == expected, today
            reminded |= found
        # Every deadline that no letter ended was announced three times.
        dated = [name for name, life in LIVES_OF.items() if life.day is not None]
        assert reminded == {(name, left) for name in dated for left in (14, 3, 0)}

    def test_calendars(self, loaded: Loaded, plain_site: Site) -> None:
        for today in (*YEAR[::9], YEAR[-1]):
            site = replace(plain_site, today=today)
            data = {item.path: item.data for item in calendars.build(loaded.archive, site)}
            calendar = vobject.readOne(data["deadlines.ics"].decode())
            for name, life in LIVES_OF.items():
                events = [
                    event
                    for event in calendar.vevent_list
                    if _of(event.url.value) == name and event.status.value == "CONFIRMED"
                ]
                if life.day is None:
                    assert not events, (today, name)
                else:
                    (event,) = events
                    assert _geneva_day(event.dtstart.value) == life.day, (today, name)


def _state_of(badge: html.HtmlElement) -> str:
    (name,) = [part for part in badge.get("class").split() if part.startswith("state--")]
    return name.removeprefix("state--")


def _reminder(entry: str) -> tuple[tuple[str, str], int]:
    """Which deadline, and how many days before, an entry's id speaks of."""
    year, slug, deadline, _, left, _ = entry.partition(":closing/")[2].split("/")
    return (f"{year}/{slug}", deadline), int(left)


def _geneva_day(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime):
        # Summer time holds on every day of a timed deadline here but 25 October before 03:00,
        # which is summer time still.
        return (value.astimezone(UTC) + dt.timedelta(hours=2)).date()
    return value


class TestABrowserOfAYear:
    """One build, read for half a year, at the instants when something turns and at midnights."""

    @pytest.fixture
    def instants(self) -> list[dt.datetime]:
        days = YEAR[171 :: 3 if LONG else 9]
        found = [dt.datetime.combine(day, dt.time(11), UTC) for day in days]
        for life in LIVES_OF.values():
            for turn in (life.over, life.opens):
                if turn is not None and turn > found[0]:
                    found += [turn - dt.timedelta(seconds=1), turn]
            if life.day is not None and life.over is not None:
                midnight = life.over.replace(hour=22 if life.over.month < 11 else 23, minute=0)
                found += [midnight - dt.timedelta(days=14, seconds=1), midnight]
        return sorted(instant for instant in found if instant >= found[0])

    @pytest.mark.parametrize("zone", ["Asia/Vladivostok", "Pacific/Honolulu"])
    def test_states_are_right_without_a_new_build(
        self,
        lives: BuiltSite,
        browser: Browser,
        serve: Callable[..., Server],
        instants: list[dt.datetime],
        zone: str,
    ) -> None:
        address = f"{serve(lives.folder).url}deadlines/2026/"
        context = browser.new_context(timezone_id=zone, locale="en-GB")
        page = context.new_page()
        page.clock.set_fixed_time(instants[0])
        page.goto(address)
        seen: set[str] = set()
        for instant in instants:
            page.clock.set_fixed_time(instant)
            page.reload()
            geneva = (instant + dt.timedelta(hours=_summer(instant))).date()
            for name, state in _shown(page.content()):
                assert state == LIVES_OF[name].at(instant, geneva), (instant, name)
                seen.add(state)
        assert seen == OPEN | {"announced", "closed", "extended", "withdrawn", "superseded"}
        context.close()


def _shown(source: str) -> Iterator[tuple[tuple[str, str], str]]:
    for item in html.fromstring(source).xpath("//li[@data-state]"):
        address = item.xpath('.//a[contains(@href, "#deadline-")]/@href')[0]
        yield _of(address), item.get("data-state")


def _summer(instant: dt.datetime) -> int:
    """Geneva's hours before UTC in 2026: summer time from 29 March to 25 October, 01:00 UTC."""
    begins, ends = dt.datetime(2026, 3, 29, 1, tzinfo=UTC), dt.datetime(2026, 10, 25, 1, tzinfo=UTC)
    return 2 if begins <= instant < ends else 1
