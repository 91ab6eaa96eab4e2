"""The life of a date: what later letters do to the deadlines and events of earlier ones."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import letter, read, write_files

from archive.dates import DeadlineState, Moment, PartialDate, Span
from archive.life import courses, with_acts
from archive.model import (
    NO_WORDS,
    Act,
    Bureau,
    Circular,
    Deadline,
    Event,
    Former,
    Localized,
    Related,
    Relative,
)

BUREAU = Bureau(id="desk", name=NO_WORDS, abbreviation=NO_WORDS)
TODAY = dt.date(2024, 3, 10)
ANOTHER_TODAY = dt.date(2030, 1, 1)


def words(text):
    return Localized(texts={"en": text})


def due(day, zone=None, name="papers", **more):
    return Deadline(id=name, asks=words("send papers"), due=Moment.parse(day, zone), **more)


def counted(span, event, name="visa", *, before=True, circular=""):
    relative = Relative(circular=circular, event=event, span=Span.parse(span), is_before=before)
    return Deadline(id=name, asks=words("ask for a visa"), due=None, relative=relative)


def held(start, end=None, name="meeting", zone=None):
    last = Moment.parse(end, zone) if end else None
    return Event(id=name, name=words("Meeting"), start=Moment.parse(start, zone), end=last)


def acts_on(relation, circular, *, deadline="", event="", becomes="", name="act"):
    return Related(
        id=name,
        kind="circular",
        relation=relation,
        circular=circular,
        deadline=deadline,
        event=event,
        becomes=becomes,
    )


def a_letter(number, *items, related=(), day=None):
    """A circular ``2024/<number>`` with its deadlines and events."""
    return Circular(
        key=f"2024/{number}",
        references=(),
        bureau=BUREAU,
        kind="letter",
        date=PartialDate.parse(day or f"2024-01-{number:02d}"),
        subject=words(f"Letter {number}"),
        summary=NO_WORDS,
        texts={},
        numbered=False,
        deadlines=tuple(item for item in items if isinstance(item, Deadline)),
        events=tuple(item for item in items if isinstance(item, Event)),
        related=tuple(related),
    )


def extends(number, name="papers", becomes=""):
    return acts_on("extends", f"2024/{number}", deadline=name, becomes=becomes)


def lives(*letters):
    """The letters by number, with all that later ones did."""
    return {int(item.key.rpartition("/")[2]): item for item in with_acts(letters)}


def only(items):
    (item,) = items
    return item


class TestExtensions:
    def test_both_letters_know_of_each_other(self):
        found = lives(
            a_letter(1, due("2024-03-01")), a_letter(2, due("2024-04-01"), related=[extends(1)])
        )
        act = Act(
            relation="extends", by="2024/2", target="deadline-papers", becomes="deadline-papers"
        )
        earlier, later = only(found[1].deadlines), only(found[2].deadlines)
        assert earlier.extended == earlier.ended == act
        assert earlier.due == Moment.parse("2024-03-01")
        assert earlier.state(TODAY) is DeadlineState.EXTENDED
        assert earlier.state(ANOTHER_TODAY) is DeadlineState.EXTENDED
        assert found[1].acts == (act,)
        assert later.ended is None
        assert later.state(TODAY) is DeadlineState.OPEN
        assert later.instead_of == (
            Former(circular="2024/1", id="papers", when=Moment.parse("2024-03-01")),
        )
        assert found[2].acts == ()

    def test_two_extensions_make_a_chain(self):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(2, due("2024-03-01"), related=[extends(1)]),
            a_letter(3, due("2024-04-01"), related=[extends(2)]),
        )
        assert only(found[1].deadlines).extended.by == "2024/2"
        assert only(found[2].deadlines).extended.by == "2024/3"
        assert [
            (item.circular, str(item.when)) for item in only(found[3].deadlines).instead_of
        ] == [("2024/2", "2024-03-01"), ("2024/1", "2024-02-01")]

    def test_a_second_extension_of_the_first_letter_moves_what_stands_now(self):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(2, due("2024-03-01"), related=[extends(1)]),
            a_letter(3, due("2024-04-01"), related=[extends(1)]),
        )
        assert only(found[1].deadlines).extended.by == "2024/2"
        assert only(found[2].deadlines).extended.by == "2024/3"
        assert only(found[2].acts).target == "deadline-papers"
        assert [item.circular for item in only(found[3].deadlines).instead_of] == [
            "2024/2",
            "2024/1",
        ]

    @pytest.mark.parametrize(
        ("own", "becomes", "expected"),
        [
            (["papers", "other"], "", "papers"),  # the one of the same name
            (["other"], "", "other"),  # the only one
            (["papers", "other"], "other", "other"),  # the one that is named
            (["one", "other"], "", None),  # nobody can tell which
            (["papers"], "missing", None),
            ([], "", None),
        ],
    )
    def test_which_date_stands_for_the_earlier_one(self, own, becomes, expected):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(
                2,
                *(due("2024-03-01", name=name) for name in own),
                related=[extends(1, becomes=becomes)],
            ),
        )
        act = only(found[1].deadlines).extended
        assert (act.becomes if act else None) == (f"deadline-{expected}" if expected else None)

    def test_one_deadline_may_stand_for_two(self):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(2, due("2024-02-05")),
            a_letter(3, due("2024-03-01"), related=[extends(1), extends(2)]),
        )
        assert [item.circular for item in only(found[3].deadlines).instead_of] == [
            "2024/1",
            "2024/2",
        ]

    def test_a_circle_of_letters_ends_nowhere(self):
        found = lives(
            a_letter(1, due("2024-02-01"), related=[extends(2)]),
            a_letter(2, due("2024-03-01"), related=[extends(1)]),
        )
        ended = [only(found[number].deadlines).ended for number in (1, 2)]
        assert len([act for act in ended if act is None]) == 1
        assert len(courses(found.values(), Deadline)) == 1

    def test_a_letter_does_not_extend_itself(self):
        found = lives(a_letter(1, due("2024-02-01"), related=[extends(1)]))
        assert only(found[1].deadlines).ended is None

    @pytest.mark.parametrize(
        "related",
        [
            acts_on("extends", "2024/9", deadline="papers"),
            acts_on("extends", "2024/1", deadline="unknown"),
            acts_on("cites", "2024/1", deadline="papers"),
            acts_on("reschedules", "2024/1", event="papers"),
        ],
    )
    def test_what_names_no_deadline_moves_none(self, related):
        found = lives(
            a_letter(1, due("2024-02-01")), a_letter(2, due("2024-03-01"), related=[related])
        )
        assert found[1].acts == ()
        assert only(found[1].deadlines).ended is None
        assert only(found[2].deadlines).instead_of == ()


class TestEnds:
    def test_one_deadline_is_withdrawn(self):
        found = lives(
            a_letter(1, due("2024-03-20"), due("2024-03-20", name="other"), held("2024-05-01")),
            a_letter(2, related=[acts_on("withdraws", "2024/1", deadline="papers")]),
        )
        papers, other = found[1].deadlines
        assert papers.withdrawn == Act(relation="withdraws", by="2024/2", target="deadline-papers")
        assert papers.state(TODAY) is DeadlineState.WITHDRAWN
        assert other.ended is None
        assert only(found[1].events).ended is None

    def test_a_whole_letter_is_withdrawn_with_all_its_dates(self):
        found = lives(
            a_letter(1, due("2024-03-20"), due("2024-03-20", name="other"), held("2024-05-01")),
            a_letter(2, due("2024-06-01"), related=[acts_on("withdraws", "2024/1")]),
        )
        assert {item.state(TODAY) for item in found[1].deadlines} == {DeadlineState.WITHDRAWN}
        assert only(found[1].events).withdrawn.by == "2024/2"
        assert [act.target for act in found[1].acts] == [
            "deadline-papers",
            "deadline-other",
            "event-meeting",
        ]
        assert only(found[2].deadlines).instead_of == ()

    def test_a_replaced_letter_is_superseded(self):
        found = lives(
            a_letter(1, due("2024-03-20"), held("2024-05-01")),
            a_letter(2, due("2024-04-20"), related=[acts_on("replaces", "2024/1")]),
        )
        assert only(found[1].deadlines).state(TODAY) is DeadlineState.SUPERSEDED
        assert only(found[1].events).superseded.by == "2024/2"
        assert only(found[2].deadlines).state(TODAY) is DeadlineState.OPEN

    def test_withdrawn_comes_before_superseded_and_superseded_before_extended(self):
        found = lives(
            a_letter(1, due("2024-03-20")),
            a_letter(2, due("2024-04-20"), related=[extends(1)]),
            a_letter(3, related=[acts_on("replaces", "2024/2")]),
        )
        first = only(found[1].deadlines)
        assert first.extended is not None
        assert first.state(TODAY) is DeadlineState.SUPERSEDED
        found = lives(*found.values(), a_letter(4, related=[acts_on("withdraws", "2024/2")]))
        assert only(found[1].deadlines).state(TODAY) is DeadlineState.WITHDRAWN
        assert only(found[2].deadlines).state(TODAY) is DeadlineState.WITHDRAWN
        assert only(found[1].deadlines).ended.by == "2024/4"

    def test_readers_of_the_first_letter_learn_that_the_extended_deadline_is_withdrawn(self):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(2, due("2024-03-01"), related=[extends(1)]),
            a_letter(3, related=[acts_on("withdraws", "2024/1", deadline="papers")]),
        )
        assert only(found[1].deadlines).withdrawn.by == "2024/3"
        assert only(found[2].deadlines).withdrawn.by == "2024/3"
        assert [act.relation for act in found[1].acts] == ["extends"]
        assert [act.relation for act in found[2].acts] == ["withdraws"]

    @pytest.mark.parametrize("ending", ["withdraws", "replaces"])
    def test_what_has_ended_is_not_set_anew(self, ending):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(2, related=[acts_on(ending, "2024/1")]),
            a_letter(3, due("2024-06-01"), related=[extends(1)]),
        )
        later = only(found[3].deadlines)
        assert later.state(TODAY) is DeadlineState.OPEN
        assert later.instead_of == ()  # a deadline of its own
        assert only(found[1].deadlines).extended is None
        assert only(found[1].deadlines).ended.by == "2024/2"

    def test_what_a_letter_sets_itself_it_does_not_end(self):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(2, due("2024-03-01"), related=[extends(1), acts_on("replaces", "2024/1")]),
        )
        assert only(found[2].deadlines).ended is None
        assert only(found[1].deadlines).extended.by == "2024/2"

    def test_the_first_withdrawal_counts(self):
        end = acts_on("withdraws", "2024/1", deadline="papers")
        found = lives(
            a_letter(1, due("2024-02-01")), a_letter(2, related=[end]), a_letter(3, related=[end])
        )
        assert only(found[1].deadlines).withdrawn.by == "2024/2"
        assert len(found[1].acts) == 1


class TestEvents:
    def test_a_moved_event(self):
        found = lives(
            a_letter(1, held("2024-06-10", "2024-06-12")),
            a_letter(
                2,
                held("2024-09-16", "2024-09-18", name="assembly"),
                related=[acts_on("reschedules", "2024/1", event="meeting")],
            ),
        )
        earlier, later = only(found[1].events), only(found[2].events)
        assert earlier.ended.becomes == "event-assembly"
        assert later.instead_of == (
            Former(
                circular="2024/1",
                id="meeting",
                when=Moment.parse("2024-06-10"),
                until=Moment.parse("2024-06-12"),
            ),
        )

    def test_calling_off_comes_first(self):
        found = lives(
            a_letter(1, held("2024-06-10")),
            a_letter(
                2,
                held("2024-09-16"),
                related=[acts_on("reschedules", "2024/1", event="meeting")],
            ),
            a_letter(3, related=[acts_on("withdraws", "2024/2", event="meeting")]),
        )
        assert only(found[1].events).rescheduled is not None
        assert only(found[1].events).ended.relation == "withdraws"
        assert only(found[2].events).ended.by == "2024/3"


class TestRelative:
    @pytest.mark.parametrize(
        ("span", "before", "day"),
        [
            ("1 day", True, "2024-05-30"),
            ("2 weeks", True, "2024-05-17"),
            ("1 month", True, "2024-04-30"),  # April has no 31st
            ("3 months", True, "2024-02-29"),  # a leap year
            ("15 months", True, "2023-02-28"),
            ("5 months", True, "2023-12-31"),
            ("1 day", False, "2024-06-03"),
            ("1 week", False, "2024-06-09"),
            ("1 month", False, "2024-07-02"),
            ("7 months", False, "2025-01-02"),
        ],
    )
    def test_counts_from_the_first_day_or_from_the_last(self, span, before, day):
        found = lives(
            a_letter(1, held("2024-05-31", "2024-06-02"), counted(span, "meeting", before=before))
        )
        assert str(only(found[1].deadlines).due) == day
        assert only(found[1].deadlines).relative.circular == "2024/1"

    @pytest.mark.parametrize("start", ["2024", "2024-05", "2024-05-31~"])
    def test_is_undated_until_the_day_of_the_event_is_known(self, start):
        found = lives(a_letter(1, held(start), counted("1 week", "meeting")))
        deadline = only(found[1].deadlines)
        assert deadline.due is None
        assert deadline.state(TODAY) is DeadlineState.UNDATED
        assert deadline.state(TODAY).is_ahead
        assert not deadline.state(TODAY).is_open

    def test_a_later_letter_makes_the_day_known(self):
        found = lives(
            a_letter(1, held("2024"), counted("1 week", "meeting")),
            a_letter(
                2,
                held("2024-08-08"),
                related=[acts_on("reschedules", "2024/1", event="meeting")],
            ),
        )
        deadline = only(found[1].deadlines)
        assert str(deadline.due) == "2024-08-01"
        assert deadline.relative.moved_by == "2024/2"
        assert deadline.instead_of == ()

    def test_moves_with_its_event_and_keeps_the_former_day(self):
        move = acts_on("reschedules", "2024/1", event="meeting")
        found = lives(
            a_letter(1, held("2024-05-08"), counted("1 week", "meeting")),
            a_letter(2, held("2024-06-08"), related=[move]),
            a_letter(3, held("2024-07-08"), related=[move]),
        )
        deadline = only(found[1].deadlines)
        assert str(deadline.due) == "2024-07-01"
        assert deadline.ended is None
        assert deadline.relative.moved_by == "2024/3"
        assert deadline.instead_of == (
            Former(circular="2024/1", id="visa", when=Moment.parse("2024-06-01")),
            Former(circular="2024/1", id="visa", when=Moment.parse("2024-05-01")),
        )

    def test_has_a_former_day_once_where_two_letters_gave_its_event_the_same(self):
        move = acts_on("reschedules", "2024/1", event="meeting")
        found = lives(
            a_letter(1, held("2024-05-08"), counted("1 week", "meeting")),
            a_letter(2, held("2024-05-08"), related=[move]),
            a_letter(3, held("2024-06-08"), related=[move]),
            a_letter(4, held("2024-06-08"), related=[move]),
        )
        deadline = only(found[1].deadlines)
        assert str(deadline.due) == "2024-06-01"
        assert [str(former.when) for former in deadline.instead_of] == ["2024-05-01"]

    def test_does_not_follow_its_event_after_a_letter_has_moved_or_ended_it(self):
        move = acts_on("reschedules", "2024/1", event="meeting")
        for act, ended in ((extends(1, "visa"), "extended"), (None, "withdrawn")):
            withdrawal = acts_on("withdraws", "2024/1", deadline="visa")
            found = lives(
                a_letter(1, held("2024-05-08"), counted("1 week", "meeting")),
                a_letter(2, due("2024-05-04", name="visa"), related=[act or withdrawal]),
                a_letter(3, held("2024-07-08"), related=[move]),
            )
            deadline = only(found[1].deadlines)
            assert getattr(deadline, ended).by == "2024/2"
            assert str(deadline.due) == "2024-05-01"
            assert deadline.instead_of == ()
            assert deadline.relative.moved_by == ""
            if act:
                (former,) = only(found[2].deadlines).instead_of
                assert str(former.when) == "2024-05-01"

    def test_a_chain_of_a_thousand_letters_is_followed(self):
        letters = [a_letter(1, due("2024-02-01"))]
        for number in range(2, 1100):
            related = [extends(number - 1)]
            letters.append(a_letter(number, due("2024-02-01"), related=related, day="2024-03-01"))
        found = with_acts(letters)
        assert len(only(found[-1].deadlines).instead_of) == 1098

    def test_an_event_of_another_letter(self):
        found = lives(
            a_letter(1, held("2024-05-08")),
            a_letter(2, counted("1 week", "meeting", circular="2024/1")),
        )
        assert str(only(found[2].deadlines).due) == "2024-05-01"

    @pytest.mark.parametrize("relation", ["withdraws", "replaces"])
    def test_ends_with_its_event(self, relation):
        event = "" if relation == "replaces" else "meeting"
        found = lives(
            a_letter(1, held("2024-06-10")),
            a_letter(2, counted("2 weeks", "meeting", circular="2024/1"), due("2024-05-01")),
            a_letter(3, related=[acts_on(relation, "2024/1", event=event)]),
        )
        visa, papers = found[2].deadlines
        expected = "withdrawn" if relation == "withdraws" else "superseded"
        assert visa.state(TODAY) == expected
        assert visa.ended.by == "2024/3"
        assert visa.ended in found[2].acts
        assert visa.ended.target == "deadline-visa"
        assert papers.ended is None

    def test_follows_an_event_that_is_moved_by_the_letter_that_replaces_the_first(self):
        moved = acts_on("reschedules", "2024/1", event="meeting", name="moved")
        found = lives(
            a_letter(1, held("2024-06-10"), counted("2 weeks", "meeting", name="visa")),
            a_letter(2, counted("2 weeks", "meeting", circular="2024/1")),
            a_letter(3, held("2024-07-10"), related=[acts_on("replaces", "2024/1"), moved]),
        )
        assert only(found[2].deadlines).ended is None
        assert str(only(found[2].deadlines).due) == "2024-06-26"

    def test_can_be_extended_to_a_day(self):
        found = lives(
            a_letter(1, held("2024-05-08"), counted("1 week", "meeting")),
            a_letter(2, due("2024-05-06", name="visa"), related=[extends(1, "visa")]),
        )
        later = only(found[2].deadlines)
        assert [str(item.when) for item in later.instead_of] == ["2024-05-01"]
        assert only(found[1].deadlines).state(TODAY) is DeadlineState.EXTENDED

    def test_beyond_all_calendars_there_is_no_day(self):
        found = lives(a_letter(1, held("1000-01-01"), counted("999 months", "meeting")))
        assert only(found[1].deadlines).due is None


class TestStates:
    """Openings, and what time alone says."""

    OPENS = Moment.parse("2024-03-11")

    @pytest.mark.parametrize(
        ("today", "state"),
        [
            ("2024-03-10", DeadlineState.ANNOUNCED),
            ("2024-03-11", DeadlineState.OPEN),
            ("2024-03-17", DeadlineState.OPEN),
            ("2024-03-18", DeadlineState.CLOSING_SOON),
            ("2024-04-01", DeadlineState.LAST_DAY),
            ("2024-04-02", DeadlineState.CLOSED),
        ],
    )
    def test_of_a_deadline_with_an_opening(self, today, state):
        deadline = due("2024-04-01", opens=self.OPENS)
        assert deadline.state(dt.date.fromisoformat(today)) is state

    def test_one_that_opens_at_an_hour_is_open_on_the_whole_of_its_geneva_day(self):
        opens = Moment.parse("2024-03-12 05:00", "Asia/Vladivostok")  # 20:00 of the 11th in Geneva
        deadline = due("2024-04-01", opens=opens)
        assert deadline.state(dt.date(2024, 3, 10)) is DeadlineState.ANNOUNCED
        assert deadline.state(dt.date(2024, 3, 11)) is DeadlineState.OPEN

    @given(st.dates(dt.date(2023, 6, 1), dt.date(2025, 6, 1)))
    def test_every_state_is_ahead_over_or_ended(self, today):
        plain = due("2024-04-01", opens=self.OPENS)
        act = Act(relation="x", by="2024/2", target="deadline-papers")
        for deadline in (
            plain,
            replace(plain, due=None),
            replace(plain, extended=act),
            replace(plain, withdrawn=act),
            replace(plain, superseded=act),
        ):
            state = deadline.state(today)
            assert state.is_ended is (deadline.ended is not None)
            assert not (state.is_ended and state.is_ahead)
            assert not state.is_open or state.is_ahead
            if deadline is plain:
                assert state.is_ahead is (today <= dt.date(2024, 4, 1))
                in_time = dt.date(2024, 3, 11) <= today <= dt.date(2024, 4, 1)
                assert state.is_open is in_time


class TestCourses:
    def test_follow_a_date_from_its_announcement_to_what_stands_now(self):
        found = lives(
            a_letter(1, due("2024-02-01"), due("2024-02-02", name="other")),
            a_letter(2, due("2024-03-01"), related=[extends(1)]),
            a_letter(3, due("2024-04-01", name="call"), related=[extends(1)]),
        )
        lines = [
            [(step.circular.key, step.item.id) for step in course.steps]
            for course in courses(found.values(), Deadline)
        ]
        assert lines == [
            [("2024/1", "papers"), ("2024/2", "papers"), ("2024/3", "call")],
            [("2024/1", "other")],
        ]

    def test_a_deadline_that_moved_with_its_event_is_a_course_of_its_own(self):
        found = lives(
            a_letter(1, held("2024-05-08"), counted("1 week", "meeting")),
            a_letter(
                2,
                held("2024-06-08"),
                related=[acts_on("reschedules", "2024/1", event="meeting")],
            ),
        )
        course = only(courses(found.values(), Deadline))
        assert course.first is course.last
        assert len(only(courses(found.values(), Event)).steps) == 2

    def test_two_courses_may_end_in_one_date(self):
        found = lives(
            a_letter(1, due("2024-02-01")),
            a_letter(2, due("2024-02-05")),
            a_letter(3, due("2024-03-01"), related=[extends(1), extends(2)]),
        )
        both = courses(found.values(), Deadline)
        assert [course.first.circular.key for course in both] == ["2024/1", "2024/2"]
        assert {course.last.circular.key for course in both} == {"2024/3"}

    @given(
        st.lists(
            st.tuples(st.sampled_from(("extends", "withdraws", "replaces")), st.integers(1, 6)),
            min_size=2,
            max_size=6,
        )
    )
    def test_any_archive_has_every_date_in_a_course_and_no_endless_one(self, acts):
        letters = []
        for number, (relation, target) in enumerate(acts, 1):
            named = "papers" if relation == "extends" else ""
            related = acts_on(relation, f"2024/{target}", deadline=named)
            letters.append(a_letter(number, due(f"2024-{number:02d}-01"), related=[related]))
        found = with_acts(letters)
        lines = courses(found, Deadline)
        seen = {step.circular.key for course in lines for step in course.steps}
        assert seen == {circular.key for circular in found}
        for course in lines:
            assert course.last.item.extended is None
            assert len({step.circular.key for step in course.steps}) == len(course.steps)


class TestFirstIds:
    REGISTER = """\
renamed:
  circular: 2024/call
  paragraph: deadline-answers
  to: deadline-papers
  date: 2024-04-01
"""

    def test_a_renamed_deadline_keeps_its_identity_through_an_extension(self, tmp_path):
        call = letter(
            "The Example Union asks for papers by 1 May 2024.\n",
            "deadlines:\n  papers:\n    asks: send papers\n    date: 2024-05-01\n",
        )
        later = letter(
            "The Example Union takes papers until 1 June 2024.\n",
            "deadlines:\n  papers:\n    asks: send papers\n    date: 2024-06-01\n"
            "related:\n  call:\n    kind: circular\n    relation: extends\n"
            "    circular: 2024/call\n    deadline: papers\n",
            date="2024-04-05",
            added="2024-04-06",
        )
        root = write_files(
            tmp_path,
            {
                "2024/call/en.md": call,
                "2024/later/en.md": later,
                "registers/moves.yml": self.REGISTER,
            },
        )
        loaded = read(root)
        assert [str(problem.code) for problem in loaded.problems] == []
        course = only(courses(loaded.archive.circulars, Deadline))
        assert [step.circular.key for step in course.steps] == ["2024/call", "2024/later"]
        assert course.first.item.first_id == "answers"
        assert course.last.item.first_id == ""
        assert course.first.item.extended.target == "deadline-papers"
