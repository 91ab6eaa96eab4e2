"""Terms in texts: what the rules find, and what they leave alone."""

import datetime as dt

import pytest
from small_archive import PHRASES, letter, translation, write_files

from archive.checking import check_archive

GLOSSARY = """\
itu:
  abbreviation: {ru: МСЭ, en: ITU}
  name: {ru: Международный союз электросвязи, en: International Telecommunication Union}
itu-t:
  abbreviation: {ru: МСЭ-Т, en: ITU-T}
  name: {ru: Сектор стандартизации электросвязи, en: Telecommunication Standardization Sector}
tsb:
  abbreviation: {ru: БСЭ, en: TSB}
  name: {ru: Бюро стандартизации электросвязи, en: Telecommunication Standardization Bureau}
  avoid:
    ru: [Бюро по стандартизации электросвязи, Бюро по стандартизации]
    en: [Telecommunications Standardization Bureau]
bdt:
  abbreviation: {ru: БРЭ, en: BDT}
  name: {ru: Бюро развития электросвязи, en: Telecommunication Development Bureau}
wtdc:
  abbreviation: {ru: ВКРЭ, en: WTDC}
  name:
    ru: Всемирная конференция по развитию электросвязи
    en: World Telecommunication Development Conference
sme:
  abbreviation: {ru: МСП, en: SME}
  name: {ru: Малые и средние предприятия, en: Small and medium-sized enterprises}
  also:
    en: [SMEs]
sdg:
  abbreviation: {ru: ЦУР, en: SDG}
  name: {ru: Цели в области устойчивого развития, en: Sustainable Development Goals}
  avoid:
    ru: [Цел* устойчивого развития, ЦУРы]
u4ssc:
  abbreviation: {ru: U4SSC, en: U4SSC}
  name: {ru: Умные города, en: United Cities}
"""
TODAY = dt.date(2024, 6, 1)


def findings(root, english, russian=None, **files):
    """The findings on terms in a letter with these bodies."""
    texts = {"registers/glossary.yml": GLOSSARY, "2024/letter/en.md": letter(english)}
    if russian is not None:
        texts["2024/letter/ru.md"] = translation(russian)
    write_files(root, {**texts, **files})
    checked = check_archive(root, PHRASES, "circulars", TODAY)
    return [each for each in checked.problems if each.code == "inconsistent-term"]


def variants(found):
    return [(each.path.rpartition("/")[2], each.variant) for each in found]


class TestAvoidedNames:
    @pytest.mark.parametrize(
        "text",
        [
            "Директор Бюро по стандартизации электросвязи пишет.",
            "Директор бюро по\nстандартизации электросвязи пишет.",
            "Достижение целей устойчивого развития.",
            "- «Цели **устойчивого** развития»",
            "ЦУРы",
        ],
    )
    def test_they_are_found_in_every_form_that_is_listed(self, text, tmp_path):
        (found,) = findings(tmp_path, "One.\n", text + "\n")
        assert (found.variant, found.severity) == ("", "warning")

    @pytest.mark.parametrize(
        "text",
        [
            "Цели в области устойчивого развития, БСЭ.",
            "Бюро по стандартизациям",
            "цуры",
            "`Цели устойчивого развития`",
            "Telecommunications Standardization Bureau",  # of the other language's list
        ],
    )
    def test_other_words_are_not(self, text, tmp_path):
        assert findings(tmp_path, "One.\n", text + "\n") == []

    def test_references_are_not(self, tmp_path):
        avoids = GLOSSARY.replace("    en: [Tele", "    en: [TSB, Tele")
        files = {"registers/glossary.yml": avoids}
        assert findings(tmp_path, "See TSB Circular 352 and Circular 14 of TSB.\n", **files) == []
        (found,) = findings(tmp_path, "See TSB Circular 352. TSB writes.\n", **files)
        assert found.column == 23

    def test_the_message_says_where_and_what_to_write(self, tmp_path):
        (found,) = findings(tmp_path, "Write to the Telecommunications Standardization Bureau.\n")
        assert (found.line, found.column) == (13, 14)
        assert found.message(PHRASES["en"]).startswith(
            "the archive writes “Telecommunication Standardization Bureau” (TSB) and not"
            " “Telecommunications Standardization Bureau”"
        )

    def test_front_matter_is_read_too(self, tmp_path):
        text = letter("One.\n", subject="Telecommunications Standardization Bureau")
        found = findings(tmp_path, "", **{"2024/letter/en.md": text})
        assert variants(found) == [("en.md", "")]

    def test_a_comment_waives_it(self, tmp_path):
        waiver = "<!-- waive inconsistent-term: the letter has it so -->\n\n"
        assert findings(tmp_path, f"{waiver}Telecommunications Standardization Bureau\n") == []


class TestForeignAbbreviations:
    @pytest.mark.parametrize(
        ("text", "abbreviation"),
        [
            ("Директор TSB пишет.", "БСЭ"),
            ("Бюро стандартизации электросвязи (TSB) пишет.", "БСЭ"),
            ("Содействие SMEs.", "МСП"),
            ("**TSB** и TSB", "БСЭ"),
            ("Собрание\nITU", "МСЭ"),
            ("ITU и TSB: вместе", "МСЭ"),
            ("Директор ITU TSB", "МСЭ"),
        ],
    )
    def test_they_are_found(self, text, abbreviation, tmp_path):
        found = findings(tmp_path, "One.\n", text + "\n")
        assert found[0].variant == "foreign"
        assert f"пишут {abbreviation} " in found[0].message(PHRASES["ru"])

    def test_cyrillic_ones_in_english_too(self, tmp_path):
        found = findings(tmp_path, "The Director of БСЭ writes.\n")
        assert variants(found) == [("en.md", "foreign")]
        assert "have TSB (“Telecommunication Standardization Bureau”)" in found[0].message(
            PHRASES["en"]
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Циркуляр TSB Circular 352 и BDT/DIR/110",
            "Всемирное мероприятие ITU Telecom",
            "в рамках Kaleidoscope ITU",
            "«Журнал ITU» и “ITU Journal”",
            "«Союз „ITU“»",
            "https://www.itu.int/TSB и TSB@itu.int",
            "[БСЭ](https://www.itu.int/TSB)",
            "`TSB`",
            "U4SSC",
            "ITUC, TSB1",
        ],
    )
    def test_references_names_titles_addresses_and_code_are_spared(self, text, tmp_path):
        found = findings(tmp_path, "One.\n", text + "\n")
        assert [each for each in found if each.variant == "foreign"] == []

    def test_a_mark_that_is_never_closed_spares_nothing(self, tmp_path):
        found = findings(tmp_path, "One.\n", "Проект « назван так: TSB\n")
        assert variants(found) == [("ru.md", "foreign")]


class TestDifferencesBetweenLanguages:
    @pytest.mark.parametrize(
        ("english", "russian"),
        [
            ("TSB writes.", "БРЭ пишет."),
            ("The Telecommunication Standardization Bureau writes.", "БРЭ пишет."),
            ("TSB writes.", "Пишет Бюро развития электросвязи."),
            ("ITU and TSB write.", "МСЭ и БРЭ пишут."),
            ("Study groups of ITU-T.", "Исследовательские комиссии МСЭ."),
            ("TSB and the Telecommunication Development Bureau.", "БСЭ и ВКРЭ."),
        ],
    )
    def test_another_term_in_its_place_is_found(self, english, russian, tmp_path):
        found = findings(tmp_path, english + "\n", russian + "\n")
        assert variants(found) == [("ru.md", "differs")]

    @pytest.mark.parametrize(
        ("english", "russian"),
        [
            ("TSB writes.", "БСЭ пишет."),
            ("TSB writes.", "Пишет Бюро стандартизации электросвязи."),
            ("The Telecommunication Standardization Bureau writes.", "Директору БСЭ."),
            ("At WTDC.", "На Всемирной конференции по развитию электросвязи."),
            ("SMEs and SMEs.", "Малым и средним предприятиям (МСП)."),
            ("TSB writes.", "Бюро пишет."),  # said in other words
            ("The Bureau of ITU writes.", "Бюро пишет."),
            ("TSB writes for the Union.", "Бюро пишет для МСЭ."),
            ("TSB writes for ITU.", "БСЭ пишет."),  # left out, not replaced
            ("TSB Circular 352 of BDT.", "Циркуляр 352 БСЭ от БРЭ."),
            ("TSB Circular 352.", "Циркуляр БРЭ."),
            ("See https://www.itu.int/ITU-T/.", "См. https://www.itu.int/std/ и БРЭ."),
            ("See https://www.itu.int/ITU-T/ and TSB.", "См. https://www.itu.int/ITU-T/ и БСЭ."),
            ("The Telecommunication Standardization Bureau and the World Telecommunication"
             " Development Conference.", "Бюро и конференция."),
        ],
    )  # fmt: skip
    def test_the_same_in_other_words_is_not(self, english, russian, tmp_path):
        assert findings(tmp_path, english + "\n", russian + "\n") == []

    def test_paragraphs_are_compared_one_by_one(self, tmp_path):
        english = "TSB writes.\n\nBDT writes.\n"
        assert findings(tmp_path / "one", english, "БСЭ пишет.\n\nБРЭ пишет.\n") == []
        found = findings(tmp_path / "two", english, "БРЭ пишет.\n\nБСЭ пишет.\n")
        assert [(each.line, each.also[0].line) for each in found] == [(10, 13), (12, 15)]

    def test_the_message_names_both_and_the_right_one(self, tmp_path):
        (found,) = findings(tmp_path, "Ask\nTSB.\n", "Спросите БРЭ.\n")
        message = found.message(PHRASES["ru"])
        assert "здесь «БРЭ»" in message
        assert "«TSB» (circulars/2024/letter/en.md:14:1), что здесь было бы БСЭ" in message

    def test_what_is_not_written_yet_is_not_compared(self, tmp_path):
        assert findings(tmp_path, "TSB writes.\n", "<!-- TODO БРЭ -->\n\nTODO БРЭ\n") == []

    def test_words_of_facts_are_compared_too(self, tmp_path):
        events = "events:\n  spring:\n    name: Meeting of TSB\n    start: 2024-05-02\n"
        words = "events:\n  spring:\n    name: Собрание БРЭ\n"
        files = {
            "2024/letter/en.md": letter("One.\n", events),
            "2024/letter/ru.md": translation("Один.\n", words),
        }
        assert variants(findings(tmp_path, "", **files)) == [("ru.md", "differs")]


class TestWholeArchives:
    def test_without_a_glossary_nothing_is_found(self, tmp_path):
        files = {"2024/letter/en.md": letter("БСЭ\n"), "2024/letter/ru.md": translation("TSB\n")}
        root = write_files(tmp_path, files)
        codes = {each.code for each in check_archive(root, PHRASES, "c", TODAY).problems}
        assert "inconsistent-term" not in codes

    def test_a_changed_glossary_is_a_reason_to_look_again(self, tmp_path):
        root, kept = tmp_path / "circulars", tmp_path / "kept.json"
        write_files(root, {"2024/letter/en.md": letter("Write to БСЭ.\n")})
        assert check_archive(root, PHRASES, "c", TODAY, kept=kept).problems == ()
        write_files(root, {"registers/glossary.yml": GLOSSARY})
        (found,) = check_archive(root, PHRASES, "c", TODAY, kept=kept).problems
        assert found.code == "inconsistent-term"
        (again,) = check_archive(root, PHRASES, "c", TODAY, kept=kept).problems
        assert again == found
