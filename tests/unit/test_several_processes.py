"""Several processes read and make what one would; none is left when the main one ends."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from small_archive import ADDRESSEES, BUREAUX, letter, translation
from test_store import changed
from whole_builds import SITE, State, Workshop, differences

from archive import processes, rendering
from archive.store import reading_rows

FILES = {
    "registers/bureaux.yml": BUREAUX,
    "registers/addressees.yml": ADDRESSEES,
    "2024/letter/en.md": letter(reference="TSB Circular 1"),
    "2024/letter/ru.md": translation(),
    "2024/other/en.md": letter("See TSB Circular 1.\n"),
}
STATE = State(files={name: text.encode() for name, text in FILES.items()})


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Where even one file is worth a process."""
    monkeypatch.setattr(rendering, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(reading_rows, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(reading_rows, "CHUNK", 1)
    found = Workshop(tmp_path)
    found.lay(STATE)
    return found


@pytest.fixture
def started(monkeypatch):
    """For each pool that was started, how many tasks it got."""
    found = []

    def counting(number, start, given, work, tasks, here=None):
        tasks = list(tasks)
        found.append(len(tasks))
        return processes.in_processes(number, start, given, work, tasks, here)

    monkeypatch.setattr(rendering, "in_processes", counting)
    monkeypatch.setattr(reading_rows, "in_processes", counting)
    return found


def test_two_make_what_one_makes(shop, started):
    assert shop.builds(STATE, processes=2) is not None
    assert len(started) == 2
    assert started[0] == 2, "folders"
    assert started[1] > 2, "files"
    assert not differences(shop.site, shop.clean(STATE))
    assert len(started) == 2


def test_what_one_of_them_finds_damaged_is_made_again(shop, started):
    shop.builds(STATE)
    changed(shop, "update texts set body = 'x' where language = 'ru'")
    shutil.rmtree(shop.folder / SITE)
    # At another address nothing of what the store keeps fits.
    moved = replace(STATE, url="https://elsewhere.example/")
    assert shop.builds(moved, processes=2) is not None
    assert started
    assert not differences(shop.site, shop.clean(moved))


def nothing():
    """What a process begins with that needs nothing."""


def doubled(number):
    """Slow, so that there is time for others to help."""
    time.sleep(0.02)
    return 2 * number


def test_the_main_process_helps_and_keeps_the_order():
    helped = []

    def here(number):
        helped.append(number)
        return 2 * number

    found = list(processes.in_processes(1, nothing, (), doubled, range(30), here))
    assert found == [2 * number for number in range(30)]
    assert helped
    assert len(helped) == len(set(helped))


def test_what_the_main_process_stumbles_over_is_told():
    def here(number):
        raise ValueError(number)

    with pytest.raises(ValueError, match=r"^[0-9]+$"):
        list(processes.in_processes(1, nothing, (), doubled, range(30), here))


ENDLESS = """
import sys, time
from pathlib import Path
from archive.processes import in_processes

def start(folder):
    Path(folder, str(__import__("os").getpid())).touch()

def work(task):
    time.sleep(100)

if __name__ == "__main__":
    list(in_processes(2, start, (sys.argv[1],), work, range(8)))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_none_is_left_when_the_main_one_is_killed(tmp_path):
    script, folder = tmp_path / "endless.py", tmp_path / "running"
    script.write_text(ENDLESS)
    folder.mkdir()
    main = subprocess.Popen([sys.executable, str(script), str(folder)])
    try:
        wait_for(lambda: len(list(folder.iterdir())) == 2)
    finally:
        main.kill()
        main.wait()
    workers = [int(path.name) for path in folder.iterdir()]
    wait_for(lambda: not any(is_running(number) for number in workers))


def wait_for(is_so):
    """For a minute at most."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise TimeoutError


def is_running(number):
    """Whether there is a process of this number that has not ended."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")  # one that nobody has asked for its end is no longer one
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
