"""Which letter a reference means: by year, by study period, by what the facts say besides."""

import datetime as dt

import pytest
from small_archive import PHRASES

from archive.dates import zone_names
from archive.references import Grammar
from archive.references.bearers import Bearer, KnownReferences, Meant
from archive.references.folding import LOOKALIKES, fold
from archive.references.when import UNSAID, When, carried

GRAMMAR = Grammar.of(PHRASES)
CIRCULAR = "TSB Circular 45"


def bearer(key, first, last=None):
    first = dt.date.fromisoformat(first)
    return Bearer(key, first.year, first, dt.date.fromisoformat(last) if last else first)


# Of three study periods of the sector: 2013–2016, 2017–2022 (two letters), 2022–2024.
OLD = bearer("2014/old", "2014-05-06")
FORMER = bearer("2021/former", "2021-11-30")
OWN = bearer("2022/own", "2022-06-01")
SECOND = bearer("2023/second", "2023-02-01")
BY = bearer("2023/by", "2023-03-01")


def known(*letters, reference=CIRCULAR):
    return KnownReferences((letter, [reference]) for letter in letters)


def meant(letters, *, when=UNSAID, by=BY, stated=(), text=CIRCULAR, is_issued=False):
    archive = known(*letters, reference=text)
    return archive.meant(GRAMMAR.parse(text), when, by, stated, is_issued=is_issued)


class TestStudyPeriods:
    def test_the_only_letter_of_the_own_period_is_meant(self):
        assert meant([OLD, FORMER, OWN]) == Meant((OWN,), is_sure=True)

    def test_of_two_in_one_period_neither_is_sure(self):
        assert meant([OWN, SECOND]) == Meant((OWN, SECOND), is_sure=False)

    def test_what_the_facts_relate_decides(self):
        found = meant([OWN, SECOND], stated=["2023/second"])
        assert found == Meant((SECOND,), is_sure=True)

    def test_facts_that_name_both_decide_nothing(self):
        assert not meant([OWN, SECOND], stated=["2022/own", "2023/second"]).is_sure

    def test_letters_of_earlier_periods_are_perhaps_meant(self):
        assert meant([OLD, FORMER]) == Meant((OLD, FORMER), is_sure=False)

    def test_a_letter_never_means_itself(self):
        assert meant([BY]) == Meant()

    def test_a_later_letter_of_the_own_period_is_odd(self):
        later = bearer("2024/later", "2024-02-03")
        assert meant([later]) == Meant((later,), is_later=True)
        assert meant([OLD, later]) == Meant((OLD, later), is_later=False)

    def test_a_letter_of_the_same_day_did_not_come_later(self):
        same = bearer("2023/same", "2023-03-01")
        assert meant([same]) == Meant((same,), is_sure=True)


class TestCorrigenda:
    BY = bearer("2022/by", "2022-04-01")

    def test_follow_the_only_letter_of_the_period_right_before(self):
        found = meant([OLD, FORMER], by=self.BY, is_issued=True)
        assert found == Meant((FORMER,), is_sure=True)

    def test_other_letters_do_not(self):
        assert not meant([OLD, FORMER], by=self.BY).is_sure

    def test_not_one_more_than_two_years_older(self):
        older = bearer("2020/older", "2020-03-01")
        assert meant([older], by=self.BY, is_issued=True) == Meant((older,), is_sure=False)

    def test_not_one_of_two(self):
        other = bearer("2021/other", "2021-12-01")
        assert not meant([FORMER, other], by=self.BY, is_issued=True).is_sure

    def test_are_issued_to_what_their_own_reference_names(self):
        reference = GRAMMAR.parse("Corrigendum 1 to TSB Circular 45")
        assert known(FORMER).issued_to(reference, self.BY) == Meant((FORMER,), is_sure=True)

    def test_that_the_archive_lacks_lead_to_their_letter(self):
        reference = GRAMMAR.parse("Corrigendum 2 to TSB Circular 45")
        assert known(OWN).base_meant(reference, UNSAID, BY) == Meant((OWN,), is_sure=True)
        assert known(OWN).base_meant(reference, UNSAID, OWN) == Meant()
        assert known(OWN).base_meant(GRAMMAR.parse(CIRCULAR), UNSAID, BY) == Meant()

    def test_tell_their_letter_to_the_rest(self):
        reference = GRAMMAR.parse("Corrigendum 2 to TSB Circular 45")
        assert known(OWN).told([reference], BY, ["2001/far"]) == {"2001/far", "2022/own"}


class TestYears:
    def test_a_year_tells_letters_of_one_number_apart(self):
        found = meant([OLD, FORMER, OWN], when=When(2021))
        assert found == Meant((FORMER,), is_sure=True)

    def test_two_letters_of_that_year_leave_a_doubt(self):
        other = bearer("2021/other", "2021-12-01")
        assert meant([FORMER, other], when=When(2021)) == Meant((FORMER, other), is_sure=False)

    def test_either_of_two_years_leaves_a_doubt(self):
        found = meant([FORMER], when=When(2020, 2021, is_open=True))
        assert found == Meant((FORMER,), is_sure=False)

    def test_a_letter_of_a_later_year_is_odd(self):
        later = bearer("2024/later", "2024-02-03")
        assert meant([later], when=When(2024)) == Meant((later,), is_later=True)
        assert meant([later], when=When(2019)) == Meant()


class TestNumbersThatRunOn:
    def test_one_letter_is_meant_whenever_it_was_issued(self):
        later = bearer("2024/later", "2024-02-03")
        for letter in (OLD, later):
            assert meant([letter], text="CR/501") == Meant((letter,), is_sure=True)

    def test_two_letters_leave_a_doubt(self):
        assert meant([OLD, OWN], text="CR/501") == Meant((OLD, OWN), is_sure=False)

    def test_either_of_two_years_leaves_a_doubt(self):
        found = meant([OLD], text="CR/501", when=When(2013, 2014, is_open=True))
        assert found == Meant((OLD,), is_sure=False)

    def test_an_unknown_series_means_only_what_came_before(self):
        later = bearer("2024/later", "2024-02-03")
        assert meant([OLD, later], text="ABC 7") == Meant((OLD,), is_sure=True)
        assert meant([OLD, OWN], text="ABC 7") == Meant((OLD, OWN), is_sure=False)


class TestTimes:
    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            (When(2018), When(2019), True),
            (When(2019), When(2018), True),
            (When(2018), When(2018), False),
            (When(2018), UNSAID, False),
            (UNSAID, When(2018), False),
            (When(2017, 2020), When(2020), False),
            (When(2017, 2020), When(2021), True),
            (When(2021), When(2017, 2020), True),
            (When(2017), When(2017, 2020), False),
            (When(2017, 2020), When(2020, 2022), False),
            (When(2017, 2020), When(2021, 2022), True),
        ],
    )
    def test_that_differ_have_no_year_in_common(self, one, other, expected):
        assert one.differs(other) is expected

    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ([When(2018), UNSAID], [When(2018), When(2018)]),
            ([UNSAID, When(2018), UNSAID], [UNSAID, When(2018), When(2018)]),
            ([When(2018, day="2018-05-04"), UNSAID], [When(2018, day="2018-05-04"), When(2018)]),
            (
                [When(2018), When(2020), UNSAID],
                [When(2018), When(2020), When(2018, 2020, is_open=True)],
            ),
            (
                [When(2017, 2020), When(2018, 2022), UNSAID],
                [When(2017, 2020), When(2018, 2022), When(2018, 2020)],
            ),
            ([When(2017, 2020), When(2020), UNSAID], [When(2017, 2020), When(2020), When(2020)]),
            (
                [When(2018), When(2020), When(2015), UNSAID],
                [When(2018), When(2020), When(2015), When(2015, 2020, is_open=True)],
            ),
        ],
    )
    def test_are_carried_to_what_is_named_again(self, said, expected):
        letter = GRAMMAR.parse(CIRCULAR)
        items = [(letter, when) for when in said]
        found = carried(items, lambda item: item, lambda item, when: (item[0], when))
        assert [when for _, when in found] == expected

    def test_are_carried_to_no_other_letter_and_to_no_resolution(self):
        one, other = GRAMMAR.parse(CIRCULAR), GRAMMAR.parse("TSB Circular 46")
        resolution = GRAMMAR.parse("Resolution 9")
        items = [(one, When(2018)), (other, UNSAID), (resolution, When(2014)), (resolution, UNSAID)]
        assert carried(items, lambda item: item, lambda item, when: (item[0], when)) == items


class TestFolding:
    @pytest.mark.parametrize("blank", "\t\u00a0\u2002\u2003\u2009\u200a\u202f\u3000")
    def test_all_blanks_are_one(self, blank):
        assert fold(f"CL-19{blank}35") == "cl-19 35"

    @pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
    def test_all_dashes_are_one(self, dash):
        assert fold(f"CL{dash}19/35") == "cl-19/35"

    def test_letters_that_look_alike_are_one(self):
        assert fold("ЦИРК. СЕ ABC Ἀ") == "ци" + "".join(LOOKALIKES[c] for c in "рк") + ". ce abc Ἀ"


def test_zones_that_only_name_an_offset_are_not_offered():
    names = zone_names()
    assert "Europe/Zurich" in names
    assert [name for name in names if name.partition("/")[0] in ("Etc", "posix", "right")] == []
    assert not {"EST", "UTC", "CET"} & set(names)
