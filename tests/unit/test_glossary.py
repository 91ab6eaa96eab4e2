"""The glossary: abbreviations in running text, full names in any case, forms for searching."""

import re
from pathlib import Path

import pytest
from small_archive import PHRASES, letter, messages, read, write_files

from archive.glossary import REGISTER, Glossary, read_terms
from archive.languages import CODES
from archive.listing import REGISTER_FILES, REGISTERS
from archive.model import is_abbreviation
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar

ROOT = Path(__file__).parents[2]
READER = Reader(Grammar.of(PHRASES))


def glossary(root):
    """The glossary of the archive in a folder."""
    name = REGISTER_FILES[REGISTER]
    register = SourceReader(root, READER, "circulars").register(REGISTER, frozenset({name}))
    assert register.file.problems == ()
    return Glossary(read_terms(register.record))


REAL = glossary(ROOT / "circulars")


def shown(text, language, of=REAL):
    """Every abbreviation that is found, with the id of its term."""
    found = of.find(text, language)
    return [(text[use.start : use.end], use.term.id) for use in found]


def term(name, of=REAL):
    return next(term for term in of.terms if term.id == name)


class TestAbbreviations:
    @pytest.mark.parametrize(
        ("text", "ids"),
        [
            ("Директор БР пишет в БРЭ", ["br", "bdt"]),
            ("МСЭ, МСЭ-Т, МСЭ-R и МСЭ-D", ["itu", "itu-t", "itu-r", "itu-d"]),
            ("МСЭ-T", ["itu-t"]),  # with a Latin T
            ("ВКРЭ-22 и ПК-22", ["wtdc", "pp"]),
            ("(ЕЭК ООН)", ["unece"]),
            ("ЕЭК\xa0ООН", ["unece"]),
            ("ЕЭК\nООН", ["unece"]),
            ("ООН-Хабитат и ООН", ["un-habitat", "un"]),
            ("КВПНРМ-ООН", ["un-ohrlls"]),
            ("ИКТ/ИИ", ["ict", "ai"]),
        ],
    )
    def test_whole_words_are_found_and_the_longest_is_meant(self, text, ids):
        assert [name for _, name in shown(text, "ru")] == ids

    @pytest.mark.parametrize(
        "text", ["бр", "Бр", "БРИКС", "СБР", "БР1", "БР_", "ГСМ", "МСПшник", "TSB", "", "   "]
    )
    def test_parts_of_words_and_small_letters_are_not(self, text):
        assert shown(text, "ru") == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("SMEs and an SME", [("SMEs", "sme"), ("SME", "sme")]),
            ("ITU’s TSB", [("ITU", "itu"), ("TSB", "tsb")]),
            ("a UN-led movement", [("UN", "un")]),
            ("UN-OHRLLS", [("UN-OHRLLS", "un-ohrlls")]),
            ("USB, ITUC, pp. 5", []),
            ("Partner2Connect", []),  # a name: nothing to explain
        ],
    )
    def test_english_too(self, text, found):
        assert shown(text, "en") == found

    def test_places_are_those_of_the_text(self):
        (use,) = REAL.find("Пишите в БСЭ.", "ru")
        assert (use.start, use.end, use.term.name.texts["en"]) == (
            9,
            12,
            "Telecommunication Standardization Bureau",
        )

    def test_long_texts_cost_little(self):
        text = "МСЭ и БСЭ провели собрание исследовательской комиссии. " * 20_000
        assert len(REAL.find(text, "ru")) == 40_000
        assert REAL.find("М" * 1_000_000, "ru") == []

    def test_a_form_of_many_asterisks_is_not_asked_for(self, tmp_path):
        """Two in one word cost the square of a word's length, each further one as much again."""
        entry = """\
congress:
  abbreviation: {en: WHC}
  name: {en: World Harbour Congress}
  avoid:
    en: [a*a*a*a*a*a*a*b, Harbour* Council*, harbour-maste* seat*]
"""
        of = glossary(write_files(tmp_path, {"registers/glossary.yml": entry}))
        assert of.avoided("a" * 2_000, "en") == []
        assert of.avoided("aaaaaaab", "en") == []
        text = "The Harbours Councils and harbour-masters seats"
        found = [text[each.start : each.end] for each in of.avoided(text, "en")]
        assert found == ["Harbours Councils", "harbour-masters seats"]

    def test_an_archive_without_a_glossary_has_no_terms(self, tmp_path):
        root = write_files(tmp_path, {"2024/letter/en.md": letter()})
        assert read(root).archive.glossary == ()
        empty = Glossary()
        for code in CODES:
            assert empty.find("МСЭ ITU", code) == empty.foreign("МСЭ ITU", code) == []
            assert empty.avoided("Цели устойчивого развития", code) == []

    @pytest.mark.parametrize(
        ("form", "is_one"),
        [
            ("SMEs", True),
            ("ITU-T", True),
            ("IoT", True),
            ("ЕЭК", True),
            ("Partner2Connect", False),
            ("ЕЭК ООН", False),
            ("А", False),
            ("Бюро", False),
        ],
    )
    def test_short_forms_are_told_from_words(self, form, is_one):
        assert is_abbreviation(form) is is_one


class TestForeignAbbreviations:
    def test_those_that_have_a_form_of_the_language_are_found(self):
        text = "Директор TSB и U4SSC, SMEs, CET"
        assert [text[use.start : use.end] for use in REAL.foreign(text, "ru")] == ["TSB", "SMEs"]
        assert [use.term.id for use in REAL.foreign("The БСЭ", "en")] == ["tsb"]
        assert REAL.foreign("TSB", "en") == []


class TestFullNames:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("tsb", "директору Бюро стандартизации электросвязи"),
            ("wtdc", "на Всемирной\nконференции по развитию электросвязи"),
            ("wtdc", "ВСЕМИРНАЯ КОНФЕРЕНЦИЯ ПО РАЗВИТИЮ ЭЛЕКТРОСВЯЗИ"),
            ("pp", "до Полномочной конференции 2022 года"),
            ("sg", "в 5-й исследовательской комиссии"),
            ("sg", "исследовательских комиссий"),
            ("itu", "Международного союза электросвязи"),
            ("sdg", "достижение Целей в области устойчивого развития"),
            ("sdg", "Целью 11 в области устойчивого развития"),
            ("sme", "малым и средним предприятиям"),
            ("p2c", "«Партнерства для подключения»"),
            ("u4ssc", "«Объединение усилий в целях построения „умных“ устойчивых городов»"),
        ],
    )
    def test_russian_names_are_known_in_every_case(self, name, text):
        assert REAL.named_in_full(term(name), text, "ru")

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("br", "Бюро развития электросвязи"),
            ("tsb", "Сектор стандартизации электросвязи"),
            ("wrc", "Всемирная конференция по развитию электросвязи"),
            ("pp", "конференция"),
        ],
    )
    def test_like_names_are_told_apart(self, name, text):
        assert REAL.named_in_full(term(name), text, "ru") is None

    def test_english_plurals_are_known(self):
        assert REAL.named_in_full(term("sg"), "two study groups met", "en") == (4, 16)
        assert REAL.named_in_full(term("sdg"), "Sustainable Development Goal 11", "en")

    def test_a_term_is_named_by_an_abbreviation_of_any_language(self):
        assert REAL.is_named(term("tsb"), "Директор TSB", "ru")
        assert REAL.is_named(term("tsb"), "Директор БСЭ", "ru")
        assert not REAL.is_named(term("itu"), "МСЭ-Т", "ru")


class TestSynonyms:
    def test_they_are_all_forms_of_a_term_by_language(self):
        groups = REAL.synonyms()
        assert len(groups) == len(REAL.terms)
        assert {
            "ru": ("МСП", "Малые и средние предприятия"),
            "en": ("SME", "SMEs", "Small and medium-sized enterprises"),
        } in groups

    def test_a_language_without_forms_is_left_out(self, tmp_path):
        entry = "x:\n  abbreviation: {en: XY}\n  name: {en: Xylophone yard}\n"
        root = write_files(tmp_path, {"registers/glossary.yml": entry})
        assert glossary(root).synonyms() == [{"en": ("XY", "Xylophone yard")}]


class TestRegister:
    def test_it_is_read_into_the_archive(self, tmp_path):
        entry = """\
congress:
  abbreviation: {ru: ВКП, en: WHC}
  name: {ru: Всемирный конгресс портов, en: World Harbour Congress}
  also:
    en: [WHCs]
  avoid:
    ru: [Съезд* портов]
  note: {en: Each year.}
"""
        files = {"registers/glossary.yml": entry, "2024/letter/en.md": letter()}
        root = write_files(tmp_path, files)
        (found,) = read(root).archive.glossary
        assert (found.id, found.abbreviations("en")) == ("congress", ("WHC", "WHCs"))
        assert (found.also, found.avoid) == ({"en": ("WHCs",)}, {"ru": ("Съезд* портов",)})
        assert found.note.texts == {"en": "Each year."}

    @pytest.mark.parametrize(
        ("field", "code"),
        [
            ("also: {ru: ВКП}", "wrong-shape"),
            ("also: [ВКП]", "wrong-shape"),
            ("also: {fr: [CMP]}", "bad-text-language"),
            ("avoid: {ru: []}", "empty-value"),
            ("avoid: {}", "empty-value"),
            ("avoid: {ru: [A, A]}", "listed-twice"),
            ("avoids: {ru: [A]}", "unknown-field"),
        ],
    )
    def test_what_is_wrongly_written_is_reported(self, field, code, tmp_path):
        entry = f"x:\n  abbreviation: {{en: XY}}\n  name: {{en: Xylophone yard}}\n  {field}\n"
        root = write_files(tmp_path, {"registers/glossary.yml": entry})
        assert [re.findall(r"\[([a-z-]+)\]", line)[0] for line in messages(root)] == [code]

    def test_the_archives_own_explains_every_abbreviation_of_its_letters(self):
        """What looks like an abbreviation is one, or is listed here for what it is."""
        names = {"ITU", "DIR", "BDT", "CL", "III", "II", "IV"}  # "ITU Telecom", references, annexes
        for path in sorted((ROOT / "circulars").glob("20*/*/*.md")):
            text = re.sub(r"https?://\S+|\S+@\S+", "", path.read_text("utf-8"))
            explained = {text[use.start : use.end] for use in REAL.find(text, path.stem)}
            parts = {part for form in explained for part in re.split(r"[\s-]", form)}
            for word in re.findall(r"(?<!\w)[A-ZА-ЯЁ]{2,}s?(?!\w)", text):
                assert word in explained | parts | names, (path, word)

    def test_the_archives_own_has_both_languages_of_every_term(self):
        assert len(REAL.terms) >= 40
        for entry in REAL.terms:
            assert set(entry.abbreviation.texts) == set(entry.name.texts) == set(CODES), entry.id

    def test_its_bureaux_are_called_as_in_their_own_register(self):
        archive = read(ROOT / "circulars").archive
        terms = {entry.id: entry for entry in archive.glossary}
        for bureau in archive.bureaux:
            assert terms[bureau.id].abbreviation == bureau.abbreviation
            assert terms[bureau.id].name == bureau.name

    def test_it_is_where_the_documentation_says(self):
        assert f"{REGISTERS}/{REGISTER_FILES[REGISTER]}" == "registers/glossary.yml"
