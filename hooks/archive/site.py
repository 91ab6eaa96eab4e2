"""What outputs need to know beside the archive itself, and what they give back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import Environment

from archive.dates_in_force import DatesInForce
from archive.glossary import Glossary
from archive.keys import Keys, content_key
from archive.languages import Language, Phrases
from archive.model import Archive, Circular
from archive.render.fragment import Fragment
from archive.render.frames import Framed, Frames
from archive.render.markup import Kept
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


@dataclass(frozen=True, kw_only=True)
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
    keys: Keys = field(default_factory=Keys)
    """Digests of what files are made from."""
    only: frozenset[str] | None = None
    """The keys of the circulars whose own pages are wanted; None for all."""
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)
    """What pages of this build have drawn already that others show too, in all languages."""
    revision: str | None = None
    """What the repository of the sources calls the state that is built, where that is known."""

    def wanted(self, circulars: Iterable[Circular]) -> Iterator[Circular]:
        """Those *circulars* whose own pages are wanted."""
        return (each for each in circulars if self.only is None or each.key in self.only)

    def speaking(self, circulars: Sequence[Circular]) -> Sequence[Circular]:
        """Those *circulars* that can say anything of the wanted ones, or do anything to them."""
        if self.only is None:
            return circulars
        keys = self.keys.tied_to(self.only)
        return circulars if keys is None else [each for each in circulars if each.key in keys]

    @cached_property
    def in_force(self) -> DatesInForce:
        """What stands now for every date of the archive."""
        return DatesInForce(self.circulars.values())

    def absolute(self, path: str) -> str:
        """The absolute address of a path below the site's root."""
        return self.url + path


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: finished, or with what finishes it when its turn comes.

    Planning a build names all files; only those are made that are not there already.
    """

    path: str
    _data: bytes | Callable[[], bytes | Framed]
    kind: str
    """``page``, ``feed``, ``calendar``, ``attachment``, ``file``: for the summary."""
    key: bytes
    """Digest of all that the file is made from (:class:`archive.keys.Keys`): while it stays the
    same, so does the file. That of finished bytes is a digest of them. Empty where it is not
    known."""

    shows: frozenset[str]
    """Of a feed, the keys of the circulars whose bodies it holds."""

    frame: str
    """Of a page in a shell, what :meth:`archive.render.frames.Frames.name` calls that: the key does
    not cover it."""

    letter: str
    """Of what an output plans where only one letter is wanted, that letter's key."""

    def __init__(
        self,
        *,
        path: str,
        data: bytes | Callable[[], bytes | Framed],
        kind: str = "page",
        key: bytes = b"",
        shows: frozenset[str] = frozenset(),
        frame: str = "",
        letter: str = "",
    ) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_data", data)
        object.__setattr__(self, "kind", kind)
        if not key and isinstance(data, bytes):
            key = content_key(data)
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "shows", shows)
        object.__setattr__(self, "frame", frame)
        object.__setattr__(self, "letter", letter)

    @property
    def data(self) -> bytes:
        """The finished bytes; made anew each time where they were not given."""
        return self.finished.data

    @property
    def finished(self) -> Framed:
        """The same, with the places at which a frame was filled."""
        made = self._data if isinstance(self._data, bytes) else self._data()
        return made if isinstance(made, Framed) else Framed(made)


Output = Callable[[Archive, Site], Iterator[Artifact]]
"""What a module of :mod:`archive.outputs` offers as ``build``."""
