"""``circulars import``: reads received letters, and proposes their facts and drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.commands.frame import Argument, Choice, Command, Option
from archive.commands.session import CommandError, Session
from archive.formats.columns import harmless
from archive.languages import CODES, Phrases

if TYPE_CHECKING:  # read late: no other command waits for what only this one needs
    from archive.commands.import_drafts import DraftWriter
    from archive.importing.letters import LetterReader, ReadLetter
    from archive.importing.own_words import OwnWords
    from archive.importing.pairing import Difference

DEBUG_VARIABLE = "ARCHIVE_DEBUG"
"""Environment variable with which an error of the program itself is shown in full."""


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "import",
        words,
        run,
        [
            Argument(["files"], nargs=-1, type=click.Path()),
            Option(["--lang", "language"], type=Choice(CODES)),
            Option(["--json", "as_json"], is_flag=True),
            Option(["--into", "--root", "root"], type=click.Path()),
            Option(["--pair"], nargs=2, type=click.Path()),
            Option(["--slug"]),
            Option(["--by"]),
            Option(["--despite-branches"], is_flag=True),
            Option(["--dry-run"], is_flag=True),
        ],
        with_root=False,
    )


def run(
    session: Session,
    files: tuple[str, ...],
    pair: tuple[str, str] | None,
    language: str | None,
    as_json: bool,
    slug: str | None,
    by: str | None,
    despite_branches: bool,
    dry_run: bool,
) -> int:
    """Read the files, and print or write what they say; 1 when one cannot be read or taken."""
    _together(session, files, pair, slug, language)
    if session.root.exists() and not session.root.is_dir():
        raise CommandError(session.words("command.import.not-a-folder", path=session.shown_root))
    from archive.commands.import_drafts import DraftWriter
    from archive.commands.new_folder import require_archive

    if not as_json:
        require_archive(session)

    writer = DraftWriter.of(
        session, slug=slug, by=by or "", despite_branches=despite_branches, dry_run=dry_run
    )
    reading = _Reading(session, writer, language or "")
    if pair:
        return reading.pair(pair, as_json=as_json)
    status = 0
    for name in files:
        letter = reading.letter(name)
        if letter is None:
            status = 1
        elif as_json:
            session.data(reading.as_line(letter) + "\n")
        else:
            status = max(status, writer.write((letter,)))
    return status


def _together(
    session: Session,
    files: Sequence[str],
    pair: tuple[str, str] | None,
    slug: str | None,
    language: str | None,
) -> None:
    """Refuse what does not go together."""
    words = session.words
    if not files and not pair:
        raise CommandError(words("command.import.no-files"))
    if files and pair:
        raise CommandError(words("command.import.pair-alone"))
    if pair and language:
        raise CommandError(words("command.import.pair-lang"))
    if slug is not None and len(files) > 1:
        raise CommandError(words("command.import.slug-alone"))


class _Reading:
    """Reads files, and says what is wrong with them."""

    def __init__(self, session: Session, writer: DraftWriter, language: str) -> None:
        from archive.importing.letters import LetterReader
        from archive.importing.texts import Known

        self._session = session
        self._writer = writer
        self._language = language
        known = Known(initiatives=writer.names.initiatives)
        self._reader: LetterReader = LetterReader(session.phrases, known)

    def letter(self, name: str) -> ReadLetter | None:
        """The letter in the file *name*; None, with a message, where it cannot be read."""
        from archive.importing.readers import LetterFileError, read_letter_file

        words = self._session.words
        try:
            letter = self._shown(self._reader.read(read_letter_file(Path(name)), self._language))
            if not letter.is_language_told:
                known = ", ".join(words.language_name(code) for code in CODES)
                text = words("command.import.no-language", file=name, known=known)
                self._session.err(harmless(text))
                return None
            if not letter.is_letter:
                raise LetterFileError("not-a-letter")
            return letter
        except LetterFileError as error:
            values = {**error.values, "name": name}
            self._session.err(harmless(words(error.message_key, **values)))
        except Exception as error:
            # The other letters are still wanted; whoever looks for the cause sets the variable.
            if self._session.environment.get(DEBUG_VARIABLE):
                raise
            said = f"{type(error).__name__}: {error}"
            self._session.err(harmless(words("command.import.read-failed", file=name, error=said)))
        return None

    def _shown(self, letter: ReadLetter) -> ReadLetter:
        """The letter with evidence in which each fact can be seen."""
        from archive.importing.shown_words import with_shown_words

        languages = letter.words.group("meeting.language")
        names = {**self._writer.names.initiatives, **languages}
        return replace(letter, facts=with_shown_words(letter.facts, letter.segments, names))

    @staticmethod
    def as_line(letter: ReadLetter) -> str:
        """The JSON object of a letter."""
        from archive.importing.as_json import as_line

        return as_line(letter.facts, letter.own)

    def pair(self, names: tuple[str, str], *, as_json: bool) -> int:
        """Read two languages of one letter, say where they differ, and print or write both."""
        from archive.importing.pairing import compared

        session, words = self._session, self._session.words
        read = [self.letter(name) for name in names]
        first, second = read
        if first is None or second is None:
            return 1
        if first.facts.language == second.facts.language:
            values = {"first": names[0], "second": names[1], "language": first.facts.language}
            session.err(harmless(words("command.import.same-language", **values)))
            return 1
        own = [_own_references(letter) for letter in read if letter]
        if all(own) and not set(own[0]) & set(own[1]):
            values = {"first": names[0], "second": names[1], "one": own[0][0], "other": own[1][0]}
            session.err(harmless(words("command.import.other-letter", **values)))
            return 1
        counts = (len(first.segments.body), len(second.segments.body))
        found = compared(first.facts, second.facts, counts)
        if found.differences:
            session.err(words.plural("command.import.differences", len(found.differences)))
            counted = (first.counts_paragraphs, second.counts_paragraphs)
            owns = (first.own, second.own)
            for difference in found.differences:
                session.err("  " + harmless(_said(difference, names, counted, owns, words)))
        elif as_json:
            session.err(words("command.import.facts-agree"))
        letters = tuple(
            replace(letter, facts=facts)
            for letter, facts in zip((first, second), found.letters, strict=True)
        )
        if not as_json:
            return self._writer.write(letters, do_agree=not found.differences)
        for letter in letters:
            session.data(self.as_line(letter) + "\n")
        return 0


def _own_references(letter: ReadLetter) -> list[str]:
    """What a letter is sure to bear, as it is written in every language."""
    found = letter.facts.head.references
    return [fact.value.reference.canonical for fact in found if fact.is_sure]


def _said(
    difference: Difference,
    names: tuple[str, str],
    counted: tuple[bool, bool],
    owns: tuple[OwnWords, OwnWords],
    words: Phrases,
) -> str:
    """One difference on one line, with the words of both letters."""
    from archive.importing.draft_fields import shown_place

    sides = []
    for value, evidence, counts, own in zip(
        difference.values, difference.evidence, counted, owns, strict=True
    ):
        shown = value or words("import.pair.nothing")
        if evidence is not None:
            where = shown_place(evidence.place, words, counts_paragraphs=counts)
            said = " ".join(own.of(evidence.words, evidence.place).words.split())
            shown = words("import.pair.said", value=shown, place=where, words=said)
        sides.append(shown)
    return words(
        "import.pair.differs",
        fact=words(f"import.fact.{difference.key}"),
        first=sides[0],
        second=sides[1],
        file=names[0],
        other=names[1],
    )
