"""What was published is used again where no more than its frame, or its place, has changed."""

import os
import shutil
from dataclasses import replace

import pytest
from small_archive import INITIATIVE, letter, translation
from test_store import FILES, changed
from whole_builds import SITE, STORE, TEMPLATES, State, Workshop, differences, only

from archive.outputs import build_facts, calendars, circular_pages, hand_written, parallel_pages
from archive.publishing.making import Maker
from archive.render.templates import digests

ATTACHED = """annexes:
  form:
    title: A form
    status: held
    file: form.txt
"""
STATE = State(
    files={
        **{name: text.encode() for name, text in FILES.items()},
        "2024/third/en.md": letter("It has a form.\n", ATTACHED, date="2024-04-09").encode(),
        "2024/third/form.txt": b"Name:\n",
    }
)
MADE = tuple(
    each.build for each in (hand_written, circular_pages, parallel_pages, calendars, build_facts)
)
SHOWN = "en/circulars/2024/letter/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder in which the state was built, with everything that letters give."""
    shop = Workshop(tmp_path_factory.mktemp("built"))
    with only(MADE):
        shop.lay(STATE)
        assert shop.builds(STATE) is not None
    return shop.folder


@pytest.fixture
def shop(built, tmp_path):
    """A copy of that folder."""
    found = Workshop(tmp_path / "copy")
    for name in (STORE, SITE):
        shutil.copytree(built / name, tmp_path / "copy" / name)
    found.lay(STATE)
    with only(MADE):
        yield found


@pytest.fixture
def made(monkeypatch):
    """The paths of the archive's own files that were made."""
    paths = []
    make = Maker.make

    def noting(self, tasks):
        paths.extend(task.path for task in tasks if self.plan[task.path].kind != "host")
        return make(self, tasks)

    monkeypatch.setattr(Maker, "make", noting)
    return paths


def is_right(shop, state, made):
    """Whether a build gives what a clean one would; meanwhile only its own files are noted."""
    assert shop.builds(state) is not None
    noted = list(made)
    assert not differences(shop.site, shop.clean(state))
    made[:] = noted
    return True


NEVER_KEPT = {"build.json", "circulars/2024/third/form.txt"}
"""What can be made in any case: a file beside the texts has no digest of its own."""


class TestAnotherFrame:
    STATE = replace(STATE, shell="Another frame, <b>longer</b> than the first")

    def test_no_page_of_a_letter_is_made(self, shop, made):
        assert b"Another frame" not in shop.site[SHOWN]
        assert is_right(shop, self.STATE, made)
        assert b"Another frame" in shop.site[SHOWN]
        assert set(made) - NEVER_KEPT == {"index.html", "en/index.html", "404.html"}

    def test_and_no_letter_is_shown_by_the_build_after_it(self, shop, made):
        shop.builds(self.STATE)
        assert "written: 0, removed: 0" in shop.builds(self.STATE)

    def test_a_page_that_somebody_has_changed_unseen_is_made(self, shop, made):
        page = shop.folder / SITE / SHOWN
        status = page.stat()
        page.write_bytes(page.read_bytes().replace(b"letter", b"LETTER"))
        os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert is_right(shop, self.STATE, made)
        assert SHOWN in made

    @pytest.mark.parametrize(
        "damage", ["slots = replace(slots, ' 1', ' 2')", "slots = ''", "frame = 'en circulars 3 0'"]
    )
    def test_damaged_notes_cut_nothing(self, shop, made, damage):
        changed(shop, f"update outputs set {damage} where path like 'en/circulars/%'")
        assert is_right(shop, self.STATE, made)
        assert SHOWN in made or "frame" in damage

    def test_rows_that_are_missing(self, shop, made):
        changed(shop, "delete from outputs where path like 'en/circulars/%'")
        assert is_right(shop, self.STATE, made)

    def test_with_a_letter_that_has_changed_too(self, shop, made):
        text = self.STATE.text("2024/letter/en.md").replace("invites you", "invites us")
        after = self.STATE.having({"2024/letter/en.md": text})
        shop.lay(after)
        assert is_right(shop, after, made)
        assert SHOWN in made
        assert "en/circulars/2024/other/index.html" not in made


class TestAnotherTemplate:
    def test_only_its_pages_are_made(self, shop, made):
        after = replace(STATE, templates={"circular.html": "<!-- another -->"})
        shop.lay(after)
        assert is_right(shop, after, made)
        assert SHOWN in made
        assert not any("/parallel/" in path or path.endswith(".ics") for path in made)

    def test_its_digest_is_also_that_of_what_it_asks_for(self, tmp_path):
        def of(**texts):
            for name, text in texts.items():
                (tmp_path / f"{name}.html").write_text(text, "utf-8")
            return digests(tmp_path)

        first = of(a='{% import "b.html" as b %}', b='{%- include "c.html" -%}', c="c", d="d")
        second = of(c="other")
        same = {name for name in first if first[name] == second[name]}
        assert same == {"d.html"}
        first = of(a="{% include name %}")
        second = of(d="other")
        assert first["a.html"] != second["a.html"]
        assert first["b.html"] == second["b.html"]

    def test_every_page_has_contents(self, tmp_path):
        shutil.copytree(TEMPLATES, tmp_path, dirs_exist_ok=True)
        first = digests(tmp_path)
        (tmp_path / "contents.html").write_text("other", "utf-8")
        second = digests(tmp_path)
        assert not {name for name in first if first[name] == second[name]}


class TestASiteFromElsewhere:
    def test_times_that_are_new(self, shop, made):
        for path in shop.folder.rglob("*"):
            if path.is_file():
                os.utime(path)
        assert "written: 0, removed: 0" in shop.builds(STATE)
        assert set(made) <= NEVER_KEPT
        assert not differences(shop.site, shop.clean(STATE))

    def test_a_site_that_is_gone(self, shop, made):
        shutil.rmtree(shop.folder / SITE)
        assert is_right(shop, STATE, made)
        assert set(made) <= NEVER_KEPT

    def test_one_that_is_gone_and_gets_another_frame(self, shop, made):
        shutil.rmtree(shop.folder / SITE)
        assert is_right(shop, TestAnotherFrame.STATE, made)
        assert SHOWN not in made

    def test_a_page_that_is_gone_and_one_that_is_too_much(self, shop, made):
        (shop.folder / SITE / SHOWN).unlink()
        (shop.folder / SITE / "more.html").write_text("x", "utf-8")
        assert is_right(shop, STATE, made)
        assert SHOWN not in made

    @pytest.mark.parametrize(
        "damage",
        [
            "update kept set data = substr(data, 2)",
            "update kept set data = x''",
            "delete from kept where path like 'en/circulars/%'",
            "update kept set data = (select data from kept where path = '404.html')",
        ],
    )
    def test_what_is_kept_and_damaged_is_made(self, shop, made, damage):
        changed(shop, damage)
        shutil.rmtree(shop.folder / SITE)
        assert is_right(shop, STATE, made)
        assert SHOWN in made

    def test_rows_that_are_missing(self, shop, made):
        changed(shop, "delete from outputs where path like 'en/circulars/%'")
        shutil.rmtree(shop.folder / SITE)
        assert is_right(shop, STATE, made)

    def test_with_a_letter_that_has_changed_too(self, shop, made):
        after = STATE.having({"2024/letter/ru.md": translation("Другой текст.\n")})
        shop.lay(after)
        shutil.rmtree(shop.folder / SITE)
        assert is_right(shop, after, made)
        assert "en/circulars/2024/other/index.html" not in made

    def test_with_an_initiative_that_has_changed_too(self, shop, made):
        changes = {"initiatives/harbours/en.md": INITIATIVE.replace("name:", "name: Other", 1)}
        after = STATE.having(changes)
        shop.lay(after)
        shutil.rmtree(shop.folder / SITE)
        assert is_right(shop, after, made)


def test_what_is_kept_goes_with_its_file(shop):
    def kept():
        return changed(shop, "select count(*) from kept where path like '%2024/other/%'")[0]

    assert kept()
    after = STATE.having({"2024/other/en.md": None})
    shop.lay(after)
    assert shop.builds(after) is not None
    assert not kept()


def test_outputs_of_one_kind_alone(tmp_path):
    """Home pages, whose frames are their own, follow these without any letter."""
    shop = Workshop(tmp_path)
    with only((hand_written.build, circular_pages.build)):
        for state in (STATE, TestAnotherFrame.STATE, STATE):
            shop.lay(state)
            assert shop.builds(state) is not None
            assert not differences(shop.site, shop.clean(state))
