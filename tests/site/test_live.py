"""``circulars live`` on a real site: nothing is found on a whole one, and all that is broken is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import invented_archive
import pytest
import static_server
from invented_archive import TODAY
from site_kit import LANGUAGES, Site, words
from static_server import Server

from archive.cli import main

BASE = "/some/archive/"
NEWEST = "circulars/2026/ex-2/"
Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_archive.write_archive(tmp_path_factory.mktemp("live-source") / "letters")


@pytest.fixture(scope="module")
def live(
    make_site: Callable[..., Site], letters: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Server]]:
    """A site that is served below a path, at the very address that it was built for."""
    folder = tmp_path_factory.mktemp("live-web") / "site"
    folder.mkdir()
    server = Server(folder, BASE)
    site = make_site(
        "live", ARCHIVE_CIRCULARS=str(letters), ARCHIVE_TODAY=TODAY, ARCHIVE_SITE_URL=server.url
    )
    shutil.copytree(site.folder, folder, dirs_exist_ok=True)
    yield folder, server
    server.close()


@pytest.fixture
def run(
    live: tuple[Path, Server],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Runs the command: exit status, and what it prints."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    def command(*options: str, address: str = "", language: str = "en") -> tuple[int, list[str]]:
        given = ["--lang", language, "live", address or live[1].url, "--today", TODAY, *options]
        status = main(given)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return status, (captured.out + captured.err).splitlines()

    return command


@pytest.fixture
def change(live: tuple[Path, Server]) -> Iterator[Callable[..., str]]:
    """Changes a file of the site, or removes it, until the test is over; gives its address."""
    before: dict[Path, bytes] = {}

    def alter(path: str, how: Callable[[bytes], bytes] | None) -> str:
        file = live[0] / (path + "index.html" if path.endswith("/") or not path else path)
        before[file] = file.read_bytes()
        if how is None:
            file.unlink()
        else:
            changed = how(before[file])
            assert changed != before[file], path
            file.write_bytes(changed)
        return live[1].url + path

    yield alter
    for file, data in before.items():
        file.write_bytes(data)


def errors(lines: list[str]) -> list[tuple[str, str]]:
    """(address, code) of every error."""
    found = []
    for line in lines:
        place, sign, rest = line.partition(": error[")
        if sign:
            found.append((place, rest.partition("]")[0]))
    return found


def test_a_whole_site(run: Run, live: tuple[Path, Server]) -> None:
    status, lines = run()
    assert errors(lines) == []
    assert status == 0
    assert lines[-3].startswith(f"Read {live[1].url}: ")
    assert lines[-2] == f"The site was built for {TODAY}."


def test_every_file_of_it(run: Run, live: tuple[Path, Server]) -> None:
    """Nothing is read twice and nothing of what people and programs look for is left out."""
    language = "ru"
    status, lines = run("--all", "--format", "json", language=language)
    assert status == 0
    told = json.loads("\n".join(lines))
    folder = live[0]
    calendars = list(folder.rglob("*.ics"))
    assert told["read"]["calendars"] == len(calendars)
    feeds = [path for path in folder.rglob("*") if path.name.endswith(("feed.xml", "feed.json"))]
    assert told["read"]["feeds"] == len(feeds) + len(list(folder.rglob("*atom.xml")))
    letters = len(list(folder.glob("circulars/2*/*/index.html")))
    assert told["read"]["pages"] > 2 * letters
    assert told["address"] == live[1].url
    assert (told["language"], told["built"], told["counts"]["error"]) == (language, TODAY, 0)
    for problem in told["problems"]:
        assert problem["message"] == problem["messages"][language]


@pytest.mark.parametrize(
    "path",
    [
        "en/changes-feed.xml",
        "sitemap.xml",
        "build.json",
        "en/search/words.json",
        "pagefind/ru/ru/pagefind-entry.json",
    ],
)
def test_what_is_missing(run: Run, change: Callable[..., str], path: str) -> None:
    address = change(path, None)
    status, lines = run()
    assert status == 1
    assert errors(lines) == [(address, "wrong-status")]


def test_everything_that_is_missing_is_told_at_once(run: Run, change: Callable[..., str]) -> None:
    gone = {
        change(path, None)
        for path in (
            "en/",
            "en/deadlines/",
            "initiatives/",
            NEWEST,
            "circulars/2026/ex-1/calendar.ics",
            "atom.xml",
            "closing-feed.json",
            "en/deadlines.ics",
            "en/subscribe/feeds.opml",
            "assets/archive.css",
            "assets/references.js",
            "pagefind/en/en/pagefind.js",
            "pagefind/en/en/wasm.en.pagefind",
        )
    }
    status, lines = run("--all", language="ru")
    assert status == 1
    sign = f": {words('ru', 'severity.error')}["
    # This server shows a list of files where a folder has no page: another page, and not ours.
    assert gone <= {line.partition(sign)[0] for line in lines if sign in line}


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


CUT_OFF = (
    ("en/deadlines/", "cut-short"),
    (NEWEST, "cut-short"),
    ("atom.xml", "unreadable"),
    ("en/feed.xml", "unreadable"),
    ("feed.json", "unreadable"),
    ("en/calendar.ics", "unreadable"),
    ("subscribe/feeds.opml", "unreadable"),
    ("search/words.json", "unreadable"),
    ("pagefind/en/en/wasm.en.pagefind", "cut-short"),
)


def test_what_is_cut_off(run: Run, change: Callable[..., str]) -> None:
    expected = [(change(path, half), code) for path, code in CUT_OFF]
    status, lines = run()
    assert status == 1
    assert errors(lines) == sorted(expected)


@pytest.mark.parametrize("path", ["sitemap.xml", "build.json"])
def test_what_is_read_first_is_cut_off(run: Run, change: Callable[..., str], path: str) -> None:
    address = change(path, half)
    status, lines = run()
    assert status == 1
    assert errors(lines) == [(address, "unreadable")]


def test_the_page_for_lost_addresses_is_cut_off(run: Run, change: Callable[..., str]) -> None:
    change("404.html", lambda data: data.replace(b"</html>", b""))
    status, lines = run()
    assert status == 1
    assert [code for _, code in errors(lines)] == ["cut-short"] * len(LANGUAGES)


SAYS = (
    ("en/", b'lang="en"', b'lang="ru"', "wrong-language"),
    (NEWEST, b'<html lang="ru"', b'<html lang="en"', "wrong-language"),
    ("en/atom.xml", b'xml:lang="en"', b'xml:lang="ru"', "wrong-language"),
    ("feed.xml", b"<language>ru", b"<language>en", "wrong-language"),
    ("feed.json", b'"language": "ru"', b'"language": "en"', "wrong-language"),
    ("events.ics", b"LANGUAGE=ru", b"LANGUAGE=en", "wrong-language"),
    ("en/events.ics", b"\r\n", b"\n", "bare-line-ends"),
    ("calendar.ics", b"DTSTAMP", b"X-STAMP", "not-stamped"),
    ("en/calendar.ics", b"\r\nTZID:Europe/Zurich", b"\r\nTZID:Elsewhere", "zone-not-described"),
    ("r/", b'rel="canonical" href="http', b'rel="canonical" href="https', "wrong-address"),
    ("atom.xml", b'/atom.xml" rel="self"', b'/en/atom.xml" rel="self"', "wrong-address"),
    ("en/feed.xml", b'/feed.xml" rel="self"', b'/atom.xml" rel="self"', "wrong-address"),
    ("closing-feed.json", b'/closing-feed.json",', b'/feed.json",', "wrong-address"),
    ("en/feed.json", b'"items": [', b'"items": [], "old": [', "empty"),
    (
        "subscribe/",
        b"<head>",
        b'<head><script src="https://cdn.example/x.js"></script>',
        "foreign",
    ),
    (
        "search/",
        b"<head>",
        b'<head><link rel="alternate" type="text/calendar" href="https://else.example/x.ics">',
        "leads-out",
    ),
)


def test_what_says_something_wrong(run: Run, change: Callable[..., str]) -> None:
    expected = set()
    for path, old, new, code in SAYS:
        address = change(path, lambda data, old=old, new=new: data.replace(old, new))
        expected.add((address, code))
    status, lines = run()
    assert status == 1
    assert set(errors(lines)) == expected


def test_a_sitemap_of_another_site(run: Run, change: Callable[..., str]) -> None:
    address = change("sitemap.xml", lambda data: data.replace(b"<loc>http:", b"<loc>https:"))
    status, lines = run()
    assert status == 1
    assert errors(lines) == [(address, "wrong-address")]


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".ics", "application/octet-stream"),
        (".html", "text/plain"),
        (".xml", "text/html"),
        (".js", "text/plain"),
    ],
)
def test_wrong_media_types(
    run: Run, monkeypatch: pytest.MonkeyPatch, ending: str, kind: str
) -> None:
    monkeypatch.setitem(static_server._Handler.extensions_map, ending, kind)
    status, lines = run()
    assert status == 1
    assert {code for _, code in errors(lines)} == {"wrong-type"}
    assert any(kind in line for line in lines)


def test_a_host_with_a_page_of_its_own_for_lost_addresses(
    run: Run, change: Callable[..., str]
) -> None:
    change("404.html", None)
    status, lines = run()
    assert status == 1
    assert [code for _, code in errors(lines)] == ["lost-page"] * len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_answers(run: Run, tmp_path: Path, language: str) -> None:
    server = Server(tmp_path)
    server.close()
    status, lines = run(address=server.url, language=language)
    assert status == 1
    assert len(lines) == 1
    assert words(language, "live.reason.refused") in lines[0]


def test_a_folder_that_is_no_site(run: Run, tmp_path: Path) -> None:
    server = Server(tmp_path)
    status, lines = run(address=server.url)
    server.close()
    assert status == 1
    assert len(lines) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_address(run: Run, language: str) -> None:
    for address in ("host.example", "file:///tmp/"):
        status, lines = run(address=address, language=language)
        assert status == 2
        assert lines == [
            words(
                language,
                "cli.error",
                text=words(language, "command.live.bad-address", address=address),
            )
        ]


def test_a_copy_is_at_another_address(run: Run, live: tuple[Path, Server]) -> None:
    copy = Server(live[0], "/copy/")
    status, lines = run(address=copy.url)
    assert status == 1
    assert errors(lines) == [(copy.url, "elsewhere")]
    status, lines = run("--copy", address=copy.url)
    assert (status, errors(lines)) == (0, [])
    copy.close()


def test_an_old_build(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for day, most, is_told in (("2026-03-09", "7", False), ("2026-03-10", "7", True)):
        status, lines = run("--today", day, "--max-age", most)
        assert status == 0
        assert any("[old-build]" in line for line in lines) is is_told
