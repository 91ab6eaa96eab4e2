"""``mkdocs serve``: an edit shows by itself, a broken one changes nothing, the next one mends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import invented_archive
import pytest
import site_kit
from playwright.sync_api import Browser, BrowserContext, expect
from site_kit import ROOT, copy_project, environment, mkdocs, words

PATIENCE = 60
"""Seconds until a wait is given up: far more than anything here takes."""


Start = Callable[..., "Serving"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Serving:
    """A running ``mkdocs serve`` and all that it has printed."""

    def __init__(
        self, letters: Path, temporary: Path, project: Path, port: int, **variables: str
    ) -> None:
        self.temporary = temporary
        self.url = f"http://127.0.0.1:{port}/"
        self._lines: list[str] = []
        self._news = threading.Condition()
        self.process = subprocess.Popen(
            mkdocs("serve", "--dev-addr", self.url[7:-1]),
            cwd=project,
            env=environment(
                temporary,
                ARCHIVE_CIRCULARS=str(letters),
                ARCHIVE_TODAY=invented_archive.TODAY,
                PYTHONUNBUFFERED="1",
                **variables,
            ),
            start_new_session=True,  # so that whoever is left behind can be found
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self._lines.append(line)
                self._news.notify_all()

    @property
    def output(self) -> str:
        return "".join(self._lines)

    def wait_for(self, text: str, times: int = 1) -> None:
        """Wait until *text* has been printed *times* times."""
        with self._news:
            seen = self._news.wait_for(
                lambda: self.output.count(text) >= times or self.process.poll() is not None,
                PATIENCE,
            )
        assert seen, f"waited in vain for {text!r}:\n{self.output}"
        assert self.output.count(text) >= times, self.output

    def fetch(self, path: str) -> str:
        """A page as it is served now."""
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            assert answer.status == 200
            return answer.read().decode()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait until the site has become what it should."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, self.output
            time.sleep(0.1)

    def wait_for_page(self, path: str, text: str) -> None:
        """Wait until a page is there and has a *text*."""

        def has_it() -> bool:
            try:
                return text in self.fetch(path)
            except urllib.error.HTTPError:
                return False

        self.wait_until(has_it)

    def left_behind(self) -> list[object]:
        """Files that are still there after the end, and whether a process is."""
        found: list[object] = list(self.temporary.iterdir())
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, 0)
            found.append("a process")
        return found

    def stop(self) -> int:
        """End it as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return -1
        finally:
            self.process.kill()
            self._reader.join(PATIENCE)
            if self.process.stdout is not None:
                self.process.stdout.close()


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return invented_archive.write_archive(tmp_path / "letters")


@pytest.fixture
def start(tmp_path: Path, letters: Path) -> Iterator[Start]:
    running: list[Serving] = []

    def begin(project: Path = ROOT, port: int = 0, **variables: str) -> Serving:
        port = port or free_port()
        running.append(Serving(letters, tmp_path / "temporary", project, port, **variables))
        return running[-1]

    yield begin
    for serving in running:
        serving.stop()


@pytest.fixture
def context(browser: Browser, start: Start) -> Iterator[BrowserContext]:
    """A browser's context; it asks for *start* so that it is closed before the server is."""
    opened = browser.new_context()
    opened.set_default_timeout(PATIENCE * 1000)
    yield opened
    opened.close()


@pytest.mark.browser
def test_three_edits_the_second_broken(
    context: BrowserContext, start: Start, letters: Path
) -> None:
    serving = start()
    built = words("en", "built.title") + ":"
    serving.wait_for("Serving on ")
    assert serving.output.count(built) == 1
    source = letters / "2026/ex-2/ru.md"
    good = source.read_text("utf-8")
    path = "circulars/2026/ex-2/"
    tab = context.new_page()
    tab.goto(serving.url + path)
    paragraph = tab.locator("[id='p1']")
    expect(paragraph).to_contain_text("Сроков много.")

    source.write_text(good.replace("Сроков много.", "Сроков прибавилось."), encoding="utf-8")
    expect(paragraph).to_contain_text("Сроков прибавилось.", timeout=PATIENCE * 1000)
    serving.wait_for(built, 2)

    broken = good.replace("Сроков много.", "Этого никто не увидит.")
    broken = broken.replace("kind: circular", "kind: circlar")
    assert "circlar" in broken
    source.write_text(broken, encoding="utf-8")
    refused = words("en", "build.refused.one", number=1)
    serving.wait_for(refused)
    assert re.search(r"2026/ex-2/ru\.md:\d+:\d+: error\[bad-choice\]: circlar", serving.output)
    # The last good site is still served, to old readers and to new ones.
    assert "Сроков прибавилось." in serving.fetch(path)
    another = context.new_page()
    another.goto(serving.url + path)
    for reader in (tab, another):
        expect(reader.locator("[id='p1']")).to_contain_text("Сроков прибавилось.")

    source.write_text(good.replace("Сроков много.", "Сроков убавилось."), encoding="utf-8")
    expect(paragraph).to_contain_text("Сроков убавилось.", timeout=PATIENCE * 1000)
    serving.wait_for(built, 3)
    assert "Этого никто не увидит." not in serving.fetch(path)
    assert "Traceback" not in serving.output

    assert serving.stop() == 0
    assert not serving.left_behind()


def test_serving_watches_letters_pages_and_templates(start: Start, letters: Path) -> None:
    serving = start()
    serving.wait_for("Serving on ")
    (watched,) = re.findall(r"Watching paths for changes: (.*)", serving.output)
    for folder in (letters, "docs", "overrides", "mkdocs.yml"):
        assert str(folder) in watched
    assert "http.server" not in serving.output, "how to look at a built site is for `build`"
    assert serving.stop() == 0
    assert not serving.left_behind()


@pytest.mark.parametrize("way", ["", "poll"])
def test_texts_are_saved_in_any_way(way: str, start: Start, letters: Path) -> None:
    """Whether the system tells of changes or the folder is looked at, none is lost, and no build
    causes another one."""
    serving = start(ARCHIVE_WATCH=way)
    serving.wait_for("Serving on ")
    source = letters / "2026/ex-2/ru.md"
    good = source.read_text("utf-8")

    aside = source.with_name(".ru.md.tmp")  # as many editors do
    aside.write_text(good.replace("Сроков много.", "Сроков прибавилось."), encoding="utf-8")
    aside.replace(source)
    serving.wait_for_page("circulars/2026/ex-2/", "Сроков прибавилось.")

    for number in range(9):  # faster than anything is built
        source.write_text(good.replace("Сроков много.", f"Сроков: {number}."), encoding="utf-8")
        time.sleep(0.05)
    serving.wait_for_page("circulars/2026/ex-2/", "Сроков: 8.")

    added = letters / "2026/ex-40/en.md"
    added.parent.mkdir()
    text = (letters / "2026/ex-4/en.md").read_text("utf-8")
    added.write_text(text, encoding="utf-8")
    serving.wait_for_page("en/circulars/2026/", "ex-40")
    added.parent.rename(letters / "2026/ex-41")
    serving.wait_for_page("en/circulars/2026/", "ex-41")
    added = letters / "2026/ex-41/en.md"
    added.write_text(f"{text}\nLast words.\n", encoding="utf-8")
    serving.wait_for_page("en/circulars/2026/ex-41/", "Last words.")
    (letters / "2026/ex-41/en.md").unlink()
    (letters / "2026/ex-41").rmdir()
    serving.wait_until(lambda: "ex-41" not in serving.fetch("en/circulars/2026/"))

    time.sleep(3)
    builds = serving.output.count("Detected file changes")
    time.sleep(3)
    assert serving.output.count("Detected file changes") == builds, "it hears itself build"
    assert "Traceback" not in serving.output
    assert serving.stop() == 0
    assert not serving.left_behind()


def test_serving_does_not_begin_with_problems(start: Start, letters: Path) -> None:
    source = letters / "2026/ex-2/ru.md"
    text = source.read_text("utf-8").replace("kind: circular", "kind: circlar")
    source.write_text(text, encoding="utf-8")
    serving = start()
    assert serving.process.wait(PATIENCE) == 1
    serving.wait_for("error[bad-choice]")
    assert "Serving on" not in serving.output
    assert "Traceback" not in serving.output
    assert not serving.left_behind()


def test_a_second_server_begins_with_what_the_first_one_showed(
    start: Start, letters: Path, tmp_path: Path
) -> None:
    project, port = copy_project(tmp_path / "project"), free_port()
    time.sleep(2.5)  # files of this moment could change again unseen
    first = start(project, port)
    first.wait_for("Serving on ")
    assert first.stop() == 0
    second = start(project, port)
    second.wait_for("Serving on ")
    assert words("en", "built.title") + ":" not in second.output, "nothing has changed"
    source, path = letters / "2026/ex-2/ru.md", "circulars/2026/ex-2/"
    good = source.read_text("utf-8")
    source.write_text(good.replace("kind: circular", "kind: circlar"), encoding="utf-8")
    second.wait_for(words("en", "build.refused.one", number=1))
    assert "Сроков много." in second.fetch(path), "it goes on showing what it showed"
    source.write_text(good.replace("Сроков много.", "Сроков убавилось."), encoding="utf-8")
    second.wait_for_page(path, "Сроков убавилось.")
    assert "Traceback" not in second.output
    assert second.stop() == 0
    assert not second.left_behind()


def test_an_unfinished_draft_is_left_out_and_told_and_shown_once_finished(
    start: Start, letters: Path, tmp_path: Path
) -> None:
    good = (letters / "2026/ex-4/en.md").read_text("utf-8")
    draft = letters / "2026/ex-40/en.md"
    draft.parent.mkdir()
    unfinished = good.replace("summary: ", "summary: TODO # ")
    draft.write_text(unfinished + "\n<!-- TODO write it anew -->\n", encoding="utf-8")
    serving = start()
    serving.wait_for("Serving on ")
    told = re.findall(r"2026/ex-40/en\.md:\d+:\d+: error\[todo\]", serving.output)
    assert len(told) == 2
    files = f"{letters}/2026/ex-40/en.md"
    assert words("en", "build.left-out", files=files) in serving.output
    assert "A letter in English only" in serving.fetch("en/circulars/2026/")
    assert "ex-40" not in serving.fetch("en/circulars/2026/")
    variables = {"ARCHIVE_CIRCULARS": str(letters), "ARCHIVE_TODAY": invented_archive.TODAY}
    outcome = site_kit.build(tmp_path / "site", temporary=tmp_path / "other", **variables)
    assert outcome.status != 0, "what is published is whole"
    assert not (tmp_path / "site").exists()

    draft.write_text(good, encoding="utf-8")
    serving.wait_for(words("en", "built.title") + ":", 2)
    assert "ex-40" in serving.fetch("en/circulars/2026/")
    assert "Traceback" not in serving.output
    assert serving.stop() == 0


def test_a_broken_page_is_told_and_mended(start: Start, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (project / "site").mkdir()
    (project / "site/kept.txt").write_text("published earlier")
    serving = start(project)
    serving.wait_for("Serving on ")
    page = project / "docs/about.en.md"
    good = page.read_text("utf-8")
    page.write_text(good + "\n<!--archive:weather-->\n", encoding="utf-8")
    serving.wait_for("weather")
    page.write_text(good + "\nOne more line.\n", encoding="utf-8")
    serving.wait_for(words("en", "built.title") + ":", 2)
    assert "One more line." in serving.fetch("en/about/")
    assert "Traceback" not in serving.output
    assert serving.stop() == 0
    assert not serving.left_behind()
    assert site_kit.contents(project / "site") == {"kept.txt": b"published earlier"}
