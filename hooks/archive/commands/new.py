"""``circulars new``: a folder for a letter, with a file that says what is still to be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click

from archive.commands.frame import Choice, Command, Known, Option
from archive.commands.new_folder import (
    branch_objection,
    is_there,
    objection,
    slug_refusal,
    write_folder,
)
from archive.commands.questions import BadAnswerError, FieldJudge, Questions
from archive.commands.session import Session
from archive.commands.values import initiative_keys
from archive.dates import PartialDate
from archive.fields import CIRCULAR_FIELDS
from archive.languages import CODES, Phrases
from archive.listing import Listing, list_archive
from archive.move_register import read_moves
from archive.moves import Moves
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar, Reference
from archive.scaffold import (
    BUREAUX,
    KINDS,
    NewLetter,
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
    reader = Reader(Grammar.of(session.phrases))
    listing = list_archive(session.root, session.shown_root)
    sources = SourceReader(session.root, reader, session.shown_root)
    judge = FieldJudge(session, reader, sources, listing)
    questions = Questions(session, judge, asks=not yes)
    letter = _letter(session, questions, {**given, "initiative": " ".join(initiative) or None})
    if is_there(session, sources, listing, letter.references, letter.date.year):
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
    return write_folder(session, key, {f"{letter.language}.md": text})


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
        refusal = slug_refusal(self.session.words, text)
        if refusal is not None:
            raise BadAnswerError(refusal)
        return text

    def _objection(self, key: str) -> str | None:
        """Why a letter cannot have this address."""
        text = objection(self.session, self.listing, self.former, key)
        if text is not None or self.despite_branches:
            return text
        text = branch_objection(self.session, key)
        if text is None or self.questions.agrees(text):
            return None
        return text if not self.questions.asks else self.session.words("command.new.other-slug")
