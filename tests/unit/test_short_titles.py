"""Short titles: what is left out, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.short_titles import SUBJECT_LENGTH, shortened

TEXTS = st.text(st.sampled_from("абвЖ .,:;«»–(\u00a0\n\u2028"), max_size=90)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("ten signs!", "ten signs!"),
        ("ten signs and", "ten signs…"),
        ("ten sign, and more", "ten sign…"),
        ("one: «two three»", "one: «two…"),
        ("one two («three»)", "one two…"),
        ("Часы гаваней", "Часы…"),
        ("incomprehensibilities", "incompreh…"),
        ("line\none", "line one"),
        ("a lot №\u00a057 and", "a lot…"),
    ],
)
def test_a_text_is_cut_after_a_whole_word(text, short):
    assert shortened(text, 10) == short


@given(TEXTS)
def test_a_short_title_is_the_beginning_of_the_text(text):
    short = shortened(text)
    assert len(short) <= SUBJECT_LENGTH
    line = " ".join(part.strip() for part in text.splitlines()).strip()
    if short != line:
        assert len(line) > SUBJECT_LENGTH
        assert short.endswith("…")
        assert line.startswith(short[:-1])
