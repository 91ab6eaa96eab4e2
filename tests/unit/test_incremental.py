"""Incremental equals clean: after any edits the site holds what a first build would have made.

Each sequence is a chain of random edits (:mod:`random_edits`) to one archive, built again after
each. With ``ARCHIVE_TEST_LONG=1`` there are a hundred of them, and ``ARCHIVE_TEST_SEQUENCES=400``
tries so many; a sequence is the same each time.
"""

import os
import shutil
from random import Random

import pytest
from letter_edits import beginning
from random_edits import edited
from small_archive import PHRASES
from tests.thoroughness import of_examples
from whole_builds import OF_LETTERS, SITE, STORE, Workshop, differences, is_sound, only

from archive.load import load
from archive.outputs import build_facts, calendars, circular_lists, feeds, opml, translations_page
from archive.store import survey

SEQUENCES = int(os.environ.get("ARCHIVE_TEST_SEQUENCES", of_examples(16, 100)))
STEPS = 4


SUBSCRIBED = {each.build for each in (feeds, opml, calendars)}
GROUPS = (
    tuple(each for each in OF_LETTERS if each not in SUBSCRIBED),
    (*SUBSCRIBED, circular_lists.build, translations_page.build, build_facts.build),
)
"""What sequences make in turn: pages; feeds and calendars, which are twice as many files."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Folders in which the archive was built before all edits, by group of outputs."""
    folders = []
    for group in GROUPS:
        shop = Workshop(tmp_path_factory.mktemp("built"))
        with only(group):
            shop.lay(beginning())
            assert shop.builds(beginning()) is not None
            assert not differences(shop.site, shop.clean(beginning()))
            assert not differences(shop.site, shop.plainly(beginning()))
        folders.append(shop.folder)
    return folders


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_any_edits(seed, built, tmp_path, monkeypatch):
    dice, group = Random(seed), seed % len(GROUPS)
    if seed // len(GROUPS) % 2:  # also files of this moment are known by their marks
        monkeypatch.setattr(survey, "FRESH", 0)
    with only(GROUPS[group]):
        edit_and_build(built[group], tmp_path, dice, serves=seed % 3 > 0)


def edit_and_build(built, tmp_path, dice, *, serves):
    """One sequence, in a copy of a folder."""
    shop, state, names = Workshop(tmp_path / "copy", serves=serves), beginning(), []
    for name in (STORE, SITE):
        shutil.copytree(built / name, tmp_path / "copy" / name)
    before = shop.site
    for step in range(STEPS):
        name, after = edited(state, dice)
        names.append(name)
        shop.lay(after)
        if befallen(shop.folder / SITE, dice):
            before = shop.site
        is_published = shop.builds(after) is not None
        # A clean build costs more than what it would make: one for each sequence is enough.
        expected = shop.plainly(after) if step + 1 < STEPS else shop.clean(after)
        assert is_published == (expected is not None), names
        if expected is None:
            names.append("refused")
            expected = before
        else:
            state = after  # the next edit is one of the last sound state
        before = shop.site
        assert not differences(before, expected), names


def befallen(site, dice):
    """Whether something has befallen a site between two builds: all of it is gone, or comes back
    from elsewhere, or somebody has been at its pages."""
    chance = dice.random()
    if chance < 0.1:
        shutil.rmtree(site, ignore_errors=True)
    elif chance < 0.2:
        for path in site.rglob("*.*"):
            os.utime(path, (1, 1))
    elif chance < 0.3:
        for path in sorted(site.rglob("*.html"))[:: dice.randrange(3, 30)]:
            path.unlink() if dice.random() < 0.5 else path.write_bytes(b"x")
    return chance < 0.3


@pytest.mark.parametrize("serves", [False, True])
def test_the_text_of_one_letter_after_another(serves, built, tmp_path):
    """Where nothing else has changed, only files that hold a body are made: all of them."""
    shop, state = Workshop(tmp_path / "copy", serves=serves), beginning()
    for name in (STORE, SITE):
        shutil.copytree(built[0] / name, tmp_path / "copy" / name)
    with only(GROUPS[0]):
        for key in ("2026/lb-1", "2026/sb-3", "2026/sb-10"):
            for name in sorted(name for name in state.files if name.startswith(f"{key}/")):
                state = state.having({name: f"{state.text(name).rstrip()} 1.\n"})
                shop.lay(state)
                shop.builds(state)
                assert shop.read == 1
                assert not differences(shop.site, shop.plainly(state)), name


def test_most_edits_are_sound(tmp_path):
    """Else the sequences would try little."""
    dice, shop, sound = Random(0), Workshop(tmp_path), 0
    for _ in range(40):
        _, after = edited(beginning(), dice)
        shop.lay(after)
        sound += is_sound(load(shop.root, PHRASES, "circulars"))
    assert sound > 25
