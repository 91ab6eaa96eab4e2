"""What templates print: always escaped, in the right language, with machine-readable dates."""

import datetime as dt
import functools
import html
import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup
from small_archive import PHRASES, read

from archive.dates import Moment, PartialDate, Span
from archive.languages import LANGUAGES
from archive.model import Deadline, Event, Localized, Phrase
from archive.render.frames import Frames
from archive.render.pages import PageWriter, script_json
from archive.render.templates import View, environment
from archive.render.timeline import timeline
from archive.selections import effects, related_to
from archive.site import Site
from archive.urls import Addresses

TODAY = dt.date(2024, 3, 5)
LIVES = Path(__file__).parents[1] / "lives/circulars"


@functools.cache
def lives():
    """Letters that move and end the dates of earlier ones."""
    archive = read(LIVES).archive
    assert archive.circulars
    return archive


def make_view(
    language="en", path="en/circulars/2024/letter/", templates=None, circulars=(), today=TODAY
):
    site = Site(
        url="https://archive.example/",
        name={"ru": "Архив", "en": "Archive"},
        today=today,
        circulars={circular.key: circular for circular in circulars},
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


def on_page(key, language="en", today=dt.date(2026, 6, 20)):
    """The page of one of the lives, and the letter."""
    circular = lives().by_key()[f"2026/{key}"]
    prefix = "" if language == "ru" else f"{language}/"
    path = f"{prefix}circulars/{circular.key}/"
    return make_view(language, path, circulars=lives().circulars, today=today), circular


def of(circular, name):
    """A deadline or an event of a letter."""
    return next(item for item in (*circular.deadlines, *circular.events) if item.id == name)


def text(markup):
    """The words of a piece of a page, with kinds of blanks made one."""
    return " ".join(html.unescape(re.sub("<[^>]*>", "", str(markup))).split())


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

    def test_an_unknown_attribute_or_item_is_an_error(self):
        for template in ("{{ text.misspelt }}", "{% if text.misspelt %}{% endif %}"):
            with pytest.raises(AttributeError):
                render(template, text="words")
        with pytest.raises(LookupError):
            render('{{ texts["misspelt"] }}', texts={})

    def test_macros_take_what_their_caller_brings(self):
        macros = (
            '{% macro pair(a, b="-") %}{{ a }}|{{ b }}{% endmacro %}'
            "{% macro around(a) %}{{ a }}|{{ caller() }}{% endmacro %}"
        )
        calls = "{{ pair(c) }} {{ pair(c, b=c) }} {% call around(c) %}{{ pair(c) }}{% endcall %}"
        shown = "&lt;c&gt;"
        expected = f"{shown}|- {shown}|{shown} {shown}|{shown}|-"
        assert render(macros + calls, c="<c>") == expected

    @given(st.text(max_size=40))
    def test_json_for_a_script_cannot_end_the_script(self, text):
        written = script_json({"text": text})
        assert not set(written) & set("<>&")
        assert json.loads(written) == {"text": text}

    def test_scripts_get_their_words(self):
        given_words = json.loads(PageWriter.script_words(PHRASES["ru"]))
        assert given_words["language"] == "ru"
        assert given_words["states"]["closed"] == "Истек"
        assert given_words["states"]["announced"] == "Прием ответов еще не начат"
        assert given_words["daysLeft"]["few"] == "осталось {number} дня"
        assert given_words["locale"] == "ru"
        assert "{time}" in given_words["time"]["own"]


class TestWords:
    def test_words_in_the_language_of_the_page(self):
        text = words(ru="Письмо", en="Letter")
        assert str(make_view("en").words(text)) == "Letter"
        assert str(make_view("ru").words(text)) == "Письмо"
        assert make_view("en").plain(text) == "Letter"

    def test_a_sentence_escapes_what_is_no_markup(self):
        link = Markup('<a href="x">LB&amp;5</a>')
        said = make_view().filled("date.extended", date="<4 May>", letter=link)
        assert str(said) == 'extended to &lt;4 May&gt; by <a href="x">LB&amp;5</a>'

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
        [
            (1, "1\xa0KB"),
            (1024, "1\xa0KB"),
            (2600, "3\xa0KB"),
            (1024 * 1024, "1.0\xa0MB"),
            (1600000, "1.5\xa0MB"),
        ],
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
        assert text(shown) == "6 March 2024, 18:00, CET (UTC+1)"

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
        shown = text(make_view("en").period(event))
        assert shown == "10 May 2024, 10:00 – 12 May 2024, 15:30, Geneva time"

    def test_hours_of_one_day_follow_the_day(self):
        start = Moment.parse("2024-05-10 10:00", "Europe/Zurich")
        end = Moment.parse("2024-05-10 15:30", "Europe/Zurich")
        event = Event(id="meeting", name=words(en="Meeting"), start=start, end=end)
        shown = str(make_view("en").period(event))
        assert 'datetime="2024-05-10T10:00+02:00"' in shown
        assert text(shown) == "10 May 2024, 10:00–15:30, Geneva time"

    @pytest.mark.parametrize(
        ("start", "end", "zone", "shown"),
        [
            # Geneva's clock reads the same: nothing is added.
            ("2026-10-25 09:00", None, "Europe/Zurich", "25 October 2026, 09:00, Geneva time"),
            ("2026-01-25 09:00", None, "CET", "25 January 2026, 09:00, CET (UTC+1)"),
            (
                "2026-07-25 09:00",
                "2026-07-25 12:30",
                "CET",
                "25 July 2026, 09:00–12:30, CET (UTC+1) (10:00–13:30 Geneva time)",
            ),
            (
                "2026-10-25 09:00",
                None,
                "Asia/Vladivostok",
                "25 October 2026, 09:00, Vladivostok time (01:00 Geneva time)",
            ),
            (
                "2026-10-25 08:59",
                "2026-10-25 20:00",
                "Asia/Vladivostok",
                "25 October 2026, 08:59–20:00, Vladivostok time (00:59–11:00 Geneva time)",
            ),
            (
                "2026-10-25 07:30",
                None,
                "Asia/Vladivostok",
                "25 October 2026, 07:30, Vladivostok time (24 October 2026, 23:30 Geneva time)",
            ),
            (
                "2026-07-24 09:00",
                "2026-07-25 12:30",
                "CET",
                "24 July 2026, 09:00 – 25 July 2026, 12:30, CET (UTC+1)"
                " (24 July 2026, 10:00 – 25 July 2026, 13:30 Geneva time)",
            ),
            (
                "2026-03-28 20:00",
                "2026-03-29 02:00",
                "-05:00",
                "28 March 2026, 20:00 – 29 March 2026, 02:00, UTC\u22125"
                " (29 March 2026, 03:00–09:00 Geneva time)",
            ),
        ],
    )
    def test_hours_elsewhere_are_told_in_geneva_time_too(self, start, end, zone, shown):
        first = Moment.parse(start, zone)
        last = Moment.parse(end, zone) if end else None
        event = Event(id="meeting", name=words(en="Meeting"), start=first, end=last)
        assert text(make_view("en").period(event)) == shown
        if last is None:
            assert text(make_view("en").due(deadline(start, zone))) == shown

    def test_scripts_get_the_instants_of_hours_and_of_the_end_of_days(self):
        view = make_view("en")
        assert 'data-instant="2024-03-06T17:00:00Z">' in view.due(
            deadline("2024-03-06 18:00", "CET")
        )
        assert 'data-instant="2024-03-06T23:00:00Z" data-until>' in view.due(deadline("2024-03-06"))
        start = Moment.parse("2024-05-10 10:00", "Europe/Zurich")
        end = Moment.parse("2024-05-12 15:30", "Europe/Zurich")
        event = Event(id="meeting", name=words(en="Meeting"), start=start, end=end)
        shown = view.period(event)
        assert 'data-instant="2024-05-10T08:00:00Z" data-end="2024-05-12T13:30:00Z">' in shown
        days = Event(id="meeting", name=words(en="Meeting"), start=Moment.parse("2024-05"))
        assert "data-" not in view.period(days)

    def test_an_event_whose_last_day_has_no_hour(self):
        start = Moment.parse("2024-05-10 10:00", "Europe/Zurich")
        event = Event(
            id="meeting", name=words(en="Meeting"), start=start, end=Moment.parse("2024-05-12")
        )
        assert text(make_view().period(event)) == "10 May 2024, 10:00 – 12 May 2024"


class TestStates:
    def badge(self, name, key, today="2026-06-20", language="en"):
        view, circular = on_page(key, language, dt.date.fromisoformat(today))
        return str(view.state(of(circular, name)))

    @pytest.mark.parametrize(
        ("key", "name", "state", "said"),
        [
            ("lb-1", "papers", "extended", "Extended"),
            ("sb-2", "replies", "withdrawn", "Withdrawn"),
            ("sb-3", "enrolment", "superseded", "Superseded"),
            ("sb-2", "candidates", "undated", "Day not yet known"),
        ],
    )
    @pytest.mark.parametrize("today", ["2026-01-01", "2026-06-20", "2031-01-01"])
    def test_what_no_clock_changes_gives_scripts_nothing(self, key, name, state, said, today):
        badge = self.badge(name, key, today)
        assert f"state--{state}" in badge
        assert text(badge) == said
        assert "data-" not in badge

    @pytest.mark.parametrize(
        ("today", "state", "said"),
        [
            ("2024-03-05", "announced", "Opens later"),
            ("2024-03-10", "open", "Open: 22 days left"),
            ("2024-04-01", "last-day", "Last day"),
            ("2024-04-02", "closed", "Closed"),
        ],
    )
    def test_an_opening_is_given_as_an_instant(self, today, state, said):
        opening = Deadline(
            id="reply",
            asks=words(en="reply"),
            due=Moment.parse("2024-04-01"),
            opens=Moment.parse("2024-03-10"),
        )
        badge = str(make_view(today=dt.date.fromisoformat(today)).state(opening))
        assert f"state--{state}" in badge
        assert 'data-opens="2024-03-09T23:00:00Z"' in badge
        assert text(badge) == said
        assert 'data-opens=""' in make_view().state(deadline("2024-04-01"))

    @pytest.mark.parametrize(
        ("key", "name", "said"),
        [
            ("lb-1", "meeting", "Rescheduled"),
            ("sb-2", "workshop", "Cancelled"),
            ("sb-3", "exercise", "Letter replaced"),
            ("lb-9", "meeting", ""),
        ],
    )
    def test_of_events(self, key, name, said):
        view, circular = on_page(key)
        assert text(view.event_state(of(circular, name))) == said

    def test_beside_extended_stands_how_the_date_stands_that_extends_it(self):
        for name, state, said, ends in (
            ("papers", "closed", "Extended Closed", "2026-05-04T22:00:00Z"),
            ("registration", "open", "Extended Open: 69 days left", "2026-08-28T15:00:00Z"),
        ):
            view, circular = on_page("lb-1")
            own, standing = re.findall(r"<span.*?</span>", view.states(of(circular, name)))
            assert text(f"{own} {standing}") == said
            assert "data-" not in own
            assert f"state--{state}" in standing
            assert " data-standing " in standing
            assert f'data-ends="{ends}"' in standing

    @pytest.mark.parametrize(
        ("key", "name"), [("lb-1", "visa"), ("lb-5", "papers"), ("sb-2", "replies")]
    )
    def test_what_is_not_extended_has_one_badge(self, key, name):
        view, circular = on_page(key)
        assert view.states(of(circular, name)) == view.state(of(circular, name))
        assert "data-standing" not in view.states(of(circular, name))


class TestOrder:
    def test_dates_of_a_letter_are_in_order_of_the_days_that_stand(self):
        view, circular = on_page("lb-1")
        names = [item.id for item in view.in_order(circular.deadlines)]
        assert [item.id for item in circular.deadlines] != names
        assert names == ["papers", "visa", "registration", "report"]

    def test_a_deadline_without_a_day_comes_last(self):
        view, circular = on_page("sb-2")
        turned = circular.deadlines[::-1]
        assert [item.id for item in view.in_order(turned)] == ["replies", "candidates"]

    def test_events_by_their_beginning(self):
        view, circular = on_page("sb-2")
        turned = circular.events[::-1]
        assert [item.id for item in view.in_order(turned)] == ["workshop", "conference"]


class TestLineEnds:
    @pytest.mark.parametrize(
        ("language", "shown"),
        [
            ("ru", "5\xa0августа 2026\N{NARROW NO-BREAK SPACE}г."),
            ("en", "5\xa0August 2026"),
        ],
    )
    def test_a_day_keeps_to_its_month(self, language, shown):
        view = make_view(language)
        day = Moment.parse("2026-08-05")
        assert f">{shown}<" in view.date(day.date)
        assert f">{shown}<" in view.moment(day)
        event = Event(id="meeting", name=words(en="Meeting"), start=day)
        assert f">{shown}<" in view.days(event)

    def test_in_periods_and_geneva_time_too(self):
        view = make_view("en")
        start = Moment.parse("2026-07-24 09:00", "CET")
        end = Moment.parse("2026-07-25 12:30", "CET")
        shown = view.days(Event(id="meeting", name=words(en="Meeting"), start=start, end=end))
        assert shown.count("\xa0July 2026") == 4
        days = Event(
            id="meeting",
            name=words(en="Meeting"),
            start=Moment.parse("2026-07-30"),
            end=Moment.parse("2026-08-02"),
        )
        assert "30\xa0July\xa0– 2\xa0August 2026" in view.days(days)


class TestEffects:
    def said(self, key, language="en"):
        view, circular = on_page(key, language)
        done = effects(lives().circulars).get(circular.key, [])
        return view.effects(circular, done)

    @pytest.mark.parametrize(
        ("key", "language", "said"),
        [
            (
                "sb-4",
                "en",
                ["Withdraws the deadline “reply to the questionnaire” of SB/2:"
                 " formerly: 30 June 2026"],
            ),
            (
                "sb-4",
                "ru",
                ["Отменен срок «ответить на вопросник» (SB/2): прежний срок: 30 июня 2026 г."],
            ),
            (
                "sb-7",
                "en",
                ["Cancels the event “Workshop on tides” of SB/2: formerly: 8 July 2026,"
                 " 13:00–16:00, CET (UTC+1) (14:00–17:00 Geneva time)"],
            ),
            (
                "lb-5",
                "en",
                ["Extends the deadline “send contributions” of LB/1: formerly: 15 April 2026"
                 " now: 4 May 2026"],
            ),
            (
                "sb-6",
                "en",
                [
                    "Supersedes the deadline “enrol in the exercise” of SB/3:"
                    " formerly: 15 July 2026",
                    "Supersedes the date of the event “Exercise of pilots” of SB/3:"
                    " formerly: 22 July 2026",
                ],
            ),
            (
                "lb-9",
                "en",
                [
                    "Extends the deadline “register” of LB/1: formerly: 20 May 2026, 17:00,"
                    " Geneva time now: 28 August 2026, 17:00, Geneva time",
                    "Reschedules the event “Meeting of the keepers of lighthouses” of LB/1:"
                    " formerly: 10 June 2026, 10:00 – 12 June 2026, 17:00, Geneva time"
                    " now: 16 September 2026, 10:00 – 18 September 2026, 17:00, Geneva time",
                    "Moves the deadline “request visa support” of LB/1 along with the event:"
                    " formerly: 29 April 2026 5 August 2026",
                    "Moves the deadline “send a report on the journey” of LB/1 along with the event"
                    ": formerly: 12 July 2026 18 October 2026",
                ],
            ),
            ("lb-1", "en", []),
            ("sb-2", "en", []),
        ],
    )  # fmt: skip
    def test_a_letter_says_which_dates_it_moves_or_ends(self, key, language, said):
        assert sorted(text(sentence) for sentence in self.said(key, language)) == sorted(said)

    @pytest.mark.parametrize(
        ("key", "address"),
        [("sb-4", "sb-2/#deadline-replies"), ("sb-7", "sb-2/#event-workshop")],
    )
    def test_it_leads_to_the_date(self, key, address):
        (sentence,) = self.said(key)
        assert re.findall(r'href="[./]*(?:en/)?circulars/2026/([^"]*)"', sentence) == [address]


class TestRelations:
    @pytest.mark.parametrize(
        ("language", "key", "of", "back"),
        [
            ("en", "sb-4", "Withdraws a deadline of", "A deadline is withdrawn by"),
            ("en", "sb-7", "Cancels an event of", "An event is cancelled by"),
            ("ru", "sb-4", "Отменяет срок, установленный в", "Срок отменен"),
            ("ru", "sb-7", "Отменяет мероприятие, объявленное в", "Мероприятие отменено"),
            ("en", "lb-5", "Extends a deadline of", "A deadline is extended by"),
        ],
    )
    def test_to_withdraw_a_date_is_not_to_withdraw_the_letter(self, language, key, of, back):
        view, circular = on_page(key, language)
        (related,) = circular.related
        assert view.relation(related) == of
        assert view.relation(related, back=True) == back

    def test_a_whole_letter_is_withdrawn(self):
        view, circular = on_page("sb-4")
        (related,) = circular.related
        whole = replace(related, deadline="")
        assert view.relation(whole) == "Withdraws"
        assert view.relation(whole, back=True) == "Withdrawn by"


class TestStruckThrough:
    @pytest.mark.parametrize(
        ("key", "name", "shown"),
        [
            ("lb-1", "papers", "formerly: 15 April 2026 now: 4 May 2026"),
            ("lb-5", "papers", "formerly: 15 April 2026 4 May 2026"),
            ("lb-1", "visa", "formerly: 29 April 2026 5 August 2026"),
            ("sb-2", "replies", "formerly: 30 June 2026"),
            ("sb-3", "enrolment", "formerly: 15 July 2026"),
            ("sb-6", "enrolment", "14 October 2026"),
            ("sb-2", "candidates", "8 weeks before the event “Conference on tides” begins"),
        ],
    )
    def test_deadlines(self, key, name, shown):
        view, circular = on_page(key)
        due = view.due(of(circular, name))
        assert text(due) == shown
        struck = re.findall(r"<del.*?</del>", due)
        assert [text(part) for part in struck] == (
            [re.match(r"formerly: \d+ \w+ \d+", shown)[0]] if "formerly" in shown else []
        )
        assert all("data-instant" not in part for part in struck)

    @pytest.mark.parametrize(
        ("key", "name", "shown"),
        [
            (
                "lb-1",
                "meeting",
                "formerly: 10 June 2026, 10:00 – 12 June 2026, 17:00, Geneva time"
                " now: 16 September 2026, 10:00 – 18 September 2026, 17:00, Geneva time",
            ),
            (
                "lb-9",
                "meeting",
                "formerly: 10 June 2026, 10:00 – 12 June 2026, 17:00, Geneva time"
                " 16 September 2026, 10:00 – 18 September 2026, 17:00, Geneva time",
            ),
            (
                "sb-2",
                "workshop",
                "formerly: 8 July 2026, 13:00–16:00, CET (UTC+1) (14:00–17:00 Geneva time)",
            ),
            ("sb-3", "exercise", "formerly: 22 July 2026"),
        ],
    )
    def test_events(self, key, name, shown):
        view, circular = on_page(key)
        assert text(view.period(of(circular, name))) == shown

    @pytest.mark.parametrize(
        ("key", "name", "said", "address"),
        [
            (
                "lb-1",
                "papers",
                "extended to 4 May 2026 by LB/5",
                "../../../circulars/2026/lb-5/#deadline-papers",
            ),
            (
                "lb-1",
                "registration",
                "extended to 28 August 2026, 17:00, Geneva time by LB/9",
                "../../../circulars/2026/lb-9/#deadline-enrolment",
            ),
            (
                "lb-5",
                "papers",
                "instead of 15 April 2026, as set by LB/1",
                "../../../circulars/2026/lb-1/#deadline-papers",
            ),
            (
                "lb-1",
                "visa",
                "instead of 29 April 2026: moved with the event by LB/9",
                "../../../circulars/2026/lb-9/#event-meeting",
            ),
            ("sb-2", "replies", "withdrawn by SB/4", "../../../circulars/2026/sb-4/"),
            (
                "sb-3",
                "enrolment",
                "superseded: the letter was replaced by SB/6, which sets 14 October 2026 instead",
                "../../../circulars/2026/sb-6/#deadline-enrolment",
            ),
            (
                "sb-3",
                "exercise",
                "superseded: the letter was replaced by SB/6, which sets 21 October 2026 instead",
                "../../../circulars/2026/sb-6/#event-exercise",
            ),
            ("sb-2", "workshop", "cancelled by SB/7", "../../../circulars/2026/sb-7/"),
        ],
    )
    def test_the_letter_that_did_it_is_linked(self, key, name, said, address):
        view, circular = on_page(key)
        (sentence,) = view.fates(circular, of(circular, name))
        assert text(sentence) == said
        links = re.findall(r'href="([^"]*)"', sentence)
        assert [link.replace("../../../../en/", "../../../") for link in links] == [address]

    def test_what_nothing_happened_to_says_nothing(self):
        view, circular = on_page("sb-6")
        assert view.fates(circular, circular.deadlines[0]) == []
        assert view.notices(circular, []) == []

    @pytest.mark.parametrize(
        ("number", "said"),
        [
            (1, "за 1 неделю до начала мероприятия «Конференция о приливах»"),
            (2, "за 2 недели до начала мероприятия «Конференция о приливах»"),
            (8, "за 8 недель до начала мероприятия «Конференция о приливах»"),
        ],
    )
    def test_spans_have_their_forms(self, number, said):
        view, circular = on_page("sb-2", "ru")
        candidates = of(circular, "candidates")
        span = Span(number=number, unit="weeks")
        counted = replace(candidates, relative=replace(candidates.relative, span=span))
        assert text(view.counted(counted)) == said

    @given(st.text(max_size=20).filter(lambda text: text.strip()))
    def test_hostile_words_stay_words(self, name):
        view, circular = on_page("lb-1", "ru")
        meeting, asks = of(circular, "meeting"), words(en=name)
        hostile = replace(
            circular,
            events=(replace(meeting, name=asks),),
            deadlines=tuple(replace(item, asks=asks) for item in circular.deadlines),
            subject=asks,
            references=(),
        )
        others = [item for item in lives().circulars if item.key != hostile.key]
        view = make_view("ru", view.path, circulars=[hostile, *others], today=TODAY)
        found = [*view.notices(hostile, []), *(entry.what for entry in timeline(view, hostile, []))]
        found += [view.counted(item) for item in hostile.deadlines]
        for piece in found:
            assert set(re.findall(r"</?([^ >]*)", str(piece))) <= {"a", "span", "time"}
        assert name in html.unescape(str(found[0]))


class TestNotices:
    @pytest.mark.parametrize(
        ("key", "said"),
        [
            (
                "lb-1",
                [
                    "Срок «прислать вклады» продлен до 4 мая 2026 г.; основание: LB/5.",
                    "Срок «зарегистрироваться» продлен до 28 августа 2026 г., 17:00,"
                    " женевское время; основание: LB/9.",
                    "Срок «запросить визовую поддержку» перенесен вместе с мероприятием на"
                    " 5 августа 2026 г.; основание: LB/9.",
                    "Срок «прислать отчет о поездке» перенесен вместе с мероприятием на"
                    " 18 октября 2026 г.; основание: LB/9.",
                    "Мероприятие «Собрание смотрителей маяков» перенесено: 16 сентября 2026 г.,"
                    " 10:00 – 18 сентября 2026 г., 17:00, женевское время; основание: LB/9.",
                ],
            ),
            (
                "sb-2",
                [
                    "Срок «ответить на вопросник» отменен; основание: SB/4.",
                    "Мероприятие «Семинар о приливах» отменено; основание: SB/7.",
                ],
            ),
            (
                "sb-3",
                [
                    "Это письмо заменено; новые даты: «записаться на учения» – 14 октября 2026 г.;"
                    " «Учения лоцманов» – 21 октября 2026 г.; новое письмо: SB/6."
                ],
            ),
            ("lb-5", []),
            ("sb-6", []),
        ],
    )
    def test_a_letter_says_first_what_no_longer_stands(self, key, said):
        view, circular = on_page(key, "ru")
        citing = related_to(lives().circulars).get(circular.key, [])
        assert [text(notice) for notice in view.notices(circular, citing)] == said


class TestTimeline:
    def rows(self, key, language="en"):
        view, circular = on_page(key, language)
        citing = related_to(lives().circulars).get(circular.key, [])
        done = effects(lives().circulars).get(circular.key, [])
        return [
            (entry.kind, str(entry.day), text(entry.when), text(entry.what))
            for entry in timeline(view, circular, citing, done)
        ]

    def test_of_a_letter_whose_dates_were_ended(self):
        assert self.rows("sb-2") == [
            ("letter", "2026-02-02", "2 February 2026", "The letter: SB/2"),
            (
                "act",
                "2026-04-20",
                "20 April 2026",
                "A deadline is withdrawn by SB/4: reply to the questionnaire",
            ),
            (
                "act",
                "2026-06-15",
                "15 June 2026",
                "An event is cancelled by SB/7: Workshop on tides",
            ),
            (
                "deadline",
                "2026-06-30",
                "formerly: 30 June 2026",
                "Deadline: reply to the questionnaire Withdrawn",
            ),
            (
                "event",
                "2026-07-08",
                "formerly: 8 July 2026, 13:00–16:00, CET (UTC+1) (14:00–17:00 Geneva time)",
                "Event: Workshop on tides Cancelled",
            ),
            ("event", "2027-01-01", "2027", "Event: Conference on tides"),
            (
                "deadline",
                "None",
                "8 weeks before the event “Conference on tides” begins",
                "Deadline: nominate a candidate Day not yet known",
            ),
        ]

    def test_of_a_letter_whose_dates_were_moved(self):
        rows = self.rows("lb-1")
        assert [(kind, day) for kind, day, _, _ in rows] == [
            ("letter", "2026-01-12"),
            ("opens", "2026-03-01"),
            ("act", "2026-03-30"),
            ("deadline", "2026-04-15"),
            ("deadline", "2026-05-04"),
            ("act", "2026-05-11"),
            ("act", "2026-05-11"),
            ("deadline", "2026-05-20"),
            ("event", "2026-06-10"),
            ("deadline", "2026-08-05"),
            ("deadline", "2026-08-28"),
            ("event", "2026-09-16"),
            ("deadline", "2026-10-18"),
        ]
        assert rows[4] == (
            "deadline",
            "2026-05-04",
            "4 May 2026",
            "Deadline: send contributions (LB/5) Closed",
        )
        assert rows[3][2:] == ("formerly: 15 April 2026", "Deadline: send contributions Extended")

    def test_a_replaced_letter_is_told_once(self):
        assert [what for kind, _, _, what in self.rows("sb-3") if kind == "act"] == [
            "The letter is replaced by SB/6"
        ]

    def test_one_date_makes_no_timeline(self):
        view, circular = on_page("sb-4")
        assert timeline(view, circular, []) == ()
        assert len(self.rows("sb-10")) == 2

    def test_dates_that_a_letter_ends_are_its_dates_too(self):
        assert self.rows("sb-4") == [
            ("letter", "2026-04-20", "20 April 2026", "The letter: SB/4"),
            (
                "deadline",
                "2026-06-30",
                "formerly: 30 June 2026",
                "Withdraws the deadline “reply to the questionnaire” of SB/2",
            ),
        ]

    def test_what_moves_with_an_event_stands_at_its_new_day(self):
        assert (
            "deadline",
            "2026-08-05",
            "formerly: 29 April 2026 5 August 2026",
            "Moves the deadline “request visa support” of LB/1 along with the event"
            " Open: 46 days left",
        ) in self.rows("lb-9")


class TestLinks:
    def test_calendars_are_subscribed_to_by_an_absolute_address(self):
        assert make_view().webcal("en/calendar.ics") == "webcal://archive.example/en/calendar.ics"


class TestPiecesThatStayWhole:
    """Where a narrow line may end in the archive's own words."""

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("Циркуляр 20 БСЭ", ["Циркуляр 20 БСЭ"]),
            ("TSB Circular 20", ["Circular 20"]),
            ("Corrigendum 1 to TSB Circular 20", ["Corrigendum 1", "Circular 20"]),
            ("Исправление 1 к Циркуляру 20 БСЭ", ["Исправление 1", "Циркуляру 20 БСЭ"]),
            ("CL-19/35 · TSB Circular 5", ["CL-19/35", "Circular 5"]),
            ("Письмо № 5", ["№ 5"]),
            ("Циркуляр BDT/DIR/110", ["BDT/DIR/110"]),
            ("no reference", []),
            ("Достопримечательность 2026", []),
            ("<b> 5", ["&lt;b&gt; 5"]),
        ],
    )
    def test_a_number_stays_with_what_it_counts_and_no_sign_changes(self, name, kept):
        drawn = make_view().whole(name)
        assert re.findall(r'<span class="whole">(.*?)</span>', drawn) == kept
        assert Markup(re.sub("</?span[^>]*>", "", drawn)).unescape() == name

    def test_a_day_stays_with_its_month_and_a_range_in_one_piece(self):
        view = make_view("ru")
        assert view.tied("10 октября 2021 г.") == "10\xa0октября 2021\xa0г."
        drawn = view.unbroken("30 мая – 2 июня, 10–14 < 5")
        whole = '<span class="whole">10–14</span>'
        assert drawn == f"30\xa0мая\xa0– 2\xa0июня, {whole} &lt; 5"
