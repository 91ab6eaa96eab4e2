"""``circulars fmt``: every file in its one normal form."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import click

from archive.commands.frame import Argument, Command, Option
from archive.commands.scope import scope_of
from archive.commands.session import CommandError, Session
from archive.fields import DOCUMENTS, Field, Shape
from archive.formatting import UnformattableError, formatted, formatted_register
from archive.languages import Phrases
from archive.listing import REGISTER_FILES, REGISTERS, list_archive
from archive.recording import replace_file
from archive.source import SourceFile, read_register, read_text


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "fmt",
        words,
        run,
        [
            Argument(["path"], nargs=-1, type=click.Path()),
            Option(["--check", "only_looks"], is_flag=True),
        ],
        needs_root=False,
    )


def run(session: Session, path: tuple[str, ...], only_looks: bool) -> int:
    """Bring files into normal form, or find those that are not."""
    asked = shlex.join(["circulars", "fmt", *path])
    if session.root_given:
        asked = shlex.join(["circulars", "fmt", "--root", session.shown_root, *path])
    session, named = scope_of(session, path)
    session.require_root()
    work = _Work(session=session)
    for file, kind in _files(session, named):
        work.look(file, kind)
    if only_looks:
        return work.report(asked)
    return work.write()


@dataclass(slots=True, kw_only=True)
class _Work:
    """What is found in one run."""

    session: Session
    others: list[tuple[SourceFile, str]] = field(default_factory=list)
    """Files that are not in normal form, and that form."""
    count: int = 0
    is_blocked: bool = False
    """Whether a file could not be judged."""

    def look(self, file: SourceFile, kind: str) -> None:
        """Compare a file with its normal form; one that has none is reported at once."""
        self.count += 1
        words = self.session.words
        try:
            if kind in REGISTER_FILES:
                table = Field(name=kind, shape=Shape.ITEMS, fields=DOCUMENTS[kind])
                text = formatted_register(file, table)
            else:
                text = formatted(file, DOCUMENTS[kind])
        except UnformattableError as error:
            self.is_blocked = True
            for problem in error.problems:
                self.session.out(problem.render(words))
            if not error.problems:
                self.session.out(words("command.fmt.lossy", path=file.shown))
            return
        if text.encode() != file.data:
            self.others.append((file, text))

    def write(self) -> int:
        """Write what is not in normal form, and say so."""
        session = self.session
        for file, text in self.others:
            try:
                replace_file(session.root / file.path, text.encode())
            except OSError as error:
                reason = session.words.reason(error.strerror or str(error))
                message = session.words("command.fmt.unwritable", path=file.shown, reason=reason)
                raise CommandError(message) from None
            session.out(file.shown)
        if self.others:
            session.out(session.words.plural("command.fmt.changed", len(self.others)))
        elif not self.is_blocked:
            session.out(self._nothing())
        return 1 if self.is_blocked else 0

    def report(self, asked: str) -> int:
        """Say which files are not in normal form, and which command changes that."""
        session = self.session
        for file, text in self.others:
            place = f"{file.shown}:{_first_difference(file.text, text)}"
            session.out(session.words("command.fmt.differs", place=place))
        if self.others:
            count = len(self.others)
            session.out(session.words.plural("command.fmt.mended-by", count, name=asked))
        elif not self.is_blocked:
            session.out(self._nothing())
        return 1 if self.others or self.is_blocked else 0

    def _nothing(self) -> str:
        return self.session.words.plural("command.fmt.clean", self.count)


def _files(session: Session, named: Sequence[str]) -> Iterator[tuple[SourceFile, str]]:
    """The texts and registers that were asked for, each with its kind."""
    listing = list_archive(session.root, session.shown_root)
    texts = [
        (f"{folder.path}/{language}.md", folder.kind)
        for folder in listing.folders
        for language in folder.languages
    ]
    registers = [
        (f"{REGISTERS}/{name}", kind)
        for kind, name in REGISTER_FILES.items()
        if name in listing.registers
    ]
    for path, kind in (*texts, *registers):
        if not named or any(path == name or path.startswith(f"{name}/") for name in named):
            read = read_register if kind in REGISTER_FILES else read_text
            yield read(session.root, path, f"{session.shown_root}/{path}"), kind


def _first_difference(old: str, new: str) -> int:
    """The first line (from 1) on which two texts differ; 1 where only bytes differ."""
    before, after = old.split("\n"), new.split("\n")
    for number, (one, other) in enumerate(zip(before, after, strict=False), 1):
        if one != other:
            return number
    return min(len(before), len(after)) if len(before) != len(after) else 1
