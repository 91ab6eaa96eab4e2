"""What the tests of the site share: running MkDocs, and reading what it published."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from lxml import etree, html

ROOT = Path(__file__).resolve().parents[2]
REAL_TODAY = "2026-11-22"
"""The day on which the real archive is built here: all its deadlines lie in the past."""
LIVES = ROOT / "tests/lives/circulars"
LIVES_TODAY = "2026-06-20"
"""Invented letters that move and end the dates of earlier ones, and the day they are built for."""
SITE_URL = "https://circulars.example/"
SUBPATH_URL = "https://host.example/some/archive/"
REPOSITORY = "https://git.example/union/archive"
LANGUAGES = ("ru", "en")
VARIANTS = ("real", "real_below", "invented", "lives", "hostile", "empty", "only_ru", "only_en")
"""The fixtures of built sites on which what holds for any site is tested."""
_LEADS_ON = re.compile("([a-z]{2}/)?r/[a-z0-9-]+/")
"""The lasting addresses of references: small pages without the theme's frame."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_OWN_VARIABLES = ("ARCHIVE_", "LC_", "LANG", "COLUMNS", "SOURCE_DATE_EPOCH")


def environment(temporary: Path, **values: str) -> dict[str, str]:
    """A clean environment: nothing of the person's own settings, temporary files in one place.

    One process builds, unless a test asks for more: for a small site a second one takes as long
    to start as it saves, and here other tests run beside it.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_OWN_VARIABLES) and name != "STRICT"
    }
    temporary.mkdir(parents=True, exist_ok=True)
    return {
        **kept,
        "LC_ALL": "C.UTF-8",
        "NO_MKDOCS_2_WARNING": "1",
        "TMPDIR": str(temporary),
        "ARCHIVE_TODAY": REAL_TODAY,
        "ARCHIVE_PROCESSES": "1",
        **values,
    }


def mkdocs(*arguments: str) -> list[str]:
    """A command line for MkDocs in this environment's Python."""
    return [sys.executable, "-m", "mkdocs", *arguments]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a run of MkDocs ended."""

    status: int
    output: str

    def lines(self, word: str) -> list[str]:
        """The lines that hold *word*, without the level before them."""
        return [
            re.sub(r"^[A-Z]+ +-  ", "", line) for line in self.output.splitlines() if word in line
        ]


Builder = Callable[..., Outcome]
"""``build(target, *arguments, ARCHIVE_...=...)``: what the fixture of that name gives."""


def build(
    target: Path,
    *arguments: str,
    temporary: Path,
    project: Path = ROOT,
    folder: Path | None = None,
    strict: bool = True,
    **variables: str,
) -> Outcome:
    """Run ``mkdocs build``; afterwards no temporary file may be left behind."""
    flags = ["--strict"] if strict else []
    if project == ROOT:  # a store of the test's own, not the one of whoever works here
        variables.setdefault("ARCHIVE_STORE", str(temporary.parent / "store"))
    result = subprocess.run(
        mkdocs("build", *flags, "--site-dir", str(target), *arguments),
        cwd=folder or project,
        env=environment(temporary, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    left = sorted(path.name for path in temporary.iterdir())
    assert left == [], f"left behind in the temporary folder: {left}"
    return Outcome(status=result.returncode, output=_ANSI.sub("", result.stdout))


def copy_project(target: Path, *, circulars: bool = False) -> Path:
    """A copy of the project to break things in, with what Python has compiled of it."""
    target.mkdir(parents=True)
    for name in ("docs", "hooks", "overrides", *(("circulars",) if circulars else ())):
        # A file that Python is just writing may be gone when its turn comes.
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copy2(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """The identity and the time of the last change of every file: what a rewrite would alter."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            found[path.relative_to(folder).as_posix()] = (status.st_ino, status.st_mtime_ns)
    return found


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The paths that were written or removed between two states."""
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def _flatten(tree: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        elif isinstance(value, str):
            yield prefix + name, value


_STRINGS = {
    code: dict(
        _flatten(tomllib.loads((ROOT / f"hooks/archive/strings/{code}.toml").read_text("utf-8")))
    )
    for code in LANGUAGES
}


def words(language: str, key: str, **values: object) -> str:
    """A text of the interface, so that rewording it breaks no test."""
    text = _STRINGS[language][key]
    return text.format(**values) if values else text


def squeeze(text: str) -> str:
    """Text with its runs of blanks made one (non-breaking ones too)."""
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A published page."""

    path: str
    """Its address below the site's root: ``en/deadlines/``, ``404.html``."""
    file: Path

    @property
    def language(self) -> str:
        """The language that the address promises."""
        return "en" if self.path.startswith("en/") else "ru"

    @cached_property
    def source(self) -> str:
        """The page as text."""
        return self.file.read_text("utf-8")

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The page as a tree."""
        return html.document_fromstring(
            self.file.read_bytes(), parser=html.HTMLParser(encoding="utf-8")
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the page, to which addresses can point."""
        return frozenset(self.tree.xpath("//@id"))

    def all(self, path: str) -> list[html.HtmlElement]:
        """The elements that an XPath finds."""
        return list(_compiled(path)(self.tree))

    def one(self, path: str) -> html.HtmlElement:
        """The only element that an XPath finds."""
        found = self.all(path)
        assert len(found) == 1, f"{self.path}: {len(found)} times {path}"
        return found[0]

    def section(self, name: str) -> html.HtmlElement:
        """The section of the heading *name*."""
        return self.one(f"//section[@aria-labelledby='{name}']")

    def shown_text(self) -> str:
        """The words of the main part, without scripts."""
        main = self.one("//main")
        return squeeze(" ".join(main.xpath(".//text()[not(ancestor::script or ancestor::style)]")))


def text_of(element: html.HtmlElement) -> str:
    """The words of an element."""
    return squeeze(element.text_content())


@dataclass(kw_only=True)
class Site:
    """A published site."""

    folder: Path
    url: str = SITE_URL
    outcome: Outcome | None = None
    _pages: dict[str, Page] = field(default_factory=dict)

    def pages(self) -> list[Page]:
        """All pages, as they were when this was first asked."""
        return list(self._all_pages)

    def ordinary_pages(self) -> list[Page]:
        """All pages but the one for lost addresses, and those that only lead on to a letter."""
        return list(self._ordinary_pages)

    @cached_property
    def _all_pages(self) -> list[Page]:
        found = []
        for file in sorted(self.folder.rglob("*.html")):
            path = file.relative_to(self.folder).as_posix().removesuffix("index.html")
            found.append(self.page(path))
        return found

    @cached_property
    def _ordinary_pages(self) -> list[Page]:
        return [
            page
            for page in self._all_pages
            if page.path != "404.html"
            and not (_LEADS_ON.fullmatch(page.path) and page.all("//meta[@http-equiv='refresh']"))
        ]

    def page(self, path: str) -> Page:
        """The page at an address below the root."""
        if path not in self._pages:
            file = self.folder / (path + "index.html" if path.endswith("/") or not path else path)
            assert file.is_file(), f"there is no page {path or '/'}"
            self._pages[path] = Page(path=path, file=file)
        return self._pages[path]

    def has(self, path: str) -> bool:
        """Whether there is a page or file at an address."""
        return (self.folder / path).is_file() or (self.folder / path / "index.html").is_file()

    def bytes(self, path: str) -> bytes:
        """A file of the site."""
        return (self.folder / path).read_bytes()


def counterpart(path: str, language: str) -> str:
    """The address of the same page in another language."""
    plain = path.removeprefix("en/")
    return f"en/{plain}" if language == "en" else plain
