"""The sections of dates: deadlines and their filter, months, events, classes of addressees."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import page_rules
import pytest
from invented_archive import letter, write_initiatives, write_registers, write_text
from lxml import etree, html
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, Page, Site, counterpart, squeeze, text_of, words
from static_server import Server

NOON = "2026-06-20T10:00:00Z"

AHEAD = (
    # circular, deadline; the nearest first, and the one without a day at the end
    ("2026/lb-1", "visa"),
    ("2026/lb-9", "enrolment"),
    ("2026/lb-11", "pupils"),
    ("2026/sb-6", "enrolment"),
    ("2026/lb-1", "report"),
    ("2026/sb-8", "east"),
    ("2026/sb-10", "drawings"),
    ("2026/sb-2", "candidates"),
)
OVER = (
    ("2026/sb-3", "enrolment"),
    ("2026/sb-2", "replies"),
    ("2026/lb-1", "registration"),
    ("2026/lb-5", "papers"),
    ("2026/lb-1", "papers"),
    ("2026/sb-8", "telegraph"),
    ("2026/sb-8", "west"),
)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

both_languages = pytest.mark.parametrize("language", LANGUAGES)
browser_test = pytest.mark.browser
Serve = Callable[..., Server]


@pytest.fixture(scope="session")
def odd(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Dates at the edges of days and months, on a day of a month in which nothing falls."""
    root = tmp_path_factory.mktemp("odd-source") / "letters"
    write_registers(root)
    write_initiatives(root, ["ru"])
    facts = letter(
        "Странные даты",
        date="2026-01-10",
        added="2026-01-10",
        reference="ODD-1",
        initiatives=["harbour"],
        addressees=["keepers"],
        copies=["pilots"],
        deadlines={
            # In Geneva it is 06:30 of the first of April by then.
            "edge": {"asks": "ответить", "date": "2026-03-31 23:30", "timezone": "-05:00"},
            "later": {"asks": "записаться", "opens": "2026-09-01", "date": "2026-10-01"},
        },
        events={
            "fair": {"name": "Ярмарка", "start": "2026-03-05", "end": "2026-04-20"},
            "night": {
                "name": "Ночь",
                "start": "2026-03-10 20:00",
                "end": "2026-03-11 00:00",
                "timezone": "Europe/Zurich",
            },
            "walk": {"name": "Поход", "start": "2026-03-30", "end": "2026-04-02"},
            "autumn": {"name": "Смотр", "start": "2026-04", "when": "в апреле"},
            "open-end": {"name": "Сбор", "start": "2026-03-16", "end": "2026-06"},
        },
    )
    write_text(root / "2026/odd-1/ru.md", facts, "Первый абзац.\n\nВторой абзац.\n")
    return make_site("odd-sections", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY="2026-08-15")


def at(path: str, language: str) -> str:
    return counterpart(path, language)


def name_of(address: str) -> tuple[str, str]:
    """The circular and the deadline or event that a link leads to."""
    place, _, anchor = address.partition("#")
    key = "/".join(urlsplit(place).path.strip("/").split("/")[-2:])
    return key, anchor.partition("-")[2]


def listed(page: Page, section: str) -> list[tuple[str, str]]:
    """The deadlines of a section, each by the letter that it stands in."""
    items = page.section(section).xpath(".//li[contains(@class, 'dated')]")
    return [name_of(item.xpath(".//*[@class='dated__what']//a/@href")[0]) for item in items]


# --- deadlines, as published --------------------------------------------------------------------


@both_languages
def test_deadlines_are_ahead_or_over(lives: Site, language: str) -> None:
    page = lives.page(at("deadlines/", language))
    assert listed(page, "open") == list(AHEAD)
    assert listed(page, "closed") == list(OVER)
    states = page.section("closed").xpath(".//li/@data-state")
    assert set(states) == {"superseded", "withdrawn", "extended", "closed"}
    assert page.section("open").xpath(".//li/@data-state")[-1] == "undated"


@both_languages
def test_a_page_without_scripts_shows_no_form_and_says_the_day(lives: Site, language: str) -> None:
    page = lives.page(at("deadlines/", language))
    assert page.one("//form[@id='filter']").get("hidden") is not None
    day = {"ru": "20 июня 2026 г.", "en": "20 June 2026"}[language]
    assert day in text_of(page.one("//main//noscript"))


def test_a_year_that_is_over_knows_nothing_of_the_builds_day(invented: Site) -> None:
    assert invented.page("deadlines/2025/").all("//main//noscript") == []
    assert len(invented.page("deadlines/2026/").all("//main//noscript")) == 1


@both_languages
def test_the_form_offers_what_occurs(lives: Site, language: str) -> None:
    page = lives.page(at("deadlines/", language))

    def options(name: str) -> dict[str, str]:
        found = page.all(f"//select[@name='{name}']/option")
        assert text_of(found[0]) == words(language, "deadlines.any")
        assert found[0].get("value") == ""
        return {option.get("value"): text_of(option) for option in found[1:]}

    labels = [text_of(label) for label in page.all("//form[@id='filter']//label")]
    assert labels == [
        words(language, f"deadlines.choices.{name}")
        for name in ("initiative", "bureau", "for", "answer", "state")
    ]
    assert set(options("initiative")) == {"lights", "tides"}
    assert (
        options("bureau")
        == {
            "ru": {"lamp": "Бюро маяков", "sea": "Бюро моря"},
            "en": {"lamp": "Bureau of Lighthouses", "sea": "Bureau of the Sea"},
        }[language]
    )
    assert set(options("for")) == {"keepers", "harbours", "pilots"}
    assert (
        options("answer")["visa-letter"]
        == {
            "ru": "Запрос визовой поддержки",
            "en": "Visa support request",
        }[language]
    )
    assert set(options("state")) >= {"open", "undated", "withdrawn", "superseded", "extended"}


@both_languages
def test_the_form_and_the_static_links_lead_to_what_is_published(
    lives: Site, language: str
) -> None:
    page = lives.page(at("deadlines/2026/", language))
    rules = page_rules.Links(lives)
    assert rules.faults(page) == []
    section = page.one("//section[@id='subscription']")
    files = section.xpath(".//@data-file")
    assert sorted(files) == [
        "closing-atom.xml",
        "closing-feed.json",
        "closing-feed.xml",
        "deadlines.ics",
    ]
    places = page.all("//option/@data-place")
    assert len(places) == len(page.all("//option/@data-webcal")) == 2 + 2 + 3
    for place, webcal in zip(places, page.all("//option/@data-webcal"), strict=True):
        below = urljoin(lives.url + page.path, place).removeprefix(lives.url)
        assert webcal == lives.url.replace("https", "webcal", 1) + below
        for file in files:
            assert lives.has(below + file), below + file


def test_names_in_another_language_say_so(odd: Site) -> None:
    page = odd.page("en/deadlines/")
    option = page.one("//option[@value='harbour']")
    assert (text_of(option), option.get("lang")) == ("Тихая гавань", "ru")
    assert page.one("//option[@value='bex']").get("lang") is None


def test_an_archive_without_deadlines_has_no_form(empty: Site) -> None:
    assert empty.page("deadlines/").all("//form[@id='filter']") == []


# --- months -------------------------------------------------------------------------------------


def days_of(page: Page) -> dict[str, list[tuple[str, str]]]:
    """What stands on which day of a month's table."""
    found = {}
    for cell in page.all("//table//td[@data-day]"):
        links = cell.xpath(".//li//a/@href")
        if links:
            found[cell.get("data-day")] = [name_of(link) for link in links]
    return found


def months_of(site: Site) -> list[str]:
    """The addresses of all months in the default language."""
    folders = sorted((site.folder / "deadlines").glob("[0-9]*/[0-9]*/index.html"))
    return [folder.parent.relative_to(site.folder).as_posix() + "/" for folder in folders]


@both_languages
def test_a_month_is_a_table_with_the_days_under_their_weekdays(lives: Site, language: str) -> None:
    weekdays = {
        "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
        "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    }[language].split()
    for path in months_of(lives):
        page = lives.page(at(path, language))
        year, month = map(int, path.split("/")[1:3])
        heads = page.all("//table/thead//th")
        assert [text_of(head) for head in heads] == weekdays
        assert {head.get("scope") for head in heads} == {"col"}
        assert text_of(page.one("//table/caption"))
        rows = []
        for row in page.all("//table/tbody/tr"):
            cells = row.xpath("td")
            rows.append([int(cell.get("data-day", "0")[-2:]) for cell in cells])
            assert all(text_of(cell) == "" for cell in cells if cell.get("data-day") is None)
        assert rows == calendar.monthcalendar(year, month)
        days = page.all("//table//td/@data-day")
        assert {day[:7] for day in days} == {f"{year}-{month:02d}"}


def test_titles_of_months(lives: Site) -> None:
    russian, english = (lives.page(at("deadlines/2026/06/", code)) for code in LANGUAGES)
    assert squeeze(text_of(russian.one("//h1"))) == "Сроки и мероприятия: июнь 2026 г."
    assert text_of(english.one("//h1")) == "Deadlines and events: June 2026"


def test_everything_of_a_known_day_stands_on_its_geneva_day(lives: Site) -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    for path in months_of(lives):
        found |= days_of(lives.page(path))
    meeting, later = ("2026/lb-1", "meeting"), ("2026/lb-9", "meeting")
    assert found == {
        "2026-03-29": [("2026/sb-8", "west"), ("2026/sb-8", "telegraph")],
        "2026-04-15": [("2026/lb-1", "papers")],
        "2026-05-04": [("2026/lb-5", "papers")],
        "2026-05-20": [("2026/lb-1", "registration")],
        "2026-06-10": [meeting],
        "2026-06-11": [meeting],
        "2026-06-12": [meeting],
        "2026-06-30": [("2026/sb-2", "replies")],
        "2026-07-08": [("2026/sb-2", "workshop")],
        "2026-07-15": [("2026/sb-3", "enrolment")],
        "2026-07-22": [("2026/sb-3", "exercise")],
        "2026-08-05": [("2026/lb-1", "visa")],
        "2026-08-28": [("2026/lb-9", "enrolment")],
        "2026-09-16": [later],
        "2026-09-17": [later],
        "2026-09-18": [later],
        "2026-09-30": [("2026/lb-11", "pupils")],
        "2026-10-14": [("2026/sb-6", "enrolment")],
        "2026-10-18": [("2026/lb-1", "report")],
        "2026-10-21": [("2026/sb-6", "exercise")],
        "2026-10-25": [("2026/sb-8", "east")],
        "2026-12-31": [("2026/sb-10", "drawings")],
    }


def test_what_later_letters_have_ended_is_struck_through(lives: Site) -> None:
    struck, standing = set(), set()
    for path in months_of(lives):
        for link in lives.page(path).all("//table//li//a"):
            (struck if link.xpath("ancestor::del") else standing).add(name_of(link.get("href")))
    assert struck == {
        ("2026/lb-1", "papers"),
        ("2026/lb-1", "registration"),
        ("2026/lb-1", "meeting"),
        ("2026/sb-2", "replies"),
        ("2026/sb-2", "workshop"),
        ("2026/sb-3", "enrolment"),
        ("2026/sb-3", "exercise"),
    }
    assert len(standing) == 12
    for path in ("deadlines/2026/06/", "deadlines/2026/07/"):
        for item in lives.page(path).all("//table//li[.//del]"):
            assert text_of(item.xpath(".//*[contains(@class, 'state')]")[0])


def test_hours_in_a_month_are_those_of_geneva(lives: Site) -> None:
    def hour(path: str, day: str) -> list[str]:
        cell = f"//td[@data-day='{day}']//*[@class='month__hour']"
        return [text_of(item) for item in lives.page(path).all(cell)]

    assert hour("deadlines/2026/10/", "2026-10-25") == ["01:00"]
    assert hour("deadlines/2026/03/", "2026-03-29") == ["11:30"]
    assert hour("deadlines/2026/09/", "2026-09-16") == ["10:00"]
    assert hour("deadlines/2026/09/", "2026-09-17") == []
    assert hour("deadlines/2026/07/", "2026-07-08") == ["14:00"]


def test_edges_of_days_and_months(odd: Site) -> None:
    march = days_of(odd.page("deadlines/2026/03/"))
    april = days_of(odd.page("deadlines/2026/04/"))
    assert {day: [name for _, name in names] for day, names in march.items()} == {
        "2026-03-05": ["fair"],  # longer than a month: its first and its last day only
        "2026-03-10": ["night"],  # ends with the day, not on the next one
        "2026-03-16": ["open-end"],  # when it ends is not known to the day
        "2026-03-30": ["walk"],
        "2026-03-31": ["walk"],
    }
    assert {day: [name for _, name in names] for day, names in april.items()} == {
        "2026-04-01": ["edge", "walk"],
        "2026-04-02": ["walk"],
        "2026-04-20": ["fair"],
    }
    unknown = odd.page("deadlines/2026/04/").section("some-day")
    assert [name_of(link)[1] for link in unknown.xpath(".//li/p[2]/a/@href")] == ["autumn"]
    assert odd.page("deadlines/2026/03/").all("//*[@aria-labelledby='some-day']") == []


def test_the_month_of_the_build_has_a_page_even_when_nothing_falls_into_it(odd: Site) -> None:
    assert months_of(odd) == [f"deadlines/2026/{month}/" for month in ("03", "04", "08", "10")]
    page = odd.page("deadlines/2026/08/")
    assert words("ru", "month.none") in page.shown_text()
    assert words("ru", "month.none") not in odd.page("deadlines/2026/03/").shown_text()
    # The deadline page leads there; the year's page to the months of that year.
    first = odd.page("deadlines/").section("by-month").xpath(".//a/@href")
    assert [urljoin("deadlines/", link) for link in first] == ["deadlines/2026/08/"]
    year = odd.page("deadlines/2026/").section("by-month").xpath(".//a/@href")
    assert [urljoin("deadlines/2026/", link) for link in year] == months_of(odd)


@both_languages
def test_months_lead_to_their_neighbours(lives: Site, language: str) -> None:
    every = [at(path, language) for path in months_of(lives)]
    assert len(every) == 9  # March to October, and December; nothing falls into November
    passed = [every[0]]
    while following := lives.page(passed[-1]).all("//main//a[@rel='next']/@href"):
        there = urljoin(passed[-1], following[0])
        back = lives.page(there).one("//main//a[@rel='prev']").get("href")
        assert urljoin(there, back) == passed[-1]
        passed.append(there)
    assert passed == every
    assert lives.page(every[0]).all("//main//a[@rel='prev']") == []


def test_pages_of_months_do_not_say_which_day_is_today(lives: Site) -> None:
    for path in months_of(lives):
        assert 'aria-current="date"' not in lives.page(path).source


# --- events -------------------------------------------------------------------------------------


@both_languages
def test_events_that_later_letters_ended_are_among_the_past_ones(
    lives: Site, language: str
) -> None:
    page = lives.page(at("events/", language))

    def events(section: str) -> list[tuple[str, str]]:
        links = page.section(section).xpath(".//li/*[@class='dated__what']//a/@href")
        return [name_of(link) for link in links]

    assert events("coming") == [
        ("2026/lb-9", "meeting"),
        ("2026/sb-6", "exercise"),
        ("2026/sb-2", "conference"),
    ]
    assert events("past") == [
        ("2026/sb-3", "exercise"),
        ("2026/sb-2", "workshop"),
        ("2026/lb-1", "meeting"),
    ]
    for item in page.section("past").xpath(".//li[contains(@class, 'dated')]"):
        assert item.xpath(".//del"), text_of(item)


# --- classes of addressees ----------------------------------------------------------------------


@both_languages
def test_every_class_with_its_open_deadlines(lives: Site, language: str) -> None:
    page = lives.page(at("addressees/", language))
    rows = {}
    for item in page.all("//ul[contains(@class, 'addressees')]/li"):
        counts = item.xpath(".//*[@data-open-periods]")[0]
        rows[item.xpath("./a/@href")[0].strip("./").split("/")[-1]] = int(
            text_of(counts).split()[0]
        )
    # Of all that lies ahead, what has no day is not open.
    assert rows == {"keepers": 3, "harbours": 3, "pilots": 2}


@both_languages
def test_a_class_sees_only_what_it_is_asked(lives: Site, language: str) -> None:
    keepers = lives.page(at("addressees/keepers/", language))
    assert listed(keepers, "open") == [
        ("2026/lb-1", "visa"),
        ("2026/lb-9", "enrolment"),
        ("2026/lb-11", "pupils"),
        ("2026/lb-1", "report"),
    ]
    harbours = lives.page(at("addressees/harbours/", language))
    assert ("2026/lb-1", "visa") not in listed(harbours, "open")
    assert ("2026/lb-9", "enrolment") in listed(harbours, "open")
    letters = keepers.section("letters").xpath(".//article//h3/a/@href")
    keys = ["2026/lb-11", "2026/lb-9", "2026/lb-5", "2026/lb-1"]
    assert [name_of(link)[0] for link in letters] == keys
    coming = keepers.section("coming").xpath(".//li/*[@class='dated__what']//a/@href")
    assert [name_of(link) for link in coming] == [("2026/lb-9", "meeting")]
    feeds = [urljoin(keepers.path, link) for link in keepers.section("feeds").xpath(".//a/@href")]
    for file in ("atom.xml", "closing-feed.xml", "deadlines.ics"):
        assert keepers.path + file in feeds
    heads = keepers.all("//head/link[@rel='alternate']/@href")
    announced = {urljoin(keepers.path, link) for link in heads}
    assert {keepers.path + "atom.xml", keepers.path + "calendar.ics"} <= announced


def test_who_gets_a_copy_only_is_asked_nothing(odd: Site) -> None:
    page = odd.page("addressees/pilots/")
    assert page.section("letters").xpath(".//article") == []
    assert words("ru", "addressees.none-ahead") in page.shown_text()
    assert len(odd.page("addressees/keepers/").section("letters").xpath(".//article")) == 1


def test_the_sections_lead_to_the_classes(lives: Site) -> None:
    for path in ("circulars/", "deadlines/", "en/circulars/bureau/sea/"):
        page = lives.page(path)
        target = at("addressees/", page.language)
        assert target in {urljoin(path, link) for link in page.all("//main//a/@href")}, path


# --- what machines read -------------------------------------------------------------------------


def test_the_sitemap_has_months_and_classes(lives: Site) -> None:
    tree = etree.fromstring(lives.bytes("sitemap.xml"))
    known = {place.text for place in tree.iter(f"{SITEMAP}loc")}
    for language in LANGUAGES:
        for path in (*months_of(lives), "addressees/", "addressees/pilots/"):
            assert lives.url + at(path, language) in known


@both_languages
def test_titles_descriptions_and_switches(lives: Site, odd: Site, language: str) -> None:
    for site in (lives, odd):
        pages = (*months_of(site), "addressees/", "addressees/keepers/", "deadlines/", "events/")
        for path in pages:
            page = site.page(at(path, language))
            assert page_rules.head_faults(page, site) == []
            assert page_rules.body_faults(page) == []
            assert page_rules.unfilled_faults(page) == []
            assert page_rules.switch_faults(page, site) == []


# --- in a browser -------------------------------------------------------------------------------


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab at noon of the day of the build, in which no script may fail."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.set_default_timeout(20_000)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()
    page.clock.set_fixed_time(instant(NOON))
    yield page
    context.close()
    assert faults == []


def instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def seen(tab: Tab) -> list[tuple[str, str]]:
    """The deadlines that a reader sees."""
    links = tab.locator("[data-filtered] li.dated:visible .dated__what a")
    return [name_of(link.get_attribute("href") or "") for link in links.all()]


def asked(tab: Tab) -> dict[str, list[str]]:
    """The filter in the page's address."""
    return parse_qs(urlsplit(tab.url).query)


def status(tab: Tab) -> Any:
    return tab.locator("main [role=status]#filter-status")


LAMP = {"2026/lb-1", "2026/lb-5", "2026/lb-9", "2026/lb-11"}
CHOICES = (
    ("initiative", "lights", {*LAMP, "2026/sb-3", "2026/sb-6"}),
    ("bureau", "lamp", LAMP),
    ("for", "keepers", LAMP),
    ("answer", "nomination", {"2026/sb-2"}),
    ("state", "withdrawn", {"2026/sb-2"}),
    ("state", "open", {"2026/lb-1", "2026/lb-9", "2026/sb-6", "2026/sb-8", "2026/sb-10"}),
)


@browser_test
@both_languages
@pytest.mark.parametrize(("name", "value", "letters"), CHOICES)
def test_each_choice_filters_at_once_and_stands_in_the_address(
    tab: Tab,
    serve: Serve,
    lives: Site,
    language: str,
    name: str,
    value: str,
    letters: set[str],
) -> None:
    tab.goto(serve(lives.folder).url + at("deadlines/", language))
    assert seen(tab) == [*AHEAD, *OVER]
    expect(status(tab)).to_have_text("")
    tab.get_by_label(words(language, f"deadlines.choices.{name}"), exact=True).select_option(value)
    found = seen(tab)
    assert {key for key, _ in found} == letters
    assert asked(tab) == {name: [value]}
    expect(status(tab)).to_contain_text(str(len(found)))
    # The address alone says the same.
    tab.goto(tab.url)
    assert seen(tab) == found


@browser_test
def test_the_number_is_said_in_the_right_form(tab: Tab, serve: Serve, lives: Site) -> None:
    url = serve(lives.folder).url
    for query, text in (
        ("answer=nomination", words("ru", "deadlines.shown.one", number=1)),
        ("for=keepers&state=open", words("ru", "deadlines.shown.few", number=3)),
        ("for=pilots", words("ru", "deadlines.shown.many", number=5)),
    ):
        tab.goto(f"{url}deadlines/?{query}")
        expect(status(tab)).to_have_text(text)
    tab.goto(f"{url}en/deadlines/?answer=nomination")
    expect(status(tab)).to_have_text("1 deadline shown")


@browser_test
def test_choices_together_and_the_way_back(tab: Tab, serve: Serve, lives: Site) -> None:
    tab.goto(serve(lives.folder).url + "deadlines/")
    tab.locator("select[name=for]").select_option("pilots")
    tab.locator("select[name=state]").select_option("open")
    assert seen(tab) == [("2026/sb-6", "enrolment"), ("2026/sb-10", "drawings")]
    assert asked(tab) == {"for": ["pilots"], "state": ["open"]}
    expect(tab.locator("section[aria-labelledby=closed]")).to_be_hidden()
    tab.get_by_role("button", name=words("ru", "deadlines.clear")).click()
    assert seen(tab) == [*AHEAD, *OVER]
    assert asked(tab) == {}
    expect(status(tab)).to_contain_text(str(len(AHEAD) + len(OVER)))
    expect(tab.locator("section[aria-labelledby=closed]")).to_be_visible()


@browser_test
@both_languages
def test_an_empty_result_says_so(tab: Tab, serve: Serve, lives: Site, language: str) -> None:
    # Both values are known, and nothing has both.
    place = at("deadlines/", language) + "?initiative=tides&bureau=lamp"
    tab.goto(serve(lives.folder).url + place)
    assert seen(tab) == []
    expect(status(tab)).to_have_text(words(language, "deadlines.matches-none"))
    expect(status(tab)).to_be_visible()


@browser_test
@both_languages
def test_what_the_address_asks_for_in_vain_is_said(
    tab: Tab, serve: Serve, lives: Site, language: str
) -> None:
    place = serve(lives.folder).url + at("deadlines/", language)

    def left_out(*names: str) -> str:
        fields = "; ".join(words(language, f"deadlines.choices.{name}") for name in names)
        return words(language, "deadlines.unknown", fields=fields)

    whole = [*AHEAD, *OVER]
    some = [("2026/sb-2", "candidates")]
    for query, found, names in (
        ("initiative=nobody", whole, ["initiative"]),
        ("state=%3Cscript%3E&x=1", whole, ["state"]),
        ("bureau=sea%20lamp&for=nobody", whole, ["bureau", "for"]),
        ("initiative=nobody&answer=nomination", some, ["initiative"]),
        ("answer=nomination&answer=reply", some, ["answer"]),
    ):
        tab.goto(f"{place}?{query}")
        assert seen(tab) == found, query
        expect(status(tab)).to_contain_text(left_out(*names))
        expect(status(tab)).to_contain_text(str(len(found)))
    for query in ("for=", "x=1", ""):
        tab.goto(f"{place}?{query}")
        assert seen(tab) == whole, query
        expect(status(tab)).to_have_text("")
    # A new choice replaces the address, and with it what could not be used.
    tab.goto(f"{place}?initiative=nobody")
    tab.locator("select[name=answer]").select_option("nomination")
    assert asked(tab) == {"answer": ["nomination"]}
    expect(status(tab)).to_have_text(words(language, "deadlines.shown.one", number=1))


@browser_test
@both_languages
def test_a_filtered_list_on_paper_says_what_it_shows(
    tab: Tab, serve: Serve, lives: Site, language: str
) -> None:
    place = serve(lives.folder).url + at("deadlines/", language)
    conditions = tab.locator("#filter-conditions")
    tab.goto(f"{place}?initiative=lights&state=open")
    expect(conditions).to_be_hidden()
    expect(tab.locator("form#filter")).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.locator("form#filter")).to_be_hidden()
    expect(status(tab)).to_be_visible()
    expect(status(tab)).to_contain_text(str(len(seen(tab))))
    expect(conditions).to_be_visible()
    name = {"ru": "Огни побережья", "en": "Lights of the coast"}[language]
    state = words(language, "deadlines.states.open")
    initiatives, states = (
        words(language, f"deadlines.choices.{name}") for name in ("initiative", "state")
    )
    expect(conditions).to_have_text(
        words(
            language,
            "deadlines.conditions",
            conditions=f"{initiatives}: {name}; {states}: {state}",
        )
    )
    # The whole list needs no such words.
    tab.goto(place)
    expect(conditions).to_be_hidden()
    expect(status(tab)).to_be_hidden()


@browser_test
def test_a_filter_in_words_marks_names_in_another_language(
    tab: Tab, serve: Serve, odd: Site
) -> None:
    tab.goto(serve(odd.folder).url + "en/deadlines/?initiative=harbour&bureau=bex")
    value = tab.locator("#filter-conditions [lang=ru]")
    expect(value).to_have_text("Тихая гавань")


@browser_test
def test_back_and_forward_bring_the_filter_again(tab: Tab, serve: Serve, lives: Site) -> None:
    tab.goto(serve(lives.folder).url + "deadlines/")
    tab.locator("select[name=bureau]").select_option("lamp")
    found = seen(tab)
    tab.locator("section[aria-labelledby=by-month] a").first.click()
    tab.wait_for_url("**/deadlines/2026/06/")
    tab.go_back()
    expect(tab.locator("select[name=bureau]")).to_have_value("lamp")
    assert seen(tab) == found
    tab.evaluate("history.pushState(null, '', '?for=pilots')")
    tab.go_back()
    expect(tab.locator("select[name=bureau]")).to_have_value("lamp")
    tab.go_forward()
    expect(tab.locator("select[name=for]")).to_have_value("pilots")
    expect(tab.locator("select[name=bureau]")).to_have_value("")


@browser_test
def test_other_pages_of_the_section_keep_the_filter(tab: Tab, serve: Serve, lives: Site) -> None:
    url = serve(lives.folder).url
    tab.goto(f"{url}deadlines/?bureau=lamp")
    tab.locator("header a[hreflang=en]").click()
    tab.wait_for_url(f"{url}en/deadlines/?bureau=lamp")
    assert {key for key, _ in seen(tab)} == LAMP
    tab.get_by_role("link", name="2026", exact=True).click()
    tab.wait_for_url(f"{url}en/deadlines/2026/?bureau=lamp")
    assert {key for key, _ in seen(tab)} == LAMP
    tab.get_by_role("button", name=words("en", "deadlines.clear")).click()
    assert tab.locator("header a[hreflang=ru]").get_attribute("href") == f"{url}deadlines/2026/"


@browser_test
def test_a_value_of_another_page_is_known_here(tab: Tab, serve: Serve, invented: Site) -> None:
    # No deadline of 2025 belongs to the harbour: the page must not show the others instead.
    tab.goto(serve(invented.folder).url + "deadlines/2025/?initiative=harbour")
    assert seen(tab) == []
    expect(status(tab)).to_have_text(words("ru", "deadlines.matches-none"))
    tab.locator("select[name=initiative]").select_option("")
    assert [name for _, name in seen(tab)] == ["long-past"]
    values = tab.locator("select[name=initiative] option")
    assert [value.get_attribute("value") for value in values.all()] == ["", "lighthouse"]


@browser_test
def test_by_keyboard_alone(tab: Tab, serve: Serve, lives: Site) -> None:
    tab.goto(serve(lives.folder).url + "en/deadlines/")
    tab.locator("select[name=initiative]").focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.name") == "bureau"
    tab.keyboard.press("ArrowDown")
    assert asked(tab) == {"bureau": ["lamp"]}
    assert tab.evaluate("document.activeElement.name") == "bureau"
    for _ in range(4):
        tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.type") == "reset"
    tab.keyboard.press("Enter")
    assert asked(tab) == {}
    assert seen(tab) == [*AHEAD, *OVER]


@browser_test
def test_subscriptions_follow_the_one_scope_that_is_chosen(
    tab: Tab, serve: Serve, lives: Site
) -> None:
    url = serve(lives.folder).url
    calendar_link = tab.locator("[data-webcal-file]")

    def links() -> list[str]:
        found = tab.locator("#subscription [data-file]").evaluate_all("all => all.map(a => a.href)")
        return [link.removeprefix(url) for link in found]

    files = ["deadlines.ics", "closing-atom.xml", "closing-feed.xml", "closing-feed.json"]
    host = lives.url.replace("https:", "webcal:", 1)
    for query, place in (
        ("", "en/"),
        ("?initiative=tides", "en/initiatives/tides/"),
        ("?bureau=sea&state=open", "en/circulars/bureau/sea/"),
        ("?for=pilots&answer=nomination", "en/addressees/pilots/"),
        ("?for=pilots&bureau=sea", "en/"),
        ("?answer=nomination", "en/"),
    ):
        tab.goto(f"{url}en/deadlines/{query}")
        assert links() == [place + file for file in files], query
        assert calendar_link.get_attribute("href") == f"{host}{place}deadlines.ics"
        assert all(lives.has(link) for link in links())
    tab.goto(f"{url}en/deadlines/?bureau=sea")
    expect(tab.locator("#subscription-of")).to_have_text("Bureau of the Sea")


@browser_test
def test_the_filter_follows_the_readers_clock(tab: Tab, serve: Serve, lives: Site) -> None:
    # A build of June, read in the middle of September.
    tab.clock.set_fixed_time(instant("2026-10-14T21:59:59Z"))
    tab.goto(serve(lives.folder).url + "deadlines/?state=last-day")
    assert seen(tab) == [("2026/sb-6", "enrolment")]
    tab.clock.set_fixed_time(instant("2026-10-14T22:00:00Z"))
    tab.goto(serve(lives.folder).url + "deadlines/?state=open")
    assert seen(tab) == [
        ("2026/lb-1", "report"),
        ("2026/sb-8", "east"),
        ("2026/sb-10", "drawings"),
    ]
    offered = tab.locator("select[name=state] option").evaluate_all("all => all.map(o => o.value)")
    assert "closed" in offered
    assert "last-day" not in offered


@browser_test
def test_a_deadline_that_closes_leaves_the_filtered_list(
    tab: Tab, serve: Serve, lives: Site
) -> None:
    tab.clock.install(time=instant("2026-10-14T21:59:30Z"))
    tab.goto(serve(lives.folder).url + "deadlines/?state=open&answer=registration")
    assert seen(tab) == [("2026/sb-6", "enrolment")]
    tab.clock.run_for(70_000)
    assert seen(tab) == []
    expect(status(tab)).to_have_text(words("ru", "deadlines.matches-none"))


@browser_test
def test_without_scripts_the_lists_are_whole(browser: Browser, serve: Serve, lives: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        tab = context.new_page()
        tab.goto(serve(lives.folder).url + "deadlines/?bureau=lamp")
        assert seen(tab) == [*AHEAD, *OVER]
        expect(tab.locator("form#filter")).to_be_hidden()
        expect(tab.locator("#subscription a").first).to_be_visible()
    finally:
        context.close()


@browser_test
@both_languages
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(
    browser: Browser, serve: Serve, lives: Site, language: str, scheme: Any
) -> None:
    url = serve(lives.folder).url
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    try:
        tab = context.new_page()
        for place in ("deadlines/?for=pilots", "deadlines/2026/10/", "addressees/", "events/"):
            tab.goto(url + at(place, language))
            assert tab.evaluate("document.documentElement.scrollWidth") <= 320, place
        # The month is a list of the days that have something.
        tab.goto(url + at("deadlines/2026/10/", language))
        days = tab.locator("table td:visible")
        assert [day.get_attribute("data-day") for day in days.all()] == [
            "2026-10-14",
            "2026-10-18",
            "2026-10-21",
            "2026-10-25",
        ]
        first = squeeze(days.first.inner_text())
        assert first.startswith({"ru": "14 октября, среда", "en": "Wednesday 14 October"}[language])
        expect(tab.locator("table th").first).to_be_hidden()
    finally:
        context.close()


BROKEN_WORDS = """() => [...document.querySelectorAll(".month__what, .month th")].flatMap(part => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), broken = [];
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) broken.push(word[0]);
    }
  }
  return broken;
})"""
"""The words of a month that stand on two lines."""


@browser_test
@both_languages
def test_a_month_breaks_no_word(tab: Tab, serve: Serve, lives: Site, language: str) -> None:
    url = serve(lives.folder).url
    for path in months_of(lives):
        tab.goto(url + at(path, language))
        for width in (720, 960, 1024, 1200, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate(BROKEN_WORDS) == [], (path, width)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            # From the width of a small computer on it is a table.
            display = "getComputedStyle(document.querySelector('table.month')).display"
            assert (tab.evaluate(display) == "table") is (width >= 1024), (path, width)


@browser_test
@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-06-20T21:59:59Z", "Asia/Vladivostok", "2026-06-20"),
        ("2026-06-20T22:00:00Z", "Pacific/Honolulu", "2026-06-21"),
        ("2026-06-30T22:00:00Z", "Europe/Zurich", None),
    ],
)
def test_today_is_marked_by_the_day_in_geneva(
    browser: Browser, serve: Serve, lives: Site, now: str, zone: str, day: str | None
) -> None:
    context = browser.new_context(timezone_id=zone)
    try:
        tab = context.new_page()
        tab.clock.set_fixed_time(instant(now))
        tab.goto(serve(lives.folder).url + "deadlines/2026/06/")
        marked = tab.locator("[aria-current=date]")
        assert [cell.get_attribute("data-day") for cell in marked.all()] == ([day] if day else [])
    finally:
        context.close()


@browser_test
def test_open_deadlines_of_a_class_are_counted_by_the_readers_clock(
    tab: Tab, serve: Serve, lives: Site
) -> None:
    url = serve(lives.folder).url

    def counts() -> list[str]:
        return [squeeze(item.inner_text()) for item in tab.locator("[data-open-periods]").all()]

    tab.goto(url + "addressees/")
    assert counts() == ["3 открытых срока", "3 открытых срока", "2 открытых срока"]
    tab.clock.set_fixed_time(instant("2026-08-28T14:59:59Z"))  # the last second for LB/9
    tab.goto(url + "addressees/")
    assert counts() == ["3 открытых срока", "3 открытых срока", "2 открытых срока"]
    tab.clock.set_fixed_time(instant("2026-08-28T15:00:00Z"))
    tab.goto(url + "en/addressees/")
    assert counts() == ["2 open deadlines", "2 open deadlines", "2 open deadlines"]


@browser_test
def test_what_is_announced_opens_by_the_readers_clock(tab: Tab, serve: Serve, odd: Site) -> None:
    url = serve(odd.folder).url
    assert text_of(odd.page("addressees/").all("//*[@data-open-periods]")[0])[0] == "0"
    for now, state, number in (
        ("2026-08-31T21:59:59Z", "announced", "0"),
        ("2026-08-31T22:00:00Z", "open", "1"),
        ("2026-10-01T21:59:59Z", "last-day", "1"),
        ("2026-10-01T22:00:00Z", "closed", "0"),
    ):
        tab.clock.set_fixed_time(instant(now))
        tab.goto(f"{url}deadlines/?state={state}")
        assert ("2026/odd-1", "later") in seen(tab), now
        tab.goto(url + "addressees/")
        assert tab.locator("[data-open-periods]").first.inner_text().startswith(number), now


def test_this_reads_names_out_of_addresses() -> None:
    assert name_of("../../circulars/2026/lb-1/#deadline-papers") == ("2026/lb-1", "papers")
    tree = html.fromstring("<p>a<b> b</b></p>")
    assert text_of(tree) == "a b"
