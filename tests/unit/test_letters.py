"""What letters say of one another: relations, references, the names of folders."""

import pytest
from facts_kit import findings, one_letter
from small_archive import letter, translation

from archive.checks.letters import relation_circle
from archive.checks.library import Extract, Library, Relation
from archive.problems import Place


def related(relation, circular, name="other", more=""):
    return (
        f"  {name}:\n    kind: circular\n    relation: {relation}\n"
        + (f"    circular: {circular}\n" if circular else "")
        + more
    )


def of(date, *entries, **changes):
    """A letter of a day with entries of ``related``."""
    extra = changes.pop("extra", "") + ("related:\n" + "".join(entries) if entries else "")
    body = changes.pop("body", "Good day.\n")
    return letter(body, extra, date=date, added="2024-05-01", **changes)


def follows(circular, place):
    return Relation(
        id="r",
        kind="circular",
        relation="follows",
        title="",
        circular=circular,
        deadline="",
        event="",
        becomes="",
        extent="",
        line=1,
        column=1,
        place=place,
    )


class TestRelations:
    def codes(self, tmp_path, **letters):
        files = {f"2024/{name}/en.md": text for name, text in letters.items()}
        return [(problem.code, problem.path) for problem in findings(tmp_path, files)]

    def test_those_to_earlier_letters_are_sound(self, tmp_path):
        assert not self.codes(
            tmp_path,
            a=of("2024-01-10"),
            b=of("2024-02-10", related("replaces", "2024/a")),
            c=of("2024-02-10", related("corrects", "2024/b"), related("cites", "2024/a", "first")),
        )

    @pytest.mark.parametrize("relation", ["follows", "replaces", "corrects", "adds-to"])
    def test_no_letter_acts_on_a_later_one(self, tmp_path, relation):
        a, b = of("2024-01-10", related(relation, "2024/b")), of("2024-02-10")
        assert self.codes(tmp_path, a=a, b=b) == [("relation-backwards", "circulars/2024/a/en.md")]

    @pytest.mark.parametrize("date", [None, "2024", "2024-01~"])
    def test_a_date_known_in_part_proves_nothing(self, tmp_path, date):
        assert not self.codes(
            tmp_path, a=of(date, related("replaces", "2024/b")), b=of("2024-02-10")
        )

    def test_a_letter_may_cite_a_later_one(self, tmp_path):
        a, b = of("2024-01-10", related("cites", "2024/b")), of("2024-02-10")
        assert not self.codes(tmp_path, a=a, b=b)

    @pytest.mark.parametrize("relation", ["cites", "replaces"])
    def test_no_letter_is_related_to_itself(self, tmp_path, relation):
        assert self.codes(tmp_path, a=of("2024-01-10", related(relation, "2024/a"))) == [
            ("relation-self", "circulars/2024/a/en.md")
        ]

    def test_a_relation_stated_at_both_ends_is_wrong_in_the_earlier_letter_only(self, tmp_path):
        files = {
            "2024/a/en.md": of("2024-02-10", related("replaces", "2024/b")),
            "2024/b/en.md": of("2024-01-10", related("corrects", "2024/a")),
        }
        (found,) = findings(tmp_path, files)
        assert (found.code, found.path) == ("relation-contradicts", "circulars/2024/b/en.md")
        assert [place.path for place in found.also] == ["circulars/2024/a/en.md"]

    def test_what_one_letter_does_and_the_other_cites_is_no_contradiction(self, tmp_path):
        assert not self.codes(
            tmp_path,
            a=of("2024-02-10", related("replaces", "2024/b")),
            b=of("2024-01-10", related("cites", "2024/a")),
        )


class TestCircles:
    def circles(self, tmp_path, **edges):
        files = {
            f"2024/{name}/en.md": of(
                "2024-01-10", *(related("follows", f"2024/{to}", f"to-{to}") for to in ends)
            )
            for name, ends in edges.items()
        }
        return [
            problem.values["circle"] for problem in findings(tmp_path, files, "relation-circle")
        ]

    def test_a_circle_is_reported_once_with_all_its_letters(self, tmp_path):
        assert self.circles(tmp_path, a="b", b="c", c="a") == ["2024/a → 2024/b → 2024/c → 2024/a"]

    def test_wherever_one_enters_it(self, tmp_path):
        assert self.circles(tmp_path, a="d", b="c", c="d", d="b") == [
            "2024/b → 2024/c → 2024/d → 2024/b"
        ]

    def test_two_circles_are_two_findings(self, tmp_path):
        assert len(self.circles(tmp_path, a="b", b="c", c="a", d="e", e="f", f="d")) == 2

    @pytest.mark.parametrize(
        "edges",
        [{"a": "bc", "b": "d", "c": "d", "d": ""}, {"a": "b", "b": ""}, {"a": "b", "b": "a"}],
        ids=["diamond", "chain", "both ends"],
    )
    def test_what_only_looks_like_one(self, tmp_path, edges):
        assert self.circles(tmp_path, **edges) == []

    def test_a_long_one_is_shortened(self, tmp_path):
        names = [f"x{number}" for number in range(30)]
        files = {
            f"2024/{name}/en.md": of("2024-01-10", related("follows", f"2024/{names[index - 1]}"))
            for index, name in enumerate(names)
        }
        (found,) = findings(tmp_path, files, "relation-circle")
        assert str(found.values["circle"]).endswith("→ …")
        assert len(str(found.values["circle"])) < 120

    def test_a_chain_of_any_length_is_walked(self, tmp_path):
        # Longer than the interpreter's stack is deep.
        place = Place("x", 1, 1)
        extracts = tuple(
            Extract(
                kind="circular",
                key=f"2024/{number:05d}",
                place=place,
                relations=(follows(f"2024/{number - 1:05d}", place),),
            )
            for number in range(5_000)
        )
        assert list(relation_circle(Library(extracts=extracts), None)) == []


class TestReferences:
    def found(self, tmp_path, body, extra="", others=None, russian="", **changes):
        files = {"2024/letter/en.md": letter(body, extra, **changes)}
        if russian:
            files["2024/letter/ru.md"] = translation(russian)
        for key, reference in (others or {}).items():
            date = f"{key[:4]}-02-01"
            files[f"{key}/en.md"] = letter(
                "Good day.\n", date=date, added="2024-05-01", reference=reference
            )
        return findings(tmp_path, files, "reference-unclear")

    def test_a_letter_outside_the_archive_needs_an_entry_with_its_title(self, tmp_path):
        (found,) = self.found(tmp_path, "See TSB Circular 12.\n")
        assert (found.severity, found.variant) == ("warning", "outside")
        assert found.values["reference"] == "TSB Circular 12"

    def test_the_only_letter_of_this_name_in_the_study_period_is_meant(self, tmp_path):
        others = {"2018/tsb-12": "TSB Circular 12", "2023/tsb-12": "TSB Circular 12"}
        assert not self.found(tmp_path, "See TSB Circular 12.\n", others=others)

    def test_one_of_an_earlier_period_is_proposed_and_not_taken_for_granted(self, tmp_path):
        others = {"2018/tsb-12": "TSB Circular 12"}
        (found,) = self.found(tmp_path, "See TSB Circular 12.\n", others=others)
        assert (found.variant, found.values["known"]) == ("", "2018/tsb-12")

    def test_the_year_that_the_words_give_decides(self, tmp_path):
        others = {"2018/tsb-12": "TSB Circular 12"}
        assert not self.found(tmp_path, "See TSB Circular 12 (2018).\n", others=others)
        (found,) = self.found(tmp_path, "See TSB Circular 12 (2019).\n", others=others)
        assert found.variant == "outside"

    def test_of_several_none_is(self, tmp_path):
        others = {"2018/tsb-12": "TSB Circular 12", "2019/tsb-12": "Циркуляр 12 БСЭ"}
        (found,) = self.found(tmp_path, "See TSB Circular 12.\n", others=others)
        assert found.variant == ""
        assert found.values["known"] == "2018/tsb-12, 2019/tsb-12"

    def test_an_entry_for_the_letter_explains_it(self, tmp_path):
        extra = "related:\n" + related("cites", "2023/tsb-12")
        others = {"2023/tsb-12": "TSB Circular 12"}
        assert not self.found(tmp_path, "See TSB Circular 12.\n", extra, others)

    @pytest.mark.parametrize(
        "title", ["TSB Circular 12", "Циркуляр 12 БСЭ", "TSB Circular 12 on harbours"]
    )
    def test_so_does_one_whose_title_names_it(self, tmp_path, title):
        extra = "related:\n" + related("cites", "", more=f"    title: {title}\n")
        assert not self.found(tmp_path, "See TSB Circular 12.\n", extra)

    def test_a_title_that_names_another_does_not(self, tmp_path):
        extra = "related:\n" + related("cites", "", more="    title: TSB Circular 13\n")
        (found,) = self.found(tmp_path, "See TSB Circular 12.\n", extra)
        assert found.values["reference"] == "TSB Circular 12"

    def test_so_does_a_link_to_it(self, tmp_path):
        others = {"2023/tsb-12": "TSB Circular 12"}
        body = "See [TSB Circular 12](circular:2023/tsb-12).\n"
        assert not self.found(tmp_path, body, others=others)

    def test_a_letter_may_name_itself(self, tmp_path):
        body = "TSB Circular 12 is this letter.\n"
        assert not self.found(tmp_path, body, reference="TSB Circular 12")

    def test_a_link_does_not_explain_a_letter_of_another_year(self, tmp_path):
        others = {"2018/tsb-12": "TSB Circular 12"}
        body = "See [it](circular:2018/tsb-12), and TSB Circular 12 (2021).\n"
        (found,) = self.found(tmp_path, body, others=others)
        assert (found.variant, found.values["reference"]) == ("outside", "TSB Circular 12")

    def test_a_year_given_once_holds_for_the_rest_of_the_text(self, tmp_path):
        others = {"2018/tsb-12": "TSB Circular 12", "2019/tsb-12": "TSB Circular 12"}
        body = "See TSB Circular 12 (2018).\n\nTSB Circular 12 says so.\n"
        assert not self.found(tmp_path, body, others=others)
        assert self.found(tmp_path, body, others=others, russian="См. Циркуляр 12 БСЭ.\n")

    def test_a_day_that_is_not_the_letters_is_questioned(self, tmp_path):
        others = {"2018/tsb-12": "TSB Circular 12"}
        assert not self.found(tmp_path, "See TSB Circular 12 of 1 February 2018.\n", others=others)
        (found,) = self.found(tmp_path, "See TSB Circular 12 of 2 February 2018.\n", others=others)
        assert found.variant == "date"
        assert (found.values["day"], str(found.values["date"])) == ("2018-02-02", "2018-02-01")

    def test_one_that_is_later_is_said_to_be_held(self, tmp_path):
        files = {
            "2024/letter/en.md": letter("See TSB Circular 12.\n"),
            "2024/tsb-12/en.md": letter(
                date="2024-04-01", added="2024-05-01", reference="TSB Circular 12"
            ),
        }
        (found,) = findings(tmp_path, files, "reference-unclear")
        assert (found.variant, found.values["known"]) == ("later", "2024/tsb-12")

    def test_a_corrigendum_says_for_sure_what_it_corrects(self, tmp_path):
        corrigendum = {"reference": "Corrigendum 1 to TSB Circular 12"}
        (found,) = self.found(tmp_path, "TSB Circular 12 was wrong.\n", **corrigendum)
        assert (found.variant, found.values["title"]) == ("base-outside", "TSB Circular 12")
        others = {"2018/tsb-12": "TSB Circular 12"}
        (found,) = self.found(tmp_path, "Good day.\n", others=others, **corrigendum)
        assert (found.variant, found.values["known"]) == ("base", "2018/tsb-12")
        extra = "related:\n" + related("corrects", "2018/tsb-12")
        assert not self.found(tmp_path, "Good day.\n", extra, others, **corrigendum)

    def test_words_are_quoted_and_the_title_is_in_the_language_of_the_facts(self, tmp_path):
        files = {
            "2024/letter/en.md": letter("See Circular 12 of the TSB.\n"),
            "2024/letter/ru.md": translation("См. в Циркуляре 12 БСЭ.\n"),
        }
        (found,) = findings(tmp_path, files, "reference-unclear")
        assert found.path == "circulars/2024/letter/en.md"
        assert found.values["reference"] == "Circular 12 of the TSB"
        assert found.values["title"] == "TSB Circular 12"

    def test_a_name_is_reported_once_for_both_languages(self, tmp_path):
        body = "See TSB Circular 12, and again TSB Circular 12.\n"
        (found,) = self.found(tmp_path, body, russian="См. Циркуляр 12 БСЭ.\n")
        assert {found.path, *(place.path for place in found.also)} == {
            "circulars/2024/letter/en.md",
            "circulars/2024/letter/ru.md",
        }


class TestSlugs:
    @pytest.mark.parametrize(
        ("folder", "reference", "is_questioned"),
        [
            ("tsb-352", "TSB Circular 352", False),
            ("tsb-352", "Циркуляр 352 БСЭ", False),
            ("tsb-352-corr-1", "TSB Circular 352", False),
            ("tsb-3520", "TSB Circular 352", True),
            ("tsb-325", "TSB Circular 352", True),
            ("cr-12", "[TSB Circular 352, CR/12]", False),
            ("cr-13", "[TSB Circular 352, CR/12]", True),
            ("anything", "Письмо Бюро", False),
            ("anything", None, False),
        ],
    )
    def test_a_folder_has_the_name_of_its_letter(self, tmp_path, folder, reference, is_questioned):
        files = {f"2024/{folder}/en.md": letter(reference=reference)}
        found = findings(tmp_path, files, "slug-disagrees")
        assert [problem.severity for problem in found] == (["warning"] if is_questioned else [])


def test_a_letter_with_none_of_this_raises_nothing(tmp_path):
    assert one_letter(tmp_path, letter(), "") == []
