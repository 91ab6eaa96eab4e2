"""What the workflows may do, and when the nightly one runs."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / ".github/workflows"
WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yml")}
GENEVA = ZoneInfo("Europe/Zurich")


def triggers(name):
    """PyYAML reads the key ``on`` as the truth value that it is in YAML 1.1."""
    return WORKFLOWS[name][True]


def used(workflow):
    for job in workflow["jobs"].values():
        yield from [job["uses"]] if "uses" in job else []
        yield from [step["uses"] for step in job.get("steps", []) if "uses" in step]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_comes_from_elsewhere_is_pinned(name):
    for action in used(WORKFLOWS[name]):
        assert action.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_job_gets_rights_that_it_does_not_name(name):
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_who_builds_the_site_cannot_publish_and_who_publishes_runs_no_code():
    jobs = WORKFLOWS["publish.yml"]["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["deploy"]["environment"]["name"] == "github-pages"
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]
    checkout = jobs["build"]["steps"][0]
    assert checkout["with"]["persist-credentials"] is False


def test_a_deployment_is_never_cut_short():
    assert WORKFLOWS["publish.yml"]["concurrency"] == {
        "group": "pages",
        "cancel-in-progress": False,
    }


def test_the_build_knows_its_revision():
    assert WORKFLOWS["publish.yml"]["jobs"]["build"]["env"]["ARCHIVE_REVISION"] == (
        "${{ github.sha }}"
    )


def test_only_the_nightly_workflow_has_a_schedule_and_nothing_else_depends_on_it():
    assert [name for name in WORKFLOWS if "schedule" in triggers(name)] == ["nightly.yml"]
    assert set(triggers("nightly.yml")) == {"schedule", "workflow_dispatch"}
    assert {"push", "workflow_call", "workflow_dispatch"} <= set(triggers("publish.yml"))


def test_the_night_grants_what_the_called_workflow_asks_for():
    granted = WORKFLOWS["nightly.yml"]["jobs"]["publish"]["permissions"]
    for job in WORKFLOWS["publish.yml"]["jobs"].values():
        assert job["permissions"].items() <= granted.items()


def test_the_night_begins_after_midnight_in_geneva_all_year_round():
    (entry,) = triggers("nightly.yml")["schedule"]
    minute, hour, *rest = entry["cron"].split()
    assert rest == ["*", "*", "*"]
    assert int(minute) not in (0, 15, 30, 45)
    for month in range(1, 13):
        start = dt.datetime(2026, month, 15, int(hour), int(minute), tzinfo=dt.UTC)
        there = start.astimezone(GENEVA)
        assert there.hour < 3, f"{there} is not soon after midnight"


def test_whatever_the_site_is_made_of_publishes_it_anew():
    paths = triggers("publish.yml")["push"]["paths"]
    for made_of in ("circulars/**", "docs/**", "hooks/**", "overrides/**", "mkdocs.yml"):
        assert made_of in paths
    for path in paths:
        assert (FOLDER.parents[1] / path.removesuffix("/**")).exists(), path
