"""What has changed since a translation was made, shown to whoever brings it up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.commands.session import CommandError, Session
from archive.formats.columns import harmless
from archive.languages import Phrases
from archive.model import Drift
from archive.reading import SourceReader
from archive.recording import UnrecordableError, replace_file, with_fingerprint
from archive.report.words import word_difference
from archive.repository import Repository
from archive.sources import Document
from archive.translation import (
    Former,
    drift,
    former_text,
    passages,
    recorded,
    words_of,
)


def summary(words: Phrases, drift: Drift) -> str:
    """What has changed, on one line."""
    moved = [f"{before} → {now}" for before, now in drift.moved]
    parts = [
        words(f"command.translate.{name}", addresses=", ".join(addresses))
        for name, addresses in (
            ("changed", drift.changed),
            ("added", drift.added),
            ("removed", drift.removed),
            ("moved", moved),
        )
        if addresses
    ]
    if drift.words:
        parts.append(words("command.translate.words"))
    return "; ".join(parts)


def record(session: Session, target: Document, digests: Mapping[str, str]) -> None:
    """Write a fingerprint into a translation; only that entry of the file changes."""
    words, shown = session.words, target.file.shown
    try:
        replace_file(session.root / target.file.path, with_fingerprint(target, digests))
    except UnrecordableError:
        raise CommandError(words("command.translate.unrecordable", path=shown)) from None
    except OSError as error:
        reason = words.reason(error.strerror or str(error))
        raise CommandError(words("cli.cannot-write", path=shown, reason=reason)) from None
    session.out(words("command.translate.accepted", path=shown))


def report(session: Session, reader: SourceReader, facts: Document, target: Document) -> int:
    """Say by what *target* is behind *facts*, with the differences; 1 when it is."""
    words = session.words
    shown = {"path": target.file.shown, "source": facts.file.shown}
    behind = drift(facts, target)
    if behind is None:
        session.out(words("command.translate.without", **shown))
        return 1
    if not behind.is_behind:
        session.out(words("command.translate.current", **shown))
        return 0
    session.out(words("command.translate.behind", **shown, what=summary(words, behind)))
    for line in _details(session, reader, facts, target, behind):
        session.out(line)
    session.err("\n" + words("command.translate.then", **shown))
    return 1


def _details(
    session: Session, reader: SourceReader, facts: Document, target: Document, behind: Drift
) -> Iterator[str]:
    words = session.words
    repository = Repository.around(session.root, session.environment)
    before = recorded(target) or {}
    former = Former({})
    if repository is not None and (behind.changed or behind.removed or behind.words):
        versions = repository.versions(facts.file.path)
        former = former_text(before, behind, (reader.former(facts, data) for data in versions))
    now = {passage.address: passage.text for passage in passages(facts)}
    unknown = words("command.translate.former-unknown")
    for address in behind.changed:
        old = former.passages.get(address)
        yield from _heading(session, "changed", address)
        if old is None:
            yield f"  {unknown}"
            yield f"  {harmless(now[address])}"
        else:
            yield f"  {_difference(session, old, now[address])}"
    for address in behind.added:
        yield from _heading(session, "added", address)
        yield f"  {_painted(session, 'new', now[address])}"
    for address in behind.removed:
        yield from _heading(session, "removed", address)
        old = former.passages.get(address)
        yield f"  {unknown}" if old is None else f"  {_painted(session, 'gone', old)}"
    for origin, address in behind.moved:
        yield from _heading(session, "moved", f"{origin} → {address}")
    if behind.words:
        yield ""
        yield session.paint(words("command.translate.words"), bold=True)
        if former.words is None:
            yield f"  {unknown}"
        else:
            yield from _word_changes(session, former.words, words_of(facts))


def _heading(session: Session, name: str, address: str) -> Iterator[str]:
    yield ""
    yield session.paint(session.words(f"command.translate.{name}", addresses=address), bold=True)


def _word_changes(
    session: Session, before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[str]:
    """The fields of front matter whose words have changed, each on a line."""
    for path in [*now, *(path for path in before if path not in now)]:
        old, new = before.get(path), now.get(path)
        if old is None and new is not None:
            yield f"  {path}: {_painted(session, 'new', new)}"
        elif new is None and old is not None:
            yield f"  {path}: {_painted(session, 'gone', old)}"
        elif old is not None and new is not None and old != new:
            yield f"  {path}: {_difference(session, old, new)}"


def _difference(session: Session, old: str, new: str) -> str:
    return " ".join(_painted(session, kind, text) for kind, text in word_difference(old, new))


def _painted(session: Session, kind: str, text: str) -> str:
    """Some words as what they are: in colours, or where there are none in signs."""
    text = harmless(text)
    if kind == "cut":
        return "…"
    if kind == "same":
        return text
    if session.is_coloured:
        style = {"fg": "red", "strikethrough": True} if kind == "gone" else {"fg": "green"}
        return session.paint(text, **style)
    return f"[-{text}-]" if kind == "gone" else f"{{+{text}+}}"
