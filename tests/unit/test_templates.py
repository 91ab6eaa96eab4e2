"""What templates print: always escaped, in the right language, with machine-readable dates."""

import datetime as dt
import html
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup
from small_archive import PHRASES

from archive.dates import Moment, PartialDate
from archive.languages import LANGUAGES
from archive.model import Deadline, Event, Localized, Phrase
from archive.render.frames import Frames
from archive.render.pages import PageWriter, script_json
from archive.render.templates import View, environment
from archive.site import Site
from archive.urls import Addresses

TODAY = dt.date(2024, 3, 5)


def make_view(language="en", path="en/circulars/2024/letter/", templates=None):
    site = Site(
        url="https://archive.example/",
        name={"ru": "Архив", "en": "Archive"},
        today=TODAY,
        languages=LANGUAGES,
        phrases=PHRASES,
        fragments={},
        frames=Frames(),
        addresses=Addresses(default_language="ru"),
        archive_root=Path(),
        templates=templates,
    )
    return View(site=site, language=language, path=path)


def words(**texts):
    return Localized(texts=texts)


def deadline(due, zone=None):
    return Deadline(id="reply", asks=words(en="reply"), due=Moment.parse(due, zone))


def render(template, **context):
    jinja = environment(".")
    jinja.loader = DictLoader({"page.html": template})
    return jinja.get_template("page.html").render(**context)


class TestEscaping:
    @given(st.text(max_size=40))
    def test_titles_and_summaries_are_escaped_wherever_they_stand(self, text):
        view = make_view()
        page = render(
            '<p title="{{ view.plain(t) }}">'
            "{{ view.words(t) }}|{{ text }}|{{ view.quoted(t) }}</p>",
            view=view,
            text=text,
            t=words(en=text),
        )
        assert page.count("<") == page.count(">") == 2
        assert page.count('"') == 2
        title, inside = re.fullmatch(r'<p title="([^"]*)">(.*)</p>', page, re.DOTALL).groups()
        assert html.unescape(title) == text
        assert html.unescape(inside) == f"{text}|{text}|“{text}”"

    @given(st.text(max_size=40))
    def test_words_in_another_language_say_so_and_are_escaped(self, text):
        shown = make_view("en").words(words(ru=text))
        assert isinstance(shown, Markup)
        inside = re.fullmatch(r'<span lang="ru">([^<>]*)</span>', shown, re.DOTALL)[1]
        assert html.unescape(inside) == text

    def test_an_unknown_name_in_a_template_is_an_error(self):
        with pytest.raises(UndefinedError):
            render("{{ misspelt }}")

    @given(st.text(max_size=40))
    def test_json_for_a_script_cannot_end_the_script(self, text):
        written = script_json({"text": text})
        assert not set(written) & set("<>&")
        assert json.loads(written) == {"text": text}

    def test_scripts_get_their_words(self):
        given_words = json.loads(PageWriter.script_words(PHRASES["ru"]))
        assert given_words["language"] == "ru"
        assert given_words["states"]["closed"] == "Истек"
        assert given_words["daysLeft"]["few"] == "осталось {number} дня"


class TestWords:
    def test_words_in_the_language_of_the_page(self):
        text = words(ru="Письмо", en="Letter")
        assert str(make_view("en").words(text)) == "Letter"
        assert str(make_view("ru").words(text)) == "Письмо"
        assert make_view("en").plain(text) == "Letter"

    def test_no_words_print_nothing(self):
        assert str(make_view().words(Localized(texts={}))) == ""
        assert make_view().plain(Localized(texts={})) == ""

    def test_quotation_marks_are_those_of_the_words(self):
        text = words(ru="не позднее 31 октября")
        assert str(make_view("en").quoted(text)) == '<span lang="ru">«не позднее 31 октября»</span>'
        assert str(make_view("ru").quoted(text)) == "«не позднее 31 октября»"

    def test_a_phrase_says_its_language(self):
        shown = make_view("ru").phrase(Phrase(text="Letter & annex", language="en"))
        assert str(shown) == '<span lang="en">Letter &amp; annex</span>'

    def test_a_letter_without_references_is_named_by_what_it_is(self):
        view = make_view("en")
        assert view.reference(SimpleNamespace(references=())) == view.t("circular.no-reference")

    @pytest.mark.parametrize(
        ("size", "shown"),
        [(1, "1 KB"), (1024, "1 KB"), (2600, "3 KB"), (1024 * 1024, "1.0 MB"), (1600000, "1.5 MB")],
    )
    def test_sizes(self, size, shown):
        assert make_view("en").size(size) == shown


class TestDates:
    def test_dates_are_machine_readable(self):
        view = make_view("en")
        assert str(view.date(PartialDate.parse("2023-12~"))) == (
            '<time datetime="2023-12">about December 2023</time>'
        )
        assert view.t("date.none") in view.date(None)
        assert 'datetime="2024-03-05"' in view.day(TODAY)

    def test_a_deadline_with_its_hour(self):
        shown = str(make_view("en").due(deadline("2024-03-06 18:00", "CET")))
        assert 'datetime="2024-03-06T18:00+01:00"' in shown
        assert re.sub("<[^>]*>", "", shown) == "6 March 2024, 18:00, CET (UTC+1)"

    @pytest.mark.parametrize(
        ("due", "state", "ends", "words"),
        [
            ("2024-03-20", "open", "2024-03-20T23:00:00Z", "Open: 15 days left"),
            ("2024-03-19", "closing-soon", "2024-03-19T23:00:00Z", "Closing soon: 14 days left"),
            ("2024-03-06", "closing-soon", "2024-03-06T23:00:00Z", "Closing soon: 1 day left"),
            ("2024-03-05", "last-day", "2024-03-05T23:00:00Z", "Last day"),
            ("2024-03-04", "closed", "2024-03-04T23:00:00Z", "Closed"),
            ("2024-07-01", "open", "2024-07-01T22:00:00Z", "Open: 118 days left"),
        ],
    )
    def test_the_state_of_a_deadline_and_what_a_script_needs(self, due, state, ends, words):
        badge = str(make_view("en").state(deadline(due)))
        assert f'class="state state--{state}"' in badge
        assert f'data-day="{due}"' in badge
        assert f'data-ends="{ends}"' in badge
        assert re.sub("<[^>]*>", "", badge).strip() == words

    def test_hours_of_an_event_of_several_days_belong_to_their_days(self):
        start = Moment.parse("2024-05-10 10:00", "Europe/Zurich")
        end = Moment.parse("2024-05-12 15:30", "Europe/Zurich")
        event = Event(id="meeting", name=words(en="Meeting"), start=start, end=end)
        shown = re.sub("<[^>]*>", "", str(make_view("en").period(event)))
        assert shown == "10 May 2024, 10:00 – 12 May 2024, 15:30, Geneva time"

    def test_hours_of_one_day_follow_the_day(self):
        start = Moment.parse("2024-05-10 10:00", "Europe/Zurich")
        end = Moment.parse("2024-05-10 15:30", "Europe/Zurich")
        event = Event(id="meeting", name=words(en="Meeting"), start=start, end=end)
        shown = str(make_view("en").period(event))
        assert 'datetime="2024-05-10T10:00+02:00"' in shown
        assert re.sub("<[^>]*>", "", shown) == "10 May 2024, 10:00–15:30, Geneva time"
