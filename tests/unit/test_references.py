"""The grammar of references: one letter, many spellings, two languages."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.languages import Language, Phrases
from archive.references import ISSUANCES, Grammar, Reference, period, restarts
from archive.references.folding import LOOKALIKES, fold
from archive.references.for_browsers import resolver_words
from archive.references.series import NUMBERS, PERIODS, RECOMMENDATIONS, is_letter, sector

GRAMMAR = Grammar.of(PHRASES)
SERIES = sorted(NUMBERS)
LETTERS = [series for series in SERIES if is_letter(series)]
CITIES = sorted(
    key.removeprefix("reference.city.")
    for key in PHRASES["en"].strings
    if key.startswith("reference.city.")
)
PLAIN_NUMBERS = st.integers(1, 9999).map(str)


def recommended(letters):
    """Numbers of recommendations as in ``L.1061``, ``H.264.2`` or ``BT.500-15``."""
    figures = st.integers(1, 9999)
    part = st.one_of(st.just(""), st.integers(1, 99).map(lambda part: f".{part}"))
    version = st.one_of(st.just(""), st.integers(1, 99).map(lambda version: f"-{version}"))
    return st.tuples(st.sampled_from(letters), figures, part, version).map(
        lambda parts: f"{parts[0]}.{parts[1]}{parts[2]}{parts[3]}"
    )


NUMBER_STRATEGIES = {
    "tsb-collective-letter": st.tuples(st.integers(1, 999), st.integers(0, 99)).map(
        lambda pair: f"{pair[0]}/{pair[1]}"
    ),
    "cl": st.tuples(st.integers(0, 99), st.integers(1, 999)).map(
        lambda pair: f"{pair[0]:02d}/{pair[1]}"
    ),
    "itu-t-recommendation": recommended(["L", "Y", "X", "F", "M"]),
    "itu-r-recommendation": recommended(["BT", "SNG", "M", "P"]),
    "itu-d-recommendation": st.integers(1, 999).map(str),
    "recommendation": recommended(["F", "M", "P", "S", "V"]),
}
BLANKS = st.sampled_from((" ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "   ", " \u00a0"))
CASES = st.sampled_from((str, str.upper, str.lower, str.title, str.swapcase))
DASHES = st.sampled_from(("-", "\u2010", "\u2011", "–"))
DOUBLES = {}
for _small, _latin in LOOKALIKES.items():
    if _small != "ё":
        DOUBLES[_small], DOUBLES[_small.upper()] = _latin, _latin.upper()
        DOUBLES[_latin], DOUBLES[_latin.upper()] = _small, _small.upper()


@st.composite
def known_references(draw):
    series = draw(st.sampled_from(SERIES))
    reference = {"series": series, "number": draw(NUMBER_STRATEGIES.get(series, PLAIN_NUMBERS))}
    if series == "resolution" and draw(st.booleans()):
        reference["year"] = draw(st.integers(1800, 2099))
        reference["city"] = draw(st.sampled_from(["", *CITIES]))
        reference["is_revised"] = draw(st.booleans())
    elif series != "resolution" and draw(st.booleans()):
        reference["issuance"] = draw(st.sampled_from(ISSUANCES))
        reference["issue"] = draw(st.one_of(st.none(), st.integers(1, 999)))
    return Reference(**reference)


@pytest.mark.parametrize(
    ("spellings", "canonical", "slug", "russian", "english"),
    [
        (
            [
                "Циркуляр 352 БСЭ", "TSB Circular 352", "Circular TSB 352", "циркуляр бсэ 352",
                "Circular 352 TSB", "TSB Circ. 352", "TSB circ 352", "Circ.352 TSB",
                "БСЭ Циркуляр 352", "Циркуляр № 352 БСЭ", "Циркуляр №352 БСЭ",
                "TSB Circular No. 352", "TSB Circular No 352", "Circular No.\u00a0352 TSB",
                "Циркуляр 352 TSB", "Circular БСЭ 352", "Циркуляра 352 БСЭ", "TSB Circulars 352",
                "Circular 352 of TSB", "Circular 352 of the TSB", "ТSВ Сirсulаr 352",
                "TSB\u00a0Circular\u202f352", "TSB Cir\u00adcular 352", "TSB Circular ３５２",
            ],
            "TSB Circular 352",
            "tsb-352",
            "Циркуляр 352 БСЭ",
            "TSB Circular 352",
        ),
        (
            [
                "CL-19/35", "Circular letter CL-19/35", "Циркулярное письмо CL-19/35", "cl-19/35",
                "СL-19/35", "CL‑19/35", "CL–19/35", "CL\u221219/35", "Circular Letter CL-19/35",
                "Циркулярным письмом CL-19/35", "Circular CL-19/35",
            ],
            "CL-19/35",
            "cl-19-35",
            "CL-19/35",
            "CL-19/35",
        ),
        (
            [
                "Циркуляр BDT/DIR/110", "Circular BDT/DIR/110", "BDT/DIR/110", "bdt/dir/110",
                "BDT Circular BDT/DIR/110", "Циркуляр БРЭ BDT/DIR/110", "Циркуляре BDT/DIR/110",
            ],
            "BDT/DIR/110",
            "bdt-dir-110",
            "Циркуляр BDT/DIR/110",
            "Circular BDT/DIR/110",
        ),
        (
            [
                "Коллективное письмо 7/2 БСЭ", "TSB Collective letter 7/2",
                "Collective letter TSB 7/2", "Collective letter 7/2 TSB",
                "Коллективном письме № 7/2 БСЭ", "Collective letter TSB No. 7/2",
                "TSB Collective-letter 7/2", "Коллективное письмо БСЭ 7/2",
            ],
            "TSB Collective letter 7/2",
            "tsb-collective-7-2",
            "Коллективное письмо 7/2 БСЭ",
            "TSB Collective letter 7/2",
        ),
        (
            [
                "CACE/1000", "Administrative Circular CACE/1000", "САСЕ/1000", "Circular CACE/1000",
                "Административный циркуляр CACE/1000", "Административного циркуляра CACE/1000",
            ],
            "CACE/1000",
            "cace-1000",
            "CACE/1000",
            "CACE/1000",
        ),
        (
            ["CR/400", "Циркулярное письмо CR/400", "Circular CR/400", "СR/400"],
            "CR/400", "cr-400", "CR/400", "CR/400",
        ),
        (
            ["CA/250", "Administrative Circular CA/250", "СА/250"],
            "CA/250", "ca-250", "CA/250", "CA/250",
        ),
        (
            [
                "Corrigendum 2 to TSB Circular 45", "Исправление 2 к Циркуляру 45 БСЭ",
                "Corrigendum No. 2 to TSB Circular No. 45", "Corr. 2 to Circular TSB 45",
                "TSB Circular 45, Corrigendum 2", "TSB Circular 45 Corr. 2",
                "TSB Circular 45 (Corr. 2)", "TSB Circular 45(Corr.2)",
                "TSB Circular 45 – Corrigendum 2", "Циркуляр 45 БСЭ, Исправление 2",
                "Corrigendum 2 to the TSB Circular 45", "Исправлением № 2 к Циркуляру 45 БСЭ",
                "Corrigendum 2 of TSB Circular 45", "Испр. 2 к Циркуляру 45 БСЭ",
            ],
            "Corrigendum 2 to TSB Circular 45",
            "tsb-45-corrigendum-2",
            "Исправление 2 к Циркуляру 45 БСЭ",
            "Corrigendum 2 to TSB Circular 45",
        ),
        (
            ["Corrigendum to CL-19/35", "Исправление к CL-19/35", "corrigendum to cl-19/35"],
            "Corrigendum to CL-19/35",
            "cl-19-35-corrigendum",
            "Исправление к CL-19/35",
            "Corrigendum to CL-19/35",
        ),
        (
            [
                "Addendum 1 to CACE/967", "CACE/967(Add.1)", "CACE/967, Addendum 1",
                "Дополнительный документ 1 к CACE/967", "Дополнение 1 к CACE/967",
                "Дополнительному документу 1 к Административному циркуляру CACE/967",
            ],
            "Addendum 1 to CACE/967",
            "cace-967-addendum-1",
            "Дополнительный документ 1 к CACE/967",
            "Addendum 1 to CACE/967",
        ),
        (
            ["Addendum 3 to TSB Collective letter 3/11"],
            "Addendum 3 to TSB Collective letter 3/11",
            "tsb-collective-3-11-addendum-3",
            "Дополнительный документ 3 к Коллективному письму 3/11 БСЭ",
            "Addendum 3 to TSB Collective letter 3/11",
        ),
        (
            ["Corrigendum 1 to BDT/DIR/110", "Исправление 1 к Циркуляру BDT/DIR/110"],
            "Corrigendum 1 to BDT/DIR/110",
            "bdt-dir-110-corrigendum-1",
            "Исправление 1 к Циркуляру BDT/DIR/110",
            "Corrigendum 1 to Circular BDT/DIR/110",
        ),
        (
            [
                "Resolution 209 (Dubai, 2018)", "Резолюция 209 (Дубай, 2018 г.)",
                "Резолюции 209 (Дубай, 2018 год)", "Resolution No. 209 (Dubai 2018)",
                "Res. 209 (DUBAI, 2018)",
            ],
            "Resolution 209 (Dubai, 2018)",
            "resolution-209-dubai-2018",
            "Резолюция 209 (Дубай, 2018 г.)",
            "Resolution 209 (Dubai, 2018)",
        ),
        (
            [
                "Resolution 209 (Rev. Dubai, 2018)", "Резолюция 209 (Пересм. Дубай, 2018 г.)",
                "Resolution 209 (Rev.Dubai, 2018)", "Resolution 209 (Revised Dubai, 2018)",
            ],
            "Resolution 209 (Rev. Dubai, 2018)",
            "resolution-209-rev-dubai-2018",
            "Резолюция 209 (Пересм. Дубай, 2018 г.)",
            "Resolution 209 (Rev. Dubai, 2018)",
        ),
        (
            [
                "Resolution 73 (Rev. New Delhi, 2024)", "Резолюция 73 (Пересм. Нью-Дели, 2024 г.)",
                "Resolution 73 (Rev. New-Delhi, 2024)",
            ],
            "Resolution 73 (Rev. New Delhi, 2024)",
            "resolution-73-rev-new-delhi-2024",
            "Резолюция 73 (Пересм. Нью-Дели, 2024 г.)",
            "Resolution 73 (Rev. New Delhi, 2024)",
        ),
        (
            [
                "Resolution 209 (2018)", "Резолюция 209 (2018 г.)",
                "Resolution 209 (Nowhere-on-Sea, 2018)", "Резолюция 209 (ПК-18)",
            ],
            "Resolution 209 (2018)",
            "resolution-209-2018",
            "Резолюция 209 (2018 г.)",
            "Resolution 209 (2018)",
        ),
        (
            ["Resolution 646 (Rev.WRC-19)", "Резолюция 646 (Пересм. ВКР-19)"],
            "Resolution 646 (Rev. 2019)",
            "resolution-646-rev-2019",
            "Резолюция 646 (Пересм. 2019 г.)",
            "Resolution 646 (Rev. 2019)",
        ),
        (
            ["Resolution 1379", "Резолюция 1379", "Резолюцией № 1379"],
            "Resolution 1379", "resolution-1379", "Резолюция 1379", "Resolution 1379",
        ),
        (
            ["Resolution 70/1", "Резолюция 70/1"],
            "Resolution 70/1", "resolution-70-1", "Резолюция 70/1", "Resolution 70/1",
        ),
        (
            [
                "Recommendation ITU-T L.1061", "Рекомендация МСЭ-Т L.1061", "ITU-T L.1061",
                "Рекомендация МСЭ-T L.1061", "ITU‑T Recommendation L.1061", "Rec. ITU-T L.1061",
                "Recommendation L.1061", "ITU-T Rec. L.1061", "МСЭ-Т L.1061",
                "Рекомендацией МСЭ-Т L.1061",
            ],
            "Recommendation ITU-T L.1061",
            "recommendation-itu-t-l-1061",
            "Рекомендация МСЭ-Т L.1061",
            "Recommendation ITU-T L.1061",
        ),
        (
            ["Recommendation ITU-T X.509", "Рекомендация МСЭ-Т Х.509"],
            "Recommendation ITU-T X.509",
            "recommendation-itu-t-x-509",
            "Рекомендация МСЭ-Т X.509",
            "Recommendation ITU-T X.509",
        ),
        (
            [
                "ITU-R BT.500-15", "Recommendation ITU-R BT.500-15", "Recommendation BT.500‑15",
                "Рекомендация МСЭ-R BT.500-15", "Рекомендация МСЭ-Р ВТ.500-15",
            ],
            "Recommendation ITU-R BT.500-15",
            "recommendation-itu-r-bt-500-15",
            "Рекомендация МСЭ-R BT.500-15",
            "Recommendation ITU-R BT.500-15",
        ),
        (
            ["Recommendation ITU-D 22", "Рекомендация МСЭ-Д 22", "ITU-D Recommendation 22"],
            "Recommendation ITU-D 22",
            "recommendation-itu-d-22",
            "Рекомендация МСЭ-D 22",
            "Recommendation ITU-D 22",
        ),
        (
            ["Recommendation M.1036", "Рекомендации M.1036"],
            "Recommendation M.1036",
            "recommendation-m-1036",
            "Рекомендация M.1036",
            "Recommendation M.1036",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and re.fullmatch("[a-z0-9-]+", value) else "",
)  # fmt: skip
def test_all_spellings_of_both_languages_are_one_letter(
    spellings, canonical, slug, russian, english
):
    for spelling in (*spellings, canonical, russian, english):
        reference = GRAMMAR.parse(spelling)
        assert reference.canonical == canonical, spelling
        assert reference.slug == slug
        assert reference.printed(PHRASES["ru"]) == russian
        assert reference.printed(PHRASES["en"]) == english


@given(known_references(), st.sampled_from(tuple(PHRASES)), CASES, BLANKS, DASHES)
def test_what_is_printed_is_read_again_in_any_case_and_with_any_blanks(
    reference, language, case, blank, dash
):
    printed = case(reference.printed(PHRASES[language])).replace(" ", blank).replace("-", dash)
    assert GRAMMAR.parse(f"{blank}{printed}{blank}") == reference
    assert GRAMMAR.parse(case(reference.canonical).replace(" ", blank)) == reference


@given(known_references(), st.sampled_from(tuple(PHRASES)), st.data())
def test_letters_that_look_alike_do_not_matter(reference, language, data):
    printed = reference.printed(PHRASES[language])
    swapped = data.draw(st.lists(st.booleans(), min_size=len(printed), max_size=len(printed)))
    mixed = "".join(
        DOUBLES.get(letter, letter) if swap else letter
        for letter, swap in zip(printed, swapped, strict=True)
    )
    assert GRAMMAR.parse(mixed) == reference


@given(known_references(), st.sampled_from(tuple(PHRASES)), st.data())
def test_every_spelling_in_the_strings_is_read(reference, language, data):
    forms = PHRASES[language].listed(f"reference.{reference.series}")
    spelling = data.draw(st.sampled_from(forms)).format(number=reference.number)
    plain = Reference(series=reference.series, number=reference.number)
    assert GRAMMAR.parse(spelling) == plain


@given(known_references())
def test_a_slug_is_a_folder_name(reference):
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", reference.slug)


@given(known_references(), known_references())
def test_two_letters_never_have_one_canonical_form(one, other):
    assert (one.canonical == other.canonical) == (one == other)


@given(known_references())
def test_the_base_of_a_corrigendum_is_its_letter(reference):
    base = reference.base
    assert not base.issuance
    assert base.issue is None
    assert (base == reference) == (not reference.issuance)
    assert reference.canonical.endswith(base.canonical)
    assert reference.is_letter == (reference.series in LETTERS)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Письмо № 5", "Письмо № 5"),
        ("  DM-19/1003 \n", "DM-19/1003"),
        ("TSB Circular", "TSB Circular"),
        ("Circular 352", "Circular 352"),
        ("TSB Circular 0352", "TSB Circular 0352"),
        ("TSB Circular 352 Annex 1", "TSB Circular 352 Annex 1"),
        ("TSB Circular 352 (2021)", "TSB Circular 352 (2021)"),
        ("TSB Circulars 352 and 353", "TSB Circulars 352 and 353"),
        ("Corrigenda 1 and 2 to TSB Circular 352", "Corrigenda 1 and 2 to TSB Circular 352"),
        ("Corrigendum 1 to DM-19/1003", "Corrigendum 1 to DM-19/1003"),
        ("Corrigendum 0 to CL-19/35", "Corrigendum 0 to CL-19/35"),
        ("see TSB Circular 352", "see TSB Circular 352"),
        ("TSB Circular ³⁵²½", "TSB Circular ³⁵²½"),
        ("CL-2019/35", "CL-2019/35"),
        ("CL-19", "CL-19"),
        ("CR/501abc", "CR/501abc"),
        ("Recommendation ITU-T 1061", "Recommendation ITU-T 1061"),
        ("Recommendation ABC.1061", "Recommendation ABC.1061"),
        ("Resolution 209 (Dubai)", "Resolution 209 (Dubai)"),
        ("352", "352"),
        ("", ""),
    ],
)
def test_an_unknown_reference_is_kept_as_written(text, kept):
    reference = GRAMMAR.parse(text)
    assert reference.series is None
    assert reference.canonical == kept
    assert {reference.printed(words) for words in PHRASES.values()} == {kept}
    assert reference.is_letter


@given(st.text(max_size=40))
def test_any_text_is_some_reference_and_prints_again(text):
    reference = GRAMMAR.parse(text)
    if reference.series is None:
        assert reference.canonical == " ".join(text.split())
    assert GRAMMAR.parse(reference.canonical) == reference


@given(st.text())
def test_a_folded_text_has_the_length_of_the_text(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


class TestStrings:
    def test_every_series_has_its_forms_in_every_language(self):
        for phrases in PHRASES.values():
            for series in SERIES:
                assert phrases.strings[f"reference.{series}"], series
                form = phrases.strings[f"reference.issued-to.{series}"]
                assert form.count("{number}") == 1, series

    @pytest.mark.parametrize("table", ["words", "plurals"])
    def test_the_words_of_printed_forms_are_read_in_all_their_forms(self, table):
        for phrases in PHRASES.values():
            for key, forms in phrases.strings.items():
                if key.startswith(f"reference.{table}."):
                    assert len({form.casefold() for form in forms}) == len(forms), key

    def test_a_form_of_a_word_belongs_to_one_word_only(self):
        owners = {}
        for phrases in PHRASES.values():
            for key, forms in phrases.strings.items():
                table, _, word = key.rpartition(".")
                if table in ("reference.words", "reference.plurals"):
                    for form in forms:
                        owner = owners.setdefault(fold(form), word)
                        allowed = owner == word or {owner, word} <= {"to", "dated"}
                        assert allowed, (form, owner, word)


@pytest.fixture(scope="module")
def french():
    """A language of which the code knows nothing, as far as its strings go."""
    return Phrases(
        language=Language(code="fr", name="Français", locale="fr"),
        strings={
            "reference.tsb-circular": ["Circulaire TSB {number}"],
            "reference.issued-to.tsb-circular": "la Circulaire TSB {number}",
            "reference.issuance.corrigendum": "Corrigendum {issue} à {letter}",
            "reference.resolution": ["Résolution {number}"],
            "reference.adopted.city": "({city}, {year})",
            "reference.words.circular": ["Circulaire"],
            "reference.words.to": ["à", "à la"],
            "reference.words.dated": ["du"],
            "reference.plurals.circular": ["Circulaires"],
            "reference.city.dubai": ["Dubaï"],
            "prose.list-words": ["et"],
        },
        fallback=PHRASES["ru"],
    )


@pytest.fixture(scope="module")
def grammar(french):
    return Grammar({**PHRASES, "fr": french})


class TestAThirdLanguage:
    @pytest.mark.parametrize(
        ("printed", "canonical"),
        [
            ("Circulaire TSB 45", "TSB Circular 45"),
            ("Corrigendum 2 à la Circulaire TSB 45", "Corrigendum 2 to TSB Circular 45"),
            ("Résolution 209 (Dubaï, 2018)", "Resolution 209 (Dubai, 2018)"),
        ],
    )
    def test_needs_its_strings_only(self, grammar, french, printed, canonical):
        reference = grammar.parse(printed)
        assert reference.canonical == canonical
        assert reference.printed(french) == printed
        assert grammar.parse(canonical) == reference

    def test_is_found_in_running_text(self, grammar):
        text = "les Circulaires TSB 45 et 46 du 3 mai 2018"
        mentions = grammar.find(text)
        assert [each.reference.number for each in mentions] == ["45", "46"]
        assert mentions[1].year == 2018


class TestSeries:
    @pytest.mark.parametrize(
        ("number", "year"), [("19/35", 2019), ("00/1", 2000), ("59/1", 2059), ("98/7", 1998)]
    )
    def test_a_number_may_tell_its_year(self, number, year):
        assert Reference(series="cl", number=number).year_in_number == year

    @pytest.mark.parametrize(("series", "number"), [("tsb-collective-letter", "19/35"), (None, "")])
    def test_others_tell_none(self, series, number):
        assert Reference(series=series, number=number).year_in_number is None

    @pytest.mark.parametrize(
        ("series", "day", "expected"),
        [
            ("tsb-circular", "2000-10-06", None),
            ("tsb-circular", "2000-10-07", 0),
            ("tsb-circular", "2016-11-03", 3),
            ("tsb-circular", "2016-11-04", 4),
            ("tsb-circular", "2021-10-13", 4),
            ("tsb-circular", "2022-03-09", 4),
            ("tsb-circular", "2022-03-10", 5),
            ("tsb-collective-letter", "2024-10-25", 6),
            ("tsb-collective-letter", "2099-01-01", 6),
            ("bdt-dir", "2002-03-27", None),
            ("bdt-dir", "2022-06-16", 4),
            ("bdt-dir", "2022-06-17", 5),
            ("bdt-dir", "2025-11-29", 6),
            ("cl", "2020-01-01", None),
            ("cace", "2020-01-01", None),
            ("resolution", "2020-01-01", None),
        ],
    )
    def test_study_periods(self, series, day, expected):
        assert period(series, dt.date.fromisoformat(day)) == expected

    def test_only_some_series_restart(self):
        restarting = {"tsb-circular", "tsb-collective-letter", "bdt-dir"}
        assert {series for series in SERIES if restarts(series)} == restarting
        for days in PERIODS.values():
            assert list(days) == sorted(days)

    @pytest.mark.parametrize(
        ("letters", "series"),
        [
            ("L", "itu-t-recommendation"),
            ("BT", "itu-r-recommendation"),
            ("M", "recommendation"),
            ("ABC", ""),
        ],
    )
    def test_letters_tell_the_sector_of_a_recommendation(self, letters, series):
        assert sector(letters) == series

    def test_resolutions_and_recommendations_are_no_letters(self):
        assert set(SERIES) - set(LETTERS) == {*RECOMMENDATIONS, "resolution"}


class TestForBrowsers:
    WORDS = resolver_words(PHRASES)

    def test_is_plain_json_in_a_lasting_order(self):
        assert json.loads(json.dumps(self.WORDS)) == self.WORDS
        assert json.dumps(self.WORDS) == json.dumps(resolver_words(PHRASES))
        for series in self.WORDS["series"].values():
            assert series["words"] == sorted(set(series["words"]))

    def test_has_every_series_of_letters_with_its_slug(self):
        assert list(self.WORDS["series"]) == LETTERS
        for series, entry in self.WORDS["series"].items():
            slug = Reference(series=series, number="12").slug
            assert entry["slug"].format(number="12") == slug
            assert entry["number"] == NUMBERS[series]

    def test_has_every_word_that_the_grammar_reads(self):
        circular = self.WORDS["series"]["tsb-circular"]["words"]
        assert {"tsb", fold("БСЭ"), "circular", fold("Циркулярами"), "circulars"} <= {*circular}
        assert "cl-" in self.WORDS["series"]["cl"]["words"]
        assert fold("исправлением") in self.WORDS["issuances"]["corrigendum"]
        assert fold("дополнительным документом") in self.WORDS["issuances"]["addendum"]
        assert {"№", "no.", "the", "to", fold("от"), fold("года")} <= {*self.WORDS["beside"]}
        assert fold("мая") in self.WORDS["months"]

    def test_words_are_folded_already(self):
        words = [word for entry in self.WORDS["series"].values() for word in entry["words"]]
        assert all(fold(word) == word for word in (*words, *self.WORDS["months"]))
        assert self.WORDS["alike"]["с"] == "c"


def test_a_long_reference_has_a_slug_that_can_name_a_file():
    slug = Reference(series=None, number="Circular letter of the Example Union " * 20).slug
    assert slug.startswith("circular-letter-of-the-example-union-circular")
    assert len(slug) <= 80
    assert slug == slug.strip("-")
