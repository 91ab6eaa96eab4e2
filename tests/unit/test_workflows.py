"""What the workflows may do, whose words they run, and when the scheduled ones do."""

import datetime as dt
import re
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / ".github/workflows"
ROOT = FOLDER.parents[1]
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.iterdir())}
WORKFLOWS = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
GENEVA = ZoneInfo("Europe/Zurich")

MAY_WRITE = {
    ("nightly.yml", "publish"): {"pages", "id-token"},  # grants what the called file asks for
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("pull-request-comment.yml", "comment"): {"pull-requests"},
    ("record.yml", "push"): {"contents"},
}
"""Every job that can change anything, and what. A job that is not named here only reads."""


def jobs():
    for name, workflow in WORKFLOWS.items():
        for job_name, job in workflow["jobs"].items():
            yield pytest.param(name, job_name, job, id=f"{name}:{job_name}")


JOBS = list(jobs())


def steps(job):
    return job.get("steps", [])


def triggers(name):
    """PyYAML reads the key ``on`` as the truth value that it is in YAML 1.1."""
    return WORKFLOWS[name][True]


def used(workflow):
    for job in workflow["jobs"].values():
        yield from [job["uses"]] if "uses" in job else []
        yield from [step["uses"] for step in job.get("steps", []) if "uses" in step]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_comes_from_elsewhere_is_pinned_and_says_its_version(name):
    """By the whole commit, which nobody can move; the comment says to people what it is."""
    lines = [line.strip() for line in TEXTS[name].splitlines() if re.search(r"\buses:", line)]
    assert len(lines) == len(list(used(WORKFLOWS[name])))
    for line in lines:
        if not re.search(r"uses: \./", line):
            assert re.search(r"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_one_action_has_one_commit():
    pins = {}
    for workflow in WORKFLOWS.values():
        for action in used(workflow):
            pins.setdefault(action.partition("@")[0], set()).add(action)
    assert {name: found for name, found in pins.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_job_gets_rights_that_it_does_not_name(name):
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize(("name", "job_name", "job"), JOBS)
def test_only_known_jobs_may_write(name, job_name, job):
    rights = job["permissions"]
    assert isinstance(rights, dict)
    writes = {what for what, right in rights.items() if right not in ("read", "none")}
    assert writes == MAY_WRITE.get((name, job_name), set())


@pytest.mark.parametrize(("name", "job_name", "job"), JOBS)
def test_every_job_ends(name, job_name, job):
    """A called workflow has its own limits; any other job says how long it may take."""
    assert ("uses" in job) != ("timeout-minutes" in job)
    assert job.get("timeout-minutes", 0) <= 60


@pytest.mark.parametrize(("name", "job_name", "job"), JOBS)
def test_no_checkout_leaves_its_token_behind(name, job_name, job):
    for step in steps(job):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize(("name", "job_name", "job"), JOBS)
def test_nothing_that_others_choose_becomes_a_command(name, job_name, job):
    """Such values go through the environment, where the shell takes them as words."""
    for step in steps(job):
        assert "${{" not in step.get("run", ""), step
        assert not step.get("uses", "").startswith("actions/github-script@")


@pytest.mark.parametrize(("name", "job_name", "job"), JOBS)
def test_no_job_takes_anything_from_a_shared_cache(name, job_name, job):
    """What a stranger's run had put there would come back beside a token."""
    for step in steps(job):
        assert not re.match(r"actions/cache\b", step.get("uses", "")), step
        assert not set(step.get("with", {})) & {"cache", "cache-dependency-path"}, step


@pytest.mark.parametrize("name", WORKFLOWS)
def test_secrets_are_nowhere_and_the_token_is_given_by_name(name):
    assert "secrets." not in TEXTS[name]
    assert "secrets: inherit" not in TEXTS[name]
    assert "github.token" not in str(WORKFLOWS[name].get("env", ""))
    for job in WORKFLOWS[name]["jobs"].values():
        assert "github.token" not in str(job.get("env", ""))


def test_what_a_stranger_sends_never_starts_with_rights():
    for name in WORKFLOWS:
        assert "pull_request_target" not in triggers(name), name
        assert "issue_comment" not in triggers(name), name
    started = [name for name in WORKFLOWS if "workflow_run" in triggers(name)]
    assert started == ["pull-request-comment.yml"]


def test_after_a_strangers_run_only_the_code_of_main_runs():
    workflow = WORKFLOWS["pull-request-comment.yml"]
    for job in workflow["jobs"].values():
        (checkout,) = [step for step in job["steps"] if "checkout@" in step.get("uses", "")]
        assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
        assert "repository" not in checkout["with"]


def test_a_strangers_artefact_is_taken_as_one_file_of_data():
    """Nothing unpacks it: download-artifact is for what jobs of the same run have left."""
    for workflow in WORKFLOWS.values():
        for job in workflow["jobs"].values():
            for step in steps(job):
                if "download-artifact@" in step.get("uses", ""):
                    assert set(step["with"]) == {"name", "path"}, step
                    assert step["with"]["path"].startswith("build/"), step
    words = WORKFLOWS["pull-request-comment.yml"]["jobs"]["words"]["steps"]
    taking = [step for step in words if "received.py" in step.get("run", "")]
    assert [step["run"].split()[2:5] for step in taking] == [["report", "report.json", "20000000"]]
    # The packages are there before the stranger's file is.
    assert words.index(taking[0]) > next(
        number for number, step in enumerate(words) if ".ci/setup" in step.get("run", "")
    )


@pytest.mark.parametrize(("name", "job_name"), MAY_WRITE)
def test_who_may_write_installs_nothing(name, job_name):
    """No package, however it was taken over, runs beside a token that can change anything."""
    allowed = {".ci/comment build/comment/text.md", ".ci/push-record build/record/patch"}
    for step in steps(WORKFLOWS[name]["jobs"][job_name]):
        assert step.get("run", ".ci/comment build/comment/text.md") in allowed, step
        assert "setup-" not in step.get("uses", ""), step


def test_the_second_readers_script_is_not_that_of_the_request():
    (job,) = WORKFLOWS["second-reader.yml"]["jobs"].values()
    checkout = job["steps"][0]
    assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"


def test_a_request_leaves_its_site_as_a_preview_that_ends():
    (job,) = WORKFLOWS["pull-request.yml"]["jobs"].values()
    kept = {
        step["with"]["name"]: step["with"]
        for step in job["steps"]
        if "upload-artifact@" in step.get("uses", "")
    }
    assert set(kept) == {"report", "site"}
    assert all(with_["retention-days"] <= 7 for with_ in kept.values())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_runs_of_one_thing_do_not_run_beside_each_other(name):
    """The called and the scheduled ones are held by the group of the file that does the work."""
    if set(triggers(name)) <= {"schedule", "workflow_dispatch"}:
        return
    assert WORKFLOWS[name]["concurrency"]["group"]


def test_who_builds_the_site_cannot_publish_and_who_publishes_runs_no_code():
    publish = WORKFLOWS["publish.yml"]["jobs"]
    assert publish["build"]["permissions"] == {"contents": "read"}
    assert publish["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["deploy"]["environment"]["name"] == "github-pages"
    assert publish["deploy"]["if"] == "github.ref == 'refs/heads/main'"
    assert not [step for step in publish["deploy"]["steps"] if "run" in step]


def test_what_was_published_is_read_where_it_lies():
    live = WORKFLOWS["publish.yml"]["jobs"]["live"]
    assert live["needs"] == "deploy"
    assert live["permissions"] == {"contents": "read"}
    last = live["steps"][-1]
    assert last["env"] == {"URL": "${{ needs.deploy.outputs.url }}"}
    assert last["run"] == '.venv/bin/circulars live "$URL"'


def test_a_deployment_is_never_cut_short():
    assert WORKFLOWS["publish.yml"]["concurrency"] == {
        "group": "pages",
        "cancel-in-progress": False,
    }


def test_the_build_knows_its_revision():
    assert WORKFLOWS["publish.yml"]["jobs"]["build"]["env"]["ARCHIVE_REVISION"] == (
        "${{ github.sha }}"
    )


def test_a_schedule_stands_in_a_file_of_its_own():
    """GitHub disables the whole file after 60 days without commits."""
    scheduled = [name for name in WORKFLOWS if "schedule" in triggers(name)]
    assert scheduled == ["nightly.yml", "weekly.yml"]
    for name in scheduled:
        assert set(triggers(name)) == {"schedule", "workflow_dispatch"}
    assert {"push", "workflow_call", "workflow_dispatch"} <= set(triggers("publish.yml"))


def test_the_week_tries_what_every_change_has_no_time_for():
    job = WORKFLOWS["weekly.yml"]["jobs"]["long"]
    assert job["env"] == {"ARCHIVE_TEST_LONG": "1"}
    assert any(step.get("run", "").startswith("make test") for step in job["steps"])


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
        assert (ROOT / path.removesuffix("/**")).exists(), path


class TestWhoIsAsked:
    """Who reviews, and who says that something is newer."""

    RUNS = (".ci", ".github", "Makefile", "hooks", "mkdocs.yml", "overrides", "pyproject.toml")

    def test_everything_that_runs_has_a_line_for_its_owners(self):
        text = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
        owned = {path.strip("/") for path in re.findall(r"^(?:# )?(/\S+) +@", text, re.MULTILINE)}
        assert {*self.RUNS, "requirements", "locks", "tests"} <= owned
        for path in owned:
            assert (ROOT / path).exists(), path

    def test_no_owner_is_invented(self):
        """A line counts once somebody has put a real account into it."""
        for line in (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                assert "@organisation/" not in line

    def test_newer_versions_of_everything_that_is_locked_are_looked_for(self):
        rows = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
        looked = {(row["package-ecosystem"], row["directory"]) for row in rows}
        assert {("github-actions", "/"), ("pip", "/requirements")} <= looked
        for lock in ROOT.glob("tests/**/package-lock.json"):
            assert ("npm", f"/{lock.parent.relative_to(ROOT).as_posix()}") in looked
        assert all(row["cooldown"]["default-days"] >= 7 for row in rows)


def test_no_attribute_hides_a_change_of_the_archive():
    """``.gitattributes`` may make git show a text as binary, or GitHub fold it away."""
    texts = [path for path in (ROOT / "circulars").rglob("*") if path.suffix in (".md", ".yml")]
    assert texts
    asked = subprocess.run(
        ["git", "check-attr", "-z", "--stdin", "--all"],
        cwd=ROOT,
        input="\0".join(str(path.relative_to(ROOT)) for path in texts),
        capture_output=True,
        text=True,
        check=True,
    )
    fields = asked.stdout.split("\0")[:-1]
    found = set(zip(fields[1::3], fields[2::3], strict=True))
    assert found == {("text", "auto"), ("eol", "lf")}
