"""What of others reaches readers is named, with its licence, in the file that is published."""

import gzip
import json
import re
from fnmatch import fnmatchcase
from pathlib import Path

import material
import pytest
from tests.supply.shipped import NOTICES, notices, parts

OVERRIDES = Path(__file__).parents[2] / "overrides/assets"
ICONS = Path(material.__file__).parent / "templates/.icons"
PROGRAM = re.compile(rb"index\.crates\.io-[0-9a-f]+/([A-Za-z_-]+)-[0-9]")

PARTS = parts()


def named(shown_by):
    return {part.name for part in PARTS if part.shown_by == shown_by}


@pytest.fixture(scope="module")
def published(real):
    """The files that are no pages or data of the archive: programs, sheets and pictures."""
    kinds = {".js", ".css", ".map", ".png", ".svg", ".ico", ".pagefind", ".woff", ".woff2", ".wasm"}
    found = {path.relative_to(real.folder).as_posix() for path in real.folder.rglob("*")}
    return sorted(path for path in found if Path(path).suffix in kinds)


def test_every_published_program_is_ours_or_in_the_table(published):
    patterns = [pattern for part in PARTS for pattern in part.files]
    own = {f"assets/{path.relative_to(OVERRIDES).as_posix()}" for path in OVERRIDES.rglob("*")}
    assert [
        path
        for path in published
        if path not in own and not any(fnmatchcase(path, pattern) for pattern in patterns)
    ] == []
    # And nothing stands in the table that is not shipped any more.
    for pattern in patterns:
        assert any(fnmatchcase(path, pattern) for path in published), pattern


def test_the_pieces_that_source_maps_name_are_in_the_table(real, published):
    inside = set()
    for path in published:
        if path.endswith(".map"):
            for source in json.loads((real.folder / path).read_bytes())["sources"]:
                inside |= set(re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", source))
    assert inside == named("map")


def test_the_pieces_that_the_search_program_names_are_in_the_table(real, published):
    inside = set()
    for path in published:
        if path.endswith(".pagefind"):
            program = gzip.decompress((real.folder / path).read_bytes())
            inside |= {name.decode() for name in PROGRAM.findall(program)}
    assert inside == named("crate")


def test_the_icons_come_from_the_named_sets(real):
    drawings = {}
    for icon in ICONS.rglob("*.svg"):
        folder = icon.relative_to(ICONS).parts[0]
        for drawing in re.findall(r' d="([^"]+)"', icon.read_text("utf-8")):
            drawings.setdefault(drawing, folder)
    used = set()
    for path in real.folder.rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            text = path.read_text("utf-8")
            used |= {drawings.get(each) for each in re.findall(r""" d=["']([^"']+)["']""", text)}
    assert used - {None} == {part.folder for part in PARTS if part.shown_by == "icons"}


def test_no_font_is_shipped(published):
    assert not [path for path in published if path.endswith((".woff", ".woff2"))]


def test_what_no_page_loads_is_not_shipped(published):
    assert not [path for path in published if "lunr" in path or "/workers/" in path]


def test_the_notices_are_those_of_the_table_and_are_published(real):
    assert NOTICES.read_text("utf-8") == notices(), "run: make notices"
    assert (real.folder / "assets/third-party.txt").read_text("utf-8") == notices()
    for part in PARTS:
        assert part.name in notices()
        assert all(line in notices() for line in part.notice)


@pytest.mark.parametrize("language", ["", "en/"])
def test_readers_are_led_to_the_notices(real, language):
    page = real.folder / language / "about/index.html"
    (address,) = re.findall(r'href="([^"]*third-party\.txt)"', page.read_text("utf-8"))
    assert (page.parent / address).resolve() == (real.folder / "assets/third-party.txt").resolve()
