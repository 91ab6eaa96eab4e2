"""What letters name in their texts, and which letters of the archive are meant by it."""

import datetime as dt
import html
import re
from pathlib import Path

import pytest
from facts_kit import findings
from small_archive import PHRASES, letter, read, translation, write_files

from archive.languages import LANGUAGES
from archive.render.frames import Frames
from archive.render.templates import View
from archive.selections import named_by
from archive.site import Site
from archive.urls import Addresses

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

    @pytest.mark.parametrize(
        ("reference", "key", "day", "keys", "is_sure"),
        [
            ("TSB Circular 45", "2024/tsb-45", "2024-09-03", ("2024/tsb-45",), False),
            ("TSB Circular 45", "2025/tsb-45", "2025-01-03", (), False),
            ("CR/320", "2025/cr-320", "2025-01-03", ("2025/cr-320",), True),
            ("CL-24/35", "2024/cl-24-35", "2024-09-03", ("2024/cl-24-35",), True),
        ],
    )
    def test_a_later_one_only_where_no_other_can_bear_its_name(
        self, tmp_path, reference, key, day, keys, is_sure
    ):
        files = {
            f"{key}/en.md": _other(day, reference=reference),
            "2024/letter/en.md": letter(f"As {reference} said, we meet.\n"),
        }
        assert citations(tmp_path, files) == [(reference, keys, is_sure)]

    @pytest.mark.parametrize(
        ("words", "keys", "is_sure"),
        [
            ("TSB Circular 45 (2017–2020)", ("2018/tsb-45",), True),
            ("TSB Circular 45 of the study period 2017–2020", ("2018/tsb-45",), True),
            ("TSB Circular 45 (2013–2016)", (), False),
            ("TSB Circular 45 (2017–2023)", ("2018/tsb-45", "2023/tsb-45"), False),
        ],
    )
    def test_so_does_a_period(self, tmp_path, words, keys, is_sure):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter(f"As {words} said, we meet.\n"),
        }
        assert citations(tmp_path, files) == [("TSB Circular 45", keys, is_sure)]

    def test_a_letter_of_another_period_is_not_the_letter_itself(self, tmp_path):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2023/tsb-45/en.md": _other(
                "2023-05-03", body="As TSB Circular 45 (2017–2020) said.\n", **_TSB
            ),
        }
        found = citations(tmp_path, files, "2023/tsb-45")
        assert found == [("TSB Circular 45", ("2018/tsb-45",), True)]

    def test_what_is_named_again_is_the_letter_that_was_named_with_its_year(self, tmp_path):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter(
                "As TSB Circular 45 of 3 May 2018 said, we meet.\n\nSee TSB Circular 45.\n"
            ),
        }
        [citation] = archive(tmp_path, files).archive.by_key()["2024/letter"].citations
        assert (citation.keys, citation.places) == (("2018/tsb-45",), ("p1", "p2"))

    def test_after_two_years_either_can_be_meant(self, tmp_path):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter(
                "TSB Circular 45 (2018) and TSB Circular 45 (2023).\n\nSee TSB Circular 45.\n"
            ),
        }
        assert citations(tmp_path, files) == [
            ("TSB Circular 45", ("2018/tsb-45",), True),
            ("TSB Circular 45", ("2023/tsb-45",), True),
            ("TSB Circular 45", ("2018/tsb-45", "2023/tsb-45"), False),
        ]

    def test_a_link_in_the_text_settles_what_is_named_beside_it(self, tmp_path):
        body = "See [the invitation](circular:2018/tsb-45).\n\nTSB Circular 45 said so.\n"
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2024/letter/en.md": letter(body),
        }
        [citation] = archive(tmp_path, files).archive.by_key()["2024/letter"].citations
        assert (citation.keys, citation.is_sure) == (("2018/tsb-45",), True)
        assert citation.places == ("p1", "p2")

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

    @pytest.mark.parametrize(
        ("key", "day", "circular", "perhaps"),
        [
            ("2021/tsb-45", "2021-12-03", "2021/tsb-45", ()),
            ("2018/tsb-45", "2018-05-03", None, ("2018/tsb-45",)),
            ("2023/tsb-45", "2023-05-03", None, ("2023/tsb-45",)),
        ],
        ids=["of the period before", "too old", "later"],
    )
    def test_they_follow_their_letter_soon(self, tmp_path, key, day, circular, perhaps):
        corrigendum = "2022/tsb-45-corrigendum-1"
        text = _other("2022-06-01", reference="Corrigendum 1 to TSB Circular 45")
        files = {f"{key}/en.md": _other(day, **_TSB), f"{corrigendum}/en.md": text}
        [related] = archive(tmp_path, files).archive.by_key()[corrigendum].related
        assert (related.circular, related.perhaps) == (circular, perhaps)

    def test_what_they_name_in_their_texts_is_the_letter_that_they_correct(self, tmp_path):
        corrigendum = "2022/tsb-45-corrigendum-1"
        reference = "Corrigendum 1 to TSB Circular 45"
        body = "TSB Circular 45 had a wrong date.\n"
        files = {
            "2021/tsb-45/en.md": _other("2021-12-03", **_TSB),
            f"{corrigendum}/en.md": _other("2022-06-01", reference=reference, body=body),
        }
        found = citations(tmp_path, files, corrigendum)
        assert found == [("TSB Circular 45", ("2021/tsb-45",), True)]


HELD = {"2018/tsb-45/en.md": _other("2018-05-03", **_TSB)}
BOTH = {**HELD, "2023/tsb-45/en.md": _other("2023-05-03", **_TSB)}


class TestCorrigendaThatAreNotHeld:
    def cited(self, tmp_path, files, body, key="2024/letter"):
        files = {"2024/letter/en.md": letter(body), **files}
        return archive(tmp_path, files).archive.by_key()[key].citations

    @pytest.mark.parametrize(
        ("files", "words", "keys", "is_sure"),
        [
            (BOTH, "Corrigendum 2 to TSB Circular 45", ("2023/tsb-45",), True),
            (BOTH, "Addendum 1 to TSB Circular 45", ("2023/tsb-45",), True),
            (BOTH, "Corrigendum 2 to TSB Circular 45 of 3 July 2018", ("2018/tsb-45",), True),
            (BOTH, "Corrigendum 2 to TSB Circular 45 (2017–2023)",
             ("2018/tsb-45", "2023/tsb-45"), False),
            (HELD, "Corrigendum 2 to TSB Circular 45", ("2018/tsb-45",), False),
        ],
    )  # fmt: skip
    def test_lead_to_their_letter(self, tmp_path, files, words, keys, is_sure):
        (citation,) = self.cited(tmp_path, files, f"As {words} said, we meet.\n")
        assert citation.reference.issuance in ("corrigendum", "addendum")
        assert (citation.keys, citation.is_sure, citation.is_base) == (keys, is_sure, True)

    @pytest.mark.parametrize(
        "words",
        [
            "Corrigendum 2 to TSB Circular 46",
            "Corrigendum 2 to TSB Circular 45 of 3 July 2019",
            "Corrigendum 2 to Recommendation ITU-T L.1061",
        ],
    )
    def test_lie_outside_where_that_is_not_held_either(self, tmp_path, words):
        (citation,) = self.cited(tmp_path, BOTH, f"As {words} said, we meet.\n")
        assert (citation.keys, citation.is_base) == ((), False)

    def test_do_not_take_the_place_of_one_that_is_held(self, tmp_path):
        held = _other("2023-06-01", reference="Corrigendum 1 to TSB Circular 45")
        files = {**BOTH, "2023/tsb-45-corrigendum-1/en.md": held}
        body = "Corrigendum 1 to TSB Circular 45.\n\nCorrigendum 2 to TSB Circular 45.\n"
        found = self.cited(tmp_path, files, body)
        assert [(each.keys, each.is_base) for each in found] == [
            (("2023/tsb-45-corrigendum-1",), False),
            (("2023/tsb-45",), True),
        ]

    def test_lead_the_letter_that_they_correct_nowhere(self, tmp_path):
        body = "Corrigendum 2 to TSB Circular 45 will follow.\n"
        files = {**HELD, "2023/tsb-45/en.md": _other("2023-05-03", body=body, **_TSB)}
        (citation,) = self.cited(tmp_path, files, "Nothing.\n", "2023/tsb-45")
        assert citation.keys == ()

    def test_are_something_else_than_their_letter(self, tmp_path):
        body = "TSB Circular 45.\n\nCorrigendum 2 to TSB Circular 45, TSB Circular 45 Corr. 2.\n"
        letter_, corrigendum = self.cited(tmp_path, BOTH, body)
        assert (letter_.places, letter_.is_base) == (("p1",), False)
        assert (corrigendum.places, corrigendum.is_base) == (("p2",), True)
        assert letter_.anchor != corrigendum.anchor

    def test_do_not_name_their_letter_on_its_page(self, tmp_path):
        files = {"2024/letter/en.md": letter("Corrigendum 2 to TSB Circular 45.\n"), **BOTH}
        assert named_by(archive(tmp_path, files).archive.circulars) == {}


def page_of(loaded, key):
    """The letter, and its English page as far as words on it need one."""
    archive_ = loaded.archive
    site = Site(
        url="https://archive.example/",
        name={"ru": "Архив", "en": "Archive"},
        today=dt.date(2026, 6, 20),
        circulars=archive_.by_key(),
        languages=LANGUAGES,
        phrases=PHRASES,
        fragments={},
        frames=Frames(),
        addresses=Addresses(default_language="ru"),
        archive_root=Path(),
        templates=None,
    )
    view = View(site=site, language="en", path=f"en/circulars/{key}/")
    return view, archive_.by_key()[key]


def plain(markup):
    """The words of a piece of a page."""
    return " ".join(html.unescape(re.sub("<[^>]*>", "", str(markup))).split())


class TestOnPages:
    def lines(self, tmp_path, files, key="2024/letter"):
        view, circular = page_of(archive(tmp_path, files), key)
        return [plain(line) for _, line in view.named(circular)]

    def test_a_letter_of_the_same_reference_is_told_by_its_date(self, tmp_path):
        body = "As TSB Circular 45 (2017–2020) said.\n"
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2023/tsb-45/en.md": _other("2023-05-03", body=body, **_TSB),
        }
        (line,) = self.lines(tmp_path, files, "2023/tsb-45")
        assert line == "TSB Circular 45 (3 May 2018) – Letter of 2018-05-03"

    def test_a_later_one_is_said_to_be_later(self, tmp_path):
        files = {
            "2024/tsb-45/en.md": _other("2024-09-03", **_TSB),
            "2024/letter/en.md": letter("As TSB Circular 45 said, we meet.\n"),
        }
        (line,) = self.lines(tmp_path, files)
        assert "dated later" in line
        assert "3 September 2024" in line

    def test_a_period_is_part_of_the_name(self, tmp_path):
        files = {"2024/letter/en.md": letter("As TSB Circular 45 (2017–2020) said.\n")}
        assert self.lines(tmp_path, files) == ["TSB Circular 45 (2017–2020) (not in the archive)"]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("Corrigendum 2 to TSB Circular 45", "it corrects"),
            ("Addendum 2 to TSB Circular 45", "it adds to"),
        ],
    )
    def test_what_is_not_held_is_listed_with_its_letter(self, tmp_path, name, says):
        extra = (
            "related:\n  former:\n    kind: circular\n    relation: follows\n"
            "    circular: 2023/tsb-45\n"
        )
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter(f"{name} said so.\n", extra),
        }
        (line,) = self.lines(tmp_path, files)
        own = f"{says} TSB Circular 45 – Letter of 2023-05-03"
        assert line == f"{name} (not in the archive); {own}"

    def test_so_it_is_where_several_letters_can_have_it(self, tmp_path):
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            "2024/letter/en.md": letter("Corrigendum 2 to TSB Circular 45 said so.\n"),
        }
        (line,) = self.lines(tmp_path, files)
        assert line.startswith("Corrigendum 2 to TSB Circular 45: not in the archive")
        assert "perhaps to TSB Circular 45 (3 May 2018)" in line

    def test_a_stated_relation_does_not_take_its_paragraphs(self, tmp_path):
        extra = (
            "related:\n  former:\n    kind: circular\n    relation: follows\n"
            "    circular: 2023/tsb-45\n"
        )
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter("Corrigendum 2 to TSB Circular 45 said so.\n", extra),
        }
        view, circular = page_of(archive(tmp_path, files), "2024/letter")
        (related,) = circular.related
        assert view.places_of(circular, related) == ""

    def test_a_corrigendum_says_who_can_be_meant(self, tmp_path):
        key = "2023/tsb-45-corrigendum-1"
        files = {
            "2018/tsb-45/en.md": _other("2018-05-03", **_TSB),
            f"{key}/en.md": _other("2023-06-01", reference="Corrigendum 1 to TSB Circular 45"),
        }
        view, circular = page_of(archive(tmp_path, files), key)
        (related,) = circular.related
        assert "perhaps TSB Circular 45 (3 May 2018)" in plain(view.not_certain(related))

    def test_an_annex_without_paragraphs_is_a_place(self, tmp_path):
        body = "1. First.\n\n## [annex-2] Plan\n\nSee TSB Circular 45.\n"
        files = {
            "2023/tsb-45/en.md": _other("2023-05-03", **_TSB),
            "2024/letter/en.md": letter(body, paragraphs="numbered"),
        }
        view, circular = page_of(archive(tmp_path, files), "2024/letter")
        (citation,) = circular.citations
        assert citation.places == ("annex-2",)
        assert plain(view.where(circular, citation.places)) == "annex 2"

    def test_page_and_check_agree(self, tmp_path):
        body = (
            "TSB Circular 45 of 3 May 2018.\n\nTSB Circular 45.\n\nTSB Circular 46.\n\n"
            "TSB Circular 47 (2017–2020).\n\nTSB Circular 47.\n\nTSB Circular 48 (2019).\n"
        )
        numbers = {"2018/tsb-45": 45, "2018/tsb-46": 46, "2023/tsb-47": 47, "2018/tsb-48": 48}
        files = {
            f"{key}/en.md": _other(f"{key[:4]}-05-03", reference=f"TSB Circular {number}")
            for key, number in numbers.items()
        }
        files["2024/letter/en.md"] = letter(body)
        unsure = {
            (each.reference.canonical, ", ".join(each.keys))
            for each in archive(tmp_path, files).archive.by_key()["2024/letter"].citations
            if not each.is_sure
        }
        warned = {
            (problem.values["reference"], problem.values["known"])
            for problem in findings(tmp_path, files, "reference-unclear", dt.date(2026, 6, 20))
        }
        assert unsure == warned
        assert {name for name, _ in unsure} == {f"TSB Circular {each}" for each in (46, 47, 48)}
