"""The bench itself: no judge without proof, none that is green by doing nothing.

The judges prove themselves whenever they run (``make judge``); here is what surrounds them.
"""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.judges import hearing
from tests.judges.findings import Findings, Place
from tests.judges.kinds import telling_pages
from tests.judges.programs import SCRIPTS, BrokenJudgeError
from tests.judges.table import BAD, BAD_URL, JUDGES, Judge

LOCK = json.loads((SCRIPTS / "package-lock.json").read_text("utf-8"))
PACKAGES = json.loads((SCRIPTS / "package.json").read_text("utf-8"))


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
def test_every_judge_has_a_bad_fixture_and_says_what_is_wrong_in_it(judge):
    assert [path for path in (BAD / judge.name).rglob("*") if path.is_file()]
    assert judge.caught


def test_every_fixture_has_its_judge():
    assert {path.name for path in BAD.iterdir()} == {judge.name for judge in JUDGES}
    assert len({judge.name for judge in JUDGES}) == len(JUDGES)


def _judge(on_bad, on_site):
    """A judge that says *on_bad* of its fixture, and *on_site* of everything else."""

    def judge(material):
        said = on_bad if material.places[0].url == BAD_URL else on_site
        if isinstance(said, Exception):
            raise said
        return said

    return Judge(name="nu", judge=judge, caught=("a fault", "another"), needs=())


PROVEN = Findings(looked_at={"pages": 1}, problems=("x: a fault", "y: another"))
GOOD = Findings(looked_at={"pages": 3, "links": 2}, problems=())


@pytest.mark.parametrize(
    ("on_bad", "on_site", "caught", "is_good"),
    [
        (PROVEN, GOOD, True, True),
        (PROVEN, replace(GOOD, problems=("a fault",)), True, False),
        (PROVEN, replace(GOOD, looked_at={"pages": 3, "links": 0}), True, False),
        (PROVEN, BrokenJudgeError("no such program"), True, False),
        (replace(PROVEN, problems=("x: a fault",)), GOOD, False, False),
        (replace(PROVEN, problems=()), GOOD, False, False),
        (BrokenJudgeError("no such program"), GOOD, False, False),
    ],
)
def test_a_judge_must_be_proven_and_look_at_something(
    monkeypatch, tmp_path, on_bad, on_site, caught, is_good
):
    monkeypatch.setattr(hearing, "JUDGES", (_judge(on_bad, on_site),))
    place = Place(name="site", folder=tmp_path, url="https://site.example/")
    verdict = hearing.heard("nu", (place,), tmp_path / "work")
    assert (verdict.caught, verdict.is_good) == (caught, is_good)
    assert verdict.is_good or verdict.faults or verdict.findings.problems


def test_pages_are_chosen_until_every_kind_of_element_is_among_them(tmp_path):
    def page(path, body):
        (tmp_path / path).mkdir(parents=True)
        text = f"<!doctype html><html lang='en'><body>{body}</body></html>"
        (tmp_path / path / "index.html").write_text(text, "utf-8")

    page("plain", "<p>One</p>")
    page("rich", "<p class='state'>One</p><table role='grid'></table>")
    page("other", "<p>Two</p><ul data-open><li>Three</li></ul>")
    page("again", "<p class='state'>Two</p>")
    place = Place(name="site", folder=tmp_path, url="https://site.example/")
    assert [page.path for _, page in telling_pages([place])] == ["other/", "rich/"]


def test_the_lock_names_no_host_and_pins_everything():
    text = (SCRIPTS / "package-lock.json").read_text("utf-8")
    assert "resolved" not in text
    assert "://" not in text
    packages = {name: facts for name, facts in LOCK["packages"].items() if name}
    assert len(packages) > 20
    assert not [name for name, facts in packages.items() if "integrity" not in facts]
    for group in ("dependencies", "devDependencies"):
        assert LOCK["packages"][""][group] == PACKAGES[group]
        for name, version in PACKAGES[group].items():
            assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_only_lighthouse_is_left_out_where_it_is_not_wanted():
    assert list(PACKAGES["devDependencies"]) == ["lighthouse"]
    assert {judge.name for judge in JUDGES if "lighthouse" in judge.needs} == {"lighthouse"}
    assert {judge.name for judge in JUDGES if not judge.steady} == {"lighthouse"}


def test_what_must_hold_before_a_change_is_taken_includes_the_judges():
    run = (Path(__file__).parents[2] / ".ci/run").read_text("utf-8")
    assert "make --no-print-directory judge JUDGES=steady" in run
