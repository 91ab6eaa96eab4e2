"""One deadline is one row and counts once, however many letters have set a day for it."""

import datetime as dt

import pytest
from lxml import html
from small_archive import (
    ADDRESSEES,
    BUREAUX,
    INITIATIVE,
    letter,
    read,
    translation,
    write_files,
)
from whole_builds import State, Workshop, only

from archive.dates_in_force import DatesInForce
from archive.outputs import addressee_pages, hand_written, initiative_pages

FIRST = """\
reference: EUS Circular 5
initiatives: [harbours]
addressees: [members]
deadlines:
  reply: {asks: Send the list of lamps., date: 2024-04-10}
  visa:
    asks: Ask for a visa.
    relative: {event: show, before: 4 weeks}
events:
  show: {name: Show of lamps, start: 2024-05-12, end: 2024-05-14}
"""
CORRIGENDUM = """\
reference: Corrigendum 1 to EUS Circular 5
addressees: [observers]
deadlines:
  reply: {asks: Send the list of lamps., date: 2024-04-24}
events:
  show: {name: Show of lamps, start: 2024-06-02, end: 2024-06-04}
related:
  letter: {kind: circular, relation: corrects, circular: 2024/first}
  longer: {kind: circular, relation: extends, circular: 2024/first, deadline: reply}
  moved: {kind: circular, relation: reschedules, circular: 2024/first, event: show}
"""
REPLY = "deadlines:\n  reply: {asks: Прислать список фонарей.}\n"
VISA = "  visa: {asks: Запросить визу.}\n"
SHOW = "events:\n  show: {name: Смотр фонарей}\n"

FILES = {
    "registers/bureaux.yml": BUREAUX,
    "registers/addressees.yml": ADDRESSEES,
    "initiatives/harbours/en.md": INITIATIVE,
    "2024/first/en.md": letter(extra=FIRST),
    "2024/first/ru.md": translation(extra=REPLY + VISA + SHOW),
    "2024/second/en.md": letter(extra=CORRIGENDUM, date="2024-03-07"),
    "2024/second/ru.md": translation(extra=REPLY + SHOW),
}
OUTPUTS = (hand_written.build, initiative_pages.build, addressee_pages.build)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The home page, the initiative's and those of addressees, where a corrigendum that belongs
    to neither initiative nor addressees of its letter has moved a deadline and an event."""
    workshop = Workshop(tmp_path_factory.mktemp("moved"))
    files = {name: text.encode() for name, text in FILES.items()}
    state = State(files=files, today=dt.date(2024, 3, 20))
    workshop.lay(state)
    with only(OUTPUTS):
        built = workshop.plainly(state)
    return {
        path: html.fromstring(data.decode())
        for path, data in built.items()
        if path.endswith(".html")
    }


def said(page, what):
    return [" ".join(each.text_content().split()) for each in page.xpath(what)]


def rows(page, kind):
    """The rows of a list: the link of each, the days in it."""
    what = "p[@class='dated__what']/a"
    found = page.xpath(f"//li[@class='dated'][{what}[contains(@href, '#{kind}-')]]")
    return [
        (
            row.xpath(f"{what}/@href")[0].partition("2024/")[2],
            row.xpath("./p[@class='dated__when']//time/@datetime"),
            [name.partition("2024/")[2] for name in row.xpath(".//ul[@class='fates']//a/@href")],
        )
        for row in found
    ]


DEADLINES = [
    ("second/#deadline-reply", ["2024-04-10", "2024-04-24"], ["first/#deadline-reply"]),
    ("first/#deadline-visa", ["2024-04-14", "2024-05-05"], ["second/#event-show"]),
]
EVENTS = [
    (
        "second/#event-show",
        ["2024-05-12", "2024-06-02"],
        ["first/#event-show"],
    )
]


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "en/index.html",
        "initiatives/harbours/index.html",
        "en/initiatives/harbours/index.html",
        "addressees/members/index.html",
    ],
)
def test_what_a_corrigendum_moved_is_one_row_that_names_both_letters(pages, path):
    assert rows(pages[path], "deadline") == DEADLINES
    assert rows(pages[path], "event") == EVENTS


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", ["2 циркуляра", "1 инициатива", "2 срока"]),
        ("en/index.html", ["2 circulars", "1 initiative", "2 deadlines"]),
        ("initiatives/harbours/index.html", ["1 циркуляр", "2 срока", "1 мероприятие"]),
        ("en/initiatives/harbours/index.html", ["1 circular", "2 deadlines", "1 event"]),
    ],
)
def test_counts_count_it_once(pages, path, expected):
    assert said(pages[path], "//p[@class='tally']/span") == expected


@pytest.mark.parametrize(
    ("path", "two", "one"),
    [("en/index.html", "Deadlines", "Deadline"), ("index.html", "Сроки", "Срок")],
)
def test_the_label_of_the_dates_on_a_card_is_in_the_right_number(pages, path, two, one):
    labels = said(pages[path], "//article//dl[@class='key-dates']/div[1]/dt")
    assert sorted(labels) == sorted([one, two])


def test_the_index_of_addressees_counts_it_once_for_each(pages):
    counts = said(pages["en/addressees/index.html"], "//*[@data-open-periods]")
    assert [count.split()[0] for count in counts] == ["2", "1"]


def test_two_deadlines_that_became_one_are_one(tmp_path):
    two = "deadlines:\n  one: {asks: a, date: 2024-04-10}\n  two: {asks: b, date: 2024-04-11}\n"
    joined = "deadlines:\n  all: {asks: a, date: 2024-04-24}\nrelated:\n" + "".join(
        f"  {name}: {{kind: circular, relation: extends, circular: 2024/a, deadline: {name}}}\n"
        for name in ("one", "two")
    )
    files = {"2024/a/en.md": letter(extra=two), "2024/b/en.md": letter(extra=joined)}
    circulars = read(write_files(tmp_path, files)).archive.circulars
    found = DatesInForce(circulars).deadlines(circulars)
    assert [(dated.circular.key, dated.item.id) for dated in found] == [("2024/b", "all")]
