"""What is measured of ours: builds after a change, each from a site that is up to date.

A job leaves the site up to date again, so that jobs may come in any order once there is a site;
"cold" makes one. A job may give several figures: what is added is deleted again, and the checker
runs twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.bench.edits import Edit, edits
from tests.bench.process import Run
from tests.bench.project import Project
from tests.bench.results import SMALL_TEXT

Figures = Mapping[str, Run]
"""Runs by the name under which they are reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that is run several times, and gives the same figures each time."""

    name: str
    figures: Callable[[], Figures]
    is_key: bool = False
    """Whether the figures that every report has depend on it."""


def our_jobs(project: Project) -> list[Job]:
    """The jobs for an archive of full size, those that all reports need first."""
    changes = edits(project)
    return [
        Job(name="cold", figures=lambda: _cold(project), is_key=True),
        Job(name="unchanged", figures=lambda: {"unchanged": project.build()}, is_key=True),
        _edit(project, "text", changes["text"], is_key=True),
        _edit(project, "config", changes["config"], is_key=True),
        Job(name="restored", figures=lambda: _restored(project), is_key=True),
        _edit(project, "template", changes["template"]),
        Job(name="store", figures=lambda: _store(project)),
        *(_edit(project, name, changes[name]) for name in ("date", "initiative", "title")),
        Job(name="added", figures=lambda: _added(project, changes)),
        *(_edit(project, name, changes[name]) for name in ("renamed", "string")),
        Job(name="check", figures=lambda: _check(project)),
        Job(name="index", figures=lambda: _index(project)),
        Job(name="cold-index", figures=lambda: _cold_index(project)),
    ]


def small_jobs(project: Project) -> list[Job]:
    """One text edited, in an archive with which growth is told; its site must be there."""
    change = edits(project)["text"]

    def build() -> Figures:
        change()
        return {SMALL_TEXT: project.build()}

    return [Job(name=SMALL_TEXT, figures=build, is_key=True)]


def _edit(project: Project, name: str, change: Edit, *, is_key: bool = False) -> Job:
    def build() -> Figures:
        change()
        return {name: project.build()}

    return Job(name=name, figures=build, is_key=is_key)


def _cold(project: Project) -> Figures:
    project.remove_site()
    project.remove_store()
    return {"cold": project.build()}


def _cold_index(project: Project) -> Figures:
    project.remove_site()
    project.remove_store()
    return {"cold-index": project.build(index=True)}


def _restored(project: Project) -> Figures:
    """A fresh clone, with the site and the store from elsewhere: every file is new."""
    project.make_new()
    return {"restored": project.build()}


def _store(project: Project) -> Figures:
    project.remove_site()
    project.make_new()
    return {"store": project.build()}


def _added(project: Project, changes: Mapping[str, Edit]) -> Figures:
    changes["added"]()
    added = project.build()
    changes["deleted"]()
    return {"added": added, "deleted": project.build()}


def _check(project: Project) -> Figures:
    """The checker without anything kept, then again; what builds keep is put back after it."""
    aside = project.store.with_name(".cache-aside")
    if project.store.is_dir():
        project.store.rename(aside)
    cold = project.check()
    warm = project.check()
    if aside.is_dir():
        project.remove_store()
        aside.rename(project.store)
    return {"check-cold": cold, "check-warm": warm}


def _index(project: Project) -> Figures:
    """A build that has only the search index to make."""
    shutil.rmtree(project.site / "pagefind", ignore_errors=True)
    return {"index": project.build(index=True)}
