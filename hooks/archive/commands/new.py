"""``circulars new``: a folder for a letter, with a file that says what is still to be written."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from archive.checks.library import extract
from archive.commands.frame import Choice, Command, Known, Option
from archive.commands.questions import BadAnswerError, FieldJudge, Questions
from archive.commands.session import CommandError, Session
from archive.commands.values import initiative_keys
from archive.dates import PartialDate
from archive.fields import CIRCULAR_FIELDS
from archive.languages import CODES, Phrases
from archive.listing import RESERVED, SLUG, FolderListing, Listing, list_archive
from archive.move_register import read_moves
from archive.moves import Moves
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar, Reference
from archive.repository import Repository
from archive.scaffold import (
    BUREAUX,
    KINDS,
    NewLetter,
    create_letter,
    letter_file,
    proposed_slug,
    usual_paragraphs,
)

_CHOICES = {row.name: row.choices for row in CIRCULAR_FIELDS}


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "new",
        words,
        run,
        [
            Option(["--language"], type=Choice(CODES)),
            Option(["--reference"]),
            Option(["--bureau"]),
            Option(["--kind"], type=Choice(_CHOICES["kind"])),
            Option(["--date"]),
            Option(["--initiative"], multiple=True, type=Known(initiative_keys)),
            Option(["--title"]),
            Option(["--paragraphs"], type=Choice(_CHOICES["paragraphs"])),
            Option(["--slug"]),
            Option(["--by"]),
            Option(["--despite-branches"], is_flag=True),
            Option(["--yes"], is_flag=True),
            Option(["--dry-run"], is_flag=True),
        ],
    )


def run(
    session: Session,
    initiative: tuple[str, ...],
    slug: str | None,
    despite_branches: bool,
    yes: bool,
    dry_run: bool,
    **given: str | None,
) -> int:
    """Ask for what was not given, and write the folder; 1 when its address is taken."""
    reader = Reader(Grammar(session.phrases))
    listing = list_archive(session.root, session.shown_root)
    sources = SourceReader(session.root, reader, session.shown_root)
    judge = FieldJudge(session, reader, sources, listing)
    questions = Questions(session, judge, asks=not yes)
    letter = _letter(session, questions, {**given, "initiative": " ".join(initiative) or None})
    if _is_there(session, sources, listing, letter):
        return 1
    moves = Moves(read_moves(sources.registers(listing.registers)["move"].record))
    address = _Addresses(
        session=session,
        questions=questions,
        listing=listing,
        former=moves.names("circular"),
        despite_branches=despite_branches,
    )
    key = address.chosen(letter, slug)
    if key is None:
        return 1
    text = letter_file(letter, session.words, session.phrases, judge.ids)
    if dry_run:
        session.err(f"{session.shown_root}/{key}/{letter.language}.md")
        session.data(text)
        return 0
    return _write(session, key, f"{letter.language}.md", text)


def _letter(session: Session, questions: Questions, given: Mapping[str, str | None]) -> NewLetter:
    """Everything that can be known before the text is written, in the order of a letter's head."""
    words = session.words
    language = questions.choice("language", given, CODES, words.language.code)
    references = questions.answer("reference", given["reference"], _references(questions))
    first = references[0] if references else None
    series = first.series if first else None
    bureaux = questions.judge.names["bureau"]
    usual = BUREAUX.get(series, "")
    return NewLetter(
        language=language,
        references=references,
        bureau=questions.answer(
            "bureau",
            given["bureau"],
            lambda text: str(questions.judge.value("bureau", text)),
            default=usual if usual in bureaux else None,
            choices=bureaux,
        ),
        kind=questions.choice(
            "kind",
            given,
            {name: words(f"circular.kinds.{name}") for name in _CHOICES["kind"]},
            KINDS.get(series, "letter"),
        ),
        date=questions.answer("date", given["date"], _date(questions), default=None),
        initiatives=questions.answer(
            "initiative",
            given["initiative"],
            _initiatives(questions),
            choices=questions.judge.names["initiative"],
        ),
        title=questions.answer("title", given["title"], _line(questions, "subject")),
        paragraphs=questions.choice(
            "paragraphs", given, _CHOICES["paragraphs"], usual_paragraphs(first)
        ),
        added=session.today,
        written_by=questions.answer("by", given["by"], _line(questions, "written-by")),
    )


def _references(questions: Questions) -> Callable[[str], tuple[Reference, ...]]:
    def read(text: str) -> tuple[Reference, ...]:
        value = questions.judge.value("reference", text) if text else ()
        found = value if isinstance(value, tuple) else (value,)
        return tuple(item for item in found if isinstance(item, Reference))

    return read


def _date(questions: Questions) -> Callable[[str], PartialDate]:
    def read(text: str) -> PartialDate:
        value = questions.judge.value("date", text)
        assert isinstance(value, PartialDate)  # noqa: S101 - the judge lets no other pass
        return value

    return read


def _initiatives(questions: Questions) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        value = questions.judge.value("initiatives", text) if text else ()
        return tuple(map(str, value)) if isinstance(value, tuple) else ()

    return read


def _line(questions: Questions, field: str) -> Callable[[str], str]:
    return lambda text: str(questions.judge.value(field, text)) if text else ""


def _is_there(session: Session, sources: SourceReader, listing: Listing, letter: NewLetter) -> bool:
    """Whether the letter itself is in the archive; one of the same name may be, of another year."""
    year = f"{letter.date.year:04d}/"
    names = {reference.canonical.casefold() for reference in letter.references}
    slugs = {reference.slug for reference in letter.references}
    elsewhere: list[str] = []
    for folder in listing.folders:
        is_of_year = folder.key.startswith(year)
        if folder.kind != "circular" or not (is_of_year or folder.key.rpartition("/")[2] in slugs):
            continue
        if not any(_may_bear(session.root, folder, each) for each in letter.references):
            continue
        for named in extract(sources.folder(folder)).references:
            if named.canonical.casefold() not in names:
                continue
            if is_of_year:
                values = {"reference": named.canonical, "path": named.place.path}
                session.err(session.words("command.new.is-there", **values))
                return True
            elsewhere.append(folder.key)
    if elsewhere:
        session.err(session.words("command.new.elsewhere", keys=", ".join(elsewhere)))
    return False


def _may_bear(root: Path, folder: FolderListing, reference: Reference) -> bool:
    """Whether the figures of a reference stand in a folder at all; reading it takes far longer."""
    figures = [figure.encode() for figure in re.findall(r"[0-9]+", reference.number)]
    for language in folder.languages:
        try:
            data = (root / folder.path / f"{language}.md").read_bytes()
        except OSError:
            continue
        if all(figure in data for figure in figures):
            return True
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Addresses:
    """The names that folders of this archive have, here and on branches that are known here."""

    session: Session
    questions: Questions
    listing: Listing
    former: tuple[str, ...]
    """Keys under which letters were published that have moved since or are gone."""
    despite_branches: bool

    def chosen(self, letter: NewLetter, slug: str | None) -> str | None:
        """The key of the letter's folder; None where another has it."""
        proposed = proposed_slug(letter.references, letter.title, self.session.phrases)
        year = f"{letter.date.year:04d}"
        while True:
            name = self.questions.answer("slug", slug, self._slug, default=proposed or None)
            key = f"{year}/{name}"
            objection = self._objection(key)
            if objection is None:
                return key
            self.session.err(objection)
            if slug is not None or not self.questions.asks:
                return None
            proposed = ""

    def _slug(self, text: str) -> str:
        if not SLUG.fullmatch(text) or text in RESERVED:
            raise BadAnswerError(self.session.words("problem.bad-folder", name=text))
        return text

    def _objection(self, key: str) -> str | None:
        """Why a letter cannot have this address."""
        words, root = self.session.words, self.session.root
        shown = f"{self.session.shown_root}/{key}"
        taken = {folder.key for folder in self.listing.folders if folder.kind == "circular"}
        if key in taken or os.path.lexists(root / key):
            return words("command.new.taken", path=shown)
        if key in self.former:
            return words("command.new.former", path=shown)
        repository = Repository.around(root, self.session.environment)
        branches = repository.branches_with(key) if repository else ()
        if not branches or self.despite_branches:
            return None
        text = words("command.new.on-branches", path=shown, branches=", ".join(branches))
        if self.questions.agrees(text):
            return None
        return text if not self.questions.asks else words("command.new.other-slug")


def _write(session: Session, key: str, name: str, text: str) -> int:
    words, shown = session.words, f"{session.shown_root}/{key}"
    try:
        create_letter(session.root, key, name, text)
    except FileExistsError:  # another editor was faster
        session.err(words("command.new.taken", path=shown))
        return 1
    except OSError as error:
        reason = words.reason(error.strerror or str(error))
        raise CommandError(words("cli.cannot-write", path=shown, reason=reason)) from None
    session.out(words("command.new.written", path=f"{shown}/{name}"))
    session.err(words("command.new.next", path=shown))
    return 0
