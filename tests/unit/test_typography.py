"""Signs and letters of the prose: what the rules find, what they leave alone, what mends it."""

import datetime as dt

import pytest
from small_archive import PHRASES, letter, translation, write_files

from archive.checking import check_archive
from archive.fixing import apply

CODES = {"quotes", "dash", "blank", "non-breaking", "mixed-letters"}
NB = "\xa0"


def found(root, body, language="en", **fields):
    """Codes and places of the findings in a body (its first line is line 13 or 11)."""
    return [(problem.code, problem.column) for problem in findings(root, body, language, **fields)]


def findings(root, body, language="en", **fields):
    files = {"2024/letter/en.md": letter(body if language == "en" else "One.\n")}
    if language == "ru":
        files["2024/letter/ru.md"] = translation(body, **fields)
    else:
        files["2024/letter/en.md"] = letter(body, **fields)
    write_files(root, files)
    checked = check_archive(root, PHRASES, "circulars", dt.date(2024, 6, 1))
    return [problem for problem in checked.problems if problem.code in CODES]


def mended(root, body, language="en", **fields):
    """The body once everything is mended, and what is still found in it then."""
    problems = findings(root, body, language, **fields)
    path = root / "2024/letter" / f"{language}.md"
    apply(path, [problem.fix for problem in problems if problem.fix])
    text = path.read_text("utf-8")
    checked = check_archive(root, PHRASES, "circulars", dt.date(2024, 6, 1))
    left = [problem.code for problem in checked.problems if problem.code in CODES]
    return text.split("---\n\n", 1)[1].removesuffix("\n"), left


class TestQuotes:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ('Проект "Гавани" открыт.', "Проект «Гавани» открыт."),
            ('"Гавани"', "«Гавани»"),
            ('("Гавани"), "Порт": "да"', "(«Гавани»), «Порт»: «да»"),
            ('План "Союз "Гавани" и порт" готов', "План «Союз „Гавани“ и порт» готов"),
            ('План "Союз "Гавани"" готов', "План «Союз „Гавани“» готов"),
            ('""Гавани" и порт" готовы', "«„Гавани“ и порт» готовы"),
            ('План «Союз "Гавани" и порт» готов', "План «Союз „Гавани“ и порт» готов"),
            ('**"Гавани"** и *"порт*"', "**«Гавани»** и *«порт*»"),
            ('Проект ["Гавани"](https://example.org)', "Проект [«Гавани»](https://example.org)"),
            ('"Гавани\nи порт" готовы', "«Гавани\nи порт» готовы"),
            ("Кот-д'Ивуар и Кот-д'Ивуар", "Кот-д’Ивуар и Кот-д’Ивуар"),
            ('| "Порт" | час |\n|---|---|\n| "да" | "нет" |',
             "| «Порт» | час |\n|---|---|\n| «да» | «нет» |"),
            ('- "Порт"\n- "Гавань"', "- «Порт»\n- «Гавань»"),
        ],
    )  # fmt: skip
    def test_russian(self, tmp_path, typed, right):
        assert mended(tmp_path, typed + "\n", "ru") == (right, [])

    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ('The "Harbours" project', "The “Harbours” project"),
            ('The "big "Harbours" project" is', "The “big ‘Harbours’ project” is"),
            ("The Union's harbours", "The Union’s harbours"),
            ('“The "Harbours" project”', "“The ‘Harbours’ project”"),
        ],
    )
    def test_english(self, tmp_path, typed, right):
        assert mended(tmp_path, typed + "\n") == (right, [])

    @pytest.mark.parametrize(
        "typed",
        ['Проект "Гавани открыт.', 'слово"слово', 'пусто " " пусто', 'Гавани" и "порт',
         '«Порт "Гавани» и порт"', 'рост "А" и "Б',
         'слово"слово и "Гавани"', '"Гавани" и слово"слово'],
    )  # fmt: skip
    def test_uncertain_pairs_are_found_once_and_left(self, tmp_path, typed):
        assert mended(tmp_path, typed + "\n", "ru") == (typed, ["quotes"])

    @pytest.mark.parametrize(
        "typed",
        [
            '`"код"` и [слова](https://example.org "заголовок")',
            'Экран 19" и 24"',
            "«Гавани» и „порт“",
            "    \"код\" 'x'",
            "<https://example.org/a'b>",
        ],
    )
    def test_what_is_right_is_left(self, tmp_path, typed):
        assert found(tmp_path, typed + "\n", "ru") == []

    def test_escapes_and_entities_are_not_mended(self, tmp_path):
        typed = r"Проект \"Гавани\" и &quot;порт&quot;"
        text, left = mended(tmp_path, typed + "\n", "ru")
        assert text == typed
        assert set(left) == {"quotes"}

    def test_places_are_characters_of_the_file(self, tmp_path):
        problems = findings(tmp_path, 'Ёж — *ёж* "Порт"\n', "ru")
        assert [(problem.line, problem.column) for problem in problems] == [(10, 11), (10, 16)]
        assert [problem.fix.old for problem in problems] == ['"', '"']


class TestDash:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("Порт - это гавань", "Порт – это гавань"),
            ("Порт -- это --- гавань", "Порт – это – гавань"),
            ("Порт--гавань", "Порт – гавань"),
            ("план 2021-2022 гг.", f"план 2021–2022{NB}гг."),
            ("план (2021-22)", "план (2021–22)"),
            ("7-9 июня, 10:00-15:30.", "7–9 июня, 10:00–15:30."),
            ("10-15 %, стр. 5-7.", "10–15 %, стр. 5–7."),
            ("с 2001--2005", "с 2001–2005"),
            ("**Порт** - гавань", "**Порт** – гавань"),
        ],
    )
    def test_is_typed_as_a_dash(self, tmp_path, typed, right):
        assert mended(tmp_path, typed + "\n", "ru") == (right, [])

    @pytest.mark.parametrize(
        "typed",
        [
            "2021-12-07 и 2021-12", "с 2009-11 и до 2009-12",
            "тел. 730-63-01, +41 22-730, 22 730-6301, 730-6301",
            "Резолюция 1-8, Рекомендации 2-4, в Документе 5-7", "Рез. 1-8 и №\xa03-5",
            "CL-19/35, ISO 9001-2015, ГОСТ 7-12", "онлайн-форма 10-летняя, 76-й", "3-1, 05-07",
            "https://example.org/2021-2022/a--b 1-2/3", "`2021-2022` и `a - b`", "E.164-1, 1,5-2,5",
            "Порт – гавань", "- пункт\n- пункт", "| а |\n| --- |\n| - |",
            "[слова](https://example.org/2021-2022)", "<https://example.org/5-7>",
        ],
    )  # fmt: skip
    def test_a_hyphen_that_is_right_stays(self, tmp_path, typed):
        assert found(tmp_path, typed + "\n", "ru") == []

    def test_the_number_of_one_document_is_no_range(self, tmp_path):
        typed = f"Resolution 1-8, Question 2-5, No.{NB}3-7, but Resolutions 1-8, pages 5-7.\n"
        right = f"Resolution 1-8, Question 2-5, No.{NB}3-7, but Resolutions 1–8, pages 5–7."
        assert mended(tmp_path, typed) == (right, [])

    def test_the_years_of_a_report_are(self, tmp_path):
        assert mended(tmp_path, "Report 2019-2021.\n") == ("Report 2019–2021.", [])


class TestBlank:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("Порт  и   гавань", "Порт и гавань"),
            ("Порт , гавань .", "Порт, гавань."),
            ("Порт  , гавань", "Порт, гавань"),
            ("( порт ) и [ порт ]", "(порт) и [порт]"),
            ("« порт » !", "«порт»!"),
            ("Порт ; гавань ?", "Порт; гавань?"),
            (f"5 {NB}лодок", f"5{NB}лодок"),
            ("**Порт** , гавань", "**Порт**, гавань"),
        ],
    )
    def test_too_many_are_taken_out(self, tmp_path, typed, right):
        assert mended(tmp_path, typed + "\n", "ru") == (right, [])

    @pytest.mark.parametrize(
        "typed",
        ["Порт  \nгавань", "| порт   |  час |\n|---|---|\n| a   | b |", "файл .pdf и порт …",
         "-   порт\n\n    гавань", "`a  b ,`", "    a  , b", "1) порт", "„порт“ и гавань"],
    )  # fmt: skip
    def test_what_is_right_is_left(self, tmp_path, typed):
        assert found(tmp_path, typed + "\n", "ru") == []


class TestNonBreaking:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("в 2018 г. и 2021–2022 гг.", f"в 2018{NB}г. и 2021–2022{NB}гг."),
            ("№ 5, п. 3, ст. 12", f"№{NB}5, п.{NB}3, ст.{NB}12"),
            ("А. В. Гаванев и А.В. Гаванев", f"А.{NB}В.{NB}Гаванев и А.В.{NB}Гаванев"),
        ],
    )
    def test_russian(self, tmp_path, typed, right):
        assert mended(tmp_path, typed + "\n", "ru") == (right, [])

    def test_english(self, tmp_path):
        typed, right = "No. 5 by J. K. Harbour", f"No.{NB}5 by J.{NB}K.{NB}Harbour"
        assert mended(tmp_path, typed + "\n") == (right, [])

    @pytest.mark.parametrize(
        "typed",
        [
            "тип. 5 и 5 га",
            f"2018{NB}г.",
            "в 2018\nг.",
            "группа А. Далее",
            "`5 г.`",
            "город г. Порт",
        ],
    )
    def test_what_is_right_is_left(self, tmp_path, typed):
        assert found(tmp_path, typed + "\n", "ru") == []

    def test_the_message_shows_the_words(self, tmp_path):
        (problem,) = findings(tmp_path, "(Порт, 2018 г.).\n", "ru")
        assert "«2018 г.»" in problem.message(PHRASES["ru"])


class TestMixedLetters:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("Cоюз и MСЭ", "Союз и МСЭ"),  # Latin C and M
            ("Рort", "Port"),  # Cyrillic Р
            ("CОР", "СОР"),
            ("СL-19", "CL-19"),
            ("**Cоюз**", "**Союз**"),
        ],
    )
    def test_a_word_becomes_whole(self, tmp_path, typed, right):
        assert mended(tmp_path, typed + "\n", "ru") == (right, [])

    @pytest.mark.parametrize("typed", ["Zи", "Фlag", "Cо"])
    def test_a_word_that_could_be_either_is_left(self, tmp_path, typed):
        assert mended(tmp_path, typed + "\n", "ru")[1] == ["mixed-letters"]

    @pytest.mark.parametrize(
        "typed",
        ["МСЭ-T, IP-сеть, 3GPP-совместимый, U4SSC и МСЭ", "`Cоюз`", "https://example.org/Cоюз",
         "п.b и b.п, 5G, 4х4"],
    )  # fmt: skip
    def test_joined_words_and_addresses_are_left(self, tmp_path, typed):
        assert found(tmp_path, typed + "\n", "ru") == []

    def test_is_an_error(self, tmp_path):
        (problem,) = findings(tmp_path, "Cоюз\n", "ru")
        assert (problem.severity, problem.line, problem.column) == ("error", 10, 1)

    def test_in_a_reference(self, tmp_path):
        (problem,) = findings(tmp_path, "One.\n", reference="СL-19/35")
        assert problem.fix.new == "CL"


class TestFrontMatter:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ('Порт "Гавань" - да', "Порт «Гавань» – да"),
            ("'Порт \"Гавань\" - да'", "'Порт «Гавань» – да'"),
            ('"Порт - да"', '"Порт – да"'),
            ('>-\n  Порт\n  "Гавань" -\n  да, 2018 г.',
             f">-\n  Порт\n  «Гавань» –\n  да, 2018{NB}г."),
            ("Порт\n  - да", "Порт\n  – да"),
            ("|\n  Порт - да", "|\n  Порт – да"),
            ("Cоюз", "Союз"),
        ],
    )  # fmt: skip
    def test_is_mended_where_the_line_has_the_words(self, tmp_path, typed, right):
        _, left = mended(tmp_path, "Раз.\n", "ru", summary=typed)
        assert left == []
        text = (tmp_path / "2024/letter/ru.md").read_text("utf-8")
        assert f"\nsummary: {right}\n" in text

    @pytest.mark.parametrize("typed", [r'"Порт \"Гавань\" да"', r'"Порт \x2d да"'])
    def test_escapes_are_found_and_left(self, tmp_path, typed):
        _, left = mended(tmp_path, "Раз.\n", "ru", summary=typed)
        assert left
        assert typed in (tmp_path / "2024/letter/ru.md").read_text("utf-8")

    def test_facts_are_left(self, tmp_path):
        assert found(tmp_path, "One.\n", written_by='"A - B"') == []
