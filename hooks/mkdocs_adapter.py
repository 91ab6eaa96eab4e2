"""The only module that knows MkDocs: events in, calls to the archive package out.

MkDocs, Material and static-i18n draw the hand-written pages and one shell per language, section
and depth; the archive fills them. MkDocs writes into a scratch folder, and the archive makes the
real site folder from it at the very end, so that a build with problems publishes nothing.

Priorities: shells are added at the default priority, before static-i18n (-100) sorts files by
language; finished pages are taken at -200, after everybody else; publishing happens in the
post-build event at -200 of the outermost pass, when static-i18n (-100) has built all languages.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.content_policy import admitting
from archive.dates import geneva_today
from archive.host_log import HostLog
from archive.last_build import Beginning, digest_of_files, nothing_changed, settings_digest
from archive.surroundings import store_folder

if TYPE_CHECKING:  # what is imported where it is needed: a build without work does without it
    from archive.hosting import Hosted, Kept
    from archive.languages import Language
    from archive.render.frames import Frames
    from archive.serving.watch import Watch
    from archive.store.survey import Survey

log = get_plugin_logger("archive")
_clean_directory = utils.clean_directory


@dataclass
class _Work:
    """The part of a build that is the archive's, where there is anything to do."""

    hosted: Hosted
    languages: tuple[Language, ...]
    frames: Frames
    pages: Mapping[str, Mapping[str, str]]
    is_drawn: bool
    """Whether the frames are those of an earlier build: then MkDocs has nothing to draw."""


@dataclass
class _Pass:
    """The build that is under way, for all its languages."""

    config: MkDocsConfig
    target: Path
    scratch: tempfile.TemporaryDirectory[str]
    """Removes itself when the process ends, also after Ctrl-C in the middle of a build."""
    site_dir: str
    """MkDocs' own folder for the site."""
    work: _Work | None  # None where nothing has changed
    shells: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    log: HostLog = field(default_factory=lambda: HostLog("mkdocs"))

    @property
    def to_draw(self) -> _Work | None:
        """The work for which MkDocs has to draw frames; None where it has not."""
        return None if self.work is None or self.work.is_drawn else self.work

    def close(self) -> None:
        """Let go of the archive, and give MkDocs its folder and its own functions back."""
        if self.work is not None:
            self.work.hosted.close()
        self.config.site_dir = self.site_dir
        utils.clean_directory = _clean_directory  # static-i18n leaves it patched after an error
        self.scratch.cleanup()
        self.log.close()


class _Process:
    """What outlives a build: whether this is ``serve``, and whether it has shown a site yet."""

    serving = False
    shown = False
    served: Path | None = None  # what the server shows lasts: a second start has little to do
    seen: Survey | None = None  # the archive's folder when the last build looked
    watch: Watch | None = None
    current: _Pass | None = None


@cache
def _kept() -> Kept:
    """What this process keeps from one build to the next."""
    from archive.hosting import Kept

    return Kept()


def _i18n(config: MkDocsConfig) -> Any:
    """The plugin static-i18n, whose private state (pass, language) is read only through here."""
    return config.plugins["i18n"]


def _overrides(config: MkDocsConfig) -> Path:
    return Path(config.theme.custom_dir or "overrides")


def on_startup(*, command: str, dirty: bool) -> None:
    _Process.serving = command == "serve"


def on_serve(server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
    from archive.serving.shown import error_pages
    from archive.serving.watch import watching

    if _overrides(config).is_dir():
        server.watch(str(_overrides(config)))
    if _Process.served is not None:  # not the empty folder that MkDocs made
        server.root = str(_Process.served)
        server.error_handler = error_pages(_Process.served)
    server._inject_js_into_html = admitting(server._inject_js_into_html)

    def changed() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    watch = watching(os.environ, _project(config), _Process.seen or {}, changed, log.info)
    server._watched_paths[str(watch.root)] = 1  # named with the others, which the server polls
    _Process.watch = watch
    return server


def on_shutdown() -> None:
    if _Process.watch is not None:
        _Process.watch.stop()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    current = _Process.current
    if current is not None and current.config is config:
        return config  # a further language of the same build
    if current is not None:
        current.close()
    _Process.current = _begin(config)
    return config


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _begin(config: MkDocsConfig) -> _Pass:
    project, target = _project(config), Path(config.site_dir)
    if _Process.serving:
        target = _Process.served = store_folder(os.environ, project) / "served"
    try:
        today = str(geneva_today(os.environ))
    except ValueError:
        today = ""  # refused with everything else that is wrong
    beginning = Beginning(
        environment=dict(os.environ),
        project=project,
        target=target,
        host=_host_digest(config),
        today=today,
    )
    try:
        unchanged = nothing_changed(beginning) if today else ""
        work = None if unchanged else _begin_work(config, beginning)
    finally:
        if _Process.serving:
            _Process.seen = beginning.look.seen
            if _Process.watch is not None:
                _Process.watch.saw(_Process.seen)
    if unchanged:
        log.info(unchanged)
        _Process.shown = True
    scratch = tempfile.TemporaryDirectory(prefix="archive-", ignore_cleanup_errors=True)
    started = _Pass(config, target, scratch, config.site_dir, work)
    config.site_dir = scratch.name
    if started.to_draw is None:  # MkDocs goes through its motions without a page
        config.theme.static_templates, config.theme.dirs = set(), [scratch.name]
        config.nav = None
        started.log.expect_no_pages("mkdocs.plugins.mkdocs_static_i18n.plugin")
    started.log.listen()
    return started


def _begin_work(config: MkDocsConfig, beginning: Beginning) -> _Work:
    from archive.hosting import RefusedError, begin
    from archive.render.frames import Frames

    try:
        hosted = begin(beginning, geneva_today, _kept(), leaves_out_drafts=_Process.serving)
        # Not as warnings: a strict build fails on any warning of the host's log.
        hosted.tell(error=log.error, rest=log.info)
        if not hosted.build.is_publishable:
            if not (_Process.serving and _Process.shown):
                hosted.close()
            _refuse(PluginError, hosted.refused)
        languages = hosted.languages(
            row.locale for row in _i18n(config).config.languages if row.build
        )
    except RefusedError as error:
        raise PluginError(str(error)) from None
    if drawn := hosted.kept_frames(beginning.target):
        return _Work(hosted, languages, drawn.frames, drawn.hand_written, is_drawn=True)
    return _Work(hosted, languages, Frames(), {}, is_drawn=False)


def _host_digest(config: MkDocsConfig) -> str:
    """Of all that MkDocs draws from: its settings, the hand-written pages, the theme's changes."""
    with warnings.catch_warnings(action="ignore"):  # "never used", which is no longer so
        given = [dict(each) for each in config.user_configs]
    settings = [{name: each[name] for name in each if name != "site_dir"} for each in given]
    written = [Path(config.docs_dir), _overrides(config), Path(__file__)]
    return settings_digest([settings, config.site_url], digest_of_files(written))


def _under_way() -> _Pass:
    if _Process.current is None:
        raise PluginError("the archive's build has not begun")
    return _Process.current


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the shells as files that exist nowhere; ``on_page_read_source`` gives their text."""
    current = _under_way()
    work = current.to_draw
    if work is None:
        return Files([])
    from archive.build import OUT_OF_NAVIGATION, SHELLS

    place = (config.docs_dir, config.site_dir, config.use_directory_urls)
    for section, folders in SHELLS.items():
        for folder in folders:
            depth = folder.count("/") + 1
            for language in work.languages:
                name = f"{folder}/index.{language.code}.md"
                current.shells[name] = (language.code, section, depth)
                inclusion = InclusionLevel.INCLUDED if depth == 1 else InclusionLevel.NOT_IN_NAV
                if section in OUT_OF_NAVIGATION:
                    inclusion = InclusionLevel.NOT_IN_NAV
                files.append(File(name, *place, inclusion=inclusion))
    return files


def on_page_read_source(page: Any, *, config: MkDocsConfig) -> str | None:
    from archive.build import WITH_CONTENTS

    current = _under_way()
    shell, work = current.shells.get(page.file.src_uri), current.to_draw
    if shell is None or work is None:
        return None
    language, section, depth = shell
    title = work.hosted.build.phrases[language](f"section.{section}")
    hide = "navigation" if (section, depth) in WITH_CONTENTS else "navigation, toc"
    return f"---\ntitle: {title}\ntemplate: shell.html\nhide: [{hide}]\n---\n"


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    current = _under_way()
    work = current.to_draw
    if work is None:
        return env
    env.bytecode_cache = _kept().templates
    env.globals.update(work.hosted.frame_words(_i18n(config).current_language, work.languages))
    env.globals["archive_section"] = ""
    env.globals["archive_shells"] = current.shells
    return env


def on_page_context(context: Any, *, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """Light the section's tab on its deeper shells, which stand outside the navigation."""
    current = _under_way()
    shell = current.shells.get(page.file.src_uri)
    if shell is None:
        name = page.file.norm_src_uri.removesuffix(".md")
        if page.file.locale == page.file.locale_alternate_of:
            path = "" if page.url in ("./", ".") else page.url
            current.pages.setdefault(name, {})[page.file.locale] = path
    context["archive_section"] = shell[1] if shell else ""
    for item in nav.items:
        if item.is_page and item is not page:
            known = current.shells.get(item.file.src_uri)
            item.active = bool(shell and known and known[1] == shell[1])
    return context


@event_priority(-200)
def on_post_page(output: str, *, page: Any, config: MkDocsConfig) -> str:
    """Take shells and pages with slots away from MkDocs, and keep them as frames."""
    from archive.render.borrowed_words import settled
    from archive.render.frames import Frame, has_slots

    current = _under_way()
    work = current.to_draw
    if work is None:
        return output
    shell = current.shells.get(page.file.src_uri)
    if shell is not None:
        work.frames.shells[shell] = Frame.cut(output)
        return ""
    if has_slots(output):
        path = "" if page.url in ("./", ".") else page.url
        language = _i18n(config).current_language
        work.frames.pages[language, path] = Frame.cut(output)
        return ""
    return settled(output, _i18n(config).current_language)


@event_priority(-200)
def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Every language's pass draws the same files: the first one's 404 page stays, no sitemap."""
    from archive.render.frames import Frame

    work = _under_way().to_draw
    if template_name == "404.html":
        if work is not None and _i18n(config).current_language == work.languages[0].code:
            work.frames.not_found = Frame.cut(output)
        return ""
    return "" if template_name == "sitemap.xml" else output


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    if _i18n(config).building:
        return  # a further language: the outermost pass publishes
    current = _under_way()
    try:
        if current.work is not None and current.work.hosted.build.is_publishable:
            _publish(current, current.work)
    finally:
        current.close()
        _Process.current = None


def _publish(current: _Pass, work: _Work) -> None:
    from archive.hosting import RefusedError
    from archive.kept_frames import Drawn
    from archive.render.templates import environment

    config, hosted = current.config, work.hosted
    if config.strict and current.log.warnings.count:
        _refuse(Abort, hosted.words.plural("build.strict", current.log.warnings.count))
        return
    folder = _overrides(config) / "archive"
    pages = work.pages or current.pages
    facts = hosted.facts(
        url=config.site_url or "",
        repository=config.repo_url or "",
        languages=work.languages,
        frames=work.frames,
        hand_written=pages,
        templates=folder,
    )
    try:
        summary = hosted.publish(
            facts,
            environment(str(folder), _kept().templates),
            current.target,
            None if work.is_drawn else Path(current.scratch.name),
            editing=_Process.serving and _Process.shown,
        )
    except RefusedError as error:
        _refuse(PluginError, str(error))
        return
    if not work.is_drawn:
        drawn = Drawn(frames=work.frames, hand_written=pages)
        hosted.keep_frames(current.target, drawn, is_clean=not current.log.warnings.count)
    _Process.shown = True
    log.info(summary)
    if not _Process.serving:
        log.info(hosted.words("built.open", folder=os.path.relpath(current.target)))


def _refuse(error: type[Abort] | type[PluginError], message: str) -> None:
    """End the build; a server that has shown a site goes on showing it, and says why.

    (An exception would make every later request wait until the fault is mended.)
    """
    if not (_Process.serving and _Process.shown):
        raise error(message) from None
    log.error(message)


def on_build_error(*, error: Exception) -> None:
    if _Process.current is not None:
        _Process.current.close()
        _Process.current = None
