"""What a change means for readers: compared in a repository, worded from data of a stranger."""

import html
import json
import subprocess

import pytest
from small_archive import INITIATIVE, PHRASES, letter, translation, write_files

from archive.cli import main
from archive.report.markdown import MAX_LENGTH, BadReportError, markdown
from archive.report.words import word_difference

DEADLINE = "deadlines:\n  reply:\n    asks: Reply to the Secretariat\n    date: 2024-04-01\n"
ASKS = "deadlines:\n  reply:\n    asks: Ответить секретариату\n"


def git(folder, *arguments):
    command = ["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """An archive of one letter in a repository, committed."""
    write_files(
        tmp_path / "circulars",
        {
            "2024/letter/en.md": letter(extra=DEADLINE),
            "2024/letter/ru.md": translation(extra=ASKS),
            "initiatives/harbours/en.md": INITIATIVE,
        },
    )
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHIVE_TODAY", "2024-06-01")
    monkeypatch.delenv("ARCHIVE_CIRCULARS", raising=False)
    return tmp_path


def change(root, name, old, new):
    path = root / "circulars" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def data(capsys):
    def compare(base="HEAD"):
        assert main(["report", "--base", base, "--format", "json", "--lang", "en"]) == 0
        return json.loads(capsys.readouterr().out)

    return compare


def words(text, language="en"):
    """The part of a report that is in one language."""
    russian, english = text.split("\n---\n")
    return english if language == "en" else russian


def test_nothing_changed(repository, data, capsys):
    found = data()
    assert not any(found[name] for name in ("pages", "entries", "dates", "moves", "translations"))
    assert main(["report", "--base", "HEAD"]) == 0
    printed = capsys.readouterr().out
    assert "Nothing changes for readers." in printed
    assert "Для читателей ничего не меняется." in printed


def test_a_word_of_a_paragraph(repository, data):
    change(
        repository, "2024/letter/en.md", "invites you to its spring", "invites you to its autumn"
    )
    (page,) = data()["pages"]
    assert (page["kind"], page["language"]) == ("changed", "en")
    assert page["address"] == "en/circulars/2024/letter/"
    (unit,) = page["units"]
    assert unit["unit"] == "#p1"
    assert ["gone", "spring"] in unit["runs"]
    assert ["new", "autumn"] in unit["runs"]


def test_a_fact_changes_the_pages_of_both_languages_and_the_calendar(repository, data):
    change(repository, "2024/letter/en.md", "date: 2024-04-01", "date: 2024-04-15")
    found = data()
    assert [(page["language"], page["kind"]) for page in found["pages"]] == [
        ("ru", "changed"),
        ("en", "changed"),
    ]
    for page in found["pages"]:
        (unit,) = page["units"]
        assert unit["unit"] == "deadlines.reply.date"
    (date,) = found["dates"]
    assert (date["kind"], date["old"], date["new"]) == ("deadline", "2024-04-01", "2024-04-15")
    assert [entry["kind"] for entry in found["entries"]] == ["changed", "changed"]


class TestActs:
    """A letter that acts on dates of another one: what readers of that one will see."""

    CALL = DEADLINE + (
        "  visa:\n    asks: Ask for a visa\n    relative: {event: meeting, before: 6 weeks}\n"
        "events:\n  meeting: {name: Meeting, start: 2024-05-14, end: 2024-05-16}\n"
    )
    OWN = (
        "deadlines:\n  reply: {asks: Reply, date: 2024-04-20}\n"
        "events:\n  meeting: {name: Meeting, start: 2024-09-16}\n"
    )

    @pytest.fixture
    def reported(self, repository, data, capsys):
        def run(entry):
            write_files(
                repository / "circulars",
                {
                    "2024/call/en.md": letter(extra=self.CALL),
                    "2024/later/en.md": letter(extra=self.OWN),
                },
            )
            git(repository, "add", "--all")
            git(repository, "commit", "--quiet", "--message", "A call")
            related = f"related:\n  call: {{kind: circular, circular: 2024/call, {entry}}}\n"
            write_files(
                repository / "circulars", {"2024/later/en.md": letter(extra=self.OWN + related)}
            )
            (found,) = data()["acts"]
            assert main(["report", "--base", "HEAD"]) == 0
            return found, html.unescape(capsys.readouterr().out)

        return run

    @pytest.mark.parametrize(
        ("entry", "english", "russian"),
        [
            (
                "relation: extends, deadline: reply",
                "Readers of 2024/call will see: the deadline “Reply to the Secretariat” "
                "(2024-04-01) is extended to 2024-04-20 by 2024/later; in subscribers’ calendars it"
                " moves from 2024-04-01 to 2024-04-20\n",
                "Читатели 2024/call увидят: срок «Reply to the Secretariat» (2024-04-01) продлен"
                " до 2024-04-20; основание: 2024/later; в календарях подписчиков дата переходит с"
                " 2024-04-01 на 2024-04-20\n",
            ),
            (
                "relation: reschedules, event: meeting",
                "the event “Meeting” (2024-05-14 – 2024-05-16) is rescheduled to 2024-09-16 by "
                "2024/later; in subscribers’ calendars it moves from 2024-05-14 – 2024-05-16 to"
                " 2024-09-16; deadlines that count from it move with it: Ask for a visa"
                " (<del>2024-04-02</del> <ins>2024-08-05</ins>)",
                "мероприятие «Meeting» (2024-05-14 – 2024-05-16) перенесено на 2024-09-16",
            ),
            (
                "relation: withdraws, deadline: visa",
                "the deadline “Ask for a visa” (2024-04-02 (meeting − 6 weeks)) is withdrawn by"
                " 2024/later; in subscribers’ calendars it is marked as cancelled",
                "срок «Ask for a visa» (2024-04-02 (meeting − 6 weeks)) отменен;"
                " основание: 2024/later; в календарях подписчиков дата помечается",
            ),
            (
                "relation: withdraws, event: meeting",
                "the event “Meeting” (2024-05-14 – 2024-05-16) is cancelled by 2024/later",
                "мероприятие «Meeting» (2024-05-14 – 2024-05-16) отменено",
            ),
            (
                "relation: withdraws, extent: whole-letter",
                "the whole letter “Spring meeting” is withdrawn by 2024/later",
                "все письмо «Spring meeting» отменено",
            ),
            (
                "relation: replaces",
                "the whole letter “Spring meeting” is replaced by 2024/later; the deadlines and"
                " events of 2024/call no longer hold",
                "все письмо «Spring meeting» заменено",
            ),
        ],
    )
    def test_are_said_in_words(self, reported, entry, english, russian):
        found, printed = reported(entry)
        assert found["kind"] == "new"
        assert english in words(printed)
        assert russian in words(printed, "ru")

    def test_are_said_when_they_are_taken_back(self, reported, repository, data):
        reported("relation: withdraws, deadline: visa")
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--message", "Withdraw")
        change(
            repository, "2024/later/en.md", "relation: withdraws, deadline: visa", "relation: cites"
        )
        (found,) = data()["acts"]
        assert (found["kind"], found["what"]["en"]) == ("gone", "Ask for a visa")
        printed = markdown({"format": 1, "acts": [found], "pages": [{}]}, PHRASES)
        assert "Readers of 2024/call will no longer see" in printed
        assert "calendars" not in printed

    COUNTS = (
        "deadlines:\n  hotel:\n    asks: Book a hotel\n"
        "    relative: {event: 2024/call#meeting, before: 1 week}\n"
    )

    @pytest.mark.parametrize(("date", "is_earlier"), [("2024-03-04", True), ("2024-03-06", False)])
    def test_tell_of_what_counted_from_the_event_before(
        self, reported, repository, data, date, is_earlier
    ):
        hotel = letter(extra=self.COUNTS, date=date)
        write_files(repository / "circulars", {"2024/hotel/en.md": hotel})
        found, _ = reported("relation: reschedules, event: meeting")
        told = [(each["what"]["en"], each["new"]) for each in found["counted"]]
        assert (("Book a hotel", "2024-09-09") in told) is is_earlier

    def test_leave_out_what_a_letter_had_extended_by_itself(self, reported, repository):
        later = (
            "deadlines:\n  visa: {asks: Ask for a visa, date: 2024-05-02}\n"
            "related:\n  call: {kind: circular, circular: 2024/call, relation: extends,"
            " deadline: visa}\n"
        )
        text = letter(extra=later, date="2024-03-05")
        write_files(repository / "circulars", {"2024/extra/en.md": text})
        found, _ = reported("relation: reschedules, event: meeting")
        assert found["counted"] == []

    def test_start_from_the_day_that_an_earlier_letter_has_set(self, reported, repository, data):
        reported("relation: extends, deadline: reply")
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--message", "Extend")
        again = (
            "deadlines:\n  reply: {asks: Reply, date: 2024-05-02}\n"
            "related:\n  call: {kind: circular, circular: 2024/call, relation: extends,"
            " deadline: reply}\n"
        )
        write_files(repository / "circulars", {"2024/more/en.md": letter(extra=again)})
        (found,) = data()["acts"]
        assert (found["old"], found["new"]) == ("2024-04-20", "2024-05-02")

    def test_are_told_in_the_words_of_each_language(self, reported, repository, data):
        russian = (
            "deadlines:\n  reply:\n    asks: Ответить\n  visa:\n    asks: Запросить визу\n"
            "events:\n  meeting:\n    name: Собрание\n"
        )
        write_files(repository / "circulars", {"2024/call/ru.md": translation(extra=russian)})
        _, printed = reported("relation: reschedules, event: meeting")
        assert "мероприятие «Собрание»" in words(printed, "ru")
        assert "Запросить визу" in words(printed, "ru")
        assert "the event “Meeting”" in words(printed)
        assert "Ask for a visa" in words(printed)

    def test_a_letter_that_does_what_it_did_before_says_nothing(self, reported, repository, data):
        reported("relation: withdraws, deadline: visa")
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--message", "Withdraw")
        change(repository, "2024/later/en.md", "asks: Reply,", "asks: Answer,")
        assert data()["acts"] == []


def test_an_opening_and_a_span_are_dates_too(repository, data):
    change(
        repository,
        "2024/letter/en.md",
        "    date: 2024-04-01\n",
        "    opens: 2024-03-11\n    date: 2024-04-01\n",
    )
    (opening,) = data()["dates"]
    assert (opening["kind"], opening["new"]) == ("opening", "2024-03-11")
    change(
        repository,
        "2024/letter/en.md",
        "    opens: 2024-03-11\n    date: 2024-04-01\n",
        "    relative: {event: spring, after: 2 weeks}\n"
        "events:\n  spring: {name: Meeting, start: 2024-05-14}\n",
    )
    found = {each["id"]: each for each in data()["dates"]}
    assert (found["reply"]["old"], found["reply"]["new"]) == (
        "2024-04-01",
        "2024-05-28 (spring + 2 weeks)",
    )


def test_a_day_that_is_not_known_yet_is_not_told(repository, data):
    change(
        repository,
        "2024/letter/en.md",
        "    date: 2024-04-01\n",
        "    relative: {event: spring, after: 2 weeks}\n"
        "events:\n  spring: {name: Meeting, start: 2024-05}\n",
    )
    found = {each["id"]: each for each in data()["dates"]}
    assert found["reply"]["new"] == "spring + 2 weeks"


def test_an_hour_of_an_opening_has_its_zone_and_each_language_its_words(repository, data):
    change(
        repository,
        "2024/letter/en.md",
        "    date: 2024-04-01\n",
        "    opens: 2024-03-11 09:00\n    date: 2024-04-01\n    timezone: Asia/Tokyo\n",
    )
    (opening,) = data()["dates"][-1:]
    assert (opening["kind"], opening["new"]) == ("opening", "2024-03-11 09:00 Asia/Tokyo")
    assert opening["what"] == {"ru": "Ответить секретариату", "en": "Reply to the Secretariat"}


def test_a_new_letter(repository, data):
    write_files(
        repository / "circulars",
        {"2024/other/en.md": letter(reference="TSB Circular 12", subject="Harbour dues")},
    )
    found = data()
    (page,) = found["pages"]
    assert page["kind"] == "new"
    assert page["title"] == "TSB Circular 12: Harbour dues"
    (entry,) = found["entries"]
    assert entry["kind"] == "new"
    assert entry["id"].endswith(":circular/2024/other/en")


def test_a_letter_taken_away(repository, data):
    (repository / "circulars/2024/letter/ru.md").unlink()
    (page,) = data()["pages"]
    assert (page["kind"], page["language"]) == ("removed", "ru")
    assert page["title"] == "Весеннее собрание"


def test_a_translation_asks_for_a_second_reader(repository, data, capsys):
    change(repository, "2024/letter/ru.md", "приглашает вас", "зовет вас")
    assert data()["translations"] == [{"path": "circulars/2024/letter/ru.md", "reviewed": ""}]
    assert main(["report", "--base", "HEAD"]) == 0
    printed = capsys.readouterr().out
    assert "A second reader is needed" in words(printed)
    assert "Нужен второй читатель" in words(printed, "ru")


def test_a_changed_text_without_translation_needs_none(repository, data):
    change(repository, "2024/letter/en.md", "spring meeting.\n", "spring meeting!\n")
    assert data()["translations"] == []


def test_findings_of_the_changed_files_only(repository, data):
    write_files(repository / "circulars", {"2024/old/en.md": letter(body="<b>Old</b>\n")})
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "A fault that was there before")
    change(repository, "2024/letter/en.md", "invites you", "<i>invites</i> you")
    found = data()["findings"]
    assert {(item["code"], item["path"]) for item in found if item["severity"] == "error"} == {
        ("raw-html", "circulars/2024/letter/en.md")
    }
    assert set(found[0]["messages"]) == {"ru", "en"}


def test_a_base_without_an_archive(repository, data):
    git(repository, "checkout", "--quiet", "--orphan", "empty")
    git(repository, "rm", "--quiet", "-r", "--cached", ".")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    kinds = {page["kind"] for page in data()["pages"]}
    assert kinds == {"new"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--base", "nowhere"], "no revision nowhere"),
        (["--base", "--output=x"], "no revision --output=x"),
        ([], "--base REVISION or --from FILE"),
        (["--base", "HEAD", "--from", "x"], "--base REVISION or --from FILE"),
        (["--from", "none.json"], "none.json cannot be read"),
    ],
)
def test_wrong_usage(repository, capsys, arguments, said):
    assert main(["report", *arguments, "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 99}', "[" * 100_000, "1"])
def test_what_is_no_report(repository, capsys, content):
    (repository / "report.json").write_text(content, "utf-8")
    assert main(["report", "--from", "report.json", "--lang", "en"]) == 2
    assert "is not a report of this version" in capsys.readouterr().err


def test_outside_a_repository(tmp_path, monkeypatch, capsys):
    write_files(tmp_path / "circulars", {"2024/letter/en.md": letter()})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["report", "--base", "HEAD", "--lang", "en"]) == 2
    assert "no git repository" in capsys.readouterr().err


HOSTILE = (
    "<script>alert(1)</script> [x](https://evil.example) ![y](https://evil.example/y.png) "
    "@everybody #1 GH-1 https://evil.example www.evil.example <!-- --> | `code` \n## Heading\n"
    "\u202eabc"
)


def report(text):
    """A report every value of which is *text*."""
    return {
        "format": 1,
        "pages": [
            {
                "kind": "changed",
                "language": text,
                "title": text,
                "address": text,
                "units": [{"unit": text, "runs": [["gone", text], [text, text], ["cut", text], 7]}],
                "more": text,
            }
        ],
        "entries": [{"kind": text, "language": text, "title": text}],
        "dates": [{"kind": text, "what": text, "old": text, "new": text, "circular": text}],
        "acts": [
            {
                **dict.fromkeys(("kind", "relation", "circular", "of", "what", "old", "new"), text),
                "part": part,
                "counted": [text, {}],
            }
            for part in ("deadline", "event", "letter", text)
        ],
        "moves": [{"name": text, "to": text}, {"name": text, "reason": {"en": text}}],
        "translations": [{"path": text, "reviewed": text}],
        "findings": [{"path": text, "line": text, "code": text, "messages": {"en": text}}],
    }


def test_nothing_of_the_data_becomes_markup():
    printed = markdown(report(HOSTILE), PHRASES)
    for forbidden in (
        "<script",
        "](",
        "![",
        "@everybody",
        "https://",
        "www.evil",
        "<!--",
        "`",
        "\u202e",
    ):
        assert forbidden not in printed, forbidden
    seen = html.unescape(printed)  # GitHub looks for these in what is seen
    for forbidden in ("#1", "GH-1", "@everybody", "https://", "www.evil"):
        assert forbidden not in seen, forbidden
    assert not any(line.startswith("## Heading") for line in printed.splitlines())
    assert "evil" in printed  # the words themselves are shown


@pytest.mark.parametrize("value", [None, 5, [], {}, [[]], [None], "text", [{"units": [{}]}]])
def test_data_of_any_shape_are_no_traceback(value):
    for name in ("pages", "entries", "dates", "acts", "moves", "translations", "findings"):
        markdown({"format": 1, name: value}, PHRASES)


def test_data_that_are_no_report_are_refused():
    with pytest.raises(BadReportError):
        markdown(["format"], PHRASES)


def test_a_long_report_fits_into_a_comment_and_says_what_is_missing():
    data = {"format": 1, "pages": [report("word " * 300)["pages"][0]] * 500}
    printed = markdown(data, PHRASES)
    assert len(printed) <= MAX_LENGTH
    assert "the rest is among the files" in printed
    assert "остальное – среди файлов" in printed
    assert printed.count("<del>") == printed.count("</del>")


class TestWords:
    def test_blanks_do_not_matter(self):
        assert word_difference("a  b\nc", "a b c") == []

    def test_far_words_are_left_out(self):
        old = " ".join(f"w{number}" for number in range(60))
        runs = word_difference(old, old.replace("w30", "new"))
        assert runs[0] == ("cut", "")
        assert ("gone", "w30") in runs
        assert ("new", "new") in runs
        assert runs[-1] == ("cut", "")
        assert sum(len(text.split()) for _, text in runs) < 20

    def test_long_texts_take_no_square_of_time(self):
        old, new = "a " * 50_000, "b " * 50_000
        assert [kind for kind, _ in word_difference(old, new)] == ["gone", "new"]


def test_a_renamed_letter_is_no_new_one(repository, data):
    circulars = repository / "circulars"
    (circulars / "2024/letter").rename(circulars / "2024/renamed")
    change(repository, "2024/renamed/en.md", "invites you", "bids you")
    entry = "renamed:\n  date: 2024-05-01\n  circular: 2024/letter\n  to: 2024/renamed\n"
    write_files(circulars, {"registers/moves.yml": entry})
    found = data()
    assert [(page["kind"], page["language"]) for page in found["pages"]] == [("changed", "en")]
    (entry,) = found["entries"]
    assert entry["kind"] == "changed"
    assert entry["id"].endswith(":circular/2024/letter/en")  # subscribers have had it before
    assert found["dates"] == []
    assert [(move["name"], move["to"]) for move in found["moves"]] == [
        ("2024/letter", "2024/renamed")
    ]
