"""Watching an archive's folder: all that somebody does there is told, by the system or a look."""

import errno
import os
import shutil
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_archive import PHRASES

from archive.serving import watch as watching_module
from archive.serving.bell import Bell
from archive.serving.watch import Watch, watching
from archive.store.survey import survey
from archive.surroundings import WATCH_VARIABLE

PATIENCE = 20
"""Seconds until a wait is given up: far more than anything here takes."""

SOON, NEVER = 0.4, 1000.0
"""Pauses between looks."""

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "letters"
    for name in ("2024/a/en.md", "2024/a/ru.md", "2024/b/en.md", "registers/bureaux.yml"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is {name}.\n")
    return folder


class Ear:
    """Hears what a watch tells, and answers it as a server does: with a build's look."""

    def __init__(self, root):
        self._root = root
        self._news = threading.Condition()
        self._told = 0
        self.deaf = []

    def changed(self):
        with self._news:
            self._told += 1
            self._news.notify_all()

    def is_deaf(self, why, pause):
        with self._news:
            self.deaf.append(why)
            assert pause > 0
            self._news.notify_all()

    @contextmanager
    def hears(self, watch):
        """Something that is done inside is told; and answered, so that all is still again."""
        with self._news:
            before = self._told
        yield
        with self._news:
            assert self._news.wait_for(lambda: self._told > before, PATIENCE), "nothing was told"
        self.settle(watch)

    def settle(self, watch):
        """A build follows each telling, until nothing more is told."""
        with self._news:
            before = self._told
        watch.saw(survey(str(self._root)))
        if not self.hears_nothing(0.3, since=before):
            self.settle(watch)

    def hears_nothing(self, seconds, since=None):
        with self._news:
            before = self._told if since is None else since
            return not self._news.wait_for(lambda: self._told > before, seconds)

    def waits_until_deaf(self):
        with self._news:
            assert self._news.wait_for(lambda: self.deaf, PATIENCE)


@contextmanager
def begun(root, *, pause=NEVER, listens=True):
    ear = Ear(root)
    watch = Watch(root, survey(str(root)), ear.changed, ear.is_deaf, pause=pause, listens=listens)
    watch.start()
    try:
        ear.settle(watch)  # also until all folders are listened to
        yield watch, ear
    finally:
        watch.stop()


@pytest.fixture(params=[pytest.param("told", marks=needs_linux), "looked"])
def watched(request, root):
    """A watch that hears of changes and never looks, and one that only looks."""
    listens = request.param == "told"
    with begun(root, pause=NEVER if listens else SOON, listens=listens) as (watch, ear):
        yield watch, ear
        assert not ear.deaf


def test_every_way_to_save_a_text(watched, root):
    watch, ear = watched
    text = root / "2024/a/en.md"
    with ear.hears(watch):
        text.write_text("Other words.\n")
    with ear.hears(watch), text.open("a") as file:
        file.write("More.\n")
    with ear.hears(watch):
        aside = root / "2024/a/en.md.new"
        aside.write_text("Written aside, and renamed.\n")
        aside.replace(text)
    with ear.hears(watch):  # of the file that was put in its place
        text.write_text("Once more.\n")
    with ear.hears(watch):
        (root.parent / "elsewhere").write_text("From another folder.\n")
        (root.parent / "elsewhere").replace(text)
    with ear.hears(watch):
        text.unlink()


def test_folders_come_go_and_get_other_names(watched, root):
    watch, ear = watched
    with ear.hears(watch):
        (root / "2025/c").mkdir(parents=True)
        (root / "2025/c/en.md").write_text("A new letter in a new year.\n")
    with ear.hears(watch):
        (root / "2025/c/en.md").write_text("Edited.\n")
    with ear.hears(watch):
        (root / "2025/c").rename(root / "2025/d")
    with ear.hears(watch):
        (root / "2025/d/en.md").write_text("Edited under its new name.\n")
    with ear.hears(watch):
        (root / "2025").rename(root / "2023")
    with ear.hears(watch):
        (root / "2023/d/en.md").write_text("Edited in another year.\n")
    with ear.hears(watch):
        shutil.rmtree(root / "2023")
    with ear.hears(watch):
        (root / "2023/d").mkdir(parents=True)
    with ear.hears(watch):
        (root / "2023/d/en.md").write_text("Here again.\n")


def test_what_is_done_while_a_build_runs_is_told(watched, root):
    """The build has looked, and an edit follows: whether it is told before or after the build
    says what it saw, it is told."""
    watch, ear = watched
    seen = survey(str(root))
    with ear.hears(watch):
        (root / "2024/a/en.md").write_text("While a build is running.\n")
        watch.saw(seen)


def test_in_a_still_folder_nothing_is_told(watched, root):
    _, ear = watched
    (root / "2024/a/en.md").read_text()
    survey(str(root))
    assert ear.hears_nothing(3 * SOON)


def test_what_editors_drop_beside_a_text_is_not_told(watched, root):
    _, ear = watched
    for name in ("2024/a/.en.md.swp", "2024/a/en.md~", "2024/.#x", ".idea/workspace.xml"):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("dropped")
    assert ear.hears_nothing(3 * SOON)


@needs_linux
def test_an_edit_while_a_new_folder_is_not_yet_watched_is_told(root):
    with begun(root) as (watch, ear):
        with ear.hears(watch):
            (root / "2024/c").mkdir()
            (root / "2024/c/en.md").write_text("New.\n")
            seen = survey(str(root))
            (root / "2024/c/en.md").write_text("Edited at once.\n")
            watch.saw(seen)
        assert not ear.deaf


@needs_linux
def test_edits_before_the_first_look_are_told(root):
    """Between the look of the first build and the server's start."""
    ear, seen = Ear(root), survey(str(root))
    (root / "2024/a/en.md").write_text("Meanwhile.\n")
    watch = Watch(root, seen, ear.changed, ear.is_deaf, pause=NEVER)
    with ear.hears(watch):
        watch.start()
    watch.stop()


@needs_linux
def test_where_the_system_keeps_silent_looks_find_it(root, monkeypatch):
    """As on a network drive: there are watches, and nothing ever comes from them."""
    monkeypatch.setattr(Bell, "hang", lambda bell, folders: False)
    with begun(root, pause=SOON) as (watch, ear):
        with ear.hears(watch):
            (root / "2024/a/en.md").write_text("Unheard.\n")
        ear.waits_until_deaf()
        assert watch.pause < SOON
        with ear.hears(watch):
            (root / "2024/a/en.md").write_text("Looked at.\n")
        assert ear.deaf == ["silent"]


@needs_linux
def test_where_the_system_tells_looks_blame_it_of_nothing(root):
    with begun(root, pause=0.05) as (watch, ear):
        for number in range(40):
            (root / "2024/a/en.md").write_text(f"{number}\n")
            ear.hears_nothing(0.02)
        ear.settle(watch)
        assert not ear.deaf


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "max_user_watches"),
        (errno.EMFILE, "max_user_instances"),
        (errno.ENOSYS, "none"),
    ],
)
def test_where_the_system_refuses_looks_remain(number, told, root, monkeypatch):
    def refused(bell, folders):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Bell, "hang", refused)
    with begun(root, pause=SOON) as (watch, ear):
        assert ear.deaf == [told]
        with ear.hears(watch):
            (root / "2024/a/en.md").write_text("Looked at.\n")
        assert ear.deaf == [told]


@needs_linux
def test_the_limit_may_be_reached_later(root, monkeypatch):
    with begun(root, pause=SOON) as (watch, ear):

        def refused(bell, folders):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Bell, "hang", refused)
        with ear.hears(watch):
            (root / "2024/c").mkdir()
        ear.waits_until_deaf()
        with ear.hears(watch):
            (root / "2024/c/en.md").write_text("Looked at.\n")
        assert ear.deaf == ["max_user_watches"]


@needs_linux
def test_more_changes_than_the_system_can_queue(root):
    limit = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    bell = Bell(root)
    try:
        folders = survey(str(root))
        assert bell.hang(folders)
        assert not bell.hang(folders)
        assert not bell.has_rung()
        for _ in range(limit // 2 + 1):  # each is told twice
            (root / "2024/b").rename(root / "2024/z")
            (root / "2024/z").rename(root / "2024/b")
        while bell.has_rung():
            pass
        assert bell.hang(folders), "who knows what was lost"
        (root / "2024/b/en.md").write_text("Heard again.\n")
        assert bell.has_rung()
    finally:
        bell.close()


def test_nothing_is_left_behind(root):
    threads, files = threading.active_count(), _open_files()
    for listens in (True, False):
        with begun(root, listens=listens) as (_, ear):
            assert threading.active_count() == threads + 1
        (root / "2024/a/en.md").write_text("Afterwards.\n")
        assert ear.hears_nothing(0.1)
    assert threading.active_count() == threads
    assert _open_files() == files


def _open_files():
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("number", "key", "limit"), [(errno.ENOSPC, "limit", "max_user_watches"), (0, "none", "")]
)
def test_it_is_said_in_the_language_of_the_terminal(
    number, key, limit, language, root, monkeypatch
):
    def refused(root):
        raise OSError(number, "")

    monkeypatch.setattr(watching_module, "Bell", refused)
    said, ear = [], Ear(root)
    environment = {"ARCHIVE_CIRCULARS": str(root), "ARCHIVE_LANG": language}
    seen = survey(str(root))
    watching(environment, root.parent, seen, ear.changed, said.append).stop()
    values = {"folder": str(root), "limit": limit, "seconds": "0.5"}
    assert said == [PHRASES[language](f"watch.{key}", **values)]
    said.clear()
    environment[WATCH_VARIABLE] = "poll"
    watching(environment, root.parent, seen, ear.changed, said.append).stop()
    assert not said, "who asked for it need not be told"
