"""Asking an editor for the facts of a letter, with the checker's own opinion of every answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from archive.checks.form import wrong_value
from archive.checks.library import Extract, Library, extract
from archive.checks.links import known_names
from archive.commands.session import CommandError, Session
from archive.fields import CIRCULAR_FIELDS, Shape
from archive.listing import Listing
from archive.problems import Place, Problem
from archive.reading import SourceReader
from archive.records import Reader
from archive.source import Body, Node, Scalar, SourceFile, forbidden_character
from archive.source import Mapping as Entries
from archive.source import Sequence as Items
from archive.sources import Document, Folder

Value = TypeVar("Value")

_LISTED = 20
"""Of a longer list of choices only the beginning is shown."""


class BadAnswerError(Exception):
    """An answer that cannot be taken; *text* says what to write instead."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class FieldJudge:
    """Reads single values of front matter as the checker does."""

    def __init__(self, session: Session, reader: Reader, sources: SourceReader, listing: Listing):
        self._words = session.words
        self._reader = reader
        nowhere = Place("", 1, 1)
        self._library = Library(
            extracts=tuple(
                Extract(kind=folder.kind, key=folder.key, place=nowhere)
                for folder in listing.folders
            ),
            registers=sources.registers(listing.registers),
        )
        code = session.words.language.code
        self.names: Mapping[str, Mapping[str, str]] = {
            kind: {
                name: str(texts.get(code, "")) if isinstance(texts, Mapping) else ""
                for name in register.ids
                for texts in (register.record.values.get(f"{kind}.{name}.name"),)
            }
            for kind, register in self._library.registers.items()
        } | {"initiative": dict.fromkeys(sorted(self._library.known("initiative")), "")}
        """What values that name something can be: id -> name, by the type of the field."""

    @property
    def ids(self) -> dict[str, tuple[str, ...]]:
        """The ids alone, by the type of the field."""
        return {kind: tuple(names) for kind, names in self.names.items()}

    def value(self, field: str, text: str) -> object:
        """The value of *field* that *text* means; raises :class:`BadAnswerError`.

        Values of a list are parted by blanks, commas or semicolons; references, which have blanks
        in them, by semicolons.
        """
        if character := forbidden_character(text):
            raise BadAnswerError(self._words("problem.control-character", character=character))
        row = next(row for row in CIRCULAR_FIELDS if row.name == field)
        parts = [text]
        if row.shape is not Shape.ONE:
            parts = re.split(r"\s*;\s*" if field == "reference" else r"[\s,;]+", text.strip(" ,;"))
        scalars = tuple(Scalar(line=1, column=1, value=part, kind="str") for part in parts)
        node: Node = scalars[0]
        if row.shape is Shape.LIST or len(scalars) > 1:
            node = Items(line=1, column=1, items=scalars)
        key = Scalar(line=1, column=1, value=field, kind="str")
        front = Entries(line=1, column=1, entries=((key, node),))
        document = Document(
            kind="circular",
            key="",
            language="",
            file=SourceFile(path="", shown="", front=front, body=Body(text="", first_line=1)),
            record=self._reader.read(front, CIRCULAR_FIELDS),
        )
        for problem in self._problems(document):
            raise BadAnswerError(problem.message(self._words))
        return document.record.values[field]

    def _problems(self, document: Document) -> list[Problem]:
        found = list(wrong_value(document))
        letter = extract(Folder(kind="circular", key="", documents=(document,)))
        library = Library(
            extracts=(*self._library.extracts, letter), registers=self._library.registers
        )
        return found or list(known_names(library))


@dataclass(frozen=True, slots=True)
class Questions:
    """Takes each answer from an option where it was given, else asks for it, else has a default."""

    session: Session
    judge: FieldJudge
    asks: bool
    """False: whatever was not given has its default, or is missing."""

    def answer(
        self,
        name: str,
        given: str | None,
        read: Callable[[str], Value],
        *,
        default: str | None = "",
        choices: Mapping[str, str] | Sequence[str] = (),
    ) -> Value:
        """What *read* makes of the answer to the question *name*.

        *default* is taken for an empty answer; None: there is none. A bad answer is asked for
        again; a bad option ends the command.
        """
        words = self.session.words
        if given is not None or not self.asks:
            text = default if given is None else given
            if text is None:
                raise CommandError(words("command.new.missing", option=f"--{name}"))
            try:
                return read(text)
            except BadAnswerError as error:
                raise CommandError(
                    words("cli.bad-parameter", name=f"--{name}", reason=error.text)
                ) from None
        self._show(choices)
        while True:
            text = self.session.ask(words(f"command.new.question.{name}"), default or "")
            try:
                if not text and default is None:
                    raise BadAnswerError(words("command.new.needed"))
                return read(text)
            except BadAnswerError as error:
                self.session.err(f"  {error.text}")

    def _show(self, choices: Mapping[str, str] | Sequence[str]) -> None:
        """The first of the choices with their names, each on a line."""
        shown = list(choices)[:_LISTED]
        width = max((len(name) for name in shown), default=0)
        for name in shown:
            label = choices[name] if isinstance(choices, Mapping) else ""
            self.session.err(f"  {name:<{width}}  {label}".rstrip())
        if len(choices) > _LISTED:
            self.session.err("  …")

    def choice(
        self,
        name: str,
        given: Mapping[str, str | None],
        choices: Mapping[str, str] | Sequence[str],
        default: str,
    ) -> str:
        """One of the *choices*."""

        def read(text: str) -> str:
            if text not in choices:
                known = ", ".join(choices)
                raise BadAnswerError(self.session.words("cli.bad-choice", value=text, known=known))
            return text

        return self.answer(name, given[name], read, default=default, choices=choices)

    def agrees(self, text: str) -> bool:
        """Whether the editor says yes to *text*; without questions, no."""
        if not self.asks:
            return False
        words = self.session.words
        self.session.err(text)
        answer = self.session.ask(words("command.new.question.sure"))
        return answer.lower() in words.listed("command.new.yes")
