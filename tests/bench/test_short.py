"""The short form of the benchmark: what is built after each change is what a clean build gives.

No times: a slow machine fails nothing here. All builds are without the search index.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from tests.bench.archive import write_archive
from tests.bench.edits import edits
from tests.bench.project import Project, copy_project

NUMBER = 300
"""Letters where builds are counted, and where many changes are made at once."""
FEW = 40
"""Letters where each change is compared with a clean build of its own."""
LANGUAGES = ("", "en/")
"""What stands before the addresses of each language's pages."""
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?<(?:feed|rss)[\s>]|\s*\{\s*.version.: ?.https://jsonfeed.org/"
)


def copy_with_letters(folder: Path, number: int, **variables: str) -> Project:
    """A copy of the project with letters, that nobody has built yet."""
    project = copy_project(folder, **variables)
    write_archive(project.circulars, number)
    return project


def contents(site: Path) -> dict[str, bytes]:
    """A fingerprint of every published file by its path."""
    return {
        path.relative_to(site).as_posix(): blake2b(path.read_bytes(), digest_size=16).digest()
        for path in site.rglob("*")
        if path.is_file()
    }


def built_anew(project: Project) -> dict[str, bytes]:
    """What a build without site and store gives."""
    project.remove_site()
    project.remove_store()
    project.build()
    return contents(project.site)


def said(output: str, what: str) -> int:
    """A number from the summary of a build: "300 circulars"."""
    found = re.search(rf"(\d+) {what}\b", output)
    assert found is not None, output
    return int(found[1])


def difference(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The paths that only one of two sites has, or that differ; not more than a few."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))[:10]


def test_counts_and_many_changes_at_once(tmp_path: Path) -> None:
    project = copy_with_letters(tmp_path / "project", NUMBER)
    output = project.build().output
    site = project.site
    assert said(output, "circulars") == NUMBER
    assert said(output, "languages") == len(LANGUAGES)
    assert said(output, "pages") == sum(1 for _ in site.rglob("*.html"))
    files = (path for path in site.rglob("*") if path.suffix in (".xml", ".json"))
    assert said(output, "feeds") == sum(1 for path in files if _FEED.match(path.read_bytes()))
    assert said(output, "problems") == 0
    for folder in project.circulars.glob("[0-9]*/*"):
        for language in LANGUAGES:
            page = f"{language}circulars/{folder.parent.name}/{folder.name}/index.html"
            assert (site / page).is_file(), page
    first = contents(site)
    assert difference(first, built_anew(project)) == [], "two builds from nothing differ"
    for name, change in edits(project).items():
        if name != "deleted":
            change()
    project.build()
    changed = contents(site)
    assert difference(changed, built_anew(project)) == []
    assert changed != first


def test_every_change_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    # For so few letters a second process would cost more than it does.
    project = copy_with_letters(tmp_path / "project", FEW, ARCHIVE_PROCESSES="1")
    clean = copy_with_letters(tmp_path / "clean", FEW, ARCHIVE_PROCESSES="1")
    project.build()
    before = contents(project.site)
    changes, clean_changes = edits(project), edits(clean)
    wrong = {}
    for name, change in changes.items():
        change()
        clean_changes[name]()
        project.build()
        after = contents(project.site)
        assert after != before, f"nothing published tells of the change: {name}"
        if different := difference(after, built_anew(clean)):
            wrong[name] = different
        before = after
    assert wrong == {}
