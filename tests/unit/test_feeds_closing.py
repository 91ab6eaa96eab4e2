"""Feeds of deadlines that close, on every day of a year: what the archive must not get wrong."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from feed_kit import ATOM, LIVES, archive_on, atom, built, items, load_sound, names, plain, titles
from small_archive import letter, translation, write_files

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2027, 1, 15)

REMINDED = (
    # letter, deadline, its Geneva day, the last day on which it stood
    ("lb-5", "papers", "2026-05-04", "2026-05-04"),
    ("lb-1", "registration", "2026-05-20", "2026-05-10"),  # extended on 11 May
    ("lb-9", "enrolment", "2026-08-28", "2026-08-28"),
    ("lb-11", "pupils", "2026-09-30", "2026-09-30"),
    ("lb-1", "visa", "2026-04-29", "2026-04-29"),
    ("lb-1", "visa", "2026-08-05", "2026-08-05"),  # moved with its event on 11 May
    ("lb-1", "report", "2026-10-18", "2026-10-18"),
    ("sb-6", "enrolment", "2026-10-14", "2026-10-14"),
    ("sb-8", "east", "2026-10-25", "2026-10-25"),  # clocks change in Geneva
    ("sb-8", "west", "2026-03-29", "2026-03-29"),  # the 28th in Honolulu; clocks change
    ("sb-8", "telegraph", "2026-03-29", "2026-03-29"),
    ("sb-10", "drawings", "2026-12-31", "2026-12-31"),
)
"""Every deadline that subscribers must be reminded of. Others were extended (papers of lb-1),
withdrawn (replies), superseded (enrolment of sb-3) or have no day (candidates)."""


def texts(letter):
    """The language of the text that readers of each language get."""
    return {"sb-8": {"ru": "ru", "en": "ru"}, "sb-10": {"ru": "en", "en": "en"}}.get(
        letter, {"ru": "ru", "en": "en"}
    )


def expected(today, language):
    found = set()
    for key, name, due, until in REMINDED:
        last = dt.date.fromisoformat(due)
        for left in (14, 3, 0):
            if last - left * DAY <= today <= min(last, dt.date.fromisoformat(until)):
                found.add(f"closing/2026/{key}/{name}/{due}/{left}/{texts(key)[language]}")
    return found


@pytest.fixture(scope="module")
def lives():
    return load_sound(LIVES)


@pytest.fixture(scope="module")
def year(lives):
    """The feeds of each day, of the archive as it was on that day."""
    found, today = {}, FIRST
    while today <= LAST:
        files = built(lives, today, archive_on(lives.archive, today))
        found[today] = {path: files[path] for path in ("closing-feed.json", "en/closing-feed.json")}
        today += DAY
    return found


def test_on_every_day_of_a_year_the_feeds_hold_exactly_the_reminders_that_stand(year):
    seen = set()
    for today, files in year.items():
        for language, prefix in (("ru", ""), ("en", "en/")):
            found = names(files, f"{prefix}closing-feed.json")
            assert set(found) == expected(today, language), today
            assert len(found) == len(set(found))
            seen |= set(found)
    # Three reminders of each: but registration was extended before its last three days.
    assert len({name.rpartition("/")[0] for name in seen}) == 3 * len(REMINDED) - 2


def test_reminders_are_dated_by_the_deadline_and_not_by_the_build(year):
    geneva = ZoneInfo("Europe/Zurich")
    dated = {}
    for today, files in year.items():
        for item in items(files, "closing-feed.json"):
            due, left, _ = item["id"].split("/")[-3:]
            day = dt.date.fromisoformat(due) - int(left) * DAY
            published = dt.datetime.fromisoformat(item["date_published"])
            assert published.utcoffset() == dt.timedelta(0)
            assert published == dt.datetime.combine(day, dt.time(), geneva)
            assert published.astimezone(geneva).date() <= today
            assert dated.setdefault(item["id"], item) == item
    hours = {item["date_published"][11:16] for item in dated.values()}
    assert hours == {"22:00", "23:00"}


def test_what_closes_is_said_in_words(lives):
    files = built(lives, dt.date(2026, 8, 28))
    assert titles(files, "closing-feed.json") == [
        "Последний день: зарегистрироваться – 28 августа 2026 г., 17:00, женевское время"
        " (LB/9: Собрание переносится на сентябрь)",
        "Осталось 3 дня: зарегистрироваться – 28 августа 2026 г., 17:00, женевское время"
        " (LB/9: Собрание переносится на сентябрь)",
        "Осталось 14 дней: зарегистрироваться – 28 августа 2026 г., 17:00, женевское время"
        " (LB/9: Собрание переносится на сентябрь)",
    ]
    assert titles(files, "en/closing-feed.json") == [
        "Last day: register – 28 August 2026, 17:00, Geneva time"
        " (LB/9: The meeting is moved to September)",
        "3 days left: register – 28 August 2026, 17:00, Geneva time"
        " (LB/9: The meeting is moved to September)",
        "14 days left: register – 28 August 2026, 17:00, Geneva time"
        " (LB/9: The meeting is moved to September)",
    ]
    text = plain(items(files, "en/closing-feed.json")[0]["content_html"])
    assert "<del>20 May 2026, 17:00, Geneva time</del> <ins>28 August 2026" in text
    assert 'href="https://archive.example/en/circulars/2026/lb-9/#deadline-enrolment"' in text


def test_an_hour_of_another_zone_is_given_in_geneva_time_too(lives):
    files = built(lives, dt.date(2026, 3, 29))
    text = next(
        plain(item["content_html"])
        for item in items(files, "closing-feed.json")
        if "/west/" in item["id"]
    )
    assert "28 марта 2026 г., 23:30" in text
    assert "По женевскому времени: 29 марта 2026 г., 11:30." in text
    assert "Часа в письме нет" not in text


def test_readers_of_another_language_are_told_in_which_one_the_letter_is(lives):
    files = built(lives, dt.date(2026, 10, 25))
    found = [item for item in items(files, "en/closing-feed.json") if "/sb-8/" in item["id"]]
    assert found[0]["title"].startswith("[in Russian] Последний день: ответить гавани")
    assert {item["language"] for item in found} == {"ru"}
    assert found[0]["url"] == "https://archive.example/circulars/2026/sb-8/#deadline-east"


def test_a_class_is_reminded_of_what_it_is_asked(lives):
    files = built(lives, dt.date(2026, 5, 4))
    papers = "closing/2026/lb-5/papers/2026-05-04/0/ru"
    assert papers in names(files, "addressees/keepers/closing-feed.json")
    assert papers in names(files, "circulars/bureau/lamp/closing-feed.json")
    assert papers in names(files, "initiatives/lights/closing-feed.json")
    assert names(files, "addressees/harbours/closing-feed.json") == []
    assert names(files, "initiatives/tides/closing-feed.json") == []
    assert names(files, "circulars/bureau/sea/closing-feed.json") == []
    # A letter to both classes asks only one of them.
    files = built(lives, dt.date(2026, 8, 5))
    visa = "closing/2026/lb-1/visa/2026-08-05/0/ru"
    assert visa in names(files, "addressees/keepers/closing-feed.json")
    assert visa not in names(files, "addressees/harbours/closing-feed.json")
    assert visa in names(files, "closing-feed.json")


LONG = "Eleventh meeting of the keepers of lighthouses, buoys, bells and horns"
WAYS = """\
deadlines:
  reply:
    asks: reply
    date: 2024-05-20
    by: [form, post]
    how: Write in ink.
    email: lamp@union.example
    link: form
links:
  form: {label: The form, url: URL}
"""


@pytest.mark.parametrize(
    ("url", "through"),
    [
        (
            "https://union.example/form",
            '<p>Reply through: <a href="https://union.example/form">The form</a></p>',
        ),
        ("lost", "<p>Reply through: The form (address not held)</p>"),
    ],
)
def test_a_reminder_says_all_that_is_needed_to_answer(tmp_path, url, through):
    extra = WAYS.replace("URL", url)
    files = {"2024/a/en.md": letter(extra=extra, added="2024-04-01", date="2024-03-01")}
    loaded = load_sound(write_files(tmp_path, files))
    (item,) = items(built(loaded, dt.date(2024, 5, 6)), "en/closing-feed.json")
    lines = item["content_html"].splitlines()
    address = "lamp@union.example"
    said = [
        "<p>Ways to answer: using the form, by post</p>",
        "<p>How: Write in ink.</p>",
        f'<p>Reply to: <a href="mailto:{address}">{address}</a></p>',
        through,
    ]
    assert [line for line in lines if line in said] == said


def test_a_title_has_room_for_the_beginning_of_the_subject(tmp_path):
    files = {"2024/a/en.md": letter(extra=DEADLINE, date="2024-03-01", subject=LONG)}
    loaded = load_sound(write_files(tmp_path, files))
    (item, *_) = items(built(loaded, dt.date(2024, 5, 20)), "en/closing-feed.json")
    assert item["title"].endswith("(Eleventh meeting of the keepers of lighthouses, buoys…)")


def test_what_is_asked_in_many_words_needs_no_subject(tmp_path):
    asks = "tell the desk who will take part in the first meeting of the year"
    extra = DEADLINE.replace("asks: reply", f"asks: {asks}")
    files = {
        "2024/a/en.md": letter(extra=extra, date="2024-03-01", subject=LONG, reference="EU-1"),
    }
    loaded = load_sound(write_files(tmp_path, files))
    (item, *_) = items(built(loaded, dt.date(2024, 5, 20)), "en/closing-feed.json")
    assert item["title"] == f"Last day: {asks} – 20 May 2024 (EU-1)"


# --- letters that come late -----------------------------------------------------------------------

DEADLINE = "deadlines:\n  reply: {asks: reply, date: 2024-05-20}\n"
ANSWER = "deadlines:\n  reply: {asks: ответить}\n"


def reminders(tmp_path, today, added, added_ru="2024-01-01", extra=DEADLINE):
    """Name, Geneva day and first words of each English reminder; then the names in Russian."""
    root = write_files(
        tmp_path / f"{added}-{added_ru}",
        {
            "2024/a/en.md": letter(extra=extra, added=added, date="2024-01-01"),
            "2024/a/ru.md": translation(extra=ANSWER, added=added_ru),
        },
    )
    files = built(load_sound(root), dt.date.fromisoformat(today))
    geneva = ZoneInfo("Europe/Zurich")
    found = []
    for item in items(files, "en/closing-feed.json"):
        published = dt.datetime.fromisoformat(item["date_published"]).astimezone(geneva)
        assert published.time() == dt.time()
        words = item["title"].partition(":")[0]
        found.append((item["id"].split("/")[-2], published.date().isoformat(), words))
    return found, [item["id"].split("/")[-2] for item in items(files, "closing-feed.json")]


@pytest.mark.parametrize(
    ("added", "today", "found"),
    [
        ("2024-05-06", "2024-05-06", [("14", "2024-05-06", "14 days left")]),
        ("2024-05-11", "2024-05-12", [("14", "2024-05-11", "9 days left")]),
        ("2024-05-16", "2024-05-16", [("14", "2024-05-16", "4 days left")]),
        ("2024-05-17", "2024-05-17", [("3", "2024-05-17", "3 days left")]),
        ("2024-05-18", "2024-05-19", [("3", "2024-05-18", "2 days left")]),
        ("2024-05-19", "2024-05-19", [("3", "2024-05-19", "1 day left")]),
        ("2024-05-20", "2024-05-20", [("0", "2024-05-20", "Last day")]),
        ("2024-05-20", "2024-05-21", []),
        ("2024-05-21", "2024-05-21", []),
    ],
)
def test_a_letter_that_comes_late_is_not_dated_before_it_came(tmp_path, added, today, found):
    assert reminders(tmp_path, today, added)[0] == found


def test_each_text_has_a_day_of_its_own(tmp_path):
    english, russian = reminders(tmp_path, "2024-05-20", "2024-03-10", "2024-05-18")
    assert [left for left, _, _ in english] == ["0", "3", "14"]
    assert russian == ["0", "3"]


def test_nobody_is_reminded_before_answers_are_taken(tmp_path):
    extra = "deadlines:\n  reply: {asks: reply, opens: 2024-05-10, date: 2024-05-20}\n"
    assert reminders(tmp_path, "2024-05-09", "2024-03-10", extra=extra) == ([], [])
    (found,), _ = reminders(tmp_path, "2024-05-10", "2024-03-10", extra=extra)
    assert found == ("14", "2024-05-10", "10 days left")


MEETING = "events:\n  meeting: {{name: Meeting, start: {}}}\n"
COUNTED = "deadlines:\n  reply: {asks: reply, relative: {event: meeting, before: 1 week}}\n"
MOVED = """\
related:
  earlier: {kind: circular, relation: reschedules, circular: 2024/a, event: meeting}
"""


def test_a_deadline_that_moved_with_its_event_is_dated_by_the_move(tmp_path):
    files = {
        "2024/a/en.md": letter(extra=MEETING.format("2024-08-01") + COUNTED, date="2024-03-01"),
        "2024/b/en.md": letter(extra=MEETING.format("2024-05-27") + MOVED, added="2024-05-12"),
    }
    loaded = load_sound(write_files(tmp_path, files))
    (item,) = items(built(loaded, dt.date(2024, 5, 12)), "en/closing-feed.json")
    assert item["id"].endswith("closing/2024/a/reply/2024-05-20/14/en")
    assert item["title"].startswith("8 days left: ")
    assert item["date_published"] == "2024-05-11T22:00:00+00:00"
    assert items(built(loaded, dt.date(2024, 5, 11)), "en/closing-feed.json") == []


def test_an_empty_feed_of_reminders_is_still_a_feed(lives):
    files = built(lives, dt.date(2030, 1, 1))
    assert items(files, "closing-feed.json") == []
    updated = atom(files, "closing-atom.xml").findtext(f"{ATOM}updated")
    assert updated == "2026-01-01T00:00:00+00:00"
