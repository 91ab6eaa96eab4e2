"""The grammar of references: one letter, many spellings, two languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.references import Grammar, Reference

GRAMMAR = Grammar(PHRASES)
SERIES = sorted(
    key.removeprefix("reference.") for key in PHRASES["en"].strings if key.startswith("reference.")
)
PLAIN_NUMBERS = st.integers(1, 9999).map(str)
NUMBERS = {
    "tsb-collective-letter": st.tuples(st.integers(1, 999), st.integers(0, 99)).map(
        lambda pair: f"{pair[0]}/{pair[1]}"
    ),
    "cl": st.tuples(st.integers(0, 99), st.integers(1, 999)).map(
        lambda pair: f"{pair[0]:02d}/{pair[1]}"
    ),
}
BLANKS = st.sampled_from((" ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "   ", " \u00a0"))
CASES = st.sampled_from((str, str.upper, str.lower, str.title, str.swapcase))


@st.composite
def known_references(draw):
    series = draw(st.sampled_from(SERIES))
    return Reference(series=series, number=draw(NUMBERS.get(series, PLAIN_NUMBERS)))


@pytest.mark.parametrize(
    ("spellings", "canonical", "slug", "russian", "english"),
    [
        (
            ["Циркуляр 352 БСЭ", "TSB Circular 352", "Circular TSB 352", "циркуляр бсэ 352"],
            "TSB Circular 352",
            "tsb-352",
            "Циркуляр 352 БСЭ",
            "TSB Circular 352",
        ),
        (
            ["CL-19/35", "Circular letter CL-19/35", "Циркулярное письмо CL-19/35", "cl-19/35"],
            "CL-19/35",
            "cl-19-35",
            "CL-19/35",
            "CL-19/35",
        ),
        (
            ["Циркуляр BDT/DIR/110", "Circular BDT/DIR/110", "BDT/DIR/110", "bdt/dir/110"],
            "BDT/DIR/110",
            "bdt-dir-110",
            "Циркуляр BDT/DIR/110",
            "Circular BDT/DIR/110",
        ),
        (
            ["Коллективное письмо 7/2 БСЭ", "TSB Collective letter 7/2"],
            "TSB Collective letter 7/2",
            "tsb-collective-7-2",
            "Коллективное письмо 7/2 БСЭ",
            "TSB Collective letter 7/2",
        ),
        (
            [
                "CACE/1000",
                "Administrative Circular CACE/1000",
                "Административный циркуляр CACE/1000",
            ],
            "CACE/1000",
            "cace-1000",
            "CACE/1000",
            "CACE/1000",
        ),
        (["CR/400", "Циркулярное письмо CR/400"], "CR/400", "cr-400", "CR/400", "CR/400"),
        (["CA/250", "Administrative Circular CA/250"], "CA/250", "ca-250", "CA/250", "CA/250"),
    ],
)
def test_all_spellings_of_both_languages_are_one_letter(
    spellings, canonical, slug, russian, english
):
    for spelling in spellings:
        reference = GRAMMAR.parse(spelling)
        assert reference.canonical == canonical, spelling
        assert reference.slug == slug
        assert reference.printed(PHRASES["ru"]) == russian
        assert reference.printed(PHRASES["en"]) == english


@given(known_references(), st.sampled_from(tuple(PHRASES)), CASES, BLANKS)
def test_what_is_printed_is_read_again_in_any_case_and_with_any_blanks(
    reference, language, case, blank
):
    printed = case(reference.printed(PHRASES[language])).replace(" ", blank)
    assert GRAMMAR.parse(f"{blank}{printed}{blank}") == reference
    assert GRAMMAR.parse(case(reference.canonical).replace(" ", blank)) == reference


@given(known_references(), st.sampled_from(tuple(PHRASES)), st.data())
def test_every_spelling_in_the_strings_is_read(reference, language, data):
    forms = PHRASES[language].listed(f"reference.{reference.series}")
    spelling = data.draw(st.sampled_from(forms)).format(number=reference.number)
    assert GRAMMAR.parse(spelling) == reference


@given(known_references())
def test_a_slug_is_a_folder_name(reference):
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", reference.slug)


@given(known_references(), known_references())
def test_two_letters_never_have_one_canonical_form(one, other):
    assert (one.canonical == other.canonical) == (one == other)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Письмо № 5", "Письмо № 5"),
        ("  DM-19/1003 \n", "DM-19/1003"),
        ("TSB Circular", "TSB Circular"),
        ("TSB Circular 0352", "TSB Circular 0352"),
        ("TSB Circular 352 Addendum 1", "TSB Circular 352 Addendum 1"),
        ("TSB Circular ³⁵²½", "TSB Circular ³⁵²½"),
        ("CL-2019/35", "CL-2019/35"),
        ("352", "352"),
    ],
)
def test_an_unknown_reference_is_kept_as_written(text, kept):
    reference = GRAMMAR.parse(text)
    assert reference.series is None
    assert reference.canonical == kept
    assert {reference.printed(words) for words in PHRASES.values()} == {kept}


@given(st.text(max_size=40))
def test_any_text_is_some_reference_and_prints_again(text):
    reference = GRAMMAR.parse(text)
    if reference.series is None:
        assert reference.canonical == " ".join(text.split())
    assert GRAMMAR.parse(reference.canonical) == reference
