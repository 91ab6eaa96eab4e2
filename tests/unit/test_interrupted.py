"""A build that is killed, has no room, or is not alone: no page is a part or a mix, and the next
build repairs what is left."""

import errno
import os
import shutil
import signal
import sqlite3
import time
from functools import partial

import pytest
from small_archive import ADDRESSEES, BUREAUX, INITIATIVE, PHRASES, letter, translation
from whole_builds import PAGES, SITE, STORE, State, Workshop, differences, only

from archive.hosting import RefusedError
from archive.publishing import publish, site_folder
from archive.publishing.site_folder import Staging
from archive.store import database, guard
from archive.store.database import Store

RELATED = "related:\n  a:\n    kind: circular\n    relation: {}\n    circular: 2024/letter\n"

WITHDRAWS = RELATED.format("withdraws") + "    extent: whole-letter\n"
LATER = {"date": "2024-03-09"}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def old_and_new():
    """A state, and one after which letters are changed, added, gone, and related otherwise."""
    files = {
        "registers/bureaux.yml": BUREAUX,
        "registers/addressees.yml": ADDRESSEES,
        "initiatives/harbours/en.md": INITIATIVE,
        "2024/letter/en.md": letter(initiatives="[harbours]", reference="TSB Circular 1"),
        "2024/letter/ru.md": translation(),
        "2024/other/en.md": letter("See TSB Circular 1.\n", RELATED.format("follows"), **LATER),
        "2024/gone/en.md": letter("No letter is named.\n", subject="Nothing"),
    }
    old = State(files={name: text.encode() for name, text in files.items()})
    new = old.having(
        {
            "2024/letter/ru.md": translation(subject="Летнее собрание"),
            "2024/other/en.md": letter("See TSB Circular 1.\n", WITHDRAWS, **LATER),
            "2024/gone/en.md": None,
            "2024/added/en.md": letter("See TSB Circular 1.\n", RELATED.format("corrects")),
        }
    )
    return old, new


@pytest.fixture(autouse=True)
def _pages():
    with only(PAGES):
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Where the old state was built, and the whole sites of both states."""
    folder = tmp_path_factory.mktemp("built")
    with only(PAGES):
        old, new = old_and_new()
        shop = Workshop(folder)
        shop.lay(old)
        shop.builds(old)
        other = Workshop(tmp_path_factory.mktemp("new"))
        other.lay(new)
        return folder, shop.site, other.clean(new)


@pytest.fixture
def shop(built, tmp_path):
    """The site and the store of the old state, and the sources of the new one."""
    found = Workshop(tmp_path / "copy")
    for name in (STORE, SITE):
        shutil.copytree(built[0] / name, tmp_path / "copy" / name)
    found.lay(old_and_new()[1])
    return found


def child(work):
    """Do *work* in a process of its own; its number."""
    number = os.fork()
    if number == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return number


def ended(number):
    """How a process has ended: 0, 1, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def dies():
    os.kill(os.getpid(), signal.SIGKILL)


def at_call(patch, owner, name, number, *, after, then):
    """Do something before or after the call of a function with this number."""
    function, calls = getattr(owner, name), [0]

    def wrapped(*given, **named):
        calls[0] += 1
        if calls[0] == number and not after:
            then()
        result = function(*given, **named)
        if calls[0] == number and after:
            then()
        return result

    patch.setattr(owner, name, wrapped)


PLACES = {
    "put": (Staging, "put"),
    "settle": (Staging, "settle"),
    "place": (site_folder, "_take_place"),
    "end": (Staging, "end"),
    "remove": (publish, "remove"),
    "unlink": (site_folder.Path, "unlink"),
    "folders": (Store, "put_folders"),
    "forget": (Store, "forget_folders"),
    "told": (Store, "put_told"),
    "note": (Store, "note"),
    "outputs": (Store, "put_outputs"),
    "commit": (guard.Transaction, "__exit__"),
}
"""The functions of a build that change a file."""


POINTS = ((1, False), (1, True), (4, False), (7, True))
"""At which call a build dies, and whether after it."""


class TestKilled:
    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("then", ["the same", "the old"])
    def test_at_any_place(self, shop, built, place, then):
        """The next build is of the same state, or of the old one again."""
        first, ends = shop.folder, []
        for number, after in POINTS:
            shop.lay(old_and_new()[1])
            shop.folder = first.with_name(f"copy-{number}-{after}")
            for name in (STORE, SITE):
                shutil.copytree(first / name, shop.folder / name)
            with pytest.MonkeyPatch.context() as patch:
                at_call(patch, *PLACES[place], number, after=after, then=dies)
                ends.append(ended(child(partial(shop.builds, old_and_new()[1]))))
            wholly_one_or_the_other(shop, *built[1:])
            state, site = {"the same": (1, built[2]), "the old": (0, built[1])}[then]
            shop.lay(old_and_new()[state])
            shop.builds(old_and_new()[state])
            assert not differences(shop.site, site), (number, after)
            left = {path.name for path in (shop.folder / STORE).iterdir()}
            assert left == {database.FILE, "lock.sqlite3"}
        assert ends[0] == -signal.SIGKILL
        assert set(ends) <= {-signal.SIGKILL, 0}


def wholly_one_or_the_other(shop, old, new):
    """Every page is the old one or the new one, and none is missing."""
    site = {path: data for path, data in shop.site.items() if not path.endswith("/")}
    pages = {path: data for path, data in site.items() if not path.startswith(".")}
    assert all(data in (old.get(path), new.get(path)) for path, data in pages.items())
    assert old.keys() & new.keys() <= pages.keys()


def no_room():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "site")


class TestNoRoom:
    @pytest.mark.parametrize("number", [1, 2, 5])
    def test_for_a_page(self, shop, built, monkeypatch, number):
        state = old_and_new()[1]
        with monkeypatch.context() as patch:
            at_call(patch, Staging, "put", number, after=False, then=no_room)
            with pytest.raises(RefusedError, match="could not be written"):
                shop.builds(state)
        files = {path: data for path, data in shop.site.items() if not path.endswith("/")}
        assert not differences(files, built[1])
        shop.builds(state)
        assert not differences(shop.site, built[2])

    def test_while_files_take_their_places(self, shop, built, monkeypatch):
        state = old_and_new()[1]
        with monkeypatch.context() as patch:
            at_call(patch, site_folder, "_take_place", 3, after=False, then=no_room)
            with pytest.raises(RefusedError, match="wholly as it was or wholly new"):
                shop.builds(state)
        wholly_one_or_the_other(shop, *built[1:])
        assert not any(path.startswith(".") for path in shop.site)
        shop.builds(state)
        assert not differences(shop.site, built[2])

    @pytest.mark.parametrize("more", [0, 1, 2, 4])
    def test_for_the_store(self, shop, built, monkeypatch, more):
        """The site is right all the same; what cannot be kept is made again next time."""
        connect, state = sqlite3.connect, old_and_new()[1]

        def full(address, **options):
            found = connect(address, **options)
            if database.FILE in str(address):
                (pages,) = found.execute("pragma page_count").fetchone()
                found.execute(f"pragma max_page_count = {pages + more}")
            return found

        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", full)
            shop.builds(state)
        assert not differences(shop.site, built[2])
        shop.builds(state)
        assert not differences(shop.site, built[2])

    def test_in_both_languages(self):
        for words in PHRASES.values():
            text = words("build.cannot-write", path="site", reason="x")
            assert "site" in text
            assert "x" in text


def until(path):
    """Wait for a file, for a minute at most."""
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.1)
    raise TimeoutError(path)


class TestTwoAtOnce:
    @pytest.mark.parametrize(
        ("owner", "name"),
        [(Staging, "put"), (Store, "put_outputs"), (Store, "put_folders"), (Staging, "settle")],
    )
    def test_each_works_by_itself(self, shop, built, monkeypatch, owner, name):
        """The sources are edited, and a second build begins, in the middle of the first one."""
        old, new = old_and_new()
        middle, going_on = shop.folder / "middle", shop.folder / "going-on"

        def pause():
            middle.touch()
            until(going_on)

        with monkeypatch.context() as patch:
            at_call(patch, owner, name, 1, after=False, then=pause)
            first = child(partial(shop.builds, new))
            until(middle)
        shop.lay(old)
        second = child(partial(shop.builds, old))
        time.sleep(0.5)
        assert os.waitpid(second, os.WNOHANG) == (0, 0), "the second one waits"
        going_on.touch()
        assert (ended(first), ended(second)) == (0, 0)
        assert not differences(shop.site, built[1])

    def test_the_second_one_goes_on_when_the_first_one_is_killed(self, shop, built, monkeypatch):
        middle, state = shop.folder / "middle", old_and_new()[1]

        def pause():
            middle.touch()
            time.sleep(60)

        with monkeypatch.context() as patch:
            at_call(patch, Staging, "settle", 1, after=False, then=pause)
            first = child(partial(shop.builds, state))
            until(middle)
        second = child(partial(shop.builds, state))
        os.kill(first, signal.SIGKILL)
        assert (ended(first), ended(second)) == (-signal.SIGKILL, 0)
        assert not differences(shop.site, built[2])
