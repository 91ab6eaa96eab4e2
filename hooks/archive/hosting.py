"""What a host generator asks of the archive: to begin a build, to describe the site, to publish.

The host (MkDocs today) draws the frames in between; nothing here knows which host it is. What
stops a build is a :class:`RefusedError`, in the words of whoever runs it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from archive.build import Build
from archive.dates import TODAY_VARIABLE
from archive.glossary import Glossary
from archive.languages import (
    LANGUAGES,
    Language,
    Phrases,
    StringsError,
    load_phrases,
    terminal_language,
)
from archive.load import CIRCULARS_VARIABLE
from archive.outputs.hand_written import UnknownSlotError
from archive.render.frames import Frames
from archive.render.publish import PathClashError, SearchIndexError
from archive.site import REVISION_VARIABLE, Repository, Site
from archive.urls import Addresses

LOCAL_URL = "http://127.0.0.1:8000/"
"""Where a site without an address of its own is read."""


class RefusedError(Exception):
    """Why a build cannot go on, in words for whoever runs it."""


class WarningCounter(logging.Handler):
    """Counts the warnings of a host's log, for builds that must have none."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one more; the host's own handlers show it."""
        self.count += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """A build that has begun within a host, whose sources are read and judged."""

    build: Build
    speaks: str
    """The language of its messages."""
    environment: Mapping[str, str]

    @property
    def words(self) -> Phrases:
        """The strings of its messages."""
        return self.build.phrases[self.speaks]

    @property
    def refused(self) -> str:
        """That problems stop it, and how many there are."""
        return self.words.plural("build.refused", len(self.build.loaded.problems))

    def languages(self, codes: Iterable[str]) -> tuple[Language, ...]:
        """The languages that the host publishes, in its order; raises :class:`RefusedError`."""
        known = {language.code: language for language in LANGUAGES}
        found = []
        for code in codes:
            if code not in known:
                raise RefusedError(self.words("build.unknown-language", language=code))
            found.append(known[code])
        return tuple(found)

    def site(
        self,
        *,
        url: str,
        repository: str,
        today: dt.date,
        languages: tuple[Language, ...],
        frames: Frames,
        hand_written: Mapping[str, Mapping[str, str]],
        templates: Environment,
    ) -> Site:
        """The site to be published; *url* and the web address of the *repository* may be ""."""
        build = self.build
        archive = build.loaded.archive
        return Site(
            url=(url or LOCAL_URL).rstrip("/") + "/",
            name={code: str(words("site.name")) for code, words in build.phrases.items()},
            today=today,
            languages=languages,
            phrases=build.phrases,
            fragments=build.loaded.fragments,
            frames=frames,
            addresses=addresses(languages),
            archive_root=build.root,
            templates=templates,
            repository=Repository(url=repository.rstrip("/")) if repository else None,
            hand_written=hand_written,
            circulars=archive.by_key(),
            glossary=Glossary(archive.glossary),
            revision=self.environment.get(REVISION_VARIABLE, "").strip() or None,
        )

    def publish(self, site: Site, target: Path, host_files: Path, *, index: bool) -> str:
        """Publish, as :meth:`Build.publish` does; raises :class:`RefusedError`."""
        try:
            return self.build.publish(site, target, host_files, index=index, language=self.speaks)
        except UnknownSlotError as error:
            page, known = error.path or "index", ", ".join(error.known)
            text = self.words("build.unknown-slot", page=page, slot=error.slot, known=known)
        except PathClashError as error:
            text = self.words("build.path-clash", path=error)
        except SearchIndexError as error:
            text = self.words("build.no-index", reason=error)
        raise RefusedError(text)


def begin(
    environment: Mapping[str, str], project: Path, clock: Callable[[Mapping[str, str]], dt.date]
) -> Hosted:
    """Read and judge the archive of a project; raises :class:`RefusedError`.

    *clock* gives the Geneva day for an environment, and a ValueError where that sets it wrongly.
    """
    try:
        phrases = load_phrases(environment)
    except StringsError as error:
        raise RefusedError(str(error)) from None
    speaks = terminal_language(environment)
    words = phrases[speaks]
    root, shown = archive_folder(environment, project)
    if not root.is_dir():
        raise RefusedError(words("build.no-folder", folder=shown, name=CIRCULARS_VARIABLE))
    try:
        clock(environment)
    except ValueError:
        value = environment.get(TODAY_VARIABLE, "")
        raise RefusedError(words("build.bad-today", name=TODAY_VARIABLE, value=value)) from None
    build = Build(root, shown, phrases)
    build.load()
    return Hosted(build=build, speaks=speaks, environment=environment)


def archive_folder(environment: Mapping[str, str], project: Path) -> tuple[Path, str]:
    """The archive's folder, and how messages name it.

    What the environment names is relative to where the command runs; the project's own archive
    lies beside its configuration.
    """
    named = environment.get(CIRCULARS_VARIABLE)
    root = Path(named) if named else project / "circulars"
    shown = root if named else Path(os.path.relpath(root))
    return root.resolve(), shown.as_posix()


def addresses(languages: tuple[Language, ...]) -> Addresses:
    """The addresses of a site whose first language stands at the root."""
    return Addresses(default_language=languages[0].code)
