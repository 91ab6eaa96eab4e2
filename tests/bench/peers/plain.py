"""MkDocs + Material + static-i18n as anybody would use them, and a site of two pages.

Theme and plugins are those of the project's mkdocs.yml; its hook, templates, styles and scripts
are left out. Letters are ordinary pages that stand outside the navigation: in it, the time would
grow with the square of their number.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import version
from pathlib import Path

from tests.bench.peers.letters import LANGUAGES, LetterText, letter_texts
from tests.bench.peers.site import PeerSite
from tests.bench.project import ROOT

_OURS = ("hooks", "extra_css", "extra_javascript", "nav", "exclude_docs", "validation", "edit_uri")
_BLOCK = re.compile(rf"(?m)^(?:{'|'.join(_OURS)}):.*\n(?:(?:[ #].*)?\n)*")
_THEME = re.compile(r"(?m)^  (?:custom_dir|favicon|logo):.*\n")
_OUTSIDE = """\
nav:
  - index.md
  - about.md
not_in_nav: |
  /circulars/
"""
_PAGES = {
    "index": {"ru": "Архив циркуляров", "en": "Archive of Circulars"},
    "about": {"ru": "Об архиве", "en": "About the archive"},
}
_WORDS = {
    "ru": "Здесь собраны официальные циркуляры на двух языках.",
    "en": "Official circulars are gathered here in two languages.",
}


def empty_site(folder: Path) -> PeerSite:
    """The same stack with two hand-written pages: the floor of any build on it."""
    return _site(folder, None, has_search=False)


def plain_site(folder: Path, circulars: Path, *, has_search: bool) -> PeerSite:
    """Every letter a page, with or without Material's search."""
    return _site(folder, circulars, has_search=has_search)


def configuration(*, has_search: bool) -> str:
    """The project's mkdocs.yml without what is the archive's own."""
    text = _THEME.sub("", _BLOCK.sub("", (ROOT / "mkdocs.yml").read_text("utf-8")))
    if has_search:
        text = text.replace("plugins:\n", "plugins:\n  - search\n")
        text = text.replace("reconfigure_search: false", "reconfigure_search: true")
    return text + _OUTSIDE


def write_sources(folder: Path, circulars: Path | None) -> None:
    """Hand-written pages, and the letters of an archive."""
    for name, titles in _PAGES.items():
        for language in LANGUAGES:
            text = f"# {titles[language]}\n\n{_WORDS[language]}\n"
            _write(folder / f"docs/{name}.{language}.md", text)
    for letter in letter_texts(circulars) if circulars else ():
        _write(folder / f"docs/circulars/{letter.key}.{letter.language}.md", page(letter))


def page(letter: LetterText) -> str:
    """A letter as a page: its facts stand in the text, as nobody else would show them."""
    facts = {"title": letter.title, "description": letter.summary, "date": letter.date}
    head = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items()
    )
    lines = [f"# {letter.title}", " · ".join(filter(None, (letter.reference, letter.date)))]
    lines += [letter.summary, *(f"{date}: {asks}" for date, asks in letter.deadlines)]
    return f"---\n{head}---\n\n" + "\n\n".join([*lines, letter.body])


def _site(folder: Path, circulars: Path | None, *, has_search: bool) -> PeerSite:
    write_sources(folder, circulars)
    _write(folder / "mkdocs.yml", configuration(has_search=has_search))
    names = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n")
    return PeerSite(
        folder=folder,
        command=(sys.executable, "-m", "mkdocs", "build", "--quiet"),
        output=folder / "site",
        version=", ".join(f"{name} {version(name)}" for name in names),
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
