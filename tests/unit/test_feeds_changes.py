"""Feeds of changes: every change told once, under an id of its own that stays."""

import datetime as dt

import pytest
from feed_kit import LIVES, archive_on, built, items, load_sound, names, plain, titles
from small_archive import letter, translation, write_files

TODAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def lives():
    return load_sound(LIVES)


def test_what_later_letters_did_is_told_on_which_letter(lives):
    files = built(lives, TODAY)
    assert list(zip(names(files, "en/changes-feed.json"), titles(files, "en/changes-feed.json"),
                    strict=True)) == [
        ("change/2026/sb-2/withdraws/event-workshop/2026/sb-7/en",
         "Event cancelled: Workshop on tides (SB/2)"),
        ("change/2026/sb-3/replaces/2026/sb-6/en",
         "Replaced by a new letter: SB/3: Exercise of pilots"),
        ("change/2026/lb-1/reschedules/event-meeting/2026/lb-9/en",
         "Event rescheduled: Meeting of the keepers of lighthouses – 16–18 September 2026 (LB/1)"),
        ("change/2026/lb-1/moved/deadline-visa/2026/lb-9/en",
         "Deadline moved with its event: request visa support – 5 August 2026 (LB/1)"),
        ("change/2026/lb-1/moved/deadline-report/2026/lb-9/en",
         "Deadline moved with its event: send a report on the journey – 18 October 2026 (LB/1)"),
        ("change/2026/lb-1/extends/deadline-registration/2026/lb-9/en",
         "Deadline extended: register – 28 August 2026, 17:00, Geneva time (LB/1)"),
        ("change/2026/sb-2/withdraws/deadline-replies/2026/sb-4/en",
         "Deadline withdrawn: reply to the questionnaire (SB/2)"),
        ("change/2026/lb-1/extends/deadline-papers/2026/lb-5/en",
         "Deadline extended: send contributions – 4 May 2026 (LB/1)"),
    ]  # fmt: skip
    assert len(names(files, "changes-feed.json")) == 8
    assert not {*names(files, "changes-feed.json")} & {*names(files, "en/changes-feed.json")}


def test_an_entry_shows_both_days_and_names_the_letter(lives):
    item = items(built(lives, TODAY), "en/changes-feed.json")[-1]
    text = plain(item["content_html"])
    assert "Deadline <del>15 April 2026</del> <ins>4 May 2026</ins>: send contributions" in text
    assert 'href="https://archive.example/en/circulars/2026/lb-5/"' in text
    assert item["url"] == "https://archive.example/en/circulars/2026/lb-1/#deadline-papers"
    assert item["date_published"] == item["date_modified"] == "2026-03-30T00:00:00+00:00"
    assert plain(item["summary"]) == (
        "Before: 15 April 2026; now: 4 May 2026; "
        "announced in LB/5: Contributions are accepted for longer"
    )


def test_once_told_a_change_stays_as_it_was(lives):
    told = {}
    came = {t.added for letter in lives.archive.circulars for t in letter.texts.values()}
    for day in (*sorted(came), TODAY):
        files = built(lives, day, archive_on(lives.archive, day))
        for path in ("changes-feed.json", "en/changes-feed.json"):
            found = {item["id"]: item for item in items(files, path)}
            before = told.setdefault(path, {})
            assert found.keys() >= before.keys(), day
            assert all(found[name] == item for name, item in before.items()), day
            for item in found.values():
                assert item["date_published"][:10] <= day.isoformat()
            before |= found
    assert len(told["changes-feed.json"]) == 8


def test_scopes_hear_of_their_own_dates(lives):
    files = built(lives, TODAY)

    def changed(scope):
        return {name.split("/", 3)[3] for name in names(files, f"en/{scope}changes-feed.json")}

    keepers, harbours = changed("addressees/keepers/"), changed("addressees/harbours/")
    assert keepers - harbours == {
        "extends/deadline-papers/2026/lb-5/en",
        "moved/deadline-visa/2026/lb-9/en",
    }
    assert "replaces/2026/sb-6/en" in changed("initiatives/lights/")
    assert changed("circulars/bureau/sea/") == {
        "withdraws/event-workshop/2026/sb-7/en",
        "replaces/2026/sb-6/en",
        "withdraws/deadline-replies/2026/sb-4/en",
    }


CHANGES = """\
changes:
  time: {date: 2024-03-15, kind: corrected, note: The hour was corrected.}
  translated: {date: 2024-03-20, kind: reviewed, note: Read again.}
"""
NOTES = """\
changes:
  time: {note: Исправлено время.}
  translated: {note: Прочитано еще раз.}
"""


def test_what_the_archive_amended_is_told_with_its_note(tmp_path):
    files = {
        "2024/a/en.md": letter(extra=CHANGES, added="2024-03-10", reference="EX-1"),
        "2024/a/ru.md": translation(extra=NOTES, added="2024-03-18"),
    }
    made = built(load_sound(write_files(tmp_path, files)), TODAY)
    assert titles(made, "en/changes-feed.json") == ["Reviewed: EX-1: Spring meeting",
                                                    "Corrected: EX-1: Spring meeting"]  # fmt: skip
    assert [item["summary"] for item in items(made, "en/changes-feed.json")] == [
        "Read again.",
        "The hour was corrected.",
    ]
    # What happened before the translation came stays told as it was then.
    assert names(made, "changes-feed.json") == [
        "change/2024/a/amended/translated/ru",
        "change/2024/a/translated/ru",
        "change/2024/a/amended/time/en",
    ]
    assert titles(made, "changes-feed.json")[2] == (
        "[на английском языке] Corrected: EX-1: Spring meeting"
    )
    assert items(made, "changes-feed.json")[2]["language"] == "en"


EVENT = "events:\n  meeting: {{name: Meeting, start: {start}}}\n"
RELATIVE = """\
deadlines:
  visa: {asks: ask for a visa, relative: {event: meeting, before: 2 weeks}}
"""
MOVES = """\
related:
  earlier: {{kind: circular, relation: reschedules, circular: {key}, event: meeting}}
"""


def test_an_event_that_moves_twice_is_told_twice(tmp_path):
    starts = {"a": "2024-06-01", "b": "2024-07-01", "c": "2024-09"}
    files = {}
    for number, (name, start) in enumerate(starts.items()):
        extra = EVENT.format(start=start) + (RELATIVE if name == "a" else "")
        if name != "a":
            extra += MOVES.format(key="2024/a" if name == "b" else "2024/b")
        day = f"2024-03-{10 + number}"
        files[f"2024/{name}/en.md"] = letter(
            extra=extra, added=day, date=day, reference=f"EX-{name}"
        )
    loaded = load_sound(write_files(tmp_path, files))
    found = built(loaded, TODAY)
    assert list(zip(names(found, "en/changes-feed.json"), titles(found, "en/changes-feed.json"),
                    strict=True)) == [
        ("change/2024/b/reschedules/event-meeting/2024/c/en",
         "Event rescheduled: Meeting – September 2024 (EX-b)"),
        ("change/2024/a/moved/deadline-visa/2024/c/en",
         "Deadline moved with its event: ask for a visa – day not yet known (EX-a)"),
        ("change/2024/a/reschedules/event-meeting/2024/b/en",
         "Event rescheduled: Meeting – 1 July 2024 (EX-a)"),
        ("change/2024/a/moved/deadline-visa/2024/b/en",
         "Deadline moved with its event: ask for a visa – 17 June 2024 (EX-a)"),
    ]  # fmt: skip


def test_a_translation_of_the_acting_letter_dates_nothing_again(tmp_path):
    """Pages show what a letter did from the day on which it came, in all languages."""
    replaces = "related:\n  old: {kind: circular, relation: replaces, circular: 2024/a}\n"
    files = {
        "2024/a/en.md": letter(added="2024-03-10", date="2024-03-01"),
        "2024/a/ru.md": translation(added="2024-03-10"),
        "2024/b/en.md": letter(extra=replaces, added="2024-03-20"),
        "2024/b/ru.md": translation(added="2024-04-20"),
    }
    found = built(load_sound(write_files(tmp_path, files)), TODAY)
    for path, code in (("changes-feed.json", "ru"), ("en/changes-feed.json", "en")):
        days = {item["id"][-5:]: item["date_published"][:10] for item in items(found, path)}
        assert days[f"/b/{code}"] == "2024-03-20"


def test_what_a_letter_brought_with_it_is_no_change(tmp_path):
    """An old letter that is archived after the one that replaced it."""
    replaces = "related:\n  old: {kind: circular, relation: replaces, circular: 2024/a}\n"
    files = {
        "2024/a/en.md": letter(added="2024-03-20", date="2024-03-01"),
        "2024/b/en.md": letter(extra=replaces, added="2024-03-10"),
    }
    found = built(load_sound(write_files(tmp_path, files)), TODAY)
    assert names(found, "en/changes-feed.json") == []
    (text,) = [i["content_html"] for i in items(found, "en/feed.json") if "/a/" in i["id"]]
    assert "This letter is replaced by" in text


def test_corrections_by_later_letters_are_told(tmp_path):
    related = "related:\n  old: {{kind: circular, relation: {}, circular: 2024/a}}\n"
    files = {"2024/a/en.md": letter(added="2024-03-10", date="2024-03-01")}
    for number, relation in enumerate(("corrects", "adds-to", "follows", "cites")):
        files[f"2024/b-{number}/en.md"] = letter(
            extra=related.format(relation), added="2024-03-12", date="2024-03-05"
        )
    found = built(load_sound(write_files(tmp_path, files)), TODAY)
    assert {name.split("/", 3)[3] for name in names(found, "en/changes-feed.json")} == {
        "corrects/2024/b-0/en",
        "adds-to/2024/b-1/en",
    }
