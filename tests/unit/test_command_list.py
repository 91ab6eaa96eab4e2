"""``circulars list``: filters, the table at any width, JSON and CSV."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from small_archive import INITIATIVE, letter, translation, write_files

from archive.cli import main
from archive.formats.columns import width

BUREAUX = """\
desk:
  name: {ru: Секретариат, en: Secretariat}
  abbreviation: {ru: СС, en: SE}
pier:
  name: {ru: Причал, en: Pier}
  abbreviation: {ru: ПР, en: PI}
"""
LIVES = Path(__file__).parents[1] / "lives/circulars"
DEADLINES = """\
deadlines:
  reply: {asks: reply, date: 2024-04-10}
  visit: {asks: visit, date: 2024-05-20 12:00, timezone: Europe/Zurich}
"""
FILES = {
    "registers/bureaux.yml": BUREAUX,
    "2023/old/en.md": letter(date="2023~", bureau="pier", subject="Old quays"),
    "2024/spring/en.md": letter(
        reference="CL-24/7", extra=DEADLINES, initiatives="[harbours]", date="2024-03-05"
    ),
    "2024/spring/ru.md": translation(
        extra="deadlines:\n  reply: {asks: ответить}\n  visit: {asks: посетить}\n"
    ),
    "2024/weights/ru.md": letter(date=None, subject="Веса", bureau="pier"),
    "initiatives/harbours/en.md": INITIATIVE,
}


@pytest.fixture(autouse=True)
def archive(monkeypatch, tmp_path):
    for name in ("ARCHIVE_CIRCULARS", "ARCHIVE_SITE_URL", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARCHIVE_LANG", "en")
    monkeypatch.setenv("ARCHIVE_TODAY", "2024-04-01")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return write_files(Path("circulars"), FILES)


@pytest.fixture
def listed(capsys):
    def run(*arguments):
        status = main(["list", *arguments])
        return status, *capsys.readouterr()

    return run


def add(root, files):
    write_files(root, {"registers/bureaux.yml": BUREAUX, **files})


def keys(out):
    return [line.split()[0] for line in out.splitlines()[1:]]


class TestFilters:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            ([], ["2023/old", "2024/weights", "2024/spring"]),
            (["--bureau", "pier"], ["2023/old", "2024/weights"]),
            (["--year", "2024"], ["2024/weights", "2024/spring"]),
            (["--initiative", "harbours"], ["2024/spring"]),
            (["--missing", "en"], ["2024/weights"]),
            (["--missing", "ru"], ["2023/old"]),
            (["--open", "today"], ["2024/spring"]),
            (["--open", "2024-05-20"], ["2024/spring"]),
            (["--bureau", "pier", "--year", "2024"], ["2024/weights"]),
            (["--bureau", "pier", "--missing", "ru", "--year", "2023"], ["2023/old"]),
        ],
    )
    def test_combine(self, listed, arguments, expected):
        status, out, _ = listed(*arguments)
        assert (status, keys(out)) == (0, expected)

    @pytest.mark.parametrize("day", ["2024-05-21", "2024-03-04"])
    def test_no_deadline_is_open_after_it_or_before_its_letter(self, listed, day):
        assert listed("--open", day) == (0, "", "0 circulars\n")

    def test_the_next_deadline_is_that_of_the_day(self, listed):
        for day, due in (
            ("2024-04-10", "2024-04-10"),
            ("2024-04-11", "2024-05-20 12:00"),
        ):
            _, out, _ = listed("--open", day, "--format", "csv")
            assert next(csv.DictReader(io.StringIO(out)))["deadline"] == due

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--bureau", "peer"], "there is no bureau peer; did you mean pier?"),
            (["--bureau", "x"], "there is no bureau x; did you mean desk, pier?"),
            (["--initiative", "harbour"], "there is no initiative harbour; did you mean harbours?"),
        ],
    )
    def test_a_name_that_nothing_has(self, listed, arguments, message):
        status, out, err = listed(*arguments)
        assert (status, out) == (2, "")
        assert message in err


class TestLives:
    """The archive whose later letters move and end what earlier ones set."""

    @pytest.fixture(autouse=True)
    def lives(self, monkeypatch):
        monkeypatch.setenv("ARCHIVE_CIRCULARS", str(LIVES))
        monkeypatch.setenv("ARCHIVE_TODAY", "2026-06-20")

    def rows(self, listed, *arguments):
        _, out, _ = listed("--format", "csv", *arguments)
        return {row["key"]: row for row in csv.DictReader(io.StringIO(out))}

    @pytest.mark.parametrize(
        ("key", "deadline", "state"),
        [
            ("2026/lb-1", "2026-08-05", "open"),  # counted from the new days of the meeting
            ("2026/lb-5", "", ""),  # closed
            ("2026/sb-2", "", "undated"),  # one withdrawn, one whose event has no day yet
            ("2026/sb-3", "", ""),  # replaced by another letter
            ("2026/sb-6", "2026-10-14", "open"),
        ],
    )
    def test_what_later_letters_did_counts(self, listed, key, deadline, state):
        row = self.rows(listed)[key]
        assert (row["deadline"], row["state"]) == (deadline, state)

    def test_only_what_can_be_answered_on_the_day_is_open(self, listed):
        assert set(self.rows(listed, "--open", "today")) == {
            "2026/lb-1",
            "2026/lb-9",
            "2026/sb-6",
            "2026/sb-8",
        }

    def test_one_that_opens_later_is_shown_and_is_not_open(self, archive, monkeypatch, listed):
        facts = "deadlines:\n  r: {asks: reply, opens: 2024-04-05, date: 2024-04-10}\n"
        add(archive, {"2024/later/en.md": letter(extra=facts)})
        monkeypatch.setenv("ARCHIVE_CIRCULARS", str(archive.absolute()))
        monkeypatch.setenv("ARCHIVE_TODAY", "2024-04-01")
        row = self.rows(listed)["2024/later"]
        assert (row["deadline"], row["state"]) == ("2024-04-10", "announced")
        assert "2024/later" not in self.rows(listed, "--open", "2024-04-04")
        assert "2024/later" in self.rows(listed, "--open", "2024-04-05")

    def test_one_that_is_open_comes_before_one_that_opens_later(self, archive, monkeypatch, listed):
        facts = (
            "deadlines:\n  soon: {asks: reply, opens: 2024-04-05, date: 2024-04-10}\n"
            "  late: {asks: send papers, date: 2024-06-10}\n"
        )
        add(archive, {"2024/later/en.md": letter(extra=facts)})
        monkeypatch.setenv("ARCHIVE_CIRCULARS", str(archive.absolute()))
        for day, deadline in (("2024-04-04", "2024-06-10"), ("2024-04-05", "2024-04-10")):
            assert self.rows(listed, "--open", day)["2024/later"]["deadline"] == deadline

    def test_json_tells_all_of_it(self, listed):
        _, out, _ = listed("--format", "json")
        found = {each["key"]: each for each in json.loads(out)["circulars"]}
        visa = found["2026/lb-1"]["deadline"]
        assert visa["relative"] == {
            "circular": "2026/lb-1",
            "event": "meeting",
            "span": "6 weeks",
            "is_before": True,
            "moved_by": "2026/lb-9",
        }
        assert visa["kind"] == "visa-letter"
        assert visa["by"] == ["email", "fax"]
        assert visa["instead_of"][0]["when"]["date"] == "2026-04-29"
        undated = found["2026/sb-2"]
        assert (undated["deadline"]["due"], undated["state"]) == (None, "undated")


class TestTable:
    def test_in_a_pipe_nothing_is_cut(self, listed, monkeypatch):
        monkeypatch.setenv("COLUMNS", "20")
        status, out, err = listed("--lang", "ru")
        assert (status, err) == (0, "")
        heading, first, *_ = out.splitlines()
        assert heading.split() == [
            "циркуляр", "обозначение", "дата", "бюро", "инициативы", "языки", "срок", "состояние",
            "заголовок",
        ]  # fmt: skip
        assert first.split() == ["2023/old", "2023~", "pier", "en", "Old", "quays"]

    def test_columns_stand_below_their_headings(self, listed):
        _, out, _ = listed("--lang", "ru")
        heading, *lines = out.splitlines()
        [spring] = [line for line in lines if line.startswith("2024/spring")]
        for name, value in (
            ("бюро", "desk"),
            ("срок", "2024-04-10"),
            ("состояние", "скоро истекает"),
            ("заголовок", "Весеннее"),
        ):
            assert spring[heading.index(name) :].startswith(value)

    @pytest.mark.parametrize("columns", [30, 60, 100, 120, 200])
    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_fits_the_terminal(self, archive, listed, monkeypatch, columns, language):
        subject = "船 " + "Очень длинная тема письма о причалах " * 5
        add(archive, {"2024/long/ru.md": letter(subject=subject)})
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("NO_COLOR", "1")
        _, out, err = listed("--lang", language)
        assert max(map(width, out.splitlines())) <= columns
        assert "2024/long" in out
        assert err in ("4 circulars\n", "4 циркуляра\n")


class TestJson:
    def test_all_about_a_circular(self, listed):
        _, out, _ = listed("--format", "json", "--initiative", "harbours")
        data = json.loads(out)
        assert (data["version"], data["day"]) == (1, "2024-04-01")
        [circular] = data["circulars"]
        deadline = circular.pop("deadline")
        assert deadline["id"] == "reply"
        assert deadline["asks"] == {"en": "reply", "ru": "ответить"}
        assert deadline["due"]["date"] == "2024-04-10"
        assert deadline["due"]["over"] == "2024-04-10T22:00Z"
        assert circular == {
            "key": "2024/spring",
            "references": [
                {
                    "canonical": "CL-24/7",
                    "series": "cl",
                    "printed": {"ru": "CL-24/7", "en": "CL-24/7"},
                }
            ],
            "date": "2024-03-05",
            "bureau": "desk",
            "initiatives": ["harbours"],
            "languages": ["ru", "en"],
            "state": "closing-soon",
            "subject": {"en": "Spring meeting", "ru": "Весеннее собрание"},
            "addresses": {
                "ru": "https://circulars.example/circulars/2024/spring/",
                "en": "https://circulars.example/en/circulars/2024/spring/",
            },
        }

    def test_what_is_not_known_is_null(self, listed):
        _, out, _ = listed("--format", "json", "--missing", "en")
        [circular] = json.loads(out)["circulars"]
        assert circular["date"] is None
        assert circular["deadline"] is None
        assert circular["state"] is None


class TestCsv:
    def test_rows(self, listed):
        _, out, _ = listed("--format", "csv", "--lang", "ru")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert [row["key"] for row in rows] == ["2023/old", "2024/weights", "2024/spring"]
        assert rows[2] == {
            "key": "2024/spring",
            "reference": "CL-24/7",
            "date": "2024-03-05",
            "bureau": "desk",
            "initiatives": "harbours",
            "languages": "ru en",
            "deadline": "2024-04-10",
            "state": "closing-soon",
            "subject": "Весеннее собрание",
        }

    @pytest.mark.parametrize(
        "subject", ["=1+1", "+41 22", "-1", "@SUM(A1)", "＝1+1", "=HYPERLINK('x')"]
    )
    def test_no_cell_is_a_formula(self, archive, listed, subject):
        add(archive, {"2024/letter/en.md": letter(subject=f'"{subject}"')})
        _, out, _ = listed("--format", "csv")
        [row] = [row for row in csv.reader(io.StringIO(out)) if row[0] == "2024/letter"]
        assert row[-1] == f"'{subject}"

    def test_quotation_marks_and_commas(self, archive, listed):
        subject = 'Quays, "piers" and harbours'
        add(archive, {"2024/letter/en.md": letter(subject=f"'{subject}'")})
        _, out, _ = listed("--format", "csv")
        assert '"Quays, ""piers"" and harbours"' in out
        assert subject in [row[-1] for row in csv.reader(io.StringIO(out))]


class TestErrors:
    def test_what_cannot_be_read_is_left_out_and_named(self, archive, listed):
        add(archive, {"2024/letter/en.md": letter("<!-- TODO write it -->\n", summary="TODO")})
        status, out, err = listed("--lang", "ru")
        assert (status, keys(out)) == (1, ["2023/old", "2024/weights", "2024/spring"])
        assert err == (
            "Здесь показаны не все письма: есть ошибки в circulars/2024/letter/en.md."
            " Показать их: circulars check\n"
        )

    def test_what_names_it_is_left_out_too(self, archive, listed):
        names = "related:\n  it: {kind: circular, relation: follows, circular: 2024/letter}\n"
        add(
            archive,
            {
                "2024/letter/en.md": letter("<b>a\n", kind="NO"),
                "2024/next/en.md": letter(extra=names, date="2024-03-06"),
                "2024/x.txt": "a stray file",
            },
        )
        status, out, err = listed("--format", "json")
        found = [each["key"] for each in json.loads(out)["circulars"]]
        assert (status, found) == (1, ["2023/old", "2024/weights", "2024/spring"])
        files = ("2024/letter/en.md", "2024/next/en.md", "2024/x.txt")
        assert ", ".join(f"circulars/{name}" for name in files) + ". To see" in err

    def test_without_a_register_nothing_is_listed(self, archive, listed):
        add(archive, {"registers/addressees.yml": "members: [\n"})
        status, out, err = listed("--lang", "ru")
        assert (status, out) == (1, "")
        assert err == (
            "В архиве 1 ошибка, поэтому ничего не сделано. Показать ее: circulars check\n"
        )
