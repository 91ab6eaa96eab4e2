"""The decision on the platform: when it is looked at anew, and the builder that could follow."""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DECISION = ROOT / "docs/decisions/0007-platform.md"
MATERIAL_ENDS = dt.date(2027, 5, 5)


def review_day():
    (day,) = re.findall(r"^Review by (\S+)\.$", DECISION.read_text("utf-8"), re.MULTILINE)
    return dt.date.fromisoformat(day)


def asked(day, folder=ROOT):
    command = [folder / ".ci/platform-review", str(day)]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_review_comes_before_the_theme_ends():
    assert review_day() <= MATERIAL_ENDS - dt.timedelta(days=30)


def test_before_the_day_nobody_is_warned():
    done = asked(review_day() - dt.timedelta(days=1))
    assert (done.returncode, "::warning" in done.stdout) == (0, False)


@pytest.mark.parametrize("days", [0, 400])
def test_from_the_day_on_a_warning_appears_and_stops_nothing(days):
    done = asked(review_day() + dt.timedelta(days=days))
    assert done.returncode == 0
    assert done.stdout.startswith(f"::warning file={DECISION.relative_to(ROOT)},title=Review")


def test_a_decision_without_a_day_fails(tmp_path):
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci/platform-review").write_bytes((ROOT / ".ci/platform-review").read_bytes())
    (tmp_path / ".ci/platform-review").chmod(0o755)
    (tmp_path / "docs/decisions").mkdir(parents=True)
    (tmp_path / "docs/decisions" / DECISION.name).write_text("Review one day.\n", "utf-8")
    done = asked("2027-01-01", tmp_path)
    assert done.returncode == 1
    assert "::error" in done.stdout


class TestSecondBuilder:
    """What is compared, and that a difference is seen."""

    PAGE = '<meta name="generator" content="{}"><p>{}</p>'

    @pytest.fixture
    def sites(self, tmp_path):
        for name, program in (("one", "mkdocs-1.6.1"), ("other", "properdocs-1.6.7")):
            (tmp_path / name).mkdir()
            page = self.PAGE.format(program, "text")
            (tmp_path / name / "index.html").write_text(page, "utf-8")
            (tmp_path / name / "feed.xml").write_text("<feed/>", "utf-8")
        return tmp_path

    def compared(self, folder):
        command = [sys.executable, ROOT / ".ci/same_site.py", folder / "one", folder / "other"]
        return subprocess.run(command, capture_output=True, text=True)

    def test_only_the_name_of_the_program_may_differ(self, sites):
        done = self.compared(sites)
        assert done.returncode == 0, done.stdout
        assert done.stdout.startswith("2 files, 0 differences")

    @pytest.mark.parametrize(
        ("path", "text", "said"),
        [
            ("index.html", PAGE.format("x", "another text"), "differs: index.html"),
            ("feed.xml", '<meta name="generator" content="y"><feed/>', "differs: feed.xml"),
            ("more.html", "", "more.html"),
        ],
    )
    def test_any_other_difference_is_named(self, sites, path, text, said):
        (sites / "other" / path).write_text(text, "utf-8")
        done = self.compared(sites)
        assert done.returncode == 1
        assert said in done.stdout

    def test_two_empty_sites_are_not_alike(self, tmp_path):
        done = self.compared(tmp_path)
        assert done.returncode == 1
        assert "nothing was built" in done.stdout

    def test_its_lock_is_that_of_the_site_and_one_package_more(self):
        """So that a difference can only come from the builder."""
        pinned = {
            name: set(re.findall(r"^([a-z0-9-]+==[^ ;\\]+)", text, re.MULTILINE))
            for name in ("site", "second")
            for text in [(ROOT / f"requirements/{name}.txt").read_text("utf-8")]
        }
        assert len(pinned["second"] - pinned["site"]) == 1
        assert pinned["site"] <= pinned["second"]
        (more,) = pinned["second"] - pinned["site"]
        assert more.startswith("properdocs==")
