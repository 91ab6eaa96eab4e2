"""``circulars translate --all``: the translations of the whole archive that are behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.commands.drift_report import record, summary
from archive.commands.progress import Progress
from archive.commands.session import CommandError, Session
from archive.listing import list_archive
from archive.reading import SourceReader
from archive.repository import Repository
from archive.sources import Document
from archive.translation import accepted, drift_between, fingerprint_of, recorded


@dataclass(frozen=True, slots=True)
class _Pair:
    """A translation, and the text that it translates."""

    facts: Document
    target: Document


def list_drift(
    session: Session, reader: SourceReader, to: str | None, *, accept: bool, since: str | None
) -> int:
    """List every translation that is behind or has no fingerprint; 1 when there is one.

    With *accept* what is certain is written first: fingerprints that are missing, and with *since*
    (a revision) those of paragraphs that have changed in both languages since then.
    """
    words = session.words
    repository = _repository(session, since) if since is not None else None
    left, seen = 0, False
    for pair in _behind(session, reader, to):
        seen = True
        before, now = recorded(pair.target), fingerprint_of(pair.facts)
        if accept:
            update = now
            if before is not None:
                update = dict(before)
                if repository is not None and since is not None:
                    update = _update(pair, reader, repository, since, before, now)
            if update != before:
                record(session, pair.target, update)
            before = update
        if before == now:
            continue
        left += 1
        what = words("command.translate.no-fingerprint")
        if before is not None:
            what = summary(words, drift_between(before, now))
        session.out(f"{pair.target.file.shown}: {what}")
    if left:
        session.err(words.plural("command.translate.left", left))
    elif not seen:
        session.out(words("command.translate.all-current"))
    return 1 if left and not accept else 0


def _behind(session: Session, reader: SourceReader, to: str | None) -> Iterator[_Pair]:
    """Every translation whose fingerprint is not that of the text; one folder at a time."""
    progress = Progress(session)
    listings = list_archive(session.root, session.shown_root).folders
    for done, listing in enumerate(listings):
        progress(done, len(listings))
        if len(listing.languages) < 2:
            continue
        folder = reader.folder(listing)
        if folder.facts is None:
            continue  # circulars check says why
        digests = fingerprint_of(folder.facts)
        for target in folder.translations:
            if to in (None, target.language) and recorded(target) != digests:
                progress.end()
                yield _Pair(folder.facts, target)
    progress.end()


def _repository(session: Session, since: str) -> Repository:
    """The archive's repository, which must know the revision *since*."""
    repository = Repository.around(session.root, session.environment)
    if repository is None or not repository.knows(since):
        raise CommandError(session.words("command.translate.no-revision", revision=since))
    return repository


def _update(
    pair: _Pair,
    reader: SourceReader,
    repository: Repository,
    since: str,
    before: Mapping[str, str],
    now: Mapping[str, str],
) -> dict[str, str]:
    """The fingerprint *before* with what has been changed in both languages *since* then."""
    found = repository.at(since, [pair.facts.file.path, pair.target.file.path])
    if len(found) < 2:
        return dict(before)
    facts = reader.former(pair.facts, found[pair.facts.file.path])
    target = reader.former(pair.target, found[pair.target.file.path])
    return accepted(
        before,
        (fingerprint_of(facts), now),
        (fingerprint_of(target), fingerprint_of(pair.target)),
    )
