"""What a host generator asks of the archive: to begin a build, to describe the site, to publish.

The host (MkDocs today) draws the frames in between; nothing here knows which host it is. What
stops a build is a :class:`RefusedError`, in the words of whoever runs it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from archive import content_policy
from archive.build import Build, Index
from archive.dates import TODAY_VARIABLE
from archive.kept_frames import Drawn, forget, keep, kept
from archive.languages import (
    LANGUAGES,
    Language,
    Phrases,
    StringsError,
    load_phrases,
    terminal_language,
)
from archive.last_build import Beginning
from archive.listing import REGISTER_FILES
from archive.made_by import code_digest
from archive.move_register import REGISTER, entry_at
from archive.outputs.hand_written import UnknownSlotError
from archive.problems import Problem
from archive.processes import EditedMeanwhileError
from archive.publishing.publish import PathClashError
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.render.borrowed_words import FrameWords, foreign
from archive.render.frames import Frames
from archive.render.pages import PageWriter, script_json
from archive.render.templates import CompiledTemplates
from archive.rendering import SiteFacts
from archive.search.canonical import SearchIndexError
from archive.site import REVISION_VARIABLE
from archive.store.database import Store
from archive.store.guard import StoreLostError
from archive.store.kept_circulars import KeptCirculars
from archive.store.lock import BusyError
from archive.store.opening import Place
from archive.surroundings import (
    CIRCULARS_VARIABLE,
    INDEX_VARIABLE,
    archive_folder,
    processes,
    store_folder,
)
from archive.urls import Addresses
from archive.written_content import ENDINGS, active_parts, stray_files
from archive.written_pages import WRITTEN_FOLDER

LOCAL_URL = "http://127.0.0.1:8000/"
"""Where a site without an address of its own is read."""


class RefusedError(Exception):
    """Why a build cannot go on, in words for whoever runs it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a process keeps from one build to the next, each by the content that it was made of."""

    circulars: KeptCirculars = field(default_factory=KeptCirculars)
    templates: CompiledTemplates = field(default_factory=CompiledTemplates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """A build that has begun within a host, whose sources are read and judged."""

    build: Build
    speaks: str
    """The language of its messages."""
    beginning: Beginning
    today: dt.date
    """The Geneva day for which states are computed."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment that it runs in."""
        return self.beginning.environment

    @property
    def words(self) -> Phrases:
        """The strings of its messages."""
        return self.build.phrases[self.speaks]

    def close(self) -> None:
        """Let go of what the build holds open."""
        self.build.close()

    def tell(self, *, error: Callable[[str], None], rest: Callable[[str], None]) -> None:
        """Say all that was found in the sources: what stops the build as an *error*."""
        for message in self.build.messages(self.speaks, "error"):
            error(message)
        for message in self.build.messages(self.speaks, "warning"):
            rest(message)
        for message in self.build.left_out(self.speaks):
            rest(message)

    @property
    def refused(self) -> str:
        """That problems stop it, and how many there are."""
        return self.words.plural("build.refused", len(self.build.loaded.problems))

    def kept_frames(self, target: Path) -> Drawn | None:
        """What the host drew before, where it would draw the same again."""
        try:
            return kept(self.build.store, target, self.beginning.host)
        except (StoreLostError, ValueError, TypeError):  # damaged, or written by somebody else
            return None

    def keep_frames(self, target: Path, drawn: Drawn, *, is_clean: bool) -> None:
        """Keep what the host drew for the next build; what made it warn has to be drawn again,
        so that it warns again."""
        store = self.build.store
        try:
            if is_clean:
                keep(store, target, self.beginning.host, drawn)
            else:
                forget(store, target)
        except StoreLostError:
            store.renew()  # what is there cannot be trusted

    def languages(self, codes: Iterable[str]) -> tuple[Language, ...]:
        """The languages that the host publishes, in its order; raises :class:`RefusedError`."""
        known = {language.code: language for language in LANGUAGES}
        found = []
        for code in codes:
            if code not in known:
                raise RefusedError(self.words("build.unknown-language", language=code))
            found.append(known[code])
        return tuple(found)

    def frame_words(self, code: str, languages: tuple[Language, ...]) -> dict[str, object]:
        """What the host's templates know of the archive while they draw in the language *code*."""
        phrases = self.build.phrases
        direction = phrases[code].language.direction
        return {
            "t": FrameWords(phrases[code]),
            "foreign": foreign,
            "archive_json": script_json,
            "archive_html": f'<html dir="{direction}" ' if direction == "rtl" else "<html ",
            "archive_root": addresses(languages).home(code),
            "archive_languages": languages,
            "archive_phrases": phrases,
            "archive_policy": content_policy.head(content_policy.FRAMED_PAGE),
            "archive_words": PageWriter.script_words(phrases[code]),
        }

    def facts(
        self,
        *,
        url: str,
        repository: str,
        languages: tuple[Language, ...],
        frames: Frames,
        hand_written: Mapping[str, Mapping[str, str]],
        templates: Path,
    ) -> SiteFacts:
        """The site to be published; *url* and the web address of the *repository* may be ""."""
        return SiteFacts(
            url=(url or LOCAL_URL).rstrip("/") + "/",
            repository=repository.rstrip("/"),
            today=self.today,
            languages=tuple(language.code for language in languages),
            frames=frames,
            hand_written=hand_written,
            templates=templates,
            revision=self.environment.get(REVISION_VARIABLE, "").strip() or None,
        )

    def publish(
        self,
        facts: SiteFacts,
        templates: Environment,
        target: Path,
        host_files: Path | None,
        *,
        editing: bool,
    ) -> str:
        """Publish, as :meth:`Build.publish` does; raises :class:`RefusedError`.

        While somebody is *editing*, a search index that takes long is not renewed.
        """
        if host_files is not None:
            self._refuse_active(host_files, facts.frames)
        index = Index.CHEAP if editing else Index.FULL
        if self.environment.get(INDEX_VARIABLE) == "no":
            index = Index.NONE
        try:
            return self.build.publish(
                facts, templates, target, host_files, index=index, language=self.speaks
            )
        except UnknownSlotError as error:
            page, known = error.path or "index", ", ".join(error.known)
            text = self.words("build.unknown-slot", page=page, slot=error.slot, known=known)
        except PathClashError as error:
            text = self._clash(str(error), facts.languages)
        except SearchIndexError as error:
            text = self.words("build.no-index", reason=error)
        except StoreLostError as error:
            text = self.words("build.store-lost", reason=error)
        except EditedMeanwhileError:
            text = self.words("build.edited-meanwhile")
        except OSError as error:
            reason = self.words.reason(error.strerror or str(error))
            text = self.words("build.cannot-write", path=error.filename or target, reason=reason)
        raise RefusedError(text) from None

    def _clash(self, path: str, languages: Iterable[str]) -> str:
        """That two files have one *path*; where it is a move that claims it, which one."""
        place = self.build.place
        reader = SourceReader(place.root, Reader(Grammar.of(place.phrases)), place.shown_root)
        register = reader.registers(frozenset({REGISTER_FILES[REGISTER]})).get(REGISTER)
        name = entry_at(register.record, path, languages) if register else ""
        if not register or not name:
            return self.words("build.path-clash", path=path)
        node = register.record.place(f"{REGISTER}.{name}.page")
        problem = Problem(
            path=register.file.shown,
            line=node.line if node else 1,
            column=node.column if node else 1,
            code="move-source-exists",
            values={"entry": name, "value": register.record.text(f"{REGISTER}.{name}.page")},
        )
        return problem.render(self.words)

    def _refuse_active(self, host_files: Path, frames: Frames) -> None:
        """Hand-written pages, as the host drew them, hold nothing that runs but the site's own."""
        drawn = {
            path.relative_to(host_files).as_posix(): path.read_text("utf-8")
            for path in host_files.rglob("*.html")
        }
        drawn |= {
            f"{path}index.html": "".join(frame.parts[::2])
            for (_, path), frame in frames.pages.items()
        }
        if found := list(active_parts(drawn)):
            told = (self.words("build.active-page", page=page, part=part) for page, part in found)
            raise RefusedError("\n".join(told))


def begin(
    beginning: Beginning,
    clock: Callable[[Mapping[str, str]], dt.date],
    kept: Kept | None = None,
    *,
    leaves_out_drafts: bool = False,
) -> Hosted:
    """Read and judge the archive of a project; raises :class:`RefusedError`.

    *clock* gives the Geneva day for an environment, and a ValueError where that sets it wrongly.
    Where an editor only looks, letters that say TODO can be left out; else they stop the build. A
    process that builds again and again hands over what it has *kept*.
    """
    environment, project = beginning.environment, beginning.project
    try:
        phrases = load_phrases(environment)
    except StringsError as error:
        raise RefusedError(str(error)) from None
    speaks = terminal_language(environment)
    words = phrases[speaks]
    root, shown = archive_folder(environment, project)
    if not root.is_dir():
        raise RefusedError(words("build.no-folder", folder=shown, name=CIRCULARS_VARIABLE))
    if strays := stray_files(project / WRITTEN_FOLDER):
        known = ", ".join(ENDINGS)
        named = (f"{WRITTEN_FOLDER}/{name}" for name in strays)
        told = (words("build.stray-page-file", name=name, known=known) for name in named)
        raise RefusedError("\n".join(told))
    try:
        today = clock(environment)
    except ValueError:
        value = environment.get(TODAY_VARIABLE, "")
        raise RefusedError(words("build.bad-today", name=TODAY_VARIABLE, value=value)) from None
    made_by = code_digest(shown)
    place = Place(
        root=root,
        shown_root=shown,
        phrases=phrases,
        environment=dict(environment),
        leaves_out_drafts=leaves_out_drafts,
    )
    try:
        store = Store(store_folder(environment, project), made_by)
    except BusyError:
        raise RefusedError(words("build.busy")) from None
    build = Build(
        place=place,
        store=store,
        made_by=made_by,
        processes=processes(environment),
        fingerprint=beginning.look.fingerprint,
        seen=beginning.look.seen,
        kept=(kept or Kept()).circulars,
    )
    try:
        build.load()
    except EditedMeanwhileError:
        raise RefusedError(words("build.edited-meanwhile")) from None
    return Hosted(build=build, speaks=speaks, beginning=beginning, today=today)


def addresses(languages: tuple[Language, ...]) -> Addresses:
    """The addresses of a site whose first language stands at the root."""
    return Addresses(default_language=languages[0].code)
