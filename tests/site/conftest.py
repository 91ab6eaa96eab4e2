"""The real site and its variants, each built once per session by MkDocs in a process of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import invented_archive
import pytest
import site_kit
from playwright.sync_api import Browser, sync_playwright
from site_kit import LIVES, LIVES_TODAY, REPOSITORY, SUBPATH_URL, VARIANTS, Builder, Outcome, Site
from static_server import Server
from tests import chromium


@pytest.fixture
def build(tmp_path: Path) -> Builder:
    """Runs a build with temporary files of its own: ``build(target, ..., ARCHIVE_...=...)``."""

    def run(target: Path, *arguments: str, **options: object) -> Outcome:
        return site_kit.build(target, *arguments, temporary=tmp_path / "temporary", **options)

    return run


@pytest.fixture(scope="session")
def make_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Builds a site that must succeed: once, also where several processes run the tests."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def make(name: str, **variables: str) -> Site:
        base = shared / f"site-{name}"
        base.mkdir(exist_ok=True)
        said = base / "said.txt"
        with (base / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # until it is closed; the other process waits here
            if not said.exists():
                outcome = site_kit.build(base / "site", temporary=base / "temporary", **variables)
                assert outcome.status == 0, outcome.output
                said.write_text(outcome.output, "utf-8")
        outcome = Outcome(status=0, output=said.read_text("utf-8"))
        url = variables.get("ARCHIVE_SITE_URL", site_kit.SITE_URL)
        return Site(folder=base / "site", url=url, outcome=outcome)

    return make


@pytest.fixture(scope="session")
def real(make_site: Callable[..., Site]) -> Site:
    """The real archive at the root of a host."""
    return make_site("real")


@pytest.fixture(scope="session")
def real_below(make_site: Callable[..., Site]) -> Site:
    """The real archive in a folder of a host, with its repository known, on another day."""
    return make_site(
        "real-below",
        ARCHIVE_SITE_URL=SUBPATH_URL,
        ARCHIVE_REPOSITORY=REPOSITORY,
        ARCHIVE_TODAY="2027-01-31",
    )


@pytest.fixture(scope="session")
def invented_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive's folder, with a year of many letters. Not to be changed."""
    root = tmp_path_factory.mktemp("invented-source") / "letters"
    return invented_archive.write_archive(root, bulk=invented_archive.BULK)


@pytest.fixture(scope="session")
def invented(make_site: Callable[..., Site], invented_root: Path) -> Site:
    """The invented archive."""
    return make_site(
        "invented",
        ARCHIVE_CIRCULARS=str(invented_root),
        ARCHIVE_TODAY=invented_archive.TODAY,
    )


@pytest.fixture(scope="session")
def invented_below(make_site: Callable[..., Site], invented_root: Path) -> Site:
    """The invented archive in a folder of a host."""
    return make_site(
        "invented-below",
        ARCHIVE_CIRCULARS=str(invented_root),
        ARCHIVE_TODAY=invented_archive.TODAY,
        ARCHIVE_SITE_URL=SUBPATH_URL,
    )


@pytest.fixture(scope="session")
def few(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The invented archive without its many letters. Not to be changed, but to be copied."""
    root = invented_archive.write_archive(tmp_path_factory.mktemp("few-source") / "letters")
    return make_site("few", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY=invented_archive.TODAY)


@pytest.fixture(scope="session")
def hostile(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An archive in which every word is hostile, with its repository known."""
    root = invented_archive.write_hostile(tmp_path_factory.mktemp("hostile-source") / "letters")
    return make_site(
        "hostile",
        ARCHIVE_CIRCULARS=str(root),
        ARCHIVE_TODAY=invented_archive.TODAY,
        ARCHIVE_REPOSITORY=REPOSITORY,
    )


@pytest.fixture(scope="session")
def empty(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An archive without anything."""
    return make_site("empty", ARCHIVE_CIRCULARS=str(tmp_path_factory.mktemp("nothing")))


@pytest.fixture(scope="session")
def lives(make_site: Callable[..., Site]) -> Site:
    """Letters that move and end the dates of earlier ones."""
    return make_site("lives", ARCHIVE_CIRCULARS=str(LIVES), ARCHIVE_TODAY=LIVES_TODAY)


def _single(language: str) -> object:
    @pytest.fixture(scope="session", name=f"only_{language}")
    def only(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
        """An archive in one language only."""
        root = tmp_path_factory.mktemp(f"only-{language}-source")
        invented_archive.write_single_language(root, language)
        return make_site(
            f"only-{language}",
            ARCHIVE_CIRCULARS=str(root),
            ARCHIVE_TODAY=invented_archive.TODAY,
        )

    return only


only_ru = _single("ru")
only_en = _single("en")


@pytest.fixture(params=VARIANTS)
def site(request: pytest.FixtureRequest) -> Site:
    """Every variant in turn: for what must hold on any site."""
    return request.getfixturevalue(request.param)


BROWSER_VARIABLE = "ARCHIVE_BROWSER"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. Without one these tests fail: they never skip themselves."""
    path = os.environ.get(BROWSER_VARIABLE, "")
    if not path:
        pytest.fail(
            f"{BROWSER_VARIABLE} is not set: `make test` sets it; by hand: "
            f"{BROWSER_VARIABLE}=$(.ci/browser) .venv/bin/python -m pytest",
            pytrace=False,
        )
    if shutil.which(path) is None:
        pytest.fail(f"{BROWSER_VARIABLE} names no program: {path}", pytrace=False)
    with sync_playwright() as playwright:
        program = chromium.launch(playwright, path)
        yield program
        program.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Server]]:
    """Serves folders over HTTP: ``serve(folder, "/archive/")``; each place only once."""
    servers: dict[tuple[Path, str], Server] = {}

    def start(folder: Path, base: str = "/") -> Server:
        if (folder, base) not in servers:
            servers[folder, base] = Server(folder, base)
        return servers[folder, base]

    yield start
    for server in servers.values():
        server.close()
