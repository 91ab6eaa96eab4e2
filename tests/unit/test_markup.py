"""Markup put together of pieces: what is no markup is escaped, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from archive.render.frames import EncodedFrame, Frame
from archive.render.markup import KEPT_AT_MOST, Kept, Mould, Sentence, escaped, printed

TEXTS = st.text(alphabet="ab<>&\"'{}é \u2013", max_size=12)
VALUES = st.one_of(TEXTS, TEXTS.map(Markup), st.integers())


@given(VALUES, VALUES)
def test_a_mould_fills_its_gaps_as_markup_does(first, second):
    html = '<a href="{}"><b>{}</b></a>'
    assert Mould(html)(first, second) == Markup(html).format(first, second)
    assert isinstance(Mould(html)(first, second), Markup)


@pytest.mark.parametrize("values", [(), ("a", "b", "c")])
def test_a_mould_takes_as_many_values_as_it_has_gaps(values):
    with pytest.raises(ValueError, match="zip"):
        Mould("<a>{}{}</a>")(*values)


@given(VALUES, VALUES)
def test_a_sentence_is_escaped_like_its_values(first, second):
    text = "<{first}> & {second}: {first} {{}}"
    made = Sentence(text)({"first": first, "second": second, "unused": "x"})
    assert made == Markup("&lt;{first}&gt; &amp; {second}: {first} {{}}").format(
        first=first, second=second
    )


def test_a_sentence_needs_all_its_values():
    with pytest.raises(KeyError, match="day"):
        Sentence("On {day}")({})


@given(VALUES)
def test_what_is_printed_is_escaped_once(value):
    assert printed(value) == Markup("{}").format(value)
    assert printed(Markup(printed(value))) == printed(value)


@given(TEXTS)
def test_a_text_is_escaped_as_markup(text):
    assert escaped(text) == Markup("{}").format(text)
    assert type(escaped(text)) is Markup


def test_what_is_kept_never_grows_beyond_its_size():
    kept = Kept()
    for number in range(3 * KEPT_AT_MOST):
        assert kept.keep(number, Markup(number)) == str(number)
        assert len(kept) <= KEPT_AT_MOST
    assert kept[3 * KEPT_AT_MOST - 1] == str(3 * KEPT_AT_MOST - 1)


@given(TEXTS, TEXTS)
def test_an_encoded_frame_is_filled_like_the_frame(title, body):
    frame = Frame.cut("<title><!--archive:title--></title>é<!--archive:body--><!--archive:title-->")
    values = {"title": title, "body": body, "unused": "x"}
    encoded = {name: text.encode() for name, text in values.items()}
    page = EncodedFrame.of(frame).fill(encoded)
    assert page.data == frame.fill(values).encode()
    for name, start, end in page.places():
        assert page.data[start:end] == encoded[name]
    assert [name for name, _, _ in page.places()] == ["title", "body", "title"]
    with pytest.raises(KeyError, match="body"):
        EncodedFrame.of(frame).fill({"title": title.encode()})


def test_what_is_no_markup_is_made_once_and_never_too_much_of_it():
    kept, asked = Kept(), []

    def make(number):
        asked.append(number)
        return (number,)

    for _ in range(2):
        assert kept.once("nothing", lambda: make(None)) == (None,)
    assert asked == [None]
    for number in range(2 * KEPT_AT_MOST):
        assert kept.once(number, lambda number=number: make(number)) == (number,)
    assert kept.once(2 * KEPT_AT_MOST - 1, lambda: make(-1)) == (2 * KEPT_AT_MOST - 1,)
    assert kept.once(0, lambda: make(-1)) == (-1,)
