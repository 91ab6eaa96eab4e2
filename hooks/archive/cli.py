"""The editors' command ``circulars``: chooses the language, runs a command, says how it ended.

Exit status: 0 fine (warnings included), 1 something is wrong with the archive, 2 wrong usage,
3 an error of the program itself, 130 interrupted, 141 nobody reads the output any more.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

import click
from click.shell_completion import shell_complete

from archive.commands import COMMANDS
from archive.commands.frame import (
    COMPLETION_VARIABLE,
    LANGUAGE_IS_ITS_OWN,
    PROGRAM,
    Program,
    context_settings,
)
from archive.commands.session import CommandError, Session
from archive.commands.usage import usage_message
from archive.dates import geneva_today
from archive.formats.columns import harmless
from archive.languages import CODES, StringsError, load_phrases, terminal_language

DEBUG_VARIABLE = "ARCHIVE_DEBUG"
"""Environment variable that shows the traceback of an error of the program itself."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with *arguments* (those of the process by default); the exit status."""
    try:
        return _run(sys.argv[1:] if arguments is None else list(arguments))
    except KeyboardInterrupt:  # before there were words to say so
        return 130


def _run(given: list[str]) -> int:
    """Choose the language, and run what was asked for in it."""
    _show_what_the_terminal_cannot(sys.stdout, sys.stderr)
    try:
        phrases = load_phrases(os.environ)
    except StringsError as error:
        print(error, file=sys.stderr)  # there is no session yet that could say it
        return 2
    words = phrases[chosen_language(given, os.environ)]
    session = Session(
        phrases=phrases,
        words=words,
        environment=os.environ,
        clock=geneva_today,
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
    )

    def run() -> int:
        program = Program(words, [module.command(words) for module in COMMANDS])
        settings = context_settings(session)
        instruction = os.environ.get(COMPLETION_VARIABLE)
        if instruction:
            return shell_complete(program, settings, PROGRAM, COMPLETION_VARIABLE, instruction)
        with program.make_context(PROGRAM, given, **settings) as context:
            return program.invoke(context)

    return _guarded(session, run)


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of all messages: ``--lang`` wherever it stands, else the terminal's.

    Behind a command for which ``--lang`` is something else, it only counts before its name.
    """
    chosen = ""
    is_value = has_command = False
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if not (is_value or has_command or argument.startswith("-")):
            if argument in LANGUAGE_IS_ITS_OWN:
                break
            has_command = True
        is_value = argument == "--lang"
        if is_value:
            chosen = next(iter(arguments[position + 1 :]), "")
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    return chosen if chosen in CODES else terminal_language(environment)


def _guarded(session: Session, run: Callable[[], int]) -> int:
    """Run, and turn every way to end into a message and an exit status."""
    words = session.words
    try:
        try:
            status = run()
        except click.exceptions.Exit as ended:  # --help has said all
            status = ended.exit_code
        except click.exceptions.NoArgsIsHelpError as error:
            session.err(error.message)
            status = 2
        except click.ClickException as error:
            session.err(usage_message(error, words))
            status = 2
        except CommandError as error:
            session.err(words("cli.error", text=error.text))
            status = 2
        session.stdout.flush()
        session.stderr.flush()
        return status
    except (KeyboardInterrupt, click.Abort):
        session.err("\n" + words("cli.interrupted"))
        return 130
    except BrokenPipeError:
        _drop_output()
        return 141
    except Exception as error:
        if session.environment.get(DEBUG_VARIABLE):
            raise
        if isinstance(error, OSError):  # no fault of the program
            reason = words.reason(error.strerror or type(error).__name__)
            text = words("cli.output-error", reason=reason)
            if error.filename is not None:
                text = words("cli.file-error", name=error.filename, reason=reason)
            else:
                _drop_output()
            session.err(words("cli.error", text=harmless(text)))
            return 2
        session.err(words("cli.internal", variable=DEBUG_VARIABLE))
        session.err(harmless(f"{type(error).__name__}: {error} ({_place(error)})"))
        return 3


def _drop_output() -> None:
    """What is still unwritten goes nowhere, so that Python's own end does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


def _place(error: BaseException) -> str:
    """Where an error of the program arose: the innermost line of its own code."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(Path(__file__).parent)]
    frame = (own or frames)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}, {frame.name}"


def _show_what_the_terminal_cannot(*streams: TextIO) -> None:
    """Letters that an old terminal's encoding lacks become escapes instead of an error."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
