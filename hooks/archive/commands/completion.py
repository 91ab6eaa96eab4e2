"""``circulars completion``: the script by which a shell completes commands, options and names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from archive.commands.frame import COMPLETION_VARIABLE, PROGRAM, Argument, Choice, Command
from archive.commands.session import Session
from archive.languages import Phrases

SHELLS = ("bash", "zsh", "fish")


def command(words: Phrases) -> click.Command:
    """The command in the words of one language."""
    return Command(
        "completion", words, run, [Argument(["shell"], type=Choice(SHELLS))], with_root=False
    )


def run(session: Session, shell: str) -> int:
    """Print the script of *shell*."""
    script = get_completion_class(shell)
    if script is None:  # click knows all of SHELLS
        return 1
    writer = script(click.Command(PROGRAM), {}, PROGRAM, COMPLETION_VARIABLE)
    # Not writer.source(): it starts bash to ask its version, and warns in English.
    session.data(writer.source_template % writer.source_vars())
    return 0
