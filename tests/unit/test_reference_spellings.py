"""Spellings of references that letters use beside the short one: dates, bureaux, second numbers."""

import pytest
from small_archive import PHRASES

from archive.references import Grammar

GRAMMAR = Grammar.of(PHRASES)


def found(text):
    """What was found: (words, canonical form, year)."""
    return [
        (text[each.start : each.end], each.reference.canonical, each.year)
        for each in GRAMMAR.find(text)
    ]


def names(text):
    return [each.reference.canonical for each in GRAMMAR.find(text)]


class TestDatesBeforeTheNumber:
    @pytest.mark.parametrize(
        ("text", "canonical", "when"),
        [
            ("Циркуляр БСЭ от 13 октября 2021 года № 352", "TSB Circular 352",
             (2021, None, "2021-10-13")),
            ("Циркуляром БСЭ от 13.10.2021 №352", "TSB Circular 352", (2021, None, "2021-10-13")),
            ("Циркуляр от 13 октября 2021 г. № 352 БСЭ", "TSB Circular 352",
             (2021, None, "2021-10-13")),
            ("Циркуляр БСЭ 2021 года № 352", "TSB Circular 352", (2021, None, "")),
            ("TSB Circular of 13 October 2021, No. 352", "TSB Circular 352",
             (2021, None, "2021-10-13")),
            ("TSB Circular dated October 13, 2021, No. 352", "TSB Circular 352",
             (2021, None, "2021-10-13")),
            ("Исправлением 1 к Циркуляру БСЭ от 13 октября 2021 года № 352",
             "Corrigendum 1 to TSB Circular 352", (2021, None, "2021-10-13")),
            ("Коллективное письмо БСЭ от 1 ноября 2021 года № 3/11", "TSB Collective letter 3/11",
             (2021, None, "2021-11-01")),
            ("Циркуляр БРЭ от 18 октября 2021 года BDT/DIR/110", "BDT/DIR/110",
             (2021, None, "2021-10-18")),
            ("Циркулярное письмо от 23 июля 2019 года № CL-19/35", "CL-19/35",
             (2019, None, "2019-07-23")),
        ],
    )  # fmt: skip
    def test_tell_its_time_and_stand_within_the_reference(self, text, canonical, when):
        (mention,) = GRAMMAR.find(f"as the {text} says")
        assert mention.start == len("as the ")
        assert mention.end == mention.start + len(text)
        assert mention.reference.canonical == canonical
        assert mention.when[:3] == when
        assert GRAMMAR.parse(text).canonical == canonical

    def test_hold_for_all_numbers_of_a_list(self):
        assert found("Циркуляры БСЭ от 13 октября 2021 года № 352 и № 353") == [
            ("Циркуляры БСЭ от 13 октября 2021 года № 352", "TSB Circular 352", 2021),
            ("353", "TSB Circular 353", 2021),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Циркуляр БСЭ от 13 октября 2021 года, 352 участника",
            "Циркуляр БСЭ от 13 октября 2021 года 352",
            "TSB Circular of 13 October 2021, 352 participants",
            "Циркуляр от 13 октября 2021 года № 352",
            "TSB Circular of October, No. 352",
            "Резолюция от 13 октября 2021 года № 352",
        ],
    )
    def test_need_a_sign_behind_them(self, text):
        assert found(text) == []


class TestNamesOfBureaux:
    @pytest.mark.parametrize(
        ("words", "canonical"),
        [
            ("Циркуляр 352 Бюро стандартизации электросвязи", "TSB Circular 352"),
            ("Циркуляром № 352 Бюро стандартизации электросвязи", "TSB Circular 352"),
            ("Циркуляр Бюро стандартизации электросвязи № 352", "TSB Circular 352"),
            ("Циркуляр Бюро стандартизации электросвязи (БСЭ) от 3 мая 2021 г. № 352",
             "TSB Circular 352"),
            ("Коллективное письмо 3/11 Бюро стандартизации электросвязи",
             "TSB Collective letter 3/11"),
            ("Циркуляр Бюро развития электросвязи BDT/DIR/110", "BDT/DIR/110"),
            ("Циркулярное письмо Бюро радиосвязи CR/501", "CR/501"),
            ("Административный циркуляр Бюро радиосвязи CACE/967", "CACE/967"),
            ("Circular 352 of the Telecommunication Standardization Bureau", "TSB Circular 352"),
            ("Circular 352 of the ITU Telecommunication Standardization Bureau",
             "TSB Circular 352"),
            ("Telecommunication Standardization Bureau Circular 352", "TSB Circular 352"),
            ("Telecommunication Standardization Bureau (TSB) Circular 352", "TSB Circular 352"),
            ("Circular of the Telecommunication Standardization Bureau No. 352",
             "TSB Circular 352"),
            ("Collective letter 3/11 of the Telecommunication Standardization Bureau",
             "TSB Collective letter 3/11"),
            ("Telecommunication Development Bureau Circular BDT/DIR/110", "BDT/DIR/110"),
            ("Radiocommunication Bureau Circular letter CR/501", "CR/501"),
            ("Corrigendum 2 to Circular 45 of the Telecommunication Standardization Bureau",
             "Corrigendum 2 to TSB Circular 45"),
        ],
    )  # fmt: skip
    def test_stand_for_their_abbreviations(self, words, canonical):
        assert found(f"см. {words}, please") == [(words, canonical, found(words)[0][2])]
        assert GRAMMAR.parse(words).canonical == canonical


class TestNumbersThatWereGivenTwice:
    @pytest.mark.parametrize(
        "text",
        [
            "TSB Circular 352-bis",
            "TSB Circular 352‑bis",
            "TSB Circular 352 bis",
            "TSB Circular 352bis",
            "TSB Circular 352 (bis)",
            "TSB Circular 352-ter",
            "Циркуляр 352-bis БСЭ",
            "Циркуляр 352-бис БСЭ",
            "CL-19/35-bis",
            "CR/501 bis",
            "Recommendation ITU-T V.32 bis",
        ],
    )
    def test_are_not_the_first_one(self, text):
        assert found(f"see {text}, please") == []
        assert GRAMMAR.parse(text).series is None

    def test_what_only_begins_like_that_is(self):
        assert names("TSB Circular 352—territories, CR/5 bishops") == ["TSB Circular 352", "CR/5"]


class TestCorrections:
    @pytest.mark.parametrize(
        ("text", "words", "canonical"),
        [
            ("Поправка 1 к Циркуляру 45 БСЭ", "", "Corrigendum 1 to TSB Circular 45"),
            ("Поправкой № 2 к CL-19/35", "", "Corrigendum 2 to CL-19/35"),
            ("Циркуляр 45 БСЭ, Поправка 1", "", "Corrigendum 1 to TSB Circular 45"),
            ("внести поправку к Циркуляру 45 БСЭ", "Циркуляру 45 БСЭ", "TSB Circular 45"),
            ("Поправка 1 к Рекомендации МСЭ-Т L.1061", "Рекомендации МСЭ-Т L.1061",
             "Recommendation ITU-T L.1061"),
            ("Рекомендация МСЭ-Т L.1061, Поправка 1", "Рекомендация МСЭ-Т L.1061",
             "Recommendation ITU-T L.1061"),
            ("Amendment 1 to TSB Circular 45", "TSB Circular 45", "TSB Circular 45"),
        ],
    )  # fmt: skip
    def test_in_russian_have_two_words(self, text, words, canonical):
        assert found(text) == [(words or text, canonical, None)]

    def test_a_whole_field_makes_the_same_difference(self):
        assert GRAMMAR.parse("Поправка 1 к Циркуляру 45 БСЭ").issuance == "corrigendum"
        assert GRAMMAR.parse("Поправка 1 к Рекомендации МСЭ-Т L.1061").series is None
