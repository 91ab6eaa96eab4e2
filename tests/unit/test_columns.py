"""Texts on a terminal: their width, cutting, wrapping, tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.columns import cards, cut, excerpt, harmless, pad, table, width, wrap

TEXT = st.text(max_size=40)


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "columns"),
        [("quay", 4), ("причал", 6), ("船着場", 6), ("е\u0308", 1), ("", 0), ("„ж“", 3)],
    )
    def test_of_a_text(self, text, columns):
        assert width(text) == columns

    def test_padding_counts_columns(self):
        assert pad("船", 4) == "船  "
        assert pad("quays", 4) == "quays"


class TestCut:
    def test_a_long_text_ends_with_an_ellipsis(self):
        assert cut("harbour", 7) == "harbour"
        assert cut("harbours", 7) == "harbou…"
        assert cut("船着場", 4) == "船…"
        assert cut("harbour", 0) == ""

    @given(TEXT, st.integers(0, 20))
    def test_it_never_takes_more(self, text, limit):
        assert width(cut(text, limit)) <= limit


class TestWrap:
    def test_breaks_at_blanks(self):
        assert wrap("one two three", 8) == ["one two", "three"]
        assert wrap("harbourmasters", 5) == ["harbourmasters"]
        assert wrap("", 5) == [""]

    @given(TEXT.map(harmless), st.integers(1, 20))
    def test_loses_no_word(self, text, limit):
        assert " ".join(wrap(text, limit)).split() == text.split()


class TestExcerpt:
    def test_a_short_line_is_whole(self):
        assert excerpt("kind: NO\n", 7, 40) == ("kind: NO", 6)
        assert excerpt("船: NO", 4, 40) == ("船: NO", 4)

    @given(TEXT, st.integers(1, 60), st.integers(4, 30))
    def test_the_place_is_in_it(self, line, column, limit):
        shown, before = excerpt(line, column, limit)
        assert width(shown) <= limit
        assert 0 <= before <= limit

    def test_a_long_line_is_cut_around_the_place(self):
        shown, before = excerpt("a" * 100 + "X" + "b" * 100, 101, 20)
        assert shown[before] == "X"
        assert shown.startswith("…")
        assert shown.endswith("…")


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\r", "\u202e", "\u2066", "\u200b", "\ud800"])
def test_nothing_steers_the_terminal(sign):
    assert harmless(f"a{sign}b") == "a·b"


class TestTable:
    rows = (("key", "subject"), ("船", "Harbours and quays"))

    def test_cuts_the_last_column(self):
        assert list(table(self.rows, 12, 5)) == ["key  subject", "船   Harbou…"]

    def test_there_is_none_where_too_little_is_left(self):
        assert table(self.rows, 12, 10) is None
        assert table(self.rows, 40, 30) is not None

    def test_cards_wrap_what_a_table_cannot_hold(self):
        lines = list(cards([("2024/a", "", "desk", "Harbours and many more quays")], 24))
        assert lines == ["2024/a  desk", "    Harbours and many", "    more quays"]
