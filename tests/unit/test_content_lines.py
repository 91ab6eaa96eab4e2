"""Lines of calendars: octet by octet those of icalendar, and two parsers read them back."""

from __future__ import annotations

import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vText

from archive.calendars.content_lines import component, text

_SIGNS = st.sampled_from("aZ \\^;,:\"'N\n\rnЖжé–«»€𝔄\u00a0\u2028")
_WORDS = st.one_of(
    st.text(_SIGNS, max_size=300),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300),
)


def _event(words: str) -> bytes:
    return component("VEVENT", [("UID", "a@b"), ("SUMMARY;LANGUAGE=ru", text(words))])


@given(_WORDS)
def test_lines_are_those_of_icalendar(words):
    event = Event()
    event.add("UID", vText("a@b"), encode=False)
    event.add("SUMMARY", vText(words, params={"LANGUAGE": "ru"}), encode=False)
    assert _event(words) == event.to_ical(sorted=False)


@given(st.text(st.sampled_from("aZ \\^;,:'nЖж–«»€𝔄\u00a0"), min_size=1, max_size=300))
def test_two_parsers_read_the_words_back(words):
    words = f"({words})"  # parsers differ in blanks at the ends of a value
    data = component("VCALENDAR", [("VERSION", "2.0"), ("PRODID", "a")], _event(words))
    read = vobject.readOne(data.decode())
    assert read.vevent.summary.value == words
    assert str(Calendar.from_ical(data).walk("VEVENT")[0]["SUMMARY"]) == words


@given(_WORDS)
def test_no_line_is_longer_than_75_octets_or_ends_within_a_letter(words):
    for line in _event(words).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_components_stand_within_one_another():
    inner = component("VALARM", [("ACTION", "DISPLAY")])
    assert component("VEVENT", [("UID", "a")], inner) == (
        b"BEGIN:VEVENT\r\nUID:a\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    )
