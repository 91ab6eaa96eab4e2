"""Whole builds without a host: frames made by hand, a state of all that a build depends on."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from small_archive import PHRASES

from archive import publication
from archive.build import SHELLS, Build
from archive.gathering import Place
from archive.hosting import Hosted
from archive.kept_frames import Drawn
from archive.keys import Keys
from archive.languages import Phrases
from archive.last_build import Beginning
from archive.load import Loaded, load
from archive.model import Archive
from archive.outputs import (
    OUTPUTS,
    circular_lists,
    circular_pages,
    editing_page,
    field_reference,
    initiative_pages,
    rule_reference,
    schemas,
)
from archive.render.frames import Frame, Frames
from archive.render.templates import CompiledTemplates, environment
from archive.rendering import SiteFacts, plan
from archive.site import Artifact, Output, Site
from archive.store.database import Store
from archive.store.kept_circulars import KeptCirculars
from archive.surroundings import INDEX_VARIABLE

PROJECT = Path(__file__).parents[2]
TEMPLATES = PROJECT / "overrides/archive"
LIVES = PROJECT / "tests/lives/circulars"
STORE = "store"
SITE = "site"

_ABOUT_THE_ARCHIVE = {
    each.build for each in (editing_page, field_reference, rule_reference, schemas)
}
OF_LETTERS = tuple(each for each in OUTPUTS if each not in _ABOUT_THE_ARCHIVE)
"""The outputs that show something of the letters: less than half of a small site's files."""

PAGES = tuple(each.build for each in (circular_pages, circular_lists, initiative_pages))
"""Few outputs that show most of what an archive holds."""

_COMPILED = CompiledTemplates()

_SHELL = (
    "<!doctype html><html lang='{language}'><title><!--archive:title--></title>"
    "<!--archive:head--><nav>{words} {section} {depth}<!--archive:alternates--></nav>"
    "<!--archive:toc--><main><!--archive:body--></main>"
    "<footer><!--archive:address--></footer></html>"
)
_HOME = (
    "<html lang='{language}'><!--archive:head--><h1>{words}</h1><!--archive:search-->"
    "<!--archive:counts--><!--archive:open-deadlines--><!--archive:latest-->"
    "<!--archive:coming-events--><!--archive:initiatives--><!--archive:subscribe--></html>"
)
_LOST = "<html>{words}<!--archive:alternates--><!--archive:lost--></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that a build depends on, but for the code."""

    files: Mapping[str, bytes]
    """Of the archive, by path."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """What is written at the end of page templates, by name."""
    strings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Strings that differ from those of the package, by language and key."""
    host: Mapping[str, str] = field(
        default_factory=lambda: {"assets/a.css": "a", "about.html": "b"}
    )
    """The files that a host wrote."""
    shell: str = "Frame"
    """Words of every frame: the host's theme."""
    url: str = "https://archive.example/"
    repository: str = "https://repository.example/archive"
    today: dt.date = dt.date(2026, 6, 20)
    languages: tuple[str, ...] = ("ru", "en")
    revision: str | None = None

    def having(self, changes: Mapping[str, bytes | str | None]) -> State:
        """The state with other files in the archive; None takes one away."""
        files = dict(self.files)
        for name, content in changes.items():
            files.pop(name, None)
            if content is not None:
                files[name] = content if isinstance(content, bytes) else content.encode()
        return replace(self, files=files)

    def text(self, name: str) -> str:
        """A file of the archive."""
        return self.files[name].decode()

    @property
    def phrases(self) -> Mapping[str, Phrases]:
        """The strings of all languages: the same objects for the same strings, as for a host."""
        return _phrases_with(frozenset(self.strings.items()))

    @property
    def made_by(self) -> str:
        """What stands for code, strings and libraries."""
        return blake2b(repr(sorted(self.strings.items())).encode(), digest_size=8).hexdigest()

    @property
    def host_digest(self) -> str:
        """What a host draws from: the archive asks it to draw only where that has changed."""
        return blake2b(
            repr((sorted(self.host.items()), self.shell, self.languages, self.url)).encode(),
            digest_size=8,
        ).hexdigest()

    @property
    def drawn(self) -> Drawn:
        """What a host would draw."""
        return Drawn(frames=self._frames(), hand_written={"index": {"ru": ""}})

    def _frames(self) -> Frames:
        frames = Frames(not_found=Frame.cut(_LOST.format(words=self.shell)))
        for code in self.languages:
            for section, folders in SHELLS.items():
                for depth in (folder.count("/") + 1 for folder in folders):
                    frames.shells[code, section, depth] = Frame.cut(
                        _SHELL.format(language=code, section=section, depth=depth, words=self.shell)
                    )
            path = "" if code == self.languages[0] else f"{code}/"
            frames.pages[code, path] = Frame.cut(_HOME.format(language=code, words=self.shell))
        return frames


@lru_cache(maxsize=4)
def _phrases_with(strings: frozenset[tuple[tuple[str, str], str]]) -> Mapping[str, Phrases]:
    if not strings:
        return PHRASES
    made: dict[str, Phrases] = {}
    for code, phrases in PHRASES.items():
        own = {key: text for (language, key), text in strings if language == code}
        back = phrases.fallback and made[phrases.fallback.language.code]
        made[code] = replace(phrases, strings={**phrases.strings, **own}, fallback=back)
    return made


class Workshop:
    """A folder in which states are built: incrementally at one place, and cleanly at others."""

    def __init__(self, folder: Path, *, serves: bool = False) -> None:
        """One that *serves* builds as a server's process does, which keeps what it has made."""
        self.folder = folder
        self._kept = KeptCirculars() if serves else None
        self.root = folder / "circulars"
        self.templates = folder / "templates"
        self.host = folder / "host"
        self.read = 0
        """How many folders the last build had to read."""
        shutil.copytree(TEMPLATES, self.templates)

    def lay(self, state: State) -> None:
        """Bring the sources to a state; what is the same is not touched."""
        put(self.root, state.files)
        put(self.host, {name: text.encode() for name, text in state.host.items()})
        for path in TEMPLATES.glob("*.html"):
            text = path.read_bytes() + state.templates.get(path.name, "").encode()
            if (self.templates / path.name).read_bytes() != text:
                (self.templates / path.name).write_bytes(text)

    def _begun(self, state: State, store: str, processes: int) -> Build:
        place = Place(root=self.root, shown_root="circulars", phrases=state.phrases, environment={})
        return Build(
            place=place,
            store=Store(self.folder / store, state.made_by),
            made_by=state.made_by,
            processes=processes,
            kept=self._kept if self._kept and store == STORE else KeptCirculars(),
        )

    def facts(self, state: State, drawn: Drawn | None = None) -> SiteFacts:
        """What a host would say of the site; with the frames that it drew before, or new ones."""
        return SiteFacts(
            url=state.url,
            repository=state.repository,
            today=state.today,
            languages=state.languages,
            frames=(drawn or state.drawn).frames,
            hand_written=(drawn or state.drawn).hand_written,
            templates=self.templates,
            revision=state.revision,
        )

    def environment(self) -> Environment:
        """The page templates."""
        return environment(str(self.templates), _COMPILED)

    def builds(
        self, state: State, *, store: str = STORE, site: str = SITE, processes: int = 1
    ) -> str | None:
        """Build what is laid; the summary, or None where problems refuse it. Raises RefusedError.

        As a host does, it draws anew only where it has to.
        """
        begun, target = self._begun(state, store, processes), self.folder / site
        beginning = Beginning(
            environment={INDEX_VARIABLE: "no"},
            project=self.folder,
            target=target,
            host=state.host_digest,
            today=str(state.today),
        )
        hosted = Hosted(build=begun, speaks="en", beginning=beginning, today=state.today)
        try:
            begun.load()
            self.read = begun._gathering.read
            if not begun.is_publishable:
                return None
            drawn = hosted.kept_frames(target)
            facts, host = self.facts(state, drawn), None if drawn else self.host
            summary = hosted.publish(facts, self.environment(), target, host, editing=False)
            if drawn is None:
                hosted.keep_frames(target, state.drawn, is_clean=True)
            return summary
        finally:
            hosted.close()

    def plainly(self, state: State) -> dict[str, bytes] | None:
        """What a site would hold, made from the letters themselves without store or folder; None
        where problems refuse it."""
        loaded = load(self.root, state.phrases, "circulars")
        if not is_sound(loaded):
            return None
        place = Place(root=self.root, shown_root="", phrases=state.phrases, environment={})
        site = self.facts(state).site(place, loaded, self.environment(), Keys())
        own = {
            artifact.path: artifact.data
            for artifact in publication.plan(loaded.archive, site, OUTPUTS)
        }
        return {name: text.encode() for name, text in state.host.items()} | own

    def clean(self, state: State) -> dict[str, bytes] | None:
        """What a build makes that has neither store nor site; None where it refuses."""
        try:
            done = self.builds(state, store="clean-store", site="clean-site")
            return None if done is None else tree(self.folder / "clean-site")
        finally:
            shutil.rmtree(self.folder / "clean-store", ignore_errors=True)
            shutil.rmtree(self.folder / "clean-site", ignore_errors=True)

    @property
    def site(self) -> dict[str, bytes]:
        """All that stands in the site's folder."""
        return tree(self.folder / SITE)


@contextmanager
def only(outputs: Iterable[Output]) -> Iterator[None]:
    """Make these outputs and no others."""
    made = frozenset(outputs)

    def some(archive: Archive, site: Site, asked: Iterable[Output] = OUTPUTS) -> Iterator[Artifact]:
        return plan(archive, site, [each for each in asked if each in made])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publication, "plan", some)
        yield


def is_sound(loaded: Loaded) -> bool:
    """Whether no problem stops publishing."""
    return not any(problem.severity == "error" for problem in loaded.problems)


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly *files*; those that are the same are not touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            if not any(each.startswith(f"{name}/") for each in files):
                shutil.rmtree(path)
        elif name not in files:
            path.unlink()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder by path, and its empty folders; nothing where there is none."""
    found: dict[str, bytes] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The paths that only one tree has, or whose content differs."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
