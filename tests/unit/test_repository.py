"""What can be read of a git repository, and what is never done to one."""

import os

import pytest
from editing import commit, git

from archive.repository import Repository


@pytest.fixture
def project(tmp_path):
    """A repository with an archive in it, in two states, the second with a moved file."""
    letters = tmp_path / "архив/circulars/2024/letter"
    letters.mkdir(parents=True)
    (letters / "en.md").write_text("one\n" * 20, "utf-8")
    commit(tmp_path, "One")
    (letters / "en.md").write_text("one\n" * 20 + "two\n", "utf-8")
    commit(tmp_path, "Two")
    return tmp_path


@pytest.fixture
def repository(project):
    return Repository.around(project / "архив/circulars", os.environ)


def test_there_is_none_outside_or_without_git(tmp_path, project):
    assert Repository.around(tmp_path.parent, os.environ) is None
    assert Repository.around(project, {"PATH": str(tmp_path)}) is None


def test_versions_come_newest_first(repository):
    texts = [data.decode() for data in repository.versions("2024/letter/en.md")]
    assert texts == ["one\n" * 20 + "two\n", "one\n" * 20]
    assert list(repository.versions("2024/none/en.md")) == []


def test_versions_are_followed_through_a_move(project, repository):
    git(project, "mv", "архив/circulars/2024/letter", "архив/circulars/2024/moved")
    commit(project)
    assert len(list(repository.versions("2024/moved/en.md"))) == 3


def test_an_oversized_version_ends_the_search(project, repository, monkeypatch):
    monkeypatch.setattr("archive.repository.MAX_FILE_BYTES", 82)
    assert list(repository.versions("2024/letter/en.md")) == []


def test_no_more_versions_are_read_than_asked_for(project, repository, monkeypatch):
    monkeypatch.setattr("archive.repository.MAX_VERSIONS", 1)
    assert len(list(repository.versions("2024/letter/en.md"))) == 1


def test_a_search_can_be_left_early(repository):
    versions = repository.versions("2024/letter/en.md")
    assert next(versions)
    versions.close()


def test_branches_that_hold_a_path_are_named(project, repository):
    git(project, "switch", "--quiet", "-c", "other")
    (project / "архив/circulars/2024/new").mkdir()
    (project / "архив/circulars/2024/new/ru.md").write_text("x", "utf-8")
    commit(project)
    git(project, "update-ref", "refs/remotes/origin/theirs", "other")
    git(project, "switch", "--quiet", "main")
    assert repository.branches_with("2024/new") == ("origin/theirs", "other")
    assert repository.branches_with("2024/letter") == ("main", "origin/theirs", "other")
    assert repository.branches_with("2024/none") == ()


def test_an_empty_repository_has_nothing(tmp_path):
    git(tmp_path, "init", "--quiet")
    repository = Repository.around(tmp_path, os.environ)
    assert repository.branches_with("2024/letter") == ()
    assert list(repository.versions("2024/letter/en.md")) == []
    assert not repository.knows("HEAD")


def test_files_at_a_revision(repository):
    assert repository.knows("HEAD~1")
    paths = ["2024/none/en.md", "2024/letter/en.md"]
    assert repository.at("HEAD~1", paths) == {"2024/letter/en.md": b"one\n" * 20}


@pytest.mark.parametrize("revision", ["none", "--help", "HEAD~9", "HEAD\nHEAD", ""])
def test_revisions_that_are_none(repository, revision):
    assert not repository.knows(revision)


def test_the_callers_own_repository_is_not_taken(project, tmp_path, monkeypatch):
    """A hook of git sets where its repository is: that of the archive may be another one."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    repository = Repository.around(project / "архив/circulars", os.environ)
    assert len(list(repository.versions("2024/letter/en.md"))) == 2


def test_nothing_that_a_repository_configures_is_started(project):
    trap = project / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{project}/sprung'\n", "utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.x.textconv", "diff.external", "gpg.program"):
        git(project, "config", name, str(trap))
    git(project, "config", "log.showSignature", "true")
    (project / ".gitattributes").write_text("*.md diff=x\n", "utf-8")
    repository = Repository.around(project / "архив/circulars", os.environ)
    assert len(list(repository.versions("2024/letter/en.md"))) == 2
    assert repository.branches_with("2024/letter") == ("main",)
    assert repository.at("HEAD", ["2024/letter/en.md"])
    assert not (project / "sprung").exists()
