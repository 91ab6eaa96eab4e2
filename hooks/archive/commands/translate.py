"""``circulars translate``: a file for the translator, and by what a translation is behind."""

from __future__ import annotations

import click

from archive.blocks import TODO
from archive.commands.drift_list import list_drift
from archive.commands.drift_report import record, report
from archive.commands.frame import Argument, Choice, Command, Known, Option
from archive.commands.named_folder import folder_keys, named_folder
from archive.commands.session import CommandError, Session
from archive.languages import CODES, Phrases
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.scaffold import create_file
from archive.skeleton import translation_file
from archive.sources import Document, Folder
from archive.translation import fingerprint_of, recorded


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "translate",
        words,
        run,
        [
            Argument(["key"], required=False, type=Known(folder_keys)),
            Option(["--to"], type=Choice(CODES)),
            Option(["--by"]),
            Option(["--dry-run"], is_flag=True),
            Option(["--accept"], is_flag=True),
            Option(["--all", "whole"], is_flag=True),
            Option(["--since"]),
        ],
    )


def run(
    session: Session,
    key: str | None,
    to: str | None,
    by: str | None,
    dry_run: bool,
    accept: bool,
    whole: bool,
    since: str | None,
) -> int:
    """Write a translation to fill in, or say by what one is behind; 1 when it is."""
    words = session.words
    reader = SourceReader(session.root, Reader(Grammar.of(session.phrases)), session.shown_root)
    if whole:
        if key or by or dry_run:
            raise CommandError(words("command.translate.whole-alone"))
        if since is not None and not accept:
            raise CommandError(words("command.translate.since-alone"))
        return list_drift(session, reader, to, accept=accept, since=since)
    if key is None:
        raise CommandError(words("command.translate.no-key"))
    if since is not None:
        raise CommandError(words("command.translate.since-alone"))
    folder = reader.folder(named_folder(session, key))
    facts = _facts(session, folder)
    language = _language(session, facts, to)
    target = next((each for each in folder.documents if each.language == language), None)
    if target is None:
        if accept:
            shown = _shown(facts, language)
            raise CommandError(words("command.translate.nothing-to-accept", path=shown))
        return _write(session, facts, language, by=by, dry_run=dry_run)
    if by or dry_run:
        raise CommandError(words("command.translate.is-there", path=target.file.shown))
    if accept:
        digests = fingerprint_of(facts)
        if recorded(target) == digests:
            session.out(words("command.translate.current", path=target.file.shown))
        else:
            record(session, target, digests)
        return 0
    return report(session, reader, facts, target)


def _facts(session: Session, folder: Folder) -> Document:
    facts = folder.facts
    if facts is None:
        path = folder.documents[0].file.shown.rpartition("/")[0]
        raise CommandError(session.words("command.translate.no-facts", path=path))
    return facts


def _language(session: Session, facts: Document, to: str | None) -> str:
    """The language to translate into; where there is only one other, nobody needs to name it."""
    others = [code for code in CODES if code != facts.language]
    if to == facts.language:
        text = session.words("command.translate.own-language", path=facts.file.shown, language=to)
        raise CommandError(text)
    if to is None and len(others) > 1:
        raise CommandError(session.words("command.translate.no-language", known=", ".join(others)))
    return to or others[0]


def _shown(facts: Document, language: str) -> str:
    return f"{facts.file.shown.rpartition('/')[0]}/{language}.md"


def _write(
    session: Session, facts: Document, language: str, *, by: str | None, dry_run: bool
) -> int:
    """Write the file that the translator fills in."""
    words = session.words
    text = translation_file(facts, added=session.today, written_by=by or TODO, words=words)
    if dry_run:
        session.data(text)
        return 0
    path = session.root / facts.file.path
    shown = _shown(facts, language)
    try:
        create_file(path.with_name(f"{language}.md"), text)
    except FileExistsError:
        raise CommandError(words("command.translate.is-there", path=shown)) from None
    except OSError as error:
        reason = words.reason(error.strerror or str(error))
        raise CommandError(words("cli.cannot-write", path=shown, reason=reason)) from None
    session.out(words("command.translate.written", path=shown))
    session.err(words("command.translate.next", path=shown, source=facts.file.shown))
    return 0
