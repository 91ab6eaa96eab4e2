"""``circulars schema``: what editors complete front matter with, from the table of fields."""

from __future__ import annotations

import click

from archive.commands.frame import Argument, Choice, Command
from archive.commands.session import Session
from archive.languages import Phrases
from archive.schemas import SCHEMA_NAMES, schema_text
from archive.snippets import snippets

SNIPPETS = "snippets"


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    names = Choice((*SCHEMA_NAMES, SNIPPETS))
    return Command("schema", words, run, [Argument(["name"], type=names)], with_root=False)


def run(session: Session, name: str) -> int:
    """Print the JSON Schema of one kind of file, or the snippets."""
    if name == SNIPPETS:
        session.data(snippets(session.phrases))
    else:
        session.data(schema_text(name, session.words))
    return 0
