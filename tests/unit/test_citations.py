"""What letters name in their texts, and which letters of the archive are meant by it."""

import pytest
from small_archive import letter, read, translation, write_files

_TSB = {"reference": "TSB Circular 45", "kind": "circular"}


def _other(day: str, **changes):
    return letter(date=day, added="2025-01-10", subject=f"Letter of {day}", **changes)


def archive(tmp_path, files):
    loaded = read(write_files(tmp_path, files))
    assert [problem.code for problem in loaded.problems if problem.severity == "error"] == []
    return loaded


def citations(tmp_path, files, key="2024/letter"):
    found = archive(tmp_path, files).archive.by_key()[key].citations
    return [
        (each.reference.canonical if each.reference else "", each.keys, each.is_sure)
        for each in found
    ]


class TestWhichLetterIsMeant:
    def test_the_one_of_the_same_study_period(self, tmp_path):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter("As TSB Circular 45 said, we meet.\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", ("2023/tsb-45",), True)]

    @pytest.mark.parametrize(
        "words",
        [
            "TSB Circular 45 of 3 May 2018",
            "TSB Circular 45 (2018)",
            "Circular TSB 45 of May 2018",
        ],
    )
    def test_the_year_in_the_text_decides(self, tmp_path, words):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter(f"As {words} said, we meet.\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", ("2018/tsb-45",), True)]

    def test_one_of_an_earlier_period_is_only_perhaps_meant(self, tmp_path):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2024/letter/en.md": letter("As TSB Circular 45 said, we meet.\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", ("2018/tsb-45",), False)]

    def test_a_stated_relation_says_which_one(self, tmp_path):
        extra = (
            "related:\n  former:\n    kind: circular\n    relation: follows\n"
            "    circular: 2018/tsb-45\n"
        )
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2024/letter/en.md": letter("As TSB Circular 45 said, we meet.\n", extra),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", ("2018/tsb-45",), True)]

    def test_no_letter_speaks_of_a_later_one(self, tmp_path):
        files = {
            "2024/tsb-45/en.md": _other("2024-09-03", **_TSB),
            "2024/letter/en.md": letter("As TSB Circular 45 said, we meet.\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", (), False)]

    def test_a_year_that_fits_no_letter_means_one_that_is_not_held(self, tmp_path):
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter("As TSB Circular 45 (2022) said, we meet.\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", (), False)]

    def test_numbers_that_run_on_need_no_year(self, tmp_path):
        files = {
            "2011/cr-320/en.md": _other("2011-05-03", reference="CR/320"),
            "2024/letter/en.md": letter("See CR/320.\n"),
        }
        assert citations(tmp_path, files) == [("CR/320", ("2011/cr-320",), True)]

    def test_resolutions_lie_outside(self, tmp_path):
        files = {"2024/letter/en.md": letter("See Resolution 209 (Dubai, 2018).\n")}
        assert citations(tmp_path, files) == [("Resolution 209 (Dubai, 2018)", (), False)]

    def test_a_letter_does_not_cite_itself(self, tmp_path):
        files = {"2023/tsb-45/en.md": _other("2023-05-03", body="TSB Circular 45 says.\n", **_TSB)}
        assert citations(tmp_path, files, "2023/tsb-45") == []


class TestPlaces:
    def test_both_languages_and_all_paragraphs_are_gathered(self, tmp_path):
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter("First.\n\nSee TSB Circular 45.\n\nThird.\n"),
            "2024/letter/ru.md": translation("Первое.\n\nВторое.\n\nВ Циркуляре 45 БСЭ.\n"),
        }
        [citation] = archive(tmp_path, files).archive.by_key()["2024/letter"].citations
        assert set(citation.places) == {"p2", "p3"}

    def test_a_reference_may_stand_on_two_lines(self, tmp_path):
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter("As we said in TSB\nCircular 45, we meet.\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", ("2023/tsb-45",), True)]

    def test_a_link_to_a_letter_names_it(self, tmp_path):
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter("See [the invitation](circular:2023/tsb-45).\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", ("2023/tsb-45",), True)]


class TestCorrigendaAndAddenda:
    @pytest.mark.parametrize(
        ("reference", "relation"),
        [
            ("Corrigendum 1 to TSB Circular 45", "corrects"),
            ("Addendum 2 to TSB Circular 45", "adds-to"),
        ],
    )
    def test_their_own_reference_states_the_relation(self, tmp_path, reference, relation):
        folder = reference.replace(" to TSB Circular 45", "").replace(" ", "-").lower()
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            f"2023/tsb-45-{folder}/en.md": _other("2023-06-01", reference=reference),
        }
        loaded = archive(tmp_path, files)
        [related] = loaded.archive.by_key()[f"2023/tsb-45-{folder}"].related
        assert (related.relation, related.circular) == (relation, "2023/tsb-45")

    def test_what_they_belong_to_need_not_be_held(self, tmp_path):
        text = _other("2023-06-01", reference="Corrigendum 1 to TSB Circular 45")
        loaded = archive(tmp_path, {"2023/tsb-45-corrigendum-1/en.md": text})
        [related] = loaded.archive.by_key()["2023/tsb-45-corrigendum-1"].related
        assert related.circular is None
        assert related.reference.canonical == "TSB Circular 45"

    def test_a_stated_relation_is_not_stated_twice(self, tmp_path):
        extra = (
            "related:\n  corrected:\n    kind: circular\n    relation: corrects\n"
            "    circular: 2023/tsb-45\n"
        )
        text = _other("2023-06-01", reference="Corrigendum 1 to TSB Circular 45", extra=extra)
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2023/tsb-45-corrigendum-1/en.md": text,
        }
        loaded = archive(tmp_path, files)
        assert len(loaded.archive.by_key()["2023/tsb-45-corrigendum-1"].related) == 1
