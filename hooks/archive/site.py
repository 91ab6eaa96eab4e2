"""What outputs need to know beside the archive itself, and what they give back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from archive.glossary import Glossary
from archive.languages import Language, Phrases
from archive.model import Archive, Circular
from archive.render.fragment import Fragment
from archive.render.frames import Frames
from archive.urls import Addresses

REVISION_VARIABLE = "ARCHIVE_REVISION"
"""Environment variable that names the revision of the sources, for ``build.json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """Where the sources are kept, for "history", "edit" and "report a mistake"."""

    url: str
    """Web address of the repository, without a slash at the end."""
    branch: str = "main"
    folder: str = "circulars"
    """The archive's folder in the repository."""

    def history(self, path: str) -> str:
        """The history of a source file below the archive's root."""
        return f"{self.url}/commits/{self.branch}/{self.folder}/{path}"

    def edit(self, path: str) -> str:
        """The editor for a source file."""
        return f"{self.url}/edit/{self.branch}/{self.folder}/{path}"

    def new(self, folder: str) -> str:
        """The page on which a file is begun in a folder below the archive's root."""
        return f"{self.url}/new/{self.branch}/{self.folder}/{folder}"

    def file(self, path: str) -> str:
        """Any file of the repository, shown."""
        return f"{self.url}/blob/{self.branch}/{path}"

    def form(self, name: str) -> str:
        """A form in which somebody without git reports something."""
        return f"{self.url}/issues/new?template={name}.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One build of the site."""

    url: str
    """Absolute address of the site's root, with a slash at the end."""
    name: Mapping[str, str]
    """The site's name by language."""
    today: dt.date
    """The Geneva day for which states are computed."""
    languages: tuple[Language, ...]
    """The languages that are published, the one at the root first."""
    phrases: Mapping[str, Phrases]
    fragments: Mapping[tuple[str, str], Fragment]
    frames: Frames
    addresses: Addresses
    archive_root: Path
    """The folder that the archive was loaded from: only attachments are read from it."""
    templates: Environment
    """The archive's own page templates (:func:`archive.render.templates.environment`)."""
    repository: Repository | None = None
    hand_written: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Hand-written pages: name -> language -> path, for the sitemap."""
    circulars: Mapping[str, Circular] = field(default_factory=dict)
    """All circulars by their key, for what pages say of each other."""
    glossary: Glossary = field(default_factory=Glossary)
    """The abbreviations that pages explain, and by what else readers search for them."""
    revision: str | None = None
    """What the repository of the sources calls the state that is built, where that is known."""

    def absolute(self, path: str) -> str:
        """The absolute address of a path below the site's root."""
        return self.url + path


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file of the site."""

    path: str
    data: bytes
    kind: str = "page"
    """``page``, ``feed``, ``file``: for the summary."""


Output = Callable[[Archive, Site], Iterator[Artifact]]
"""What a module of :mod:`archive.outputs` offers as ``build``."""
