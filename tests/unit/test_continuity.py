"""Continuity: what was published stays, moves with a sign, or is gone with a reason."""

import datetime as dt
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import INITIATIVE, PHRASES, letter, read, translation, write_files

from archive.checking import check_archive
from archive.cli import main
from archive.continuity import stands
from archive.holdings import holding_of, plain_holding
from archive.load import judge_sources
from archive.locks import file_texts, read_locks, shown_folder, updated
from archive.moves import Move, Moves
from archive.promises import Owner
from archive.urls import calendar_uid, circular_entry_id, feed_id

TODAY = dt.date(2026, 11, 22)
TEXT = (
    "The Example Union invites you to its spring meeting.\n",
    "The meeting takes place in the harbour of the island.\n",
    "Please bring a lamp, and oil for two evenings.\n",
    "The lamps will be lit at nine.\n",
)
RUSSIAN = (
    "Союз примеров приглашает вас на весеннее собрание.\n",
    "Собрание пройдет в гавани острова.\n",
    "Возьмите с собой фонарь и масло на два вечера.\n",
    "Фонари зажгут в девять.\n",
)
FACTS = """\
initiatives: [harbours]
deadlines:
  reply:
    asks: reply to the Secretariat
    date: 2024-04-01
annexes:
  plan:
    title: Plan
    status: held
    file: plan.txt
"""
WORDS = """\
deadlines:
  reply:
    asks: ответить секретариату
annexes:
  plan:
    title: План
"""
LETTER = "2024/letter"


@pytest.fixture
def root(tmp_path):
    """An archive of two letters and an initiative that has been published and recorded."""
    root = write_files(
        tmp_path / "circulars",
        {
            "2024/letter/en.md": letter("\n".join(TEXT), FACTS),
            "2024/letter/ru.md": translation("\n".join(RUSSIAN), WORDS),
            "2024/letter/plan.txt": "A plan.\n",
            "2023/old/en.md": letter(
                "The Union met.\n\nIt is over.\n", date="2023-05-01", subject="Autumn meeting"
            ),
            "initiatives/harbours/en.md": INITIATIVE,
        },
    )
    for name in ("about.en.md", "about.ru.md", "guide/index.ru.md", "notes.md"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Words.\n", "utf-8")
    lock(root)
    return root


def lock(root, status=0):
    assert main(["lock", "--root", str(root), "--lang", "en"]) == status


def found(root):
    """What the checker says of continuity."""
    problems = check_archive(root, PHRASES, "circulars", TODAY).problems
    return [
        item
        for item in problems
        if item.code.startswith(("move-", "promise-", "lock-", "date-r", "added-r"))
    ]


def codes(root):
    return [f"{item.code} {item.variant}".strip() for item in found(root)]


def messages(root):
    return [item.message(PHRASES["en"]) for item in found(root)]


def edit(root, path, old, new):
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def record(root, *entries):
    """Write the register of moves; fields of an entry are parted by semicolons."""
    lines = []
    for number, fields in enumerate(entries, 1):
        lines.append(f"entry-{number}:\n  date: 2024-05-0{number}\n")
        lines += [f"  {line}\n" for line in fields.split("; ")]
    (root / "registers/moves.yml").write_text("".join(lines), "utf-8")


def standing(root):
    return stands(judge_sources(root, PHRASES, "circulars").library, None)


class TestAdditions:
    """What is new passes without the lock."""

    def test_an_archive_that_has_never_been_recorded_has_promised_nothing(self, root):
        shutil.rmtree(root.parent / "locks")
        shutil.rmtree(root / LETTER)
        assert codes(root) == []

    def test_the_recorded_archive_keeps_its_promises(self, root):
        assert codes(root) == []

    def test_a_letter_a_translation_and_an_initiative(self, root):
        write_files(
            root,
            {
                "2024/another/en.md": letter("Something else.\n", subject="Another"),
                "2023/old/ru.md": translation("Союз собрался.\n\nВсе позади.\n"),
                "initiatives/lamps/en.md": INITIATIVE.replace("harbours", "lamps"),
            },
        )
        assert codes(root) == []

    def test_a_paragraph_at_the_end_and_one_with_a_label_in_the_middle(self, root):
        edit(root, "2024/letter/en.md", TEXT[2], f"[2bis] A word more.\n\n{TEXT[2]}")
        edit(root, "2024/letter/en.md", TEXT[3], f"{TEXT[3]}\nThe Secretariat.\n")
        assert codes(root) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("harbour of the island", "harbor of the island"),
            ("nine.", "half past nine in the evening, by the clock of the island."),
            ("two evenings", "two\xa0evenings"),
        ],
    )
    def test_a_corrected_text_keeps_its_address(self, root, old, new):
        edit(root, "2024/letter/en.md", old, new)
        assert codes(root) == []


class TestLetters:
    def test_a_letter_that_is_gone_is_one_problem(self, root):
        shutil.rmtree(root / LETTER)
        assert codes(root) == ["promise-broken gone"]
        [problem] = found(root)
        assert (problem.path, problem.line) == ("circulars/registers/moves.yml", 1)
        assert problem.also[0].path == "locks/2024.txt"
        assert "circular: 2024/letter" in messages(root)[0]

    def test_a_renamed_one_is_recognised(self, root):
        (root / LETTER).rename(root / "2024/spring")
        assert codes(root) == ["promise-broken likely"]
        assert "to: 2024/spring" in messages(root)[0]

    def test_the_entry_that_the_message_asks_for_is_enough(self, root):
        (root / LETTER).rename(root / "2024/spring")
        record(root, "circular: 2024/letter; to: 2024/spring")
        assert codes(root) == []
        lock(root)
        assert codes(root) == []

    def test_a_moved_letter_keeps_its_identity(self, root):
        (root / LETTER).rename(root / "2024/spring")
        record(root, "circular: 2024/letter; to: 2024/spring")
        circular = read(root).archive.by_key()["2024/spring"]
        assert circular.identity == LETTER
        promised = standing(root).published[Owner("circular", "2024/spring", "ru")]
        assert list(promised["entry"]) == [circular_entry_id(LETTER, "ru")]

    def test_moves_in_a_chain(self, root):
        (root / LETTER).rename(root / "2024/spring")
        record(root, "circular: 2024/letter; to: 2024/spring")
        lock(root)
        (root / "2024/spring").rename(root / "2024/meeting")
        assert codes(root) == ["move-unknown-target"]
        record(
            root,
            "circular: 2024/letter; to: 2024/spring",
            "circular: 2024/spring; to: 2024/meeting",
        )
        assert codes(root) == []
        assert read(root).archive.by_key()["2024/meeting"].identity == LETTER
        left = standing(root).left
        for key in (LETTER, "2024/spring"):
            assert {f"circulars/{key}/", f"en/circulars/{key}/"} <= left
            assert f"circulars/{key}/plan.txt" in left

    def test_an_entry_stays_needed(self, root):
        (root / LETTER).rename(root / "2024/spring")
        record(root, "circular: 2024/letter; to: 2024/spring")
        lock(root)
        (root / "registers/moves.yml").unlink()
        assert "promise-broken gone" in codes(root)

    def test_two_letters_become_one(self, root):
        shutil.rmtree(root / "2023")
        record(root, "circular: 2023/old; into: 2024/letter")
        assert codes(root) == []
        assert read(root).archive.by_key()[LETTER].identity == LETTER
        record(root, "circular: 2023/old; to: 2024/letter")
        assert codes(root) == ["promise-broken changed"] * 2
        assert "into: instead of to:" in messages(root)[0]

    def test_a_letter_is_taken_away(self, root):
        shutil.rmtree(root / LETTER)
        record(root, "circular: 2024/letter; retired: {ru: Ошибка., en: A mistake.}")
        assert codes(root) == []
        assert {"circulars/2024/letter/", "en/circulars/2024/letter/"} <= standing(root).left

    def test_letters_that_change_places_are_noticed(self, root):
        write_files(root, {"2024/other/en.md": letter("One.\n\nTwo.\n", subject="Other")})
        lock(root)
        for source, target in ((LETTER, "x"), ("2024/other", LETTER), ("x", "2024/other")):
            (root / source).rename(root / target)
        assert "promise-broken taken" in codes(root)

    def test_the_list_of_a_year_needs_no_entry_of_its_own(self, root):
        (root / "2023/old").rename(root / "2024/old")
        edit(root, "2024/old/en.md", "2023-05-01", "2024-05-01")
        (root / "2023").rmdir()
        record(root, "circular: 2023/old; to: 2024/old")
        assert codes(root) == []
        assert {"circulars/2023/", "en/circulars/2023/"} <= standing(root).left


class TestTexts:
    def test_one_language_is_gone(self, root):
        (root / "2024/letter/ru.md").unlink()
        assert codes(root) == ["promise-broken text"]
        assert "language: ru" in messages(root)[0]

    def test_and_the_entry_says_why(self, root):
        (root / "2024/letter/ru.md").unlink()
        record(root, "circular: 2024/letter; language: ru; retired: {en: It was wrong.}")
        assert codes(root) == []
        # Nothing is left to show side by side; the page itself says that the text is gone.
        assert "circulars/2024/letter/parallel/" in standing(root).left

    def test_the_text_of_a_letter_that_then_moved(self, root):
        (root / "2024/letter/ru.md").unlink()
        (root / LETTER).rename(root / "2024/spring")
        record(
            root,
            "circular: 2024/letter; language: ru; retired: {en: It was wrong.}",
            "circular: 2024/letter; to: 2024/spring",
        )
        assert codes(root) == []
        assert "circulars/2024/letter/" in standing(root).left
        assert "circulars/2024/spring/" not in standing(root).left


class TestPlaces:
    def test_a_paragraph_is_gone(self, root):
        edit(root, "2024/letter/en.md", TEXT[3], "")
        assert codes(root) == ["promise-broken place"]
        [problem] = found(root)
        assert problem.path == "circulars/2024/letter/en.md"
        assert "#p4" in messages(root)[0]

    @pytest.mark.parametrize("place", ["p4", "'#p4'", "[p4]"])
    def test_with_a_reason(self, root, place):
        edit(root, "2024/letter/en.md", TEXT[3], "")
        entry = f"circular: 2024/letter; paragraph: {place}; language: en; retired: {{en: A name.}}"
        record(root, entry)
        assert codes(root) == []

    def test_a_reason_stays_good_when_the_renamed_letter_is_taken_away_later(self, root):
        entries = (
            "circular: 2024/letter; to: 2024/spring",
            "circular: 2024/spring; paragraph: p4; retired: {en: A name.}",
        )
        (root / LETTER).rename(root / "2024/spring")
        for language, text in (("en", TEXT), ("ru", RUSSIAN)):
            edit(root, f"2024/spring/{language}.md", text[3], "")
        record(root, *entries)
        lock(root)
        shutil.rmtree(root / "2024/spring")
        record(root, *entries, "circular: 2024/spring; retired: {en: It was wrong.}")
        assert codes(root) == []

    @pytest.mark.parametrize(("place", "expected"), [("p4", []), ("p", ["move-unpublished"])])
    def test_what_the_lock_says_became_of_a_paragraph_is_enough(self, root, place, expected):
        path = root.parent / "locks/2024.txt"
        lines = path.read_text("utf-8").replace(" p4=", " p3=")
        path.write_text(f"{lines}circular 2024/letter - retired #p4:2024-05-01\n", "utf-8")
        shutil.rmtree(root / LETTER)
        record(
            root,
            f"circular: 2024/letter; paragraph: {place}; retired: {{en: A name.}}",
            "circular: 2024/letter; retired: {en: It was wrong.}",
        )
        assert codes(root) == expected

    def test_text_at_another_address(self, root):
        edit(root, "2024/letter/en.md", TEXT[1], f"It begins at noon.\n\n{TEXT[1]}")
        assert codes(root) == ["promise-broken shifted"]
        assert "paragraph: [p2, p3, p4], to: [p3, p4, p5]" in messages(root)[0]
        entry = "circular: 2024/letter; paragraph: [p2, p3, p4]; to: [p3, p4, p5]; language: en"
        record(root, entry)
        assert codes(root) == []

    def test_a_paragraph_joined_to_another(self, root):
        edit(root, "2024/letter/en.md", TEXT[2] + "\n" + TEXT[3], f"{TEXT[2][:-1]} {TEXT[3]}")
        assert codes(root) == ["promise-broken place"]
        record(root, "circular: 2024/letter; paragraph: p4; into: p3; language: en")
        assert codes(root) == []

    def test_numbers_of_a_numbered_letter(self, root):
        numbered = letter("1. One lamp.\n\n2. Two lamps.\n", paragraphs="numbered", subject="Lamps")
        write_files(root, {"2024/lamps/en.md": numbered})
        lock(root)
        edit(root, "2024/lamps/en.md", "2. Two", "2. More.\n\n3. Two")
        assert codes(root) == ["promise-broken shifted"]
        assert "#p2 → #p3" in messages(root)[0]

    def test_notes_labels_annexes_deadlines_and_files_have_addresses(self, root):
        rich = "One[^n].\n\n[2.1] Two.\n\n## [annex-1] Annex\n\nThree.\n\n[^n]: A note.\n"
        write_files(root, {"2024/rich/en.md": letter(rich, FACTS, subject="Rich")})
        (root / "2024/rich/plan.txt").write_text("A plan.\n")
        promised = standing(root).published[Owner("circular", "2024/rich", "en")]["place"]
        assert sorted(promised) == sorted(
            ["p1", "p2.1", "annex-1", "annex-1-p1", "note-n", "deadline-reply", "plan-file"]
        )

    def test_a_deadline_under_another_name(self, root):
        for path in ("2024/letter/en.md", "2024/letter/ru.md"):
            edit(root, path, "  reply:", "  answer:")
        assert codes(root) == ["promise-broken place"] * 2
        record(root, "circular: 2024/letter; paragraph: deadline-reply; to: deadline-answer")
        assert codes(root) == []


class TestFiles:
    def test_a_file_is_gone(self, root):
        edit(root, "2024/letter/en.md", "file: plan.txt", "file: map.txt")
        (root / "2024/letter/plan.txt").rename(root / "2024/letter/map.txt")
        assert codes(root) == ["promise-broken gone"]
        assert "file: plan.txt" in messages(root)[0]
        record(root, "circular: 2024/letter; file: plan.txt; to: map.txt")
        assert codes(root) == []
        assert "circulars/2024/letter/plan.txt" in standing(root).left

    def test_a_file_is_taken_away(self, root):
        edit(root, "2024/letter/en.md", "status: held\n    file: plan.txt", "status: not-held")
        (root / "2024/letter/plan.txt").unlink()
        record(root, "circular: 2024/letter; file: plan.txt; retired: {en: Too large.}")
        assert codes(root) == []


TOLD = "{date: 2026-11-20, kind: corrected, note: The day.}"


def acts_on(relation, deadline="reply"):
    """What a later letter does to the first one."""
    target = f"\n    deadline: {deadline}" if deadline else ""
    related = f"    kind: circular\n    relation: {relation}\n    circular: 2024/letter{target}\n"
    return f"related:\n  call:\n{related}"


def _added(root, path):
    for line in (root / path).read_text("utf-8").splitlines():
        if line.startswith("added: "):
            return dt.date.fromisoformat(line.removeprefix("added: "))
    raise AssertionError(path)


class TestDates:
    def test_a_published_date_does_not_change_without_a_word(self, root):
        edit(root, "2024/letter/en.md", "date: 2024-04-01", "date: 2024-04-11")
        (problem,) = found(root)
        assert problem.code == "date-rewritten"
        assert problem.path == "circulars/2024/letter/en.md"
        assert problem.values["place"] == "#deadline-reply"
        source = (root / "2024/letter/en.md").read_text("utf-8").splitlines()
        assert source[problem.line - 1].strip() == "date: 2024-04-11"
        assert "locks/2024.txt" in str(problem.also)

    def test_a_correction_that_subscribers_are_told_of_may_change_it(self, root):
        edit(root, "2024/letter/en.md", "date: 2024-04-01", "date: 2024-04-11")
        correction = (
            "changes:\n  day: {date: 2026-11-20, kind: corrected, note: The day.}\nannexes:"
        )
        edit(root, "2024/letter/en.md", "annexes:", correction)
        edit(root, "2024/letter/ru.md", "annexes:", "changes:\n  day: {note: День.}\nannexes:")
        assert codes(root) == []
        lock(root)
        edit(root, "2024/letter/en.md", "date: 2024-04-11", "date: 2024-04-12")
        assert codes(root) == ["date-rewritten"]

    def test_an_opening_is_a_date_too(self, root):
        edit(
            root, "2024/letter/en.md", "date: 2024-04-01", "opens: 2024-03-20\n    date: 2024-04-01"
        )
        assert codes(root) == ["date-rewritten"]

    def test_what_a_later_letter_did_is_not_taken_back_without_a_word(self, root):
        own = "deadlines:\n  reply:\n    asks: reply\n    date: 2024-04-20\n"
        write_files(root, {"2024/later/en.md": letter(extra=own + acts_on("extends"))})
        assert codes(root) == []
        lock(root)
        edit(root, "2024/later/en.md", acts_on("extends"), acts_on("follows", deadline=""))
        (problem,) = found(root)
        assert (problem.code, problem.variant) == ("date-rewritten", "act")
        assert problem.path == "circulars/2024/letter/en.md"
        assert problem.values["acts"] == "2024/later extends #deadline-reply"
        edit(root, "2024/letter/en.md", "annexes:", f"changes:\n  day: {TOLD}\nannexes:")
        edit(root, "2024/letter/ru.md", "annexes:", "changes:\n  day: {note: День.}\nannexes:")
        assert codes(root) == []

    def test_a_letter_that_is_renamed_has_still_done_what_it_did(self, root):
        write_files(root, {"2024/later/en.md": letter(extra=acts_on("withdraws"))})
        lock(root)
        (root / "2024/later").rename(root / "2024/last")
        record(root, "circular: 2024/later; to: 2024/last")
        assert codes(root) == []

    def test_the_day_on_which_a_text_came_stays(self, root):
        source = (root / "2023/old/en.md").read_text("utf-8")
        added = next(line for line in source.splitlines() if line.startswith("added: "))
        edit(root, "2023/old/en.md", added, "added: 2024-06-01")
        (problem,) = found(root)
        assert (problem.code, problem.variant) == ("added-rewritten", "")
        assert str(problem.values["day"]) == added.removeprefix("added: ")

    def test_a_new_text_does_not_come_among_pages_of_feeds_that_no_longer_change(self, root):
        newest = _added(root, "2024/letter/ru.md")
        early = newest - dt.timedelta(days=8)
        write_files(root, {"2024/late/en.md": letter(added=str(early))})
        (problem,) = found(root)
        assert (problem.code, problem.variant) == ("added-rewritten", "late")
        assert problem.values["day"] == early + dt.timedelta(days=1)
        edit(root, "2024/late/en.md", str(early), str(early + dt.timedelta(days=1)))
        assert codes(root) == []

    def test_words_about_a_date_may_change(self, root):
        edit(root, "2024/letter/en.md", "reply to the Secretariat", "answer the Secretariat")
        assert codes(root) == []


class TestInitiativesAndPages:
    def test_an_initiative_with_its_feeds(self, root):
        (root / "initiatives/harbours").rename(root / "initiatives/ports")
        edit(root, "2024/letter/en.md", "[harbours]", "[ports]")
        assert codes(root) == ["promise-broken gone"]
        record(root, "initiative: harbours; to: ports")
        assert codes(root) == []
        now = standing(root)
        assert {"initiatives/harbours/", "en/initiatives/harbours/feed.xml"} <= now.left
        promised = now.published[Owner("initiative", "ports", "en")]
        assert set(promised["feed-id"]) == {
            feed_id("en", what, "initiative", "harbours") for what in ("new", "changes", "closing")
        }
        assert calendar_uid("en", "events", "initiative", "harbours") in promised["calendar-id"]
        assert "initiatives/harbours/deadlines-reminders.ics" in now.left

    def test_a_bureau(self, root):
        for path in ("registers/bureaux.yml", "2024/letter/en.md", "2023/old/en.md"):
            edit(root, path, "desk", "office")
        assert codes(root) == ["promise-broken gone"]
        record(root, "page: /circulars/bureau/desk/; to: circulars/bureau/office")
        assert codes(root) == []
        now = standing(root)
        assert {"circulars/bureau/desk/atom.xml", "en/circulars/bureau/desk/events.ics"} <= now.left
        promised = now.published[Owner("page", "circulars/bureau/office", "en")]
        assert feed_id("en", "changes", "bureau", "desk") in promised["feed-id"]

    def test_a_hand_written_page(self, root):
        docs = root.parent / "docs"
        (docs / "about.en.md").unlink()
        assert codes(root) == []  # the Russian page is shown in its place
        (docs / "about.ru.md").rename(docs / "archive.ru.md")
        assert codes(root) == ["promise-broken gone"]
        record(root, "page: about; to: archive")
        assert codes(root) == []
        record(root, "page: about; to: arkhive")
        assert "move-unknown-target" in codes(root)

    def test_hand_written_pages_that_nobody_knows_of_are_not_missed(self, root):
        shutil.rmtree(root.parent / "docs")
        assert codes(root) == []

    def test_a_page_that_is_still_there(self, root):
        record(root, "page: about; to: search")
        assert codes(root) == ["move-source-exists"]


class TestLock:
    def texts(self, root):
        files = sorted((root.parent / "locks").iterdir())
        return {path.name: path.read_text("utf-8") for path in files}

    def test_one_file_per_year_and_one_for_the_rest(self, root):
        assert list(self.texts(root)) == ["2023.txt", "2024.txt", "site.txt"]
        for text in self.texts(root).values():
            lines = text.splitlines()
            assert lines[:2] == [f"# {PHRASES[code]('command.lock.header')}" for code in PHRASES]
            assert lines[2:] == sorted(set(lines[2:]))
            assert text.endswith("\n")

    def test_nothing_leaves_it(self, root):
        before = self.texts(root)
        (root / LETTER).rename(root / "2024/spring")
        for language, text in (("en", TEXT), ("ru", RUSSIAN)):
            edit(root, f"2024/spring/{language}.md", text[3], "")
        record(
            root,
            "circular: 2024/letter; to: 2024/spring",
            "circular: 2024/letter; paragraph: p4; retired: {en: A name.}",
        )
        lock(root)
        after = self.texts(root)
        for name, text in before.items():
            assert self.words(text) <= self.words(after[name])
        assert "circular 2024/letter - moved 2024/spring\n" in after["2024.txt"]
        assert "circular 2024/letter - retired #p4:2024-05-02\n" in after["2024.txt"]

    @staticmethod
    def words(text):
        """Every single promise, without fingerprints."""
        found = set()
        for line in text.splitlines():
            if not line.startswith("#"):
                kind, name, language, promised, *values = line.split(" ")
                found |= {(kind, name, language, promised, v.partition("=")[0]) for v in values}
        return found

    def test_what_is_taken_away_leaves_no_fingerprint(self, root):
        shutil.rmtree(root / LETTER)
        record(root, "circular: 2024/letter; retired: {en: It named a person.}")
        assert "p1=" in self.texts(root)["2024.txt"]
        lock(root)
        assert "circular 2024/letter en place deadline-reply p1 p2" in self.texts(root)["2024.txt"]

    def test_reading_gives_what_was_written(self, root):
        recorded = read_locks(root.parent / "locks", "locks")
        assert recorded.problems == []
        header = [PHRASES[code]("command.lock.header") for code in PHRASES]
        assert dict(file_texts(recorded.promises, header)) == self.texts(root)

    def test_what_is_not_known_is_kept(self, root):
        path = root.parent / "locks/2024.txt"
        strange = "circular 2024/letter en uid reply@circulars.example\n"
        calendar = "calendar all en address en/all.ics\n"
        path.write_text(path.read_text("utf-8") + strange, "utf-8")
        (root.parent / "locks/later.txt").write_text(calendar, "utf-8")
        assert codes(root) == []
        write_files(root, {"2024/new/en.md": letter("New.\n", subject="New")})
        lock(root)
        assert strange in self.texts(root)["2024.txt"]
        assert calendar in self.texts(root)["site.txt"]

    def test_a_merge_may_leave_lines_twice_and_in_any_order(self, root):
        path = root.parent / "locks/2024.txt"
        before = self.texts(root)
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\r\n".join([*lines[::-1], *lines]) + "\n", "utf-8")
        assert codes(root) == []
        lock(root)
        assert self.texts(root) == before

    @pytest.mark.parametrize(
        ("damage", "line"),
        [
            (b"<<<<<<< HEAD\n", 1),
            (b"# fine\n=======\n", 2),
            (b"circular 2024/letter en page\n", 1),
            (b"circular  2024/letter en page x\n", 1),
            (b"\xff\xfe\n", 1),
            (b"circular 2024/letter english page x\n", 1),
        ],
    )
    def test_a_damaged_file_is_one_clear_problem(self, root, damage, line):
        (root.parent / "locks/2022.txt").write_bytes(damage)
        shutil.rmtree(root / LETTER)
        [problem] = found(root)
        assert (problem.path, problem.line) == ("locks/2022.txt", line)
        assert problem.code == "lock-damaged"
        lock(root, status=1)

    def test_a_link_and_a_folder_are_refused(self, root):
        locks = root.parent / "locks"
        (locks / "2022.txt").symlink_to("2024.txt")
        (locks / "2021.txt").mkdir()
        problems = read_locks(locks, "locks").problems
        assert [item.code for item in problems] == ["unreadable", "symbolic-link"]

    @pytest.mark.parametrize(
        ("root", "folder"),
        [
            ("circulars", "locks"),
            ("a/circulars", "a/locks"),
            ("/a/b", "/a/locks"),
            (".", "../locks"),
        ],
    )
    def test_how_messages_name_its_folder(self, root, folder):
        assert shown_folder(root) == folder

    def test_it_depends_on_nothing_but_the_archive(self, root):
        (root / LETTER).rename(root / "2024/spring")
        record(
            root,
            "circular: 2024/letter; to: 2024/spring",
            "circular: 2024/spring; paragraph: p9; retired: {en: A name.}",
        )
        now = standing(root)
        recorded = read_locks(root.parent / "locks", "locks").promises
        once = updated(recorded, now)
        assert updated(once, now) == once
        assert file_texts(once, ["x"]) == file_texts(dict(reversed(once.items())), ["x"])


def test_a_holding_survives_the_cache(root):
    for extract in judge_sources(root, PHRASES, "circulars").library.extracts:
        assert holding_of(plain_holding(extract.holding)) == extract.holding


NAMES = st.sampled_from(["a", "b", "c", "d", "e"])


@given(st.lists(st.tuples(NAMES, st.one_of(NAMES, st.just("")), st.booleans()), max_size=8))
def test_any_register_leads_somewhere(entries):
    """Whatever editors write, nothing runs for ever, and one thing has one identity."""
    moves = Moves(
        Move(id=f"e{n}", kind="page", name=name, date=TODAY, to=to, merges=merges)
        for n, (name, to, merges) in enumerate(entries)
    )
    for name in "abcde":
        end = moves.end("page", name)
        assert (end is None) == (name not in moves.names("page"))
        identity = moves.identity("page", name)
        if end is None and not moves.former("page", name):
            assert identity == name
        for former in moves.former("page", name):
            assert moves.present("page", former) == name
