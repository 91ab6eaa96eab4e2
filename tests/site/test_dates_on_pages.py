"""Dates that later letters moved or ended, read on the published pages, and in a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import page_rules
import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, LIVES, LIVES_TODAY, Page, Site, counterpart, squeeze, text_of, words
from static_server import Server
from test_browser import first_of, instant, watched

Serve = Callable[..., Server]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
in_a_browser = pytest.mark.browser


@pytest.fixture(scope="session")
def early(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The first letters, built before a deadline opens that nothing has happened to yet."""
    root = tmp_path_factory.mktemp("early-source") / "letters"
    shutil.copytree(LIVES, root, ignore=shutil.ignore_patterns("lb-5", "lb-9"))
    return make_site("early", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY="2026-02-01")


def letter(site: Site, name: str, language: str) -> Page:
    """The page of a letter of the lives."""
    return site.page(counterpart(f"circulars/2026/{name}/", language))


def struck(element: html.HtmlElement) -> list[str]:
    """The dates that are struck through, by their machine-readable form."""
    return list(element.xpath(".//del//time/@datetime"))


def standing(element: html.HtmlElement) -> list[str]:
    """The dates that are not."""
    return list(element.xpath(".//time[not(ancestor::del)]/@datetime"))


# --- pages --------------------------------------------------------------------------------------


@both_languages
@pytest.mark.parametrize(
    ("name", "anchor", "old", "new", "by"),
    [
        ("lb-1", "deadline-papers", "2026-04-15", "2026-05-04", "lb-5/#deadline-papers"),
        ("lb-5", "deadline-papers", "2026-04-15", "2026-05-04", "lb-1/#deadline-papers"),
        ("lb-1", "deadline-visa", "2026-04-29", "2026-08-05", "lb-9/#event-meeting"),
        (
            "lb-1",
            "deadline-registration",
            "2026-05-20T17:00+02:00",
            "2026-08-28T17:00+02:00",
            "lb-9/#deadline-enrolment",
        ),
        (
            "lb-9",
            "deadline-enrolment",
            "2026-05-20T17:00+02:00",
            "2026-08-28T17:00+02:00",
            "lb-1/#deadline-registration",
        ),
        ("sb-2", "deadline-replies", "2026-06-30", None, "sb-4/"),
        ("sb-3", "deadline-enrolment", "2026-07-15", None, "sb-6/#deadline-enrolment"),
    ],
)
def test_an_old_date_stands_struck_through_beside_the_new_one_and_the_letter(
    lives: Site, language: str, name: str, anchor: str, old: str, new: str | None, by: str
) -> None:
    page = letter(lives, name, language)
    panel = page.one(f"//*[@id='{anchor}']")
    title = panel.xpath("./p[@class='panel__title']")[0]
    assert struck(title) == [old]
    assert standing(title) == ([new] if new else [])
    assert words(language, "date.formerly") in text_of(title.xpath(".//del")[0])
    target = lives.url + counterpart(f"circulars/2026/{by}", language)
    links = [
        page_rules.urljoin(lives.url + page.path, link)
        for link in panel.xpath(".//ul[@class='fates']//a/@href")
    ]
    assert links == [target]
    box = page.section("summary").xpath(f".//dd[.//a[@href='#{anchor}']]")[0]
    assert struck(box) == [old]
    assert target in [page_rules.urljoin(lives.url + page.path, a) for a in box.xpath(".//a/@href")]
    assert old in struck(page.section("timeline"))


@both_languages
def test_the_earlier_letter_says_it_at_its_top(lives: Site, language: str) -> None:
    expected = {
        "lb-1": ["lb-5", "lb-9", "lb-9", "lb-9", "lb-9"],
        "lb-5": [],
        "lb-9": [],
        "sb-2": ["sb-4", "sb-7"],
        "sb-3": ["sb-6"],
        "sb-6": [],
    }
    for name, letters in expected.items():
        head = letter(lives, name, language).one("//header[@class='circular__head']")
        notices = head.xpath(".//*[contains(@class, 'notices')]/p")
        assert [
            re.search(r"/2026/([a-z0-9-]+)/", notice.xpath(".//a/@href")[-1])[1]
            for notice in notices
        ] == letters, name
        assert all(text_of(notice).endswith(".") for notice in notices)


@both_languages
def test_a_letter_that_ends_a_date_says_so_in_its_box(lives: Site, language: str) -> None:
    for name, old, address in (
        ("sb-4", "2026-06-30", "sb-2/#deadline-replies"),
        ("sb-7", "2026-07-08T13:00+01:00", "sb-2/#event-workshop"),
        ("sb-6", "2026-07-15", "sb-3/#deadline-enrolment"),
    ):
        page = letter(lives, name, language)
        box = page.section("summary")
        row = box.xpath(".//div[@class='effects']/dd")[0]
        assert struck(row) == [old]
        target = page_rules.urljoin(lives.url + page.path, row.xpath(".//a/@href")[0])
        assert target == lives.url + counterpart(f"circulars/2026/{address}", language)
        assert old in struck(page.section("timeline"))
        for said in ("circular.nothing-asked", "circular.no-deadline"):
            assert words(language, said) not in text_of(box)
    # Of the dates of others that it moves, those count that moved with an event.
    moves = letter(lives, "lb-9", language).section("summary").xpath(".//div[@class='effects']/dd")
    assert {"2026-08-05", "2026-10-18"} <= {day for row in moves for day in standing(row)}
    assert not letter(lives, "lb-11", language).all("//div[@class='effects']")


@both_languages
def test_related_letters_say_what_was_withdrawn(lives: Site, language: str) -> None:
    for name, back in (("sb-4", "withdraws-deadline"), ("sb-7", "withdraws-event")):
        own = letter(lives, name, language).section("related").xpath(".//li")
        assert text_of(own[0]).startswith(words(language, f"circular.relations.{back}") + ":")
        theirs = letter(lives, "sb-2", language).section("related").xpath(".//li")
        wanted = words(language, f"circular.relations-back.{back}") + ":"
        assert [text_of(row).startswith(wanted) for row in theirs].count(True) == 1


@both_languages
def test_panels_and_key_dates_are_in_order_of_the_days_that_stand(
    lives: Site, language: str
) -> None:
    page = letter(lives, "lb-1", language)
    panels = page.section("deadlines").xpath("./div[@class='panel']/@id")
    assert panels == [f"deadline-{name}" for name in ("papers", "visa", "registration", "report")]
    head = page.one("//header//dl[@class='key-dates']/div[1]")
    days = [standing(row)[0] for row in head.xpath("./dd")]
    assert days == sorted(days)


@both_languages
def test_an_item_leads_to_its_deadline_and_says_what_it_is_for(lives: Site, language: str) -> None:
    kinds = set()
    for item in lives.page(counterpart("deadlines/", language)).all("//li[@data-state]"):
        asks, about = item.xpath("./*[@class='dated__what']/a"), item.xpath(".//a")[1]
        place, _, anchor = asks[0].get("href").partition("#")
        assert len(asks) == 1
        assert anchor.startswith("deadline-")
        assert about.get("href") == place  # the reference leads to the letter as a whole
        target = page_rules.urljoin(counterpart("deadlines/", language), place)
        subject = text_of(lives.page(target).one("//h1"))
        shown = item.xpath(".//*[@class='dated__subject']")[0]
        assert text_of(shown) == subject
        # A letter has a page in every tree; in whose language it is written, its files say.
        key = target.removeprefix(counterpart("circulars/", language))
        foreign = not (LIVES / key / f"{language}.md").is_file()
        assert bool(shown.xpath("./span/@lang")) is foreign
        assert bool(item.xpath(".//*[@class='lang-mark']")) is foreign
        kinds.add(foreign)
    assert kinds == {True, False}


@both_languages
def test_headings_promise_what_the_lists_hold(lives: Site, language: str) -> None:
    # The lists hold what is announced too, and what ended years ago where little has.
    ahead = words(language, "addressees.ahead")
    for path in ("", "initiatives/lights/", "addressees/keepers/"):
        assert text_of(lives.page(counterpart(path, language)).one("//h2[@id='open']")) == ahead
    for path, anchor in (("deadlines/", "closed"), ("events/", "past")):
        page = lives.page(counterpart(path, language))
        said = text_of(page.one(f"//h2[@id='{anchor}']")) + text_of(
            page.one("//main//a[@aria-current='page']")
        )
        assert not re.search("недавно|recently", said, re.IGNORECASE)


@both_languages
def test_months_offer_the_readers_own_time_of_hours(lives: Site, language: str) -> None:
    page = lives.page(counterpart("deadlines/2026/10/", language))
    (hour,) = page.all("//table//time[@data-instant]")
    # The page shows Geneva's hour, and says so of itself.
    assert text_of(hour) == "01:00"
    assert hour.get("datetime") == "2026-10-25T01:00+02:00"
    assert hour.get("data-instant") == "2026-10-24T23:00:00Z"
    assert len(page.all("//*[@data-own-time]")) == 1


@both_languages
def test_cards_show_what_became_of_dates(lives: Site, language: str) -> None:
    page = lives.page(counterpart("circulars/2026/", language))
    cards = {
        re.search(r"/2026/([a-z0-9-]+)/", card.xpath(".//h2//a/@href")[0])[1]: card
        for card in page.all("//main//article[contains(@class, 'card')]")
    }
    assert struck(cards["sb-3"]) == ["2026-07-15", "2026-07-22"]
    assert words(language, "state.superseded") in text_of(cards["sb-3"])
    assert words(language, "state.event.superseded") in text_of(cards["sb-3"])
    assert struck(cards["sb-6"]) == []
    assert struck(cards["lb-1"])[0] == "2026-04-15"
    assert standing(cards["lb-1"].xpath(".//dl")[0])[0] == "2026-05-04"


@both_languages
def test_items_carry_what_scripts_filter_by(lives: Site, language: str) -> None:
    found = {}
    for item in lives.page(counterpart("deadlines/", language)).all("//li[@data-state]"):
        link = item.xpath(".//*[@class='dated__what']//a/@href")[0]
        name = re.search(r"/2026/([a-z0-9-]+)/#deadline-([a-z-]+)$", link)
        found["/".join(name.groups())] = tuple(
            item.get(f"data-{key}") for key in ("initiatives", "bureau", "asked", "answer", "state")
        )
    assert found["lb-1/papers"] == ("lights", "lamp", "keepers", "contribution", "extended")
    assert found["lb-1/report"] == ("lights", "lamp", "keepers harbours", "", "open")
    assert found["sb-2/candidates"] == ("tides", "sea", "pilots", "nomination", "undated")
    assert found["sb-3/enrolment"] == (
        "tides lights",
        "sea",
        "pilots",
        "registration",
        "superseded",
    )
    assert found["sb-2/replies"][-1] == "withdrawn"


@both_languages
def test_a_relative_deadline_says_from_what_it_counts(lives: Site, language: str) -> None:
    visa = letter(lives, "lb-1", language).one("//*[@id='deadline-visa']")
    said = {
        "ru": "за 6 недель до начала мероприятия «Собрание смотрителей маяков»",
        "en": "6 weeks before the event “Meeting of the keepers of lighthouses” begins",
    }[language]
    assert said in text_of(visa)
    page = letter(lives, "sb-2", language)
    candidates = page.one("//*[@id='deadline-candidates']")
    said = {
        "ru": "за 8 недель до начала мероприятия «Конференция о приливах»",
        "en": "8 weeks before the event “Conference on tides” begins",
    }[language]
    badge = words(language, "state.undated")
    assert f"{said} {badge}" in text_of(candidates)
    assert not candidates.xpath(".//time|.//*[@data-ends]")
    assert page.section("timeline").xpath(".//ol/li")[-1].xpath(".//a/@href") == [
        "#deadline-candidates"
    ]


@both_languages
def test_panels_say_what_kind_of_answer_and_how(lives: Site, language: str) -> None:
    panel = letter(lives, "lb-1", language).one("//*[@id='deadline-registration']")
    rows = {text_of(row.xpath("./dt")[0]): row.xpath("./dd")[0] for row in panel.xpath(".//dl/div")}
    kind = {"ru": "Регистрация", "en": "Registration"}[language]
    assert text_of(rows[words(language, "circular.answer")]) == kind
    ways = text_of(rows[words(language, "circular.ways-label")])
    assert ways == words(language, "circular.ways.form")
    opens = rows[words(language, "circular.opens")]
    assert opens.xpath(".//time/@datetime") == ["2026-03-01"]


@both_languages
def test_a_timeline_is_an_ordered_list_with_a_heading_in_the_contents(
    lives: Site, language: str
) -> None:
    page = letter(lives, "lb-1", language)
    rows = page.section("timeline").xpath("./ol/li")
    assert len(rows) == 13
    days = [row.xpath(".//time/@datetime") for row in rows]
    assert days[0] == ["2026-01-12"]
    anchors = {link for link in page.section("timeline").xpath(".//a/@href") if link[0] == "#"}
    assert {"#deadline-papers", "#event-meeting", "#deadline-visa"} <= anchors
    assert page.all("//nav//a[@href='#timeline']")
    ends = letter(lives, "sb-4", language).section("timeline").xpath("./ol/li")
    assert struck(ends[1]) == ["2026-06-30"]
    assert not letter(lives, "lb-11", language).all("//del")


@both_languages
def test_a_letter_with_dates_offers_its_calendar(lives: Site, language: str) -> None:
    page = letter(lives, "lb-1", language)
    links = page.one("//*[@class='add-dates']").xpath(".//a/@href")
    absolute = [page_rules.urljoin(lives.url + page.path, link) for link in links]
    address = "//circulars.example/" + counterpart("circulars/2026/lb-1/calendar.ics", language)
    assert absolute == [f"webcal:{address}", f"https:{address}"]
    assert not letter(lives, "sb-4", language).all("//*[@class='add-dates']")


def test_hours_elsewhere_are_told_in_geneva_time_too(lives: Site) -> None:
    page = letter(lives, "sb-8", "ru")
    east = text_of(page.one("//*[@id='deadline-east']"))
    assert "25 октября 2026 г., 09:00, Владивосток (01:00 по женевскому времени)" in east
    west = text_of(page.one("//*[@id='deadline-west']"))
    assert "23:30, Гонолулу (29 марта 2026 г., 11:30 по женевскому времени)" in west
    telegraph = text_of(page.one("//*[@id='deadline-telegraph']"))
    assert "по женевскому времени" not in telegraph


# --- the reader's clock -------------------------------------------------------------------------

ZONES = ("Asia/Vladivostok", "Europe/Zurich", "Pacific/Honolulu")
HOURS = (
    # instant, states of the deadlines west (28 March, 23:30 in Honolulu), telegraph (29 March)
    # and east (25 October, 09:00 in Vladivostok), and the days left until the last one
    ("2026-03-27T22:59:59Z", "closing-soon", "closing-soon", 212),  # 27 March, 23:59 in Geneva
    ("2026-03-27T23:00:00Z", "closing-soon", "closing-soon", 211),  # midnight in Geneva
    ("2026-03-28T22:59:59Z", "closing-soon", "closing-soon", 211),
    ("2026-03-28T23:00:00Z", "last-day", "last-day", 210),  # the day of 23 hours begins
    ("2026-03-29T00:59:59Z", "last-day", "last-day", 210),  # the clocks go forward
    ("2026-03-29T01:00:00Z", "last-day", "last-day", 210),
    ("2026-03-29T09:29:59Z", "last-day", "last-day", 210),
    ("2026-03-29T09:30:00Z", "closed", "last-day", 210),  # 23:30 in Honolulu
    ("2026-03-29T10:00:00Z", "closed", "last-day", 210),  # midnight in Honolulu
    ("2026-03-29T14:00:00Z", "closed", "last-day", 210),  # midnight in Vladivostok
    ("2026-03-29T21:59:59Z", "closed", "last-day", 210),  # the day of 23 hours ends
    ("2026-03-29T22:00:00Z", "closed", "closed", 209),
    ("2026-10-23T21:59:59Z", "closed", "closed", 2),
    ("2026-10-23T22:00:00Z", "closed", "closed", 1),
    ("2026-10-24T14:00:00Z", "closed", "closed", 1),  # midnight in Vladivostok
    ("2026-10-24T21:59:59Z", "closed", "closed", 1),
    ("2026-10-24T22:00:00Z", "closed", "closed", 0),  # the day of 25 hours begins
    ("2026-10-24T22:59:59Z", "closed", "closed", 0),
    ("2026-10-24T23:00:00Z", "closed", "closed", -1),  # 09:00 in Vladivostok
    ("2026-10-25T00:00:00Z", "closed", "closed", -1),
    ("2026-10-25T01:00:00Z", "closed", "closed", -1),
)


def badge(tab: Tab, name: str) -> tuple[str, str]:
    """The state that the badge of a panel shows, and its words."""
    found = tab.locator(f"#deadline-{name} .panel__title .state").first
    name = re.search(r"state--([a-z-]+)", found.get_attribute("class") or "")[1]
    return name, squeeze(found.inner_text())


@in_a_browser
@pytest.mark.parametrize("zone", ZONES)
def test_geneva_days_are_counted_right_wherever_the_reader_is(
    browser: Browser, serve: Serve, lives: Site, zone: str
) -> None:
    server = serve(lives.folder)
    with watched(browser, server, timezone_id=zone) as (tab, _):
        for moment, west, telegraph, left in HOURS:
            tab.clock.set_fixed_time(instant(moment))
            tab.goto(server.url + "circulars/2026/sb-8/")
            assert badge(tab, "west")[0] == west, moment
            assert badge(tab, "telegraph")[0] == telegraph, moment
            state, said = badge(tab, "east")
            if left < 0:
                assert (state, said) == ("closed", words("ru", "state.closed")), moment
            elif left == 0:
                assert (state, said) == ("last-day", words("ru", "state.last-day")), moment
            else:
                assert state == ("closing-soon" if left <= 14 else "open"), moment
                assert re.search(rf"\b{left} д", said), (moment, said)


@in_a_browser
@both_languages
def test_an_announced_deadline_opens_in_a_build_that_is_weeks_old(
    browser: Browser, serve: Serve, early: Site, language: str
) -> None:
    server = serve(early.folder)
    page = letter(early, "lb-1", language)
    built = page.one("//*[@id='deadline-registration']//*[@data-ends]")
    assert text_of(built) == words(language, "state.announced")
    assert built.get("data-opens") == "2026-02-28T23:00:00Z"
    with watched(browser, server, timezone_id="Pacific/Honolulu") as (tab, _):
        for moment, state in (
            ("2026-02-28T22:59:59Z", "announced"),
            ("2026-02-28T23:00:00Z", "open"),
            ("2026-05-07T12:00:00Z", "closing-soon"),
            ("2026-05-20T14:59:59Z", "last-day"),
            ("2026-05-20T15:00:00Z", "closed"),
        ):
            tab.clock.set_fixed_time(instant(moment))
            tab.goto(server.url + page.path)
            assert badge(tab, "registration")[0] == state, moment
            tab.goto(server.url + counterpart("deadlines/", language))
            item = tab.locator(
                "li[data-state]", has=tab.locator("a[href$='#deadline-registration']")
            )
            assert item.get_attribute("data-state") == state, moment
            day = {"ru": "1 марта 2026 г.", "en": "1 March 2026"}[language]
            since = words(language, "circular.opens-line", date=day)
            assert since in squeeze(item.inner_text())


@in_a_browser
def test_an_announced_deadline_opens_while_the_page_is_open(
    browser: Browser, serve: Serve, early: Site
) -> None:
    server = serve(early.folder)
    with watched(browser, server) as (tab, _):
        tab.add_init_script(
            "window.heard = 0; document.addEventListener('archive:states', () => { heard += 1 })"
        )
        tab.clock.install(time=instant("2026-02-28T22:59:30Z"))
        tab.goto(server.url + "circulars/2026/lb-1/")
        assert badge(tab, "registration")[0] == "announced"
        heard = tab.evaluate("heard")
        assert heard >= 1
        tab.clock.run_for(70_000)
        assert badge(tab, "registration")[0] == "open"
        assert tab.evaluate("heard") > heard


@in_a_browser
def test_what_a_letter_has_ended_no_clock_changes(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server) as (tab, _):
        for moment in ("2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z"):
            tab.clock.set_fixed_time(instant(moment))
            tab.goto(server.url + "circulars/2026/lb-1/")
            assert badge(tab, "papers") == ("extended", words("ru", "state.extended"))
            # What it was extended to changes by the clock, and its item stays extended.
            now = "closed" if moment > "2026-05-04" else "open"
            expect(tab.locator("#deadline-papers .panel__title .state").last).to_have_class(
                f"state state--{now}"
            )
            tab.goto(server.url + "circulars/2026/sb-2/")
            assert badge(tab, "replies") == ("withdrawn", words("ru", "state.withdrawn"))
            assert badge(tab, "candidates") == ("undated", words("ru", "state.undated"))
            tab.goto(server.url + "circulars/2026/sb-3/")
            assert badge(tab, "enrolment") == ("superseded", words("ru", "state.superseded"))


@in_a_browser
def test_the_state_of_a_later_date_is_not_that_of_the_item(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server) as (tab, _):
        tab.clock.set_fixed_time(instant("2026-08-20T12:00:00Z"))
        tab.goto(server.url + "en/deadlines/")
        item = tab.locator(
            "li[data-state]", has=tab.locator(".dated__what a[href$='#deadline-registration']")
        )
        assert item.get_attribute("data-state") == "extended"
        own, now = (squeeze(said) for said in item.locator(".state").all_inner_texts())
        assert own == words("en", "state.extended")
        assert now == "Closing soon: 8 days left"


@in_a_browser
@pytest.mark.parametrize("width", [360, 1200])
def test_badges_keep_to_their_column_and_links_are_large_enough(
    browser: Browser, serve: Serve, lives: Site, width: int
) -> None:
    server = serve(lives.folder)
    size = {"width": width, "height": 800}
    with watched(browser, server, viewport=size) as (tab, _):
        tab.clock.set_fixed_time(instant(f"{LIVES_TODAY}T12:00:00Z"))
        tab.goto(server.url + "deadlines/")
        item = tab.locator("li[data-state=announced]")
        badge = item.locator(".state").bounding_box()
        beside = item.locator(".dated__what").bounding_box()
        assert badge is not None
        assert beside is not None
        if width > 1000:
            assert badge["x"] + badge["width"] + 16 <= beside["x"]
        else:
            assert badge["x"] + badge["width"] <= width
        for link in tab.locator(".dated__what a, .dated__meta a").all():
            box = link.bounding_box()
            assert box is None or box["height"] >= 24


# --- the reader's own time ----------------------------------------------------------------------


def own_time(tab: Tab, language: str) -> Locator:
    """The switch of the reader's own time."""
    return tab.get_by_role("button", name=words(language, "time.show-own"))


def notes(tab: Tab, name: str) -> list[str]:
    """What is added to the dates in the title of a panel."""
    found = tab.locator(f"#deadline-{name} .panel__title .own")
    return [squeeze(text) for text in found.all_inner_texts()]


@in_a_browser
@pytest.mark.parametrize(
    ("zone", "east", "west", "telegraph"),
    [
        (
            "Asia/Vladivostok",
            None,  # the letter's own hour
            "29 марта 2026 г. в 19:30",
            "до 30 марта 2026 г. в 08:00",
        ),
        (
            "Pacific/Honolulu",
            "24 октября 2026 г. в 13:00",
            None,
            "до 29 марта 2026 г. в 12:00",
        ),
        (
            "America/New_York",
            "24 октября 2026 г. в 19:00",
            "29 марта 2026 г. в 05:30",
            "до 29 марта 2026 г. в 18:00",
        ),
    ],
)
def test_the_readers_own_time_on_wish(
    browser: Browser,
    serve: Serve,
    lives: Site,
    zone: str,
    east: str | None,
    west: str | None,
    telegraph: str,
) -> None:
    server = serve(lives.folder)
    with watched(browser, server, timezone_id=zone) as (tab, _):
        tab.goto(server.url + "circulars/2026/sb-8/")
        button = own_time(tab, "ru")
        expect(button).to_have_count(1)
        expect(button).to_have_attribute("aria-pressed", "false")
        assert tab.locator(".own").count() == 0
        button.focus()
        tab.keyboard.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
        for name, said in (("east", east), ("west", west), ("telegraph", telegraph)):
            found = notes(tab, name)
            assert len(found) == (said is not None), (name, found)
            if said is not None:
                assert found[0].startswith(f"({words('ru', 'time.own', time='')}{said}, ")
        # The wish is remembered, on other pages too, until it is taken back.
        tab.goto(server.url + "circulars/2026/lb-1/")
        expect(own_time(tab, "ru")).to_have_attribute("aria-pressed", "true")
        assert tab.locator("time + .own").count() > 5
        assert tab.locator("del .own, del + .own").count() == 0
        own_time(tab, "ru").click()
        assert tab.locator(".own").count() == 0
        tab.reload()
        expect(own_time(tab, "ru")).to_have_attribute("aria-pressed", "false")


@in_a_browser
def test_hours_of_an_event_from_and_to(browser: Browser, serve: Serve, lives: Site) -> None:
    server = serve(lives.folder)
    with watched(browser, server, timezone_id="Asia/Vladivostok") as (tab, _):
        tab.goto(server.url + "en/circulars/2026/lb-9/")
        own_time(tab, "en").click()
        said = squeeze(tab.locator("#event-meeting dd .own").first.inner_text())
        assert re.search(r"16 September 2026.*18:00.*19 September 2026.*01:00", said)


@in_a_browser
def test_where_clocks_read_the_same_nothing_is_offered(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(browser, server, timezone_id="Europe/Rome") as (tab, _):
        tab.goto(server.url + "circulars/2026/lb-1/")
        expect(tab.locator("h1")).to_be_visible()
        expect(own_time(tab, "ru")).to_have_count(0)
        tab.evaluate("localStorage.setItem('archive.own-time', 'yes')")
        tab.reload()
        assert tab.locator(".own").count() == 0


@in_a_browser
def test_a_closed_storage_disturbs_nothing(browser: Browser, serve: Serve, lives: Site) -> None:
    server = serve(lives.folder)
    with watched(browser, server, timezone_id="Asia/Vladivostok") as (tab, _):
        tab.add_init_script(
            "for (const name of ['getItem', 'setItem', 'removeItem']) {"
            " const kept = Storage.prototype[name];"
            " Storage.prototype[name] = function (key) {"
            "  if (key.startsWith('archive.')) { throw new Error('closed'); }"
            "  return kept.apply(this, arguments); } }"
        )
        tab.goto(server.url + "circulars/2026/sb-8/")
        own_time(tab, "ru").click()
        assert len(notes(tab, "telegraph")) == 1
        own_time(tab, "ru").click()
        assert notes(tab, "telegraph") == []


@in_a_browser
@both_languages
def test_dates_fit_on_a_phone_and_stand_without_scripts(
    browser: Browser, serve: Serve, lives: Site, language: str
) -> None:
    server = serve(lives.folder)
    phone = {"width": 360, "height": 640}
    for scripts in (True, False):
        with watched(
            browser, server, viewport=phone, java_script_enabled=scripts, timezone_id=ZONES[0]
        ) as (tab, _):
            for name in ("lb-1", "lb-5", "lb-9", "sb-2", "sb-3"):
                page = letter(lives, name, language)
                tab.goto(server.url + page.path)
                if scripts and own_time(tab, language).count():
                    own_time(tab, language).click()
                    assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name
                expect(tab.locator("ol.timeline li").first).to_be_visible()
                expect(tab.locator("del").first).to_be_visible()
                if not scripts:
                    assert (
                        tab.get_by_role("button", name=words(language, "time.show-own")).count()
                        == 0
                    )


@in_a_browser
def test_the_switch_moves_nothing_when_it_appears(
    browser: Browser, serve: Serve, lives: Site
) -> None:
    server = serve(lives.folder)
    with watched(
        browser, server, viewport={"width": 360, "height": 640}, timezone_id="Asia/Vladivostok"
    ) as (tab, _):
        tab.clock.set_fixed_time(instant(f"{LIVES_TODAY}T12:00:00Z"))
        held: list[Route] = []
        tab.route("**/assets/times.js", lambda route: held.append(route))
        tab.goto(server.url + "en/circulars/2026/lb-1/", wait_until="commit")
        below = tab.locator("#summary")
        expect(below).to_be_visible()
        before = below.bounding_box()
        expect(own_time(tab, "en")).to_have_count(0)
        first_of(held, tab).continue_()
        expect(own_time(tab, "en")).to_be_visible()
        assert below.bounding_box() == before


@in_a_browser
@both_languages
def test_no_line_ends_within_a_reference_or_a_range_on_a_narrow_screen(
    browser: Browser, serve: Serve, real: Site, language: str
) -> None:
    server = serve(real.folder)
    ends = "[...document.querySelectorAll('main .whole')].map(e => e.getClientRects().length)"
    with watched(browser, server) as (tab, _):
        for width in (240, 320, 390):
            tab.set_viewport_size({"width": width, "height": 800})
            for path in ("", "circulars/2021/tsb-352/", "deadlines/2021/", "events/2021/"):
                tab.goto(server.url + counterpart(path, language))
                lines = tab.evaluate(ends)
                assert lines, path
                assert set(lines) == {1}, (path, width)
