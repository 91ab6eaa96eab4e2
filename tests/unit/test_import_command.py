"""``circulars import``, as scripts and people use it."""

import json

import pytest
from editing import Editor
from letters_of_tests import HARBOUR_EN, HARBOUR_RU, PLAIN_EN
from small_archive import INITIATIVE, letter, write_files

REGISTER = """\
tsb:
  name: {ru: Бюро стандартизации электросвязи, en: Telecommunication Standardization Bureau}
  abbreviation: {ru: БСЭ, en: TSB}
"""
ADDRESSEES = """\
members:
  name: {ru: Члены Союза примеров, en: Members of the Example Union}
"""
FRENCH = """\
Union des exemples
Genève, le 3 mars 2025
Circulaire TSB 400
Objet: Atelier sur les ports tranquilles
Madame, Monsieur,
1 Nous avons le plaisir de vous annoncer que les ports de la côte invitent tous les membres de
notre Union pour un atelier sur les lampes et les phares, qui aura lieu le 10 juin 2025.
Veuillez agréer nos salutations distinguées.
"""
DAMAGED = (
    HARBOUR_EN.replace("Geneva, 3 March 2025", "Geneva, 3 March 2O25")
    .replace("Circular 400", "Circular 40O")
    .replace("730 1234", "73O l234")
    .replace("harbour@itu.int", "harbour (at) itu.int")
    .replace("20 May 2025", "2O May 2025")
)
"""As a bad recognition of printed text has it."""
KEYS = [
    "lang",
    "reference",
    "reference_printed",
    "bureau",
    "date",
    "place",
    "subject",
    "addressees",
    "copies",
    "contact",
    "initiatives",
    "events",
    "deadlines",
    "meeting_languages",
    "urls",
    "signatory",
    "annexes",
    "relates_to",
    "evidence",
    "confidence",
]


@pytest.fixture
def editor(tmp_path, monkeypatch, capsys):
    files = {
        "registers/bureaux.yml": REGISTER,
        "registers/addressees.yml": ADDRESSEES,
        "initiatives/good-lamps/en.md": INITIATIVE.replace("arbours", "amplighters"),
    }
    write_files(tmp_path / "circulars", files)
    for name, text in {"ru": HARBOUR_RU, "en": HARBOUR_EN, "plain": PLAIN_EN}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return Editor(tmp_path, monkeypatch, capsys)


def objects(editor):
    return [json.loads(line) for line in editor.out.splitlines()]


class TestJson:
    def test_has_exactly_these_keys_in_this_order(self, editor):
        assert editor.runs("import", "--json", "ru.txt", "plain.txt") == 0
        found = objects(editor)
        assert len(found) == 2
        for each in found:
            assert list(each) == KEYS
            assert list(each["contact"]) == ["name", "tel", "fax", "email"]
            assert list(each["signatory"]) == ["name", "title"]
            assert list(each["evidence"]) == list(each["confidence"]) == KEYS[:-2]
        assert editor.err == ""

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_says_what_stands_in_the_letter(self, editor, language):
        assert editor.runs("import", "--json", f"{language}.txt") == 0
        (found,) = objects(editor)
        assert found["lang"] == language
        assert found["reference"] == "TSB Circular 400"
        assert found["bureau"] == "TSB"
        assert found["date"] == "2025-03-03"
        assert found["contact"]["email"] == "harbour@itu.int"
        assert len(found["addressees"]) == 2

    def test_each_value_has_its_place(self, editor):
        editor.runs("import", "--json", "ru.txt")
        (found,) = objects(editor)
        (place,) = found["evidence"]["date"]
        assert place["line"] == 4
        assert place["page"] is None
        assert "3 марта 2025 года" in place["words"]
        assert 0.6 <= found["confidence"]["date"] <= 1
        items = [entry["item"] for entry in found["evidence"]["addressees"]]
        assert items == [0, 1]

    def test_words_are_those_of_the_letter_and_not_the_mended_ones(self, editor, tmp_path):
        (tmp_path / "damaged.txt").write_text(DAMAGED, "utf-8")
        editor.runs("import", "--json", "en.txt", "damaged.txt")
        sound, found = objects(editor)
        for key in ("date", "contact", "deadlines", "reference"):
            assert found[key] == sound[key]
        (place,) = found["evidence"]["date"]
        assert place["words"] == "Geneva, 3 March 2O25"
        assert place["read_as"] == "Geneva, 3 March 2025"
        tel, fax, email = found["evidence"]["contact"]
        assert (tel["words"], tel["read_as"]) == ("+41 22 73O l234", "+41 22 730 1234")
        assert "read_as" not in fax
        assert email["words"] == "harbour (at) itu.int"
        assert "2O May 2025" in found["evidence"]["deadlines"][0]["words"]
        for key in ("date", "contact", "deadlines", "reference"):
            assert 0.6 <= found["confidence"][key] < sound["confidence"][key]
        assert found["confidence"]["place"] == sound["confidence"]["place"]

    def test_what_the_letter_does_not_say_is_empty(self, editor):
        editor.runs("import", "--json", "plain.txt")
        (found,) = objects(editor)
        assert found["reference"] is None
        assert found["date"] is None
        assert found["deadlines"] == []
        assert found["evidence"]["date"] == []
        assert found["confidence"]["date"] == 0

    def test_needs_no_archive(self, editor, tmp_path, monkeypatch):
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert editor.runs("import", "--json", "../ru.txt") == 0

    def test_a_file_that_cannot_be_read_holds_nothing_up(self, editor, tmp_path):
        (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 no such thing")
        assert editor.runs("import", "--json", "none.pdf", "ru.txt", "bad.docx", "en.txt") == 1
        assert [each["lang"] for each in objects(editor)] == ["ru", "en"]
        lines = editor.err.splitlines()
        assert [line.split(":")[0] for line in lines] == ["none.pdf", "bad.docx"]

    def test_nothing_is_written(self, editor):
        before = sorted(editor.root.rglob("*"))
        editor.runs("import", "--json", "ru.txt", "--pair", "a", "b")
        editor.runs("import", "--json", "ru.txt")
        assert sorted(editor.root.rglob("*")) == before


class TestLanguage:
    def test_behind_the_command_it_is_the_letters(self, editor):
        assert editor.runs("import", "--json", "plain.txt", "--lang", "ru") == 0
        assert objects(editor)[0]["lang"] == "ru"

    def test_before_it_that_of_the_messages(self, editor):
        assert editor.runs("--lang", "ru", "import", "en.txt", "--lang", "en") == 0
        assert editor.out == "Записано: circulars/2025/tsb-400/en.md\n"
        assert "# Из письма, строка 4: «Geneva, 3 March 2025»" in editor.read("2025/tsb-400/en.md")

    @pytest.mark.parametrize("extra", [(), ("--json",)])
    def test_a_text_in_another_one_is_not_guessed(self, editor, tmp_path, extra):
        (tmp_path / "fr.txt").write_text(FRENCH, "utf-8")
        assert editor.runs("import", *extra, "fr.txt") == 1
        said = (
            "fr.txt: the text does not seem to be in a language of the archive (Russian, English); "
        )
        assert editor.err == f"{said}if it is, name the language: --lang\n"
        assert editor.out == ""
        assert editor.runs("import", "--json", "fr.txt", "--lang", "en") == 0

    @pytest.mark.parametrize("extra", [(), ("--json",)])
    def test_what_is_no_letter_is_refused(self, editor, tmp_path, extra):
        (tmp_path / "list.txt").write_text("bread and butter\nthe milk\n", "utf-8")
        assert editor.runs("import", *extra, "list.txt") == 1
        assert editor.err.startswith("list.txt: there is no letter in the file.")
        assert editor.out == ""

    def test_help_says_so(self, editor):
        assert editor.runs("import", "--help") == 0
        assert "before the word import" in " ".join(editor.out.split())


class TestDrafts:
    @pytest.mark.parametrize("name", ["ru", "en", "plain"])
    @pytest.mark.parametrize("messages", ["ru", "en"])
    def test_the_checker_finds_what_is_to_be_written_and_nothing_else(self, editor, name, messages):
        assert editor.runs("--lang", messages, "import", f"{name}.txt") == 0
        assert editor.findings() == {"todo"}

    def test_what_was_mended_is_shown_as_it_stands_in_the_letter(self, editor, tmp_path):
        (tmp_path / "damaged.txt").write_text(DAMAGED, "utf-8")
        editor.runs("import", "--dry-run", "damaged.txt")
        text = editor.out.replace("\n    #   ", " ").replace("\n#   ", " ")
        assert (
            "# From the letter, line 4: “Geneva, 3 March 2O25” (“2O25” was read as “2025”) "
            "(restored: damaged in the file)\ndate: 2025-03-03\n"
        ) in text
        assert "“+41 22 73O l234” (“73O” was read as “730”; “l234” was read as “1234”)" in text
        assert "“harbour (at) itu.int”" in text
        assert "\n    email: harbour@itu.int\n" in text

    def test_facts_stand_in_their_fields(self, editor):
        assert editor.runs("import", "ru.txt") == 0
        assert editor.out == "Written: circulars/2025/tsb-400/ru.md\n"
        text = editor.read("2025/tsb-400/ru.md")
        for line in (
            "reference: Циркуляр 400 БСЭ",
            "bureau: tsb",
            "kind: circular",
            "date: 2025-03-03",
            "addressees: [members, TODO]",
            "subject: Семинар «Тихие гавани» (Женева, 10 июня 2025 года)",
            "paragraphs: numbered",
            '    tel: "+41 22 730 1234"',
            "  status: named",
        ):
            assert f"\n{line}\n" in text, line
        assert "\n# From the letter, line 4: “Женева, 3 марта 2025 года”\ndate:" in text
        assert "# Not in registers/addressees.yml: “Хранителям маяков”." in text

    def test_the_text_is_the_letters_own_and_says_so(self, editor):
        editor.runs("import", "ru.txt")
        body = editor.read("2025/tsb-400/ru.md").partition("\n---\n")[2]
        assert body.startswith("\n<!-- TODO The text below is the letter’s own wording.")
        assert "2. Задачи семинара:\n\n   - обсудить огни;\n   - обсудить туман.\n\n3. " in body
        assert "1. Имею честь сообщить, что семинар «Тихие гавани» пройдет" in body
        assert "https://www.itu.int/harbour_lights/form." in body

    def test_what_is_left_to_do_is_listed(self, editor):
        editor.runs("import", "ru.txt")
        assert "circulars check circulars/2025/tsb-400" in editor.err
        assert "places are still to be written:" in editor.err
        listed = [line.strip() for line in editor.err.splitlines() if "[todo]" in line]
        editor.runs("check", "--no-cache")
        assert listed == [line for line in editor.out.splitlines() if "[todo]" in line]
        assert len(listed) >= 4

    def test_a_trial_writes_nothing(self, editor):
        assert editor.runs("import", "--dry-run", "ru.txt") == 0
        assert editor.out.startswith("---\n# Proposed from ru.txt.")
        assert "circulars/2025/tsb-400/ru.md" in editor.err
        assert not (editor.root / "2025").exists()

    def test_the_folder_may_be_named(self, editor):
        assert editor.runs("import", "ru.txt", "--slug", "harbour", "--by", "machine") == 0
        assert "\nwritten-by: machine\n" in editor.read("2025/harbour/ru.md")

    def test_into_is_the_archive(self, editor, tmp_path):
        write_files(tmp_path / "other", {"registers/bureaux.yml": REGISTER})
        assert editor.runs("import", "ru.txt", "--into", "other") == 0
        assert (tmp_path / "other/2025/tsb-400/ru.md").is_file()

    def test_a_document_is_shown_by_its_paragraphs(self, editor, tmp_path):
        lines = "".join(f"<p>{line}</p>" for line in HARBOUR_EN.split("\n") if line)
        (tmp_path / "web.html").write_text(f"<html><body>{lines}</body></html>", "utf-8")
        assert editor.runs("import", "web.html") == 0
        text = editor.read("2025/tsb-400/en.md")
        assert "# From the letter, paragraph 3 of the file: “Geneva, 3 March 2025”" in text
        assert ", line " not in text

    @pytest.mark.parametrize("messages", ["ru", "en"])
    def test_a_folder_without_registers_is_no_archive(self, editor, tmp_path, messages):
        (tmp_path / "empty").mkdir()
        assert editor.runs("--lang", messages, "import", "ru.txt", "--into", "empty") == 2
        assert "registers/bureaux.yml" in editor.err
        assert len(editor.err.splitlines()) == 1
        assert list((tmp_path / "empty").iterdir()) == []
        assert editor.runs("import", "--json", "ru.txt", "--into", "empty") == 0

    @pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
    def test_a_name_that_windows_keeps_is_none(self, editor, name):
        assert editor.runs("import", "ru.txt", "--slug", name) == 2
        assert f"Windows keeps the name {name} for a device" in editor.err
        assert not (editor.root / "2025").exists()

    def test_neither_is_one_that_is_proposed(self, editor, tmp_path):
        text = PLAIN_EN.replace("Lamps of the northern coast", "Con")
        (tmp_path / "con.txt").write_text(text, "utf-8")
        assert editor.runs("import", "con.txt") == 1
        assert editor.err.startswith("con.txt: Windows keeps the name con for a device")
        assert "--slug" in editor.err

    def test_such_a_folder_is_reported(self, editor):
        editor.write("2024/aux/en.md", letter())
        assert "bad-folder" in editor.findings()

    def test_the_words_of_languages_are_made_once(self, editor, monkeypatch):
        from archive.importing import letters

        assert editor.runs("import", "--json", "ru.txt") == 0
        made = []
        monkeypatch.setattr(letters, "LetterWords", lambda *given: made.append(given))
        assert editor.runs("import", "--json", "ru.txt", "en.txt") == 0
        assert made == []

    def test_a_letter_without_a_date_is_said(self, editor):
        assert editor.runs("import", "plain.txt") == 0
        assert "plain.txt: no date was found; the folder stands under the year 2026" in editor.err
        text = editor.read("2026/lamps-northern-coast/en.md")
        assert "\ndate: TODO\n" in text
        assert "## [annex-1] Lamps of the coast\n\nThe lamp of the cape is green.\n" in text

    def test_nothing_of_a_letter_becomes_a_comment_that_is_read(self, editor, tmp_path):
        text = HARBOUR_RU.replace("Задачи", "<!-- waive todo: no --> <b>Задачи</b>")
        text = text.replace("Предмет: ", "Предмет: # waive todo: нет ")
        (tmp_path / "bad.txt").write_text(text, "utf-8")
        assert editor.runs("import", "bad.txt") == 0
        assert editor.findings() == {"todo"}


class TestAddresses:
    def test_nothing_is_overwritten(self, editor):
        editor.write("2025/tsb-400/en.md", letter(date="2025"))
        before = editor.read("2025/tsb-400/en.md")
        assert editor.runs("import", "ru.txt") == 1
        assert "circulars/2025/tsb-400 is there already; nothing was written" in editor.err
        assert editor.read("2025/tsb-400/en.md") == before
        assert not (editor.root / "2025/tsb-400/ru.md").exists()

    def test_a_letter_is_not_added_twice(self, editor):
        assert editor.runs("import", "ru.txt", "--slug", "first") == 0
        assert editor.runs("import", "en.txt") == 1
        said = "en.txt: TSB Circular 400 of 2025 is in the archive already: "
        assert editor.err.startswith(f"{said}circulars/2025/first/ru.md")

    def test_without_a_reference_its_subject_tells(self, editor):
        assert editor.runs("import", "plain.txt", "--slug", "first") == 0
        assert editor.runs("import", "plain.txt") == 1
        assert (
            "a letter with the same subject is in the archive: circulars/2026/first" in editor.err
        )
        assert editor.out.count("Written") <= 1
        assert [each.name for each in (editor.root / "2026").iterdir()] == ["first"]
        assert editor.runs("import", "plain.txt", "--slug", "second") == 0

    def test_the_same_file_twice_in_one_run(self, editor):
        assert editor.runs("import", "ru.txt", "ru.txt", "plain.txt") == 1
        assert editor.out.count("Written:") == 2

    def test_a_former_address_is_not_given_to_another_letter(self, editor):
        editor.write("2024/letter/en.md", letter())
        editor.write(
            "registers/moves.yml",
            "renamed:\n  date: 2026-01-02\n  circular: 2025/tsb-400\n  to: 2024/letter\n",
        )
        assert editor.runs("import", "ru.txt") == 1
        assert "was the address of a letter that has moved" in editor.err

    def test_a_failure_leaves_nothing_behind(self, editor, monkeypatch):
        from archive import scaffold

        written = scaffold.create_file

        def full(path, text):
            if path.name == "en.md":
                raise OSError(28, "No space left on device")
            written(path, text)

        monkeypatch.setattr(scaffold, "create_file", full)
        assert editor.runs("import", "--pair", "ru.txt", "en.txt") == 2
        assert not (editor.root / "2025").exists()


class TestPairs:
    def test_both_languages_in_one_folder(self, editor):
        assert editor.runs("import", "--pair", "ru.txt", "en.txt") == 0
        assert editor.out == (
            "Written: circulars/2025/tsb-400/ru.md\nWritten: circulars/2025/tsb-400/en.md\n"
        )
        assert "Both languages say the same" in editor.err
        text = editor.read("2025/tsb-400/en.md")
        assert text.startswith("---\n# Words only")
        assert "\ntranslates: ru\n" in text
        assert "\nsubject: Workshop “Quiet harbours” (Geneva, 10 June 2025)\n" in text
        assert "\nreference:" not in text
        assert "2. The aims of the workshop are:\n\n   - to discuss lights;" in text
        assert editor.findings() == {"todo"}

    def test_texts_that_differ_are_not_said_to_be_the_same(self, editor, tmp_path):
        other = HARBOUR_EN.replace("to discuss fog", "to discuss 12 kinds of fog")
        (tmp_path / "other.txt").write_text(other, "utf-8")
        assert editor.runs("import", "--pair", "ru.txt", "other.txt") == 0
        assert "Both languages say the same" not in editor.err
        said = editor.err.partition("are the same in both languages, but the texts differ")[2]
        assert "[number-differs]" in said.splitlines()[1]
        assert editor.err.count("[number-differs]") == 1

    def test_without_drafts_only_facts_are_compared(self, editor):
        assert editor.runs("import", "--json", "--pair", "ru.txt", "en.txt") == 0
        assert editor.err.startswith("The facts are the same in both languages. The texts were not")

    def test_the_translation_quotes_its_own_sentence_above_what_is_asked(self, editor):
        assert editor.runs("import", "--pair", "ru.txt", "en.txt") == 0
        above = editor.read("2025/tsb-400/en.md").partition("    asks: TODO")[0]
        quoted = " ".join(above.replace("#", " ").split())
        assert (
            "“Please register no later than 20 May 2025 at https"
            in quoted.partition("deadlines")[2]
        )
        assert "add the field kind" not in above

    def test_a_link_that_only_one_language_has_is_listed(self, editor, tmp_path):
        text = HARBOUR_EN.replace("to discuss fog", "to discuss [fog](https://example.org/fog)")
        (tmp_path / "other.md").write_text(text.replace("\n", "\n\n"), "utf-8")
        assert editor.runs("import", "--pair", "ru.txt", "other.md") == 0
        assert "unknown-link" not in editor.err
        assert "\n    url: https://example.org/fog\n" in editor.read("2025/tsb-400/ru.md")

    def test_the_first_carries_the_facts(self, editor):
        assert editor.runs("import", "--pair", "en.txt", "ru.txt") == 0
        assert "\ntranslates: en\n" in editor.read("2025/tsb-400/ru.md")

    def test_a_difference_is_said_with_both_places(self, editor, tmp_path):
        other = HARBOUR_EN.replace("3 March 2025", "4 March 2025").replace("1234", "1235")
        (tmp_path / "other.txt").write_text(other, "utf-8")
        assert editor.runs("import", "--json", "--pair", "ru.txt", "other.txt") == 0
        assert "2 differences between the languages:" in editor.err
        assert (
            "  date of the letter: 2025-03-03 (line 4: “Женева, 3 марта 2025 года”) in ru.txt, "
            "2025-03-04 (line 4: “Geneva, 4 March 2025”) in other.txt\n"
        ) in editor.err
        assert "  telephone: 41227301234 (line 6:" in editor.err

    def test_where_they_agree_the_confidence_rises(self, editor):
        editor.runs("import", "--json", "ru.txt")
        (alone,) = objects(editor)
        editor.runs("import", "--json", "--pair", "ru.txt", "en.txt")
        both = objects(editor)
        assert [each["lang"] for each in both] == ["ru", "en"]
        assert both[0]["confidence"]["date"] > alone["confidence"]["date"]

    @pytest.mark.parametrize("extra", [(), ("--json",)])
    def test_two_letters_are_no_pair(self, editor, tmp_path, extra):
        (tmp_path / "other.txt").write_text(HARBOUR_EN.replace("400", "401"), "utf-8")
        assert editor.runs("import", *extra, "--pair", "ru.txt", "other.txt") == 1
        assert "ru.txt is TSB Circular 400, and other.txt is TSB Circular 401" in editor.err
        assert editor.out == ""
        assert not (editor.root / "2025").exists()

    def test_one_language_twice_is_no_pair(self, editor):
        assert editor.runs("import", "--pair", "en.txt", "plain.txt") == 1
        assert "en.txt and plain.txt are both in one language (en)" in editor.err
        assert editor.out == ""

    def test_a_missing_half(self, editor):
        assert editor.runs("import", "--pair", "ru.txt", "none.txt") == 1
        assert "none.txt: there is no such file" in editor.err


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ([], "name at least one file"),
            (["ru.txt", "--pair", "ru.txt", "en.txt"], "--pair takes no further files"),
            (["--pair", "ru.txt", "en.txt", "--lang", "ru"], "--pair finds the languages"),
            (["ru.txt", "en.txt", "--slug", "x"], "--slug names the folder of one letter"),
            (["ru.txt", "--slug", "No Name"], "No Name is not a folder name"),
            (["ru.txt", "--lang", "fr"], "there is no value fr"),
            (["ru.txt", "--into", "none"], "none"),
            (["ru.txt", "--into", "en.txt"], "en.txt is not a folder"),
            (["--json", "ru.txt", "--into", "en.txt"], "en.txt is not a folder"),
        ],
    )
    def test_is_told(self, editor, arguments, said):
        assert editor.runs("import", *arguments) == 2
        assert said in editor.err
        assert editor.out == ""

    def test_an_error_of_the_program_spares_the_other_letters(self, editor, monkeypatch):
        from archive.importing import letters

        parted = letters.parted

        def broken(sheet, words):
            if sheet.name == "ru.txt":
                raise RuntimeError("no such part")
            return parted(sheet, words)

        monkeypatch.setattr(letters, "parted", broken)
        assert editor.runs("import", "--json", "ru.txt", "en.txt") == 1
        assert "ru.txt: this letter could not be read" in editor.err
        assert "Traceback" not in editor.err
        assert len(objects(editor)) == 1
