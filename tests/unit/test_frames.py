"""Frames: a finished page cut at its slots and filled many times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.render.frames import Frame, Frames, has_slots

SLOT_NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=8)
TEXTS = st.text(alphabet="ab <!->:\n&é", max_size=12).filter(lambda text: not has_slots(text))


def test_a_page_is_cut_and_filled():
    page = "<title><!--archive:title--></title><body><!-- archive:body --></body>"
    frame = Frame.cut(page)
    assert frame.slots == {"title", "body"}
    assert frame.fill({"title": "A", "body": "<p>B</p>"}) == "<title>A</title><body><p>B</p></body>"
    assert frame.fill({"title": "C", "body": "", "unused": "x"}) == "<title>C</title><body></body>"


def test_a_slot_may_stand_twice_or_not_at_all():
    frame = Frame.cut("<!--archive:x--><!--archive:x-->")
    assert frame.fill({"x": "1"}) == "11"
    assert Frame.cut("plain").fill({}) == "plain"
    assert Frame.cut("").slots == frozenset()


def test_a_slot_without_a_value_is_an_error():
    with pytest.raises(KeyError, match="body"):
        Frame.cut("<!--archive:body-->").fill({"title": "x"})


def test_values_are_not_filled_again():
    frame = Frame.cut("<!--archive:a-->|<!--archive:b-->")
    assert frame.fill({"a": "<!--archive:b-->", "b": "secret"}) == "<!--archive:b-->|secret"


@pytest.mark.parametrize(
    "page",
    ["", "<!--archive-->", "<!--archive:-->", "<!-- archive: body -->", "<!--archive:Body-->",
     "archive:body", "<!--archive:body", "&lt;!--archive:body--&gt;", "<!--other:body-->"],
)  # fmt: skip
def test_other_comments_are_no_slots(page):
    assert not has_slots(page)
    assert Frame.cut(page).fill({}) == page


@given(st.lists(st.tuples(TEXTS, SLOT_NAMES), max_size=6), TEXTS, st.data())
def test_filling_keeps_everything_between_the_slots(parts, last, data):
    page = "".join(f"{text}<!--archive:{name}-->" for text, name in parts) + last
    names = {name for _, name in parts}
    values = {name: data.draw(TEXTS) for name in sorted(names)}
    frame = Frame.cut(page)
    assert frame.slots == names
    assert has_slots(page) is bool(names)
    assert frame.fill(values) == "".join(f"{text}{values[name]}" for text, name in parts) + last


def test_shells_are_found_by_language_section_and_depth():
    shell = Frame.cut("x")
    frames = Frames(shells={("en", "circulars", 3): shell})
    assert frames.shell("en", "circulars", 3) is shell
    with pytest.raises(KeyError):
        frames.shell("en", "circulars", 2)
