"""The only module that knows MkDocs: events in, calls to the archive package out.

MkDocs, Material and static-i18n draw the hand-written pages and one shell per language, section
and depth; the archive fills them. MkDocs writes into a scratch folder, and the archive makes the
real site folder from it at the very end, so that a build with problems publishes nothing.

Priorities: shells are added at the default priority, before static-i18n (-100) sorts files by
language; finished pages are taken at -200, after everybody else; publishing happens in the
post-build event at -200 of the outermost pass, when static-i18n (-100) has built all languages.
"""

from __future__ import annotations

import logging
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.build import OUT_OF_NAVIGATION, SHELLS, WITH_CONTENTS
from archive.dates import geneva_today
from archive.hosting import Hosted, RefusedError, WarningCounter, addresses, archive_folder, begin
from archive.languages import Language
from archive.render.borrowed_words import FrameWords, foreign, settled
from archive.render.frames import Frame, Frames, has_slots
from archive.render.pages import PageWriter
from archive.render.templates import CompiledTemplates, environment

log = get_plugin_logger("archive")
_clean_directory = utils.clean_directory


class _Quiet(logging.Filter):
    """Hides lines about the scratch folder and the shells, which mean nothing to a user."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno > logging.INFO:
            return True
        text = record.getMessage()
        return "static_i18n" not in record.name and not any(
            hidden in text
            for hidden in ("documentation to directory", "skipped: '", "Cleaning site", "built in")
        )


@dataclass
class _Pass:
    """Everything about the build that is under way, for all its languages."""

    config: MkDocsConfig
    hosted: Hosted
    languages: tuple[Language, ...]
    target: Path
    scratch: tempfile.TemporaryDirectory[str]
    """Removes itself when the process ends, also after Ctrl-C in the middle of a build."""
    shells: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    frames: Frames = field(default_factory=Frames)
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    warnings: WarningCounter = field(default_factory=WarningCounter)
    quiet: _Quiet = field(default_factory=_Quiet)
    log_level: int = logging.NOTSET

    def listen(self) -> None:
        """Count warnings, also those that ``--quiet`` keeps from the terminal."""
        logger = logging.getLogger("mkdocs")
        self.log_level = logger.level
        for handler in logger.handlers:
            handler.addFilter(self.quiet)
            if isinstance(handler, logging.StreamHandler):
                handler.setLevel(max(handler.level, logger.level))
        logger.setLevel(min(logger.level, logging.WARNING))
        logger.addHandler(self.warnings)

    def close(self) -> None:
        """Give MkDocs its folder and its own functions back."""
        self.config.site_dir = str(self.target)
        utils.clean_directory = _clean_directory  # static-i18n leaves it patched after an error
        self.scratch.cleanup()
        logger = logging.getLogger("mkdocs")
        logger.setLevel(self.log_level)
        logger.removeHandler(self.warnings)
        for handler in logger.handlers:
            handler.removeFilter(self.quiet)


class _Process:
    """What outlives a build: whether this is ``serve``, and whether it has shown a site yet."""

    serving = False
    shown = False
    current: _Pass | None = None
    compiled = CompiledTemplates()


def _i18n(config: MkDocsConfig) -> Any:
    """The plugin static-i18n, whose private state (pass, language) is read only through here."""
    return config.plugins["i18n"]


def _overrides(config: MkDocsConfig) -> Path:
    return Path(config.theme.custom_dir or "overrides")


def on_startup(*, command: str, dirty: bool) -> None:
    _Process.serving = command == "serve"


def on_serve(server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
    root, _ = archive_folder(os.environ, _project(config))
    for folder in (root, _overrides(config)):
        if folder.is_dir():
            server.watch(str(folder))
    return server


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
    try:
        hosted = begin(os.environ, _project(config), geneva_today)
        for message in hosted.build.messages(hosted.speaks, "error"):
            log.error(message)
        for message in hosted.build.messages(hosted.speaks, "warning"):
            log.info(message)  # a strict build fails on any warning of the host's log
        if not hosted.build.is_publishable:
            _refuse(PluginError, hosted.refused)
        languages = hosted.languages(
            row.locale for row in _i18n(config).config.languages if row.build
        )
    except RefusedError as error:
        raise PluginError(str(error)) from None
    scratch = tempfile.TemporaryDirectory(prefix="archive-", ignore_cleanup_errors=True)
    started = _Pass(
        config=config,
        hosted=hosted,
        languages=languages,
        target=Path(config.site_dir),
        scratch=scratch,
    )
    config.site_dir = scratch.name
    started.listen()
    return started


def _under_way() -> _Pass:
    if _Process.current is None:
        raise PluginError("the archive's build has not begun")
    return _Process.current


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the shells as files that exist nowhere; ``on_page_read_source`` gives their text."""
    current = _under_way()
    for section, folders in SHELLS.items():
        for folder in folders:
            depth = folder.count("/") + 1
            for language in current.languages:
                name = f"{folder}/index.{language.code}.md"
                current.shells[name] = (language.code, section, depth)
                inclusion = InclusionLevel.INCLUDED if depth == 1 else InclusionLevel.NOT_IN_NAV
                if section in OUT_OF_NAVIGATION:
                    inclusion = InclusionLevel.NOT_IN_NAV
                files.append(
                    File(
                        name,
                        config.docs_dir,
                        config.site_dir,
                        config.use_directory_urls,
                        inclusion=inclusion,
                    )
                )
    return files


def on_page_read_source(page: Any, *, config: MkDocsConfig) -> str | None:
    current = _under_way()
    shell = current.shells.get(page.file.src_uri)
    if shell is None:
        return None
    language, section, depth = shell
    title = current.hosted.build.phrases[language](f"section.{section}")
    hide = "navigation" if (section, depth) in WITH_CONTENTS else "navigation, toc"
    return f"---\ntitle: {title}\ntemplate: shell.html\nhide: [{hide}]\n---\n"


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    current = _under_way()
    code = _i18n(config).current_language
    env.bytecode_cache = _Process.compiled
    env.globals["t"] = FrameWords(current.hosted.build.phrases[code])
    env.globals["foreign"] = foreign
    direction = current.hosted.build.phrases[code].language.direction
    env.globals["archive_html"] = f'<html dir="{direction}" ' if direction == "rtl" else "<html "
    env.globals["archive_root"] = addresses(current.languages).home(code)
    env.globals["archive_section"] = ""
    env.globals["archive_shells"] = current.shells
    env.globals["archive_languages"] = current.languages
    env.globals["archive_phrases"] = current.hosted.build.phrases
    env.globals["archive_words"] = PageWriter.script_words(current.hosted.build.phrases[code])
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
    current = _under_way()
    shell = current.shells.get(page.file.src_uri)
    if shell is not None:
        current.frames.shells[shell] = Frame.cut(output)
        return ""
    if has_slots(output):
        path = "" if page.url in ("./", ".") else page.url
        language = _i18n(config).current_language
        current.frames.pages[language, path] = Frame.cut(output)
        return ""
    return settled(output, _i18n(config).current_language)


@event_priority(-200)
def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Every language's pass draws the same files: the first one's 404 page stays, no sitemap."""
    current = _under_way()
    if template_name == "404.html":
        if _i18n(config).current_language == current.languages[0].code:
            current.frames.not_found = Frame.cut(output)
        return ""
    return "" if template_name == "sitemap.xml" else output


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    if _i18n(config).building:
        return  # a further language: the outermost pass publishes
    current = _under_way()
    try:
        if current.hosted.build.is_publishable:
            _publish(current)
    finally:
        current.close()
        _Process.current = None


def _publish(current: _Pass) -> None:
    config, hosted = current.config, current.hosted
    if config.strict and current.warnings.count:
        _refuse(Abort, hosted.words.plural("build.strict", current.warnings.count))
        return
    site = hosted.site(
        url=config.site_url or "",
        repository=config.repo_url or "",
        today=geneva_today(os.environ),
        languages=current.languages,
        frames=current.frames,
        hand_written=current.pages,
        templates=environment(str(_overrides(config) / "archive"), _Process.compiled),
    )
    index = not (_Process.serving and _Process.shown)
    try:
        summary = hosted.publish(site, current.target, Path(current.scratch.name), index=index)
    except RefusedError as error:
        _refuse(PluginError, str(error))
        return
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
