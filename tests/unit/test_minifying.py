"""Style sheets and scripts are published without what only their authors need."""

import gzip
from pathlib import Path

import pytest

from archive.publishing.minifying import published_file

ASSETS = Path(__file__).parents[2] / "overrides/assets"
OWN = sorted(path for path in ASSETS.iterdir() if path.suffix in (".css", ".js"))
STYLE = "/* why */\na > b {\n  margin: calc(1rem + 2px) 0;\n}\n"
SCRIPT = '/* why */\nconst a = 1; // and why\nlet b = "/* kept */";\n'


def published(folder, name, text):
    path = folder / "file"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return published_file(name, path)


def test_comments_and_blanks_are_left_out(tmp_path):
    assert published(tmp_path, "assets/a.css", STYLE) == b"a>b{margin:calc(1rem + 2px) 0}"
    assert published(tmp_path, "assets/a.js", SCRIPT) == b'const a=1;let b="/* kept */";'


@pytest.mark.parametrize(("name", "text"), [("assets/a.css", STYLE), ("assets/a.js", SCRIPT)])
def test_a_licence_stays(tmp_path, name, text):
    found = published(tmp_path, name, "/*! MIT, by somebody */\n" + text).decode()
    assert "/*! MIT, by somebody */" in found
    assert "why" not in found


@pytest.mark.parametrize(
    "name",
    [
        *("assets/a.min.css", "assets/stylesheets/main.css", "assets/javascripts/bundle.js"),
        *("a.css", "assets/a.svg", "assets/a.html", "circulars/2026/x/style.css"),
    ],
)
@pytest.mark.parametrize("text", [STYLE, SCRIPT])
def test_what_is_not_the_archives_own_stays_as_it_is(tmp_path, name, text):
    assert published(tmp_path, name, text) == text.encode()


@pytest.mark.parametrize("name", ["assets/a.css", "assets/a.js"])
def test_any_bytes_can_be_published(tmp_path, name):
    assert published(tmp_path, name, b"") == b""
    assert published(tmp_path, name, b'a  = "\xff";') == b'a  = "\xff";'
    assert "Ж".encode() in published(tmp_path, name, 'a = "Ж";')


@pytest.mark.parametrize("name", ["assets/a.css", "assets/a.js"])
@pytest.mark.parametrize("end", ['"Ж', "'", "`${", "/*", "//", "/[", "\\", "{", "}"])
def test_what_is_still_being_written_is_published_too(tmp_path, name, end):
    assert published(tmp_path, name, f"a  {end} Ж").decode().startswith("a")


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_each_of_the_archives_own_gets_lighter_and_cannot_get_lighter_again(tmp_path, path):
    name = f"assets/{path.name}"
    once = published_file(name, path)
    assert len(gzip.compress(once)) < len(gzip.compress(path.read_bytes()))
    assert published(tmp_path, name, once) == once


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_sheets_of_the_theme_lose_the_pictures_that_the_policy_refuses(
    tmp_path: Path, quote: str
) -> None:
    sheet = tmp_path / "main.min.css"
    sheet.write_text(
        f":root{{--a:url({quote}data:image/svg+xml,<svg>;{{}}{quote});--b:url(b.svg)}}"
    )
    assert published_file("assets/stylesheets/main.min.css", sheet) == (
        b":root{--a:none;--b:url(b.svg)}"
    )
    assert b"data:" in published_file("assets/own.min.css", sheet)
