"""Letters that act on dates of earlier ones, and deadlines that count from events."""

import datetime as dt

import pytest
from facts_kit import findings
from small_archive import PHRASES, letter, read, translation, write_files

from archive.checking import check_archive
from archive.checks.acts import own_date
from archive.model import Deadline, Event
from archive.problems import Severity

CALL = """\
events:
  meeting:
    name: Spring meeting
    start: 2024-05-14
    end: 2024-05-16
deadlines:
  papers:
    asks: send papers
    opens: 2024-03-18
    date: 2024-04-02
  visa:
    asks: ask for a visa
    relative: {event: meeting, before: 6 weeks}
"""
CALL_BODY = (
    "The meeting takes place from 14 to 16 May 2024. Papers are accepted from 18 March 2024 on;"
    " please send them by 2 April 2024, and ask for a visa six weeks before the meeting.\n"
)


def related(relation, circular="2024/call", name="call", **named):
    lines = {"kind": "circular", "relation": relation, "circular": circular, **named}
    return f"  {name}:\n" + "".join(f"    {key}: {value}\n" for key, value in lines.items())


def deadlines(**dates):
    return "deadlines:\n" + "".join(
        f"  {name}: {{asks: send papers, date: {date}, printed: soon}}\n"
        for name, date in dates.items()
    )


def events(**dates):
    return "events:\n" + "".join(
        f"  {name}: {{name: Spring meeting, start: {date}, when: soon}}\n"
        for name, date in dates.items()
    )


def acting(*entries, facts="", body="Good day.\n", **changes):
    """A letter of 20 March that acts on the call of 5 March."""
    extra = facts + "related:\n" + "".join(entries)
    return letter(body, extra, **{"date": "2024-03-20", "added": "2024-03-20", **changes})


def found(tmp_path, text, russian="", **others):
    files = {"2024/call/en.md": letter(CALL_BODY, CALL), "2024/later/en.md": text}
    if russian:
        files["2024/later/ru.md"] = russian
    files |= {f"2024/{name}/en.md": other for name, other in others.items()}
    return findings(tmp_path, files)


def codes(problems):
    return [(problem.code, problem.variant) for problem in problems]


class TestWhatIsNamed:
    def test_an_extension_names_the_deadline_and_sets_a_later_one(self, tmp_path):
        text = acting(related("extends", deadline="papers"), facts=deadlines(papers="2024-04-20"))
        assert found(tmp_path, text) == []

    def test_a_rescheduling_names_the_event_and_sets_its_new_days(self, tmp_path):
        text = acting(related("reschedules", event="meeting"), facts=events(meeting="2024-09-16"))
        assert found(tmp_path, text) == []

    @pytest.mark.parametrize(
        "named",
        [
            {"extent": "whole-letter"},
            {"deadline": "papers"},
            {"event": "meeting"},
            {"deadline": "visa"},
        ],
    )
    def test_a_letter_a_deadline_or_an_event_is_withdrawn(self, tmp_path, named):
        assert found(tmp_path, acting(related("withdraws", **named))) == []

    @pytest.mark.parametrize(
        ("relation", "named", "missing"),
        [
            ("extends", {}, ["deadline"]),
            ("reschedules", {}, ["event"]),
            ("extends", {"circular": None}, ["circular", "deadline"]),
            ("withdraws", {"circular": None}, ["circular"]),
        ],
    )
    def test_what_is_acted_on_must_be_named(self, tmp_path, relation, named, missing):
        entry = related(relation, **named).replace("circular: None", "title: Another letter")
        problems = found(tmp_path, acting(entry))
        assert codes(problems) == [("extension-incomplete", "")] * len(missing)
        assert [problem.values["missing"] for problem in problems] == missing

    @pytest.mark.parametrize(
        ("relation", "named", "stray"),
        [
            ("follows", {"deadline": "papers"}, "deadline"),
            ("cites", {"event": "meeting"}, "event"),
            ("withdraws", {"deadline": "papers", "becomes": "papers"}, "becomes"),
            ("replaces", {"extent": "whole-letter"}, "extent"),
            ("extends", {"deadline": "papers", "extent": "whole-letter"}, "extent"),
            ("extends", {"deadline": "papers", "event": "meeting"}, "event"),
            ("reschedules", {"deadline": "papers", "event": "meeting"}, "deadline"),
        ],
    )
    def test_nothing_else_is_named(self, tmp_path, relation, named, stray):
        facts = events(meeting="2024-09-16") + deadlines(papers="2024-04-20")
        (problem,) = found(tmp_path, acting(related(relation, **named), facts=facts))
        assert (problem.code, problem.variant) == ("extension-incomplete", "stray")
        assert problem.values["stray"] == stray

    @pytest.mark.parametrize(
        ("named", "variant"),
        [
            ({}, "whole"),
            ({"deadline": "papers", "event": "meeting"}, "several"),
            ({"deadline": "papers", "extent": "whole-letter"}, "several"),
            ({"event": "meeting", "extent": "whole-letter"}, "several"),
        ],
    )
    def test_what_is_withdrawn_is_one_date_or_expressly_the_whole_letter(
        self, tmp_path, named, variant
    ):
        problems = found(tmp_path, acting(related("withdraws", **named)))
        assert codes(problems) == [("extension-incomplete", variant)]

    @pytest.mark.parametrize("named", ["deadline: paper", "event: meetings"])
    def test_what_does_not_exist_is_reported_where_it_is_named(self, tmp_path, named):
        kind, _, name = named.partition(": ")
        text = acting(related("withdraws", **{kind: name}))
        (problem,) = found(tmp_path, text)
        assert text.splitlines()[problem.line - 1].strip() == named

    @pytest.mark.parametrize("relation", ["extends", "withdraws"])
    def test_the_deadline_exists(self, tmp_path, relation):
        text = acting(related(relation, deadline="paper"), facts=deadlines(papers="2024-04-20"))
        (problem,) = found(tmp_path, text)
        assert problem.code == "unknown-deadline"
        assert problem.values["known"] == "papers, visa"

    @pytest.mark.parametrize("relation", ["reschedules", "withdraws"])
    def test_the_event_exists(self, tmp_path, relation):
        text = acting(related(relation, event="meetings"), facts=events(meeting="2024-09-16"))
        (problem,) = found(tmp_path, text)
        assert (problem.code, problem.values["known"]) == ("unknown-event", "meeting")

    def test_so_does_the_letter(self, tmp_path):
        text = acting(
            related("extends", "2024/calls", deadline="papers"),
            facts=deadlines(papers="2024-04-20"),
        )
        assert codes(found(tmp_path, text)) == [("unknown-circular", "close")]

    def test_two_entries_for_one_date_contradict_each_other(self, tmp_path):
        text = acting(
            related("extends", deadline="papers"),
            related("withdraws", name="over", deadline="papers"),
            facts=deadlines(papers="2024-04-20"),
        )
        (problem,) = found(tmp_path, text)
        assert (problem.code, problem.values["other"]) == ("act-twice", "call")

    def test_a_letter_may_replace_another_and_extend_its_deadline(self, tmp_path):
        text = acting(
            related("extends", deadline="papers"),
            related("replaces", name="former"),
            facts=deadlines(papers="2024-04-20"),
        )
        assert found(tmp_path, text) == []


class TestWhatItBecomes:
    def test_one_of_the_same_id_or_the_only_one_needs_no_word(self, tmp_path):
        several = deadlines(slides="2024-04-20", papers="2024-04-21")
        only = deadlines(contributions="2024-04-20")
        for number, facts in enumerate((several, only)):
            text = acting(related("extends", deadline="papers"), facts=facts)
            assert found(tmp_path / str(number), text) == []

    def test_of_several_others_one_must_be_named(self, tmp_path):
        facts = deadlines(slides="2024-04-20", contributions="2024-04-21")
        (problem,) = found(tmp_path, acting(related("extends", deadline="papers"), facts=facts))
        assert (problem.code, problem.severity) == ("act-unclear", Severity.ERROR)
        assert problem.values["known"] == "slides, contributions"
        named = related("extends", deadline="papers", becomes="slides")
        assert found(tmp_path / "named", acting(named, facts=facts)) == []

    def test_without_any_there_is_nothing_that_it_could_become(self, tmp_path):
        text = acting(related("reschedules", event="meeting"), facts=deadlines(papers="2024-04-20"))
        assert codes(found(tmp_path, text)) == [("act-unclear", "none")]

    @pytest.mark.parametrize(
        ("entry", "variant"),
        [
            (related("extends", deadline="papers", becomes="meeting"), ""),
            (related("reschedules", event="meeting", becomes="papers"), "event"),
        ],
    )
    def test_what_is_named_exists_and_is_of_its_kind(self, tmp_path, entry, variant):
        facts = events(meeting="2024-09-16") + deadlines(papers="2024-04-20")
        assert codes(found(tmp_path, acting(entry, facts=facts))) == [("unknown-own-date", variant)]

    @pytest.mark.parametrize(
        ("facts", "named"),
        [
            (deadlines(papers="2024-04-20"), {}),
            (deadlines(slides="2024-04-20"), {}),
            (deadlines(slides="2024-04-20", papers="2024-04-21"), {}),
            (deadlines(slides="2024-04-20", papers="2024-04-21"), {"becomes": "slides"}),
        ],
    )
    def test_the_build_takes_the_same_one(self, tmp_path, facts, named):
        text = acting(related("extends", deadline="papers", **named), facts=facts)
        files = {"2024/call/en.md": letter(CALL_BODY, CALL), "2024/later/en.md": text}
        archive = read(write_files(tmp_path, files)).archive
        earlier, later = archive.circulars
        own = [item.id for item in later.deadlines]
        act = earlier.deadlines[0].extended
        assert act.becomes == f"deadline-{own_date(own, 'papers', named.get('becomes', ''))}"


class TestLaterDays:
    @pytest.mark.parametrize("date", ["2024-04-02", "2024-04-01", "2024-03-25"])
    def test_an_extension_to_no_later_day_is_an_error(self, tmp_path, date):
        text = acting(related("extends", deadline="papers"), facts=deadlines(papers=date))
        (problem,) = found(tmp_path, text)
        assert problem.code == "extension-not-later"
        assert (problem.values["own"], problem.values["date"]) == ("papers", date)

    def test_only_the_deadline_that_stands_for_the_earlier_one_counts(self, tmp_path):
        facts = deadlines(papers="2024-03-25", slides="2024-04-20")
        text = acting(related("extends", deadline="papers"), facts=facts)
        assert codes(found(tmp_path, text)) == [("extension-not-later", "")]
        named = acting(related("extends", deadline="papers", becomes="slides"), facts=facts)
        assert found(tmp_path / "named", named) == []

    @pytest.mark.parametrize(("hour", "is_later"), [("12:00", False), ("18:00", True)])
    def test_hours_of_one_day_can_be_later(self, tmp_path, hour, is_later):
        def timed(hour):
            return (
                "deadlines:\n  papers: {asks: send papers, printed: soon, timezone: CET,"
                f" date: 2024-04-02 {hour}}}\n"
            )

        files = {
            "2024/call/en.md": letter(extra=timed("17:00")),
            "2024/later/en.md": acting(related("extends", deadline="papers"), facts=timed(hour)),
        }
        expected = [] if is_later else [("extension-not-later", "")]
        assert codes(findings(tmp_path, files)) == expected

    def test_a_day_without_an_hour_lasts_longer_than_any_hour_of_it(self, tmp_path):
        facts = (
            "deadlines:\n  papers: {asks: send papers, printed: soon, timezone: CET,"
            " date: 2024-04-02 18:00}\n"
        )
        text = acting(related("extends", deadline="papers"), facts=facts)
        assert codes(found(tmp_path, text)) == [("extension-not-later", "")]

    @pytest.mark.parametrize(("date", "is_later"), [("2024-04-02", False), ("2024-04-03", True)])
    def test_one_that_counts_from_an_event_stands_on_the_day_that_it_counts_to(
        self, tmp_path, date, is_later
    ):
        text = acting(related("extends", deadline="visa"), facts=deadlines(visa=date))
        expected = [] if is_later else [("extension-not-later", "")]
        assert codes(found(tmp_path, text)) == expected


class TestDaysOfEarlierLetters:
    """A letter that acts on another may name the former days of what it acts on."""

    EXTENDS = related("extends", deadline="papers")
    LATER = deadlines(papers="2024-04-20")

    def strange(self, tmp_path, body, *entries, facts=None, **others):
        text = acting(
            *(entries or (self.EXTENDS,)), facts=self.LATER if facts is None else facts, body=body
        )
        return codes(found(tmp_path, text, **others))

    @pytest.mark.parametrize(
        "body",
        [
            "Papers, due by 2 April 2024, are now to be sent by 20 April 2024.\n",
            "Instead of by 2 April, please send papers by 20 April.\n",
            "Please send no papers before 18 March 2024; they were due by 2 April 2024.\n",
        ],
    )
    def test_the_former_day_of_a_deadline_is_known(self, tmp_path, body):
        assert self.strange(tmp_path, body) == []

    @pytest.mark.parametrize("day", ["12 April 2024", "2 April 2025", "12 April"])
    def test_any_other_day_is_as_strange_as_ever(self, tmp_path, day):
        body = f"Papers are now to be sent by 20 April 2024. Please register by {day}.\n"
        assert self.strange(tmp_path, body) == [("deadline-not-listed", "")]

    def test_the_day_of_another_deadline_of_that_letter_is_strange_too(self, tmp_path):
        call = letter("Good day.\n", deadlines(papers="2024-04-02", slides="2024-04-09"))
        files = {
            "2024/call/en.md": call,
            "2024/later/en.md": acting(
                self.EXTENDS, facts=self.LATER, body="Please send slides by 9 April 2024.\n"
            ),
        }
        assert codes(findings(tmp_path, files)) == [("deadline-not-listed", "")]

    def test_it_can_be_waived_as_everywhere(self, tmp_path):
        body = (
            "Papers: 20 April 2024.\n\n<!-- waive deadline-not-listed: that of the hosts -->\n\n"
            "Please register by 12 April 2024.\n"
        )
        assert self.strange(tmp_path, body) == []

    def test_every_day_of_a_letter_that_is_withdrawn_or_replaced_is_known(self, tmp_path):
        body = "Nobody needs to register by 2 April 2024.\n"
        for relation in ("withdraws", "replaces"):
            folder = tmp_path / relation
            whole = {"extent": "whole-letter"} if relation == "withdraws" else {}
            assert self.strange(folder, body, related(relation, **whole), facts="") == []

    def test_so_is_what_counted_from_an_event_that_moves(self, tmp_path):
        body = "Visas need not be asked for by 2 April 2024.\n"
        entry = related("reschedules", event="meeting")
        facts = events(meeting="2024-09-16")
        assert self.strange(tmp_path, body, entry, facts=facts) == []

    def test_a_third_letter_may_name_the_day_of_the_second(self, tmp_path):
        third = acting(
            self.EXTENDS,
            facts=deadlines(papers="2024-05-06"),
            body="Papers, due by 20 April 2024, are now to be sent by 6 May 2024.\n",
            date="2024-04-10",
            added="2024-04-10",
        )
        assert self.strange(tmp_path, "Good day.\n", third=third) == []

    def test_a_subject_may_name_the_former_days_of_an_event(self, tmp_path):
        entry = related("reschedules", event="meeting")
        facts = events(meeting="2024-09-16")
        for day, expected in (("15 May 2024", []), ("13 May 2024", [("event-date-differs", "")])):
            subject = f"The meeting of {day} is moved to 16 September 2024"
            text = acting(entry, facts=facts, subject=subject)
            assert codes(found(tmp_path / day, text)) == expected

    def test_both_languages_share_one_finding(self, tmp_path):
        text = acting(self.EXTENDS, facts=self.LATER, body="Please register by 12 April 2024.\n")
        russian = translation(
            "Просим зарегистрироваться до 12 апреля 2024 года.\n",
            "deadlines:\n  papers: {asks: прислать доклады, printed: скоро}\n",
            added="2024-03-20",
        )
        problems = found(tmp_path, text, russian)
        (problem,) = [each for each in problems if each.code == "deadline-not-listed"]
        assert [place.path for place in problem.also] == ["circulars/2024/later/ru.md"]


class TestCountedDays:
    VISA = "deadlines:\n  visa:\n    asks: ask for a visa\n    relative: {event: %s, %s}\n"

    def strange(self, tmp_path, body, event="meeting", span="before: 6 weeks", own=True):
        facts = (events(meeting="2024-05-14") if own else "") + self.VISA % (event, span)
        return codes(found(tmp_path, letter(body, facts)))

    @pytest.mark.parametrize(
        ("span", "day"),
        [("before: 6 weeks", "2 April 2024"), ("after: 1 month", "14 June 2024")],
    )
    def test_the_day_that_a_span_leads_to_is_known(self, tmp_path, span, day):
        assert self.strange(tmp_path, f"Please apply by {day}.\n", span=span) == []
        other = "Please apply by 3 April 2024.\n"
        assert self.strange(tmp_path / "other", other, span=span) == [("deadline-not-listed", "")]

    def test_so_is_one_that_counts_from_another_letter(self, tmp_path):
        body = "Please apply by 2 April 2024.\n"
        event = '"2024/call#meeting"'
        assert self.strange(tmp_path, body, event, own=False) == []
        late = self.strange(tmp_path / "late", body, event, "before: 5 weeks", own=False)
        assert late == [("deadline-not-listed", "")]

    @pytest.mark.parametrize(
        "body",
        [
            "Please apply six weeks before the meeting.\n",
            "Please apply no later than six weeks before the meeting of 14 May 2024.\n",
        ],
    )
    def test_a_span_in_words_is_no_day(self, tmp_path, body):
        assert self.strange(tmp_path, body) == []

    def test_the_event_exists(self, tmp_path):
        assert self.strange(tmp_path, "Good day.\n", "meetings") == [("unknown-event", "")]
        other = self.strange(tmp_path / "other", "Good day.\n", '"2024/call#meetings"')
        assert other == [("unknown-event", "")]

    def test_so_does_its_letter(self, tmp_path):
        other = self.strange(tmp_path, "Good day.\n", '"2024/cal#meeting"')
        assert other == [("unknown-circular", "close")]


class TestTimes:
    def found(self, tmp_path, **fields):
        lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
        facts = f"deadlines:\n  reply:\n    asks: reply\n    printed: soon\n{lines}"
        return codes(found(tmp_path, letter("Good day.\n", self.EVENT + facts)))

    EVENT = events(meeting="2024-05-14")

    def test_a_deadline_has_a_date_or_counts_from_an_event(self, tmp_path):
        relative = "{event: meeting, before: 2 weeks}"
        assert self.found(tmp_path / "1", date="2024-04-02") == []
        assert self.found(tmp_path / "2", relative=relative) == []
        assert self.found(tmp_path / "3") == [("deadline-date-unclear", "")]
        both = self.found(tmp_path / "4", date="2024-04-02", relative=relative)
        assert both == [("deadline-date-unclear", "both")]

    @pytest.mark.parametrize(
        ("spans", "expected"),
        [
            ("", [("relative-unclear", "")]),
            (", before: 2 weeks, after: 2 weeks", [("relative-unclear", "both")]),
            (", after: 2 weeks", []),
        ],
    )
    def test_a_span_lies_before_or_after(self, tmp_path, spans, expected):
        assert self.found(tmp_path, relative=f"{{event: meeting{spans}}}") == expected

    @pytest.mark.parametrize(
        ("opens", "due", "expected"),
        [
            ("2024-03-18", "2024-04-02", []),
            ("2024-04-02", "2024-04-02", []),
            ("2024-04-02 09:00", "2024-04-02 17:00", []),
            ("2024-04-02 17:00", "2024-04-02", []),
            ("2024-04-02 17:00", "2024-04-02 17:00", [("opens-after-deadline", "")]),
            ("2024-04-03 00:00", "2024-04-02", [("opens-after-deadline", "")]),
            ("2024-04-03", "2024-04-02", [("opens-after-deadline", "")]),
            ("2024-03", "2024-04-02", [("deadline-not-a-day", "opens")]),
        ],
    )
    def test_answers_are_taken_before_the_deadline(self, tmp_path, opens, due, expected):
        zone = {"timezone": "Europe/Zurich"} if ":" in opens + due else {}
        assert self.found(tmp_path, opens=opens, date=due, **zone) == expected

    @pytest.mark.parametrize(
        ("opens", "span", "expected"),
        [
            ("2024-04-30", "before: 2 weeks", []),
            ("2024-05-01", "before: 2 weeks", [("opens-after-deadline", "")]),
            ("2024-05-15", "after: 1 day", []),
            ("2024-05-16", "after: 1 day", [("opens-after-deadline", "")]),
        ],
    )
    def test_so_they_are_where_it_counts_from_an_event(self, tmp_path, opens, span, expected):
        relative = f"{{event: meeting, {span}}}"
        assert self.found(tmp_path, opens=opens, relative=relative) == expected

    @pytest.mark.parametrize(
        ("span", "expected"), [("9 weeks", []), ("11 weeks", [("deadline-before-letter", "")])]
    )
    def test_a_letter_counts_to_no_day_before_its_own(self, tmp_path, span, expected):
        relative = f"{{event: meeting, before: {span}}}"
        assert self.found(tmp_path, relative=relative) == expected

    @pytest.mark.parametrize(
        ("date", "zone", "expected"),
        [
            ("2024-10-27 02:30", "Europe/Zurich", [("hour-unclear", "")]),
            ("2024-10-27 01:59", "Europe/Zurich", []),
            ("2024-10-27 03:00", "Europe/Zurich", []),
            ("2024-10-27 02:30", '"+01:00"', []),
            ("2024-10-27 02:30", "CET", []),
            ("2025-03-30 02:30", "Europe/Zurich", [("hour-unclear", "skipped")]),
            ("2025-03-30 03:00", "Europe/Zurich", []),
            ("2024-11-03 01:30", "America/New_York", [("hour-unclear", "")]),
            ("2025-03-09 02:30", "America/New_York", [("hour-unclear", "skipped")]),
        ],
    )
    def test_an_hour_is_one_hour_of_the_clock(self, tmp_path, date, zone, expected):
        assert self.found(tmp_path, date=date, timezone=zone) == expected

    def test_so_is_that_of_an_opening(self, tmp_path):
        found = self.found(
            tmp_path, opens="2024-10-27 02:30", date="2024-11-27", timezone="Europe/Zurich"
        )
        assert ("hour-unclear", "") in found

    @pytest.mark.parametrize("name", ["start", "end"])
    def test_so_are_those_of_an_event(self, tmp_path, name):
        hours = {"start": "2024-10-27 00:30", "end": "2024-10-27 05:00", name: "2024-10-27 02:30"}
        lines = "".join(f"    {key}: {value}\n" for key, value in hours.items())
        facts = (
            f"events:\n  night:\n    name: Night\n    when: soon\n{lines}"
            "    timezone: Europe/Zurich\n"
        )
        (problem,) = found(tmp_path, letter("Good day.\n", facts))
        assert problem.code == "hour-unclear"
        assert (problem.values["first"], problem.values["second"]) == ("+02:00", "+01:00")

    def test_an_hour_of_the_opening_needs_its_zone(self, tmp_path):
        found = self.found(tmp_path, opens="2024-03-18 09:00", date="2024-04-02")
        assert found == [("zone-missing", "")]

    def test_an_opening_that_the_text_does_not_give_is_questioned(self, tmp_path):
        facts = "deadlines:\n  reply: {asks: reply, opens: 2024-03-18, date: 2024-04-02%s}\n"
        body = "Please reply by 2 April 2024.\n"
        (problem,) = found(tmp_path, letter(body, facts % ""))
        assert (problem.code, problem.variant) == ("deadline-not-in-text", "opens")
        assert problem.severity is Severity.WARNING
        noted = letter(body, facts % ", note: Open from 18 March 2024 on by the annex")
        assert found(tmp_path / "noted", noted) == []

    def test_an_opening_is_a_day_that_the_words_may_give(self, tmp_path):
        facts = "deadlines:\n  reply: {asks: reply, opens: 2024-03-18, date: 2024-04-02}\n"
        body = "Register from 18 March 2024 on, and no later than 2 April 2024.\n"
        assert found(tmp_path, letter(body, facts)) == []


class TestAnswers:
    REGISTER = "registration:\n  name: {ru: регистрация, en: registration}\n"

    def found(self, tmp_path, kind):
        facts = f"deadlines:\n  reply: {{kind: {kind}, asks: reply, date: 2024-04-02}}\n"
        files = {
            "2024/letter/en.md": letter("Please reply by 2 April 2024.\n", facts),
            "registers/answers.yml": self.REGISTER,
        }
        return codes(findings(tmp_path, files))

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("registration", []),
            ("registrations", [("unknown-answer", "close")]),
            ("form", [("unknown-answer", "")]),
        ],
    )
    def test_a_kind_of_answer_stands_in_its_register(self, tmp_path, kind, expected):
        assert self.found(tmp_path, kind) == expected


def test_no_act_that_the_rules_let_pass_is_left_out_by_the_build(tmp_path):
    facts = events(congress="2024-09-16") + deadlines(slides="2024-04-20", talks="2024-04-25")
    text = acting(
        related("extends", deadline="papers", becomes="talks"),
        related("reschedules", name="meeting", event="meeting"),
        related("withdraws", name="visa", deadline="visa"),
        facts=facts,
    )
    files = {"2024/call/en.md": letter(CALL_BODY, CALL), "2024/later/en.md": text}
    loaded = read(write_files(tmp_path, files))
    assert loaded.problems == ()
    earlier = loaded.archive.circulars[0]
    assert [act.relation for act in earlier.acts] == ["extends", "reschedules", "withdraws"]
    papers, visa = earlier.deadlines
    (meeting,) = earlier.events
    assert isinstance(papers, Deadline)
    assert isinstance(meeting, Event)
    assert papers.extended.becomes == "deadline-talks"
    assert meeting.rescheduled.becomes == "event-congress"
    assert str(papers.state(dt.date(2024, 3, 25))) == "extended"
    assert PHRASES["en"](f"state.{visa.state(dt.date(2024, 3, 25))}") == "Withdrawn"


def test_what_is_kept_between_two_runs_says_the_same(tmp_path):
    body = "Papers, due by 2 April 2024, come by 20 April 2024. Please register by 12 April 2024.\n"
    text = acting(
        related("extends", deadline="papers"),
        related("withdraws", name="over", event="meetings"),
        facts=deadlines(papers="2024-04-20"),
        body=body,
    )
    files = {"2024/call/en.md": letter(CALL_BODY, CALL), "2024/later/en.md": text}
    root = write_files(tmp_path / "circulars", files)
    runs = [
        check_archive(root, PHRASES, "circulars", dt.date(2024, 6, 1), kept=tmp_path / "kept.json")
        for _ in range(2)
    ]
    assert codes(runs[0].problems) == [("unknown-event", ""), ("deadline-not-listed", "")]
    assert runs[0].problems == runs[1].problems
    assert runs[0].library.extracts == runs[1].library.extracts
