"""Publishing: a folder holds exactly the outputs, and only what differs is touched."""

import os
from pathlib import Path

import pytest

from archive.publishing.publish import PathClashError, publish
from archive.site import Artifact

OLD = 1_000_000_000
"""A time long past, in seconds: what still bears it was not touched."""


@pytest.fixture
def target(tmp_path):
    return tmp_path / "site"


@pytest.fixture
def host(tmp_path):
    folder = tmp_path / "host"
    folder.mkdir()
    return folder


def pages(**texts):
    return [Artifact(path=path, data=text.encode()) for path, text in texts.items()]


def put(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def tree(folder):
    """All files and links of a folder, and its empty folders."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_text("utf-8")
        elif not any(path.iterdir()):
            found[name + "/"] = ""
    return found


def age(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (OLD, OLD))


def fresh(folder):
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime != OLD
    }


def run(target, host, files, *, keep_index=True):
    return publish(target, host, pages(**files), keep_index=keep_index)


def test_outputs_and_the_files_of_the_host_are_written(target, host):
    put(host, {"assets/a.css": "css", "about/index.html": "About"})
    done = run(target, host, {"index.html": "Home", "circulars/2024/letter/index.html": "Letter"})
    assert tree(target) == {
        "index.html": "Home",
        "circulars/2024/letter/index.html": "Letter",
        "assets/a.css": "css",
        "about/index.html": "About",
    }
    assert (done.written, done.removed) == (4, 0)


def test_the_archives_own_output_stands_for_the_hosts(target, host):
    put(host, {"circulars/index.html": "shell"})
    run(target, host, {"circulars/index.html": "list"})
    assert tree(target) == {"circulars/index.html": "list"}


def test_what_has_the_same_bytes_is_not_touched(target, host):
    put(host, {"a.css": "css", "b.css": "css"})
    run(target, host, {"index.html": "Home", "same.html": "Same", "as-long.html": "one"})
    age(target)
    put(host, {"b.css": "new"})
    done = run(target, host, {"index.html": "Home!", "same.html": "Same", "as-long.html": "two"})
    assert fresh(target) == {"index.html", "as-long.html", "b.css"}
    assert (done.written, done.removed) == (3, 0)


def test_nothing_new_writes_nothing(target, host):
    run(target, host, {"index.html": "Home"})
    age(target)
    done = run(target, host, {"index.html": "Home"})
    assert not fresh(target)
    assert (done.written, done.removed) == (0, 0)


def test_what_is_no_output_is_removed_with_its_empty_folders(target, host, tmp_path):
    run(target, host, {"index.html": "Home", "2023/old/index.html": "Old"})
    put(
        target,
        {"stray.txt": "x", "deep/er/stray.txt": "x", "deep/.hidden": "x", "2023/x/.new-a": "x"},
    )
    (target / "empty/folder").mkdir(parents=True)
    put(tmp_path / "outside", {"kept.txt": "kept"})
    (target / "linked").symlink_to(tmp_path / "outside")
    (target / "linked.txt").symlink_to(tmp_path / "outside/kept.txt")
    done = run(target, host, {"index.html": "Home"})
    assert tree(target) == {"index.html": "Home"}
    assert tree(tmp_path / "outside") == {"kept.txt": "kept"}
    assert done.written == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": "file"}, {"a/index.html": "page"}),
        ({"a": "file"}, {"a/b/c/index.html": "page"}),
        ({"a/index.html": "page", "a/b/x.html": "x"}, {"a": "file"}),
        ({"a/b": "file", "a/c": "file"}, {"a/b/index.html": "page", "a/c": "file"}),
    ],
)
def test_files_and_folders_can_change_places(target, host, before, after):
    run(target, host, before)
    run(target, host, after)
    assert tree(target) == after


def test_a_search_index_is_kept_when_asked_for(target, host):
    run(target, host, {"index.html": "Home"})
    put(target, {"pagefind/pagefind.js": "index", "pagefind/fragment/x": "x"})
    run(target, host, {"index.html": "Home"}, keep_index=True)
    assert tree(target).keys() == {"index.html", "pagefind/pagefind.js", "pagefind/fragment/x"}
    run(target, host, {"index.html": "Home"}, keep_index=False)
    assert tree(target).keys() == {"index.html"}


@pytest.mark.parametrize(
    ("outputs", "of_host"),
    [
        ([("a.html", "1"), ("b.html", "2"), ("a.html", "1")], {}),
        ([("b.html", "2"), ("a", "file"), ("a/index.html", "page")], {}),
        ([("b.html", "2"), ("a/index.html", "page")], {"a": "file"}),
        ([("b.html", "2"), ("a", "file")], {"a/b/c.css": "css"}),
    ],
)
def test_clashing_paths_are_refused_before_anything_is_touched(target, host, outputs, of_host):
    run(target, host, {"index.html": "Home"})
    put(host, of_host)
    artifacts = [Artifact(path=path, data=text.encode()) for path, text in outputs]
    with pytest.raises(PathClashError, match=r"^a"):
        publish(target, host, artifacts, keep_index=True)
    assert tree(target) == {"index.html": "Home"}


def test_an_interrupted_write_leaves_the_old_file_and_no_scratch(target, host, monkeypatch):
    run(target, host, {"index.html": "Old"})

    def fail(waiting, place):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        run(target, host, {"index.html": "New"})
    assert tree(target) == {"index.html": "Old"}


def test_a_file_is_replaced_whole(target, host, monkeypatch):
    run(target, host, {"index.html": "Old page"})
    seen = []
    replace = os.replace

    def watch(waiting, place):
        new = Path(waiting)
        old = (target / "index.html").read_text()
        seen.append((old, new.read_text(), new.parent.parent == target))
        replace(waiting, place)

    monkeypatch.setattr(os, "replace", watch)
    run(target, host, {"index.html": "New page"})
    assert seen == [("Old page", "New page", True)]


def test_published_files_can_be_read_by_everyone(target, host):
    run(target, host, {"index.html": "Home"})
    assert (target / "index.html").stat().st_mode & 0o777 == 0o644


def test_hidden_entries_of_the_folder_itself_belong_to_somebody_else(target, host):
    put(target, {".git/HEAD": "ref", ".nojekyll": "", "about/.hidden": "", ".new-x1": "half"})
    publish(target, host, pages(**{"index.html": "<p>"}), keep_index=False)
    assert (target / ".git/HEAD").read_text() == "ref"
    assert (target / ".nojekyll").exists()
    assert not (target / "about").exists()
    assert not (target / ".new-x1").exists()
