"""``circulars stage``: the whole archive as plain files, which another generator builds."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from posixpath import dirname, normpath

import pytest
import yaml
from small_archive import INITIATIVE, letter, translation, write_files

from archive.cli import main
from archive.commands.stage import MARKER

LIVES = Path(__file__).parents[1] / "lives/circulars"
BODY = """\
1. See [the other letter](circular:2023/old), [held](link:page) and [lost](link:gone).

2. Three things, as in [paragraph 1](#p1):

   - [a)] one;
   - [b)] two: https://example.org/x_y.

   | Port | Quays |
   |---|--:|
   | Portville | 3 |
"""
FACTS = """\
salutation: Dear *colleagues*,
closing: Yours faithfully,
addressees: [members]
signatory: {status: named, name: A. Harbour, office: Secretary}
links:
  page: {label: Page, url: https://example.org/page}
  gone: {label: Gone, url: lost}
deadlines:
  reply: {asks: reply, date: 2024-04-10 12:00, timezone: CET, link: page}
events:
  meeting: {name: Meeting, start: 2024-05-01, end: 2024-05-03, place: Portville, format: virtual}
annexes:
  map: {title: Map, status: held, file: map.pdf}
  list: {title: List, status: not-held}
related:
  old: {kind: circular, relation: follows, circular: 2023/old}
"""
WORDS = """\
salutation: Уважаемые коллеги!
closing: С уважением,
signatory: {name: А. Гавань, office: Секретарь}
links: {page: {label: Страница}, gone: {label: Утрачено}}
deadlines: {reply: {asks: ответить}}
events: {meeting: {name: Собрание, place: Портвиль}}
annexes: {map: {title: Карта}, list: {title: Список}}
"""
RUSSIAN = (
    BODY.replace("the other letter", "другое письмо")
    .replace("held", "есть")
    .replace("[lost]", "[нет]")
)
FILES = {
    "2023/old/en.md": letter(date="2023-12~", subject="'Old: quays'"),
    "2024/spring/en.md": letter(
        BODY,
        FACTS,
        reference="CL-24/7",
        initiatives="[harbours]",
        paragraphs="numbered",
    ),
    "2024/spring/ru.md": translation(RUSSIAN, WORDS),
    "2024/spring/map.pdf": b"%PDF-1.4 map",
    "2024/weights/ru.md": letter("Гири.\n", date=None, subject="Гири", summary="Гири."),
    "initiatives/harbours/en.md": INITIATIVE,
}


@pytest.fixture(autouse=True)
def archive(monkeypatch, tmp_path):
    for name in ("ARCHIVE_CIRCULARS", "ARCHIVE_SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARCHIVE_LANG", "en")
    monkeypatch.setenv("ARCHIVE_TODAY", "2024-04-01")
    monkeypatch.chdir(tmp_path)
    return write_files(Path("circulars"), FILES)


@pytest.fixture
def stage(capsys):
    def run(*arguments):
        status = main(["stage", *arguments])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def tree(stage):
    assert stage("out")[0] == 0
    return Path("out")


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def page(path):
    """The front matter and the body of a staged page."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


class TestTree:
    def test_files(self, tree):
        pages = {
            "circulars.md",
            "circulars/2023.md",
            "circulars/2024.md",
            "circulars/2024/spring.md",
            "deadlines.md",
            "deadlines/2024.md",
            "events.md",
            "events/2024.md",
            "index.md",
            "initiatives.md",
            "initiatives/harbours.md",
        }
        expected = {f"{code}/{name}" for code in ("en", "ru") for name in pages}
        expected |= {"en/circulars/2023/old.md", "ru/circulars/2024/weights.md"}
        expected |= {"README.md", MARKER, "data/archive.json", "files/2024/spring/map.pdf"}
        assert set(contents(tree)) == expected
        assert (tree / "files/2024/spring/map.pdf").read_bytes() == b"%PDF-1.4 map"

    def test_every_link_leads_to_a_file(self, tree):
        for path in tree.rglob("*.md"):
            text = re.sub("```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
            name = path.relative_to(tree).as_posix()
            for target in re.findall(r"\]\(([^)]*)\)", text):
                if target.startswith(("https://", "#")):
                    continue
                assert (tree / normpath(f"{dirname(name)}/{target}".lstrip("/"))).is_file(), target

    def test_every_page_is_reached_from_the_first(self, tree):
        reached, waiting = set(), ["README.md"]
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            for target in re.findall(r"\]\(([^)]*\.md)\)", (tree / name).read_text("utf-8")):
                waiting.append(normpath(f"{dirname(name)}/{target}".lstrip("/")))
        assert reached == {path.relative_to(tree).as_posix() for path in tree.rglob("*.md")}

    def test_a_letter_in_one_language_is_listed_in_both(self, tree):
        english = (tree / "en/circulars/2024.md").read_text("utf-8")
        assert "- undated – [Гири](../../ru/circulars/2024/weights.md) (Russian)" in english
        russian = (tree / "ru/circulars/2023.md").read_text("utf-8")
        assert "[Old: quays](../../en/circulars/2023/old.md) (английский)" in russian

    def test_another_generator_builds_it(self, tree, tmp_path):
        settings = (
            "site_name: Archive\ndocs_dir: out\nsite_dir: built\n"
            "markdown_extensions: [tables, footnotes, sane_lists]\n"
            "validation: {links: {anchors: warn, not_found: warn, unrecognized_links: warn}}\n"
        )
        Path("mkdocs.yml").write_text(settings, encoding="utf-8")
        program = Path(sys.executable).with_name("mkdocs")
        done = subprocess.run(
            [str(program), "build", "--strict", "--quiet"],
            capture_output=True,
            check=False,
            text=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        assert done.returncode == 0, done.stdout + done.stderr
        built = Path("built/en/circulars/2024/spring/index.html").read_text("utf-8")
        assert '<p><a id="p1"></a>1. See <a href="../../2023/old/">' in built
        assert '<li><a id="p2-a"></a>a) one;</li>' in built
        assert 'href="../../../../files/2024/spring/map.pdf"' in built
        assert '<a href="https://example.org/x_y">https://example.org/x_y</a>' in built
        assert '<td style="text-align: right;">3</td>' in built


class TestPage:
    def test_front_matter_has_all_facts_in_words(self, tree):
        front, _ = page(tree / "ru/circulars/2024/spring.md")
        assert front["title"] == "CL-24/7: Весеннее собрание"
        assert front["description"] == "Союз примеров приглашает на весеннее собрание."
        assert front["language"] == "ru"
        assert front["key"] == "2024/spring"
        assert front["other_languages"] == {"en": "../../../en/circulars/2024/spring.md"}
        assert front["date"] == front["date_known"] == "2024-03-05"
        assert re.sub(r"\s", " ", front["date_text"]) == "5 марта 2024 г."
        assert front["bureau"]["name"] == "Секретариат Союза примеров"
        assert front["addressees"] == [{"id": "members", "name": "Члены Союза примеров"}]
        assert front["initiatives"] == [{"id": "harbours", "name": "Safe harbours"}]
        [deadline] = front["deadlines"]
        assert deadline["asks"] == "ответить"
        assert deadline["due"]["iso"] == "2024-04-10T12:00+01:00"
        assert deadline["due"]["over"] == "2024-04-10T11:00Z"
        assert deadline["link"]["url"] == "https://example.org/page"
        assert "state" not in deadline
        [event] = front["events"]
        assert (event["name"], event["place"]) == ("Собрание", "Портвиль")
        assert (event["format"], event["format_name"]) == ("virtual", "виртуальный")
        assert front["related"][0]["relation_name"] == "Продолжает"
        assert front["text"]["translates"] == "en"

    def test_a_date_that_is_not_known_exactly(self, tree):
        front, _ = page(tree / "en/circulars/2023/old.md")
        assert (front["date"], front["date_known"]) == ("2023-12-01", "2023-12~")
        assert front["title"] == "Old: quays"
        front, _ = page(tree / "ru/circulars/2024/weights.md")
        assert "date" not in front

    def test_body(self, tree):
        _, body = page(tree / "en/circulars/2024/spring.md")
        assert body.startswith("\n# CL-24/7: Spring meeting\n\nDear \\*colleagues\\*,\n\n")
        assert '<a id="p1"></a>1. See [the other letter](../2023/old.md), [held](' in body
        assert "lost (address not held)." in body
        assert "Yours faithfully,\n\nA. Harbour  \nSecretary\n" in body
        assert "- **10 April 2024, 12:00, CET (UTC+1)**: reply\n" in body
        assert "- **1–3 May 2024**: Meeting – Portville\n" in body
        assert "- [Map](../../../files/2024/spring/map.pdf)\n" in body
        assert "- List (named in the letter, not held by the archive)\n" in body
        assert "not the official text" in body

    def test_links_lead_to_the_text_that_there_is(self, tree):
        _, body = page(tree / "ru/circulars/2024/spring.md")
        assert "[другое письмо](../../../en/circulars/2023/old.md)" in body

    @pytest.mark.parametrize(
        "text", ["no", "1e3", "a: b # c", "- x", "'\"\\", "{{ x }}", "„Ё“ – ☂ 🜨", "2021-02-30"]
    )
    def test_yaml_reads_texts_as_they_are(self, archive, stage, text):
        quoted = json.dumps(text, ensure_ascii=False)
        write_files(archive, {"2024/letter/en.md": letter(subject=quoted, summary=quoted)})
        assert stage("out")[0] == 0
        front, _ = page(Path("out/en/circulars/2024/letter.md"))
        assert (front["title"], front["description"]) == (text, text)

    def test_initiative(self, tree):
        front, body = page(tree / "ru/initiatives/harbours.md")
        assert front["title"] == "Safe harbours"
        assert "- 5 марта 2024" in body
        assert "(../circulars/2024/spring.md)" in body


class TestData:
    def test_everything_is_in_it(self, tree):
        data = json.loads((tree / "data/archive.json").read_bytes())
        assert data["version"] == 1
        assert [item["code"] for item in data["languages"]] == ["ru", "en"]
        assert {item["id"] for item in data["bureaux"]} == {"desk"}
        assert {item["id"] for item in data["addressees"]} == {"members", "observers"}
        assert data["initiatives"][0]["addresses"]["en"].endswith("/en/initiatives/harbours/")
        keys = [circular["key"] for circular in data["circulars"]]
        assert keys == ["2023/old", "2024/weights", "2024/spring"]
        spring = data["circulars"][2]
        assert spring["pages"]["ru"] == "ru/circulars/2024/spring.md"
        assert spring["files"] == {"map": "files/2024/spring/map.pdf"}
        assert spring["bureau"] == "desk"
        assert spring["deadlines"][0]["asks"] == {"en": "reply", "ru": "ответить"}
        assert spring["texts"]["en"]["outline"][0]["anchor"] == "p1"

    def test_no_attribute_of_the_model_is_left_out(self, tree):
        from dataclasses import fields

        from archive.model import Archive, Circular, Deadline, Event, Initiative, Text

        data = json.loads((tree / "data/archive.json").read_bytes())
        spring = data["circulars"][2]
        for kind, found in (
            (Archive, data),
            (Circular, spring),
            (Initiative, data["initiatives"][0]),
            (Deadline, spring["deadlines"][0]),
            (Event, spring["events"][0]),
            (Text, spring["texts"]["en"]),
        ):
            assert {field.name for field in fields(kind)} <= set(found)


class TestLives:
    """The archive whose later letters move and end what earlier ones set."""

    @pytest.fixture
    def lives(self, monkeypatch, stage):
        monkeypatch.setenv("ARCHIVE_CIRCULARS", str(LIVES))
        assert stage("lives")[0] == 0
        return Path("lives")

    def entry(self, path, words):
        """The entry of a list that has some words."""
        lines = path.read_text("utf-8").replace("\u202f", " ").splitlines()
        [line] = [line for line in lines if line.startswith("- ") and words in line]
        return line

    def test_pages_say_what_became_of_a_date(self, lives):
        for path, words, *expected in (
            ("en/circulars/2026/lb-1", "send contributions", "<del>15 April 2026</del>", "4 May"),
            ("en/circulars/2026/lb-1", "send contributions", "by e-mail", "[LB/5](lb-5.md)"),
            ("en/circulars/2026/lb-5", "send contributions", "**4 May 2026**", "15 April 2026"),
            ("en/circulars/2026/lb-1", "request visa", "**5 August 2026**", "6 weeks before"),
            (
                "en/circulars/2026/lb-1",
                "request visa",
                "29 April 2026: moved with the event by [LB/9](lb-9.md)",
            ),
            ("en/circulars/2026/lb-1", "register", "1 March 2026", "28 August 2026"),
            ("ru/circulars/2026/lb-1", "зарегистрироваться", "с 1 марта 2026", "Регистрация"),
            ("ru/deadlines/2026", "ответить на вопросник", "<del>30 июня", "[SB/4]"),
            ("ru/deadlines/2026", "15 июля", "[SB/3]", "заменено", "[SB/6]"),
            ("ru/deadlines/2026", "выдвинуть", "день пока не известен", "за 8 недель", "[SB/2]"),
            ("en/events/2026", "Workshop on tides", "<del>8 July 2026", "[SB/7]"),
            ("en/events/2026", "<del>10 June", "[LB/1]", "rescheduled to 16 September"),
            ("en/events/2026", "**16 September", "[LB/9]", "10 June 2026", "[LB/1]"),
        ):
            line = self.entry(lives / f"{path}.md", words)
            assert [part for part in expected if part not in line] == [], line

    def test_to_withdraw_a_date_is_not_to_withdraw_the_letter(self, lives):
        front, _ = page(lives / "ru/circulars/2026/sb-4.md")
        assert front["related"][0]["relation_name"] == "Отменяет срок, установленный в"
        front, _ = page(lives / "ru/circulars/2026/sb-2.md")
        assert front["deadlines"][0]["withdrawn"]["relation_name"] == "Срок отменен"
        assert front["events"][0]["withdrawn"]["relation_name"] == "Мероприятие отменено"

    def test_front_matter_says_it_in_words(self, lives):
        front, _ = page(lives / "ru/circulars/2026/lb-1.md")
        papers, registration, visa, _ = front["deadlines"]
        assert papers["kind"] == {"id": "contribution", "name": "Вклад или документ"}
        assert papers["by_name"] == ["по электронной почте"]
        assert papers["extended"]["by"] == "2026/lb-5"
        assert papers["extended"]["relation_name"] == "Срок продлен"
        assert registration["opens"]["text"] == "1 марта 2026\u202fг."
        assert visa["relative"]["span"] == "6 weeks"
        assert visa["relative"]["text"].startswith("за 6 недель до начала мероприятия")
        assert front["events"][0]["rescheduled"]["becomes"] == "event-meeting"

    def test_data_holds_it_by_id(self, lives):
        data = json.loads((lives / "data/archive.json").read_text("utf-8"))
        assert data["answers"][0]["name"]["en"]
        [call] = [each for each in data["circulars"] if each["key"] == "2026/lb-1"]
        papers = call["deadlines"][0]
        assert papers["kind"] == "contribution"
        assert papers["extended"] == {
            "relation": "extends",
            "by": "2026/lb-5",
            "target": "deadline-papers",
            "becomes": "deadline-papers",
        }


class TestWriting:
    def test_says_what_it_did(self, stage):
        status, out, err = stage("out", "--lang", "ru")
        assert (status, err) == (0, "")
        assert out.startswith("Записано: 3 циркуляра, папка out/\n")

    def test_two_stages_are_the_same(self, tree, stage, monkeypatch):
        monkeypatch.setenv("ARCHIVE_TODAY", "2031-05-05")
        stage("again", "--lang", "en")
        assert contents(Path("again")) == contents(tree)

    def test_only_what_differs_is_written(self, archive, tree, stage):
        before = {path: path.stat().st_mtime_ns for path in tree.rglob("*.md")}
        for path in before:
            os.utime(path, ns=(1, 1))
        write_files(archive, {"2023/old/en.md": letter(date="2023-12~", subject="'Old: piers'")})
        _, out, _ = stage("out")
        changed = {
            path.relative_to(tree).as_posix() for path in before if path.stat().st_mtime_ns != 1
        }
        assert changed == {
            "en/circulars/2023/old.md",
            "en/circulars/2023.md",
            "ru/circulars/2023.md",
        }
        assert "Files written: 4, removed: 0." in out  # and the data

    def test_what_is_gone_is_removed(self, archive, tree, stage):
        (archive / "2024/weights/ru.md").unlink()
        (archive / "2024/weights").rmdir()
        (tree / "ru/notes.md").write_text("mine", encoding="utf-8")
        (tree / ".git").mkdir()
        (tree / ".git/HEAD").write_text("kept", encoding="utf-8")
        assert stage("out")[0] == 0
        assert not (tree / "ru/circulars/2024/weights.md").exists()
        assert not (tree / "ru/notes.md").exists()
        assert (tree / ".git/HEAD").exists()

    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ("full", "full is not empty and no earlier export (.circulars-stage is missing)"),
            ("full/file.txt", "full/file.txt is a file"),
            ("circulars", "circulars and the archive must not lie inside one another"),
            (
                "circulars/2024/new",
                "circulars/2024/new and the archive must not lie inside one another",
            ),
            (".", ". and the archive must not lie inside one another"),
        ],
    )
    def test_what_is_not_its_own_is_left_alone(self, stage, target, message):
        Path("full").mkdir()
        Path("full/file.txt").write_text("mine", encoding="utf-8")
        before = contents(Path())
        status, out, err = stage(target)
        assert (status, out) == (2, "")
        assert message in err
        assert contents(Path()) == before

    def test_an_archive_with_errors_is_not_staged(self, archive, stage):
        write_files(archive, {"2024/letter/en.md": letter(kind="NO")})
        status, out, err = stage("out")
        assert (status, out) == (1, "")
        assert "The archive has 1 error" in err
        assert not Path("out").exists()

    def test_a_folder_that_cannot_be_made(self, stage):
        Path("file.txt").write_text("mine", encoding="utf-8")
        status, _, err = stage("file.txt/out")
        assert status == 2
        assert "file.txt/out cannot be read or written" in err

    def test_an_empty_archive(self, stage):
        Path("empty").mkdir()
        assert stage("out", "--root", "empty")[0] == 0
        assert "There is nothing here yet." in Path("out/en/circulars.md").read_text("utf-8")
