"""Letters that act after other letters have acted: what stands when they come."""

import pytest
from facts_kit import findings
from small_archive import PHRASES, letter, read, write_files
from test_acts import CALL, CALL_BODY, codes, deadlines, events, related

from archive.zone_slips import meant_zone

WHOLE = {"extent": "whole-letter"}


def of_day(day, *entries, facts="", key="2024/call"):
    """A letter of March that acts on the call of 5 March, in the words of its facts alone."""
    text = "related:\n" + "".join(entries) if entries else ""
    date = f"2024-03-{day:02d}"
    return letter("Good day.\n", facts + text, **{"date": date, "added": "2024-03-30"})


def found(tmp_path, **letters):
    files = {"2024/call/en.md": letter(CALL_BODY, CALL)}
    files |= {f"2024/{name}/en.md": text for name, text in letters.items()}
    return findings(tmp_path, files)


def extends(day, date, circular="2024/call", **named):
    entry = related("extends", circular, deadline="papers", **named)
    return of_day(day, entry, facts=deadlines(papers=date))


class TestWhatHasEnded:
    """Nothing that a letter has ended is moved by a later one."""

    ENDED = (
        {"relation": "withdraws", "deadline": "papers"},
        {"relation": "withdraws", **WHOLE},
        {"relation": "replaces"},
    )

    @pytest.mark.parametrize("ending", ENDED)
    def test_a_deadline_is_not_extended(self, tmp_path, ending):
        end = of_day(10, related(**ending))
        (problem,) = found(tmp_path, a=end, b=extends(20, "2024-04-20"))
        assert (problem.code, problem.variant) == ("act-on-ended", "")
        assert (problem.values["by"], problem.values["relation"]) == ("2024/a", ending["relation"])

    @pytest.mark.parametrize("ending", [{"event": "meeting"}, WHOLE])
    def test_an_event_is_not_rescheduled(self, tmp_path, ending):
        end = of_day(10, related("withdraws", **ending))
        later = of_day(20, related("reschedules", event="meeting"), facts=events(m="2024-09-16"))
        problems = found(tmp_path, a=end, b=later)
        assert codes(problems) == [("act-on-ended", "event")]

    def test_what_ended_with_its_event_is_not_extended(self, tmp_path):
        end = of_day(10, related("withdraws", event="meeting"))
        later = of_day(20, related("extends", deadline="visa"), facts=deadlines(visa="2024-05-02"))
        assert codes(found(tmp_path, a=end, b=later)) == [("act-on-ended", "")]

    def test_what_was_extended_before_it_ended_is_not_extended_either(self, tmp_path):
        end = of_day(12, related("withdraws", deadline="papers"))
        letters = {"a": extends(10, "2024-04-20"), "b": end, "c": extends(20, "2024-05-02")}
        problems = found(tmp_path / "first", **letters)
        assert codes(problems) == [("act-on-ended", "")]
        letters["c"] = extends(20, "2024-05-02", "2024/a")
        problems = found(tmp_path / "second", **letters)
        assert codes(problems) == [("act-on-ended", "")]

    def test_an_extension_before_the_end_is_none_of_this(self, tmp_path):
        end = of_day(20, related("withdraws", deadline="papers"))
        assert found(tmp_path, a=extends(10, "2024-04-20"), b=end) == []

    def test_of_two_letters_of_one_day_the_one_of_the_later_name_comes_later(self, tmp_path):
        end = of_day(10, related("withdraws", deadline="papers"))
        assert found(tmp_path / "1", a=extends(10, "2024-04-20"), b=end) == []
        problems = found(tmp_path / "2", a=end, b=extends(10, "2024-04-20"))
        assert codes(problems) == [("act-on-ended", "")]

    def test_a_deadline_that_was_not_withdrawn_with_the_others_can_be_extended(self, tmp_path):
        end = of_day(10, related("withdraws", deadline="visa"))
        assert found(tmp_path, a=end, b=extends(20, "2024-04-20")) == []

    def test_one_letter_may_replace_another_and_carry_its_deadline_on(self, tmp_path):
        both = of_day(
            10,
            related("replaces"),
            related("extends", name="more", deadline="papers"),
            facts=deadlines(papers="2024-04-20"),
        )
        assert found(tmp_path / "1", a=both) == []
        assert found(tmp_path / "2", a=both, b=extends(20, "2024-05-02")) == []

    def test_a_deadline_of_its_own_opens_anew(self, tmp_path):
        end = of_day(10, related("withdraws", deadline="papers"))
        anew = of_day(20, related("follows"), facts=deadlines(papers="2024-04-20"))
        assert found(tmp_path, a=end, b=anew) == []

    @pytest.mark.parametrize(("day", "is_late"), [(8, False), (20, True)])
    def test_nothing_counts_from_an_event_that_was_called_off_before(self, tmp_path, day, is_late):
        facts = (
            "deadlines:\n  hotel:\n    asks: book a hotel\n"
            "    relative: {event: 2024/call#meeting, before: 1 week}\n"
        )
        end = of_day(10, related("withdraws", event="meeting"))
        problems = found(tmp_path, a=end, b=of_day(day, related("cites"), facts=facts))
        assert codes(problems) == ([("act-on-ended", "counted")] if is_late else [])

    def test_the_build_refuses_it_too(self, tmp_path):
        files = {
            "2024/call/en.md": letter(CALL_BODY, CALL),
            "2024/a/en.md": of_day(10, related("withdraws", deadline="papers")),
            "2024/b/en.md": extends(20, "2024-04-20"),
        }
        assert codes(read(write_files(tmp_path, files)).problems) == [("act-on-ended", "")]


class TestLaterThanWhatStands:
    """An extension is later than the day that stood before it, whichever step it names."""

    @pytest.mark.parametrize("named", ["2024/call", "2024/a"])
    @pytest.mark.parametrize(("date", "is_later"), [("2024-04-20", False), ("2024-04-21", True)])
    def test_the_day_of_an_earlier_extension_counts(self, tmp_path, named, date, is_later):
        problems = found(tmp_path, a=extends(10, "2024-04-20"), b=extends(20, date, named))
        variant = "chain" if named == "2024/call" else ""
        assert codes(problems) == ([] if is_later else [("extension-not-later", variant)])

    def test_that_of_a_later_extension_does_not(self, tmp_path):
        # The letters are of other days than their names are in order.
        assert found(tmp_path, z=extends(10, "2024-04-20"), a=extends(20, "2024-05-02")) == []

    def test_what_counts_from_an_event_stands_where_the_event_went(self, tmp_path):
        move = of_day(10, related("reschedules", event="meeting"), facts=events(m="2024-09-16"))
        for date, expected in (
            ("2024-08-05", [("extension-not-later", "chain")]),
            ("2024-08-06", []),
        ):
            later = of_day(20, related("extends", deadline="visa"), facts=deadlines(visa=date))
            assert codes(found(tmp_path / date, a=move, b=later)) == expected

    def test_what_a_letter_moves_with_the_event_itself_stood_on_its_former_day(self, tmp_path):
        both = of_day(
            10,
            related("reschedules", event="meeting"),
            related("extends", name="longer", deadline="visa"),
            facts=events(meeting="2024-09-16") + deadlines(visa="2024-04-20"),
        )
        assert found(tmp_path, a=both) == []

    @pytest.mark.parametrize(("span", "is_later"), [("6 weeks", False), ("5 weeks", True)])
    def test_the_new_day_may_be_counted_too(self, tmp_path, span, is_later):
        facts = (
            "deadlines:\n  visa:\n    asks: ask for a visa\n"
            f"    relative: {{event: 2024/call#meeting, before: {span}}}\n"
        )
        problems = found(tmp_path, a=of_day(10, related("extends", deadline="visa"), facts=facts))
        assert codes(problems) == ([] if is_later else [("extension-not-later", "")])

    def test_hours_are_compared_in_their_zones(self, tmp_path):
        def timed(hour, zone):
            return (
                "deadlines:\n  papers: {asks: send papers, printed: soon,"
                f" timezone: {zone}, date: 2024-04-02 {hour}}}\n"
            )

        entry = related("extends", deadline="papers")
        files = {
            "2024/call/en.md": letter(extra=timed("12:00", "Europe/Zurich")),
            "2024/later/en.md": of_day(10, entry, facts=timed("18:00", "Asia/Tokyo")),
        }
        assert codes(findings(tmp_path, files)) == [("extension-not-later", "")]


class TestKinds:
    def found(self, tmp_path, before, after):
        def facts(kind, date):
            kind = f"kind: {kind}, " if kind else ""
            return f"deadlines:\n  papers: {{{kind}asks: it, printed: soon, date: {date}}}\n"

        register = "registration:\n  name: {ru: р, en: r}\nvote:\n  name: {ru: г, en: v}\n"
        later = of_day(10, related("extends", deadline="papers"), facts=facts(after, "2024-05-02"))
        files = {
            "registers/answers.yml": register,
            "2024/call/en.md": letter(extra=facts(before, "2024-04-02")),
            "2024/later/en.md": later,
        }
        return codes(findings(tmp_path, files))

    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            ("registration", "registration", []),
            ("registration", "", []),
            ("", "vote", []),
            ("registration", "vote", [("extension-kind-differs", "")]),
        ],
    )
    def test_an_extension_asks_for_the_same(self, tmp_path, before, after, expected):
        assert self.found(tmp_path, before, after) == expected


class TestWholeLetters:
    """A letter that ends one which acts on others says what becomes of the dates of these."""

    @pytest.mark.parametrize(
        "entry", [{"relation": "withdraws", **WHOLE}, {"relation": "replaces"}]
    )
    def test_dates_that_it_carries_on(self, tmp_path, entry):
        end = of_day(20, related(circular="2024/a", **entry))
        (problem,) = found(tmp_path, a=extends(10, "2024-04-20"), b=end)
        assert (problem.code, problem.variant) == ("whole-letter-unclear", "")
        assert problem.values["dates"] == "deadline: papers (2024/a)"

    @pytest.mark.parametrize("circular", ["2024/a", "2024/call"])
    def test_are_ended_by_name(self, tmp_path, circular):
        end = of_day(
            20,
            related("withdraws", "2024/a", **WHOLE),
            related("withdraws", circular, name="papers", deadline="papers"),
        )
        assert found(tmp_path, a=extends(10, "2024-04-20"), b=end) == []

    @pytest.mark.parametrize("circular", ["2024/a", "2024/call"])
    def test_or_carried_on_by_name(self, tmp_path, circular):
        end = of_day(
            20,
            related("replaces", "2024/a"),
            related("extends", circular, name="papers", deadline="papers"),
            facts=deadlines(papers="2024-05-02"),
        )
        assert found(tmp_path, a=extends(10, "2024-04-20"), b=end) == []

    def test_or_end_with_the_letter_that_announced_them(self, tmp_path):
        end = of_day(
            20, related("withdraws", "2024/a", **WHOLE), related("withdraws", name="all", **WHOLE)
        )
        assert found(tmp_path, a=extends(10, "2024-04-20"), b=end) == []

    def test_another_date_of_the_same_letter_does_not_do(self, tmp_path):
        end = of_day(
            20,
            related("replaces", "2024/a"),
            related("withdraws", name="visa", deadline="visa"),
        )
        problems = found(tmp_path, a=extends(10, "2024-04-20"), b=end)
        assert codes(problems) == [("whole-letter-unclear", "")]

    def test_events_are_dates_as_well(self, tmp_path):
        move = of_day(10, related("reschedules", event="meeting"), facts=events(m="2024-09-16"))
        problems = found(tmp_path, a=move, b=of_day(20, related("replaces", "2024/a")))
        assert [problem.values["dates"] for problem in problems] == ["event: m (2024/a)"]

    def test_what_it_set_for_itself_is_plain(self, tmp_path):
        own = of_day(10, related("follows"), facts=deadlines(papers="2024-04-20"))
        assert found(tmp_path, a=own, b=of_day(20, related("replaces", "2024/a"))) == []

    @pytest.mark.parametrize("withdrawn", [{"deadline": "papers"}, {"event": "meeting"}, WHOLE])
    def test_what_it_withdrew_does_not_come_back(self, tmp_path, withdrawn):
        end = of_day(10, related("withdraws", **withdrawn))
        later = of_day(20, related("withdraws", "2024/a", **WHOLE))
        problems = found(tmp_path / "1", a=end, b=later)
        assert codes(problems) == [("whole-letter-unclear", "ended")]
        again = of_day(
            20, related("replaces", "2024/a"), related("withdraws", name="still", **withdrawn)
        )
        assert found(tmp_path / "2", a=end, b=again) == []

    def test_a_replacement_may_be_replaced(self, tmp_path):
        first = of_day(10, related("replaces"), facts=deadlines(papers="2024-04-20"))
        second = of_day(20, related("replaces", "2024/a"), facts=deadlines(papers="2024-05-02"))
        assert found(tmp_path, a=first, b=second) == []

    def test_what_an_entry_forgets_to_say_is_asked_for_once(self, tmp_path):
        end = of_day(20, related("withdraws", "2024/a"))
        later = extends(25, "2024-05-02")
        problems = found(tmp_path, a=extends(10, "2024-04-20"), b=end, c=later)
        assert codes(problems) == [("extension-incomplete", "whole")]

    def test_what_has_ended_before_leaves_nothing_open(self, tmp_path):
        letters = {
            "a": extends(10, "2024-04-20"),
            "b": of_day(12, related("withdraws", deadline="papers")),
            "c": of_day(20, related("withdraws", "2024/a", **WHOLE)),
        }
        assert found(tmp_path, **letters) == []


class TestSameDay:
    @pytest.mark.parametrize(("day", "variant"), [(10, "same-day"), (20, "")])
    def test_of_two_letters_of_one_day_none_is_called_the_later_one(self, tmp_path, day, variant):
        problems = found(
            tmp_path,
            a=of_day(10, related("replaces", "2024/b")),
            b=of_day(day, related("replaces", "2024/a")),
        )
        assert codes(problems) == [("relation-contradicts", variant)]


class TestNamesThatAreClose:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("2024/tsd-352", "2024/tsb-352"),
            ("2023/tsb-352", "2024/tsb-352"),
            ("2024/tsb-353", ""),
            ("2024/tsb-3520", ""),
            ("2024/tsb-35-2", ""),
        ],
    )
    def test_another_number_is_another_letter(self, tmp_path, written, meant):
        entry = related("follows", written)
        files = {"2024/tsb-352/en.md": letter(), "2024/later/en.md": of_day(20, entry)}
        (problem,) = findings(tmp_path, files, "unknown-circular")
        assert problem.values["meant"] == meant
        said = problem.message(PHRASES["en"])
        assert ("did you mean" in said) is bool(meant)
        assert ("in title" in said) is not bool(meant)

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("GMT+9", "+09:00"),
            ("UTC -5", "-05:00"),
            ("UTC−3:30", "-03:30"),
            ("JST", "+09:00"),
            ("Asia/Tokio", "Asia/Tokyo"),
            ("asia/tokyo", "Asia/Tokyo"),
            ("New York", "America/New_York"),
            ("Europe/Geneva", "Europe/Zurich"),
            ("GMT+25", ""),
            ("IST", ""),
            ("our time", ""),
        ],
    )
    def test_zones(self, written, meant):
        assert meant_zone(written) == meant


class TestRegisters:
    @pytest.mark.parametrize("name", ["answers", "addressees"])
    def test_a_name_is_given_in_every_language(self, tmp_path, name):
        register = "one:\n  name: {ru: Один, en: One}\ntwo:\n  name: {en: Two}\n"
        files = {f"registers/{name}.yml": register, "2024/letter/en.md": letter()}
        (problem,) = findings(tmp_path, files)
        assert (problem.code, problem.severity) == ("register-words-missing", "warning")
        assert (problem.line, problem.values["missing"]) == (4, "ru")
        assert problem.values["name"] == "two.name"
        assert read(tmp_path).problems == ()  # the site shows the other language's words
